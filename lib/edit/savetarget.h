#pragma once

#include <retune/edit/posixfile.h>

#include <sys/stat.h>

#include <optional>

namespace retune {

/// Where a save goes, symbolic links resolved: a folder, held open so that it stays the same one whatever its path
/// becomes, and a name in it.
struct SaveTarget
{
    PosixFile folder;
    QByteArray folderPath;
    QByteArray name;

    /// The path of a name in the folder, for people.
    QString pathOf(const QByteArray &other) const;
};

/// Fails with NotAFile for a link that leads nowhere, with WriteFailed for a folder that is not there.
Result<SaveTarget> resolveTarget(const QString &path);

/// A regular file as it was found.
struct FoundFile
{
    PosixFile file; ///< open for reading
    struct stat status = {};
    QByteArray content;
};

/// The file of this name in the target's folder, or nothing where there is none. Reads `limit` bytes at most: callers
/// that compare ask for one byte more than they expect. Fails with NotAFile for anything but a regular file, with
/// WriteFailed for one that cannot be read and so not be compared.
Result<std::optional<FoundFile>> lookAt(const SaveTarget &target, const QByteArray &name, qsizetype limit,
                                        const SystemCalls &calls);

/// What tells one file from every other, whatever its names.
struct FileIdentity
{
    dev_t device = 0;
    ino_t inode = 0;

    bool operator==(const FileIdentity &) const = default;
};

/// The identity of what has this name in the target's folder; null where there is nothing.
FileIdentity identityOf(const SaveTarget &target, const QByteArray &name);
FileIdentity identityOf(const PosixFile &file);

/// A problem without a file name yet, which the save adds at its end.
Unexpected<Problem> saveProblem(ProblemKind kind, const QString &message);

} // namespace retune
