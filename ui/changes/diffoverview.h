#pragma once

#include <QtWidgets/QWidget>

namespace retune {

class DiffCanvas;

/// A strip beside a comparison that shows all its changes at once, and which part of it is in view. A click goes there.
class DiffOverview : public QWidget
{
    Q_OBJECT

public:
    /// `canvas` has to outlive it.
    explicit DiffOverview(DiffCanvas &canvas, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void goTo(int y);
    /// A place in the common height of the comparison, on the strip.
    int onStrip(int place) const;

    DiffCanvas &m_canvas;
};

} // namespace retune
