#pragma once

#include <retune/store/store.h>

#include <QtCore/QDateTime>
#include <QtCore/QJsonValue>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace retune {

/// How tasks are run.
struct PluginOptions
{
    /// How long a call of a script may take, and its start and its self-test. Looked at between steps of script code: a
    /// built-in function runs to its end first.
    std::chrono::milliseconds timeLimit{1000};
    /// By how many bytes the process may grow during a call of a script, as far as that is seen between steps of script code.
    /// A built-in function that takes all of it at once is not stopped. Where the system does not tell (it does on Linux),
    /// there is no such limit.
    qsizetype memoryLimit = 256 * 1024 * 1024;
    /// A new version that throws within so many calls is given up for the one before; 0: never.
    int trialCalls = 3;
    /// Whether `.cpp` files are compiled and run. A change of a header alone compiles nothing.
    bool compilesSources = false;
    /// The compiler for them, and what it is given: as `pkg-config --cflags retune-plugin` says where that is empty.
    QString compiler = QStringLiteral("c++");
    QStringList compilerArguments = {};
    QString moc = {}; ///< Qt's compiler of meta-objects; the one that package names where that is empty
};

/// A call that was under way when code threw.
struct StackFrame
{
    QString function; ///< empty for code outside of functions, and for one without a name
    QString file;     ///< as the store names it
    int line = 0;     ///< 1 for the first

    /// "greet (plugins/greet.js:3)"
    QString toString() const;
    bool operator==(const StackFrame &) const = default;
};

/// Code that failed, and where.
struct TaskFailure
{
    QString task;
    Problem
        problem; ///< of the kind Failure, or NotRun where it is not the code's fault; `file` is as the store names it
    QList<StackFrame> stack = {}; ///< the innermost 20, that one first; empty where there is none
    qsizetype moreFrames = 0;     ///< how many are left out

    bool operator==(const TaskFailure &) const = default;
};

/// What is known of a task.
struct TaskInfo
{
    QString name;           ///< the file's, without folder and extension
    QString file;           ///< as the store names it
    SettingsFilePtr live;   ///< the file as the store published it when it held what is called; null for none
    QDateTime loaded;       ///< when that took over
    bool isLoading = false; ///< newer code of the file is being loaded or compiled
    quint64 calls = 0;      ///< of all versions
    std::chrono::nanoseconds lastCall{0}; ///< how long the last call took
    std::chrono::nanoseconds meanCall{0};
    QList<TaskFailure>
        failures; ///< why the file's code is not live, or what its last call threw; compilers find several

    bool isLive() const { return live != nullptr; }
    bool operator==(const TaskInfo &) const = default;
};

/// Runs the code in a store's folder of code (`StoreOptions::codeFolder`), once it is told to, and goes on with new code when
/// a file changes: the new version is loaded beside the old one, passes its own test, and takes over between two calls. Code
/// that is not fit harms nobody: the problem is told, the old version goes on.
///
/// A file `greet.js`, `greet.so` or `greet.cpp` is the task `greet`. Code runs in this process with all its rights: native code
/// may do anything, and a script cannot reach files, the network or processes, but can use up time and memory
/// (`PluginOptions`). So a host runs nothing before `start`, and refuses files that somebody else than the user and root
/// may write to.
///
/// Scripts need a QCoreApplication, but no event loop. All functions may be called from any thread; calls run in the
/// caller's, and one task is called by one thread at a time. Signals come from the thread that brought them about: the
/// host's own, the store's, or that of a call. Those about a task are told while it cannot be called: a slot that is
/// connected directly gets Misuse if it tries.
///
/// A task whose native code calls another one through its host holds its own place meanwhile. Two that call each other from
/// two threads wait for each other for ever, as with any two locks.
class PluginHost : public QObject
{
    Q_OBJECT

public:
    /// The store has to outlive the host.
    explicit PluginHost(Store &store, const PluginOptions &options = {}, QObject *parent = nullptr);
    /// Waits for calls and loads under way; so it is not for a slot that one of them runs. No call may begin any more.
    ~PluginHost() override;

    /// Loads what is there, and from now on what is new or changed. Returns at once. Code that was refused for its mode is looked at
    /// again when it is saved, or when the host is stopped and started.
    void start();
    /// Retires every task, and forgets the states. Returns at once: a call that is under way ends first, a compilation is given up.
    void stop();
    bool isStarted() const;
    /// Allows `.cpp` files to be compiled and run from now on, or no more; `PluginOptions::compilesSources` is how it begins. What
    /// comes of other files goes on as it is, with its state.
    void setCompilesSources(bool isAllowed);
    /// Waits until everything that was in the store's folder when `start` was called has been loaded or refused; sources
    /// that are being compiled are not waited for. False after `timeout`; a negative one waits as long as it takes.
    bool waitUntilLoaded(std::chrono::milliseconds timeout = std::chrono::milliseconds(-1)) const;

    /// The names of the tasks that are live, sorted.
    QStringList taskNames() const;
    /// All that have code in the folder, live or not, sorted by name; those of files that never were live too.
    QList<TaskInfo> tasks() const;

    /// Calls a task with the store's current snapshot and gives what it returns (undefined for nothing). An error says what
    /// the code threw, with kind Failure; Missing where no such task is live; Misuse where a task calls itself. Errors are told by
    /// `failed` too.
    Result<QJsonValue> call(const QString &task);

Q_SIGNALS:
    /// A version took over.
    void tookOver(const retune::TaskInfo &task);
    /// The task is called no more.
    void retired(const retune::TaskInfo &task);
    /// Code could not be loaded, or threw. The same failures of a task are told once until it was fine again or its file changed.
    void failed(const retune::TaskFailure &failure);
    /// A line that a task logged.
    void logged(const QString &task, const QString &line);

private:
    class Private;
    const std::unique_ptr<Private> m_private;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::TaskFailure)
Q_DECLARE_METATYPE(retune::TaskInfo)
