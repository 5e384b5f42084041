#include "tree/settingsview.h"

#include "style/theme.h"
#include "tree/numberdrag.h"
#include "tree/settingsmodel.h"
#include "tree/stepgesture.h"
#include "tree/textpopup.h"
#include "tree/valuedelegate.h"
#include "tree/valuetext.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

#include <algorithm>

#include <functional>
#include <utility>

namespace retune {

namespace {

constexpr int markWidth = 38; // two marks with a little room around them
constexpr int indentationStep = 16;
constexpr int leastIndentation = 4;
constexpr int leastNameRoom = 56; // to read a name by
constexpr int longestTold = 200;  // characters

void collectExpanded(const QTreeView &view, const SettingsModel &model, const QModelIndex &parent,
                     TreeState &state)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (!view.isExpanded(index))
            continue;
        if (state.expanded.size() == TreeState::maximumExpanded)
            return;
        const Node node = model.node(index);
        state.expanded.append({model.path(index), node ? node.path() : KeyPath()});
        collectExpanded(view, model, index, state);
    }
}

/// Not `expandRecursively`, which lays out at once and keeps account of rows that have nothing below, too.
void expandBelow(QTreeView &view, const QModelIndex &row)
{
    const QAbstractItemModel &model = *view.model();
    if (!row.isValid() || !model.hasChildren(row))
        return;
    view.expand(row);
    for (int child = 0; child < model.rowCount(row); ++child)
        expandBelow(view, model.index(child, 0, row));
}

} // namespace

SettingsView::SettingsView(SettingsModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    // The one is connected before and the other after the view and its selection, so that they hold what these do then.
    connect(model, &SettingsModel::rowsAboutToBeRemoved, this, [this] { m_isLosingRows = true; });
    setModel(model);
    connect(model, &SettingsModel::rowsRemoved, this, [this] {
        m_isLosingRows = false;
        if (m_model->rowCount() == 0)
            m_deepest = 1;
    });
    auto *delegate = new ValueDelegate(this);
    connect(delegate, &ValueDelegate::refused, this, &SettingsView::editRefused);
    setItemDelegate(delegate);
    new NumberDrag(this, model);
    setAccessibleName(tr("Settings"));
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setAllColumnsShowFocus(true);
    setIndentation(indentationStep);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers); // keys and clicks are handled for the row as a whole
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setExpandsOnDoubleClick(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setStyleSheet(headerStyleSheet());
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(markWidth);
    header()->setSectionResizeMode(SettingsModel::NameColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(SettingsModel::ValueColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(SettingsModel::MarkColumn, QHeaderView::Fixed);
    header()->resizeSection(SettingsModel::MarkColumn, markWidth);
    connect(header(), &QHeaderView::sectionResized, this,
            [this](int section, int, int size) { keepShare(section, size); });
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

TreeState SettingsView::treeState() const
{
    TreeState state;
    collectExpanded(*this, *m_model, {}, state);
    return state;
}

void SettingsView::restore(const TreeState &state)
{
    for (const auto &[path, key] : state.expanded) {
        const QModelIndex index = m_model->nodeIndex(path, key);
        if (index.isValid())
            setExpanded(index, true);
    }
}

QModelIndex SettingsView::currentFile() const
{
    QModelIndex file = currentIndex().siblingAtColumn(0);
    while (file.parent().isValid())
        file = file.parent();
    return file;
}

void SettingsView::expandFile()
{
    scheduleDelayedItemsLayout(); // once, when all is open
    expandBelow(*this, currentFile());
}

void SettingsView::collapseFile()
{
    const QModelIndex file = currentFile();
    if (!file.isValid())
        return;
    setCurrentIndex(file);        // the row that was chosen goes out of sight
    scheduleDelayedItemsLayout(); // once, when all is closed: else the time is quadratic
    const std::function<void(const QModelIndex &)> close = [&](const QModelIndex &row) {
        if (!isExpanded(row))
            return;
        for (int child = 0; child < m_model->rowCount(row); ++child)
            close(m_model->index(child, 0, row));
        collapse(row);
    };
    close(file);
}

void SettingsView::reveal(const QModelIndex &index)
{
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        setExpanded(above, true);
}

QModelIndex SettingsView::currentValue() const
{
    return currentIndex().siblingAtColumn(SettingsModel::ValueColumn);
}

bool SettingsView::toggle(const QModelIndex &value)
{
    if (!(value.flags() & Qt::ItemIsUserCheckable))
        return false;
    const bool isChecked = value.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
    m_model->setData(value, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    return true;
}

void SettingsView::editCurrentValue()
{
    const QModelIndex value = currentValue();
    if (!value.isValid() || toggle(value))
        return;
    if (value.flags() & Qt::ItemIsEditable) {
        if (!isRefused(value))
            edit(value);
        return;
    }
    const Node node = m_model->node(value);
    const QString reason = node ? whyNotEditable(node) : QString();
    if (!reason.isEmpty())
        Q_EMIT editRefused(reason);
}

QItemSelectionModel::SelectionFlags SettingsView::selectionCommand(const QModelIndex &index,
                                                                   const QEvent *event) const
{
    return event ? QTreeView::selectionCommand(index, event)
                 : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
}

/// Says so where nothing can be edited in the row's file, before the user has typed anything.
bool SettingsView::isRefused(const QModelIndex &index)
{
    const QString obstacle = m_model->obstacle(index);
    if (!obstacle.isEmpty())
        Q_EMIT editRefused(obstacle);
    return !obstacle.isEmpty();
}

/// A pop-up is about its row, and keeps its text when that is left; the view itself looks only at the cell that was current.
void SettingsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    const QModelIndex left = previous.siblingAtColumn(SettingsModel::ValueColumn);
    auto *popup = qobject_cast<TextPopup *>(indexWidget(left));
    if (popup && !m_isLosingRows && left != current.siblingAtColumn(SettingsModel::ValueColumn))
        Q_EMIT popup->accepted();
    QTreeView::currentChanged(current, previous);
}

/// An editor whose text was not taken stays, with the focus, until it is or the user gives it up.
void SettingsView::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    const bool isCancelled = hint == QAbstractItemDelegate::RevertModelCache;
    if (isCancelled || !ValueDelegate::isRefused(editor)) {
        StepGesture::end(editor, isCancelled);
        return QTreeView::closeEditor(editor, hint);
    }
    // Later: what ends the editing is still under way.
    QMetaObject::invokeMethod(
        editor,
        [this, editor] {
            setCurrentIndex(ValueDelegate::editedIndex(editor));
            editor->show();
            editor->setFocus();
        },
        Qt::QueuedConnection);
}

/// The view itself takes the editor of a row that goes away, and with it what was typed and the focus; that of a row below only
/// later, when its text has no place any more to be handed on to.
void SettingsView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    if (QWidget *editor = editorBelow(parent, start, end)) {
        tellOfLostEditor(editor);
        QTreeView::closeEditor(editor, QAbstractItemDelegate::RevertModelCache);
    }
    QTreeView::rowsAboutToBeRemoved(parent, start, end);
}

/// The editor of the current row where that is one of these or below one of them; null where there is none.
QWidget *SettingsView::editorBelow(const QModelIndex &parent, int start, int end) const
{
    QModelIndex row = currentIndex();
    while (row.isValid() && row.parent() != parent)
        row = row.parent();
    if (!row.isValid() || row.row() < start || row.row() > end)
        return nullptr;
    QWidget *ofName = indexWidget(currentIndex().siblingAtColumn(SettingsModel::NameColumn));
    return ofName ? ofName : indexWidget(currentValue());
}

void SettingsView::tellOfLostEditor(const QWidget *editor)
{
    const QString typed = ValueDelegate::typed(editor);
    if (typed.isNull())
        return;
    const QModelIndex index = ValueDelegate::editedIndex(editor);
    const QString subject = m_model->subject(index);
    if (index.data(SettingsModel::MaskedRole).toBool())
        Q_EMIT editRefused(
            tr("%1 was removed while you were typing; what you typed has no place now.").arg(subject));
    else
        Q_EMIT editRefused(tr("%1 was removed while you were typing; what you typed has no place now: “%2”.")
                               .arg(subject, onOneLine(typed, longestTold)));
}

void SettingsView::keyPressEvent(QKeyEvent *event)
{
    if (state() == EditingState) {
        QTreeView::keyPressEvent(event); // an editor has handed on the key that ended it
        return;
    }
    if (event->modifiers() & Qt::AltModifier) {
        event->ignore(); // Alt+Up where a member cannot move further up is no Up
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const QModelIndex row = currentIndex().siblingAtColumn(SettingsModel::NameColumn);
    if (event->key() == Qt::Key_Space && toggle(currentValue()))
        return;
    if (event->key() == Qt::Key_Asterisk) {
        scheduleDelayedItemsLayout();
        expandBelow(*this, row);
    } else if (isEnter && m_model->hasChildren(row)) {
        setExpanded(row, !isExpanded(row));
    } else if (event->key() == Qt::Key_F2 && m_model->node(row).isContainer() &&
               row.flags() & Qt::ItemIsEditable) {
        Q_EMIT renameRequested();
    } else if (isEnter || event->key() == Qt::Key_F2) {
        editCurrentValue();
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void SettingsView::mousePressEvent(QMouseEvent *event)
{
    const QPersistentModelIndex pressed = indexAt(event->position().toPoint());
    QTreeView::mousePressEvent(event);
    // The delegate takes a press on a check box before the row is made the current one.
    if (pressed.flags() & Qt::ItemIsUserCheckable && currentIndex() != pressed)
        setCurrentIndex(pressed);
}

void SettingsView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    const QModelIndex row = index.siblingAtColumn(SettingsModel::NameColumn);
    if (m_model->hasChildren(row))
        setExpanded(row, !isExpanded(row));
    else if (!(index.flags() & Qt::ItemIsUserCheckable)) // its two clicks were two toggles
        editCurrentValue();
}

void SettingsView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    int depth = 1;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++depth;
    if (depth >
        std::exchange(m_deepest, std::max(depth, m_deepest))) // not now: that would change what is painted
        QMetaObject::invokeMethod(const_cast<SettingsView *>(this), &SettingsView::fitIndentation,
                                  Qt::QueuedConnection);
    QTreeView::drawRow(painter, option, index);
}

/// Rows that lie deep are indented less, or there would be no room for their names.
void SettingsView::fitIndentation()
{
    const int room = header()->sectionSize(SettingsModel::NameColumn) - leastNameRoom;
    const int step = std::clamp(room / m_deepest, leastIndentation, indentationStep);
    if (step != indentation())
        setIndentation(step);
}

/// The user gave the names another share.
void SettingsView::keepShare(int section, int size)
{
    fitIndentation();
    if (section == SettingsModel::NameColumn && !m_isSharing && viewport()->width() > 0)
        m_nameShare = std::clamp(double(size) / viewport()->width(), 0.1, 0.9);
}

void SettingsView::resizeEvent(QResizeEvent *event)
{
    const QRect current = visualRect(currentIndex());
    const bool wasInSight = current.top() >= 0 && current.bottom() < event->oldSize().height();
    const QScopedValueRollback sharing(m_isSharing, true);
    header()->resizeSection(SettingsModel::NameColumn, qRound(event->size().width() * m_nameShare));
    QTreeView::resizeEvent(event);
    if (wasInSight && current.isValid() && current.bottom() >= event->size().height())
        scrollTo(currentIndex());
}

} // namespace retune
