#pragma once

#include <retune/store/store.h>

#include <QtCore/QElapsedTimer>

#include <functional>
#include <thread>

namespace retune::test {

/// What a store holds for the key `x` of a file, or why it holds nothing.
inline QString valueIn(const Store &store, const QString &file)
{
    const auto found = store.snapshot().value(file, *KeyPath::parse(u"x"));
    return found ? found->text : found.error().toString();
}

/// For a process without an event loop. Whether the condition came true in time.
inline bool waitFor(const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > 20'000)
            return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace retune::test
