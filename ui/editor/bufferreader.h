#pragma once

#include <retune/edit/buffer.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace retune {

/// Reads the tree of a buffer again after each change: a short text at once, when the event loop is idle; a long one
/// in another thread after a pause, dropping results that are out of date.
class BufferReader : public QObject
{
    Q_OBJECT

public:
    /// Up to this many bytes a text is read in the thread of the window.
    static constexpr qsizetype shortText = 256 * 1024;

    explicit BufferReader(QObject *parent = nullptr);

    void setBuffer(Buffer *buffer);

Q_SIGNALS:
    /// The tree of the current bytes, or why they have none.
    void documentRead(const retune::Result<retune::Document> &document);

private:
    void scheduleRead();
    void read();
    QPointer<Buffer> m_buffer;
    QTimer m_timer;
    QFutureWatcher<Result<Document>> m_elsewhere; ///< of a reading in another thread
};

} // namespace retune
