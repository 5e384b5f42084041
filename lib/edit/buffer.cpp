#include <retune/edit/buffer.h>

#include <retune/diff/linereplacements.h>
#include <retune/edit/bufferreaders_p.h>
#include <retune/text/tr.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QThreadPool>

#include <algorithm>
#include <utility>

namespace retune {

namespace {

Problem withFile(Problem problem, const QString &path)
{
    problem.file = path;
    return problem;
}

} // namespace

QThreadPool &bufferReaders()
{
    static QThreadPool pool;
    return pool;
}

Buffer::Buffer(QString path, const Format &format, QByteArray base, QObject *parent, const Limits &limits)
    : QObject(parent)
    , m_path(std::move(path))
    , m_format(format)
    , m_limits(limits)
    , m_bytes(base)
    , m_base(std::move(base))
{
    connect(&m_reading, &QFutureWatcherBase::finished, this, &Buffer::finishReading);
    connect(&m_checking, &QFutureWatcherBase::finished, this, &Buffer::finishChecking);
}

// The tree

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
    noteBaseDocument();
}

/// What was read as the text is not read once more when edits are compared with it.
void Buffer::noteBaseDocument() const
{
    if (!m_document || !*m_document || m_bytes != m_base)
        return;
    m_readBase = m_base;
    m_baseDocument = **m_document;
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
        QtConcurrent::run(&bufferReaders(), [bytes = m_bytes, &format = m_format, limits = m_limits] {
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

const Document &Buffer::baseDocument() const
{
    if (m_readBase != m_base) {
        m_readBase = m_base;
        m_baseDocument = m_format.parse(m_base, m_limits).value_or(Document());
    }
    return m_baseDocument;
}

// Edits

bool Buffer::fits(const QList<Replacement> &replacements) const
{
    qsizetype done = 0;
    return std::all_of(replacements.begin(), replacements.end(), [&](const Replacement &replacement) {
        const auto [begin, end] = replacement.range;
        return begin >= std::exchange(done, end) && end >= begin && end <= m_bytes.size();
    });
}

Problem Buffer::misfit() const
{
    return {ProblemKind::Misuse,
            m_path,
            {},
            {},
            Tr::tr("expected replacements inside the text, one after the other, found others")};
}

bool Buffer::replace(const QList<Replacement> &replacements, Merge merge)
{
    if (!fits(replacements))
        return false;
    QList<Replacement> real = replacements;
    real.removeIf([this](const Replacement &replacement) {
        const auto [begin, end] = replacement.range;
        return QByteArrayView(m_bytes).sliced(begin, end - begin) == replacement.text;
    });
    if (real.isEmpty())
        return true;
    m_steps.add(m_bytes, real, merge == Merge::WithTyping);
    apply(real);
    return true;
}

Result<void> Buffer::edit(const DocumentEdit &edit)
{
    if (!document())
        return Unexpected{document().error()};
    const Result<Edit> made = edit(*document());
    if (!made)
        return Unexpected{withFile(made.error(), m_path)};
    if (!fits(made->replacements))
        return Unexpected{misfit()};
    if (!made->replacements.isEmpty()) {
        m_steps.add(m_bytes, made->replacements, false);
        apply(made->replacements, made->result);
    }
    return {};
}

Result<void> Buffer::setValue(const KeyPath &key, const Value &value)
{
    return edit([&](const Document &document) { return retune::setValue(document, key, value); });
}

void Buffer::setBytes(const QByteArray &bytes)
{
    replace(lineReplacements(m_bytes, bytes));
}

void Buffer::revert()
{
    setBytes(m_base);
}

// Undo

void Buffer::beginGesture()
{
    inTurn([this] {
        stopGesture();
        m_steps.beginGesture(m_bytes);
        Q_EMIT gestureBegan();
    });
}

void Buffer::endGesture()
{
    inTurn([this] { stopGesture(); });
}

void Buffer::stopGesture()
{
    if (!m_steps.isInGesture())
        return;
    m_steps.endGesture();
    Q_EMIT gestureEnded();
}

void Buffer::cancelGesture()
{
    inTurn([this] {
        const QList<Replacement> back = m_steps.takeGestureBack(m_bytes);
        if (!back.isEmpty())
            apply(back);
        stopGesture();
    });
}

void Buffer::undo()
{
    inTurn([this] {
        stopGesture();
        if (!m_steps.canUndo())
            return;
        const quint64 edit = m_steps.undoableEdit();
        carryOut(m_steps.undo(m_bytes, m_base));
        if (edit != 0)
            Q_EMIT jointEditUndone(edit);
    });
}

void Buffer::redo()
{
    inTurn([this] {
        stopGesture();
        if (!m_steps.canRedo())
            return;
        const quint64 edit = m_steps.redoableEdit();
        carryOut(m_steps.redo(m_bytes, m_base));
        if (edit != 0)
            Q_EMIT jointEditRedone(edit);
    });
}

void Buffer::undoResolution()
{
    inTurn([this] {
        stopGesture();
        if (canUndoResolution())
            carryOut(m_steps.undoResolution(m_bytes));
    });
}

void Buffer::carryOut(const UndoSteps::Move &move)
{
    if (move.base)
        m_base = *move.base;
    if (move.replacements.isEmpty())
        Q_EMIT stateChanged();
    else
        apply(move.replacements);
    if (move.base)
        Q_EMIT baseRestored();
}

// The disk

void Buffer::follow(const QByteArray &disk)
{
    m_base = disk;
    m_steps.endTyping();
    if (m_bytes == disk)
        return Q_EMIT stateChanged();
    const QList<Replacement> replacements = lineReplacements(m_bytes, disk);
    m_steps.addFromDisk(m_bytes, replacements);
    apply(replacements);
}

void Buffer::rebase(const QByteArray &disk)
{
    m_base = disk;
    noteBaseDocument();
    m_steps.endTyping();
    Q_EMIT stateChanged();
}

void Buffer::resolve(const QByteArray &bytes, const QByteArray &disk)
{
    if (bytes == m_bytes && canRedo())
        return rebase(disk); // undone edits can still be redone
    m_steps.addResolution(m_bytes, m_base, bytes, disk);
    m_base = disk;
    if (bytes == m_bytes)
        Q_EMIT stateChanged();
    else
        apply(lineReplacements(m_bytes, bytes));
}

void Buffer::takeOver(Buffer &other)
{
    endGesture();
    other.endGesture();
    finishEdits();
    other.finishEdits();
    const QByteArray bytes = other.m_bytes;
    m_steps = std::exchange(other.m_steps, {});
    m_steps.endTyping();
    m_base = other.m_base;
    if (other.isModified())
        other.apply({difference(bytes, m_base)});
    else
        Q_EMIT other.stateChanged();
    if (m_bytes == bytes)
        Q_EMIT stateChanged();
    else
        apply({difference(m_bytes, bytes)});
}

void Buffer::apply(const QList<Replacement> &replacements, const Document &result)
{
    m_bytes = applied(m_bytes, replacements);
    m_document.reset();
    m_isReadingOld = true;
    noteOther();
    if (!result.isNull()) {
        Q_ASSERT(result.bytes() == m_bytes);
        m_document = result;
        m_lastGood = result;
    }
    Q_EMIT replaced(replacements);
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

} // namespace retune
