#include "window/ownreloads.h"

#include <retune/edit/workspace.h>

#include <QtCore/QTimer>

#include <algorithm>

namespace retune {

namespace {

/// Saves follow each other faster than their reloads come, and a reload may stand for several of them.
constexpr qsizetype maximumSaves = 64;
constexpr qsizetype maximumSavedBytes = 8 * 1024 * 1024;

/// For how long the last reload of a gesture is waited for: a little more than the store's longest wait.
constexpr std::chrono::milliseconds lastReloadComes{2000};

} // namespace

OwnReloads::OwnReloads(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::bufferOpened, this, &OwnReloads::watchBuffer);
    connect(&workspace, &Workspace::saveBegan, this, &OwnReloads::noteSaveBegan);
    connect(&workspace, &Workspace::saved, this, [this](const QString &path) { m_underWay.remove(path); });
    connect(&workspace, &Workspace::saveFailed, this, &OwnReloads::noteSaveFailed);
    for (const QString &path : workspace.openPaths())
        watchBuffer(path);
}

void OwnReloads::watchBuffer(const QString &path)
{
    const Buffer *buffer = m_workspace.openBuffer(path);
    connect(buffer, &Buffer::gestureBegan, this, [this, path] {
        release(path);
        m_gestures.insert(path, {});
    });
    connect(buffer, &Buffer::gestureEnded, this, [this, path] { endGesture(path); });
}

// Saves

void OwnReloads::noteSaveBegan(const QString &path, const QByteArray &bytes)
{
    QList<QByteArray> &saves = m_saves[path];
    saves.append(bytes);
    ++m_underWay[path];
    while (saves.size() > maximumSaves ||
           (saves.size() > 2 && saves.size() * bytes.size() > maximumSavedBytes))
        saves.removeFirst();
    if (const auto gesture = m_gestures.find(path); gesture != m_gestures.end())
        gesture->isSaved = true;
}

/// The saves of one file do not overlap, so these are the newest: none where it failed before it wrote.
void OwnReloads::noteSaveFailed(const QString &path)
{
    QList<QByteArray> &saves = m_saves[path];
    saves.resize(std::max<qsizetype>(0, saves.size() - m_underWay.take(path)));
}

/// Whether a save of this window is what was read. It stands for those before it too.
bool OwnReloads::takeSave(const FileReload &file)
{
    QList<QByteArray> &saves = m_saves[file.path()];
    const qsizetype at = saves.indexOf(file.after->document.bytes());
    saves.remove(0, at + 1);
    return at >= 0;
}

// Gestures

void OwnReloads::endGesture(const QString &path)
{
    const auto gesture = m_gestures.find(path);
    if (gesture == m_gestures.end())
        return;
    gesture->isEnding = true;
    // What is saved from now on is one save, and so one reload by itself.
    if (!gesture->isSaved || isComplete(path))
        return release(path);
    QTimer::singleShot(lastReloadComes, this, [this, path] {
        const auto late = m_gestures.constFind(path);
        if (late != m_gestures.constEnd() && late->isEnding)
            release(path);
    });
}

/// Whether the reload of the text that the gesture left has come.
bool OwnReloads::isComplete(const QString &path) const
{
    const Gesture gesture = m_gestures.value(path);
    const Buffer *buffer = m_workspace.openBuffer(path);
    return gesture.isEnding && !gesture.reload.isEmpty() && buffer &&
           gesture.reload.bytes() == buffer->bytes();
}

void OwnReloads::add(const Reload &reload)
{
    Reload rest{reload.revision, reload.published, {}};
    QStringList own;
    for (const FileReload &file : reload.files) {
        const bool isOwn = takeSave(file);
        if (hold(reload, file, isOwn))
            continue;
        rest.files.append(file);
        if (isOwn)
            own.append(file.path());
    }
    if (!rest.files.isEmpty())
        Q_EMIT told(rest, own);
}

/// Whether the reload belongs to a gesture. One of another program ends what is held, so that the order stays.
bool OwnReloads::hold(const Reload &reload, const FileReload &file, bool isOwn)
{
    const auto gesture = m_gestures.find(file.path());
    if (gesture == m_gestures.end())
        return false;
    if (!isOwn) {
        const bool isGoingOn = !gesture->isEnding;
        release(file.path());
        if (isGoingOn)
            m_gestures.insert(file.path(), {{}, true, false});
        return false;
    }
    gesture->reload.add(reload, file);
    if (isComplete(file.path()))
        release(file.path());
    return true;
}

void OwnReloads::release(const QString &path)
{
    const std::optional<Reload> joined = m_gestures.take(path).reload.joined();
    if (joined)
        Q_EMIT told(*joined, {path});
}

void OwnReloads::flush()
{
    for (const QString &path : m_gestures.keys())
        release(path);
}

} // namespace retune
