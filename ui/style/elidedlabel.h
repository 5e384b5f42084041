#pragma once

#include <QtWidgets/QLabel>

namespace retune {

/// One line of plain text that gives way where there is no room for all of it: it ends in "…", its tool tip is all of it where
/// it has no other, and it does not keep the window wide.
class ElidedLabel : public QLabel
{
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// Where the "…" stands; at the end if not set.
    void setElideMode(Qt::TextElideMode mode) { m_mode = mode; }

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString shownText() const;

    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace retune
