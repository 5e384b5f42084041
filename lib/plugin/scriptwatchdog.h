#pragma once

#include <QtCore/QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace retune {

/// Interrupts calls that take too long or too much memory: one thread for all scripts of a host, which looks every 10 ms while
/// there are calls, and sleeps soon after the last.
class ScriptWatchdog
{
public:
    using Clock = std::chrono::steady_clock;
    enum class End : quint8 { InTime, OutOfTime, OutOfMemory };

    ScriptWatchdog(std::chrono::milliseconds timeLimit, qsizetype memoryLimit);
    /// Every watch has to be gone.
    ~ScriptWatchdog();

    /// Watches the calls of one engine. `begin` and `end` are for the thread that calls, and cost some tens of nanoseconds.
    class Watch
    {
    public:
        /// `interrupt` is called from the watchdog's thread with true, and from the calling one with false to undo that.
        Watch(ScriptWatchdog &watchdog, std::function<void(bool)> interrupt);
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

        void begin();
        /// Once it has returned, nothing interrupts.
        End end();

    private:
        friend class ScriptWatchdog;

        ScriptWatchdog &m_watchdog;
        const std::function<void(bool)> m_interrupt;
        std::atomic<qint64> m_begun{0}; ///< when, in nanoseconds; or one of the constants in the source
        qint64 m_measured = 0;          ///< the call whose memory is measured; for the watchdog alone
        qint64 m_memoryAtFirst = 0;
    };

private:
    void run();
    bool look(Clock::time_point now);
    void look(Watch &watch, qint64 begun, Clock::time_point now);
    void wake();

    const std::chrono::milliseconds m_timeLimit;
    const qint64 m_memoryLimit;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::vector<Watch *> m_watches;
    bool m_isEnding = false;
    std::atomic<bool> m_isAsleep{false};
    std::thread m_thread;
};

} // namespace retune
