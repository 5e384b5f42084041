#pragma once

#include <retune/history/reloadhistory.h>
#include <retune/text/result.h>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

#include <optional>

namespace retune {

/// The reloads of one file, newest first: those of this run, and below them those that are kept of earlier runs. The latter are
/// read in another thread, page by page as a view asks for them.
class ReloadListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, SummaryColumn, SourceColumn, LatencyColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `history` may be null; it may go before the model.
    void setHistory(ReloadHistory *history);
    /// Where the reloads of earlier runs are kept: those up to the revision `newest`, or all where that is empty. An empty
    /// location: nowhere.
    void setEarlier(const QString &location, const QString &newest);
    void setPath(const QString &path);
    /// The row above all: what the unsaved edits of the file change. Nothing where there are none.
    void setUnsaved(const std::optional<HistoryEntry> &edits);
    const HistoryEntry &entry(int row) const;
    /// The row of the reload of a revision that was published then, else of the one that brought the revision; -1 where there is none.
    int rowOf(quint64 revision, const QDateTime &published = {}) const;
    /// The row of a reload of an earlier run, by the id of its kept revision; -1 where it has not been read.
    int rowOfKept(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// The kept reloads could not be read; there are no more of them.
    void readingFailed(const retune::Problem &problem);

private:
    void takeNewest(const QString &path);
    void takeAll();
    void takeEarlier(const Result<QList<HistoryEntry>> &entries);
    QString text(const HistoryEntry &entry, int column) const;

    QPointer<ReloadHistory> m_history;
    int unsavedRows() const { return m_unsaved ? 1 : 0; }

    QString m_path;
    std::optional<HistoryEntry> m_unsaved;
    QList<HistoryEntry> m_entries; ///< of this run
    QString m_location;
    QString m_newest;
    QList<HistoryEntry> m_earlier;
    bool m_isReading = false;
    bool m_isComplete = true; ///< there are no more earlier ones
    int m_reading = 0;        ///< tells an answer that is still wanted from one that is not
};

} // namespace retune
