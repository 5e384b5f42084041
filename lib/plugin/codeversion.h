#pragma once

#include <retune/plugin/pluginhost.h>
#include <retune/plugin/taskslot.h>

#include <QtCore/QJsonObject>

#include <functional>
#include <stdexcept>

namespace retune {

/// What a task remembers, and which version of that its code writes.
struct TaskState
{
    QJsonObject values;
    int version = 1;
};

/// Where a call takes its settings from and where its lines go.
struct CallSurroundings
{
    Snapshot settings;
    std::function<void(const QString &)> log;
};

/// Why code is not fit to take over.
class UnfitCode : public std::runtime_error
{
public:
    explicit UnfitCode(TaskFailure failure)
        : std::runtime_error(failure.problem.message.toStdString())
        , m_failure(std::move(failure))
    {}
    const TaskFailure &failure() const { return m_failure; }

private:
    TaskFailure m_failure;
};

/// A version of a task's code that was loaded, whatever it is written in. Used by one thread at a time.
class CodeVersion : public TaskVersion
{
public:
    CodeVersion(QString task, SettingsFilePtr file)
        : m_task(std::move(task))
        , m_file(std::move(file))
    {}

    const QString &task() const { return m_task; }
    /// The file as it was published, with the code this is.
    const SettingsFilePtr &file() const { return m_file; }

    virtual Result<QJsonValue, TaskFailure> run(const CallSurroundings &surroundings) = 0;

    /// Throws UnfitCode where this code refuses the state. What the version before cannot hand over is lost: this one begins
    /// with the state it gave itself, since nothing could ever take the place of the other one else.
    void takeOverFrom(TaskVersion &before) final;
    /// Why the state of the version before was lost.
    const std::optional<TaskFailure> &lostState() const { return m_lostState; }

protected:
    /// What there is to hand over, or why it cannot be.
    virtual Result<TaskState, TaskFailure> leaveState() = 0;
    /// Throws UnfitCode.
    virtual void takeState(TaskState state) = 0;

    TaskFailure failure(const QString &message, TextPosition position = {}) const;

private:
    const QString m_task;
    const SettingsFilePtr m_file;
    std::optional<TaskFailure> m_lostState;
};

/// The task that the code of a file is.
QString taskName(const QString &file);
/// What an exception tells that was thrown for the code of a file.
TaskFailure failureOf(const QString &file, const std::exception_ptr &reason);
/// What is wrong with a file of code as a whole.
TaskFailure failureOfFile(const QString &file, const QString &message);
/// Why a file of code is not run, which is not its fault.
TaskFailure refusalOf(const QString &file, const QString &reason);

} // namespace retune
