#pragma once

#include <retune/diff/linediff.h>

#include <QtCore/QList>
#include <QtCore/QString>

#include <utility>

namespace retune {

enum class DiffMode : quint8 { SideBySide, Inline };

/// A line of one text in a comparison. Lines are numbered from 0.
struct DiffRow
{
    enum class Kind : quint8 { Equal, Removed, Added };

    Kind kind = Kind::Equal;
    int before =
        -1; ///< the line of the older text; of an added one that it is compared with word by word, or none
    int after = -1;  ///< the same of the newer text
    int change = -1; ///< which change of the layout the row belongs to, or none

    bool operator==(const DiffRow &) const = default;
};

/// Where the lines of a comparison stand on the screen: in two columns, or in one.
struct DiffLayout
{
    QList<DiffRow> left;   ///< the older text; in one column the rows of both
    QList<DiffRow> right;  ///< the newer text; empty in one column
    bool isInline = false; ///< one column
    /// The rows of both columns that stand beside each other, in order and without gaps. In one column both are the same.
    QList<DiffBlock> blocks;
    QList<int> changes; ///< the blocks that differ, by their place

    bool operator==(const DiffLayout &) const = default;
};

/// Two columns: each text from its first line to its last.
DiffLayout sideBySideLayout(const LineDiff &diff);
/// One column: the removed lines of each change, then the added ones.
DiffLayout inlineLayout(const LineDiff &diff);

/// Pairs of lines, by their place in the two lists, that are meant to be the same line, changed; in order.
QList<std::pair<int, int>> similarLines(const QList<QByteArray> &before, const QList<QByteArray> &after);

/// Beyond so many bytes a line is cut when it is shown.
constexpr qsizetype longestShownLine = 4'000;

/// A line as it is shown. Its line end is spelled out where `withLineEnd` says so, for lines that differ in it.
QString shownLine(const QByteArray &line, bool withLineEnd);
/// Where a shown line is to be broken so that each part takes at most `columns` columns of a fixed font; the first is 0.
QList<qsizetype> wrapPoints(QStringView line, int columns);
/// How many columns of a fixed font a character takes: CJK characters two, tabs four.
int columnsOf(QChar character);
/// Whether two lines end differently.
bool lineEndsDiffer(const QByteArray &before, const QByteArray &after);

} // namespace retune
