// The folder of the window: opened, read and closed.

#include "window/mainwindow.h"

#include "editor/editorpane.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/closingfolder.h"
#include "window/draftkeeper.h"
#include "window/fileactions.h"
#include "window/folderaccess.h"
#include "window/foldercode.h"
#include "window/folderhistory.h"
#include "window/foldermessages.h"
#include "window/folderprogram.h"
#include "window/foldersession.h"
#include "window/liveswitch.h"
#include "window/messagebar.h"
#include "window/preferences.h"
#include "window/readingprogress.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QAction>
#include <QtWidgets/QFileDialog>

namespace retune {

// Opening

QString MainWindow::folder() const
{
    return m_store ? m_store->folder() : QString();
}

void MainWindow::chooseFolder()
{
    const QString start = folder().isEmpty() ? QDir::homePath() : folder();
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Open Folder"), start);
    if (!chosen.isEmpty())
        openFolder(chosen);
}

void MainWindow::openFolder(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(QDir().absoluteFilePath(path)));
    if (!info.exists()) {
        m_messageBar->showMessage(MessageBar::Level::Warning,
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
    m_messageBar->hide();
    if (m_isOpened)
        m_folderBefore = folder();
    closeFolder();
    m_fileToShow = info.isDir() ? QString() : info.fileName();
    setStore(std::move(*store));
}

void MainWindow::noteUnopened(const QString &path, const Problem &problem)
{
    if (problem.kind != ProblemKind::Watch || !preferredWatcher())
        return m_messageBar->showMessage(MessageBar::Level::Warning, problem.toString());
    m_messageBar->showMessage(MessageBar::Level::Warning, problem.toString(), tr("Watch Automatically"),
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
    tellParts(m_workspace.get(), m_drafts.get());
    setWindowTitle(tr("%1[*] – Retune").arg(QDir(folder()).dirName()));
    // Its signal came too early then. Not at once, because opening writes to the disk in its turn.
    if (m_store->isLoaded())
        QMetaObject::invokeMethod(
            m_folderScope.get(), [this] { finishOpening(); }, Qt::QueuedConnection);
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
    m_live->end();
    tellParts(nullptr, nullptr);
    const auto *closing =
        new ClosingFolder(std::move(m_store), std::move(m_workspace), std::move(m_drafts), this);
    connect(closing, &ClosingFolder::saveFailed, m_messages, &FolderMessages::tellLateSaveFailure);
    m_lastReload = {};
    showFileTitle();
    updateFileStatus();
}

/// Which folder is open, and who keeps its unsaved edits; null before it is closed. They hear of a reload in this order.
void MainWindow::tellParts(Workspace *workspace, DraftKeeper *drafts)
{
    const Store *store = workspace ? &workspace->store() : nullptr;
    m_messages->setWorkspace(workspace, drafts);
    m_settings->setWorkspace(workspace);
    m_editor->setWorkspace(workspace);
    m_code->setStore(store);
    m_history->setWorkspace(workspace);
    m_program->setFolder(store ? store->folder() : QString());
    m_files->setWorkspace(workspace, drafts);
    m_access->setStore(store);
}

/// Closes the folder with none in its place.
void MainWindow::leaveFolder()
{
    closeFolder();
    m_folderBefore.clear();
    setWindowTitle(tr("Retune"));
    updateActions();
    updateStatus();
}

/// Goes back to the folder that was open before the one that is being read, if there was one.
void MainWindow::cancelReading()
{
    const QString given = folder();
    const QString before = m_folderBefore;
    leaveFolder(); // forgets it: its reading can be cancelled in turn
    if (!before.isEmpty())
        openFolder(before);
    m_messageBar->showMessage(MessageBar::Level::Notice,
                              !m_store
                                  ? tr("%1 was not read to its end.").arg(given)
                                  : tr("%1 was not read to its end; %2 is open again.").arg(given, before),
                              tr("Read It"), [this, given] { openFolder(given); });
}

/// Whether nothing is lost when the folder is closed; else a message says why.
bool MainWindow::keepUnsaved()
{
    if (m_isKeeping)
        return false; // another folder is about to be opened, or this one closed
    const QScopedValueRollback keeping(m_isKeeping, true);
    if (m_workspace)
        m_workspace->finishEdits();
    if (m_live->live())
        m_live->live()->saveNow();
    return !m_drafts || m_drafts->keepNow();
}

void MainWindow::connectFolder()
{
    // Signals of the store are queued: those on their way when the folder is closed have to go with this scope.
    m_folderScope = std::make_unique<QObject>();
    QObject *scope = m_folderScope.get();
    const Store *store = m_store.get();
    connect(store, &Store::loaded, scope, [this] { finishOpening(); });
    connect(store, &Store::reloaded, scope, [this](const Reload &reload) { noteReload(reload); });
    connect(store, &Store::reloadFailed, scope, [this] { updateStatus(); });
    connect(store, &Store::recovered, scope, [this] { updateStatus(); });
    connect(store, &Store::forgotten, scope, [this] { updateStatus(); });
    connect(store, &Store::watchStatusChanged, scope, [this] { updateStatus(); });

    const Workspace *workspace = m_workspace.get();
    connect(workspace, &Workspace::bufferOpened, scope, [this, scope](const QString &path) {
        const Buffer *buffer = m_workspace->openBuffer(path);
        connect(buffer, &Buffer::changed, scope, [this, buffer] {
            if (buffer == currentBuffer() && !m_fileStatusTimer.isActive())
                m_fileStatusTimer.start();
        });
    });
    connect(workspace, &Workspace::bufferStateChanged, scope, [this] { updateActions(); });
    connect(m_drafts.get(), &DraftKeeper::restored, scope,
            [this](const QList<Draft> &homeless) { finishRestoring(homeless); });
    connect(m_drafts.get(), &DraftKeeper::keepingFailed, m_messages, &FolderMessages::tellUnkept);
    connect(m_drafts.get(), &DraftKeeper::keepingRecovered, m_messages, &FolderMessages::tellKeptAgain);
}

void MainWindow::finishOpening()
{
    if (std::exchange(m_isOpened, true))
        return; // the signal was on its way already when the store was asked
    m_reading->end();
    addRecentFolder(folder()); // one whose reading was given up is not what the next start begins with
    m_messages->tellOpened();
    m_settings->showFiles();
    m_drafts->restore();
    updateActions();
    updateStatus();
}

/// The edits that were kept are back.
void MainWindow::finishRestoring(const QList<Draft> &homeless)
{
    m_messages->tellHomeless(homeless);
    m_live->begin(*m_workspace);
    m_messages->tellProblems();
    showFirstFile();
    if (!focusWidget() || !focusWidget()->isVisible())
        m_settings->setFocus();
    updateActions();
    updateStatus();
    m_code->begin();
    m_history->begin();
    Q_EMIT folderOpened(folder());
}

void MainWindow::showFirstFile()
{
    const Snapshot snapshot = m_store->snapshot();
    QString path = std::exchange(m_fileToShow, {});
    if (!path.isEmpty() && !snapshot.file(path)) {
        m_messageBar->showMessage(
            MessageBar::Level::Notice,
            tr("%1 is not among the settings files of its folder, which is shown.").arg(path));
        path.clear();
    }
    const FolderSession::Place last = m_session->begin(folder());
    if (!path.isEmpty()) {
        showFile(path);
        bringToSight(m_editor);
    } else if (!last.file.isEmpty()) {
        showFile(last.file);
        m_editor->goTo(last.text);
        m_settings->showKey(last.file, last.key);
    } else {
        showFile(snapshot.fileCount() > 0 ? snapshot.files().front()->path : QString());
    }
}

void MainWindow::noteReload(const Reload &reload)
{
    m_lastReload = reload.published.toLocalTime();
    m_history->add(reload);
    updateStatus();
}

void MainWindow::showReadOnly(const ReadOnly &readOnly)
{
    m_settings->setReadOnlyFiles(readOnly.files);
    showFileTitle();
    if (!m_store)
        return;
    const QString name = QDir(folder()).dirName();
    const bool isReadOnly = readOnly.isMount || readOnly.isFolder;
    setWindowTitle(isReadOnly ? tr("%1[*] (read-only) – Retune").arg(name) : tr("%1[*] – Retune").arg(name));
    m_messages->tellReadOnly(readOnly);
}

/// The folder that is open goes on with it at once; where it is not to be had there, nothing changes.
void MainWindow::chooseWatcher(std::optional<WatcherKind> kind)
{
    const Result<void> changed = m_store ? m_store->setWatcher(kind) : Result<void>();
    if (changed)
        setPreferredWatcher(kind);
    else
        m_messageBar->showMessage(MessageBar::Level::Warning, changed.error().toString());
    m_actions->watcher(preferredWatcher())->setChecked(true);
}

} // namespace retune
