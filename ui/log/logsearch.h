#pragma once

#include "log/logblock.h"
#include "log/logentry.h"

#include <QtCore/QObject>

#include <atomic>
#include <deque>
#include <memory>
#include <optional>

namespace retune {

class LogModel;

/// The numbers of the rows of `kinds` that hold `needle`, in upper or lower case, in their text. Reads files; for
/// threads that may wait. Ends early when `isCancelled` becomes true.
std::vector<quint64> findInLog(const LogBlocks &log, quint64 end, LogKinds kinds, const QString &needle,
                               const std::atomic_bool &isCancelled);
bool holdsText(const LogEntry &entry, const QString &needle);

/// The rows of a log that hold a text: those that are there are found in another thread, new ones as they come.
class LogSearch : public QObject
{
    Q_OBJECT

public:
    explicit LogSearch(const LogModel *model, QObject *parent = nullptr);
    ~LogSearch() override;

    QString needle() const { return m_needle; }
    /// Starts anew; empty: there is no search.
    void setNeedle(const QString &needle);

    /// Whether the rows that were there are still being looked through: until then there are no hits.
    bool isSearching() const { return m_isCancelled != nullptr; }
    int hitCount() const { return int(m_hits.size()); }
    /// Which hit a row is, from 0; -1 for none.
    int hitAt(quint64 number) const;
    /// The first hit behind a row, or before it; goes round at the ends. Nothing where there are no hits.
    std::optional<quint64> next(quint64 number) const;
    std::optional<quint64> previous(quint64 number) const;
    /// The hit at the row itself, or the last one before it, or the first of all.
    std::optional<quint64> nearest(quint64 number) const;

Q_SIGNALS:
    /// There are more hits or fewer; `isComplete`: a search that was started has ended.
    void hitsChanged(bool isComplete);

private:
    void start();
    void cancel();
    void finish(const std::vector<quint64> &hits, quint64 end);
    void addNew(quint64 first, quint64 end);
    void drop(quint64 first);

    const LogModel *m_model;
    QString m_needle;
    std::deque<quint64> m_hits;
    std::shared_ptr<std::atomic_bool> m_isCancelled; ///< of the search in the other thread
};

} // namespace retune
