#include <retune/plugin/workqueue.h>

#include <algorithm>

namespace retune {

WorkQueue::WorkQueue()
    : m_thread([this] { run(); })
{}

WorkQueue::~WorkQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_items.clear();
        m_stop.request_stop();
        m_changed.notify_all();
    }
    m_thread.join();
}

void WorkQueue::add(const QString &file, Work work)
{
    const std::lock_guard lock(m_mutex);
    if (m_current == file)
        m_stop.request_stop();
    const auto waiting =
        std::find_if(m_items.begin(), m_items.end(), [&](const Item &item) { return item.file == file; });
    if (waiting != m_items.end())
        waiting->work = std::move(work);
    else
        m_items.push_back({file, std::move(work)});
    m_changed.notify_all();
}

void WorkQueue::drop(const QString &file)
{
    const std::lock_guard lock(m_mutex);
    if (m_current == file)
        m_stop.request_stop();
    std::erase_if(m_items, [&](const Item &item) { return item.file == file; });
    m_changed.notify_all();
}

void WorkQueue::dropAll()
{
    const std::lock_guard lock(m_mutex);
    m_stop.request_stop();
    m_items.clear();
    m_changed.notify_all();
}

bool WorkQueue::waitUntilIdle(std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    const auto isIdle = [this] { return m_items.empty() && !m_current; };
    if (timeout.count() >= 0)
        return m_changed.wait_for(lock, timeout, isIdle);
    m_changed.wait(lock, isIdle);
    return true;
}

void WorkQueue::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_items.empty(); });
        if (m_isEnding)
            return;
        m_current = m_items.front().file;
        m_stop = std::stop_source();
        {
            const Work work = std::move(m_items.front().work);
            m_items.pop_front();
            const std::stop_token stop = m_stop.get_token();
            lock.unlock();
            work(stop);
        }
        lock.lock();
        m_current.reset();
        m_changed.notify_all();
    }
}

} // namespace retune
