#pragma once

#include "democode.h"

#include <QtCore/QDateTime>
#include <QtCore/QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace retune {

class DemoPrinter;

/// A program that uses live settings, as small as it can be: a loop in a thread of its own that prints `redis` of
/// `setting.py` once per `interval` seconds (from `worker.jsonc`), and that needs no restart when either is edited. Where it is
/// allowed to, it runs the code in the folder's `plugins` too: each turn it calls all tasks and prints what they return. It knows
/// the folder only through the library's public interface, with a store of its own, as any other program would.
///
/// Lives in one thread, and needs its event loop; the functions are for that thread and return at once.
class DemoWorker : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Stopped, Running, Paused };
    Q_ENUM(State)

    /// Where the code lies that it may run, below the folder it is started on.
    static constexpr QStringView codeFolder = u"plugins";
    /// The limits of `interval`, in seconds; one second where it is missing.
    static constexpr double shortestInterval = 0.05;
    static constexpr double longestInterval = 3600.0;

    explicit DemoWorker(QObject *parent = nullptr);
    /// Ends the thread.
    ~DemoWorker() override;

    State state() const { return m_state; }
    /// The folder it was started on last.
    QString folder() const { return m_folder; }

    /// Starts to print; goes on where it is paused on the same folder; changes the folder where it runs on another.
    void start(const QString &folder);
    void pause();
    void resume();
    void stop();

    /// What is allowed of the code in a folder; nothing in every other one. Holds at once where it runs on that folder, and
    /// until it is called again.
    void setCodePermission(const QString &folder, const retune::CodePermission &permission);
    /// What there is to know of the tasks in a folder; none where it does not run on that folder. Never waits for a call
    /// that is under way; any thread.
    QList<TaskInfo> tasks(const QString &folder) const;

Q_SIGNALS:
    /// A line, when it was printed. Emitted from the worker's own thread: receivers that live in another get it queued.
    void printed(const QDateTime &when, const QString &line);
    // What becomes of the code: from other threads too. That code is live is told before its first call.
    void codeTookOver(const QDateTime &when, const retune::TaskInfo &task);
    void codeRetired(const QDateTime &when, const retune::TaskInfo &task);
    void codeFailed(const QDateTime &when, const retune::TaskFailure &failure);
    void codeLogged(const QDateTime &when, const QString &task, const QString &line);
    void stateChanged(retune::DemoWorker::State state);

private:
    void run(const QString &folder);
    void loop(DemoPrinter &printer, DemoCode &code);
    void takeTurn(DemoPrinter &printer, DemoCode &code);
    bool waitForTurn(DemoPrinter &printer, DemoCode &code);
    CodePermission codePermission() const;
    bool mayCall(const DemoCode &code) const;
    void wake();
    void end();
    void setState(State state);

    State m_state = State::Stopped;
    QString m_folder;
    std::thread m_thread;
    quint64 m_runs = 0; ///< how often it was started, to tell an end of an earlier run from one of this

    // Shared with the thread.
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isPaused = false;
    bool m_isEnding = false;
    QString m_runningFolder; ///< of the thread
    QString m_codeFolder;    ///< for which the permission is
    CodePermission m_codePermission;
    DemoCode *m_code = nullptr; ///< while the thread has one
};

} // namespace retune
