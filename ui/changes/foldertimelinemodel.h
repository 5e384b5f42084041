#pragma once

#include "changes/historymodel.h"

namespace retune {

/// The reloads of all files of a folder, newest first. None are taken or read before `begin`.
class FolderTimelineModel : public HistoryModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, FileColumn, SummaryColumn, SourceColumn, ColumnCount };

    using HistoryModel::HistoryModel;

    /// Somebody is about to look at the rows.
    void begin();

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<HistoryEntry> entriesOf(const ReloadHistory &history) const override;
    void takeNewest(const ReloadHistory &history, const QString &path) override;
    PageReader pageReader() const override;
    QString text(const HistoryEntry &entry, int column) const;

    bool m_isWanted = false;
};

} // namespace retune
