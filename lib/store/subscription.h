#pragma once

#include <retune/store/reload.h>

#include <functional>
#include <memory>

namespace retune {

/// The keys of one file that changed with one revision, as far as a subscription asked for them.
struct KeyChanges
{
    quint64 revision = 0;
    QString file;
    /// Never empty. Where a table or list above the key became a scalar, or was one, that is the change.
    QList<Change> changes;
};

using KeyListener = std::function<void(const KeyChanges &)>;

/// Runs a function where it is wanted: in another thread, in a pool, in an event loop. Gets each call of a listener, from the
/// store's thread, and should not wait there. Where it throws, the call is lost, and that is told by `Store::callFailed`.
using Executor = std::function<void(std::function<void()>)>;

/// An executor for the thread that `context` lives in, which needs an event loop. `context` has to outlive what it is given
/// to.
Executor inThreadOf(QObject *context);

/// A place where changes are told. Destroying or cancelling it ends that: once `cancel` has returned, no call is made and
/// none is under way, unless it was called from the listener itself. Calls of one subscription never overlap.
/// It may outlive the store, which tells nothing once it is closed. Any thread.
class Subscription
{
public:
    Subscription() = default;
    ~Subscription() { cancel(); }
    Subscription(Subscription &&other) noexcept = default;
    Subscription &operator=(Subscription &&other) noexcept;

    /// Waits for a call that is under way in another thread; holding a lock that the listener takes is a dead-lock.
    void cancel();

private:
    friend class Subscriptions;
    class State;
    explicit Subscription(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {}

    std::shared_ptr<State> m_state;
};

/// All subscriptions of a store. Any thread.
class Subscriptions
{
public:
    /// `failed` is told what a listener threw, in the thread of the call, and what an executor threw.
    explicit Subscriptions(std::function<void(const Problem &)> failed = {});
    /// Cancels all of them.
    ~Subscriptions();
    Subscriptions(const Subscriptions &) = delete;
    Subscriptions &operator=(const Subscriptions &) = delete;

    /// `key` is where the subtree of interest begins; the empty path is the whole file.
    Subscription add(const QString &file, const KeyPath &key, KeyListener listener, Executor executor);
    /// Whether there is nobody to tell.
    bool isEmpty() const;
    /// Tells every subscription what it asked for.
    void tell(const Reload &reload);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace retune
