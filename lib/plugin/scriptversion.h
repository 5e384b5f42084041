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

    Result<QJsonValue, TaskFailure> run(const CallSurroundings &surroundings) override;

protected:
    TaskState leaveState() override;
    void takeState(TaskState state) override;

private:
    QJSValue evaluated(const QString &program, const QString &name, int firstLine);
    Result<QJsonValue, TaskFailure> called(QJSValue function, const QJSValueList &arguments);
    Result<QJsonValue, TaskFailure> outcome(const QJSValue &result, ScriptWatchdog::End end) const;
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
