#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <sys/stat.h>

namespace retune::test {

/// One file opened with the system's own calls, so that a test decides which of them are made, and in what order. Every
/// member throws std::system_error when its call fails.
class RawFile
{
public:
    RawFile(const QString &path, int flags, unsigned mode = 0644);
    ~RawFile();
    RawFile(RawFile &&other) noexcept;
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;
    RawFile &operator=(RawFile &&) = delete;

    int descriptor() const { return m_descriptor; }
    /// One call of `write`.
    void write(const QByteArray &bytes);
    /// One call of `pwrite`.
    void writeAt(const QByteArray &bytes, qsizetype offset);
    /// Gives the file the size of the content and writes that through a shared memory map, unmapped at the end.
    void overwriteThroughMap(const QByteArray &content);
    void truncate(qsizetype size);
    void sync();
    void close();

private:
    int m_descriptor;
};

// These throw std::system_error too.
void writeInPlace(const QString &path, const QByteArray &content); ///< O_CREAT | O_TRUNC, one write, close
void createNew(const QString &path, const QByteArray &content);    ///< O_CREAT | O_EXCL, one write, close
struct stat statusOf(const QString &path);                         ///< of what a link leads to
unsigned modeOf(const QString &path);                              ///< the permission bits
void setMode(const QString &path, unsigned mode);
void setTimes(const QString &path, const timespec &accessed, const timespec &modified);
QByteArray readAll(const QString &path);
void renameTo(const QString &from, const QString &to);
void removeFile(const QString &path);
void hardLink(const QString &existing, const QString &path);
void symbolicLink(const QString &target, const QString &path);
void makeFolder(const QString &path);
void removeFolder(const QString &path); ///< with everything in it
/// Copies the files of a folder, links as links, with their times.
void copyFolder(const QString &from, const QString &to);

} // namespace retune::test
