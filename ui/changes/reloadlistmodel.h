#pragma once

#include "changes/historymodel.h"

#include <optional>

namespace retune {

/// The reloads of one file, newest first, and above them what its unsaved edits change.
class ReloadListModel : public HistoryModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, SummaryColumn, SourceColumn, LatencyColumn, ColumnCount };

    using HistoryModel::HistoryModel;

    void setPath(const QString &path);
    /// The row above all: what the unsaved edits of the file change. Nothing where there are none.
    void setUnsaved(const std::optional<HistoryEntry> &edits);
    const HistoryEntry &entry(int row) const override;
    /// The row of the reload of a revision that was published then, else of the one that brought the revision; -1 where there is none.
    int rowOf(quint64 revision, const QDateTime &published = {}) const;
    /// The row of a reload of an earlier run, by the id of its kept revision; -1 where it has not been read.
    int rowOfKept(const QString &id) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<HistoryEntry> entriesOf(const ReloadHistory &history) const override;
    void takeNewest(const ReloadHistory &history, const QString &path) override;
    PageReader pageReader() const override;
    int leadingRows() const override { return m_unsaved ? 1 : 0; }
    QString text(const HistoryEntry &entry, int column) const;

    QString m_path;
    std::optional<HistoryEntry> m_unsaved;
};

} // namespace retune
