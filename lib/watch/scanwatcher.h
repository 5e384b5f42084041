#pragma once

#include <retune/watch/folderstate.h>
#include <retune/watch/pendingbatch.h>
#include <retune/watch/watcher.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace retune {

/// Looks at every entry of the watched folders again and again. Sees what no event tells: changes by other machines, through
/// another hard link, in folders that the system refuses to watch. Slow: a change is seen after up to one interval, and two
/// within one are seen as one. Reports changed files as Modified, since it cannot know whether the writer is done. All its
/// work is done in the thread that calls `wait`.
class ScanWatcher final : public Watcher
{
public:
    /// `reason` is told in the status: why there is nothing better.
    explicit ScanWatcher(const WatchOptions &options = {}, QString reason = {});

    Result<void> addFolder(const QString &folder) override;
    void removeFolder(const QString &folder) override;
    void addFile(const QString &) override {} // its folder is looked at, and links are followed
    void removeFile(const QString &) override {}

    WatchBatch wait(Clock::time_point deadline) override;
    void wake() override;
    WatchStatus status() const override;

    /// When the next look is due; the greatest time point where there is nothing to look at.
    Clock::time_point due() const;
    /// Looks at everything now and gives what changed.
    WatchBatch look();
    bool isWatched(const QString &folder) const { return m_folders.contains(folder); }

private:
    void lookAt(const QString &folder, FolderState &known);

    const std::chrono::milliseconds m_interval;
    const QString m_reason;
    std::map<QString, FolderState> m_folders;
    PendingBatch m_pending;
    Clock::time_point m_lastLook;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    bool m_isWoken = false;
};

} // namespace retune
