#include <retune/history/historyreader.h>

#include <retune/history/historycompaction.h>
#include <retune/history/historyrepository.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

Unexpected<Problem> missing(const QString &location)
{
    return Unexpected{
        Problem{ProblemKind::Missing, location, {}, {}, Tr::tr("the kept history no longer holds this")}};
}

/// What one walk has in hands.
struct Walk
{
    const HistoryRepository &repository;
    const HistoryQuery &query;

    /// Where the query begins; nothing where there is nothing.
    Result<std::optional<git_oid>> begin() const
    {
        const QString &name = query.olderThan.isEmpty() ? query.notNewerThan : query.olderThan;
        if (name.isEmpty())
            return repository.tip();
        const std::optional<git_oid> id = idFromText(name);
        const GitCommit commit = id ? repository.commit(*id) : nullptr;
        if (!commit)
            return missing(repository.location());
        return query.olderThan.isEmpty() ? id : repository.parent(commit.get());
    }

    /// Nothing where the trees cannot be read; the empty list where the query is not about this revision.
    std::optional<QList<KeptChange>> changes(git_tree *before, git_tree *after) const
    {
        if (query.path.isEmpty())
            return treeChanges(repository.get(), before, after);
        const QByteArray path = query.path.toUtf8();
        const auto idAt = [&path](const git_tree *tree) {
            const std::optional<git_oid> blob = blobAt(tree, path);
            return blob ? idText(*blob) : QString();
        };
        const KeptChange change{query.path, idAt(before), idAt(after)};
        return change.before == change.after ? QList<KeptChange>() : QList<KeptChange>{change};
    }
};

Result<QList<KeptRevision>> walked(const Walk &walk)
{
    const HistoryRepository &repository = walk.repository;
    Result<std::optional<git_oid>> next = walk.begin();
    if (!next)
        return Unexpected{next.error()};
    QList<KeptRevision> revisions;
    GitTree after = *next ? repository.tree(**next) : nullptr;
    while (*next && revisions.size() < walk.query.limit) {
        const GitCommit commit = repository.commit(**next);
        if (!commit || !after)
            return gitProblem(ProblemKind::Unreadable, repository.location());
        *next = repository.parent(commit.get());
        GitTree before = *next ? repository.tree(**next) : nullptr;
        const auto changes = walk.changes(before.get(), after.get());
        if (!changes)
            return gitProblem(ProblemKind::Unreadable, repository.location());
        if (!changes->isEmpty()) {
            revisions.append(repository.revision(commit.get()));
            revisions.last().changes = *changes;
        }
        after = std::move(before);
    }
    return revisions;
}

/// Reads with `read`, or gives `nothing` where there is no repository; reads once more where that failed, because the repository may have been compacted meanwhile.
template<typename T, typename Read>
Result<T> readTwice(const QString &location, const Result<T> &nothing, Read read)
{
    for (const bool isLast : {false, true}) {
        const auto repository = HistoryRepository::openForReading(location);
        if (!repository && isLast)
            return Unexpected{repository.error()};
        if (!repository)
            continue;
        if (!*repository)
            return nothing;
        const Result<T> result = read(**repository);
        if (result || isLast)
            return result;
    }
    return nothing;
}

Result<QByteArray> textOf(const HistoryRepository &repository, const QString &name)
{
    const std::optional<git_oid> id = idFromText(name);
    const GitBlob blob = id ? gitMade<GitBlob>(git_blob_lookup, repository.get(), &*id) : nullptr;
    if (!blob)
        return missing(repository.location());
    return QByteArray(static_cast<const char *>(git_blob_rawcontent(blob.get())),
                      qsizetype(git_blob_rawsize(blob.get())));
}

} // namespace

HistoryReader::HistoryReader(QString location)
    : m_location(std::move(location))
{}

Result<QList<KeptRevision>> HistoryReader::revisions(const HistoryQuery &query) const
{
    return readTwice<QList<KeptRevision>>(m_location, QList<KeptRevision>(),
                                          [&](const HistoryRepository &repository) {
                                              return walked({repository, query});
                                          });
}

Result<std::optional<KeptRevision>> HistoryReader::revisionAt(const QDateTime &moment) const
{
    using Found = std::optional<KeptRevision>;
    return readTwice<Found>(m_location, Found(), [&](const HistoryRepository &repository) -> Result<Found> {
        Result<std::optional<git_oid>> next = repository.tip();
        if (!next)
            return Unexpected{next.error()};
        while (*next) {
            const GitCommit commit = repository.commit(**next);
            if (!commit)
                return gitProblem(ProblemKind::Unreadable, repository.location());
            if (const KeptRevision revision = repository.revision(commit.get()); revision.when <= moment)
                return Found(revision);
            *next = repository.parent(commit.get());
        }
        return Found();
    });
}

Result<QByteArray> HistoryReader::text(const QString &blob) const
{
    return readTwice<QByteArray>(m_location, missing(m_location), [&](const HistoryRepository &repository) {
        return textOf(repository, blob);
    });
}

Result<QList<KeptText>> HistoryReader::files(const QString &revision) const
{
    using Files = QList<KeptText>;
    return readTwice<Files>(
        m_location, missing(m_location), [&](const HistoryRepository &repository) -> Result<Files> {
            const std::optional<git_oid> id = idFromText(revision);
            const GitTree tree = id ? repository.tree(*id) : nullptr;
            const auto entries = tree ? treeChanges(repository.get(), nullptr, tree.get()) : std::nullopt;
            if (!entries)
                return missing(repository.location());
            Files files;
            for (const KeptChange &entry : *entries) {
                const Result<QByteArray> bytes = textOf(repository, entry.after);
                if (!bytes)
                    return Unexpected{bytes.error()};
                files.append({entry.path, *bytes});
            }
            return files;
        });
}

qint64 HistoryReader::storedBytes() const
{
    return retune::storedBytes(m_location);
}

} // namespace retune
