#include <retune/store/store.h>

#include <retune/store/storecore_p.h>
#include <retune/store/storeengine_p.h>
#include <retune/store/storesystem_p.h>
#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLoggingCategory>

namespace retune {

namespace {

Q_LOGGING_CATEGORY(storeLog, "retune.store", QtWarningMsg)

std::optional<Problem> folderProblem(const QString &folder)
{
    const QFileInfo info(folder);
    if (!info.exists())
        return Problem{ProblemKind::Missing, folder, {}, {}, Tr::tr("the folder does not exist")};
    if (!info.isDir()) {
        return Problem{
            ProblemKind::NotAFile,
            folder,
            {},
            {},
            Tr::tr("expected a folder, found a file; open its folder \"%1\"").arg(info.absolutePath())};
    }
    if (!info.isReadable() || !info.isExecutable())
        return Problem{
            ProblemKind::Unreadable, folder, {}, {}, Tr::tr("the folder cannot be read: permission denied")};
    return std::nullopt;
}

Result<std::unique_ptr<Watcher>> watcherFor(std::optional<WatcherKind> kind, const WatchOptions &options)
{
    return kind ? makeWatcher(*kind, options) : makeWatcher(options);
}

void registerMetaTypes()
{
    qRegisterMetaType<Reload>();
    qRegisterMetaType<Problem>();
    qRegisterMetaType<WatchStatus>();
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const QString &folder, const StoreOptions &options)
{
    registerMetaTypes();
    if (const auto problem = folderProblem(folder))
        return Unexpected{*problem};
    Result<std::unique_ptr<Watcher>> watcher = watcherFor(options.watcher, options.watch);
    if (!watcher)
        return Unexpected{watcher.error()};
    return openStore(folder, options, {*std::move(watcher), {}, {}});
}

std::unique_ptr<Store> openStore(const QString &folder, const StoreOptions &options, StoreSystem system)
{
    std::unique_ptr<Store> store(new Store(std::make_shared<StoreCore>(),
                                           QDir::cleanPath(QDir(folder).absolutePath()), options.limits));
    store->m_core->setWatchStatus(system.watcher->status());
    store->m_engine = std::make_unique<StoreEngine>(*store, store->m_core, options, std::move(system));
    return store;
}

Store::Store(std::shared_ptr<StoreCore> core, const QString &folder, const Limits &limits)
    : m_core(std::move(core))
    , m_folder(folder)
    , m_limits(limits)
    , m_subscriptions([this](const Problem &problem) { reportCallFailed(problem); })
{}

Store::~Store()
{
    // The engine is there until its thread and all calls have ended, because they use it.
    m_engine->close();
    m_core->waitForCalls();
    if (m_engine->isOwnThread())
        StoreEngine::destroyWithThread(std::move(m_engine));
}

QString Store::folder() const
{
    return m_folder;
}

QString Store::relativePath(const QString &path) const
{
    const QString clean = QDir::cleanPath(QDir::isAbsolutePath(path) ? path : m_folder + u'/' + path);
    if (clean == m_folder)
        return {};
    const QString prefix = m_folder.endsWith(u'/') ? m_folder : m_folder + u'/';
    return clean.startsWith(prefix) ? clean.sliced(prefix.size()) : QString();
}

QString Store::absolutePath(const QString &relativePath) const
{
    return QDir::cleanPath(m_folder + u'/' + relativePath);
}

bool Store::waitUntilLoaded(std::chrono::milliseconds timeout) const
{
    if (m_engine->isOwnThread())
        return isLoaded(); // it would wait for itself
    const StoreCore::WaitingCall call(*m_core);
    return m_core->waitUntilLoaded(timeout);
}

bool Store::isLoaded() const
{
    return m_core->isLoaded();
}

LoadProgress Store::loadProgress() const noexcept
{
    return m_core->loadProgress();
}

Snapshot Store::snapshot() const
{
    return m_core->snapshot();
}

quint64 Store::revision() const noexcept
{
    return m_core->revision();
}

WatchStatus Store::watchStatus() const
{
    return m_core->watchStatus();
}

Result<void> Store::setWatcher(std::optional<WatcherKind> kind)
{
    Result<std::unique_ptr<Watcher>> watcher = watcherFor(kind, m_engine->watchOptions());
    if (!watcher)
        return Unexpected{watcher.error()};
    m_engine->setWatcher(*std::move(watcher));
    return {};
}

QList<Problem> Store::problems() const
{
    return m_core->problems();
}

std::shared_ptr<LiveSlot> Store::makeSlot(const SettingSources &sources, QStringView key,
                                          SettingConverter convert, std::shared_ptr<const void> fallback)
{
    const StoreCore::WaitingCall call(*m_core);
    waitUntilLoaded();
    auto slot = m_core->makeSlot(sources, KeyPath::parse(key), convert, std::move(fallback));
    const auto problem = slot->problem();
    if (problem && !m_core->isConvertingHere()) // whoever heard of it would be inside of the conversion too
        Q_EMIT reloadFailed(*problem);
    return slot;
}

Result<Subscription> Store::subscribe(const QString &file, QStringView key, KeyListener listener,
                                      Executor executor)
{
    const Result<KeyPath> path = KeyPath::parse(key);
    if (!path)
        return Unexpected{path.error()};
    return m_subscriptions.add(relativePath(file), *path, std::move(listener), std::move(executor));
}

Result<void> Store::addValidator(const QString &file, QStringView key, Validator check)
{
    const Result<KeyPath> path = KeyPath::parse(key);
    if (!path)
        return Unexpected{path.error()};
    m_engine->addValidator({relativePath(file), *path, std::move(check)});
    return {};
}

Result<void> Store::refresh(const QString &file)
{
    if (m_core->isConvertingHere())
        return Unexpected{StoreCore::refusedInConversion()};
    const StoreCore::WaitingCall call(*m_core);
    const QString path = relativePath(file);
    const auto stamp = m_core->stamp(path);
    if (!stamp) {
        return Unexpected{Problem{ProblemKind::Missing,
                                  file,
                                  {},
                                  {},
                                  Tr::tr("no settings file of this name in the folder %1").arg(m_folder)}};
    }
    if (!stamp->isFinal || signatureOf(QFile::encodeName(absolutePath(path))) != stamp->signature)
        m_engine->lookNow(path);
    return {};
}

void Store::rescan()
{
    m_engine->rescanSoon();
}

void Store::forget(const QString &file)
{
    m_engine->forgetSoon(relativePath(file));
}

void Store::reportCallFailed(const Problem &problem)
{
    qCWarning(storeLog).noquote() << problem.toString();
    Q_EMIT callFailed(problem);
}

} // namespace retune
