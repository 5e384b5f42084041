#include "changes/historymodel.h"

#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>

namespace retune {

void HistoryModel::setHistory(ReloadHistory *history)
{
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    if (history) {
        connect(history, &ReloadHistory::added, this,
                [this](const QString &path) { takeNewest(*m_history, path); });
        connect(history, &ReloadHistory::cleared, this, [this] { takeAll(); });
    }
    takeAll();
}

void HistoryModel::setEarlier(const QString &location, const QString &newest)
{
    m_location = location;
    m_newest = newest;
    takeAll();
}

const HistoryEntry &HistoryModel::entry(int row) const
{
    row -= leadingRows();
    return row < m_newer.size() ? m_newer.at(row) : m_earlier.at(row - m_newer.size());
}

void HistoryModel::takeAll(const std::function<void()> &choose)
{
    beginResetModel();
    if (choose)
        choose();
    m_newer = m_history ? entriesOf(*m_history) : QList<HistoryEntry>();
    m_earlier.clear();
    m_oldest.clear();
    ++m_reading;
    m_isReading = false;
    m_isComplete = m_location.isEmpty() || !pageReader();
    endResetModel();
    fetchMore({}); // a list without rows is not shown, and would not ask
}

void HistoryModel::prepend(const HistoryEntry &entry)
{
    beginInsertRows({}, leadingRows(), leadingRows());
    m_newer.prepend(entry);
    endInsertRows();
}

void HistoryModel::truncate(qsizetype count)
{
    if (count >= m_newer.size())
        return;
    const auto row = [this](qsizetype position) { return leadingRows() + static_cast<int>(position); };
    beginRemoveRows({}, row(count), row(m_newer.size() - 1));
    m_newer.resize(count);
    endRemoveRows();
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isComplete && !m_isReading;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isReading = true;
    HistoryQuery query;
    query.olderThan = m_oldest;
    query.notNewerThan = m_newest;
    const auto read = [query, reader = pageReader(), location = m_location] {
        return reader(HistoryReader(location), query);
    };
    whenFinished(QtConcurrent::run(read), this, [this, reading = m_reading](const Result<EarlierPage> &page) {
        if (reading == m_reading)
            takeEarlier(page);
    });
}

void HistoryModel::takeEarlier(const Result<EarlierPage> &page)
{
    m_isComplete = !page || page->last.isEmpty();
    if (!m_isComplete) {
        m_oldest = page->last;
        if (!page->entries.isEmpty()) {
            const int first = rowCount();
            beginInsertRows({}, first, first + static_cast<int>(page->entries.size()) - 1);
            m_earlier += page->entries;
            endInsertRows();
        }
    }
    m_isReading = false; // and not sooner: nobody shall ask for the next page amid the insertion
    if (!page)
        Q_EMIT readingFailed(page.error());
    else if (page->entries.isEmpty())
        fetchMore({}); // a page of files without a reader
    Q_EMIT this->read();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : leadingRows() + static_cast<int>(m_newer.size() + m_earlier.size());
}

} // namespace retune
