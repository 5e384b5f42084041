#pragma once

#include <QtCore/QList>

class QWidget;

namespace retune {

/// In which order the keyboard goes through the panes of a window: Tab through everything that takes it, pane by pane and in each
/// as it is read; F6 from pane to pane. The order is found anew at each step, from the layouts and from what is shown, so that bars and
/// cards that come and go are in it at their place.
class FocusOrder
{
public:
    /// The panes in the order of the window.
    explicit FocusOrder(QList<QWidget *> panes);

    /// What takes the focus after `widget`, or before it; null where nothing does.
    QWidget *next(const QWidget *widget, bool isForward) const;
    /// What takes it in the pane after that of `widget`, or before it: what had it there last, else its first list or text.
    QWidget *nextPane(const QWidget *widget, bool isForward) const;

private:
    QList<QWidget *> m_panes;
};

/// What takes the focus with the Tab key in `pane` now, in the order in which it is read.
QList<QWidget *> inReadingOrder(QWidget *pane);

} // namespace retune
