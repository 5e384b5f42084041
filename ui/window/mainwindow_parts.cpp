// The parts of the window: made and joined once, when it is made.

#include "window/mainwindow.h"

#include "changes/changespane.h"
#include "changes/diffview.h"
#include "changes/foldertimeline.h"
#include "editor/editorpane.h"
#include "log/logpane.h"
#include "problems/problemspane.h"
#include "style/panetitle.h"
#include "style/screenfit.h"
#include "tree/memberedits.h"
#include "tree/settingsmenu.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/codebar.h"
#include "window/fileactions.h"
#include "window/focusorder.h"
#include "window/folderaccess.h"
#include "window/foldercode.h"
#include "window/folderhistory.h"
#include "window/folderlayers.h"
#include "window/foldermessages.h"
#include "window/folderprogram.h"
#include "window/foldersession.h"
#include "window/liveswitch.h"
#include "window/messagebar.h"
#include "window/panelayout.h"
#include "window/preferences.h"
#include "window/readingprogress.h"
#include "window/statusline.h"
#include "window/valueactions.h"

#include <retune/edit/workspace.h>

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QScreen>
#include <QtGui/QShortcut>
#include <QtGui/QWindow>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr QSize firstSize(1180, 760);

/// As the Menu key does, which many keyboards lack; Qt has no second key for it on X11 and Wayland.
void openContextMenu(const QWidget &window)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(window.windowHandle(), &event);
}

} // namespace

void MainWindow::makePanes()
{
    m_bottom = new BottomPane(this);
    m_bottom->addPage(m_log, m_log->tools(), tr("Log"));
    m_bottom->addPage(m_problemsPane, m_problemsPane->tools(), tr("Problems"));
    m_bottom->addPage(m_timeline, m_timeline->tools(), tr("History"));
    m_layout = new PaneLayout({m_settings, m_actions->showSettings}, {makeFilePane(), m_actions->showText},
                              {m_bottom, m_actions->showLog}, this);

    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_codeBar = new CodeBar(centre);
    layout->addWidget(m_codeBar);
    auto *runBar = new RunBar(centre);
    layout->addWidget(runBar);
    m_program = new FolderProgram({this, runBar, m_log, m_actions});
    m_messageBar = new MessageBar(centre);
    layout->addWidget(m_messageBar);
    layout->addWidget(m_layout->widget(), 1);
    setCentralWidget(centre);
    m_files = new FileActions({this, m_settings, m_messageBar, m_actions});
    statusBar()->addWidget(m_status, 1);
    m_reading = new ReadingProgress(this);
    statusBar()->addPermanentWidget(m_reading);
    connect(m_reading, &ReadingProgress::cancelled, this, &MainWindow::cancelReading);
    m_status->setCodeAction(m_actions->stopCode);
    statusBar()->setSizeGripEnabled(false);
    m_focusOrder = std::make_unique<FocusOrder>(
        QList<QWidget *>{m_codeBar, runBar, m_messageBar, m_settings, m_filePane, m_bottom, statusBar()});
}

bool MainWindow::focusNextPrevChild(bool next)
{
    QWidget *target = m_focusOrder->next(focusWidget(), next);
    if (target)
        target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return target;
}

void MainWindow::goToNextPane(bool isForward)
{
    if (QWidget *target = m_focusOrder->nextPane(focusWidget(), isForward))
        target->setFocus(Qt::ShortcutFocusReason);
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

void MainWindow::connectActions()
{
    m_settings->menu().setMemberActions(m_actions->memberActions());
    connect(m_actions->openFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(m_actions->newWindow, &QAction::triggered, this, &MainWindow::newWindowRequested);
    connect(m_actions->closeFolder, &QAction::triggered, this, [this] {
        if (!keepUnsaved())
            return;
        leaveFolder();
        m_messageBar->hide();
        Q_EMIT folderClosed();
    });
    connect(m_actions->revert, &QAction::triggered, this, [this] { currentBuffer()->revert(); });
    const std::pair<QAction *, QWidget *> places[] = {{m_actions->goToText, m_editor},
                                                      {m_actions->goToChanges, m_changes},
                                                      {m_actions->goToLog, m_log},
                                                      {m_actions->goToHistory, m_timeline}};
    for (const auto &[action, page] : places)
        connect(action, &QAction::triggered, this, [this, shown = page] { showPage(shown); });
    connect(m_actions->expandAll, &QAction::triggered, &m_settings->view(), &SettingsView::expandFile);
    connect(m_actions->collapseAll, &QAction::triggered, &m_settings->view(), &SettingsView::collapseFile);
    connect(m_actions->save, &QAction::triggered, this,
            [this] { m_workspace->save(m_editor->currentPath()); });
    connect(m_actions->saveAll, &QAction::triggered, this, [this] { m_workspace->saveAll(); });
    connect(m_actions->readAgain, &QAction::triggered, this, [this] { m_store->rescan(); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->undo, &QAction::triggered, m_editor, &EditorPane::undo);
    connect(m_actions->redo, &QAction::triggered, m_editor, &EditorPane::redo);
    connect(m_actions->filter, &QAction::triggered, this, [this] {
        m_actions->showSettings->setChecked(true);
        m_settings->focusFilter();
    });
    MemberEdits *members = m_settings->memberEdits();
    connect(m_actions->addSetting, &QAction::triggered, members, &MemberEdits::add);
    connect(m_actions->renameSetting, &QAction::triggered, members, &MemberEdits::rename);
    connect(m_actions->removeSetting, &QAction::triggered, members, &MemberEdits::remove);
    connect(m_actions->moveUp, &QAction::triggered, members, [members] { members->move(-1); });
    connect(m_actions->moveDown, &QAction::triggered, members, [members] { members->move(1); });
    connect(m_actions->nextPane, &QAction::triggered, this, [this] { goToNextPane(true); });
    connect(m_actions->previousPane, &QAction::triggered, this, [this] { goToNextPane(false); });
    connect(new QShortcut(Qt::SHIFT | Qt::Key_F10, this), &QShortcut::activated, this,
            [this] { openContextMenu(*this); });
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

/// One of the tabs beside the tree or of those at the bottom.
void MainWindow::bringToSight(QWidget *page)
{
    const bool isOfFile = m_tabs->indexOf(page) >= 0;
    (isOfFile ? m_actions->showText : m_actions->showLog)->setChecked(true);
    if (isOfFile)
        m_tabs->setCurrentWidget(page);
    else
        m_bottom->showPage(page);
}

void MainWindow::showPage(QWidget *page)
{
    bringToSight(page);
    page->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::connectSettings()
{
    connect(m_settings, &SettingsPane::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_settings, &SettingsPane::fileActivated, this, &MainWindow::showFile);
    connect(m_settings, &SettingsPane::nodeActivated, this,
            [this](const QString &, ByteRange range) { m_editor->goToNode(range); });
    connect(m_settings, &SettingsPane::textRequested, this, [this] {
        bringToSight(m_editor);
        m_editor->showText();
        m_editor->setFocus();
    });
    connect(m_settings, &SettingsPane::message, this, &MainWindow::showHint);
    connect(m_settings, &SettingsPane::currentRowChanged, this, &MainWindow::updateMemberActions);
    connect(m_valueActions, &ValueActions::placeRequested, this, &MainWindow::showPlace);
    connect(m_files, &FileActions::fileMade, this, &MainWindow::showFile);
    connect(m_files, &FileActions::fileRenamed, m_layers, &FolderLayers::renameFile);
    connect(m_files, &FileActions::fileRenamed, this, [this](const QString &from, const QString &to) {
        if (m_live->live())
            m_live->live()->renameFile(from, to);
    });
    connect(m_files, &FileActions::filePlaced, m_history, &FolderHistory::expectFile);
    connect(m_files, &FileActions::done, m_messages, &FolderMessages::log);
    connect(m_files, &FileActions::fileLeft, this, &MainWindow::showFile);
    connect(m_files, &FileActions::fileTaken, this,
            [this](const SettingsFilePtr &file) { m_history->addRemoval(*file); });
    connect(m_access, &FolderAccess::changed, this, &MainWindow::showReadOnly);
}

void MainWindow::connectEditor()
{
    connect(m_editor, &EditorPane::message, this, &MainWindow::showPassing);
    connect(m_editor, &EditorPane::mergeRefused, m_messages, &FolderMessages::tellMergeRefused);
    connect(m_editor, &EditorPane::conflictResolved, this, [this](const QString &path, const QString &text) {
        m_messages->tellResolved(path, text, [this, path] { m_editor->undoResolution(path); });
    });
    m_editor->setTrashTest([this](const QString &path) { return m_files->isTrashed(path); });
    connect(m_editor, &EditorPane::putBackRequested, m_files, &FileActions::putFileBack);
    connect(m_editor, &EditorPane::forgetRequested, m_files, &FileActions::forgetFile);
    connect(m_messages, &FolderMessages::mergeRequested, this, &MainWindow::mergeFile);
    connect(m_messages, &FolderMessages::undoResolutionRequested, m_editor, &EditorPane::undoResolution);
    connect(m_editor, &EditorPane::cursorMoved, m_settings, &SettingsPane::showNodeAt);
    const auto showWhere = [this] {
        m_status->setPlace(m_tabs->currentWidget() == m_editor ? m_editor->whereText() : QString());
    };
    connect(m_editor, &EditorPane::placeChanged, this, showWhere);
    connect(m_tabs, &QTabWidget::currentChanged, this, showWhere);
    connect(m_live, &LiveSwitch::message, this, &MainWindow::showPassing);
    connect(m_messages, &FolderMessages::fileRequested, this, &MainWindow::showFile);
    connect(m_messages, &FolderMessages::placeRequested, this, &MainWindow::showPlace);
}

void MainWindow::connectHistory()
{
    connect(m_history, &FolderHistory::message, this, &MainWindow::showHint);
    connect(m_history, &FolderHistory::offered, this,
            [this](const QString &text, const QString &actionText, const std::function<void()> &action) {
                m_messageBar->showMessage(MessageBar::Level::Notice, text, actionText, action);
            });
    connect(m_history, &FolderHistory::failed, m_messages, &FolderMessages::logProblem);
    connect(m_history, &FolderHistory::added, m_messages, &FolderMessages::logReload);
    m_history->setLiveTest(
        [this](const QString &path) { return m_live->live() && m_live->live()->isLive(path); });
    connect(m_timeline, &FolderTimeline::chosen, this, [this](const HistoryEntry &entry) {
        const QString path = entry.reload.path();
        showChanges(path);
        if (entry.id.isEmpty())
            m_changes->showReload(path, entry.revision, entry.published);
        else
            m_changes->showKept(path, entry.id);
    });
}

void MainWindow::connectLogAndProblems()
{
    connect(m_log, &LogPane::cleared, this, [this](const std::function<void()> &undo) {
        m_messageBar->showMessage(MessageBar::Level::Notice, tr("The log was cleared."), tr("Undo"), undo);
    });
    connect(m_log, &LogPane::diffRequested, this,
            [this](const QString &path, quint64 revision, const QDateTime &when) {
                showChanges(path);
                m_changes->showReload(path, revision, when);
            });
    connect(m_log, &LogPane::placeRequested, this, &MainWindow::showPlace);
    connect(m_status, &StatusLine::problemsClicked, this, &MainWindow::showProblems);
    connect(m_problemsPane, &ProblemsPane::placeRequested, this, &MainWindow::showPlace);
    connect(m_problemsPane, &ProblemsPane::watchingTested, m_messages, &FolderMessages::log);
    connect(m_problemsPane, &ProblemsPane::countChanged, this, [this](int count) {
        m_bottom->setTitle(m_problemsPane, count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
    });
    connect(m_program, &FolderProgram::runningChanged, m_status, &StatusLine::setProgram);
    connect(m_status, &StatusLine::programClicked, m_actions->runProgram, &QAction::trigger);
    connect(m_program, &FolderProgram::ended, this, [this](const QString &text) {
        m_endTold = text;
        statusBar()->showMessage(text, 8000);
    });
    connect(m_program, &FolderProgram::runningChanged, this, [this](const QString &command) {
        if (!command.isEmpty() && statusBar()->currentMessage() == m_endTold)
            statusBar()->clearMessage();
    });
    connect(m_code, &FolderCode::failuresTold, this, [this](const QList<Problem> &failures) {
        if (std::exchange(m_codeFailures, failures) != failures)
            updateStatus();
    });
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

void MainWindow::restoreLayout()
{
    m_actions->watcher(preferredWatcher())->setChecked(true);
    m_actions->theme(preferredTheme())->setChecked(true);
    resize(firstSize.boundedTo(roomOfWindows(*this).size()));
    restoreGeometry(savedLayout(u"window"_s));
    // It may have been left on a larger screen, or on one that is no longer there.
    const bool isBeyond = !screen()->availableVirtualGeometry().contains(geometry());
    if (isBeyond && !(windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen)))
        setGeometry(fittedTo(geometry(), roomOfWindows(*this)));
    m_layout->restore();
    m_session = new FolderSession({*this, *m_settings, *m_tabs, *m_editor, *m_bottom, *m_layers});
    connect(m_session, &FolderSession::layoutChanged, this, &MainWindow::saveLayout);
}

void MainWindow::saveLayout()
{
    QMap<QString, QByteArray> layout = m_layout->state();
    layout.insert(u"window"_s, saveGeometry());
    retune::saveLayout(layout);
}

} // namespace retune
