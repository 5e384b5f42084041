#include "tree/nameform.h"

#include "style/theme.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

constexpr int formWidth = 380;
constexpr int margin = 12;
constexpr int distance = 2; // from the row

} // namespace

NameForm::NameForm(const Question &question, QWidget *window, const QRect &row)
    : QFrame(window)
    , m_layout(new QFormLayout(this))
    , m_name(new QLineEdit(question.name, this))
    , m_meaning(new QLabel(this))
{
    auto *title = new QLabel(question.title, this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    setAccessibleName(question.title);
    m_name->setAccessibleName(tr("File name"));
    m_meaning->setTextFormat(Qt::PlainText);
    m_meaning->setWordWrap(true);
    m_layout->setContentsMargins(margin, margin - 2, margin, margin);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->addRow(title);
    m_layout->addRow(tr("&Name"), m_name);
    m_layout->addRow(m_meaning);
    makeButtons(question.button);
    connect(m_name, &QLineEdit::textChanged, this, &NameForm::nameChanged);

    place(row);
    QFrame::show();
    raise();
    m_name->setFocus(Qt::PopupFocusReason);
    const int begin = int(question.name.lastIndexOf(u'/')) + 1;
    const int dot = int(question.name.lastIndexOf(u'.'));
    m_name->setSelection(begin, (dot > begin ? dot : int(question.name.size())) - begin);
}

void NameForm::makeButtons(const QString &accept)
{
    auto *row = new QWidget(this);
    m_accept = new QPushButton(accept, row);
    auto *cancel = new QPushButton(tr("Cancel"), row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(m_accept);
    for (QPushButton *button : {m_accept, cancel})
        button->setAutoDefault(true); // Enter on a button presses that button
    connect(m_accept, &QPushButton::clicked, this, &NameForm::accepted);
    connect(cancel, &QPushButton::clicked, this, &NameForm::cancelled);
    m_layout->addRow(row);
}

QString NameForm::name() const
{
    return m_name->text().trimmed();
}

void NameForm::setMeaning(const QString &text, bool isAcceptable)
{
    m_accept->setEnabled(isAcceptable);
    show(text, false);
}

void NameForm::showError(const QString &text)
{
    show(text.isEmpty() ? text : text.at(0).toUpper() + text.sliced(1), true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NameForm::show(const QString &text, bool isError)
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, isError ? errorText(palette()) : quietText(palette()));
    m_meaning->setPalette(colours);
    m_meaning->setText(text);
    setAccessibleDescription(text);
    m_name->setAccessibleDescription(text);
    fitHeight();
}

void NameForm::fitHeight()
{
    m_layout->activate();
    const int bottom = geometry().bottom();
    resize(width(), m_layout->totalHeightForWidth(width()));
    if (geometry().bottom() > parentWidget()->rect().bottom())
        move(x(), std::max(0, bottom - height()));
}

void NameForm::place(const QRect &row)
{
    m_layout->activate();
    const QRect room = parentWidget()->rect();
    resize(std::min(formWidth, room.width()), 0);
    resize(width(), m_layout->totalHeightForWidth(width()));
    const bool fitsBelow = row.bottom() + distance + height() <= room.bottom();
    const int top = fitsBelow ? row.bottom() + distance : row.top() - distance - height();
    move(std::clamp(row.left(), 0, std::max(0, room.width() - width())), std::max(0, top));
}

/// The Tab key stays inside.
bool NameForm::focusNextPrevChild(bool next)
{
    const QWidget *start = focusWidget() ? focusWidget() : this;
    const auto takesFocus = [this](const QWidget *widget) {
        return isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
               (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
    };
    QWidget *widget = next ? start->nextInFocusChain() : start->previousInFocusChain();
    while (widget != start && !takesFocus(widget))
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
    widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void NameForm::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT cancelled();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_accept->isEnabled())
            Q_EMIT accepted();
        break;
    default:
        event->accept(); // what the field does not take is not for the window behind it
    }
}

void NameForm::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace retune
