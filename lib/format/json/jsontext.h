#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace retune {

/// What a JSON string spells; `text` is the string without its quotes and free of errors. A lone surrogate (`\ud800`)
/// is kept as it is.
QString unescapedJson(QByteArrayView text);

/// `text` as a JSON string in quotes: `"`, `\`, control characters, U+FEFF and lone surrogates are escaped; the rest is
/// UTF-8.
QByteArray quotedJson(QStringView text);

/// How far `text` is a JSON number.
struct JsonNumber
{
    qsizetype size = 0;   ///< bytes from the start that are or could become a number
    bool isValid = false; ///< whether these bytes are a number
    bool isWhole = true;  ///< no fraction and no exponent
};
JsonNumber scanJsonNumber(QByteArrayView text);

} // namespace retune
