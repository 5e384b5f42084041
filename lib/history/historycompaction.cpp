#include <retune/history/historycompaction.h>

#include <retune/history/historyrepository.h>
#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <unordered_set>
#include <vector>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr unsigned packMode = 0600;
/// Of what may stay when the repository is too large: so that it is not too large again at once.
constexpr double shareThatStays = 0.75;
constexpr int passes = 6;
/// Compacting for the age alone waits until something is this part of the age too old, so that it is not done every day.
constexpr int ageSlack = 20;

QString objectsFolder(const QString &location)
{
    return location + u"/objects"_s;
}

QString packFolder(const QString &location)
{
    return objectsFolder(location) + u"/pack"_s;
}

/// The names of the folders of loose objects: the first two digits of their ids.
QStringList looseFolders(const QString &location)
{
    return QDir(objectsFolder(location)).entryList({u"[0-9a-f][0-9a-f]"_s}, QDir::Dirs);
}

/// The commits to be kept, newest first, and whether there are older ones.
struct KeptLine
{
    std::vector<git_oid> commits;
    bool isCut = false;
};

KeptLine keptLine(const HistoryRepository &repository, const git_oid &tip, const QDateTime &oldest)
{
    KeptLine line;
    std::optional<git_oid> next = tip;
    bool isOld = false;
    while (next && !isOld) {
        const GitCommit commit = repository.commit(*next);
        if (!commit || !repository.tree(*next)) { // what is behind a damaged revision cannot be kept
            line.isCut = true;
            break;
        }
        line.commits.push_back(*next);
        isOld = repository.revision(commit.get()).when < oldest;
        next = repository.parent(commit.get());
        line.isCut = git_commit_parentcount(commit.get()) > 0; // true for all but the very first
    }
    return line;
}

struct IdHash
{
    std::size_t operator()(const git_oid &id) const
    {
        std::size_t hash = 0;
        std::memcpy(&hash, id.id, sizeof hash);
        return hash;
    }
};
struct IdEqual
{
    bool operator()(const git_oid &left, const git_oid &right) const { return git_oid_equal(&left, &right); }
};

/// Collects what goes into the pack, each object once.
class PackContent
{
public:
    explicit PackContent(git_repository *repository)
        : m_repository(repository)
        , m_builder(gitMade<GitPackBuilder>(git_packbuilder_new, repository))
    {}

    git_packbuilder *builder() const { return m_builder.get(); }

    bool addRevision(const git_oid &id, const git_tree *tree)
    {
        return m_builder && git_packbuilder_insert(m_builder.get(), &id, nullptr) == 0 && addTree(tree, "");
    }

private:
    bool add(const git_oid &id, const QByteArray &name)
    {
        m_seen.insert(id);
        // The name brings the versions of one file together, so that they are stored as differences.
        return git_packbuilder_insert(m_builder.get(), &id, name.constData()) == 0;
    }

    bool addTree(const git_tree *tree, const QByteArray &path)
    {
        if (m_seen.contains(*git_tree_id(tree)))
            return true;
        if (!add(*git_tree_id(tree), path))
            return false;
        for (std::size_t i = 0; i < git_tree_entrycount(tree); ++i) {
            const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
            const git_oid *id = git_tree_entry_id(entry);
            if (!m_seen.contains(*id) && !addEntry(*entry, path + git_tree_entry_name(entry)))
                return false;
        }
        return true;
    }

    bool addEntry(const git_tree_entry &entry, const QByteArray &path)
    {
        if (git_tree_entry_type(&entry) != GIT_OBJECT_TREE)
            return add(*git_tree_entry_id(&entry), path);
        const auto below = gitMade<GitTree>(git_tree_lookup, m_repository, git_tree_entry_id(&entry));
        return below && addTree(below.get(), path + '/');
    }

    git_repository *m_repository;
    GitPackBuilder m_builder;
    std::unordered_set<git_oid, IdHash, IdEqual> m_seen;
};

int stopsPacking(int, std::uint32_t, std::uint32_t, void *stop)
{
    return static_cast<const std::stop_token *>(stop)->stop_requested() ? GIT_EUSER : 0;
}

/// Gives the name of the pack that holds the revisions; nothing where it could not be written, or was not to be.
std::optional<QString> writePack(const HistoryRepository &repository, const KeptLine &line,
                                 const std::stop_token &stop)
{
    PackContent content(repository.get());
    for (const git_oid &id : line.commits) {
        const GitTree tree = repository.tree(id);
        if (stop.stop_requested() || !tree || !content.addRevision(id, tree.get()))
            return std::nullopt;
    }
    std::stop_token token = stop;
    git_packbuilder_set_callbacks(content.builder(), stopsPacking, &token);
    if (git_packbuilder_write(content.builder(),
                              QFile::encodeName(packFolder(repository.location())).constData(), packMode,
                              nullptr, nullptr) != 0)
        return std::nullopt;
    return u"pack-"_s + QString::fromLatin1(git_packbuilder_name(content.builder()));
}

/// Says where the history ends, to git and to those of its programs that follow parents.
bool writeCut(const QString &location, const KeptLine &line)
{
    const QString name = location + u"/shallow"_s;
    if (!line.isCut)
        return !QFileInfo::exists(name) || QFile::remove(name);
    QSaveFile file(name);
    const QByteArray text = idText(line.commits.back()).toLatin1() + '\n';
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(text) == text.size() && file.flush() && file.commit();
}

/// Every object that is to stay is in the pack, so all others can go; nobody else writes.
void removeAllBut(const QString &pack, const QString &location)
{
    for (const QString &name : QDir(packFolder(location)).entryList(QDir::Files | QDir::Hidden)) {
        if (QFileInfo(name).completeBaseName() != pack)
            QFile::remove(packFolder(location) + u'/' + name);
    }
    for (const QString &name : looseFolders(location))
        QDir(objectsFolder(location) + u'/' + name).removeRecursively();
}

Result<void> packLine(const HistoryRepository &repository, const KeptLine &line, const std::stop_token &stop)
{
    git_error_clear();
    const std::optional<QString> pack = writePack(repository, line, stop);
    if (!pack && stop.stop_requested())
        return {};
    if (!pack)
        return gitProblem(ProblemKind::WriteFailed, repository.location());
    if (!writeCut(repository.location(), line))
        return Unexpected{Problem{ProblemKind::WriteFailed,
                                  repository.location() + u"/shallow"_s,
                                  {},
                                  {},
                                  Tr::tr("the kept history: the system refused to write")}};
    removeAllBut(*pack, repository.location());
    return {};
}

} // namespace

LooseObjects looseObjects(const QString &location)
{
    LooseObjects loose;
    for (const QString &name : looseFolders(location)) {
        for (const QFileInfo &file : QDir(objectsFolder(location) + u'/' + name).entryInfoList(QDir::Files)) {
            ++loose.files;
            loose.bytes += file.size();
        }
    }
    return loose;
}

qint64 storedBytes(const QString &location)
{
    qint64 bytes = 0;
    QDirIterator files(objectsFolder(location), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        bytes += files.nextFileInfo().size();
    return bytes;
}

bool isCompactionDue(const QString &location, const HistoryOptions &options, const QDateTime &now)
{
    const LooseObjects loose = looseObjects(location);
    if (loose.files > options.looseFiles || loose.bytes > options.looseBytes ||
        storedBytes(location) > options.maximumBytes)
        return true;
    const auto repository = HistoryRepository::openForReading(location);
    const auto tip = repository && *repository ? (*repository)->tip() : std::optional<git_oid>();
    if (!tip || !*tip)
        return false;
    const QDateTime oldest = now.addDuration(-options.maximumAge - options.maximumAge / ageSlack);
    const KeptLine line = keptLine(**repository, **tip, oldest);
    const GitCommit last = line.commits.empty() ? nullptr : (*repository)->commit(line.commits.back());
    return last && (*repository)->parent(last.get()).has_value();
}

Result<void> compactHistory(const QString &location, const HistoryOptions &options, const QDateTime &now,
                            const std::stop_token &stop)
{
    std::optional<std::size_t> most; // revisions
    for (int pass = 0; pass < passes; ++pass) {
        // Opened anew, so that nothing is remembered of what the pass before removed.
        const auto repository = HistoryRepository::openForReading(location);
        if (!repository)
            return Unexpected{repository.error()};
        const Result<std::optional<git_oid>> tip =
            *repository ? (*repository)->tip() : std::optional<git_oid>();
        if (!tip)
            return Unexpected{tip.error()};
        if (!*tip)
            return {};
        KeptLine line = keptLine(**repository, **tip, now.addDuration(-options.maximumAge));
        if (line.commits.empty())
            return gitProblem(ProblemKind::Unreadable, location);
        if (most && line.commits.size() > *most) {
            line.commits.resize(*most);
            line.isCut = true;
        }
        const Result<void> packed = packLine(**repository, line, stop);
        const qint64 bytes = storedBytes(location);
        if (!packed || stop.stop_requested() || bytes <= options.maximumBytes || line.commits.size() == 1)
            return packed;
        const double share = shareThatStays * double(options.maximumBytes) / double(bytes);
        most = std::max<std::size_t>(1, std::size_t(double(line.commits.size()) * share));
    }
    return {};
}

} // namespace retune
