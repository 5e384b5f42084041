#pragma once

#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>

namespace retune {

/// A stretch of lines, 0-based and half-open, with their line ends.
struct LineRange
{
    int begin = 0;
    int end = 0;

    int size() const { return end - begin; }
    bool isEmpty() const { return end <= begin; }

    bool operator==(const LineRange &) const = default;
};

/// One stretch of a comparison: lines that are equal on both sides, or lines that differ. Either side may be empty.
struct DiffBlock
{
    LineRange before;
    LineRange after;
    bool equal = true;

    bool operator==(const DiffBlock &) const = default;
};

/// A comparison of two texts line by line. The blocks cover both texts without gaps, in order, and equal and different
/// ones alternate.
struct LineDiff
{
    QList<QByteArray> before; ///< the lines of the older text, each with its line end
    QList<QByteArray> after;
    QList<DiffBlock> blocks;

    bool isEqual() const;
};

enum class WhiteSpace : quint8 { Compare, Ignore };

/// Compares two texts of any content. Lines end at LF, CRLF or CR; what follows the last line end is a line only if it
/// is not empty, and its missing line end is a difference. Where white space is ignored, so are kind and lack of line
/// ends. Takes milliseconds for 10,000 lines; of a text over 1 GiB only the common lines at both ends count as equal.
LineDiff lineDiff(const QByteArray &before, const QByteArray &after,
                  WhiteSpace whiteSpace = WhiteSpace::Compare);

/// The comparison as a patch in unified format that `git apply` and `patch` take, empty where the texts are equal.
/// The names are written as given (`a/x` and `b/x` for git), quoted where they hold control characters, quotes or
/// backslashes. Lines of a patch end at LF alone. Where white space was ignored, context is the older side's.
QByteArray unifiedDiff(const LineDiff &diff, const QString &beforeName, const QString &afterName,
                       int context = 3);

} // namespace retune
