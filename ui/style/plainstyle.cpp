#include "style/plainstyle.h"

#include "style/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleOption>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr int underline = 2;

/// Nothing on a light ground, where Fusion's own can be seen.
void outline(const QStyleOption &option, QPainter &painter, const QRect &rect, qreal radius = 2)
{
    if (!isDark(option.palette) || (option.state & QStyle::State_HasFocus))
        return;
    QColor colour = quietText(option.palette);
    colour.setAlphaF(option.state & QStyle::State_Enabled ? 0.8F : 0.35F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(colour);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

bool hasFocus(const QWidget &view)
{
    const QWidget *focused = QApplication::focusWidget();
    return focused == &view || focused == view.focusProxy() || view.isAncestorOf(focused);
}

} // namespace

bool isFocused(const QStyleOptionViewItem &option)
{
    return (option.state & QStyle::State_Active) && (!option.widget || hasFocus(*option.widget));
}

PlainStyle::PlainStyle()
    : QProxyStyle(u"Fusion"_s)
{}

int PlainStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (hint == SH_Menu_Scrollable)
        return 1; // a second column would lie beyond the edge of a small screen
    return QProxyStyle::styleHint(hint, option, widget, data);
}

void PlainStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (element == CE_TabBarTabShape && tab)
        return drawTab(*tab, *painter);
    if (element != CE_TabBarTabLabel || !tab || tab->state & (State_Selected | State_MouseOver))
        return QProxyStyle::drawControl(element, option, painter, widget);
    QStyleOptionTab quiet = *tab;
    quiet.palette.setColor(QPalette::WindowText, quietText(quiet.palette));
    QProxyStyle::drawControl(element, &quiet, painter, widget);
}

void PlainStyle::drawTab(const QStyleOptionTab &tab, QPainter &painter) const
{
    if (!(tab.state & State_Selected))
        return;
    QRect line = tab.rect;
    line.setTop(line.bottom() - underline + 1);
    painter.fillRect(line, tab.palette.color(QPalette::Link)); // the accent itself is too dark in the dark
}

void PlainStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (element == PE_FrameTabBarBase) {
        QRect line = option->rect;
        line.setTop(line.bottom());
        return painter->fillRect(line, separator(option->palette));
    }
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorMenuCheckMark) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return outline(*option, *painter, option->rect);
    }
    if (element == PE_IndicatorRadioButton) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        QStyleOption circle = *option;
        circle.state &= ~State_HasFocus; // Fusion marks the focus at the label alone
        return outline(circle, *painter, option->rect, option->rect.width() / 2.0);
    }
    const bool isRow = element == PE_PanelItemViewRow || element == PE_PanelItemViewItem;
    const auto *row = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    if (!isRow || !row || !widget || hasFocus(*widget))
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    QStyleOptionViewItem unfocused = *row;
    unfocused.state &= ~State_Active;
    QProxyStyle::drawPrimitive(element, &unfocused, painter, widget);
}

void PlainStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox)
        outline(*option, *painter, option->rect);
}

} // namespace retune
