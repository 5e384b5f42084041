#include "changes/foldertimelinemodel.h"

#include "changes/reloadtext.h"

namespace retune {

namespace {

/// So many kept revisions are read at once.
constexpr int page = 50;
/// Older reloads of this run go from the list beyond this; each file has its own longer list.
constexpr qsizetype maximumRows = 2000;

/// How many may stay, the newest in any case: they hold texts that the history would let go.
qsizetype withinLimits(const QList<HistoryEntry> &entries)
{
    qsizetype count = 0;
    qsizetype bytes = 0;
    for (const HistoryEntry &entry : entries) {
        bytes += entry.reload.after->document.bytes().size();
        if (count == maximumRows || (count > 0 && bytes > ReloadHistory::maximumBytes))
            break;
        ++count;
    }
    return count;
}

} // namespace

void FolderTimelineModel::begin()
{
    if (!std::exchange(m_isWanted, true))
        takeAll();
}

QList<HistoryEntry> FolderTimelineModel::entriesOf(const ReloadHistory &history) const
{
    const QList<HistoryEntry> entries = m_isWanted ? history.allEntries() : QList<HistoryEntry>();
    return entries.first(withinLimits(entries));
}

void FolderTimelineModel::takeNewest(const ReloadHistory &history, const QString &path)
{
    const QList<HistoryEntry> entries = m_isWanted ? history.entries(path) : QList<HistoryEntry>();
    if (entries.isEmpty())
        return;
    prepend(entries.first());
    truncate(withinLimits(newer()));
}

HistoryModel::PageReader FolderTimelineModel::pageReader() const
{
    if (!m_isWanted)
        return {};
    return [](const HistoryReader &reader, HistoryQuery query) {
        query.limit = page;
        return earlierFolderReloads(reader, query);
    };
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
    case SummaryColumn:
        return reloadSummary(entry);
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
