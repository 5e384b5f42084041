#pragma once

#include <retune/plugin/codeversion.h>
#include <retune/plugin/pluginhost.h>
#include <retune/plugin/scriptwatchdog.h>
#include <retune/plugin/sourcecompiler.h>
#include <retune/plugin/taskslot.h>
#include <retune/plugin/workqueue.h>

#include <QtCore/QTemporaryDir>

#include <map>
#include <mutex>
#include <shared_mutex>

namespace retune {

/// What a plugin host keeps. Loads in a thread of its own, compiles in another; both hand versions to the slots of the tasks.
class PluginHost::Private
{
public:
    Private(PluginHost &host, Store &store, const PluginOptions &options);
    ~Private();

    void start();
    void stop();
    bool isStarted() const;
    bool waitUntilLoaded(std::chrono::milliseconds timeout);
    QList<TaskInfo> tasks() const;
    Result<QJsonValue> call(const QString &name);

private:
    /// A file of code and the task it is.
    struct Entry
    {
        Entry(Private &owner, const QString &task, const QString &file, int trialCalls);

        /// As it is told.
        TaskInfo current() const;

        TaskSlot slot;
        quint64 wanted = 0; ///< the revision of the code that is to be live; guarded by the host's mutex

        mutable std::mutex mutex; // guards what follows
        TaskInfo info;
        std::chrono::nanoseconds total{0};
        std::optional<TaskFailure> codeFailure; ///< of the file's code, which is not live because of it
        std::optional<TaskFailure> callFailure; ///< of the last call
        std::optional<TaskFailure> told;
    };
    using EntryPtr = std::shared_ptr<Entry>;

    void loadAll();
    void loadSoon(const SettingsFilePtr &file);
    void forget(const QString &file);
    void load(const EntryPtr &entry, const SettingsFilePtr &file);
    void compile(const EntryPtr &entry, const SettingsFilePtr &file, const std::stop_token &stop);
    void offer(const EntryPtr &entry, const std::function<std::shared_ptr<CodeVersion>()> &make);
    std::optional<QString> refusal(const Entry &entry, const QString &file) const;
    EntryPtr liveEntry(const QString &task) const;
    bool isKnown(const EntryPtr &entry) const;
    bool isWanted(const EntryPtr &entry, const SettingsFilePtr &file) const;
    CallSurroundings surroundings(const QString &task) const;

    void turned(Entry &entry, const TaskTurn &turn);
    void tookOver(Entry &entry, const CodeVersion &version);
    void gaveUp(Entry &entry, const CodeVersion &live);
    static void noteCall(Entry &entry, std::chrono::nanoseconds duration,
                         const std::optional<TaskFailure> &failure);
    void tellCodeFailure(Entry &entry, const TaskFailure &failure);
    void tell(Entry &entry, const TaskFailure &failure);

    PluginHost &m_host;
    Store &m_store;
    const PluginOptions m_options;
    QTemporaryDir m_folder; ///< for copies of libraries; readable for the user alone
    SourceCompiler m_compiler;
    ScriptWatchdog m_watchdog; // outlives the scripts

    std::shared_mutex m_calls; // shared by the calls that are under way

    mutable std::mutex m_mutex;            // guards these
    std::map<QString, EntryPtr> m_entries; ///< by file
    bool m_isStarted = false;

    WorkQueue m_compiling;
    WorkQueue m_loading;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace retune
