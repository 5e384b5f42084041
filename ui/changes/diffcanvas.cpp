#include "changes/diffcanvas.h"

#include "changes/diffcolors.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int padding = 6;
constexpr int signColumns = 2;
constexpr int tabColumns = 4;
constexpr int cachedLines = 2'000;

/// How many columns of a fixed font a line takes at most: CJK characters take two, tabs four.
int columnsOf(const QByteArray &line)
{
    int columns = 0;
    for (const char byte : line) {
        const auto lead = static_cast<unsigned char>(byte);
        columns += byte == '\t' ? tabColumns : lead < 0x80 ? 1 : lead < 0xC0 ? 0 : 2;
    }
    return columns;
}

int longestLine(const QList<QByteArray> &lines)
{
    int longest = 0;
    for (const QByteArray &line : lines)
        longest = std::max(longest, columnsOf(line));
    return longest;
}

} // namespace

DiffCanvas::DiffCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_words(cachedLines)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies({font.family(), QStringLiteral("Noto Sans Mono CJK SC")});
    setFont(font);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Comparison"));
}

void DiffCanvas::setDiff(const LineDiff &diff)
{
    m_diff = diff;
    m_longestLine = std::max(longestLine(diff.before), longestLine(diff.after));
    m_words.clear();
    updateLayout();
    goToChange(m_layout.changes.isEmpty() ? -1 : 0);
}

void DiffCanvas::setMode(DiffMode mode)
{
    m_mode = mode;
    updateLayout();
    goToChange(m_current);
}

void DiffCanvas::updateLayout()
{
    m_layout = m_mode == DiffMode::SideBySide ? sideBySideLayout(m_diff) : inlineLayout(m_diff);
    updateScrollBars();
}

void DiffCanvas::updateScrollBars()
{
    const int visibleRows = viewport()->height() / rowHeight();
    verticalScrollBar()->setPageStep(std::max(1, visibleRows));
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_layout.rows.size()) - visibleRows));
    const Column text = m_mode == DiffMode::SideBySide ? column(Side::After) : inlineColumn();
    const int textWidth = m_longestLine * fontMetrics().horizontalAdvance(u'm') + padding;
    horizontalScrollBar()->setPageStep(std::max(1, text.right - text.textLeft));
    horizontalScrollBar()->setSingleStep(fontMetrics().horizontalAdvance(u'm') * 4);
    horizontalScrollBar()->setRange(0, std::max(0, textWidth - (text.right - text.textLeft)));
    viewport()->update();
}

void DiffCanvas::goToChange(int change)
{
    m_current = change;
    if (change >= 0 && change < m_layout.changes.size()) {
        // A few lines of context stay above the change.
        verticalScrollBar()->setValue(m_layout.changes.at(change).begin - 3);
    }
    viewport()->update();
    Q_EMIT currentChangeChanged();
}

bool DiffCanvas::goToNextChange()
{
    const int next = m_current + 1;
    if (next >= m_layout.changes.size())
        return false;
    goToChange(next);
    return true;
}

bool DiffCanvas::goToPreviousChange()
{
    if (m_current <= 0)
        return false;
    goToChange(m_current - 1);
    return true;
}

// Geometry

int DiffCanvas::rowHeight() const
{
    return fontMetrics().height() + 3;
}

int DiffCanvas::numberWidth() const
{
    const auto lines = std::max<qsizetype>({m_diff.before.size(), m_diff.after.size(), 99});
    return static_cast<int>(QString::number(lines).size()) * fontMetrics().horizontalAdvance(u'9');
}

DiffCanvas::Column DiffCanvas::column(Side side) const
{
    const int middle = viewport()->width() / 2;
    Column column;
    column.left = side == Side::Before ? 0 : middle;
    column.right = side == Side::Before ? middle - 1 : viewport()->width();
    column.numbersRight = column.left + padding + numberWidth() + padding;
    column.textLeft = column.numbersRight + signColumns * fontMetrics().horizontalAdvance(u'm') + 2;
    return column;
}

DiffCanvas::Column DiffCanvas::inlineColumn() const
{
    Column column;
    column.right = viewport()->width();
    column.numbersRight = 2 * (padding + numberWidth()) + padding;
    column.textLeft = column.numbersRight + signColumns * fontMetrics().horizontalAdvance(u'm') + 2;
    return column;
}

// Painting

void DiffCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const DiffColors colors(palette());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    const int first = verticalScrollBar()->value();
    const int last =
        std::min(static_cast<int>(m_layout.rows.size()), first + event->rect().bottom() / rowHeight() + 1);
    for (int row = first + event->rect().top() / rowHeight(); row < last; ++row) {
        const int top = (row - first) * rowHeight();
        if (m_mode == DiffMode::SideBySide)
            paintSideBySide(painter, colors, row, top);
        else
            paintInline(painter, colors, row, top);
        if (m_current >= 0 && m_layout.rows.at(row).change == m_current)
            painter.fillRect(0, top, 3, rowHeight(), colors.current);
    }
    if (m_mode == DiffMode::SideBySide)
        painter.fillRect(column(Side::After).left - 1, 0, 1, viewport()->height(), colors.separator);
}

void DiffCanvas::paintSideBySide(QPainter &painter, const DiffColors &colors, int row, int top)
{
    for (const Side side : {Side::Before, Side::After}) {
        const Column area = column(side);
        if (lineOf(m_layout.rows.at(row), side)) {
            paintLine(painter, colors, area, side, row, top);
            continue;
        }
        painter.setBrushOrigin(0, -verticalScrollBar()->value() * rowHeight());
        painter.fillRect(QRect(area.left, top, area.right - area.left, rowHeight()),
                         QBrush(colors.hatch, Qt::BDiagPattern));
    }
}

void DiffCanvas::paintInline(QPainter &painter, const DiffColors &colors, int row, int top)
{
    const Side side = m_layout.rows.at(row).kind == DiffRow::Kind::Removed ? Side::Before : Side::After;
    paintLine(painter, colors, inlineColumn(), side, row, top);
}

void DiffCanvas::paintLine(QPainter &painter, const DiffColors &colors, const Column &column, Side side,
                           int rowNumber, int top)
{
    const DiffRow &row = m_layout.rows.at(rowNumber);
    const bool differs = row.kind != DiffRow::Kind::Equal;
    const bool isBefore = side == Side::Before;
    const QRect area(column.left, top, column.right - column.left, rowHeight());
    const QRect numbers(column.left, top, column.numbersRight - column.left, rowHeight());
    if (differs)
        painter.fillRect(area, isBefore ? colors.removed : colors.added);
    else
        painter.fillRect(numbers, colors.numberGround);
    painter.setFont(font());
    painter.setPen(colors.number);
    const auto drawNumber = [&](int line, int right) {
        if (line >= 0)
            painter.drawText(QRect(column.left, top, right - column.left, rowHeight()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
    };
    if (m_mode == DiffMode::Inline)
        drawNumber(row.before, column.left + padding + numberWidth());
    drawNumber(m_mode == DiffMode::Inline || !isBefore ? row.after : row.before,
               column.numbersRight - padding);
    if (differs) {
        painter.setPen(isBefore ? colors.removedSign : colors.addedSign);
        painter.drawText(QRect(column.numbersRight, top, column.textLeft - column.numbersRight, rowHeight()),
                         Qt::AlignCenter, isBefore ? QStringLiteral("−") : QStringLiteral("+"));
    }
    paintText(painter, colors, column, side, row, top);
}

void DiffCanvas::paintText(QPainter &painter, const DiffColors &colors, const Column &column, Side side,
                           const DiffRow &row, int top)
{
    const QByteArray *other = lineOf(row, side == Side::Before ? Side::After : Side::Before);
    const QByteArray &line = *lineOf(row, side);
    const bool showLineEnd = row.kind != DiffRow::Kind::Equal && other && lineEndsDiffer(line, *other);
    QTextLayout layout(shownLine(line, showLineEnd), font());
    if (row.kind != DiffRow::Kind::Equal && other) {
        const WordDiff &words = wordsOf(row);
        QList<QTextLayout::FormatRange> marks;
        for (const TextSpan &span : side == Side::Before ? words.before : words.after) {
            QTextCharFormat format;
            format.setBackground(side == Side::Before ? colors.removedWord : colors.addedWord);
            marks.append({static_cast<int>(span.begin), static_cast<int>(span.end - span.begin), format});
        }
        layout.setFormats(marks);
    }
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTabStopDistance(tabColumns * fontMetrics().horizontalAdvance(u' '));
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    painter.save();
    painter.setClipRect(QRect(column.textLeft, top, column.right - column.textLeft, rowHeight()));
    painter.setPen(palette().color(QPalette::Text));
    layout.draw(&painter, QPointF(column.textLeft - horizontalScrollBar()->value(), top + 1));
    painter.restore();
}

/// The line of one side that stands in a row, or that a removed or added line is compared with.
const QByteArray *DiffCanvas::lineOf(const DiffRow &row, Side side) const
{
    const int own = side == Side::Before ? row.before : row.after;
    const int line = own >= 0 ? own : row.partner;
    if (line < 0)
        return nullptr;
    return side == Side::Before ? &m_diff.before.at(line) : &m_diff.after.at(line);
}

const WordDiff &DiffCanvas::wordsOf(const DiffRow &row)
{
    const QByteArray &before = *lineOf(row, Side::Before);
    const QByteArray &after = *lineOf(row, Side::After);
    const std::pair key(row.before >= 0 ? row.before : row.partner, row.after >= 0 ? row.after : row.partner);
    if (const WordDiff *known = m_words.object(key))
        return *known;
    const bool showLineEnd = lineEndsDiffer(before, after);
    auto *words = new WordDiff(wordDiff(shownLine(before, showLineEnd), shownLine(after, showLineEnd)));
    m_words.insert(key, words);
    return *words;
}

void DiffCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void DiffCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
}

} // namespace retune
