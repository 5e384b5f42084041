#pragma once

#include <QtCore/qglobal.h>

namespace retune {

/// A half-open range of 0-based byte offsets: `begin` is in it, `end` is not.
struct ByteRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    qsizetype size() const { return end - begin; }
    bool isEmpty() const { return end <= begin; }
    /// Whether the byte at `offset` lies in the range.
    bool contains(qsizetype offset) const { return offset >= begin && offset < end; }

    bool operator==(const ByteRange &) const = default;
};

/// A place in a text as people count it: line and column are 1-based, and the column counts Unicode code points.
/// Line 0 means the file as a whole, column 0 the line as a whole, where no more is known.
struct TextPosition
{
    int line = 0;
    int column = 0;

    bool isNull() const { return line == 0; }

    bool operator==(const TextPosition &) const = default;
    auto operator<=>(const TextPosition &) const = default;
};

} // namespace retune
