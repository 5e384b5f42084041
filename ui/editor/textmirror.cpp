#include "editor/textmirror.h"

#include <retune/text/encoding.h>

#include <QtCore/QLocale>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QStringConverter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <utility>

namespace retune {

namespace {

/// What is shown at once, with all else that is done when another file is shown: some screens.
constexpr qsizetype firstSlice = 32 * 1024;
/// More edits than these take longer one by one than all the text between them.
constexpr qsizetype mostEdits = 1'000;
/// More text than this would stop the window when it is put into the document in one go.
constexpr qsizetype mostAtOnce = 128 * 1024;

/// Where a text that is shown to here does not end in the middle of a line.
qsizetype behindLine(QByteArrayView bytes, qsizetype from)
{
    const qsizetype lineEnd = from < bytes.size() ? bytes.indexOf('\n', from) : -1;
    return lineEnd < 0 ? bytes.size() : lineEnd + 1;
}

QString whyNoText(const QByteArray &bytes)
{
    const Result<TextFacts> facts = inspect(bytes);
    return facts ? TextMirror::tr("the file is no text") : facts.error().message;
}

/// Not where a CR and an LF would become one line end.
bool canStandBetween(QByteArrayView before, const QByteArray &bytes, QByteArrayView after)
{
    const bool endsOpen = before.endsWith('\r') && bytes.startsWith('\n');
    const bool startsOpen = bytes.endsWith('\r') && after.startsWith('\n');
    return !bytes.isEmpty() && !endsOpen && !startsOpen && QByteArrayView(bytes).isValidUtf8();
}

} // namespace

qsizetype nextSliceSize(qsizetype size, std::chrono::nanoseconds took)
{
    constexpr std::chrono::nanoseconds aim = std::chrono::milliseconds(6);
    constexpr qsizetype smallest = 16 * 1024;
    constexpr qsizetype largest = 256 * 1024;
    // One slice that was disturbed does not say much of the next.
    const double share =
        std::clamp(double(aim.count()) / double(std::max<qint64>(took.count(), 1)), 0.5, 2.0);
    return std::clamp(static_cast<qsizetype>(double(size) * share), smallest, largest);
}

TextMirror::TextMirror(QPlainTextEdit &view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    connect(view.document(), &QTextDocument::contentsChange, this, &TextMirror::noteChange);
    // Not in contentsChange itself: the document must not be edited there, and an edit of the buffer may ask for that.
    connect(view.document(), &QTextDocument::contentsChanged, this, &TextMirror::send);
    m_sliceTimer.setSingleShot(true);
    connect(&m_sliceTimer, &QTimer::timeout, this, &TextMirror::showSlice);
}

void TextMirror::setBuffer(Buffer *buffer)
{
    if (m_buffer)
        m_buffer->disconnect(this);
    m_buffer = buffer;
    if (buffer) {
        connect(buffer, &Buffer::replaced, this, &TextMirror::followBuffer);
        connect(buffer, &QObject::destroyed, this, [this] { setBuffer(nullptr); });
    }
    showAll();
}

void TextMirror::showAll()
{
    const QByteArray bytes = m_buffer ? m_buffer->bytes() : QByteArray();
    m_wholeSize = comfortableSize(bytes);
    m_isPart = m_wholeSize < bytes.size();
    m_shown = DisplayText(bytes.first(behindLine(QByteArrayView(bytes).first(m_wholeSize), firstSlice)));
    m_sliceSize = firstSlice;
    setDocumentText();
    if (!isComplete())
        m_sliceTimer.start();
    updateReadOnly();
    Q_EMIT followed({});
}

void TextMirror::showSlice()
{
    const auto begin = std::chrono::steady_clock::now();
    showMore(m_shown.bytes().size() + m_sliceSize);
    m_sliceSize = nextSliceSize(m_sliceSize, std::chrono::steady_clock::now() - begin);
}

void TextMirror::showMore(qsizetype size)
{
    if (isComplete())
        return;
    const QByteArrayView bytes = QByteArrayView(m_buffer->bytes()).first(m_wholeSize);
    const qsizetype before = m_shown.text().size();
    m_shown.extend(m_buffer->bytes().first(behindLine(bytes, size)));
    applyToDocument({{before, before, m_shown.text().sliced(before)}});
    if (!isComplete())
        return m_sliceTimer.start();
    m_sliceTimer.stop();
    updateReadOnly();
    Q_EMIT completed();
}

void TextMirror::complete()
{
    showMore(m_wholeSize);
}

void TextMirror::updateReadOnly()
{
    const QByteArray bytes = m_buffer ? m_buffer->bytes() : QByteArray();
    QString reason;
    if (!m_shown.isUtf8() || bytes.contains('\0'))
        reason = tr("Read-only: %1").arg(whyNoText(bytes));
    else if (m_isPart)
        reason = tr("Read-only: the text is long. Its first %1 of %2 are shown; edit its values in the tree")
                     .arg(QLocale().formattedDataSize(m_shown.bytes().size()),
                          QLocale().formattedDataSize(bytes.size()));
    m_view.setReadOnly(!m_buffer || !reason.isEmpty() || !isComplete());
    if (std::exchange(m_readOnlyReason, reason) != reason)
        Q_EMIT readOnlyReasonChanged();
}

/// The line end that the file uses, or uses most.
QByteArray TextMirror::newLine() const
{
    const Result<TextFacts> facts = inspect(m_buffer->bytes());
    return facts ? facts->newLine : QByteArrayLiteral("\n");
}

QString TextMirror::documentText(qsizetype begin, qsizetype end) const
{
    // selectedText gives the characters as they are; toPlainText would change U+00A0 and U+2028.
    QTextCursor cursor(m_view.document());
    cursor.setPosition(static_cast<int>(begin));
    cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
    return cursor.selectedText();
}

void TextMirror::noteChange(int position, int removed, int added)
{
    if (!m_isFollowing)
        m_hints.append({position, removed, added});
}

DisplayEdit TextMirror::userEdit() const
{
    const qsizetype oldSize = m_shown.text().size();
    const qsizetype newSize = m_view.document()->characterCount() - 1;
    const Hint hint = m_hints.size() == 1 ? m_hints.first() : Hint{0, oldSize, newSize};
    qsizetype begin = hint.position;
    qsizetype oldEnd = std::min(begin + hint.removed, oldSize);
    qsizetype newEnd = std::min(begin + hint.added, newSize);
    if (begin > std::min(oldEnd, newEnd) || oldSize - oldEnd != newSize - newEnd) {
        begin = 0;
        oldEnd = oldSize;
        newEnd = newSize;
    }
    DisplayEdit edit = trimmedEdit(QStringView(m_shown.text()).sliced(begin, oldEnd - begin),
                                   documentText(begin, newEnd), m_view.textCursor().position() - begin);
    edit.begin += begin;
    edit.end += begin;
    return edit;
}

void TextMirror::send()
{
    if (m_hints.isEmpty() || m_isFollowing || m_isSending)
        return;
    const DisplayEdit edit = userEdit();
    m_hints.clear();
    if (edit.isEmpty())
        return;
    QString expected = m_shown.text();
    expected.replace(edit.begin, edit.end - edit.begin, edit.text);
    if (m_buffer && !m_view.isReadOnly()) {
        const QScopedValueRollback sending(m_isSending, true);
        const QByteArray lineEnd = breaksLine(edit.text) ? newLine() : QByteArray();
        m_buffer->replace({toReplacement(m_shown, edit, lineEnd)}, Buffer::Merge::WithTyping);
    }
    // The bytes decide what is shown: a CR and an LF that came together are one line end now.
    if (expected != m_shown.text())
        restore();
    Q_ASSERT(documentText(0, m_view.document()->characterCount() - 1) == m_shown.text());
}

void TextMirror::followBuffer(const QList<Replacement> &replacements)
{
    const QByteArray &bytes = m_buffer->bytes();
    const bool wasComplete = isComplete();
    const bool wasPart = !wasComplete || m_isPart;
    m_wholeSize = comfortableSize(bytes);
    m_isPart = m_wholeSize < bytes.size();
    m_sliceTimer.stop();
    const DisplayText before = std::exchange(m_shown, DisplayText(bytes.first(m_wholeSize)));
    const bool isWhole = wasPart || m_isPart || replacements.size() > mostEdits;
    if (!m_isSending && isWhole)
        showEdits(before, {trimmedEdit(before.text(), m_shown.text(), m_shown.text().size())});
    else if (!m_isSending)
        showEdits(before, toDisplayEdits(before, m_shown, replacements));
    // Something changed in the document that was never sent: the bytes have moved on without it.
    if (!m_isSending && std::exchange(m_hints, {}) != QList<Hint>())
        restore();
    updateReadOnly();
    Q_EMIT followed(replacements);
    if (!wasComplete && isComplete())
        Q_EMIT completed();
}

void TextMirror::showEdits(const DisplayText &before, const QList<DisplayEdit> &edits)
{
    qsizetype size = 0;
    for (const DisplayEdit &edit : edits)
        size += edit.end - edit.begin + edit.text.size();
    if (size > mostAtOnce)
        showBeginning(before, edits);
    else
        showInPlace(before, edits);
}

/// The user's cursor goes with the text around it, and a selection with its text: where that changed it is no more what the user
/// had chosen, and what is typed next would replace it. The first line in view stays so.
void TextMirror::showInPlace(const DisplayText &before, const QList<DisplayEdit> &edits)
{
    const QTextCursor cursor = m_view.textCursor();
    CursorPlace place = moved({cursor.anchor(), cursor.position()}, edits);
    if (place.anchor == place.position)
        place.anchor = place.position = movedPlace(before, cursor.position(), Side::Behind, edits);
    const qsizetype top = movedTop(before, edits);
    applyToDocument(edits);
    moveCursor(place);
    m_view.verticalScrollBar()->setValue(m_shown.lineAt(top));
}

/// As much of the new text as can be put in without stopping the window; slices bring the rest.
void TextMirror::showBeginning(const DisplayText &before, const QList<DisplayEdit> &edits)
{
    const qsizetype begin = edits.first().begin;
    const qsizetype position = movedPlace(before, m_view.textCursor().position(), Side::Behind, edits);
    const int line = m_shown.lineAt(movedTop(before, edits));
    const QByteArray bytes = m_shown.bytes();
    m_shown = DisplayText(bytes.first(behindLine(bytes, m_shown.offset(begin) + firstSlice)));
    if (begin < firstSlice)
        setDocumentText();
    else
        applyToDocument({{begin, before.text().size(), m_shown.text().sliced(begin)}});
    m_sliceSize = firstSlice;
    moveCursor({position, position});
    m_view.verticalScrollBar()->setValue(line);
    if (isComplete())
        return;
    m_sliceTimer.start();
    Q_EMIT shortened(position, line);
}

/// Quicker than any edit that takes most of the text away.
void TextMirror::setDocumentText()
{
    const QScopedValueRollback following(m_isFollowing, true);
    m_view.setPlainText(m_shown.text());
    m_hints.clear();
}

/// Where what is first in view comes to.
qsizetype TextMirror::movedTop(const DisplayText &before, const QList<DisplayEdit> &edits) const
{
    const QTextBlock top = m_view.cursorForPosition({0, 0}).block();
    return movedPlace(before, top.position(), Side::Before, edits);
}

/// As `moved`, but inside of lines that became others it stays in its line and column.
qsizetype TextMirror::movedPlace(const DisplayText &before, qsizetype position, Side side,
                                 const QList<DisplayEdit> &edits) const
{
    const qsizetype place = moved(position, side, edits);
    const auto edit = std::find_if(edits.begin(), edits.end(), [position](const DisplayEdit &candidate) {
        return candidate.begin < position && position < candidate.end;
    });
    if (edit == edits.end())
        return place;
    const int line = before.lineAt(position);
    const int linesBehind = line - before.lineAt(edit->begin);
    if (linesBehind == 0)
        return place;
    const qsizetype begin = moved(edit->begin, Side::Before, edits);
    const int now = std::min(m_shown.lineAt(begin) + linesBehind, m_shown.lineAt(begin + edit->text.size()));
    const qsizetype column = position - before.lineBegin(line);
    return m_shown.lineBegin(now) + std::min(column, m_shown.shownLength(m_shown.lineBytes(now)));
}

void TextMirror::moveCursor(const CursorPlace &place)
{
    const QScopedValueRollback following(m_isFollowing, true);
    QTextCursor cursor = m_view.textCursor();
    const qsizetype end = m_view.document()->characterCount() - 1;
    cursor.setPosition(static_cast<int>(std::min(place.anchor, end)));
    cursor.setPosition(static_cast<int>(std::min(place.position, end)), QTextCursor::KeepAnchor);
    if (cursor.position() != m_view.textCursor().position() ||
        cursor.anchor() != m_view.textCursor().anchor())
        m_view.setTextCursor(cursor);
}

void TextMirror::applyToDocument(const QList<DisplayEdit> &edits)
{
    const QScopedValueRollback following(m_isFollowing, true);
    QTextCursor cursor(m_view.document());
    cursor.beginEditBlock();
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        cursor.setPosition(static_cast<int>(edit->begin));
        cursor.setPosition(static_cast<int>(edit->end), QTextCursor::KeepAnchor);
        cursor.insertText(edit->text);
    }
    cursor.endEditBlock();
}

/// Makes the document show what it should, whatever it shows.
void TextMirror::restore()
{
    const QString actual = documentText(0, m_view.document()->characterCount() - 1);
    applyToDocument({trimmedEdit(actual, m_shown.text(), m_shown.text().size())});
}

void TextMirror::paste(const QString &text, const QByteArray &exact)
{
    complete();
    QList<Replacement> parts = putBack(exact);
    if (!m_buffer || m_view.isReadOnly())
        return;
    ByteRange place = selectedBytes(m_view.textCursor());
    qsizetype shift = 0;
    if (!parts.isEmpty()) {
        const ByteRange moved = parts.first().range;
        if (moved.begin <= place.end && place.begin <= moved.end) {
            place = moved; // dropped where it came from
            parts.clear();
        } else if (moved.end < place.begin) {
            shift = -moved.size();
        }
    }
    const QByteArrayView before = QByteArrayView(m_buffer->bytes()).first(place.begin);
    const QByteArrayView after = QByteArrayView(m_buffer->bytes()).sliced(place.end);
    const QByteArray bytes =
        canStandBetween(before, exact, after) ? exact : typedBytes(text, newLine(), before, after);
    parts.insert(shift == 0 ? 0 : 1, {place, bytes});
    m_buffer->replace(parts);
    complete(); // the cursor goes to its end
    QTextCursor cursor = m_view.textCursor();
    cursor.setPosition(static_cast<int>(m_shown.position(place.begin + shift + bytes.size())));
    m_view.setTextCursor(cursor);
}

void TextMirror::replace(const QList<DisplayEdit> &edits)
{
    complete();
    send();
    if (!m_buffer || m_view.isReadOnly())
        return;
    const bool breaksLines = std::any_of(edits.begin(), edits.end(),
                                         [](const DisplayEdit &edit) { return breaksLine(edit.text); });
    m_buffer->replace(toReplacements(m_shown, edits, breaksLines ? newLine() : QByteArray()));
}

/// Sends what no signal has told of yet.
void TextMirror::settle()
{
    m_hints = {Hint(), Hint()};
    send();
}

/// A drop that moves text comes after the removal of that text but before any signal of it. Gives that removal, if there is one,
/// and shows the text where it was, so that both are one edit. Of equal characters, which need not be equal bytes, those went that
/// are `moved`.
QList<Replacement> TextMirror::putBack(const QByteArray &moved)
{
    const QString &text = m_shown.text();
    DisplayEdit removal = trimmedEdit(text, documentText(0, m_view.document()->characterCount() - 1), 0);
    if (removal.begin == removal.end || !removal.text.isEmpty()) {
        settle();
        return {};
    }
    m_hints.clear();
    const auto isOther = [&] {
        const qsizetype begin = m_shown.offset(removal.begin);
        return QByteArrayView(m_shown.bytes()).sliced(begin, m_shown.offset(removal.end) - begin) != moved;
    };
    while (isOther() && removal.end < text.size() && text[removal.begin] == text[removal.end]) {
        ++removal.begin;
        ++removal.end;
    }
    showInPlace(m_shown,
                {{removal.begin, removal.begin, text.sliced(removal.begin, removal.end - removal.begin)}});
    return {toReplacement(m_shown, removal, {})};
}

ByteRange TextMirror::selectedBytes(const QTextCursor &selection) const
{
    return {m_shown.offset(selection.selectionStart()), m_shown.offset(selection.selectionEnd())};
}

QByteArray TextMirror::exactBytes(const QTextCursor &selection) const
{
    const ByteRange range = selectedBytes(selection);
    return m_shown.bytes().mid(range.begin, range.size());
}

QString TextMirror::exactText(const QTextCursor &selection) const
{
    // QString::fromUtf8 would take a U+FEFF at the start for a byte order mark.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(exactBytes(selection));
}

} // namespace retune
