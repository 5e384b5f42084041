#include <retune/watch/filesystem.h>

#include <QtCore/QFile>

#include <algorithm>
#include <array>

#ifdef Q_OS_LINUX
#    include <sys/vfs.h>
#endif

namespace retune {

#ifdef Q_OS_LINUX

namespace {

/// The numbers of statfs(2).
struct RemoteType
{
    quint32 number;
    const char *name;
};
constexpr std::array remoteTypes{RemoteType{0x6969, "NFS"},      RemoteType{0x517B, "SMB"},
                                 RemoteType{0xFE534D42, "SMB"},  RemoteType{0xFF534D42, "CIFS"},
                                 RemoteType{0x65735546, "FUSE"}, RemoteType{0x01021997, "9P"},
                                 RemoteType{0x00C36400, "Ceph"}, RemoteType{0x5346414F, "AFS"},
                                 RemoteType{0x73757245, "Coda"}, RemoteType{0x786F4256, "VirtualBox"}};

} // namespace

QString remoteFileSystem(const QString &folder)
{
    struct statfs status = {};
    if (::statfs(QFile::encodeName(folder).constData(), &status) != 0)
        return {};
    const auto number = static_cast<quint32>(status.f_type);
    const auto found = std::find_if(remoteTypes.begin(), remoteTypes.end(),
                                    [&](const RemoteType &type) { return type.number == number; });
    return found == remoteTypes.end() ? QString() : QString::fromLatin1(found->name);
}

#else

QString remoteFileSystem(const QString &)
{
    return {};
}

#endif

} // namespace retune
