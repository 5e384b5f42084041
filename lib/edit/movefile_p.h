#pragma once

#include <retune/edit/movefile.h>

#include <functional>

namespace retune {

/// The system calls of a move, so that a test can have them fail. All return as the system's own do; paths are in its encoding.
struct MoveCalls
{
    using Call = std::function<int(const char *from, const char *to)>;

    Call renameNoReplace; ///< sets ENOSYS or EINVAL where the system cannot do that
    Call link;            ///< sets ENOSYS where the system has none
    std::function<int(const char *path)> unlink;

    MoveCalls();
};

Result<void> moveFile(const QString &from, const QString &to, const MoveCalls &calls);

} // namespace retune
