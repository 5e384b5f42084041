#pragma once

#include <retune/plugin/pluginhost.h>

#include <QtCore/QMap>

#include <functional>
#include <memory>
#include <mutex>

namespace retune {

class DemoEvents;

/// What the user allows of the code in a folder.
struct CodePermission
{
    bool isGiven = false;
    bool compilesSources = false; ///< `.cpp` files too

    bool operator==(const CodePermission &) const = default;
};

/// The code in the folder of the demo worker: runs it as far as it is allowed, and tells what becomes of it. For the worker's
/// thread, but for `tasks`.
class DemoCode
{
public:
    /// Runs nothing. `store` and `events`, whose signals tell of the code, have to outlive it.
    DemoCode(Store &store, DemoEvents &events);
    ~DemoCode();

    const CodePermission &permission() const { return m_permission; }
    /// Starts or ends what runs. Waits for nothing but the end of what runs.
    void setPermission(const CodePermission &permission);

    /// Calls each task that is live, in the order of their names, as long as `mayGoOn` says so, and gives each line that is to
    /// be printed to `print`: what a task returned. What it throws is told by the signals.
    void callAll(const std::function<bool()> &mayGoOn, const std::function<void(const QString &)> &print);

    /// What there is to know of the tasks; any thread.
    QList<TaskInfo> tasks() const;

private:
    void start();
    void end();
    void connectHost();

    Store &m_store;
    DemoEvents &m_events;
    CodePermission m_permission;
    std::unique_ptr<PluginHost> m_host;
    mutable std::mutex m_mutex;
    /// The tasks of which was told that they are live, with their files: no others are called.
    QMap<QString, QString> m_told;
};

} // namespace retune
