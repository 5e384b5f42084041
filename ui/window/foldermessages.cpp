#include "window/foldermessages.h"

#include "log/logpane.h"
#include "merge/mergetext.h"
#include "window/draftkeeper.h"
#include "window/folderaccess.h"
#include "window/liveswitch.h"
#include "window/messagebar.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// In one message; a long list would leave no room for what it is about.
constexpr qsizetype mostNames = 5;

} // namespace

FolderMessages::FolderMessages(MessageBar &bar, LogPane &log, LiveSwitch &live, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_log(log)
    , m_live(live)
{
    connect(&live, &LiveSwitch::saveFailed, this, &FolderMessages::tellSaveFailure);
    connect(&live, &LiveSwitch::editsLeft, this, &FolderMessages::tellEditsLeft);
}

FolderMessages::~FolderMessages() = default;

void FolderMessages::setWorkspace(Workspace *workspace, DraftKeeper *drafts)
{
    for (const QString &path : m_heldReloads.keys())
        logHeldReloads(path);
    m_workspace = workspace;
    m_drafts = drafts;
    m_scope.reset();
    m_problems.clear();
    m_saveBegan.clear();
    if (!workspace)
        return;
    // Signals of the store are queued: those on their way when the folder is closed have to go with this scope.
    m_scope = std::make_unique<QObject>();
    connectStore(workspace->store());
    connect(workspace, &Workspace::bufferStateChanged, m_scope.get(),
            [this](const QString &path) { dropOldMessage(path); });
    connect(workspace, &Workspace::saved, m_scope.get(),
            [this](const QString &path, const QStringList &notes) { noteSaved(path, notes); });
    connect(workspace, &Workspace::saveFailed, m_scope.get(),
            [this](const QString &path) { logHeldReloads(path); });
    connect(workspace, &Workspace::saveBegan, m_scope.get(),
            [this](const QString &path) { m_saveBegan[path] = QDateTime::currentDateTime(); });
    connect(workspace, &Workspace::conflictLapsed, m_scope.get(),
            [this](const QString &path) { noteLapsedConflict(path); });
    connect(workspace, &Workspace::merged, m_scope.get(),
            [this](const QString &path, const ThreeWayMerge &merge) { noteMerged(path, merge); });
}

void FolderMessages::connectStore(const Store &store)
{
    const QObject *scope = m_scope.get();
    connect(&store, &Store::reloadFailed, scope,
            [this](const Problem &problem) { noteFileProblem(problem); });
    connect(&store, &Store::callFailed, scope, [this](const Problem &problem) { logProblem(problem); });
    connect(&store, &Store::recovered, scope, [this](const QString &path) { noteRecovery(path); });
    connect(&store, &Store::forgotten, scope, [this](const QString &path) { m_problems.remove(path); });
}

void FolderMessages::showFile(const QString &path)
{
    m_shown = path;
    if (m_bar.subject() != path)
        m_bar.hideAbout(m_bar.subject());
}

void FolderMessages::log(const QString &text)
{
    m_log.append({QDateTime::currentDateTime(), LogEntry::Kind::Info, text, {}, 0, {}, {}});
}

void FolderMessages::logProblem(const Problem &problem)
{
    m_log.append(logEntry(problem, QDateTime::currentDateTime()));
}

void FolderMessages::warn(const QString &path, const QString &text)
{
    m_bar.showMessage(MessageBar::Level::Warning, text);
    setSubject(path, Subject::Other);
}

void FolderMessages::setSubject(const QString &path, Subject subject)
{
    m_bar.setSubject(path);
    m_subject = subject;
    m_merged.clear();
}

void FolderMessages::logReload(const Reload &reload)
{
    for (const LogEntry &entry : logEntries(reload)) {
        if (m_workspace && m_workspace->isSaving(entry.path))
            m_heldReloads[entry.path].append(entry);
        else
            m_log.append(entry);
    }
}

void FolderMessages::logHeldReloads(const QString &path)
{
    for (const LogEntry &entry : m_heldReloads.take(path))
        m_log.append(entry);
}

// The folder

void FolderMessages::tellOpened()
{
    const QString folder = m_workspace->store().folder();
    const int files = m_workspace->store().snapshot().fileCount();
    log(files == 1 ? tr("opened %1 with 1 file").arg(folder)
                   : tr("opened %1 with %n files", nullptr, files).arg(folder));
}

void FolderMessages::tellHomeless(const QList<Draft> &drafts)
{
    for (const Draft &draft : drafts) {
        const Buffer *buffer = m_workspace->openBuffer(draft.path);
        const QString text = buffer ? tr("%1 has other unsaved edits too, made in another window; they are "
                                         "kept, and come back when "
                                         "the folder is opened after these were saved or taken back")
                                    : tr("%1 is not there or cannot be read; the unsaved edits made to it "
                                         "are kept until it can be");
        log(text.arg(draft.path));
        offerOtherEdits(draft.path);
    }
}

/// Not about the file: the offer stays when these edits are saved or taken back.
void FolderMessages::offerOtherEdits(const QString &path)
{
    if (!m_drafts->hasOtherEdits(path))
        return;
    m_bar.showMessage(MessageBar::Level::Notice,
                      tr("%1 has other unsaved edits too, made in another window. They are kept.").arg(path),
                      tr("Show Those"), [this, path] { showOtherEdits(path); });
}

/// The button may be pressed when the folder is closed.
void FolderMessages::showOtherEdits(const QString &path)
{
    if (!m_drafts)
        return;
    m_drafts->showOtherEdits(path);
    Q_EMIT fileRequested(path);
    offerOtherEdits(path);
}

void FolderMessages::tellReadOnly(const ReadOnly &readOnly)
{
    if (!readOnly.isMount && !readOnly.isFolder)
        return;
    const QString text = readOnly.isMount
                             ? tr("%1 is on a file system that can only be read: nothing can be saved here.")
                             : tr("You may not write in the folder %1: no file can be made or renamed here, "
                                  "and one that is saved has to be written in place.");
    const QString folder = m_workspace->store().folder();
    m_bar.showMessage(MessageBar::Level::Notice, text.arg(folder));
    log(text.arg(folder));
}

// Problems

void FolderMessages::tellProblems()
{
    for (const Problem &problem : m_workspace->store().problems())
        noteFileProblem(problem);
}

void FolderMessages::noteFileProblem(const Problem &problem)
{
    // A problem that was there when the folder was read may also be on its way as a signal.
    if (m_problems.value(problem.file) == problem)
        return;
    m_problems.insert(problem.file, problem);
    if (problem.kind != ProblemKind::Missing) // that is a reload, which is logged
        logProblem(problem);
}

void FolderMessages::noteRecovery(const QString &path)
{
    const Problem problem = m_problems.take(path);
    m_bar.hideAbout(path);
    if (problem.kind == ProblemKind::Missing)
        return; // there again, as its reload says
    m_log.append({QDateTime::currentDateTime(),
                  LogEntry::Kind::Recovered,
                  tr("%1  the problem is gone").arg(path),
                  path,
                  0,
                  {},
                  {}});
}

void FolderMessages::tellProblem(const QString &path)
{
    for (const Problem &problem : m_workspace ? m_workspace->store().problems() : QList<Problem>()) {
        if (problem.file == path)
            return warn(path, problem.toString());
    }
    m_bar.showMessage(MessageBar::Level::Notice, tr("%1 is no longer in the folder.").arg(path));
}

void FolderMessages::tellUnkept(const Problem &problem)
{
    logProblem(problem);
    m_bar.showMessage(MessageBar::Level::Warning, problem.toString());
}

void FolderMessages::tellKeptAgain()
{
    const QString text = tr("Unsaved edits are kept again.");
    log(text);
    m_bar.showMessage(MessageBar::Level::Notice, text);
}

// Saves

void FolderMessages::noteSaved(const QString &path, const QStringList &notes)
{
    const QString text = QStringList(QStringList{tr("%1  saved").arg(path)} + notes).join(u";  "_s);
    m_bar.hideAbout(path);
    if (m_live.isWorthTelling(path, notes)) {
        const QDateTime when = m_saveBegan.value(path, QDateTime::currentDateTime());
        m_log.append({when, LogEntry::Kind::Save, text, path, 0, {}, {}});
        offerOtherEdits(path);
    }
    logHeldReloads(path);
    warnOfUnreadableText(path);
}

/// To save a text that has no tree is allowed; what that means for those who read it is said.
void FolderMessages::warnOfUnreadableText(const QString &path)
{
    Buffer *buffer = m_workspace->openBuffer(path);
    if (buffer && !buffer->isQuick()) {
        connect(
            buffer, &Buffer::documentRead, m_scope.get(), [this, path] { warnOfUnreadableText(path); },
            Qt::SingleShotConnection);
        return buffer->readDocument();
    }
    if (!buffer || buffer->isModified() || buffer->document())
        return;
    const Problem problem = buffer->document().error();
    const SettingsFilePtr file = m_workspace->store().snapshot().file(path);
    const QString effect = file && !file->document.isNull()
                               ? tr("programs keep its last good values until it is repaired")
                               : tr("programs have no values of it until it is repaired");
    m_bar.showMessage(MessageBar::Level::Warning, tr("Saved, but %1; %2.").arg(problem.toString(), effect),
                      tr("Show"),
                      [this, path, position = problem.position] { Q_EMIT placeRequested(path, position); });
    setSubject(path, Subject::Other);
}

void FolderMessages::tellSaveFailure(const QString &path, const Problem &problem)
{
    logProblem(problem);
    const std::optional<Conflict> conflict = m_workspace->conflict(path);
    if (problem.kind == ProblemKind::Conflict && conflict && !conflict->reason.isEmpty())
        return tellClash(path, problem);
    Q_EMIT fileRequested(path);
    const QString text = tr("%1 was not saved: %2.").arg(path, problem.message);
    if (problem.kind == ProblemKind::Refused) {
        m_bar.showMessage(MessageBar::Level::Warning, text, tr("Write in Place"), [this, path] {
            if (!m_workspace)
                return;
            m_live.live()->allowInPlace(path);
            m_workspace->save(path, InPlace::Allow);
        });
    } else {
        m_bar.showMessage(MessageBar::Level::Warning, text);
    }
    setSubject(path, problem.kind == ProblemKind::Conflict ? Subject::Conflict : Subject::Other);
}

/// Who saves by hand is asked at once, in the file that he looks at; who drags a number is not taken away from it.
void FolderMessages::tellClash(const QString &path, const Problem &problem)
{
    if (path == m_shown && !m_live.live()->isLive(path))
        return Q_EMIT mergeRequested(path);
    m_bar.showMessage(MessageBar::Level::Warning, tr("%1 was not saved: %2.").arg(path, problem.message),
                      tr("Choose"), [this, path] { Q_EMIT mergeRequested(path); });
    setSubject(path, Subject::Conflict);
}

/// Live apply tells in passing: it may merge many times in one gesture.
void FolderMessages::noteMerged(const QString &path, const ThreeWayMerge &merge)
{
    if (m_live.live() && m_live.live()->isLive(path))
        return;
    const QString summary = mergeSummary(path, merge);
    if (isTelling(Subject::Conflict) && m_bar.subject() != path)
        return log(summary); // where somebody has to decide, that comes first
    QStringList merged = toldMerges();
    merged.removeOne(path);
    merged.append(path);
    if (merged.size() == 1) {
        tellResolved(path, summary, [this, path] { Q_EMIT undoResolutionRequested(path); });
    } else {
        log(summary);
        tellMerges(merged);
    }
    m_merged = merged;
}

bool FolderMessages::isTelling(Subject subject) const
{
    return m_subject == subject && !m_bar.isHidden() && !m_bar.subject().isEmpty();
}

/// The files whose merge is in sight now, with Undo.
QStringList FolderMessages::toldMerges() const
{
    const bool areTold =
        isTelling(Subject::Choice) && !m_merged.isEmpty() && m_merged.last() == m_bar.subject();
    return areTold ? m_merged : QStringList();
}

/// What was saved together is told together: the next message takes the place of the one before it.
void FolderMessages::tellMerges(const QStringList &paths)
{
    QStringList names = paths.mid(0, mostNames);
    names.sort();
    if (paths.size() > mostNames)
        names.append(u"…"_s);
    m_bar.showMessage(MessageBar::Level::Notice,
                      tr("%n files were merged with the text on disk: %1.", nullptr, int(paths.size()))
                          .arg(names.join(u", "_s)),
                      tr("Undo All"), [this, paths] {
                          for (const QString &path : paths)
                              Q_EMIT undoResolutionRequested(path);
                      });
    setSubject(paths.last(), Subject::Choice);
}

void FolderMessages::tellEditsLeft(int files)
{
    const QString text =
        files == 1 ? tr("1 other file has unsaved edits. They wait until it is edited again.")
                   : tr("%n other files have unsaved edits. They wait until these are edited again.", nullptr,
                        files);
    m_bar.showMessage(MessageBar::Level::Notice, text, tr("Save All"), [this] {
        if (m_workspace)
            m_workspace->saveAll();
    });
}

void FolderMessages::tellLateSaveFailure(const QString &folder, const Problem &problem)
{
    const QString path = folder + u'/' + problem.file;
    const QString text = tr("%1 was not saved: %2. Its edits come back when the folder is opened again.")
                             .arg(path, problem.message);
    m_bar.showMessage(MessageBar::Level::Warning, text);
    log(text);
}

// Conflicts

void FolderMessages::tellMergeRefused(const QString &path, const QString &text)
{
    warn(path, text);
}

void FolderMessages::tellResolved(const QString &path, const QString &text, std::function<void()> undo)
{
    log(text);
    const Buffer *buffer = m_workspace ? m_workspace->openBuffer(path) : nullptr;
    const bool canUndo = buffer && buffer->canUndoResolution();
    m_bar.showMessage(MessageBar::Level::Notice, text, canUndo ? tr("Undo") : QString(), std::move(undo));
    setSubject(path, canUndo ? Subject::Choice : Subject::Other);
}

/// Who types back what he had changed wants the text as it was saved, which is no longer on disk.
void FolderMessages::noteLapsedConflict(const QString &path)
{
    const QString text =
        tr("%1 holds no edits of yours any more: its text is now the one on disk.").arg(path);
    log(text);
    m_bar.showMessage(MessageBar::Level::Notice, text);
    setSubject(path, Subject::Lapse);
}

/// A message about a file goes when nothing is left to be saved of it, or the conflict that it tells has ended. That of a choice
/// goes with the step that can be taken back, and not before.
void FolderMessages::dropOldMessage(const QString &path)
{
    const Buffer *buffer = m_workspace->openBuffer(path);
    if (!buffer)
        return;
    const bool isOver = m_subject == Subject::Choice  ? !buffer->canUndoResolution()
                        : m_subject == Subject::Lapse ? buffer->isModified()
                                                      : !buffer->isModified();
    const bool isConflictOver = m_subject == Subject::Conflict && !m_workspace->conflict(path);
    if (isOver || isConflictOver)
        m_bar.hideAbout(path);
}

} // namespace retune
