#include <retune/store/promptthread_p.h>
#include <retune/store/storeengine_p.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <algorithm>
#include <sys/stat.h>

namespace retune {

namespace {

using Clock = Watcher::Clock;

QString parentFolder(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash < 0 ? QString() : path.first(slash);
}

bool isFolder(const QByteArray &path)
{
    struct stat status = {};
    return ::stat(path.constData(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// Whether a folder may be there though it was not listed, because one above it, or itself, could not be.
bool isHidden(const QString &folder, const QList<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(), [&folder](const Problem &problem) {
        return problem.kind != ProblemKind::Missing && isBelow(folder, problem.file);
    });
}

/// Since when a file has been left alone, as far as its time of change tells.
FileState::Time quietSince(const Signature &signature, FileState::Time now)
{
    using namespace std::chrono;
    const auto changed =
        system_clock::time_point(duration_cast<system_clock::duration>(nanoseconds(signature.changed)));
    return now - std::max(system_clock::now() - changed, system_clock::duration(0));
}

} // namespace

StoreEngine::StoreEngine(Store &store, std::shared_ptr<StoreCore> core, StoreOptions options,
                         StoreSystem system)
    : m_store(&store)
    , m_core(std::move(core))
    , m_options(std::move(options))
    , m_watcher(std::move(system.watcher))
    , m_fileCalls(std::move(system.files))
    , m_folderCalls(std::move(system.folders))
    , m_root(store.folder())
    , m_rules{m_options.codeFolder}
    , m_batch(m_options.timing)
{
    for (const ValidatorRule &rule : m_options.validators)
        m_validators.add({m_store->relativePath(rule.file), rule.key, rule.check});
    m_thread = std::thread([this] { // everything it uses is there
        m_threadId = std::this_thread::get_id();
        run();
        const std::unique_ptr<StoreEngine> self = std::move(m_self);
    });
}

void StoreEngine::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing.request_stop();
        m_watcher->wake();
    }
    if (!isOwnThread())
        return m_thread.join();
    m_store = nullptr;
    m_thread.detach();
    endLooks();
    m_core->setLoaded(); // the load may be what this is called from
}

void StoreEngine::destroyWithThread(std::unique_ptr<StoreEngine> engine)
{
    StoreEngine &kept = *engine;
    kept.m_self = std::move(engine);
}

void StoreEngine::lookNow(const QString &path)
{
    if (isOwnThread()) {
        if (File *file = find(path))
            lookAt(*file);
        return;
    }
    LookNow look{path};
    std::unique_lock lock(m_mutex);
    if (isClosing())
        return;
    m_looks.push_back(&look);
    m_watcher->wake();
    m_lookDone.wait(lock, [&look] { return look.isDone; });
}

void StoreEngine::rescanSoon()
{
    const std::lock_guard lock(m_mutex);
    m_wantsRescan = true;
    m_watcher->wake();
}

void StoreEngine::forgetSoon(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_toForget += path;
    m_watcher->wake();
}

void StoreEngine::setWatcher(std::unique_ptr<Watcher> watcher)
{
    const std::lock_guard lock(m_mutex);
    m_nextWatcher.swap(watcher); // one that was never changed for dies outside of the lock
    m_watcher->wake();
}

// The loop

void StoreEngine::run()
{
    makePromptThread("retune-engine");
    load();
    takeCommands(); // those that came meanwhile
    while (!isClosing()) {
        take(m_watcher->wait(nextDue()));
        takeCommands();
        if (Clock::now() >= m_scanDue)
            scan({});
        runDue();
        if (!m_news.empty() || Clock::now() >= m_batch.due())
            publish();
        noteWatchStatus();
        tellAll();
    }
    endLooks();
}

void StoreEngine::endLooks()
{
    const std::lock_guard lock(m_mutex);
    for (auto *looks : {&m_looksUnderWay, &m_looks}) {
        for (LookNow *look : *looks)
            look->isDone = true;
        looks->clear();
    }
    m_lookDone.notify_all();
}

void StoreEngine::load()
{
    scan({});
    m_core->setListed();
    readFirstContents();
    if (isClosing())
        return m_core->setLoaded(); // nobody waits in vain
    publishWaiting();
    noteWatchStatus(); // whoever waited for the load finds what was refused in it
    m_toTell.push_back([this] {
        m_core->setLoaded();
        Q_EMIT m_store->loaded();
    });
    tellAll();
}

/// Reads every file once. One that was changed a moment ago and is not good, or seems to have lost its keys, gets the usual
/// time for more to come, so that it belongs to what was there at the start and is not news after it.
void StoreEngine::readFirstContents()
{
    const Time limit = Clock::now() + m_options.timing.failureQuiet;
    const auto isUndecided = [](const auto &due) { return !due.second->inForce(); };
    runDue();
    while (!isClosing() && Clock::now() < limit && std::any_of(m_due.begin(), m_due.end(), isUndecided)) {
        take(m_watcher->wait(std::min(m_due.begin()->first, limit)));
        runDue();
    }
}

StoreEngine::Time StoreEngine::nextDue() const
{
    const Time nextFile = m_due.empty() ? Time::max() : m_due.begin()->first;
    return std::min({nextFile, m_batch.due(), m_scanDue});
}

void StoreEngine::runDue()
{
    while (!isClosing() && !m_due.empty() && m_due.begin()->first <= Clock::now()) {
        File &file = *m_due.begin()->second;
        apply(file, woken(file.state, Clock::now(), m_options.timing));
    }
}

void StoreEngine::takeCommands()
{
    bool wantsRescan = false;
    QStringList paths;
    QStringList toForget;
    std::unique_ptr<Watcher> watcher;
    {
        const std::lock_guard lock(m_mutex);
        wantsRescan = std::exchange(m_wantsRescan, false);
        m_looksUnderWay.swap(m_looks);
        for (const LookNow *look : m_looksUnderWay)
            paths += look->path;
        toForget.swap(m_toForget);
        watcher.swap(m_nextWatcher);
    }
    for (const QString &path : toForget) {
        File *file = find(path);
        if (file && !QFileInfo::exists(absolutePath(path)))
            forget(*file);
    }
    if (watcher)
        changeWatcher(std::move(watcher));
    else if (wantsRescan)
        scan({});
    if (paths.isEmpty())
        return;
    // What the watcher knows already comes first: a finished write is read without asking for a writer.
    take(m_watcher->wait(Time::min()));
    for (const QString &path : paths) {
        if (File *file = find(path))
            lookAt(*file);
    }
    const std::lock_guard lock(m_mutex);
    for (LookNow *look : m_looksUnderWay)
        look->isDone = true;
    m_looksUnderWay.clear();
    m_lookDone.notify_all();
}

void StoreEngine::changeWatcher(std::unique_ptr<Watcher> next)
{
    take(m_watcher->wait(Time::min())); // it may know that a writer has finished
    {
        const std::lock_guard lock(m_mutex);
        m_watcher.swap(next);
        m_watcher->wake(); // whoever woke the other one meanwhile is heard too
    }
    for (const QString &folder : m_folders)
        addFolder(folder); // first: a plain file in a watched folder costs no more
    for (const auto &[path, file] : m_files)
        m_watcher->addFile(absolutePath(path));
    scan({}); // sees what changed until the watches stood
}

void StoreEngine::lookAt(File &file)
{
    if (file.isBeingLookedAt)
        return; // by a call further out, one of whose checks asks for it
    ask(file);
    apply(file, woken(file.state, Clock::now(), m_options.timing));
    publish();
}

// What changed

void StoreEngine::take(const WatchBatch &batch)
{
    QStringList folders;
    for (const QString &folder : batch.rescan)
        folders += relativePath(folder);
    for (const QString &folder : foldersToScan(folders))
        scan(folder);
    for (const PathChange &change : batch.changes)
        takeChange(change);
}

void StoreEngine::takeChange(const PathChange &change)
{
    const QString path = relativePath(change.path);
    if (File *file = find(path))
        return noteChange(*file, change.hint);
    const bool mayBeFolder = !change.isNoFolder && m_rules.isSearched(path);
    if (m_folders.contains(path) || mayBeFolder)
        takeFolder(path);
    if (m_rules.format(path) && m_folders.contains(parentFolder(path)))
        noteChange(track(path), change.hint);
}

void StoreEngine::takeFolder(const QString &folder)
{
    const bool exists = isFolder(QFile::encodeName(absolutePath(folder)));
    if (exists && (m_folders.contains(folder) || m_folders.contains(parentFolder(folder))))
        scan(folder);
    else if (m_folders.contains(folder))
        forgetMissing(FolderListing(), folder);
}

void StoreEngine::scan(const QString &below)
{
    m_hasScanned = true;
    const FolderListing listing = listSettings(
        m_root, below, m_rules, [this](const QString &folder) { addFolder(folder); }, m_closing.get_token(),
        m_folderCalls);
    for (const QString &path : listing.files) {
        if (isClosing())
            break;
        File *known = find(path);
        if (!known)
            ask(track(path));
        else if (known->state.due == Time::max() &&
                 (known->wasRefused || signatureOf(known->systemPath) != known->signature))
            ask(*known);
    }
    if (isClosing())
        return; // what is not listed need not be gone
    forgetMissing(listing, below);
    noteFolderProblems(listing, below);
    if (below.isEmpty())
        m_scanDue = Clock::now() + m_options.timing.scan;
}

void StoreEngine::forgetMissing(const FolderListing &listing, const QString &below)
{
    const QSet<QString> listedFiles(listing.files.begin(), listing.files.end());
    for (const auto &[path, file] : m_files) {
        if (isBelow(path, below) && !listedFiles.contains(path) && file->state.due == Time::max() &&
            file->signature.exists())
            noteChange(*file, Hint::Touched);
    }
    const QSet<QString> listedFolders(listing.folders.begin(), listing.folders.end());
    std::erase_if(m_folders, [&](const QString &folder) {
        // The root stays watched: it may come back.
        const bool isGone = !folder.isEmpty() && isBelow(folder, below) && !listedFolders.contains(folder) &&
                            !isHidden(folder, listing.problems);
        if (isGone)
            m_watcher->removeFolder(absolutePath(folder));
        return isGone;
    });
}

void StoreEngine::addFolder(const QString &folder)
{
    // A refusal is kept in the watcher's status; the periodic scan serves the folder then.
    static_cast<void>(m_watcher->addFolder(absolutePath(folder)));
    m_folders.insert(folder);
    m_core->countFolder();
}

// Files

StoreEngine::File *StoreEngine::find(const QString &path)
{
    const auto found = m_files.find(path);
    return found == m_files.end() ? nullptr : found->second.get();
}

StoreEngine::File &StoreEngine::track(const QString &path)
{
    auto file = std::make_unique<File>();
    file->path = path;
    file->systemPath = QFile::encodeName(absolutePath(path));
    file->format = m_rules.format(path);
    file->state.quietSince = quietSince(signatureOf(file->systemPath), Clock::now());
    m_watcher->addFile(absolutePath(path));
    m_core->countFound(1);
    return *m_files.emplace(path, std::move(file)).first->second;
}

void StoreEngine::forget(File &file)
{
    const QString path = file.path;
    setState(file, FileState());
    std::erase(m_waiting, &file);
    m_watcher->removeFile(absolutePath(path));
    m_core->removeStamp(path);
    m_core->countFound(-1);
    if (file.published) {
        if (!file.published->document.isNull())
            ++m_revision; // values go with it
        // That its handles have lost their file is not told: it is no problem.
        static_cast<void>(m_core->publish(m_core->snapshot().without(path, m_revision), {file.published}));
        m_news.push_back([this, path] { Q_EMIT m_store->forgotten(path); });
    }
    m_files.erase(path);
}

void StoreEngine::noteChange(File &file, Hint hint)
{
    const Time now = Clock::now();
    file.noticed = std::min(file.noticed, now);
    // Bytes written through a memory map after its first ones may change no time of the file.
    if (hint == Hint::Finished)
        file.signatureIsFinal = false;
    apply(file, hinted(file.state, hint, now, m_options.timing));
}

void StoreEngine::ask(File &file)
{
    const Time now = Clock::now();
    file.noticed = std::min(file.noticed, now);
    const Time quiet = file.state.quietSince;
    apply(file, asked(file.state, now, m_options.timing));
    // A file that is new to the store has been quiet for as long as its time of change says.
    if (!file.published && !file.next)
        file.state.quietSince = quiet;
}

void StoreEngine::setState(File &file, const FileState &state)
{
    m_due.erase({file.state.due, &file});
    file.state = state;
    if (state.due != Time::max())
        m_due.insert({state.due, &file});
}

void StoreEngine::apply(File &file, const FileStep &step)
{
    setState(file, step.first);
    const Timing &timing = m_options.timing;
    switch (step.second) {
    case FileAction::None:
        if (file.state.due == Time::max()) {
            file.noticed = Time::max();
            if (file.published)
                stamp(file); // nothing waits: a `stat` is answer enough for whoever asks next
        }
        return;
    case FileAction::Probe:
        return apply(file, probed(file.state, writerPresence(QFile::decodeName(file.systemPath)),
                                  Clock::now(), timing));
    case FileAction::Look: {
        file.isBeingLookedAt = true;
        const Look found = look(file);
        file.isBeingLookedAt = false;
        return apply(file, looked(file.state, found, Clock::now(), timing));
    }
    case FileAction::Publish:
        return putIntoForce(file);
    case FileAction::Report:
        return report(file);
    case FileAction::Clear:
        return clear(file);
    }
}

/// Of a path as the watcher spells it: below a folder that was given to it, which is clean. Empty for other paths.
QString StoreEngine::relativePath(const QString &path) const
{
    const qsizetype prefix = m_root.size() + (m_root.endsWith(u'/') ? 0 : 1);
    return path.size() > prefix && path.startsWith(m_root) && path.at(prefix - 1) == u'/'
               ? path.sliced(prefix)
               : QString();
}

QString StoreEngine::absolutePath(const QString &path) const
{
    return path.isEmpty() ? m_root : m_root + u'/' + path;
}

} // namespace retune
