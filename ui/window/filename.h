#pragma once

#include <retune/text/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

class Format;

/// The format of a settings file or of code that is to get this name, relative to the folder, or why it cannot have it: it has to stay
/// within the folder and be the name of a file that the window shows.
Result<const Format *> formatForNewName(const QString &name);

/// The content of a new file, as small as its format allows: a file without a single byte is a problem in every format.
QByteArray firstContent(const Format &format);

} // namespace retune
