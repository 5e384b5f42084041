#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace retune::python {

/// Whether a quote that follows `name` makes a string with this prefix: r, b, u, f, t, br, fr, tr in any case and order.
bool isStringPrefix(QByteArrayView name);

/// One string token: prefix, quotes and what is between.
struct QuotedString
{
    qsizetype begin = 0;     ///< of the prefix
    qsizetype bodyBegin = 0; ///< after the opening quotes
    qsizetype bodyEnd = 0;
    qsizetype end = 0; ///< after the closing quotes; where the string should have ended if it is not closed
    bool isClosed = false;
    bool isTriple = false;
    bool isRaw = false;
    bool isBytes = false;
    bool isFormat = false; ///< an f-string or t-string: code, not a literal
    bool hasBackslash = false;
    bool hasBreak = false;
    bool isAscii = true;

    ByteRange body() const { return {bodyBegin, bodyEnd}; }
};

/// The string whose prefix begins at `begin` and whose opening quote stands at `quoteAt`.
QuotedString quotedString(QByteArrayView text, qsizetype begin, qsizetype quoteAt);

/// What `\` and the characters after it stand for.
struct Escape
{
    enum class Kind : quint8 {
        Character,
        Unknown,    ///< no escape: the backslash stays
        JoinedLine, ///< a line end after the backslash: nothing
        NewName,    ///< \N{…} with a name that is not known here; a newer Python may know it
        Incomplete, ///< too few hexadecimal digits, or a name without braces
        TooLarge    ///< past the last character of Unicode
    };
    Kind kind = Kind::Character;
    char32_t character = 0;
    qsizetype size = 2; ///< in bytes, with the backslash
};

/// The escape at `at`, where a backslash stands.
Escape escapeAt(QByteArrayView body, qsizetype at, bool isBytes);

/// The value of string tokens that stand one after the other, with blanks, line ends and comments between them. For bytes
/// one character per byte. All of them have passed the reader.
QString decodeStrings(QByteArrayView tokens);

/// How a string is written.
struct StringStyle
{
    QByteArray prefix;
    char quote = '"';
    bool isTriple = false;
    bool isRaw = false;
    bool hasComment = false; ///< between several tokens
};

/// The style of the first of `tokens`, which are one or more strings.
StringStyle styleOf(QByteArrayView tokens);

} // namespace retune::python
