#include <retune/watch/pathidentity.h>

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

namespace retune {

#ifdef Q_OS_UNIX

PathIdentity identityOf(const QString &path)
{
    struct stat status;
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {true, status.st_dev, status.st_ino};
}

#else

PathIdentity identityOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return {};
    return {true, qHash(info.canonicalFilePath()),
            static_cast<quint64>(info.birthTime().toMSecsSinceEpoch())};
}

#endif

} // namespace retune
