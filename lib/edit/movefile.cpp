#include <retune/edit/movefile_p.h>

#include <retune/text/tr.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <cstdio>
#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <unistd.h>
#endif

namespace retune {

namespace {

Unexpected<Problem> moveProblem(ProblemKind kind, const QString &file, const QString &message)
{
    return Unexpected{Problem{kind, file, {}, {}, message}};
}

bool isTaken(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

[[maybe_unused]] int unsupported()
{
    errno = ENOSYS;
    return -1;
}

int renameWithoutReplacing(const char *from, const char *to)
{
#if defined(Q_OS_LINUX) && defined(RENAME_NOREPLACE)
    return ::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
#else
    Q_UNUSED(from)
    Q_UNUSED(to)
    return unsupported();
#endif
}

int linkItself(const char *from, const char *to)
{
#ifdef Q_OS_UNIX
    return ::linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
#else
    Q_UNUSED(from)
    Q_UNUSED(to)
    return unsupported();
#endif
}

/// How a move ended: 0, or an error of the system.
struct Moved
{
    int error = 0;
    bool hasBothNames = false; ///< the old name could not be taken away, nor the new one again
};

/// The file has both names: takes the old one away, or else the new one again.
Moved endOfLink(const QByteArray &from, const QByteArray &to, const MoveCalls &calls)
{
    if (calls.unlink(from.constData()) == 0)
        return {};
    const int error = errno;
    const bool isUndone = calls.unlink(to.constData()) == 0 || errno == ENOENT;
    return {error, !isUndone};
}

/// For a system that cannot do it in one step.
Moved moveInTwoSteps(const QByteArray &from, const QByteArray &to, const MoveCalls &calls)
{
    if (calls.link(from.constData(), to.constData()) == 0)
        return endOfLink(from, to, calls);
    if (errno == EEXIST || errno == ENOENT)
        return {errno};
    if (isTaken(QFile::decodeName(to)))
        return {EEXIST};
    return {std::rename(from.constData(), to.constData()) == 0 ? 0 : errno};
}

Moved moveWithoutReplacing(const QByteArray &from, const QByteArray &to, const MoveCalls &calls)
{
    if (calls.renameNoReplace(from.constData(), to.constData()) == 0)
        return {};
    if (errno != EINVAL && errno != ENOSYS)
        return {errno};
    return moveInTwoSteps(from, to, calls);
}

} // namespace

MoveCalls::MoveCalls()
    : renameNoReplace(&renameWithoutReplacing)
    , link(&linkItself)
    , unlink([](const char *path) { return std::remove(path); })
{}

Result<void> moveFile(const QString &from, const QString &to, const MoveCalls &calls)
{
    const auto [error, hasBothNames] =
        moveWithoutReplacing(QFile::encodeName(from), QFile::encodeName(to), calls);
    if (error == 0)
        return {};
    if (hasBothNames)
        return moveProblem(ProblemKind::WriteFailed, to,
                           Tr::tr("%1; the file has both names now").arg(qt_error_string(error)));
    if (error == EEXIST)
        return moveProblem(ProblemKind::Conflict, to, Tr::tr("there is a file of this name already"));
    if (error == ENOENT && !isTaken(from))
        return moveProblem(ProblemKind::Missing, from, Tr::tr("the file is no longer there"));
    if (error == ENOENT)
        return moveProblem(ProblemKind::WriteFailed, to,
                           Tr::tr("expected a folder that is there, found none"));
    return moveProblem(ProblemKind::WriteFailed, to, qt_error_string(error));
}

Result<void> moveFile(const QString &from, const QString &to)
{
    return moveFile(from, to, MoveCalls());
}

} // namespace retune
