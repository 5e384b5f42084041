#include "changes/diffgeometry.h"

#include <algorithm>

namespace retune {

DiffGeometry::DiffGeometry(const DiffLayout &layout, int lineHeight, const std::vector<int> &leftLines,
                           const std::vector<int> &rightLines)
    : m_lineHeight(lineHeight)
    , m_left(columnOf(layout.left.size(), leftLines))
    , m_right(layout.isInline ? m_left : columnOf(layout.right.size(), rightLines))
{
    const auto addBlock = [this](int left, int right) {
        m_tops.push_back(m_height);
        m_beginnings.push_back({topOf(m_left, left), topOf(m_right, right)});
    };
    for (const DiffBlock &block : layout.blocks) {
        addBlock(block.before.begin, block.after.begin);
        m_height += std::max(topOf(m_left, block.before.end) - topOf(m_left, block.before.begin),
                             topOf(m_right, block.after.end) - topOf(m_right, block.after.begin));
    }
    addBlock(m_left.rows, m_right.rows);
}

DiffGeometry::Column DiffGeometry::columnOf(qsizetype rows, const std::vector<int> &lines)
{
    Column column;
    column.rows = static_cast<int>(rows);
    if (lines.empty())
        return column;
    column.tops.reserve(lines.size() + 1);
    int top = 0;
    for (const int count : lines) {
        column.tops.push_back(top);
        top += count;
    }
    column.tops.push_back(top);
    return column;
}

int DiffGeometry::topOf(const Column &column, int row) const
{
    return (column.tops.empty() ? row : column.tops.at(static_cast<std::size_t>(row))) * m_lineHeight;
}

int DiffGeometry::rowAt(const Column &column, int top) const
{
    const int line = std::max(top, 0) / m_lineHeight;
    if (column.tops.empty())
        return std::min(line, column.rows);
    const auto next = std::upper_bound(column.tops.begin(), column.tops.end(), line);
    return std::min(static_cast<int>(next - column.tops.begin()) - 1, column.rows);
}

int DiffGeometry::maximum(int viewHeight) const
{
    return std::max(0, m_height - viewHeight);
}

/// At which height of the view equal lines stand beside each other. It goes from its top to its bottom while everything is
/// scrolled, so that both columns show their beginnings and ends, and rests at a third of it between.
int DiffGeometry::line(int value, int viewHeight) const
{
    const int most = maximum(viewHeight);
    const int third = viewHeight / 3;
    if (most <= viewHeight)
        return most == 0 ? 0 : static_cast<int>(qint64(value) * viewHeight / most);
    if (value < third)
        return value;
    const int left = most - value;
    return left < viewHeight - third ? viewHeight - left : third;
}

DiffGeometry::Offsets DiffGeometry::offsets(int value, int viewHeight) const
{
    const int line = this->line(value, viewHeight);
    const int common = value + line;
    if (m_tops.size() < 2 || maximum(viewHeight) == 0)
        return {};
    const auto next = std::upper_bound(m_tops.begin(), m_tops.end() - 1, common);
    const auto block = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - m_tops.begin() - 1, 0));
    const int height = m_tops[block + 1] - m_tops[block];
    const auto within = [&](int begin, int end) {
        const int into = std::min(common - m_tops[block], height);
        return begin + (height == 0 ? 0 : static_cast<int>(qint64(end - begin) * into / height)) - line;
    };
    return {within(m_beginnings[block].left, m_beginnings[block + 1].left),
            within(m_beginnings[block].right, m_beginnings[block + 1].right)};
}

int DiffGeometry::valueOf(int block, int viewHeight) const
{
    const int top = m_tops.at(static_cast<std::size_t>(block));
    const int most = maximum(viewHeight);
    // The heights at which the line stands grow with the value, so the value is looked for.
    int low = 0;
    int high = most;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (middle + line(middle, viewHeight) < top)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

LineRange DiffGeometry::extent(int block) const
{
    const auto at = static_cast<std::size_t>(block);
    return {m_tops.at(at), m_tops.at(at + 1)};
}

} // namespace retune
