#include <retune/store/folderscan.h>

#include <retune/format/format.h>
#include <retune/text/result.h>
#include <retune/text/tr.h>

#include <QtCore/QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <sys/stat.h>

namespace retune {

namespace {

QString joined(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? name : folder + u'/' + name;
}

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

QStringView nameOf(QStringView path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

class FolderWalk
{
public:
    FolderWalk(const QString &root, const FileRules &rules,
               const std::function<void(const QString &)> &entering, const std::stop_token &stop,
               const FolderCalls &calls)
        : m_root(root)
        , m_rules(rules)
        , m_entering(entering)
        , m_stop(stop)
        , m_calls(calls)
    {}

    FolderListing listing(const QString &below)
    {
        visit(below);
        while (!m_waiting.isEmpty() && !m_stop.stop_requested())
            visit(m_waiting.takeLast());
        m_listing.folders.sort();
        m_listing.files.sort();
        return std::move(m_listing);
    }

private:
    void visit(const QString &folder)
    {
        const QByteArray path = QFile::encodeName(joined(m_root, folder));
        struct stat status = {};
        if (::stat(path.constData(), &status) == 0 && !m_visited.emplace(status.st_dev, status.st_ino).second)
            return; // a link that leads back
        if (m_entering)
            m_entering(folder);
        const Result<Entries, int> entries = list(path, folder);
        if (!entries)
            return note(folder, entries.error());
        if (entries->isVirtualEnvironment)
            return;
        m_listing.folders.append(folder);
        m_listing.files += entries->files;
        m_listing.problems += entries->unnamed;
        m_waiting += entries->folders;
    }

    struct Entries
    {
        QStringList folders;
        QStringList files;
        QList<Problem> unnamed;
        bool isVirtualEnvironment = false;
    };

    /// All entries that are of interest, or the system's error: half of a folder is not taken for all of it.
    Result<Entries, int> list(const QByteArray &path, const QString &folder) const
    {
        const std::unique_ptr<DIR, CloseFolder> open(m_calls.open(path.constData()));
        if (!open)
            return Unexpected{errno};
        Entries entries;
        while (!m_stop.stop_requested()) {
            errno = 0;
            const dirent *entry = m_calls.read(open.get());
            if (!entry && errno != 0)
                return Unexpected{errno};
            if (!entry)
                break;
            const QString name = QFile::decodeName(entry->d_name);
            if (name == u"pyvenv.cfg")
                entries.isVirtualEnvironment = true;
            const QString entryPath = joined(folder, name);
            const bool isEntered = m_rules.isSearched(entryPath) && isFolder(*entry, path);
            const bool isRead = m_rules.format(entryPath);
            if ((isEntered || isRead) && QFile::encodeName(name) != entry->d_name) {
                entries.unnamed.append(nameProblem(entryPath));
                continue;
            }
            if (isEntered)
                entries.folders.append(entryPath);
            if (isRead)
                entries.files.append(entryPath);
        }
        return entries;
    }

    /// A name that is lost when it is decoded leads nowhere.
    static Problem nameProblem(const QString &path)
    {
        return {ProblemKind::Unreadable,
                path,
                {},
                {},
                Tr::tr("expected a name in UTF-8, found bytes that are not; it is not read")};
    }

    static bool isFolder(const dirent &entry, const QByteArray &in)
    {
        if (entry.d_type != DT_LNK && entry.d_type != DT_UNKNOWN)
            return entry.d_type == DT_DIR;
        struct stat status = {};
        return ::stat((in + '/' + entry.d_name).constData(), &status) == 0 && S_ISDIR(status.st_mode);
    }

    void note(const QString &folder, int error)
    {
        const bool isGone = error == ENOENT || error == ENOTDIR;
        m_listing.problems.append(
            {isGone ? ProblemKind::Missing : ProblemKind::Unreadable,
             folder,
             {},
             {},
             Tr::tr("the folder cannot be listed: %1").arg(QString::fromLocal8Bit(std::strerror(error)))});
    }

    QString m_root;
    const FileRules &m_rules;
    const std::function<void(const QString &)> &m_entering;
    const std::stop_token &m_stop;
    const FolderCalls &m_calls;
    FolderListing m_listing;
    QStringList m_waiting;
    std::set<std::pair<dev_t, ino_t>> m_visited;
};

} // namespace

bool isBelow(QStringView path, QStringView folder)
{
    return folder.isEmpty() || path == folder ||
           (path.startsWith(folder) && path.size() > folder.size() && path.at(folder.size()) == u'/');
}

bool FileRules::isSearched(QStringView folder) const
{
    if (!codeFolder.isEmpty() && isBelow(folder, codeFolder))
        return folder == codeFolder; // what lies in folders below is for the code to know
    const QStringView name = nameOf(folder);
    if (name.startsWith(u'.'))
        return name == u".vscode";
    return name != u"__pycache__" && name != u"node_modules" && name != u"plugins";
}

const Format *FileRules::format(QStringView path) const
{
    const QStringView name = nameOf(path);
    if (name == u"package-lock.json" || name == u"npm-shrinkwrap.json" || isTraceOfSaving(name))
        return nullptr;
    const bool isInCodeFolder = !codeFolder.isEmpty() && isBelow(path, codeFolder);
    return isInCodeFolder ? codeFormatForPath(path) : formatForPath(path);
}

QStringList foldersToScan(QStringList folders)
{
    constexpr qsizetype manyFolders = 8;
    if (folders.contains(QString()) || folders.size() > manyFolders)
        return {QString()};
    const QStringList all = folders;
    folders.removeIf([&all](const QString &folder) {
        return std::any_of(all.begin(), all.end(), [&folder](const QString &other) {
            return other != folder && isBelow(folder, other);
        });
    });
    return folders;
}

FolderListing listSettings(const QString &root, const QString &below, const FileRules &rules,
                           const std::function<void(const QString &)> &entering, const std::stop_token &stop,
                           const FolderCalls &calls)
{
    return FolderWalk(root, rules, entering, stop, calls).listing(below);
}

} // namespace retune
