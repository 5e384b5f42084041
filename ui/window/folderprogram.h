#pragma once

#include "run/program.h"
#include "run/runbar.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

namespace retune {

class Actions;
class LogPane;

/// The program that the user runs in the folder that is open: takes the command, shows in the log what is printed and how it ends,
/// and says what has to be known of a program that does not follow the folder by itself. It ends with the folder, and is
/// never started but by the user.
class FolderProgram : public QObject
{
    Q_OBJECT

public:
    /// Where it shows things.
    struct Panes
    {
        QWidget *window;
        RunBar *bar;
        LogPane *log;
        Actions *actions;
    };

    explicit FolderProgram(const Panes &panes);

    /// The folder that is open; empty before it is closed, which ends the program.
    void setFolder(const QString &folder);
    /// Runs what stands in the bar; where a program runs, as soon as that has ended.
    void run();
    void stop() { stop(QString()); }
    bool isRunning() const { return m_program.isRunning(); }

    /// How long it may take until it is looked at whether the program follows the folder by itself.
    void setLookTime(std::chrono::milliseconds time) { m_look.setInterval(time); }

Q_SIGNALS:
    /// The command that runs now; empty: none does.
    void runningChanged(const QString &command);
    /// How the program ended, in one sentence.
    void ended(const QString &text);

private:
    void runLine(const QString &line);
    void start(const QString &line, const QStringList &command);
    void stop(const QString &why);
    void noteLines(const QList<ProgramLine> &lines);
    void noteEnd(const ProgramEnd &end);
    void look();
    void noteWatching(bool isWatching);
    void showHints();
    void showState();
    void log(const QString &text, bool isFailure = false);

    const Panes m_panes;
    Program m_program;
    QTimer m_look;
    QString m_folder;
    QString m_line;      ///< the command that runs or ran last, as it was typed
    QString m_runFolder; ///< where that was
    QString m_next;      ///< to be run when the one that runs has ended
    bool m_hasPrinted = false;
    std::optional<bool> m_isWatching; ///< the folder, through the library; unknown until it was looked at
};

} // namespace retune
