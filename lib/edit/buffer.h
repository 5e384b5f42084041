#pragma once

#include <retune/edit/undosteps.h>
#include <retune/format/document.h>
#include <retune/format/edit.h>
#include <retune/format/format.h>
#include <retune/text/replacement.h>

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace retune {

/// The exact bytes of one file while they are edited, with undo, and the content they are based on. Views show the bytes
/// and send replacements; none of them owns the text. Lives in one thread, that of the window.
class Buffer : public QObject
{
    Q_OBJECT

public:
    /// How an edit joins the undo stack.
    enum class Merge : quint8 {
        Separate, ///< a step of its own
        WithTyping ///< joins the step before it when both are typing in one place, so that undo takes back a word
    };

    /// How an edit waits for those before it.
    enum class Waiting : quint8 {
        Each, ///< it is made in any case
        Newest ///< it takes the place of one of its kind that waits still: of a value that is dragged only the newest counts
    };

    /// Told once: that the edit was made, or that a newer one took its place; or why it was not.
    using EditDone = std::function<void(const Result<void> &)>;

    /// Up to this many bytes a text is parsed in a few milliseconds.
    static constexpr qsizetype quickSize = 64 * 1024;

    /// `base` is the content on disk that the buffer starts from; its texts are read with `limits`.
    Buffer(QString path, const Format &format, QByteArray base, QObject *parent = nullptr,
           const Limits &limits = {});

    /// Relative to the folder, as the store names it.
    const QString &path() const { return m_path; }
    const Format &format() const { return m_format; }
    const Limits &limits() const { return m_limits; }
    const QByteArray &bytes() const { return m_bytes; }
    /// The disk's content that the bytes are based on: last read, or last saved.
    const QByteArray &base() const { return m_base; }
    /// The tree of the base; null where it has none. Parsed at the first call after the base became another one, in this thread.
    const Document &baseDocument() const;
    /// Whether the bytes differ from the base, or an edit is under way. Compared by content, so that undoing everything makes it
    /// false again.
    bool isModified() const { return isEditing() || m_bytes != m_base; }

    /// The tree of the current bytes, or why they have none. Parsed at the first call after a change, in this thread.
    const Result<Document> &document() const;
    /// Whether `document` answers in a moment: the tree is known, or the text is short.
    bool isQuick() const { return m_document.has_value() || m_bytes.size() <= quickSize; }
    /// Lets another thread find what `document` gives; `documentRead` follows, and `document` answers in a moment then. What is
    /// replaced meanwhile is read in its turn, and the tree of what was there before is dropped. Needs the event loop of the
    /// buffer's thread. Nothing happens where the tree is known.
    void readDocument();
    /// Takes over the tree of the bytes from who has read it already. Ignored where it is that of other bytes.
    void adopt(const Document &document);
    /// The newest tree that `document` found; null where it never found one.
    const Document &lastGoodDocument() const;

    /// Replaces bytes. Replacements that change nothing are no step. False, and nothing is done, where they do not lie inside the bytes,
    /// sorted and one after the other, as `applied` asks for.
    bool replace(const QList<Replacement> &replacements, Merge merge = Merge::Separate);
    /// Makes the bytes these, as one step of undo that replaces only what differs.
    void setBytes(const QByteArray &bytes);
    /// Makes an edit of the document, one step of undo; one without replacements is none. The error is why the text has no
    /// tree, or that of `edit`; Misuse where its replacements do not fit the text.
    Result<void> edit(const DocumentEdit &edit);
    /// The same for texts of any length: a long one is read again in another thread, to check the edit, and it is made when that
    /// has ended. Edits are made in the order in which they were asked for, and so are undo, redo and gestures between them. One
    /// whose text becomes another before it is made is refused. `edit` is called in this thread or in another one, so it may use nothing
    /// but its argument and values of its own; what it throws is a Failure. `done` is called in this thread, before this returns
    /// where the text is short.
    void editSoon(const DocumentEdit &edit, const EditDone &done, Waiting waiting = Waiting::Each);
    /// Whether edits are under way.
    bool isEditing() const { return !m_waiting.empty(); }
    /// Does this when the edits under way have been made; at once where there are none.
    void inTurn(const std::function<void()> &step);
    /// Waits until no edit is under way.
    void finishEdits();
    /// Sets one value, changing no other byte; see `retune::setValue`.
    Result<void> setValue(const KeyPath &key, const Value &value);

    /// Makes one step of undo of all edits until the end of the gesture: a number that is dragged, or stepped with keys. What
    /// comes from the disk meanwhile is a step of its own, and so is what was edited before and after it. A gesture that is
    /// under way already ends.
    void beginGesture();
    /// Ends the gesture. Without one, nothing happens here and in `cancelGesture`.
    void endGesture();
    /// Puts back what the bytes were when the gesture began, or when the disk came between, and ends it: no step is left of it.
    void cancelGesture();
    bool isInGesture() const { return m_steps.isInGesture(); }
    /// Whether the newest edit is typing that may go on.
    bool isBeingTyped() const { return m_steps.isBeingTyped(); }

    /// Also while an edit is under way, which can be taken back then.
    bool canUndo() const { return isEditing() || m_steps.canUndo(); }
    bool canRedo() const { return m_steps.canRedo(); }
    /// Undo and redo do nothing where they cannot; both end a gesture.
    void undo();
    void redo();
    /// Makes the newest step part of an edit of several files; for `JointEdits`, see there.
    void joinEdit(quint64 edit) { m_steps.joinEdit(edit); }
    /// A number that no other step of this buffer has; 0 where there is no step to be undone.
    quint64 newestStep() const { return m_steps.newestStep(); }
    quint64 undoableEdit() const { return m_steps.undoableEdit(); }
    quint64 redoableEdit() const { return m_steps.redoableEdit(); }
    bool holdsEdit(quint64 edit) const { return m_steps.holdsEdit(edit); }
    /// Whether the next undo takes back how a conflict was resolved.
    bool isResolved() const { return m_steps.isResolved(m_base); }

    /// Whether the newest step resolved a conflict, saved since or not.
    bool canUndoResolution() const { return m_steps.canUndoResolution(); }
    /// Takes back how a conflict was resolved, in one step: bytes and base become what they were before, though a save wrote what came of
    /// it. Nothing happens where that is not the newest step.
    void undoResolution();

    /// Follows the disk: bytes and base become `disk`, as one step of undo.
    void follow(const QByteArray &disk);
    /// The bytes stay, the base becomes `disk`: after a save, or when the user keeps his side of a conflict.
    void rebase(const QByteArray &disk);
    /// Ends a conflict: the bytes become `bytes`, the base becomes `disk`, which the user has seen. Undo brings bytes and base
    /// back in one step, and a gesture goes on from there. Once a save has replaced what the disk held, undo goes through that first, so that it can be had back.
    void resolve(const QByteArray &bytes, const QByteArray &disk);
    /// Takes back everything since the base, as one step of undo.
    void revert();
    /// Goes on where `other`, the buffer of another name of the same file, is: bytes, base and all steps of undo become its own, and
    /// `other` is left without edits and steps.
    void takeOver(Buffer &other);

Q_SIGNALS:
    /// Bytes were replaced. The ranges refer to the bytes before; `bytes()` holds the new ones already.
    void replaced(const QList<retune::Replacement> &replacements);
    /// Follows every `replaced`, when the views have followed and `document()` may be asked.
    void changed();
    /// What `readDocument` was called for: `document` knows the answer.
    void documentRead();
    /// `isModified`, `canUndo`, `canRedo` or the base may have changed.
    void stateChanged();
    void gestureBegan();
    /// The gesture is over, whether its edits stay or not.
    void gestureEnded();
    /// Undo or redo brought another base with it: that before or after a conflict was resolved.
    void baseRestored();
    /// Undo took back, or redo made again, what is one edit with that of other files.
    void jointEditUndone(quint64 edit);
    void jointEditRedone(quint64 edit);

private:
    /// What waits for its turn: an edit that is to be checked, or a step.
    struct Waiter
    {
        DocumentEdit edit;
        EditDone done;
        std::function<void()> step;
        bool isReplaceable = false;
        bool isOld = false; ///< the text has become another since
    };

    void startNext();
    void startChecking();
    void finishChecking();
    Result<void> make(const Result<Edit> &checked);
    void noteOther();
    bool fits(const QList<Replacement> &replacements) const;
    Problem misfit() const;
    Problem movedOn() const;
    void stopGesture();
    void apply(const QList<Replacement> &replacements, const Document &result = {});
    void carryOut(const UndoSteps::Move &move);
    void setDocument(Result<Document> document) const;
    void noteBaseDocument() const;
    void startReading();
    void finishReading();

    QString m_path;
    const Format &m_format;
    const Limits m_limits;
    QByteArray m_bytes;
    QByteArray m_base;
    UndoSteps m_steps;
    mutable std::optional<Result<Document>> m_document;
    mutable Document m_lastGood;
    mutable std::optional<QByteArray> m_readBase; ///< that `m_baseDocument` was read from
    mutable Document m_baseDocument;
    QFutureWatcher<Result<Document>> m_reading;
    bool m_isReading = false;
    bool m_isReadingOld = false;  ///< the bytes were replaced while they are being read
    std::deque<Waiter> m_waiting; ///< the first one is the one that is being checked
    QFutureWatcher<Result<Edit>> m_checking;
    bool m_isChecking = false;
    bool m_isInTurn = false; ///< what happens to the bytes was asked for before what waits
};

} // namespace retune
