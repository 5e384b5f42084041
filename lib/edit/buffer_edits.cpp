// The part of the buffer that has edits checked in another thread, and keeps what is asked for meanwhile in order.

#include <retune/edit/buffer.h>

#include <retune/edit/bufferreaders_p.h>
#include <retune/text/tr.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>

#include <exception>

namespace retune {

namespace {

Unexpected<Problem> failure(const QString &what)
{
    return Unexpected{
        Problem{ProblemKind::Failure, {}, {}, {}, Tr::tr("the edit was not made: it threw %1").arg(what)}};
}

/// What the edit makes of the document; in the thread that this may be in, nobody could catch what it throws.
Result<Edit> caught(const DocumentEdit &edit, const Document &document)
{
    try {
        return edit(document);
    } catch (const std::exception &error) {
        return failure(QString::fromLocal8Bit(error.what()));
    } catch (...) {
        return failure(Tr::tr("something that does not say what it is"));
    }
}

} // namespace

void Buffer::editSoon(const DocumentEdit &edit, const EditDone &done, Waiting waiting)
{
    if (!isEditing() && m_bytes.size() <= quickSize)
        return done(this->edit([&edit](const Document &document) { return caught(edit, document); }));
    const bool isReplaceable = waiting == Waiting::Newest;
    const bool isAnyWaiting = m_waiting.size() > (m_isChecking ? 1U : 0U);
    if (isAnyWaiting && isReplaceable && m_waiting.back().isReplaceable && !m_waiting.back().isOld) {
        const EditDone overtaken = std::exchange(m_waiting.back(), {edit, done, {}, true}).done;
        return overtaken({});
    }
    m_waiting.push_back({edit, done, {}, isReplaceable});
    startNext();
    Q_EMIT stateChanged();
}

void Buffer::inTurn(const std::function<void()> &step)
{
    if (!isEditing())
        return step();
    m_waiting.push_back({{}, {}, step});
}

void Buffer::finishEdits()
{
    const QPointer self(this);
    while (self && isEditing()) {
        if (!m_isChecking) { // called from within an edit or a step
            startNext();
            continue;
        }
        m_checking.waitForFinished();
        finishChecking();
    }
}

void Buffer::startNext()
{
    const QPointer self(this);
    while (self && isEditing() && !m_isChecking) {
        if (m_waiting.front().edit && !m_waiting.front().isOld)
            return startChecking();
        const Waiter next = m_waiting.front();
        m_waiting.pop_front();
        if (next.edit) {
            next.done(Unexpected{movedOn()});
        } else {
            const QScopedValueRollback turn(m_isInTurn, true);
            next.step();
        }
    }
}

void Buffer::startChecking()
{
    m_isChecking = true;
    const auto check = [edit = m_waiting.front().edit, bytes = m_bytes, known = m_document,
                        &format = m_format, limits = m_limits]() -> Result<Edit> {
        const Result<Document> document = known ? *known : format.parse(bytes, limits);
        if (!document)
            return Unexpected{document.error()};
        return caught(edit, *document);
    };
    m_checking.setFuture(QtConcurrent::run(&bufferReaders(), check));
}

void Buffer::finishChecking()
{
    // `finishEdits` may have been faster, and another edit may be checked by now.
    if (!m_isChecking || !m_checking.isFinished())
        return;
    m_isChecking = false;
    const Result<Edit> checked = m_checking.future().takeResult();
    const Waiter waiter = m_waiting.front();
    m_waiting.pop_front();
    const QPointer self(this);
    waiter.done(waiter.isOld ? Unexpected{movedOn()} : make(checked));
    if (!self)
        return;
    startNext();
    if (self && !isEditing())
        Q_EMIT stateChanged();
}

Result<void> Buffer::make(const Result<Edit> &checked)
{
    if (!checked) {
        Problem problem = checked.error();
        problem.file = m_path;
        return Unexpected{problem};
    }
    if (!fits(checked->replacements))
        return Unexpected{misfit()};
    if (!checked->replacements.isEmpty()) {
        const QScopedValueRollback turn(m_isInTurn, true);
        m_steps.add(m_bytes, checked->replacements, false);
        apply(checked->replacements, checked->result);
    }
    return {};
}

/// What waits was meant for another text, unless it was in its turn that the text became another.
void Buffer::noteOther()
{
    for (Waiter &waiter : m_waiting)
        waiter.isOld = waiter.isOld || !m_isInTurn;
}

Problem Buffer::movedOn() const
{
    return {
        ProblemKind::Refused,
        m_path,
        {},
        {},
        Tr::tr("expected the text to stay as it was until the edit had been checked, but it became another; "
               "the edit was not made")};
}

} // namespace retune
