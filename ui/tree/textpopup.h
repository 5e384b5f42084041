#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace retune {

/// The editor for texts of several lines: it floats over its row, within the window, so that the window's keys are its own as
/// soon as it has the focus. Ctrl+Enter takes the text, and so does who goes elsewhere in the window; Esc leaves it.
class TextPopup : public QFrame
{
    Q_OBJECT

public:
    /// For a cell in `viewport`; belongs to its window, which has room for it where the viewport has none.
    explicit TextPopup(QWidget *viewport);

    /// Whether a text comes out of the editor as it went in: a text widget keeps neither carriage returns nor Unicode's
    /// own line ends.
    static bool canHold(const QString &text);

    void setText(const QString &text);
    QString text() const;
    /// Goes over a cell of the viewport.
    void place(const QRect &cell);

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool take(const QKeyEvent &key);

    QWidget *m_viewport;
    QPlainTextEdit *m_edit;
};

} // namespace retune
