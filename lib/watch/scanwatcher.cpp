#include <retune/watch/scanwatcher.h>

#include <retune/watch/linkchain.h>
#include <retune/watch/refusal.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>

namespace retune {

namespace {

Refusal refusalOf(int error)
{
    switch (error) {
    case ENOENT:
        return Refusal::Missing;
    case ENOTDIR:
        return Refusal::NotAFolder;
    case EACCES:
        return Refusal::NoPermission;
    default:
        return Refusal::Other;
    }
}

Problem refusal(const QString &folder, int error)
{
    return refusedFolder(folder, refusalOf(error), qt_error_string(error));
}

} // namespace

ScanWatcher::ScanWatcher(const WatchOptions &options, QString reason)
    : m_interval(options.scanInterval)
    , m_reason(std::move(reason))
    , m_lastLook(Clock::now())
{}

Result<void> ScanWatcher::addFolder(const QString &spelled)
{
    const QString folder = withoutTrailingSlashes(spelled);
    if (!QDir::isAbsolutePath(folder))
        return Unexpected{refusedFolder(spelled, Refusal::Relative)};
    const auto known = m_folders.find(folder);
    // Looked at again rather than taken anew: what changed since the last look is still to be told.
    if (known != m_folders.end())
        lookAt(folder, known->second);
    else
        m_folders.emplace(folder, folderStateOf(QFile::encodeName(folder)));
    const int error = m_folders[folder].error;
    return error ? Result<void>(Unexpected{refusal(folder, error)}) : Result<void>();
}

void ScanWatcher::removeFolder(const QString &folder)
{
    m_folders.erase(withoutTrailingSlashes(folder));
}

WatchBatch ScanWatcher::wait(Clock::time_point deadline)
{
    for (;;) {
        const bool isLate = Clock::now() >= deadline;
        if (Clock::now() >= due())
            return look();
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_isWoken, false))
            m_pending.setWoken();
        if (isLate || !m_pending.isEmpty())
            return m_pending.take();
        const Clock::time_point until = std::min(deadline, due());
        if (until == Clock::time_point::max())
            m_wake.wait(lock, [this] { return m_isWoken; });
        else
            m_wake.wait_until(lock, until, [this] { return m_isWoken; });
    }
}

void ScanWatcher::wake()
{
    const std::lock_guard lock(m_mutex);
    m_isWoken = true;
    m_wake.notify_one();
}

WatchStatus ScanWatcher::status() const
{
    WatchStatus status;
    status.kind = WatcherKind::Scan;
    status.reason = m_reason;
    for (const auto &[folder, state] : m_folders) {
        if (state.error)
            status.refused.push_back(refusal(folder, state.error));
        else
            ++status.folders;
    }
    return status;
}

Watcher::Clock::time_point ScanWatcher::due() const
{
    return m_folders.empty() ? Clock::time_point::max() : m_lastLook + m_interval;
}

WatchBatch ScanWatcher::look()
{
    for (auto &[folder, known] : m_folders)
        lookAt(folder, known);
    m_lastLook = Clock::now();
    return m_pending.take();
}

void ScanWatcher::lookAt(const QString &folder, FolderState &known)
{
    FolderState now = folderStateOf(QFile::encodeName(folder));
    if (!known.isSameFolder(now)) {
        m_pending.addRescan(folder);
    } else {
        const FolderDifference difference = differenceOf(known, now);
        for (const QByteArray &name : difference.written)
            m_pending.addChange(entryPath(folder, QFile::decodeName(name)), Hint::Modified);
        for (const QByteArray &name : difference.removed)
            m_pending.addChange(entryPath(folder, QFile::decodeName(name)), Hint::Touched);
    }
    known = std::move(now);
}

} // namespace retune
