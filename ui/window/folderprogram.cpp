#include "window/folderprogram.h"

#include "log/logpane.h"
#include "run/commandline.h"
#include "run/folderwatching.h"
#include "thread/whenfinished.h"
#include "window/actions.h"
#include "window/recentcommands.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QLocale>
#include <QtGui/QAction>

#include <cstring>

namespace retune {

namespace {

/// A program has opened its settings by then.
constexpr std::chrono::milliseconds usualLookTime{1500};

QString signalText(int signal)
{
    return FolderProgram::tr("signal %1, %2").arg(signal).arg(QString::fromLocal8Bit(::strsignal(signal)));
}

/// As it stands in the bar.
QString outcome(const ProgramEnd &end)
{
    switch (end.way) {
    case ProgramEnd::Way::Exited:
        return FolderProgram::tr("exit code %1").arg(end.code);
    case ProgramEnd::Way::Killed:
        return end.wasStopped ? FolderProgram::tr("stopped") : signalText(end.code);
    case ProgramEnd::Way::NotStarted:
        break;
    }
    return FolderProgram::tr("not started");
}

QString endText(const QString &line, const ProgramEnd &end)
{
    const QString time = QLocale().toString(double(end.time.count()) / 1000, 'f', 1);
    switch (end.way) {
    case ProgramEnd::Way::Exited:
        return FolderProgram::tr("%1  ended after %2 s with exit code %3").arg(line, time).arg(end.code);
    case ProgramEnd::Way::Killed:
        return FolderProgram::tr("%1  ended after %2 s by %3").arg(line, time, signalText(end.code));
    case ProgramEnd::Way::NotStarted:
        break;
    }
    return FolderProgram::tr("%1  was not started: %2").arg(line, end.reason);
}

bool isBad(const ProgramEnd &end)
{
    return end.way == ProgramEnd::Way::NotStarted || (!end.wasStopped && end.code != 0);
}

} // namespace

FolderProgram::FolderProgram(const Panes &panes)
    : QObject(panes.window)
    , m_panes(panes)
{
    m_look.setSingleShot(true);
    m_look.setInterval(usualLookTime);
    connect(&m_look, &QTimer::timeout, this, &FolderProgram::look);
    // Not before: what is being started is still a copy of this process, which watches the folder.
    connect(&m_program, &Program::started, &m_look, qOverload<>(&QTimer::start));
    connect(&m_program, &Program::started, this, [this] { log(tr("%1  started").arg(m_line)); });
    connect(&m_program, &Program::printed, this, &FolderProgram::noteLines);
    connect(&m_program, &Program::ended, this, &FolderProgram::noteEnd);
    connect(panes.bar, &RunBar::runRequested, this, &FolderProgram::run);
    connect(panes.bar, &RunBar::stopRequested, this, qOverload<>(&FolderProgram::stop));
    connect(panes.actions->runProgram, &QAction::triggered, panes.bar, &RunBar::begin);
    connect(panes.actions->restartProgram, &QAction::triggered, this, &FolderProgram::run);
    connect(panes.actions->stopProgram, &QAction::triggered, this, qOverload<>(&FolderProgram::stop));
    showState();
}

void FolderProgram::setFolder(const QString &folder)
{
    m_next.clear();
    stop(tr("its folder was closed"));
    m_folder = folder;
    const QStringList recent = folder.isEmpty() ? QStringList() : recentCommands(folder);
    m_panes.bar->setRecent(recent);
    m_panes.bar->setCommand(recent.value(0));
    m_panes.bar->showError({});
    m_panes.bar->hide();
    showState();
}

void FolderProgram::run()
{
    if (!m_folder.isEmpty())
        runLine(m_panes.bar->command());
}

void FolderProgram::runLine(const QString &line)
{
    const Result<QStringList> command = splitCommandLine(line);
    if (!command)
        return m_panes.bar->showError(command.error().message, command.error().position.column - 1);
    m_panes.bar->showError({});
    if (!m_program.isRunning())
        return start(line, *command);
    m_next = line;
    stop(tr("to be started again"));
}

void FolderProgram::start(const QString &line, const QStringList &command)
{
    addRecentCommand(m_folder, line);
    const QString typed = m_panes.bar->command(); // another one, maybe, while the program before was ending
    m_panes.bar->setRecent(recentCommands(m_folder));
    m_panes.bar->setCommand(typed);
    m_line = line;
    m_runFolder = m_folder;
    m_hasPrinted = false;
    m_isWatching.reset();
    m_panes.bar->setHint(
        tr("Runs in %1, and ends with this window or when another folder is opened.").arg(m_folder));
    m_panes.bar->setOutcome(tr("running"));
    m_program.start(command, m_folder);
    showState();
}

void FolderProgram::stop(const QString &why)
{
    if (!m_program.isRunning())
        return;
    if (!m_program.isStopping())
        log(why.isEmpty() ? tr("%1  is being stopped").arg(m_line)
                          : tr("%1  is being stopped: %2").arg(m_line, why));
    m_panes.bar->setOutcome(tr("stopping"));
    m_program.stop();
    showState();
}

void FolderProgram::noteLines(const QList<ProgramLine> &lines)
{
    if (!std::exchange(m_hasPrinted, true))
        showHints();
    for (const ProgramLine &line : lines) {
        const auto kind = line.isError ? LogEntry::Kind::ProgramError : LogEntry::Kind::Program;
        m_panes.log->append({line.when, kind, line.text, {}, 0, {}, {}});
    }
}

void FolderProgram::noteEnd(const ProgramEnd &end)
{
    m_look.stop();
    const QString text = endText(m_line, end);
    log(text, isBad(end));
    m_panes.bar->setOutcome(outcome(end), isBad(end));
    m_isWatching.reset();
    m_panes.bar->setHint({});
    if (end.way == ProgramEnd::Way::NotStarted && m_runFolder == m_folder)
        m_panes.bar->showError(end.reason);
    showState();
    Q_EMIT ended(text);
    if (const QString next = std::exchange(m_next, {}); !next.isEmpty())
        runLine(next);
}

/// Reads about each file that the program has open, so not in the thread of the window.
void FolderProgram::look()
{
    const qint64 process = m_program.processId();
    whenFinished(QtConcurrent::run(&watchesFolder, process, m_runFolder), this,
                 [this, process](bool isWatching) {
                     if (m_program.isRunning() && !m_program.isStopping() && m_program.processId() == process)
                         noteWatching(isWatching);
                 });
}

/// A program that does not follow the folder has to be written so that it reads its files anew.
void FolderProgram::noteWatching(bool isWatching)
{
    m_isWatching = isWatching;
    if (!isWatching)
        log(tr("%1  does not watch this folder: it may have to read its files anew by itself to see a change")
                .arg(m_line));
    showHints();
}

void FolderProgram::showHints()
{
    if (!m_isWatching)
        return; // it has just started, or ended
    QStringList hints;
    if (!*m_isWatching)
        hints += tr("The program does not watch this folder through the library: it may have to read its "
                    "files anew by "
                    "itself, or be restarted, to see a change.");
    if (!m_hasPrinted)
        hints +=
            tr("It has printed nothing yet. Some programs hold their output back where there is no terminal: "
               "try stdbuf -oL COMMAND.");
    hints += tr("It ends with this window or when another folder is opened.");
    m_panes.bar->setHint(hints.join(u' '));
}

void FolderProgram::showState()
{
    const bool isRunning = m_program.isRunning();
    const RunBar::State whileRunning =
        m_program.isStopping() ? RunBar::State::Stopping : RunBar::State::Running;
    m_panes.bar->setState(isRunning ? whileRunning : RunBar::State::Idle);
    m_panes.actions->runProgram->setEnabled(!m_folder.isEmpty());
    m_panes.actions->restartProgram->setEnabled(!m_folder.isEmpty() && !m_panes.bar->command().isEmpty());
    m_panes.actions->stopProgram->setEnabled(isRunning);
    Q_EMIT runningChanged(isRunning ? m_line : QString());
}

void FolderProgram::log(const QString &text, bool isFailure)
{
    const auto kind = isFailure ? LogEntry::Kind::Failed : LogEntry::Kind::Info;
    m_panes.log->append({QDateTime::currentDateTime(), kind, text, {}, 0, {}, {}});
}

} // namespace retune
