#pragma once

#include "run/outputreader.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <memory>

namespace retune {

/// How a program ended.
struct ProgramEnd
{
    enum class Way : quint8 {
        Exited,    ///< by itself, with a code
        Killed,    ///< by a signal
        NotStarted ///< there is no such program, or it may not be run
    };

    Way way = Way::Exited;
    int code = 0;                      ///< of the exit, or the number of the signal
    bool wasStopped = false;           ///< because `stop` was called
    QString reason;                    ///< NotStarted: why
    std::chrono::milliseconds time{0}; ///< it ran for so long
};

/// A program that is run for its output, one at a time, in a process group of its own, so that what it starts ends with it. Its
/// input is empty. Lives in one thread, and needs its event loop. POSIX.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(QObject *parent = nullptr);
    /// Ends the program as `stop` does, and waits until it is gone.
    ~Program() override;

    /// Starts a program with its arguments. To be called only while none runs; `printed` and `ended` follow, also where it cannot be
    /// started. A program with a `/` in its name is looked for from the folder, another one in PATH.
    void start(const QStringList &command, const QString &folder);
    /// Asks the program to end (SIGTERM), and after the grace makes it (SIGKILL), with all that it started. When asked again, at once.
    void stop();
    /// From `start` until `ended`.
    bool isRunning() const { return m_reader != nullptr; }
    bool isStopping() const { return isRunning() && m_wasStopped; }
    /// 0 while there is none.
    qint64 processId() const { return m_process.processId(); }

    void setGrace(std::chrono::milliseconds grace) { m_grace.setInterval(grace); }

Q_SIGNALS:
    /// The program has begun to run; does not come where it cannot be started.
    void started();
    void printed(const QList<retune::ProgramLine> &lines);
    /// All it printed has been told.
    void ended(const retune::ProgramEnd &end);

private:
    void signalGroup(int signal) const;
    void killGroup();
    void noteError(QProcess::ProcessError error);
    void noteFinish(int code, QProcess::ExitStatus status);
    void takeLines();
    void finish(const ProgramEnd &end);

    QProcess m_process;
    std::unique_ptr<OutputReader> m_reader;
    QTimer m_take;
    QTimer m_grace;
    QElapsedTimer m_clock;
    qint64 m_group = 0; ///< the process group, once it runs
    bool m_wasStopped = false;
    bool m_hasEnded = false; ///< the process, but not all of its output was told
    ProgramEnd m_end;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::ProgramEnd)
