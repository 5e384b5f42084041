#include "log/logmodel.h"

#include "style/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QGuiApplication>

#include <algorithm>

namespace retune {

namespace {

constexpr std::chrono::milliseconds defaultFlushInterval{33};

QString milliseconds(std::chrono::microseconds time)
{
    const double value = double(time.count()) / 1000;
    return QLocale().toString(value, 'f', value < 10 ? 1 : 0);
}

} // namespace

LogModel::LogModel(int capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(std::size_t(capacity))
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(defaultFlushInterval);
    connect(&m_flushTimer, &QTimer::timeout, this, &LogModel::flush);
}

void LogModel::append(const LogEntry &entry)
{
    m_pending.push_back(entry);
    if (m_pending.size() > m_capacity)
        m_pending.pop_front();
    if (!m_flushTimer.isActive())
        m_flushTimer.start();
}

void LogModel::clear()
{
    m_flushTimer.stop();
    beginResetModel();
    m_pending.clear();
    m_entries.clear();
    endResetModel();
}

void LogModel::flush()
{
    m_flushTimer.stop();
    if (m_pending.empty())
        return;
    const std::size_t total = m_entries.size() + m_pending.size();
    if (total > m_capacity)
        dropOldest(int(std::min(total - m_capacity, m_entries.size())));
    const int first = int(m_entries.size());
    beginInsertRows({}, first, first + int(m_pending.size()) - 1);
    std::move(m_pending.begin(), m_pending.end(), std::back_inserter(m_entries));
    m_pending.clear();
    endInsertRows();
}

void LogModel::dropOldest(int count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + count);
    endRemoveRows();
}

QString LogModel::rowText(int row) const
{
    QStringList columns;
    for (int column = 0; column < LinkColumn; ++column)
        columns += text(entry(row), column);
    while (columns.last().isEmpty())
        columns.removeLast();
    QStringList lines{columns.join(QLatin1Char('\t'))};
    for (const QString &detail : entry(row).details)
        lines += QLatin1Char('\t') + detail;
    return lines.join(QLatin1Char('\n'));
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LogEntry &shown = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::ToolTipRole:
        return toolTip(shown, index.column());
    case Qt::ForegroundRole:
        return colour(shown, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == DetailColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case KindRole:
        return int(shown.kind);
    default:
        return {};
    }
}

QString LogModel::text(const LogEntry &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return entry.when.toString(QStringLiteral("HH:mm:ss.zzz"));
    case KindColumn:
        return logKindName(entry.kind);
    case TextColumn:
        return entry.text;
    case DetailColumn:
        return entry.kind == LogEntry::Kind::Reload
                   ? tr("r%1   %2 ms").arg(entry.revision).arg(milliseconds(entry.latency))
                   : QString();
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
            .arg((QStringList{entry.text} + entry.details).join(u'\n').toHtmlEscaped());
    if (column == DetailColumn && entry.kind == LogEntry::Kind::Reload) {
        return tr("Revision %1; readers saw the new values %2 ms after the change was noticed")
            .arg(entry.revision)
            .arg(milliseconds(entry.latency));
    }
    if (column != LinkColumn || !entry.hasLink())
        return {};
    return entry.kind == LogEntry::Kind::Reload ? tr("Show what this reload changed (Enter)")
                                                : tr("Show the place in the text (Enter)");
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
