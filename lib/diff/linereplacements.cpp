#include <retune/diff/linereplacements.h>

#include <retune/diff/linediff.h>

#include <numeric>
#include <utility>

namespace retune {

namespace {

/// Compared in some milliseconds, whatever it holds.
constexpr qsizetype largestText = 2 * 1024 * 1024;
/// More stretches than these take longer one by one than all the text between them.
constexpr qsizetype mostStretches = 1'000;

qsizetype lineBegin(const QByteArray &text, qsizetype at)
{
    return at == 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

qsizetype lineEnd(const QByteArray &text, qsizetype at)
{
    const qsizetype end = text.indexOf('\n', at);
    return end < 0 ? text.size() : end + 1;
}

qsizetype sizeOf(const QList<QByteArray> &lines, LineRange range)
{
    return std::accumulate(lines.begin() + range.begin, lines.begin() + range.end, qsizetype(0),
                           [](qsizetype sum, const QByteArray &line) { return sum + line.size(); });
}

Replacement moved(Replacement replacement, qsizetype by)
{
    replacement.range = {replacement.range.begin + by, replacement.range.end + by};
    return replacement;
}

QList<Replacement> replacementsOf(const LineDiff &diff, const QByteArray &before, const QByteArray &after)
{
    QList<Replacement> replacements;
    qsizetype older = 0;
    qsizetype newer = 0;
    for (const DiffBlock &block : diff.blocks) {
        const qsizetype beforeSize = sizeOf(diff.before, block.before);
        const qsizetype afterSize = sizeOf(diff.after, block.after);
        const qsizetype begin = std::exchange(older, older + beforeSize);
        const qsizetype afterBegin = std::exchange(newer, newer + afterSize);
        if (!block.equal)
            replacements += moved(difference(QByteArrayView(before).sliced(begin, beforeSize),
                                             QByteArrayView(after).sliced(afterBegin, afterSize)),
                                  begin);
    }
    return replacements;
}

} // namespace

QList<Replacement> lineReplacements(const QByteArray &before, const QByteArray &after)
{
    if (before == after)
        return {};
    const Replacement whole = difference(before, after);
    const qsizetype begin = lineBegin(before, whole.range.begin);
    const qsizetype rest = before.size() - lineEnd(before, whole.range.end);
    const QByteArray changed = before.sliced(begin, before.size() - rest - begin);
    const QByteArray changedTo = after.sliced(begin, after.size() - rest - begin);
    if (std::max(changed.size(), changedTo.size()) > largestText)
        return {whole};
    const LineDiff diff = lineDiff(changed, changedTo);
    if (diff.blocks.size() > 2 * mostStretches)
        return {whole};
    QList<Replacement> replacements = replacementsOf(diff, changed, changedTo);
    for (Replacement &replacement : replacements)
        replacement = moved(replacement, begin);
    return replacements;
}

} // namespace retune
