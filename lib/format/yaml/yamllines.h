#pragma once

#include <QtCore/QByteArrayView>

namespace retune::yaml {

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
constexpr bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// The size of the line break that begins at `at`, or 0. libyaml takes U+0085, U+2028 and U+2029 for one too.
qsizetype breakSize(QByteArrayView text, qsizetype at);

/// The size of the line break that ends at `at`, or 0.
qsizetype breakSizeBefore(QByteArrayView text, qsizetype at);

/// Where the line that `at` is on begins, behind a byte order mark.
qsizetype lineStart(QByteArrayView text, qsizetype at);
/// Where the line that `at` is on ends, before its break.
qsizetype lineEnd(QByteArrayView text, qsizetype at);
/// Whether only blanks stand before `at` on its line.
bool isFirstOnLine(QByteArrayView text, qsizetype at);
/// Behind the blanks at `at`.
qsizetype afterBlanks(QByteArrayView text, qsizetype at);

} // namespace retune::yaml
