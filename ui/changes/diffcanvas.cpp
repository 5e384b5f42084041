#include "changes/diffcanvas.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int signColumns = 2;
constexpr int cachedLines = 2'000;
constexpr int bandsWidth = 36;
constexpr int arrowSize = 16;

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies({font.family(), QStringLiteral("Noto Sans Mono CJK SC")});
    return font;
}

} // namespace

DiffCanvas::DiffCanvas(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_words(cachedLines)
{
    setFont(fixedFont());
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Comparison"));
}

void DiffCanvas::setDiff(const PreparedDiff &prepared)
{
    m_prepared = prepared;
    m_words.clear();
    updateGeometry();
    goToChange(diffLayout().changes.isEmpty() ? -1 : 0);
}

void DiffCanvas::setWrapping(bool isWrapping)
{
    m_isWrapping = isWrapping;
    updateGeometry();
    goToChange(m_current);
}

void DiffCanvas::setFontSize(double points)
{
    QFont font = fixedFont();
    if (points > 0)
        font.setPointSizeF(points);
    setFont(font);
}

void DiffCanvas::setPutBackOffered(bool isOffered)
{
    m_isPutBackOffered = isOffered;
    viewport()->update();
}

/// How many lines of the screen each row takes; nothing where each takes one.
std::vector<int> DiffCanvas::linesOf(const QList<DiffRow> &rows, const Column &column) const
{
    const int columns = columnsOfText(column);
    if (!m_isWrapping || m_prepared.longestLine <= columns)
        return {};
    std::vector<int> lines;
    lines.reserve(static_cast<std::size_t>(rows.size()));
    for (const DiffRow &row : rows)
        lines.push_back(screenLines(m_prepared, row, sideOf(row, column) == Side::Before, columns));
    return lines;
}

void DiffCanvas::updateGeometry()
{
    m_geometry = DiffGeometry(diffLayout(), lineHeight(), linesOf(diffLayout().left, leftColumn()),
                              linesOf(diffLayout().right, rightColumn()));
    const int height = viewport()->height();
    verticalScrollBar()->setPageStep(std::max(1, height));
    verticalScrollBar()->setSingleStep(lineHeight());
    verticalScrollBar()->setRange(0, m_geometry.maximum(height));
    const int width = std::min(leftColumn().textWidth(), rightColumn().textWidth());
    const int textWidth = m_prepared.longestLine * fontMetrics().horizontalAdvance(u'm') + padding;
    horizontalScrollBar()->setPageStep(std::max(1, width));
    horizontalScrollBar()->setSingleStep(fontMetrics().horizontalAdvance(u'm') * 4);
    horizontalScrollBar()->setRange(0, m_isWrapping ? 0 : std::max(0, textWidth - width));
    viewport()->update();
    Q_EMIT extentChanged();
}

void DiffCanvas::goToChange(int change)
{
    m_current = change;
    if (change >= 0 && change < diffLayout().changes.size())
        verticalScrollBar()->setValue(
            m_geometry.valueOf(diffLayout().changes.at(change), viewport()->height()));
    viewport()->update();
    Q_EMIT currentChangeChanged();
}

void DiffCanvas::goToLine(int before, int after)
{
    const bool isLeft = diffLayout().isInline || after < 0;
    const QList<DiffRow> &rows = isLeft ? diffLayout().left : diffLayout().right;
    const auto isMeant = [before, after](const DiffRow &row) {
        return after >= 0 ? row.after == after && row.kind != DiffRow::Kind::Removed
                          : row.before == before && row.kind != DiffRow::Kind::Added;
    };
    const auto row = std::find_if(rows.begin(), rows.end(), isMeant);
    if (row == rows.end())
        return;
    if (row->change >= 0)
        goToChange(row->change);
    const int number = static_cast<int>(row - rows.begin());
    const int top = isLeft ? m_geometry.leftTop(number) : m_geometry.rightTop(number);
    const int height = viewport()->height();
    const auto topInView = [&](int value) {
        const DiffGeometry::Offsets at = m_geometry.offsets(value, height);
        return top - (isLeft ? at.left : at.right);
    };
    if (const int now = topInView(verticalScrollBar()->value()); now >= 0 && now + lineHeight() <= height)
        return; // the beginning of its change is in view with it
    // The column moves on with the value, so the value is looked for.
    int low = 0;
    int high = verticalScrollBar()->maximum();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (topInView(middle) > height / 3)
            low = middle + 1;
        else
            high = middle;
    }
    verticalScrollBar()->setValue(low);
}

bool DiffCanvas::goToNextChange()
{
    const int next = m_current + 1;
    if (next >= diffLayout().changes.size())
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

int DiffCanvas::lineHeight() const
{
    return fontMetrics().height() + 3;
}

int DiffCanvas::columnsOfText(const Column &column) const
{
    return std::max(10, (column.textWidth() - padding) / fontMetrics().horizontalAdvance(u'm'));
}

int DiffCanvas::numberWidth() const
{
    const auto lines = std::max<qsizetype>({diff().before.size(), diff().after.size(), 99});
    return static_cast<int>(QString::number(lines).size()) * fontMetrics().horizontalAdvance(u'9');
}

DiffCanvas::Column DiffCanvas::columnFrom(int left, int right, int numbers) const
{
    Column column;
    column.left = left;
    column.right = right;
    column.numbersRight = left + numbers * (padding + numberWidth()) + padding;
    column.textLeft = column.numbersRight + signColumns * fontMetrics().horizontalAdvance(u'm') + 2;
    return column;
}

DiffCanvas::Column DiffCanvas::leftColumn() const
{
    if (isInline())
        return columnFrom(0, viewport()->width(), 2);
    Column column = columnFrom(0, bandsArea().begin, 1);
    column.equalSide = Side::Before;
    return column;
}

DiffCanvas::Column DiffCanvas::rightColumn() const
{
    return isInline() ? leftColumn() : columnFrom(bandsArea().end, viewport()->width(), 1);
}

/// What lies between the two columns.
LineRange DiffCanvas::bandsArea() const
{
    const int left = (viewport()->width() - bandsWidth) / 2;
    return {left, left + bandsWidth};
}

DiffGeometry::Offsets DiffCanvas::offsets() const
{
    return m_geometry.offsets(verticalScrollBar()->value(), viewport()->height());
}

QRect DiffCanvas::arrow(int change) const
{
    if (!m_isPutBackOffered || isInline() || change < 0 || change >= diffLayout().changes.size())
        return {};
    const DiffBlock &block = diffLayout().blocks.at(diffLayout().changes.at(change));
    const int top = m_geometry.rightTop(block.after.begin) - offsets().right;
    const int height = std::max(m_geometry.rightTop(block.after.end) - offsets().right - top, 1);
    // In the first line of the change; above and below it where it has none.
    const int middle = top + std::min(height, lineHeight()) / 2;
    const QRect area(bandsArea().end - arrowSize - 2, middle - arrowSize / 2, arrowSize, arrowSize);
    return area.intersects(viewport()->rect()) ? area : QRect();
}

// Events

int DiffCanvas::changeWithArrowAt(QPoint position) const
{
    for (int change = 0; change < diffLayout().changes.size(); ++change) {
        if (arrow(change).contains(position))
            return change;
    }
    return -1;
}

void DiffCanvas::mousePressEvent(QMouseEvent *event)
{
    const int change = changeWithArrowAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || change < 0)
        return QAbstractScrollArea::mousePressEvent(event);
    m_current = change;
    Q_EMIT currentChangeChanged();
    Q_EMIT putBackAsked(change);
}

void DiffCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const bool isOnArrow = changeWithArrowAt(event->position().toPoint()) >= 0;
    viewport()->setCursor(isOnArrow ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->setToolTip(isOnArrow ? tr("Put the older lines back here") : QString());
}

void DiffCanvas::wheelEvent(QWheelEvent *event)
{
    const int steps = event->angleDelta().y() / QWheelEvent::DefaultDeltasPerStep;
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    if (steps != 0)
        Q_EMIT zoomAsked(steps);
    event->accept();
}

void DiffCanvas::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home)
        return verticalScrollBar()->setValue(0);
    if (event->key() == Qt::Key_End)
        return verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    QAbstractScrollArea::keyPressEvent(event);
}

void DiffCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateGeometry();
}

void DiffCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace retune
