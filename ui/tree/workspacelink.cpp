#include "tree/workspacelink.h"

#include <retune/format/format.h>

#include <QtCore/QElapsedTimer>

namespace retune {

namespace {

/// Typing in the text moves the tree in steps, not with each key.
constexpr std::chrono::milliseconds typingPause{30};
/// For so long reloads are shown in one go.
constexpr std::chrono::milliseconds longestSlice{10};
/// Beyond this, comparing all values after each edit would be felt; the file is then marked as a whole.
constexpr int maximumComparedNodes = 20'000;

/// A problem of what the disk holds, for those who see another text.
Problem aboutDisk(const Problem &problem)
{
    QString text = problem.message;
    if (!problem.position.isNull())
        text = problem.place() + QLatin1Char(' ') + text;
    return {problem.kind, problem.file, {}, {}, WorkspaceLink::tr("on disk: %1").arg(text)};
}

/// For code, which has no keys that could have changed.
QList<Change> wholeFile()
{
    return {Change()};
}

/// What another program made of the base, where that is not what is shown.
QList<Change> changedByOthers(const Document &base, const Document &disk, const Document &shown)
{
    QList<Change> changes = keyDiff(base, disk);
    QSet<KeyPath> others;
    for (const Change &change : keyDiff(disk, shown))
        others.insert(change.path);
    changes.removeIf([&](const Change &change) { return !others.contains(change.path); });
    return changes;
}

} // namespace

ShownFile shownFile(const SettingsFile &file, const Buffer *buffer, bool hasConflict,
                    const std::optional<Document> &opened)
{
    ShownFile shown{
        file.path, file.document, file.problem, false, hasConflict, {}, isCode(file.format->id())};
    shown.inForce = file.document;
    shown.opened = opened;
    if (buffer) {
        shown.isUnsaved = buffer->isModified();
        shown.document = buffer->lastGoodDocument();
        if (!buffer->document()) {
            shown.problem = buffer->document().error();
            shown.problem->file = file.path;
        } else if (shown.isUnsaved && shown.problem && diskContent(&file).isKnown()) {
            shown.problem = aboutDisk(*shown.problem);
        }
        if (shown.document.isNull())
            shown.document = file.document;
    }
    if (shown.document.isNull() || shown.document.nodeCount() > maximumComparedNodes)
        return shown;
    if (shown.isUnsaved) {
        const bool isBasedOnDisk = buffer->base() == file.document.bytes();
        shown.base = isBasedOnDisk ? file.document : buffer->baseDocument();
        if (shown.base.isNull())
            shown.base = file.document; // what readers still have of it
        shown.unsaved = keyDiff(shown.base, shown.document);
        if (hasConflict)
            shown.onDisk = changedByOthers(shown.base, file.document, shown.document);
    }
    if (opened && opened->root() != shown.document.root())
        shown.sinceOpened = keyDiff(*opened, shown.document);
    return shown;
}

WorkspaceLink::WorkspaceLink(Workspace &workspace, SettingsModel &model, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_model(model)
{
    m_showTimer.setSingleShot(true);
    m_showTimer.setInterval(typingPause);
    connect(&m_showTimer, &QTimer::timeout, this, [this] {
        for (const QString &path : std::exchange(m_stale, {})) {
            const Buffer *buffer = m_workspace.openBuffer(path);
            if (!buffer || !buffer->isEditing()) // else it is shown with the edit
                m_waiting.insert(path);
        }
        showSlice();
    });
    m_sliceTimer.setSingleShot(true);
    connect(&m_sliceTimer, &QTimer::timeout, this, &WorkspaceLink::showSlice);
    model.setEditor(this);
    const Store &store = workspace.store();
    connect(&store, &Store::reloaded, this, &WorkspaceLink::follow);
    connect(&store, &Store::reloadFailed, this, [this](const Problem &problem) { show(problem.file); });
    connect(&store, &Store::recovered, this, &WorkspaceLink::show);
    connect(&store, &Store::forgotten, this, &WorkspaceLink::show);
    connect(&workspace, &Workspace::bufferOpened, this, &WorkspaceLink::watchBuffer);
    connect(&workspace, &Workspace::bufferStateChanged, this, &WorkspaceLink::showSoon);
}

WorkspaceLink::~WorkspaceLink()
{
    if (m_model.editor() == this)
        m_model.setEditor(nullptr);
}

void WorkspaceLink::load()
{
    m_isLoaded = true;
    m_opened = m_workspace.store().snapshot();
    std::vector<ShownFile> files;
    files.reserve(std::size_t(m_opened.fileCount()));
    for (const SettingsFilePtr &file : m_opened.files())
        files.push_back(shownFile(*file, m_workspace.openBuffer(file->path), false, file->document));
    m_model.reset(files);
}

void WorkspaceLink::follow(const Reload &reload)
{
    for (const FileReload &file : reload.files)
        m_reloaded.insert(file.path(), isCode(file.after->format->id()) ? wholeFile() : file.changes);
    showSlice();
}

/// A reload of thousands of files, or an edit of several long ones, is shown in slices, between which the window answers.
void WorkspaceLink::showSlice()
{
    QElapsedTimer slice;
    slice.start();
    while (!m_waiting.isEmpty() && slice.elapsed() < longestSlice.count()) {
        const QString path = *m_waiting.constBegin();
        m_waiting.remove(path);
        show(path);
    }
    while (!m_reloaded.isEmpty() && slice.elapsed() < longestSlice.count()) {
        const auto first = m_reloaded.constBegin();
        const QString path = first.key();
        const QList<Change> changes = first.value();
        m_reloaded.erase(first);
        show(path);
        const Buffer *buffer = m_workspace.openBuffer(path);
        if (!buffer || !buffer->isModified()) // else the tree does not show what came into force
            m_model.highlight(path, changes);
    }
    if (!m_waiting.isEmpty() || !m_reloaded.isEmpty())
        m_sliceTimer.start();
}

void WorkspaceLink::showSoon(const QString &path)
{
    m_stale.insert(path);
    if (!m_showTimer.isActive())
        m_showTimer.start();
}

void WorkspaceLink::show(const QString &path)
{
    if (path.isEmpty() || !m_isLoaded)
        return;
    m_stale.remove(path);
    const SettingsFilePtr file = m_workspace.store().snapshot().file(path);
    if (!file)
        return showNew(path);
    Buffer *buffer = m_workspace.openBuffer(path);
    if (buffer && !buffer->isQuick())
        return buffer->readDocument(); // and comes back here
    const bool hasConflict = m_workspace.awaitsChoice(path);
    const SettingsFilePtr asOpened = m_opened.file(path);
    const Document opened = asOpened ? asOpened->document : Document(); // none for a file that came later
    m_model.update(shownFile(*file, buffer, hasConflict, opened));
}

/// A file that the save will make has a row as soon as there is something to be saved.
void WorkspaceLink::showNew(const QString &path)
{
    const Buffer *buffer = m_workspace.openBuffer(path);
    if (!buffer || !buffer->isModified())
        return m_model.remove(path);
    SettingsFile file;
    file.path = path;
    file.format = &buffer->format();
    m_model.update(shownFile(file, buffer, m_workspace.awaitsChoice(path)));
}

void WorkspaceLink::watchBuffer(const QString &path)
{
    Buffer *buffer = m_workspace.openBuffer(path);
    if (!buffer)
        return;
    connect(buffer, &Buffer::documentRead, this, [this, path] {
        m_waiting.insert(path);
        m_sliceTimer.start();
    });
    connect(buffer, &Buffer::changed, this, [this, path, buffer] {
        if (buffer->isQuick())
            showSoon(path);
        else
            buffer->readDocument(); // the reading is pause enough
    });
}

void WorkspaceLink::gesture(const QString &path, Gesture step)
{
    Buffer *buffer = m_workspace.buffer(path);
    if (!buffer)
        return;
    switch (step) {
    case Gesture::Begin:
        m_inGesture.insert(path);
        return buffer->beginGesture();
    case Gesture::End:
        m_inGesture.remove(path);
        return buffer->endGesture();
    case Gesture::Cancel:
        m_inGesture.remove(path);
        buffer->cancelGesture();
        return buffer->inTurn([this, path] { show(path); });
    }
}

void WorkspaceLink::together(const std::function<void()> &edits)
{
    m_workspace.jointEdits().make(edits);
}

/// What stands in the way of every edit at present. A long text is not read for it, here in the thread of the window.
std::optional<Problem> WorkspaceLink::obstacle(const QString &path) const
{
    const Buffer *buffer = m_workspace.buffer(path);
    if (!buffer) {
        return m_workspace.unreadable(path).value_or(
            Problem{ProblemKind::Missing, path, {}, {}, tr("%1 is no longer in the folder").arg(path)});
    }
    if (!buffer->isQuick() || buffer->document())
        return std::nullopt;
    Problem problem = buffer->document().error();
    problem.message = tr("The text of %1 cannot be read and has to be repaired first: %2 %3")
                          .arg(path, problem.place(), problem.message);
    return problem;
}

void WorkspaceLink::edit(const QString &path, const DocumentEdit &edit, const EditDone &done)
{
    Buffer *buffer = m_workspace.buffer(path);
    if (!buffer)
        return done(Unexpected{*obstacle(path)});
    const auto finish = [link = QPointer(this), path, done](const Result<void> &result) {
        if (link && result)
            link->show(path);
        const std::optional<Problem> problem = link && !result ? link->obstacle(path) : std::nullopt;
        done(problem ? Result<void>(Unexpected{*problem}) : result);
        if (link && !result)
            link->showSoon(path); // what was refused may have kept it from being shown
    };
    m_workspace.jointEdits().editSoon(
        *buffer, edit, finish, m_inGesture.contains(path) ? Buffer::Waiting::Newest : Buffer::Waiting::Each);
}

} // namespace retune
