#pragma once

#include <QtWidgets/QWidget>

class QBoxLayout;

namespace retune {

/// Two parts side by side, the first with all the room that is left; the second below the first where there is not enough for
/// both.
class FoldingRow : public QWidget
{
    Q_OBJECT

public:
    /// Takes over both.
    FoldingRow(QWidget *first, QWidget *second, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QWidget *m_first;
    QWidget *m_second;
    QBoxLayout *m_layout;
};

} // namespace retune
