#include "log/logsearch.h"

#include "log/logmodel.h"
#include "log/logrecord.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QStringMatcher>

#include <algorithm>

namespace retune {

namespace {

bool holdsText(const LogRecord &record, const QStringMatcher &matcher)
{
    return matcher.indexIn(QString::fromUtf8(record.text)) >= 0;
}

} // namespace

std::vector<quint64> findInLog(const LogBlocks &log, quint64 end, LogKinds kinds, const QString &needle,
                               const std::atomic_bool &isCancelled)
{
    const QStringMatcher matcher(needle, Qt::CaseInsensitive);
    std::vector<quint64> hits;
    for (const LogBlock &block : log.blocks) {
        if (isCancelled)
            break;
        const QByteArray records = block.records();
        QByteArrayView rest = records;
        for (quint64 number = block.first; !rest.isEmpty() && number < end; ++number) {
            const LogRecord record = takeLogRecord(rest);
            if (number >= log.begin && kinds.test(std::size_t(record.kind)) && holdsText(record, matcher))
                hits.push_back(number);
        }
    }
    return hits;
}

bool holdsText(const LogEntry &entry, const QString &needle)
{
    return entry.text.contains(needle, Qt::CaseInsensitive);
}

LogSearch::LogSearch(const LogModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(model, &LogModel::rowsAdded, this, &LogSearch::addNew);
    connect(model, &LogModel::rowsDropped, this, &LogSearch::drop);
    connect(model, &LogModel::modelReset, this, &LogSearch::start); // other kinds may be shown
}

LogSearch::~LogSearch()
{
    cancel();
}

void LogSearch::setNeedle(const QString &needle)
{
    if (needle == m_needle)
        return;
    m_needle = needle;
    start();
}

void LogSearch::start()
{
    cancel();
    m_hits.clear();
    if (m_needle.isEmpty()) {
        Q_EMIT hitsChanged(true);
        return;
    }
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    const quint64 end = m_model->endNumber();
    const auto search = [log = m_model->blocks(), end, kinds = m_model->shownKinds(), needle = m_needle,
                         isCancelled = m_isCancelled] {
        return findInLog(log, end, kinds, needle, *isCancelled);
    };
    whenFinished(QtConcurrent::run(search), this,
                 [this, end, isCancelled = m_isCancelled](const std::vector<quint64> &hits) {
                     if (isCancelled == m_isCancelled)
                         finish(hits, end);
                 });
    Q_EMIT hitsChanged(false);
}

void LogSearch::cancel()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
}

void LogSearch::finish(const std::vector<quint64> &hits, quint64 end)
{
    m_isCancelled.reset();
    // Rows that came meanwhile were found as they came.
    m_hits.insert(m_hits.begin(), std::lower_bound(hits.begin(), hits.end(), m_model->beginNumber()),
                  std::lower_bound(hits.begin(), hits.end(), end));
    Q_EMIT hitsChanged(true);
}

void LogSearch::addNew(quint64 first, quint64 end)
{
    if (m_needle.isEmpty())
        return;
    const auto before = m_hits.size();
    for (quint64 number = std::max(first, m_model->beginNumber()); number < end; ++number) {
        const bool isShown = m_model->shownKinds().test(std::size_t(m_model->rows().kind(number)));
        if (isShown && holdsText(m_model->numberedEntry(number), m_needle))
            m_hits.push_back(number);
    }
    if (m_hits.size() != before && !isSearching())
        Q_EMIT hitsChanged(false);
}

void LogSearch::drop(quint64 first)
{
    const auto kept = std::lower_bound(m_hits.begin(), m_hits.end(), first);
    if (kept == m_hits.begin())
        return;
    m_hits.erase(m_hits.begin(), kept);
    if (!isSearching())
        Q_EMIT hitsChanged(false);
}

int LogSearch::hitAt(quint64 number) const
{
    const auto found = std::lower_bound(m_hits.begin(), m_hits.end(), number);
    return found != m_hits.end() && *found == number ? int(found - m_hits.begin()) : -1;
}

std::optional<quint64> LogSearch::next(quint64 number) const
{
    if (m_hits.empty() || isSearching())
        return {};
    const auto found = std::upper_bound(m_hits.begin(), m_hits.end(), number);
    return found == m_hits.end() ? m_hits.front() : *found;
}

std::optional<quint64> LogSearch::previous(quint64 number) const
{
    if (m_hits.empty() || isSearching())
        return {};
    const auto found = std::lower_bound(m_hits.begin(), m_hits.end(), number);
    return found == m_hits.begin() ? m_hits.back() : *(found - 1);
}

std::optional<quint64> LogSearch::nearest(quint64 number) const
{
    return hitAt(number) >= 0 && !isSearching() ? number : previous(number);
}

} // namespace retune
