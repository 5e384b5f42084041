#pragma once

#include "timing.h"

#include <retune/format/format.h>

#include <QtCore/QString>

#include <optional>

namespace retune {

/// What is measured, all in this process and on one thread.
struct BenchSizes
{
    qsizetype readBytes = 10'000'000;
    qsizetype editBytes = 1'000'000;
    int runs = 7; ///< of each measurement; their median counts
};

/// What was measured of one format. Times are processor time of the thread, so that other programs disturb little.
struct FormatFigures
{
    double megabytesPerSecond = 0;
    QString yardstick; ///< empty where none is built in
    double yardstickMegabytesPerSecond = 0;
    std::optional<double>
        memoryFactor;    ///< memory of a loaded document in sizes of its file, where it can be told
    Milliseconds edit{}; ///< one value set, parsed again and compared
};

/// What the figures have to reach.
struct FormatTargets
{
    double ratioToYardstick = 0; ///< at least
    double memoryFactor = 0;     ///< at most
    Milliseconds edit{};
};

FormatTargets targetsFor(QStringView format);

/// Measures a format on generated files. Refused where no file can be generated, and where the format, its yardstick or
/// the edit fails on it.
Result<FormatFigures> measure(const Format &format, const BenchSizes &sizes);

} // namespace retune
