#include <retune/watch/watcher.h>

#ifdef Q_OS_LINUX
#    include <QtCore/QFile>

#    include <cerrno>
#    include <csignal>

#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

namespace retune {

#ifdef Q_OS_LINUX

namespace {

WriterPresence askForLease(int descriptor)
{
    struct stat status;
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return WriterPresence::Unknown;
    // A writer that opens the file meanwhile sends a signal, and SIGIO would end the process. SIGURG is ignored unless
    // someone asks for it.
    if (::fcntl(descriptor, F_SETSIG, SIGURG) != 0)
        return WriterPresence::Unknown;
    if (::fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0)
        return errno == EAGAIN ? WriterPresence::Writing : WriterPresence::Unknown;
    ::fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return WriterPresence::None;
}

} // namespace

WriterPresence writerPresence(const QString &file)
{
    const int descriptor =
        ::open(QFile::encodeName(file).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return WriterPresence::Unknown;
    const WriterPresence presence = askForLease(descriptor);
    ::close(descriptor);
    return presence;
}

#else

WriterPresence writerPresence(const QString &)
{
    return WriterPresence::Unknown;
}

#endif

} // namespace retune
