#pragma once

#include <retune/watch/linkchain.h>
#include <retune/watch/watcher.h>

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <cstdint>
#include <functional>
#include <map>

namespace retune {

/// Has the signature of the system's call, so that a test can refuse watches.
using AddInotifyWatch = std::function<int(int inotify, const char *path, std::uint32_t mask)>;

/// The folders and files that were concerned by a renewal.
struct Renewed
{
    QStringList folders;
    QStringList files;
};

/// Which folders an inotify instance watches, and what for: the folders whose entries are to be reported, and the places
/// (see linkChain) that decide what the path of a followed folder or file names. Does not read the events. Paths are
/// absolute, without a slash at the end.
class InotifyWatches
{
public:
    InotifyWatches(int inotify, AddInotifyWatch addWatch);

    Result<void> addFolder(const QString &folder);
    void removeFolder(const QString &folder);
    void addFile(const QString &file);
    void removeFile(const QString &file);

    /// The paths of one watch: the same folder may be watched under several names.
    QStringList pathsOf(int watch) const { return m_paths.values(watch); }
    /// The watch of a folder, or -1.
    int watchOf(const QString &folder) const;
    bool isFolder(const QString &path) const;
    bool isFile(const QString &path) const;
    /// The folders and files whose path leads over this entry of a watched folder.
    QStringList followers(const QString &folder, const QString &name) const;

    /// Puts the watches of a path, and of everything that is below it or reached over it, on what the paths name now.
    Renewed renewBelow(const QString &path);
    /// Finds the symbolic links on the way to a file anew.
    void renewFile(const QString &file);
    /// The system has ended a watch.
    void forget(int watch);

    /// Folders that are watched now, and those that are not, with the reason.
    int watchedFolders() const;
    std::vector<Problem> refused() const;

private:
    /// A followed path: a folder, a file, or both while one takes the place of the other.
    struct Subject
    {
        bool folder = false;
        bool file = false;
        std::vector<Place> places;
    };

    /// A folder as the system is asked to watch it, by the path it is asked with.
    struct Directory
    {
        int watch = -1;
        int error = 0; ///< why the system refused, as errno has it
        std::uint32_t mask = 0;
        QHash<QString, QSet<QString>> followers; ///< by the name of the entry
    };

    QStringList followers(const QString &folder) const;
    void follow(const QString &path);
    void hold(const Place &place, const QString &follower, std::uint32_t mask);
    void release(const Place &place, const QString &follower);
    void drop(const QString &path, bool Subject::*role);
    void attach(const QString &path, std::uint32_t mask);
    void detach(const QString &path);
    void detachIfUnused(const QString &path);

    int m_inotify;
    AddInotifyWatch m_addWatch;
    std::map<QString, Subject> m_subjects; // sorted: what is below a folder stands together
    std::map<QString, Directory> m_directories;
    QMultiHash<int, QString> m_paths;
};

} // namespace retune
