#include "sample.h"

#include <retune/edit/diskcontent.h>
#include <retune/edit/savefile.h>
#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

#include <algorithm>

// Expands to a declaration, which has to stand outside of the namespace.
static void initializeResource()
{
    Q_INIT_RESOURCE(sample);
}

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

struct ShippedFile
{
    QString name; ///< relative to the folder
    QByteArray bytes;
};

QList<ShippedFile> shippedFiles()
{
    initializeResource();
    QList<ShippedFile> files;
    const QDir shipped(u":/sample"_s);
    QDirIterator paths(shipped.path(), QDir::Files, QDirIterator::Subdirectories);
    while (paths.hasNext()) {
        QFile file(paths.next());
        if (file.open(QIODevice::ReadOnly))
            files.append({shipped.relativeFilePath(file.fileName()), file.readAll()});
    }
    std::sort(files.begin(), files.end(),
              [](const ShippedFile &left, const ShippedFile &right) { return left.name < right.name; });
    return files;
}

Unexpected<Problem> writeProblem(const QString &path, const QString &message)
{
    return Unexpected{Problem{ProblemKind::WriteFailed, path, {}, {}, message}};
}

/// Makes the folder that a shipped file is to lie in, where it is missing.
Result<void> makeFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    return QDir().mkpath(folder) ? Result<void>() : writeProblem(folder, Tr::tr("the folder cannot be made"));
}

Result<void> writeShippedFiles(const QDir &folder)
{
    for (const ShippedFile &shipped : shippedFiles()) {
        if (const Result<void> made = makeFolderOf(folder.filePath(shipped.name)); !made)
            return made;
        QFile file(folder.filePath(shipped.name));
        if (!file.open(QIODevice::WriteOnly) || file.write(shipped.bytes) != shipped.bytes.size() ||
            !file.flush())
            return writeProblem(file.fileName(),
                                Tr::tr("the file cannot be written: %1").arg(file.errorString()));
    }
    return {};
}

/// Whether anything of this name is there, also a link that leads nowhere.
bool isTaken(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

Result<bool> resetFile(const QString &path, const QByteArray &bytes)
{
    if (const Result<void> made = makeFolderOf(path); !made)
        return Unexpected{made.error()};
    const DiskContent disk = readDiskContent(path, Limits().bytes);
    const auto seen = disk.isKnown() ? std::optional(disk.bytes) : std::nullopt;
    const Result<Saved> saved = saveFile(path, bytes, seen);
    if (saved)
        return saved->written;
    Problem problem = saved.error();
    problem.file = path;
    return Unexpected{problem};
}

} // namespace

QString sampleFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/retune/sample"_s;
}

bool isSampleFolder(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return !canonical.isEmpty() && canonical == QFileInfo(sampleFolder()).canonicalFilePath();
}

Result<QString> makeSampleFolder()
{
    const QString sample = sampleFolder();
    if (isTaken(sample))
        return sample;
    const QString parent = QFileInfo(sample).path();
    if (!QDir().mkpath(parent))
        return writeProblem(parent, Tr::tr("the folder cannot be made"));
    QTemporaryDir making(sample + u".XXXXXX"_s);
    if (!making.isValid())
        return writeProblem(parent, Tr::tr("the folder cannot be written to: %1").arg(making.errorString()));
    if (const Result<void> written = writeShippedFiles(QDir(making.path())); !written)
        return Unexpected{written.error()};
    constexpr auto everybodyReads = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                    QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QFile::setPermissions(making.path(), everybodyReads);
    if (!QDir().rename(making.path(), sample) && !isTaken(sample)) // else another start was faster
        return writeProblem(sample, Tr::tr("the folder cannot be made"));
    return sample;
}

Result<QStringList> resetSample()
{
    const Result<QString> folder = makeSampleFolder();
    if (!folder)
        return Unexpected{folder.error()};
    QStringList changed;
    for (const ShippedFile &shipped : shippedFiles()) {
        const Result<bool> wasChanged = resetFile(QDir(*folder).filePath(shipped.name), shipped.bytes);
        if (!wasChanged)
            return Unexpected{wasChanged.error()};
        if (*wasChanged)
            changed += shipped.name;
    }
    return changed;
}

} // namespace retune
