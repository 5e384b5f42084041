#pragma once

#include "changes/diffcanvas.h"

#include <retune/diff/linediff.h>

namespace retune {

/// How somebody wants comparisons to be shown.
struct DiffOptions
{
    DiffMode mode = DiffMode::SideBySide;
    WhiteSpace whiteSpace = WhiteSpace::Compare;
    bool isWrapping = false;
    double fontSize = 0; ///< in points; the system's where it is 0

    bool operator==(const DiffOptions &) const = default;
};

} // namespace retune
