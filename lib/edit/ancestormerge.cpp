#include <retune/edit/ancestormerge.h>

#include <retune/text/tr.h>

namespace retune {

namespace {

/// So many keys are named.
constexpr qsizetype keysNamed = 3;

QString placeOf(const MergeClash &clash)
{
    if (!clash.key)
        return Tr::tr("line %1").arg(clash.line);
    return clash.key->isEmpty() ? Tr::tr("the whole file") : clash.key->toString();
}

} // namespace

Result<ThreeWayMerge> ancestorMerge(const MergeSides &sides, const QList<QByteArray> &earlier)
{
    Result<ThreeWayMerge> merge = threeWayMerge(sides);
    if (!merge || merge->clashes.isEmpty())
        return merge;
    for (const QByteArray &ancestor : earlier) {
        if (ancestor == sides.base || ancestor == sides.disk)
            continue; // known, or put back by somebody who means it
        MergeSides older = sides;
        older.base = ancestor;
        const Result<ThreeWayMerge> attempt = threeWayMerge(older);
        if (attempt && attempt->clashes.isEmpty())
            return attempt;
    }
    return merge;
}

QString clashText(const ThreeWayMerge &merge)
{
    QStringList places;
    for (const MergeClash &clash : merge.clashes.first(std::min(merge.clashes.size(), keysNamed)))
        places.append(placeOf(clash));
    if (merge.clashes.size() > keysNamed)
        places.append(QStringLiteral("…"));
    return Tr::tr("%1 was changed here and on disk, each in another way").arg(places.join(Tr::tr(", ")));
}

} // namespace retune
