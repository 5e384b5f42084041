#include "rawfile.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace retune::test {

namespace {

QByteArray native(const QString &path)
{
    return QFile::encodeName(path);
}

/// The result of a system call, unless it failed.
template<typename T>
T checked(T result, const QString &what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what.toStdString());
    return result;
}

} // namespace

RawFile::RawFile(const QString &path, int flags, unsigned mode)
    : m_descriptor(checked(::open(native(path).constData(), flags | O_CLOEXEC, mode), path))
{}

RawFile::~RawFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

RawFile::RawFile(RawFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

void RawFile::write(const QByteArray &bytes)
{
    const ssize_t written = ::write(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()));
    checked(written == bytes.size() ? 0 : -1, QStringLiteral("write"));
}

void RawFile::writeAt(const QByteArray &bytes, qsizetype offset)
{
    const ssize_t written =
        ::pwrite(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()), offset);
    checked(written == bytes.size() ? 0 : -1, QStringLiteral("pwrite"));
}

void RawFile::overwriteThroughMap(const QByteArray &content)
{
    struct stat status = {};
    checked(::fstat(m_descriptor, &status), QStringLiteral("fstat"));
    if (status.st_size != content.size())
        truncate(content.size());
    const auto size = static_cast<size_t>(content.size());
    void *memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, m_descriptor, 0);
    checked(memory == MAP_FAILED ? -1 : 0, QStringLiteral("mmap"));
    std::memcpy(memory, content.constData(), size);
    checked(::munmap(memory, size), QStringLiteral("munmap"));
}

void RawFile::truncate(qsizetype size)
{
    checked(::ftruncate(m_descriptor, size), QStringLiteral("ftruncate"));
}

void RawFile::sync()
{
    checked(::fsync(m_descriptor), QStringLiteral("fsync"));
}

void RawFile::close()
{
    checked(::close(std::exchange(m_descriptor, -1)), QStringLiteral("close"));
}

void writeInPlace(const QString &path, const QByteArray &content)
{
    RawFile file(path, O_WRONLY | O_CREAT | O_TRUNC);
    file.write(content);
    file.close();
}

void createNew(const QString &path, const QByteArray &content)
{
    RawFile file(path, O_WRONLY | O_CREAT | O_EXCL);
    file.write(content);
    file.close();
}

struct stat statusOf(const QString &path)
{
    struct stat status = {};
    checked(::stat(native(path).constData(), &status), path);
    return status;
}

unsigned modeOf(const QString &path)
{
    return statusOf(path).st_mode & 07777;
}

void setMode(const QString &path, unsigned mode)
{
    checked(::chmod(native(path).constData(), mode), path);
}

void setTimes(const QString &path, const timespec &accessed, const timespec &modified)
{
    const timespec times[] = {accessed, modified};
    checked(::utimensat(AT_FDCWD, native(path).constData(), times, 0), path);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    checked(file.open(QIODevice::ReadOnly) ? 0 : -1, path);
    return file.readAll();
}

void renameTo(const QString &from, const QString &to)
{
    checked(::rename(native(from).constData(), native(to).constData()), from);
}

void removeFile(const QString &path)
{
    checked(::unlink(native(path).constData()), path);
}

void hardLink(const QString &existing, const QString &path)
{
    checked(::link(native(existing).constData(), native(path).constData()), path);
}

void symbolicLink(const QString &target, const QString &path)
{
    checked(::symlink(native(target).constData(), native(path).constData()), path);
}

void makeFolder(const QString &path)
{
    checked(::mkdir(native(path).constData(), 0755), path);
}

void removeFolder(const QString &path)
{
    std::filesystem::remove_all(path.toStdString());
}

void copyFolder(const QString &from, const QString &to)
{
    namespace fs = std::filesystem;
    makeFolder(to);
    for (const fs::directory_entry &entry : fs::directory_iterator(from.toStdString())) {
        const fs::path copy = fs::path(to.toStdString()) / entry.path().filename();
        fs::copy(entry.path(), copy, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
        if (entry.is_regular_file() && !entry.is_symlink())
            fs::last_write_time(copy, entry.last_write_time());
    }
}

} // namespace retune::test
