#pragma once

#include <retune/diff/keymergeplan.h>

namespace retune {

/// The trees of a merge by keys.
struct MergeDocuments
{
    Document base;
    Document mine;
    Document disk;
};

/// Whether `merged` is my side's at and below the keys `mine`, and the disk's everywhere else but at and below `own`, where
/// somebody gave a value that neither has.
bool holdsBothSides(const Document &merged, const MergeDocuments &sides, const QList<KeyPath> &mine,
                    const QList<KeyPath> &own);

/// Whether every comment is in `merged` that a side added to those of the base, or that both sides kept.
bool keepsComments(const Document &merged, const MergeDocuments &sides);

} // namespace retune
