#include <retune/plugin/taskslot.h>

#include <algorithm>
#include <utility>

namespace retune {

TaskSlot::TaskSlot(int trialCalls, Listener listener)
    : m_trialCalls(std::max(trialCalls, 0))
    , m_listener(std::move(listener))
{}

TaskSlot::Hold::Hold(TaskSlot &slot, std::unique_lock<std::mutex> lock)
    : m_slot(slot)
    , m_lock(std::move(lock))
{
    m_slot.m_holder = std::this_thread::get_id();
}

TaskSlot::Hold::~Hold()
{
    const auto released = std::exchange(m_slot.m_released, {});
    m_slot.m_holder = std::thread::id();
    m_lock.unlock();
}

void TaskSlot::offer(std::shared_ptr<TaskVersion> next)
{
    {
        const std::lock_guard lock(m_offering);
        m_offer.swap(next); // one that was not taken dies outside of the lock
    }
    takeOffer();
}

void TaskSlot::retire()
{
    std::shared_ptr<TaskVersion> untaken;
    {
        const std::lock_guard lock(m_offering);
        m_isRetiring = true;
        m_offer.swap(untaken);
    }
    takeOffer();
}

bool TaskSlot::hasOffer()
{
    const std::lock_guard lock(m_offering);
    return m_isRetiring || m_offer;
}

/// Whoever leaves a call comes here after it has let go, so an offer that finds a call under way is not forgotten.
void TaskSlot::takeOffer()
{
    while (!isHeldHere() && hasOffer()) {
        std::unique_lock lock(m_calling, std::try_to_lock);
        if (!lock)
            return;
        const Hold hold(*this, std::move(lock));
        takeOver();
    }
}

void TaskSlot::takeOver()
{
    std::shared_ptr<TaskVersion> offer;
    bool isRetiring = false;
    {
        const std::lock_guard lock(m_offering);
        offer.swap(m_offer);
        isRetiring = std::exchange(m_isRetiring, false);
    }
    if (isRetiring)
        end();
    if (!offer)
        return;
    if (m_live) {
        try {
            offer->takeOverFrom(*m_live);
        } catch (...) {
            m_listener({TaskTurn::Event::Refused, offer, m_live, std::current_exception()});
            return letGo(offer);
        }
    }
    setLive(std::move(offer));
}

void TaskSlot::setLive(std::shared_ptr<TaskVersion> next)
{
    // One that is on trial itself is nothing to go back to.
    if (m_proven || m_trialCalls == 0)
        letGo(m_live);
    else
        m_proven = std::move(m_live);
    m_live = std::move(next);
    m_trialLeft = m_trialCalls;
    m_listener({TaskTurn::Event::TookOver, m_live, m_live, {}});
}

void TaskSlot::end()
{
    letGo(m_proven);
    if (!m_live)
        return;
    m_listener({TaskTurn::Event::Retired, m_live, nullptr, {}});
    letGo(m_live);
}

TaskSlot::CallEnd TaskSlot::judged(std::exception_ptr failure)
{
    if (!m_proven)
        return CallEnd::Called;
    if (failure) {
        auto failed = std::exchange(m_live, std::move(m_proven));
        m_listener({TaskTurn::Event::Reverted, failed, m_live, std::move(failure)});
        letGo(failed);
        return CallEnd::Reverted;
    }
    if (--m_trialLeft == 0)
        letGo(m_proven);
    return CallEnd::Called;
}

/// The pointer is null after it.
void TaskSlot::letGo(std::shared_ptr<TaskVersion> &version)
{
    if (version)
        m_released.push_back(std::move(version));
}

} // namespace retune
