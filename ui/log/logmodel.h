#pragma once

#include "log/logentry.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QTimer>

#include <deque>

namespace retune {

/// The log, oldest row first. Rows that are appended become visible together a moment later, so that thousands a second
/// cost the views little; when there are more than `capacity`, the oldest go.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, TextColumn, DetailColumn, LinkColumn, ColumnCount };
    enum Role { KindRole = Qt::UserRole };

    static constexpr int defaultCapacity = 100'000;

    explicit LogModel(int capacity = defaultCapacity, QObject *parent = nullptr);

    void append(const LogEntry &entry);
    void clear();
    /// Makes everything appended so far visible now.
    void flush();
    /// How long appended rows are collected.
    void setFlushInterval(std::chrono::milliseconds interval) { m_flushTimer.setInterval(interval); }

    const LogEntry &entry(int row) const { return m_entries.at(std::size_t(row)); }
    /// The row as text, columns separated by tabs, with its details on lines below: for the clipboard.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LogEntry &entry, int column) const;
    QVariant toolTip(const LogEntry &entry, int column) const;
    QVariant colour(const LogEntry &entry, int column) const;
    void dropOldest(int count);

    std::size_t m_capacity;
    std::deque<LogEntry> m_entries;
    std::deque<LogEntry> m_pending;
    QTimer m_flushTimer;
};

} // namespace retune
