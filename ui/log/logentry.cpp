#include "log/logentry.h"

#include "changes/reloadtext.h"
#include "style/shortnumber.h"

#include <retune/format/format.h>
#include <retune/history/removal.h>

#include <QtCore/QCoreApplication>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct LogText
{
    Q_DECLARE_TR_FUNCTIONS(LogText)
};

constexpr int shownChanges = 3;
constexpr int changeLength = 120;

QString changesText(const FileReload &file)
{
    if (isRemoval(file))
        return LogText::tr("file removed");
    if (file.before && file.before->document.isNull() && file.before->disk.isEmpty())
        return LogText::tr("file is there again");
    if (isCode(file.after->format->id()))
        return file.before ? LogText::tr("changed") : LogText::tr("new file");
    if (file.changes.isEmpty())
        return file.before ? LogText::tr("only comments or layout changed") : LogText::tr("new file");
    QStringList shown;
    for (const Change &change : file.changes.first(std::min<qsizetype>(file.changes.size(), shownChanges)))
        shown += changeText(change, changeLength);
    QString text = shown.join(QStringLiteral(",  "));
    if (file.changes.size() > shownChanges)
        text += LogText::tr(" and %1 more").arg(file.changes.size() - shownChanges);
    return text;
}

} // namespace

LogKinds logKinds(std::initializer_list<LogEntry::Kind> kinds)
{
    LogKinds set;
    for (const LogEntry::Kind kind : kinds)
        set.set(std::size_t(kind));
    return set;
}

LogKinds allLogKinds()
{
    return LogKinds().set();
}

QString logKindName(LogEntry::Kind kind)
{
    switch (kind) {
    case LogEntry::Kind::Worker:
        return LogText::tr("worker");
    case LogEntry::Kind::Reload:
        return LogText::tr("reload");
    case LogEntry::Kind::Problem:
        return LogText::tr("problem");
    case LogEntry::Kind::Recovered:
        return LogText::tr("recovered");
    case LogEntry::Kind::Save:
        return LogText::tr("save");
    case LogEntry::Kind::Live:
        return LogText::tr("live");
    case LogEntry::Kind::Retired:
        return LogText::tr("retired");
    case LogEntry::Kind::Failed:
        return LogText::tr("failed");
    case LogEntry::Kind::Task:
        return LogText::tr("task");
    case LogEntry::Kind::Program:
        return LogText::tr("program");
    case LogEntry::Kind::ProgramError:
        return LogText::tr("stderr");
    case LogEntry::Kind::Info:
        break;
    }
    return LogText::tr("info");
}

QList<LogEntry> logEntries(const Reload &reload)
{
    QList<LogEntry> entries;
    for (const FileReload &file : reload.files) {
        LogEntry entry;
        entry.when = reload.published;
        entry.kind = LogEntry::Kind::Reload;
        entry.text = file.path() + QStringLiteral("  ") + changesText(file);
        entry.path = file.path();
        entry.revision = reload.revision;
        entry.latency = file.latency;
        entries.append(entry);
    }
    return entries;
}

LogEntry logEntry(const Problem &problem, const QDateTime &when)
{
    LogEntry entry;
    entry.when = when;
    entry.kind = LogEntry::Kind::Problem;
    entry.text = problem.toString();
    entry.path = problem.file;
    entry.position = problem.position;
    return entry;
}

QString logText(const LogEntry &entry, const QString &timeFormat)
{
    QStringList columns{entry.when.toString(timeFormat), logKindName(entry.kind), entry.text};
    if (const QString revision = logRevisionText(entry); !revision.isEmpty())
        columns += revision;
    return columns.join(u'\t');
}

QString logRevisionText(const LogEntry &entry)
{
    if (entry.kind != LogEntry::Kind::Reload)
        return {};
    const double milliseconds = double(entry.latency.count()) / 1000;
    return LogText::tr("r%1   %2 ms").arg(entry.revision).arg(shortNumber(milliseconds));
}

} // namespace retune
