#pragma once

#include <retune/diff/linediff.h>

#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace retune {

/// One row of a comparison on the screen. Lines are numbered from 0.
struct DiffRow
{
    enum class Kind : quint8 { Equal, Changed, Removed, Added };

    Kind kind = Kind::Equal;
    int before = -1; ///< the older text's line in this row, or none
    int after = -1;
    int partner = -1; ///< inline: the line of the other side to compare a removed or added line with, or none
    int change = -1;  ///< which of the layout's changes the row belongs to, or none

    bool operator==(const DiffRow &) const = default;
};

/// Where the lines of a comparison stand on the screen.
struct DiffLayout
{
    QList<DiffRow> rows;
    QList<LineRange> changes; ///< the rows of each stretch of lines that differ

    bool operator==(const DiffLayout &) const = default;
};

/// Two columns: lines that resemble each other share a row, others face a gap.
DiffLayout sideBySideLayout(const LineDiff &diff);
/// One column: the removed lines of each change, then the added ones.
DiffLayout inlineLayout(const LineDiff &diff);

/// Pairs of lines, by their place in the two lists, that are meant to be the same line, changed; in order.
QList<std::pair<int, int>> similarLines(const QList<QByteArray> &before, const QList<QByteArray> &after);

/// A line as it is shown. Its line end is spelled out where `withLineEnd` says so, for lines that differ in it.
QString shownLine(const QByteArray &line, bool withLineEnd);
/// Whether two lines end differently.
bool lineEndsDiffer(const QByteArray &before, const QByteArray &after);

} // namespace retune
