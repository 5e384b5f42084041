#include "editor/bufferreader.h"

#include <QtConcurrent/QtConcurrentRun>

#include <chrono>

namespace retune {

using namespace std::chrono_literals;

BufferReader::BufferReader(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BufferReader::read);
    // Not QFuture::then with a context: in Qt 6.4 that fails an assertion when the context is gone by then.
    connect(&m_elsewhere, &QFutureWatcherBase::finished, this, [this] {
        if (!m_elsewhere.isCanceled())
            Q_EMIT documentRead(m_elsewhere.result());
    });
}

void BufferReader::setBuffer(Buffer *buffer)
{
    if (m_buffer)
        m_buffer->disconnect(this);
    m_buffer = buffer;
    if (buffer)
        connect(buffer, &Buffer::changed, this, &BufferReader::scheduleRead);
    scheduleRead();
}

void BufferReader::scheduleRead()
{
    m_elsewhere.setFuture({}); // what it finds is out of date
    const bool isShort = !m_buffer || m_buffer->bytes().size() <= shortText;
    m_timer.start(isShort ? 0ms : 100ms);
}

void BufferReader::read()
{
    if (!m_buffer)
        return;
    if (m_buffer->bytes().size() <= shortText) {
        Q_EMIT documentRead(m_buffer->document());
        return;
    }
    m_elsewhere.setFuture(
        QtConcurrent::run([bytes = m_buffer->bytes(), &format = m_buffer->format(),
                           limits = m_buffer->limits()] { return format.parse(bytes, limits); }));
}

} // namespace retune
