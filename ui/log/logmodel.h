#pragma once

#include "log/logentry.h"
#include "log/logrows.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QTimer>

#include <deque>

namespace retune {

/// The log, oldest row first, of the kinds that are shown. Rows that are appended become visible together a moment later, so
/// that thousands a second cost the views little; when there are more than the limits allow, the oldest go.
///
/// The rows of the model change with the kinds that are shown; the number of a row of the log stays.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, TextColumn, DetailColumn, LinkColumn, ColumnCount };
    enum Role { KindRole = Qt::UserRole };

    /// The times in the rows, as in QDateTime::toString.
    static QString timeFormat() { return QStringLiteral("HH:mm:ss.zzz"); }

    explicit LogModel(LogLimits limits = {}, QObject *parent = nullptr);

    void append(const LogEntry &entry);
    /// Takes all rows out of sight; they stay as long as the limits allow, for `showFrom`.
    void clear();
    /// Shows the rows from this number on again, as far as they are there: a former `beginNumber`.
    void showFrom(quint64 number);
    /// Makes everything appended so far visible now.
    void flush();

    LogKinds shownKinds() const { return m_kinds; }
    /// Resets the model.
    void setShownKinds(LogKinds kinds);

    LogEntry entry(int row) const { return m_rows.entry(numberAt(row)); }
    LogEntry numberedEntry(quint64 number) const { return m_rows.entry(number); }
    /// Of the row, which has to be there.
    quint64 numberAt(int row) const;
    /// The row with this number, or the next one that is shown; `rowCount()` behind the last.
    int rowFrom(quint64 number) const;
    /// The numbers of all rows that are visible or hidden by their kind: from the first up to, not including, the second.
    quint64 beginNumber() const { return std::max(m_rows.begin(), m_clearedEnd); }
    quint64 endNumber() const { return m_end; }
    /// Every row of the log, whatever kinds are shown, for another thread.
    LogBlocks blocks() const;
    const LogRows &rows() const { return m_rows; }

    /// The row as text, columns separated by tabs: for the clipboard.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Rows with these numbers have become visible, or would have but for their kind.
    void rowsAdded(quint64 first, quint64 end);
    /// The rows before this number are gone.
    void rowsDropped(quint64 first);

private:
    QString text(const LogEntry &entry, int column) const;
    QVariant toolTip(const LogEntry &entry, int column) const;
    QVariant colour(const LogEntry &entry, int column) const;
    bool isShown(quint64 number) const { return m_kinds.test(std::size_t(m_rows.kind(number))); }
    bool showsAll() const { return m_kinds.all(); }
    void lookForShown();
    void showNew();
    void dropBefore(quint64 number);
    void endRoom(quint64 number, const QString &reason);

    LogRows m_rows;
    LogKinds m_kinds = allLogKinds();
    quint64 m_end = 0;           ///< the number behind the last row that is visible or hidden by its kind
    std::deque<quint64> m_shown; ///< the numbers of the visible rows; empty while all kinds are shown
    quint64 m_clearedEnd = 0;    ///< the rows before it have been cleared
    bool m_isLackTold = false;
    QTimer m_flushTimer;
};

} // namespace retune
