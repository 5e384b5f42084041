#include <retune/edit/savetarget.h>

#include <retune/text/tr.h>

#include <QtCore/QFile>

#include <fcntl.h>

#include <cerrno>
#include <cstdlib>
#include <memory>

namespace retune {

namespace {

#ifdef O_PATH
constexpr int folderFlags =
    O_PATH | O_DIRECTORY | O_CLOEXEC; // a folder needs not be readable to be written in
#else
constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif

/// The path without links, or empty with `errno` set.
QByteArray realPath(const QByteArray &path)
{
    const std::unique_ptr<char, void (*)(void *)> real(::realpath(path.constData(), nullptr), std::free);
    return QByteArray(real.get());
}

struct SplitPath
{
    QByteArray folder;
    QByteArray name;
};

SplitPath split(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    if (slash < 0)
        return {".", path};
    return {slash == 0 ? QByteArray("/") : path.first(slash), path.sliced(slash + 1)};
}

Result<SaveTarget> openTarget(const SplitPath &path)
{
    PosixFile folder(::open(path.folder.constData(), folderFlags));
    if (!folder.isOpen()) {
        return saveProblem(ProblemKind::WriteFailed,
                           Tr::tr("the folder cannot be opened: %1").arg(qt_error_string(errno)));
    }
    return SaveTarget{std::move(folder), path.folder, path.name};
}

Result<SaveTarget> resolveNewFile(const QByteArray &path)
{
    struct stat status;
    if (::lstat(path.constData(), &status) == 0) {
        return saveProblem(ProblemKind::NotAFile,
                           Tr::tr("expected a file, found a symbolic link that leads nowhere"));
    }
    const SplitPath parts = split(path);
    if (parts.name.isEmpty())
        return saveProblem(ProblemKind::NotAFile,
                           Tr::tr("expected the name of a file, found that of a folder"));
    const QByteArray folder = realPath(parts.folder);
    if (folder.isEmpty()) {
        return saveProblem(ProblemKind::WriteFailed,
                           Tr::tr("the folder cannot be opened: %1").arg(qt_error_string(errno)));
    }
    return openTarget({folder, parts.name});
}

QString kindOfFile(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return Tr::tr("expected a file, found a folder");
    case S_IFIFO:
        return Tr::tr("expected a file, found a pipe");
    case S_IFSOCK:
        return Tr::tr("expected a file, found a socket");
    case S_IFLNK:
        return Tr::tr("expected a file, found a symbolic link");
    default:
        return Tr::tr("expected a file, found a device");
    }
}

Unexpected<Problem> unreadable(SystemError error)
{
    return saveProblem(ProblemKind::WriteFailed,
                       Tr::tr("the file cannot be read, so it is not known what a save would replace: %1")
                           .arg(qt_error_string(error)));
}

} // namespace

Unexpected<Problem> saveProblem(ProblemKind kind, const QString &message)
{
    return Unexpected{Problem{kind, {}, {}, {}, message}};
}

QString SaveTarget::pathOf(const QByteArray &other) const
{
    return QFile::decodeName(folderPath.endsWith('/') ? folderPath + other : folderPath + '/' + other);
}

FileIdentity identityOf(const SaveTarget &target, const QByteArray &name)
{
    struct stat status;
    if (::fstatat(target.folder.descriptor(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return {};
    return {status.st_dev, status.st_ino};
}

FileIdentity identityOf(const PosixFile &file)
{
    struct stat status;
    if (::fstat(file.descriptor(), &status) != 0)
        return {};
    return {status.st_dev, status.st_ino};
}

Result<SaveTarget> resolveTarget(const QString &path)
{
    if (path.isEmpty() || path.contains(QChar::Null))
        return saveProblem(ProblemKind::Misuse, Tr::tr("expected the path of a file, found none"));
    const QByteArray native = QFile::encodeName(path);
    const QByteArray real = realPath(native);
    if (real == "/")
        return saveProblem(ProblemKind::NotAFile, kindOfFile(S_IFDIR));
    if (!real.isEmpty())
        return openTarget(split(real));
    if (errno == ENOENT)
        return resolveNewFile(native);
    if (errno == ELOOP) {
        return saveProblem(ProblemKind::NotAFile,
                           Tr::tr("expected a file, found symbolic links that lead in a circle"));
    }
    return saveProblem(ProblemKind::WriteFailed,
                       Tr::tr("the file cannot be reached: %1").arg(qt_error_string(errno)));
}

Result<std::optional<FoundFile>> lookAt(const SaveTarget &target, const QByteArray &name, qsizetype limit,
                                        const SystemCalls &calls)
{
    FoundFile found;
    // First by name alone: opening a device or a pipe can have effects of its own.
    if (::fstatat(target.folder.descriptor(), name.constData(), &found.status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return std::optional<FoundFile>();
        return unreadable(errno);
    }
    if (!S_ISREG(found.status.st_mode))
        return saveProblem(ProblemKind::NotAFile, kindOfFile(found.status.st_mode));
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    found.file = PosixFile(::openat(target.folder.descriptor(), name.constData(), flags));
    if (!found.file.isOpen() || ::fstat(found.file.descriptor(), &found.status) != 0) {
        if (errno == ENOENT)
            return std::optional<FoundFile>();
        return unreadable(errno);
    }
    if (!S_ISREG(found.status.st_mode))
        return saveProblem(ProblemKind::NotAFile, kindOfFile(found.status.st_mode));
    auto content = readUpTo(found.file, limit, calls);
    if (!content)
        return unreadable(content.error());
    found.content = std::move(*content);
    return std::optional<FoundFile>(std::move(found));
}

} // namespace retune
