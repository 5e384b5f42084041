#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QObject>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace retune {

class DemoPrinter;

/// A program that uses live settings, as small as it can be: a loop in a thread of its own that prints `redis` of
/// `setting.py` once per `interval` seconds (from `worker.jsonc`), and that needs no restart when either is edited. It knows
/// the folder only through the library's public interface, with a store of its own, as any other program would.
///
/// Lives in one thread, and needs its event loop; the functions are for that thread and return at once.
class DemoWorker : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8 { Stopped, Running, Paused };
    Q_ENUM(State)

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

Q_SIGNALS:
    /// A line, when it was printed. Emitted from the worker's own thread: receivers that live in another get it queued.
    void printed(const QDateTime &when, const QString &line);
    void stateChanged(retune::DemoWorker::State state);

private:
    void run(const QString &folder);
    void loop(DemoPrinter &printer);
    bool waitForTurn(DemoPrinter &printer);
    void wake();
    void end();
    void setState(State state);

    State m_state = State::Stopped;
    QString m_folder;
    std::thread m_thread;
    quint64 m_runs = 0; ///< how often it was started, to tell an end of an earlier run from one of this

    // Shared with the thread.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isPaused = false;
    bool m_isEnding = false;
};

} // namespace retune
