#include <retune/edit/diskcontent.h>

#include <retune/store/filelook.h>
#include <retune/text/tr.h>

#include <QtCore/QFile>

#include <algorithm>

namespace retune {

namespace {

/// Whether the store could read the file, whatever was wrong with what it read.
bool wasRead(const SettingsFile &file)
{
    if (!file.problem)
        return true;
    switch (file.problem->kind) {
    case ProblemKind::Unreadable:
    case ProblemKind::NotAFile:
        return false;
    case ProblemKind::Limit:
        return !file.disk.isEmpty(); // a file that is too large is not read; one that is nested too deeply is
    default:
        return true;
    }
}

} // namespace

DiskContent diskContent(const SettingsFile *file)
{
    if (!file || (file->problem && file->problem->kind == ProblemKind::Missing))
        return DiskContent::missing();
    return wasRead(*file) ? DiskContent::known(file->disk) : DiskContent();
}

Result<DiskContent> lookAtDisk(const QString &file, qsizetype maximumSize)
{
    constexpr int tries = 10;
    for (int i = 0; i < tries; ++i) {
        const auto content = readFile(QFile::encodeName(file), maximumSize);
        if (!content && content.error().kind == ProblemKind::Missing)
            return DiskContent::missing();
        if (!content)
            return Unexpected{content.error()};
        if (*content)
            return DiskContent::known((*content)->bytes);
    }
    // The store will tell when that is over.
    return Unexpected{
        Problem{ProblemKind::Unreadable, file, {}, {}, Tr::tr("it is written to without a pause")}};
}

DiskContent readDiskContent(const QString &file, qsizetype maximumSize)
{
    return lookAtDisk(file, maximumSize).value_or(DiskContent());
}

DiskReaction reactionTo(const DiskContent &disk, const QByteArray &mine, const QByteArray &base)
{
    if (disk.isMissing())
        return DiskReaction::Recreate;
    if (!disk.isKnown())
        return DiskReaction::Ignore;
    if (disk.bytes == base)
        return DiskReaction::Agree;
    if (disk.bytes == mine)
        return DiskReaction::Rebase;
    return mine == base ? DiskReaction::Follow : DiskReaction::Conflict;
}

} // namespace retune
