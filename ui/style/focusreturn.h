#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace retune {

/// Gives the focus back to where it was before when a bar with the focus in it is hidden. Without it Qt hands the focus to whatever
/// stands next, where a blank that was meant for a text is a click.
class FocusReturn : public QObject
{
    Q_OBJECT

public:
    /// Goes with `bar`.
    explicit FocusReturn(QWidget *bar);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteFocus(QWidget *before, QWidget *now);

    QWidget *m_bar;
    QPointer<QWidget> m_before; ///< what had the focus before the bar
};

} // namespace retune
