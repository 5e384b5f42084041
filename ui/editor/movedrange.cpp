#include "editor/movedrange.h"

#include <retune/diff/linediff.h>
#include <retune/text/lineindex.h>
#include <retune/text/replacement.h>

namespace retune {

namespace {

qsizetype lineStart(const LineIndex &index, const QByteArray &text, int line)
{
    return line < index.lineCount() ? index.lineStart(line + 1) : text.size();
}

} // namespace

ByteRange movedRange(const QByteArray &before, const QByteArray &after, ByteRange range)
{
    const Replacement change = difference(before, after);
    const qsizetype growth = after.size() - before.size();
    if (range.end <= change.range.begin)
        return range;
    if (range.begin >= change.range.end)
        return {range.begin + growth, range.end + growth};
    // Between the first change and the last one: only its own lines count.
    const LineIndex oldLines(before);
    const LineIndex newLines(after);
    const int first = oldLines.lineAt(range.begin) - 1;
    for (const DiffBlock &block : lineDiff(before, after).blocks) {
        if (first >= block.before.end)
            continue;
        const qsizetype end = lineStart(oldLines, before, block.before.end);
        const qsizetype newBegin = lineStart(newLines, after, block.after.begin);
        if (!block.equal || range.end > end)
            return {newBegin, newBegin};
        const qsizetype shift = newBegin - lineStart(oldLines, before, block.before.begin);
        return {range.begin + shift, range.end + shift};
    }
    return {after.size(), after.size()};
}

} // namespace retune
