#include "command.h"

#include "manual.h"
#include "quitonsignal.h"
#include "settingsfile.h"
#include "terminal.h"
#include "watchreport.h"

#include <retune/text/tr.h>

#include <QtCore/QCoreApplication>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

Result<StoreOptions> storeOptions(const Arguments &arguments)
{
    StoreOptions options;
    options.limits = limitsIn(arguments);
    options.sizeAdvice = sizeAdvice();
    const QString name = arguments.values.value(u"--watcher"_s);
    if (name.isEmpty())
        return options;
    options.watcher = watcherByName(name);
    if (options.watcher)
        return options;
    return Unexpected{
        Problem{ProblemKind::Misuse, {}, {}, {}, Tr::tr("there is no watcher \"%1\"").arg(name)}};
}

/// Prints what happens in the store's folder, from what is there when it was read.
class Watch : public QObject
{
public:
    Watch(Store &store, std::unique_ptr<WatchReport> report)
        : m_store(store)
        , m_report(std::move(report))
    {
        connect(&store, &Store::loaded, this, &Watch::begin);
        connect(&store, &Store::reloaded, this, &Watch::reloaded);
        connect(&store, &Store::reloadFailed, this, &Watch::failed);
        connect(&store, &Store::recovered, this, &Watch::recovered);
        connect(&store, &Store::forgotten, this, &Watch::forgotten);
        connect(&store, &Store::watchStatusChanged, this, &Watch::watchStatusChanged);
        if (store.isLoaded())
            begin();
    }

private:
    /// Comes once, though `loaded` may have been sent before or after the connection was made.
    void begin()
    {
        if (m_hasBegun)
            return;
        m_hasBegun = true;
        const Snapshot snapshot = m_store.snapshot();
        m_revision = snapshot.revision();
        m_report->begun(m_store.folder(), snapshot, m_store.watchStatus());
        for (const Problem &problem : m_store.problems())
            failed(problem);
        watchStatusChanged(m_store.watchStatus());
    }

    void reloaded(const Reload &reload)
    {
        if (m_hasBegun && reload.revision > m_revision)
            m_report->reloaded(reload);
    }

    void failed(const Problem &problem)
    {
        if (!m_hasBegun || m_problems.value(problem.file) == problem)
            return; // told already, when the folder was read
        m_problems.insert(problem.file, problem);
        m_report->failed(problem);
    }

    void recovered(const QString &file)
    {
        if (m_problems.remove(file) > 0)
            m_report->recovered(file);
    }

    void forgotten(const QString &file)
    {
        if (m_problems.remove(file) > 0)
            m_report->forgotten(file);
    }

    void watchStatusChanged(const WatchStatus &status)
    {
        if (!m_hasBegun)
            return;
        QStringList refused;
        for (Problem problem : status.refused) {
            problem.file = shownName(problem.file);
            refused += problem.file;
            if (!m_problems.contains(problem.file)) // that it cannot be listed is told already
                failed(problem);
        }
        for (const QString &folder : std::exchange(m_refused, refused)) {
            if (!refused.contains(folder))
                recovered(folder);
        }
        tellScanned(status);
        if (status.overflows > std::exchange(m_overflows, status.overflows))
            m_report->overflowed(status.overflows);
    }

    void tellScanned(const WatchStatus &status)
    {
        QMap<QString, QString> scanned;
        if (!status.reason.isEmpty())
            scanned.insert(m_store.folder(), status.reason);
        for (const ScannedFolder &folder : status.scanned) {
            if (!m_problems.contains(shownName(folder.folder))) // says enough
                scanned.insert(shownName(folder.folder), folder.reason);
        }
        const QMap<QString, QString> before = std::exchange(m_scanned, scanned);
        for (const auto &[folder, reason] : scanned.asKeyValueRange()) {
            if (before.value(folder) != reason)
                m_report->scanned(folder, reason);
        }
        for (const auto &[folder, reason] : before.asKeyValueRange()) {
            if (!scanned.contains(folder) && !m_problems.contains(folder))
                m_report->leftToEvents(folder);
        }
    }

    QString shownName(const QString &path) const
    {
        const QString name = m_store.relativePath(path);
        return name.isEmpty() ? path : name;
    }

    Store &m_store;
    std::unique_ptr<WatchReport> m_report;
    QHash<QString, Problem> m_problems;
    QStringList m_refused;            ///< folders that the watcher was refused when it was asked last
    QMap<QString, QString> m_scanned; ///< folders that are looked at periodically, and why
    int m_overflows = 0;
    quint64 m_revision = 0;
    bool m_hasBegun = false;
};

int run(const Arguments &arguments)
{
    const Result<StoreOptions> options = storeOptions(arguments);
    if (!options) {
        printProblem(options.error());
        return WrongUsage;
    }
    const QuitOnSignal quitOnSignal;
    const Result<std::unique_ptr<Store>> store = Store::open(arguments.operands[0], *options);
    if (!store) {
        printProblem(store.error());
        return Failed;
    }
    const bool showSecrets = arguments.has(u"--show-secrets"_s);
    const Watch watch(**store,
                      arguments.has(u"--json"_s) ? makeJsonReport(showSecrets) : makeTextReport(showSecrets));
    return QCoreApplication::exec();
}

QString manual()
{
    return uR"(NAME
    retunectl watch - print what happens to the settings of a folder

SYNOPSIS
    retunectl watch [--json] [--watcher WATCHER] [--show-secrets] [--max-size SIZE] FOLDER

DESCRIPTION
    Reads every settings file in FOLDER and below it, and prints one line for every reload, every problem and every
    recovery, as soon as it happens, until it is ended with Ctrl+C:

        14:03:12.640  watching  3 files in FOLDER (inotify), revision 1
        14:03:20.002  reload    r2  setting.py  redis: hello → goodbye  (0.4 ms)
        14:03:31.518  problem   worker.jsonc:3:15: expected a value, found "}"
        14:03:35.120  recovered worker.jsonc

    A reload names the revision, the file, each key that changed with its value before and after, and the time from the
    moment the change was noticed to the moment programs could read it. A file with a problem keeps its last good values in
    force. Nothing is printed where a file was written but no byte of it differs.

    A folder that is looked at once a second, because events would not tell all of its changes, is told as scanned, with the
    reason, and as watched when events tell all again; when events were lost, everything is looked at again and overflow
    says so.

    Values whose key says password, secret, token, credential or private key are shown as ••••••.

OPTIONS
    --json
        Print one JSON object a line. Each has event and time (ISO 8601, UTC); then, by event:
            watching   folder, files (their number), revision, watcher
            reload     revision, file, isNew, milliseconds, changes: a list of objects with key, type (added, removed or
                       modified), before and after (each with kind and text; absent where there is none) and masked (true
                       where the values are not shown)
            problem    kind, message and, where they are known, file, line and column
            recovered  file
            forgotten  file: it is gone, and never had good values
            scanned    file: a folder that is looked at periodically; message: why
            watched    file: a folder that was scanned and is left to events again
            overflow   times: how often events were lost since the start
    --watcher WATCHER
        Watch with inotify, qt (QFileSystemWatcher) or scan (a look at every file once a second) instead of the best that
        this system has: inotify, and a scan of the folders that it cannot watch or that are on a network file system.
    --show-secrets
        Show secret values too.
)"_s + commonOptions() +
           uR"(
EXIT STATUS
    0   Ended by SIGINT (Ctrl+C), SIGTERM or SIGHUP.
    1   FOLDER is missing, no folder or not readable, or the watcher is not to be had.
    2   Wrong usage.

EXAMPLES
    retunectl watch .
    retunectl watch --json /etc/myservice | jq 'select(.event == "problem")'
)"_s;
}

} // namespace

const Command &watchCommand()
{
    static const Command command{u"watch"_s,
                                 u"print what happens to the settings of a folder"_s,
                                 manual(),
                                 {{u"--json"_s, u"--show-secrets"_s}, {u"--watcher"_s}, {u"FOLDER"_s}, 1},
                                 &run};
    return command;
}

} // namespace retune
