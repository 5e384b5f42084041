#pragma once

#include "processfacts.h"
#include "timing.h"

#include <chrono>
#include <optional>

namespace retune {

struct ScaleSizes
{
    int files = 0;
    int folders = 1;
    std::chrono::milliseconds idle{};
};

/// What was measured for one number of files, in a process of its own.
struct ScaleFigures
{
    Milliseconds open{}; ///< from `Store::open` until every file is published
    double residentMegabytes = 0;
    double kilobytesPerFile = 0; ///< what opening added to the memory
    int watches = 0;             ///< of inotify
    Milliseconds writing{};      ///< how long the other process took to rewrite every file
    Milliseconds burst{};        ///< from its end until readers had every new value
    int burstRevisions = 0;
    int overflows = 0;   ///< of the watcher's queue
    ProcessUse idle;     ///< while nothing happened for `ScaleSizes::idle`
    Milliseconds scan{}; ///< processor time of one full look at everything, as made each `Timing::scan`
};

/// Makes the files, opens them, has another process rewrite all of them. Nothing where not every value was right in the end.
/// Call it before the process has threads.
std::optional<ScaleFigures> measureScale(const ScaleSizes &sizes);

} // namespace retune
