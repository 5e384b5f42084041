#pragma once

#include <chrono>
#include <vector>

namespace retune {

using Milliseconds = std::chrono::duration<double, std::milli>;
/// CLOCK_MONOTONIC, which is the same in every process.
using Monotonic = std::chrono::steady_clock;

/// Processor time of the calling thread, so that other programs disturb little.
Milliseconds threadProcessorTime();

/// The processor time of one call. What the call returns is destroyed when the clock has stopped.
template<typename Call>
Milliseconds timeOf(Call call)
{
    const Milliseconds begin = threadProcessorTime();
    const auto result = call();
    const Milliseconds time = threadProcessorTime() - begin;
    static_cast<void>(result);
    return time;
}

/// The smallest of the times that at least this share (0.5: the median) of all does not exceed. Zero where there are none.
Milliseconds percentile(std::vector<Milliseconds> times, double share);
Milliseconds median(std::vector<Milliseconds> times);

} // namespace retune
