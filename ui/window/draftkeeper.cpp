#include "window/draftkeeper.h"

#include <retune/edit/workspace.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QEventLoop>
#include <QtCore/QPointer>

#include <algorithm>
#include <functional>
#include <iterator>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// So much typing is lost at most when the program is killed.
constexpr std::chrono::milliseconds pause{500};
/// From a write that failed to the next try: a disk that was full may have room again.
constexpr std::chrono::milliseconds pauseAfterFailure{2000};
constexpr std::chrono::milliseconds longestWaitForSaves{50};

/// Keys and clicks come when all is done; what others send is handled meanwhile.
void handleEventsUntil(const std::function<bool()> &isDone)
{
    QEventLoop loop;
    while (!isDone())
        loop.processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
}

} // namespace

DraftKeeper::DraftKeeper(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_place(workspace.store().folder())
{
    m_timer.setSingleShot(true);
    m_thread.setMaxThreadCount(1);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::keep);
    connect(&m_reader, &QFutureWatcherBase::finished, this, &DraftKeeper::finishReading);
    connect(&m_writer, &QFutureWatcherBase::finished, this, &DraftKeeper::finish);
    connect(&workspace, &Workspace::bufferStateChanged, this, &DraftKeeper::keepSoon);
    const Store &store = workspace.store();
    connect(&store, &Store::reloaded, this, [this](const Reload &reload) {
        for (const FileReload &file : reload.files)
            bringHome(file.path());
    });
    connect(&store, &Store::reloadFailed, this, [this](const Problem &problem) { bringHome(problem.file); });
}

DraftKeeper::~DraftKeeper()
{
    waitForFinished();
}

void DraftKeeper::waitForFinished()
{
    m_reader.waitForFinished();
    while (m_isWriting) {
        m_writer.waitForFinished();
        finish();
    }
}

QList<Draft> DraftKeeper::unsaved() const
{
    return drafts(m_workspace) + m_homeless;
}

void DraftKeeper::restore()
{
    m_isReading = true;
    m_reader.setFuture(QtConcurrent::run(&m_thread, [this] { return m_place.adopt(); }));
}

void DraftKeeper::finishReading()
{
    m_kept = m_reader.result();
    m_toRestore = m_kept;
    restoreSome();
}

/// As many as do not stop the window.
void DraftKeeper::restoreSome()
{
    const auto end = std::chrono::steady_clock::now() + 8ms;
    while (!m_isReleased && !m_toRestore.isEmpty() && std::chrono::steady_clock::now() < end)
        m_homeless += restoreDrafts(m_workspace, {moved(m_toRestore.takeFirst())});
    if (!m_isReleased && !m_toRestore.isEmpty())
        return QTimer::singleShot(0, this, &DraftKeeper::restoreSome);
    QTimer::singleShot(0, this, &DraftKeeper::finishRestoring); // who hears of it has much to do
}

void DraftKeeper::finishRestoring()
{
    m_isReading = false;
    if (m_isReleased)
        return; // they are left to the next window
    m_isRestored = true;
    m_moves.clear();
    keepSoon(); // what was edited meanwhile
    Q_EMIT restored(m_homeless);
}

/// What was kept under a name that its file has no more.
Draft DraftKeeper::moved(Draft draft) const
{
    for (const auto &[from, to] : m_moves) {
        if (draft.path == from) {
            draft.path = to;
            draft.isWaiting = true;
        }
    }
    return draft;
}

bool DraftKeeper::keepNow()
{
    const QPointer<DraftKeeper> self(this); // what is handled meanwhile may close the folder
    handleEventsUntil([&self] { return !self || !self->m_isReading; });
    // What is being saved is no draft, unless that takes long.
    QTimer clock;
    clock.setSingleShot(true);
    clock.start(longestWaitForSaves);
    handleEventsUntil(
        [&] { return !self || !clock.isActive() || m_workspace.waitForSaves(std::chrono::milliseconds(0)); });
    if (!self || !m_isRestored)
        return true;
    m_isAwaited = true;
    keep();
    handleEventsUntil([&self] { return !self || !self->m_isWriting; });
    if (!self)
        return true;
    m_isAwaited = false;
    return !m_hasFailed;
}

void DraftKeeper::release()
{
    waitForFinished();
    m_timer.stop();
    m_isReleased = true;
    m_place.release();
}

/// Not put off by each key, so that who types without a pause loses no more than others.
void DraftKeeper::keepSoon()
{
    if (m_isRestored && !m_isReleased && !m_timer.isActive())
        m_timer.start(pause);
}

void DraftKeeper::moveEdits(const QString &from, const QString &to)
{
    for (Draft &draft : m_homeless) {
        if (draft.path == from) {
            draft.path = to;
            draft.isWaiting = true;
        }
    }
    if (!m_isRestored)
        m_moves.append({from, to});
    Buffer *buffer = m_workspace.openBuffer(from);
    if (buffer)
        buffer->finishEdits();
    const bool hasMoved = from != to && m_workspace.moveEdits(from, to);
    if (!hasMoved && buffer && buffer->isModified()) {
        m_homeless.prepend({to, buffer->base(), buffer->bytes(), true});
        buffer->revert();
    }
    keep();
}

bool DraftKeeper::hasOtherEdits(const QString &path) const
{
    return m_workspace.openBuffer(path) &&
           std::any_of(m_homeless.begin(), m_homeless.end(),
                       [&path](const Draft &draft) { return draft.path == path && !draft.isWaiting; });
}

void DraftKeeper::showOtherEdits(const QString &path)
{
    Buffer *buffer = m_workspace.openBuffer(path);
    const auto other = std::find_if(m_homeless.begin(), m_homeless.end(), [&path](const Draft &draft) {
        return draft.path == path && !draft.isWaiting;
    });
    if (!buffer || other == m_homeless.end())
        return;
    const Draft shown = *other;
    m_homeless.erase(other);
    buffer->finishEdits();
    if (buffer->isModified()) {
        m_homeless.append({path, buffer->base(), buffer->bytes()});
        buffer->revert();
    }
    m_homeless += restoreDrafts(m_workspace, {shown});
    keepSoon();
}

void DraftKeeper::bringHome(const QString &path)
{
    // Other edits of a buffer come into it only when they are asked for.
    const bool isOpen = m_workspace.openBuffer(path) != nullptr;
    const auto isMeant = [&path, isOpen](const Draft &draft) {
        return draft.path == path && (draft.isWaiting || !isOpen);
    };
    if (m_isReleased || std::none_of(m_homeless.begin(), m_homeless.end(), isMeant) ||
        !m_workspace.store().snapshot().file(path))
        return;
    QList<Draft> waiting;
    std::copy_if(m_homeless.begin(), m_homeless.end(), std::back_inserter(waiting), isMeant);
    m_homeless.removeIf(isMeant);
    m_homeless += restoreDrafts(m_workspace, waiting);
    keepSoon();
}

bool DraftKeeper::keep()
{
    if (!m_isRestored)
        return false;
    m_timer.stop();
    m_isStale = m_isWriting;
    if (m_isWriting)
        return true;
    const QList<Draft> now = unsaved();
    if (now == m_kept && !m_hasFailed)
        return false;
    // Where others have taken over what was kept, it would come back once more, whatever has become of it in the other window.
    const bool isReclaimed = m_isReleased && !m_kept.isEmpty();
    m_next = now;
    m_isWriting = true;
    m_writer.setFuture(QtConcurrent::run(&m_thread, [this, now, isReclaimed] {
        return isReclaimed && !m_place.reclaim() ? Result<void>() : m_place.keep(now);
    }));
    return true;
}

void DraftKeeper::finish()
{
    // `waitForFinished` may have been faster.
    if (!m_isWriting || !m_writer.isFinished())
        return;
    m_isWriting = false;
    const Result<void> kept = m_writer.result();
    const bool hadFailed = std::exchange(m_hasFailed, !kept);
    if (kept)
        m_kept = m_next;
    else if (!m_isReleased)
        m_timer.start(pauseAfterFailure);
    if (kept && hadFailed && !m_isReleased)
        Q_EMIT keepingRecovered();
    if (!kept && !m_isReleased && (!hadFailed || m_isAwaited))
        Q_EMIT keepingFailed(kept.error());
    if (!std::exchange(m_isStale, false) || !keep())
        Q_EMIT written();
}

} // namespace retune
