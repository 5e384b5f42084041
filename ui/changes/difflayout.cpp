#include "changes/difflayout.h"

#include "text/displaytext.h"

#include <algorithm>
#include <vector>

namespace retune {

namespace {

/// Above this many pairs, the lines of a change are paired by their order.
constexpr qsizetype pairLimit = 10'000;
/// Lines that have less than this share of their text in common are not the same line.
constexpr double leastLikeness = 0.4;
/// An empty line that was written into is that line, unless anything else is.
constexpr double filledLine = 0.001;

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
        line.chop(1);
    return line;
}

QByteArrayView lineEnd(QByteArrayView line)
{
    return line.sliced(withoutLineEnd(line).size());
}

/// How much of two lines is the same at their starts and ends, from 0 to 1. Cheap, and right for settings, where a line
/// that changed has kept its key.
double likeness(QByteArrayView a, QByteArrayView b)
{
    a = withoutLineEnd(a).trimmed();
    b = withoutLineEnd(b).trimmed();
    const qsizetype shorter = std::min(a.size(), b.size());
    if (shorter == 0)
        return a.size() == b.size() ? 1 : filledLine;
    const qsizetype prefix = std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first - a.begin();
    qsizetype suffix = 0;
    while (suffix < shorter - prefix && a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix])
        ++suffix;
    return static_cast<double>(prefix + suffix) / static_cast<double>(shorter);
}

using Pairs = QList<std::pair<int, int>>;

Pairs pairedByOrder(qsizetype count)
{
    Pairs pairs;
    for (qsizetype i = 0; i < count; ++i)
        pairs.append({static_cast<int>(i), static_cast<int>(i)});
    return pairs;
}

Pairs pairsOf(const LineDiff &diff, const DiffBlock &block)
{
    Pairs pairs = similarLines(diff.before.sliced(block.before.begin, block.before.size()),
                               diff.after.sliced(block.after.begin, block.after.size()));
    for (auto &[before, after] : pairs) {
        before += block.before.begin;
        after += block.after.begin;
    }
    return pairs;
}

/// The rows of the lines of one block that differ, each with its partner where it has one.
QList<DiffRow> removedRows(const DiffBlock &block, const Pairs &pairs, int change)
{
    QList<DiffRow> rows;
    for (int line = block.before.begin; line < block.before.end; ++line)
        rows.append({DiffRow::Kind::Removed, line, -1, change});
    for (const auto &[before, after] : pairs)
        rows[before - block.before.begin].after = after;
    return rows;
}

QList<DiffRow> addedRows(const DiffBlock &block, const Pairs &pairs, int change)
{
    QList<DiffRow> rows;
    for (int line = block.after.begin; line < block.after.end; ++line)
        rows.append({DiffRow::Kind::Added, -1, line, change});
    for (const auto &[before, after] : pairs)
        rows[after - block.after.begin].before = before;
    return rows;
}

void appendEqual(QList<DiffRow> &rows, const DiffBlock &block)
{
    for (int i = 0; i < block.before.size(); ++i)
        rows.append({DiffRow::Kind::Equal, block.before.begin + i, block.after.begin + i, -1});
}

int sizeOf(const QList<DiffRow> &rows)
{
    return static_cast<int>(rows.size());
}

} // namespace

QList<std::pair<int, int>> similarLines(const QList<QByteArray> &before, const QList<QByteArray> &after)
{
    const qsizetype rows = before.size();
    const qsizetype columns = after.size();
    if (rows * columns > pairLimit)
        return pairedByOrder(std::min(rows, columns));
    // best[i][j]: the greatest sum of likenesses that pairs of lines from i and j on can have without crossing.
    const auto index = [columns](qsizetype i, qsizetype j) {
        return static_cast<std::size_t>(i * (columns + 1) + j);
    };
    std::vector<double> best(index(rows, columns) + 1);
    std::vector<double> gain(best.size());
    for (qsizetype i = rows - 1; i >= 0; --i) {
        for (qsizetype j = columns - 1; j >= 0; --j) {
            const double alike = likeness(before.at(i), after.at(j));
            const bool isPair = alike >= leastLikeness || alike == filledLine;
            gain[index(i, j)] = isPair ? alike + best[index(i + 1, j + 1)] : 0;
            best[index(i, j)] = std::max({gain[index(i, j)], best[index(i + 1, j)], best[index(i, j + 1)]});
        }
    }
    Pairs pairs;
    for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
        if (gain[index(i, j)] > 0 && gain[index(i, j)] >= best[index(i, j)])
            pairs.append({static_cast<int>(i++), static_cast<int>(j++)});
        else if (best[index(i + 1, j)] >= best[index(i, j + 1)])
            ++i;
        else
            ++j;
    }
    return pairs;
}

DiffLayout sideBySideLayout(const LineDiff &diff)
{
    DiffLayout layout;
    layout.left.reserve(diff.before.size());
    layout.right.reserve(diff.after.size());
    layout.blocks = diff.blocks;
    for (int i = 0; i < diff.blocks.size(); ++i) {
        const DiffBlock &block = diff.blocks.at(i);
        if (block.equal) {
            appendEqual(layout.left, block);
            appendEqual(layout.right, block);
            continue;
        }
        const int change = static_cast<int>(layout.changes.size());
        const Pairs pairs = pairsOf(diff, block);
        layout.left += removedRows(block, pairs, change);
        layout.right += addedRows(block, pairs, change);
        layout.changes.append(i);
    }
    return layout;
}

DiffLayout inlineLayout(const LineDiff &diff)
{
    DiffLayout layout;
    layout.isInline = true;
    layout.left.reserve(std::max(diff.before.size(), diff.after.size()));
    for (int i = 0; i < diff.blocks.size(); ++i) {
        const DiffBlock &block = diff.blocks.at(i);
        const int begin = sizeOf(layout.left);
        if (block.equal) {
            appendEqual(layout.left, block);
        } else {
            const int change = static_cast<int>(layout.changes.size());
            const Pairs pairs = pairsOf(diff, block);
            layout.left += removedRows(block, pairs, change);
            layout.left += addedRows(block, pairs, change);
            layout.changes.append(i);
        }
        const LineRange rows{begin, sizeOf(layout.left)};
        layout.blocks.append({rows, rows, block.equal});
    }
    return layout;
}

QString shownLine(const QByteArray &line, bool withLineEnd)
{
    const QByteArrayView text = withoutLineEnd(line);
    QString shown = DisplayText(text.first(std::min(text.size(), longestShownLine)).toByteArray()).text();
    if (text.size() > longestShownLine)
        shown.append(u'…');
    if (!withLineEnd)
        return shown;
    for (const char byte : lineEnd(line))
        shown.append(byte == '\n' ? u'⏎' : u'←'); // few fonts have the pictures of them
    return shown;
}

int columnsOf(QChar character)
{
    constexpr int tabColumns = 4;
    if (character == u'\t')
        return tabColumns;
    // From Hangul on nearly all are wide; the halves of a pair make one wide character together.
    return character.isSurrogate() || character.unicode() < 0x1100 ? 1 : 2;
}

QList<qsizetype> wrapPoints(QStringView line, int columns)
{
    QList<qsizetype> points{0};
    int used = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const int needed = columnsOf(line[i]);
        const bool isSecondHalf = line[i].isLowSurrogate() && i > 0;
        if (used + needed > columns && i > points.last() && !isSecondHalf && !line[i].isMark()) {
            points.append(i);
            used = 0;
        }
        used += needed;
    }
    return points;
}

bool lineEndsDiffer(const QByteArray &before, const QByteArray &after)
{
    return lineEnd(before) != lineEnd(after);
}

} // namespace retune
