#include <retune/plugin/pluginhost_p.h>

#include <retune/format/format.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

QString StackFrame::toString() const
{
    const QString place = file + u':' + QString::number(line);
    return function.isEmpty() ? place : QStringLiteral("%1 (%2)").arg(function, place);
}

PluginHost::PluginHost(Store &store, const PluginOptions &options, QObject *parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>(*this, store, options))
{
    qRegisterMetaType<TaskInfo>();
    qRegisterMetaType<TaskFailure>();
}

PluginHost::~PluginHost() = default;

void PluginHost::start()
{
    m_private->start();
}

void PluginHost::stop()
{
    m_private->stop();
}

bool PluginHost::isStarted() const
{
    return m_private->isStarted();
}

void PluginHost::setCompilesSources(bool isAllowed)
{
    m_private->setCompilesSources(isAllowed);
}

bool PluginHost::waitUntilLoaded(std::chrono::milliseconds timeout) const
{
    return m_private->waitUntilLoaded(timeout);
}

QStringList PluginHost::taskNames() const
{
    QStringList names;
    for (const TaskInfo &task : m_private->tasks()) {
        if (task.isLive())
            names.append(task.name);
    }
    return names;
}

QList<TaskInfo> PluginHost::tasks() const
{
    return m_private->tasks();
}

Result<QJsonValue> PluginHost::call(const QString &task)
{
    return m_private->call(task);
}

// What is to be live

bool PluginHost::Private::Gate::enter()
{
    const std::lock_guard lock(m_mutex);
    m_inside += m_isOpen ? 1 : 0;
    return m_isOpen;
}

void PluginHost::Private::Gate::leave()
{
    const std::lock_guard lock(m_mutex);
    --m_inside;
    m_left.notify_all();
}

void PluginHost::Private::Gate::close()
{
    std::unique_lock lock(m_mutex);
    m_isOpen = false;
    m_left.wait(lock, [this] { return m_inside == 0; });
}

PluginHost::Private::Entry::Entry(Private &owner, quint64 entryNumber, const QString &file)
    : number(entryNumber)
    , slot(owner.m_options.trialCalls, [&owner, this](const TaskTurn &turn) { owner.turned(*this, turn); })
{
    info.name = taskName(file);
    info.file = file;
}

PluginHost::Private::Private(PluginHost &host, Store &store, const PluginOptions &options)
    : m_host(host)
    , m_store(store)
    , m_options(options)
    , m_compiler(options)
    , m_watchdog(options.timeLimit, options.memoryLimit)
    , m_compilesSources(options.compilesSources)
{
    // In the store's thread: what it publishes is told in the order in which that happened.
    const auto follow = [&](auto signal, auto function) {
        const auto whileOpen = [gate = m_gate, function](const auto &...arguments) {
            if (!gate->enter())
                return;
            function(arguments...);
            gate->leave();
        };
        m_connections += connect(&store, signal, &host, whileOpen, Qt::DirectConnection);
    };
    follow(&Store::loaded, [this] { loadAll(); });
    follow(&Store::reloaded, [this](const Reload &reload) {
        for (const FileReload &file : reload.files)
            loadSoon(file.after);
    });
    follow(&Store::forgotten, [this](const QString &file) { forget(file); });
}

PluginHost::Private::~Private()
{
    for (const QMetaObject::Connection &connection : m_connections)
        disconnect(connection);
    m_gate->close();
    stop();
    std::unique_lock lock(m_mutex);
    m_callsEnded.wait(lock, [this] { return m_callsUnderWay == 0; });
}

void PluginHost::Private::start()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStarted = true;
    }
    loadAll();
}

void PluginHost::Private::stop()
{
    std::map<QString, EntryPtr> entries;
    {
        const std::lock_guard lock(m_mutex);
        m_isStarted = false;
        entries.swap(m_entries);
        for (const auto &[file, entry] : entries)
            leave(entry);
    }
    for (WorkQueue *queue : queues())
        queue->dropAll();
    for (const auto &[file, entry] : entries)
        entry->slot.retire();
}

bool PluginHost::Private::isStarted() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStarted;
}

void PluginHost::Private::setCompilesSources(bool isAllowed)
{
    QStringList sources;
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_compilesSources, isAllowed) == isAllowed)
            return;
        for (const auto &[file, entry] : m_entries) {
            if (file.endsWith(u".cpp"))
                sources.append(file);
        }
    }
    for (const QString &file : std::as_const(sources))
        forget(file); // and what is allowed of it comes back by itself
}

bool PluginHost::Private::waitUntilLoaded(std::chrono::milliseconds timeout)
{
    const auto begun = Clock::now();
    if (!m_store.waitUntilLoaded(timeout))
        return false;
    loadAll(); // the store's signal may still be on its way
    const auto left = [&] {
        const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
        return timeout.count() < 0 ? timeout : std::max(timeout - passed, std::chrono::milliseconds(0));
    };
    return m_loadingScripts.waitUntilIdle(left()) && m_loadingLibraries.waitUntilIdle(left());
}

void PluginHost::Private::loadAll()
{
    for (const SettingsFilePtr &file : m_store.snapshot().files())
        loadSoon(file);
}

void PluginHost::Private::loadSoon(const SettingsFilePtr &file)
{
    if (!isCode(file->format->id()) || file->document.isNull())
        return;
    QList<TaskFailure> refused;
    EntryPtr entry;
    {
        const std::lock_guard lock(m_mutex);
        // Asked for again, because the file may have been forgotten since the caller saw it.
        if (!m_isStarted || !m_store.snapshot().file(file->path))
            return;
        EntryPtr &known = m_entries[file->path];
        if (!known)
            known = comeBack(file->path);
        if (known->wanted >= file->revision)
            return;
        known->wanted = file->revision;
        entry = known;
        // Within the lock: who waits until all is loaded finds this file still to be wanted, or what became of it.
        if (file->format->id() != FormatId::Cpp || m_compilesSources)
            return addWork(entry, file);
        refused = {refusalOf(file->path, Tr::tr("not run, because compiling sources is not allowed"))};
        noteCodeFailures(*entry, refused);
    }
    tell(*entry, refused);
}

void PluginHost::Private::addWork(const EntryPtr &entry, const SettingsFilePtr &file)
{
    {
        const std::lock_guard lock(entry->mutex);
        entry->info.isLoading = true;
        entry->told.clear(); // new code that fails as the one before has failed too
    }
    const FormatId kind = file->format->id();
    if (kind == FormatId::Cpp) {
        m_compiling.add(file->path,
                        [this, entry, file](const std::stop_token &stop) { compile(entry, file, stop); });
        return;
    }
    WorkQueue &queue = kind == FormatId::JavaScript ? m_loadingScripts : m_loadingLibraries;
    queue.add(file->path, [this, entry, file](const std::stop_token &) { load(entry, file); });
}

void PluginHost::Private::forget(const QString &file)
{
    EntryPtr entry;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_entries.find(file);
        if (found == m_entries.end())
            return;
        entry = found->second;
        m_entries.erase(found);
        leave(entry);
        for (const auto &[otherFile, other] : m_entries) {
            if (other->info.name == entry->info.name)
                other->wanted = 0; // its name is free
        }
    }
    for (WorkQueue *queue : queues())
        queue->drop(file);
    entry->slot.retire();
    loadAll();
}

/// Keeps the place of a task whose call may be under way, so that code which comes back waits for its end. The mutex is held.
void PluginHost::Private::leave(const EntryPtr &entry)
{
    entry->wanted = 0;
    const std::lock_guard lock(entry->mutex);
    entry->codeFailures.clear();
    entry->callFailure.reset();
    entry->told.clear();
    entry->info.isLoading = false;
    if (entry->info.isLive())
        m_leaving[entry->info.file] = entry;
}

/// The place for a file that is new; the one it had where that is still in use. The mutex is held.
PluginHost::Private::EntryPtr PluginHost::Private::comeBack(const QString &file)
{
    const auto left = m_leaving.find(file);
    if (left == m_leaving.end())
        return std::make_shared<Entry>(*this, ++m_lastNumber, file);
    const EntryPtr entry = left->second;
    m_leaving.erase(left);
    return entry;
}

bool PluginHost::Private::isKnown(const EntryPtr &entry) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(entry->info.file);
    return found != m_entries.end() && found->second == entry;
}

bool PluginHost::Private::isWanted(const EntryPtr &entry, const SettingsFilePtr &file) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(file->path);
    return found != m_entries.end() && found->second == entry && entry->wanted == file->revision;
}

} // namespace retune
