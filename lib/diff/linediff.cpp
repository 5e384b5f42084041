#include <retune/diff/linediff.h>

#include <retune/text/lineindex.h>

#include <git2.h>

#include <algorithm>
#include <optional>

namespace retune {

namespace {

/// Texts over this size are not compared by libgit2, which gives no change and no error for them.
constexpr qsizetype libgit2Limit = qsizetype(1023) * 1024 * 1024;

bool libgit2IsReady()
{
    static const bool ready = git_libgit2_init() > 0;
    return ready;
}

QList<QByteArray> linesOf(const QByteArray &text)
{
    const LineIndex index(text);
    QList<QByteArray> lines;
    lines.reserve(index.lineCount());
    for (int line = 1; line <= index.lineCount(); ++line) {
        const qsizetype begin = index.lineStart(line);
        const qsizetype end = line < index.lineCount() ? index.lineStart(line + 1) : text.size();
        if (end > begin)
            lines.append(text.sliced(begin, end - begin));
    }
    return lines;
}

/// The text with the same lines for libgit2, which ends them at LF alone. A line that ends at a lone CR gets CR CR LF,
/// an end that no other line can have, so that it equals no line with another end.
QByteArray endedByLineFeeds(const QByteArray &text, const QList<QByteArray> &lines)
{
    const auto endsAtCr = [](const QByteArray &line) { return line.endsWith('\r'); };
    const auto count = std::count_if(lines.begin(), lines.end(), endsAtCr);
    if (count == 0)
        return text;
    QByteArray result;
    result.reserve(text.size() + 2 * count);
    for (const QByteArray &line : lines) {
        result += line;
        if (endsAtCr(line))
            result += "\r\n";
    }
    return result;
}

/// A hunk that has no line on a side names the line before it, where it names its own first line otherwise.
LineRange rangeOf(int start, int count)
{
    const int begin = count == 0 ? start : start - 1;
    return {begin, begin + count};
}

int appendHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *changes)
{
    static_cast<QList<DiffBlock> *>(changes)->append(
        {rangeOf(hunk->old_start, hunk->old_lines), rangeOf(hunk->new_start, hunk->new_lines), false});
    return 0;
}

/// What differs, in order, or nothing where libgit2 cannot say: a text over its limit, no memory.
std::optional<QList<DiffBlock>> changesFromLibgit2(const QByteArray &before, const QByteArray &after,
                                                   WhiteSpace whiteSpace)
{
    if (before.size() > libgit2Limit || after.size() > libgit2Limit)
        return std::nullopt;
    git_diff_options options;
    if (!libgit2IsReady() || git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) != 0)
        return std::nullopt;
    options.context_lines = 0;
    options.interhunk_lines = 0;
    options.max_size =
        -1; // by default, larger texts would count as binary, and binary texts are not compared
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    if (whiteSpace == WhiteSpace::Ignore)
        options.flags |= GIT_DIFF_IGNORE_WHITESPACE;
    QList<DiffBlock> changes;
    const int failed = git_diff_buffers(before.constData(), size_t(before.size()), nullptr, after.constData(),
                                        size_t(after.size()), nullptr, &options, nullptr, nullptr, appendHunk,
                                        nullptr, &changes);
    if (failed)
        return std::nullopt;
    return changes;
}

/// The comparison that always works: everything differs between the common lines at both ends.
QList<DiffBlock> changeBetweenCommonEnds(const QList<QByteArray> &before, const QList<QByteArray> &after)
{
    const auto [left, right] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const int begin = int(left - before.begin());
    const auto [lastLeft, lastRight] = std::mismatch(before.rbegin(), std::make_reverse_iterator(left),
                                                     after.rbegin(), std::make_reverse_iterator(right));
    const int common = int(lastLeft - before.rbegin());
    return {{{begin, int(before.size()) - common}, {begin, int(after.size()) - common}, false}};
}

/// The blocks that cover both texts, given those that differ.
QList<DiffBlock> withEqualBlocks(const QList<DiffBlock> &changes, int beforeSize, int afterSize)
{
    QList<DiffBlock> blocks;
    blocks.reserve(2 * changes.size() + 1);
    int before = 0;
    int after = 0;
    const auto appendEqual = [&](int beforeEnd, int afterEnd) {
        if (beforeEnd > before)
            blocks.append({{before, beforeEnd}, {after, afterEnd}, true});
    };
    for (const DiffBlock &change : changes) {
        appendEqual(change.before.begin, change.after.begin);
        blocks.append(change);
        before = change.before.end;
        after = change.after.end;
    }
    appendEqual(beforeSize, afterSize);
    return blocks;
}

} // namespace

bool LineDiff::isEqual() const
{
    return std::all_of(blocks.begin(), blocks.end(), [](const DiffBlock &block) { return block.equal; });
}

LineDiff lineDiff(const QByteArray &before, const QByteArray &after, WhiteSpace whiteSpace)
{
    LineDiff diff{linesOf(before), linesOf(after), {}};
    QList<DiffBlock> changes;
    if (before != after) {
        const auto found = changesFromLibgit2(endedByLineFeeds(before, diff.before),
                                              endedByLineFeeds(after, diff.after), whiteSpace);
        changes = found ? *found : changeBetweenCommonEnds(diff.before, diff.after);
    }
    diff.blocks = withEqualBlocks(changes, int(diff.before.size()), int(diff.after.size()));
    return diff;
}

} // namespace retune
