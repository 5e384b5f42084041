#pragma once

#include "text/displaytext.h"

#include <retune/edit/buffer.h>

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QPlainTextEdit>

#include <chrono>

namespace retune {

/// Keeps what a text widget shows equal to the bytes of a buffer, both ways: what the user does in the widget becomes
/// replacements in the buffer, and what happens to the buffer elsewhere becomes small edits of the widget's document, so
/// that cursor, selection and what is seen stay where they are. The widget's own undo has to be off.
class TextMirror : public QObject
{
    Q_OBJECT

public:
    /// `view` has to outlive the mirror.
    explicit TextMirror(QPlainTextEdit &view, QObject *parent = nullptr);

    /// Null shows nothing.
    void setBuffer(Buffer *buffer);
    Buffer *buffer() const { return m_buffer; }
    const DisplayText &shown() const { return m_shown; }
    /// Why the text cannot be edited, in a sentence; empty where it can.
    const QString &readOnlyReason() const { return m_readOnlyReason; }
    /// Whether the document is being changed because the buffer was.
    bool isFollowing() const { return m_isFollowing; }

    /// Shows the rest of a long text, which else comes in slices while nothing else is to be done: until then the end is missing and
    /// the text cannot be edited.
    void complete();
    bool isComplete() const { return m_shown.bytes().size() == m_wholeSize; }
    /// Sends what the user changed and the buffer does not know yet.
    void send();
    /// Replaces the selected text by `text` as a step of undo of its own, which takes along what a drop has moved away. `exact` are the
    /// bytes that spell it in this file, for what was cut, copied or dragged from it: they are taken as they are where they can
    /// stand here so.
    void paste(const QString &text, const QByteArray &exact = {});
    /// Puts texts in the place of what is shown, in order and apart from each other, as one step of undo.
    void replace(const QList<DisplayEdit> &edits);
    /// The bytes behind a selection, and the text that they spell.
    QByteArray exactBytes(const QTextCursor &selection) const;
    QString exactText(const QTextCursor &selection) const;

Q_SIGNALS:
    /// Of a text that became another the beginning is shown, the rest comes in slices. Once it is complete, the cursor belongs to
    /// `position`, and `line`, counted from 0, to the top.
    void shortened(qsizetype position, int line);
    /// The bytes were replaced, by the user here or elsewhere, and `shown` and the document hold the new text.
    void followed(const QList<retune::Replacement> &replacements);
    void readOnlyReasonChanged();
    /// A long text is shown to its end.
    void completed();

private:
    void settle();
    QList<Replacement> putBack(const QByteArray &moved);
    ByteRange selectedBytes(const QTextCursor &selection) const;
    void noteChange(int position, int removed, int added);
    void followBuffer(const QList<Replacement> &replacements);
    void showEdits(const DisplayText &before, const QList<DisplayEdit> &edits);
    void showInPlace(const DisplayText &before, const QList<DisplayEdit> &edits);
    void showBeginning(const DisplayText &before, const QList<DisplayEdit> &edits);
    void moveCursor(const CursorPlace &place);
    qsizetype movedTop(const DisplayText &before, const QList<DisplayEdit> &edits) const;
    qsizetype movedPlace(const DisplayText &before, qsizetype position, Side side,
                         const QList<DisplayEdit> &edits) const;
    void applyToDocument(const QList<DisplayEdit> &edits);
    void restore();
    void setDocumentText();
    void showAll();
    void showSlice();
    void showMore(qsizetype size);
    void updateReadOnly();
    QByteArray newLine() const;
    QString documentText(qsizetype begin, qsizetype end) const;
    DisplayEdit userEdit() const;

    /// What QTextDocument said of a change; it says too much rather than too little.
    struct Hint
    {
        qsizetype position = 0;
        qsizetype removed = 0;
        qsizetype added = 0;

        bool operator==(const Hint &) const = default;
    };

    QPlainTextEdit &m_view;
    QPointer<Buffer> m_buffer;
    DisplayText m_shown;
    QString m_readOnlyReason;
    QList<Hint> m_hints;
    bool m_isFollowing = false;
    bool m_isSending = false;
    bool m_isPart = false;
    qsizetype m_wholeSize = 0; ///< of the bytes to be shown; those that are shown are fewer while slices come
    qsizetype m_sliceSize = 0;
    QTimer m_sliceTimer;
};

/// How many bytes of a long text to show next, when so many took that long, so that it takes some milliseconds.
qsizetype nextSliceSize(qsizetype size, std::chrono::nanoseconds took);

} // namespace retune
