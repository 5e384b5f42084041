#pragma once

#include <retune/watch/scanwatcher.h>
#include <retune/watch/watcher.h>

#include <functional>
#include <map>

namespace retune {

/// Watches every folder by events where that tells all, and looks at it periodically where it does not: on network file
/// systems, and where the system refuses a watch. A refused folder is offered to the events again whenever it is added
/// again, and leaves the periodic look when they take it.
class AutomaticWatcher final : public Watcher
{
public:
    /// The name of a folder's file system where its changes may come without events; see `remoteFileSystem`.
    using AskForRemote = std::function<QString(const QString &folder)>;

    AutomaticWatcher(std::unique_ptr<Watcher> events, const WatchOptions &options, AskForRemote askForRemote);

    Result<void> addFolder(const QString &folder) override;
    void removeFolder(const QString &folder) override;
    void addFile(const QString &file) override { m_events->addFile(file); }
    void removeFile(const QString &file) override { m_events->removeFile(file); }

    WatchBatch wait(Clock::time_point deadline) override;
    void wake() override { m_events->wake(); }
    WatchStatus status() const override;

private:
    Result<void> scan(const ScannedFolder &scanned);

    std::unique_ptr<Watcher> m_events;
    ScanWatcher m_scan;
    AskForRemote m_askForRemote;
    std::map<QString, ScannedFolder> m_scanned; ///< by its path
};

} // namespace retune
