#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace retune {

/// Paints rows of the log without a focus frame around single cells, and links as links.
class LogDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace retune
