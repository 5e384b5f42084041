#include <retune/store/subscription.h>

#include <retune/text/thrown.h>

#include <QtCore/QMetaObject>
#include <QtCore/QObject>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

namespace retune {

using FailureListener = std::function<void(const Problem &)>;

/// Held by the subscription, the store, and every call on its way through an executor.
class Subscription::State
{
public:
    State(QString file, KeyPath key, KeyListener listener, Executor executor,
          std::shared_ptr<const FailureListener> failed)
        : m_file(std::move(file))
        , m_key(std::move(key))
        , m_executor(std::move(executor))
        , m_failed(std::move(failed))
        , m_listener(std::move(listener))
    {}

    void cancel()
    {
        m_isCancelled = true; // before the wait: calls that have not begun need not
        KeyListener dying;    // what it holds dies outside of the lock
        const std::lock_guard lock(m_mutex);
        if (!m_isCalling)
            dying = std::exchange(m_listener, nullptr);
    }

    /// Whether nothing of it is left to wait for. Never waits: the store's thread asks, and must not have to wait for a
    /// listener in another one.
    bool isOver() const { return m_isCancelled && !m_isCalling; }

    /// What of a file's changes the listener wants to hear.
    QList<Change> wanted(const FileReload &reload) const
    {
        if (reload.path() != m_file)
            return {};
        const auto those = [&reload](auto isWanted) {
            QList<Change> found;
            std::copy_if(reload.changes.begin(), reload.changes.end(), std::back_inserter(found), isWanted);
            return found;
        };
        const QList<Change> below =
            those([this](const Change &change) { return change.path.startsWith(m_key); });
        if (!below.isEmpty() || !(holdsKey(reload.before) || holdsKey(reload.after)))
            return below;
        return those([this](const Change &change) { return m_key.startsWith(change.path); });
    }

    static void tell(const std::shared_ptr<State> &state, const KeyChanges &changes)
    {
        if (state->m_isCancelled)
            return;
        if (!state->m_executor)
            return state->call(changes);
        try {
            state->m_executor([state, changes] { state->call(changes); });
        } catch (...) {
            state->report(thrownText());
        }
    }

private:
    bool holdsKey(const SettingsFilePtr &file) const
    {
        return file && !file->document.isNull() && file->document.find(m_key);
    }

    /// The lock is held during the call, so that `cancel` in another thread waits for its end; it is recursive, so that the
    /// listener may cancel.
    void call(const KeyChanges &changes)
    {
        KeyListener dying; // as in `cancel`
        const std::lock_guard lock(m_mutex);
        if (m_isCancelled)
            return;
        m_isCalling = true;
        const auto thrown = callListener(changes);
        if (thrown)
            report(*thrown);
        m_isCalling = false; // the store waits for the telling too
        if (m_isCancelled)
            dying = std::exchange(m_listener, nullptr);
    }

    void report(const QString &thrown) const
    {
        if (!m_isCancelled && *m_failed) // whoever hears it may be gone once this is cancelled
            (*m_failed)({ProblemKind::Failure, m_file, {}, {}, thrown});
    }

    /// What the listener threw.
    std::optional<QString> callListener(const KeyChanges &changes) const
    {
        try {
            m_listener(changes);
            return std::nullopt;
        } catch (...) {
            return thrownText();
        }
    }

    const QString m_file;
    const KeyPath m_key;
    const Executor m_executor;
    const std::shared_ptr<const FailureListener> m_failed;
    std::atomic<bool> m_isCancelled{false};

    std::recursive_mutex m_mutex; // guards what follows
    KeyListener m_listener;
    std::atomic<bool> m_isCalling{false}; ///< written under the lock
};

Executor inThreadOf(QObject *context)
{
    return [context](std::function<void()> call) {
        QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
    };
}

Subscription &Subscription::operator=(Subscription &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void Subscription::cancel()
{
    if (const auto state = std::exchange(m_state, nullptr))
        state->cancel();
}

struct Subscriptions::Data
{
    std::shared_ptr<const FailureListener> failed;
    std::mutex mutex; // guards what follows
    std::vector<std::shared_ptr<Subscription::State>> all;

    std::vector<std::shared_ptr<Subscription::State>> current()
    {
        const std::lock_guard lock(mutex);
        std::erase_if(all, [](const auto &state) { return state->isOver(); });
        return all;
    }
};

Subscriptions::Subscriptions(FailureListener failed)
    : m_data(std::make_unique<Data>())
{
    m_data->failed = std::make_shared<const FailureListener>(std::move(failed));
}

Subscriptions::~Subscriptions()
{
    for (const auto &state : m_data->current())
        state->cancel();
}

Subscription Subscriptions::add(const QString &file, const KeyPath &key, KeyListener listener,
                                Executor executor)
{
    const auto state = std::make_shared<Subscription::State>(file, key, std::move(listener),
                                                             std::move(executor), m_data->failed);
    const std::lock_guard lock(m_data->mutex);
    m_data->all.push_back(state);
    return Subscription(state);
}

bool Subscriptions::isEmpty() const
{
    return m_data->current().empty();
}

void Subscriptions::tell(const Reload &reload)
{
    for (const auto &state : m_data->current()) {
        for (const FileReload &file : reload.files) {
            if (QList<Change> changes = state->wanted(file); !changes.isEmpty())
                Subscription::State::tell(state, {reload.revision, file.path(), std::move(changes)});
        }
    }
}

} // namespace retune
