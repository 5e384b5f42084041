#pragma once

#include "tree/settingsview.h"

#include <retune/edit/savefile.h>
#include <retune/store/snapshot.h>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <memory>

class QWidget;

namespace retune {

class Actions;
class DraftKeeper;
class MessageBar;
class NameForm;
class SettingsPane;
class Workspace;

/// What people do with whole files from the tree: make, rename and trash them, put back what was trashed, open them elsewhere. Nothing
/// is ever replaced, and unsaved edits follow their file.
class FileActions : public QObject
{
    Q_OBJECT

public:
    struct Panes
    {
        QWidget *window;
        SettingsPane *settings;
        MessageBar *messages;
        Actions *actions;
    };

    explicit FileActions(const Panes &panes);

    /// The folder that is open and who keeps its unsaved edits; null before it is closed.
    void setWorkspace(Workspace *workspace, DraftKeeper *drafts);

    /// Asks for a name and makes a file of the format that the name says.
    void createFile();
    /// Asks for another name for the current file.
    void renameFile();
    /// Moves the current file to the trash; unsaved edits are kept, and come back with it.
    void trashFile();
    /// Puts the file that was trashed last back; called again, the one before it.
    void putBack();
    void openInEditor();
    void showInFolder();
    /// Whether the file was moved to the trash, and not put back.
    bool isTrashed(const QString &path) const;
    /// Puts this file back.
    void putFileBack(const QString &path);
    /// Shows a file that is gone no longer, nor its problem; unsaved edits are kept, and come back with it.
    void forgetFile(const QString &path);

Q_SIGNALS:
    /// The file is about to be taken away by the user.
    void fileTaken(const retune::SettingsFilePtr &file);
    /// The file is not to be shown any more, but this one; none where the path is empty.
    void fileLeft(const QString &neighbour);
    /// The file is there now and is to be shown.
    void fileMade(const QString &path);
    /// The file has another name.
    void fileRenamed(const QString &from, const QString &to);
    /// The user puts a file into the folder, in this way; with an empty label it did not come about.
    void filePlaced(const QString &path, const QString &label);
    /// A sentence for the log.
    void done(const QString &text);

private:
    struct Trashed
    {
        QString path;  ///< in the folder
        QString place; ///< where it lies

        bool operator==(const Trashed &) const = default;
    };

    NameForm *ask(const QString &title, const QString &button, const QString &name);
    void closeForm();
    void tellMeaning(const QString &name, const QString &oldName);
    void create();
    void noteCreated(const QPointer<NameForm> &form, const QString &name, const Result<Saved> &saved);
    void rename(const QString &from);
    void takeFromTrash(const Trashed &trashed);
    void showWhenThere(const QString &path);
    void showPending();
    void noteOpenRows(const QString &path, const QString &newPath);
    void updateActions();
    void warn(const QString &text);
    void leave(const QString &path);
    QString neighbour(const QString &path) const;
    bool isThere(const QString &path) const;
    QString currentFile() const;
    QString absolute(const QString &path) const;

    const Panes m_panes;
    Workspace *m_workspace = nullptr;
    DraftKeeper *m_drafts = nullptr;
    std::unique_ptr<QObject> m_scope; ///< receives the signals of the folder that is open
    QPointer<NameForm> m_form;
    QString m_pending; ///< to be shown when it has been read
    QHash<QString, TreeState>
        m_openRows; ///< of files that were renamed or trashed, by the name that they have or come back with
    QList<Trashed> m_trashed; ///< since the folder was opened, the newest last
};

} // namespace retune
