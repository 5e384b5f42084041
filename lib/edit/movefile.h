#pragma once

#include <retune/text/result.h>

#include <QtCore/QString>

namespace retune {

/// Gives the file at `from` the path `to`, which must not be taken: what is there already is never replaced, also where it comes
/// between the look and the move (on Linux by RENAME_NOREPLACE, elsewhere by a hard link, or a look where there are none). Both paths
/// have to be on one file system. A symbolic link is moved itself. Fails with ProblemKind::Conflict where `to` is taken,
/// ProblemKind::Missing where there is no `from`, else ProblemKind::WriteFailed with the system's reason; nothing was done then,
/// but where the file got its new name by a hard link and neither name could be taken away: the message says that it has both.
/// Does not wait for the disk.
Result<void> moveFile(const QString &from, const QString &to);

} // namespace retune
