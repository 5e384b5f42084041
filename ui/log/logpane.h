#pragma once

#include "log/logentry.h"

#include <QtWidgets/QWidget>

#include <functional>

class QStackedLayout;
class QToolButton;

namespace retune {

class EmptyState;
class KindButtons;
class LogModel;
class LogSearchBar;
class LogView;

/// What happened, row by row, with links to the diffs of reloads and to the places of problems.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    explicit LogPane(QWidget *parent = nullptr);

    LogModel &model() { return *m_model; }
    void append(const LogEntry &entry);
    /// The row of tools, for whoever places it; the pane's own where nobody does.
    QWidget *tools() const { return m_tools; }
    /// Writes all rows to a file as text, in another thread; a row tells how it went.
    void save(const QString &path);

Q_SIGNALS:
    /// The user cleared the log; `undo` shows the rows again.
    void cleared(const std::function<void()> &undo);
    void diffRequested(const QString &path, quint64 revision, const QDateTime &when);
    void placeRequested(const QString &path, const retune::TextPosition &position);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void makeTools();
    void showState();
    void followLink(int row);
    void chooseFile();
    void clear();
    void noteSaved(const QString &path, qint64 rows);
    void note(LogEntry::Kind kind, const QString &text);

    LogModel *m_model;
    LogView *m_view;
    QWidget *m_tools;
    KindButtons *m_kinds;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    LogSearchBar *m_searchBar;
};

} // namespace retune
