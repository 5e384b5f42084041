#include <retune/diff/mergeproof.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

namespace retune {

namespace {

using Paths = QSet<KeyPath>;

bool isAtOrBelow(const KeyPath &path, const Paths &places)
{
    for (KeyPath place = path;; place = place.parent()) {
        if (places.contains(place))
            return true;
        if (place.isEmpty())
            return false;
    }
}

QHash<QByteArray, int> commentCounts(const Document &document)
{
    QHash<QByteArray, int> counts;
    for (const ByteRange &comment : document.comments())
        ++counts[document.bytes().sliced(comment.begin, comment.size()).trimmed()];
    return counts;
}

} // namespace

bool holdsBothSides(const Document &merged, const MergeDocuments &sides, const QList<KeyPath> &mine,
                    const QList<KeyPath> &own)
{
    const Paths minePlaces(mine.begin(), mine.end());
    const Paths ownPlaces(own.begin(), own.end());
    const QList<Change> fromDisk = keyDiff(sides.disk, merged);
    const QList<Change> fromMine = keyDiff(sides.mine, merged);
    return std::all_of(fromDisk.begin(), fromDisk.end(),
                       [&](const Change &change) {
                           return isAtOrBelow(change.path, minePlaces) || isAtOrBelow(change.path, ownPlaces);
                       }) &&
           std::none_of(fromMine.begin(), fromMine.end(),
                        [&](const Change &change) { return isAtOrBelow(change.path, minePlaces); });
}

bool keepsComments(const Document &merged, const MergeDocuments &sides)
{
    const auto base = commentCounts(sides.base);
    const auto mine = commentCounts(sides.mine);
    const auto disk = commentCounts(sides.disk);
    const auto kept = commentCounts(merged);
    const auto isKept = [&](const QByteArray &comment) {
        const auto [fewer, more] = std::minmax({mine.value(comment), disk.value(comment)});
        // Where a side took one away, only what both have is sure to be wanted.
        return kept.value(comment) >= (fewer < base.value(comment) ? fewer : more);
    };
    const QList<QByteArray> comments = mine.keys() + disk.keys();
    return std::all_of(comments.begin(), comments.end(), isKept);
}

} // namespace retune
