#include <retune/watch/inotifywatches.h>

#include <retune/watch/refusal.h>

#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <sys/inotify.h>

namespace retune {

namespace {

/// For a folder that is only on the way: what may make a path name something else.
constexpr std::uint32_t structureMask =
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
/// For a folder whose entries, or some of them, are of interest themselves.
constexpr std::uint32_t entriesMask = structureMask | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB;
/// Masks only grow: the same folder may be watched under several names, and the system keeps one mask for all. Writes
/// into files that have lost their name tell nothing about any path.
constexpr std::uint32_t howToAdd = IN_ONLYDIR | IN_MASK_ADD | IN_EXCL_UNLINK;

/// How often the way to a path may change between a look at it and its watches being in place.
constexpr int maxRounds = 8;

Refusal refusalOf(int error)
{
    switch (error) {
    case ENOENT:
        return Refusal::Missing;
    case ENOTDIR:
        return Refusal::NotAFolder;
    case EACCES:
        return Refusal::NoPermission;
    case ENOSPC:
        return Refusal::NoWatchLeft;
    default:
        return Refusal::Other;
    }
}

Problem refusal(const QString &folder, int error)
{
    return refusedFolder(folder, refusalOf(error), qt_error_string(error));
}

QString folderOf(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash <= 0 ? QStringLiteral("/") : path.left(slash);
}

/// The keys of a sorted map that are a path or below it.
template<typename Map>
QStringList keysAtOrBelow(const Map &map, const QString &path)
{
    QStringList keys;
    if (map.contains(path))
        keys.append(path);
    const QString prefix = path.endsWith(u'/') ? path : path + u'/';
    for (auto it = map.lower_bound(prefix); it != map.cend() && it->first.startsWith(prefix); ++it) {
        if (it->first != path)
            keys.append(it->first);
    }
    return keys;
}

} // namespace

InotifyWatches::InotifyWatches(int inotify, AddInotifyWatch addWatch)
    : m_inotify(inotify)
    , m_addWatch(std::move(addWatch))
{}

Result<void> InotifyWatches::addFolder(const QString &folder)
{
    m_subjects[folder].folder = true;
    follow(folder);
    attach(folder, entriesMask);
    if (const int error = m_directories[folder].error)
        return Unexpected{refusal(folder, error)};
    return {};
}

void InotifyWatches::removeFolder(const QString &folder)
{
    drop(folder, &Subject::folder);
}

void InotifyWatches::addFile(const QString &file)
{
    m_subjects[file].file = true;
    renewFile(file);
}

void InotifyWatches::removeFile(const QString &file)
{
    drop(file, &Subject::file);
}

bool InotifyWatches::isFolder(const QString &path) const
{
    const auto subject = m_subjects.find(path);
    return subject != m_subjects.cend() && subject->second.folder;
}

bool InotifyWatches::isFile(const QString &path) const
{
    const auto subject = m_subjects.find(path);
    return subject != m_subjects.cend() && subject->second.file;
}

int InotifyWatches::watchOf(const QString &folder) const
{
    const auto directory = m_directories.find(folder);
    return directory == m_directories.cend() ? -1 : directory->second.watch;
}

QStringList InotifyWatches::followers(const QString &folder, const QString &name) const
{
    const auto directory = m_directories.find(folder);
    return directory == m_directories.cend() ? QStringList()
                                             : directory->second.followers.value(name).values();
}

QStringList InotifyWatches::followers(const QString &folder) const
{
    QStringList all;
    const auto directory = m_directories.find(folder);
    if (directory != m_directories.cend()) {
        for (const QSet<QString> &some : directory->second.followers)
            all += some.values();
    }
    return all;
}

Renewed InotifyWatches::renewBelow(const QString &path)
{
    const QStringList subjects = keysAtOrBelow(m_subjects, path);
    QSet<QString> concerned(subjects.cbegin(), subjects.cend());
    for (const QString &directory : keysAtOrBelow(m_directories, path)) {
        attach(directory, 0);
        for (const QString &follower : followers(directory))
            concerned.insert(follower);
    }
    Renewed renewed;
    for (const QString &subject : concerned) {
        if (isFolder(subject)) {
            attach(subject, 0);
            follow(subject);
            renewed.folders.append(subject);
        }
        if (isFile(subject))
            renewFile(subject);
        if (isFile(subject) && !m_subjects[subject].places.empty())
            renewed.files.append(subject);
    }
    return renewed;
}

void InotifyWatches::renewFile(const QString &file)
{
    // A hundred thousand plain files in watched folders have to cost next to nothing.
    const bool plain = m_subjects[file].places.empty() && isFolder(folderOf(file)) && !isSymbolicLink(file);
    if (!plain)
        follow(file);
}

void InotifyWatches::forget(int watch)
{
    for (const QString &path : m_paths.values(watch))
        m_directories[path].watch = -1;
    m_paths.remove(watch);
}

int InotifyWatches::watchedFolders() const
{
    return static_cast<int>(
        std::count_if(m_directories.cbegin(), m_directories.cend(), [this](const auto &entry) {
            return entry.second.watch >= 0 && isFolder(entry.first);
        }));
}

std::vector<Problem> InotifyWatches::refused() const
{
    std::vector<Problem> problems;
    for (const auto &[path, directory] : m_directories) {
        if (directory.error && isFolder(path))
            problems.push_back(refusal(path, directory.error));
        else if (directory.error)
            problems.push_back(refusedWay(path, qt_error_string(directory.error)));
    }
    return problems;
}

/// Watches every place on the way to a path. The way is looked at again once the watches are in place, since it may
/// have changed before.
void InotifyWatches::follow(const QString &path)
{
    const std::uint32_t mask = isFile(path) ? entriesMask : structureMask;
    for (int round = 0; round < maxRounds; ++round) {
        const std::vector<Place> places = linkChain(path);
        const std::vector<Place> before = m_subjects[path].places;
        if (places == before && round > 0)
            return;
        for (const Place &place : places)
            hold(place, path, mask);
        for (const Place &place : before) {
            if (std::find(places.cbegin(), places.cend(), place) == places.cend())
                release(place, path);
        }
        m_subjects[path].places = places;
    }
}

void InotifyWatches::hold(const Place &place, const QString &follower, std::uint32_t mask)
{
    m_directories[place.folder].followers[place.name].insert(follower);
    attach(place.folder, mask);
}

void InotifyWatches::release(const Place &place, const QString &follower)
{
    Directory &directory = m_directories[place.folder];
    QSet<QString> &followers = directory.followers[place.name];
    followers.remove(follower);
    if (followers.isEmpty())
        directory.followers.remove(place.name);
    detachIfUnused(place.folder);
}

void InotifyWatches::drop(const QString &path, bool Subject::*role)
{
    const auto found = m_subjects.find(path);
    if (found == m_subjects.end())
        return;
    Subject &subject = found->second;
    subject.*role = false;
    if (!subject.folder && !subject.file) {
        const std::vector<Place> places = subject.places;
        m_subjects.erase(found);
        for (const Place &place : places)
            release(place, path);
    }
    detachIfUnused(path);
}

/// Watches what the path names now, which may be another folder than before.
void InotifyWatches::attach(const QString &path, std::uint32_t mask)
{
    Directory &directory = m_directories[path];
    directory.mask |= mask;
    const int watch = m_addWatch(m_inotify, QFile::encodeName(path).constData(), directory.mask | howToAdd);
    directory.error = watch < 0 ? errno : 0;
    if (watch == directory.watch)
        return;
    detach(path);
    directory.watch = watch;
    if (watch >= 0)
        m_paths.insert(watch, path);
}

void InotifyWatches::detach(const QString &path)
{
    const int watch = m_directories[path].watch;
    m_paths.remove(watch, path);
    if (watch >= 0 && !m_paths.contains(watch))
        inotify_rm_watch(m_inotify, watch);
}

void InotifyWatches::detachIfUnused(const QString &path)
{
    const auto directory = m_directories.find(path);
    if (directory == m_directories.cend() || isFolder(path) || !directory->second.followers.isEmpty())
        return;
    detach(path);
    m_directories.erase(directory);
}

} // namespace retune
