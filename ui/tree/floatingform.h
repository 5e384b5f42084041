#pragma once

#include <QtWidgets/QFrame>

class QFormLayout;

namespace retune {

/// A small form that lies over the window beside a row and asks for something. Enter accepts, Esc leaves, and the Tab key stays
/// inside.
class FloatingForm : public QFrame
{
    Q_OBJECT

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    /// `window` owns the form.
    FloatingForm(const QString &title, int width, QWidget *window);

    QFormLayout *fields() const { return m_fields; }
    /// Shows the form below `row`, or above it where there is more room. `row` is in the coordinates of the window.
    void showBeside(const QRect &row);
    /// Makes it as high as what it shows, as far as that fits into the window.
    void fitHeight();
    /// Whether Enter has something to accept.
    virtual bool isAcceptable() const { return true; }

    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QFormLayout *m_fields;
    int m_width;
};

} // namespace retune
