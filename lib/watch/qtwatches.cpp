#include <retune/watch/qtwatches.h>

#include <retune/text/tr.h>
#include <retune/watch/linkchain.h>
#include <retune/watch/refusal.h>

#include <QtCore/QFileInfo>

#include <algorithm>

namespace retune {

namespace {

/// QFileSystemWatcher searches a list for every path it adds or removes: 10,000 files take 0.2 s, 100,000 take 17 s.
constexpr std::size_t maxSubjects = 10'000;

/// How often a path may come to name something else while its watch is put in place.
constexpr int maxRounds = 8;

/// QFileSystemWatcher tells no reason: the likeliest is looked for.
Problem refusal(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.exists())
        return refusedFolder(folder, Refusal::Missing);
    if (!info.isDir())
        return refusedFolder(folder, Refusal::NotAFolder);
    if (!info.isReadable())
        return refusedFolder(folder, Refusal::NoPermission);
    // With its namespace, or lupdate takes it for another context.
    return refusedFolder(folder, Refusal::Other, retune::Tr::tr("QFileSystemWatcher gives no reason"));
}

QStringList foldersOnTheWay(const QString &path)
{
    QStringList folders;
    for (const Place &place : linkChain(path)) {
        if (!folders.contains(place.folder))
            folders.append(place.folder);
    }
    return folders;
}

} // namespace

QtWatches::QtWatches(const WatchOptions &options, Changed changed)
    : m_changed(std::move(changed))
    , m_settling(options.settle)
{
    m_settled.setSingleShot(true);
    m_settled.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_settled, &QTimer::timeout, &m_settled, [this] { takeSettled(); });
    QObject::connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_watcher,
                     [this](const QString &path) { takeSignal(path); });
    QObject::connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_watcher,
                     [this](const QString &path) { takeSignal(path); });
}

Result<void> QtWatches::addFolder(const QString &folder)
{
    Subject &subject = m_subjects[folder];
    const PathIdentity before = subject.identity;
    subject.role = Role::Folder;
    renew(folder);
    if (before.exists && subject.identity != before)
        takeSignal(folder);
    if (!subject.watched || !QFileInfo(folder).isDir())
        return Unexpected{refusal(folder)};
    return {};
}

void QtWatches::addFile(const QString &file)
{
    if (m_subjects.size() >= maxSubjects && !m_subjects.contains(file)) {
        m_tooMany.insert(file);
        return;
    }
    m_subjects[file].role = Role::File;
    renew(file);
}

void QtWatches::removeFile(const QString &file)
{
    m_tooMany.remove(file);
    remove(file, Role::File);
}

WatchStatus QtWatches::status() const
{
    WatchStatus status;
    status.kind = WatcherKind::Qt;
    for (const auto &[path, subject] : m_subjects) {
        if (subject.role != Role::Folder)
            continue;
        if (subject.watched)
            ++status.folders;
        else
            status.refused.push_back(refusal(path));
    }
    if (!m_tooMany.isEmpty()) {
        const QString message =
            Tr::tr("QFileSystemWatcher watches no more than %1 files and folders here; changes in "
                   "%2 further files are seen late");
        status.refused.push_back(
            {ProblemKind::Watch, {}, {}, {}, message.arg(maxSubjects).arg(m_tooMany.size())});
    }
    return status;
}

void QtWatches::remove(const QString &path, Role role)
{
    const auto subject = m_subjects.find(path);
    if (subject == m_subjects.end() || subject->second.role != role)
        return;
    setWay(path, {});
    m_subjects.erase(subject);
    unwatchIfUnused(path);
}

/// Watches what the path names now, and the way to it.
void QtWatches::renew(const QString &path)
{
    Subject &subject = m_subjects[path];
    for (int round = 0; round < maxRounds; ++round) {
        subject.identity = identityOf(path);
        setWay(path, foldersOnTheWay(path));
        subject.watched = watch(path);
        if (identityOf(path) == subject.identity && foldersOnTheWay(path) == subject.way)
            return;
    }
}

void QtWatches::setWay(const QString &path, const QStringList &way)
{
    const QStringList before = std::exchange(m_subjects[path].way, way);
    for (const QString &folder : way) {
        const bool isNew = !m_followers.contains(folder);
        m_followers[folder].insert(path);
        if (isNew && !m_subjects.contains(folder))
            watch(folder);
    }
    for (const QString &folder : before) {
        if (way.contains(folder))
            continue;
        m_followers[folder].remove(path);
        if (m_followers[folder].isEmpty())
            m_followers.remove(folder);
        unwatchIfUnused(folder);
    }
}

/// Always removes the path before it adds it: QFileSystemWatcher may list it while its watch is on a file that has lost
/// that name.
bool QtWatches::watch(const QString &path)
{
    m_watcher.removePath(path);
    return QFileInfo::exists(path) && m_watcher.addPath(path);
}

void QtWatches::unwatchIfUnused(const QString &path)
{
    if (!m_subjects.contains(path) && !m_followers.contains(path))
        m_watcher.removePath(path);
}

void QtWatches::takeSignal(const QString &path)
{
    m_settling.add(path, SettlingPaths::Clock::now());
    if (!m_settled.isActive())
        takeSettled();
}

void QtWatches::takeSettled()
{
    using namespace std::chrono;
    PendingBatch found;
    for (const QString &path : m_settling.takeDue(SettlingPaths::Clock::now()))
        look(path, found);
    if (!found.isEmpty())
        m_changed(found.take());
    if (const auto due = m_settling.nextDue()) {
        const auto left = ceil<milliseconds>(*due - SettlingPaths::Clock::now());
        m_settled.start(std::max(left, 0ms));
    }
}

/// The watches are renewed before the change is reported: what happens from here on is signalled, and what happened
/// before is seen by who reads after the report.
void QtWatches::look(const QString &path, PendingBatch &found)
{
    if (m_subjects.contains(path)) {
        renew(path);
        report(path, found);
    } else if (m_followers.contains(path)) {
        watch(path);
    }
    lookAtFollowers(path, found);
}

void QtWatches::lookAtFollowers(const QString &folder, PendingBatch &found)
{
    for (const QString &follower : m_followers.value(folder)) {
        const PathIdentity before = m_subjects[follower].identity;
        if (before.exists && identityOf(follower) == before)
            continue;
        // What is missing is renewed anyway: the way to it may lead farther by now.
        renew(follower);
        if (m_subjects[follower].identity == before)
            continue;
        report(follower, found);
        lookAtFollowers(follower, found);
    }
}

void QtWatches::report(const QString &path, PendingBatch &found) const
{
    if (m_subjects.at(path).role == Role::Folder)
        found.addRescan(path);
    else
        found.addChange(path, Hint::Modified);
}

} // namespace retune
