#include "tree/integeredit.h"

#include <retune/format/value.h>

#include <QtWidgets/QLineEdit>

#include <limits>

namespace retune {

IntegerEdit::IntegerEdit(QWidget *parent)
    : QAbstractSpinBox(parent)
    , m_check([](const QString &text) {
        const Result<Value> value = valueFromText(Kind::Integer, text);
        return value ? QString() : value.error().message;
    })
{
    connect(lineEdit(), &QLineEdit::textChanged, this, [this] { showObjection(lineEdit(), objection()); });
    connect(lineEdit(), &QLineEdit::textEdited, this, &IntegerEdit::typed);
    setAccelerated(true);
    setFrame(false);
}

void IntegerEdit::setCheck(TextCheck check)
{
    m_check = std::move(check);
}

void IntegerEdit::setText(const QString &text)
{
    lineEdit()->setText(text);
}

void IntegerEdit::stepBy(int steps)
{
    const std::optional<qint64> number = toInteger(text());
    qint64 next = 0;
    if (!number)
        return;
    if (qAddOverflow(*number, qint64(steps), &next))
        next = steps > 0 ? std::numeric_limits<qint64>::max() : std::numeric_limits<qint64>::min();
    setText(QString::number(next));
    lineEdit()->selectAll();
    Q_EMIT stepped();
}

QAbstractSpinBox::StepEnabled IntegerEdit::stepEnabled() const
{
    const std::optional<qint64> number = toInteger(text());
    StepEnabled steps = StepNone;
    if (number && *number < std::numeric_limits<qint64>::max())
        steps |= StepUpEnabled;
    if (number && *number > std::numeric_limits<qint64>::min())
        steps |= StepDownEnabled;
    return steps;
}

QValidator::State IntegerEdit::validate(QString &input, int &) const
{
    return m_check(input).isEmpty() ? QValidator::Acceptable : QValidator::Intermediate;
}

} // namespace retune
