#pragma once

#include "tree/floatingform.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace retune {

/// A small form over the window that asks for the name of a file, and says while it is typed what the name means. Enter accepts,
/// Esc leaves.
class NameForm : public FloatingForm
{
    Q_OBJECT

public:
    struct Question
    {
        QString title;
        QString button; ///< "Create"
        QString name;   ///< what it starts with; the last part without its extension is selected
    };

    /// Shows the form below `row`, or above it where there is more room, and gives it the focus. `row` is in the
    /// coordinates of `window`, which owns the form.
    NameForm(const Question &question, QWidget *window, const QRect &row);

    QString name() const;
    /// Says what the name that stands there means.
    void setMeaning(const QString &text, bool isAcceptable);
    /// Says why nothing was done; goes with the next thing that is typed.
    void showError(const QString &text);

Q_SIGNALS:
    void nameChanged(const QString &name);

protected:
    bool isAcceptable() const override;

private:
    void makeButtons(const QString &accept);
    void show(const QString &text, bool isError);

    QLineEdit *m_name;
    QLabel *m_meaning;
    QPushButton *m_accept = nullptr;
};

} // namespace retune
