#pragma once

#include <QtCore/QByteArray>

#include <chrono>

namespace retune {

/// What tells two contents of a file apart without reading them. The time of change (ctime) is in it because a program may
/// put the time of modification back.
struct Signature
{
    quint64 device = 0;
    quint64 inode = 0; ///< 0: there is no file
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds since the epoch
    qint64 changed = 0;  ///< nanoseconds since the epoch; of the file's status, as the system keeps it

    bool exists() const { return inode != 0; }
    /// Whether the file was changed less than `limit` ago by the system's clock: a second change may then leave the signature
    /// as it is, because clocks of file systems tick slowly. A change in the far future, after the clock was set back, does
    /// not count as young.
    bool isYounger(std::chrono::milliseconds limit) const;

    bool operator==(const Signature &) const = default;
};

/// The signature of the file that `path` leads to; one that does not `exists()` where there is none. One system call.
Signature signatureOf(const QByteArray &path);

} // namespace retune
