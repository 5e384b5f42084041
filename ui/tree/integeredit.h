#pragma once

#include <QtWidgets/QAbstractSpinBox>

namespace retune {

/// A spin box for whole numbers as files have them: 64 bits for the steps, any size for what is typed, and in every
/// spelling that `toInteger` knows. QSpinBox ends at 32 bits.
class IntegerEdit : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit IntegerEdit(QWidget *parent = nullptr);

    void setText(const QString &text);
    void stepBy(int steps) override;

protected:
    StepEnabled stepEnabled() const override;
    QValidator::State validate(QString &input, int &position) const override;
};

} // namespace retune
