#include <retune/edit/savejob.h>

#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace retune {

namespace {

using Seen = std::optional<QByteArray>;

bool isConflict(const Result<Saved> &saved)
{
    return !saved && saved.error().kind == ProblemKind::Conflict;
}

/// The end of a save that found something else than was seen.
SaveOutcome refusedFor(const SaveJob &job, const Result<Saved> &saved)
{
    const Result<DiskContent> disk = lookAtDisk(job.file, job.maximumSize);
    if (disk)
        return {saved, *disk};
    Problem problem = disk.error();
    problem.message = Tr::tr("the file on the disk has changed since it was read, and cannot be read now: %1")
                          .arg(problem.message);
    return {Unexpected{problem}, {}};
}

} // namespace

Problem removedProblem()
{
    return {ProblemKind::Missing, {}, {}, {}, Tr::tr("expected the file, found that it was removed")};
}

SaveOutcome runSave(const SaveJob &job)
{
    if (job.isMissing && !job.madeBelow.isEmpty() && QDir(job.madeBelow).exists())
        QDir().mkpath(QFileInfo(job.file).path()); // where that fails the save says why
    const Seen expected = job.isMissing ? Seen() : Seen(job.base);
    const Seen otherwise = job.isMissing ? Seen(job.base) : Seen();
    Result<Saved> saved = saveFile(job.file, job.bytes, expected, job.inPlace);
    if (!isConflict(saved))
        return {saved, {}};
    const SaveOutcome refused = refusedFor(job, saved);
    const DiskContent &disk = refused.disk;
    if (disk.isMissing() && job.ifGone == IfGone::Refuse)
        return {Unexpected{removedProblem()}, disk};
    const bool isAsOtherwise = otherwise ? disk == DiskContent::known(*otherwise) : disk.isMissing();
    if (!isAsOtherwise)
        return refused;
    saved = saveFile(job.file, job.bytes, otherwise, job.inPlace);
    return isConflict(saved) ? refusedFor(job, saved) : SaveOutcome{saved, {}};
}

} // namespace retune
