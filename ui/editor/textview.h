#pragma once

#include "editor/bufferreader.h"
#include "editor/textmirror.h"
#include "editor/textsearch.h"
#include "editor/tokens.h"

#include <retune/edit/buffer.h>

#include <QtWidgets/QPlainTextEdit>

namespace retune {

class LineGutter;

/// A line of the text as far as it can be seen, in coordinates of the viewport.
struct VisibleLine
{
    int number; ///< from 0
    double top;
    double height;
};

/// Shows the text of a buffer and lets people edit it, byte for byte: the buffer owns the text and its undo. Colours
/// come from the tree of the text; where it has none, the last ones stay and the place of the error is marked.
class TextView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextView(QWidget *parent = nullptr);
    ~TextView() override;

    /// Null shows nothing.
    void setBuffer(Buffer *buffer);
    Buffer *buffer() const { return m_mirror.buffer(); }
    const DisplayText &shown() const { return m_mirror.shown(); }
    /// Why the text cannot be edited, in a sentence; empty where it can.
    const QString &readOnlyReason() const { return m_mirror.readOnlyReason(); }
    /// The error of the text, if it has one, then its warnings.
    const QList<Problem> &problems() const { return m_problems; }
    /// Whether the first of the problems is an error, so that the text has no tree.
    bool hasError() const { return m_hasError; }
    QList<VisibleLine> visibleLines() const;

    /// Marks what is wrong with the code of the buffer, as whoever runs it says; a mark stays with its line while the text is
    /// edited, and goes with it. An empty list takes the marks away. To be called again after another buffer was set.
    void setCodeProblems(const QList<Problem> &problems);

    /// Shows a long text to its end at once, where it is still being filled in; what needs a place in it does so by itself.
    void complete() { m_mirror.complete(); }
    bool isComplete() const { return m_mirror.isComplete(); }
    /// Selects these bytes and brings them into view.
    void goTo(ByteRange range);
    void goTo(TextPosition position);
    /// Selects what a search has found and brings it into view.
    void goTo(const TextHit &hit);
    /// Marks what a search has found, those in view.
    void setMarkedHits(const QList<TextHit> &hits);
    /// Puts texts in the place of what is shown, in order and apart from each other, as one step of undo. Nothing happens where the
    /// text cannot be edited.
    void replaceShown(const QList<DisplayEdit> &edits) { m_mirror.replace(edits); }
    /// Whether a change of the document is one of colours alone.
    bool isColouring() const { return m_isHighlighting; }
    /// In points; 0 is that of the system.
    void setTextSize(int points);

    /// Undo and redo of the buffer; the cursor goes to what changed.
    void undo();
    void redo();

Q_SIGNALS:
    void problemsChanged();
    /// A long text became another, of which the beginning is shown: once it is complete, `position` is the user's place and `line` the
    /// first one in view.
    void shortened(qsizetype position, int line);
    /// A long text is shown to its end.
    void completed();
    void readOnlyReasonChanged();
    /// The user moved the cursor to this byte.
    void cursorMoved(qsizetype offset);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void waitForPlace(qsizetype position, int line);
    void finishShowing();
    void setPicture(bool isFollowing);
    void takeTree(const Result<Document> &document);
    QList<Token> placeOf(const Problem &problem) const;
    void showProblems();
    void followText(const QList<Replacement> &replacements);
    void moveTo(const QList<Replacement> &replacements);
    void highlightVisible();
    QList<QTextLayout::FormatRange> formatsOf(int line) const;
    void decorate();
    QTextEdit::ExtraSelection problemSelection(const Problem &problem) const;
    QList<QTextEdit::ExtraSelection> hitSelections() const;
    void layOutLeftToRight();
    void placeGutter();
    void reportCursor();

    /// A problem of the code, and where it is now: nowhere once its line is gone.
    struct CodeMark
    {
        Problem problem;
        QList<Token> place;
    };

    LineGutter *m_gutter;
    TextMirror m_mirror;
    BufferReader m_reader;
    QList<Token> m_tokens;
    QList<Problem> m_problems;
    QList<Problem> m_textProblems; ///< those that the text itself has
    QList<Problem> m_codeProblems; ///< as they were told
    QList<CodeMark> m_codeMarks;
    QList<TextHit> m_hits; ///< of a search
    QTimer m_decoration;   ///< until they are marked
    bool m_hasError = false;
    bool m_hasTextError = false;
    bool m_isHighlighting = false;
    bool m_isJumping = false;
};

} // namespace retune
