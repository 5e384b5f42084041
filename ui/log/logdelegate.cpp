#include "log/logdelegate.h"

#include "log/logmodel.h"

namespace retune {

namespace {

constexpr int rowPadding = 5;
constexpr int leftMargin = 7;

} // namespace

void LogDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    if (index.column() == LogModel::TimeColumn)
        option->rect.setLeft(option->rect.left() + leftMargin);
    if (index.column() == LogModel::LinkColumn)
        option->font.setUnderline(true);
    // Coloured text is unreadable on a selection.
    if (option->state & QStyle::State_Selected)
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::HighlightedText));
}

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + rowPadding);
    return size;
}

} // namespace retune
