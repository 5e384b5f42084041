#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace retune {

/// Paints rows of the log without a focus frame around single cells, links as links, and what is searched for with a mark.
class LogDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Of every row.
    static int rowHeight(const QFontMetrics &metrics);
    /// Marked wherever it occurs, in upper or lower case; empty: nothing is.
    void setMarkedText(const QString &text) { m_marked = text; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    void paintMarks(QPainter *painter, const QStyleOptionViewItem &option) const;

    QString m_marked;
};

} // namespace retune
