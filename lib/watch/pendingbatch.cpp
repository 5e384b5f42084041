#include <retune/watch/pendingbatch.h>

#include <algorithm>
#include <utility>

namespace retune {

void PendingBatch::addChange(const QString &path, Hint hint)
{
    const auto known = m_changes.constFind(path);
    if (known == m_changes.constEnd()) {
        m_changes.insert(path, m_batch.changes.size());
        m_batch.changes.push_back({path, hint});
        return;
    }
    Hint &strongest = m_batch.changes[*known].hint;
    strongest = std::min(strongest, hint);
}

void PendingBatch::addRescan(const QString &folder)
{
    if (m_rescans.contains(folder))
        return;
    m_rescans.insert(folder);
    m_batch.rescan.push_back(folder);
}

WatchBatch PendingBatch::take()
{
    m_changes.clear();
    m_rescans.clear();
    return std::exchange(m_batch, {});
}

} // namespace retune
