#pragma once

#include "changes/difflayout.h"

#include <retune/diff/linediff.h>

#include <QtCore/QByteArray>

#include <vector>

namespace retune {

/// How wide a line is in a fixed font.
struct LineWidth
{
    int columns = 0;      ///< at most; less where wide bytes make narrow characters
    bool isExact = false; ///< each of its characters takes one column

    bool operator==(const LineWidth &) const = default;
};

/// A comparison with everything that takes time for each of its lines, so that another thread can do it. A value, without
/// widgets.
struct PreparedDiff
{
    QByteArray before; ///< the texts as they were given
    QByteArray after;
    LineDiff diff;
    DiffLayout layout;
    std::vector<LineWidth> beforeWidths; ///< of the lines of the older text
    std::vector<LineWidth> afterWidths;
    int longestLine = 0; ///< in columns, of both
};

/// Compares two texts and lays them out. Pure: any thread. 100,000 lines take some tenths of a second.
PreparedDiff preparedDiff(const QByteArray &before, const QByteArray &after, WhiteSpace whiteSpace,
                          DiffMode mode);

/// On how many lines of the screen a row stands whose text is wrapped at `columns`. `isBefore` says which text it shows.
int screenLines(const PreparedDiff &prepared, const DiffRow &row, bool isBefore, int columns);
/// The text that a row shows of one side, with its line end where both sides of the row differ in that.
QString shownText(const LineDiff &diff, const DiffRow &row, bool isBefore);

} // namespace retune
