#pragma once

#include <retune/format/value.h>

#include <QtCore/QByteArrayView>

namespace retune {

/// Whether `c` is one of the blanks that INI drops at the ends of keys and values.
constexpr bool isIniBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}
constexpr bool isIniCommentStart(char c)
{
    return c == '#' || c == ';';
}

/// `text` without blanks at its ends.
QByteArrayView trimmedIni(QByteArrayView text);

/// The next line of `rest`, without its line end; `rest` then begins behind that.
QByteArrayView takeLine(QByteArrayView &rest);

/// The characters of a value: each line without the blanks at its ends, comment lines left out.
QString decodedIni(QByteArrayView text);

/// How a value of one line reads: as a decimal number, as a truth value, else as text.
Kind kindOfIni(QByteArrayView text);

/// Whether a truth value is spelled as the true one of its pair: true, yes, on.
bool isTrueWord(QByteArrayView text);

/// The word for `value` of the pair that `like` belongs to (yes and no, on and off, else true and false), in its
/// capitals.
QByteArray truthWord(bool value, QByteArrayView like);

} // namespace retune
