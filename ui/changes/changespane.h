#pragma once

#include "changes/keychangesmodel.h"
#include "changes/reloadlistmodel.h"
#include "changes/unsavededits.h"

#include <QtWidgets/QWidget>

class QAction;
class QStackedLayout;
class QTreeView;

namespace retune {

class EmptyState;
class ReloadComparison;
class ReloadHistory;
class Workspace;

/// The reloads of one file, newest first, and above them its unsaved edits; under them what the chosen one changed, as keys and as
/// a diff. Where several are chosen, what changed from the oldest of them to the newest.
class ChangesPane : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesPane(QWidget *parent = nullptr);
    ~ChangesPane() override;

    /// Null where no folder is open. The history may go before the pane, and another folder's comes after its workspace.
    void setHistory(ReloadHistory *history);
    /// Shows the reloads of this file, the newest one chosen; the empty path shows the empty state.
    void showFile(const QString &path);
    /// Shows the reloads of this file with that of this revision chosen; the newest one where it is no longer kept.
    void showReload(const QString &path, quint64 revision, const QDateTime &published = {});
    /// The same for a reload of an earlier run, by the id of its kept revision; it is chosen as soon as it has been read.
    void showKept(const QString &path, const QString &id);
    /// Where the reloads of earlier runs are kept; see `HistoryModel::setEarlier`.
    void setEarlier(const QString &location, const QString &newest);
    /// What the context menus of the reloads and of the changed keys offer.
    void setActions(const QList<QAction *> &forReloads, const QList<QAction *> &forKeys);
    /// Whose unsaved edits are shown; null where no folder is open. It may go before the pane. No file is shown after that.
    void setWorkspace(Workspace *workspace);
    /// Empty where no file is shown.
    QString currentPath() const { return m_path; }
    /// The reload that is shown; null where none is: unsaved edits, or what changed between several. Valid until the list
    /// changes.
    const HistoryEntry *chosenEntry() const;
    /// The key that is chosen among the changed ones.
    std::optional<Change> chosenChange() const;

Q_SIGNALS:
    void chosenChanged();
    /// One change of the comparison is to be taken back: `newer` was shown as the newer text, and `wanted` is that without the
    /// change.
    void putBackAsked(const QString &path, const QByteArray &newer, const QByteArray &wanted);
    /// The reloads of earlier runs could not be read.
    void readingFailed(const retune::Problem &problem);

private:
    QWidget *makeReloads();
    QWidget *makeDetails();
    void choose(int row);
    void followNewest(int insertedRow);
    void lookForAwaited();
    void showChosen();
    void showBetween(const HistoryEntry &older, const HistoryEntry &newer);
    void showComparison(const FileReload &reload, const QString &beforeTitle, const QString &afterTitle);
    QString nameBefore(const HistoryEntry &entry) const;
    void showEmptyState();
    void fitKeys();

    QString m_path;
    QString m_awaited; ///< the kept revision that is to be chosen
    ReloadListModel m_reloads;
    KeyChangesModel m_changes;
    QTreeView *m_reloadView;
    QTreeView *m_changeView;
    ReloadComparison *m_comparison;
    EmptyState *m_empty;
    QStackedLayout *m_pages;
    UnsavedEdits m_unsaved;
    QFutureWatcher<FileReload> m_between; ///< of what changed between several
};

} // namespace retune
