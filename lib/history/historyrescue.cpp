#include <retune/history/historyrescue.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QSet>

#include <algorithm>
#include <vector>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

GitOdb objectsOf(const HistoryRepository &repository)
{
    return gitMade<GitOdb>(git_repository_odb, repository.get());
}

bool isWhole(git_odb *objects, const git_oid &id)
{
    git_odb_object *read = nullptr; // which checks that the content is what the id says
    const bool isRead = git_odb_read(&read, objects, &id) == 0;
    git_odb_object_free(read);
    return isRead;
}

int addId(const git_oid *id, void *ids)
{
    static_cast<std::vector<git_oid> *>(ids)->push_back(*id);
    return 0;
}

/// The commits that can be read, newest first.
std::vector<git_oid> readableCommits(const HistoryRepository &repository, git_odb *objects)
{
    std::vector<git_oid> ids;
    git_odb_foreach(objects, addId, &ids);
    std::vector<std::pair<QDateTime, git_oid>> commits;
    for (const git_oid &id : ids) {
        std::size_t size = 0;
        git_object_t type = GIT_OBJECT_INVALID;
        if (git_odb_read_header(&size, &type, objects, &id) != 0 || type != GIT_OBJECT_COMMIT)
            continue;
        if (const GitCommit commit = repository.commit(id))
            commits.emplace_back(repository.revision(commit.get()).when, id);
    }
    std::stable_sort(commits.begin(), commits.end(),
                     [](const auto &left, const auto &right) { return left.first > right.first; });
    std::vector<git_oid> sorted;
    for (const auto &[when, id] : commits)
        sorted.push_back(id);
    return sorted;
}

/// Looks for damage, at each object once.
class Inspection
{
public:
    explicit Inspection(const HistoryRepository &repository)
        : m_repository(repository)
        , m_objects(objectsOf(repository))
    {
        QFile cut(repository.location() + u"/shallow"_s);
        if (cut.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : cut.readAll().split('\n'))
                m_cut.insert(QString::fromLatin1(line));
        }
    }

    git_odb *objects() const { return m_objects.get(); }

    /// Whether everything of the revision can be read, and of all before it.
    bool isLineWhole(const git_oid &newest)
    {
        QStringList line;
        std::optional<git_oid> next = newest;
        bool isGood = true;
        while (next && isGood && !m_wholeLines.contains(idText(*next))) {
            isGood = !m_brokenLines.contains(idText(*next)) && isRevisionWhole(*next);
            line += idText(*next);
            next = isGood ? parentOf(*next) : std::nullopt;
        }
        QSet<QString> &known = isGood ? m_wholeLines : m_brokenLines;
        known.unite({line.begin(), line.end()});
        return isGood;
    }

private:
    bool isRevisionWhole(const git_oid &id) const
    {
        const GitTree tree = m_repository.tree(id);
        return isWhole(m_objects.get(), id) && tree && isTreeWhole(*git_tree_id(tree.get()));
    }

    bool isTreeWhole(const git_oid &id) const
    {
        if (m_whole.contains(idText(id)))
            return true;
        const GitTree tree = gitMade<GitTree>(git_tree_lookup, m_repository.get(), &id);
        if (!tree)
            return false;
        for (std::size_t i = 0; i < git_tree_entrycount(tree.get()); ++i) {
            const git_tree_entry *entry = git_tree_entry_byindex(tree.get(), i);
            const git_oid &below = *git_tree_entry_id(entry);
            const bool isFolder = git_tree_entry_type(entry) == GIT_OBJECT_TREE;
            if (isFolder ? !isTreeWhole(below) : !isBlobWhole(below))
                return false;
        }
        m_whole.insert(idText(id));
        return true;
    }

    bool isBlobWhole(const git_oid &id) const
    {
        const bool isGood = m_whole.contains(idText(id)) || isWhole(m_objects.get(), id);
        if (isGood)
            m_whole.insert(idText(id));
        return isGood;
    }

    /// The one before, also where that is lost; nothing where the history begins or was cut.
    std::optional<git_oid> parentOf(const git_oid &id) const
    {
        const GitCommit commit = m_repository.commit(id);
        if (!commit || git_commit_parentcount(commit.get()) == 0 || m_cut.contains(idText(id)))
            return std::nullopt;
        return *git_commit_parent_id(commit.get(), 0);
    }

    const HistoryRepository &m_repository;
    const GitOdb m_objects;
    QSet<QString> m_cut;
    QSet<QString> m_wholeLines;
    QSet<QString> m_brokenLines;
    mutable QSet<QString> m_whole; ///< trees and blobs
};

/// Whether the system shows the file, so that what is wrong with it is its content.
bool isShown(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.readAll().size() == file.size();
}

/// What git would take for the object that is to be written, and so not write it.
void removeDamagedObjects(const HistoryRepository &repository, git_odb *objects)
{
    const QDir folder(repository.location() + u"/objects"_s);
    for (const QString &begin : folder.entryList({u"[0-9a-f][0-9a-f]"_s}, QDir::Dirs)) {
        const QDir below(folder.filePath(begin));
        for (const QString &rest : below.entryList(QDir::Files | QDir::Hidden)) {
            const std::optional<git_oid> id = idFromText(begin + rest);
            if (id && !isWhole(objects, *id) && isShown(below.filePath(rest)))
                QFile::remove(below.filePath(rest));
        }
    }
}

/// As git stores it; git itself refuses to replace a branch that it cannot read.
bool putBranchTo(const HistoryRepository &repository, const git_oid &id)
{
    QSaveFile branch(repository.location() + u'/' + QLatin1StringView(historyBranch));
    const QByteArray text = idText(id).toLatin1() + '\n';
    return branch.open(QIODevice::WriteOnly) && branch.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           branch.write(text) == text.size() && branch.commit();
}

} // namespace

std::optional<git_oid> rescueHistory(const HistoryRepository &repository)
{
    Inspection inspection(repository);
    if (!inspection.objects())
        return std::nullopt;
    for (const git_oid &id : readableCommits(repository, inspection.objects())) {
        if (!inspection.isLineWhole(id))
            continue;
        if (!putBranchTo(repository, id))
            return std::nullopt;
        removeDamagedObjects(repository, inspection.objects());
        return id;
    }
    return std::nullopt;
}

} // namespace retune
