#include "window/folderhistory.h"

#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "changes/reloadtext.h"
#include "window/actions.h"
#include "window/folderputback.h"
#include "window/ownreloads.h"
#include "window/preferences.h"

#include <retune/diff/linemerge.h>
#include <retune/edit/workspace.h>
#include <retune/history/earlierreloads.h>
#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>

#include <QtConcurrent/QtConcurrentRun>

#include <QtGui/QAction>
#include <QtWidgets/QMessageBox>

namespace retune {

namespace {

/// The text of a revision, or nothing where it has none to put back.
std::optional<QByteArray> textOf(const HistoryEntry &entry)
{
    const Document &document = entry.reload.after->document;
    return document.isNull() || !document.format().isText() ? std::nullopt : std::optional(document.bytes());
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

HistoryOptions historyOptions()
{
    const HistoryLimits limits = historyLimits();
    HistoryOptions options;
    options.maximumAge = std::chrono::hours(24) * limits.days;
    options.maximumBytes = qint64(limits.megabytes) * 1024 * 1024;
    return options;
}

} // namespace

FolderHistory::FolderHistory(ReloadHistory &reloads, ChangesPane &changes, FolderTimeline &timeline,
                             const Actions &actions, QWidget *window)
    : QObject(window)
    , m_reloads(reloads)
    , m_changes(changes)
    , m_timeline(timeline)
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
    connect(&changes, &ChangesPane::putBackAsked, this, &FolderHistory::putChangeBack);
    connect(&changes, &ChangesPane::readingFailed, this, &FolderHistory::failed);
    connect(&timeline, &FolderTimeline::readingFailed, this, &FolderHistory::failed);
    timeline.setActions({actions.putFolderBack});
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

/// Where the reloads of earlier runs are kept, for those who show them.
void FolderHistory::setEarlier(const QString &location, const QString &newest)
{
    m_earlierLocation = location;
    m_earlierNewest = newest;
    m_changes.setEarlier(location, newest);
    m_timeline.setEarlier(location, newest);
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
        editBack(path, {key, change.before, change.before}, momentInSentence(change.when));
}

void FolderHistory::setWorkspace(Workspace *workspace)
{
    if (m_ownReloads)
        m_ownReloads->flush();
    m_ownReloads.reset();
    m_folderPutBack.reset();
    stopKeeper();
    m_workspace = workspace;
    m_changes.setWorkspace(workspace);
    m_hasBegun = false;
    m_putBack.clear();
    setEarlier({}, {});
    m_timeline.setHistory(workspace ? &m_reloads : nullptr);
    if (workspace) {
        makeFolderPutBack();
        m_ownReloads = std::make_unique<OwnReloads>(*workspace);
        connect(m_ownReloads.get(), &OwnReloads::told, this, &FolderHistory::keep);
    }
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
    m_keeper = std::make_unique<HistoryKeeper>(m_workspace->store().folder(), historyOptions());
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
    m_ownReloads->add(reload);
}

void FolderHistory::keep(const Reload &reload, const QStringList &ownPaths)
{
    QString label;
    for (const FileReload &file : reload.files) {
        const QString said = ownPaths.contains(file.path()) ? takeLabel(file) : QString();
        if (!said.isEmpty())
            label = said;
    }
    const bool isOwn = ownPaths.size() == reload.files.size();
    const RevisionSource source = isOwn ? RevisionSource::Retune : RevisionSource::AnotherProgram;
    m_reloads.add(reload, label, source);
    if (m_keeper)
        m_keeper->keep(reload, source, label);
    Q_EMIT added(reload);
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
    buffer->setBytes(bytes);
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
    const QString moment = momentInSentence(entry->published);
    if (putTextBack(path, *bytes, tr("put back as of %1").arg(moment)))
        Q_EMIT message(tr("%1 is as of %2 again. Save it, or take that back with Undo.").arg(path, moment));
    else
        Q_EMIT message(tr("%1 is as of %2 already, or cannot be edited.").arg(path, moment));
}

/// The file may have been edited since the newer text; what else was changed in it stays.
void FolderHistory::putChangeBack(const QString &path, const QByteArray &newer, const QByteArray &wanted)
{
    const Buffer *buffer = m_workspace ? m_workspace->buffer(path) : nullptr;
    if (!buffer)
        return Q_EMIT message(tr("%1 cannot be edited.").arg(path));
    QByteArray text;
    for (const LineMergeBlock &block : lineMerge(newer, buffer->bytes(), wanted, TouchingChanges::Merge)) {
        if (block.type == LineMergeBlock::Type::Clash)
            return Q_EMIT message(
                tr("These lines of %1 have changed since; put them back in the text.").arg(path));
        text += block.type == LineMergeBlock::Type::Disk ? block.disk : block.mine;
    }
    if (putTextBack(path, text, tr("put lines back")))
        Q_EMIT message(
            tr("The lines of %1 are as before again. Save it, or take that back with Undo.").arg(path));
    else
        Q_EMIT message(tr("The lines of %1 are as before already.").arg(path));
}

void FolderHistory::putValueBack()
{
    const std::optional<Change> change = m_changes.chosenChange();
    const HistoryEntry *entry = m_changes.chosenEntry();
    if (change && entry)
        editBack(m_changes.currentPath(), *change, momentInSentence(entry->published));
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
    m_folderLabel = tr("put the folder back as of %1").arg(momentInSentence(entry->published));
    m_folderPutBack->begin(location(), entry->published);
}

void FolderHistory::makeFolderPutBack()
{
    m_folderPutBack = std::make_unique<FolderPutBack>(*m_workspace, m_window);
    m_folderPutBack->setLiveTest(m_liveTest);
    const FolderPutBack *work = m_folderPutBack.get();
    connect(work, &FolderPutBack::edited, this, [this](const QString &path, const QByteArray &bytes) {
        m_putBack.insert(path, {bytes, m_folderLabel});
    });
    connect(work, &FolderPutBack::nothingToDo, this,
            [this] { Q_EMIT message(tr("The folder is as of then already.")); });
    connect(work, &FolderPutBack::failed, this, &FolderHistory::failed);
    connect(work, &FolderPutBack::finished, this, &FolderHistory::tellFolderPutBack);
}

void FolderHistory::tellFolderPutBack(int count, const QStringList &failed)
{
    QString told = tr("The folder is as it was then. Files that were edited: %1.").arg(count);
    if (!failed.isEmpty())
        told += u' ' + tr("These cannot be edited: %1.").arg(failed.join(QStringLiteral(", ")));
    const auto undo = [this] {
        if (m_folderPutBack)
            m_folderPutBack->undo();
    };
    Q_EMIT offered(told, tr("Take Back"), undo);
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
