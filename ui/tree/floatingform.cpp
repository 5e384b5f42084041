#include "tree/floatingform.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace retune {

namespace {

constexpr int margin = 12;
constexpr int distance = 2; // from the row

} // namespace

FloatingForm::FloatingForm(const QString &title, int width, QWidget *window)
    : QFrame(window)
    , m_fields(new QFormLayout(this))
    , m_width(width)
{
    auto *label = new QLabel(title, this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setAccessibleName(title);
    m_fields->setContentsMargins(margin, margin - 2, margin, margin);
    m_fields->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_fields->addRow(label);
}

void FloatingForm::showBeside(const QRect &row)
{
    m_fields->activate();
    const QRect room = parentWidget()->rect();
    const int width = std::min(m_width, room.width());
    resize(width, m_fields->totalHeightForWidth(width));
    const bool fitsBelow = row.bottom() + distance + height() <= room.bottom();
    const int top = fitsBelow ? row.bottom() + distance : row.top() - distance - height();
    move(std::clamp(row.left(), 0, std::max(0, room.width() - width)), std::max(0, top));
    show();
    raise();
}

void FloatingForm::fitHeight()
{
    m_fields->activate();
    const int bottom = geometry().bottom();
    resize(width(), m_fields->totalHeightForWidth(width()));
    if (geometry().bottom() > parentWidget()->rect().bottom())
        move(x(), std::max(0, bottom - height()));
}

bool FloatingForm::focusNextPrevChild(bool next)
{
    const QWidget *start = focusWidget() ? focusWidget() : this;
    const auto takesFocus = [this](const QWidget *widget) {
        return isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
               (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
    };
    QWidget *widget = next ? start->nextInFocusChain() : start->previousInFocusChain();
    while (widget != start && !takesFocus(widget))
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
    widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void FloatingForm::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT cancelled();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isAcceptable())
            Q_EMIT accepted();
        break;
    default:
        event->accept(); // what the fields do not take is not for the window behind them
    }
}

void FloatingForm::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace retune
