#pragma once

#include <retune/text/result.h>

#include <QtCore/QMetaType>
#include <QtCore/QString>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace retune {

/// How much a watcher knows about a path that changed.
enum class Hint : quint8 {
    Finished, ///< a writer closed it, or a finished file was moved here: it can be read now
    Touched, ///< created, deleted, moved away, or its attributes changed: more may follow within milliseconds
    Modified ///< bytes were written and nobody has closed it yet, as far as the watcher can tell
};

/// One path that changed. The path is absolute, spelled below the folder as it was given to `addFolder`.
struct PathChange
{
    QString path;
    Hint hint = Hint::Touched;
    /// Whether it is known that neither a folder nor a link to one is there. So nobody has to look, while the change is
    /// under way.
    bool isNoFolder = false;

    bool operator==(const PathChange &) const = default;
};

/// What a watcher saw since it was asked last: each path once, with the strongest hint in the order Finished, Touched,
/// Modified.
struct WatchBatch
{
    std::vector<PathChange> changes;
    /// Folders of which the watcher cannot tell what changed in them: their entries have to be looked at again. Said
    /// after a queue overflow, and when a folder was replaced, went away, came back or got other permissions; every
    /// watched folder concerned is named, also those below another one. Not said for a folder that was just added: list
    /// it after adding it, and nothing is missed.
    std::vector<QString> rescan;
    /// Whether `wake()` was called.
    bool woken = false;

    bool isEmpty() const { return changes.empty() && rescan.empty(); }
};

enum class WatcherKind : quint8 { Inotify, Qt, Scan };

/// A folder that is looked at periodically beside or instead of events.
struct ScannedFolder
{
    QString folder;
    QString reason; ///< why, as a sentence
    QString
        fileSystem; ///< the one it is on ("NFS"), where that is the reason; empty where a watch was refused

    bool operator==(const ScannedFolder &) const = default;
};

/// How well the watcher watches, for people.
struct WatchStatus
{
    WatcherKind kind = WatcherKind::Inotify;
    int folders = 0;                    ///< folders watched
    int overflows = 0;                  ///< how often the system's queue ran over, each answered by a rescan
    std::vector<Problem> refused;       ///< folders that are not watched at all, and why
    std::vector<ScannedFolder> scanned; ///< none where the kind is Scan: all of them are
    QString reason; ///< why the kind is not the best one there is; empty where it is, or was asked for

    bool operator==(const WatchStatus &) const = default;
};

/// Says which paths below the watched folders changed; reads no file's content. One thread, the owner, makes, asks and
/// destroys it; only `wake` may be called from others.
class Watcher
{
public:
    using Clock = std::chrono::steady_clock;

    virtual ~Watcher() = default;
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;

    /// Watches the entries of one folder (not those of its sub-folders), and its parent, so that a folder that is
    /// replaced is noticed. Watching it again is no error and renews a watch that stands on an old inode. Fails where
    /// the system refuses; the folder is then listed in `status().refused`. A folder that is missing is refused too, but
    /// watched from when it appears, which is said in `WatchBatch::rescan`.
    virtual Result<void> addFolder(const QString &folder) = 0;
    /// Forgets a folder. Unknown folders are ignored.
    virtual void removeFolder(const QString &folder) = 0;
    /// Watches one file below a watched folder more closely where the mechanism needs it (QFileSystemWatcher does not
    /// report writes into a file of a watched folder), and every folder on its chain of symbolic links.
    virtual void addFile(const QString &file) = 0;
    virtual void removeFile(const QString &file) = 0;

    /// Waits until something changed, `wake` was called, or `deadline` has come (the greatest time point: no deadline),
    /// and gives what changed since the last call. Gives at once what is known already.
    virtual WatchBatch wait(Clock::time_point deadline) = 0;
    /// Ends the wait under way, or the next one. From any thread.
    virtual void wake() = 0;

    virtual WatchStatus status() const = 0;

protected:
    Watcher() = default;
};

struct WatchOptions
{
    /// How long QFileSystemWatcher's signals for a path are collected before the path is reported.
    std::chrono::milliseconds settle{20};
    /// How often folders are looked at where no event tells of their changes.
    std::chrono::milliseconds scanInterval{1000};
};

/// A watcher of the kind asked for. Fails with a reason where the system has no such mechanism or refuses it.
Result<std::unique_ptr<Watcher>> makeWatcher(WatcherKind kind, const WatchOptions &options = {});
/// The best watcher this system gives: inotify, with a periodic look at the folders that it refuses or on which it would miss
/// changes; elsewhere QFileSystemWatcher; where neither is to be had, the periodic look alone. Never fails.
std::unique_ptr<Watcher> makeWatcher(const WatchOptions &options = {});

/// The kinds that this system can have at all, best first. It may still refuse one of them.
std::vector<WatcherKind> watcherKinds();

/// "inotify", "qt", "scan": as in options and status lines.
QString watcherName(WatcherKind kind);
/// The kind with this name, or nothing.
std::optional<WatcherKind> watcherByName(QStringView name);

/// Whether some process has the file open for writing: true, false, or nothing where the system cannot tell (other owner,
/// no leases, a network file system). Linux: asks for a read lease and gives it back at once.
enum class WriterPresence : quint8 { None, Writing, Unknown };
WriterPresence writerPresence(const QString &file);

} // namespace retune

Q_DECLARE_METATYPE(retune::WatchStatus)
