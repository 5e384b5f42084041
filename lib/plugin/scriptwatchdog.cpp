#include <retune/plugin/scriptwatchdog.h>

#include <QtCore/QFile>

#include <algorithm>
#include <unistd.h>

namespace retune {

namespace {

using namespace std::chrono_literals;

constexpr auto tick = 10ms;
constexpr auto restAfter = 100ms; // so that it sleeps between the calls of who calls each second

// What stands in place of the time of a call: there is none, it is being interrupted, or it was.
constexpr qint64 noCall = 0;
constexpr qint64 interrupting = -1;
constexpr qint64 outOfTime = -2;
constexpr qint64 outOfMemory = -3;

qint64 nanoseconds(ScriptWatchdog::Clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// The bytes of memory this process has in use; 0 where the system does not tell.
qint64 residentMemory()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QFile::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    static const qint64 pageSize = ::sysconf(_SC_PAGESIZE);
    return pages.size() > 1 ? pages[1].toLongLong() * pageSize : 0;
}

} // namespace

ScriptWatchdog::ScriptWatchdog(std::chrono::milliseconds timeLimit, qsizetype memoryLimit)
    : m_timeLimit(timeLimit)
    , m_memoryLimit(memoryLimit)
    , m_thread([this] { run(); })
{}

ScriptWatchdog::~ScriptWatchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_wake.notify_one();
    }
    m_thread.join();
}

ScriptWatchdog::Watch::Watch(ScriptWatchdog &watchdog, std::function<void(bool)> interrupt)
    : m_watchdog(watchdog)
    , m_interrupt(std::move(interrupt))
{
    const std::lock_guard lock(m_watchdog.m_mutex);
    m_watchdog.m_watches.push_back(this);
}

ScriptWatchdog::Watch::~Watch()
{
    const std::lock_guard lock(m_watchdog.m_mutex);
    std::erase(m_watchdog.m_watches, this);
}

void ScriptWatchdog::Watch::begin()
{
    m_begun = nanoseconds(Clock::now());
    if (m_watchdog.m_isAsleep) // read after `m_begun` is written; the watchdog does it the other way round
        m_watchdog.wake();
}

ScriptWatchdog::End ScriptWatchdog::Watch::end()
{
    qint64 begun = m_begun;
    if (begun > noCall && m_begun.compare_exchange_strong(begun, noCall))
        return End::InTime;
    while ((begun = m_begun) == interrupting)
        std::this_thread::
            yield(); // it has begun to interrupt: what it does is to be undone, and so has to be over
    m_interrupt(false);
    m_begun = noCall;
    return begun == outOfMemory ? End::OutOfMemory : End::OutOfTime;
}

void ScriptWatchdog::wake()
{
    const std::lock_guard lock(m_mutex);
    m_isAsleep = false;
    m_wake.notify_one();
}

void ScriptWatchdog::run()
{
    std::unique_lock lock(m_mutex);
    Clock::time_point lastCall = Clock::now();
    while (!m_isEnding) {
        const auto now = Clock::now();
        if (look(now))
            lastCall = now;
        if (now - lastCall < restAfter) {
            m_wake.wait_for(lock, tick);
            continue;
        }
        m_isAsleep = true;
        if (!look(now)) // a call that began before it could know
            m_wake.wait(lock, [this] { return m_isEnding || !m_isAsleep; });
        m_isAsleep = false;
        lastCall = Clock::now();
    }
}

/// Whether there is a call.
bool ScriptWatchdog::look(Clock::time_point now)
{
    bool isCalled = false;
    for (Watch *watch : m_watches) {
        const qint64 begun = watch->m_begun;
        if (begun <= noCall)
            continue;
        isCalled = true;
        look(*watch, begun, now);
    }
    return isCalled;
}

void ScriptWatchdog::look(Watch &watch, qint64 begun, Clock::time_point now)
{
    qint64 verdict = noCall;
    if (nanoseconds(now) - begun > std::chrono::nanoseconds(m_timeLimit).count())
        verdict = outOfTime;
    const qint64 memory = residentMemory();
    if (std::exchange(watch.m_measured, begun) != begun)
        watch.m_memoryAtFirst = memory;
    else if (memory - watch.m_memoryAtFirst > m_memoryLimit)
        verdict = outOfMemory;
    if (verdict == noCall || !watch.m_begun.compare_exchange_strong(begun, interrupting))
        return;
    watch.m_interrupt(true);
    watch.m_begun = verdict;
}

} // namespace retune
