#include <retune/edit/inplacesave.h>

#include <retune/text/tr.h>

#include <fcntl.h>

#include <cerrno>

namespace retune {

namespace {

/// Asks whether there is room for the new content while the old one is still whole. Systems that cannot tell agree. The room is given
/// back when the file is emptied, so another program may take it before the new content is written.
Result<void, SystemError> askForRoom(const PosixFile &file, qsizetype oldSize, qsizetype newSize,
                                     const SystemCalls &calls)
{
#ifdef Q_OS_LINUX
    if (newSize > oldSize && ::fallocate(file.descriptor(), FALLOC_FL_KEEP_SIZE, 0, newSize) != 0) {
        const SystemError error = errno;
        if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
            static_cast<void>(calls.truncate(file.descriptor(), oldSize)); // gives back what there was of it
            return Unexpected{error};
        }
    }
#else
    Q_UNUSED(file)
    Q_UNUSED(oldSize)
    Q_UNUSED(newSize)
    Q_UNUSED(calls)
#endif
    return {};
}

Result<void, SystemError> empty(const PosixFile &file, const SystemCalls &calls)
{
    if (calls.truncate(file.descriptor(), 0) != 0 || ::lseek(file.descriptor(), 0, SEEK_SET) != 0)
        return Unexpected{errno};
    return {};
}

Result<void, SystemError> fill(const PosixFile &file, const QByteArray &bytes, const SystemCalls &calls)
{
    if (const auto written = writeAll(file, bytes, calls); !written)
        return written;
    return syncToDisk(file, calls);
}

Unexpected<Problem> writeFailed(const QString &message)
{
    return saveProblem(ProblemKind::WriteFailed, message);
}

Unexpected<Problem> unchanged(SystemError error)
{
    return writeFailed(Tr::tr("the file could not be written in place: %1; nothing was changed")
                           .arg(qt_error_string(error)));
}

Unexpected<Problem> putOldContentBack(const PosixFile &file, const QByteArray &old, SystemError error,
                                      const SystemCalls &calls)
{
    const QString reason = qt_error_string(error);
    auto restored = empty(file, calls);
    if (restored)
        restored = fill(file, old, calls);
    if (restored) {
        return writeFailed(
            Tr::tr("the file could not be written in place: %1; its old content was put back").arg(reason));
    }
    return writeFailed(
        Tr::tr("the file could not be written in place: %1; putting its old content back failed "
               "too: %2; the file on the disk is damaged")
            .arg(reason, qt_error_string(restored.error())));
}

/// The file, open, if it holds `seen`.
Result<PosixFile> openSeen(const SaveTarget &target, const QByteArray &seen, const SystemCalls &calls)
{
    constexpr int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    PosixFile file(::openat(target.folder.descriptor(), target.name.constData(), flags));
    if (!file.isOpen())
        return writeFailed(Tr::tr("the file cannot be opened for writing: %1").arg(qt_error_string(errno)));
    struct stat status;
    if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
        return saveProblem(ProblemKind::NotAFile,
                           Tr::tr("expected a file, found something else in its place"));
    const auto content = readUpTo(file, seen.size() + 1, calls);
    if (!content) {
        return writeFailed(Tr::tr("the file cannot be read, so it is not known what a save would replace: %1")
                               .arg(qt_error_string(content.error())));
    }
    if (*content != seen)
        return saveProblem(ProblemKind::Conflict,
                           Tr::tr("the file on the disk has changed since it was read"));
    return Result<PosixFile>(std::move(file));
}

} // namespace

Result<Saved> saveInPlace(const SaveTarget &target, const QByteArray &bytes, const QByteArray &seen,
                          const SystemCalls &calls)
{
    const auto file = openSeen(target, seen, calls);
    if (!file)
        return Unexpected{file.error()};
    if (const auto room = askForRoom(*file, seen.size(), bytes.size(), calls); !room)
        return unchanged(room.error());
    // Emptied first, though the old bytes would be safer where they are until the new ones stand in their place: who reads meanwhile can
    // tell an empty or a cut text from a whole one, but not a new beginning with an old end.
    if (const auto emptied = empty(*file, calls); !emptied)
        return unchanged(emptied.error());
    if (const auto written = fill(*file, bytes, calls); !written)
        return putOldContentBack(*file, seen, written.error(), calls);
    return Saved{true, true, {}};
}

} // namespace retune
