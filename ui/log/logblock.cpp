#include "log/logblock.h"

#include <QtCore/QMutexLocker>
#include <QtCore/QTemporaryFile>

namespace retune {

LogFileMaker privateLogFiles(const QString &folder)
{
    return [folder](QString *reason) -> std::unique_ptr<QIODevice> {
        auto file = std::make_unique<QTemporaryFile>(folder + QStringLiteral("/retune-log-XXXXXX"));
        // As a QIODevice, since QTemporaryFile hides the modes; a buffer of its own would only take memory.
        QIODevice &device = *file;
        if (!device.open(QIODevice::ReadWrite | QIODevice::Unbuffered)) {
            *reason = file->errorString();
            return nullptr;
        }
        return file;
    };
}

LogSegment::LogSegment(std::unique_ptr<QIODevice> file)
    : m_file(std::move(file))
{}

qint64 LogSegment::append(const QByteArray &bytes)
{
    const QMutexLocker lock(&m_mutex);
    const qint64 offset = m_size;
    // What a failed write may have left is written over by the next one.
    if (!m_file->seek(offset) || m_file->write(bytes) != bytes.size())
        return -1;
    m_size += bytes.size();
    return offset;
}

QByteArray LogSegment::read(qint64 offset, qint64 size) const
{
    const QMutexLocker lock(&m_mutex);
    const QByteArray bytes = m_file->seek(offset) ? m_file->read(size) : QByteArray();
    return bytes.size() == size ? bytes : QByteArray();
}

LogSpill spill(std::vector<LogBlock> blocks, std::shared_ptr<LogSegment> segment, qint64 segmentSize,
               const LogFileMaker &makeFile)
{
    LogSpill result;
    result.segment = std::move(segment);
    for (LogBlock &block : blocks) {
        if (!result.segment || result.segment->size() >= segmentSize) {
            std::unique_ptr<QIODevice> file = makeFile(&result.error);
            if (!file)
                return result;
            result.segment = std::make_shared<LogSegment>(std::move(file));
        }
        const qint64 offset = result.segment->append(block.bytes);
        if (offset < 0) {
            result.error = result.segment->errorText();
            return result;
        }
        block.segment = result.segment;
        block.offset = offset;
        block.bytes.clear();
        result.written.push_back(std::move(block));
    }
    return result;
}

} // namespace retune
