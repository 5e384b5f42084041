// The part of the canvas that paints.

#include "changes/diffcanvas.h"

#include "changes/diffcolors.h"

#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int tabColumns = 4;

/// The spans of a line that fall into a part of it, in the part's own counting.
QList<QTextLayout::FormatRange> marksWithin(const QList<TextSpan> &spans, const TextSpan &part,
                                            const QColor &colour)
{
    QTextCharFormat format;
    format.setBackground(colour);
    QList<QTextLayout::FormatRange> marks;
    for (const TextSpan &span : spans) {
        const qsizetype begin = std::max(span.begin, part.begin);
        const qsizetype end = std::min(span.end, part.end);
        if (begin < end)
            marks.append({static_cast<int>(begin - part.begin), static_cast<int>(end - begin), format});
    }
    return marks;
}

} // namespace

void DiffCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const DiffColors colors(palette());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    paintColumn(painter, colors, leftColumn(), false);
    if (isInline())
        return;
    paintColumn(painter, colors, rightColumn(), true);
    paintBands(painter, colors);
}

void DiffCanvas::paintColumn(QPainter &painter, const DiffColors &colors, const Column &column, bool isRight)
{
    const QList<DiffRow> &rows = isRight ? diffLayout().right : diffLayout().left;
    const DiffGeometry::Offsets offsets = this->offsets();
    const auto topOf = [&](int row) {
        return isRight ? m_geometry.rightTop(row) - offsets.right : m_geometry.leftTop(row) - offsets.left;
    };
    const int first = isRight ? m_geometry.rightRow(offsets.right) : m_geometry.leftRow(offsets.left);
    for (int row = first; row < rows.size() && topOf(row) < viewport()->height(); ++row) {
        const LineRange extent{topOf(row), topOf(row + 1)};
        paintRow(painter, colors, rows.at(row), column, extent);
        if (m_current >= 0 && rows.at(row).change == m_current)
            painter.fillRect(column.left, extent.begin, 3, extent.size(), colors.current);
    }
}

void DiffCanvas::paintRow(QPainter &painter, const DiffColors &colors, const DiffRow &row,
                          const Column &column, const LineRange &extent)
{
    const bool differs = row.kind != DiffRow::Kind::Equal;
    const bool isBefore = sideOf(row, column) == Side::Before;
    const QRect area(column.left, extent.begin, column.right - column.left, extent.size());
    if (differs)
        painter.fillRect(area, isBefore ? colors.removed : colors.added);
    else
        painter.fillRect(QRect(area.topLeft(), QSize(column.numbersRight - column.left, area.height())),
                         colors.numberGround);
    paintNumbers(painter, colors, row, column, extent.begin);
    if (differs) {
        painter.setPen(isBefore ? colors.removedSign : colors.addedSign);
        painter.drawText(
            QRect(column.numbersRight, extent.begin, column.textLeft - column.numbersRight, lineHeight()),
            Qt::AlignCenter, isBefore ? QStringLiteral("−") : QStringLiteral("+"));
    }
    paintText(painter, colors, row, column, extent.begin);
}

void DiffCanvas::paintNumbers(QPainter &painter, const DiffColors &colors, const DiffRow &row,
                              const Column &column, int top) const
{
    painter.setFont(font());
    painter.setPen(colors.number);
    const auto draw = [&](int line, int right) {
        painter.drawText(QRect(column.left, top, right - column.left, lineHeight()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
    };
    if (isInline() && row.kind != DiffRow::Kind::Added)
        draw(row.before, column.left + padding + numberWidth());
    if (!isInline())
        draw(sideOf(row, column) == Side::Before ? row.before : row.after, column.numbersRight - padding);
    else if (row.kind != DiffRow::Kind::Removed)
        draw(row.after, column.numbersRight - padding);
}

void DiffCanvas::paintText(QPainter &painter, const DiffColors &colors, const DiffRow &row,
                           const Column &column, int top)
{
    const bool isBefore = sideOf(row, column) == Side::Before;
    const QString text = shownText(diff(), row, isBefore);
    const bool hasMarks = row.kind != DiffRow::Kind::Equal && isPair(row);
    const WordDiff words = hasMarks ? wordsOf(row) : WordDiff();
    const QList<qsizetype> points =
        m_isWrapping ? wrapPoints(text, columnsOfText(column)) : QList<qsizetype>{0};
    painter.save();
    painter.setClipRect(QRect(column.textLeft, 0, column.textWidth(), viewport()->height()));
    painter.setPen(palette().color(QPalette::Text));
    for (qsizetype i = 0; i < points.size(); ++i) {
        const TextSpan part{points.at(i), i + 1 < points.size() ? points.at(i + 1) : text.size()};
        const QPointF place(column.textLeft - horizontalScrollBar()->value(),
                            top + 1 + static_cast<int>(i) * lineHeight());
        paintPart(painter, text.sliced(part.begin, part.end - part.begin),
                  marksWithin(isBefore ? words.before : words.after, part,
                              isBefore ? colors.removedWord : colors.addedWord),
                  place);
    }
    painter.restore();
}

/// A part of a line that fills one line of the screen.
void DiffCanvas::paintPart(QPainter &painter, const QString &text,
                           const QList<QTextLayout::FormatRange> &marks, const QPointF &place) const
{
    QTextLayout layout(text, font());
    layout.setFormats(marks);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTabStopDistance(tabColumns * fontMetrics().horizontalAdvance(u' '));
    layout.setTextOption(option);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    layout.draw(&painter, place);
}

/// What differs, from column to column.
void DiffCanvas::paintBands(QPainter &painter, const DiffColors &colors)
{
    const LineRange area = bandsArea();
    const DiffGeometry::Offsets offsets = this->offsets();
    painter.fillRect(QRect(area.begin, 0, area.size(), viewport()->height()), colors.numberGround);
    for (int change = 0; change < diffLayout().changes.size(); ++change) {
        const DiffBlock &block = diffLayout().blocks.at(diffLayout().changes.at(change));
        const int leftTop = m_geometry.leftTop(block.before.begin) - offsets.left;
        const int leftEnd = m_geometry.leftTop(block.before.end) - offsets.left;
        const int rightTop = m_geometry.rightTop(block.after.begin) - offsets.right;
        const int rightEnd = m_geometry.rightTop(block.after.end) - offsets.right;
        if (std::min(leftTop, rightTop) > viewport()->height())
            break;
        if (std::max(leftEnd, rightEnd) < 0)
            continue;
        const double middle = area.begin + area.size() / 2.0;
        QPainterPath band(QPointF(area.begin, leftTop));
        band.cubicTo(middle, leftTop, middle, rightTop, area.end, rightTop);
        band.lineTo(area.end, std::max(rightEnd, rightTop + 1));
        band.cubicTo(middle, std::max(rightEnd, rightTop + 1), middle, std::max(leftEnd, leftTop + 1),
                     area.begin, std::max(leftEnd, leftTop + 1));
        band.closeSubpath();
        QLinearGradient gradient(area.begin, 0, area.end, 0);
        gradient.setColorAt(0, block.before.isEmpty() ? colors.addedWord : colors.removedWord);
        gradient.setColorAt(1, block.after.isEmpty() ? colors.removedWord : colors.addedWord);
        painter.fillPath(band, gradient);
        // Where a side has no line of the change, a line shows where it would stand.
        if (block.before.isEmpty())
            painter.fillRect(leftColumn().left, leftTop, area.begin, 1, colors.addedWord);
        if (block.after.isEmpty())
            painter.fillRect(area.end, rightTop, viewport()->width() - area.end, 1, colors.removedWord);
        paintArrow(painter, colors, change);
    }
}

void DiffCanvas::paintArrow(QPainter &painter, const DiffColors &colors, int change) const
{
    const QRectF area = arrow(change);
    if (area.isEmpty())
        return;
    painter.setPen(QPen(colors.number, 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(QPen(palette().color(QPalette::Text), 1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF tip = area.center() + QPointF(4, 0);
    painter.drawLine(area.center() - QPointF(4, 0), tip);
    painter.drawLine(tip, tip + QPointF(-3, -3));
    painter.drawLine(tip, tip + QPointF(-3, 3));
    painter.setBrush(Qt::NoBrush);
}

/// The text whose line stands in a row of a column.
DiffCanvas::Side DiffCanvas::sideOf(const DiffRow &row, const Column &column)
{
    if (row.kind == DiffRow::Kind::Equal)
        return column.equalSide;
    return row.kind == DiffRow::Kind::Removed ? Side::Before : Side::After;
}

const WordDiff &DiffCanvas::wordsOf(const DiffRow &row)
{
    const std::pair key(row.before, row.after);
    if (const WordDiff *known = m_words.object(key))
        return *known;
    const QByteArray &before = diff().before.at(row.before);
    const QByteArray &after = diff().after.at(row.after);
    const bool showsLineEnd = lineEndsDiffer(before, after);
    auto *words = new WordDiff(wordDiff(shownLine(before, showsLineEnd), shownLine(after, showsLineEnd)));
    m_words.insert(key, words);
    return *words;
}

} // namespace retune
