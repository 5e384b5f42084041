#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>
#include <optional>

namespace retune {

/// Another reader that a format's speed is compared with.
struct Yardstick
{
    QString name;
    QByteArray text;                               ///< what it reads
    std::function<bool(const QByteArray &)> parse; ///< false where it could not
};

/// The yardstick for the format with this short name, with a file of at least `size` bytes. Nothing where it is not
/// built in, because its library was not there.
std::optional<Yardstick> yardstickFor(QStringView format, qsizetype size);

// Whether the libraries take the text; built in where CMake finds them.
bool parseWithTomlPlusPlus(const QByteArray &text);
bool parseWithLibyaml(const QByteArray &text);

} // namespace retune
