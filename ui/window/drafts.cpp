#include "window/drafts.h"

#include <retune/edit/workspace.h>

#include <QtCore/QCborArray>
#include <QtCore/QCborMap>
#include <QtCore/QCborStreamWriter>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QUuid>

#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// For how long another window may take over drafts of the same folder.
constexpr int longestAdoption = 2000;

/// The sentences of this file, for translators.
struct DraftText
{
    Q_DECLARE_TR_FUNCTIONS(DraftText)
};

QString draftFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/retune/drafts"_s;
}

/// What the names of all files about a folder begin with.
QString draftName(const QString &folder)
{
    return QString::fromLatin1(QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex());
}

/// For the user alone: edits may hold secrets.
void makeDraftFolder()
{
    QDir().mkpath(draftFolder());
    QFile::setPermissions(draftFolder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QString draftFile(const QString &folder, const QString &owner)
{
    return draftFolder() + u'/' + draftName(folder) + u'.' + owner + u".cbor"_s;
}

QStringList draftFiles(const QString &folder)
{
    const QDir place(draftFolder());
    QStringList files;
    for (const QString &name :
         place.entryList({draftName(folder) + u"*.cbor"_s}, QDir::Files, QDir::Time | QDir::Reversed))
        files += place.filePath(name);
    return files;
}

/// Held while the window lives that keeps this file.
std::unique_ptr<QLockFile> ownerLock(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file.chopped(5) + u".lock"_s);
    lock->setStaleLockTime(0); // a window may be open for days
    return lock;
}

/// Straight into the file: the texts may be long, and the window waits for this when it closes.
void write(QIODevice &file, const QString &folder, const QList<Draft> &drafts)
{
    QCborStreamWriter writer(&file);
    writer.startMap(2);
    writer.append(QLatin1StringView("folder"));
    writer.append(folder);
    writer.append(QLatin1StringView("files"));
    writer.startArray(quint64(drafts.size()));
    for (const Draft &draft : drafts) {
        writer.startMap(4);
        writer.append(QLatin1StringView("path"));
        writer.append(draft.path);
        writer.append(QLatin1StringView("base"));
        writer.append(draft.base);
        writer.append(QLatin1StringView("bytes"));
        writer.append(draft.bytes);
        writer.append(QLatin1StringView("waits"));
        writer.append(draft.isWaiting);
        writer.endMap();
    }
    writer.endArray();
    writer.endMap();
}

Unexpected<Problem> writeProblem(const QFileDevice &file)
{
    return Unexpected{Problem{ProblemKind::WriteFailed,
                              file.fileName(),
                              {},
                              {},
                              DraftText::tr("unsaved edits could not be kept: %1").arg(file.errorString())}};
}

QList<Draft> readDrafts(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Draft> drafts;
    const QCborArray files = QCborValue::fromCbor(file.readAll())[u"files"_s].toArray();
    for (const auto &kept : files)
        drafts.append({kept[u"path"_s].toString(), kept[u"base"_s].toByteArray(),
                       kept[u"bytes"_s].toByteArray(), kept[u"waits"_s].toBool()});
    return drafts;
}

void addNew(QList<Draft> &all, const QList<Draft> &drafts)
{
    for (const Draft &draft : drafts) {
        if (!all.contains(draft))
            all += draft;
    }
}

} // namespace

QList<Draft> keptDrafts(const QString &folder)
{
    QList<Draft> all;
    for (const QString &file : draftFiles(folder))
        addNew(all, readDrafts(file));
    return all;
}

DraftPlace::DraftPlace(const QString &folder)
    : m_folder(folder)
    , m_owner(QUuid::createUuid().toString(QUuid::Id128))
{}

DraftPlace::~DraftPlace() = default;

QList<Draft> DraftPlace::adopt()
{
    makeDraftFolder();
    m_lock = ownerLock(draftFile(m_folder, m_owner));
    static_cast<void>(m_lock->tryLock(0)); // where there can be no lock, writing says why
    QLockFile adoption(draftFolder() + u'/' + draftName(m_folder) + u".adoption.lock"_s);
    if (!adoption.tryLock(longestAdoption))
        return {};
    QList<Draft> adopted;
    std::vector<std::pair<QString, std::unique_ptr<QLockFile>>> orphans;
    for (const QString &file : draftFiles(m_folder)) {
        std::unique_ptr<QLockFile> owner = ownerLock(file);
        if (!owner->tryLock(0))
            continue; // of a window that is open, this one or another
        const QList<Draft> kept = readDrafts(file);
        if (kept.isEmpty())
            continue; // it cannot be read now: it stays
        addNew(adopted, kept);
        orphans.emplace_back(file, std::move(owner));
    }
    if (!adopted.isEmpty() && keep(adopted)) {
        for (const auto &orphan : orphans)
            QFile::remove(orphan.first);
    }
    return adopted;
}

bool DraftPlace::reclaim()
{
    const QString file = draftFile(m_folder, m_owner);
    std::unique_ptr<QLockFile> lock = ownerLock(file);
    // In this order: who takes drafts over holds the lock until their file is gone.
    if (!lock->tryLock(0) || !QFile::exists(file))
        return false;
    m_lock = std::move(lock);
    return true;
}

Result<void> DraftPlace::keep(const QList<Draft> &drafts) const
{
    const QString name = draftFile(m_folder, m_owner);
    if (drafts.isEmpty()) {
        QFile old(name);
        if (old.exists() && !old.remove())
            return writeProblem(old);
        return {};
    }
    makeDraftFolder();
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return writeProblem(file);
    write(file, m_folder, drafts);
    // flush(), because commit() takes the old file's place also where what was still held back could not be written. A write that
    // failed before is told by the error, and by commit().
    if (file.error() != QFileDevice::NoError || !file.flush() || !file.commit())
        return writeProblem(file);
    return {};
}

QList<Draft> drafts(const Workspace &workspace)
{
    QList<Draft> drafts;
    for (const QString &path : workspace.modifiedPaths()) {
        const Buffer &buffer = *workspace.openBuffer(path);
        if (buffer.bytes() != buffer.base()) // an edit may be under way
            drafts.append({path, buffer.base(), buffer.bytes()});
    }
    return drafts;
}

QList<Draft> restoreDrafts(Workspace &workspace, const QList<Draft> &drafts)
{
    QList<Draft> homeless;
    for (const Draft &draft : drafts) {
        Buffer *buffer = draft.isWaiting ? workspace.buffer(draft.path) : workspace.create(draft.path);
        if (buffer && buffer->bytes() == draft.bytes)
            continue;
        if (!buffer || buffer->isModified()) {
            homeless.append(draft);
            continue;
        }
        buffer->setBytes(draft.bytes);
        if (buffer->base() != draft.base && workspace.store().snapshot().file(draft.path))
            buffer->rebase(draft.base);
        workspace.followStore(draft.path); // the disk may have moved on meanwhile
    }
    return homeless;
}

} // namespace retune
