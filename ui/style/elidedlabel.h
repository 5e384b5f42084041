#pragma once

#include <QtWidgets/QLabel>

namespace retune {

/// One line of plain text that gives way where there is no room for all of it: it ends in "…", and does not keep the window
/// wide.
class ElidedLabel : public QLabel
{
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace retune
