#pragma once

#include <QtWidgets/QFrame>

namespace retune {

/// A bar above a text that stands out by its ground, in light and dark.
class TintedBar : public QFrame
{
    Q_OBJECT

public:
    enum class Tint : quint8 { Notice, Warning };
    /// Of a text in a bar: a path in it has no place to break, and must not keep the window wide.
    static constexpr int leastTextWidth = 120;

    explicit TintedBar(Tint tint, QWidget *parent = nullptr);

    void setTint(Tint tint);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tint m_tint;
};

} // namespace retune
