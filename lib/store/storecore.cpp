#include <retune/store/storecore_p.h>

#include <retune/text/tr.h>

#include <algorithm>
#include <set>

namespace retune {

namespace {

// Slot indexes are small numbers that are used again; a thread's memory of its slots is an array over them.
class SlotIndexes
{
public:
    std::size_t take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty())
            return m_next++;
        const auto first = m_free.begin();
        const std::size_t index = *first;
        m_free.erase(first);
        return index;
    }

    void giveBack(std::size_t index)
    {
        const std::lock_guard lock(m_mutex);
        m_free.insert(index);
    }

    quint64 nextSerial() { return ++m_serial; }

private:
    std::mutex m_mutex;
    std::set<std::size_t> m_free;
    std::size_t m_next = 0;
    std::atomic<quint64> m_serial{0};
};

/// Says which file a conversion failed in: of several layers the strongest that fails alike by itself.
template<typename ConvertAlone>
void placeProblem(Problem &problem, const Problem &found, const SettingSources &sources,
                  ConvertAlone convertAlone)
{
    if (sources.files.size() == 1 && sources.environment.isNull()) {
        problem.file = sources.files.first();
        return;
    }
    const auto failsAlike = [&](const SettingSources &one) {
        const auto value = convertAlone(one);
        return !value && value.error() == found;
    };
    if (!sources.environment.isNull() && failsAlike({{}, sources.environment}))
        return;
    for (auto file = sources.files.rbegin(); file != sources.files.rend(); ++file) {
        if (failsAlike({{*file}, {}})) {
            problem.file = *file;
            return;
        }
    }
}

std::vector<QString> pathsOf(const std::vector<SettingsFilePtr> &files)
{
    std::vector<QString> paths;
    for (const SettingsFilePtr &file : files)
        paths.push_back(file->path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The stores whose calls this thread is in, the innermost last.
thread_local std::vector<const StoreCore *> t_calls;

/// The stores whose values are converted in this thread, the innermost last.
thread_local std::vector<const StoreCore *> t_conversions;

SlotIndexes &slotIndexes()
{
    // Never destroyed: handles may outlive everything else in a program.
    static auto *const indexes = new SlotIndexes;
    return *indexes;
}

} // namespace

Snapshot StoreCore::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void StoreCore::addCall(int count)
{
    if (count > 0)
        t_calls.push_back(this);
    else
        t_calls.pop_back(); // calls of one thread end in turn
    const std::lock_guard lock(m_mutex);
    m_calls += count;
    m_callEnded.notify_all();
}

void StoreCore::waitForCalls()
{
    std::unique_lock lock(m_mutex);
    const auto own = std::count(t_calls.begin(), t_calls.end(), this);
    m_callEnded.wait(lock, [this, own] { return m_calls == own; });
}

StoreCore::PublishingLock::PublishingLock(const StoreCore &core)
    : m_lock(core.m_publishing)
{
    t_conversions.push_back(&core);
}

StoreCore::PublishingLock::~PublishingLock()
{
    t_conversions.pop_back();
}

bool StoreCore::isConvertingHere() const
{
    return std::find(t_conversions.begin(), t_conversions.end(), this) != t_conversions.end();
}

Problem StoreCore::refusedInConversion()
{
    return {ProblemKind::Misuse, {}, {}, {}, Tr::tr("a conversion cannot ask its store for other values")};
}

Result<StoreCore::Evaluated> StoreCore::evaluated(const SlotQuestion &question, const Snapshot &snapshot)
{
    const auto &[sources, key, convert] = question;
    const Result<Setting> setting = settingIn(sources, key, snapshot);
    if (!setting)
        return Unexpected{setting.error()};
    Result<std::shared_ptr<const void>> value = convert(*setting);
    if (value)
        return Evaluated{*std::move(value), placeOf(sources, *setting, snapshot)};
    Problem problem = value.error();
    if (!key.isEmpty())
        problem.message = Tr::tr("%1: %2").arg(key.toString(), problem.message);
    placeProblem(problem, value.error(), sources, [&](const SettingSources &one) {
        const Result<Setting> alone = settingIn(one, question.key, snapshot);
        return alone ? question.convert(*alone) : Result<std::shared_ptr<const void>>(nullptr);
    });
    if (const SettingsFilePtr file = snapshot.file(problem.file))
        problem.position = file->document.position(problem.range.begin);
    return Unexpected{problem};
}

std::vector<StoreCore::SlotUpdate> StoreCore::slotUpdates(const Snapshot &snapshot,
                                                          const std::vector<SettingsFilePtr> &changed) const
{
    // Only publishing and making slots add or change slots, and they exclude each other; the lock keeps them from
    // being removed meanwhile.
    std::vector<std::pair<quint64, std::shared_ptr<const SlotQuestion>>> affected;
    const auto isChanged = [paths = pathsOf(changed)](const QString &file) {
        return std::binary_search(paths.begin(), paths.end(), file);
    };
    {
        const std::lock_guard lock(m_mutex);
        for (auto slot = m_slots.cbegin(); slot != m_slots.cend(); ++slot) {
            const QStringList &files = slot->question->sources.files;
            if (std::any_of(files.begin(), files.end(), isChanged))
                affected.emplace_back(slot.key(), slot->question);
        }
    }
    std::vector<SlotUpdate> updates;
    updates.reserve(affected.size());
    for (const auto &[serial, question] : affected)
        updates.push_back({serial, evaluated(*question, snapshot)});
    return updates;
}

QList<Problem> StoreCore::publish(const Snapshot &snapshot, const std::vector<SettingsFilePtr> &changed)
{
    const PublishingLock publishing(*this);
    std::vector<SlotUpdate> updates = slotUpdates(snapshot, changed);
    std::vector<std::shared_ptr<const void>> released; // values and documents die outside of the lock
    std::vector<SettingPlace> left;
    QList<Problem> problems;
    {
        const std::lock_guard lock(m_mutex);
        for (SlotUpdate &update : updates) {
            const auto slot = m_slots.find(update.serial);
            if (slot == m_slots.end())
                continue;
            std::optional<Problem> problem;
            if (!update.value && update.value.error().kind == ProblemKind::NoSuchKey) {
                // The file is good and says that there is no such key: the last value is not its word any more.
                released.push_back(std::exchange(slot->value, slot->fallback));
                left.push_back(std::exchange(slot->place, {}));
            }
            if (update.value) {
                released.push_back(std::exchange(slot->value, update.value->value));
                left.push_back(std::exchange(slot->place, std::move(update.value->place)));
            } else {
                problem = update.value.error();
                if (problem != slot->problem)
                    problems.append(*problem);
            }
            slot->problem = problem;
        }
        m_snapshot = snapshot;
        m_revision.store(snapshot.revision(), std::memory_order_release);
    }
    return problems;
}

std::shared_ptr<LiveSlot> StoreCore::makeSlot(const SettingSources &sources, const Result<KeyPath> &key,
                                              SettingConverter convert, std::shared_ptr<const void> fallback)
{
    // Where the key cannot be read, or there must be no conversion, no file concerns the slot: it keeps fallback and problem.
    SlotState state{std::make_shared<const SlotQuestion>(), fallback, std::move(fallback), {}, std::nullopt};
    if (!key || isConvertingHere()) {
        state.problem = key ? refusedInConversion() : key.error();
        return addSlot(std::move(state));
    }
    state.question = std::make_shared<const SlotQuestion>(SlotQuestion{sources, *key, convert});
    const PublishingLock publishing(*this);
    if (const auto value = evaluated(*state.question, snapshot())) {
        state.value = value->value;
        state.place = value->place;
    } else {
        state.problem = value.error();
    }
    return addSlot(std::move(state));
}

std::shared_ptr<LiveSlot> StoreCore::addSlot(SlotState state)
{
    const std::size_t index = slotIndexes().take();
    const quint64 serial = slotIndexes().nextSerial();
    const std::lock_guard lock(m_mutex);
    m_slots.insert(serial, std::move(state));
    return std::make_shared<LiveSlot>(shared_from_this(), m_revision, index, serial);
}

void StoreCore::removeSlot(const LiveSlot &slot)
{
    SlotState removed; // dies outside of the lock
    {
        const std::lock_guard lock(m_mutex);
        removed = m_slots.take(slot.m_serial);
    }
    slotIndexes().giveBack(slot.m_index);
}

const void *StoreCore::refreshed(const LiveSlot &slot, LiveEntry &entry) const
{
    std::shared_ptr<const void> released; // dies outside of the lock
    const std::lock_guard lock(m_mutex);
    const auto state = m_slots.constFind(slot.m_serial);
    entry.slot = slot.m_serial;
    entry.revision = m_revision.load(std::memory_order_relaxed);
    released = std::exchange(entry.owner, state->value);
    entry.value = entry.owner.get();
    return entry.value;
}

std::optional<Problem> StoreCore::problemOf(const LiveSlot &slot) const
{
    const std::lock_guard lock(m_mutex);
    return m_slots.value(slot.m_serial).problem;
}

Origin StoreCore::originOf(const LiveSlot &slot) const
{
    SettingPlace place;
    {
        const std::lock_guard lock(m_mutex);
        place = m_slots.value(slot.m_serial).place;
    }
    return place.origin();
}

void StoreCore::setStamp(const QString &path, const Stamp &stamp)
{
    const std::lock_guard lock(m_mutex);
    m_stamps.insert(path, stamp);
}

void StoreCore::removeStamp(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_stamps.remove(path);
}

std::optional<StoreCore::Stamp> StoreCore::stamp(const QString &path) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_stamps.constFind(path);
    return found == m_stamps.constEnd() ? std::nullopt : std::optional(*found);
}

void StoreCore::setFolderProblems(const QList<Problem> &problems)
{
    const std::lock_guard lock(m_mutex);
    m_folderProblems = problems;
}

QList<Problem> StoreCore::problems() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot.problems() + m_folderProblems;
}

void StoreCore::setWatchStatus(const WatchStatus &status)
{
    const std::lock_guard lock(m_mutex);
    m_watchStatus = status;
}

WatchStatus StoreCore::watchStatus() const
{
    const std::lock_guard lock(m_mutex);
    return m_watchStatus;
}

LoadProgress StoreCore::loadProgress() const noexcept
{
    LoadProgress progress;
    progress.isListed = m_isListed; // first: what is found then is all there is
    progress.read = m_loadRead;
    progress.folders = m_loadFolders;
    progress.found = std::max(m_loadFound.load(), progress.read);
    return progress;
}

void StoreCore::setLoaded()
{
    const std::lock_guard lock(m_mutex);
    m_isLoaded = true;
    m_loaded.notify_all();
}

bool StoreCore::isLoaded() const
{
    const std::lock_guard lock(m_mutex);
    return m_isLoaded;
}

bool StoreCore::waitUntilLoaded(std::chrono::milliseconds timeout) const
{
    std::unique_lock lock(m_mutex);
    const auto isLoaded = [this] { return m_isLoaded; };
    if (timeout.count() >= 0)
        return m_loaded.wait_for(lock, timeout, isLoaded);
    m_loaded.wait(lock, isLoaded);
    return true;
}

} // namespace retune
