#pragma once

#include <QtGui/QIcon>
#include <QtWidgets/QWidget>

namespace retune {

/// An icon that stands beside a text. It is painted anew with each palette, as a pixmap of a label would not be.
class IconLabel : public QWidget
{
public:
    explicit IconLabel(QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
};

} // namespace retune
