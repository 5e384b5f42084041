#pragma once

#include "log/logblock.h"
#include "log/logentry.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <deque>
#include <optional>

namespace retune {

/// How much of a log is kept, and where.
struct LogLimits
{
    int rows = 1'000'000;
    qint64 memory = 8'000'000;       ///< bytes of records in memory; the rest goes into files
    qint64 unwritten = 64'000'000;   ///< bytes of records in memory while a disk does not keep up
    qint64 files = 1'000'000'000;    ///< bytes in files
    qint64 segment = 32'000'000;     ///< bytes in one file: what old rows take is given back file by file
    LogFileMaker makeFile = nullptr; ///< null: private ones in the folder of temporary files
};

/// The rows of a log, each with a number that it keeps: the newest in memory, as bytes, older ones in temporary files, of which
/// memory holds only where what begins, and the kind of each row. Thread: the owner's alone; it writes in another one.
class LogRows : public QObject
{
    Q_OBJECT

public:
    explicit LogRows(LogLimits limits = {}, QObject *parent = nullptr);
    ~LogRows() override;

    /// The number of the oldest row, and of the one that comes next. Numbers go on after `clear`.
    quint64 begin() const { return m_begin; }
    quint64 end() const { return m_begin + m_kinds.size(); }

    void append(const LogEntry &entry);
    /// Read back from its file where need be; the rows around it are then at hand as well. A row that cannot be read back
    /// says so.
    LogEntry entry(quint64 number) const;
    LogEntry::Kind kind(quint64 number) const { return m_kinds[std::size_t(number - m_begin)]; }
    /// All rows, for another thread.
    LogBlocks blocks() const;

    void clear() { dropBefore(end()); }
    /// Forgets the rows before this number, and the files that hold nothing else.
    void dropBefore(quint64 number);
    /// The number of the oldest row that may stay by the limits of rows and files.
    quint64 firstWithinLimits() const;
    /// Has what memory should not hold written into files. To be called now and then.
    void spillSurplus();

    qint64 memorySize() const { return m_memorySize; }
    qint64 fileSize() const { return m_fileSize; }
    bool isWriting() const { return m_isSpilling; }

Q_SIGNALS:
    /// There is no room, since the rows cannot be written: those before `number` have to go. Never while a row is appended.
    void roomEnded(quint64 number, const QString &reason);

private:
    /// The rows of one block, as entries.
    struct Page
    {
        quint64 first = 0;
        QList<LogEntry> entries;
    };

    LogBlock &openBlock();
    std::size_t blockIndex(quint64 number) const;
    const Page &page(const LogBlock &block) const;
    void finishSpill(const LogSpill &spill);
    void makeRoom(const QString &reason);
    void addSize(const LogBlock &block, int sign);

    const LogLimits m_limits;
    std::deque<LogBlock> m_blocks;
    std::deque<LogEntry::Kind> m_kinds;
    quint64 m_begin = 0;
    qint64 m_memorySize = 0;
    qint64 m_fileSize = 0;
    std::shared_ptr<LogSegment> m_segment; ///< the one that is being filled
    bool m_isSpilling = false;
    mutable std::deque<Page> m_pages; ///< the latest that were asked for, newest first
    QThreadPool m_writer;
};

} // namespace retune
