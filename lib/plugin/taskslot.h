#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace retune {

/// One version of the code of a task, as far as its turn is concerned. Like `TaskSlot` it uses no part of Qt, so that
/// ThreadSanitizer sees all of the swap.
class TaskVersion
{
public:
    TaskVersion() = default;
    TaskVersion(const TaskVersion &) = delete;
    TaskVersion &operator=(const TaskVersion &) = delete;
    virtual ~TaskVersion() = default;

    /// Takes what the version before has to hand over. Called once, before the first call and while neither version is in
    /// one. Throws where it cannot go on from there; the other one stays then.
    virtual void takeOverFrom(TaskVersion &before) = 0;
};

/// Something that happened to a version.
struct TaskTurn
{
    enum class Event {
        TookOver, ///< it is the one that is called now
        Refused,  ///< it threw when it was to take over: the one before goes on
        Reverted, ///< it failed on trial: the one before is called again, with what it had left then
        Retired   ///< it is called no more, and no other takes its place
    };

    Event event;
    std::shared_ptr<TaskVersion> version;
    std::shared_ptr<TaskVersion> live; ///< the one that is called from now on; null for none
    std::exception_ptr reason;         ///< of a refusal, or of the failure on trial
};

/// The place of a task: the version that is called, the one that waits for its turn, and the one to go back to. A new version
/// takes over between two calls, so that no call runs half in one and half in the other; it is on trial for its first
/// calls. One call at a time. Any thread.
class TaskSlot
{
public:
    /// Told of every turn in the thread that brings it about: in their order, before the version whose turn it is is called, and
    /// so while nobody can call. What asks for a call from there is nested. Must not throw.
    using Listener = std::function<void(const TaskTurn &)>;
    enum class CallEnd {
        Called,
        Reverted, ///< called, and given up for its failure
        NotLive,  ///< there is no version to call
        Nested    ///< this very thread is in a call or a turn of the task: it would wait for itself
    };

    /// A version that fails within its first `trialCalls` calls is given up for the one before; 0: never.
    TaskSlot(int trialCalls, Listener listener);

    /// Lets `next` take over: at once, or when the call that is under way ends. Never waits for a call. The last offer
    /// counts.
    void offer(std::shared_ptr<TaskVersion> next);
    /// Ends the task in the same way. What is offered after it takes nothing over from what was live.
    void retire();

    /// Calls `function(TaskVersion &)` with the version whose turn it is, in this thread; waits for a call that another
    /// thread makes. The function returns why the code failed, null where it did what it should.
    template<typename Function>
    CallEnd call(Function &&function)
    {
        if (isHeldHere())
            return CallEnd::Nested;
        CallEnd end = CallEnd::NotLive;
        {
            const Hold hold(*this, std::unique_lock(m_calling));
            takeOver();
            if (m_live)
                end = judged(std::exception_ptr(function(*m_live)));
        }
        takeOffer();
        return end;
    }

private:
    /// A call or a turn is under way in this thread. Its end lets go of the versions that are needed no more when the next call
    /// may begin already: to destroy one may take long.
    class Hold
    {
    public:
        Hold(TaskSlot &slot, std::unique_lock<std::mutex> lock);
        ~Hold();
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;

    private:
        TaskSlot &m_slot;
        std::unique_lock<std::mutex> m_lock;
    };

    bool isHeldHere() const { return m_holder == std::this_thread::get_id(); }
    bool hasOffer();
    void takeOffer();
    void takeOver();
    void setLive(std::shared_ptr<TaskVersion> next);
    void end();
    CallEnd judged(std::exception_ptr failure);
    void letGo(std::shared_ptr<TaskVersion> &version);

    const int m_trialCalls;
    const Listener m_listener;
    std::atomic<std::thread::id> m_holder{};

    std::mutex m_calling; // held during a call and a turn; guards these
    std::shared_ptr<TaskVersion> m_live;
    std::shared_ptr<TaskVersion>
        m_proven; ///< the one to go back to; there is one for as long as `m_live` is on trial
    int m_trialLeft = 0;
    std::vector<std::shared_ptr<TaskVersion>> m_released;

    std::mutex m_offering; // never held for long; guards these
    bool m_isRetiring = false;
    std::shared_ptr<TaskVersion> m_offer;
};

} // namespace retune
