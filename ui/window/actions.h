#pragma once

#include "style/plaintext.h"
#include "style/theme.h"

#include <retune/watch/watcher.h>

#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <optional>

class QAction;
class QActionGroup;

namespace retune {

/// Every action of the window, with its text, shortcut, icon and tip. Menus and toolbars only refer to them.
class Actions : public QObject
{
    Q_OBJECT

public:
    /// `window` is where the shortcuts work.
    explicit Actions(QWidget *window);

    /// The action that stands for a theme in the menu.
    QAction *theme(Theme theme) const;
    /// The action that stands for a watcher; nothing: the automatic choice. Null for one that this system has not.
    QAction *watcher(std::optional<WatcherKind> kind) const;
    /// The automatic choice and every watcher of this system.
    QList<QAction *> watchers() const;

    QAction *openFolder;
    QAction *newWindow;
    QAction *closeFolder;
    QAction *newFile;
    QAction *renameFile;
    QAction *trashFile;
    QAction *putFileBack;
    QAction *openInEditor;
    QAction *showInFolder;
    /// Those that are about the current file of the tree, in the order of menus.
    QList<QAction *> fileActions() const;
    QAction *save;
    QAction *saveAll;
    QAction *revert;
    QAction *liveApply;
    QAction *liveApplyFile;
    QAction *readAgain;
    QAction *quit;

    QAction *undo;
    QAction *redo;
    QAction *filter;
    QAction *preferences;

    QAction *addSetting;
    QAction *renameSetting;
    QAction *removeSetting;
    QAction *moveUp;
    QAction *moveDown;
    /// Those that are about the current row of the tree, in the order of menus.
    QList<QAction *> memberActions() const;

    QAction *putVersionBack;
    QAction *putValueBack;
    QAction *putFolderBack;
    QAction *keepHistory;
    QAction *deleteHistory;

    QAction *showSettings;
    QAction *showText;
    QAction *showLog;
    QAction *showProblems;
    QAction *goToText;
    QAction *goToChanges;
    QAction *goToLog;
    QAction *goToHistory;
    QAction *expandAll;
    QAction *collapseAll;
    QAction *nextPane;
    QAction *previousPane;

    QAction *startWorker;
    QAction *pauseWorker;
    QAction *stopWorker;

    QAction *runProgram;
    QAction *restartProgram;
    QAction *stopProgram;

    QAction *runCode;
    QAction *stopCode;
    QAction *compileSources;

    QAction *listShortcuts;
    QAction *openSample;
    QAction *resetSample;
    QAction *about;

Q_SIGNALS:
    void themeChosen(retune::Theme theme);
    void watcherChosen(std::optional<retune::WatcherKind> kind);

private:
    QAction *make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                  const QString &tip);
    QAction *makeToggle(const QString &text, const QString &tip, const QKeySequence &shortcut = {});
    void makeFileActions();
    void makeWholeFileActions();
    void makeWatcherActions();
    QAction *makeForTree(const char *iconName, const QString &text, const QList<QKeySequence> &shortcuts,
                         const QString &tip);
    void makeEditActions();
    void makeMemberActions();
    void makeHistoryActions();
    void makeViewActions();
    void makePlaceActions();
    void makeWorkerActions();
    void makeProgramActions();
    void makeCodeActions();
    void makeHelpActions();

    QWidget *m_window;
    QActionGroup *m_themes;
    QActionGroup *m_watchers;
};

} // namespace retune
