#include "style/tintedbar.h"

#include "style/theme.h"

#include <QtGui/QPainter>

namespace retune {

TintedBar::TintedBar(Tint tint, QWidget *parent)
    : QFrame(parent)
    , m_tint(tint)
{}

void TintedBar::setTint(Tint tint)
{
    m_tint = tint;
    update();
}

void TintedBar::paintEvent(QPaintEvent *)
{
    const QColor ground =
        m_tint == Tint::Warning ? warningBackground(palette()) : noticeBackground(palette());
    QPainter painter(this);
    painter.fillRect(rect(), ground);
    painter.fillRect(0, height() - 1, width(), 1, mixed(ground, palette().color(QPalette::Text), 0.15));
}

} // namespace retune
