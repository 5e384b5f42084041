#pragma once

#include "democode.h"
#include "demoevents.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace retune {

class DemoPrinter;

/// One run of the demo worker, from a start to its end: all that its thread shares with others. It knows nothing of who started it, so
/// that a run whose code does not return can be left alone.
///
/// Signals come from the thread of the run. The functions may be called from any thread, and never wait for a call that is under way.
class DemoRun : public DemoEvents
{
    Q_OBJECT

public:
    DemoRun(const QString &folder, const CodePermission &permission);
    ~DemoRun() override;

    /// The run itself, for a thread of its own: returns when it has ended. To be called once.
    void run();

    const QString &folder() const { return m_folder; }
    void setPaused(bool isPaused);
    /// What is allowed of the code from now on.
    void setCodePermission(const CodePermission &permission);
    /// What there is to know of the tasks.
    QList<TaskInfo> tasks() const;
    /// Ends it: at once, or when the call that is under way returns.
    void end();
    /// Waits until it has ended. False where it goes on past `deadline`.
    bool waitUntilEnded(std::chrono::steady_clock::time_point deadline) const;

Q_SIGNALS:
    void ended();

private:
    void runInFolder();
    void loop(DemoPrinter &printer, DemoCode &code);
    void takeTurn(DemoPrinter &printer, DemoCode &code);
    bool waitForTurn(DemoPrinter &printer, DemoCode &code);
    bool mayCall(const DemoCode &code) const;
    void wake();

    const QString m_folder;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    bool m_isPaused = false;
    bool m_isEnding = false;
    bool m_hasEnded = false;
    CodePermission m_permission;
    DemoCode *m_code = nullptr; ///< while the thread has one
};

} // namespace retune
