#include <retune/plugin/nativeversion.h>

#include <retune/plugin/libraryfile.h>
#include <retune/plugin/settingjson.h>
#include <retune/text/thrown.h>
#include <retune/text/tr.h>

#include <QtCore/QPluginLoader>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTemporaryFile>

namespace retune {

namespace {

/// What a native task sees of the host during a call.
class NativeContext final : public TaskContext
{
public:
    NativeContext(const CallSurroundings &surroundings, QJsonObject &state)
        : m_surroundings(surroundings)
        , m_state(state)
    {}

    QJsonValue setting(const QString &file, const QString &key) const override
    {
        const auto path = key.isEmpty() ? KeyPath() : KeyPath::parse(key);
        const auto node = path ? m_surroundings.settings.node(file, *path) : Result<Node>(Node());
        return node ? settingJson(*node) : QJsonValue(QJsonValue::Undefined);
    }
    QJsonObject &state() override { return m_state; }
    void log(const QString &line) override { m_surroundings.log(line); }

private:
    const CallSurroundings &m_surroundings;
    QJsonObject &m_state;
};

} // namespace

/// Runs code of the plugin, and tells what it throws.
template<typename Function>
std::optional<TaskFailure> NativeVersion::thrownBy(Function &&function) const
{
    try {
        function();
        return std::nullopt;
    } catch (...) {
        return failure(thrownText());
    }
}

template<typename Function>
void NativeVersion::unfitIfThrownBy(Function &&function) const
{
    if (const auto failure = thrownBy(std::forward<Function>(function)))
        throw UnfitCode(*failure);
}

NativeVersion::NativeVersion(SettingsFilePtr file, const QByteArray &library,
                             const CallSurroundings &surroundings)
    : CodeVersion(taskName(file->path), file)
    , m_object(loaded(library))
    , m_task(qobject_cast<Task *>(m_object.get()))
{
    if (!m_task)
        throw UnfitCode(failure(Tr::tr("expected a plugin with Q_INTERFACES(retune::Task), found another")));
    unfitIfThrownBy([&] {
        QJsonObject scratch;
        NativeContext context(surroundings, scratch);
        m_task->selfTest(context);
    });
}

NativeVersion::~NativeVersion() = default;

/// The plugin's object. Throws UnfitCode.
QObject *NativeVersion::loaded(const QByteArray &library) const
{
    if (const auto reason = whyNotWhole(library))
        throw UnfitCode(failure(*reason));
    // Of its own, for the user alone: one that were kept could be cleaned up while the program runs.
    const QTemporaryDir folder;
    if (!folder.isValid())
        throw UnfitCode(failure(Tr::tr("the library cannot be copied: %1").arg(folder.errorString())));
    QTemporaryFile copy(folder.filePath(task() + QStringLiteral("-XXXXXX.so")));
    if (!copy.open() || copy.write(library) != library.size() || !copy.flush())
        throw UnfitCode(failure(Tr::tr("the library cannot be copied: %1").arg(copy.errorString())));
    QPluginLoader loader(copy.fileName());
    loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    const QString interface = loader.metaData().value(QStringLiteral("IID")).toString();
    if (interface.isEmpty())
        throw UnfitCode(failure(Tr::tr("expected a plugin of Qt: %1").arg(loader.errorString())));
    if (interface != QStringLiteral(RETUNE_TASK_IID)) {
        throw UnfitCode(failure(
            Tr::tr("expected the interface %1, found %2").arg(QStringLiteral(RETUNE_TASK_IID), interface)));
    }
    // Mapped once it is loaded: the copy's name is not needed any more, and goes with it.
    QObject *object = nullptr;
    unfitIfThrownBy([&] {
        if (loader.load())
            object = loader.instance();
    });
    if (!object)
        throw UnfitCode(failure(Tr::tr("the library cannot be loaded: %1").arg(loader.errorString())));
    return object;
}

Result<QJsonValue, TaskFailure> NativeVersion::run(const CallSurroundings &surroundings)
{
    QJsonValue value;
    const auto failure = thrownBy([&] {
        NativeContext context(surroundings, m_state);
        value = m_task->run(context);
    });
    if (failure)
        return Unexpected{*failure};
    return value;
}

Result<TaskState, TaskFailure> NativeVersion::leaveState()
{
    TaskState state{m_state, 1};
    if (const auto failure = thrownBy([&] { state.version = m_task->stateVersion(); }))
        return Unexpected{*failure};
    return state;
}

void NativeVersion::takeState(TaskState state)
{
    m_state = std::move(state.values);
    unfitIfThrownBy([&] { m_task->takeState(m_state, state.version); });
}

} // namespace retune
