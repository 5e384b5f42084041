#include "window/folderhistory.h"

#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "thread/destroyelsewhere.h"
#include "thread/whenfinished.h"
#include "window/actions.h"
#include "window/ownreloads.h"
#include "window/preferences.h"
#include "window/putbackedits.h"

#include <retune/edit/workspace.h>
#include <retune/history/earlierreloads.h>
#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>
#include <retune/history/removal.h>

#include <QtConcurrent/QtConcurrentRun>

#include <QtGui/QAction>
#include <QtWidgets/QMessageBox>

namespace retune {

namespace {

HistoryOptions historyOptions()
{
    const HistoryLimits limits = historyLimits();
    HistoryOptions options;
    options.maximumAge = std::chrono::hours(24) * limits.days;
    options.maximumBytes = qint64(limits.megabytes) * 1024 * 1024;
    return options;
}

} // namespace

FolderHistory::FolderHistory(ChangesPane &changes, FolderTimeline &timeline, const Actions &actions,
                             QWidget *window)
    : QObject(window)
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
    if (m_putBack && change.before)
        m_putBack->putValueBack(path, {key, change.before, change.before}, change.when);
}

void FolderHistory::setWorkspace(Workspace *workspace)
{
    if (m_ownReloads)
        m_ownReloads->flush();
    m_ownReloads.reset();
    m_putBack.reset();
    stopKeeper();
    m_workspace = workspace;
    m_changes.setWorkspace(workspace);
    m_hasBegun = false;
    m_scope.reset();
    m_removed.clear();
    m_placed.clear();
    setEarlier({}, {});
    destroyElsewhere(m_reloads.clear());
    m_changes.setHistory(workspace ? &m_reloads : nullptr);
    m_timeline.setHistory(workspace ? &m_reloads : nullptr);
    if (workspace) {
        makePutBack();
        m_ownReloads = std::make_unique<OwnReloads>(*workspace);
        connect(m_ownReloads.get(), &OwnReloads::told, this, &FolderHistory::keep);
        connectStore(workspace->store());
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
    whenFinished(QtConcurrent::run(removed), this,
                 [this, workspace = m_workspace](const Result<void> &result) {
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
    for (const FileReload &file : reload.files)
        m_removed.remove(file.path());
    m_ownReloads->add(reload);
}

void FolderHistory::expectFile(const QString &path, const QString &label)
{
    if (label.isEmpty())
        m_placed.remove(path);
    else
        m_placed.insert(path, label);
}

// Removals are no reloads of the store: what a file held stays in force there.

void FolderHistory::connectStore(const Store &store)
{
    // Signals of the store are queued: those on their way when the folder is closed have to go with this scope.
    m_scope = std::make_unique<QObject>();
    connect(&store, &Store::reloadFailed, m_scope.get(), [this](const Problem &problem) {
        m_placed.remove(problem.file); // what is read there one day is another text
        if (problem.kind == ProblemKind::Missing)
            noteRemoved(problem.file);
    });
    connect(&store, &Store::recovered, m_scope.get(), [this](const QString &path) { noteBack(path); });
}

void FolderHistory::noteRemoved(const QString &path)
{
    const SettingsFilePtr file = m_workspace->store().snapshot().file(path);
    if (!file || file->document.isNull() || !file->problem || m_removed.contains(path))
        return;
    m_removed.insert(path);
    m_ownReloads->flush();
    const Reload reload{
        m_workspace->store().snapshot().revision(), QDateTime::currentDateTimeUtc(), {removal(*file)}};
    remember(reload, RevisionSource::AnotherProgram, {});
    Q_EMIT added(reload);
}

void FolderHistory::addRemoval(const SettingsFile &file)
{
    if (file.document.isNull() || m_removed.contains(file.path))
        return;
    m_removed.insert(file.path);
    m_ownReloads->flush();
    remember({m_workspace->store().snapshot().revision(), QDateTime::currentDateTimeUtc(), {removal(file)}},
             RevisionSource::Retune, {});
}

/// With other content the file was reloaded before.
void FolderHistory::noteBack(const QString &path)
{
    const SettingsFilePtr file = m_workspace->store().snapshot().file(path);
    if (!file || file->problem || !m_removed.remove(path))
        return;
    const Reload reload{
        m_workspace->store().snapshot().revision(), QDateTime::currentDateTimeUtc(), {returning(file)}};
    remember(reload, RevisionSource::AnotherProgram, {});
    Q_EMIT added(reload);
}

void FolderHistory::keep(const Reload &reload, const QStringList &ownPaths)
{
    QString label;
    qsizetype own = 0;
    for (const FileReload &file : reload.files) {
        const bool isPlaced = !file.before && m_placed.contains(file.path());
        const bool isSaved = ownPaths.contains(file.path());
        own += isPlaced || isSaved ? 1 : 0;
        const QString placed = m_placed.take(file.path());
        const QString said = isSaved ? m_putBack->takeLabel(file) : QString();
        if (!said.isEmpty() || isPlaced)
            label = isPlaced ? placed : said;
    }
    const bool isOwn = own == reload.files.size();
    const RevisionSource source = isOwn ? RevisionSource::Retune : RevisionSource::AnotherProgram;
    remember(reload, source, label);
    Q_EMIT added(reload);
}

void FolderHistory::remember(const Reload &reload, RevisionSource source, const QString &label)
{
    m_reloads.add(reload, label, source);
    if (m_keeper)
        m_keeper->keep(reload, source, label);
}

// Putting back

void FolderHistory::makePutBack()
{
    m_putBack = std::make_unique<PutBackEdits>(*m_workspace, m_liveTest, m_window);
    const PutBackEdits *work = m_putBack.get();
    connect(work, &PutBackEdits::message, this, &FolderHistory::message);
    connect(work, &PutBackEdits::offered, this, &FolderHistory::offered);
    connect(work, &PutBackEdits::failed, this, &FolderHistory::failed);
}

void FolderHistory::putVersionBack()
{
    if (const HistoryEntry *entry = m_changes.chosenEntry())
        m_putBack->putVersionBack(m_changes.currentPath(), *entry);
}

void FolderHistory::putChangeBack(const QString &path, const QByteArray &newer, const QByteArray &wanted)
{
    if (m_putBack)
        m_putBack->putLinesBack(path, newer, wanted);
}

void FolderHistory::putValueBack()
{
    const std::optional<Change> change = m_changes.chosenChange();
    const HistoryEntry *entry = m_changes.chosenEntry();
    if (change && entry)
        m_putBack->putValueBack(m_changes.currentPath(), *change, entry->published);
}

void FolderHistory::putFolderBack()
{
    if (const HistoryEntry *entry = m_changes.chosenEntry())
        m_putBack->putFolderBack(location(), entry->published);
}

void FolderHistory::update()
{
    const HistoryEntry *entry = m_workspace ? m_changes.chosenEntry() : nullptr;
    m_actions.putVersionBack->setEnabled(entry && textToPutBack(*entry));
    m_actions.putValueBack->setEnabled(entry && m_changes.chosenChange());
    m_actions.putFolderBack->setEnabled(entry && m_hasBegun);
    m_actions.keepHistory->setEnabled(m_workspace);
    m_actions.keepHistory->setChecked(m_workspace && keepsHistory(m_workspace->store().folder()));
    m_actions.deleteHistory->setEnabled(m_workspace);
}

} // namespace retune
