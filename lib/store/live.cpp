#include <retune/store/live.h>

#include <retune/store/storecore_p.h>

#include <algorithm>

namespace retune {

thread_local constinit LiveEntry *LiveSlot::t_entries = nullptr;
thread_local constinit std::size_t LiveSlot::t_count = 0;

/// Owns what `LiveSlot::t_entries` points at, and frees it when its thread ends.
struct LiveEntries
{
    LiveEntries() = default;
    LiveEntries(const LiveEntries &) = delete;
    LiveEntries &operator=(const LiveEntries &) = delete;
    ~LiveEntries()
    {
        LiveSlot::t_entries = nullptr;
        LiveSlot::t_count = 0;
    }

    LiveEntry &at(std::size_t index)
    {
        if (index >= m_entries.size()) {
            m_entries.resize(std::max(index + 1, m_entries.size() * 2));
            LiveSlot::t_entries = m_entries.data();
            LiveSlot::t_count = m_entries.size();
        }
        return m_entries[index];
    }

private:
    std::vector<LiveEntry> m_entries;
};

LiveSlot::~LiveSlot()
{
    m_core->removeSlot(*this);
}

const void *LiveSlot::refreshed() const
{
    static thread_local LiveEntries entries;
    return m_core->refreshed(*this, entries.at(m_index));
}

std::optional<Problem> LiveSlot::problem() const
{
    return m_core->problemOf(*this);
}

Origin LiveSlot::origin() const
{
    return m_core->originOf(*this);
}

} // namespace retune
