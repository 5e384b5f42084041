#include "tree/memberform.h"

#include "style/icons.h"
#include "style/theme.h"
#include "tree/integeredit.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

namespace retune {

namespace {

constexpr int formWidth = 340;

QString capitalized(const QString &text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.sliced(1);
}

/// Whether `widget` is `form` or below it, also in a window of its own such as the list of a combo box.
bool belongsTo(const QWidget *form, const QWidget *widget)
{
    while (widget && widget != form)
        widget = widget->parentWidget();
    return widget != nullptr;
}

} // namespace

MemberForm::MemberForm(const Question &question, QWidget *window, const QRect &row)
    : FloatingForm(question.title, formWidth, window)
    , m_key(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_value(new QStackedWidget(this))
    , m_text(new QLineEdit(this))
    , m_integer(new IntegerEdit(this))
    , m_truth(new QCheckBox(this))
{
    addRow(tr("&Name"), m_key);
    fields()->setRowVisible(m_key, question.asksKey);
    makeKindBox(question);
    makeValueEditors();
    fields()->addRow(makeErrorRow());
    fields()->addRow(makeButtons());
    chooseKind();

    connect(m_key, &QLineEdit::textChanged, this, &MemberForm::clearError);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
    showBeside(row);
    (question.asksKey ? static_cast<QWidget *>(m_key) : m_value->currentWidget())
        ->setFocus(Qt::PopupFocusReason);
}

void MemberForm::addRow(const QString &label, QWidget *field)
{
    fields()->addRow(label, field);
    QWidget *name = fields()->labelForField(field);
    name->setMinimumWidth(name->sizeHint().width() + 2); // the hint forgets that a mnemonic is not kerned
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
}

void MemberForm::makeKindBox(const Question &question)
{
    for (const Kind kind : question.kinds)
        m_kind->addItem(capitalized(kindName(kind)), int(kind));
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(int(question.kind))));
    addRow(tr("&Type"), m_kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MemberForm::chooseKind);
}

void MemberForm::makeValueEditors()
{
    m_integer->setFrame(true);
    m_truth->setText(Value::boolean(false).text);
    for (QWidget *editor : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_integer),
                            static_cast<QWidget *>(m_truth)}) {
        m_value->addWidget(editor);
        editor->setAccessibleName(tr("Value"));
    }
    addRow(tr("&Value"), m_value);
    if (auto *label = qobject_cast<QLabel *>(fields()->labelForField(m_value)))
        label->setBuddy(nullptr); // the editor in front is the buddy, see chooseKind
    connect(m_truth, &QCheckBox::toggled, this, [this](bool isTrue) {
        m_truth->setText(Value::boolean(isTrue).text);
        clearError();
    });
    connect(m_text, &QLineEdit::textChanged, this, &MemberForm::clearError);
    connect(m_integer->findChild<QLineEdit *>(), &QLineEdit::textChanged, this, &MemberForm::clearError);
}

QWidget *MemberForm::makeErrorRow()
{
    m_errorRow = new QWidget(this);
    auto *icon = new QLabel(m_errorRow);
    icon->setPixmap(errorIcon(QStringLiteral("problem")).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_error = new QLabel(m_errorRow);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    QPalette palette = m_error->palette();
    palette.setColor(QPalette::WindowText, errorText(palette));
    m_error->setPalette(palette);
    icon->setFixedHeight(m_error->fontMetrics().height());
    m_error->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new QHBoxLayout(m_errorRow);
    layout->setContentsMargins({});
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(m_error, 1);
    m_errorRow->hide();
    return m_errorRow;
}

QWidget *MemberForm::makeButtons()
{
    auto *row = new QWidget(this);
    auto *add = new QPushButton(tr("Add"), row);
    auto *cancel = new QPushButton(tr("Cancel"), row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(add);
    for (QPushButton *button : {add, cancel})
        button->setAutoDefault(true); // Enter on a button presses that button
    connect(add, &QPushButton::clicked, this, &MemberForm::accepted);
    connect(cancel, &QPushButton::clicked, this, &MemberForm::cancelled);
    return row;
}

Kind MemberForm::kind() const
{
    return Kind(m_kind->currentData().toInt());
}

QString MemberForm::key() const
{
    return m_key->text();
}

QLineEdit *MemberForm::textEdit() const
{
    return kind() == Kind::Integer ? m_integer->findChild<QLineEdit *>() : m_text;
}

Result<Value> MemberForm::value() const
{
    if (isContainer(kind()))
        return Value{kind(), {}};
    if (kind() == Kind::Null)
        return Value::null();
    if (kind() == Kind::Boolean)
        return Value::boolean(m_truth->isChecked());
    return valueFromText(kind(), textEdit()->text());
}

/// Shows the editor of the type; what was typed in another one stays.
void MemberForm::chooseKind()
{
    QWidget *editor = m_text;
    if (kind() == Kind::Integer)
        editor = m_integer;
    else if (kind() == Kind::Boolean)
        editor = m_truth;
    const QString typed = m_value->currentWidget() == m_integer ? m_integer->text() : m_text->text();
    m_text->setText(typed);
    m_integer->setText(typed);
    m_text->setPlaceholderText(kind() == Kind::DateTime ? tr("such as 2026-01-31 or 2026-01-31T12:00:00Z")
                                                        : QString());
    m_value->setCurrentWidget(editor);
    fields()->setRowVisible(m_value, !isContainer(kind()) && kind() != Kind::Null);
    if (auto *label = qobject_cast<QLabel *>(fields()->labelForField(m_value)))
        label->setBuddy(editor);
    clearError();
}

void MemberForm::showError(const QString &text)
{
    m_error->setText(capitalized(text));
    m_errorRow->show();
    setAccessibleDescription(m_error->text());
    fitHeight();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MemberForm::clearError()
{
    if (!m_errorRow || m_errorRow->isHidden())
        return;
    m_errorRow->hide();
    setAccessibleDescription({});
    fitHeight();
}

bool MemberForm::isUntouched() const
{
    return m_key->text().isEmpty() && textEdit()->text().isEmpty() && !m_truth->isChecked();
}

void MemberForm::followFocus(QWidget *now)
{
    if (now && !belongsTo(this, now) && isUntouched())
        Q_EMIT cancelled();
}

} // namespace retune
