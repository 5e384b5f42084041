#pragma once

#include "tree/floatingform.h"

#include <retune/format/value.h>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace retune {

class IntegerEdit;

/// A small form over the window that asks for a new member of a table or a list: its name where it gets one, its type and
/// its value. Enter adds, Esc leaves; the Tab key stays inside. Goes by itself when the user goes elsewhere before anything
/// was typed.
class MemberForm : public FloatingForm
{
    Q_OBJECT

public:
    struct Question
    {
        QString title;
        bool asksKey = true;
        QList<Kind> kinds; ///< the types to choose from
        Kind kind = Kind::String;
    };

    /// Shows the form below `row`, or above it where there is more room, and gives it the focus. `row` is in the
    /// coordinates of `window`, which owns the form.
    MemberForm(const Question &question, QWidget *window, const QRect &row);

    QString key() const;
    /// What was chosen and typed, or why it is no value of its type.
    Result<Value> value() const;
    /// Says why nothing was added; the words go with the next thing that is typed.
    void showError(const QString &text);

private:
    void makeKindBox(const Question &question);
    void makeValueEditors();
    QWidget *makeErrorRow();
    QWidget *makeButtons();
    void addRow(const QString &label, QWidget *field);
    Kind kind() const;
    QLineEdit *textEdit() const;
    void chooseKind();
    void clearError();
    void followFocus(QWidget *now);
    bool isUntouched() const;

    QLineEdit *m_key;
    QComboBox *m_kind;
    QStackedWidget *m_value;
    QLineEdit *m_text;
    IntegerEdit *m_integer;
    QCheckBox *m_truth;
    QWidget *m_errorRow = nullptr;
    QLabel *m_error = nullptr;
};

} // namespace retune
