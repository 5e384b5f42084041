#pragma once

#include "log/logblock.h"
#include "log/logentry.h"

#include <retune/text/result.h>

namespace retune {

/// The rows with these numbers, which are in rising order, as `logText` gives them, one below the other. Reads files; for
/// threads that may wait where there are many.
QString logRowsText(const LogBlocks &log, const std::vector<quint64> &numbers, const QString &timeFormat);

/// Writes all rows, of every kind, as text with date and time, and gives their number. The file is replaced as a whole or
/// stays as it is. For threads that may wait. Error: WriteFailed.
Result<qint64> saveLog(const LogBlocks &log, const QString &path);

} // namespace retune
