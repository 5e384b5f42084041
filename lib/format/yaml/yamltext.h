#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune::yaml {

/// Whether every character can stand in a YAML file as it is and is seen there: no control characters, tabs or line
/// breaks of any kind, no byte order mark, no half of a surrogate pair.
bool isPrintable(QStringView text);

/// Whether there is half of a surrogate pair, which YAML has no way to write.
bool hasLoneSurrogate(QStringView text);

/// `text` in double quotes on one line, with escapes where they are needed.
QByteArray doubleQuoted(QStringView text);

/// `text` in single quotes; it is printable.
QByteArray singleQuoted(QStringView text);

} // namespace retune::yaml
