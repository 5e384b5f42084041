#pragma once

#include "timing.h"

#include <QtCore/QTimer>

#include <functional>
#include <vector>

namespace retune {

/// How long an event loop was kept from its user.
struct Pause
{
    /// Without the time that the thread could have run but other programs had the processors, where the system tells it
    /// (Linux): that says something of the machine alone.
    Milliseconds own{};
    Milliseconds whole{};
};

/// A stopwatch for what this thread does.
class PauseWatch
{
public:
    PauseWatch();
    Pause elapsed() const;

private:
    Monotonic::time_point m_begin;
    Milliseconds m_waited;
};

/// A timer in the thread that makes it, which is to beat every few milliseconds.
class Heartbeat
{
public:
    /// The longest times between two beats while events were handled until `isDone`.
    Pause longestPause(const std::function<bool()> &isDone);
    /// The own times between all beats of the last measurement.
    const std::vector<Milliseconds> &pauses() const { return m_pauses; }

private:
    QTimer m_timer;
    std::vector<Milliseconds> m_pauses;
};

} // namespace retune
