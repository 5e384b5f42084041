#pragma once

#include "changes/difflayout.h"

#include <vector>

namespace retune {

/// Where the rows of a comparison stand when it is scrolled. Both columns move with one scroll bar: lines that are equal stay
/// beside each other at one height of the view, which lies in its upper third but for the two ends, and where one column has more
/// to show the other one goes slower or waits. Lengths are in pixels. A value, without widgets.
class DiffGeometry
{
public:
    /// The tops of both columns in the view.
    struct Offsets
    {
        int left = 0; ///< how far the column is scrolled: its pixel that stands at the top of the view
        int right = 0;
    };

    DiffGeometry() = default;
    /// `leftLines` and `rightLines`: of how many lines on the screen each row consists, where not all of one.
    DiffGeometry(const DiffLayout &layout, int lineHeight, const std::vector<int> &leftLines = {},
                 const std::vector<int> &rightLines = {});

    /// The height of both columns side by side, each block as high as its higher side.
    int height() const { return m_height; }
    int maximum(int viewHeight) const;
    Offsets offsets(int value, int viewHeight) const;
    /// The value of the scroll bar that brings the beginning of a block to where equal lines stand beside each other.
    int valueOf(int block, int viewHeight) const;
    /// Where a block begins and ends in the common height, for a map of it.
    LineRange extent(int block) const;

    /// Where a row of a column begins in it; the one behind the last row is its end.
    int leftTop(int row) const { return topOf(m_left, row); }
    int rightTop(int row) const { return topOf(m_right, row); }
    /// The row of a column at a pixel of it.
    int leftRow(int top) const { return rowAt(m_left, top); }
    int rightRow(int top) const { return rowAt(m_right, top); }

private:
    /// The tops of rows, in lines of the screen; empty where each row is one line.
    struct Column
    {
        std::vector<int> tops;
        int rows = 0;
    };

    static Column columnOf(qsizetype rows, const std::vector<int> &lines);
    int topOf(const Column &column, int row) const;
    int rowAt(const Column &column, int top) const;
    int line(int value, int viewHeight) const;

    int m_lineHeight = 1;
    int m_height = 0;
    Column m_left;
    Column m_right;
    std::vector<int> m_tops;           ///< of each block in the common height, and the end
    std::vector<Offsets> m_beginnings; ///< of each block in both columns, and the end
};

} // namespace retune
