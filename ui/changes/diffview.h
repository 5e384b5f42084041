#pragma once

#include <retune/diff/linediff.h>

#include <QtCore/QFutureWatcher>
#include <QtWidgets/QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace retune {

class DiffCanvas;

/// A comparison of two texts, side by side or in one column, with keys that go from change to change (F7, Shift+F7).
class DiffView : public QWidget
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);

    /// Compares the texts, long ones in another thread, and shows what differs. The titles name the two sides.
    void compare(const QByteArray &before, const QByteArray &after, const QString &beforeTitle,
                 const QString &afterTitle);
    void clear();
    const LineDiff &diff() const;

    void goToNextChange();
    void goToPreviousChange();

private:
    void showDiff(const LineDiff &diff);
    void showCount();
    QAction *makeAction(const QString &text, const QKeySequence &key, void (DiffView::*run)());

    DiffCanvas *m_canvas;
    QLabel *m_titles;
    QLabel *m_count;
    QAction *m_next;
    QAction *m_previous;
    QFutureWatcher<LineDiff> m_elsewhere; ///< of a comparison in another thread
};

} // namespace retune
