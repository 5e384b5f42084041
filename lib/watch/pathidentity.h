#pragma once

#include <QtCore/QString>

namespace retune {

/// Which file or folder a path names, whatever it holds. Equal as long as the path names the same one.
struct PathIdentity
{
    bool exists = false;
    quint64 device = 0;
    quint64 file = 0;

    bool operator==(const PathIdentity &) const = default;
};

/// Follows symbolic links. A file system without file numbers is asked for the time of birth.
PathIdentity identityOf(const QString &path);

} // namespace retune
