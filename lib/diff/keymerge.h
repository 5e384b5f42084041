#pragma once

#include <retune/diff/keymergeplan.h>
#include <retune/diff/mergeproof.h>
#include <retune/diff/threewaymerge.h>

namespace retune {

/// The merge by keys, following `plan`, which is that of `trees`. Nothing where it cannot serve: an edit is refused, or what
/// came of it could not be proved.
std::optional<ThreeWayMerge> keyMerge(const MergeSides &sides, const MergeDocuments &trees,
                                      const KeyMergePlan &plan, const QList<MergeChoice> &choices);

/// What was chosen for a clash; null where nothing was.
const MergeChoice *choiceFor(const MergeClash &clash, const QList<MergeChoice> &choices);

} // namespace retune
