#pragma once

#include <retune/history/gitobjects.h>

#include <set>
#include <vector>

namespace retune {

/// A revision that is to be kept.
struct RevisionDraft
{
    QDateTime when;
    RevisionSource source = RevisionSource::AnotherProgram;
    QString label;
    QString run;
    /// When that run came to know the folder. What others kept before is no news to it: its first revision began from there.
    QDateTime runBegan;
    /// What the files hold now; nothing where a file is gone.
    std::map<QString, std::optional<QByteArray>> files;
    /// Whether these are all files, so that every other one is gone.
    bool isWholeFolder = false;
    /// Files of a whole folder that are there, but could not be read: what is kept of them stays.
    std::set<QString> unreadable;
    /// Whether others wait, so that it is not worth the time to wait for the disk.
    bool isHurried = false;
};

/// The repository of one folder's history. Blocks; for one thread at a time. The history is a line of commits on one branch;
/// git's `shallow` file says where it was cut, so that git's own programs end there too.
class HistoryRepository
{
public:
    /// Opens it, or makes it with rights for the user alone; the caller holds its `HistoryLock`. One whose newest revisions cannot be
    /// read goes on from the newest one that can; one that cannot be read at all is set aside. `notice` says either. Error:
    /// WriteFailed where the system refuses.
    static Result<HistoryRepository> openForWriting(const QString &location);
    /// Nothing where there is no repository. Error: Unreadable.
    static Result<std::optional<HistoryRepository>> openForReading(const QString &location);

    const QString &location() const { return m_location; }
    git_repository *get() const { return m_repository.get(); }
    const std::optional<Problem> &notice() const { return m_notice; }

    /// The newest revision's commit; nothing where none is kept yet. Error: Unreadable.
    Result<std::optional<git_oid>> tip() const;
    /// Null where it is not there.
    GitCommit commit(const git_oid &id) const;
    GitTree tree(const git_oid &commit) const;
    /// The revision before; nothing for the oldest that is kept.
    std::optional<git_oid> parent(const git_commit *commit) const;
    /// What the commit says, without `changes`.
    KeptRevision revision(const git_commit *commit) const;

    /// Writes the draft as a commit, whatever others write at the same time, and gives its id; nothing where the newest revision
    /// holds all that already, or another run of a program has kept the same change since the draft's own began; where that is
    /// the newest revision and says neither by whom nor why, it is made to say the draft's source and label. Of a whole folder
    /// stays what others have kept since then of files that were until then as the draft has them. A file whose name git refuses is left out,
    /// and `notice` says so. Error: WriteFailed; the branch is then as it was.
    Result<std::optional<git_oid>> keep(const RevisionDraft &draft);

private:
    HistoryRepository(QString location, GitRepository repository);

    static GitRepository make(const QString &location);
    bool isReadable() const;
    bool rescue();
    bool setAside();
    /// How what is written gets to the disk.
    enum class Durability : quint8 {
        Synced, ///< before the branch names it
        Quick   ///< in its own time, for very many files at once
    };
    bool useStorage(Durability durability);
    struct Step
    {
        GitTree before;
        GitTree after;
    };
    std::vector<Step> stepsOfOthers(const RevisionDraft &draft, std::optional<git_oid> tip) const;
    TreeUpdates updates(const RevisionDraft &draft, const std::optional<git_oid> &tip, git_tree *base);
    std::optional<git_oid> explain(const RevisionDraft &draft, const std::optional<git_oid> &tip) const;
    bool writeBlobs(const RevisionDraft &draft, const TreeUpdates &updates);
    void removeOthers(const RevisionDraft &draft, git_tree *base, TreeUpdates &updates) const;
    void leaveOutUnkeepable(TreeUpdates &updates);
    std::optional<git_oid> write(const RevisionDraft &draft, const std::optional<git_oid> &tip,
                                 git_tree *base, const TreeUpdates &updates) const;
    int moveBranch(const git_oid &to, const std::optional<git_oid> &from) const;

    QString m_location;
    GitRepository m_repository;
    std::optional<Problem> m_notice;
};

/// Takes every right to files and folders from others, below and at `path`.
void makePrivate(const QString &path);

} // namespace retune
