#pragma once

#include <retune/diff/threewaymerge.h>

namespace retune {

/// Merges as `threeWayMerge` does. Where something clashes, `earlier` are texts that the file held a moment ago, the newest first: who
/// read one of them and then wrote the file knew nothing of what was saved in between, so that one is what both sides come
/// from. What clashes with each of them too is told as it clashes with the base. A pure function: any thread.
Result<ThreeWayMerge> ancestorMerge(const MergeSides &sides, const QList<QByteArray> &earlier);

/// What clashes in a merge, as a sentence.
QString clashText(const ThreeWayMerge &merge);

} // namespace retune
