#include "changes/diffoverview.h"

#include "changes/diffcanvas.h"
#include "changes/diffcolors.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int stripWidth = 14;
constexpr int leastMark = 3;

} // namespace

DiffOverview::DiffOverview(DiffCanvas &canvas, QWidget *parent)
    : QWidget(parent)
    , m_canvas(canvas)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("All changes; click to go to one"));
    setAccessibleName(tr("Overview of the changes"));
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&canvas, &DiffCanvas::extentChanged, this, repaint);
    connect(&canvas, &DiffCanvas::currentChangeChanged, this, repaint);
    connect(canvas.verticalScrollBar(), &QScrollBar::valueChanged, this, repaint);
}

QSize DiffOverview::sizeHint() const
{
    return {stripWidth, 0};
}

int DiffOverview::onStrip(int place) const
{
    const int all = std::max(m_canvas.geometryOfRows().height(), m_canvas.viewport()->height());
    return static_cast<int>(qint64(place) * height() / std::max(all, 1));
}

void DiffOverview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const DiffColors colors(palette());
    painter.fillRect(rect(), colors.numberGround);
    painter.fillRect(QRect(0, 0, 1, height()), colors.separator);
    const DiffLayout &layout = m_canvas.diffLayout();
    for (qsizetype change = 0; change < layout.changes.size(); ++change) {
        const int block = layout.changes.at(change);
        const LineRange extent = m_canvas.geometryOfRows().extent(block);
        const int top = onStrip(extent.begin);
        const int markHeight = std::max(onStrip(extent.end) - top, leastMark);
        const bool isAdded = m_canvas.diff().blocks.at(block).before.isEmpty();
        const bool isRemoved = m_canvas.diff().blocks.at(block).after.isEmpty();
        const int half = (width() - 4) / 2;
        if (!isAdded)
            painter.fillRect(QRect(3, top, isRemoved ? 2 * half : half, markHeight), colors.removedSign);
        if (!isRemoved)
            painter.fillRect(QRect(isAdded ? 3 : 3 + half, top, isAdded ? 2 * half : half, markHeight),
                             colors.addedSign);
    }
    const QScrollBar *bar = m_canvas.verticalScrollBar();
    QColor inView = palette().color(QPalette::Text);
    inView.setAlphaF(0.12F);
    painter.fillRect(QRect(1, onStrip(bar->value()), width() - 1, onStrip(bar->pageStep())), inView);
}

void DiffOverview::goTo(int y)
{
    const int all = m_canvas.geometryOfRows().height();
    const auto place = static_cast<int>(qint64(all) * y / std::max(height(), 1));
    m_canvas.verticalScrollBar()->setValue(place - m_canvas.viewport()->height() / 2);
}

void DiffOverview::mousePressEvent(QMouseEvent *event)
{
    goTo(static_cast<int>(event->position().y()));
}

void DiffOverview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        goTo(static_cast<int>(event->position().y()));
}

} // namespace retune
