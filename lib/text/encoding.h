#pragma once

#include <retune/text/result.h>

#include <QtCore/QByteArrayView>

namespace retune {

enum class LineEnd : quint8 { None, Lf, CrLf, Cr, Mixed };

/// What can be said of a text before any format reads it.
struct TextFacts
{
    qsizetype bomSize = 0; ///< 3 where the text starts with a UTF-8 byte order mark, else 0
    LineEnd lineEnd = LineEnd::None;
    bool endsWithLineEnd = false;

    /// The line end to write in new lines: the text's own, LF where it has none, the most frequent one where mixed.
    QByteArray newLine = QByteArrayLiteral("\n");

    bool operator==(const TextFacts &) const = default;
};

/// The check that every format shares: the text is UTF-8 (other encodings are named in the error), and holds no NUL and
/// no control bytes but tab, line feed, form feed and carriage return. Errors have no file name yet.
Result<TextFacts> inspect(QByteArrayView text);

/// The characters of well-formed UTF-8, all of them: QString::fromUtf8 drops a U+FEFF at the start, which belongs to a
/// value as any other character does.
QString decodedUtf8(QByteArrayView text);

} // namespace retune
