#include <retune/watch/settlingpaths.h>

namespace retune {

void SettlingPaths::add(const QString &path, Clock::time_point now)
{
    if (m_paths.contains(path))
        return;
    m_paths.insert(path);
    m_queue.push_back({path, now + m_settle});
}

std::optional<SettlingPaths::Clock::time_point> SettlingPaths::nextDue() const
{
    return m_queue.empty() ? std::nullopt : std::optional(m_queue.front().due);
}

QStringList SettlingPaths::takeDue(Clock::time_point now)
{
    QStringList settled;
    while (!m_queue.empty() && m_queue.front().due <= now) {
        settled.append(m_queue.front().path);
        m_paths.remove(m_queue.front().path);
        m_queue.pop_front();
    }
    return settled;
}

} // namespace retune
