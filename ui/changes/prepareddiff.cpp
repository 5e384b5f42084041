#include "changes/prepareddiff.h"

#include <algorithm>

namespace retune {

namespace {

constexpr int tabColumns = 4;
/// A line end that is spelled out: CR and LF.
constexpr int lineEndColumns = 4;

LineWidth widthOf(const QByteArray &line)
{
    LineWidth width{0, true};
    for (const char byte : line) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\n' || byte == '\r')
            continue;
        width.columns += byte == '\t' ? tabColumns : code < 0x80 ? 1 : code < 0xC0 ? 0 : 2;
        width.isExact = width.isExact && code >= 0x20 && code < 0x7F;
    }
    width.isExact = width.isExact && line.size() <= longestShownLine;
    return width;
}

std::vector<LineWidth> widthsOf(const QList<QByteArray> &lines)
{
    std::vector<LineWidth> widths(static_cast<std::size_t>(lines.size()));
    std::transform(lines.begin(), lines.end(), widths.begin(), widthOf);
    return widths;
}

int longestOf(const std::vector<LineWidth> &widths)
{
    const auto longest =
        std::max_element(widths.begin(), widths.end(), [](const LineWidth &left, const LineWidth &right) {
            return left.columns < right.columns;
        });
    return longest == widths.end() ? 0 : longest->columns;
}

bool showsLineEnd(const LineDiff &diff, const DiffRow &row)
{
    return row.kind != DiffRow::Kind::Equal && row.before >= 0 && row.after >= 0 &&
           lineEndsDiffer(diff.before.at(row.before), diff.after.at(row.after));
}

} // namespace

PreparedDiff preparedDiff(const QByteArray &before, const QByteArray &after, WhiteSpace whiteSpace,
                          DiffMode mode)
{
    PreparedDiff prepared{before, after, lineDiff(before, after, whiteSpace), {}, {}, {}, 0};
    prepared.layout =
        mode == DiffMode::Inline ? inlineLayout(prepared.diff) : sideBySideLayout(prepared.diff);
    prepared.beforeWidths = widthsOf(prepared.diff.before);
    prepared.afterWidths = widthsOf(prepared.diff.after);
    prepared.longestLine = std::max(longestOf(prepared.beforeWidths), longestOf(prepared.afterWidths));
    return prepared;
}

int screenLines(const PreparedDiff &prepared, const DiffRow &row, bool isBefore, int columns)
{
    const LineWidth width = isBefore ? prepared.beforeWidths[static_cast<std::size_t>(row.before)]
                                     : prepared.afterWidths[static_cast<std::size_t>(row.after)];
    if (width.columns + lineEndColumns <= columns)
        return 1;
    // Most lines are counted without a look at their text, which would take long for all of a long one.
    if (width.isExact && !showsLineEnd(prepared.diff, row))
        return std::max(1, (width.columns + columns - 1) / columns);
    return static_cast<int>(wrapPoints(shownText(prepared.diff, row, isBefore), columns).size());
}

QString shownText(const LineDiff &diff, const DiffRow &row, bool isBefore)
{
    return shownLine(isBefore ? diff.before.at(row.before) : diff.after.at(row.after),
                     showsLineEnd(diff, row));
}

} // namespace retune
