#pragma once

#include <QtWidgets/QFrame>

namespace retune {

/// A bar above a text that stands out by its ground, in light and dark.
class TintedBar : public QFrame
{
    Q_OBJECT

public:
    enum class Tint : quint8 { Notice, Warning };

    explicit TintedBar(Tint tint, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tint m_tint;
};

} // namespace retune
