#pragma once

#include "editor/textsearch.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace retune {

class TextView;

/// What a search finds in the text of a view, and marks there: it is found in another thread, moves with the text while that is
/// edited, and is found anew then.
class TextHits : public QObject
{
    Q_OBJECT

public:
    /// `view` has to outlive it.
    explicit TextHits(TextView &view, QObject *parent = nullptr);
    ~TextHits() override;

    const TextSearch &search() const { return m_search; }
    /// An empty needle ends the search and takes the marks away.
    void setSearch(const TextSearch &search);
    const QList<TextHit> &hits() const { return m_hits; }
    /// Whether the text is still being looked through; the hits are those from before until then.
    bool isSearching() const { return m_isCancelled != nullptr || m_again.isActive(); }

    /// The place among the hits of the one that lies exactly here; -1: none does.
    qsizetype indexOf(qsizetype begin, qsizetype end) const;
    /// The first hit that begins at `position` or behind it, going round at the end. To be asked only where there are hits.
    qsizetype indexFrom(qsizetype position) const;
    /// The last hit that ends at `position` or before it, going round at the start.
    qsizetype indexBefore(qsizetype position) const;

Q_SIGNALS:
    /// `isComplete`: these are all that are in the text.
    void hitsChanged(bool isComplete);

private:
    void start();
    void cancel();
    void setHits(const QList<TextHit> &hits);
    void follow(int position, int removed, int added);

    TextView &m_view;
    TextSearch m_search;
    QList<TextHit> m_hits;
    QTimer m_again;                                  ///< until a text that was edited is looked through anew
    std::shared_ptr<std::atomic_bool> m_isCancelled; ///< of the search in the other thread
};

} // namespace retune
