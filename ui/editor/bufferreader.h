#pragma once

#include <retune/edit/buffer.h>

#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace retune {

/// Tells the tree of a buffer again after each change: that of a short text at once, when the event loop is idle; that of a long
/// one when another thread has read it.
class BufferReader : public QObject
{
    Q_OBJECT

public:
    explicit BufferReader(QObject *parent = nullptr);

    void setBuffer(Buffer *buffer);

Q_SIGNALS:
    /// The tree of the current bytes, or why they have none.
    void documentRead(const retune::Result<retune::Document> &document);

private:
    void read();
    QPointer<Buffer> m_buffer;
    QTimer m_timer;
};

} // namespace retune
