#pragma once

#include <retune/text/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace retune {

class Workspace;

/// Unsaved edits of one file, kept from one run to the next.
struct Draft
{
    QString path;           ///< relative to the folder
    QByteArray base;        ///< what the disk held when the edits began
    QByteArray bytes;       ///< what the buffer held at the end
    bool isWaiting = false; ///< for a file that was moved to the trash or is being renamed

    bool operator==(const Draft &) const = default;
};

/// Everything kept for a folder, by windows that are open and by those that are gone; what is kept twice is given once.
QList<Draft> keptDrafts(const QString &folder);

/// The place where one window keeps the drafts of its folder: a file of its own in the user's data folder, which the user alone can
/// read, so that two windows on one folder never write over each other's. A lock tells the others that the window lives; it goes
/// with the process, however that ends, and the next window takes the drafts over.
class DraftPlace
{
public:
    explicit DraftPlace(const QString &folder);
    /// Leaves what is kept to the next window.
    ~DraftPlace();

    /// Takes over what windows that are gone have kept, and tells others that this one lives: to be called before
    /// anything is kept. Blocks while it reads.
    QList<Draft> adopt();
    /// Keeps these in place of those kept here before. Blocks while it writes; any thread, but one at a time.
    Result<void> keep(const QList<Draft> &drafts) const;
    /// Leaves what is kept to the next window already now.
    void release() { m_lock.reset(); }
    /// Takes back what was left so. False where another window has taken it over, or is just about to.
    bool reclaim();

private:
    QString m_folder;
    QString m_owner; ///< no other place has this name
    std::unique_ptr<QLockFile> m_lock;
};

/// The unsaved edits of a workspace.
QList<Draft> drafts(const Workspace &workspace);
/// Puts drafts into the buffers they come from, as edits that are not saved yet. A buffer keeps the base of its draft, so
/// that there is a conflict where the disk has moved on; one whose file is gone makes it anew when it is saved. Gives the drafts that
/// wait for a file, those of files that cannot be edited now, and those of buffers that have other unsaved edits already.
QList<Draft> restoreDrafts(Workspace &workspace, const QList<Draft> &drafts);

} // namespace retune
