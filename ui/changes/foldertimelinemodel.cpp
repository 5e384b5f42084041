#include "changes/foldertimelinemodel.h"

#include "changes/reloadtext.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>

namespace retune {

namespace {

/// So many kept revisions are read at once.
constexpr int page = 50;
/// Older reloads of this run go from the list beyond this; each file has its own longer list.
constexpr qsizetype maximumRows = 2000;

qsizetype heldBytes(const HistoryEntry &entry)
{
    return entry.reload.after->document.bytes().size();
}

} // namespace

void FolderTimelineModel::setHistory(ReloadHistory *history)
{
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    if (history) {
        connect(history, &ReloadHistory::added, this, &FolderTimelineModel::takeNewest);
        connect(history, &ReloadHistory::cleared, this, &FolderTimelineModel::takeAll);
    }
    takeAll();
}

void FolderTimelineModel::setEarlier(const QString &location, const QString &newest)
{
    m_location = location;
    m_newest = newest;
    takeAll();
}

void FolderTimelineModel::begin()
{
    if (!std::exchange(m_isWanted, true))
        takeAll();
}

const HistoryEntry &FolderTimelineModel::entry(int row) const
{
    return row < m_entries.size() ? m_entries.at(row) : m_earlier.at(row - m_entries.size());
}

void FolderTimelineModel::takeAll()
{
    beginResetModel();
    m_entries = m_history && m_isWanted ? m_history->allEntries() : QList<HistoryEntry>();
    m_bytes = 0;
    for (const HistoryEntry &entry : m_entries)
        m_bytes += heldBytes(entry);
    m_earlier.clear();
    m_oldest.clear();
    ++m_reading;
    m_isReading = false;
    m_isComplete = m_location.isEmpty() || !m_isWanted;
    endResetModel();
    dropOldest();
    fetchMore({}); // a list without rows is not shown, and would not ask
}

void FolderTimelineModel::takeNewest(const QString &path)
{
    const QList<HistoryEntry> entries = m_isWanted ? m_history->entries(path) : QList<HistoryEntry>();
    if (entries.isEmpty())
        return;
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entries.first());
    m_bytes += heldBytes(entries.first());
    endInsertRows();
    dropOldest();
}

/// The list holds texts that the history would let go.
void FolderTimelineModel::dropOldest()
{
    qsizetype kept = m_entries.size();
    while (kept > 1 && (kept > maximumRows || m_bytes > ReloadHistory::maximumBytes))
        m_bytes -= heldBytes(m_entries.at(--kept));
    if (kept == m_entries.size())
        return;
    beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(m_entries.size()) - 1);
    m_entries.resize(kept);
    endRemoveRows();
}

bool FolderTimelineModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete && !m_isReading;
}

void FolderTimelineModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    const HistoryQuery query{{}, m_oldest, m_newest, page};
    const auto read = [query, location = m_location] {
        return earlierFolderReloads(HistoryReader(location), query);
    };
    whenFinished(QtConcurrent::run(read), this,
                 [this, reading = m_reading](const Result<EarlierPage> &answer) {
                     if (reading == m_reading)
                         takeEarlier(answer);
                 });
}

void FolderTimelineModel::takeEarlier(const Result<EarlierPage> &answer)
{
    m_isComplete = !answer || answer->last.isEmpty();
    if (!m_isComplete) {
        m_oldest = answer->last;
        if (!answer->entries.isEmpty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(answer->entries.size()) - 1);
            m_earlier += answer->entries;
            endInsertRows();
        }
    }
    m_isReading = false; // and not sooner: nobody shall ask for the next page amid the insertion
    if (!answer)
        Q_EMIT readingFailed(answer.error());
    else if (answer->entries.isEmpty())
        fetchMore({}); // a page of files without a reader
    Q_EMIT this->read();
}

int FolderTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size() + m_earlier.size());
}

int FolderTimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FolderTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryEntry &entry = this->entry(index.row());
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return momentTip(entry);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    return text(entry, index.column());
}

QString FolderTimelineModel::text(const HistoryEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return momentText(entry.published);
    case FileColumn:
        return entry.reload.path();
    case SummaryColumn: {
        const QString summary = reloadSummary(entry.reload);
        return entry.label.isEmpty() ? summary : tr("%1:  %2").arg(entry.label, summary);
    }
    default:
        return entry.source ? sourceText(*entry.source) : QString();
    }
}

QVariant FolderTimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case FileColumn:
        return tr("File");
    case SummaryColumn:
        return tr("Change");
    case SourceColumn:
        return tr("By");
    default:
        return {};
    }
}

} // namespace retune
