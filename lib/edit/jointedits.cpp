#include <retune/edit/jointedits.h>

#include <retune/edit/workspace.h>

#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>

#include <algorithm>
#include <memory>

namespace retune {

JointEdits::JointEdits(Workspace &workspace)
    : QObject(&workspace)
    , m_workspace(workspace)
{
    connect(&workspace, &Workspace::bufferOpened, this, &JointEdits::watch);
}

void JointEdits::watch(const QString &path)
{
    Buffer *buffer = m_workspace.openBuffer(path);
    if (!buffer)
        return;
    connect(buffer, &Buffer::jointEditUndone, this, &JointEdits::undo);
    connect(buffer, &Buffer::jointEditRedone, this, &JointEdits::redo);
}

void JointEdits::make(const std::function<void()> &edits)
{
    const QScopedValueRollback making(m_making, begin());
    edits();
}

void JointEdits::editSoon(Buffer &buffer, const DocumentEdit &edit, const Buffer::EditDone &done,
                          Buffer::Waiting waiting)
{
    if (m_making == 0)
        return buffer.editSoon(edit, done, waiting);
    const auto newest = std::make_shared<quint64>(0);
    buffer.inTurn([&buffer, newest] { *newest = buffer.newestStep(); });
    buffer.editSoon(
        edit,
        [self = QPointer(this), joint = m_making, path = buffer.path(), newest,
         done](const Result<void> &result) {
            if (self && result)
                self->join(joint, path, *newest);
            done(result);
        },
        waiting);
}

void JointEdits::setBytes(quint64 edit, Buffer &buffer, const QByteArray &bytes)
{
    const quint64 before = buffer.newestStep();
    buffer.setBytes(bytes);
    join(edit, buffer.path(), before);
}

/// What made no step, because it changed nothing or a newer edit took its place, leaves the step before it alone.
void JointEdits::join(quint64 edit, const QString &path, quint64 before)
{
    Buffer *buffer = m_workspace.openBuffer(path);
    if (!buffer || buffer->newestStep() == before)
        return;
    buffer->joinEdit(edit);
    m_paths[edit] += path;
}

void JointEdits::noteMoved(const QString &from, const QString &to)
{
    for (QStringList &paths : m_paths)
        std::replace(paths.begin(), paths.end(), from, to);
}

/// One file has gone back already; those that hold the edit beneath a later one stay.
void JointEdits::undo(quint64 edit)
{
    if (m_isMoving)
        return;
    const QScopedValueRollback moving(m_isMoving, true);
    QStringList left;
    for (const QString &path : m_workspace.openPaths()) {
        Buffer *buffer = m_workspace.openBuffer(path);
        if (buffer->undoableEdit() == edit && !buffer->isEditing())
            buffer->undo();
        else if (buffer->holdsEdit(edit))
            left += path;
    }
    if (!left.isEmpty())
        Q_EMIT leftOut(left, Way::Undo);
}

void JointEdits::redo(quint64 edit)
{
    if (m_isMoving)
        return;
    const QScopedValueRollback moving(m_isMoving, true);
    QStringList left = m_paths.value(edit);
    for (const QString &path : m_workspace.openPaths()) {
        Buffer *buffer = m_workspace.openBuffer(path);
        if (buffer->redoableEdit() == edit && !buffer->isEditing())
            buffer->redo();
        if (buffer->holdsEdit(edit))
            left.removeAll(path);
    }
    if (!left.isEmpty())
        Q_EMIT leftOut(left, Way::Redo);
}

} // namespace retune
