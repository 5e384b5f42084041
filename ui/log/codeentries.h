#pragma once

#include "log/logentry.h"

#include <retune/plugin/pluginhost.h>

namespace retune {

/// The row of code that is called from now on.
LogEntry liveEntry(const TaskInfo &task, const QDateTime &when);
/// The row of code that is not called any more.
LogEntry retiredEntry(const TaskInfo &task, const QDateTime &when);
/// The row of what went wrong, and one for each call that was under way, each with its place.
QList<LogEntry> logEntries(const TaskFailure &failure, const QDateTime &when);
/// The row of a line that a task logged.
LogEntry taskLineEntry(const QString &task, const QString &line, const QDateTime &when);

} // namespace retune
