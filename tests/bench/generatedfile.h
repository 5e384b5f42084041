#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace retune {

/// A settings file of at least `size` bytes in the format with this short name, the same for the same arguments: sections
/// of a dozen short keys with numbers, truth values, text and lists, as far as the format has them. Nothing where no
/// writer for the format is here.
std::optional<QByteArray> generatedFile(QStringView format, qsizetype size);

} // namespace retune
