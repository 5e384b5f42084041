#include "window/foldercode.h"

#include "editor/editorpane.h"
#include "log/codeentries.h"
#include "log/logpane.h"
#include "tree/settingsmenu.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/codebar.h"
#include "window/preferences.h"

#include <retune/format/format.h>
#include <retune/history/reloadhistory.h>
#include <retune/store/store.h>

#include <QtCore/QEvent>
#include <QtGui/QAction>

#include <algorithm>

namespace retune {

namespace {

/// How often calls and times are looked at; that code is live or has failed is told at once.
constexpr std::chrono::milliseconds pollInterval{500};

bool isSource(const QString &file)
{
    return codeFormatForPath(file) == &format(FormatId::Cpp);
}

} // namespace

FolderCode::FolderCode(const Panes &panes, const ReloadHistory &reloads)
    : QObject(panes.window)
    , m_panes(panes)
    , m_reloads(reloads)
{
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &FolderCode::look);
    connect(panes.bar, &CodeBar::allowed, this, &FolderCode::allow);
    connect(panes.bar, &CodeBar::declined, this, &FolderCode::decline);
    const Actions *actions = panes.actions;
    actions->compileSources->setChecked(compilesSources());
    connect(actions->runCode, &QAction::triggered, this, &FolderCode::allow);
    connect(actions->stopCode, &QAction::triggered, this, &FolderCode::withdraw);
    connect(actions->compileSources, &QAction::toggled, this, &FolderCode::setCompiling);
    panes.settings->menu().setCodeActions({actions->runCode, actions->stopCode});
    panes.window->installEventFilter(this);
    update();
}

void FolderCode::setTaskSource(TaskSource source)
{
    m_source = std::move(source);
    update();
}

void FolderCode::setStore(const Store *store)
{
    m_store = store;
    m_isRead = false;
    m_isDeclined = false;
    m_scope.reset();
    readPermission();
    update();
    if (!store)
        return;
    // Signals of the store are queued: those on their way when the folder is closed have to go with this scope.
    m_scope = std::make_unique<QObject>();
    connect(store, &Store::reloaded, m_scope.get(), [this] { update(); });
    connect(store, &Store::forgotten, m_scope.get(), [this] { update(); });
}

void FolderCode::begin()
{
    m_isRead = true;
    readPermission();
    if (m_isAllowed && !runnableFiles().isEmpty())
        log(tr("the code of this folder may run, as you have allowed"));
    tellPermission();
    update();
}

void FolderCode::setWorkerRunning(bool isRunning)
{
    m_isWorkerRunning = isRunning;
    followPermission();
}

QString FolderCode::folder() const
{
    return m_store ? m_store->folder() : QString();
}

QStringList FolderCode::codeFiles() const
{
    QStringList files;
    if (!m_store || !m_isRead)
        return files;
    for (const SettingsFilePtr &file : m_store->snapshot().files()) {
        if (isCode(file->format->id()))
            files.append(file->path);
    }
    return files;
}

/// Those that would run if they may.
QStringList FolderCode::runnableFiles() const
{
    QStringList files = codeFiles();
    if (!m_compilesSources)
        files.removeIf(isSource);
    return files;
}

// Trust

void FolderCode::readPermission()
{
    m_isAllowed = m_store && isTrustedFolder(folder());
    m_compilesSources = compilesSources();
}

/// It may be withdrawn in another window on the folder too: it holds for the folder.
void FolderCode::followPermission()
{
    const bool wasAllowed = m_isAllowed;
    readPermission();
    if (wasAllowed && !m_isAllowed)
        noteWithdrawn();
    else
        update();
}

void FolderCode::allow()
{
    if (!m_store || m_isAllowed)
        return;
    setTrustedFolder(folder(), true);
    readPermission();
    log(tr("the code of this folder may run from now on"));
    tellPermission();
    if (!m_isWorkerRunning)
        Q_EMIT workerNeeded(folder());
    update();
}

void FolderCode::decline()
{
    m_isDeclined = true;
    update();
}

void FolderCode::withdraw()
{
    if (!m_isAllowed)
        return;
    setTrustedFolder(folder(), false);
    readPermission();
    noteWithdrawn();
}

void FolderCode::noteWithdrawn()
{
    m_isDeclined = true; // to ask at once would be no answer to this
    log(tr("the code of this folder may not run any more"));
    tellPermission();
    update();
}

void FolderCode::setCompiling(bool isCompiling)
{
    if (isCompiling == compilesSources())
        return;
    setCompilesSources(isCompiling);
    m_compilesSources = isCompiling;
    if (m_isRead)
        tellPermission();
    update();
}

void FolderCode::tellPermission()
{
    Q_EMIT permissionChanged(folder(), m_isAllowed, m_compilesSources);
}

// What is shown

void FolderCode::update()
{
    const QStringList runnable = runnableFiles();
    m_panes.bar->ask(m_isAllowed || m_isDeclined ? QStringList() : runnable);
    m_panes.actions->runCode->setEnabled(!m_isAllowed && !runnable.isEmpty());
    m_panes.actions->stopCode->setEnabled(m_isAllowed);
    updatePolling();
    showStates();
}

void FolderCode::updatePolling()
{
    if (!m_isWorkerRunning || !m_isRead || !m_isAllowed)
        m_poll.stop();
    else if (!m_poll.isActive())
        m_poll.start();
}

void FolderCode::look()
{
    const QWidget *window = m_panes.window;
    readPermission();
    if (!m_isAllowed)
        noteWithdrawn();
    else if (window->isVisible() && !window->isMinimized())
        showStates();
}

bool FolderCode::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange ||
        type == QEvent::WindowActivate) {
        // Later, when the window is what the event says. Whoever comes back may come from another window on the folder.
        QMetaObject::invokeMethod(this, &FolderCode::followPermission, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void FolderCode::showStates()
{
    const QList<TaskInfo> tasks = m_source && m_isAllowed ? m_source(folder()) : QList<TaskInfo>();
    QHash<QString, CodeState> states;
    QHash<QString, QList<Problem>> problems;
    QList<Problem> failures;
    for (const QString &file : codeFiles()) {
        const CodeState state = this->state(file, tasks);
        for (const TaskFailure &failure : state.task ? state.task->failures : QList<TaskFailure>()) {
            problems[failure.problem.file].append(failure.problem);
            failures.append(failure.problem);
        }
        states.insert(file, state);
    }
    m_panes.settings->setCodeStates(states);
    m_panes.editor->setCodeProblems(problems);
    Q_EMIT failuresTold(failures);
}

/// The program that runs the code counts its own revisions. People see those of this window, so what is live is looked for among
/// them by its content; 0 where it is not there.
quint64 FolderCode::shownRevision(const SettingsFile &live) const
{
    const auto holdsIt = [&](const SettingsFilePtr &file) {
        return file && file->document.bytes() == live.document.bytes();
    };
    if (const SettingsFilePtr file = m_store->snapshot().file(live.path); holdsIt(file))
        return file->revision;
    for (const HistoryEntry &entry : m_reloads.entries(live.path)) {
        if (holdsIt(entry.reload.after))
            return entry.reload.after->revision;
        if (holdsIt(entry.reload.before))
            return entry.reload.before->revision;
    }
    return 0;
}

CodeState FolderCode::state(const QString &file, const QList<TaskInfo> &tasks) const
{
    CodeState state;
    const auto found =
        std::find_if(tasks.begin(), tasks.end(), [&](const TaskInfo &task) { return task.file == file; });
    if (found == tasks.end() || (isSource(file) && !m_compilesSources)) {
        state.idleReason = idleReason(file);
        return state;
    }
    state.task = *found;
    if (found->live)
        state.revision = shownRevision(*found->live);
    return state;
}

QString FolderCode::idleReason(const QString &file) const
{
    if (!m_isAllowed)
        return tr("Not run: you have not allowed the code of this folder to run");
    if (isSource(file) && !m_compilesSources)
        return tr("Not run: compiling .cpp files is not allowed (Worker menu)");
    if (!m_isWorkerRunning)
        return tr("Not run: the worker, which runs the code, is stopped");
    return tr("Not run yet");
}

// The log

void FolderCode::noteLive(const QDateTime &when, const TaskInfo &task)
{
    m_panes.log->append(liveEntry(task, when));
    showStates();
}

void FolderCode::noteRetired(const QDateTime &when, const TaskInfo &task)
{
    m_panes.log->append(retiredEntry(task, when));
    showStates();
}

void FolderCode::noteFailure(const QDateTime &when, const TaskFailure &failure)
{
    for (const LogEntry &entry : logEntries(failure, when))
        m_panes.log->append(entry);
    showStates();
}

void FolderCode::noteLine(const QDateTime &when, const QString &task, const QString &line)
{
    m_panes.log->append(taskLineEntry(task, line, when));
}

void FolderCode::log(const QString &text)
{
    LogEntry entry;
    entry.when = QDateTime::currentDateTime();
    entry.text = text;
    m_panes.log->append(entry);
}

} // namespace retune
