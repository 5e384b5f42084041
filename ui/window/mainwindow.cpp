#include "window/mainwindow.h"

#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "editor/editorpane.h"
#include "log/logpane.h"
#include "problems/problemspane.h"
#include "style/icons.h"
#include "style/panetitle.h"
#include "tree/memberedits.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/draftkeeper.h"
#include "window/fileactions.h"
#include "window/focusorder.h"
#include "window/folderaccess.h"
#include "window/foldercode.h"
#include "window/folderhistory.h"
#include "window/folderlayers.h"
#include "window/foldermessages.h"
#include "window/folderprogram.h"
#include "window/liveswitch.h"
#include "window/messagebar.h"
#include "window/preferences.h"
#include "window/statusline.h"
#include "window/textactions.h"
#include "window/valueactions.h"
#include "window/windowdialogs.h"
#include "window/windowmenus.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QDropEvent>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>

namespace retune {

namespace {

/// Until closing is tried again that came while the folder was being left.
constexpr std::chrono::milliseconds closingDelay{50};
constexpr std::chrono::milliseconds fileStatusDelay{100};

/// The one file or folder that is dragged; empty where it is anything else.
QString draggedPath(const QMimeData &dragged)
{
    const QList<QUrl> urls = dragged.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_actions(new Actions(this))
    , m_settings(new SettingsPane(this))
    , m_editor(new EditorPane(this))
    , m_changes(new ChangesPane(this))
    , m_log(new LogPane(this))
    , m_problemsPane(new ProblemsPane(this))
    , m_timeline(new FolderTimeline(this))
    , m_status(new StatusLine(this))
    , m_access(new FolderAccess(this))
{
    setWindowTitle(tr("Retune"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    m_fileStatusTimer.setSingleShot(true);
    m_fileStatusTimer.setInterval(fileStatusDelay);
    connect(&m_fileStatusTimer, &QTimer::timeout, this, &MainWindow::updateFileStatus);
    makePanes();
    m_history = new FolderHistory(*m_changes, *m_timeline, *m_actions, this);
    m_code = new FolderCode({this, m_codeBar, m_settings, m_editor, m_log, m_actions}, m_history->reloads());
    m_live = new LiveSwitch(*m_actions, *m_fileTitle, *m_settings, this);
    m_layers = new FolderLayers(*m_settings, this);
    m_valueActions = new ValueActions(*m_settings, *m_history, *m_layers, this);
    m_messages = new FolderMessages(*m_messageBar, *m_log, *m_live, this);
    new WindowMenus(*m_actions, *m_valueActions,
                    *new TextActions(
                        *m_editor, [this] { bringToSight(m_editor); }, this),
                    *this);
    new WindowDialogs(*m_actions, *m_editor, *this);
    connectActions();
    connectSettings();
    connectEditor();
    connectHistory();
    connectLogAndProblems();
    shareDiffOptions();
    restoreLayout();
    updateActions();
    updateStatus();
}

MainWindow::~MainWindow()
{
    closeFolder();
}

// What is shown

void MainWindow::showHint(const QString &text)
{
    m_messageBar->showMessage(MessageBar::Level::Notice, text);
}

/// A sentence that nobody misses.
void MainWindow::showPassing(const QString &text)
{
    statusBar()->showMessage(text, 5000);
}

void MainWindow::showFile(const QString &path)
{
    m_settings->showFile(path);
    m_messages->showFile(path);
    if (m_editor->currentPath() != path) {
        m_editor->showFile(path);
        m_changes->showFile(path);
    }
    showFileTitle();
    m_live->showFile(m_editor->currentPath());
    updateActions();
    updateFileStatus();
}

void MainWindow::showPlace(const QString &path, const TextPosition &position)
{
    if (!m_store || !m_store->snapshot().file(path))
        return m_messages->tellProblem(path);
    showFile(path);
    bringToSight(m_editor);
    if (!position.isNull())
        m_editor->goTo(position);
    m_editor->setFocus();
}

/// A save was asked for, and found a clash.
void MainWindow::mergeFile(const QString &path)
{
    showFile(path);
    bringToSight(m_editor);
    m_editor->mergeAndSave();
}

void MainWindow::showChanges(const QString &path)
{
    showFile(path);
    bringToSight(m_changes);
}

void MainWindow::showFileTitle()
{
    const QString path = m_editor->currentPath();
    const SettingsFilePtr file = m_store ? m_store->snapshot().file(path) : nullptr;
    const Buffer *buffer = currentBuffer(); // there is one without a file when that is put back
    const Format *format = file ? file->format : buffer ? &buffer->format() : nullptr;
    m_fileTitle->setTitle(format ? path : tr("No file chosen"));
    const QString formatName = format ? format->name() : QString();
    const QString remark = path == formatName ? QString() : formatName; // `.env` says it by its name
    const bool isReadOnly = file && m_access->readOnly().files.contains(path);
    m_fileTitle->setRemark(isReadOnly ? tr("%1 · read-only").arg(formatName) : remark);
}

Buffer *MainWindow::currentBuffer() const
{
    return m_workspace ? m_workspace->openBuffer(m_editor->currentPath()) : nullptr;
}

void MainWindow::updateActions()
{
    const Buffer *buffer = currentBuffer();
    const bool isOpen = m_workspace != nullptr;
    m_actions->save->setEnabled(buffer && (buffer->isModified() || m_workspace->isGone(buffer->path())));
    m_actions->saveAll->setEnabled(isOpen && !m_workspace->modifiedPaths().isEmpty());
    m_actions->revert->setEnabled(buffer && buffer->isModified());
    m_actions->closeFolder->setEnabled(isOpen);
    m_actions->expandAll->setEnabled(isOpen);
    m_actions->collapseAll->setEnabled(isOpen);
    m_actions->undo->setEnabled(buffer && buffer->canUndo());
    m_actions->redo->setEnabled(buffer && buffer->canRedo());
    m_actions->readAgain->setEnabled(isOpen);
    m_actions->filter->setEnabled(isOpen);
    m_actions->startWorker->setEnabled(isOpen && m_worker == WorkerState::Stopped);
    m_actions->pauseWorker->setEnabled(m_worker != WorkerState::Stopped);
    m_actions->pauseWorker->setChecked(m_worker == WorkerState::Paused);
    m_actions->stopWorker->setEnabled(m_worker != WorkerState::Stopped);
    setWindowModified(isOpen && !m_workspace->modifiedPaths().isEmpty());
    updateMemberActions();
}

void MainWindow::updateMemberActions()
{
    const MemberEdits *members = m_settings->memberEdits();
    m_actions->addSetting->setEnabled(members->canAdd());
    m_actions->renameSetting->setEnabled(members->canRename());
    m_actions->removeSetting->setEnabled(members->canRemove());
    m_actions->moveUp->setEnabled(members->canMove(-1));
    m_actions->moveDown->setEnabled(members->canMove(1));
}

void MainWindow::updateStatus()
{
    if (!m_store) {
        m_status->setStatus({});
        m_problemsPane->setProblems({});
        m_problemsPane->setWatchStatus({}, {});
        return;
    }
    const Snapshot snapshot = m_store->snapshot();
    const QList<Problem> wrong = problems();
    m_problemsPane->setProblems(wrong);
    m_problemsPane->setWatchStatus(m_store->watchStatus(), m_storeOptions.watch);
    m_status->setStatus(FolderStatus{folder(), snapshot.fileCount(), m_store->watchStatus(),
                                     snapshot.revision(), m_lastReload, int(wrong.size()), m_isOpened});
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

void MainWindow::updateFileStatus()
{
    const Buffer *buffer = currentBuffer();
    if (!buffer) {
        m_status->setFile({});
        return;
    }
    // Not the document's: a text that has no tree has line ends all the same.
    const Result<TextFacts> facts = inspect(buffer->bytes());
    m_status->setFile(
        FileStatus{buffer->format().name(), facts ? std::optional<TextFacts>(*facts) : std::nullopt});
}

void MainWindow::chooseTheme(Theme theme)
{
    setPreferredTheme(theme);
    applyTheme(theme);
}

// The worker

void MainWindow::appendWorkerLine(const QDateTime &when, const QString &text)
{
    m_log->append({when, LogEntry::Kind::Worker, text, {}, 0, {}, {}});
}

void MainWindow::setWorkerState(WorkerState state)
{
    m_worker = state;
    m_code->setWorkerRunning(state != WorkerState::Stopped);
    updateActions();
}

// Dropped folders and the end

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    if (m_isKeeping)
        QTimer::singleShot(closingDelay, this, &QWidget::close); // a signal to end comes once
    if (!keepUnsaved()) {
        event->ignore(); // closing would lose them
        return;
    }
    closeFolder();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPath(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = draggedPath(*event->mimeData());
    if (path.isEmpty())
        return event->ignore(); // the program that it comes from has ended, or does not answer
    event->acceptProposedAction();
    if (!m_store || !showDropped(path))
        openFolder(path);
}

/// What is in the folder that is open: to open that anew would end the program that runs in it, and forget what can be undone.
bool MainWindow::showDropped(const QString &path)
{
    const QString inFolder = QDir(folder()).relativeFilePath(path);
    const bool isFolder = QFileInfo(path).isDir();
    if (isFolder ? QDir(path) != QDir(folder()) : inFolder.startsWith(QStringLiteral("../")))
        return false;
    if (!m_drafts->isRestored() && !isFolder) { // it is shown when the folder has been read
        m_fileToShow = inFolder;
        return true;
    }
    if (m_store->snapshot().file(inFolder)) {
        showPlace(inFolder, {});
        return true;
    }
    m_messageBar->showMessage(MessageBar::Level::Notice,
                              isFolder
                                  ? tr("This folder is open already.")
                                  : tr("%1 is not among the settings files of this folder.").arg(inFolder));
    return true;
}

} // namespace retune
