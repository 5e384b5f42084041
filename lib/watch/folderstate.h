#pragma once

#include <retune/watch/signature.h>

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace retune {

/// What a folder looked like at one moment: which folder it was, and the signatures of its entries. A value, made by
/// `folderStateOf`, to be compared with a later one.
struct FolderState
{
    struct Entry
    {
        Signature signature;  ///< of what a link leads to; of a sub-folder only which one it is
        bool isYoung = false; ///< the same signature may hide a later change
    };

    quint64 device = 0;
    quint64 inode = 0; ///< 0: there is no such folder
    int error = 0;     ///< why it could not be listed, as errno has it; 0 where it could
    QHash<QByteArray, Entry> entries;

    /// Whether a later state is of the same folder, and as readable as this one.
    bool isSameFolder(const FolderState &later) const
    {
        return device == later.device && inode == later.inode && error == later.error;
    }
};

/// Lists a folder: one call for the list and one for each entry.
FolderState folderStateOf(const QByteArray &folder);

/// What differs between two states of the same folder.
struct FolderDifference
{
    QList<QByteArray> written; ///< new, or with another signature, or young in the state before
    QList<QByteArray> removed;
};
FolderDifference differenceOf(const FolderState &before, const FolderState &after);

} // namespace retune
