#include <retune/edit/workspace.h>

#include <retune/edit/savethreads_p.h>
#include <retune/edit/workspace_p.h>
#include <retune/text/tr.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>

#include <chrono>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// For how long after this workspace wrote or read a file itself the store may still show what was on disk before: a little
/// more than the store's longest wait, that for content that is not good.
constexpr std::chrono::milliseconds storeCatchesUp = 2s;

} // namespace

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

bool Workspace::closeNext()
{
    if (m_open.empty())
        return false;
    m_open.erase(m_open.begin());
    return true;
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
    if (openBuffer(path) || m_store.snapshot().file(path)) {
        Buffer *there = buffer(path);
        if (Open *open = find(path); open && open->isMissing)
            expect(*open);
        return there;
    }
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
    open->isExpected = true;
    return add(std::move(open));
}

bool Workspace::moveEdits(const QString &from, const QString &to)
{
    Buffer *source = openBuffer(from);
    Buffer *target = source ? create(to) : nullptr;
    if (!target || target == source || target->isModified())
        return false;
    target->takeOver(*source);
    m_jointEdits->noteMoved(from, to);
    if (m_store.snapshot().file(to))
        followStore(to); // its disk may have moved on meanwhile
    return true;
}

void Workspace::expect(Open &open)
{
    if (!std::exchange(open.isExpected, true))
        Q_EMIT bufferStateChanged(open.buffer.path());
}

bool Workspace::isGone(const QString &path) const
{
    const Open *open = find(path);
    return open && open->isMissing && !open->isExpected;
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
    connect(&open.saving, &QFutureWatcherBase::finished, this, [this, path] { finishWrite(path); });
    connect(&open.merging, &QFutureWatcherBase::finished, this, [this, path] { finishMerge(path); });
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

bool Workspace::awaitsChoice(const QString &path) const
{
    const Open *open = find(path);
    return open && open->conflict && !open->isSaving;
}

// The disk moves

void Workspace::followStore(const QString &path)
{
    // In turn: an edit under way is not to be refused because the text becomes another.
    if (Open *open = find(path))
        open->buffer.inTurn([this, open] { takeStoreContent(*open); });
}

void Workspace::takeStoreContent(Open &open)
{
    if (open.isSaving)
        return; // the end of the save comes back here
    const DiskContent disk = diskContent(m_store.snapshot().file(open.buffer.path()).get());
    if (open.catchingUp.isActive() && disk != open.certain)
        lookAtDisk(open);
    else
        takeDiskContent(open, disk);
}

void Workspace::lookAtDisk(Open &open)
{
    open.isLooking = true;
    open.looking.setFuture(QtConcurrent::run(
        &saveThreads(), &readDiskContent, m_store.absolutePath(open.buffer.path()), m_store.limits().bytes));
}

void Workspace::finishLook(const QString &path)
{
    Open *open = find(path);
    // What was read before a save began, or while a newer look is under way, says nothing any more.
    if (!open || !open->isLooking || !open->looking.isFinished())
        return;
    open->isLooking = false;
    noteCertain(*open, open->looking.result());
    open->buffer.inTurn([this, open] { takeDiskContent(*open, open->certain); });
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
    setMissing(open, disk.isMissing());
    // Who undid his edits while the bar was up can still redo them; following the disk would take that away.
    const bool holdsRedo = reaction == DiskReaction::Follow && open.conflict && buffer.canRedo();
    if (reaction == DiskReaction::Conflict || holdsRedo) {
        if (!open.conflict || open.conflict->disk != disk.bytes)
            noteConflict(open, disk.bytes);
        return;
    }
    const bool lapses = reaction == DiskReaction::Follow && open.conflict;
    setConflict(open, std::nullopt);
    if (reaction == DiskReaction::Rebase)
        buffer.rebase(disk.bytes);
    else if (reaction == DiskReaction::Follow)
        buffer.follow(disk.bytes);
    if (lapses)
        Q_EMIT conflictLapsed(buffer.path());
}

void Workspace::setMissing(Open &open, bool isMissing)
{
    if (!isMissing)
        open.isExpected = false; // whoever takes it away from now on is asked about it
    if (std::exchange(open.isMissing, isMissing) != isMissing)
        Q_EMIT bufferStateChanged(open.buffer.path());
}

void Workspace::noteConflict(Open &open, const QByteArray &disk)
{
    const QString path = open.buffer.path();
    const QFileInfo file(m_store.absolutePath(path));
    const QDateTime now = QDateTime::currentDateTime();
    open.conflict = Conflict{path, disk, file.exists() ? file.lastModified() : now, {}};
    if (!open.isSaving)
        Q_EMIT conflictFound(path);
    Q_EMIT bufferStateChanged(path);
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
    if (!open || !open->conflict || open->isSaving)
        return;
    takeDiskContent(*open, DiskContent::known(open->conflict->disk));
    if (open->conflict && open->buffer.bytes() != open->mergedSides.mine) {
        Conflict conflict = *open->conflict;
        conflict.reason.clear(); // a text of before
        setConflict(*open, conflict);
    }
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

} // namespace retune
