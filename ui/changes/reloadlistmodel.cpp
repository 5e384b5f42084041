#include "changes/reloadlistmodel.h"

#include "changes/reloadtext.h"

#include <algorithm>

namespace retune {

void ReloadListModel::setHistory(ReloadHistory *history)
{
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    if (history) {
        connect(history, &ReloadHistory::added, this, &ReloadListModel::takeNewest);
        connect(history, &ReloadHistory::cleared, this, &ReloadListModel::takeAll);
    }
    takeAll();
}

void ReloadListModel::setPath(const QString &path)
{
    m_path = path;
    takeAll();
}

int ReloadListModel::rowOf(quint64 revision) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(),
                     [revision](const HistoryEntry &entry) { return entry.revision == revision; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void ReloadListModel::takeAll()
{
    beginResetModel();
    m_entries = m_history ? m_history->entries(m_path) : QList<HistoryEntry>();
    endResetModel();
}

void ReloadListModel::takeNewest(const QString &path)
{
    if (path != m_path)
        return;
    const QList<HistoryEntry> entries = m_history->entries(m_path);
    if (entries.isEmpty())
        return;
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entries.first());
    endInsertRows();
    if (m_entries.size() > entries.size()) {
        beginRemoveRows({}, static_cast<int>(entries.size()), static_cast<int>(m_entries.size()) - 1);
        m_entries.resize(entries.size());
        endRemoveRows();
    }
}

int ReloadListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ReloadListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReloadListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = m_entries.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == LatencyColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return entry.published.toLocalTime().toString(Qt::ISODateWithMs);
    if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && index.column() == SummaryColumn))
        return {};
    switch (index.column()) {
    case TimeColumn:
        return entry.published.toLocalTime().toString(QStringLiteral("HH:mm:ss.zzz"));
    case RevisionColumn:
        return QStringLiteral("r%1").arg(entry.revision);
    case SummaryColumn:
        return reloadSummary(entry.reload);
    default:
        return latencyText(entry.reload.latency);
    }
}

QVariant ReloadListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == LatencyColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case RevisionColumn:
        return tr("Revision");
    case SummaryColumn:
        return tr("Change");
    case LatencyColumn:
        return tr("Took");
    default:
        return {};
    }
}

} // namespace retune
