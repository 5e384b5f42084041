#pragma once

#include <retune/plugin/codeversion.h>
#include <retune/plugin/pluginhost.h>
#include <retune/plugin/scriptwatchdog.h>
#include <retune/plugin/sourcecompiler.h>
#include <retune/plugin/taskslot.h>
#include <retune/plugin/workqueue.h>

#include <array>
#include <condition_variable>
#include <map>
#include <mutex>

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
    void setCompilesSources(bool isAllowed);
    bool waitUntilLoaded(std::chrono::milliseconds timeout);
    QList<TaskInfo> tasks() const;
    Result<QJsonValue> call(const QString &name);

private:
    using Clock = std::chrono::steady_clock;

    /// To cut a connection does not wait for a slot that the store's thread is in already. Each of them asks here, where the
    /// host's end waits for it. Nothing is locked meanwhile: they tell the program's slots, which may come back through the
    /// store.
    class Gate
    {
    public:
        /// Whether it is open; then `leave` has to follow.
        bool enter();
        void leave();
        /// Waits until all have left.
        void close();

    private:
        std::mutex m_mutex; // guards these
        std::condition_variable m_left;
        bool m_isOpen = true;
        int m_inside = 0;
    };

    /// A file of code and the task it is.
    struct Entry
    {
        Entry(Private &owner, quint64 entryNumber, const QString &file);

        /// As it is told.
        TaskInfo current() const;

        const quint64 number; ///< counts up: of two that want to be the same task the earlier one is
        TaskSlot slot;
        quint64 wanted = 0; ///< the revision of the code that is to be live; guarded by the host's mutex

        mutable std::mutex mutex; // guards what follows
        TaskInfo info;
        std::chrono::nanoseconds total{0};
        QList<TaskFailure> codeFailures;        ///< of the file's code, which is not live because of them
        std::optional<TaskFailure> callFailure; ///< of the last call
        QList<TaskFailure> told;
    };
    using EntryPtr = std::shared_ptr<Entry>;

    void loadAll();
    void loadSoon(const SettingsFilePtr &file);
    void leave(const EntryPtr &entry);
    EntryPtr comeBack(const QString &file);
    void addWork(const EntryPtr &entry, const SettingsFilePtr &file);
    std::array<WorkQueue *, 3> queues() { return {&m_compiling, &m_loadingLibraries, &m_loadingScripts}; }
    void forget(const QString &file);
    void noteLoaded(const EntryPtr &entry, const SettingsFilePtr &file) const;
    void load(const EntryPtr &entry, const SettingsFilePtr &file);
    void compile(const EntryPtr &entry, const SettingsFilePtr &file, const std::stop_token &stop);
    void offer(const EntryPtr &entry, const std::function<std::shared_ptr<CodeVersion>()> &make);
    std::optional<QString> refusal(const Entry &entry, const QString &file) const;
    EntryPtr liveEntry(const QString &task) const;
    void beginCall();
    void endCall();
    bool isKnown(const EntryPtr &entry) const;
    bool isWanted(const EntryPtr &entry, const SettingsFilePtr &file) const;
    CallSurroundings surroundings(const QString &task) const;

    void turned(Entry &entry, const TaskTurn &turn);
    void tookOver(Entry &entry, const CodeVersion &version);
    void gaveUp(Entry &entry, const TaskTurn &turn);
    void retired(Entry &entry);
    static void noteCall(Entry &entry, std::chrono::nanoseconds duration,
                         const std::optional<TaskFailure> &failure);
    static void noteCodeFailures(Entry &entry, const QList<TaskFailure> &failures);
    void tellCodeFailures(Entry &entry, const QList<TaskFailure> &failures);
    void tell(Entry &entry, const QList<TaskFailure> &failures);

    PluginHost &m_host;
    Store &m_store;
    const PluginOptions m_options;
    SourceCompiler m_compiler;
    ScriptWatchdog m_watchdog; // outlives the scripts

    const std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();

    mutable std::mutex m_mutex;            // guards these
    std::map<QString, EntryPtr> m_entries; ///< by file
    std::map<QString, EntryPtr>
        m_leaving;            ///< that are not wanted any more, while a call of them is under way; by file
    quint64 m_lastNumber = 0; ///< of an entry
    bool m_isStarted = false;
    bool m_compilesSources;
    int m_callsUnderWay = 0;
    std::condition_variable m_callsEnded;

    std::optional<QString> m_toldOfCompiler; ///< why there is none; for the thread that compiles

    WorkQueue m_compiling;
    WorkQueue m_loadingLibraries; // native code cannot be interrupted, and is not to hold up scripts
    WorkQueue m_loadingScripts;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace retune
