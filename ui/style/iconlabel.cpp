#include "style/iconlabel.h"

#include <QtGui/QPainter>

namespace retune {

namespace {

constexpr int side = 16;

} // namespace

IconLabel::IconLabel(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QIcon &icon)
{
    m_icon = icon;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

} // namespace retune
