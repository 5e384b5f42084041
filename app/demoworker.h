#pragma once

#include "democode.h"
#include "demoevents.h"

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace retune {

class DemoRun;

/// A program that uses live settings, as small as it can be: a loop in a thread of its own that prints `redis` of
/// `setting.py` once per `interval` seconds (from `worker.jsonc`), and that needs no restart when either is edited. Where it is
/// allowed to, it runs the code in the folder's `plugins` too: each turn it calls all tasks and prints what they return. It knows
/// the folder only through the library's public interface, with a store of its own, as any other program would.
///
/// Lives in one thread, and needs its event loop; the functions are for that thread and return at once.
class DemoWorker : public DemoEvents
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
    /// Ends the thread. Where a call does not return it is waited for as long as `setEndTimeout` says, and then left alone.
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
    /// that is under way.
    QList<TaskInfo> tasks(const QString &folder) const;

    /// How long the destructor waits for calls that are under way.
    void setEndTimeout(std::chrono::milliseconds timeout) { m_endTimeout = timeout; }

Q_SIGNALS:
    void stateChanged(retune::DemoWorker::State state);

private:
    /// A run goes on for as long as a call of its code does, whatever comes after it.
    struct Thread
    {
        std::shared_ptr<DemoRun> run;
        std::thread thread;
    };

    void connectRun();
    void joinEnded();
    CodePermission permissionFor(const QString &folder) const;
    void setState(State state);

    State m_state = State::Stopped;
    QString m_folder;
    std::chrono::milliseconds m_endTimeout{2000};
    std::vector<Thread> m_threads;
    std::shared_ptr<DemoRun> m_run; ///< the last that was started
    QString m_codeFolder;           ///< for which the permission is
    CodePermission m_codePermission;
};

} // namespace retune
