#include "tree/valuedelegate.h"

#include "style/theme.h"
#include "tree/integeredit.h"
#include "tree/settingsmodel.h"
#include "tree/textpopup.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>

#include <algorithm>

namespace retune {

namespace {

constexpr int rowPadding = 6;
constexpr QSize popupSize(380, 160);
/// The text an editor was filled with.
constexpr char foundText[] = "retune_foundText";

bool needsSeveralLines(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
               c == QChar::ParagraphSeparator;
    });
}

QString editorText(const QWidget *editor)
{
    if (const auto *integer = qobject_cast<const IntegerEdit *>(editor))
        return integer->text();
    if (const auto *popup = qobject_cast<const TextPopup *>(editor))
        return popup->text();
    return qobject_cast<const QLineEdit *>(editor)->text();
}

QLineEdit *makeLineEdit(QWidget *parent, bool isMasked)
{
    auto *edit = new QLineEdit(parent);
    edit->setFrame(false);
    if (isMasked)
        edit->setEchoMode(QLineEdit::Password);
    return edit;
}

} // namespace

void ValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QModelIndex row = index.siblingAtColumn(0);
    const qreal fresh = row.data(SettingsModel::FreshRole).toReal();
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    // A view also remembers rows without members as expanded.
    const bool showsMembers = view && view->isExpanded(row) && row.model()->hasChildren(row);
    if (fresh > 0 && !showsMembers && !(option.state & QStyle::State_Selected)) {
        QColor color = freshBackground(option.palette);
        color.setAlphaF(float(std::min(1.0, fresh * 2))); // full for the first half
        painter->fillRect(option.rect, color);
    }
    QStyledItemDelegate::paint(painter, option, index);
    if (index.data(Qt::CheckStateRole).isValid())
        outlineCheckBox(painter, option, index);
}

/// Fusion's own outline cannot be seen on a dark ground.
void ValueDelegate::outlineCheckBox(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    QStyleOptionViewItem box = option;
    initStyleOption(&box, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QRectF rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &box, option.widget);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText) : quietText(option.palette));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

QSize ValueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + rowPadding);
    return size;
}

QWidget *ValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    const auto kind = Kind(index.data(SettingsModel::KindRole).toInt());
    const QString text = index.data(Qt::EditRole).toString();
    const bool isMasked = index.data(SettingsModel::MaskedRole).toBool();
    QWidget *editor = nullptr;
    if (kind == Kind::Integer && !isMasked) {
        editor = new IntegerEdit(parent);
    } else if (!needsSeveralLines(text)) {
        editor = makeLineEdit(parent, isMasked);
    } else if (TextPopup::canHold(text)) {
        editor = makePopup(parent);
    } else {
        Q_EMIT refused(tr("This text holds characters that can only be edited in the file's text"));
        return nullptr;
    }
    editor->setAccessibleName(tr("Value of %1").arg(index.siblingAtColumn(0).data().toString()));
    editor->setAutoFillBackground(true);
    return editor;
}

QWidget *ValueDelegate::makePopup(QWidget *parent) const
{
    auto *popup = new TextPopup(parent);
    auto *self = const_cast<ValueDelegate *>(this);
    connect(popup, &TextPopup::accepted, self, [self, popup] {
        Q_EMIT self->commitData(popup);
        Q_EMIT self->closeEditor(popup);
    });
    connect(popup, &TextPopup::cancelled, self,
            [self, popup] { Q_EMIT self->closeEditor(popup, RevertModelCache); });
    return popup;
}

void ValueDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (editor->property(foundText).isValid())
        return;
    const QString text = index.data(Qt::EditRole).toString();
    editor->setProperty(foundText, text);
    if (auto *integer = qobject_cast<IntegerEdit *>(editor))
        integer->setText(text);
    else if (auto *popup = qobject_cast<TextPopup *>(editor))
        popup->setText(text);
    else
        qobject_cast<QLineEdit *>(editor)->setText(text);
}

void ValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const QString text = editorText(editor);
    if (text != editor->property(foundText).toString())
        model->setData(index, text, Qt::EditRole);
}

void ValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    if (!qobject_cast<TextPopup *>(editor)) {
        editor->setGeometry(option.rect);
        return;
    }
    const QPoint corner = editor->parentWidget()->mapToGlobal(option.rect.topLeft());
    editor->setGeometry(QRect(corner, popupSize.expandedTo(QSize(option.rect.width(), 0))));
}

void ValueDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    option->textElideMode = Qt::ElideRight;
    // Coloured text is unreadable on a selection.
    if (option->state & QStyle::State_Selected)
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::HighlightedText));
}

} // namespace retune
