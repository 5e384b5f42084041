#include "window/drafts.h"

#include <retune/edit/workspace.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QLockFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// For how long another window may write the drafts of the same folder.
constexpr int longestWrite = 2000;

/// The sentences of this file, for translators.
struct DraftText
{
    Q_DECLARE_TR_FUNCTIONS(DraftText)
};

QString draftFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/retune/drafts"_s;
}

QString draftFile(const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return draftFolder() + u'/' + QString::fromLatin1(hash) + u".cbor"_s;
}

QByteArray encoded(const QString &folder, const QList<Draft> &drafts)
{
    QCborArray files;
    for (const Draft &draft : drafts)
        files.append(QCborMap{{u"path"_s, draft.path}, {u"base"_s, draft.base}, {u"bytes"_s, draft.bytes}});
    return QCborMap{{u"folder"_s, folder}, {u"files"_s, files}}.toCborValue().toCbor();
}

Unexpected<Problem> writeProblem(const QFileDevice &file)
{
    return Unexpected{Problem{ProblemKind::WriteFailed,
                              file.fileName(),
                              {},
                              {},
                              DraftText::tr("unsaved edits could not be kept: %1").arg(file.errorString())}};
}

} // namespace

Result<void> keepDrafts(const QString &folder, const QList<Draft> &drafts)
{
    const QString name = draftFile(folder);
    if (drafts.isEmpty()) {
        QFile old(name);
        if (old.exists() && !old.remove())
            return writeProblem(old);
        return {};
    }
    QDir().mkpath(draftFolder());
    QFile::setPermissions(draftFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(encoded(folder, drafts)) < 0 || !file.commit())
        return writeProblem(file);
    return {};
}

QList<Draft> keptDrafts(const QString &folder)
{
    QFile file(draftFile(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Draft> drafts;
    const QCborArray files = QCborValue::fromCbor(file.readAll())[u"files"_s].toArray();
    for (const auto &kept : files)
        drafts.append(
            {kept[u"path"_s].toString(), kept[u"base"_s].toByteArray(), kept[u"bytes"_s].toByteArray()});
    return drafts;
}

Result<void> replaceDrafts(const QString &folder, const QList<Draft> &before, const QList<Draft> &now)
{
    QDir().mkpath(draftFolder());
    QLockFile lock(draftFile(folder) + u".lock"_s);
    static_cast<void>(lock.tryLock(longestWrite)); // where there can be no lock, writing says why
    const QList<Draft> kept = keptDrafts(folder);
    QList<Draft> all = kept;
    all.removeIf([&before](const Draft &draft) { return before.contains(draft); });
    all += now;
    return all == kept ? Result<void>() : keepDrafts(folder, all);
}

QList<Draft> drafts(const Workspace &workspace)
{
    QList<Draft> drafts;
    for (const QString &path : workspace.modifiedPaths()) {
        const Buffer &buffer = *workspace.openBuffer(path);
        drafts.append({path, buffer.base(), buffer.bytes()});
    }
    return drafts;
}

QList<Draft> restoreDrafts(Workspace &workspace, const QList<Draft> &drafts)
{
    QList<Draft> homeless;
    for (const Draft &draft : drafts) {
        Buffer *buffer = workspace.buffer(draft.path);
        if (!buffer) {
            homeless.append(draft);
            continue;
        }
        if (buffer->bytes() == draft.bytes)
            continue;
        buffer->replace({difference(buffer->bytes(), draft.bytes)});
        if (buffer->base() != draft.base)
            buffer->rebase(draft.base);
        workspace.followStore(draft.path); // the disk may have moved on meanwhile
    }
    return homeless;
}

} // namespace retune
