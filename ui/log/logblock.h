#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtCore/QMutex>

#include <functional>
#include <memory>
#include <vector>

namespace retune {

/// Makes the file that a piece of the log goes into, open for reading and writing; null where that fails, with the reason.
using LogFileMaker = std::function<std::unique_ptr<QIODevice>(QString *reason)>;
/// A temporary file below `folder` that the user alone can read. On Linux it has no name, so that it is gone with the
/// process, however that ends; elsewhere it is removed when it is destroyed.
LogFileMaker privateLogFiles(const QString &folder);

/// A piece of the log in a file. Any thread may read it.
class LogSegment
{
public:
    explicit LogSegment(std::unique_ptr<QIODevice> file);

    /// Where the bytes are from now on; -1 where they cannot be written. One thread writes.
    qint64 append(const QByteArray &bytes);
    /// Empty where the system gives less.
    QByteArray read(qint64 offset, qint64 size) const;
    qint64 size() const { return m_size; }
    QString errorText() const { return m_file->errorString(); }

private:
    mutable QMutex m_mutex; ///< of the file's position
    std::unique_ptr<QIODevice> m_file;
    qint64 m_size = 0;
};

/// Some rows of the log that follow each other, as records: in memory or in a file. A value that any thread may keep.
struct LogBlock
{
    quint64 first = 0; ///< the number of its first row
    int rows = 0;
    qint64 size = 0;  ///< of its records, in bytes
    QByteArray bytes; ///< its records, unless they are in a file
    std::shared_ptr<LogSegment> segment = {};
    qint64 offset = 0;

    quint64 end() const { return first + quint64(rows); }
    /// Empty where the file cannot be read.
    QByteArray records() const { return segment ? segment->read(offset, size) : bytes; }
};

/// Blocks from one moment, oldest first, which stay as they are while the log goes on.
struct LogBlocks
{
    std::vector<LogBlock> blocks;
    quint64 begin = 0; ///< the number of the oldest row that counts; the first block may hold older ones
};

/// What became of blocks that were to go into files.
struct LogSpill
{
    std::vector<LogBlock> written; ///< in their order; those behind them could not be written
    std::shared_ptr<LogSegment> segment;
    QString error; ///< why not all of them
};

/// Writes the blocks at the end of `segment`, and to further ones when that is full (`segmentSize` bytes) or null. For
/// threads that may wait for a disk.
LogSpill spill(std::vector<LogBlock> blocks, std::shared_ptr<LogSegment> segment, qint64 segmentSize,
               const LogFileMaker &makeFile);

} // namespace retune
