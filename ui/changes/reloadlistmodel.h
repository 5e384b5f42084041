#pragma once

#include <retune/history/reloadhistory.h>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

namespace retune {

/// The reloads of one file, newest first.
class ReloadListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, RevisionColumn, SummaryColumn, LatencyColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `history` may be null; it may go before the model.
    void setHistory(ReloadHistory *history);
    void setPath(const QString &path);
    const HistoryEntry &entry(int row) const { return m_entries.at(row); }
    /// The row of the reload that brought a revision, or -1.
    int rowOf(quint64 revision) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void takeNewest(const QString &path);
    void takeAll();

    QPointer<ReloadHistory> m_history;
    QString m_path;
    QList<HistoryEntry> m_entries;
};

} // namespace retune
