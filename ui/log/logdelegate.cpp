#include "log/logdelegate.h"

#include "log/logmodel.h"
#include "style/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

namespace retune {

namespace {

constexpr int rowPadding = 5;
constexpr int leftMargin = 7;
constexpr QColor hitGround(0xff, 0xd5, 0x4a);
constexpr QColor hitText(0x1f, 0x24, 0x28);

} // namespace

int LogDelegate::rowHeight(const QFontMetrics &metrics)
{
    return metrics.height() + rowPadding;
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (m_marked.isEmpty() || index.column() != LogModel::TextColumn)
        return;
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    paintMarks(painter, shown);
}

/// Over the text, which the style has painted with its background: the hit is painted anew, dark on light, to be read on every row.
void LogDelegate::paintMarks(QPainter *painter, const QStyleOptionViewItem &option) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const QRect room = option.rect.adjusted(margin, 1, -margin, -1);
    qsizetype at = option.text.indexOf(m_marked, 0, Qt::CaseInsensitive);
    while (at >= 0) {
        const int begin = room.left() + option.fontMetrics.horizontalAdvance(option.text, int(at));
        const int end =
            room.left() + option.fontMetrics.horizontalAdvance(option.text, int(at + m_marked.size()));
        if (begin > room.right())
            break;
        const QRect hit(QPoint(begin, room.top()), QPoint(end - 1, room.bottom()));
        painter->fillRect(hit & room, hitGround);
        painter->save();
        painter->setClipRect(hit & room);
        painter->setFont(option.font);
        painter->setPen(hitText);
        painter->drawText(hit, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.text.mid(at, m_marked.size()));
        painter->restore();
        at = option.text.indexOf(m_marked, at + m_marked.size(), Qt::CaseInsensitive);
    }
}

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
    size.setHeight(rowHeight(option.fontMetrics));
    return size;
}

} // namespace retune
