#include <retune/plugin/pluginhost_p.h>

#include <retune/plugin/codetrust.h>
#include <retune/plugin/nativeversion.h>
#include <retune/plugin/scriptversion.h>
#include <retune/text/tr.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QScopeGuard>

#include <algorithm>

namespace retune {

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
{
    // In the store's thread: what it publishes is told in the order in which that happened.
    const auto follow = [&](auto signal, auto function) {
        const auto whileOpen = [gate = m_gate, function](const auto &...arguments) {
            const std::lock_guard lock(gate->mutex);
            if (gate->isOpen)
                function(arguments...);
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
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->isOpen = false;
    }
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
    m_loading.dropAll();
    m_compiling.dropAll();
    for (const auto &[file, entry] : entries)
        entry->slot.retire();
}

bool PluginHost::Private::isStarted() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStarted;
}

bool PluginHost::Private::waitUntilLoaded(std::chrono::milliseconds timeout)
{
    const auto begun = Clock::now();
    if (!m_store.waitUntilLoaded(timeout))
        return false;
    loadAll(); // the store's signal may still be on its way
    if (timeout.count() >= 0) {
        const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
        timeout = std::max(timeout - passed, std::chrono::milliseconds(0));
    }
    return m_loading.waitUntilIdle(timeout);
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
        if (file->format->id() != FormatId::Cpp || m_options.compilesSources)
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
    }
    if (file->format->id() != FormatId::Cpp)
        m_loading.add(file->path, [this, entry, file](const std::stop_token &) { load(entry, file); });
    else
        m_compiling.add(file->path,
                        [this, entry, file](const std::stop_token &stop) { compile(entry, file, stop); });
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
    m_loading.drop(file);
    m_compiling.drop(file);
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

// Loading

void PluginHost::Private::noteLoaded(const EntryPtr &entry, const SettingsFilePtr &file) const
{
    if (!isWanted(entry, file))
        return;
    const std::lock_guard lock(entry->mutex);
    entry->info.isLoading = false;
}

void PluginHost::Private::load(const EntryPtr &entry, const SettingsFilePtr &file)
{
    const auto ended = qScopeGuard([&] { noteLoaded(entry, file); });
    if (!isWanted(entry, file))
        return;
    if (const auto reason = refusal(*entry, file->path))
        return tellCodeFailures(*entry, {refusalOf(file->path, *reason)});
    const CallSurroundings surroundings = this->surroundings(entry->info.name);
    offer(entry, [&]() -> std::shared_ptr<CodeVersion> {
        if (file->format->id() == FormatId::JavaScript)
            return std::make_shared<ScriptVersion>(file, m_watchdog, surroundings);
        return std::make_shared<NativeVersion>(file, file->document.bytes(), m_folder.path(), surroundings);
    });
}

void PluginHost::Private::compile(const EntryPtr &entry, const SettingsFilePtr &file,
                                  const std::stop_token &stop)
{
    const auto ended = qScopeGuard([&] { noteLoaded(entry, file); });
    if (!isWanted(entry, file))
        return;
    if (const auto reason = refusal(*entry, file->path))
        return tellCodeFailures(*entry, {refusalOf(file->path, *reason)});
    if (const auto reason = m_compiler.prepare()) {
        const TaskFailure failure = refusalOf(file->path, *reason);
        if (m_toldOfCompiler == reason)
            return noteCodeFailures(*entry, {failure});
        m_toldOfCompiler = reason;
        return tellCodeFailures(*entry, {failure});
    }
    const QTemporaryDir folder;
    const CompiledSource library =
        m_compiler.compiled(*file, m_store.absolutePath(file->path), folder.path(), stop);
    if (stop.stop_requested() || !isWanted(entry, file))
        return;
    if (!library) {
        QList<TaskFailure> failures;
        for (const Problem &problem : library.error())
            failures.append({entry->info.name, problem, {}});
        return tellCodeFailures(*entry, failures);
    }
    for (const QString &included : library->included) {
        if (const auto reason = untrustedCode(included);
            reason && included.startsWith(m_store.folder() + u'/'))
            return tellCodeFailures(*entry, {refusalOf(file->path, *reason)});
    }
    const CallSurroundings surroundings = this->surroundings(entry->info.name);
    offer(entry, [&] {
        return std::make_shared<NativeVersion>(file, library->bytes, m_folder.path(), surroundings);
    });
}

void PluginHost::Private::offer(const EntryPtr &entry,
                                const std::function<std::shared_ptr<CodeVersion>()> &make)
{
    try {
        entry->slot.offer(make());
        if (!isKnown(entry)) // forgotten meanwhile
            entry->slot.retire();
    } catch (...) {
        tellCodeFailures(*entry, {failureOf(entry->info.file, std::current_exception())});
    }
}

/// Why code is not loaded at all.
std::optional<QString> PluginHost::Private::refusal(const Entry &entry, const QString &file) const
{
    if (!QCoreApplication::instance())
        return Tr::tr("not run, because the program has no QCoreApplication");
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[otherFile, other] : m_entries) {
            const bool isRun = m_options.compilesSources || !otherFile.endsWith(u".cpp");
            if (isRun && other->number < entry.number && other->info.name == entry.info.name)
                return Tr::tr("not run, because %1 is the task %2 already").arg(otherFile, entry.info.name);
        }
    }
    return untrustedCode(m_store.absolutePath(file));
}

} // namespace retune
