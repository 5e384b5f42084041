#pragma once

#include <retune/text/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace retune {

/// How a save may proceed where the safe way is closed.
enum class InPlace : quint8 {
    Refuse, ///< fail with ProblemKind::Refused and a message that says why it would have to be in place
    Allow   ///< the user was asked: truncate and rewrite the file itself
};

/// What a save does where the file was taken away.
enum class IfGone : quint8 {
    MakeAnew,
    Refuse ///< fail with ProblemKind::Missing
};

/// What a finished save did.
struct Saved
{
    /// False where the file held these bytes already, whatever was seen: nothing was touched.
    bool written = false;
    bool inPlace = false;
    /// What could not be carried over to the new file: "the owner could not be kept". For the log.
    QStringList notes;
};

/// Replaces the content of `path` by `bytes`, all or nothing.
///
/// `seen` is what the caller believes the file holds: nothing where the file should not exist yet. Where the disk holds
/// something else (compared by content) nothing is written and the error is ProblemKind::Conflict, also where another
/// program wrote between the look and the swap. Symbolic links are followed, so that the link stays. Mode, owner, group,
/// ACL and extended attributes are carried over where the system allows it. The temporary file lies beside the target
/// and is gone afterwards, whatever happens but the end of the process. A folder, a pipe, a device or a link that leads
/// nowhere is ProblemKind::NotAFile. Every other failure is ProblemKind::WriteFailed with the system's reason; the file
/// is then as it was, but where a write in place failed and the old content could not be put back: the message says so.
///
/// A file with several hard links, or one that cannot be replaced by a rename (a bind mount, a folder without write
/// permission), can only be written in place: see InPlace. Blocks while it writes and syncs: not for a GUI thread.
///
/// Linux: written beside it, synced, swapped with renameat2(RENAME_EXCHANGE), the displaced file is compared with `seen`,
/// and swapped back where it differs; the new content can be read in between. Programs that write beside the file and
/// rename lose nothing; where they write again while the swap is undone, the newest text gets the name, and the conflict
/// says where another one is kept. A program that opened the file before the swap and writes after the comparison writes
/// into the displaced file: that is lost. Where the file system has no exchange: compared, then renamed; a write that
/// falls between the two is lost there.
Result<Saved> saveFile(const QString &path, const QByteArray &bytes, const std::optional<QByteArray> &seen,
                       InPlace inPlace = InPlace::Refuse);

} // namespace retune
