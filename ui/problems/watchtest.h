#pragma once

#include <retune/watch/watcher.h>

namespace retune {

/// What came of a test whether a watcher sees a change.
struct WatchTest
{
    WatcherKind kind = WatcherKind::Inotify;
    std::optional<std::chrono::microseconds> seenAfter; ///< nothing: it was not seen
    QString failure; ///< why there was nothing to be seen: no watcher is to be had, or no file can be written

    /// As a sentence.
    QString text() const;

    bool operator==(const WatchTest &) const = default;
};

/// Writes a file in a new folder among the temporary ones, never in a folder of the user, and waits until a watcher of its own
/// has seen it, or for three scans. For threads that may wait.
WatchTest testWatching(WatcherKind kind, const WatchOptions &options);

/// The kinds of watcher that serve a folder with this status: what a test of it has to try.
std::vector<WatcherKind> kindsInUse(const WatchStatus &status);

} // namespace retune
