#include "run/program.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#    include <sys/prctl.h>
#endif

namespace retune {

namespace {

/// So long a program may take to end by itself.
constexpr std::chrono::seconds usualGrace{3};
/// While the window waits for the end, it is not usable.
constexpr std::chrono::milliseconds longestFarewell{500};
/// So often lines are told, and at most so many: 100,000 a second, more than anybody sees.
constexpr std::chrono::milliseconds takeInterval{20};
constexpr int linesAtOnce = 2'000;

QProcessEnvironment environment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Python holds its output back where it is no terminal.
    environment.insert(QStringLiteral("PYTHONUNBUFFERED"), QStringLiteral("1"));
    environment.insert(QStringLiteral("TERM"), QStringLiteral("dumb"));
    return environment;
}

/// In the child, before the program takes over: only what is safe behind fork().
void joinGroup(int output, int error)
{
    ::setpgid(0, 0);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(error, STDERR_FILENO);
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGTERM); // should the window be killed, it does not run on unseen
#endif
}

QString notStartedReason(const QProcess &process, const QString &folder)
{
    const QString program = process.program();
    if (!QFileInfo(folder).isDir())
        return Program::tr("expected a folder to run it in, found none at %1").arg(folder);
    const bool isPath = program.contains(u'/');
    const QFileInfo file(QDir(folder), program);
    if (isPath && file.isFile() && !file.isExecutable())
        return Program::tr("%1 is not executable").arg(program);
    if (isPath && file.exists())
        return Program::tr("%1 cannot be run: %2").arg(program, process.errorString());
    return isPath ? Program::tr("expected a program, found no file %1").arg(program)
                  : Program::tr("expected a program, found no %1 in PATH").arg(program);
}

} // namespace

Program::Program(QObject *parent)
    : QObject(parent)
{
    m_take.setInterval(takeInterval);
    m_grace.setInterval(usualGrace);
    m_grace.setSingleShot(true);
    connect(&m_take, &QTimer::timeout, this, &Program::takeLines);
    connect(&m_grace, &QTimer::timeout, this, &Program::killGroup);
    connect(&m_process, &QProcess::started, this, &Program::started);
    connect(&m_process, &QProcess::errorOccurred, this, &Program::noteError);
    connect(&m_process, &QProcess::finished, this, &Program::noteFinish);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
}

Program::~Program()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        signalGroup(SIGTERM);
        m_process.waitForFinished(int(longestFarewell.count()));
    }
    signalGroup(SIGKILL); // also what the program left behind
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(int(longestFarewell.count()));
}

void Program::start(const QStringList &command, const QString &folder)
{
    if (m_grace.isActive())
        killGroup(); // what the program before this one left behind
    m_grace.stop();
    m_wasStopped = false;
    m_hasEnded = false;
    std::array<int, 2> output{-1, -1};
    std::array<int, 2> error{-1, -1};
    if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(error.data(), O_CLOEXEC) != 0) {
        const QString reason = tr("its output cannot be read: %1").arg(qt_error_string(errno));
        for (const int end : output) {
            if (end >= 0)
                ::close(end);
        }
        Q_EMIT ended({ProgramEnd::Way::NotStarted, 0, false, reason, {}});
        return;
    }
    m_reader = std::make_unique<OutputReader>(output[0], error[0]);
    m_process.setProgram(command.first());
    m_process.setArguments(command.sliced(1));
    m_process.setWorkingDirectory(folder);
    m_process.setProcessEnvironment(environment());
    m_process.setChildProcessModifier([output, error] { joinGroup(output[1], error[1]); });
    m_clock.start();
    m_take.start();
    m_process.start(QIODevice::ReadOnly);
    m_group = m_process.processId();
    // The child has its own.
    ::close(output[1]);
    ::close(error[1]);
}

void Program::stop()
{
    if (!isRunning())
        return;
    if (std::exchange(m_wasStopped, true))
        return signalGroup(SIGKILL);
    signalGroup(SIGTERM);
    signalGroup(SIGCONT); // one that is suspended would not hear of it
    m_grace.start();
}

void Program::signalGroup(int signal) const
{
    if (m_group > 0 && ::killpg(pid_t(m_group), signal) == 0)
        return;
    if (m_process.processId() > 0) // it is still being started, and has no group yet
        ::kill(pid_t(m_process.processId()), signal);
}

void Program::killGroup()
{
    signalGroup(SIGKILL);
    if (!isRunning())
        m_group = 0; // its number may soon be that of others
}

void Program::noteError(QProcess::ProcessError error)
{
    if (error != QProcess::FailedToStart)
        return;
    m_end = {ProgramEnd::Way::NotStarted,
             0,
             m_wasStopped,
             notStartedReason(m_process, m_process.workingDirectory()),
             {}};
    m_hasEnded = true;
    m_reader->readRest();
}

void Program::noteFinish(int code, QProcess::ExitStatus status)
{
    const auto way = status == QProcess::CrashExit ? ProgramEnd::Way::Killed : ProgramEnd::Way::Exited;
    m_end = {way, code, m_wasStopped, {}, std::chrono::milliseconds(m_clock.elapsed())};
    m_hasEnded = true;
    signalGroup(SIGTERM); // what it started does not outlive it
    if (!m_grace.isActive())
        m_grace.start();
    m_reader->readRest();
}

void Program::takeLines()
{
    const QList<ProgramLine> lines = m_reader->take(linesAtOnce);
    const bool isAtEnd = m_hasEnded && m_reader->isAtEnd();
    if (!lines.isEmpty())
        Q_EMIT printed(lines);
    if (isAtEnd)
        finish(ProgramEnd(m_end)); // a receiver may start the next one
}

void Program::finish(const ProgramEnd &end)
{
    m_take.stop();
    m_reader.reset();
    if (m_group <= 0 || ::killpg(pid_t(m_group), 0) != 0) {
        m_grace.stop(); // nobody is left
        m_group = 0;
    }
    Q_EMIT ended(end);
}

} // namespace retune
