#include "log/codeentries.h"

#include <QtCore/QCoreApplication>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct CodeLogText
{
    Q_DECLARE_TR_FUNCTIONS(CodeLogText)
};

LogEntry entryOf(LogEntry::Kind kind, const QString &text, const QDateTime &when, const QString &path = {})
{
    LogEntry entry;
    entry.when = when;
    entry.kind = kind;
    entry.text = QString(text).replace(u'\n', u'⏎');
    entry.path = path;
    return entry;
}

} // namespace

LogEntry liveEntry(const TaskInfo &task, const QDateTime &when)
{
    const QString text = CodeLogText::tr("%1  is called from now on").arg(task.file);
    return entryOf(LogEntry::Kind::Live, text, when, task.file);
}

LogEntry retiredEntry(const TaskInfo &task, const QDateTime &when)
{
    const QString text = CodeLogText::tr("%1  is not called any more").arg(task.file);
    return entryOf(LogEntry::Kind::Retired, text, when, task.file);
}

QList<LogEntry> logEntries(const TaskFailure &failure, const QDateTime &when)
{
    const bool isFault = failure.problem.kind != ProblemKind::NotRun;
    const auto kind = isFault ? LogEntry::Kind::Failed : LogEntry::Kind::Info;
    LogEntry first = entryOf(kind, failure.problem.toString(), when, failure.problem.file);
    first.position = failure.problem.position;
    QList<LogEntry> entries{first};
    for (const StackFrame &frame : failure.stack) {
        LogEntry entry = entryOf(kind, CodeLogText::tr("    at %1").arg(frame.toString()), when, frame.file);
        entry.position = {frame.line, 0};
        entries.append(entry);
    }
    if (failure.moreFrames > 0) {
        const QString more = CodeLogText::tr("    and %n more calls", nullptr, int(failure.moreFrames));
        entries.append(entryOf(kind, more, when));
    }
    return entries;
}

LogEntry taskLineEntry(const QString &task, const QString &line, const QDateTime &when)
{
    return entryOf(LogEntry::Kind::Task, task + QStringLiteral(": ") + line, when);
}

} // namespace retune
