#include "log/logview.h"

#include "log/logdelegate.h"
#include "log/logmodel.h"

#include <QtCore/QEvent>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int cellPadding = 18;

} // namespace

LogView::LogView(LogModel *model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    // Before the view's own slots, which move its scroll bar.
    connect(model, &LogModel::rowsAboutToBeRemoved, this, [this](const QModelIndex &, int first, int last) {
        notePlace();
        m_place->droppedRows += last - first + 1;
    });
    connect(model, &LogModel::rowsAboutToBeInserted, this, &LogView::notePlace);
    connect(model, &LogModel::modelReset, this, [this] { m_place.reset(); });

    setModel(model);
    setItemDelegate(new LogDelegate(this));
    setAccessibleName(tr("Log"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setHeaderHidden(true);
    sizeColumns();

    connect(model, &LogModel::rowsInserted, this, &LogView::keepPlace); // after the view's own slot
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != LogModel::LinkColumn)
            Q_EMIT linkRequested(index.row());
    });
}

void LogView::copySelection() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : rows)
        lines += m_model->rowText(row);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(isOnLink(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTreeView::mouseMoveEvent(event);
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    QTreeView::mouseReleaseEvent(event);
    const QPoint position = event->position().toPoint();
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && isOnLink(position))
        Q_EMIT linkRequested(indexAt(position).row());
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (isEnter && currentIndex().isValid())
        Q_EMIT linkRequested(currentIndex().row());
    else
        QTreeView::keyPressEvent(event);
}

void LogView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

bool LogView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

bool LogView::isOnLink(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    return index.column() == LogModel::LinkColumn && m_model->entry(index.row()).hasLink();
}

/// Fixed widths: looking at every row for the widest would take longer the longer the log is.
void LogView::sizeColumns()
{
    const auto widthOf = [this](const QString &widest) {
        return fontMetrics().horizontalAdvance(widest) + cellPadding;
    };
    QStringList kinds;
    for (int kind = 0; kind <= int(LogEntry::Kind::Info); ++kind)
        kinds += logKindName(LogEntry::Kind(kind));
    const auto widestKind = std::max_element(
        kinds.begin(), kinds.end(), [&](const auto &a, const auto &b) { return widthOf(a) < widthOf(b); });
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(1);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionResizeMode(LogModel::TextColumn, QHeaderView::Stretch);
    setColumnWidth(LogModel::TimeColumn, widthOf(QStringLiteral("00:00:00.000")) + 4);
    setColumnWidth(LogModel::KindColumn, widthOf(*widestKind));
    setColumnWidth(LogModel::DetailColumn, widthOf(tr("r%1   %2 ms").arg(99999).arg(999)));
    setColumnWidth(LogModel::LinkColumn, widthOf(QStringLiteral("show")));
}

void LogView::notePlace()
{
    if (!m_place)
        m_place = Place{isAtEnd(), verticalScrollBar()->value(), 0};
}

void LogView::keepPlace()
{
    const Place place = *std::exchange(m_place, std::nullopt);
    executeDelayedItemsLayout();
    if (place.isAtEnd)
        scrollToBottom();
    else
        verticalScrollBar()->setValue(place.topRow - place.droppedRows);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const bool wasAtEnd = isAtEnd();
    QTreeView::resizeEvent(event);
    if (wasAtEnd)
        scrollToBottom();
}

} // namespace retune
