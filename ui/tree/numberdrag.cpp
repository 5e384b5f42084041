#include "tree/numberdrag.h"

#include "tree/settingsmodel.h"

#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QTreeView>

#include <algorithm>
#include <cmath>
#include <limits>

namespace retune {

namespace {

constexpr double pixelsPerStep = 4;
constexpr double fineFactor = 0.1;
constexpr double coarseFactor = 10;
/// More than a double can hold is no help.
constexpr int maximumDecimals = 15;

qint64 stepped(qint64 start, double steps)
{
    constexpr auto lowest = std::numeric_limits<qint64>::min();
    constexpr auto highest = std::numeric_limits<qint64>::max();
    qint64 sum = 0;
    if (qAddOverflow(start, qint64(std::clamp(steps, -1e15, 1e15)), &sum))
        return steps > 0 ? highest : lowest;
    return sum;
}

/// Without what the sums of many small moves lack.
double wholeSteps(double steps)
{
    return std::trunc(steps + std::copysign(1e-6, steps));
}

/// The digits behind the point, where there is one and no exponent after it.
std::optional<int> decimals(const QString &text)
{
    if (text.contains(u'e', Qt::CaseInsensitive))
        return std::nullopt;
    const qsizetype point = text.indexOf(u'.');
    return point < 0
               ? 0
               : int(std::count_if(text.begin() + point, text.end(), [](QChar c) { return c.isDigit(); }));
}

} // namespace

std::optional<QString> draggedNumber(Kind kind, const QString &start, double pixels, bool isFine)
{
    if (kind == Kind::Integer) {
        const std::optional<qint64> number = toInteger(start);
        return number ? std::optional(QString::number(stepped(*number, wholeSteps(pixels / pixelsPerStep))))
                      : std::nullopt;
    }
    bool isRead = false;
    const double number = QString(start).remove(u'_').toDouble(&isRead);
    const std::optional<int> digits = decimals(start);
    if (kind != Kind::Float || !isRead || !std::isfinite(number) || !digits)
        return std::nullopt;
    const int shown = std::clamp(*digits, 1, maximumDecimals - 1) + (isFine ? 1 : 0);
    const double steps = wholeSteps(pixels / pixelsPerStep / (isFine ? fineFactor : 1));
    return QString::number(number + steps * std::pow(10, -shown), 'f', shown);
}

NumberDrag::NumberDrag(QTreeView *view, SettingsModel *model)
    : QObject(view)
    , m_view(view)
    , m_model(model)
{
    view->viewport()->setMouseTracking(true);
    view->viewport()->installEventFilter(this);
    view->installEventFilter(this);
}

bool NumberDrag::isNumber(const QModelIndex &cell) const
{
    if (cell.column() != SettingsModel::ValueColumn || !(cell.flags() & Qt::ItemIsEditable) ||
        cell.data(SettingsModel::MaskedRole).toBool())
        return false;
    const auto kind = Kind(cell.data(SettingsModel::KindRole).toInt());
    return draggedNumber(kind, cell.data(Qt::EditRole).toString(), 0, false).has_value();
}

bool NumberDrag::eventFilter(QObject *watched, QEvent *event)
{
    return watched == m_view ? filterKey(event) : filterMouse(event);
}

bool NumberDrag::filterKey(QEvent *event)
{
    if (!m_isDragging)
        return false;
    const auto isEscape = [event] { return static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape; };
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (isEscape())
            event->accept();
        return isEscape();
    case QEvent::KeyPress:
        if (isEscape())
            end(true);
        return true; // the row stays the current one
    case QEvent::FocusOut:
        end(false);
        return false;
    default:
        return false;
    }
}

bool NumberDrag::filterMouse(QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent *>(event));
        return m_hasPress;
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseButtonRelease:
        end(false);
        return std::exchange(m_hasPress, false);
    default:
        return false;
    }
}

void NumberDrag::press(const QMouseEvent &event)
{
    if (m_hasPress)
        return; // another button does nothing
    m_cell = event.button() == Qt::LeftButton ? m_view->indexAt(event.pos()) : QModelIndex();
    m_pressed = event.pos();
    if (!isNumber(m_cell))
        m_cell = QModelIndex();
}

bool NumberDrag::hasStarted(const QPoint &position) const
{
    const QPoint way = position - m_pressed;
    return std::abs(way.x()) >= QApplication::startDragDistance() && std::abs(way.x()) > std::abs(way.y());
}

bool NumberDrag::leavesRow(const QPoint &position) const
{
    return std::abs(position.y() - m_pressed.y()) >= QApplication::startDragDistance();
}

/// The view, which has had the press, gets none of the moves that may become a drag: it would select rows with them, and go on with that at
/// the next press, because it does not get the release either.
bool NumberDrag::move(const QMouseEvent &event)
{
    if (!(event.buttons() & Qt::LeftButton)) {
        end(false); // the release went elsewhere
        m_hasPress = false;
        showCursor(event.pos());
        return false;
    }
    if (!m_cell.isValid()) {
        end(false); // a reload has taken the row away
        return m_hasPress;
    }
    if (!m_isDragging && hasStarted(event.pos()))
        begin(event);
    if (!m_isDragging && leavesRow(event.pos()))
        m_cell = QModelIndex(); // rows are selected
    if (!m_isDragging)
        return m_cell.isValid();
    const bool isFine = event.modifiers() & Qt::ShiftModifier;
    const double factor = isFine ? fineFactor : event.modifiers() & Qt::ControlModifier ? coarseFactor : 1;
    m_pixels += (event.pos().x() - m_last.x()) * factor;
    m_isFine = m_isFine || isFine; // what it was moved by finely is not rounded away afterwards
    m_last = event.pos();
    apply();
    return true;
}

void NumberDrag::showCursor(const QPoint &position)
{
    if (isNumber(m_view->indexAt(position)))
        m_view->viewport()->setCursor(Qt::SizeHorCursor);
    else
        m_view->viewport()->unsetCursor();
}

void NumberDrag::begin(const QMouseEvent &event)
{
    m_isDragging = true;
    m_hasPress = true;
    m_isFine = false;
    m_path = m_model->path(m_cell);
    m_start = m_cell.data(Qt::EditRole).toString();
    m_shown = m_start;
    m_last = m_pressed;
    m_pixels = 0;
    m_model->gesture(m_path, SettingsModel::Gesture::Begin);
    QToolTip::showText(event.globalPosition().toPoint(),
                       tr("Shift: finer   Ctrl: coarser   Esc: put the value back"), m_view->viewport());
}

/// A value that the file cannot hold is passed over.
void NumberDrag::apply()
{
    const auto kind = Kind(m_cell.data(SettingsModel::KindRole).toInt());
    const std::optional<QString> text = draggedNumber(kind, m_start, m_pixels, m_isFine);
    if (!text || *text == m_shown || !m_model->objection(m_cell, *text).isEmpty())
        return;
    m_shown = *text;
    if (!m_model->setData(m_cell, *text, Qt::EditRole))
        end(false); // why is told once, not with each move
}

void NumberDrag::end(bool isCancelled)
{
    m_cell = QModelIndex();
    if (!std::exchange(m_isDragging, false))
        return;
    m_model->gesture(m_path, isCancelled ? SettingsModel::Gesture::Cancel : SettingsModel::Gesture::End);
}

} // namespace retune
