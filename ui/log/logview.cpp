#include "log/logview.h"

#include "log/logdelegate.h"
#include "log/logexport.h"
#include "log/logmodel.h"
#include "style/icons.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace retune {

namespace {

constexpr int cellPadding = 18;
/// More rows than these are copied in another thread.
constexpr std::size_t rowsCopiedAtOnce = 1'000;

} // namespace

LogView::LogView(LogModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new LogDelegate(this))
    , m_newest(new QPushButton(icon(QStringLiteral("down")), QString(), this))
{
    // Before the view's own slots, which move its scroll bar.
    connect(model, &LogModel::rowsAboutToBeRemoved, this, &LogView::notePlace);
    connect(model, &LogModel::rowsAboutToBeInserted, this, &LogView::notePlace);
    connect(model, &LogModel::modelAboutToBeReset, this, &LogView::notePlace);
    setModel(model);
    setLook();
    sizeColumns();
    connectModel();
}

/// After the view's own slots.
void LogView::connectModel()
{
    connect(m_model, &LogModel::rowsRemoved, this, &LogView::keepPlace);
    connect(m_model, &LogModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (!m_isFollowing)
            m_unseen += last - first + 1;
        keepPlace();
    });
    connect(m_model, &LogModel::modelReset, this, [this] {
        const std::optional<quint64> current = m_place ? m_place->currentNumber : std::nullopt;
        keepPlace();
        if (current && m_model->rowFrom(*current) < m_model->rowCount())
            selectionModel()->setCurrentIndex(m_model->index(m_model->rowFrom(*current), 0),
                                              QItemSelectionModel::NoUpdate);
    });
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() != LogModel::LinkColumn)
            Q_EMIT linkRequested(index.row());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::noteScrolling);
}

void LogView::setLook()
{
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Log"));
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_newest->setFocusPolicy(Qt::NoFocus); // the key End does the same
    m_newest->setToolTip(tr("Go to the newest row and follow (End)"));
    m_newest->setCursor(Qt::ArrowCursor);
    m_newest->hide();
    connect(m_newest, &QPushButton::clicked, this, [this] { setFollowing(true); });
}

void LogView::copySelection()
{
    std::vector<quint64> numbers;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            numbers.push_back(m_model->numberAt(row));
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (numbers.empty())
        return;
    const bool isQuick = numbers.size() <= rowsCopiedAtOnce;
    const auto text = [log = m_model->blocks(), numbers = std::move(numbers)] {
        return logRowsText(log, numbers, LogModel::timeFormat());
    };
    const auto copy = [](const QString &rows) { QGuiApplication::clipboard()->setText(rows); };
    if (isQuick)
        copy(text());
    else
        whenFinished(QtConcurrent::run(text), this, copy);
}

void LogView::setMarkedText(const QString &text)
{
    m_delegate->setMarkedText(text);
    viewport()->update();
}

// Mouse and keys

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    viewport()->setCursor(isOnLink(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPoint position = event->position().toPoint();
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && isOnLink(position))
        Q_EMIT linkRequested(indexAt(position).row());
}

bool LogView::event(QEvent *event)
{
    // The window has the same key for its settings.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Find))
        event->accept();
    return QTableView::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (event->matches(QKeySequence::Find))
        Q_EMIT searchRequested();
    else if (event->key() == Qt::Key_F3)
        Q_EMIT stepRequested(!event->modifiers().testFlag(Qt::ShiftModifier));
    else if (isEnter && currentIndex().isValid())
        Q_EMIT linkRequested(currentIndex().row());
    else
        QTableView::keyPressEvent(event);
}

/// Who comes to a log that follows is at its newest row, not at the oldest one.
void LogView::focusInEvent(QFocusEvent *event)
{
    if (m_isFollowing && !currentIndex().isValid() && m_model->rowCount() > 0)
        selectionModel()->setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0),
                                          QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
}

/// Home and End as in a list: a row of the log is one thing.
QModelIndex LogView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = m_model->rowCount() - 1;
    if (last < 0)
        return {};
    switch (action) {
    case MoveHome:
        return m_model->index(0, 0);
    case MoveEnd:
        setFollowing(true);
        return m_model->index(last, 0);
    case MoveLeft:
    case MoveRight:
        return currentIndex();
    default:
        return QTableView::moveCursor(action, modifiers);
    }
}

void LogView::keyboardSearch(const QString &) {}

// Layout

void LogView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeColumns();
}

bool LogView::isOnLink(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    return index.column() == LogModel::LinkColumn && m_model->entry(index.row()).hasLink();
}

/// Fixed sizes: looking at every row for the widest would take longer the longer the log is.
void LogView::sizeColumns()
{
    const auto widthOf = [this](const QString &widest) {
        return fontMetrics().horizontalAdvance(widest) + cellPadding;
    };
    int widestKind = 0;
    for (int kind = 0; kind < LogEntry::kindCount; ++kind)
        widestKind = std::max(widestKind, widthOf(logKindName(LogEntry::Kind(kind))));
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(LogDelegate::rowHeight(fontMetrics()));
    QHeaderView *columns = horizontalHeader();
    columns->setStretchLastSection(false);
    columns->setMinimumSectionSize(1);
    columns->setSectionResizeMode(QHeaderView::Fixed);
    columns->setSectionResizeMode(LogModel::TextColumn, QHeaderView::Stretch);
    setColumnWidth(LogModel::TimeColumn, widthOf(QStringLiteral("00:00:00.000")) + 4);
    setColumnWidth(LogModel::KindColumn, widestKind);
    setColumnWidth(LogModel::DetailColumn, widthOf(tr("r%1   %2 ms").arg(99999).arg(999)));
    setColumnWidth(LogModel::LinkColumn, widthOf(QStringLiteral("show")));
}

void LogView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback scrolling(m_isScrolling, true);
    QTableView::resizeEvent(event);
    if (m_isFollowing)
        scrollToNewest();
    updateNewest();
}

// Following and holding

bool LogView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

void LogView::setFollowing(bool isFollowing)
{
    changeFollowing(isFollowing);
    if (isFollowing)
        scrollToNewest();
}

void LogView::changeFollowing(bool isFollowing)
{
    if (isFollowing == m_isFollowing)
        return;
    m_isFollowing = isFollowing;
    m_unseen = 0;
    updateNewest();
    Q_EMIT followingChanged(isFollowing);
}

void LogView::noteScrolling()
{
    if (m_isScrolling || m_place)
        return;
    changeFollowing(isAtEnd());
    updateNewest();
}

void LogView::scrollToNewest()
{
    const QScopedValueRollback scrolling(m_isScrolling, true);
    scrollToBottom();
}

void LogView::showRow(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    const bool isInSight = viewport()->rect().contains(visualRect(index));
    setCurrentIndex(index);
    if (!isInSight)
        scrollTo(index, PositionAtCenter);
    changeFollowing(false); // else new rows would push it out of sight
}

quint64 LogView::searchStart() const
{
    if (m_model->rowCount() == 0)
        return m_model->beginNumber();
    const QModelIndex current = currentIndex();
    if (current.isValid() && viewport()->rect().intersects(visualRect(current)))
        return m_model->numberAt(current.row());
    return m_model->numberAt(isAtEnd() ? m_model->rowCount() - 1 : verticalScrollBar()->value());
}

void LogView::notePlace()
{
    if (m_place)
        return;
    Place place;
    if (const int top = verticalScrollBar()->value(); top < m_model->rowCount())
        place.topNumber = m_model->numberAt(top);
    if (currentIndex().isValid())
        place.currentNumber = m_model->numberAt(currentIndex().row());
    m_place = place;
}

void LogView::keepPlace()
{
    const QScopedValueRollback scrolling(m_isScrolling, true);
    const Place place = std::exchange(m_place, std::nullopt).value_or(Place());
    executeDelayedItemsLayout();
    if (m_isFollowing)
        scrollToBottom();
    else
        verticalScrollBar()->setValue(m_model->rowFrom(place.topNumber));
    updateNewest();
}

void LogView::updateNewest()
{
    constexpr int margin = 8;
    m_newest->setVisible(!m_isFollowing && !isAtEnd());
    m_newest->setText(m_unseen == 0   ? tr("Newest")
                      : m_unseen == 1 ? tr("1 new row")
                                      : tr("%n new rows", nullptr, m_unseen));
    m_newest->setAccessibleName(m_newest->text());
    m_newest->adjustSize();
    const QRect room = viewport()->geometry();
    m_newest->move(room.right() - m_newest->width() - margin, room.bottom() - m_newest->height() - margin);
}

} // namespace retune
