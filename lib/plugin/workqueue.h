#pragma once

#include <QtCore/QString>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace retune {

/// A thread that does one piece of work after another. Each is for a file, and a newer one for that file takes the place of one
/// that has not begun. Any thread.
class WorkQueue
{
public:
    /// What takes long looks whether it is asked to stop, which happens at the queue's end.
    using Work = std::function<void(const std::stop_token &)>;

    WorkQueue();
    /// Drops what has not begun, and waits for what has.
    ~WorkQueue();

    void add(const QString &file, Work work);
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
    bool m_isBusy = false;
    std::stop_source m_stop;
    std::thread m_thread;
};

} // namespace retune
