#include <retune/edit/posixfile.h>

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>

namespace retune {

namespace {

int renameInFolder(int folder, const char *from, const char *to, unsigned flags)
{
    if (flags == 0)
        return ::renameat(folder, from, folder, to);
#ifdef Q_OS_LINUX
    return ::renameat2(folder, from, folder, to, flags);
#else
    errno = ENOSYS;
    return -1;
#endif
}

} // namespace

SystemCalls::SystemCalls()
    : read(::read)
    , write(::write)
    , sync(::fsync)
    , truncate(::ftruncate)
    , rename(renameInFolder)
    , link([](int folder, const char *from, const char *to) { return ::linkat(folder, from, folder, to, 0); })
{}

Result<QByteArray, SystemError> readUpTo(const PosixFile &file, qsizetype limit, const SystemCalls &calls)
{
    constexpr qsizetype step = 1024 * 1024;
    QByteArray bytes;
    while (bytes.size() < limit) {
        const qsizetype done = bytes.size();
        bytes.resize(std::min(done + step, limit));
        const ssize_t count = calls.read(file.descriptor(), bytes.data() + done, size_t(bytes.size() - done));
        bytes.resize(done + std::max(count, ssize_t(0)));
        if (count == 0)
            break;
        if (count < 0 && errno != EINTR)
            return Unexpected{errno};
    }
    return bytes;
}

Result<void, SystemError> writeAll(const PosixFile &file, const QByteArray &bytes, const SystemCalls &calls)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count =
            calls.write(file.descriptor(), bytes.constData() + done, size_t(bytes.size() - done));
        if (count > 0)
            done += count;
        else if (count == 0)
            return Unexpected{ENOSPC}; // no system says so, but the loop has to end
        else if (errno != EINTR)
            return Unexpected{errno};
    }
    return {};
}

Result<void, SystemError> syncToDisk(const PosixFile &file, const SystemCalls &calls)
{
    while (calls.sync(file.descriptor()) != 0) {
        if (errno != EINTR)
            return Unexpected{errno};
    }
    return {};
}

} // namespace retune
