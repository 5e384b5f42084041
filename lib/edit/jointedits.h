#pragma once

#include <retune/edit/buffer.h>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>

namespace retune {

class Workspace;

/// Edits that are made of several files at once: each is one step of undo, which the undo of any of these files takes back in all
/// of them, and redo alike. A file in which a later edit stands in the way keeps its part. Lives in the thread of its workspace.
class JointEdits : public QObject
{
    Q_OBJECT

public:
    enum class Way : quint8 { Undo, Redo };

    /// For the buffers of `workspace`, which owns it.
    explicit JointEdits(Workspace &workspace);

    /// Calls `edits`; what that asks of `editSoon` is one edit. Not to be called from within itself.
    void make(const std::function<void()> &edits);
    /// What `Buffer::editSoon` does, as part of the edit that is being made, if there is one.
    void editSoon(Buffer &buffer, const DocumentEdit &edit, const Buffer::EditDone &done,
                  Buffer::Waiting waiting = Buffer::Waiting::Each);
    /// The buffer of `from` has gone on as that of `to`; for `Workspace`.
    void noteMoved(const QString &from, const QString &to);

    /// Begins an edit of so many files that it is made in slices; gives its number, for `setBytes`.
    quint64 begin() { return ++m_last; }
    /// Makes the text of a file these bytes, as part of the edit that was begun.
    void setBytes(quint64 edit, Buffer &buffer, const QByteArray &bytes);

Q_SIGNALS:
    /// The edit was taken back, or made again, in other files and not in these: a later edit stands in the way there.
    void leftOut(const QStringList &paths, retune::JointEdits::Way way);

private:
    void watch(const QString &path);
    void join(quint64 edit, const QString &path, quint64 before);
    void undo(quint64 edit);
    void redo(quint64 edit);

    Workspace &m_workspace;
    QHash<quint64, QStringList> m_paths; ///< of each edit, when it was made
    bool m_isMoving = false;             ///< the others are undone or redone
    quint64 m_making = 0;                ///< 0: none
    quint64 m_last = 0;
};

} // namespace retune
