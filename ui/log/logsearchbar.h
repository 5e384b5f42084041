#pragma once

#include <QtWidgets/QWidget>

#include <QtCore/QTimer>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace retune {

class LogModel;
class LogSearch;
class LogView;

/// Searches the log while its text is typed: the hits are counted and marked, and the view goes from one to the other.
class LogSearchBar : public QWidget
{
    Q_OBJECT

public:
    LogSearchBar(LogModel *model, LogView *view, QWidget *parent = nullptr);

    /// Goes to the field, with its text selected.
    void begin();
    /// Goes to the next hit, or to the one before.
    void step(bool isForward);
    LogSearch &search() { return *m_search; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteHits(bool isComplete);
    void show(quint64 number);
    void updateCount();

    LogModel *m_model;
    LogView *m_view;
    LogSearch *m_search;
    QLineEdit *m_field;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QTimer m_typing;          ///< until a search starts
    bool m_goesToHit = false; ///< when the search has ended
};

} // namespace retune
