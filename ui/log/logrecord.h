#pragma once

#include "log/logentry.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace retune {

/// A row of the log as bytes: about 18 more than its text has in UTF-8. For the memory and the temporary file of one
/// process; no format for others.
struct LogRecord
{
    LogEntry::Kind kind = LogEntry::Kind::Info;
    QByteArrayView text; ///< UTF-8
    QByteArrayView rest; ///< the rest of the row
    qint64 when = 0;     ///< milliseconds since 1970
};

/// Longer texts are cut, and say so: one row is not to take the room of a thousand.
inline constexpr qsizetype longestLogText = 100'000;

void appendLogRecord(QByteArray &bytes, const LogEntry &entry);
/// Takes the first record off `bytes`, which have to be whole records. It points into them.
LogRecord takeLogRecord(QByteArrayView &bytes);
LogEntry logEntry(const LogRecord &record);

} // namespace retune
