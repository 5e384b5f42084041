#include <retune/history/historyrepository.h>

#include <retune/history/historylocation.h>
#include <retune/history/historyrescue.h>
#include <retune/history/revisionmessage.h>
#include <retune/text/tr.h>

#include <git2/sys/repository.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr unsigned privateFolder = 0700;
constexpr unsigned privateFile = 0400;
/// Stored, not squeezed: texts are small, and compacting squeezes them later.
constexpr int looseCompression = 1;
constexpr int loosePriority = 1;
constexpr int packedPriority = 2;

bool libgit2IsReady()
{
    static const bool ready = git_libgit2_init() > 0 && git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1) == 0;
    return ready;
}

bool isRefusedBySystem(int error)
{
    const git_error *last = git_error_last();
    return error == GIT_EOWNER || (last && last->klass == GIT_ERROR_OS);
}

} // namespace

void makePrivate(const QString &path)
{
    constexpr QFile::Permissions folder = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                          QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QFile::setPermissions(path, folder);
    QDirIterator files(path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo info = files.nextFileInfo();
        constexpr QFile::Permissions fileOwner = QFile::ReadOwner | QFile::WriteOwner;
        if ((info.permissions() & others) != QFile::Permissions())
            QFile::setPermissions(info.filePath(), info.isDir() ? folder : info.permissions() & fileOwner);
    }
}

HistoryRepository::HistoryRepository(QString location, GitRepository repository)
    : m_location(std::move(location))
    , m_repository(std::move(repository))
{}

GitRepository HistoryRepository::make(const QString &location)
{
    git_repository_init_options options;
    if (git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION) != 0)
        return nullptr;
    options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH;
    options.initial_head = "main";
    QDir().mkpath(location);
    QFile::setPermissions(location, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto repository =
        gitMade<GitRepository>(git_repository_init_ext, QFile::encodeName(location).constData(), &options);
    makePrivate(location);
    return repository;
}

/// Objects that others cannot read, whatever the umask of the program is.
bool HistoryRepository::useStorage(Durability durability)
{
    const QByteArray objects = QFile::encodeName(m_location) + "/objects";
    const auto odb = gitMade<GitOdb>(git_odb_new);
    git_odb_backend *loose = nullptr;
    git_odb_backend *packed = nullptr;
    const int syncs = durability == Durability::Synced ? 1 : 0;
    return odb &&
           git_odb_backend_loose(&loose, objects.constData(), looseCompression, syncs, privateFolder,
                                 privateFile) == 0 &&
           git_odb_add_backend(odb.get(), loose, loosePriority) == 0 &&
           git_odb_backend_pack(&packed, objects.constData()) == 0 &&
           git_odb_add_backend(odb.get(), packed, packedPriority) == 0 &&
           git_repository_set_odb(m_repository.get(), odb.get()) == 0;
}

bool HistoryRepository::isReadable() const
{
    if (!gitMade<GitConfig>(git_repository_config, m_repository.get()))
        return false;
    const Result<std::optional<git_oid>> newest = tip();
    return newest && (!*newest || tree(**newest));
}

/// Goes on from the newest revision that can be read, and notes that.
bool HistoryRepository::rescue()
{
    const Problem reason = gitProblem(ProblemKind::Unreadable, m_location).error;
    if (!gitMade<GitConfig>(git_repository_config, m_repository.get()))
        return false; // nothing can be written with that
    const std::optional<git_oid> newest = rescueHistory(*this);
    const GitCommit found = newest ? commit(*newest) : nullptr;
    if (!found)
        return false;
    const QString when = revision(found.get()).when.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    const QString text =
        Tr::tr("%1; the newest revisions are lost, and it goes on from that of %2").arg(reason.message, when);
    m_notice = Problem{ProblemKind::Unreadable, m_location, {}, {}, text};
    return true;
}

/// Makes room for a new repository, and notes that.
bool HistoryRepository::setAside()
{
    const QString aside = brokenHistoryLocation(m_location);
    const Problem reason = gitProblem(ProblemKind::Unreadable, m_location).error;
    if (!QDir().rename(m_location, aside))
        return false;
    const QString text =
        Tr::tr("%1; it was set aside as %2, and a new one begins").arg(reason.message, aside);
    m_notice = Problem{ProblemKind::Unreadable, m_location, {}, {}, text};
    return true;
}

Result<HistoryRepository> HistoryRepository::openForWriting(const QString &location)
{
    if (!libgit2IsReady())
        return gitProblem(ProblemKind::WriteFailed, location);
    git_error_clear();
    git_repository *opened = nullptr;
    int failed = git_repository_open_bare(&opened, QFile::encodeName(location).constData());
    HistoryRepository repository(location, GitRepository(opened));
    if (failed == GIT_ENOTFOUND) { // or what is left of one whose making was interrupted
        git_error_clear();
        repository.m_repository = make(location);
        failed = repository.m_repository ? 0 : GIT_ERROR;
    }
    bool isUsable = !failed && repository.isReadable();
    // What the system refuses to show need not be broken.
    if (!isUsable && isRefusedBySystem(failed))
        return gitProblem(ProblemKind::WriteFailed, location);
    isUsable = isUsable || (!failed && repository.rescue());
    if (!isUsable && !repository.setAside())
        return gitProblem(ProblemKind::WriteFailed, location);
    if (!isUsable)
        repository.m_repository = make(location);
    if (!repository.m_repository)
        return gitProblem(ProblemKind::WriteFailed, location);
    return repository;
}

Result<std::optional<HistoryRepository>> HistoryRepository::openForReading(const QString &location)
{
    if (!QFileInfo::exists(location))
        return std::optional<HistoryRepository>();
    if (!libgit2IsReady())
        return gitProblem(ProblemKind::Unreadable, location);
    auto repository =
        gitMade<GitRepository>(git_repository_open_bare, QFile::encodeName(location).constData());
    if (!repository)
        return gitProblem(ProblemKind::Unreadable, location);
    return std::optional(HistoryRepository(location, std::move(repository)));
}

Result<std::optional<git_oid>> HistoryRepository::tip() const
{
    git_oid id;
    const int failed = git_reference_name_to_id(&id, m_repository.get(), historyBranch);
    if (failed == GIT_ENOTFOUND)
        return std::optional<git_oid>();
    if (failed)
        return gitProblem(ProblemKind::Unreadable, m_location);
    return std::optional(id);
}

GitCommit HistoryRepository::commit(const git_oid &id) const
{
    return gitMade<GitCommit>(git_commit_lookup, m_repository.get(), &id);
}

GitTree HistoryRepository::tree(const git_oid &id) const
{
    const GitCommit found = commit(id);
    return found ? gitMade<GitTree>(git_commit_tree, static_cast<const git_commit *>(found.get())) : nullptr;
}

std::optional<git_oid> HistoryRepository::parent(const git_commit *commit) const
{
    if (git_commit_parentcount(commit) == 0)
        return std::nullopt;
    const git_oid id = *git_commit_parent_id(commit, 0);
    git_odb *odb = nullptr;
    if (git_repository_odb(&odb, m_repository.get()) != 0)
        return std::nullopt;
    const GitOdb held(odb);
    return git_odb_exists(odb, &id) ? std::optional(id) : std::nullopt; // the history was cut here
}

KeptRevision HistoryRepository::revision(const git_commit *commit) const
{
    KeptRevision revision;
    revision.id = idText(*git_commit_id(commit));
    revision.when = QDateTime::fromSecsSinceEpoch(git_commit_time(commit), Qt::UTC);
    readMessage(QByteArrayView(git_commit_message(commit)), revision);
    return revision;
}

} // namespace retune
