#pragma once

#include <retune/text/position.h>

#include <QtCore/QList>
#include <QtCore/QString>

namespace retune {

/// A stretch of characters (UTF-16 code units, 0-based) of one side of a comparison.
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const TextSpan &) const = default;
};

/// What differs inside two lines: the stretches of each that the other does not have, in order, not touching each other.
struct WordDiff
{
    QList<TextSpan> before;
    QList<TextSpan> after;

    bool operator==(const WordDiff &) const = default;
};

/// Compares two lines by words: runs of letters and digits, runs of white space, single other characters; CJK characters
/// are words by themselves. Between the words that both lines have in common at their ends, parts that share almost
/// nothing give one span each, and so do parts with more than 2,000 words on a side, which are not compared.
WordDiff wordDiff(QStringView before, QStringView after);

} // namespace retune
