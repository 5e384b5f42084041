#include <retune/plugin/codetrust.h>

#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
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

/// Who else may write to a file or folder.
std::optional<QString> otherWriter(const struct stat &status)
{
    if (status.st_uid != ::geteuid() && status.st_uid != 0)
        return Tr::tr("it belongs to another user");
    const bool isSticky =
        S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX); // others cannot replace what is in it
    if ((status.st_mode & S_IWOTH) && !isSticky)
        return Tr::tr("everybody may write to it");
    if ((status.st_mode & S_IWGRP) && !isSticky && status.st_gid != 0 && !isOwnGroup(status.st_gid))
        return Tr::tr("a group may write to it");
    return std::nullopt;
}

/// The first at or above a path without links in it that others may write to.
std::optional<QString> otherWriterAbove(QString at)
{
    while (!at.isEmpty()) {
        struct stat status = {};
        if (::stat(QFile::encodeName(at).constData(), &status) != 0)
            return Tr::tr("it cannot be told who may write to %1").arg(QDir::toNativeSeparators(at));
        if (const auto writer = otherWriter(status)) {
            return Tr::tr("not run, because somebody else could have written it: %1 (%2)")
                .arg(*writer, QDir::toNativeSeparators(at));
        }
        if (at == u"/")
            break;
        at = QFileInfo(at).path();
    }
    return std::nullopt;
}

} // namespace

std::optional<QString> untrustedCode(const QString &path)
{
    const QFileInfo file(path);
    // Where a link leads is what was read; where it stands is where another could be put.
    const auto above = otherWriterAbove(QFileInfo(file.path()).canonicalFilePath());
    return above ? above : otherWriterAbove(file.canonicalFilePath());
}

} // namespace retune
