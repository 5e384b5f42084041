// How a workspace saves: what the disk holds instead is merged on the way, where nothing clashes.

#include <retune/edit/workspace_p.h>

#include <retune/edit/ancestormerge.h>
#include <retune/edit/savethreads_p.h>
#include <retune/store/filemachine.h>
#include <retune/text/tr.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QScopeGuard>
#include <QtCore/QThreadPool>

#include <algorithm>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// So often a save merges because the disk has changed again; then it fails, and nothing is lost.
constexpr int maximumRefusals = 10;
/// A program that reads a file, thinks and writes it takes less than this.
constexpr auto ownSavesCount = 2s;
constexpr std::size_t maximumOwnSaves = 32;
/// They wait for disks and for other writers, not for processors.
constexpr int saveThreadCount = 8;
constexpr qsizetype maximumOwnBytes = 8 * 1024 * 1024;

SaveWish joined(const SaveWish &first, const SaveWish &second)
{
    const bool mayWrite = first.inPlace == InPlace::Allow || second.inPlace == InPlace::Allow;
    const bool mayMake = first.ifGone == IfGone::MakeAnew || second.ifGone == IfGone::MakeAnew;
    return {mayWrite ? InPlace::Allow : InPlace::Refuse, mayMake ? IfGone::MakeAnew : IfGone::Refuse};
}

bool isConflict(const SaveOutcome &outcome)
{
    return !outcome.saved && outcome.saved.error().kind == ProblemKind::Conflict;
}

} // namespace

QThreadPool &saveThreads()
{
    struct Pool : QThreadPool
    {
        Pool() { setMaxThreadCount(saveThreadCount); }
    };
    static Pool pool;
    return pool;
}

bool Workspace::save(const QString &path, InPlace inPlace, IfGone ifGone)
{
    Open *open = find(path);
    const SaveWish wish{inPlace, ifGone};
    if (!open || !isToBeSaved(*open, wish))
        return false;
    open->buffer.inTurn([this, open, wish] { beginSaving(*open, wish); });
    return true;
}

/// As far as it is known before the edits under way are made.
bool Workspace::isToBeSaved(const Open &open, const SaveWish &wish) const
{
    if (open.isSaving)
        return true;
    const bool isRefused = wish.ifGone == IfGone::Refuse && isGone(open.buffer.path());
    return !isRefused && (open.buffer.isModified() || open.isMissing);
}

void Workspace::beginSaving(Open &open, const SaveWish &wish)
{
    if (open.isSaving) {
        open.queued = open.queued ? joined(*open.queued, wish) : wish;
        return;
    }
    open.wish = wish;
    open.refusals = 0;
    open.isSaving = true;
    goOnSaving(open);
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

/// The next step of the save under way: the first one, or that after a merge or a change of the disk.
void Workspace::goOnSaving(Open &open)
{
    if (open.wish.ifGone == IfGone::Refuse && isGone(open.buffer.path()))
        endSave(open, Unexpected{removedProblem()});
    else if (open.conflict)
        startMerge(open);
    else if (open.buffer.isModified() || open.isMissing)
        startWrite(open);
    else
        endSave(open, Saved()); // all of it is on disk
}

// Writing

void Workspace::startWrite(Open &open)
{
    const Buffer &buffer = open.buffer;
    open.isLooking = false;
    open.written = buffer.bytes();
    open.writtenOver = buffer.base();
    const SaveJob job{m_store.absolutePath(buffer.path()),
                      open.written,
                      buffer.base(),
                      open.isMissing,
                      open.wish.inPlace,
                      m_store.limits().bytes,
                      open.isCreated ? m_store.folder() : QString(),
                      open.wish.ifGone};
    // A watcher and not `then`: it can be waited for, and taken apart while the save is still under way.
    open.ended = std::make_shared<QSemaphore>();
    open.saving.setFuture(QtConcurrent::run(&saveThreads(), [job, ended = open.ended] {
        const auto end = qScopeGuard([&ended] { ended->release(); });
        return runSave(job);
    }));
    Q_EMIT saveBegan(buffer.path(), open.written);
    Q_EMIT bufferStateChanged(buffer.path());
}

void Workspace::finishWrite(const QString &path)
{
    Open *open = find(path);
    // `waitForSaves` may have been faster, and another step may be under way by now.
    if (!open || !open->isSaving || open->isMerging || !open->saving.isFinished())
        return;
    const SaveOutcome outcome = open->saving.result();
    if (outcome.saved)
        acceptSave(*open);
    else if (!outcome.disk.isUnknown())
        acceptDisk(*open, outcome.disk);
    if (isConflict(outcome) && !outcome.disk.isUnknown() && ++open->refusals < maximumRefusals)
        return goOnSaving(*open);
    endSave(*open, outcome.saved);
}

void Workspace::acceptSave(Open &open)
{
    setMissing(open, false);
    noteCertain(open, DiskContent::known(open.written));
    if (open.buffer.base() == open.writtenOver) {
        setConflict(open, std::nullopt);
        open.buffer.rebase(open.written);
    } else {
        takeDiskContent(open, open.certain); // the user took the merge back meanwhile, and the disk holds it
    }
    if (open.written.size() > maximumOwnBytes / qsizetype(maximumOwnSaves))
        return;
    open.ownSaves.push_back({std::chrono::steady_clock::now(), open.written});
    if (open.ownSaves.size() > maximumOwnSaves)
        open.ownSaves.pop_front();
}

void Workspace::acceptDisk(Open &open, const DiskContent &disk)
{
    noteCertain(open, disk);
    takeDiskContent(open, disk);
}

// Merging

void Workspace::startMerge(Open &open)
{
    const QString path = open.buffer.path();
    open.isMerging = true;
    open.mergedSides = *mergeSides(path);
    const auto oldest = std::chrono::steady_clock::now() - ownSavesCount;
    std::erase_if(open.ownSaves, [&](const OwnSave &save) { return save.when < oldest; });
    QList<QByteArray> earlier;
    for (auto save = open.ownSaves.rbegin(); save != open.ownSaves.rend(); ++save)
        earlier.append(save->bytes);
    open.ended = std::make_shared<QSemaphore>();
    const MergeJob job{open.mergedSides, earlier, m_store.absolutePath(path), Timing().lossHold};
    open.merging.setFuture(QtConcurrent::run(&saveThreads(), [job, ended = open.ended] {
        const auto end = qScopeGuard([&ended] { ended->release(); });
        return runMerge(job);
    }));
    Q_EMIT bufferStateChanged(path);
}

void Workspace::finishMerge(const QString &path)
{
    Open *open = find(path);
    if (!open || !open->isMerging || open->isMergeInTurn || !open->merging.isFinished())
        return;
    // In turn: an edit that is being checked is one of the text of before.
    open->isMergeInTurn = true;
    open->buffer.inTurn([this, open] { takeMerge(*open); });
}

void Workspace::takeMerge(Open &open)
{
    open.isMergeInTurn = false;
    open.isMerging = false;
    if (mergeSides(open.buffer.path()) != open.mergedSides)
        return goOnSaving(open); // the user has edited or decided meanwhile
    const auto [merge, disk] = open.merging.result();
    if (!disk.isUnknown()) {
        acceptDisk(open, disk);
        if (++open.refusals < maximumRefusals)
            return goOnSaving(open);
        return endSave(open, Unexpected{merge.error()});
    }
    if (!merge || !merge->clashes.isEmpty())
        return refuseMerge(open, merge ? clashText(*merge) : merge.error().message);
    resolve(open, merge->text);
    open.merged = *merge;
    goOnSaving(open);
}

void Workspace::refuseMerge(Open &open, const QString &reason)
{
    Conflict conflict = *open.conflict;
    conflict.reason = reason;
    setConflict(open, conflict);
    endSave(open, Unexpected{Problem{ProblemKind::Conflict, {}, {}, {}, reason}});
}

// The end

void Workspace::endSave(Open &open, const Result<Saved> &outcome)
{
    const QString path = open.buffer.path();
    const std::optional<SaveWish> queued = std::exchange(open.queued, std::nullopt);
    const std::optional<ThreeWayMerge> merge = std::exchange(open.merged, std::nullopt);
    open.isSaving = false;
    if (queued)
        save(path, queued->inPlace, queued->ifGone);
    followStore(path);
    Q_EMIT bufferStateChanged(path);
    if (outcome)
        Q_EMIT saved(path, outcome->notes);
    if (merge)
        Q_EMIT merged(path, *merge);
    if (outcome)
        return;
    Problem problem = outcome.error();
    problem.file = path;
    Q_EMIT saveFailed(path, problem);
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
            finishStep(*open);
            break; // its signals may have opened other buffers
        }
    }
    return true;
}

void Workspace::finishStep(Open &open)
{
    const QString path = open.buffer.path();
    if (open.isMerging) {
        open.merging.waitForFinished();
        open.buffer.finishEdits(); // which the merge waits for
        finishMerge(path);
    } else {
        open.saving.waitForFinished();
        finishWrite(path);
    }
}

} // namespace retune
