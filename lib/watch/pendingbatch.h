#pragma once

#include <retune/watch/watcher.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace retune {

/// Collects what a watcher sees until its owner asks: each path once, with the strongest hint, in the order of the first
/// mention.
class PendingBatch
{
public:
    /// What is known of folders at the last mention counts.
    void addChange(const QString &path, Hint hint, bool isNoFolder = false);
    void addRescan(const QString &folder);
    void setWoken() { m_batch.woken = true; }

    bool isEmpty() const { return m_batch.isEmpty() && !m_batch.woken; }
    /// Gives everything collected and starts anew.
    WatchBatch take();

private:
    WatchBatch m_batch;
    QHash<QString, std::size_t> m_changes; ///< path to index in m_batch.changes
    QSet<QString> m_rescans;
};

} // namespace retune
