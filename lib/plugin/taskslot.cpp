#include <retune/plugin/taskslot.h>

#include <utility>

namespace retune {

TaskSlot::TaskSlot(int trialCalls, Listener listener)
    : m_trialCalls(trialCalls)
    , m_listener(std::move(listener))
{}

void TaskSlot::offer(std::shared_ptr<TaskVersion> next)
{
    {
        const std::lock_guard lock(m_offering);
        m_offer.emplace().swap(next); // an offer that was not taken dies outside of the lock
        m_hasOffer = true;
    }
    takeOffer();
}

/// Whoever leaves a call comes here after it has let go, so an offer that finds a call under way is not forgotten.
void TaskSlot::takeOffer()
{
    while (m_hasOffer) {
        Turns turns;
        {
            const std::unique_lock lock(m_calling, std::try_to_lock);
            if (!lock)
                return;
            takeOver(turns);
        }
        tell(turns);
    }
}

void TaskSlot::takeOver(Turns &turns)
{
    std::optional<std::shared_ptr<TaskVersion>> offer;
    {
        const std::lock_guard lock(m_offering);
        offer.swap(m_offer);
        m_hasOffer = false;
    }
    if (!offer)
        return;
    const std::shared_ptr<TaskVersion> next = *std::move(offer);
    if (!next) {
        if (m_live)
            turns.push_back({TaskTurn::Event::Retired, std::exchange(m_live, nullptr), nullptr, {}});
        m_proven.reset();
        return;
    }
    if (m_live) {
        try {
            next->takeOverFrom(*m_live);
        } catch (...) {
            turns.push_back({TaskTurn::Event::Refused, next, m_live, std::current_exception()});
            return;
        }
    }
    // One that is on trial itself is nothing to go back to.
    if (m_trialLeft == 0 || !m_proven)
        m_proven = m_live;
    m_live = next;
    m_trialLeft = m_proven ? m_trialCalls : 0;
    turns.push_back({TaskTurn::Event::TookOver, next, next, {}});
}

void TaskSlot::judge(bool isFine, Turns &turns)
{
    if (m_trialLeft == 0)
        return;
    if (!isFine) {
        m_trialLeft = 0;
        const auto failed = std::exchange(m_live, std::exchange(m_proven, nullptr));
        turns.push_back({TaskTurn::Event::Reverted, failed, m_live, {}});
    } else if (--m_trialLeft == 0) {
        m_proven.reset();
    }
}

void TaskSlot::tell(const Turns &turns) const
{
    for (const TaskTurn &turn : turns)
        m_listener(turn);
}

} // namespace retune
