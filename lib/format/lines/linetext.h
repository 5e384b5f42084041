#pragma once

#include <retune/format/value.h>
#include <retune/text/position.h>

#include <QtCore/QByteArray>

namespace retune {

constexpr bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t';
}
/// What configparser and Java drop around keys.
constexpr bool isBlank(char c)
{
    return isSpaceOrTab(c) || c == '\f';
}
constexpr bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}
constexpr bool isSpaceOrLineEnd(char c)
{
    return isSpaceOrTab(c) || isLineEnd(c);
}
constexpr bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `range` without what `isDropped` names at its ends.
template<typename Predicate>
ByteRange trimmed(QByteArrayView text, ByteRange range, Predicate isDropped)
{
    while (!range.isEmpty() && isDropped(text[range.begin]))
        ++range.begin;
    while (!range.isEmpty() && isDropped(text[range.end - 1]))
        --range.end;
    return range;
}

template<typename Predicate>
QByteArrayView trimmed(QByteArrayView text, Predicate isDropped)
{
    const ByteRange range = trimmed(text, {0, text.size()}, isDropped);
    return text.sliced(range.begin, range.size());
}

/// The next line of `rest`, without its line end; `rest` then begins behind that.
QByteArrayView takeLine(QByteArrayView &rest);

/// The offset behind the line end at `at`: CRLF counts as one. `at` itself where no line end stands there.
qsizetype afterLineEnd(QByteArrayView text, qsizetype at);

/// Whether a line ends in a backslash that is not itself escaped, so that the next line belongs to it.
bool endsInBackslash(QByteArrayView line);

/// How a plain value of one line reads: as a decimal number, as a truth value, else as text.
Kind kindOfPlain(QByteArrayView text);

/// Whether a truth value is spelled as the true one of its pair: true, yes, on.
bool isTrueWord(QByteArrayView text);

/// The word for `value` of the pair that `like` belongs to (yes and no, on and off, else true and false), in its
/// capitals.
QByteArray truthWord(bool value, QByteArrayView like);

/// Whether the text holds a byte that is not ASCII.
bool hasNonAscii(QByteArrayView text);

/// Whether a character is a control character of ASCII.
constexpr bool isControl(QChar c)
{
    return c.unicode() < 0x20 || c.unicode() == 0x7F;
}

} // namespace retune
