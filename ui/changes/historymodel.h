#pragma once

#include <retune/history/earlierreloads.h>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QPointer>

#include <functional>

namespace retune {

/// Reloads as rows, newest first: those of this run, and below them those that are kept of earlier runs. The latter are read in
/// another thread, page by page as a view asks for them. Which reloads these are is for those to say that derive from it.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `history` may be null; it may go before the model.
    void setHistory(ReloadHistory *history);
    /// Where the reloads of earlier runs are kept: those up to the revision `newest`, or all where that is empty. An empty
    /// location: nowhere.
    void setEarlier(const QString &location, const QString &newest);
    virtual const HistoryEntry &entry(int row) const;
    /// Whether rows may come that are not there yet.
    bool isReading() const { return m_isReading; }

    int rowCount(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A reading of kept reloads has ended, with rows or without.
    void read();
    /// The kept reloads could not be read; there are no more of them.
    void readingFailed(const retune::Problem &problem);

protected:
    /// Reads a page of what is kept, in another thread.
    using PageReader = std::function<Result<EarlierPage>(const HistoryReader &, HistoryQuery)>;

    const QList<HistoryEntry> &newer() const { return m_newer; }
    const QList<HistoryEntry> &earlier() const { return m_earlier; }
    /// Lists all anew; `choose` says of what, amid the reset.
    void takeAll(const std::function<void()> &choose = {});
    void prepend(const HistoryEntry &entry);
    /// Keeps so many reloads of this run.
    void truncate(qsizetype count);

private:
    /// The reloads of this run, now.
    virtual QList<HistoryEntry> entriesOf(const ReloadHistory &history) const = 0;
    /// A reload of this file was added to the history.
    virtual void takeNewest(const ReloadHistory &history, const QString &path) = 0;
    /// Null: no earlier ones are wanted.
    virtual PageReader pageReader() const = 0;
    /// How many rows there are above the reloads.
    virtual int leadingRows() const { return 0; }

    void takeEarlier(const Result<EarlierPage> &page);

    QPointer<ReloadHistory> m_history;
    QList<HistoryEntry> m_newer; ///< of this run
    QString m_location;
    QString m_newest;
    QList<HistoryEntry> m_earlier;
    QString m_oldest; ///< the oldest kept revision that was read
    bool m_isReading = false;
    bool m_isComplete = true; ///< there are no more earlier ones
    int m_reading = 0;        ///< tells an answer that is still wanted from one that is not
};

} // namespace retune
