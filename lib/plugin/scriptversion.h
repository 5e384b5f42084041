#pragma once

#include <retune/plugin/codeversion.h>
#include <retune/plugin/scriptsurface.h>
#include <retune/plugin/scriptwatchdog.h>

#include <QtQml/QJSEngine>

namespace retune {

/// A version of a script: an engine of its own, in which the script has run once from top to bottom. The functions `run`,
/// `selfTest` and `takeState`, and the number `stateVersion`, are what it may define; `run` it has to.
///
/// The engine belongs to no event loop, so promises would never be kept: scripts have none.
class ScriptVersion final : public CodeVersion
{
public:
    /// Runs the script and its self-test. Throws UnfitCode. `surroundings` are those of the self-test.
    ScriptVersion(SettingsFilePtr file, ScriptWatchdog &watchdog, const CallSurroundings &surroundings);
    ~ScriptVersion() override;

    Result<QJsonValue, TaskFailure> run(const CallSurroundings &surroundings) override;

protected:
    Result<TaskState, TaskFailure> leaveState() override;
    void takeState(TaskState state) override;

private:
    void surround(const CallSurroundings &surroundings);
    void start();
    Result<TaskState, TaskFailure> stateNow();
    QJSValue evaluated(const QString &program);
    template<typename Function>
    Result<QJsonValue, TaskFailure> watched(Function &&function);
    Result<QJsonValue, TaskFailure> begin(const CallSurroundings &surroundings);
    Result<QJsonValue, TaskFailure> called(const QJSValue &function);
    Result<QJsonValue, TaskFailure> fromPrelude(const QString &function, const QJSValueList &arguments);
    Result<QJsonValue, TaskFailure> outcome(const QJSValue &result) const;
    Result<QJsonValue, TaskFailure> parsed(const QString &json) const;
    TaskFailure interrupted(ScriptWatchdog::End end) const;
    TaskFailure thrown(const QJSValue &failure) const;
    void check(const Result<QJsonValue, TaskFailure> &result) const;

    QJSEngine m_engine;
    ScriptSurface m_surface;
    ScriptWatchdog::Watch m_watch;
    QJSValue m_prelude;
    QJSValue m_call; ///< of the prelude
    QJSValue m_script;
    QJSValue m_run;
    int m_stateVersion = 1;
};

} // namespace retune
