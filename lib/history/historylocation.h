#pragma once

#include <retune/text/result.h>

#include <QtCore/QLockFile>

namespace retune {

/// Where the history of an opened folder is kept: a bare git repository named by the folder's base name and a hash of its absolute
/// path. `dataFolder` as in `HistoryOptions`. The repository need not exist.
QString historyLocation(const QString &folder, const QString &dataFolder = {});

/// Removes the repository at `location` and what was set aside of it; nothing is done where there is none. A window that still
/// keeps the history of the folder begins a new one. Blocks while others write, for ten seconds at most; any thread. Error:
/// WriteFailed.
Result<void> deleteHistory(const QString &location);

/// Where a repository that could not be read is set aside: beside it, with `.broken` behind its name, and a number from the second one
/// on. This is the first name that is free.
QString brokenHistoryLocation(const QString &location);
/// Those that were set aside. They stay until `deleteHistory`.
QStringList brokenHistoryLocations(const QString &location);

/// Held by who writes into the repository at a location, compacts or removes it. The system's own locks of git stay behind when a
/// program is killed; this one is known to be stale when its process is gone.
class HistoryLock
{
public:
    explicit HistoryLock(const QString &location);

    /// False after `timeout`; false at once where no lock can be made, and then `canLock` is false as well.
    bool tryLock(std::chrono::milliseconds timeout);
    bool canLock() const;
    /// Why no lock could be made.
    Problem problem() const;

private:
    QString m_location;
    QLockFile m_file;
};

} // namespace retune
