// The parts of the window: made and joined once, when it is made.

#include "window/mainwindow.h"

#include "changes/changespane.h"
#include "changes/diffview.h"
#include "changes/foldertimeline.h"
#include "editor/editorpane.h"
#include "log/logpane.h"
#include "problems/problemspane.h"
#include "run/folderprogram.h"
#include "style/panetitle.h"
#include "tree/memberedits.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/codebar.h"
#include "window/fileactions.h"
#include "window/folderaccess.h"
#include "window/foldercode.h"
#include "window/folderhistory.h"
#include "window/foldersession.h"
#include "window/liveswitch.h"
#include "window/messagebar.h"
#include "window/preferences.h"
#include "window/readingprogress.h"
#include "window/statusline.h"
#include "window/valueactions.h"
#include "window/windowdialogs.h"

#include <retune/edit/workspace.h>

#include <QtCore/QDir>
#include <QtGui/QAction>
#include <QtGui/QScreen>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr QSize firstSize(1180, 760);
constexpr QSize frameRoom(16, 48); ///< for the frame that the desktop puts around a window

QSplitter *makeSplitter(Qt::Orientation orientation, std::initializer_list<QWidget *> parts,
                        const QList<int> &sizes)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->setStyleSheet(u"QSplitter::handle { background: palette(mid); }"_s);
    for (QWidget *part : parts)
        splitter->addWidget(part);
    splitter->setSizes(sizes);
    return splitter;
}

} // namespace

void MainWindow::makePanes()
{
    m_columns = makeSplitter(Qt::Horizontal, {m_settings, makeFilePane()}, {430, 750});
    m_bottom = new BottomPane(this);
    m_bottom->addPage(m_log, m_log->tools(), tr("Log"));
    m_bottom->addPage(m_problemsPane, m_problemsPane->tools(), tr("Problems"));
    m_bottom->addPage(m_timeline, m_timeline->tools(), tr("History"));
    m_rows = makeSplitter(Qt::Vertical, {m_columns, m_bottom}, {540, 180});
    m_columns->setStretchFactor(1, 1);
    m_rows->setStretchFactor(0, 1);

    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *body = new QWidget(centre);
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins({});
    rows->addWidget(m_rows);
    m_codeBar = new CodeBar(centre);
    layout->addWidget(m_codeBar);
    auto *runBar = new RunBar(centre);
    layout->addWidget(runBar);
    m_program = new FolderProgram({this, runBar, m_log, m_actions});
    layout->addWidget(body, 1);
    setCentralWidget(centre);
    m_messages = new MessageBar(body);
    m_files = new FileActions({this, m_settings, m_messages, m_actions});
    statusBar()->addWidget(m_status, 1);
    m_reading = new ReadingProgress(this);
    statusBar()->addPermanentWidget(m_reading);
    connect(m_reading, &ReadingProgress::cancelled, this, &MainWindow::cancelReading);
    m_status->setCodeAction(m_actions->stopCode);
    statusBar()->setSizeGripEnabled(false);
}

QWidget *MainWindow::makeFilePane()
{
    m_filePane = new QWidget(this);
    m_fileTitle = new PaneTitle(QString(), m_filePane);
    m_fileTitle->setFixedHeight(topRowHeight());
    m_tabs = new QTabWidget(m_filePane);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_editor, tr("Text"));
    m_tabs->addTab(m_changes, tr("Changes"));
    auto *layout = new QVBoxLayout(m_filePane);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_fileTitle);
    layout->addWidget(m_tabs, 1);
    showFileTitle();
    return m_filePane;
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(m_actions->openFolder);
    m_recent = file->addMenu(tr("Open &Recent"));
    file->addSeparator();
    file->addActions(m_actions->fileActions());
    file->addAction(m_actions->putFileBack);
    file->addSeparator();
    file->addActions({m_actions->save, m_actions->saveAll});
    file->addSeparator();
    file->addActions({m_actions->liveApply, m_actions->liveApplyFile});
    file->addSeparator();
    file->addAction(m_actions->readAgain);
    QMenu *watchers = file->addMenu(tr("&Watch With"));
    watchers->setToolTipsVisible(true);
    watchers->addActions(m_actions->watchers());
    QMenu *history = file->addMenu(tr("&History"));
    history->setToolTipsVisible(true);
    history->addActions({m_actions->keepHistory, m_actions->deleteHistory});
    file->addSeparator();
    file->addAction(m_actions->quit);

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions->undo, m_actions->redo});
    edit->addSeparator();
    edit->addActions(m_actions->memberActions());
    edit->addActions(m_valueActions->actions());
    edit->addSeparator();
    edit->addActions({m_actions->putVersionBack, m_actions->putValueBack, m_actions->putFolderBack});
    edit->addSeparator();
    edit->addAction(m_actions->filter);
    edit->addSeparator();
    edit->addAction(m_actions->preferences);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions->showSettings, m_actions->showText, m_actions->showLog});
    view->addSeparator();
    view->addAction(m_actions->showProblems);
    view->addSeparator();
    QMenu *themes = view->addMenu(tr("T&heme"));
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        themes->addAction(m_actions->theme(theme));

    QMenu *worker = menuBar()->addMenu(tr("&Worker"));
    worker->addActions({m_actions->startWorker, m_actions->pauseWorker, m_actions->stopWorker});
    worker->addSeparator();
    worker->addActions({m_actions->runProgram, m_actions->restartProgram, m_actions->stopProgram});
    worker->addSeparator();
    worker->addActions({m_actions->runCode, m_actions->stopCode, m_actions->compileSources});

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_actions->listShortcuts);
    help->addSeparator();
    help->addActions({m_actions->openSample, m_actions->resetSample});
    help->addSeparator();
    help->addAction(m_actions->about);
    new WindowDialogs(*m_actions, *m_editor, *this);
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setIconSize(QSize(16, 16));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto addBare = [bar](QAction *action) {
        bar->addAction(action);
        qobject_cast<QToolButton *>(bar->widgetForAction(action))->setToolButtonStyle(Qt::ToolButtonIconOnly);
    };
    bar->addActions({m_actions->openFolder, m_actions->save, m_actions->liveApply});
    bar->addSeparator();
    addBare(m_actions->undo);
    addBare(m_actions->redo);
    bar->addSeparator();
    bar->addAction(m_actions->startWorker);
    addBare(m_actions->pauseWorker);
    addBare(m_actions->stopWorker);
    bar->addSeparator();
    bar->addAction(m_actions->runProgram);
}

void MainWindow::fillRecentFolders()
{
    m_recent->clear();
    for (const QString &folder : recentFolders())
        m_recent->addAction(folder, this, [this, folder] { openFolder(folder); });
    if (m_recent->isEmpty()) {
        m_recent->addAction(tr("No folder was opened yet"))->setEnabled(false);
        return;
    }
    m_recent->addSeparator();
    m_recent->addAction(tr("Forget These"), this, &clearRecentFolders);
}

void MainWindow::connectActions()
{
    m_settings->setMemberActions(m_actions->memberActions());
    connect(m_actions->openFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentFolders);
    connect(m_actions->save, &QAction::triggered, this,
            [this] { m_workspace->save(m_editor->currentPath()); });
    connect(m_actions->saveAll, &QAction::triggered, this, [this] { m_workspace->saveAll(); });
    connect(m_actions->readAgain, &QAction::triggered, this, [this] { m_store->rescan(); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->undo, &QAction::triggered, m_editor, &EditorPane::undo);
    connect(m_actions->redo, &QAction::triggered, m_editor, &EditorPane::redo);
    connect(m_actions->filter, &QAction::triggered, this, [this] {
        m_messages->hide(); // it may lie over the filter
        m_settings->focusFilter();
    });
    MemberEdits *members = m_settings->memberEdits();
    connect(m_actions->addSetting, &QAction::triggered, members, &MemberEdits::add);
    connect(m_actions->renameSetting, &QAction::triggered, members, &MemberEdits::rename);
    connect(m_actions->removeSetting, &QAction::triggered, members, &MemberEdits::remove);
    connect(m_actions->moveUp, &QAction::triggered, members, [members] { members->move(-1); });
    connect(m_actions->moveDown, &QAction::triggered, members, [members] { members->move(1); });
    connect(m_actions->showSettings, &QAction::toggled, m_settings, &QWidget::setVisible);
    connect(m_actions->showText, &QAction::toggled, m_filePane, &QWidget::setVisible);
    connect(m_actions->showLog, &QAction::toggled, m_bottom, &QWidget::setVisible);
    connect(m_actions->showProblems, &QAction::triggered, this, &MainWindow::showProblems);
    connect(m_actions, &Actions::themeChosen, this, &MainWindow::chooseTheme);
    connect(m_actions, &Actions::watcherChosen, this, &MainWindow::chooseWatcher);
    connect(m_actions->startWorker, &QAction::triggered, this,
            [this] { Q_EMIT workerStartRequested(folder()); });
    connect(m_actions->pauseWorker, &QAction::triggered, this, &MainWindow::workerPauseRequested);
    connect(m_actions->stopWorker, &QAction::triggered, this, &MainWindow::workerStopRequested);
    connect(m_code, &FolderCode::workerNeeded, this, &MainWindow::workerStartRequested);
    connect(m_actions->openSample, &QAction::triggered, this, &MainWindow::openSampleRequested);
    connect(m_actions->resetSample, &QAction::triggered, this, &MainWindow::resetSampleRequested);
}

/// All comparisons of the window are shown in one way, which the user chooses in any of them.
void MainWindow::shareDiffOptions()
{
    const QList<DiffView *> views = findChildren<DiffView *>();
    for (DiffView *view : views) {
        view->setOptions(preferredDiffOptions());
        connect(view, &DiffView::optionsChanged, this, [views](const DiffOptions &options) {
            setPreferredDiffOptions(options);
            for (DiffView *other : views)
                other->setOptions(options);
        });
    }
}

void MainWindow::connectPanes()
{
    shareDiffOptions();
    const auto warn = [this](const QString &text) {
        m_messages->showMessage(MessageBar::Level::Notice, text);
    };
    connect(m_settings, &SettingsPane::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_settings, &SettingsPane::fileActivated, this, &MainWindow::showFile);
    connect(m_settings, &SettingsPane::nodeActivated, this,
            [this](const QString &, ByteRange range) { m_editor->goTo(range); });
    connect(m_settings, &SettingsPane::textRequested, this, [this] {
        m_tabs->setCurrentWidget(m_editor);
        m_editor->setFocus();
    });
    connect(m_settings, &SettingsPane::message, this, warn);
    connect(m_folderHistory, &FolderHistory::message, this, warn);
    connect(m_folderHistory, &FolderHistory::offered, this,
            [this](const QString &text, const QString &actionText, const std::function<void()> &action) {
                m_messages->showMessage(MessageBar::Level::Notice, text, actionText, action);
            });
    m_folderHistory->setLiveTest(
        [this](const QString &path) { return m_live->live() && m_live->live()->isLive(path); });
    connect(m_timeline, &FolderTimeline::chosen, this, [this](const HistoryEntry &entry) {
        const QString path = entry.reload.path();
        showFile(path);
        m_tabs->setCurrentWidget(m_changes);
        if (entry.id.isEmpty())
            m_changes->showReload(path, entry.revision);
        else
            m_changes->showKept(path, entry.id);
    });
    connect(m_live, &LiveSwitch::saveFailed, this, &MainWindow::noteSaveFailure);
    connect(m_live, &LiveSwitch::message, this,
            [this](const QString &text) { statusBar()->showMessage(text, 5000); });
    connect(m_folderHistory, &FolderHistory::failed, this, &MainWindow::noteProblem);
    connect(m_folderHistory, &FolderHistory::added, this, [this](const Reload &reload) {
        for (const LogEntry &entry : logEntries(reload))
            m_log->append(entry);
    });
    connect(m_settings, &SettingsPane::currentRowChanged, this, &MainWindow::updateMemberActions);
    connect(m_editor, &EditorPane::message, this,
            [this](const QString &text) { statusBar()->showMessage(text, 5000); });
    connect(m_editor, &EditorPane::mergeRefused, this, [this](const QString &path, const QString &text) {
        m_messages->showMessage(MessageBar::Level::Warning, text);
        m_messages->setSubject(path);
    });
    connect(m_editor, &EditorPane::conflictResolved, this, [this](const QString &path, const QString &text) {
        m_isConflictTold = false;
        m_messages->showMessage(MessageBar::Level::Notice, text, tr("Undo"),
                                [this, path] { m_editor->undoResolution(path); });
        m_messages->setSubject(path);
    });
    connect(m_editor, &EditorPane::cursorMoved, m_settings, &SettingsPane::showNodeAt);
    connect(m_files, &FileActions::fileMade, this, &MainWindow::showFile);
    connect(m_files, &FileActions::done, this, &MainWindow::logInfo);
    connect(m_access, &FolderAccess::changed, this, &MainWindow::showReadOnly);
    connect(m_program, &FolderProgram::ended, this,
            [this](const QString &text) { statusBar()->showMessage(text, 8000); });
    connect(m_log, &LogPane::diffRequested, this, [this](const QString &path, quint64 revision) {
        showFile(path);
        m_tabs->setCurrentWidget(m_changes);
        m_changes->showReload(path, revision);
    });
    connect(m_log, &LogPane::placeRequested, this, &MainWindow::showPlace);
    connect(m_status, &StatusLine::problemsClicked, this, &MainWindow::showProblems);
    connect(m_problemsPane, &ProblemsPane::placeRequested, this, &MainWindow::showPlace);
    connect(m_problemsPane, &ProblemsPane::watchingTested, this, &MainWindow::logInfo);
    connect(m_problemsPane, &ProblemsPane::countChanged, this, [this](int count) {
        m_bottom->setTitle(m_problemsPane, count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
    });
    connect(m_code, &FolderCode::failuresTold, this, [this](const QList<Problem> &failures) {
        if (std::exchange(m_codeFailures, failures) != failures)
            updateStatus();
    });
}

/// What cannot be written, before somebody finds out by a save.
void MainWindow::showReadOnly(const ReadOnly &readOnly)
{
    m_settings->setReadOnlyFiles(readOnly.files);
    showFileTitle();
    if (!m_store)
        return;
    const QString name = QDir(folder()).dirName();
    const bool isReadOnly = readOnly.isMount || readOnly.isFolder;
    setWindowTitle(isReadOnly ? tr("%1[*] (read-only) – Retune").arg(name) : tr("%1[*] – Retune").arg(name));
    if (!isReadOnly)
        return;
    const QString text = readOnly.isMount
                             ? tr("%1 is on a file system that can only be read: nothing can be saved here.")
                             : tr("You may not write in the folder %1: no file can be made or renamed here, "
                                  "and one that is saved has to be written in place.");
    m_messages->showMessage(MessageBar::Level::Notice, text.arg(folder()));
    logInfo(text.arg(folder()));
}

/// Of the settings and of the code in the folder.
QList<Problem> MainWindow::problems() const
{
    return m_store ? m_store->problems() + m_codeFailures : QList<Problem>();
}

void MainWindow::showProblems()
{
    m_actions->showLog->setChecked(true); // it hides both
    m_bottom->showPage(m_problemsPane);
    m_problemsPane->begin();
}

void MainWindow::chooseTheme(Theme theme)
{
    setPreferredTheme(theme);
    applyTheme(theme);
}

/// The folder that is open goes on with it at once; where it is not to be had there, nothing changes.
void MainWindow::chooseWatcher(std::optional<WatcherKind> kind)
{
    const Result<void> changed = m_store ? m_store->setWatcher(kind) : Result<void>();
    if (changed)
        setPreferredWatcher(kind);
    else
        m_messages->showMessage(MessageBar::Level::Warning, changed.error().toString());
    m_actions->watcher(preferredWatcher())->setChecked(true);
}

void MainWindow::restoreLayout()
{
    m_actions->watcher(preferredWatcher())->setChecked(true);
    m_actions->theme(preferredTheme())->setChecked(true);
    resize(firstSize.boundedTo(screen()->availableSize() - frameRoom));
    restoreGeometry(savedLayout(u"window"_s));
    m_columns->restoreState(savedLayout(u"columns"_s));
    m_rows->restoreState(savedLayout(u"rows"_s));
    for (QSplitter *splitter : {m_columns, m_rows})
        splitter->setHandleWidth(1);
    m_session = new FolderSession({*this, *m_settings, *m_tabs, *m_editor, *m_bottom});
    connect(m_session, &FolderSession::layoutChanged, this, &MainWindow::saveLayout);
    connect(m_session, &FolderSession::fileRestored, this, &MainWindow::showFile);
}

void MainWindow::saveLayout()
{
    retune::saveLayout(u"window"_s, saveGeometry());
    retune::saveLayout(u"columns"_s, m_columns->saveState());
    retune::saveLayout(u"rows"_s, m_rows->saveState());
}

} // namespace retune
