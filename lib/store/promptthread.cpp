#include <retune/store/promptthread_p.h>

#include <QtCore/QtGlobal>

#ifdef Q_OS_LINUX
#    include <pthread.h>
#    include <sys/syscall.h>
#    include <unistd.h>
#endif

namespace retune {

#ifdef Q_OS_LINUX

namespace {

/// As in sched_setattr(2), which the C library of Debian 12 does not declare.
struct SchedulingAttributes
{
    quint32 size = sizeof(SchedulingAttributes);
    quint32 policy = 0;
    quint64 flags = 0;
    qint32 nice = 0;
    quint32 priority = 0;
    quint64 runtime = 0; // of an ordinary thread: its time slice in nanoseconds, since Linux 6.12
    quint64 deadline = 0;
    quint64 period = 0;
};

constexpr quint32 ordinaryPolicy = 0; // SCHED_OTHER
constexpr quint64 shortestSlice = 100'000;

/// A save is several events, the first of which wake the thread too early. For that time it is let in before a busy thread; for
/// the last event, a moment later, it waits until the slice of the other is over, up to 4 ms, unless its own slice is shorter.
void askForShortSlices()
{
    SchedulingAttributes attributes;
    if (::syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0 ||
        attributes.policy != ordinaryPolicy)
        return;
    attributes.runtime = shortestSlice;
    static_cast<void>(::syscall(SYS_sched_setattr, 0, &attributes, 0));
}

} // namespace

void makePromptThread(const char *name)
{
    static_cast<void>(::pthread_setname_np(::pthread_self(), name));
    askForShortSlices();
}

#else

void makePromptThread(const char *) {}

#endif

} // namespace retune
