#include "tree/nameform.h"

#include "style/theme.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace retune {

namespace {

constexpr int formWidth = 380;

} // namespace

NameForm::NameForm(const Question &question, QWidget *window, const QRect &row)
    : FloatingForm(question.title, formWidth, window)
    , m_name(new QLineEdit(question.name, this))
    , m_meaning(new QLabel(this))
{
    m_name->setAccessibleName(tr("File name"));
    m_meaning->setTextFormat(Qt::PlainText);
    m_meaning->setWordWrap(true);
    fields()->addRow(tr("&Name"), m_name);
    fields()->addRow(m_meaning);
    makeButtons(question.button);
    connect(m_name, &QLineEdit::textChanged, this, &NameForm::nameChanged);

    showBeside(row);
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
    fields()->addRow(row);
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

bool NameForm::isAcceptable() const
{
    return m_accept->isEnabled();
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

} // namespace retune
