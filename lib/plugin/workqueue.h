#pragma once

#include <QtCore/QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace retune {

/// A thread that does one piece of work after another. Each is for a file, and a newer one for that file takes the place of the
/// one before: what has not begun never does, what has is asked to stop. Any thread.
class WorkQueue
{
public:
    /// What takes long looks whether it is asked to stop.
    using Work = std::function<void(const std::stop_token &)>;

    WorkQueue();
    /// Drops everything, and waits for what has begun.
    ~WorkQueue();

    void add(const QString &file, Work work);
    /// These do not wait for what has begun.
    void drop(const QString &file);
    void dropAll();
    /// Waits until nothing is left to do. False after `timeout`; a negative one waits as long as it takes.
    bool waitUntilIdle(std::chrono::milliseconds timeout) const;

private:
    struct Item
    {
        QString file;
        Work work;
    };

    void run();

    mutable std::mutex m_mutex; // guards what follows
    mutable std::condition_variable m_changed;
    std::deque<Item> m_items;
    std::optional<QString> m_current;          ///< the file whose work has begun
    std::stop_source m_stop{std::nostopstate}; ///< of that work
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace retune
