#pragma once

#include <QtWidgets/QTableView>

#include <optional>

class QPushButton;

namespace retune {

class LogDelegate;
class LogModel;

/// The rows of a log. Follows the end until it is scrolled up, and again from when it is scrolled back there; what is read stays
/// in place while old rows go. Its cost does not grow with the number of rows (a tree lays every row out anew whenever one comes).
class LogView : public QTableView
{
    Q_OBJECT

public:
    explicit LogView(LogModel *model, QWidget *parent = nullptr);

    /// Rows that are many are copied a moment later.
    void copySelection();

    bool isFollowing() const { return m_isFollowing; }
    /// To follow goes to the newest row; not to follow holds what is in sight.
    void setFollowing(bool isFollowing);
    /// The row becomes the current one and is held in sight, in the middle where it was not there already.
    void showRow(int row);
    /// The number of the row that a search goes on from: the current one where it is in sight, else the topmost in sight.
    quint64 searchStart() const;
    /// Marks this text wherever it is in sight; empty: nothing.
    void setMarkedText(const QString &text);
    /// Does nothing: to look for a row by its first letters would read the whole log.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    /// The link of this row was followed, by mouse or key.
    void linkRequested(int row);
    void followingChanged(bool isFollowing);
    /// Ctrl+F was pressed.
    void searchRequested();
    /// F3 or Shift+F3 was pressed.
    void stepRequested(bool isForward);

protected:
    bool event(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    /// What was in sight before rows came or went.
    struct Place
    {
        quint64 topNumber = 0;
        std::optional<quint64> currentNumber;
    };

    void connectModel();
    void setLook();
    bool isAtEnd() const;
    bool isOnLink(const QPoint &position) const;
    void sizeColumns();
    void notePlace();
    void keepPlace();
    void noteScrolling();
    void changeFollowing(bool isFollowing);
    void scrollToNewest();
    void updateNewest();

    LogModel *m_model;
    LogDelegate *m_delegate;
    QPushButton *m_newest;        ///< over the last row in sight, while newer ones are not
    std::optional<Place> m_place; ///< while rows come and go
    bool m_isFollowing = true;
    bool m_isScrolling = false; ///< by itself, not by the user
    int m_unseen = 0;           ///< rows that came since it holds
};

} // namespace retune
