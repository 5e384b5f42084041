#include "window/draftkeeper.h"

#include <retune/edit/workspace.h>

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <iterator>

namespace retune {

namespace {

/// So much typing is lost at most when the program is killed.
constexpr std::chrono::milliseconds pause{500};
/// From a write that failed to the next try: a disk that was full may have room again.
constexpr std::chrono::milliseconds pauseAfterFailure{2000};
constexpr std::chrono::milliseconds longestWaitForSaves{50};

} // namespace

DraftKeeper::DraftKeeper(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_place(workspace.store().folder())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::keepElsewhere);
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
    m_writer.waitForFinished();
}

QString DraftKeeper::folder() const
{
    return m_workspace.store().folder();
}

QList<Draft> DraftKeeper::unsaved() const
{
    return drafts(m_workspace) + m_homeless;
}

QList<Draft> DraftKeeper::restore()
{
    m_kept = m_place.adopt();
    m_homeless = restoreDrafts(m_workspace, m_kept);
    m_isRestored = true;
    return m_homeless;
}

Result<void> DraftKeeper::keepNow()
{
    if (!m_isRestored)
        return {};
    m_timer.stop();
    m_writer.waitForFinished();
    finish();
    // What is being saved is no draft, unless that takes long.
    static_cast<void>(m_workspace.waitForSaves(longestWaitForSaves));
    const QList<Draft> now = unsaved();
    if (now == m_kept && !m_hasFailed)
        return {};
    if (m_isReleased && !m_kept.isEmpty() && !m_place.reclaim())
        return {}; // they would come back once more, whatever has become of them in the other window
    const Result<void> kept = m_place.keep(now);
    noteKept(kept, now);
    return kept;
}

void DraftKeeper::release()
{
    m_timer.stop();
    m_writer.waitForFinished();
    finish();
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
    Buffer *buffer = m_workspace.openBuffer(from);
    if (buffer)
        buffer->finishEdits();
    const bool hasMoved = from != to && m_workspace.moveEdits(from, to);
    if (!hasMoved && buffer && buffer->isModified()) {
        m_homeless.prepend({to, buffer->base(), buffer->bytes(), true});
        buffer->revert();
    }
    // Not a moment later: were the program killed then, the edits would come back under the old name.
    if (const Result<void> kept = keepNow(); !kept)
        Q_EMIT keepingFailed(kept.error());
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
    if (!m_isRestored || m_isReleased || std::none_of(m_homeless.begin(), m_homeless.end(), isMeant) ||
        !m_workspace.store().snapshot().file(path))
        return;
    QList<Draft> waiting;
    std::copy_if(m_homeless.begin(), m_homeless.end(), std::back_inserter(waiting), isMeant);
    m_homeless.removeIf(isMeant);
    m_homeless += restoreDrafts(m_workspace, waiting);
    keepSoon();
}

void DraftKeeper::keepElsewhere()
{
    if (m_isWriting)
        return m_timer.start(pause);
    const QList<Draft> now = unsaved();
    if (now == m_kept && !m_hasFailed)
        return;
    m_next = now;
    m_isWriting = true;
    m_writer.setFuture(QtConcurrent::run([this, now] { return m_place.keep(now); }));
}

void DraftKeeper::finish()
{
    // `keepNow` may have been faster.
    if (!m_isWriting || !m_writer.isFinished())
        return;
    m_isWriting = false;
    const Result<void> kept = m_writer.result();
    const bool isFirst = !m_hasFailed;
    noteKept(kept, m_next);
    if (!kept && isFirst)
        Q_EMIT keepingFailed(kept.error());
}

void DraftKeeper::noteKept(const Result<void> &kept, const QList<Draft> &drafts)
{
    const bool hadFailed = std::exchange(m_hasFailed, !kept);
    if (kept)
        m_kept = drafts;
    else if (!m_isReleased)
        m_timer.start(pauseAfterFailure);
    if (kept && hadFailed)
        Q_EMIT keepingRecovered();
}

} // namespace retune
