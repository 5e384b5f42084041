#pragma once

#include <retune/store/convert.h>
#include <retune/store/sources.h>
#include <retune/text/result.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>

namespace retune {

class StoreCore;

/// Turns a setting into a value of some type behind a pointer that forgets the type. Never throws.
using SettingConverter = Result<std::shared_ptr<const void>> (*)(const Setting &);

template<typename T>
Result<std::shared_ptr<const void>> convertSetting(const Setting &setting)
{
    try {
        Result<T> value = Convert<T>::from(setting);
        if (!value)
            return Unexpected{value.error()};
        return std::shared_ptr<const void>(std::make_shared<const T>(*std::move(value)));
    } catch (...) {
        return thrownProblem(setting); // the store's thread converts too, where it would end the program
    }
}

/// What a thread remembers of one slot: the value, and the revision at which that was the value.
struct LiveEntry
{
    quint64 slot = 0; ///< the slot's serial number, which is never used again
    quint64 revision = 0;
    const void *value = nullptr;
    std::shared_ptr<const void> owner;
};

/// The place of one value that handles share; the store puts a new value there when the file changes. It may outlive the
/// store and then keeps its last value.
class LiveSlot
{
public:
    LiveSlot(std::shared_ptr<StoreCore> core, const std::atomic<quint64> &revision, std::size_t index,
             quint64 serial)
        : m_core(std::move(core))
        , m_revision(revision)
        , m_index(index)
        , m_serial(serial)
    {}
    ~LiveSlot();
    LiveSlot(const LiveSlot &) = delete;
    LiveSlot &operator=(const LiveSlot &) = delete;

    /// The current value, as remembered by the calling thread.
    const void *get() const
    {
        if (m_index < t_count) [[likely]] {
            const LiveEntry &entry = t_entries[m_index];
            if (entry.slot == m_serial && entry.revision == m_revision.load(std::memory_order_acquire))
                [[likely]]
                return entry.value;
        }
        return refreshed();
    }
    std::optional<Problem> problem() const;
    Origin origin() const;

private:
    friend class StoreCore;
    const void *refreshed() const;

    // The remembered values of this thread, one for each slot index; plain pointers, so that a read needs no check
    // whether they have been constructed.
    static thread_local constinit LiveEntry *t_entries;
    static thread_local constinit std::size_t t_count;
    friend struct LiveEntries;

    std::shared_ptr<StoreCore> m_core;
    const std::atomic<quint64> &m_revision;
    const std::size_t m_index;
    const quint64 m_serial;
};

/// One value of a store, always up to date. Copies share the value; any thread may read any copy at any time, without
/// waiting: a read is a check of one atomic revision number, and only after a publish a short lock.
///
/// Once a thread has read a value of some revision, no handle of the same store gives it a value of an earlier one.
template<typename T>
class Live
{
public:
    explicit Live(std::shared_ptr<LiveSlot> slot)
        : m_slot(std::move(slot))
    {}

    /// The value in force: that of the file; the last one that fitted where what the file holds there now does not, or the
    /// file has gone bad or missing; the fallback where there never was one, and where the key is gone from a good file. The
    /// reference is valid until the calling thread reads this value again.
    const T &get() const { return *static_cast<const T *>(m_slot->get()); }
    const T &operator*() const { return get(); }
    const T *operator->() const { return &get(); }

    /// Why the file does not give the value: Missing, NoSuchKey, WrongType (also where the conversion threw), with file and
    /// position. Nothing where it does.
    std::optional<Problem> problem() const { return m_slot->problem(); }
    /// Where the value in force comes from: which layer, file and line; the default where the fallback is in force. After an
    /// edit that does not fit, where the last value that did came from then.
    Origin origin() const { return m_slot->origin(); }

private:
    std::shared_ptr<LiveSlot> m_slot;
};

} // namespace retune
