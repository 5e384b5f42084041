#pragma once

#include <retune/format/document.h>
#include <retune/format/keydiff.h>
#include <retune/text/result.h>

#include <optional>

namespace retune {

class Format;

/// The three texts of a conflict, and how they are read.
struct MergeSides
{
    const Format *format = nullptr; ///< never null in a merge
    QByteArray base;                ///< what both sides come from
    QByteArray mine;
    QByteArray disk;
    Limits limits;

    bool operator==(const MergeSides &) const = default;
};

/// A place that both sides changed, each in another way.
struct MergeClash
{
    /// The key it is about; nothing where texts are merged by lines.
    std::optional<KeyPath> key;
    int line = 0; ///< by lines: the 1-based line of `mine` where the place begins
    /// What stands there. Nothing where the key is not there; a table or list as its source text. By lines: the lines, as
    /// a text.
    std::optional<Value> base;
    std::optional<Value> mine;
    std::optional<Value> disk;

    bool operator==(const MergeClash &) const = default;
};

/// What somebody decided about one clash. It holds as long as the clash is the same: where a side changed since, the
/// question is a new one.
struct MergeChoice
{
    enum class Side : quint8 {
        Mine,
        Disk,
        Own ///< a value that neither side has; of a key only
    };

    MergeClash clash;
    Side side = Side::Disk;
    Value own; ///< for Side::Own

    bool operator==(const MergeChoice &) const = default;
};

/// What comes of a three-way merge.
struct ThreeWayMerge
{
    enum class Way : quint8 {
        ByKeys, ///< my changes of keys, and what else I changed, went into the disk's text
        ByLines ///< the texts were merged as lines, because a text has no tree, or the changes cannot be said by key
    };

    Way way = Way::ByKeys;
    /// The merged text. Clashes that have no choice yet have the disk's side in it.
    QByteArray text;
    QList<MergeClash> clashes; ///< all of them, decided or not
    int undecided = 0;         ///< how many have no choice
    /// What the merge brings into the disk's values; empty where a text has no tree.
    QList<Change> changes;

    bool isSettled() const { return undecided == 0; }
};

/// Merges three ways. By keys where all three texts have a tree: starting from the disk's text, so that its comments, order
/// and style stay, each key that only I changed is edited as `edit.h` does, and what else I changed (comments, order, layout)
/// follows by lines. The same change on both sides is no clash. The text that comes of it was proved: its keys are those of
/// my side where I changed them or chose mine, those of the disk everywhere else, and it has every comment that either side
/// added. Where that cannot be, the merge goes by lines, and clashes are stretches of lines.
///
/// Refused where a side is no text in UTF-8, so that no merge could be read: one side has to be taken.
///
/// Takes some milliseconds for usual files and is bounded for large ones. A pure function: any thread.
Result<ThreeWayMerge> threeWayMerge(const MergeSides &sides, const QList<MergeChoice> &choices = {});

} // namespace retune
