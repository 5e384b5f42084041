#include "style/panetitle.h"

#include "style/elidedlabel.h"
#include "style/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace retune {

PaneTitle::PaneTitle(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel(this))
    , m_remark(new ElidedLabel(this))
{
    m_title->setText(title);
    m_title->setElideMode(Qt::ElideLeft);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_remark->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 6, 4);
    layout->addWidget(m_title);
    layout->addWidget(m_remark, 1);
    setFixedHeight(fontMetrics().height() + 14);
}

void PaneTitle::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PaneTitle::setRemark(const QString &remark)
{
    m_remark->setText(remark);
}

void PaneTitle::addTool(QWidget *tool)
{
    layout()->addWidget(tool);
}

void PaneTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(separator(palette()));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace retune
