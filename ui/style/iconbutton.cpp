#include "style/iconbutton.h"

#include "style/icons.h"

#include <QtWidgets/QToolButton>

namespace retune {

QToolButton *makeIconButton(const QString &iconName, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace retune
