#include "changes/reloadlistmodel.h"

#include "changes/reloadtext.h"
#include "thread/whenfinished.h"

#include <retune/history/earlierreloads.h>

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace retune {

namespace {

/// So many reloads of earlier runs are read at once.
constexpr int page = 100;

const Format *formatOf(const QString &path)
{
    const Format *settings = formatForPath(path);
    return settings ? settings : codeFormatForPath(path);
}

} // namespace

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

void ReloadListModel::setEarlier(const QString &location, const QString &newest)
{
    m_location = location;
    m_newest = newest;
    takeAll();
}

const HistoryEntry &ReloadListModel::entry(int row) const
{
    row -= unsavedRows();
    if (row < 0)
        return *m_unsaved;
    return row < m_entries.size() ? m_entries.at(row) : m_earlier.at(row - m_entries.size());
}

void ReloadListModel::setPath(const QString &path)
{
    setUnsaved({});
    m_path = path;
    takeAll();
}

void ReloadListModel::setUnsaved(const std::optional<HistoryEntry> &edits)
{
    const bool wasThere = m_unsaved.has_value();
    if (wasThere && edits) {
        m_unsaved = edits;
        Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
    } else if (edits) {
        beginInsertRows({}, 0, 0);
        m_unsaved = edits;
        endInsertRows();
    } else if (wasThere) {
        beginRemoveRows({}, 0, 0);
        m_unsaved.reset();
        endRemoveRows();
    }
}

int ReloadListModel::rowOf(quint64 revision, const QDateTime &published) const
{
    int row = -1;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].revision != revision)
            continue;
        row = unsavedRows() +
              static_cast<int>(i); // a removal, which is newer, has the revision of what was there
        if (m_entries[i].published == published)
            break;
    }
    return row;
}

int ReloadListModel::rowOfKept(const QString &id) const
{
    const auto found = std::find_if(m_earlier.begin(), m_earlier.end(),
                                    [&id](const HistoryEntry &entry) { return entry.id == id; });
    return found == m_earlier.end()
               ? -1
               : unsavedRows() + static_cast<int>(m_entries.size() + (found - m_earlier.begin()));
}

void ReloadListModel::takeAll()
{
    beginResetModel();
    m_entries = m_history ? m_history->entries(m_path) : QList<HistoryEntry>();
    m_earlier.clear();
    ++m_reading;
    m_isReading = false;
    m_isComplete = m_location.isEmpty() || !formatOf(m_path);
    endResetModel();
    fetchMore({}); // a list without rows is not shown, and would not ask
}

bool ReloadListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete && !m_isReading;
}

void ReloadListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    HistoryQuery query{m_path, {}, m_newest, page};
    if (!m_earlier.isEmpty())
        query.olderThan = m_earlier.last().id;
    const auto read = [query, location = m_location, format = formatOf(m_path)] {
        return earlierReloads(HistoryReader(location), query, *format);
    };
    whenFinished(QtConcurrent::run(read), this,
                 [this, reading = m_reading](const Result<QList<HistoryEntry>> &entries) {
                     if (reading == m_reading)
                         takeEarlier(entries);
                 });
}

void ReloadListModel::takeEarlier(const Result<QList<HistoryEntry>> &entries)
{
    m_isComplete = !entries || entries->isEmpty();
    if (!m_isComplete) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(entries->size()) - 1);
        m_earlier += *entries;
        endInsertRows();
    }
    m_isReading = false; // and not sooner: nobody shall ask for the next page amid the insertion
    if (!entries)
        Q_EMIT readingFailed(entries.error());
}

void ReloadListModel::takeNewest(const QString &path)
{
    if (path != m_path)
        return;
    const QList<HistoryEntry> entries = m_history->entries(m_path);
    if (entries.isEmpty())
        return;
    const int first = unsavedRows();
    beginInsertRows({}, first, first);
    m_entries.prepend(entries.first());
    endInsertRows();
    if (m_entries.size() > entries.size()) {
        beginRemoveRows({}, first + static_cast<int>(entries.size()),
                        first + static_cast<int>(m_entries.size()) - 1);
        m_entries.resize(entries.size());
        endRemoveRows();
    }
}

int ReloadListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : unsavedRows() + static_cast<int>(m_entries.size() + m_earlier.size());
}

int ReloadListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReloadListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = this->entry(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == LatencyColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return momentTip(entry);
    if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && index.column() == SummaryColumn))
        return {};
    return text(entry, index.column());
}

QString ReloadListModel::text(const HistoryEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return momentText(entry.published);
    case SourceColumn:
        if (isUnsaved(entry))
            return tr("unsaved");
        return entry.source ? sourceText(*entry.source) : QString();
    case SummaryColumn: {
        const QString summary = reloadSummary(entry.reload);
        return entry.label.isEmpty() ? summary : tr("%1:  %2").arg(entry.label, summary);
    }
    default:
        return entry.revision > 0 ? latencyText(entry.reload.latency) : QString();
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
    case SourceColumn:
        return tr("By");
    case SummaryColumn:
        return tr("Change");
    case LatencyColumn:
        return tr("Took");
    default:
        return {};
    }
}

} // namespace retune
