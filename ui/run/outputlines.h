#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace retune {

/// Makes lines of what a program prints, however it is cut into pieces. Bytes that are no UTF-8 become U+FFFD; what a terminal
/// would not show as text is left out (colours, the part of a line that was drawn over after a carriage return) or made visible.
class OutputLines
{
public:
    /// A line may have so many bytes; a longer one becomes several.
    static constexpr qsizetype longestLine = 64 * 1024;

    /// The lines that end in these bytes; the begin of the next one is kept for later.
    QStringList take(QByteArrayView bytes);
    /// The last line where it has no line break. Nothing is kept afterwards.
    QStringList takeRest();

private:
    void takeLongParts(QStringList &lines);

    QByteArray m_partial;
};

/// The text of one line, without its line break, as a terminal would leave it.
QString plainLine(QByteArrayView bytes);

} // namespace retune
