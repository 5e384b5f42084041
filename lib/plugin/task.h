#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QObject>
#include <QtCore/QString>

namespace retune {

/// What a task is given with each call. The host implements it: a plugin needs this header and Qt Core, and links nothing of
/// Retune. Valid during the call, in the thread of the call.
class TaskContext
{
public:
    /// The value at `key` ("http.port") of `file` ("server.toml"), both as the store names them, at the revision that was
    /// current when the call began; undefined where there is none. Tables and lists come with all they hold; the empty key is
    /// the whole file. Dates are texts.
    virtual QJsonValue setting(const QString &file, const QString &key) const = 0;
    /// What the task wants to remember: kept between calls, and handed on when a new version takes over.
    virtual QJsonObject &state() = 0;
    /// A line for the host's log.
    virtual void log(const QString &line) = 0;

protected:
    ~TaskContext() = default;
};

/// A task in native code. A plugin is a library with one class:
///
///     class Greet : public QObject, public retune::Task
///     {
///         Q_OBJECT
///         Q_PLUGIN_METADATA(IID RETUNE_TASK_IID)
///         Q_INTERFACES(retune::Task)
///
///     public:
///         QJsonValue run(retune::TaskContext &context) override;
///     };
///
/// Every version is loaded beside the one before from a copy of its own, and none is ever unloaded. Compile it with
/// `-fno-gnu-unique`: else the static variables of inline functions are shared with the versions before.
/// Whatever derives from std::exception may be thrown everywhere; its text is what the host reports.
class Task
{
public:
    virtual ~Task() = default;

    /// Called when the host wants it, one call at a time, in whichever thread that is.
    virtual QJsonValue run(TaskContext &context) = 0;
    /// Throws where this version is not fit to take over. Called once, before `takeState`, with an empty state.
    virtual void selfTest(TaskContext &) {}
    /// Which version of the state this code writes.
    virtual int stateVersion() const { return 1; }
    /// Called once, before the first call, where there was a version before this: `state` is what it left, written by its
    /// `version` of the state, and to be brought into this code's. Throws where that cannot be; the version before goes on.
    virtual void takeState(QJsonObject & /*state*/, int /*version*/) {}
};

} // namespace retune

/// Counts up with every change of the two classes above: a plugin that was built for another one is refused.
#define RETUNE_TASK_IID "retune.Task/1"
Q_DECLARE_INTERFACE(retune::Task, RETUNE_TASK_IID)
