#include "window/fileactions.h"

#include "thread/whenfinished.h"
#include "tree/nameform.h"
#include "tree/settingsmenu.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/draftkeeper.h"
#include "window/filename.h"
#include "window/messagebar.h"

#include <retune/edit/movefile.h>
#include <retune/edit/workspace.h>
#include <retune/format/format.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDesktopServices>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// What a trash remembers of a file beside it, by the specification of freedesktop.org.
QString trashNote(const QString &place)
{
    const QFileInfo file(place);
    return QDir::cleanPath(file.path() + u"/../info/"_s + file.fileName() + u".trashinfo"_s);
}

} // namespace

FileActions::FileActions(const Panes &panes)
    : QObject(panes.window)
    , m_panes(panes)
{
    const Actions &actions = *panes.actions;
    connect(actions.newFile, &QAction::triggered, this, &FileActions::createFile);
    connect(actions.renameFile, &QAction::triggered, this, &FileActions::renameFile);
    connect(actions.trashFile, &QAction::triggered, this, &FileActions::trashFile);
    connect(actions.putFileBack, &QAction::triggered, this, &FileActions::putBack);
    connect(actions.openInEditor, &QAction::triggered, this, &FileActions::openInEditor);
    connect(actions.showInFolder, &QAction::triggered, this, &FileActions::showInFolder);
    connect(panes.settings, &SettingsPane::newFileRequested, this, &FileActions::createFile);
    connect(panes.settings, &SettingsPane::currentRowChanged, this, &FileActions::updateActions);
    panes.settings->menu().setWholeFileActions(actions.fileActions());
    updateActions();
}

void FileActions::setWorkspace(Workspace *workspace, DraftKeeper *drafts)
{
    closeForm();
    m_pending.clear();
    m_trashed.clear();
    m_openRows.clear();
    m_workspace = workspace;
    m_drafts = drafts;
    m_scope.reset();
    if (workspace) {
        m_scope = std::make_unique<QObject>();
        const auto follow = [this] {
            showPending();
            updateActions();
        };
        connect(&workspace->store(), &Store::reloaded, m_scope.get(), follow);
        connect(&workspace->store(), &Store::reloadFailed, m_scope.get(), follow);
        connect(&workspace->store(), &Store::recovered, m_scope.get(), [this] { updateActions(); });
    }
    updateActions();
}

QString FileActions::currentFile() const
{
    return m_workspace ? m_panes.settings->currentFile() : QString();
}

QString FileActions::absolute(const QString &path) const
{
    return m_workspace->store().absolutePath(path);
}

void FileActions::updateActions()
{
    const bool hasFile = !currentFile().isEmpty();
    const bool hasThere = hasFile && isThere(currentFile());
    const bool isOnFile = hasThere && m_panes.settings->isOnFile();
    const Actions &actions = *m_panes.actions;
    actions.newFile->setEnabled(m_workspace && m_workspace->store().isLoaded());
    // On the rows below, the same keys are about the setting.
    actions.renameFile->setEnabled(isOnFile);
    actions.trashFile->setEnabled(isOnFile);
    actions.putFileBack->setEnabled(!m_trashed.isEmpty());
    actions.openInEditor->setEnabled(hasThere);
    actions.showInFolder->setEnabled(m_workspace != nullptr);
}

bool FileActions::isThere(const QString &path) const
{
    const SettingsFilePtr file = m_workspace->store().snapshot().file(path);
    return file && (!file->problem || file->problem->kind != ProblemKind::Missing);
}

void FileActions::warn(const QString &text)
{
    m_panes.messages->showMessage(MessageBar::Level::Warning, text);
}

// Names

NameForm *FileActions::ask(const QString &title, const QString &button, const QString &name)
{
    closeForm();
    QWidget *window = m_panes.window;
    m_form = new NameForm({title, button, name}, window, m_panes.settings->currentRowRect(window));
    connect(m_form, &NameForm::cancelled, this, [this] {
        closeForm();
        m_panes.settings->setFocus();
    });
    return m_form;
}

void FileActions::closeForm()
{
    if (!m_form)
        return;
    m_form->hide();
    m_form->deleteLater();
    m_form.clear();
}

/// While the name is typed: the format that it says.
void FileActions::tellMeaning(const QString &name, const QString &oldName)
{
    const Result<const Format *> format = formatForNewName(name);
    if (!format)
        return m_form->setMeaning(format.error().message, false);
    if (name != oldName && isThere(name))
        return m_form->setMeaning(tr("There is a file %1 already.").arg(name), false);
    const Result<const Format *> before = formatForNewName(oldName);
    if (before && *before != *format)
        m_form->setMeaning(
            tr("It will be read as %1 instead of %2.").arg((*format)->name(), (*before)->name()), true);
    else
        m_form->setMeaning(tr("Format: %1").arg((*format)->name()), true);
}

// New

void FileActions::createFile()
{
    if (!m_workspace)
        return;
    const QString folder = currentFile().section(u'/', 0, -2);
    const bool isCode = folder == u"plugins"_s;
    const QString start = folder.isEmpty() || isCode ? QString() : folder + u'/';
    NameForm *form = ask(tr("New settings file in %1").arg(QDir(m_workspace->store().folder()).dirName()),
                         tr("Create"), start);
    connect(form, &NameForm::nameChanged, this,
            [this](const QString &name) { tellMeaning(name.trimmed(), {}); });
    connect(form, &NameForm::accepted, this, &FileActions::create);
    tellMeaning(start, {});
}

void FileActions::create()
{
    const QString name = m_form->name();
    const Result<const Format *> format = formatForNewName(name);
    if (!format || !(*format)->isText())
        return m_form->showError(format ? tr("A library has to be compiled.") : format.error().message);
    m_form->setMeaning(tr("Making %1…").arg(name), false); // Enter is meant once
    const auto save = [file = absolute(name), content = firstContent(**format)] {
        return saveFile(file, content, std::nullopt);
    };
    const auto finish = [this, form = m_form, name](const Result<Saved> &saved) {
        noteCreated(form, name, saved);
    };
    Q_EMIT filePlaced(name, tr("made as an empty file")); // the store may be quicker than the answer
    whenFinished(QtConcurrent::run(save), m_scope.get(), finish);
}

/// The form may be gone by now, or be asking for something else.
void FileActions::noteCreated(const QPointer<NameForm> &form, const QString &name, const Result<Saved> &saved)
{
    const bool isAsking = form && form == m_form;
    if (saved && saved->written) {
        if (isAsking)
            closeForm();
        const QString format = formatForNewName(name).value()->name();
        Q_EMIT done(tr("%1  made as an empty %2 file").arg(name, format));
        return showWhenThere(name);
    }
    Q_EMIT filePlaced(name, {});
    const bool isTaken = saved || saved.error().kind == ProblemKind::Conflict;
    const QString text =
        isTaken ? tr("There is a file %1 already; it was left as it is.").arg(name) : saved.error().message;
    if (!isAsking)
        return warn(text);
    tellMeaning(form->name(), {}); // so that it can be tried again
    form->showError(text);
}

/// The store may have read it already while the tree has not heard of that.
void FileActions::showWhenThere(const QString &path)
{
    m_pending = path;
    if (m_panes.settings->hasFile(path))
        showPending();
}

void FileActions::showPending()
{
    if (m_pending.isEmpty() || !m_workspace->store().snapshot().file(m_pending))
        return;
    const QString path = std::exchange(m_pending, {});
    Q_EMIT fileMade(path);
    m_panes.settings->view().restore(m_openRows.take(path));
    m_panes.settings->setFocus();
}

/// A file that has another name, or comes back, is as open in the tree as it was.
void FileActions::noteOpenRows(const QString &path, const QString &newPath)
{
    TreeState rows;
    for (const auto &[file, key] : m_panes.settings->treeState().expanded) {
        if (file == path)
            rows.expanded.append({newPath, key});
    }
    m_openRows.insert(newPath, rows);
}

// Rename

void FileActions::renameFile()
{
    const QString from = currentFile();
    if (from.isEmpty())
        return;
    NameForm *form = ask(tr("Rename %1").arg(from), tr("Rename"), from);
    connect(form, &NameForm::nameChanged, this,
            [this, from](const QString &name) { tellMeaning(name.trimmed(), from); });
    connect(form, &NameForm::accepted, this, [this, from] { rename(from); });
    tellMeaning(from, from);
}

void FileActions::rename(const QString &from)
{
    const QString to = m_form->name();
    if (to == from)
        return Q_EMIT m_form->cancelled();
    m_workspace->finishEdits(); // a save may wait for them, which would make the file anew
    if (m_workspace->isSaving(from))
        return m_form->showError(tr("%1 is just being saved; try again.").arg(from));
    noteOpenRows(from, to);
    if (const Result<void> moved = moveFile(absolute(from), absolute(to)); !moved)
        return m_form->showError(tr("%1 was not renamed: %2.").arg(from, moved.error().message));
    if (const SettingsFilePtr file = m_workspace->store().snapshot().file(from))
        Q_EMIT fileTaken(file);
    m_drafts->moveEdits(from, to);
    m_workspace->store().forget(from);
    closeForm();
    Q_EMIT filePlaced(to, tr("renamed from %1").arg(from));
    Q_EMIT fileRenamed(from, to);
    Q_EMIT done(tr("%1  renamed to %2").arg(from, to));
    showWhenThere(to);
    m_drafts->keepNow(); // were the program killed before, the edits would come back under the old name
}

// Trash

void FileActions::trashFile()
{
    const QString path = currentFile();
    if (path.isEmpty())
        return;
    m_workspace->finishEdits(); // a save may wait for them, which would make the file anew
    if (m_workspace->isSaving(path))
        return warn(tr("%1 is just being saved; try again.").arg(path));
    const Buffer *buffer = m_workspace->openBuffer(path);
    const bool hasEdits = buffer && buffer->isModified();
    QFile file(absolute(path));
    if (!file.moveToTrash())
        return warn(tr("%1 was not moved to the trash: %2.").arg(path, file.errorString()));
    noteOpenRows(path, path);
    const Trashed trashed{path, file.fileName()};
    m_trashed.append(trashed);
    leave(path);
    Q_EMIT done(tr("%1  moved to the trash").arg(path));
    const QString text =
        hasEdits ? tr("%1 was moved to the trash. Its unsaved edits are kept and come back with it.")
                 : tr("%1 was moved to the trash.");
    m_panes.messages->showMessage(MessageBar::Level::Notice, text.arg(path), tr("Put Back"),
                                  [this, trashed] { takeFromTrash(trashed); });
}

/// Shows what lies beside it instead, so that nobody goes on writing into a file that is gone.
void FileActions::leave(const QString &path)
{
    if (const SettingsFilePtr file = m_workspace->store().snapshot().file(path))
        Q_EMIT fileTaken(file);
    const QString next = neighbour(path);
    m_drafts->moveEdits(path, path);
    m_workspace->store().forget(path);
    Q_EMIT fileLeft(next);
    updateActions();
}

/// The file after this one in the tree, else the one before it.
QString FileActions::neighbour(const QString &path) const
{
    QString before;
    for (const SettingsFilePtr &file : m_workspace->store().snapshot().files()) {
        if (file->path > path && file->format->isText())
            return file->path;
        if (file->path < path)
            before = file->path;
    }
    return before;
}

void FileActions::forgetFile(const QString &path)
{
    if (!m_workspace || isThere(path))
        return;
    const Buffer *buffer = m_workspace->openBuffer(path);
    const bool hasEdits = buffer && buffer->isModified();
    leave(path);
    if (hasEdits) {
        m_panes.messages->showMessage(
            MessageBar::Level::Notice,
            tr("The unsaved edits of %1 are kept and come back with it.").arg(path));
    }
}

void FileActions::putBack()
{
    if (!m_trashed.isEmpty())
        takeFromTrash(m_trashed.last());
}

/// Nothing happens where it was put back already.
void FileActions::takeFromTrash(const Trashed &trashed)
{
    const auto [path, place] = trashed; // which may be an element of the list
    if (!m_trashed.removeOne(Trashed{path, place}))
        return;
    const Result<void> moved = moveFile(place, absolute(path));
    if (!moved && moved.error().kind != ProblemKind::Missing)
        m_trashed.prepend({path, place}); // after the others, which it is not to stand in the way of
    if (!moved) {
        updateActions();
        return warn(tr("%1 was not put back: %2.").arg(path, moved.error().message));
    }
    Q_EMIT filePlaced(path, tr("put back from the trash"));
    QFile::remove(trashNote(place));
    m_drafts->bringHome(path);
    updateActions();
    Q_EMIT done(tr("%1  put back from the trash").arg(path));
    showWhenThere(path);
}

bool FileActions::isTrashed(const QString &path) const
{
    return std::any_of(m_trashed.begin(), m_trashed.end(),
                       [&path](const Trashed &trashed) { return trashed.path == path; });
}

void FileActions::putFileBack(const QString &path)
{
    const auto newest = std::find_if(m_trashed.rbegin(), m_trashed.rend(),
                                     [&path](const Trashed &trashed) { return trashed.path == path; });
    if (newest != m_trashed.rend())
        takeFromTrash(Trashed(*newest));
}

// Elsewhere

void FileActions::openInEditor()
{
    const QString path = currentFile();
    if (!path.isEmpty() && !QDesktopServices::openUrl(QUrl::fromLocalFile(absolute(path))))
        warn(tr("%1 was not opened: the system names no program for it.").arg(path));
}

void FileActions::showInFolder()
{
    if (!m_workspace)
        return;
    const QString path = currentFile();
    const QString folder = path.isEmpty() ? m_workspace->store().folder() : QFileInfo(absolute(path)).path();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        warn(tr("%1 was not shown: the system names no program for folders.").arg(folder));
}

} // namespace retune
