#pragma once

#include <retune/text/position.h>
#include <retune/text/replacement.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace retune {

/// What a text widget shows of the bytes of a file, and which bytes stand behind each character of it.
///
/// A line of the bytes (they end at LF, CRLF and CR) is one block of the widget; in `text` the blocks are separated by
/// U+2029, as QTextCursor gives them. Characters that QTextDocument would split or alter are shown as one other
/// character: control characters as their picture, U+2029, noncharacters and bytes that are no UTF-8 as U+FFFD. A byte
/// order mark at the start is not shown. Everything else stays, also U+00A0 and U+2028. Positions count UTF-16 code units.
class DisplayText
{
public:
    DisplayText()
        : DisplayText(QByteArray())
    {}
    explicit DisplayText(const QByteArray &bytes);

    /// Shows `bytes`, which begin with those that are shown; these end with a line feed.
    void extend(const QByteArray &bytes);

    const QByteArray &bytes() const { return m_bytes; }
    const QString &text() const { return m_text; }
    /// Whether the bytes are UTF-8.
    bool isUtf8() const { return m_isUtf8; }

    int lineCount() const { return static_cast<int>(m_lines.size()); }
    /// The bytes of a line, without its line end. Lines are numbered from 0, as the widget's blocks are.
    ByteRange lineBytes(int line) const;

    /// The byte at which the character at `position` begins. Inside a character of two units: where that begins.
    qsizetype offset(qsizetype position) const;
    /// The position of the character that the byte at `offset` belongs to; `offset` is clamped to the text.
    qsizetype position(qsizetype offset) const;
    /// The line that the character at `position` is in, and the position of the first one of a line.
    int lineAt(qsizetype position) const;
    qsizetype lineBegin(int line) const { return m_lines.at(line).position; }
    /// How many units are shown for bytes that lie inside one line.
    qsizetype shownLength(ByteRange range) const;

private:
    struct Line
    {
        qsizetype offset;
        qsizetype position;
    };
    void show(qsizetype from);
    void endLine(qsizetype offset);

    QByteArray m_bytes;
    QString m_text;
    QList<Line> m_lines;
    bool m_isUtf8 = true;
};

/// Puts `text` in the place of the characters from `begin` to `end` of a display text.
struct DisplayEdit
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QString text;

    bool isEmpty() const { return begin == end && text.isEmpty(); }
    bool operator==(const DisplayEdit &) const = default;
};

/// What turns `before` into `after`, without the characters that both have in common at their ends. `cursor` is where in
/// `after` the edit ended; it decides which of several equal characters went or came, because equal characters need not
/// be equal bytes.
DisplayEdit trimmedEdit(QStringView before, QStringView after, qsizetype cursor);

/// The bytes that somebody typed: line breaks (`\n`, `\r\n`, `\r`) are spelled as `newLine`, all else is UTF-8. `before`
/// and `after` are the bytes around the place: where `newLine` would grow together with them to one line end, another
/// spelling is taken.
QByteArray typedBytes(QStringView text, const QByteArray &newLine, QByteArrayView before = {},
                      QByteArrayView after = {});

/// The replacement of bytes that a user's edit of the shown text asks for.
Replacement toReplacement(const DisplayText &shown, const DisplayEdit &edit, const QByteArray &newLine);
/// The same for several edits, whose positions refer to the text before all of them.
QList<Replacement> toReplacements(const DisplayText &shown, const QList<DisplayEdit> &edits,
                                  const QByteArray &newLine);

/// Whether there is a line break in what somebody typed. Where there is none, `newLine` does not matter.
bool breaksLine(QStringView text);

/// The edits that turn what was shown before replacements of the bytes into what is to be shown after them, in order;
/// their positions refer to the text before all of them.
QList<DisplayEdit> toDisplayEdits(const DisplayText &before, const DisplayText &after,
                                  const QList<Replacement> &replacements);

/// Where a cursor is in a text that is shown: both ends of its selection, which are one where nothing is selected.
struct CursorPlace
{
    qsizetype anchor = 0;
    qsizetype position = 0;

    bool operator==(const CursorPlace &) const = default;
};

/// Where a place goes when something is inserted right there: it stays before that, or goes behind it.
enum class Side : quint8 { Before, Behind };

/// Where a place between two characters is after edits that were made elsewhere, in order. Inside what was replaced it stays as
/// far from the beginning of that.
qsizetype moved(qsizetype position, Side side, const QList<DisplayEdit> &edits);

/// Where a cursor is after edits that were made elsewhere, in order: with the characters around it. A selection of which any
/// character went, or into which any came, is none any more; what comes right at its ends does not belong to it.
CursorPlace moved(const CursorPlace &place, const QList<DisplayEdit> &edits);

/// How many bytes at the start of a text an editor should show: all, or fewer where the whole would make it slow.
qsizetype comfortableSize(QByteArrayView text);

} // namespace retune
