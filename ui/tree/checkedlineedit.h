#pragma once

#include "tree/textcheck.h"

#include <QtWidgets/QLineEdit>

namespace retune {

/// A line of text that is checked while it is typed, and shows when it cannot be taken.
class CheckedLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit CheckedLineEdit(TextCheck check, QWidget *parent = nullptr);

    /// Why the text cannot be taken; empty where it can.
    QString objection() const { return m_check(text()); }

private:
    TextCheck m_check;
};

} // namespace retune
