#include "window/mainwindow.h"

#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "editor/editorpane.h"
#include "log/logpane.h"
#include "problems/problemspane.h"
#include "run/folderprogram.h"
#include "style/icons.h"
#include "style/panetitle.h"
#include "tree/memberedits.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/closingfolder.h"
#include "window/draftkeeper.h"
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

#include <retune/edit/workspace.h>
#include <retune/history/reloadhistory.h>
#include <retune/store/store.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QDropEvent>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabWidget>

using namespace Qt::Literals::StringLiterals;

namespace retune {

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_history(std::make_unique<ReloadHistory>())
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
    makePanes();
    m_code = new FolderCode({this, m_codeBar, m_settings, m_editor, m_log, m_actions});
    m_folderHistory = new FolderHistory(*m_history, *m_changes, *m_timeline, *m_actions, this);
    m_live = new LiveSwitch(*m_actions, *m_fileTitle, *m_settings, this);
    m_valueActions = new ValueActions(*m_settings, *m_folderHistory, this);
    makeMenus();
    makeToolBar();
    connectActions();
    connectPanes();
    restoreLayout();
    updateActions();
    updateStatus();
}

MainWindow::~MainWindow()
{
    closeFolder();
}

// The open folder

QString MainWindow::folder() const
{
    return m_store ? m_store->folder() : QString();
}

void MainWindow::openFolder(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(QDir().absoluteFilePath(path)));
    if (!info.exists()) {
        m_messages->showMessage(MessageBar::Level::Warning,
                                tr("There is no file or folder %1.").arg(info.filePath()));
        return;
    }
    if (!keepUnsaved())
        return; // opening another folder would lose them
    StoreOptions options = m_storeOptions;
    options.watcher = preferredWatcher();
    Result<std::unique_ptr<Store>> store = Store::open(info.isDir() ? info.filePath() : info.path(), options);
    if (!store)
        return noteUnopened(path, store.error());
    m_messages->hide();
    if (m_isOpened)
        m_folderBefore = folder();
    closeFolder();
    m_fileToShow = info.isDir() ? QString() : info.fileName();
    setStore(std::move(*store));
}

void MainWindow::noteUnopened(const QString &path, const Problem &problem)
{
    if (problem.kind != ProblemKind::Watch || !preferredWatcher())
        return m_messages->showMessage(MessageBar::Level::Warning, problem.toString());
    m_messages->showMessage(MessageBar::Level::Warning, problem.toString(), tr("Watch Automatically"),
                            [this, path] {
                                m_actions->watcher(std::nullopt)->trigger();
                                openFolder(path);
                            });
}

void MainWindow::setStore(std::unique_ptr<Store> store)
{
    m_store = std::move(store);
    m_workspace = std::make_unique<Workspace>(*m_store);
    m_drafts = std::make_unique<DraftKeeper>(*m_workspace);
    connectFolder();
    m_reading->begin(*m_store);
    m_settings->setWorkspace(m_workspace.get());
    m_editor->setWorkspace(m_workspace.get());
    m_changes->setHistory(m_history.get());
    m_code->setStore(m_store.get(), m_history.get());
    m_folderHistory->setWorkspace(m_workspace.get());
    m_program->setFolder(folder());
    m_files->setWorkspace(m_workspace.get(), m_drafts.get());
    setWindowTitle(tr("%1[*] – Retune").arg(QDir(folder()).dirName()));
    m_access->setStore(m_store.get());
    if (m_store->isLoaded())
        finishOpening();
    updateActions();
    updateStatus();
}

void MainWindow::closeFolder()
{
    if (!m_store)
        return;
    m_isOpened = false;
    m_reading->end();
    m_session->end();
    m_folderScope.reset();
    m_program->setFolder({});
    m_access->setStore(nullptr);
    m_files->setWorkspace(nullptr, nullptr);
    m_code->setStore(nullptr, nullptr);
    m_live->end();
    m_folderHistory->setWorkspace(nullptr);
    m_workspace->disconnect(this);
    m_settings->setWorkspace(nullptr);
    m_editor->setWorkspace(nullptr);
    m_changes->setHistory(nullptr);
    m_history->clear();
    m_problems.clear();
    const auto *closing =
        new ClosingFolder(std::move(m_store), std::move(m_workspace), std::move(m_drafts), this);
    connect(closing, &ClosingFolder::saveFailed, this, &MainWindow::noteLateSaveFailure);
    m_lastReload = {};
    showFileTitle();
    updateFileStatus();
}

/// Goes back to the folder that was open before the one that is being read, if there was one.
void MainWindow::cancelReading()
{
    const QString given = folder();
    const QString before = std::exchange(m_folderBefore, {}); // its reading can be cancelled in turn
    closeFolder();
    setWindowTitle(tr("Retune"));
    updateActions();
    updateStatus();
    if (!before.isEmpty())
        openFolder(before);
    m_messages->showMessage(MessageBar::Level::Notice,
                            !m_store ? tr("%1 was not read to its end.").arg(given)
                                     : tr("%1 was not read to its end; %2 is open again.").arg(given, before),
                            tr("Read It"), [this, given] { openFolder(given); });
}

/// Whether nothing is lost when the folder is closed; else a message says why.
bool MainWindow::keepUnsaved()
{
    if (m_live->live())
        m_live->live()->saveNow();
    const Result<void> kept = m_drafts ? m_drafts->keepNow() : Result<void>();
    if (!kept)
        noteUnkept(kept.error());
    return kept.has_value();
}

void MainWindow::noteUnkept(const Problem &problem)
{
    noteProblem(problem);
    m_messages->showMessage(MessageBar::Level::Warning, problem.toString());
}

void MainWindow::connectFolder()
{
    // Signals of the store are queued: those on their way when the folder is closed have to go with this scope.
    m_folderScope = std::make_unique<QObject>();
    QObject *scope = m_folderScope.get();
    const Store *store = m_store.get();
    connect(store, &Store::loaded, scope, [this] { finishOpening(); });
    connect(store, &Store::reloaded, scope, [this](const Reload &reload) { noteReload(reload); });
    connect(store, &Store::reloadFailed, scope, [this](const Problem &problem) { noteFileProblem(problem); });
    connect(store, &Store::callFailed, scope, [this](const Problem &problem) { noteProblem(problem); });
    connect(store, &Store::recovered, scope, [this](const QString &path) {
        m_problems.remove(path);
        m_messages->hideAbout(path);
        m_log->append({QDateTime::currentDateTime(),
                       LogEntry::Kind::Recovered,
                       tr("%1  the problem is gone").arg(path),
                       path,
                       0,
                       {},
                       {}});
        updateStatus();
    });
    connect(store, &Store::forgotten, scope, [this](const QString &path) {
        m_problems.remove(path);
        updateStatus();
    });
    connect(store, &Store::watchStatusChanged, scope, [this] { updateStatus(); });

    const Workspace *workspace = m_workspace.get();
    connect(workspace, &Workspace::bufferOpened, scope, [this, scope](const QString &path) {
        const Buffer *buffer = m_workspace->openBuffer(path);
        connect(buffer, &Buffer::stateChanged, scope, [this] { updateActions(); });
        connect(buffer, &Buffer::changed, scope, [this, buffer] {
            if (buffer == currentBuffer())
                updateFileStatus();
        });
    });
    connect(workspace, &Workspace::bufferStateChanged, this, &MainWindow::updateActions);
    connect(workspace, &Workspace::bufferStateChanged, this, &MainWindow::dropOldMessage);
    connect(m_drafts.get(), &DraftKeeper::keepingFailed, this, &MainWindow::noteUnkept);
    connect(workspace, &Workspace::saved, this, &MainWindow::noteSaved);
}

void MainWindow::finishOpening()
{
    if (std::exchange(m_isOpened, true))
        return; // the signal was on its way already when the store was asked
    m_reading->end();
    addRecentFolder(folder()); // one whose reading was given up is not what the next start begins with
    const int files = m_store->snapshot().fileCount();
    logInfo(files == 1 ? tr("opened %1 with 1 file").arg(folder())
                       : tr("opened %1 with %n files", nullptr, files).arg(folder()));
    m_settings->showFiles();
    restoreUnsaved();
    m_live->begin(*m_workspace);
    for (const Problem &problem : m_store->problems())
        noteFileProblem(problem);
    showFirstFile();
    updateActions();
    updateStatus();
    m_code->begin();
    m_folderHistory->begin();
    Q_EMIT folderOpened(folder());
}

void MainWindow::restoreUnsaved()
{
    for (const Draft &draft : m_drafts->restore()) {
        const Buffer *buffer = m_workspace->openBuffer(draft.path);
        const QString text = buffer ? tr("%1 has other unsaved edits too, made in another window; they are "
                                         "kept, and come back when "
                                         "the folder is opened after these were saved or taken back")
                                    : tr("%1 is not there or cannot be read; the unsaved edits made to it "
                                         "are kept until it can be");
        logInfo(text.arg(draft.path));
    }
}

void MainWindow::showFirstFile()
{
    const Snapshot snapshot = m_store->snapshot();
    QString path = std::exchange(m_fileToShow, {});
    if (!path.isEmpty() && !snapshot.file(path)) {
        m_messages->showMessage(MessageBar::Level::Notice,
                                tr("%1 is no settings file by its name, so its folder is shown.").arg(path));
        path.clear();
    }
    const bool isFileGiven = !path.isEmpty();
    if (!isFileGiven && snapshot.fileCount() > 0)
        path = snapshot.files().front()->path;
    showFile(path);
    m_session->begin(folder(), isFileGiven);
}

void MainWindow::noteReload(const Reload &reload)
{
    m_lastReload = reload.published.toLocalTime();
    m_folderHistory->add(reload);
    updateStatus();
}

void MainWindow::noteFileProblem(const Problem &problem)
{
    // A problem that was there when the folder was read may also be on its way as a signal.
    if (m_problems.value(problem.file) == problem)
        return;
    m_problems.insert(problem.file, problem);
    noteProblem(problem);
}

void MainWindow::noteProblem(const Problem &problem)
{
    m_log->append(logEntry(problem, QDateTime::currentDateTime()));
    updateStatus();
}

void MainWindow::noteSaved(const QString &path, const QStringList &notes)
{
    const QString text = QStringList(QStringList{tr("%1  saved").arg(path)} + notes).join(u";  "_s);
    if (m_live->isWorthTelling(path, notes))
        m_log->append({QDateTime::currentDateTime(), LogEntry::Kind::Save, text, path, 0, {}, {}});
    m_messages->hideAbout(path);
    warnOfUnreadableText(path);
}

/// To save a text that has no tree is allowed; what that means for those who read it is said.
void MainWindow::warnOfUnreadableText(const QString &path)
{
    Buffer *buffer = m_workspace->openBuffer(path);
    if (buffer && !buffer->isQuick()) {
        connect(
            buffer, &Buffer::documentRead, m_folderScope.get(), [this, path] { warnOfUnreadableText(path); },
            Qt::SingleShotConnection);
        return buffer->readDocument();
    }
    if (!buffer || buffer->isModified() || buffer->document())
        return;
    const Problem problem = buffer->document().error();
    const SettingsFilePtr file = m_store->snapshot().file(path);
    const QString effect = file && !file->document.isNull()
                               ? tr("programs keep its last good values until it is repaired")
                               : tr("programs have no values of it until it is repaired");
    m_messages->showMessage(MessageBar::Level::Warning,
                            tr("Saved, but %1; %2.").arg(problem.toString(), effect), tr("Show"),
                            [this, path, position = problem.position] { showPlace(path, position); });
    m_messages->setSubject(path);
    m_isConflictTold = false;
}

void MainWindow::noteSaveFailure(const QString &path, const Problem &problem)
{
    m_log->append(logEntry(problem, QDateTime::currentDateTime()));
    showFile(path);
    const QString text = tr("%1 was not saved: %2.").arg(path, problem.message);
    if (problem.kind == ProblemKind::Refused) {
        m_messages->showMessage(MessageBar::Level::Warning, text, tr("Write in Place"), [this, path] {
            if (!m_workspace)
                return;
            m_live->live()->allowInPlace(path);
            m_workspace->save(path, InPlace::Allow);
        });
    } else {
        m_messages->showMessage(MessageBar::Level::Warning, text);
    }
    m_messages->setSubject(path);
    m_isConflictTold = problem.kind == ProblemKind::Conflict;
}

/// A message about a file goes when nothing is left to be saved of it, or the conflict that it tells has ended.
void MainWindow::dropOldMessage(const QString &path)
{
    const Buffer *buffer = m_workspace->openBuffer(path);
    const bool isConflictOver = m_isConflictTold && !m_workspace->conflict(path);
    if (buffer && (!buffer->isModified() || isConflictOver))
        m_messages->hideAbout(path);
}

void MainWindow::showHint(const QString &text)
{
    m_messages->showMessage(MessageBar::Level::Notice, text);
}

void MainWindow::logInfo(const QString &text)
{
    m_log->append({QDateTime::currentDateTime(), LogEntry::Kind::Info, text, {}, 0, {}, {}});
}

/// Of a file in a folder that is no longer open.
void MainWindow::noteLateSaveFailure(const QString &folder, const Problem &problem)
{
    const QString path = folder + u'/' + problem.file;
    const QString text = tr("%1 was not saved: %2. Its edits come back when the folder is opened again.")
                             .arg(path, problem.message);
    m_messages->showMessage(MessageBar::Level::Warning, text);
    logInfo(text);
}

// What is shown

void MainWindow::showFile(const QString &path)
{
    m_settings->showFile(path);
    if (m_messages->subject() != path)
        m_messages->hideAbout(m_messages->subject());
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
        return showProblem(path);
    showFile(path);
    m_tabs->setCurrentWidget(m_editor);
    if (!position.isNull())
        m_editor->goTo(position);
    m_editor->setFocus();
}

/// For what has no text to show: a folder, or a file that is gone.
void MainWindow::showProblem(const QString &path)
{
    for (const Problem &problem : m_store ? m_store->problems() : QList<Problem>()) {
        if (problem.file == path) {
            m_messages->showMessage(MessageBar::Level::Warning, problem.toString());
            m_messages->setSubject(path);
            return;
        }
    }
    m_messages->showMessage(MessageBar::Level::Notice, tr("%1 is no longer in the folder.").arg(path));
}

void MainWindow::showFileTitle()
{
    const QString path = m_editor->currentPath();
    const SettingsFilePtr file = m_store ? m_store->snapshot().file(path) : nullptr;
    const Buffer *buffer = currentBuffer(); // there is one without a file when that is put back
    const Format *format = file ? file->format : buffer ? &buffer->format() : nullptr;
    m_fileTitle->setTitle(format ? path : tr("No file chosen"));
    const QString remark = format ? format->name() : QString();
    const bool isReadOnly = file && m_access->readOnly().files.contains(path);
    m_fileTitle->setRemark(isReadOnly ? tr("%1 · read-only").arg(remark) : remark);
}

Buffer *MainWindow::currentBuffer() const
{
    return m_workspace ? m_workspace->openBuffer(m_editor->currentPath()) : nullptr;
}

void MainWindow::updateActions()
{
    const Buffer *buffer = currentBuffer();
    const bool isOpen = m_workspace != nullptr;
    m_actions->save->setEnabled(buffer && buffer->isModified());
    m_actions->saveAll->setEnabled(isOpen && !m_workspace->modifiedPaths().isEmpty());
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
    if (!keepUnsaved()) {
        event->ignore(); // closing would lose them
        return;
    }
    closeFolder();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFolder(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::chooseFolder()
{
    const QString start = folder().isEmpty() ? QDir::homePath() : folder();
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Open Folder"), start);
    if (!chosen.isEmpty())
        openFolder(chosen);
}

} // namespace retune
