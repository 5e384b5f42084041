#include "editor/textview.h"

#include "editor/linegutter.h"
#include "editor/syntaxcolors.h"
#include "style/theme.h"

#include <retune/text/lineindex.h>

#include <QtCore/QScopedValueRollback>
#include <QtGui/QFontDatabase>
#include <QtGui/QTextBlock>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

/// A file with thousands of duplicate keys needs no underline under each.
constexpr qsizetype maximumMarked = 200;

QFont editorFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies(
        {font.family(), QStringLiteral("Noto Sans Mono CJK SC"), QStringLiteral("Noto Sans CJK SC")});
    font.setStyleHint(QFont::Monospace);
    return font;
}

} // namespace

TextView::TextView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new LineGutter(*this))
    , m_mirror(*this)
{
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    layOutLeftToRight();
    setFrameShape(NoFrame);
    setFont(editorFont());
    setAccessibleName(tr("Text of the file"));
    connect(&m_mirror, &TextMirror::shortened, this, &TextView::waitForPlace);
    connect(&m_mirror, &TextMirror::followed, this, &TextView::followText);
    connect(&m_mirror, &TextMirror::completed, this, &TextView::finishShowing);
    connect(&m_mirror, &TextMirror::readOnlyReasonChanged, this, &TextView::readOnlyReasonChanged);
    connect(&m_reader, &BufferReader::documentRead, this, &TextView::takeTree);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &TextView::reportCursor);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TextView::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, &TextView::highlightVisible);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this] { m_gutter->update(); });
    m_decoration.setSingleShot(true);
    m_decoration.setInterval(0);
    connect(&m_decoration, &QTimer::timeout, this, &TextView::decorate);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        if (!m_hits.isEmpty())
            m_decoration.start();
    });
    m_mirror.setBuffer(nullptr);
}

TextView::~TextView() = default;

/// A key stands on the left in every file, whatever the script of its first letter: all lines begin at one edge, and none depends on
/// how wide the view is.
void TextView::layOutLeftToRight()
{
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    document()->setDefaultTextOption(option);
}

void TextView::setTextSize(int points)
{
    QFont sized = editorFont();
    if (points > 0)
        sized.setPointSize(points);
    setFont(sized);
}

void TextView::setBuffer(Buffer *buffer)
{
    m_reader.setBuffer(buffer);
    m_mirror.setBuffer(buffer);
}

// Following the buffer

/// What the user was looking at goes away for a moment: the picture of it stays until it is back.
void TextView::waitForPlace(qsizetype position, int line)
{
    if (m_isJumping)
        return;
    if (line >= document()->blockCount() - static_cast<int>(visibleLines().size()))
        setPicture(false);
    Q_EMIT shortened(position, line);
}

void TextView::finishShowing()
{
    showProblems();
    Q_EMIT completed();
    setPicture(true);
}

/// Whether what is seen follows the document.
void TextView::setPicture(bool isFollowing)
{
    viewport()->setUpdatesEnabled(isFollowing);
    m_gutter->setUpdatesEnabled(isFollowing);
}

void TextView::followText(const QList<Replacement> &replacements)
{
    if (replacements.isEmpty()) { // another file
        setPicture(true);
        m_tokens.clear();
        m_codeMarks.clear();
        m_codeProblems.clear();
        takeTree(Document());
        return;
    }
    follow(m_tokens, replacements);
    for (CodeMark &mark : m_codeMarks)
        follow(mark.place, replacements);
    if (m_isJumping)
        moveTo(replacements);
}

/// Puts the cursor behind what was replaced; before it where that is so much that it is not shown to its end yet.
void TextView::moveTo(const QList<Replacement> &replacements)
{
    qsizetype offset = replacements.first().range.begin;
    if (isComplete()) {
        offset = replacements.last().range.begin + replacements.last().text.size();
        for (qsizetype i = 0; i + 1 < replacements.size(); ++i)
            offset += replacements.at(i).text.size() - replacements.at(i).range.size();
    }
    QTextCursor cursor = textCursor();
    cursor.setPosition(static_cast<int>(shown().position(offset)));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void TextView::undo()
{
    m_mirror.complete();
    const QScopedValueRollback jumping(m_isJumping, true);
    if (buffer() && !isReadOnly())
        buffer()->undo();
}

void TextView::redo()
{
    m_mirror.complete();
    const QScopedValueRollback jumping(m_isJumping, true);
    if (buffer() && !isReadOnly())
        buffer()->redo();
}

void TextView::reportCursor()
{
    m_mirror.send();
    decorate();
    m_gutter->update();
    if (!m_mirror.isFollowing() && !m_isJumping)
        Q_EMIT cursorMoved(shown().offset(textCursor().position()));
}

void TextView::goTo(ByteRange range)
{
    m_mirror.complete();
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(shown().position(range.begin)));
    cursor.setPosition(static_cast<int>(shown().position(std::max(range.begin, range.end))),
                       QTextCursor::KeepAnchor);
    const QScopedValueRollback jumping(m_isJumping, true);
    setTextCursor(cursor);
    if (!viewport()->rect().contains(cursorRect().center()))
        centerCursor();
}

void TextView::goTo(TextPosition position)
{
    m_mirror.complete();
    const QByteArrayView bytes = shown().bytes();
    const qsizetype offset = LineIndex(bytes).offset(bytes, position);
    goTo(ByteRange{offset, offset});
}

void TextView::goTo(const TextHit &hit)
{
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(hit.begin));
    cursor.setPosition(static_cast<int>(hit.end()), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    if (!viewport()->rect().contains(cursorRect().center()))
        centerCursor();
}

// Colours and marks

QList<VisibleLine> TextView::visibleLines() const
{
    QList<VisibleLine> lines;
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= viewport()->height()) {
        const double height = blockBoundingRect(block).height();
        lines.append({block.blockNumber(), top, height});
        top += height;
        block = block.next();
    }
    return lines;
}

void TextView::takeTree(const Result<Document> &document)
{
    if (document)
        m_tokens = tokensOf(*document);
    m_hasTextError = !document;
    m_textProblems = document ? document->warnings() : QList<Problem>{document.error()};
    showProblems();
    highlightVisible();
}

void TextView::setCodeProblems(const QList<Problem> &problems)
{
    if (m_codeProblems == problems)
        return;
    if (!problems.isEmpty())
        m_mirror.complete();
    m_codeProblems = problems;
    m_codeMarks.clear();
    for (const Problem &problem : problems.first(std::min(problems.size(), maximumMarked)))
        m_codeMarks.append({problem, placeOf(problem)});
    showProblems();
}

/// The line that a problem of the code names without its indentation, or from the column on where that is known.
QList<Token> TextView::placeOf(const Problem &problem) const
{
    if (problem.position.isNull() || problem.position.line > shown().lineCount())
        return {};
    const QByteArrayView bytes = shown().bytes();
    ByteRange range = shown().lineBytes(problem.position.line - 1);
    if (problem.position.column > 0)
        range.begin = std::min(LineIndex(bytes).offset(bytes, problem.position), range.end);
    while (range.begin < range.end && (bytes[range.begin] == ' ' || bytes[range.begin] == '\t'))
        ++range.begin;
    return {{range, TokenKind::Opaque}};
}

void TextView::showProblems()
{
    m_hasError = m_hasTextError;
    m_problems.clear();
    for (const CodeMark &mark : std::as_const(m_codeMarks)) {
        if (mark.place.isEmpty() || m_hasTextError)
            continue;
        Problem problem = mark.problem;
        const QByteArrayView bytes = shown().bytes();
        problem.range = mark.place.first().range;
        problem.position.line = LineIndex(bytes).position(bytes, problem.range.begin).line;
        m_problems.append(problem);
        m_hasError = true;
    }
    m_problems += m_textProblems;
    QHash<int, LineMark> marks;
    for (const Problem &problem : std::as_const(m_problems)) {
        const auto level = m_hasError ? LineMark::Level::Error : LineMark::Level::Warning;
        if (!problem.position.isNull())
            marks.insert(problem.position.line - 1, {level, problem.message});
    }
    m_gutter->setMarks(marks);
    decorate();
    Q_EMIT problemsChanged();
}

QList<QTextLayout::FormatRange> TextView::formatsOf(int line) const
{
    const SyntaxColors colors(palette());
    const ByteRange bytes = shown().lineBytes(line);
    QList<QTextLayout::FormatRange> formats;
    qsizetype at = bytes.begin;
    qsizetype column = 0;
    for (const Token &token : tokensIn(m_tokens, bytes)) {
        const qsizetype begin = std::max(token.range.begin, bytes.begin);
        const qsizetype end = std::min(token.range.end, bytes.end);
        column += shown().shownLength({at, begin});
        const qsizetype length = shown().shownLength({begin, end});
        formats.append({static_cast<int>(column), static_cast<int>(length), colors.format(token.kind)});
        column += length;
        at = end;
    }
    return formats;
}

/// Colours the lines in view, and only those whose colours changed.
void TextView::highlightVisible()
{
    if (m_isHighlighting || m_mirror.isFollowing() || document()->blockCount() != shown().lineCount())
        return;
    const QScopedValueRollback highlighting(m_isHighlighting, true);
    for (const VisibleLine &line : visibleLines()) {
        const QTextBlock block = document()->findBlockByNumber(line.number);
        const QList<QTextLayout::FormatRange> formats = formatsOf(line.number);
        if (block.layout()->formats() == formats)
            continue;
        block.layout()->setFormats(formats);
        document()->markContentsDirty(block.position(), block.length());
    }
}

QTextEdit::ExtraSelection TextView::problemSelection(const Problem &problem) const
{
    const SyntaxColors colors(palette());
    QTextEdit::ExtraSelection selection;
    selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    selection.format.setUnderlineColor(m_hasError ? colors.error : colors.warning);
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(static_cast<int>(shown().position(problem.range.begin)));
    selection.cursor.setPosition(static_cast<int>(shown().position(problem.range.end)),
                                 QTextCursor::KeepAnchor);
    // Something that is missing is marked at what stands in its place, else at what stands before it.
    if (!selection.cursor.hasSelection() && !selection.cursor.atBlockEnd())
        selection.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    else if (!selection.cursor.hasSelection() && !selection.cursor.atBlockStart())
        selection.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    return selection;
}

/// Later: this may come amid a change of the document.
void TextView::setMarkedHits(const QList<TextHit> &hits)
{
    if (m_hits.isEmpty() && hits.isEmpty())
        return;
    m_hits = hits;
    m_decoration.start();
}

/// In view alone: there may be a hundred thousand.
QList<QTextEdit::ExtraSelection> TextView::hitSelections() const
{
    const QList<VisibleLine> lines = m_hits.isEmpty() ? QList<VisibleLine>() : visibleLines();
    if (lines.isEmpty())
        return {};
    const QTextBlock last = document()->findBlockByNumber(lines.last().number);
    const qsizetype begin = document()->findBlockByNumber(lines.first().number).position();
    const qsizetype end = std::min(last.position() + last.length(), document()->characterCount());
    QList<QTextEdit::ExtraSelection> selections;
    auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), begin,
                                [](const TextHit &h, qsizetype at) { return h.end() <= at; });
    for (; hit != m_hits.end() && hit->begin < end && hit->end() < document()->characterCount(); ++hit) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(searchMark(palette()));
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(hit->begin));
        selection.cursor.setPosition(static_cast<int>(hit->end()), QTextCursor::KeepAnchor);
        selections.append(selection);
    }
    return selections;
}

void TextView::decorate()
{
    QList<QTextEdit::ExtraSelection> selections;
    QTextEdit::ExtraSelection line;
    line.format.setBackground(SyntaxColors(palette()).currentLine);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    selections.append(line);
    selections += hitSelections();
    for (const Problem &problem : m_problems.first(std::min(m_problems.size(), maximumMarked)))
        selections.append(problemSelection(problem));
    setExtraSelections(selections);
}

void TextView::placeGutter()
{
    const int width = m_gutter->sizeHint().width();
    setViewportMargins(width, 0, 0, 0);
    m_gutter->setGeometry(contentsRect().x(), contentsRect().y(), width, contentsRect().height());
}

} // namespace retune
