#include "style/focusreturn.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>

namespace retune {

FocusReturn::FocusReturn(QWidget *bar)
    : QObject(bar)
    , m_bar(bar)
{
    bar->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &FocusReturn::noteFocus);
}

void FocusReturn::noteFocus(QWidget *before, QWidget *now)
{
    if (before && now && m_bar->isAncestorOf(now) && !m_bar->isAncestorOf(before) &&
        before->window() == m_bar->window())
        m_before = before;
}

bool FocusReturn::eventFilter(QObject *watched, QEvent *event)
{
    QWidget *focus = QApplication::focusWidget();
    if (event->type() == QEvent::Hide && focus && m_bar->isAncestorOf(focus)) {
        if (m_before && m_before->isVisible())
            m_before->setFocus(Qt::OtherFocusReason);
        else
            focus->clearFocus();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace retune
