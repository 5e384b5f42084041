#include <retune/edit/workspace.h>

#include <retune/edit/savejob.h>
#include <retune/text/tr.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFutureWatcher>
#include <QtCore/QSemaphore>

#include <chrono>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// For how long after this workspace wrote or read a file itself the store may still show what was on disk before: a little
/// more than the store's longest wait, that for content that is not good.
constexpr std::chrono::milliseconds storeCatchesUp = 2s;

QByteArray firstBase(const SettingsFile &file, const DiskContent &disk)
{
    return disk.isKnown() ? disk.bytes : file.document.bytes();
}

} // namespace

struct Workspace::Open
{
    Open(const SettingsFile &file, const DiskContent &disk, const Limits &limits)
        : buffer(file.path, *file.format, firstBase(file, disk), nullptr, limits)
        , isMissing(disk.isMissing())
    {
        catchingUp.setSingleShot(true);
        buffer.adopt(file.document); // read already
    }

    Buffer buffer;
    std::optional<Conflict> conflict;
    bool isMissing;         ///< the file is gone from the disk
    bool isCreated = false; ///< the store did not have it; its folder may be gone too

    QFutureWatcher<SaveOutcome> saving;
    std::shared_ptr<QSemaphore> ended; ///< available when the save under way has ended
    QByteArray written;                ///< what the save under way writes
    bool isSaving = false;
    std::optional<InPlace> queued; ///< a save asked for while one is under way

    QFutureWatcher<DiskContent> looking;
    bool isLooking = false;
    DiskContent certain; ///< what the disk held when this workspace last wrote or read it itself
    QTimer catchingUp;   ///< runs for a while after that: what the store shows may be older
};

Workspace::Workspace(Store &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_jointEdits(new JointEdits(*this))
{
    // The payload of these signals is older than the store's snapshot, so only the names count.
    connect(&store, &Store::reloaded, this, [this](const Reload &reload) {
        for (const FileReload &file : reload.files)
            followStore(file.path());
    });
    connect(&store, &Store::reloadFailed, this,
            [this](const Problem &problem) { followStore(problem.file); });
    connect(&store, &Store::recovered, this, &Workspace::followStore);
    connect(&store, &Store::forgotten, this, &Workspace::followStore);
}

Workspace::~Workspace()
{
    blockSignals(true);
    finishEdits();
    waitForSaves();
}

Workspace::Open *Workspace::find(const QString &path) const
{
    const auto found = m_open.find(path);
    return found == m_open.end() ? nullptr : found->second.get();
}

Buffer *Workspace::buffer(const QString &path)
{
    if (Buffer *open = openBuffer(path))
        return open;
    const SettingsFilePtr file = m_store.snapshot().file(path);
    const DiskContent disk = diskContent(file.get());
    if (!file || (!disk.isKnown() && file->document.isNull()))
        return nullptr;
    return add(std::make_unique<Open>(*file, disk, m_store.limits()));
}

Buffer *Workspace::add(std::unique_ptr<Open> open)
{
    Buffer *buffer = &open->buffer;
    watchBuffer(*open);
    m_open.emplace(buffer->path(), std::move(open));
    Q_EMIT bufferOpened(buffer->path());
    return buffer;
}

Buffer *Workspace::create(const QString &path)
{
    if (openBuffer(path) || m_store.snapshot().file(path))
        return buffer(path);
    const Format *format = formatForPath(path);
    if (!format)
        format = codeFormatForPath(path);
    if (!format || !format->isText())
        return nullptr;
    SettingsFile file;
    file.path = path;
    file.format = format;
    auto open = std::make_unique<Open>(file, DiskContent::missing(), m_store.limits());
    open->isCreated = true;
    return add(std::move(open));
}

bool Workspace::moveEdits(const QString &from, const QString &to)
{
    Buffer *source = openBuffer(from);
    Buffer *target = source ? create(to) : nullptr;
    if (!target || target == source || target->isModified())
        return false;
    target->takeOver(*source);
    if (m_store.snapshot().file(to))
        followStore(to); // its disk may have moved on meanwhile
    return true;
}

std::optional<Problem> Workspace::unreadable(const QString &path) const
{
    const SettingsFilePtr file = m_store.snapshot().file(path);
    const bool isUnknown = file && diskContent(file.get()).state == DiskContent::State::Unknown;
    return isUnknown ? file->problem : std::nullopt;
}

void Workspace::watchBuffer(Open &open)
{
    const QString path = open.buffer.path();
    connect(&open.buffer, &Buffer::stateChanged, this, [this, path] { Q_EMIT bufferStateChanged(path); });
    // Queued: the views have to follow one change before the next one is made.
    connect(
        &open.buffer, &Buffer::changed, this, [this, path] { reconsiderConflict(path); },
        Qt::QueuedConnection);
    connect(
        &open.buffer, &Buffer::baseRestored, this, [this, path] { followStore(path); }, Qt::QueuedConnection);
    connect(&open.saving, &QFutureWatcherBase::finished, this, [this, path] { finishSave(path); });
    connect(&open.looking, &QFutureWatcherBase::finished, this, [this, path] { finishLook(path); });
    connect(&open.catchingUp, &QTimer::timeout, this, [this, path] {
        if (Open *late = find(path))
            lookAtDisk(*late);
    });
}

Buffer *Workspace::openBuffer(const QString &path) const
{
    Open *open = find(path);
    return open ? &open->buffer : nullptr;
}

QStringList Workspace::modifiedPaths() const
{
    QStringList paths;
    for (const auto &[path, open] : m_open) {
        if (open->buffer.isModified())
            paths += path;
    }
    return paths;
}

QStringList Workspace::openPaths() const
{
    QStringList paths;
    for (const auto &[path, open] : m_open)
        paths += path;
    return paths;
}

std::optional<Conflict> Workspace::conflict(const QString &path) const
{
    const Open *open = find(path);
    return open ? open->conflict : std::nullopt;
}

// The disk moves

void Workspace::followStore(const QString &path)
{
    Open *open = find(path);
    if (!open || open->isSaving)
        return; // `finishSave` comes back here
    const DiskContent disk = diskContent(m_store.snapshot().file(path).get());
    if (open->catchingUp.isActive() && disk != open->certain)
        lookAtDisk(*open);
    else
        takeDiskContent(*open, disk);
}

void Workspace::lookAtDisk(Open &open)
{
    open.isLooking = true;
    open.looking.setFuture(QtConcurrent::run(&readDiskContent, m_store.absolutePath(open.buffer.path()),
                                             m_store.limits().bytes));
}

void Workspace::finishLook(const QString &path)
{
    Open *open = find(path);
    // What was read before a save began, or while a newer look is under way, says nothing any more.
    if (!open || !open->isLooking || !open->looking.isFinished())
        return;
    open->isLooking = false;
    noteCertain(*open, open->looking.result());
    takeDiskContent(*open, open->certain);
}

void Workspace::noteCertain(Open &open, const DiskContent &disk)
{
    if (open.certain == disk && !open.catchingUp.isActive())
        return; // the look at the end of the wait: the store has caught up
    open.certain = disk;
    open.catchingUp.start(storeCatchesUp);
}

void Workspace::takeDiskContent(Open &open, const DiskContent &disk)
{
    Buffer &buffer = open.buffer;
    const DiskReaction reaction = reactionTo(disk, buffer.bytes(), buffer.base());
    if (reaction == DiskReaction::Ignore)
        return;
    open.isMissing = disk.isMissing();
    // Who undid his edits while the bar was up can still redo them; following the disk would take that away.
    const bool holdsRedo = reaction == DiskReaction::Follow && open.conflict && buffer.canRedo();
    if (reaction == DiskReaction::Conflict || holdsRedo) {
        if (!open.conflict || open.conflict->disk != disk.bytes)
            setConflict(open, Conflict{buffer.path(), disk.bytes, QDateTime::currentDateTime()});
        return;
    }
    setConflict(open, std::nullopt);
    if (reaction == DiskReaction::Rebase)
        buffer.rebase(disk.bytes);
    else if (reaction == DiskReaction::Follow)
        buffer.follow(disk.bytes);
}

void Workspace::setConflict(Open &open, std::optional<Conflict> conflict)
{
    if (open.conflict == conflict)
        return;
    open.conflict = std::move(conflict);
    Q_EMIT bufferStateChanged(open.buffer.path());
}

void Workspace::reconsiderConflict(const QString &path)
{
    Open *open = find(path);
    if (open && open->conflict && !open->isSaving)
        takeDiskContent(*open, DiskContent::known(open->conflict->disk));
}

// The user decides

void Workspace::resolve(Open &open, const QByteArray &bytes)
{
    const QByteArray disk = open.conflict->disk;
    setConflict(open, std::nullopt);
    open.buffer.resolve(bytes, disk);
}

void Workspace::keepMine(const QString &path)
{
    Open *open = find(path);
    if (open && open->conflict)
        resolve(*open, open->buffer.bytes());
}

void Workspace::takeDisk(const QString &path)
{
    Open *open = find(path);
    if (open && open->conflict)
        resolve(*open, open->conflict->disk);
}

std::optional<MergeSides> Workspace::mergeSides(const QString &path) const
{
    const Open *open = find(path);
    if (!open || !open->conflict)
        return std::nullopt;
    const Buffer &buffer = open->buffer;
    return MergeSides{&buffer.format(), buffer.base(), buffer.bytes(), open->conflict->disk, buffer.limits()};
}

bool Workspace::takeMerged(const QString &path, const MergeSides &sides, const QByteArray &merged)
{
    if (mergeSides(path) != sides)
        return false;
    resolve(*find(path), merged);
    return true;
}

Result<ThreeWayMerge> Workspace::merge(const QString &path, const QList<MergeChoice> &choices)
{
    const std::optional<MergeSides> sides = mergeSides(path);
    if (!sides) {
        return Unexpected{
            Problem{ProblemKind::Misuse, path, {}, {}, Tr::tr("expected a conflict to merge, found none")}};
    }
    Result<ThreeWayMerge> merged = threeWayMerge(*sides, choices);
    if (merged && merged->isSettled())
        takeMerged(path, *sides, merged->text);
    return merged;
}

// Saving

void Workspace::save(const QString &path, InPlace inPlace)
{
    Open *open = find(path);
    if (!open)
        return;
    if (open->buffer.isEditing())
        return open->buffer.inTurn([this, path, inPlace] { save(path, inPlace); });
    if (open->isSaving)
        open->queued = inPlace;
    else if (open->buffer.isModified() || open->isMissing)
        startSave(*open, inPlace);
}

void Workspace::saveAll()
{
    for (const QString &path : modifiedPaths())
        save(path);
}

void Workspace::finishEdits()
{
    for (const QString &path : openPaths())
        find(path)->buffer.finishEdits();
}

bool Workspace::isSaving(const QString &path) const
{
    const Open *open = find(path);
    return open && open->isSaving;
}

void Workspace::startSave(Open &open, InPlace inPlace)
{
    const Buffer &buffer = open.buffer;
    open.isSaving = true;
    open.isLooking = false;
    open.written = buffer.bytes();
    const SaveJob job{m_store.absolutePath(buffer.path()),
                      open.written,
                      buffer.base(),
                      open.isMissing,
                      inPlace,
                      m_store.limits().bytes,
                      open.isCreated ? m_store.folder() : QString()};
    // A watcher and not `then`: it can be waited for, and taken apart while the save is still under way.
    open.ended = std::make_shared<QSemaphore>();
    open.saving.setFuture(QtConcurrent::run([job, ended = open.ended] {
        SaveOutcome outcome = runSave(job);
        ended->release();
        return outcome;
    }));
    Q_EMIT saveBegan(buffer.path(), open.written);
    Q_EMIT bufferStateChanged(buffer.path());
}

void Workspace::finishSave(const QString &path)
{
    Open *open = find(path);
    // `waitForSaves` may have been faster, and another save may be under way by now.
    if (!open || !open->isSaving || !open->saving.isFinished())
        return;
    const SaveOutcome outcome = open->saving.result();
    const std::optional<InPlace> queued = std::exchange(open->queued, std::nullopt);
    open->isSaving = false;
    if (outcome.saved)
        acceptSave(*open);
    else if (outcome.saved.error().kind == ProblemKind::Conflict)
        acceptConflict(*open, outcome.disk);
    if (queued && !open->conflict)
        save(path, *queued);
    followStore(path);
    Q_EMIT bufferStateChanged(path);
    if (outcome.saved) {
        Q_EMIT saved(path, outcome.saved->notes);
        return;
    }
    Problem problem = outcome.saved.error();
    problem.file = path;
    Q_EMIT saveFailed(path, problem);
}

void Workspace::acceptSave(Open &open)
{
    open.isMissing = false;
    noteCertain(open, DiskContent::known(open.written));
    setConflict(open, std::nullopt);
    open.buffer.rebase(open.written);
}

void Workspace::acceptConflict(Open &open, const DiskContent &disk)
{
    noteCertain(open, disk);
    takeDiskContent(open, disk);
}

bool Workspace::waitForSaves(std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout.count() < 0 ? QDeadlineTimer(QDeadlineTimer::Forever)
                                                      : QDeadlineTimer(timeout));
    for (bool isQuiet = false; !isQuiet;) {
        isQuiet = true;
        for (const auto &[path, open] : m_open) {
            if (!open->isSaving)
                continue;
            isQuiet = false;
            if (!open->ended->tryAcquire(1, static_cast<int>(deadline.remainingTime())))
                return false;
            open->saving.waitForFinished();
            finishSave(path);
            break; // its signals may have opened other buffers
        }
    }
    return true;
}

} // namespace retune
