#include "window/messagebar.h"

#include "style/focusreturn.h"
#include "style/iconbutton.h"
#include "style/iconlabel.h"
#include "style/icons.h"
#include "style/theme.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace retune {

MessageBar::MessageBar(QWidget *parent)
    : TintedBar(Tint::Notice, parent)
    , m_icon(new IconLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
{
    new FocusReturn(this);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumWidth(leastTextWidth);
    QToolButton *close = makeIconButton(QStringLiteral("close"), tr("Close this message (Esc)"), this);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 7);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(close);
    setMinimumHeight(topRowHeight());
    hide();
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action)
            m_action();
    });
}

void MessageBar::showMessage(Level level, const QString &text)
{
    showMessage(level, text, {}, {});
}

void MessageBar::showMessage(Level level, const QString &text, const QString &actionText,
                             std::function<void()> action)
{
    m_subject.clear();
    m_action = std::move(action);
    const bool isWarning = level == Level::Warning;
    setTint(isWarning ? Tint::Warning : Tint::Notice);
    m_icon->setIcon(icon(isWarning ? QStringLiteral("warning") : QStringLiteral("info")));
    m_text->setText(text);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    setAccessibleName(text);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::hideAbout(const QString &path)
{
    if (m_subject == path && !path.isEmpty())
        hide();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        TintedBar::keyPressEvent(event);
}

} // namespace retune
