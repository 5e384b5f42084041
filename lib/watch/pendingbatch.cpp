#include <retune/watch/pendingbatch.h>

#include <algorithm>
#include <utility>

namespace retune {

void PendingBatch::addChange(const QString &path, Hint hint, bool isNoFolder)
{
    const auto known = m_changes.constFind(path);
    if (known == m_changes.constEnd()) {
        m_changes.insert(path, m_batch.changes.size());
        m_batch.changes.push_back({path, hint, isNoFolder});
        return;
    }
    PathChange &change = m_batch.changes[*known];
    change.hint = std::min(change.hint, hint);
    change.isNoFolder = isNoFolder;
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
