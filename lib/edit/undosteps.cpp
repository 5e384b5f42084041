#include <retune/edit/undosteps.h>

#include <retune/diff/linereplacements.h>

#include <algorithm>
#include <utility>

namespace retune {

namespace {

bool isLineBreak(char byte)
{
    return byte == '\n' || byte == '\r';
}

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

qsizetype characterCount(QByteArrayView text)
{
    return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

/// Whether typing or erasing `text` begins a step of its own, when `neighbour` was the byte before it. A step ends with
/// its word: the blank after a word, a line break and text that comes in one go (pasted, committed by an input method)
/// each begin one. No clock is asked, so that undo does not depend on how fast somebody types.
bool beginsStep(QByteArrayView text, char neighbour)
{
    if (std::any_of(text.begin(), text.end(), isLineBreak) || characterCount(text) != 1)
        return true;
    return isBlank(text.front()) && !isBlank(neighbour);
}

/// Whether `next`, made on the text after `last`, goes on with the same typing. `erased` are the bytes that `next` takes
/// away, `before` those that `last` took away.
bool continuesTyping(const Replacement &last, QByteArrayView before, const Replacement &next,
                     QByteArrayView erased)
{
    const qsizetype cursor = last.range.begin + last.text.size();
    if (!last.text.isEmpty()) {
        return next.range == ByteRange{cursor, cursor} && !next.text.isEmpty() &&
               !beginsStep(next.text, last.text.back());
    }
    if (!next.text.isEmpty() || before.isEmpty())
        return false;
    if (next.range.end == cursor)
        return !beginsStep(erased, before.front());
    return next.range.begin == cursor && !beginsStep(erased, before.back());
}

/// What makes of the text before `first` what `then` makes of the one after it, where they are apart; else nothing.
std::optional<QList<Replacement>> swapped(const Replacement &first, QList<Replacement> then)
{
    const qsizetype end = first.range.begin + first.text.size();
    const qsizetype growth = first.text.size() - first.range.size();
    for (Replacement &replacement : then) {
        auto &[from, to] = replacement.range;
        if (to < first.range.begin)
            continue;
        if (from <= end)
            return std::nullopt;
        replacement.range = {from - growth, to - growth};
    }
    return then;
}

qsizetype textSize(const QList<Replacement> &replacements)
{
    qsizetype size = 0;
    for (const Replacement &replacement : replacements)
        size += replacement.text.size();
    return size;
}

} // namespace

// New steps

void UndoSteps::add(const QByteArray &bytes, const QList<Replacement> &replacements, bool isTyping)
{
    dropRedo();
    if (m_gesture && m_gesture->hasStep)
        return joinGesture(applied(bytes, replacements));
    const bool mayJoin = isTyping && replacements.size() == 1 && !m_gesture;
    if (mayJoin && joinTyping(bytes, replacements.first()))
        return;
    push({replacements, inverted(bytes, replacements), mayJoin});
    if (m_gesture)
        m_gesture->hasStep = true;
    limit();
}

void UndoSteps::addFromDisk(const QByteArray &bytes, const QList<Replacement> &replacements)
{
    if (putBeforeGesture(bytes, replacements))
        return;
    const bool wasInGesture = std::exchange(m_gesture, std::nullopt).has_value();
    add(bytes, replacements, false);
    if (wasInGesture)
        m_gesture = Gesture{applied(bytes, replacements)};
}

void UndoSteps::addResolution(const QByteArray &bytes, const QByteArray &base, const QByteArray &result,
                              const QByteArray &disk)
{
    if (m_gesture && putBeforeGesture(bytes, lineReplacements(bytes, result)))
        return;
    const bool wasInGesture = std::exchange(m_gesture, std::nullopt).has_value();
    endTyping();
    dropRedo();
    const QList<Replacement> toDisk = lineReplacements(bytes, disk);
    push({toDisk, inverted(bytes, toDisk), false, Resolution{base, disk}});
    if (result != disk) {
        const QList<Replacement> fromDisk = lineReplacements(disk, result);
        push({fromDisk, inverted(disk, fromDisk), false, {}, true});
    }
    if (wasInGesture)
        m_gesture = Gesture{result};
    limit();
}

void UndoSteps::push(Step step)
{
    m_bytes += textSize(step.forward) + textSize(step.backward);
    step.number = ++m_lastNumber;
    m_steps.push_back(std::move(step));
    ++m_position;
}

/// Takes the newest step away, which nothing was undone of.
void UndoSteps::pop()
{
    m_bytes -= textSize(m_steps.back().forward) + textSize(m_steps.back().backward);
    m_steps.pop_back();
    --m_position;
}

void UndoSteps::dropRedo()
{
    for (std::size_t i = m_position; i < m_steps.size(); ++i)
        m_bytes -= textSize(m_steps[i].forward) + textSize(m_steps[i].backward);
    m_steps.resize(m_position);
}

void UndoSteps::limit()
{
    while (m_bytes > maximumBytes && m_steps.size() > 1) {
        m_bytes -= textSize(m_steps.front().forward) + textSize(m_steps.front().backward);
        m_steps.pop_front();
        --m_position;
    }
}

// Typing and gestures

/// Makes one replacement out of the newest step and `next`, which goes on with it. `bytes` is the text between the two.
bool UndoSteps::joinTyping(const QByteArray &bytes, const Replacement &next)
{
    if (m_steps.empty() || !m_steps.back().isTyping)
        return false;
    Step &step = m_steps.back();
    Replacement &forward = step.forward.first();
    Replacement &backward = step.backward.first();
    const QByteArray erased = bytes.mid(next.range.begin, next.range.size());
    if (!continuesTyping(forward, backward.text, next, erased))
        return false;
    if (!next.text.isEmpty()) {
        forward.text += next.text;
    } else if (next.range.end == forward.range.begin) {
        forward.range.begin = next.range.begin;
        backward.text.prepend(erased);
    } else {
        forward.range.end += erased.size();
        backward.text += erased;
    }
    backward.range = {forward.range.begin, forward.range.begin + forward.text.size()};
    m_bytes += next.text.size() + erased.size();
    limit();
    return true;
}

void UndoSteps::endTyping()
{
    if (canUndo())
        m_steps[m_position - 1].isTyping = false;
}

void UndoSteps::beginGesture(const QByteArray &bytes)
{
    endTyping();
    m_gesture = Gesture{bytes};
}

QList<Replacement> UndoSteps::takeGestureBack(const QByteArray &bytes)
{
    if (!m_gesture || !std::exchange(m_gesture->hasStep, false))
        return {};
    pop();
    return {difference(bytes, m_gesture->before)};
}

/// What another program made of `bytes` counts as made before the gesture, where it is apart from what that changed. False, and
/// nothing happens, where it is not.
bool UndoSteps::putBeforeGesture(const QByteArray &bytes, const QList<Replacement> &replacements)
{
    if (!m_gesture || !m_gesture->hasStep || replacements.isEmpty())
        return false;
    QByteArray &before = m_gesture->before;
    const std::optional<QList<Replacement>> earlier = swapped(difference(before, bytes), replacements);
    if (!earlier)
        return false;
    const quint64 edit = m_steps.back().edit;
    pop();
    push({*earlier, inverted(before, *earlier)});
    before = applied(before, *earlier);
    pushGesture(applied(bytes, replacements), edit);
    limit();
    return true;
}

/// Makes the newest step, which is the gesture's, one that leads to `after`; none where that is where it began.
void UndoSteps::joinGesture(const QByteArray &after)
{
    const quint64 edit = m_steps.back().edit;
    pop();
    pushGesture(after, edit);
}

void UndoSteps::pushGesture(const QByteArray &after, quint64 edit)
{
    m_gesture->hasStep = after != m_gesture->before;
    if (!m_gesture->hasStep)
        return;
    const Replacement forward = difference(m_gesture->before, after);
    push({{forward}, inverted(m_gesture->before, {forward})});
    m_steps.back().edit = edit;
}

// Edits of several files

void UndoSteps::joinEdit(quint64 edit)
{
    const bool hasNone = m_gesture && !m_gesture->hasStep; // it came back to where it began
    if (canUndo() && !hasNone)
        m_steps[m_position - 1].edit = edit;
}

bool UndoSteps::holdsEdit(quint64 edit) const
{
    return std::any_of(m_steps.begin(), m_steps.begin() + std::ptrdiff_t(m_position),
                       [edit](const Step &step) { return step.edit == edit; });
}

// Back and on

UndoSteps::Move UndoSteps::undo(const QByteArray &bytes, const QByteArray &base)
{
    const Resolution *resolution = resolutionBefore(m_position, base);
    Move move;
    if (resolution)
        move.base = resolution->before;
    move.replacements = moveTo(firstOfStep(m_position, base), bytes);
    return move;
}

UndoSteps::Move UndoSteps::redo(const QByteArray &bytes, const QByteArray &base)
{
    const Resolution *resolution = resolutionAt(m_position, base);
    Move move;
    if (resolution)
        move.base = resolution->after;
    move.replacements = moveTo(endOfStep(m_position, base), bytes);
    return move;
}

UndoSteps::Move UndoSteps::undoResolution(const QByteArray &bytes)
{
    Move move;
    move.base = resolutionBefore(m_position)->before;
    move.replacements = moveTo(m_position - (m_steps[m_position - 1].endsResolution ? 2 : 1), bytes);
    return move;
}

/// How the step that ends at `end` resolved a conflict; null where it did not.
const UndoSteps::Resolution *UndoSteps::resolutionBefore(std::size_t end) const
{
    if (end == 0)
        return nullptr;
    const bool isSecond = end > 1 && m_steps[end - 1].endsResolution;
    const std::optional<Resolution> &resolution = m_steps[end - (isSecond ? 2 : 1)].resolution;
    return resolution ? &*resolution : nullptr;
}

/// The same where `base` still is the one that came of it.
const UndoSteps::Resolution *UndoSteps::resolutionBefore(std::size_t end, const QByteArray &base) const
{
    const Resolution *resolution = resolutionBefore(end);
    return resolution && resolution->after == base ? resolution : nullptr;
}

const UndoSteps::Resolution *UndoSteps::resolutionAt(std::size_t first, const QByteArray &base) const
{
    const std::optional<Resolution> &resolution = m_steps[first].resolution;
    return resolution && resolution->before == base ? &*resolution : nullptr;
}

std::size_t UndoSteps::firstOfStep(std::size_t end, const QByteArray &base) const
{
    return m_steps[end - 1].endsResolution && resolutionBefore(end, base) ? end - 2 : end - 1;
}

std::size_t UndoSteps::endOfStep(std::size_t first, const QByteArray &base) const
{
    const bool isPair = first + 1 < m_steps.size() && m_steps[first + 1].endsResolution;
    return isPair && resolutionAt(first, base) ? first + 2 : first + 1;
}

/// Goes to another place among the steps; gives what makes of `bytes` those that were there, nothing where they are equal.
QList<Replacement> UndoSteps::moveTo(std::size_t position, const QByteArray &bytes)
{
    QByteArray text = bytes;
    QList<Replacement> replacements;
    const bool isOneStep = position + 1 == m_position || position == m_position + 1;
    while (m_position != position) {
        replacements = position < m_position ? m_steps[--m_position].backward : m_steps[m_position++].forward;
        text = applied(text, replacements);
    }
    endTyping();
    if (text == bytes)
        return {};
    return isOneStep ? replacements : lineReplacements(bytes, text);
}

} // namespace retune
