#pragma once

#include <QtWidgets/QTreeView>

#include <optional>

namespace retune {

class LogModel;

/// The rows of a log. Follows the end unless it is scrolled up; what is read stays in place while old rows go.
class LogView : public QTreeView
{
    Q_OBJECT

public:
    explicit LogView(LogModel *model, QWidget *parent = nullptr);

    void copySelection() const;

Q_SIGNALS:
    /// The link of this row was followed, by mouse or key.
    void linkRequested(int row);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What was in sight before rows came or went.
    struct Place
    {
        bool isAtEnd = true;
        int topRow = 0;
        int droppedRows = 0;
    };

    bool isAtEnd() const;
    bool isOnLink(const QPoint &position) const;
    void sizeColumns();
    void notePlace();
    void keepPlace();

    LogModel *m_model;
    std::optional<Place> m_place; ///< while rows come and go
};

} // namespace retune
