#include "changes/reloadlistmodel.h"

#include "changes/reloadtext.h"

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

const HistoryEntry &ReloadListModel::entry(int row) const
{
    return row < leadingRows() ? *m_unsaved : HistoryModel::entry(row);
}

void ReloadListModel::setPath(const QString &path)
{
    // Were the row of the unsaved edits removed by itself, the view would choose the one below it, of the file that is left.
    takeAll([this, &path] {
        m_path = path;
        m_unsaved.reset();
    });
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
    for (qsizetype i = 0; i < newer().size(); ++i) {
        if (newer()[i].revision != revision)
            continue;
        row = leadingRows() +
              static_cast<int>(i); // a removal, which is newer, has the revision of what was there
        if (newer()[i].published == published)
            break;
    }
    return row;
}

int ReloadListModel::rowOfKept(const QString &id) const
{
    const auto found = std::find_if(earlier().begin(), earlier().end(),
                                    [&id](const HistoryEntry &entry) { return entry.id == id; });
    return found == earlier().end()
               ? -1
               : leadingRows() + static_cast<int>(newer().size() + (found - earlier().begin()));
}

QList<HistoryEntry> ReloadListModel::entriesOf(const ReloadHistory &history) const
{
    return history.entries(m_path);
}

void ReloadListModel::takeNewest(const ReloadHistory &history, const QString &path)
{
    const QList<HistoryEntry> entries = path == m_path ? history.entries(path) : QList<HistoryEntry>();
    if (entries.isEmpty())
        return;
    prepend(entries.first());
    truncate(entries.size());
}

HistoryModel::PageReader ReloadListModel::pageReader() const
{
    const Format *format = formatOf(m_path);
    if (!format)
        return {};
    return [path = m_path, format](const HistoryReader &reader, HistoryQuery query) -> Result<EarlierPage> {
        query.path = path;
        query.limit = page;
        const Result<QList<HistoryEntry>> entries = earlierReloads(reader, query, *format);
        if (!entries)
            return Unexpected{entries.error()};
        return EarlierPage{*entries, entries->isEmpty() ? QString() : entries->last().id};
    };
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
    case SummaryColumn:
        return reloadSummary(entry);
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
