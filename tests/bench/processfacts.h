#pragma once

#include "timing.h"

#include <cstdint>

namespace retune {

/// What the system holds for this process. Linux only: elsewhere everything is 0.
struct ProcessFacts
{
    double residentMegabytes = 0; ///< RSS
    int descriptors = 0;          ///< open, without the one that counts them
    int watches = 0;              ///< of all inotify instances of the process
};
ProcessFacts processFacts();

/// What the process has used so far.
struct ProcessUse
{
    Milliseconds processorTime{};
    std::int64_t wakes = 0; ///< how often one of its threads waited for something

    ProcessUse operator-(const ProcessUse &earlier) const
    {
        return {processorTime - earlier.processorTime, wakes - earlier.wakes};
    }
};
ProcessUse processUse();

} // namespace retune
