#pragma once

#include <retune/store/reload.h>

#include <QtCore/QDateTime>
#include <QtCore/QStringList>

#include <bitset>

namespace retune {

/// One row of the log.
struct LogEntry
{
    enum class Kind : quint8 {
        Worker,       ///< a line that the worker printed
        Reload,       ///< new values of one file are in force
        Problem,      ///< a file is not in force, or code failed
        Recovered,    ///< the problem of a file is gone
        Save,         ///< the window wrote a file
        Live,         ///< code was loaded and is called from now on
        Retired,      ///< code is not called any more
        Failed,       ///< code cannot be loaded, or threw
        Task,         ///< a line that code logged
        Program,      ///< a line of the program that the user runs
        ProgramError, ///< such a line from its standard error
        Info          ///< anything else worth a line
    };
    static constexpr int kindCount = int(Kind::Info) + 1;

    QDateTime when; ///< what is read back from the log is local time; UTC is quicker to keep
    Kind kind = Kind::Info;
    QString text;                         ///< one line
    QString path;                         ///< the file meant, or empty
    quint64 revision = 0;                 ///< Reload: which one
    std::chrono::microseconds latency{0}; ///< Reload: how long it took
    TextPosition position;                ///< Problem, Failed: where in the file

    /// Whether there is something to show for the row: the diff of a reload, the place of a problem, or the file.
    bool hasLink() const { return !path.isEmpty(); }
    /// Whether it tells of something that went wrong.
    bool isBad() const { return kind == Kind::Problem || kind == Kind::Failed; }

    bool operator==(const LogEntry &) const = default;
};

/// Some kinds of rows: the bit of each by its number.
using LogKinds = std::bitset<LogEntry::kindCount>;
LogKinds logKinds(std::initializer_list<LogEntry::Kind> kinds);
LogKinds allLogKinds();

/// What the kind is called in the log.
QString logKindName(LogEntry::Kind kind);

/// A row for each file of a reload: its first changes, secret values covered.
QList<LogEntry> logEntries(const Reload &reload);
LogEntry logEntry(const Problem &problem, const QDateTime &when);

/// The row as text, columns separated by tabs. `timeFormat` as in QDateTime::toString.
QString logText(const LogEntry &entry, const QString &timeFormat);
/// What a row says of a reload beside its changes: its revision and the time it took. Empty for other rows.
QString logRevisionText(const LogEntry &entry);

} // namespace retune
