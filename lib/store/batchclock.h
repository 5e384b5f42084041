#pragma once

#include <retune/store/filemachine.h>

namespace retune {

/// When waiting changes become one revision: the first after some quiet at once, those that come soon after it together.
/// Pure: time is handed in.
class BatchClock
{
public:
    using Time = FileState::Time;

    explicit BatchClock(const Timing &timing)
        : m_timing(timing)
    {}

    /// A change waits to be published.
    void added(Time now)
    {
        if (m_first == Time::max())
            m_first = now;
        m_last = now;
    }

    /// When to publish what waits; the greatest time where nothing does.
    Time due() const
    {
        if (m_first == Time::max())
            return Time::max();
        const bool wasQuiet = !m_hasPublished || m_first - m_published >= m_timing.batchQuiet;
        return wasQuiet ? m_first : std::min(m_last + m_timing.batchQuiet, m_first + m_timing.batchLimit);
    }

    /// Everything that waited was published.
    void published(Time now)
    {
        m_published = now;
        m_hasPublished = true;
        cancelled();
    }

    /// Nothing waits any more.
    void cancelled() { m_first = Time::max(); }

private:
    Timing m_timing;
    Time m_first = Time::max();
    Time m_last{};
    Time m_published{};
    bool m_hasPublished = false;
};

} // namespace retune
