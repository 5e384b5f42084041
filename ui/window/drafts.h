#pragma once

#include <retune/text/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace retune {

class Workspace;

/// Unsaved edits of one file, kept from one run to the next.
struct Draft
{
    QString path;     ///< relative to the folder
    QByteArray base;  ///< what the disk held when the edits began
    QByteArray bytes; ///< what the buffer held at the end

    bool operator==(const Draft &) const = default;
};

/// Keeps the drafts of a folder in place of those kept before; none are kept where there are none. The file lies in the
/// user's data folder and can be read by the user alone.
Result<void> keepDrafts(const QString &folder, const QList<Draft> &drafts);
QList<Draft> keptDrafts(const QString &folder);
/// Puts `now` in the place of `before` among the drafts kept for the folder, and leaves those that another window keeps.
/// Writes nothing where they are kept already. Blocks while it writes; any thread.
Result<void> replaceDrafts(const QString &folder, const QList<Draft> &before, const QList<Draft> &now);

/// The unsaved edits of a workspace.
QList<Draft> drafts(const Workspace &workspace);
/// Puts drafts into the buffers they come from, as edits that are not saved yet. A buffer keeps the base of its draft, so
/// that there is a conflict where the disk has moved on. Gives the drafts whose file is gone.
QList<Draft> restoreDrafts(Workspace &workspace, const QList<Draft> &drafts);

} // namespace retune
