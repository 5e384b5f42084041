// How a revision is written.

#include <retune/history/historyrepository.h>

#include <retune/history/revisionmessage.h>
#include <retune/text/tr.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>

#include <algorithm>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

/// So many files at once are not synced one by one; the pack that they come into soon is.
constexpr std::size_t quickFrom = 64;
/// How often a commit is made anew because another program moved the branch meanwhile.
constexpr int attempts = 20;
/// A lock of git's that is older was left by a program that was killed: who writes here holds it for microseconds.
constexpr std::chrono::seconds staleLockAge{2};
constexpr std::chrono::milliseconds lockPause{50};
constexpr std::chrono::seconds longestLockWait{3};
/// Two programs that watch one folder see a change at times that differ by less than this.
constexpr std::chrono::seconds watchersApart{2};

void waitForGitsLock(const QString &location)
{
    const QString lock = location + u'/' + QLatin1StringView(historyBranch) + u".lock"_s;
    for (auto waited = lockPause; waited < longestLockWait && QFileInfo::exists(lock); waited += lockPause) {
        const QDateTime written = QFileInfo(lock).lastModified();
        if (written.addDuration(staleLockAge) < QDateTime::currentDateTime())
            QFile::remove(lock);
        else
            QThread::msleep(lockPause.count());
    }
}

std::optional<git_oid> blobIdOf(const QByteArray &bytes)
{
    git_oid id;
    if (git_odb_hash(&id, bytes.constData(), std::size_t(bytes.size()), GIT_OBJECT_BLOB) != 0)
        return std::nullopt;
    return id;
}

bool isEqual(const std::optional<git_oid> &left, const std::optional<git_oid> &right)
{
    return left && right ? git_oid_equal(&*left, &*right) : left.has_value() == right.has_value();
}

} // namespace

/// What other runs of programs have kept at about the time of the draft, or later: they watch the same folder. What they kept
/// before the run of the draft began is something else, however short a time ago it was.
std::vector<HistoryRepository::Step> HistoryRepository::stepsOfOthers(const RevisionDraft &draft,
                                                                      std::optional<git_oid> tip) const
{
    std::vector<Step> steps;
    while (tip) {
        const GitCommit later = commit(*tip);
        if (!later)
            break;
        const KeptRevision kept = revision(later.get());
        if (kept.when.addDuration(watchersApart) < draft.when)
            break;
        const std::optional<git_oid> before = parent(later.get());
        if (kept.run != draft.run && kept.when >= draft.runBegan)
            steps.push_back({before ? tree(*before) : nullptr, tree(*tip)});
        tip = before;
    }
    return steps;
}

/// What the draft changes of the files of `base`.
TreeUpdates HistoryRepository::updates(const RevisionDraft &draft, const std::optional<git_oid> &tip,
                                       git_tree *base)
{
    TreeUpdates updates;
    for (const auto &[name, bytes] : draft.files) {
        const QByteArray path = name.toUtf8();
        const std::optional<git_oid> blob = bytes ? blobIdOf(*bytes) : std::nullopt;
        if (!isEqual(blob, blobAt(base, path)))
            updates.emplace(path, blob);
    }
    if (draft.isWholeFolder && base)
        removeOthers(draft, base, updates);
    const std::vector<Step> others = stepsOfOthers(draft, tip);
    std::erase_if(updates, [&](const auto &update) {
        return std::any_of(others.begin(), others.end(), [&](const Step &step) {
            const bool wasSo = isEqual(blobAt(step.before.get(), update.first), update.second);
            const bool isSo = isEqual(blobAt(step.after.get(), update.first), update.second);
            // A folder was looked at before the step that led away from it; a reload came to the same as the step.
            return draft.isWholeFolder ? wasSo && !isSo : isSo && !wasSo;
        });
    });
    return updates;
}

/// Whatever the draft of a whole folder does not hold is gone.
void HistoryRepository::removeOthers(const RevisionDraft &draft, git_tree *base, TreeUpdates &updates) const
{
    const auto files = treeChanges(m_repository.get(), nullptr, base);
    for (const KeptChange &file : files.value_or(QList<KeptChange>())) {
        if (!draft.files.contains(file.path) && !draft.unreadable.contains(file.path))
            updates.emplace(file.path.toUtf8(), std::nullopt);
    }
}

/// Another run was quicker to keep what the draft's own program has saved, and could not know who it was and what for: makes its
/// revision say that. It stays one of that run, since it is what that run has seen.
std::optional<git_oid> HistoryRepository::explain(const RevisionDraft &draft,
                                                  const std::optional<git_oid> &tip) const
{
    const GitCommit newest = tip ? commit(*tip) : nullptr;
    if (!newest || draft.source != RevisionSource::Retune || draft.isWholeFolder)
        return std::nullopt;
    const KeptRevision kept = revision(newest.get());
    if (kept.run == draft.run || kept.when.addDuration(watchersApart) < draft.when ||
        kept.source != RevisionSource::AnotherProgram || !kept.label.isEmpty())
        return std::nullopt;
    const std::optional<git_oid> before = parent(newest.get());
    const GitTree base = before ? tree(*before) : nullptr;
    const GitTree after = tree(*tip);
    TreeUpdates made;
    for (const auto &[name, bytes] : draft.files) {
        const std::optional<git_oid> blob = bytes ? blobIdOf(*bytes) : std::nullopt;
        if (isEqual(blobAt(base.get(), name.toUtf8()), blob) ||
            !isEqual(blobAt(after.get(), name.toUtf8()), blob))
            return std::nullopt; // it is another change
        made.emplace(name.toUtf8(), blob);
    }
    const auto changes = treeChanges(m_repository.get(), base.get(), after.get());
    if (!changes || changes->size() != qsizetype(made.size()))
        return std::nullopt;
    RevisionDraft explained = draft;
    explained.when = kept.when;
    explained.run = kept.run;
    const std::optional<git_oid> id = write(explained, before, base.get(), made);
    return id && moveBranch(*id, tip) == 0 ? id : std::nullopt;
}

bool HistoryRepository::writeBlobs(const RevisionDraft &draft, const TreeUpdates &updates)
{
    const bool isQuick = draft.isHurried || updates.size() > quickFrom;
    if (!useStorage(isQuick ? Durability::Quick : Durability::Synced))
        return false;
    return std::all_of(updates.begin(), updates.end(), [&](const auto &update) {
        git_oid id;
        if (!update.second)
            return true;
        const QByteArray &bytes = *draft.files.at(QString::fromUtf8(update.first));
        return git_blob_create_from_buffer(&id, m_repository.get(), bytes.constData(),
                                           std::size_t(bytes.size())) == 0;
    });
}

/// Git refuses some names, `.git` among them. The blobs have been written.
void HistoryRepository::leaveOutUnkeepable(TreeUpdates &updates)
{
    const auto builder = gitMade<GitTreeBuilder>(git_treebuilder_new, m_repository.get(),
                                                 static_cast<const git_tree *>(nullptr));
    std::erase_if(updates, [&](const auto &update) {
        const QByteArrayList names = update.first.split('/');
        const bool isRefused =
            update.second && std::any_of(names.begin(), names.end(), [&](const QByteArray &name) {
                return git_treebuilder_insert(nullptr, builder.get(), name.constData(), &*update.second,
                                              GIT_FILEMODE_BLOB) != 0;
            });
        if (isRefused) {
            const QString reason = Tr::tr("the kept history: git takes no file of this name");
            m_notice = Problem{ProblemKind::Refused, QString::fromUtf8(update.first), {}, {}, reason};
        }
        return isRefused;
    });
}

std::optional<git_oid> HistoryRepository::write(const RevisionDraft &draft, const std::optional<git_oid> &tip,
                                                git_tree *base, const TreeUpdates &updates) const
{
    git_oid treeId;
    if (writeTree(treeId, m_repository.get(), base, updates) != 0)
        return std::nullopt;
    const auto after = gitMade<GitTree>(git_tree_lookup, m_repository.get(), &treeId);
    const auto changes = after ? treeChanges(m_repository.get(), base, after.get()) : std::nullopt;
    if (!changes)
        return std::nullopt;
    const QByteArray message =
        revisionMessage({{}, draft.when, draft.source, draft.label, draft.run, *changes});
    const auto author =
        gitMade<GitSignature>(git_signature_new, authorName(draft.source).constData(), "retune@localhost",
                              git_time_t(draft.when.toSecsSinceEpoch()), 0);
    const GitCommit before = tip ? commit(*tip) : nullptr;
    const git_commit *parents[] = {before.get()};
    git_oid id;
    if (!author || (tip && !before) ||
        git_commit_create(&id, m_repository.get(), nullptr, author.get(), author.get(), nullptr,
                          message.constData(), after.get(), tip ? 1 : 0, parents) != 0)
        return std::nullopt;
    return id;
}

/// Only if the branch is still at `from`.
int HistoryRepository::moveBranch(const git_oid &to, const std::optional<git_oid> &from) const
{
    git_reference *moved = nullptr;
    const int failed = from
                           ? git_reference_create_matching(&moved, m_repository.get(), historyBranch, &to, 1,
                                                           &*from, nullptr)
                           : git_reference_create(&moved, m_repository.get(), historyBranch, &to, 0, nullptr);
    git_reference_free(moved);
    if (!failed)
        QFile::setPermissions(m_location + u'/' + QLatin1StringView(historyBranch),
                              QFile::ReadOwner | QFile::WriteOwner);
    return failed;
}

Result<std::optional<git_oid>> HistoryRepository::keep(const RevisionDraft &draft)
{
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const Result<std::optional<git_oid>> newest = tip();
        if (!newest)
            return newest;
        const GitTree base = *newest ? tree(**newest) : nullptr;
        TreeUpdates changed = updates(draft, *newest, base.get());
        if (!changed.empty() && !writeBlobs(draft, changed))
            break;
        leaveOutUnkeepable(changed);
        if (changed.empty())
            return explain(draft, *newest);
        const std::optional<git_oid> id = write(draft, *newest, base.get(), changed);
        if (!id)
            break;
        const int failed = moveBranch(*id, *newest);
        if (!failed)
            return std::optional(*id);
        if (failed == GIT_ELOCKED)
            waitForGitsLock(m_location);
        else if (failed != GIT_EMODIFIED && failed != GIT_EEXISTS)
            break;
    }
    return gitProblem(ProblemKind::WriteFailed, m_location);
}

} // namespace retune
