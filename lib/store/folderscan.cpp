#include <retune/store/folderscan.h>

#include <retune/format/format.h>
#include <retune/text/tr.h>

#include <QtCore/QFile>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sys/stat.h>

namespace retune {

namespace {

namespace fs = std::filesystem;

QString joined(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? name : folder + u'/' + name;
}

class FolderWalk
{
public:
    FolderWalk(const QString &root, const std::function<void(const QString &)> &entering,
               const std::stop_token &stop)
        : m_root(root)
        , m_entering(entering)
        , m_stop(stop)
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
        std::error_code error;
        fs::directory_iterator entry(path.toStdString(), error);
        if (error) {
            const bool isGone =
                error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
            const QString reason = QString::fromLocal8Bit(error.message().c_str());
            m_listing.problems.append({isGone ? ProblemKind::Missing : ProblemKind::Unreadable,
                                       folder,
                                       {},
                                       {},
                                       Tr::tr("the folder cannot be listed: %1").arg(reason)});
            return;
        }
        QStringList folders;
        QStringList files;
        for (; entry != fs::directory_iterator() && !m_stop.stop_requested(); entry.increment(error)) {
            const QString name = QFile::decodeName(entry->path().filename().c_str());
            if (name == u"pyvenv.cfg")
                return; // a virtual environment
            std::error_code ignored;
            if (isSearchedFolder(name) && entry->is_directory(ignored))
                folders.append(joined(folder, name));
            if (isSettingsPath(joined(folder, name)))
                files.append(joined(folder, name));
        }
        m_listing.folders.append(folder);
        m_listing.files += files;
        m_waiting += folders;
    }

    QString m_root;
    const std::function<void(const QString &)> &m_entering;
    const std::stop_token &m_stop;
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

bool isSearchedFolder(QStringView folderName)
{
    if (folderName.startsWith(u'.'))
        return folderName == u".vscode";
    return folderName != u"__pycache__" && folderName != u"node_modules" && folderName != u"plugins";
}

bool isSettingsPath(QStringView relativePath)
{
    const QStringView name = relativePath.sliced(relativePath.lastIndexOf(u'/') + 1);
    if (name == u"package-lock.json" || name == u"npm-shrinkwrap.json" || isTraceOfSaving(name))
        return false;
    return formatForPath(relativePath) != nullptr;
}

FolderListing listSettings(const QString &root, const QString &below,
                           const std::function<void(const QString &)> &entering, const std::stop_token &stop)
{
    return FolderWalk(root, entering, stop).listing(below);
}

} // namespace retune
