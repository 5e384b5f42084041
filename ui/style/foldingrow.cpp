#include "style/foldingrow.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace retune {

FoldingRow::FoldingRow(QWidget *first, QWidget *second, QWidget *parent)
    : QWidget(parent)
    , m_first(first)
    , m_second(second)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_layout->setContentsMargins({});
    m_layout->addWidget(first, 1);
    m_layout->addWidget(second);
}

/// That of the parts below each other in width, so that it can become so narrow.
QSize FoldingRow::minimumSizeHint() const
{
    const int width = std::max(m_first->minimumSizeHint().width(), m_second->minimumSizeHint().width());
    return {width, m_layout->minimumSize().height()};
}

bool FoldingRow::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) // a part has become wider or narrower
        arrange();
    return handled;
}

void FoldingRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FoldingRow::arrange()
{
    const int needed =
        m_first->minimumSizeHint().width() + m_layout->spacing() + m_second->minimumSizeHint().width();
    const auto direction = width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (direction == m_layout->direction())
        return;
    m_layout->setDirection(direction);
    m_layout->update(); // a new direction alone tells nobody that the height is another
}

} // namespace retune
