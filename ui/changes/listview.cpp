#include "changes/listview.h"

#include "style/plainstyle.h"
#include "style/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTreeView>

namespace retune {

namespace {

/// What headers are padded with beyond the margin of cells.
constexpr int firstMargin = 5;
constexpr int otherMargin = 1;

/// Cells begin and end below their headers.
class CellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (option.state & QStyle::State_Selected) {
            const bool isActive = isFocused(option);
            painter->fillRect(
                option.rect,
                option.palette.color(isActive ? QPalette::Active : QPalette::Inactive, QPalette::Highlight));
        }
        QStyledItemDelegate::paint(painter, option, index);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(leftOf(index) + rightOf(index), 0);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->rect.adjust(leftOf(index), 0, -rightOf(index), 0);
    }

private:
    static int leftOf(const QModelIndex &index) { return index.column() == 0 ? firstMargin : otherMargin; }
    static int rightOf(const QModelIndex &index)
    {
        return index.column() + 1 == index.model()->columnCount() ? firstMargin : 0;
    }
};

} // namespace

QTreeView *makeListView(QAbstractItemModel &model, const QString &name)
{
    auto *view = new QTreeView;
    view->setModel(&model);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAllColumnsShowFocus(true);
    view->setFrameShape(QFrame::NoFrame);
    view->setTextElideMode(Qt::ElideRight);
    view->setAccessibleName(name);
    view->setStyleSheet(QStringLiteral("QTreeView::item { padding: 2px 4px; }"));
    view->setItemDelegate(new CellDelegate(view));
    view->header()->setStyleSheet(headerStyleSheet());
    return view;
}

} // namespace retune
