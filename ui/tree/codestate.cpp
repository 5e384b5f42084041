#include "tree/codestate.h"

#include "style/shortnumber.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct CodeText
{
    Q_DECLARE_TR_FUNCTIONS(CodeText)
};

QString durationText(std::chrono::nanoseconds duration)
{
    const double microseconds = double(duration.count()) / 1000;
    if (microseconds < 1000) {
        return CodeText::tr("%1 µs").arg(shortNumber(microseconds));
    }
    const double milliseconds = microseconds / 1000;
    return CodeText::tr("%1 ms").arg(shortNumber(milliseconds));
}

/// In one line.
QString textOf(const TaskFailure &failure)
{
    const Problem &problem = failure.problem;
    const QString message = problem.message.section(u'\n', 0, 0);
    if (problem.position.isNull())
        return message;
    return problem.position.column > 0 ? problem.place() + u' ' + message
                                       : CodeText::tr("line %1: %2").arg(problem.position.line).arg(message);
}

QStringList callDetails(const TaskInfo &task)
{
    if (task.calls == 0)
        return {CodeText::tr("Not called yet")};
    return {CodeText::tr("Calls: %1").arg(QLocale().toString(task.calls)),
            CodeText::tr("Time per call: %1 (the last one %2)")
                .arg(durationText(task.meanCall), durationText(task.lastCall))};
}

} // namespace

QString CodeState::failureText() const
{
    return hasFailed() ? textOf(task->failures.first()) : QString();
}

QString CodeState::text() const
{
    if (!task)
        return CodeText::tr("not run");
    if (isLive()) {
        const QString live = CodeText::tr("live, r%1").arg(liveRevision());
        return hasFailed() ? CodeText::tr("%1; failed: %2").arg(live, failureText()) : live;
    }
    if (task->isLoading || !hasFailed())
        return CodeText::tr("being loaded");
    return isRefused() ? failureText() : CodeText::tr("failed: %1").arg(failureText());
}

QStringList CodeState::details() const
{
    if (!task)
        return {idleReason.isEmpty() ? CodeText::tr("Not run") : idleReason};
    QStringList lines;
    if (isLive()) {
        lines += CodeText::tr("Live: revision %1, loaded at %2")
                     .arg(liveRevision())
                     .arg(task->loaded.toString(QStringLiteral("HH:mm:ss.zzz")));
        lines += callDetails(*task);
    } else {
        lines += CodeText::tr("Not live");
    }
    if (task->isLoading)
        lines += CodeText::tr("Newer code is being loaded");
    for (const TaskFailure &failure : task->failures) {
        lines += isRefused() ? textOf(failure) : CodeText::tr("Failed: %1").arg(textOf(failure));
        for (const StackFrame &frame : failure.stack)
            lines += QStringLiteral("    ") + frame.toString();
    }
    return lines;
}

} // namespace retune
