#include <retune/watch/signature_p.h>

#include <cstdlib>
#include <time.h>

namespace retune {

namespace {

constexpr qint64 nanosecondsPerSecond = 1'000'000'000;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * nanosecondsPerSecond + time.tv_nsec;
}

} // namespace

bool Signature::isYounger(std::chrono::milliseconds limit) const
{
    timespec now = {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const qint64 age = nanoseconds(now) - changed;
    return exists() && std::abs(age) < std::chrono::nanoseconds(limit).count();
}

Signature signatureFrom(const struct stat &status)
{
    return {status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim),
            nanoseconds(status.st_ctim)};
}

Signature signatureOf(const QByteArray &path)
{
    struct stat status = {};
    return ::stat(path.constData(), &status) == 0 ? signatureFrom(status) : Signature();
}

} // namespace retune
