#include "heartbeat.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <algorithm>

namespace retune {

namespace {

constexpr std::chrono::milliseconds interval{2};

/// How long this thread has waited for a processor so far; 0 where the system does not tell.
Milliseconds waitedForProcessor()
{
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return std::chrono::nanoseconds(file.readAll().simplified().split(' ').value(1).toLongLong());
}

} // namespace

PauseWatch::PauseWatch()
    : m_begin(Monotonic::now())
    , m_waited(waitedForProcessor())
{}

Pause PauseWatch::elapsed() const
{
    const Milliseconds whole = Monotonic::now() - m_begin;
    return {std::max(whole - (waitedForProcessor() - m_waited), Milliseconds()), whole};
}

Pause Heartbeat::longestPause(const std::function<bool()> &isDone)
{
    Pause longest;
    PauseWatch last;
    m_pauses.clear();
    const auto beat = [&] {
        const Pause pause = last.elapsed();
        longest = {std::max(longest.own, pause.own), std::max(longest.whole, pause.whole)};
        m_pauses.push_back(pause.own);
        last = PauseWatch();
    };
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    const auto connection = QObject::connect(&m_timer, &QTimer::timeout, &m_timer, beat);
    m_timer.start();
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    m_timer.stop();
    QObject::disconnect(connection);
    beat();
    return longest;
}

} // namespace retune
