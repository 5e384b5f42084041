#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace retune {

class ElidedLabel;

/// The row under the tools that a program is run from: its command line with the ones that were run before, what became of it, and
/// a line of its own for what is wrong with the command or has to be known of the program.
class RunBar : public QFrame
{
    Q_OBJECT

public:
    enum class State : quint8 { Idle, Running, Stopping };

    explicit RunBar(QWidget *parent = nullptr);

    QString command() const;
    void setCommand(const QString &command);
    /// Those to choose from, newest first.
    void setRecent(const QStringList &commands);
    void setState(State state);
    /// What became of the program, in a few words: "running", "exit code 1".
    void setOutcome(const QString &text, bool isBad = false);
    /// Why the command cannot be run, with the character meant (0-based; -1: none) marked. Goes with the next thing typed.
    void showError(const QString &text, int offset = -1);
    /// What has to be known of the program; empty: nothing.
    void setHint(const QString &text);
    /// Shows the bar with the command to be typed.
    void begin();

Q_SIGNALS:
    /// Runs the command, in place of what is running.
    void runRequested();
    void stopRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateRemark();

    QComboBox *m_command;
    ElidedLabel *m_outcome;
    QPushButton *m_run;
    QPushButton *m_stop;
    QToolButton *m_close;
    QLabel *m_remark;
    QTimer m_enter;
    QString m_error;
    QString m_hint;
};

} // namespace retune
