#pragma once

#include <retune/plugin/codeversion.h>
#include <retune/plugin/task.h>

namespace retune {

/// A version of a task in native code, loaded from a copy of its own. The code stays mapped for as long as the process lives:
/// unloading what objects, threads or statics of it may still use is how such systems crash.
class NativeVersion final : public CodeVersion
{
public:
    /// Loads `library`, from a copy in a temporary folder, and runs its self-test. Throws UnfitCode.
    NativeVersion(SettingsFilePtr file, const QByteArray &library, const CallSurroundings &surroundings);
    ~NativeVersion() override;

    Result<QJsonValue, TaskFailure> run(const CallSurroundings &surroundings) override;

protected:
    Result<TaskState, TaskFailure> leaveState() override;
    void takeState(TaskState state) override;

private:
    QObject *loaded(const QByteArray &library) const;
    template<typename Function>
    std::optional<TaskFailure> thrownBy(Function &&function) const;
    template<typename Function>
    void unfitIfThrownBy(Function &&function) const;

    std::unique_ptr<QObject> m_object;
    Task *m_task = nullptr; ///< the same object
    QJsonObject m_state;
};

} // namespace retune
