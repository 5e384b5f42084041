#pragma once

#include "changes/foldertimelinemodel.h"

#include <QtWidgets/QWidget>

class QAction;
class QStackedLayout;
class QTreeView;

namespace retune {

class EmptyState;

/// What happened to the folder, file by file, newest first. Who goes to a row is shown its comparison elsewhere.
class FolderTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit FolderTimeline(QWidget *parent = nullptr);

    /// Null where no folder is open. The history may go before the pane.
    void setHistory(ReloadHistory *history);
    /// Where the reloads of earlier runs are kept; see `HistoryModel::setEarlier`.
    void setEarlier(const QString &location, const QString &newest);
    /// What can be done about the row that was chosen: in the context menu, and as buttons.
    void setActions(const QList<QAction *> &actions);
    /// Belongs to the row of tabs that shows the pane.
    QWidget *tools() const { return m_tools; }

Q_SIGNALS:
    /// The user went to this reload. Valid until the list changes.
    void chosen(const retune::HistoryEntry &entry);
    void readingFailed(const retune::Problem &problem);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void showState();

    FolderTimelineModel m_model;
    QTreeView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    QWidget *m_tools;
    bool m_hasFolder = false;
};

} // namespace retune
