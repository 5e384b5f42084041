#include "run/folderwatching.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// More processes than a program to be watched over has.
constexpr qsizetype mostProcesses = 64;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The process and those that it started, as far as they can be seen.
QList<qint64> family(qint64 process)
{
    QList<qint64> all{process};
    for (qsizetype i = 0; i < all.size() && all.size() < mostProcesses; ++i) {
        const QByteArray children = contentOf(u"/proc/%1/task/%1/children"_s.arg(all.at(i)));
        for (const QByteArray &child : children.split(' ')) {
            if (child.toLongLong() > 0)
                all += child.toLongLong();
        }
    }
    return all;
}

} // namespace

bool watchesFolder(qint64 process, const QString &folder)
{
    struct stat status;
    if (process <= 0 || ::stat(QFile::encodeName(folder).constData(), &status) != 0)
        return false;
    const QByteArray mark = " ino:" + QByteArray::number(quint64(status.st_ino), 16) + ' ';
    for (const qint64 member : family(process)) {
        const QDir descriptors(u"/proc/%1/fdinfo"_s.arg(member));
        for (const QString &name : descriptors.entryList(QDir::Files)) {
            const QByteArray facts = contentOf(descriptors.filePath(name));
            if (facts.contains("inotify ") && facts.contains(mark))
                return true;
        }
    }
    return false;
}

} // namespace retune
