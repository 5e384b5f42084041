#pragma once

#include <cstddef>
#include <functional>
#include <new>
#include <type_traits>

#include <sys/types.h>

namespace retune {

/// A function that runs in a process of its own. That is a copy of this one, so make it before there are threads or anything
/// that a copy must not have. Throws std::system_error where the system refuses.
class ChildProcess
{
public:
    /// `work` is called in the child; the child fails where it throws or returns false.
    explicit ChildProcess(const std::function<bool()> &work);
    /// Waits for its end.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Waits for its end; whether it was a good one.
    bool wait();

private:
    pid_t m_id = -1;
    bool m_isGood = false;
};

/// Bytes that this process and the children made after it share, zero at first.
class SharedMemory
{
public:
    explicit SharedMemory(std::size_t size);
    ~SharedMemory();
    SharedMemory(const SharedMemory &) = delete;
    SharedMemory &operator=(const SharedMemory &) = delete;
    void *data() const { return m_data; }

private:
    void *m_data;
    std::size_t m_size;
};

/// A number of values that this process and the children made after it share.
template<typename T>
class Shared
{
public:
    explicit Shared(std::size_t count = 1)
        : m_memory(count * sizeof(T))
        , m_values(new (m_memory.data()) T[count]())
    {
        static_assert(std::is_trivially_destructible_v<T>);
    }

    T &operator[](std::size_t place) { return m_values[place]; }
    T &operator*() { return *m_values; }
    T *operator->() { return m_values; }

private:
    SharedMemory m_memory;
    T *m_values;
};

/// Keeps a child waiting until this process opens the gate.
class Gate
{
public:
    Gate();
    ~Gate();
    Gate(const Gate &) = delete;
    Gate &operator=(const Gate &) = delete;

    void open();
    /// Called by the child. False where the other process ended without opening.
    bool waitUntilOpen();

private:
    int m_ends[2] = {-1, -1};
};

} // namespace retune
