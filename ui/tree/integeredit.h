#pragma once

#include "tree/textcheck.h"

#include <QtWidgets/QAbstractSpinBox>

namespace retune {

/// A spin box for whole numbers as files have them: 64 bits for the steps, any size for what is typed, and in every
/// spelling that `toInteger` knows. QSpinBox ends at 32 bits.
class IntegerEdit : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit IntegerEdit(QWidget *parent = nullptr);

    /// What the number has to be beyond a whole number, for a file that cannot hold every one.
    void setCheck(TextCheck check);
    /// Why the text cannot be taken; empty where it can.
    QString objection() const { return m_check(text()); }

    void setText(const QString &text);
    void stepBy(int steps) override;

Q_SIGNALS:
    /// The number was stepped with keys, the wheel or the buttons.
    void stepped();
    /// The user has changed the text in another way.
    void typed();

protected:
    StepEnabled stepEnabled() const override;
    QValidator::State validate(QString &input, int &position) const override;

private:
    TextCheck m_check;
};

} // namespace retune
