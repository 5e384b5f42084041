#include <retune/history/historykeeper.h>

#include <retune/history/historycompaction.h>
#include <retune/history/historylocation.h>
#include <retune/history/historyrepository.h>
#include <retune/history/removal.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>
#include <QtCore/QUuid>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace retune {

namespace {

constexpr std::chrono::milliseconds lockStep{100};
/// Compacting is thought of after so many revisions.
constexpr int revisionsBetweenLooks = 256;

bool isKept(const SettingsFilePtr &file)
{
    return !file->document.isNull() && file->format->isText();
}

} // namespace

/// The thread of a keeper, and what it knows.
class HistoryKeeper::Writer
{
public:
    Writer(HistoryKeeper &keeper, const HistoryOptions &options);
    ~Writer();

    using Job = std::function<void()>;
    void add(Job job);
    bool waitUntilIdle(std::chrono::milliseconds timeout);

    // These run in the thread.
    void keepFolder(const Snapshot &snapshot, const QDateTime &when);
    void keep(const Reload &reload, RevisionSource source, const QString &label);

private:
    void run();
    void write(RevisionDraft draft);
    Result<void> writeLocked(RevisionDraft &draft);
    Result<void> locked(const std::function<Result<void>()> &work);
    void addMissed(RevisionDraft &draft, bool isWhole) const;
    bool isAwaited();
    bool isCompactingDue();
    void compact();
    QString newest() const;
    void tellNotice(const std::optional<Problem> &notice);
    void tellOutcome(const Result<void> &outcome);

    HistoryKeeper &m_keeper;
    const HistoryOptions m_options;
    const QString m_run = QUuid::createUuid().toString(QUuid::Id128).left(12);

    // For the thread alone.
    QDateTime m_began = QDateTime::currentDateTimeUtc(); ///< when the folder was as told at first
    std::map<QString, QByteArray> m_files;               ///< what the folder holds, by what has been told
    std::set<QString> m_missed;                          ///< files whose newest content could not be written
    QSet<QString> m_told;                                ///< notices
    bool m_hasFailed = false;
    int m_revisionsUntilLook = 0;

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_isBusy = false;
    bool m_isEnding = false;

    std::stop_source m_abandoning; ///< no job is begun any more
    std::stop_source m_ending;     ///< compacting stops
    std::thread m_thread;
};

HistoryKeeper::Writer::Writer(HistoryKeeper &keeper, const HistoryOptions &options)
    : m_keeper(keeper)
    , m_options(options)
    , m_thread([this] { run(); })
{}

HistoryKeeper::Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_ending.request_stop();
        m_changed.notify_all();
    }
    static_cast<void>(waitUntilIdle(m_options.closingTime));
    m_abandoning.request_stop();
    m_thread.join();
}

void HistoryKeeper::Writer::add(Job job)
{
    const std::lock_guard lock(m_mutex);
    m_jobs.push_back(std::move(job));
    m_changed.notify_all();
}

bool HistoryKeeper::Writer::waitUntilIdle(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    const auto isIdle = [this] { return m_jobs.empty() && !m_isBusy; };
    if (timeout.count() >= 0)
        return m_changed.wait_for(lock, timeout, isIdle);
    m_changed.wait(lock, isIdle);
    return true;
}

void HistoryKeeper::Writer::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_jobs.empty(); });
        if (m_jobs.empty() || m_abandoning.stop_requested())
            return;
        m_isBusy = true;
        {
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job();
        }
        lock.lock();
        if (m_jobs.empty() && !m_isEnding) { // only when nothing waits for it
            lock.unlock();
            if (isCompactingDue())
                compact();
            lock.lock();
        }
        m_isBusy = false;
        m_changed.notify_all();
    }
}

void HistoryKeeper::Writer::keepFolder(const Snapshot &snapshot, const QDateTime &when)
{
    m_began = when;
    RevisionDraft draft{when, RevisionSource::Found, {}, m_run, m_began, {}, true, {}, false};
    m_files.clear();
    for (const SettingsFilePtr &file : snapshot.files()) {
        if (isKept(file))
            m_files[file->path] = file->document.bytes();
        else
            draft.unreadable.insert(file->path);
    }
    draft.files = {m_files.begin(), m_files.end()};
    write(std::move(draft));
    m_revisionsUntilLook = 0;
    Q_EMIT m_keeper.folderKept(m_hasFailed ? QString() : newest());
}

void HistoryKeeper::Writer::keep(const Reload &reload, RevisionSource source, const QString &label)
{
    RevisionDraft draft{reload.published, source, label, m_run, m_began, {}, false, {}, false};
    for (const FileReload &file : reload.files) {
        if (isRemoval(file) && file.after->format->isText()) {
            m_files.erase(file.path());
            draft.files[file.path()] = std::nullopt;
        }
        if (!isKept(file.after))
            continue;
        m_files[file.path()] = file.after->document.bytes();
        draft.files[file.path()] = file.after->document.bytes();
    }
    if (!draft.files.empty())
        write(std::move(draft));
}

void HistoryKeeper::Writer::write(RevisionDraft draft)
{
    const Result<void> written = locked([&] { return writeLocked(draft); });
    if (written)
        m_missed.clear();
    for (const auto &[path, bytes] : draft.files) {
        if (!written && bytes)
            m_missed.insert(path); // a removal is found at the next opening
    }
    --m_revisionsUntilLook;
    tellOutcome(written);
}

Result<void> HistoryKeeper::Writer::writeLocked(RevisionDraft &draft)
{
    Result<HistoryRepository> repository = HistoryRepository::openForWriting(m_keeper.location());
    if (!repository)
        return Unexpected{repository.error()};
    tellNotice(repository->notice());
    const Result<std::optional<git_oid>> tip = repository->tip();
    addMissed(draft, (tip && !*tip) || repository->notice());
    draft.isHurried = isAwaited();
    const Result<std::optional<git_oid>> kept = repository->keep(draft);
    if (!kept)
        return Unexpected{kept.error()};
    tellNotice(repository->notice());
    return {};
}

/// A revision holds the whole folder, also in a repository that has just begun, or lost its newest ones.
void HistoryKeeper::Writer::addMissed(RevisionDraft &draft, bool isWhole) const
{
    for (const auto &[path, bytes] : m_files) {
        if (isWhole || m_missed.contains(path))
            draft.files.try_emplace(path, bytes);
    }
}

/// Does the work while nobody else writes.
Result<void> HistoryKeeper::Writer::locked(const std::function<Result<void>()> &work)
{
    const QString parent = QFileInfo(m_keeper.location()).path();
    if (!QFileInfo::exists(parent) && QDir().mkpath(parent))
        makePrivate(parent);
    HistoryLock lock(m_keeper.location());
    while (!lock.tryLock(lockStep)) {
        if (!lock.canLock() || m_abandoning.stop_requested())
            return Unexpected{lock.problem()};
    }
    return work();
}

bool HistoryKeeper::Writer::isAwaited()
{
    const std::lock_guard lock(m_mutex);
    return !m_jobs.empty();
}

bool HistoryKeeper::Writer::isCompactingDue()
{
    if (m_revisionsUntilLook > 0 || m_hasFailed)
        return false;
    m_revisionsUntilLook = revisionsBetweenLooks;
    return isCompactionDue(m_keeper.location(), m_options, QDateTime::currentDateTimeUtc());
}

void HistoryKeeper::Writer::compact()
{
    tellOutcome(locked([this] {
        return compactHistory(m_keeper.location(), m_options, QDateTime::currentDateTimeUtc(),
                              m_ending.get_token());
    }));
}

QString HistoryKeeper::Writer::newest() const
{
    const auto repository = HistoryRepository::openForReading(m_keeper.location());
    const auto tip = repository && *repository ? (*repository)->tip() : std::optional<git_oid>();
    return tip && *tip ? idText(**tip) : QString();
}

void HistoryKeeper::Writer::tellNotice(const std::optional<Problem> &notice)
{
    if (!notice || m_told.contains(notice->toString()))
        return;
    m_told.insert(notice->toString());
    Q_EMIT m_keeper.failed(*notice);
}

void HistoryKeeper::Writer::tellOutcome(const Result<void> &outcome)
{
    if (std::exchange(m_hasFailed, !outcome) != m_hasFailed && !outcome)
        Q_EMIT m_keeper.failed(outcome.error());
}

// What other threads call

HistoryKeeper::HistoryKeeper(const QString &folder, const HistoryOptions &options, QObject *parent)
    : QObject(parent)
    , m_location(historyLocation(folder, options.dataFolder))
    , m_writer(std::make_unique<Writer>(*this, options))
{}

HistoryKeeper::~HistoryKeeper() = default;

void HistoryKeeper::keepFolder(const Snapshot &snapshot)
{
    // It may be a while until it is written, and others may keep what comes after the snapshot meanwhile.
    m_writer->add([writer = m_writer.get(), snapshot, when = QDateTime::currentDateTimeUtc()] {
        writer->keepFolder(snapshot, when);
    });
}

void HistoryKeeper::keep(const Reload &reload, RevisionSource source, const QString &label)
{
    m_writer->add([writer = m_writer.get(), reload, source, label] { writer->keep(reload, source, label); });
}

bool HistoryKeeper::waitUntilIdle(std::chrono::milliseconds timeout) const
{
    return m_writer->waitUntilIdle(timeout);
}

} // namespace retune
