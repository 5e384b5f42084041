#include <retune/edit/savefile_p.h>

#include <retune/text/tr.h>

#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace retune {

namespace {

Unexpected<Problem> problem(const QString &path, ProblemKind kind, const QString &message)
{
    return Unexpected{Problem{kind, path, {}, {}, message}};
}

/// What the file holds, or nothing where there is none.
Result<std::optional<QByteArray>> contentOf(const QString &path, qsizetype limit)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return std::optional<QByteArray>();
    if (!info.isFile())
        return problem(path, ProblemKind::NotAFile, Tr::tr("expected a file, found something else"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(path, ProblemKind::WriteFailed,
                       Tr::tr("the file cannot be read, so it is not known what a save would replace: %1")
                           .arg(file.errorString()));
    return std::optional(file.read(limit));
}

Result<void> checkSeen(const QString &path, const std::optional<QByteArray> &found,
                       const std::optional<QByteArray> &seen)
{
    if (found == seen)
        return {};
    if (!seen)
        return problem(path, ProblemKind::Conflict, Tr::tr("expected no file of this name, found one"));
    if (!found)
        return problem(path, ProblemKind::Conflict, Tr::tr("the file has been deleted since it was read"));
    return problem(path, ProblemKind::Conflict, Tr::tr("the file on the disk has changed since it was read"));
}

} // namespace

Result<Saved> saveFilePortably(const QString &path, const QByteArray &bytes,
                               const std::optional<QByteArray> &seen, InPlace inPlace)
{
    const auto found = contentOf(path, std::max(bytes.size(), seen ? seen->size() : 0) + 1);
    if (!found)
        return Unexpected{found.error()};
    if (*found == bytes)
        return Saved();
    if (const auto checked = checkSeen(path, *found, seen); !checked)
        return Unexpected{checked.error()};
    QSaveFile file(path); // follows links, keeps the permissions
    file.setDirectWriteFallback(inPlace == InPlace::Allow);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() ||
        !file.commit()) {
        return problem(path, ProblemKind::WriteFailed,
                       Tr::tr("the file could not be written: %1").arg(file.errorString()));
    }
    return Saved{true, false, {}};
}

#ifndef Q_OS_UNIX
Result<Saved> saveFile(const QString &path, const QByteArray &bytes, const std::optional<QByteArray> &seen,
                       InPlace inPlace)
{
    return saveFilePortably(path, bytes, seen, inPlace);
}
#endif

} // namespace retune
