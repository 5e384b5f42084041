#pragma once

#include <retune/diff/threewaymerge.h>
#include <retune/edit/diskcontent.h>

#include <chrono>

namespace retune {

/// The merge of a save, as values that any thread can carry out.
struct MergeJob
{
    MergeSides sides;
    QList<QByteArray>
        earlier;  ///< texts that the file held a moment ago, the newest first; see `ancestorMerge`
    QString file; ///< absolute
    /// How long a text on disk that may be half of one has to stay as it is before it is merged.
    std::chrono::milliseconds hold;
};

struct MergeOutcome
{
    Result<ThreeWayMerge> merge;
    DiskContent
        disk; ///< what the disk holds by now, where that is not the side that was to be merged: nothing was
};

/// Merges as `ancestorMerge` does. A program that writes its file in place is at times seen when half of it is there, and what it
/// has not written yet looks as if it had been removed: such a text is merged only when nobody goes on writing it. Blocks for that
/// long, and for the merge.
MergeOutcome runMerge(const MergeJob &job);

} // namespace retune
