#pragma once

#include <retune/watch/watcher.h>

namespace retune {

/// "inotify"
QString watcherText(WatcherKind kind);

/// What the folders are on that are scanned beside events: "NFS, watch refused".
QString scanCauses(const std::vector<ScannedFolder> &scanned);

/// How well a folder is watched, on one line: "inotify, 12 folders", "scan every 2 s: no events to be had".
QString watchHealth(const WatchStatus &status, std::chrono::milliseconds scanInterval);

} // namespace retune
