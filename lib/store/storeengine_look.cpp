// The half of the engine that looks at files and publishes what it found.

#include <retune/store/storeengine_p.h>

#include <QtCore/QMetaMethod>

#include <algorithm>
#include <iterator>
#include <utility>

namespace retune {

namespace {

using Clock = Watcher::Clock;

/// Whether this may be the beginning of a text whose rest is still to be written.
bool seemsCut(const Document &before, const Document &after)
{
    const bool isEmpty = after.nodeCount() <= 1; // nothing but comments
    return isEmpty || losesKeys(before, after);
}

} // namespace

// Looking

Look StoreEngine::look(File &file)
{
    const FileStatus status = statusOf(file.systemPath);
    const Signature &now = status.signature;
    const bool isSame = file.signatureIsFinal && now == file.signature && !file.wasRefused;
    file.signatureIsFinal = !now.isYounger(m_options.timing.young);
    file.signature = now;
    if (isSame) {
        const bool isInForce = file.inForce() && file.found != Found::Bad && file.found != Found::Gone &&
                               file.inForce()->document.bytes() == file.content;
        return {isInForce ? Found::InForce : file.found, true, false};
    }
    const auto content = readFile(file.systemPath, m_options.limits.bytes, m_fileCalls, status);
    file.wasRefused = !content && content.error().kind == ProblemKind::Unreadable;
    if (!content) {
        Problem problem = content.error();
        if (problem.kind == ProblemKind::Limit && !m_options.sizeAdvice.isEmpty())
            problem.message += QLatin1String("; ") + m_options.sizeAdvice;
        return failed(file, problem.kind == ProblemKind::Missing ? Found::Gone : Found::Bad, problem);
    }
    if (!*content) {
        file.signatureIsFinal = false;
        return {Found::Busy, false, true};
    }
    return read(file, **content);
}

Look StoreEngine::failed(File &file, Found found, Problem problem)
{
    problem.file = file.path; // as it is told, so that the same problem is known again
    const bool isSame = file.found == found && file.problem == problem;
    file.found = found;
    file.problem = std::move(problem);
    file.content.clear();
    return {found, isSame, !file.signatureIsFinal};
}

Look StoreEngine::read(File &file, const FileContent &content)
{
    file.signature = content.signature;
    file.signatureIsFinal = !content.signature.isYounger(m_options.timing.young);
    const bool isYoung = !file.signatureIsFinal;
    const SettingsFilePtr inForce =
        file.inForce(); // a copy: a check may refresh, and that publishes what waits
    const bool hasGood = inForce && !inForce->document.isNull();
    const bool isSame = file.found != Found::Gone && file.found != Found::Busy && !file.content.isNull() &&
                        content.bytes == file.content;
    file.content = content.bytes;
    if (hasGood && content.bytes == inForce->document.bytes()) {
        file.found = Found::InForce;
        return {Found::InForce, isSame, isYoung};
    }
    if (isSame && file.found != Found::InForce)
        return {file.found, true, isYoung};

    Result<Document> document = checked(file, content.bytes);
    if (!document) {
        file.found = Found::Bad;
        file.problem = document.error();
    } else {
        const bool mayBeCut = file.format->mayParseWhenCut();
        file.found = mayBeCut && seemsCut(hasGood ? inForce->document : Document(), *document) ? Found::Loss
                                                                                               : Found::Good;
        file.candidate = *std::move(document);
    }
    return {file.found, false, isYoung};
}

void StoreEngine::stamp(const File &file)
{
    const bool isSettled = !file.wasRefused && !file.next && !file.isBeingLookedAt;
    m_core->setStamp(file.path, {file.signature, file.signatureIsFinal && isSettled});
}

/// The tree of new content, where it can be read and every check takes it.
Result<Document> StoreEngine::checked(const File &file, const QByteArray &bytes) const
{
    if (bytes.isEmpty())
        return Unexpected{emptyFile()};
    Result<Document> document = file.format->parse(bytes, m_options.limits);
    if (document) {
        if (const auto problem = m_validators.problemIn(file.path, *document))
            return Unexpected{*problem};
    }
    return document;
}

// Publishing

void StoreEngine::putIntoForce(File &file)
{
    const bool hadProblem = file.inForce() && file.inForce()->problem;
    waitForPublish(file, {file.path, file.format, file.candidate, file.content, std::nullopt, 0});
    m_batch.added(Clock::now());
    if (hadProblem)
        m_news.push_back([this, path = file.path] { Q_EMIT m_store->recovered(path); });
}

void StoreEngine::report(File &file)
{
    const bool neverWasGood = !file.inForce() || file.inForce()->document.isNull();
    // Values stay in force when their file goes; code does not: to remove its file is how it is ended.
    if (file.found == Found::Gone && (neverWasGood || isCode(file.format->id())))
        return forget(file);
    file.problem->file = file.path;
    SettingsFile next =
        file.inForce() ? *file.inForce() : SettingsFile{file.path, file.format, {}, {}, {}, 0};
    next.problem = file.problem;
    next.disk = file.content;
    waitForPublish(file, std::move(next));
    tell(*file.problem);
}

void StoreEngine::clear(File &file)
{
    SettingsFile next = *file.inForce();
    next.problem.reset();
    next.disk = next.document.bytes();
    waitForPublish(file, std::move(next));
    m_news.push_back([this, path = file.path] { Q_EMIT m_store->recovered(path); });
}

void StoreEngine::waitForPublish(File &file, SettingsFile next)
{
    if (!file.inForce())
        m_core->countRead();
    if (!file.next)
        m_waiting.push_back(&file);
    file.next = std::make_shared<const SettingsFile>(std::move(next));
    if (!file.published)
        stamp(file); // from now on the store has such a file
}

void StoreEngine::tell(const Problem &problem)
{
    m_news.push_back([this, problem] { Q_EMIT m_store->reloadFailed(problem); });
}

FileReload StoreEngine::published(File &file, quint64 revision, Time now)
{
    const SettingsFilePtr before = std::exchange(file.published, std::exchange(file.next, nullptr));
    FileReload reload;
    const bool isNew =
        !file.published->document.isNull() && (!before || before->document.isNull() ||
                                               before->document.bytes() != file.published->document.bytes());
    if (isNew) {
        auto withRevision = std::make_shared<SettingsFile>(*file.published);
        withRevision->revision = revision;
        file.published = std::move(withRevision);
        const bool hadGood = before && !before->document.isNull();
        reload.before = hadGood ? before : nullptr;
        reload.after = file.published;
        reload.latency =
            std::chrono::duration_cast<std::chrono::microseconds>(now - std::min(file.noticed, now));
    }
    file.noticed = Time::max();
    return reload;
}

void StoreEngine::publish()
{
    // The first revision is all that the load has read: a check that refreshes meanwhile publishes nothing.
    if (!m_store || m_revision == 0 || (m_waiting.empty() && m_news.empty()))
        return;
    publishWaiting();
    tellAll();
}

/// Puts what waits into force at once. What there is to tell of it waits its turn.
void StoreEngine::publishWaiting()
{
    const std::vector<File *> waiting = std::exchange(m_waiting, {});
    const bool isFirst = m_revision == 0;
    const quint64 next = m_revision + 1;
    const Time now = Clock::now();
    Reload reload;
    std::vector<SettingsFilePtr> states;
    std::vector<SettingsFilePtr> changed;
    for (File *file : waiting) {
        FileReload fileReload = published(*file, next, now);
        states.push_back(file->published);
        if (!fileReload.after)
            continue;
        changed.push_back(fileReload.after);
        reload.files.append(std::move(fileReload));
    }
    if (!changed.empty() || isFirst)
        m_revision = next;
    QList<Problem> handleProblems;
    if (!states.empty() || isFirst)
        handleProblems = m_core->publish(m_core->snapshot().with(states, m_revision), changed);
    reload.published = QDateTime::currentDateTimeUtc();
    reload.revision = m_revision;
    m_batch.published(now);
    for (const File *file : waiting)
        stamp(*file);
    if (!isFirst && !reload.files.isEmpty())
        m_toTell.push_back([this, reload]() mutable { tellReload(reload); });
    for (const Problem &problem : handleProblems)
        m_toTell.push_back([this, problem] { Q_EMIT m_store->reloadFailed(problem); });
    std::move(m_news.begin(), m_news.end(), std::back_inserter(m_toTell));
    m_news.clear();
}

// Telling

/// Tells everything in the order in which it happened. A slot that refreshes comes here again, and what that published is told
/// when the slots behind it have heard what was before.
void StoreEngine::tellAll()
{
    if (std::exchange(m_isTelling, true))
        return;
    while (m_store && !m_toTell.empty()) { // whoever hears of something may close the store
        const auto tellNext = std::move(m_toTell.front());
        m_toTell.pop_front();
        tellNext();
    }
    m_isTelling = false;
}

void StoreEngine::tellReload(Reload &reload)
{
    if (!isHeard())
        return;
    for (FileReload &file : reload.files)
        file.changes = keyDiff(file.before ? file.before->document : Document(), file.after->document);
    Q_EMIT m_store->reloaded(reload);
    if (m_store)
        m_store->m_subscriptions.tell(reload);
}

/// Whether somebody wants to know what changed: finding the keys that differ takes as long as reading the files.
bool StoreEngine::isHeard() const
{
    static const QMetaMethod reloaded = QMetaMethod::fromSignal(&Store::reloaded);
    return m_store->isSignalConnected(reloaded) || !m_store->m_subscriptions.isEmpty();
}

void StoreEngine::noteFolderProblems(const FolderListing &listing, const QString &below)
{
    std::map<QString, Problem> now;
    for (const Problem &problem : listing.problems) {
        // A folder that is gone may be about to be replaced; its files tell when it stays away.
        if (problem.kind != ProblemKind::Missing)
            now.emplace(problem.file, problem);
    }
    for (const auto &[folder, problem] : now) {
        if (!m_folderProblems.contains(folder))
            tell(problem);
    }
    std::erase_if(m_folderProblems, [&](const auto &known) {
        const QString &folder = known.first;
        const bool isOver = isBelow(folder, below) && !now.contains(folder);
        if (isOver)
            m_news.push_back([this, folder] { Q_EMIT m_store->recovered(folder); });
        return isOver;
    });
    m_folderProblems.merge(now);
    QList<Problem> all;
    for (const auto &[folder, problem] : m_folderProblems)
        all.append(problem);
    m_core->setFolderProblems(all);
}

void StoreEngine::noteWatchStatus()
{
    if (!m_store || !std::exchange(m_hasScanned, false))
        return;
    const WatchStatus status = m_watcher->status();
    if (status == m_core->watchStatus())
        return;
    m_core->setWatchStatus(status);
    m_toTell.push_back([this, status] { Q_EMIT m_store->watchStatusChanged(status); });
}

} // namespace retune
