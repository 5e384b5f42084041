#include <retune/diff/linediff.h>

#include <algorithm>

namespace retune {

namespace {

/// The lines of a text as a patch knows them: they end at LF alone, so a line that ends at a lone CR is joined with
/// the ones behind it.
QList<LineRange> patchLines(const QList<QByteArray> &lines)
{
    QList<LineRange> result;
    result.reserve(lines.size());
    LineRange open;
    for (const QByteArray &line : lines) {
        ++open.end;
        if (line.endsWith('\n')) {
            result.append(open);
            open.begin = open.end;
        }
    }
    if (!open.isEmpty())
        result.append(open);
    return result;
}

QList<QByteArray> joined(const QList<QByteArray> &lines, const QList<LineRange> &ranges)
{
    QList<QByteArray> result;
    result.reserve(ranges.size());
    for (const LineRange &range : ranges) {
        QByteArray line = lines.at(range.begin);
        for (int i = range.begin + 1; i < range.end; ++i)
            line += lines.at(i);
        result.append(line);
    }
    return result;
}

/// For each older line the newer one that equals it, or -1.
QList<int> partners(const LineDiff &diff)
{
    QList<int> result(diff.before.size(), -1);
    for (const DiffBlock &block : diff.blocks) {
        for (int i = 0; block.equal && i < block.before.size(); ++i)
            result[block.before.begin + i] = block.after.begin + i;
    }
    return result;
}

/// Covers the lines up to both ends with a block, or lengthens the last one if it is of the same sort.
void extendTo(QList<DiffBlock> &blocks, int beforeEnd, int afterEnd, bool equal)
{
    const DiffBlock last = blocks.isEmpty() ? DiffBlock() : blocks.back();
    const DiffBlock next{{last.before.end, beforeEnd}, {last.after.end, afterEnd}, equal};
    if (next.before.isEmpty() && next.after.isEmpty())
        return;
    if (blocks.isEmpty() || last.equal != equal) {
        blocks.append(next);
        return;
    }
    blocks.back().before.end = beforeEnd;
    blocks.back().after.end = afterEnd;
}

/// The same comparison by the lines of a patch. Two of them are equal where all that they are joined from is, and both
/// or neither end at LF: where white space is ignored, equal lines can have other ends, which a patch cannot pass over.
LineDiff byPatchLines(const LineDiff &diff)
{
    const QList<LineRange> before = patchLines(diff.before);
    const QList<LineRange> after = patchLines(diff.after);
    LineDiff result{joined(diff.before, before), joined(diff.after, after), {}};
    const QList<int> partner = partners(diff);
    const auto isPair = [&](LineRange left, LineRange right) {
        for (int i = 0; i < left.size(); ++i) {
            if (partner.at(left.begin + i) != right.begin + i)
                return false;
        }
        return left.size() == right.size() &&
               diff.before.at(left.end - 1).endsWith('\n') == diff.after.at(right.end - 1).endsWith('\n');
    };
    int right = 0;
    for (int left = 0; left < before.size(); ++left) {
        const int first = partner.at(before.at(left).begin);
        while (right < after.size() && after.at(right).begin < first)
            ++right;
        if (right == after.size() || !isPair(before.at(left), after.at(right)))
            continue;
        extendTo(result.blocks, left, right, false);
        extendTo(result.blocks, left + 1, right + 1, true);
    }
    extendTo(result.blocks, int(before.size()), int(after.size()), false);
    return result;
}

DiffBlock firstLines(const DiffBlock &block, int count)
{
    const int size = std::min(count, block.before.size());
    return {
        {block.before.begin, block.before.begin + size}, {block.after.begin, block.after.begin + size}, true};
}

DiffBlock lastLines(const DiffBlock &block, int count)
{
    const int size = std::min(count, block.before.size());
    return {{block.before.end - size, block.before.end}, {block.after.end - size, block.after.end}, true};
}

using Hunk = QList<DiffBlock>;

/// Changes with the equal lines around them; changes whose context would meet share a hunk.
QList<Hunk> hunksOf(const QList<DiffBlock> &blocks, int context)
{
    QList<Hunk> hunks;
    Hunk open;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const DiffBlock &block = blocks.at(i);
        const bool joins = i > 0 && i + 1 < blocks.size() && block.before.size() <= 2 * qint64(context);
        if (!block.equal || joins) {
            open.append(block);
            continue;
        }
        if (i > 0) {
            open.append(firstLines(block, context));
            hunks.append(open);
        }
        open = {lastLines(block, context)};
    }
    if (!blocks.isEmpty() && !blocks.back().equal)
        hunks.append(open);
    return hunks;
}

QByteArray headerRange(int begin, int end)
{
    const int count = end - begin;
    const QByteArray start = QByteArray::number(count == 0 ? begin : begin + 1);
    return count == 1 ? start : start + ',' + QByteArray::number(count);
}

QByteArray header(const Hunk &hunk)
{
    return "@@ -" + headerRange(hunk.front().before.begin, hunk.back().before.end) + " +" +
           headerRange(hunk.front().after.begin, hunk.back().after.end) + " @@\n";
}

void appendLines(QByteArray &patch, char mark, const QList<QByteArray> &lines, LineRange range)
{
    for (int i = range.begin; i < range.end; ++i) {
        patch += mark;
        patch += lines.at(i);
        if (!lines.at(i).endsWith('\n'))
            patch += "\n\\ No newline at end of file\n";
    }
}

void appendHunk(QByteArray &patch, const LineDiff &diff, const Hunk &hunk)
{
    patch += header(hunk);
    for (const DiffBlock &block : hunk) {
        if (block.equal) {
            appendLines(patch, ' ', diff.before, block.before);
        } else {
            appendLines(patch, '-', diff.before, block.before);
            appendLines(patch, '+', diff.after, block.after);
        }
    }
}

QByteArray escaped(char byte)
{
    static constexpr QByteArrayView bytes("\a\b\t\n\v\f\r\"\\");
    static constexpr QByteArrayView letters("abtnvfr\"\\");
    const qsizetype known = bytes.indexOf(byte);
    if (known >= 0)
        return QByteArray("\\") + letters[known];
    return '\\' + QByteArray::number(uint(static_cast<unsigned char>(byte)), 8).rightJustified(3, '0');
}

/// A name as git writes it with core.quotePath off: quoted where it has control bytes, quotes or backslashes; and with
/// a tab behind it where it has blanks, because readers take what follows a blank for a date.
QByteArray writtenName(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    QByteArray result;
    for (const char byte : bytes) {
        const uint code = static_cast<unsigned char>(byte);
        const bool odd = code < 0x20 || code == 0x7f || byte == '"' || byte == '\\';
        result += odd ? escaped(byte) : QByteArray(1, byte);
    }
    if (result != bytes)
        result = '"' + result + '"';
    return bytes.contains(' ') ? result + '\t' : result;
}

} // namespace

QByteArray unifiedDiff(const LineDiff &diff, const QString &beforeName, const QString &afterName, int context)
{
    if (diff.isEqual())
        return {};
    const LineDiff patchDiff = byPatchLines(diff);
    QByteArray patch = "--- " + writtenName(beforeName) + "\n+++ " + writtenName(afterName) + '\n';
    for (const Hunk &hunk : hunksOf(patchDiff.blocks, std::max(context, 0)))
        appendHunk(patch, patchDiff, hunk);
    return patch;
}

} // namespace retune
