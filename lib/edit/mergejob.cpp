#include <retune/edit/mergejob.h>

#include <retune/edit/ancestormerge.h>
#include <retune/format/format.h>
#include <retune/format/keydiff.h>
#include <retune/text/tr.h>
#include <retune/watch/watcher.h>

#include <QtCore/QThread>

namespace retune {

namespace {

using Clock = std::chrono::steady_clock;

/// So many holds long a writer is waited for that does not close the file, or never leaves it alone.
constexpr int maximumHolds = 10;
/// So often the file is looked at during a hold.
constexpr int looksOfHold = 10;

bool isWritten(const MergeJob &job)
{
    return writerPresence(job.file) == WriterPresence::Writing;
}

/// Whether the text on disk may be the beginning of one whose rest is still to come.
bool seemsCut(const MergeSides &sides)
{
    const Result<Document> disk = sides.format->parse(sides.disk, sides.limits);
    const Result<Document> base = sides.format->parse(sides.base, sides.limits);
    return !disk || !base || disk->nodeCount() <= 1 || losesKeys(*base, *disk);
}

/// What the disk holds once that has stayed the same for the hold.
DiskContent settled(const MergeJob &job)
{
    const Clock::time_point end = Clock::now() + maximumHolds * job.hold;
    DiskContent disk = DiskContent::known(job.sides.disk);
    for (Clock::time_point since = Clock::now(); Clock::now() < std::min(since + job.hold, end);) {
        QThread::usleep(std::chrono::microseconds(job.hold).count() / looksOfHold);
        const DiskContent now = readDiskContent(job.file, job.sides.limits.bytes);
        if (now != disk || isWritten(job))
            since = Clock::now();
        disk = now;
    }
    return disk;
}

} // namespace

MergeOutcome runMerge(const MergeJob &job)
{
    if (isWritten(job) || seemsCut(job.sides)) {
        const DiskContent disk = settled(job);
        if (!disk.isUnknown() && disk != DiskContent::known(job.sides.disk)) {
            const QString message = Tr::tr("the file on the disk was changed while it was merged");
            return {Unexpected{Problem{ProblemKind::Conflict, {}, {}, {}, message}}, disk};
        }
    }
    return {ancestorMerge(job.sides, job.earlier), {}};
}

} // namespace retune
