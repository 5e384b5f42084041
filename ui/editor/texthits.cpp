#include "editor/texthits.h"

#include "editor/textview.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QTextDocument>

#include <algorithm>

namespace retune {

TextHits::TextHits(TextView &view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    m_again.setSingleShot(true);
    m_again.setInterval(0); // all edits of one turn of the event loop are one
    connect(&m_again, &QTimer::timeout, this, &TextHits::start);
    connect(view.document(), &QTextDocument::contentsChange, this, &TextHits::follow);
}

TextHits::~TextHits()
{
    cancel();
}

void TextHits::setSearch(const TextSearch &search)
{
    if (m_search == search)
        return;
    m_search = search;
    start();
}

void TextHits::cancel()
{
    if (m_isCancelled)
        *m_isCancelled = true;
    m_isCancelled.reset();
    m_again.stop();
}

void TextHits::start()
{
    cancel();
    if (m_search.needle.isEmpty() || !searchExpression(m_search).isValid()) {
        setHits({});
        Q_EMIT hitsChanged(true);
        return;
    }
    m_isCancelled = std::make_shared<std::atomic_bool>(false);
    const auto find = [text = m_view.shown().text(), search = m_search, isCancelled = m_isCancelled] {
        return findInText(text, search, *isCancelled);
    };
    whenFinished(QtConcurrent::run(find), this,
                 [this, isCancelled = m_isCancelled](const QList<TextHit> &hits) {
                     if (*isCancelled)
                         return;
                     m_isCancelled.reset();
                     setHits(hits);
                     Q_EMIT hitsChanged(true);
                 });
}

void TextHits::setHits(const QList<TextHit> &hits)
{
    m_hits = hits;
    m_view.setMarkedHits(hits);
}

/// Hits that were touched go, those behind move, and what else there is now is found in a moment.
void TextHits::follow(int position, int removed, int added)
{
    // Colours are told as changes too: of as many characters as there were.
    if (m_search.needle.isEmpty() || m_view.isColouring())
        return;
    QList<TextHit> hits;
    hits.reserve(m_hits.size());
    for (const TextHit &hit : std::as_const(m_hits)) {
        if (hit.end() <= position)
            hits.append(hit);
        else if (hit.begin >= position + removed)
            hits.append({hit.begin + added - removed, hit.length});
    }
    cancel();
    setHits(hits);
    m_again.start();
}

qsizetype TextHits::indexOf(qsizetype begin, qsizetype end) const
{
    const TextHit wanted{begin, end - begin};
    const auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), begin,
                                      [](const TextHit &h, qsizetype at) { return h.begin < at; });
    return hit != m_hits.end() && *hit == wanted ? hit - m_hits.begin() : -1;
}

qsizetype TextHits::indexFrom(qsizetype position) const
{
    const auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), position,
                                      [](const TextHit &h, qsizetype at) { return h.begin < at; });
    return hit == m_hits.end() ? 0 : hit - m_hits.begin();
}

qsizetype TextHits::indexBefore(qsizetype position) const
{
    const auto behind = std::upper_bound(m_hits.begin(), m_hits.end(), position,
                                         [](qsizetype at, const TextHit &h) { return at < h.end(); });
    return (behind == m_hits.begin() ? m_hits.end() : behind) - m_hits.begin() - 1;
}

} // namespace retune
