#include "log/kindbuttons.h"

#include "style/icons.h"
#include "style/plaintext.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace retune {

namespace {

/// Pressed buttons are the rule here, so that they are quiet and the others are the ones that stand out as empty.
/// Qt leaves room for two spaces behind the text: that is the padding on the right.
const char *const buttonStyle =
    "QToolButton { border: 1px solid transparent; border-radius: 8px; padding: 1px 0px 1px 7px;"
    " color: palette(placeholder-text); background: transparent; }"
    "QToolButton:checked { color: palette(text); border-color: palette(mid); background: palette(base); }"
    "QToolButton:hover { border-color: palette(placeholder-text); }"
    "QToolButton:focus { border-color: palette(highlight); }";

} // namespace

KindButtons::KindButtons(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QWidget(this))
    , m_menuButton(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(m_buttons);
    layout->setContentsMargins({});
    layout->setSpacing(3);
    m_menuButton->setText(tr("Kinds") + QStringLiteral(" ▾"));
    m_menuButton->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_menuButton->setToolTip(tr("Choose which kinds of rows are shown"));
    m_menuButton->setAccessibleName(m_menuButton->toolTip());
    m_menuButton->setAutoRaise(true);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(new QMenu(m_menuButton));
    m_menuButton->hide();

    using Row = LogEntry::Kind;
    add(tr("&Worker"), tr("Lines that the worker and live code print"), logKinds({Row::Worker, Row::Task}));
    add(tr("&Program"), tr("Lines that the program you run prints, also to its standard error"),
        logKinds({Row::Program, Row::ProgramError}));
    add(tr("&Reloads"), tr("New values that are in force"), logKinds({Row::Reload}));
    add(tr("&Saves"), tr("Files that this window wrote"), logKinds({Row::Save}));
    add(tr("Pro&blems"), tr("What is wrong, what has failed, and what is right again"),
        logKinds({Row::Problem, Row::Failed, Row::Recovered}));
    add(tr("&Live code"), tr("Code that is called from now on, or no more"),
        logKinds({Row::Live, Row::Retired}));
    add(tr("&Info"), tr("Anything else"), logKinds({Row::Info}));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    styleButtons();
}

void KindButtons::add(const QString &name, const QString &tip, LogKinds kinds)
{
    auto *action = new QAction(name, this);
    action->setCheckable(true);
    action->setChecked(true);
    action->setIconText(plainText(*action));
    action->setToolTip(tip);
    action->setIconVisibleInMenu(false); // it has a tick there
    const auto showState = [action] {
        action->setIcon(icon(action->isChecked() ? QStringLiteral("checked") : QStringLiteral("unchecked")));
    };
    showState();
    connect(action, &QAction::toggled, this, showState);
    connect(action, &QAction::toggled, this, [this] { Q_EMIT kindsChanged(this->kinds()); });
    m_choices.append({action, kinds});
    m_menuButton->menu()->addAction(action);

    auto *button = new QToolButton(m_buttons);
    button->setDefaultAction(action);
    button->setAccessibleName(tr("Show rows: %1").arg(action->iconText()));
    button->setAccessibleDescription(tip);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(12, 12));
    m_buttons->layout()->addWidget(button);
}

LogKinds KindButtons::kinds() const
{
    LogKinds kinds;
    for (const Choice &choice : m_choices) {
        if (choice.action->isChecked())
            kinds |= choice.kinds;
    }
    return kinds;
}

void KindButtons::showAll()
{
    for (const Choice &choice : m_choices)
        choice.action->setChecked(true);
}

QSize KindButtons::minimumSizeHint() const
{
    return m_menuButton->sizeHint();
}

QSize KindButtons::sizeHint() const
{
    return m_buttons->sizeHint().expandedTo(minimumSizeHint());
}

void KindButtons::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void KindButtons::arrange()
{
    const bool hasRoom = width() >= m_buttons->sizeHint().width();
    m_buttons->setVisible(hasRoom);
    m_menuButton->setVisible(!hasRoom);
    QWidget *shown = hasRoom ? m_buttons : static_cast<QWidget *>(m_menuButton);
    const QSize size = shown->sizeHint().boundedTo(this->size());
    shown->setGeometry(QRect(QPoint(0, (height() - size.height()) / 2), size));
}

void KindButtons::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        styleButtons();
}

/// A style sheet keeps the colours of the palette that it was read with.
void KindButtons::styleButtons()
{
    m_buttons->setStyleSheet(QString());
    m_buttons->setStyleSheet(QString::fromLatin1(buttonStyle));
}

} // namespace retune
