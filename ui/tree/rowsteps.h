#pragma once

#include <QtCore/QHash>

#include <vector>

namespace retune {

/// Rows from `first` to `last`, both included, as in the signals of item models.
struct RowRange
{
    int first = 0;
    int last = 0;

    bool operator==(const RowRange &) const = default;
};

/// How rows become other rows: first the removals, from the last to the first, each in the numbering before it; then the
/// insertions, from the first to the last, each in the numbering that the final rows have.
struct RowSteps
{
    std::vector<RowRange> removals;
    std::vector<RowRange> insertions;

    bool operator==(const RowSteps &) const = default;
};

namespace detail {

/// The runs of true in `flags`.
inline std::vector<RowRange> runs(const std::vector<bool> &flags)
{
    std::vector<RowRange> ranges;
    for (int i = 0; i < int(flags.size()); ++i) {
        if (!flags[std::size_t(i)])
            continue;
        if (!ranges.empty() && ranges.back().last == i - 1)
            ranges.back().last = i;
        else
            ranges.push_back({i, i});
    }
    return ranges;
}

} // namespace detail

/// The steps from `before` to `after`; keys are unique in each. Rows that both have stay, unless they changed places or
/// more than `maximumRanges` would have to be touched: then all go and come back, because every range costs time linear in
/// the number of rows.
template<typename Key>
RowSteps rowSteps(const std::vector<Key> &before, const std::vector<Key> &after, int maximumRanges = 64)
{
    QHash<Key, int> places;
    places.reserve(qsizetype(after.size()));
    for (int i = 0; i < int(after.size()); ++i)
        places.insert(after[std::size_t(i)], i);

    std::vector<bool> removed(before.size(), true);
    std::vector<bool> inserted(after.size(), true);
    int lastPlace = -1;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const int place = places.value(before[i], -1);
        if (place <= lastPlace)
            continue;
        lastPlace = place;
        removed[i] = false;
        inserted[std::size_t(place)] = false;
    }

    RowSteps steps{detail::runs(removed), detail::runs(inserted)};
    if (int(steps.removals.size() + steps.insertions.size()) > maximumRanges) {
        steps = {};
        if (!before.empty())
            steps.removals.push_back({0, int(before.size()) - 1});
        if (!after.empty())
            steps.insertions.push_back({0, int(after.size()) - 1});
        return steps;
    }
    std::reverse(steps.removals.begin(), steps.removals.end());
    return steps;
}

} // namespace retune
