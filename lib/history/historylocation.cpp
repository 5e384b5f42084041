#include <retune/history/historylocation.h>

#include <retune/text/tr.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace retune {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 40;
constexpr qsizetype hashDigits = 16;
constexpr std::chrono::seconds longestWait{10};
/// A process that is gone is noticed at once by the number that it wrote; this is for one that was killed before it wrote any.
/// Who works for longer, as compacting may, loses nothing: the system's own lock on the open file keeps it from being removed.
constexpr std::chrono::milliseconds staleLockAge{2'000};

/// Of a program that was killed between the two steps of a removal.
QString removedLocation(const QString &location)
{
    return location + u".removed"_s;
}

bool removeFolder(const QString &path)
{
    return !QFileInfo::exists(path) || QDir(path).removeRecursively();
}

} // namespace

QString historyLocation(const QString &folder, const QString &dataFolder)
{
    const QString path = QDir::cleanPath(QDir().absoluteFilePath(folder));
    static const QRegularExpression special(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QString name = QFileInfo(path).fileName().replace(special, u"_"_s).left(longestName);
    const QByteArray hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString parent =
        dataFolder.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/retune/history"_s
            : dataFolder;
    return parent + u'/' + name + u'-' + QString::fromLatin1(hash.first(hashDigits)) + u".git"_s;
}

QString brokenHistoryLocation(const QString &location)
{
    const QString first = location + u".broken"_s;
    QString free = first;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = first + u'-' + QString::number(number);
    return free;
}

QStringList brokenHistoryLocations(const QString &location)
{
    const QFileInfo repository(location);
    const QString first = repository.fileName() + u".broken"_s;
    QStringList locations;
    for (const QFileInfo &file : repository.dir().entryInfoList({first, first + u"-*"_s}, QDir::Dirs))
        locations += file.filePath();
    return locations;
}

Result<void> deleteHistory(const QString &location)
{
    if (!QFileInfo::exists(QFileInfo(location).path()))
        return {};
    HistoryLock lock(location);
    if (!lock.tryLock(longestWait))
        return Unexpected{lock.problem()};
    // In one step first, so that nobody meets half a repository.
    const QString removed = removedLocation(location);
    const QStringList broken = brokenHistoryLocations(location);
    const bool isGone = removeFolder(removed) &&
                        (!QFileInfo::exists(location) || QDir().rename(location, removed)) &&
                        removeFolder(removed) && std::all_of(broken.begin(), broken.end(), removeFolder);
    if (isGone)
        return {};
    return Unexpected{Problem{ProblemKind::WriteFailed,
                              location,
                              {},
                              {},
                              Tr::tr("the kept history: the system refused to remove it")}};
}

HistoryLock::HistoryLock(const QString &location)
    : m_location(location)
    , m_file(location + u".lock"_s)
{
    m_file.setStaleLockTime(staleLockAge.count());
}

bool HistoryLock::tryLock(std::chrono::milliseconds timeout)
{
    return m_file.tryLock(static_cast<int>(timeout.count()));
}

bool HistoryLock::canLock() const
{
    return m_file.error() == QLockFile::NoError || m_file.error() == QLockFile::LockFailedError;
}

Problem HistoryLock::problem() const
{
    const QString reason = canLock() ? Tr::tr("another program keeps it locked")
                                     : Tr::tr("the system refused to write beside it");
    return {ProblemKind::WriteFailed, m_location, {}, {}, Tr::tr("the kept history: %1").arg(reason)};
}

} // namespace retune
