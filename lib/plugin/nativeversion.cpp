#include <retune/plugin/nativeversion.h>

#include <retune/plugin/settingjson.h>
#include <retune/text/tr.h>

#include <QtCore/QPluginLoader>
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

NativeVersion::NativeVersion(SettingsFilePtr file, const QByteArray &library, const QString &folder,
                             const CallSurroundings &surroundings)
    : CodeVersion(taskName(file->path), file)
    , m_object(loaded(library, folder))
    , m_task(qobject_cast<Task *>(m_object.get()))
{
    if (!m_task)
        throw UnfitCode(failure(Tr::tr("expected a plugin with Q_INTERFACES(retune::Task), found another")));
    check(guarded([&] {
        QJsonObject scratch;
        NativeContext context(surroundings, scratch);
        m_task->selfTest(context);
        return QJsonValue();
    }));
}

NativeVersion::~NativeVersion() = default;

/// The plugin's object. Throws UnfitCode.
QObject *NativeVersion::loaded(const QByteArray &library, const QString &folder) const
{
    QTemporaryFile copy(folder + QStringLiteral("/%1-XXXXXX.so").arg(task()));
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
    if (!loader.load())
        throw UnfitCode(failure(Tr::tr("the library cannot be loaded: %1").arg(loader.errorString())));
    QObject *object = loader.instance();
    if (!object)
        throw UnfitCode(failure(Tr::tr("the plugin cannot be made: %1").arg(loader.errorString())));
    return object;
}

template<typename Function>
Result<QJsonValue, TaskFailure> NativeVersion::guarded(Function &&function) const
{
    try {
        return function();
    } catch (const std::exception &exception) {
        return Unexpected{failure(QString::fromUtf8(exception.what()))};
    } catch (...) {
        return Unexpected{failure(Tr::tr("threw something that is no std::exception"))};
    }
}

Result<QJsonValue, TaskFailure> NativeVersion::run(const CallSurroundings &surroundings)
{
    return guarded([&] {
        NativeContext context(surroundings, m_state);
        return m_task->run(context);
    });
}

TaskState NativeVersion::leaveState()
{
    TaskState state{m_state, 1};
    check(guarded([&] {
        state.version = m_task->stateVersion();
        return QJsonValue();
    }));
    return state;
}

void NativeVersion::takeState(TaskState state)
{
    m_state = std::move(state.values);
    check(guarded([&] {
        m_task->takeState(m_state, state.version);
        return QJsonValue();
    }));
}

void NativeVersion::check(const Result<QJsonValue, TaskFailure> &result) const
{
    if (!result)
        throw UnfitCode(result.error());
}

} // namespace retune
