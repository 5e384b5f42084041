#pragma once

#include "style/theme.h"

#include <retune/store/store.h>

#include <QtCore/QDateTime>
#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

#include <memory>

class QTabWidget;

namespace retune {

class Actions;
class BottomPane;
class Buffer;
class ChangesPane;
class CodeBar;
class DraftKeeper;
class EditorPane;
class FileActions;
class FocusOrder;
class FolderAccess;
class FolderCode;
class FolderHistory;
class FolderLayers;
class FolderMessages;
class FolderProgram;
class FolderSession;
class FolderTimeline;
class LiveSwitch;
class LogPane;
class MessageBar;
class PaneLayout;
class PaneTitle;
class ProblemsPane;
class ReadingProgress;
class SettingsPane;
class StatusLine;
class ValueActions;
class Workspace;
struct Draft;
struct ReadOnly;
struct Reload;

/// What the demo worker does. It lives outside of the window, which only shows its buttons and its lines.
enum class WorkerState : quint8 { Stopped, Running, Paused };

/// The window: the settings of one folder as a tree and as text, the reloads, and the log.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a folder, or the folder of a file with that file chosen, in place of the one that is open. Unsaved edits of
    /// that one are kept and come back when it is opened again. Where nothing can be opened, or unsaved edits cannot be
    /// kept, a message says why and the folder that is open stays.
    void openFolder(const QString &path);
    /// How the folders that are opened from now on are read; which watcher they get is a preference.
    void setStoreOptions(const StoreOptions &options) { m_storeOptions = options; }
    void setMaximumFileSize(qint64 bytes) { m_storeOptions.limits.bytes = bytes; }
    /// A sentence about what can be done, once.
    void showHint(const QString &text);
    /// The folder that is open, or an empty text.
    QString folder() const;
    Store *store() const { return m_store.get(); }
    Workspace *workspace() const { return m_workspace.get(); }
    /// What the window knows of the code in the folder, and what it has to be told.
    FolderCode &code() { return *m_code; }
    /// What the window keeps of the folder.
    FolderHistory &history() { return *m_history; }
    /// Whether edits are saved at once.
    LiveSwitch &live() { return *m_live; }
    /// The program that the user runs in the folder.
    FolderProgram &program() { return *m_program; }
    /// Which of its files can only be read.
    FolderAccess &access() { return *m_access; }

public Q_SLOTS:
    void appendWorkerLine(const QDateTime &when, const QString &text);
    void setWorkerState(retune::WorkerState state);

Q_SIGNALS:
    /// The files of this folder have been read.
    void folderOpened(const QString &folder);
    /// The user has closed the folder, with none in its place.
    void folderClosed();
    void workerStartRequested(const QString &folder);
    void workerPauseRequested();
    void workerStopRequested();
    void openSampleRequested();
    void resetSampleRequested();
    void newWindowRequested();

protected:
    bool focusNextPrevChild(bool next) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePanes();
    QWidget *makeFilePane();
    void connectActions();
    void connectSettings();
    void connectEditor();
    void connectHistory();
    void connectLogAndProblems();
    void shareDiffOptions();
    void goToNextPane(bool isForward);
    void restoreLayout();
    void saveLayout();

    void chooseFolder();
    void noteUnopened(const QString &path, const Problem &problem);
    void setStore(std::unique_ptr<Store> store);
    void tellParts(Workspace *workspace, DraftKeeper *drafts);
    void closeFolder();
    void leaveFolder();
    void bringToSight(QWidget *page);
    void showPage(QWidget *page);
    void cancelReading();
    bool keepUnsaved();
    void connectFolder();
    void finishOpening();
    void finishRestoring(const QList<Draft> &homeless);
    void showFirstFile();
    void noteReload(const Reload &reload);

    void showFile(const QString &path);
    void showPlace(const QString &path, const TextPosition &position);
    bool showDropped(const QString &path);
    void showChanges(const QString &path);
    void showPassing(const QString &text);
    void showProblems();
    void mergeFile(const QString &path);
    QList<Problem> problems() const;
    void showFileTitle();
    void showReadOnly(const ReadOnly &readOnly);
    void updateActions();
    void updateMemberActions();
    void updateFileStatus();
    void updateStatus();
    void chooseTheme(Theme theme);
    void chooseWatcher(std::optional<WatcherKind> kind);
    Buffer *currentBuffer() const;

    StoreOptions m_storeOptions;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DraftKeeper> m_drafts;
    std::unique_ptr<QObject> m_folderScope; ///< receives the signals of the folder that is open

    Actions *m_actions;
    MessageBar *m_messageBar = nullptr;
    FolderMessages *m_messages = nullptr;
    CodeBar *m_codeBar = nullptr;
    FolderCode *m_code = nullptr;
    FolderHistory *m_history = nullptr;
    FolderLayers *m_layers = nullptr;
    FolderSession *m_session = nullptr;
    LiveSwitch *m_live = nullptr;
    FolderProgram *m_program = nullptr;
    ValueActions *m_valueActions = nullptr;
    FileActions *m_files = nullptr;
    SettingsPane *m_settings;
    QWidget *m_filePane = nullptr;
    PaneTitle *m_fileTitle = nullptr;
    QTabWidget *m_tabs = nullptr;
    EditorPane *m_editor;
    ChangesPane *m_changes;
    LogPane *m_log;
    ProblemsPane *m_problemsPane;
    FolderTimeline *m_timeline;
    BottomPane *m_bottom = nullptr;
    StatusLine *m_status;
    ReadingProgress *m_reading = nullptr;
    FolderAccess *m_access;
    PaneLayout *m_layout = nullptr;
    std::unique_ptr<FocusOrder> m_focusOrder;

    WorkerState m_worker = WorkerState::Stopped;
    bool m_isOpened = false;  ///< the files of the folder have been read
    bool m_isKeeping = false; ///< unsaved edits are being written before the folder is left
    QString m_fileToShow;     ///< after the folder was read
    QString m_folderBefore;   ///< the one that was open before the one that is being read
    QDateTime m_lastReload;
    QString m_endTold;        ///< how the last program ended, in the words of the status bar
    QTimer m_fileStatusTimer; ///< while somebody types, the whole text is not looked through at each key
    QList<Problem> m_codeFailures;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::WorkerState)
