#include "layers/layerlist.h"

#include "style/theme.h"

#include <QtGui/QKeyEvent>

namespace retune {

namespace {

constexpr int rowPadding = 8;

QString fileOf(const QListWidgetItem &item)
{
    return item.data(Qt::UserRole).toString();
}

} // namespace

LayerList::LayerList(const QStringList &existing, QWidget *parent)
    : QListWidget(parent)
    , m_existing(existing)
{
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setUniformItemSizes(true);
    setTextElideMode(Qt::ElideMiddle);
    connect(this, &QListWidget::currentRowChanged, this, &LayerList::changed);
}

void LayerList::setFiles(const QStringList &files)
{
    clear();
    for (const QString &file : files)
        (new QListWidgetItem(this))->setData(Qt::UserRole, file);
    setCurrentRow(count() - 1);
    number();
}

QStringList LayerList::files() const
{
    QStringList files;
    for (int row = 0; row < count(); ++row)
        files += fileOf(*item(row));
    return files;
}

void LayerList::addFile(const QString &file)
{
    const int known = int(files().indexOf(file));
    if (known < 0)
        (new QListWidgetItem(this))->setData(Qt::UserRole, file);
    setCurrentRow(known < 0 ? count() - 1 : known);
    number();
}

bool LayerList::canMove(int step) const
{
    const int to = currentRow() + step;
    return currentRow() >= 0 && to >= 0 && to < count();
}

void LayerList::moveCurrent(int step)
{
    if (!canMove(step))
        return;
    const int to = currentRow() + step;
    insertItem(to, takeItem(currentRow()));
    setCurrentRow(to);
    number();
}

void LayerList::removeCurrent()
{
    delete takeItem(currentRow());
    number();
}

void LayerList::number()
{
    const QColor quiet = quietText(palette());
    for (int row = 0; row < count(); ++row) {
        const QString file = fileOf(*item(row));
        const QString name = m_existing.contains(file) ? file : tr("%1 (not there yet)").arg(file);
        item(row)->setText(QStringLiteral("%1.  %2").arg(row + 1).arg(name));
        item(row)->setData(Qt::AccessibleTextRole, tr("Layer %1: %2").arg(row + 1).arg(name));
        item(row)->setForeground(name == file ? QBrush() : QBrush(quiet));
        item(row)->setSizeHint(QSize(0, fontMetrics().height() + rowPadding));
    }
    Q_EMIT changed();
}

void LayerList::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers() == Qt::AltModifier;
    if (isMove && event->key() == Qt::Key_Up)
        moveCurrent(-1);
    else if (isMove && event->key() == Qt::Key_Down)
        moveCurrent(1);
    else if (event->key() == Qt::Key_Delete)
        removeCurrent();
    else
        QListWidget::keyPressEvent(event);
}

void LayerList::dropEvent(QDropEvent *event)
{
    QListWidget::dropEvent(event);
    number();
}

} // namespace retune
