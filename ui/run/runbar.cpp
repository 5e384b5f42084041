#include "run/runbar.h"

#include "run/commandline.h"
#include "style/elidedlabel.h"
#include "style/focusreturn.h"
#include "style/iconbutton.h"
#include "style/icons.h"
#include "style/theme.h"

#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QAccessible>
#include <QtGui/QDropEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

RunBar::RunBar(QWidget *parent)
    : QFrame(parent)
    , m_command(new QComboBox(this))
    , m_outcome(new ElidedLabel(this))
    , m_run(new QPushButton(icon(QStringLiteral("start")), tr("Run"), this))
    , m_stop(new QPushButton(icon(QStringLiteral("stop")), tr("Stop"), this))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Close this bar (Esc); the program runs on"), this))
    , m_remark(new QLabel(this))
{
    new FocusReturn(this);
    setAccessibleName(tr("Run a program"));
    m_command->setEditable(true);
    m_command->setInsertPolicy(QComboBox::NoInsert);
    m_command->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_command->setMinimumContentsLength(12);
    m_command->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_command->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_command->completer()->setCaseSensitivity(Qt::CaseSensitive);
    m_command->lineEdit()->setPlaceholderText(tr("A command, such as python3 loop.py"));
    m_command->lineEdit()->installEventFilter(this);
    m_command->setAccessibleName(tr("Command line"));
    m_command->lineEdit()->setAccessibleName(tr("Command line"));
    m_command->setToolTip(
        tr("A program and its arguments, run in the folder that is open. Words are quoted as in a "
           "shell; the arrow keys bring earlier commands back."));
    m_stop->setToolTip(tr("End the program and all that it started; a second time: at once"));
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *name = new QLabel(tr("&Run:"), this);
    name->setBuddy(m_command);
    row->addWidget(name);
    row->addWidget(m_command, 1);
    row->addWidget(m_outcome);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    row->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 5, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_remark);

    // An editable combo box hands Enter to its line twice; it is meant once.
    m_enter.setSingleShot(true);
    m_enter.setInterval(0);
    connect(&m_enter, &QTimer::timeout, this, &RunBar::runRequested);
    connect(m_command->lineEdit(), &QLineEdit::returnPressed, &m_enter, qOverload<>(&QTimer::start));
    connect(m_command->lineEdit(), &QLineEdit::textEdited, this, [this] { showError({}); });
    connect(m_command, &QComboBox::activated, this, [this] { showError({}); });
    connect(m_run, &QPushButton::clicked, this, &RunBar::runRequested);
    connect(m_stop, &QPushButton::clicked, this, &RunBar::stopRequested);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    setState(State::Idle);
    hide();
}

QString RunBar::command() const
{
    return m_command->currentText().trimmed();
}

void RunBar::setCommand(const QString &command)
{
    m_command->setEditText(command);
}

void RunBar::setRecent(const QStringList &commands)
{
    const QString typed = m_command->currentText();
    m_command->clear();
    m_command->addItems(commands);
    m_command->setEditText(typed);
}

void RunBar::setState(State state)
{
    const bool isIdle = state == State::Idle;
    m_run->setText(isIdle ? tr("Run") : tr("Restart"));
    m_run->setIcon(icon(isIdle ? QStringLiteral("start") : QStringLiteral("refresh")));
    m_run->setToolTip(isIdle ? tr("Run this command in the folder that is open (Enter)")
                             : tr("End the program and run this command (Enter)"));
    m_stop->setText(state == State::Stopping ? tr("Kill") : tr("Stop"));
    if (isIdle && m_stop->hasFocus())
        m_run->setFocus(); // else the focus goes on to whatever comes next in the window
    m_stop->setEnabled(!isIdle);
}

void RunBar::setOutcome(const QString &text, bool isBad)
{
    QPalette colours;
    if (isBad)
        colours.setColor(QPalette::WindowText, errorText(palette()));
    m_outcome->setPalette(colours);
    m_outcome->setText(text);
    m_outcome->setVisible(!text.isEmpty());
    m_outcome->setAccessibleName(tr("State of the program: %1").arg(text));
}

void RunBar::showError(const QString &text, int offset)
{
    if (text == m_error)
        return;
    m_error = text;
    updateRemark();
    if (text.isEmpty())
        return;
    show();
    m_command->setFocus();
    if (offset >= 0)
        m_command->lineEdit()->setSelection(offset, 1);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void RunBar::setHint(const QString &text)
{
    m_hint = text;
    updateRemark();
}

void RunBar::updateRemark()
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, m_error.isEmpty() ? quietText(palette()) : errorText(palette()));
    m_remark->setPalette(colours);
    m_remark->setText(m_error.isEmpty() ? m_hint : m_error);
    m_remark->setVisible(!m_remark->text().isEmpty());
    setAccessibleDescription(m_remark->text());
}

void RunBar::begin()
{
    show();
    m_command->setFocus(Qt::ShortcutFocusReason);
    m_command->lineEdit()->selectAll();
}

void RunBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

/// Files that are dropped on the command become words of it, as in a terminal.
bool RunBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isDrag && event->type() != QEvent::Drop)
        return QFrame::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    if (!drop->mimeData()->hasUrls())
        return QFrame::eventFilter(watched, event);
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (isDrag)
        return true;
    QStringList words;
    for (const QUrl &url : drop->mimeData()->urls())
        words += quotedWord(url.isLocalFile() ? url.toLocalFile() : url.toString());
    const QString before = m_command->currentText();
    const bool isApart = before.isEmpty() || before.endsWith(u' ');
    m_command->setEditText(before + (isApart ? QString() : QStringLiteral(" ")) + words.join(u' '));
    m_command->setFocus(Qt::OtherFocusReason);
    return true;
}

void RunBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1,
                     mixed(palette().color(QPalette::Window), palette().color(QPalette::Text), 0.15));
}

} // namespace retune
