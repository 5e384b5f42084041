#pragma once

#include <retune/history/keptrevision.h>
#include <retune/text/result.h>

#include <stop_token>

namespace retune {

/// What has been written since the repository at `location` was compacted last.
struct LooseObjects
{
    qint64 files = 0;
    qint64 bytes = 0;
};
LooseObjects looseObjects(const QString &location);
/// What all objects of the repository take, in bytes.
qint64 storedBytes(const QString &location);

/// Whether compacting would do something worth it: much was written, or something is beyond the caps. Reads what every revision
/// says, so it takes a moment where there are tens of thousands.
bool isCompactionDue(const QString &location, const HistoryOptions &options, const QDateTime &now);

/// Puts all revisions that are to stay into one pack and removes everything else: revisions beyond the caps of `options`, and what
/// an interrupted write left. However it is interrupted, the repository stays readable. Takes seconds where there are
/// tens of thousands of revisions; ends early, having changed nothing, when asked to stop. The caller holds the `HistoryLock`. Errors:
/// WriteFailed, Unreadable.
Result<void> compactHistory(const QString &location, const HistoryOptions &options, const QDateTime &now,
                            const std::stop_token &stop);

} // namespace retune
