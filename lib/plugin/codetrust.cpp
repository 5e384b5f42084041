#include <retune/plugin/codetrust.h>

#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <climits>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <vector>

namespace retune {

namespace {

/// Whether a group is the user's own, as many systems give one to each user so that files may be writable by the group: it has the
/// user's name, and no members but the user.
bool isOwnGroup(gid_t group)
{
    std::vector<char> userText(16384);
    passwd userEntry = {};
    passwd *user = nullptr;
    if (::getpwuid_r(::geteuid(), &userEntry, userText.data(), userText.size(), &user) != 0 || !user ||
        user->pw_gid != group)
        return false;
    const QByteArray name = user->pw_name;
    std::vector<char> groupText(65536);
    struct group groupEntry = {};
    struct group *found = nullptr;
    if (::getgrgid_r(group, &groupEntry, groupText.data(), groupText.size(), &found) != 0 || !found ||
        name != found->gr_name)
        return false;
    for (char **member = found->gr_mem; *member; ++member) {
        if (name != *member)
            return false;
    }
    return true;
}

/// "rwxrwxr-x"
QString modeText(mode_t mode)
{
    QString text = QStringLiteral("rwxrwxrwx");
    for (int bit = 0; bit < 9; ++bit) {
        if (!(mode & (0400u >> bit)))
            text[bit] = u'-';
    }
    return text;
}

/// Whether a list of users and groups says more of who may write than the mode does.
bool hasAccessList(const QByteArray &path)
{
    return ::getxattr(path.constData(), "system.posix_acl_access", nullptr, 0) > 0;
}

/// Who else may write to a file or folder. In a sticky folder others cannot replace what is there, but put new files beside it.
std::optional<QString> otherWriter(const QByteArray &path, const struct stat &status, bool maySticky)
{
    if (status.st_uid != ::geteuid() && status.st_uid != 0)
        return Tr::tr("it belongs to another user");
    if (S_ISLNK(status.st_mode))
        return std::nullopt; // only who may write to its folder can change it
    if (maySticky && S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX))
        return std::nullopt;
    if (status.st_mode & S_IWOTH)
        return Tr::tr("everybody may write to it, mode %1").arg(modeText(status.st_mode));
    if ((status.st_mode & S_IWGRP) &&
        hasAccessList(path)) // the group's bits are the most that the list grants
        return Tr::tr("an access list lets others write to it, mode %1").arg(modeText(status.st_mode));
    if ((status.st_mode & S_IWGRP) && status.st_gid != 0 && !isOwnGroup(status.st_gid))
        return Tr::tr("a group may write to it, mode %1").arg(modeText(status.st_mode));
    return std::nullopt;
}

/// Looks a path up as the system does, name by name, and asks for each folder, link and file on the way: whoever may write to
/// one of them decides what is found in the end.
class PathWalk
{
public:
    explicit PathWalk(const QString &path)
        : m_names(path.split(u'/', Qt::SkipEmptyParts))
    {}

    std::optional<QString> firstOtherWriter()
    {
        auto found = judged(QString());
        while (!found && !m_names.isEmpty())
            found = step(m_names.takeFirst());
        if (!found) // the folder that the code lies in: what others put there may be taken for code, or included
            found = judged(m_folder.first(std::max(m_folder.lastIndexOf(u'/'), qsizetype(0))), false);
        return found;
    }

private:
    static constexpr int mostLinks = 40; // as many as Linux follows

    std::optional<QString> step(const QString &name)
    {
        if (name == u".")
            return std::nullopt;
        if (name == u"..") {
            m_folder.truncate(std::max(m_folder.lastIndexOf(u'/'), qsizetype(0)));
            return std::nullopt;
        }
        const QString path = m_folder + u'/' + name;
        if (const auto found = judged(path))
            return found;
        const QString target = QFile::decodeName(linkTarget(QFile::encodeName(path)));
        if (target.isEmpty()) {
            m_folder = path;
            return std::nullopt;
        }
        if (++m_links > mostLinks)
            return unknown(path);
        m_names = target.split(u'/', Qt::SkipEmptyParts) + m_names;
        if (target.startsWith(u'/'))
            m_folder.clear();
        return std::nullopt;
    }

    /// Empty for what is no link.
    static QByteArray linkTarget(const QByteArray &path)
    {
        QByteArray target(PATH_MAX, '\0');
        const ssize_t size = ::readlink(path.constData(), target.data(), size_t(target.size()));
        return target.first(std::max(size, ssize_t(0)));
    }

    static std::optional<QString> judged(const QString &path, bool maySticky = true)
    {
        const QByteArray systemPath = path.isEmpty() ? QByteArray("/") : QFile::encodeName(path);
        struct stat status = {};
        if (::lstat(systemPath.constData(), &status) != 0)
            return unknown(path);
        if (const auto writer = otherWriter(systemPath, status, maySticky)) {
            return Tr::tr("not run, because somebody else could have written it: %1 (%2)")
                .arg(*writer, QDir::toNativeSeparators(path));
        }
        return std::nullopt;
    }

    static QString unknown(const QString &path)
    {
        return Tr::tr("not run, because it cannot be told who may write to %1")
            .arg(QDir::toNativeSeparators(path));
    }

    QStringList m_names; ///< that are left
    QString m_folder;    ///< without links, and without the last slash
    int m_links = 0;
};

} // namespace

std::optional<QString> untrustedCode(const QString &path)
{
    return PathWalk(path).firstOtherWriter();
}

} // namespace retune
