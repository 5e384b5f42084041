#include "tree/valuedelegate.h"

#include "style/theme.h"
#include "tree/checkedlineedit.h"
#include "tree/integeredit.h"
#include "tree/settingsmodel.h"
#include "tree/stepgesture.h"
#include "tree/textpopup.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>

#include <algorithm>

namespace retune {

namespace {

constexpr int rowPadding = 6;
constexpr int markSize = 16;
constexpr int markMargin = 2;
/// A longer text is edited where all of it can be seen.
constexpr qsizetype longText = 80;
constexpr char foundText[] = "retune_foundText";
constexpr char refusedText[] = "retune_refusedText";
constexpr char toldText[] = "retune_toldText";
constexpr char editedCell[] = "retune_editedCell";

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

/// Why the editor's text cannot be taken; empty where it can.
QString objectionTo(const QObject *editor)
{
    if (const auto *integer = qobject_cast<const IntegerEdit *>(editor))
        return integer->objection();
    const auto *line = qobject_cast<const CheckedLineEdit *>(editor);
    return line ? line->objection() : QString();
}

TextCheck checkOf(const QModelIndex &index)
{
    return [row = QPersistentModelIndex(index)](const QString &text) {
        const auto *model = qobject_cast<const SettingsModel *>(row.model());
        return model ? model->objection(row, text) : QString();
    };
}

QString subjectOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const SettingsModel *>(index.model());
    return model ? model->subject(index) : QString();
}

bool endsEditing(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab;
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
    if (index.column() == SettingsModel::MarkColumn)
        paintMarks(painter, option, index);
    else if (index.data(Qt::CheckStateRole).isValid())
        outlineCheckBox(painter, option, index);
}

void ValueDelegate::paintMarks(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    // Square: the icon fills what it is given.
    QRect place(option.rect.left() + markMargin, option.rect.center().y() - markSize / 2, markSize, markSize);
    for (const QIcon &mark : index.data(SettingsModel::MarksRole).value<QList<QIcon>>()) {
        mark.paint(painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        place.translate(markSize + markMargin, 0);
    }
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
    const QString name = index.siblingAtColumn(SettingsModel::NameColumn).data().toString();
    QWidget *editor = nullptr;
    if (index.column() == SettingsModel::NameColumn) {
        editor = new CheckedLineEdit(checkOf(index), parent);
        editor->setAccessibleName(tr("Name of %1").arg(name));
    } else if ((editor = makeValueEditor(parent, index))) {
        editor->setAccessibleName(tr("Value of %1").arg(name));
    } else {
        Q_EMIT refused(tr("This text holds characters that can only be edited in the file's text"));
        return nullptr;
    }
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setFrame(false);
    editor->setAutoFillBackground(true);
    return editor;
}

QWidget *ValueDelegate::makeValueEditor(QWidget *parent, const QModelIndex &index) const
{
    const auto kind = Kind(index.data(SettingsModel::KindRole).toInt());
    const QString text = index.data(Qt::EditRole).toString();
    const bool isMasked = index.data(SettingsModel::MaskedRole).toBool();
    if (kind == Kind::Integer && !isMasked) {
        auto *editor = new IntegerEdit(parent);
        editor->setCheck(checkOf(index));
        auto *model = qobject_cast<const SettingsModel *>(index.model());
        new StepGesture(editor, const_cast<SettingsModel *>(model));
        return editor;
    }
    const bool isLong = kind == Kind::String && !isMasked && text.size() > longText;
    if (isLong ? TextPopup::canHold(text) : needsSeveralLines(text))
        return TextPopup::canHold(text) ? makePopup(parent) : nullptr;
    auto *editor = new CheckedLineEdit(checkOf(index), parent);
    if (isMasked)
        editor->setEchoMode(QLineEdit::Password);
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
    editor->setProperty(editedCell, QVariant::fromValue(QPersistentModelIndex(index)));
    if (auto *integer = qobject_cast<IntegerEdit *>(editor)) {
        integer->setText(text);
        integer->selectAll(); // what the view does for lines of text
    } else if (auto *popup = qobject_cast<TextPopup *>(editor))
        popup->setText(text);
    else
        qobject_cast<QLineEdit *>(editor)->setText(text);
}

void ValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const QString text = editorText(editor);
    editor->setProperty(refusedText, false);
    if (text == editor->property(foundText).toString())
        return;
    const QString objection = objectionToCommit(text, editor, index);
    if (!objection.isEmpty())
        Q_EMIT refused(objection);
    if (!objection.isEmpty() || !model->setData(index, text, Qt::EditRole))
        editor->setProperty(refusedText, true);
}

/// What the user has to know before his text is taken; it is told once, then he has seen it.
QString ValueDelegate::objectionToCommit(const QString &text, QWidget *editor, const QModelIndex &index) const
{
    const QString now = index.data(Qt::EditRole).toString();
    if (now != text && editor->property(foundText).toString() != now) {
        editor->setProperty(foundText, now);
        const QString shown = index.data(Qt::DisplayRole).toString();
        return tr("%1 has become “%2” while you were typing. Enter puts your text in its place, Esc leaves "
                  "it.")
            .arg(subjectOf(index), shown);
    }
    const auto *model = qobject_cast<const SettingsModel *>(index.model());
    if (!model || index.column() != SettingsModel::NameColumn || !model->uncoversByRenaming(index, text) ||
        editor->property(toldText).toString() == text)
        return {};
    editor->setProperty(toldText, text);
    return tr("A key %2 does not say that its value is secret: what %1 covers would be shown here, in the "
              "log and in the "
              "changes. Enter renames it all the same, Esc leaves it.")
        .arg(subjectOf(index), text);
}

QModelIndex ValueDelegate::editedIndex(const QObject *editor)
{
    return editor->property(editedCell).value<QPersistentModelIndex>();
}

QString ValueDelegate::typed(const QWidget *editor)
{
    const QString text = editorText(editor);
    return text == found(editor) ? QString() : text.isNull() ? QStringLiteral("") : text;
}

QString ValueDelegate::found(const QObject *editor)
{
    return editor->property(foundText).toString();
}

void ValueDelegate::setFound(QObject *editor, const QString &text)
{
    editor->setProperty(foundText, text);
}

bool ValueDelegate::isRefused(const QWidget *editor)
{
    return editor->property(refusedText).toBool();
}

void ValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    if (auto *popup = qobject_cast<TextPopup *>(editor))
        popup->place(option.rect);
    else
        editor->setGeometry(option.rect);
}

bool ValueDelegate::eventFilter(QObject *watched, QEvent *event)
{
    if (endsEditing(event)) {
        if (const QString objection = objectionTo(watched); !objection.isEmpty()) {
            const QModelIndex cell = editedIndex(watched);
            const bool isName = cell.column() == SettingsModel::NameColumn;
            Q_EMIT refused(isName ? objection : tr("%1: %2").arg(subjectOf(cell), objection));
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

void ValueDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;
    // Files of one folder differ at their ends.
    const bool isPath = index.column() == SettingsModel::NameColumn && !index.parent().isValid();
    option->textElideMode = isPath ? Qt::ElideLeft : Qt::ElideRight;
    // Coloured text is unreadable on a selection.
    if (option->state & QStyle::State_Selected)
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::HighlightedText));
}

} // namespace retune
