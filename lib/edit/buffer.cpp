#include <retune/edit/buffer.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QThreadPool>

#include <algorithm>

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

Problem withFile(Problem problem, const QString &path)
{
    problem.file = path;
    return problem;
}

/// A pool for this alone: what others do in that of the program may wait for a disk.
QThreadPool &readers()
{
    static QThreadPool pool;
    return pool;
}

qsizetype textSize(const QList<Replacement> &replacements)
{
    qsizetype size = 0;
    for (const Replacement &replacement : replacements)
        size += replacement.text.size();
    return size;
}

} // namespace

Buffer::Buffer(QString path, const Format &format, QByteArray base, QObject *parent, const Limits &limits)
    : QObject(parent)
    , m_path(std::move(path))
    , m_format(format)
    , m_limits(limits)
    , m_bytes(base)
    , m_base(std::move(base))
{
    connect(&m_reading, &QFutureWatcherBase::finished, this, &Buffer::finishReading);
}

const Result<Document> &Buffer::document() const
{
    if (!m_document)
        setDocument(m_format.parse(m_bytes, m_limits));
    return *m_document;
}

void Buffer::setDocument(Result<Document> document) const
{
    if (document)
        m_lastGood = *document;
    else
        document = Unexpected{withFile(document.error(), m_path)};
    m_document = std::move(document);
}

void Buffer::adopt(const Document &document)
{
    if (!document.isNull() && document.bytes() == m_bytes)
        setDocument(document);
}

void Buffer::readDocument()
{
    if (!m_document && !m_isReading)
        startReading();
}

void Buffer::startReading()
{
    m_isReading = true;
    m_isReadingOld = false;
    m_reading.setFuture(
        QtConcurrent::run(&readers(), [bytes = m_bytes, &format = m_format, limits = m_limits] {
            return format.parse(bytes, limits);
        }));
}

void Buffer::finishReading()
{
    m_isReading = false;
    if (m_isReadingOld && !m_document)
        return startReading();
    if (!m_document)
        setDocument(m_reading.future().takeResult());
    Q_EMIT documentRead();
}

const Document &Buffer::lastGoodDocument() const
{
    Q_UNUSED(document());
    return m_lastGood;
}

void Buffer::replace(const QList<Replacement> &replacements, Merge merge)
{
    QList<Replacement> real;
    std::copy_if(replacements.begin(), replacements.end(), std::back_inserter(real),
                 [this](const Replacement &replacement) {
                     return QByteArrayView(m_bytes).sliced(replacement.range.begin,
                                                           replacement.range.size()) != replacement.text;
                 });
    if (real.isEmpty())
        return;
    addStep(real, merge);
    apply(real);
}

Result<void> Buffer::edit(const DocumentEdit &edit)
{
    if (!document())
        return Unexpected{document().error()};
    const Result<Edit> made = edit(*document());
    if (!made)
        return Unexpected{withFile(made.error(), m_path)};
    if (!made->replacements.isEmpty()) {
        addStep(made->replacements, Merge::Separate);
        apply(made->replacements, made->result);
    }
    return {};
}

Result<void> Buffer::setValue(const KeyPath &key, const Value &value)
{
    return edit([&](const Document &document) { return retune::setValue(document, key, value); });
}

void Buffer::beginGesture()
{
    endGesture();
    endTyping();
    m_gesture = Gesture{m_bytes};
    Q_EMIT gestureBegan();
}

void Buffer::endGesture()
{
    if (!m_gesture)
        return;
    m_gesture.reset();
    Q_EMIT gestureEnded();
}

void Buffer::cancelGesture()
{
    if (!m_gesture)
        return;
    const Replacement back = difference(m_bytes, m_gesture->before);
    if (m_gesture->hasStep) {
        popStep();
        m_gesture->hasStep = false;
        apply({back});
    }
    endGesture();
}

void Buffer::undo()
{
    endGesture();
    if (!canUndo())
        return;
    const Resolution *resolution = resolutionBefore(m_position);
    moveTo(firstOfStep(m_position), resolution ? &resolution->before : nullptr);
}

void Buffer::redo()
{
    endGesture();
    if (!canRedo())
        return;
    const Resolution *resolution = resolutionAt(m_position);
    moveTo(endOfStep(m_position), resolution ? &resolution->after : nullptr);
}

/// How the step that ends at `end` resolved a conflict, where the base still is the one that came of it; else null.
const Buffer::Resolution *Buffer::resolutionBefore(std::size_t end) const
{
    if (end == 0)
        return nullptr;
    const bool isSecond = end > 1 && m_steps[end - 1].endsResolution;
    const std::optional<Resolution> &resolution = m_steps[end - (isSecond ? 2 : 1)].resolution;
    return resolution && resolution->after == m_base ? &*resolution : nullptr;
}

const Buffer::Resolution *Buffer::resolutionAt(std::size_t first) const
{
    const std::optional<Resolution> &resolution = m_steps[first].resolution;
    return resolution && resolution->before == m_base ? &*resolution : nullptr;
}

std::size_t Buffer::firstOfStep(std::size_t end) const
{
    return m_steps[end - 1].endsResolution && resolutionBefore(end) ? end - 2 : end - 1;
}

std::size_t Buffer::endOfStep(std::size_t first) const
{
    const bool isPair = first + 1 < m_steps.size() && m_steps[first + 1].endsResolution;
    return isPair && resolutionAt(first) ? first + 2 : first + 1;
}

/// Goes to another place in the stack of undo, with the base that was in force there.
void Buffer::moveTo(std::size_t position, const QByteArray *base)
{
    QByteArray text = m_bytes;
    QList<Replacement> replacements;
    const bool isOneStep = position + 1 == m_position || position == m_position + 1;
    while (m_position != position) {
        replacements = position < m_position ? m_steps[--m_position].backward : m_steps[m_position++].forward;
        text = applied(text, replacements);
    }
    endTyping();
    if (base)
        m_base = *base;
    if (text == m_bytes)
        Q_EMIT stateChanged();
    else
        apply(isOneStep ? replacements : QList{difference(m_bytes, text)});
    if (base)
        Q_EMIT baseRestored();
}

void Buffer::follow(const QByteArray &disk)
{
    m_base = disk;
    endTyping();
    if (m_bytes == disk)
        return Q_EMIT stateChanged();
    const QList<Replacement> replacements{difference(m_bytes, disk)};
    const bool isInGesture = std::exchange(m_gesture, std::nullopt).has_value();
    addStep(replacements, Merge::Separate);
    if (isInGesture)
        m_gesture = Gesture{disk};
    apply(replacements);
}

void Buffer::rebase(const QByteArray &disk)
{
    m_base = disk;
    endTyping();
    Q_EMIT stateChanged();
}

void Buffer::resolve(const QByteArray &bytes, const QByteArray &disk)
{
    if (bytes == m_bytes && canRedo())
        return rebase(disk); // undone edits can still be redone
    endGesture();
    const Replacement toDisk = difference(m_bytes, disk);
    endTyping();
    dropRedo();
    pushStep({{toDisk}, inverted(m_bytes, {toDisk}), false, Resolution{m_base, disk}});
    if (bytes != disk) {
        const Replacement fromDisk = difference(disk, bytes);
        pushStep({{fromDisk}, inverted(disk, {fromDisk}), false, {}, true});
    }
    m_base = disk;
    limitUndo();
    if (bytes == m_bytes)
        Q_EMIT stateChanged();
    else
        apply({difference(m_bytes, bytes)});
}

void Buffer::revert()
{
    replace({difference(m_bytes, m_base)});
}

void Buffer::apply(const QList<Replacement> &replacements, const Document &result)
{
    m_bytes = applied(m_bytes, replacements);
    m_document.reset();
    m_isReadingOld = true;
    if (!result.isNull()) {
        Q_ASSERT(result.bytes() == m_bytes);
        m_document = result;
        m_lastGood = result;
    }
    Q_EMIT replaced(replacements);
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void Buffer::addStep(const QList<Replacement> &replacements, Merge merge)
{
    dropRedo();
    if (m_gesture && m_gesture->hasStep)
        return joinGesture(applied(m_bytes, replacements));
    const bool isTyping = merge == Merge::WithTyping && replacements.size() == 1 && !m_gesture;
    if (isTyping && joinTyping(replacements.first()))
        return;
    pushStep({replacements, inverted(m_bytes, replacements), isTyping});
    if (m_gesture)
        m_gesture->hasStep = true;
    limitUndo();
}

void Buffer::pushStep(Step step)
{
    m_undoBytes += textSize(step.forward) + textSize(step.backward);
    m_steps.push_back(std::move(step));
    ++m_position;
}

void Buffer::dropRedo()
{
    for (std::size_t i = m_position; i < m_steps.size(); ++i)
        m_undoBytes -= textSize(m_steps[i].forward) + textSize(m_steps[i].backward);
    m_steps.resize(m_position);
}

/// Takes the newest step away, which nothing was undone of.
void Buffer::popStep()
{
    m_undoBytes -= textSize(m_steps.back().forward) + textSize(m_steps.back().backward);
    m_steps.pop_back();
    --m_position;
}

/// Makes the newest step, which is the gesture's, one that leads to `after`; none where that is where it began.
void Buffer::joinGesture(const QByteArray &after)
{
    popStep();
    m_gesture->hasStep = after != m_gesture->before;
    if (!m_gesture->hasStep)
        return;
    const Replacement forward = difference(m_gesture->before, after);
    pushStep({{forward}, inverted(m_gesture->before, {forward})});
}

/// Makes one replacement out of the newest step and `next`, which goes on with it. `m_bytes` is still the text between
/// the two.
bool Buffer::joinTyping(const Replacement &next)
{
    if (m_steps.empty() || !m_steps.back().isTyping)
        return false;
    Step &step = m_steps.back();
    Replacement &forward = step.forward.first();
    Replacement &backward = step.backward.first();
    const QByteArray erased = m_bytes.mid(next.range.begin, next.range.size());
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
    m_undoBytes += next.text.size() + erased.size();
    return true;
}

/// What is typed from now on is a step of its own.
void Buffer::endTyping()
{
    if (m_position > 0)
        m_steps[m_position - 1].isTyping = false;
}

void Buffer::limitUndo()
{
    while (m_undoBytes > maximumUndoBytes && m_steps.size() > 1) {
        m_undoBytes -= textSize(m_steps.front().forward) + textSize(m_steps.front().backward);
        m_steps.pop_front();
        --m_position;
    }
}

} // namespace retune
