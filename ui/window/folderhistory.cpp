#include "window/folderhistory.h"

#include "changes/changespane.h"
#include "window/actions.h"
#include "window/preferences.h"

#include <retune/edit/workspace.h>
#include <retune/history/earlierreloads.h>
#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>

#include <QtConcurrent/QtConcurrentRun>

#include <QtGui/QAction>
#include <QtWidgets/QMessageBox>

namespace retune {

namespace {

QString momentText(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime(), QLocale::ShortFormat);
}

QString momentText(const HistoryEntry &entry)
{
    return momentText(entry.published);
}

/// The text of a revision, or nothing where it has none to put back.
std::optional<QByteArray> textOf(const HistoryEntry &entry)
{
    const Document &document = entry.reload.after->document;
    return document.isNull() || !document.format().isText() ? std::nullopt : std::optional(document.bytes());
}

Result<QList<KeptText>> filesAt(const QString &location, const QDateTime &moment)
{
    const HistoryReader reader(location);
    const Result<std::optional<KeptRevision>> revision = reader.revisionAt(moment);
    if (!revision)
        return Unexpected{revision.error()};
    return *revision ? reader.files((*revision)->id) : QList<KeptText>();
}

/// The edit that takes a change of one value back.
Result<Edit> takenBack(const Document &document, const Change &change)
{
    switch (change.type()) {
    case Change::Type::Added:
        return removeValue(document, change.path);
    case Change::Type::Removed:
        return addValue(document, change.path, *change.before);
    case Change::Type::Modified:
        break;
    }
    return setValue(document, change.path, *change.before);
}

} // namespace

FolderHistory::FolderHistory(ReloadHistory &reloads, ChangesPane &changes, const Actions &actions,
                             QWidget *window)
    : QObject(window)
    , m_reloads(reloads)
    , m_changes(changes)
    , m_actions(actions)
    , m_window(window)
{
    changes.setActions({actions.putVersionBack, actions.putFolderBack}, {actions.putValueBack});
    connect(actions.putVersionBack, &QAction::triggered, this, &FolderHistory::putVersionBack);
    connect(actions.putValueBack, &QAction::triggered, this, &FolderHistory::putValueBack);
    connect(actions.putFolderBack, &QAction::triggered, this, &FolderHistory::putFolderBack);
    connect(actions.keepHistory, &QAction::triggered, this, &FolderHistory::setKept);
    connect(actions.deleteHistory, &QAction::triggered, this, &FolderHistory::askToDelete);
    connect(&changes, &ChangesPane::chosenChanged, this, &FolderHistory::update);
    connect(&changes, &ChangesPane::readingFailed, this, &FolderHistory::failed);
    update();
}

FolderHistory::~FolderHistory()
{
    stopKeeper();
}

// Keeping

QString FolderHistory::location() const
{
    return historyLocation(m_workspace->store().folder());
}

void FolderHistory::setEarlier(const QString &location, const QString &newest)
{
    m_earlierLocation = location;
    m_earlierNewest = newest;
    m_changes.setEarlier(location, newest);
}

QFuture<QList<ValueChange>> FolderHistory::changesOf(const QString &path, const KeyPath &key) const
{
    const QList<ValueChange> ofThisRun = valueChanges(m_reloads.entries(path), key);
    const SettingsFilePtr file = m_workspace ? m_workspace->store().snapshot().file(path) : nullptr;
    HistoryQuery query;
    query.path = path;
    query.notNewerThan = m_earlierNewest;
    const Format *format = file ? file->format : nullptr;
    const Limits limits = m_workspace ? m_workspace->store().limits() : Limits();
    return QtConcurrent::run([ofThisRun, query, key, format, limits, location = m_earlierLocation] {
        if (!format || location.isEmpty())
            return ofThisRun;
        const auto earlier = earlierReloads(HistoryReader(location), query, *format, limits);
        return earlier ? ofThisRun + valueChanges(*earlier, key) : ofThisRun;
    });
}

void FolderHistory::putBack(const QString &path, const KeyPath &key, const ValueChange &change)
{
    if (m_workspace && change.before)
        editBack(path, {key, change.before, change.before}, momentText(change.when));
}

void FolderHistory::setWorkspace(Workspace *workspace)
{
    stopKeeper();
    if (m_workspace)
        m_workspace->disconnect(this);
    m_workspace = workspace;
    m_hasBegun = false;
    m_saved.clear();
    m_heard.clear();
    m_putBack.clear();
    setEarlier({}, {});
    if (workspace)
        connect(workspace, &Workspace::saved, this, &FolderHistory::noteSaved);
    update();
}

void FolderHistory::begin()
{
    m_hasBegun = true;
    if (keepsHistory(m_workspace->store().folder()))
        startKeeper();
    else
        setEarlier(location(), {}); // what was kept before can still be looked at
    update();
}

void FolderHistory::startKeeper()
{
    m_keeper = std::make_unique<HistoryKeeper>(m_workspace->store().folder());
    connect(m_keeper.get(), &HistoryKeeper::failed, this, &FolderHistory::failed);
    connect(m_keeper.get(), &HistoryKeeper::folderKept, this, [this](const QString &newest) {
        if (m_keeper && !newest.isEmpty())
            setEarlier(m_keeper->location(), newest);
    });
    m_keeper->keepFolder(m_workspace->store().snapshot());
}

/// The program waits for the threads of the pool before it ends.
void FolderHistory::stopKeeper()
{
    if (!m_keeper)
        return;
    m_keeper->disconnect(this);
    m_keeper->moveToThread(nullptr);
    QThreadPool::globalInstance()->start([old = m_keeper.release()] { delete old; });
}

void FolderHistory::setKept(bool isKept)
{
    setKeepsHistory(m_workspace->store().folder(), isKept);
    stopKeeper();
    if (isKept && m_hasBegun)
        startKeeper();
    Q_EMIT message(isKept
                       ? tr("What changes in this folder is kept from now on.")
                       : tr("Nothing more of this folder is kept. What was kept stays until you delete it."));
    update();
}

void FolderHistory::askToDelete()
{
    const QString question =
        tr("Delete all that is kept of the changes in %1? The folder itself stays as it is.");
    if (QMessageBox::question(m_window, tr("Delete Kept History"),
                              question.arg(m_workspace->store().folder())) == QMessageBox::Yes)
        deleteKept();
}

void FolderHistory::deleteKept()
{
    setEarlier({}, {});
    if (m_keeper) {
        m_keeper->disconnect(this);
        m_keeper->moveToThread(nullptr);
    }
    const auto removed = [old = m_keeper.release(), path = location()] {
        delete old; // it would write what it has not written yet
        return deleteHistory(path);
    };
    QtConcurrent::run(removed).then(this, [this, workspace = m_workspace](const Result<void> &result) {
        if (!result)
            Q_EMIT failed(result.error());
        else
            Q_EMIT message(tr("What was kept of this folder is deleted."));
        if (m_workspace == workspace && m_hasBegun && !m_keeper &&
            keepsHistory(m_workspace->store().folder()))
            startKeeper();
    });
}

// What was done to the folder, and by whom

void FolderHistory::add(const Reload &reload)
{
    bool isOwnReload = true;
    QString label;
    for (const FileReload &file : reload.files) {
        const bool isOwnFile = isOwn(file);
        isOwnReload = isOwnReload && isOwnFile;
        if (const QString said = isOwnFile ? takeLabel(file) : QString(); !said.isEmpty())
            label = said;
    }
    const RevisionSource source = isOwnReload ? RevisionSource::Retune : RevisionSource::AnotherProgram;
    m_reloads.add(reload, label, source);
    if (m_keeper)
        m_keeper->keep(reload, source, label);
}

void FolderHistory::noteSaved(const QString &path)
{
    const Buffer *buffer = m_workspace->openBuffer(path);
    if (buffer && (!m_heard.contains(path) || m_heard.take(path) != buffer->base()))
        m_saved.insert(path, buffer->base());
}

/// Whether a save of this window is what was read. Either may be heard of first.
bool FolderHistory::isOwn(const FileReload &file)
{
    const QString &path = file.path();
    const QByteArray &bytes = file.after->document.bytes();
    if (const auto saved = m_saved.constFind(path); saved != m_saved.constEnd() && *saved == bytes) {
        m_saved.erase(saved);
        return true;
    }
    const Buffer *buffer = m_workspace->openBuffer(path);
    const bool isBeingSaved = m_workspace->isSaving(path) && buffer && buffer->bytes() == bytes;
    if (isBeingSaved)
        m_heard.insert(path, bytes);
    return isBeingSaved;
}

QString FolderHistory::takeLabel(const FileReload &file)
{
    const PutBack putBack = m_putBack.take(file.path());
    return putBack.bytes == file.after->document.bytes() ? putBack.label : QString();
}

// Putting back

bool FolderHistory::putTextBack(const QString &path, const QByteArray &bytes, const QString &label)
{
    Buffer *buffer = m_workspace->buffer(path);
    if (!buffer || buffer->bytes() == bytes)
        return false;
    buffer->replace({difference(buffer->bytes(), bytes)});
    m_putBack.insert(path, {buffer->bytes(), label});
    return true;
}

void FolderHistory::putVersionBack()
{
    const HistoryEntry *entry = m_changes.chosenEntry();
    const std::optional<QByteArray> bytes = entry ? textOf(*entry) : std::nullopt;
    if (!bytes)
        return;
    const QString path = m_changes.currentPath();
    const QString moment = momentText(*entry);
    if (putTextBack(path, *bytes, tr("put back as of %1").arg(moment)))
        Q_EMIT message(tr("%1 is as of %2 again. Save it, or take that back with Undo.").arg(path, moment));
    else
        Q_EMIT message(tr("%1 is as of %2 already, or cannot be edited.").arg(path, moment));
}

void FolderHistory::putValueBack()
{
    const std::optional<Change> change = m_changes.chosenChange();
    const HistoryEntry *entry = m_changes.chosenEntry();
    if (change && entry)
        editBack(m_changes.currentPath(), *change, momentText(*entry));
}

void FolderHistory::editBack(const QString &path, const Change &change, const QString &moment)
{
    Buffer *buffer = m_workspace->buffer(path);
    if (!buffer)
        return;
    const Result<void> edited =
        buffer->edit([&](const Document &document) { return takenBack(document, change); });
    if (!edited)
        return Q_EMIT message(edited.error().message);
    const QString key = change.path.toString();
    m_putBack.insert(path, {buffer->bytes(), tr("put %1 back as before %2").arg(key, moment)});
    Q_EMIT message(tr("%1 is as before %2 again. Save it, or take that back with Undo.").arg(key, moment));
}

void FolderHistory::putFolderBack()
{
    const HistoryEntry *entry = m_changes.chosenEntry();
    if (!entry)
        return;
    const auto read = [path = location(), moment = entry->published] { return filesAt(path, moment); };
    const QString label = tr("put the folder back as of %1").arg(momentText(*entry));
    QtConcurrent::run(read).then(
        this, [this, label, workspace = m_workspace](const Result<QList<KeptText>> &files) {
            if (!files)
                Q_EMIT failed(files.error());
            else if (m_workspace == workspace)
                putFilesBack(*files, label);
        });
}

void FolderHistory::putFilesBack(const QList<KeptText> &files, const QString &label)
{
    int changed = 0;
    QStringList gone;
    const Snapshot now = m_workspace->store().snapshot();
    for (const KeptText &text : files) {
        const SettingsFilePtr file = now.file(text.path);
        const bool isOpen = m_workspace->openBuffer(text.path) != nullptr;
        if (!file)
            gone.append(text.path);
        else if ((isOpen || file->disk != text.bytes) && putTextBack(text.path, text.bytes, label))
            ++changed;
    }
    QString told = tr("%n files are as they were then. Save them, or take that back with Undo in each.",
                      nullptr, changed);
    if (!gone.isEmpty())
        told += u' ' +
                tr("Files that are no longer there were left out: %1.").arg(gone.join(QStringLiteral(", ")));
    Q_EMIT message(told);
}

void FolderHistory::update()
{
    const HistoryEntry *entry = m_workspace ? m_changes.chosenEntry() : nullptr;
    m_actions.putVersionBack->setEnabled(entry && textOf(*entry));
    m_actions.putValueBack->setEnabled(entry && m_changes.chosenChange());
    m_actions.putFolderBack->setEnabled(entry && m_hasBegun);
    m_actions.keepHistory->setEnabled(m_workspace);
    m_actions.keepHistory->setChecked(m_workspace && keepsHistory(m_workspace->store().folder()));
    m_actions.deleteHistory->setEnabled(m_workspace);
}

} // namespace retune
