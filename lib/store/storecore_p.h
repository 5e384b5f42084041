#pragma once

#include <retune/store/filelook.h>
#include <retune/store/live.h>
#include <retune/store/loadprogress.h>
#include <retune/store/snapshot.h>
#include <retune/watch/watcher.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace retune {

/// What a store's thread and everybody else share: the current snapshot and the slots of the handles. Outlives the store for
/// as long as a handle does.
class StoreCore : public std::enable_shared_from_this<StoreCore>
{
public:
    /// What the last look at a file found, so that a caller can tell by one `stat` that nothing happened since.
    struct Stamp
    {
        Signature signature;
        bool isFinal =
            false; ///< false where the same signature may yet hide a change, or a change waits to be published
    };

    /// A call of a store that may wait, in whatever thread, for as long as it lasts.
    class WaitingCall
    {
    public:
        explicit WaitingCall(StoreCore &core)
            : m_core(core.shared_from_this())
        {
            m_core->addCall(1);
        }
        ~WaitingCall() { m_core->addCall(-1); }
        WaitingCall(const WaitingCall &) = delete;
        WaitingCall &operator=(const WaitingCall &) = delete;

    private:
        const std::shared_ptr<StoreCore> m_core; // the call may be what the store is closed from
    };
    /// Waits until every such call in other threads has ended.
    void waitForCalls();

    Snapshot snapshot() const;
    quint64 revision() const noexcept { return m_revision.load(std::memory_order_acquire); }

    /// Puts a snapshot in force and gives the slots of the changed files their new values, in one step as readers see it.
    /// Gives a problem for every handle that cannot be given its value any more; they are told after this has returned,
    /// because whoever hears of them may make a handle. Store thread.
    QList<Problem> publish(const Snapshot &snapshot, const std::vector<SettingsFilePtr> &changed);
    /// Makes a slot and gives it its value. Any thread.
    std::shared_ptr<LiveSlot> makeSlot(const SettingSources &sources, const Result<KeyPath> &key,
                                       SettingConverter convert, std::shared_ptr<const void> fallback);
    /// Whether a conversion is under way in this thread; then it can make no slot and must not wait for the store.
    bool isConvertingHere() const;
    /// What such a call is refused with.
    static Problem refusedInConversion();
    void removeSlot(const LiveSlot &slot);
    const void *refreshed(const LiveSlot &slot, LiveEntry &entry) const;
    std::optional<Problem> problemOf(const LiveSlot &slot) const;
    Origin originOf(const LiveSlot &slot) const;

    void setStamp(const QString &path, const Stamp &stamp);
    void removeStamp(const QString &path);
    /// Nothing where the store has no such file.
    std::optional<Stamp> stamp(const QString &path) const;

    void setFolderProblems(const QList<Problem> &problems);
    /// Those of the snapshot's files, then those of folders.
    QList<Problem> problems() const;

    void setWatchStatus(const WatchStatus &status);
    WatchStatus watchStatus() const;

    /// What the first reading has come to; only the store's thread counts.
    void countFolder() { ++m_loadFolders; }
    void countFound(int files) { m_loadFound += files; }
    void countRead() { ++m_loadRead; }
    void setListed() { m_isListed = true; }
    LoadProgress loadProgress() const noexcept;

    void setLoaded();
    bool isLoaded() const;
    /// True when loaded, or when the store was closed before.
    bool waitUntilLoaded(std::chrono::milliseconds timeout) const;

private:
    /// What a slot asks for.
    struct SlotQuestion
    {
        SettingSources sources;
        KeyPath key;
        SettingConverter convert = nullptr;
    };
    /// Everything about one slot but what readers touch; guarded by `m_mutex`.
    struct SlotState
    {
        std::shared_ptr<const SlotQuestion> question;
        std::shared_ptr<const void> fallback;
        std::shared_ptr<const void> value;
        SettingPlace place;
        std::optional<Problem> problem;
    };
    struct Evaluated
    {
        std::shared_ptr<const void> value;
        SettingPlace place;
    };
    struct SlotUpdate
    {
        quint64 serial = 0;
        Result<Evaluated> value;
    };

    /// Held while slots are evaluated, by conversions that are the program's own code.
    class PublishingLock
    {
    public:
        explicit PublishingLock(const StoreCore &core);
        ~PublishingLock();
        PublishingLock(const PublishingLock &) = delete;
        PublishingLock &operator=(const PublishingLock &) = delete;

    private:
        const std::lock_guard<std::mutex> m_lock;
    };

    static Result<Evaluated> evaluated(const SlotQuestion &question, const Snapshot &snapshot);
    void addCall(int count);
    std::shared_ptr<LiveSlot> addSlot(SlotState state);
    std::vector<SlotUpdate> slotUpdates(const Snapshot &snapshot,
                                        const std::vector<SettingsFilePtr> &changed) const;

    // Publishing and making slots exclude each other, so that no slot misses a revision; both may take long. `m_mutex` is
    // held only for moments, also by readers after a publish.
    mutable std::mutex m_publishing;
    mutable std::mutex m_mutex;
    Snapshot m_snapshot;
    std::atomic<quint64> m_revision{0};
    QHash<quint64, SlotState> m_slots;
    QHash<QString, Stamp> m_stamps;
    QList<Problem> m_folderProblems;
    WatchStatus m_watchStatus;
    std::atomic<int> m_loadFolders{0};
    std::atomic<int> m_loadFound{0};
    std::atomic<int> m_loadRead{0};
    std::atomic<bool> m_isListed{false};
    bool m_isLoaded = false;
    mutable std::condition_variable m_loaded;
    int m_calls = 0;
    std::condition_variable m_callEnded;
};

} // namespace retune
