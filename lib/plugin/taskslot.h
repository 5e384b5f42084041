#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
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
    std::exception_ptr reason;         ///< of a refusal
};

/// The place of a task: the version that is called, the one that waits for its turn, and the one to go back to. A new version
/// takes over between two calls, so that no call runs half in one and half in the other; it is on trial for its first
/// calls. One call at a time. Any thread.
class TaskSlot
{
public:
    /// Told of every turn, after it, in the thread that brought it about, and with no lock held.
    using Listener = std::function<void(const TaskTurn &)>;
    enum class CallEnd {
        Called,
        NotLive, ///< there is no version to call
        Nested   ///< the task is being called by this very thread: it would wait for itself
    };

    /// A version that fails within its first `trialCalls` calls is given up for the one before.
    TaskSlot(int trialCalls, Listener listener);

    /// Lets `next` take over: at once, or when the call that is under way ends. Never waits for a call. The last offer
    /// counts.
    void offer(std::shared_ptr<TaskVersion> next);
    /// Ends the task in the same way.
    void retire() { offer(nullptr); }

    /// Calls `function(TaskVersion &)` with the version whose turn it is, in this thread; waits for a call that another
    /// thread makes. It returns whether the code did what it should, and must not throw.
    template<typename Function>
    CallEnd call(Function &&function)
    {
        if (m_caller == std::this_thread::get_id())
            return CallEnd::Nested;
        Turns turns;
        bool isLive = false;
        {
            const std::lock_guard lock(m_calling);
            takeOver(turns);
            isLive = m_live != nullptr;
            if (isLive) {
                m_caller = std::this_thread::get_id();
                const bool isFine = function(*m_live);
                m_caller = std::thread::id();
                judge(isFine, turns);
            }
        }
        tell(turns);
        takeOffer();
        return isLive ? CallEnd::Called : CallEnd::NotLive;
    }

private:
    /// Versions are let go with these, when no lock is held: to destroy one may take long.
    using Turns = std::vector<TaskTurn>;

    void takeOffer();
    void takeOver(Turns &turns);
    void judge(bool isFine, Turns &turns);
    void tell(const Turns &turns) const;

    const int m_trialCalls;
    const Listener m_listener;
    std::atomic<std::thread::id> m_caller{};

    std::mutex m_calling; // held during a call and a turn; guards these
    std::shared_ptr<TaskVersion> m_live;
    std::shared_ptr<TaskVersion> m_proven; ///< the one to go back to while `m_live` is on trial
    int m_trialLeft = 0;

    std::mutex m_offering; // never held for long; guards these
    std::optional<std::shared_ptr<TaskVersion>> m_offer;
    std::atomic<bool> m_hasOffer{false};
};

} // namespace retune
