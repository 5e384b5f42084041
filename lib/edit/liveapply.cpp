#include <retune/edit/liveapply.h>

#include <retune/format/format.h>

#include <algorithm>

namespace retune {

namespace {

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
    file(path).hasConflict = m_workspace.conflict(path).has_value();
    const Buffer *buffer = m_workspace.openBuffer(path);
    connect(buffer, &Buffer::changed, this, [this, path] { noteEdit(path); });
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
    wantModified();
    Q_EMIT stateChanged({});
}

void LiveApply::setLive(const QString &path, bool isLive)
{
    m_switches.files.remove(path);
    if (this->isLive(path) != isLive)
        m_switches.files.insert(path, isLive);
    wantModified();
    Q_EMIT stateChanged(path);
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
    Q_EMIT stateChanged(path);
    if (state == State::Unreadable && isFirst)
        Q_EMIT heldBack(path, *problem);
}

// Edits

void LiveApply::noteEdit(const QString &path)
{
    const bool isTyping = m_workspace.openBuffer(path)->isBeingTyped();
    want(path, isTyping ? LivePace::Edit::Typing : LivePace::Edit::Finished);
}

/// A conflict that ended is a finished edit: what is left to be saved is what the user chose.
void LiveApply::noteState(const QString &path)
{
    File &known = file(path);
    const bool hasConflict = m_workspace.conflict(path).has_value();
    if (std::exchange(known.hasConflict, hasConflict) == hasConflict)
        return;
    setState(path, hasConflict ? State::Conflict : State::On);
    if (!hasConflict && m_workspace.openBuffer(path)->isModified())
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

void LiveApply::wantModified()
{
    for (const QString &path : m_workspace.modifiedPaths())
        want(path, LivePace::Edit::Finished);
}

void LiveApply::finishTyping()
{
    for (auto &[path, known] : m_files)
        known.pace.finishTyping(now());
    schedule();
}

// Saving

void LiveApply::saveNow()
{
    for (auto &[path, known] : m_files) {
        if (known.pace.isWaiting() || known.awaitsTree)
            save(path, known);
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
    for (auto &[path, known] : m_files) {
        const std::optional<LivePace::Time> due = known.pace.due();
        if (!due || *due > now())
            continue;
        Buffer *buffer = m_workspace.openBuffer(path);
        known.awaitsTree = isLive(path) && !buffer->isQuick();
        if (known.awaitsTree) {
            known.pace.drop();
            buffer->readDocument();
        } else {
            save(path, known);
        }
    }
    schedule();
}

void LiveApply::save(const QString &path, File &file)
{
    file.pace.drop();
    file.awaitsTree = false;
    const Buffer &buffer = *m_workspace.openBuffer(path);
    if (!isLive(path) || file.hasConflict)
        return;
    if (!buffer.isModified())
        return setState(path, State::On);
    if (!buffer.document())
        return setState(path, State::Unreadable, buffer.document().error());
    file.isOwnSave = true;
    m_workspace.save(path, file.inPlace);
}

void LiveApply::noteSaveEnded(const QString &path, const std::optional<Problem> &problem)
{
    File &known = file(path);
    known.pace.noteSaveEnded();
    const bool isOwnSave = std::exchange(known.isOwnSave, false);
    const bool isTold = isOwnSave && problem && known.state == State::Failed && known.problem == problem;
    if (!known.hasConflict)
        setState(path, problem ? State::Failed : State::On, problem);
    if (problem && !isTold)
        Q_EMIT saveFailed(path, *problem);
    schedule();
}

} // namespace retune
