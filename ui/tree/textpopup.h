#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace retune {

/// The editor for texts of several lines: a small window over its row. Ctrl+Enter takes the text, Esc leaves it.
class TextPopup : public QFrame
{
    Q_OBJECT

public:
    explicit TextPopup(QWidget *parent);

    /// Whether a text comes out of the editor as it went in: a text widget keeps neither carriage returns nor Unicode's
    /// own line ends.
    static bool canHold(const QString &text);

    void setText(const QString &text);
    QString text() const;

Q_SIGNALS:
    void accepted();
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *m_edit;
};

} // namespace retune
