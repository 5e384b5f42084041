// The part of the host that loads and compiles code, in threads of its own.

#include <retune/plugin/pluginhost_p.h>

#include <retune/plugin/codetrust.h>
#include <retune/plugin/nativeversion.h>
#include <retune/plugin/scriptversion.h>
#include <retune/text/tr.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QScopeGuard>
#include <QtCore/QTemporaryDir>

namespace retune {

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
        return std::make_shared<NativeVersion>(file, file->document.bytes(), surroundings);
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
    if (!folder.isValid()) { // its path is empty: names in it would be those of the root
        const QString message = Tr::tr("the source cannot be copied: %1").arg(folder.errorString());
        return tellCodeFailures(*entry, {failureOfFile(file->path, message)});
    }
    const CompiledSource library =
        m_compiler.compiled(*file, m_store.absolutePath(file->path), folder.path(), stop);
    if (stop.stop_requested() || !isWanted(entry, file))
        return;
    if (!library) {
        QList<TaskFailure> failures;
        for (const Problem &problem : library.error())
            failures.append({entry->info.name, problem});
        return tellCodeFailures(*entry, failures);
    }
    for (const QString &included : library->included) {
        if (const auto reason = untrustedCode(included);
            reason && included.startsWith(m_store.folder() + u'/'))
            return tellCodeFailures(*entry, {refusalOf(file->path, *reason)});
    }
    const CallSurroundings surroundings = this->surroundings(entry->info.name);
    offer(entry, [&] { return std::make_shared<NativeVersion>(file, library->bytes, surroundings); });
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
            const bool isRun = m_compilesSources || !otherFile.endsWith(u".cpp");
            if (isRun && other->number < entry.number && other->info.name == entry.info.name)
                return Tr::tr("not run, because %1 is the task %2 already").arg(otherFile, entry.info.name);
        }
    }
    return untrustedCode(m_store.absolutePath(file));
}

} // namespace retune
