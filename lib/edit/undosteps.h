#pragma once

#include <retune/text/replacement.h>

#include <deque>
#include <optional>

namespace retune {

/// How the bytes of a file became what they are, step by step, and the place among the steps where they are now. It holds neither
/// the bytes nor what they are based on: who has them hands them in, and makes the replacements that it is given.
class UndoSteps
{
public:
    /// The oldest steps go when all of them hold more text than this.
    static constexpr qsizetype maximumBytes = 64 * 1024 * 1024;

    /// Where undo or redo leads.
    struct Move
    {
        QList<Replacement> replacements; ///< of the bytes; none where they stay
        std::optional<QByteArray> base;  ///< another one is in force there
    };

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position < m_steps.size(); }
    /// Whether the next undo takes back how a conflict was resolved, when `base` still is the one that came of it.
    bool isResolved(const QByteArray &base) const { return resolutionBefore(m_position, base) != nullptr; }
    /// Whether the newest step is typing that may go on.
    bool isBeingTyped() const { return canUndo() && m_steps[m_position - 1].isTyping; }

    /// Adds what is about to be made of `bytes`. Typing joins the step before it where it goes on with that, and every edit joins
    /// the gesture that is under way. What was undone can no longer be redone.
    void add(const QByteArray &bytes, const QList<Replacement> &replacements, bool isTyping);
    /// Adds what another program is about to make of `bytes`: a step of its own. Within a gesture it comes before that
    /// where it changed other bytes, so that the gesture stays one step; else the gesture begins anew.
    void addFromDisk(const QByteArray &bytes, const QList<Replacement> &replacements);
    /// Adds how a conflict ends: `bytes`, based on `base`, become `result`, based on `disk`. It is one step until a save replaced
    /// what the disk held; then that is gone through, so that it can be had back. Within a gesture: as `addFromDisk`.
    void addResolution(const QByteArray &bytes, const QByteArray &base, const QByteArray &result,
                       const QByteArray &disk);
    /// What is typed from now on is a step of its own.
    void endTyping();

    /// Makes the newest step part of an edit of several files, which has this number; not 0.
    void joinEdit(quint64 edit);
    /// A number of the newest step that no other one has, nor what becomes of it in a gesture; 0 where there is none.
    quint64 newestStep() const { return canUndo() ? m_steps[m_position - 1].number : 0; }
    /// The edit of several files that the next undo, or redo, is about; 0 where it is about this file alone.
    quint64 undoableEdit() const { return canUndo() ? m_steps[m_position - 1].edit : 0; }
    quint64 redoableEdit() const { return canRedo() ? m_steps[m_position].edit : 0; }
    /// Whether that edit is among those that are not undone.
    bool holdsEdit(quint64 edit) const;

    /// Goes one step back or on, which there has to be. `bytes` and `base` are those of now.
    Move undo(const QByteArray &bytes, const QByteArray &base);
    Move redo(const QByteArray &bytes, const QByteArray &base);
    /// Whether the newest step, undone by nobody, is how a conflict was resolved.
    bool canUndoResolution() const { return resolutionBefore(m_position) != nullptr; }
    /// Goes back to before that, which there has to be, whatever the base is now.
    Move undoResolution(const QByteArray &bytes);

    /// From now on edits are one step, which begins with `bytes`. None may be under way.
    void beginGesture(const QByteArray &bytes);
    void endGesture() { m_gesture.reset(); }
    bool isInGesture() const { return m_gesture.has_value(); }
    /// Takes the step of the gesture away, which stays under way; gives what makes of `bytes` those that it began with.
    QList<Replacement> takeGestureBack(const QByteArray &bytes);

private:
    /// The base before and after a conflict was resolved.
    struct Resolution
    {
        QByteArray before;
        QByteArray after;
    };
    struct Step
    {
        QList<Replacement> forward;
        QList<Replacement> backward;
        bool isTyping = false;
        std::optional<Resolution> resolution = {}; ///< goes to what the disk held
        bool endsResolution = false;               ///< goes on from there
        quint64 number = 0;
        quint64 edit = 0; ///< of several files; 0: of this one alone
    };
    struct Gesture
    {
        QByteArray before;
        bool hasStep = false; ///< the newest step is its own
    };

    std::size_t firstOfStep(std::size_t end, const QByteArray &base) const;
    std::size_t endOfStep(std::size_t first, const QByteArray &base) const;
    const Resolution *resolutionBefore(std::size_t end) const;
    const Resolution *resolutionBefore(std::size_t end, const QByteArray &base) const;
    const Resolution *resolutionAt(std::size_t first, const QByteArray &base) const;
    QList<Replacement> moveTo(std::size_t position, const QByteArray &bytes);

    void push(Step step);
    void pop();
    void dropRedo();
    bool joinTyping(const QByteArray &bytes, const Replacement &next);
    bool putBeforeGesture(const QByteArray &bytes, const QList<Replacement> &replacements);
    void joinGesture(const QByteArray &after);
    void pushGesture(const QByteArray &after, quint64 edit);
    void limit();

    std::deque<Step> m_steps;
    std::size_t m_position = 0;
    quint64 m_lastNumber = 0;
    qsizetype m_bytes = 0; ///< of text that all steps hold
    std::optional<Gesture> m_gesture;
};

} // namespace retune
