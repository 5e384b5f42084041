#pragma once

#include <retune/watch/inotifywatches.h>
#include <retune/watch/pendingbatch.h>
#include <retune/watch/watcher.h>

struct inotify_event;

namespace retune {

/// Watches with Linux' inotify, folders only. All its work is done in the thread that calls `wait`: no event loop, no
/// thread of its own.
class InotifyWatcher final : public Watcher
{
public:
    /// Fails where the system gives no inotify instance. `addWatch` stands for `inotify_add_watch`; a null function means
    /// the real one.
    static Result<std::unique_ptr<Watcher>> make(AddInotifyWatch addWatch = {});
    ~InotifyWatcher() override;

    Result<void> addFolder(const QString &folder) override;
    void removeFolder(const QString &folder) override;
    void addFile(const QString &file) override;
    void removeFile(const QString &file) override { m_watches.removeFile(file); }

    WatchBatch wait(Clock::time_point deadline) override;
    void wake() override;
    WatchStatus status() const override;

private:
    InotifyWatcher(int inotify, int wakeUp, AddInotifyWatch addWatch);

    void drainQueue();
    void take(const inotify_event &event);
    void takeOverflow();
    void takeAttributes(const QString &folder);
    void takeEntry(const QString &folder, const QString &name, std::uint32_t mask);
    void renew(const QString &path);

    int m_inotify;
    int m_wakeUp;
    InotifyWatches m_watches;
    PendingBatch m_pending;
    int m_overflows = 0;
};

} // namespace retune
