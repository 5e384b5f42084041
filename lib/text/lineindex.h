#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace retune {

/// Where the lines of a UTF-8 text begin. A line ends at LF, CRLF or CR; what follows the last line end is a line too,
/// so an empty text has one line. Holds offsets only: the text has to be handed in again where characters are counted.
class LineIndex
{
public:
    LineIndex()
        : LineIndex(QByteArrayView())
    {}
    explicit LineIndex(QByteArrayView text);

    int lineCount() const { return static_cast<int>(m_starts.size()); }
    /// The offset at which the 1-based `line` begins.
    qsizetype lineStart(int line) const { return m_starts.at(line - 1); }
    /// The bytes of the 1-based `line` without its line end.
    ByteRange lineRange(QByteArrayView text, int line) const;
    /// The 1-based line that holds `offset`; the byte after the last one belongs to the last line.
    int lineAt(qsizetype offset) const;
    /// Line and column of the byte at `offset`. A byte order mark at the start of the text counts as no column.
    TextPosition position(QByteArrayView text, qsizetype offset) const;
    /// The offset of a position; columns past the end of the line give the end of the line.
    qsizetype offset(QByteArrayView text, TextPosition position) const;

private:
    QList<qsizetype> m_starts;
};

/// Line and column of one byte, for a single question about a text that has no index.
TextPosition positionAt(QByteArrayView text, qsizetype offset);

} // namespace retune
