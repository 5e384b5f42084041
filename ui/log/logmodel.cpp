#include "log/logmodel.h"

#include "style/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QGuiApplication>

#include <algorithm>

namespace retune {

namespace {

constexpr std::chrono::milliseconds defaultFlushInterval{33};

/// A cell has no room for more, and a tool tip is read at a glance.
constexpr qsizetype longestCell = 2'000;
constexpr qsizetype longestToolTip = 4'000;

QString cut(const QString &text, qsizetype length)
{
    return text.size() <= length ? text : text.first(length) + QChar(u'…');
}

} // namespace

LogModel::LogModel(LogLimits limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(std::move(limits))
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(defaultFlushInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &LogModel::flush);
    connect(&m_rows, &LogRows::roomEnded, this, &LogModel::endRoom);
}

void LogModel::append(const LogEntry &entry)
{
    m_rows.append(entry);
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void LogModel::clear()
{
    m_flushTimer.stop();
    beginResetModel();
    m_clearedEnd = m_rows.end();
    m_end = m_rows.end();
    m_shown.clear();
    endResetModel();
    Q_EMIT rowsDropped(m_end);
}

void LogModel::showFrom(quint64 number)
{
    beginResetModel();
    m_clearedEnd = number;
    lookForShown();
    endResetModel();
}

LogBlocks LogModel::blocks() const
{
    LogBlocks blocks = m_rows.blocks();
    blocks.begin = std::max(blocks.begin, m_clearedEnd);
    return blocks;
}

void LogModel::flush()
{
    m_flushTimer.stop();
    dropBefore(m_rows.firstWithinLimits());
    showNew();
    m_rows.spillSurplus();
}

void LogModel::showNew()
{
    const quint64 first = m_end;
    const quint64 end = m_rows.end();
    if (first == end)
        return;
    std::vector<quint64> shown;
    for (quint64 number = first; number < end && !showsAll(); ++number) {
        if (isShown(number))
            shown.push_back(number);
    }
    const int count = int(showsAll() ? end - first : shown.size());
    if (count > 0)
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
    m_end = end;
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
    if (count > 0)
        endInsertRows();
    Q_EMIT rowsAdded(first, end);
}

void LogModel::dropBefore(quint64 number)
{
    if (number <= beginNumber())
        return m_rows.dropBefore(number);
    const int count = rowFrom(number);
    if (count > 0)
        beginRemoveRows({}, 0, count - 1);
    m_rows.dropBefore(number);
    m_end = std::max(m_end, number);
    if (!showsAll())
        m_shown.erase(m_shown.begin(), m_shown.begin() + count);
    if (count > 0)
        endRemoveRows();
    Q_EMIT rowsDropped(number);
}

void LogModel::endRoom(quint64 number, const QString &reason)
{
    const quint64 count = number - m_rows.begin();
    dropBefore(number);
    if (count == 0 || std::exchange(m_isLackTold, true))
        return;
    LogEntry lack;
    lack.when = QDateTime::currentDateTime();
    lack.kind = LogEntry::Kind::Problem;
    lack.text = tr("old rows of the log go, since they cannot be kept in a temporary file: %1").arg(reason);
    append(lack);
}

void LogModel::setShownKinds(LogKinds kinds)
{
    if (kinds == m_kinds)
        return;
    beginResetModel();
    m_kinds = kinds;
    lookForShown();
    endResetModel();
}

void LogModel::lookForShown()
{
    m_shown.clear();
    for (quint64 number = beginNumber(); number < m_end && !showsAll(); ++number) {
        if (isShown(number))
            m_shown.push_back(number);
    }
}

quint64 LogModel::numberAt(int row) const
{
    return showsAll() ? beginNumber() + quint64(row) : m_shown[std::size_t(row)];
}

int LogModel::rowFrom(quint64 number) const
{
    if (showsAll())
        return int(std::clamp(number, beginNumber(), m_end) - beginNumber());
    return int(std::lower_bound(m_shown.begin(), m_shown.end(), number) - m_shown.begin());
}

QString LogModel::rowText(int row) const
{
    return logText(entry(row), timeFormat());
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(showsAll() ? m_end - beginNumber() : m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == KindRole)
        return int(m_rows.kind(numberAt(index.row())));
    if (role == Qt::TextAlignmentRole)
        return index.column() == DetailColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return text(entry(index.row()), index.column());
    case Qt::ToolTipRole:
        return toolTip(entry(index.row()), index.column());
    case Qt::ForegroundRole:
        return colour(entry(index.row()), index.column());
    default:
        return {};
    }
}

QString LogModel::text(const LogEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return entry.when.toString(timeFormat());
    case KindColumn:
        return logKindName(entry.kind);
    case TextColumn:
        return cut(entry.text, longestCell);
    case DetailColumn:
        return logRevisionText(entry);
    default:
        if (!entry.hasLink())
            return {};
        return entry.kind == LogEntry::Kind::Reload ? tr("diff") : tr("show");
    }
}

QVariant LogModel::toolTip(const LogEntry &entry, int column) const
{
    if (column == TextColumn)
        return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
            .arg(cut(entry.text, longestToolTip).toHtmlEscaped());
    if (column == DetailColumn && entry.kind == LogEntry::Kind::Reload) {
        return tr("Revision %1; readers saw the new values %2 ms after the change was noticed")
            .arg(entry.revision)
            .arg(QLocale().toString(double(entry.latency.count()) / 1000));
    }
    if (column != LinkColumn || !entry.hasLink())
        return {};
    if (entry.kind == LogEntry::Kind::Reload)
        return tr("Show what this reload changed (Enter)");
    return entry.position.isNull() ? tr("Show the file (Enter)") : tr("Show the place in the text (Enter)");
}

QVariant LogModel::colour(const LogEntry &entry, int column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == LinkColumn)
        return palette.color(QPalette::Link);
    if (column == TimeColumn || column == DetailColumn)
        return quietText(palette);
    if (entry.isBad())
        return errorText(palette);
    return column == KindColumn ? QVariant(quietText(palette)) : QVariant();
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case KindColumn:
        return tr("Kind");
    case TextColumn:
        return tr("What happened");
    case DetailColumn:
        return tr("Revision and time taken");
    default:
        return tr("Link");
    }
}

} // namespace retune
