#pragma once

#include <retune/watch/pendingbatch.h>
#include <retune/watch/qtwatches.h>
#include <retune/watch/watcher.h>

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <condition_variable>
#include <mutex>

namespace retune {

/// Watches with QFileSystemWatcher, which lives in a thread of its own because it needs an event loop. Reports files as
/// Modified at best, since it is not told when a writer is done, and folders for a new look, since it is not told names.
class QtWatcher final : public Watcher
{
public:
    /// Fails without a QCoreApplication.
    static Result<std::unique_ptr<Watcher>> make(const WatchOptions &options);
    ~QtWatcher() override;

    Result<void> addFolder(const QString &folder) override;
    void removeFolder(const QString &folder) override;
    void addFile(const QString &file) override;
    void removeFile(const QString &file) override;

    WatchBatch wait(Clock::time_point deadline) override;
    void wake() override;
    WatchStatus status() const override;

private:
    explicit QtWatcher(const WatchOptions &options);

    void take(const WatchBatch &batch);

    QThread m_thread;
    QObject m_inThread; ///< a place in the thread for calls to go to
    std::unique_ptr<QtWatches> m_watches;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    PendingBatch m_pending;
};

} // namespace retune
