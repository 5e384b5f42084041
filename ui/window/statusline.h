#pragma once

#include <retune/text/encoding.h>
#include <retune/watch/watcher.h>

#include <QtCore/QDateTime>
#include <QtWidgets/QWidget>

#include <optional>

class QAction;
class QToolButton;

namespace retune {

class ElidedLabel;

/// What the status bar says about the open folder.
struct FolderStatus
{
    QString folder; ///< its absolute path
    int files = 0;
    WatchStatus watch;
    quint64 revision = 0;
    QDateTime lastReload; ///< null where there was none yet
    int problems = 0;
    bool isRead = true; ///< false while it is being read for the first time
};

/// What the status bar says about the file that is shown.
struct FileStatus
{
    QString format;
    std::optional<TextFacts> text; ///< nothing where it is not UTF-8
};

/// `JSON · CRLF · UTF-8 with BOM`
QString fileText(const FileStatus &file);

/// `watching 12 files (inotify) · 1 folder scanned (NFS) · revision 12 · last reload 12:00:01.640`
QString statusText(const FolderStatus &status);

/// How each folder is watched, and why not all of them by events, as rich text for a tool tip.
QString watchDetails(const FolderStatus &status);

/// The content of the status bar: facts about the folder, the number of problems as a link to their list, a button that ends the
/// running of code while code may run, and at the end facts about the file that is shown.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// Nothing: no folder is open.
    void setStatus(const std::optional<FolderStatus> &status);
    /// Nothing: no file is shown.
    void setFile(const std::optional<FileStatus> &file);
    /// The command of the program that runs, as a button that leads to it; empty: none runs.
    void setProgram(const QString &command);
    /// Where the user is in the text that is shown; empty: nowhere.
    void setPlace(const QString &text);
    /// The button is there while the action is enabled. To be called once.
    void setCodeAction(QAction *stop);

Q_SIGNALS:
    void problemsClicked();
    void programClicked();

private:
    ElidedLabel *m_text;
    QToolButton *m_problems;
    QToolButton *m_code;
    QToolButton *m_program;
    ElidedLabel *m_place;
    ElidedLabel *m_file;
};

} // namespace retune
