#pragma once

namespace retune {

/// How far a store has come with reading its folder for the first time.
struct LoadProgress
{
    int folders = 0;       ///< looked through so far
    int found = 0;         ///< settings files found in them so far
    int read = 0;          ///< how many of these are read, whether they are good or not
    bool isListed = false; ///< no more files are to be found

    bool operator==(const LoadProgress &) const = default;
};

} // namespace retune
