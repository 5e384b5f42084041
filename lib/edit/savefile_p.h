#pragma once

#include <retune/edit/savefile.h>

#include <QtCore/qglobal.h>

#ifdef Q_OS_UNIX
#    include <functional>
#    include <sys/types.h>
#endif

namespace retune {

/// The save for systems without POSIX: compares, then renames (QSaveFile). What another program writes between the two
/// is lost. Built everywhere, so that it cannot rot unseen.
Result<Saved> saveFilePortably(const QString &path, const QByteArray &bytes,
                               const std::optional<QByteArray> &seen, InPlace inPlace);

#ifdef Q_OS_UNIX

/// The system calls of a save that can fail at the worst moment. Tests put others in their place: to fail, to be cut
/// short, to end the process, or to let another program write just before. All return as the system's own do.
struct SystemCalls
{
    std::function<ssize_t(int file, void *bytes, size_t size)> read;
    std::function<ssize_t(int file, const void *bytes, size_t size)> write;
    std::function<int(int file)> sync;
    std::function<int(int file, off_t size)> truncate;
    /// renameat2 inside one folder; sets ENOSYS for flags that the system does not have.
    std::function<int(int folder, const char *from, const char *to, unsigned flags)> rename;
    /// linkat inside one folder.
    std::function<int(int folder, const char *from, const char *to)> link;

    SystemCalls();
};

/// The flags of SystemCalls::rename, with the values of Linux.
constexpr unsigned renameNoReplace = 1;
constexpr unsigned renameExchange = 2;

Result<Saved> saveFile(const QString &path, const QByteArray &bytes, const std::optional<QByteArray> &seen,
                       InPlace inPlace, const SystemCalls &calls);

#endif

} // namespace retune
