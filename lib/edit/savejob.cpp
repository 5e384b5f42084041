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
    DiskContent disk = readDiskContent(job.file, job.maximumSize);
    if (disk.isMissing() && job.ifGone == IfGone::Refuse)
        return {Unexpected{removedProblem()}, disk};
    const bool isAsOtherwise = otherwise ? disk == DiskContent::known(*otherwise) : disk.isMissing();
    if (!isAsOtherwise)
        return {saved, disk};
    saved = saveFile(job.file, job.bytes, otherwise, job.inPlace);
    return {saved, isConflict(saved) ? readDiskContent(job.file, job.maximumSize) : DiskContent()};
}

} // namespace retune
