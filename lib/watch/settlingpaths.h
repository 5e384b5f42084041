#pragma once

#include <retune/watch/watcher.h>

#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <deque>
#include <optional>

namespace retune {

/// Holds back each path for a settle time, counted from its first mention, so that a burst becomes one change. Knows no
/// clock: times are handed in, and never run backwards.
class SettlingPaths
{
public:
    using Clock = Watcher::Clock;

    explicit SettlingPaths(std::chrono::milliseconds settle)
        : m_settle(settle)
    {}

    void add(const QString &path, Clock::time_point now);
    /// When the next path has settled.
    std::optional<Clock::time_point> nextDue() const;
    /// Gives each path that has settled, and forgets it.
    QStringList takeDue(Clock::time_point now);

private:
    struct Entry
    {
        QString path;
        Clock::time_point due;
    };

    std::chrono::milliseconds m_settle;
    std::deque<Entry> m_queue; ///< in the order of mention, which is that of falling due
    QSet<QString> m_paths;
};

} // namespace retune
