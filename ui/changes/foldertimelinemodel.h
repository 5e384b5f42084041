#pragma once

#include <retune/history/earlierreloads.h>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

namespace retune {

/// The reloads of all files of a folder, newest first: those of this run, and below them those that are kept of earlier runs. The
/// latter are read in another thread, page by page as a view asks for them, and not before `begin`.
class FolderTimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, FileColumn, SummaryColumn, SourceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `history` may be null; it may go before the model.
    void setHistory(ReloadHistory *history);
    /// See `ReloadListModel::setEarlier`.
    void setEarlier(const QString &location, const QString &newest);
    /// Somebody is about to look at the rows.
    void begin();
    const HistoryEntry &entry(int row) const;
    /// Whether rows may come that are not there yet.
    bool isReading() const { return m_isReading; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A reading of kept reloads has ended, with rows or without.
    void read();
    /// The kept reloads could not be read; there are no more of them.
    void readingFailed(const retune::Problem &problem);

private:
    void takeAll();
    void takeNewest(const QString &path);
    void dropOldest();
    void takeEarlier(const Result<EarlierPage> &page);
    QString text(const HistoryEntry &entry, int column) const;

    QPointer<ReloadHistory> m_history;
    QList<HistoryEntry> m_entries; ///< of this run
    qsizetype m_bytes = 0;         ///< that they hold after their reloads
    QString m_location;
    QString m_newest;
    QList<HistoryEntry> m_earlier;
    QString m_oldest; ///< the oldest kept revision that was read
    bool m_isWanted = false;
    bool m_isReading = false;
    bool m_isComplete = true; ///< there are no more earlier ones
    int m_reading = 0;        ///< tells an answer that is still wanted from one that is not
};

} // namespace retune
