#include <retune/store/promptthread_p.h>

#include <QtCore/QSysInfo>
#include <QtCore/QVersionNumber>
#include <QtTest/QTest>

#include <functional>
#include <thread>

#ifdef Q_OS_LINUX
#    include <pthread.h>
#    include <sched.h>
#    include <sys/syscall.h>
#    include <unistd.h>
#endif

using namespace retune;

#ifdef Q_OS_LINUX

namespace {

/// The first fields of what sched_getattr(2) tells of the calling thread.
struct Scheduling
{
    quint32 size = 0;
    quint32 policy = 0;
    quint64 flags = 0;
    qint32 nice = 0;
    quint32 priority = 0;
    quint64 runtime = 0;
    quint64 deadline = 0;
    quint64 period = 0;

    static Scheduling now()
    {
        Scheduling scheduling;
        if (::syscall(SYS_sched_getattr, 0, &scheduling, sizeof scheduling, 0) != 0)
            return {};
        return scheduling;
    }
};

/// Does it in a thread that ends with it, so that the test's own stays as it is.
void inThread(const std::function<void()> &function)
{
    std::thread(function).join();
}

} // namespace

#endif

/// What the thread of a store's engine asks the system for.
class TestPromptThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("there is nothing to ask for on this system");
#endif
    }

#ifdef Q_OS_LINUX
    void theThreadHasItsName()
    {
        char name[16] = {};
        inThread([&] {
            makePromptThread("prompt");
            ::pthread_getname_np(::pthread_self(), name, sizeof name);
        });
        QCOMPARE(QByteArray(name), QByteArray("prompt"));
    }

    void itsTimeSliceIsShort()
    {
        Scheduling before;
        Scheduling after;
        inThread([&] {
            before = Scheduling::now();
            makePromptThread("prompt");
            after = Scheduling::now();
        });
        QCOMPARE(after.policy, before.policy);
        QCOMPARE(after.nice, before.nice);
        if (QVersionNumber::fromString(QSysInfo::kernelVersion()) < QVersionNumber(6, 12))
            QSKIP("this Linux knows no time slices of a thread's own");
        QCOMPARE(after.runtime, quint64(100'000));
        QVERIFY(before.runtime != after.runtime);
    }

    void aThreadOfAnotherPolicyIsLeftAlone()
    {
        Scheduling before;
        Scheduling after;
        inThread([&] {
            const sched_param none = {};
            ::pthread_setschedparam(::pthread_self(), SCHED_BATCH, &none);
            before = Scheduling::now();
            makePromptThread("prompt");
            after = Scheduling::now();
        });
        QCOMPARE(before.policy, quint32(SCHED_BATCH));
        QCOMPARE(after.policy, before.policy);
        QCOMPARE(after.runtime, before.runtime);
    }
#endif
};

QTEST_GUILESS_MAIN(TestPromptThread)
#include "tst_promptthread.moc"
