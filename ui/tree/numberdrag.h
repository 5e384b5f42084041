#pragma once

#include <retune/format/value.h>

#include <QtCore/QObject>
#include <QtCore/QPersistentModelIndex>
#include <QtCore/QPoint>

#include <optional>

class QMouseEvent;
class QTreeView;

namespace retune {

class SettingsModel;

/// What a number becomes that was dragged by so many pixels to the right, counted as one step each four of them. A whole number moves by
/// ones and ends at 64 bits. A fraction moves by one of its last digit, and gets one digit more when it is
/// dragged finely. Nothing for what is no number that can be counted on: an infinity, or one beyond 64 bits.
std::optional<QString> draggedNumber(Kind kind, const QString &start, double pixels, bool isFine);

/// Lets the numbers of the tree be dragged: left and right with the mouse, with Shift finer, with Ctrl coarser. Each value is an
/// edit while the mouse moves; all of them together are one gesture, and Esc puts the first value back.
class NumberDrag : public QObject
{
    Q_OBJECT

public:
    /// Watches the mouse of `view`, which shows `model` and owns the new object.
    NumberDrag(QTreeView *view, SettingsModel *model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isNumber(const QModelIndex &cell) const;
    bool filterKey(QEvent *event);
    bool filterMouse(QEvent *event);
    bool move(const QMouseEvent &event);
    void press(const QMouseEvent &event);
    void showCursor(const QPoint &position);
    bool leavesRow(const QPoint &position) const;
    bool hasStarted(const QPoint &position) const;
    void begin(const QMouseEvent &event);
    void apply();
    void end(bool isCancelled);

    QTreeView *m_view;
    SettingsModel *m_model;
    QPersistentModelIndex m_cell; ///< pressed, and not released
    QString m_path;               ///< its file's, which outlives the row
    QString m_start;
    QString m_shown;
    QPoint m_pressed;
    QPoint m_last;
    double m_pixels = 0; ///< to the right of where the drag began
    bool m_isFine = false;
    bool m_isDragging = false;
    bool m_hasPress = false; ///< the view gets nothing more of the press, which is not over
};

} // namespace retune
