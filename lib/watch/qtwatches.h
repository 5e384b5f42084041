#pragma once

#include <retune/watch/pathidentity.h>
#include <retune/watch/pendingbatch.h>
#include <retune/watch/settlingpaths.h>

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

#include <functional>
#include <map>

namespace retune {

/// The QFileSystemWatcher, and which paths it watches what for: folders whose entries are to be reported, files, and
/// folders on the way to both. Lives in one thread that runs an event loop; `changed` is called there.
class QtWatches
{
public:
    using Changed = std::function<void(WatchBatch)>;

    QtWatches(const WatchOptions &options, Changed changed);

    Result<void> addFolder(const QString &folder);
    void removeFolder(const QString &folder) { remove(folder, Role::Folder); }
    void addFile(const QString &file);
    void removeFile(const QString &file);

    WatchStatus status() const;

private:
    enum class Role : quint8 { Folder, File };

    struct Subject
    {
        Role role = Role::Folder;
        PathIdentity
            identity; ///< of what is watched, so that a path that names something else by now is noticed
        bool watched = false;
        QStringList way; ///< the folders in which a change may make the path name something else
    };

    void remove(const QString &path, Role role);
    void renew(const QString &path);
    void setWay(const QString &path, const QStringList &way);
    bool watch(const QString &path);
    void unwatchIfUnused(const QString &path);

    void takeSignal(const QString &path);
    void takeSettled();
    void look(const QString &path, PendingBatch &found);
    void lookAtFollowers(const QString &folder, PendingBatch &found);
    void report(const QString &path, PendingBatch &found) const;

    Changed m_changed;
    SettlingPaths m_settling;
    std::map<QString, Subject> m_subjects;
    QHash<QString, QSet<QString>> m_followers; ///< by the folder on their way
    QSet<QString> m_tooMany;                   ///< files past the limit
    QFileSystemWatcher m_watcher;
    QTimer m_settled;
};

} // namespace retune
