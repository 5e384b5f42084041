// The part of the host that calls tasks and tells what became of them.

#include <retune/plugin/pluginhost_p.h>

#include <retune/text/tr.h>

#include <QtCore/QScopeGuard>

#include <algorithm>
#include <tuple>

namespace retune {

// Calling

CallSurroundings PluginHost::Private::surroundings(const QString &task) const
{
    return {m_store.snapshot(), [this, task](const QString &line) { Q_EMIT m_host.logged(task, line); }};
}

PluginHost::Private::EntryPtr PluginHost::Private::liveEntry(const QString &task) const
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[file, entry] : m_entries) {
        const std::lock_guard entryLock(entry->mutex);
        if (entry->info.isLive() && entry->info.name == task)
            return entry;
    }
    return nullptr;
}

void PluginHost::Private::beginCall()
{
    const std::lock_guard lock(m_mutex);
    ++m_callsUnderWay;
}

void PluginHost::Private::endCall()
{
    const std::lock_guard lock(m_mutex);
    --m_callsUnderWay;
    m_callsEnded.notify_all(); // under the lock: as soon as it is let go the host may be destroyed
}

QList<TaskInfo> PluginHost::Private::tasks() const
{
    QList<TaskInfo> tasks;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[file, entry] : m_entries)
            tasks.append(entry->current());
    }
    std::sort(tasks.begin(), tasks.end(), [](const TaskInfo &left, const TaskInfo &right) {
        return std::tie(left.name, left.file) < std::tie(right.name, right.file);
    });
    return tasks;
}

Result<QJsonValue> PluginHost::Private::call(const QString &name)
{
    beginCall();
    const auto ended = qScopeGuard([this] { endCall(); }); // after the entry is let go
    const EntryPtr entry = liveEntry(name);
    const auto noTask = [&] {
        return Unexpected{Problem{ProblemKind::Missing, {}, {}, {}, Tr::tr("no task %1 is live").arg(name)}};
    };
    if (!entry)
        return noTask();
    Result<QJsonValue, TaskFailure> result = QJsonValue();
    const TaskSlot::CallEnd end = entry->slot.call([&](TaskVersion &version) -> std::exception_ptr {
        const auto begun = Clock::now();
        result = static_cast<CodeVersion &>(version).run(surroundings(name));
        noteCall(*entry, Clock::now() - begun, result ? std::nullopt : std::optional(result.error()));
        return result ? nullptr : std::make_exception_ptr(UnfitCode(result.error()));
    });
    if (end == TaskSlot::CallEnd::NotLive)
        return noTask();
    if (end == TaskSlot::CallEnd::Nested) {
        return Unexpected{Problem{
            ProblemKind::Misuse, {}, {}, {}, Tr::tr("the task %1 calls itself through its host").arg(name)}};
    }
    if (!result) {
        if (end != TaskSlot::CallEnd::Reverted) // that has been told
            tell(*entry, {result.error()});
        return Unexpected{result.error().problem};
    }
    return *result;
}

// Telling

void PluginHost::Private::noteCall(Entry &entry, std::chrono::nanoseconds duration,
                                   const std::optional<TaskFailure> &failure)
{
    const std::lock_guard lock(entry.mutex);
    entry.info.calls += 1;
    entry.info.lastCall = duration;
    entry.total += duration;
    entry.callFailure = failure;
    if (!failure && entry.codeFailures.isEmpty())
        entry.told.clear();
}

void PluginHost::Private::turned(Entry &entry, const TaskTurn &turn)
{
    switch (turn.event) {
    case TaskTurn::Event::TookOver:
        return tookOver(entry, static_cast<const CodeVersion &>(*turn.version));
    case TaskTurn::Event::Refused:
        return tellCodeFailures(entry, {failureOf(entry.info.file, turn.reason)});
    case TaskTurn::Event::Reverted:
        return gaveUp(entry, turn);
    case TaskTurn::Event::Retired:
        return retired(entry);
    }
}

void PluginHost::Private::tookOver(Entry &entry, const CodeVersion &version)
{
    {
        const std::lock_guard lock(entry.mutex);
        entry.info.live = version.file();
        entry.info.loaded = QDateTime::currentDateTime();
        entry.codeFailures.clear();
        entry.callFailure = version.lostState();
        entry.told.clear();
    }
    Q_EMIT m_host.tookOver(entry.current());
    if (version.lostState())
        tell(entry, {*version.lostState()});
}

void PluginHost::Private::gaveUp(Entry &entry, const TaskTurn &turn)
{
    const SettingsFilePtr &file = static_cast<const CodeVersion &>(*turn.live).file();
    {
        const std::lock_guard lock(entry.mutex);
        entry.info.live = file;
        entry.info.loaded = QDateTime::currentDateTime();
        entry.callFailure.reset(); // of the other version
    }
    TaskFailure failure = failureOf(entry.info.file, turn.reason);
    failure.problem.message =
        Tr::tr("%1 (given up; the version before is called again)").arg(failure.problem.message);
    tellCodeFailures(entry, {failure});
}

void PluginHost::Private::retired(Entry &entry)
{
    const TaskInfo last = entry.current();
    EntryPtr left; // dies outside of the lock, and not before this returns
    {
        const std::lock_guard lock(m_mutex);
        const std::lock_guard entryLock(entry.mutex);
        entry.info.live = nullptr;
        if (const auto found = m_leaving.find(last.file);
            found != m_leaving.end() && found->second.get() == &entry) {
            left = found->second;
            m_leaving.erase(found);
        }
    }
    Q_EMIT m_host.retired(last);
}

void PluginHost::Private::noteCodeFailures(Entry &entry, const QList<TaskFailure> &failures)
{
    const std::lock_guard lock(entry.mutex);
    entry.codeFailures = failures;
}

void PluginHost::Private::tellCodeFailures(Entry &entry, const QList<TaskFailure> &failures)
{
    noteCodeFailures(entry, failures);
    tell(entry, failures);
}

/// Once, until the task was fine again.
void PluginHost::Private::tell(Entry &entry, const QList<TaskFailure> &failures)
{
    {
        const std::lock_guard lock(entry.mutex);
        if (entry.told == failures)
            return;
        entry.told = failures;
    }
    for (const TaskFailure &failure : failures)
        Q_EMIT m_host.failed(failure);
}

TaskInfo PluginHost::Private::Entry::current() const
{
    const std::lock_guard lock(mutex);
    TaskInfo now = info;
    if (info.calls > 0)
        now.meanCall = total / info.calls;
    now.failures = codeFailures;
    if (codeFailures.isEmpty() && callFailure)
        now.failures.append(*callFailure);
    return now;
}

} // namespace retune
