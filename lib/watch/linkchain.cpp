#include <retune/watch/linkchain.h>

#include <QtCore/QFile>
#include <QtCore/QStringList>

#ifdef Q_OS_UNIX
#    include <climits>

#    include <sys/stat.h>
#    include <unistd.h>
#else
#    include <QtCore/QFileInfo>
#endif

namespace retune {

#ifdef Q_OS_UNIX

namespace {

/// The number of links after which Linux gives up on a path (ELOOP).
constexpr int maxLinks = 40;

enum class EntryType { Missing, Link, Other };

EntryType typeOf(const QString &path)
{
    struct stat status;
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return EntryType::Missing;
    return S_ISLNK(status.st_mode) ? EntryType::Link : EntryType::Other;
}

/// What a link says, not made absolute: that would need a look at the links in between.
QString targetOf(const QString &link)
{
    QByteArray target(PATH_MAX, Qt::Uninitialized);
    const ssize_t size =
        ::readlink(QFile::encodeName(link).constData(), target.data(), static_cast<size_t>(target.size()));
    return size < 0 ? QString() : QFile::decodeName(target.left(size));
}

QString parentOf(const QString &folder)
{
    const qsizetype slash = folder.lastIndexOf(u'/');
    return slash <= 0 ? QStringLiteral("/") : folder.left(slash);
}

QStringList componentsOf(const QString &path)
{
    return path.split(u'/', Qt::SkipEmptyParts);
}

} // namespace

std::vector<Place> linkChain(const QString &path)
{
    std::vector<Place> places;
    QString folder = QStringLiteral("/");
    QStringList left = componentsOf(path);
    int links = 0;
    while (!left.isEmpty()) {
        const QString name = left.takeFirst();
        if (name == QLatin1String("."))
            continue;
        if (name == QLatin1String("..")) {
            folder = parentOf(folder);
            continue;
        }
        const QString entry = entryPath(folder, name);
        const EntryType type = typeOf(entry);
        if (type != EntryType::Other || left.isEmpty())
            places.push_back({folder, name});
        if (type == EntryType::Missing)
            break;
        if (type == EntryType::Other) {
            folder = entry;
            continue;
        }
        if (++links > maxLinks)
            break;
        const QString target = targetOf(entry);
        if (target.startsWith(u'/'))
            folder = QStringLiteral("/");
        left = componentsOf(target) + left;
    }
    return places;
}

bool isSymbolicLink(const QString &path)
{
    return typeOf(path) == EntryType::Link;
}

#else

// Links are rare there and their folders are not followed: the entry itself is all that is looked at.
std::vector<Place> linkChain(const QString &path)
{
    const QFileInfo info(path);
    return info.isRoot() ? std::vector<Place>() : std::vector<Place>{{info.path(), info.fileName()}};
}

bool isSymbolicLink(const QString &path)
{
    return QFileInfo(path).isSymbolicLink();
}

#endif

QString entryPath(const QString &folder, const QString &name)
{
    return folder.endsWith(u'/') ? folder + name : folder + u'/' + name;
}

QString withoutTrailingSlashes(QString path)
{
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path;
}

} // namespace retune
