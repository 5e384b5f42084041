#include "window/actions.h"

#include "style/action.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QWidget>

namespace retune {

namespace {

/// What the action of the automatic choice holds in place of a watcher.
constexpr int automatic = -1;

QAction *actionWith(const QActionGroup &group, int data)
{
    for (QAction *action : group.actions()) {
        if (action->data().toInt() == data)
            return action;
    }
    return nullptr;
}

} // namespace

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_themes(new QActionGroup(this))
    , m_watchers(new QActionGroup(this))
{
    makeFileActions();
    makeWholeFileActions();
    makeWatcherActions();
    makeEditActions();
    makeMemberActions();
    makeHistoryActions();
    makeViewActions();
    makePlaceActions();
    makeWorkerActions();
    makeProgramActions();
    makeCodeActions();
    makeHelpActions();
}

QAction *Actions::make(const char *iconName, const QString &text, const QKeySequence &shortcut,
                       const QString &tip)
{
    QAction *action = makeAction(iconName, text, shortcut, tip, this);
    m_window->addAction(action);
    return action;
}

QAction *Actions::makeToggle(const QString &text, const QString &tip, const QKeySequence &shortcut)
{
    QAction *action = make(nullptr, text, shortcut, tip);
    action->setCheckable(true);
    action->setChecked(true);
    return action;
}

/// Its keys mean something else in a text, so they work only while the tree has the focus.
QAction *Actions::makeForTree(const char *iconName, const QString &text, const QList<QKeySequence> &shortcuts,
                              const QString &tip)
{
    QAction *action = make(iconName, text, shortcuts.first(), tip);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WidgetShortcut);
    return action;
}

void Actions::makeFileActions()
{
    openFolder =
        make("folder-open", tr("&Open Folder…"), QKeySequence::Open, tr("Open a folder of settings"));
    openFolder->setIconText(tr("Open"));
    newWindow = make(nullptr, tr("New W&indow"), {}, tr("Open one more window, for another folder"));
    closeFolder = make(nullptr, tr("Close Fol&der"), Qt::CTRL | Qt::SHIFT | Qt::Key_W,
                       tr("Close the folder that is open; unsaved edits are kept for the next time"));
    save = make("save", tr("&Save"), QKeySequence::Save, tr("Save the file that is shown"));
    save->setIconText(tr("Save"));
    saveAll = make("save-all", tr("Save A&ll"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
                   tr("Save all files with unsaved edits"));
    revert = make("undo", tr("Re&vert to Saved"), {},
                  tr("Take back all unsaved edits of the file that is shown, as one step of undo"));
    liveApply =
        makeToggle(tr("Save Each Edit at On&ce"),
                   tr("Live apply: save each finished edit of every file at once; undo is saved too"));
    liveApply->setIconText(tr("Live"));
    liveApplyFile = makeToggle(tr("Save Each Edit of This &File at Once"),
                               tr("Live apply for the file that is shown, whatever holds for all files"));
    readAgain = make("refresh", tr("Read A&gain"), Qt::Key_F5, tr("Look at every file on disk again"));
    quit = make("quit", tr("&Quit"), QKeySequence::Quit, tr("Close Retune"));
}

void Actions::makeWholeFileActions()
{
    newFile = make("file", tr("&New Settings File…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
                   tr("Make a settings file in this folder; its name says the format"));
    renameFile = makeForTree("rename", tr("Rena&me File…"), {Qt::Key_F2, Qt::SHIFT | Qt::Key_F2},
                             tr("Give the file of the current row another name; unsaved edits go with it"));
    trashFile = makeForTree("trash", tr("Move File to &Trash"), {Qt::Key_Delete},
                            tr("Move the file of the current row to the trash; it can be put back"));
    putFileBack =
        make("undo", tr("Put File &Back from Trash"), {}, tr("Put back the file that was trashed last"));
    openInEditor = make("edit", tr("Open File with System &Editor"), {},
                        tr("Open the file of the current row with the program that the system names for it"));
    showInFolder = make("folder-open", tr("Sho&w in File Manager"), {},
                        tr("Open the folder of the current file in the system's file manager"));
}

QList<QAction *> Actions::fileActions() const
{
    return {newFile, renameFile, trashFile, openInEditor, showInFolder};
}

void Actions::makeWatcherActions()
{
    const auto makeWatcher = [this](std::optional<WatcherKind> kind, const QString &text,
                                    const QString &tip) {
        QAction *action = make(nullptr, text, {}, tip);
        action->setCheckable(true);
        action->setData(kind ? int(*kind) : automatic);
        m_watchers->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] { Q_EMIT watcherChosen(kind); });
    };
    makeWatcher(
        std::nullopt, tr("&Automatic"),
        tr("The best that this system has, and a periodic scan of the folders that it does not serve"));
    for (const WatcherKind kind : watcherKinds()) {
        switch (kind) {
        case WatcherKind::Inotify:
            makeWatcher(kind, tr("&inotify"), tr("Sees every change on this machine at once"));
            break;
        case WatcherKind::Qt:
            makeWatcher(kind, tr("&QFileSystemWatcher"),
                        tr("Works on every system; slower, above all with thousands of files"));
            break;
        case WatcherKind::Scan:
            makeWatcher(kind, tr("&Periodic Scan"),
                        tr("Looks at every file once a second; sees changes on network file systems too"));
            break;
        }
    }
}

void Actions::makeEditActions()
{
    undo = make("undo", tr("&Undo"), Qt::CTRL | Qt::Key_Z, tr("Take back the last edit of this file"));
    redo = make("redo", tr("&Redo"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z,
                tr("Make the edit again that was taken back"));
    filter = make("search", tr("&Filter Settings"), QKeySequence::Find, tr("Find settings by name or value"));
    preferences = make("edit", tr("Pr&eferences…"), Qt::CTRL | Qt::Key_Comma,
                       tr("Language, look, watching, history, and which files are settings"));
}

void Actions::makeMemberActions()
{
    addSetting = makeForTree("add", tr("&Add Setting…"), {Qt::CTRL | Qt::Key_N, Qt::Key_Insert},
                             tr("Add a value to the table or list of the current row"));
    renameSetting =
        makeForTree("rename", tr("Re&name"), {Qt::SHIFT | Qt::Key_F2}, tr("Give the key another name"));
    removeSetting = makeForTree("remove", tr("Re&move"), {Qt::Key_Delete},
                                tr("Remove the current row from its file, with everything below it"));
    moveUp = makeForTree("up", tr("Move U&p"), {Qt::ALT | Qt::Key_Up},
                         tr("Let the member of a list change places with the one before it"));
    moveDown = makeForTree("down", tr("Move Do&wn"), {Qt::ALT | Qt::Key_Down},
                           tr("Let the member of a list change places with the one after it"));
}

QList<QAction *> Actions::memberActions() const
{
    return {addSetting, renameSetting, removeSetting, moveUp, moveDown};
}

void Actions::makeHistoryActions()
{
    putVersionBack =
        make("undo", tr("Put This Version &Back"), {},
             tr("Make the text of the file what the chosen reload had brought; it is not saved"));
    putValueBack = make("undo", tr("Put O&ld Value Back"), {},
                        tr("Give the chosen key the value that it had before the chosen reload"));
    putFolderBack =
        make("undo", tr("Put Folder Back as of T&hen"), {},
             tr("Make the text of every file what it was after the chosen reload; nothing is saved"));
    keepHistory =
        makeToggle(tr("&Keep History of This Folder"),
                   tr("Remember across restarts what changes in this folder, readable by you alone"));
    deleteHistory = make(nullptr, tr("&Delete Kept History…"), {},
                         tr("Remove what was kept of the changes in this folder"));
}

void Actions::makeViewActions()
{
    showSettings =
        makeToggle(tr("&Settings Tree"), tr("Show or hide the tree of settings"), Qt::CTRL | Qt::Key_B);
    showText = makeToggle(tr("&Text and Changes"), tr("Show or hide the text of the file and its reloads"));
    showLog =
        makeToggle(tr("&Log, Problems and History"),
                   tr("Show or hide the log, the list of problems and the history"), Qt::CTRL | Qt::Key_J);
    showProblems = make("problem", tr("&Problems"), Qt::CTRL | Qt::SHIFT | Qt::Key_M,
                        tr("Show the list of what is wrong"));
    nextPane = make(nullptr, tr("Go to &Next Pane"), Qt::Key_F6,
                    tr("Let the keyboard go to the next pane, also from a text, where Tab types a tab"));
    previousPane = make(nullptr, tr("Go to Pre&vious Pane"), Qt::SHIFT | Qt::Key_F6,
                        tr("Let the keyboard go to the pane before this one"));

    const auto makeTheme = [this](Theme theme, const QString &text, const QString &tip) {
        QAction *action = make(nullptr, text, {}, tip);
        action->setCheckable(true);
        action->setData(int(theme));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { Q_EMIT themeChosen(theme); });
    };
    makeTheme(Theme::System, tr("&System"), tr("Light or dark, as the desktop is"));
    makeTheme(Theme::Light, tr("&Light"), tr("Dark text on a light ground"));
    makeTheme(Theme::Dark, tr("&Dark"), tr("Light text on a dark ground"));
}

void Actions::makePlaceActions()
{
    goToText = make(nullptr, tr("Te&xt"), Qt::CTRL | Qt::SHIFT | Qt::Key_T, tr("Go to the text of the file"));
    goToChanges =
        make(nullptr, tr("&Changes"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, tr("Go to the reloads of the file"));
    goToLog = make(nullptr, tr("Lo&g"), Qt::CTRL | Qt::SHIFT | Qt::Key_O, tr("Go to the log"));
    goToHistory =
        make(nullptr, tr("Histor&y"), Qt::CTRL | Qt::SHIFT | Qt::Key_H, tr("Go to the reloads of all files"));
    expandAll = make(nullptr, tr("&Expand All"), {}, tr("Open everything below the chosen file"));
    collapseAll = make(nullptr, tr("Coll&apse All"), {}, tr("Close everything below the chosen file"));
}

void Actions::makeWorkerActions()
{
    startWorker = make("start", tr("&Start"), {}, tr("Start a worker that prints a setting once a second"));
    startWorker->setIconText(tr("Worker"));
    pauseWorker = make("pause", tr("&Pause"), {}, tr("Let the worker wait"));
    pauseWorker->setCheckable(true);
    stopWorker = make("stop", tr("S&top"), {}, tr("End the worker"));
}

void Actions::makeProgramActions()
{
    runProgram = make("terminal", tr("R&un Program…"), Qt::CTRL | Qt::Key_R,
                      tr("Run any command in this folder and see what it prints among the reloads"));
    runProgram->setIconText(tr("Run…"));
    restartProgram = make("refresh", tr("R&estart Program"), Qt::CTRL | Qt::SHIFT | Qt::Key_R,
                          tr("End the program that runs and start the command again"));
    stopProgram = make("stop", tr("Stop Pr&ogram"), {}, tr("End the program and all that it started"));
}

void Actions::makeCodeActions()
{
    runCode = make("code", tr("&Run Code of This Folder"), {},
                   tr("Let the worker run the code of this folder, now and whenever the folder is opened"));
    stopCode = make("code-off", tr("Stop Runnin&g Code of This Folder"), {},
                    tr("Let the code of this folder run no more, until you allow it again"));
    stopCode->setIconText(tr("Stop Code"));
    compileSources =
        makeToggle(tr("Compile and Run .cpp &Files in Trusted Folders"),
                   tr("Compile each .cpp file in the folder of code and run it, where that code may run"));
    compileSources->setChecked(false);
}

void Actions::makeHelpActions()
{
    listShortcuts = make(nullptr, tr("&Keyboard Shortcuts"), Qt::Key_F1, tr("Every key and what it does"));
    openSample =
        make("sample", tr("&Open Sample"), {}, tr("Open the sample folder, with a worker that reads it"));
    resetSample = make("refresh", tr("&Reset Sample"), {}, tr("Make the sample folder as it was at first"));
    about = make("info", tr("&About Retune"), {}, tr("Version and licence"));
}

QAction *Actions::theme(Theme theme) const
{
    return actionWith(*m_themes, int(theme));
}

QAction *Actions::watcher(std::optional<WatcherKind> kind) const
{
    return actionWith(*m_watchers, kind ? int(*kind) : automatic);
}

QList<QAction *> Actions::watchers() const
{
    return m_watchers->actions();
}

} // namespace retune
