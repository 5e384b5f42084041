#pragma once

#include <retune/edit/savefile_p.h>
#include <retune/text/result.h>

#include <unistd.h>

#include <utility>

namespace retune {

/// An open file descriptor that is closed at the end of its life.
class PosixFile
{
public:
    PosixFile() = default;
    explicit PosixFile(int descriptor)
        : m_descriptor(descriptor)
    {}
    PosixFile(PosixFile &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {}
    PosixFile &operator=(PosixFile &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~PosixFile()
    {
        if (isOpen())
            ::close(m_descriptor);
    }

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

/// An error number of the system.
using SystemError = int;

/// The bytes from the present place on, at most `limit` of them.
Result<QByteArray, SystemError> readUpTo(const PosixFile &file, qsizetype limit, const SystemCalls &calls);
/// Writes all bytes at the present place, in as many steps as it takes.
Result<void, SystemError> writeAll(const PosixFile &file, const QByteArray &bytes, const SystemCalls &calls);
/// Returns when the content is on the disk.
Result<void, SystemError> syncToDisk(const PosixFile &file, const SystemCalls &calls);

} // namespace retune
