#include <retune/watch/automaticwatcher.h>

#include <retune/text/tr.h>
#include <retune/watch/linkchain.h>

#include <algorithm>

namespace retune {

namespace {

QString remoteReason(const QString &fileSystem)
{
    return Tr::tr("on %1 others may change files without any event here, so it is looked at periodically")
        .arg(fileSystem);
}

void append(WatchBatch &batch, WatchBatch &&more)
{
    batch.changes.insert(batch.changes.end(), more.changes.begin(), more.changes.end());
    batch.rescan.insert(batch.rescan.end(), more.rescan.begin(), more.rescan.end());
}

} // namespace

AutomaticWatcher::AutomaticWatcher(std::unique_ptr<Watcher> events, const WatchOptions &options,
                                   AskForRemote askForRemote)
    : m_events(std::move(events))
    , m_scan(options)
    , m_askForRemote(std::move(askForRemote))
{}

Result<void> AutomaticWatcher::addFolder(const QString &spelled)
{
    const QString folder = withoutTrailingSlashes(spelled);
    // The events are asked for in any case: they tell what this machine does at once.
    const Result<void> added = m_events->addFolder(folder);
    if (!added && added.error().kind != ProblemKind::Watch)
        return added;
    if (!added)
        return scan({folder, added.error().message, {}});
    if (const QString fileSystem = m_askForRemote(folder); !fileSystem.isEmpty())
        return scan({folder, remoteReason(fileSystem), fileSystem});
    m_scan.removeFolder(folder);
    m_scanned.erase(folder);
    return {};
}

Result<void> AutomaticWatcher::scan(const ScannedFolder &scanned)
{
    m_scanned.insert_or_assign(scanned.folder, scanned);
    return m_scan.addFolder(scanned.folder);
}

void AutomaticWatcher::removeFolder(const QString &spelled)
{
    const QString folder = withoutTrailingSlashes(spelled);
    m_events->removeFolder(folder);
    m_scan.removeFolder(folder);
    m_scanned.erase(folder);
}

WatchBatch AutomaticWatcher::wait(Clock::time_point deadline)
{
    for (;;) {
        const Clock::time_point due = m_scan.due();
        WatchBatch batch = m_events->wait(std::min(deadline, due));
        if (Clock::now() >= due)
            append(batch, m_scan.look());
        if (!batch.isEmpty() || batch.woken || Clock::now() >= deadline)
            return batch;
    }
}

WatchStatus AutomaticWatcher::status() const
{
    WatchStatus status = m_events->status();
    std::erase_if(status.refused,
                  [this](const Problem &problem) { return m_scanned.contains(problem.file); });
    for (const auto &[folder, scanned] : m_scanned)
        status.scanned.push_back(scanned);
    const WatchStatus scan = m_scan.status();
    status.refused.insert(status.refused.end(), scan.refused.begin(), scan.refused.end());
    return status;
}

} // namespace retune
