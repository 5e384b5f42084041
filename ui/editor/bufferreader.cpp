#include "editor/bufferreader.h"

namespace retune {

BufferReader::BufferReader(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BufferReader::read);
}

void BufferReader::setBuffer(Buffer *buffer)
{
    if (m_buffer)
        m_buffer->disconnect(this);
    m_buffer = buffer;
    if (buffer) {
        connect(buffer, &Buffer::changed, this, [this] { m_timer.start(); });
        connect(buffer, &Buffer::documentRead, this, &BufferReader::read);
    }
    m_timer.start();
}

void BufferReader::read()
{
    if (!m_buffer)
        return;
    if (!m_buffer->isQuick())
        return m_buffer->readDocument();
    m_timer.stop();
    Q_EMIT documentRead(m_buffer->document());
}

} // namespace retune
