#pragma once

#include "tree/codestate.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace retune {

class Actions;
class CodeBar;
class EditorPane;
class LogPane;
class SettingsPane;
class Store;
class ReloadHistory;

/// The code of the folder that is open: asks once whether it may run, remembers the answer, and shows what becomes of it in the
/// tree, the editor and the log. Runs nothing itself: that is for the program which the folder is shown to.
class FolderCode : public QObject
{
    Q_OBJECT

public:
    /// What is there to know of the tasks in a folder now; has to return at once.
    using TaskSource = std::function<QList<TaskInfo>(const QString &folder)>;

    /// Where it shows things.
    struct Panes
    {
        QWidget *window;
        CodeBar *bar;
        SettingsPane *settings;
        EditorPane *editor;
        LogPane *log;
        Actions *actions;
    };

    /// `reloads` are those of the folder that is open, and have to outlive it.
    FolderCode(const Panes &panes, const ReloadHistory &reloads);

    void setTaskSource(TaskSource source);
    /// The folder that is open; null before it is closed.
    void setStore(const Store *store);
    /// To be called when the files of the folder have been read: tells what is allowed of the code.
    void begin();
    /// Whether there is a program that would run the code.
    void setWorkerRunning(bool isRunning);

public Q_SLOTS:
    void noteLive(const QDateTime &when, const retune::TaskInfo &task);
    void noteRetired(const QDateTime &when, const retune::TaskInfo &task);
    void noteFailure(const QDateTime &when, const retune::TaskFailure &failure);
    void noteLine(const QDateTime &when, const QString &task, const QString &line);

Q_SIGNALS:
    /// What the user allows of the code in this folder, from now on.
    void permissionChanged(const QString &folder, bool isGiven, bool compilesSources);
    /// The code is to run, and there is nobody to run it.
    void workerNeeded(const QString &folder);
    /// What is wrong with the code now; told again when nothing has changed.
    void failuresTold(const QList<retune::Problem> &failures);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString folder() const;
    QStringList codeFiles() const;
    QStringList runnableFiles() const;
    void readPermission();
    void followPermission();
    void allow();
    void decline();
    void withdraw();
    void noteWithdrawn();
    void setCompiling(bool isCompiling);
    void tellPermission();
    void update();
    void updatePolling();
    void look();
    void showStates();
    QString idleReason(const QString &file) const;
    quint64 shownRevision(const SettingsFile &live) const;
    CodeState state(const QString &file, const QList<TaskInfo> &tasks) const;
    void log(const QString &text);

    const Panes m_panes;
    const ReloadHistory &m_reloads;
    TaskSource m_source;
    const Store *m_store = nullptr;
    std::unique_ptr<QObject> m_scope; ///< receives the signals of the store
    QTimer m_poll;
    bool m_isAllowed = false; ///< as kept for the folder, read now and then: another window may change it
    bool m_compilesSources = false; ///< the same
    bool m_isRead = false;
    bool m_isDeclined = false; ///< until the folder is opened again
    bool m_isWorkerRunning = false;
};

} // namespace retune
