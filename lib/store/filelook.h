#pragma once

#include <retune/text/result.h>
#include <retune/watch/signature.h>

#include <QtCore/QByteArray>

#include <functional>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

namespace retune {

/// A content that was read in one piece: the signature was the same before and after.
struct FileContent
{
    Signature signature;
    QByteArray bytes;
};

/// The system's calls that read a file, so that a test can have them fail.
struct FileCalls
{
    std::function<int(const char *path, int flags)> open = [](const char *path, int flags) {
        return ::open(path, flags);
    };
    std::function<ssize_t(int file, void *bytes, size_t size)> read = &::read;
};

/// What a path leads to.
struct FileStatus
{
    Signature signature;
    bool isRegular = false; ///< a file, and no folder, pipe or device
};

/// One system call. `path` is in the system's encoding.
FileStatus statusOf(const QByteArray &path);

/// Reads a regular file. Never waits: pipes and devices are not opened for good. Errors: Missing; NotAFile with what it is
/// instead; Unreadable with the system's reason; Limit where it is larger than `maximumSize`. Nothing where the file
/// changed while it was read. `path` is in the system's encoding; `seen` is its status of a moment ago, where that is known.
Result<std::optional<FileContent>> readFile(const QByteArray &path, qsizetype maximumSize,
                                            const FileCalls &calls = {}, const FileStatus &seen = {});

} // namespace retune
