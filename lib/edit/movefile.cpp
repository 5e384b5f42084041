#include <retune/edit/movefile.h>

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

/// For a system that cannot do it in one step.
int moveInTwoSteps(const QByteArray &from, const QByteArray &to)
{
#ifdef Q_OS_UNIX
    if (::linkat(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), 0) == 0)
        return ::unlink(from.constData());
    if (errno == EEXIST || errno == ENOENT)
        return -1;
#endif
    if (isTaken(QFile::decodeName(to))) {
        errno = EEXIST;
        return -1;
    }
    return std::rename(from.constData(), to.constData());
}

int moveWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
#if defined(Q_OS_LINUX) && defined(RENAME_NOREPLACE)
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
#endif
    return moveInTwoSteps(from, to);
}

} // namespace

Result<void> moveFile(const QString &from, const QString &to)
{
    if (moveWithoutReplacing(QFile::encodeName(from), QFile::encodeName(to)) == 0)
        return {};
    const int error = errno;
    if (error == EEXIST)
        return moveProblem(ProblemKind::Conflict, to, Tr::tr("there is a file of this name already"));
    if (error == ENOENT && !isTaken(from))
        return moveProblem(ProblemKind::Missing, from, Tr::tr("the file is no longer there"));
    if (error == ENOENT)
        return moveProblem(ProblemKind::WriteFailed, to,
                           Tr::tr("expected a folder that is there, found none"));
    return moveProblem(ProblemKind::WriteFailed, to, qt_error_string(error));
}

} // namespace retune
