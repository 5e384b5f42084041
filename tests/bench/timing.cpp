#include "timing.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace retune {

Milliseconds threadProcessorTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

Milliseconds percentile(std::vector<Milliseconds> times, double share)
{
    if (times.empty())
        return {};
    const double rank = std::ceil(share * double(times.size()));
    const auto place = times.begin() + std::max(std::ptrdiff_t(rank) - 1, std::ptrdiff_t(0));
    std::nth_element(times.begin(), place, times.end());
    return *place;
}

Milliseconds median(std::vector<Milliseconds> times)
{
    return percentile(std::move(times), 0.5);
}

} // namespace retune
