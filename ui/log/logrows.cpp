#include "log/logrows.h"

#include "log/logrecord.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>

#include <algorithm>

namespace retune {

namespace {

// Small enough that a page is read and taken apart in a fraction of a millisecond.
constexpr int rowsPerBlock = 256;
constexpr qint64 bytesPerBlock = 64'000;
constexpr std::size_t keptPages = 8;

LogLimits withFiles(LogLimits limits)
{
    if (!limits.makeFile)
        limits.makeFile = privateLogFiles(QDir::tempPath());
    return limits;
}

} // namespace

LogRows::LogRows(LogLimits limits, QObject *parent)
    : QObject(parent)
    , m_limits(withFiles(std::move(limits)))
{
    m_writer.setMaxThreadCount(1);
}

LogRows::~LogRows() = default;

void LogRows::append(const LogEntry &entry)
{
    LogBlock &block = openBlock();
    appendLogRecord(block.bytes, entry);
    ++block.rows;
    m_memorySize += block.bytes.size() - block.size;
    block.size = block.bytes.size();
    m_kinds.push_back(entry.kind);
}

/// The block that the next row goes into.
LogBlock &LogRows::openBlock()
{
    const bool isFull = m_blocks.empty() || m_blocks.back().segment || m_blocks.back().rows >= rowsPerBlock ||
                        m_blocks.back().size >= bytesPerBlock;
    if (isFull) {
        if (!m_blocks.empty())
            m_blocks.back().bytes.squeeze();
        m_blocks.push_back({end(), 0, 0, {}});
    }
    return m_blocks.back();
}

LogEntry LogRows::entry(quint64 number) const
{
    const LogBlock &block = m_blocks[blockIndex(number)];
    const Page &shown = page(block);
    const auto index = qsizetype(number - block.first);
    if (index < shown.entries.size())
        return shown.entries.at(index);
    LogEntry lost;
    lost.kind = kind(number);
    lost.text = tr("(this row could not be read back from the temporary file)");
    return lost;
}

std::size_t LogRows::blockIndex(quint64 number) const
{
    const auto next =
        std::upper_bound(m_blocks.begin(), m_blocks.end(), number,
                         [](quint64 value, const LogBlock &block) { return value < block.first; });
    return std::size_t(next - m_blocks.begin()) - 1;
}

const LogRows::Page &LogRows::page(const LogBlock &block) const
{
    const auto known = std::find_if(m_pages.begin(), m_pages.end(),
                                    [&](const Page &page) { return page.first == block.first; });
    // The newest block grows.
    if (known != m_pages.end() && known->entries.size() == block.rows) {
        std::rotate(m_pages.begin(), known, known + 1);
        return m_pages.front();
    }
    if (known != m_pages.end())
        m_pages.erase(known);
    Page page{block.first, {}};
    const QByteArray records = block.records();
    QByteArrayView rest = records;
    while (!rest.isEmpty())
        page.entries += logEntry(takeLogRecord(rest));
    m_pages.push_front(std::move(page));
    if (m_pages.size() > keptPages)
        m_pages.pop_back();
    return m_pages.front();
}

LogBlocks LogRows::blocks() const
{
    return {{m_blocks.begin(), m_blocks.end()}, m_begin};
}

void LogRows::dropBefore(quint64 number)
{
    if (number <= m_begin)
        return;
    m_kinds.erase(m_kinds.begin(), m_kinds.begin() + std::ptrdiff_t(number - m_begin));
    m_begin = number;
    while (!m_blocks.empty() && m_blocks.front().end() <= m_begin) {
        addSize(m_blocks.front(), -1);
        std::erase_if(m_pages, [&](const Page &page) { return page.first == m_blocks.front().first; });
        m_blocks.pop_front();
    }
    if (m_fileSize == 0)
        m_segment.reset(); // its room is given back
}

void LogRows::addSize(const LogBlock &block, int sign)
{
    (block.segment ? m_fileSize : m_memorySize) += sign * block.size;
}

quint64 LogRows::firstWithinLimits() const
{
    const quint64 byRows = std::max(m_begin, end() - std::min(end(), quint64(m_limits.rows)));
    if (m_fileSize <= m_limits.files)
        return byRows;
    const auto kept = std::find_if(m_blocks.begin(), m_blocks.end(), [this](const LogBlock &block) {
        return block.segment != m_blocks.front().segment;
    });
    return std::max(byRows, kept == m_blocks.end() ? end() : kept->first);
}

void LogRows::spillSurplus()
{
    if (m_memorySize > m_limits.unwritten)
        makeRoom(tr("the disk does not keep up"));
    if (m_isSpilling || m_memorySize <= m_limits.memory)
        return;
    std::vector<LogBlock> surplus;
    qint64 size = m_memorySize;
    for (const LogBlock &block : m_blocks) {
        if (size <= m_limits.memory / 2 || &block == &m_blocks.back())
            break; // the last one is still being filled
        if (block.segment)
            continue;
        size -= block.size;
        surplus.push_back(block);
    }
    if (surplus.empty())
        return;
    m_isSpilling = true;
    whenFinished(QtConcurrent::run(&m_writer, &spill, std::move(surplus), m_segment, m_limits.segment,
                                   m_limits.makeFile),
                 this, [this](const LogSpill &result) { finishSpill(result); });
}

void LogRows::finishSpill(const LogSpill &spill)
{
    m_isSpilling = false;
    m_segment = spill.segment;
    for (const LogBlock &written : spill.written) {
        if (written.end() <= m_begin)
            continue; // gone meanwhile
        LogBlock &block = m_blocks[blockIndex(written.first)];
        addSize(block, -1);
        block = written;
        addSize(block, 1);
    }
    if (m_fileSize == 0)
        m_segment.reset();
    if (!spill.error.isEmpty())
        makeRoom(spill.error);
}

/// The oldest file gives back its room; where there is none, the oldest rows in memory go.
void LogRows::makeRoom(const QString &reason)
{
    const std::shared_ptr<LogSegment> oldest = m_blocks.empty() ? nullptr : m_blocks.front().segment;
    if (oldest == m_segment)
        m_segment.reset();
    qint64 size = m_memorySize;
    quint64 number = m_begin;
    for (const LogBlock &block : m_blocks) {
        const bool isEnough = size <= (oldest ? m_limits.unwritten : m_limits.memory) / 2;
        if (isEnough && (!oldest || block.segment != oldest))
            break;
        if (!block.segment)
            size -= block.size;
        number = block.end();
    }
    Q_EMIT roomEnded(std::min(number, end()), reason);
}

} // namespace retune
