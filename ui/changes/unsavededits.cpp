#include "changes/unsavededits.h"

#include "changes/comparedtexts.h"

#include <retune/edit/workspace.h>

#include <QtConcurrent/QtConcurrentRun>

namespace retune {

namespace {

using namespace std::chrono_literals;

/// Typing goes on meanwhile.
constexpr auto pause = 150ms;

} // namespace

UnsavedEdits::UnsavedEdits(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pause);
    connect(&m_timer, &QTimer::timeout, this, &UnsavedEdits::compare);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_comparison, &QFutureWatcherBase::finished, this, [this] {
        if (m_comparison.isCanceled())
            return;
        m_isTold = true;
        Q_EMIT found(m_comparison.result());
    });
}

void UnsavedEdits::setWorkspace(Workspace *workspace)
{
    if (m_workspace)
        m_workspace->disconnect(this);
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &Workspace::bufferOpened, this, &UnsavedEdits::follow);
        connect(workspace, &Workspace::bufferStateChanged, this, &UnsavedEdits::follow);
    }
    setPath({});
}

void UnsavedEdits::setPath(const QString &path)
{
    m_path = path;
    follow(path);
    compare();
}

void UnsavedEdits::follow(const QString &path)
{
    if (path != m_path)
        return;
    Buffer *buffer = m_workspace ? m_workspace->openBuffer(path) : nullptr;
    if (m_buffer != buffer) {
        if (m_buffer)
            m_buffer->disconnect(this);
        m_buffer = buffer;
        if (buffer)
            connect(buffer, &Buffer::changed, this, [this] { m_timer.start(); });
    }
    m_timer.start();
}

/// What the edits are compared with: a save would put them in its place.
QByteArray UnsavedEdits::diskText() const
{
    if (m_workspace && m_workspace->isGone(m_path))
        return {};
    const std::optional<Conflict> conflict = m_workspace ? m_workspace->conflict(m_path) : std::nullopt;
    return conflict ? conflict->disk : m_buffer->base();
}

void UnsavedEdits::compare()
{
    m_timer.stop();
    m_comparison.setFuture({});                               // what it finds is out of date
    if (!m_buffer || m_buffer->bytes() == m_buffer->base()) { // what is under way is no edit yet
        if (std::exchange(m_isTold, false))
            Q_EMIT found(std::nullopt);
        return;
    }
    const auto compared = [path = m_path, &format = m_buffer->format(), limits = m_buffer->limits(),
                           base = diskText(), mine = m_buffer->bytes()] {
        HistoryEntry entry;
        entry.published = QDateTime::currentDateTime();
        entry.source = RevisionSource::Retune;
        entry.reload = comparedTexts(path, format, base, mine, limits);
        return entry;
    };
    m_comparison.setFuture(QtConcurrent::run(compared));
}

} // namespace retune
