#include <retune/edit/fileattributes.h>

#include <retune/text/tr.h>

#ifdef Q_OS_LINUX
#    include <sys/xattr.h>
#endif

#include <cerrno>
#include <optional>

namespace retune {

namespace {

struct Ownership
{
    bool owner = false;
    bool group = false;
};

/// Which of the two are as in `wanted` afterwards.
Ownership carryOwnership(const struct stat &wanted, int to)
{
    constexpr uid_t sameOwner = uid_t(-1);
    if (::fchown(to, wanted.st_uid, wanted.st_gid) != 0)
        static_cast<void>(::fchown(to, sameOwner, wanted.st_gid) ==
                          0); // a member may give a file to the group
    struct stat now;
    if (::fstat(to, &now) != 0)
        return {};
    return {now.st_uid == wanted.st_uid, now.st_gid == wanted.st_gid};
}

mode_t modeFor(const struct stat &wanted, Ownership kept)
{
    mode_t mode = wanted.st_mode & mode_t(07777);
    if (!kept.group) {
        const mode_t everybody = mode & mode_t(S_IRWXO);
        mode = (mode & ~mode_t(S_IRWXG | S_ISGID)) | (everybody << 3);
    }
    return kept.owner ? mode : mode & ~mode_t(S_ISUID);
}

#ifdef Q_OS_LINUX

constexpr const char *accessList = "system.posix_acl_access";

/// Calls `get(buffer, size)` with a buffer that is large enough, as listxattr and getxattr want it.
template<typename Get>
std::optional<QByteArray> sizedBytes(Get get)
{
    for (;;) {
        const ssize_t size = get(nullptr, 0);
        if (size < 0)
            return std::nullopt;
        QByteArray bytes(size, Qt::Uninitialized);
        const ssize_t count = get(bytes.data(), size_t(size));
        if (count >= 0) {
            bytes.truncate(count);
            return bytes;
        }
        if (errno != ERANGE) // it grew between the two calls
            return std::nullopt;
    }
}

std::optional<QByteArray> attribute(int file, const char *name)
{
    return sizedBytes([=](char *buffer, size_t size) { return ::fgetxattr(file, name, buffer, size); });
}

QList<QByteArray> attributeNames(int file)
{
    const auto list = sizedBytes([=](char *buffer, size_t size) { return ::flistxattr(file, buffer, size); });
    QList<QByteArray> names = list.value_or(QByteArray()).split('\0');
    names.removeAll(QByteArray());
    return names;
}

QStringList carryExtendedAttributes(int from, int to)
{
    QStringList notes;
    const QList<QByteArray> names = attributeNames(from);
    for (const QByteArray &name : names) {
        const auto value = attribute(from, name.constData());
        // Some, such as a security label, are there already and may not be set by everybody.
        if (value && attribute(to, name.constData()) == value)
            continue;
        if (!value || ::fsetxattr(to, name.constData(), value->constData(), size_t(value->size()), 0) != 0) {
            notes += Tr::tr("the extended attribute %1 could not be kept: %2")
                         .arg(QString::fromUtf8(name), qt_error_string(errno));
        }
    }
    // A folder can give its new files an access list, which the old file need not have had.
    if (!names.contains(accessList))
        static_cast<void>(::fremovexattr(to, accessList));
    return notes;
}

#else

QStringList carryExtendedAttributes(int, int)
{
    return {};
}

#endif

} // namespace

QStringList carryAttributes(const FoundFile &from, const PosixFile &to)
{
    QStringList notes;
    const Ownership kept = carryOwnership(from.status, to.descriptor());
    if (!kept.owner)
        notes += Tr::tr("the owner could not be kept");
    if (!kept.group)
        notes += Tr::tr("the group could not be kept");
    notes += carryExtendedAttributes(from.file.descriptor(), to.descriptor());
    // Last, because a change of the owner clears bits of the mode, and an access list sets some.
    if (::fchmod(to.descriptor(), modeFor(from.status, kept)) != 0)
        notes += Tr::tr("the mode could not be kept: %1").arg(qt_error_string(errno));
    return notes;
}

} // namespace retune
