#include "style/linklabel.h"

#include <QtGui/QFocusEvent>

namespace retune {

LinkLabel::LinkLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setFocusPolicy(Qt::StrongFocus);
}

void LinkLabel::focusInEvent(QFocusEvent *event)
{
    QLabel::focusInEvent(event);
    const bool isForward = event->reason() == Qt::TabFocusReason;
    if (isForward || event->reason() == Qt::BacktabFocusReason)
        focusNextPrevChild(isForward); // to the first link, or the last
}

bool LinkLabel::focusNextPrevChild(bool next)
{
    const int link = selectionStart();
    const bool isDone = QLabel::focusNextPrevChild(next);
    // Backwards, Qt 6.4 finds the same link again where the text ends with it.
    const bool isStuck = isDone && link >= 0 && selectionStart() == link;
    return isStuck ? QWidget::focusNextPrevChild(next) : isDone;
}

} // namespace retune
