#include <retune/edit/liveapply.h>

#include <retune/format/format.h>

#include <QtCore/QPointer>

#include <algorithm>

namespace retune {

namespace {

/// A save that fails because the disk has changed too often is tried so many times again before that is told.
constexpr int maximumRetries = 5;

LivePace::Time now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

LiveApply::LiveApply(Workspace &workspace, LiveSwitches switches, const LiveTiming &timing, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_switches(std::move(switches))
    , m_timing(timing)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LiveApply::saveDue);
    connect(&workspace, &Workspace::bufferOpened, this, &LiveApply::watchBuffer);
    connect(&workspace, &Workspace::conflictFound, this, &LiveApply::noteConflict);
    connect(&workspace, &Workspace::bufferStateChanged, this, &LiveApply::noteState);
    connect(&workspace, &Workspace::saveBegan, this,
            [this](const QString &path) { file(path).pace.noteSaveBegan(now()); });
    connect(&workspace, &Workspace::saved, this,
            [this](const QString &path) { noteSaveEnded(path, std::nullopt); });
    connect(&workspace, &Workspace::saveFailed, this, &LiveApply::noteSaveEnded);
    for (const QString &path : workspace.openPaths())
        watchBuffer(path);
}

LiveApply::File &LiveApply::file(const QString &path)
{
    return m_files.try_emplace(path, m_timing).first->second;
}

void LiveApply::watchBuffer(const QString &path)
{
    noteState(path);
    const Buffer *buffer = m_workspace.openBuffer(path);
    connect(buffer, &Buffer::changed, this, [this, path] { noteEdit(path); });
    connect(buffer, &Buffer::baseRestored, this, [this, path] { file(path).isTakenBack = true; });
    connect(buffer, &Buffer::documentRead, this, [this, path] {
        if (std::exchange(file(path).awaitsTree, false))
            want(path, LivePace::Edit::Finished);
    });
}

// The switches

bool LiveApply::isLive(const QString &path) const
{
    if (const auto own = m_switches.files.constFind(path); own != m_switches.files.constEnd())
        return *own;
    if (!m_switches.all)
        return false;
    const SettingsFilePtr file = m_workspace.store().snapshot().file(path);
    const Format *format = file ? file->format : formatForPath(path);
    return format && !isCode(format->id());
}

void LiveApply::setAllLive(bool isLive)
{
    m_switches = {isLive, {}};
    const QPointer self(this);
    Q_EMIT switchesChanged();
    if (self)
        Q_EMIT stateChanged({});
}

void LiveApply::setLive(const QString &path, bool isLive)
{
    m_switches.files.remove(path);
    if (this->isLive(path) != isLive)
        m_switches.files.insert(path, isLive);
    const QPointer self(this);
    Q_EMIT switchesChanged();
    if (self)
        Q_EMIT stateChanged(path);
}

void LiveApply::takeEdits(const QString &path)
{
    const Buffer *buffer = m_workspace.openBuffer(path);
    if (!buffer || !buffer->isModified() || !isLive(path))
        return;
    file(path).isEdited = true;
    want(path, LivePace::Edit::Finished);
}

void LiveApply::renameFile(const QString &from, const QString &to)
{
    const bool isEdited = isLive(from) && file(from).isEdited;
    m_files.erase(from);
    file(to).pace.drop(); // that they came here is no edit
    file(to).isEdited = false;
    const QPointer self(this);
    if (const auto own = m_switches.files.constFind(from); own != m_switches.files.constEnd()) {
        const bool isOn = *own;
        m_switches.files.remove(from);
        setLive(to, isOn);
    }
    if (self && isEdited)
        takeEdits(to);
    if (self)
        Q_EMIT stateChanged({});
}

void LiveApply::allowInPlace(const QString &path)
{
    file(path).inPlace = InPlace::Allow;
}

// What is known of a file

LiveApply::State LiveApply::state(const QString &path) const
{
    const auto found = m_files.find(path);
    if (!isLive(path))
        return State::Off;
    return found == m_files.end() ? State::On : found->second.state;
}

std::optional<Problem> LiveApply::problem(const QString &path) const
{
    const auto found = m_files.find(path);
    return isLive(path) && found != m_files.end() ? found->second.problem : std::nullopt;
}

void LiveApply::setState(const QString &path, State state, const std::optional<Problem> &problem)
{
    File &known = file(path);
    if (known.state == state && known.problem == problem)
        return;
    const bool isFirst = known.state != state;
    known.state = state;
    known.problem = problem;
    const QPointer self(this);
    Q_EMIT stateChanged(path);
    if (self && state == State::Unreadable && isFirst)
        Q_EMIT heldBack(path, *problem);
}

// Edits

void LiveApply::noteEdit(const QString &path)
{
    const Buffer &buffer = *m_workspace.openBuffer(path);
    if (buffer.isModified()) // not where its edits went to another name
        file(path).isEdited = isLive(path);
    if (!m_workspace.conflict(path))
        file(path).isTakenBack = false; // until it is told that it is, see `watchBuffer`
    want(path, buffer.isBeingTyped() ? LivePace::Edit::Typing : LivePace::Edit::Finished);
}

/// What the disk holds is merged at once, so that nobody sees a conflict that is none; but not into half a word.
void LiveApply::noteConflict(const QString &path)
{
    File &known = file(path);
    const Buffer &buffer = *m_workspace.openBuffer(path);
    const bool isTyping = known.pace.isWaiting() && buffer.isBeingTyped();
    if (!known.isEdited || isTyping)
        return;
    if (buffer.isQuick())
        save(path);
    else
        want(path, LivePace::Edit::Finished);
}

void LiveApply::noteState(const QString &path)
{
    File &known = file(path);
    if (m_workspace.isSaving(path))
        return; // its end is told
    if (m_workspace.awaitsChoice(path) || m_workspace.isGone(path))
        noteHeld(path, known);
    else if (known.state == State::Conflict || known.state == State::Gone)
        noteReleased(path);
}

void LiveApply::noteHeld(const QString &path, File &known)
{
    if (m_workspace.isGone(path))
        return setState(path, State::Gone);
    const Conflict conflict = *m_workspace.conflict(path);
    known.unseen = conflict.disk;
    if (conflict.reason.isEmpty())
        setState(path, State::Conflict);
    else
        setState(path, State::Conflict, Problem{ProblemKind::Conflict, path, {}, {}, conflict.reason});
}

/// What is left to be saved is what the user chose, or edited while nothing could be saved.
void LiveApply::noteReleased(const QString &path)
{
    File &known = file(path);
    const Buffer &buffer = *m_workspace.openBuffer(path);
    const bool isChosen = known.state == State::Conflict && buffer.base() == known.unseen;
    known.unseen.clear();
    known.isTakenBack = false;
    const QPointer self(this);
    setState(path, State::On);
    if (self && buffer.isModified() && (file(path).isEdited || isChosen))
        want(path, LivePace::Edit::Finished);
}

void LiveApply::want(const QString &path, LivePace::Edit edit)
{
    if (!isLive(path))
        return;
    file(path).awaitsTree = false; // of an older text
    file(path).pace.noteEdit(edit, now());
    schedule();
}

void LiveApply::finishTyping()
{
    for (auto &[path, known] : m_files)
        known.pace.finishTyping(now());
    schedule();
}

// Saving

QStringList LiveApply::pathsWhere(const std::function<bool(const File &)> &isMeant) const
{
    QStringList paths;
    for (const auto &[path, known] : m_files) {
        if (isMeant(known))
            paths += path;
    }
    return paths;
}

void LiveApply::saveNow()
{
    const auto isWaiting = [](const File &known) { return known.pace.isWaiting() || known.awaitsTree; };
    const QPointer self(this);
    for (const QString &path : pathsWhere(isWaiting)) {
        if (self && isWaiting(file(path))) // no longer where who heard of the one before has renamed it
            save(path);
    }
}

void LiveApply::schedule()
{
    std::optional<LivePace::Time> next;
    for (const auto &[path, known] : m_files) {
        if (const std::optional<LivePace::Time> due = known.pace.due())
            next = next ? std::min(*next, *due) : due;
    }
    if (!next)
        return m_timer.stop();
    // Never at once: the views have to follow one edit before anything else happens.
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - now());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void LiveApply::saveDue()
{
    const auto isDue = [](const File &known) {
        const std::optional<LivePace::Time> due = known.pace.due();
        return due && *due <= now();
    };
    const QPointer self(this);
    for (const QString &path : pathsWhere(isDue)) {
        if (self && isDue(file(path)))
            saveOrRead(path);
    }
    if (self)
        schedule();
}

void LiveApply::saveOrRead(const QString &path)
{
    File &known = file(path);
    Buffer *buffer = m_workspace.openBuffer(path);
    known.awaitsTree = isLive(path) && !buffer->isQuick();
    if (!known.awaitsTree)
        return save(path);
    known.pace.drop();
    buffer->readDocument();
}

void LiveApply::save(const QString &path)
{
    File &known = file(path);
    known.pace.drop();
    known.awaitsTree = false;
    const Buffer &buffer = *m_workspace.openBuffer(path);
    if (!isLive(path) || known.isTakenBack || m_workspace.isGone(path))
        return;
    if (!buffer.isModified())
        return setState(path, State::On);
    if (!buffer.document())
        return setState(path, State::Unreadable, buffer.document().error());
    if (!m_workspace.isSaving(path))
        known.isOwnSave = true; // else the end that comes first is that of another one
    m_workspace.save(path, known.inPlace, IfGone::Refuse);
}

void LiveApply::noteSaveEnded(const QString &path, const std::optional<Problem> &problem)
{
    File &known = file(path);
    known.pace.noteSaveEnded();
    known.isTakenBack = known.isTakenBack && m_workspace.conflict(path);
    const bool isOwnSave = std::exchange(known.isOwnSave, false);
    if (isOwnSave && isToBeRetried(path, problem)) {
        want(path, LivePace::Edit::Typing); // after a pause
        return schedule();
    }
    const bool isTold = isOwnSave && problem && known.told == problem;
    known.told = problem;
    known.retries = 0;
    const QPointer self(this);
    if (!m_workspace.conflict(path) && !m_workspace.isGone(path))
        setState(path, problem ? State::Failed : State::On, problem);
    if (self && problem && !isTold &&
        problem->kind != ProblemKind::Missing) // that is asked about where the file is shown
        Q_EMIT saveFailed(path, *problem);
    if (self)
        schedule();
}

/// Whether the disk was only changed too often for a merge, which may be over in a moment.
bool LiveApply::isToBeRetried(const QString &path, const std::optional<Problem> &problem)
{
    if (!problem || problem->kind != ProblemKind::Conflict)
        return false;
    const std::optional<Conflict> conflict = m_workspace.conflict(path);
    const bool mayPass = !conflict || conflict->reason.isEmpty();
    return mayPass && ++file(path).retries <= maximumRetries;
}

} // namespace retune
