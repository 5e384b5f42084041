#include "window/putbackedits.h"

#include "changes/reloadtext.h"

#include <retune/diff/linemerge.h>
#include <retune/edit/workspace.h>

#include <QtCore/QPointer>

namespace retune {

namespace {

/// The edit that takes a change of one value back.
Result<Edit> takenBack(const Document &document, const Change &change)
{
    switch (change.type()) {
    case Change::Type::Added:
        return removeValue(document, change.path);
    case Change::Type::Removed:
        return addValue(document, change.path, *change.before);
    case Change::Type::Modified:
        break;
    }
    return setValue(document, change.path, *change.before);
}

} // namespace

std::optional<QByteArray> textToPutBack(const HistoryEntry &entry)
{
    const Document &document = entry.reload.after->document;
    return document.isNull() || !document.format().isText() ? std::nullopt : std::optional(document.bytes());
}

PutBackEdits::PutBackEdits(Workspace &workspace, const LiveTest &liveTest, QWidget *window)
    : m_workspace(workspace)
    , m_folder(workspace, window)
{
    m_folder.setLiveTest(liveTest);
    connect(&m_folder, &FolderPutBack::edited, this, [this](const QString &path, const QByteArray &bytes) {
        m_waiting.insert(path, {bytes, m_folderLabel});
    });
    connect(&m_folder, &FolderPutBack::nothingToDo, this,
            [this] { Q_EMIT message(tr("The folder is as of then already.")); });
    connect(&m_folder, &FolderPutBack::failed, this, &PutBackEdits::failed);
    connect(&m_folder, &FolderPutBack::finished, this, &PutBackEdits::tellFolderPutBack);
}

QString PutBackEdits::takeLabel(const FileReload &file)
{
    const Waiting putBack = m_waiting.take(file.path());
    return putBack.bytes == file.after->document.bytes() ? putBack.label : QString();
}

bool PutBackEdits::putTextBack(const QString &path, const QByteArray &bytes, const QString &label)
{
    Buffer *buffer = m_workspace.buffer(path);
    if (!buffer || buffer->bytes() == bytes)
        return false;
    buffer->setBytes(bytes);
    m_waiting.insert(path, {buffer->bytes(), label});
    return true;
}

void PutBackEdits::putVersionBack(const QString &path, const HistoryEntry &entry)
{
    const std::optional<QByteArray> bytes = textToPutBack(entry);
    if (!bytes)
        return;
    const QString moment = momentInSentence(entry.published);
    if (putTextBack(path, *bytes, tr("put back as of %1").arg(moment)))
        Q_EMIT message(tr("%1 is as of %2 again. Save it, or take that back with Undo.").arg(path, moment));
    else
        Q_EMIT message(tr("%1 is as of %2 already, or cannot be edited.").arg(path, moment));
}

void PutBackEdits::putLinesBack(const QString &path, const QByteArray &newer, const QByteArray &wanted)
{
    const Buffer *buffer = m_workspace.buffer(path);
    if (!buffer)
        return Q_EMIT message(tr("%1 cannot be edited.").arg(path));
    QByteArray text;
    for (const LineMergeBlock &block : lineMerge(newer, buffer->bytes(), wanted, TouchingChanges::Merge)) {
        if (block.type == LineMergeBlock::Type::Clash)
            return Q_EMIT message(
                tr("These lines of %1 have changed since; put them back in the text.").arg(path));
        text += block.type == LineMergeBlock::Type::Disk ? block.disk : block.mine;
    }
    if (putTextBack(path, text, tr("put lines back")))
        Q_EMIT message(
            tr("The lines of %1 are as before again. Save it, or take that back with Undo.").arg(path));
    else
        Q_EMIT message(tr("The lines of %1 are as before already.").arg(path));
}

void PutBackEdits::putValueBack(const QString &path, const Change &change, const QDateTime &when)
{
    Buffer *buffer = m_workspace.buffer(path);
    if (!buffer)
        return;
    const auto finish = [edits = QPointer(this), buffer = QPointer(buffer), path,
                         key = change.path.toString(),
                         moment = momentInSentence(when)](const Result<void> &edited) {
        if (!edits || !buffer)
            return;
        if (!edited)
            return Q_EMIT edits->message(edited.error().message);
        edits->m_waiting.insert(path, {buffer->bytes(), tr("put %1 back as before %2").arg(key, moment)});
        Q_EMIT edits->message(
            tr("%1 is as before %2 again. Save it, or take that back with Undo.").arg(key, moment));
    };
    buffer->editSoon([change](const Document &document) { return takenBack(document, change); }, finish);
}

void PutBackEdits::putFolderBack(const QString &location, const QDateTime &moment)
{
    m_folderLabel = tr("put the folder back as of %1").arg(momentInSentence(moment));
    m_folder.begin(location, moment);
}

void PutBackEdits::tellFolderPutBack(int count, const QStringList &failed)
{
    QString told =
        count == 1
            ? tr("The text of 1 file is as it was then, and not saved; files that came later stay.")
            : tr("The texts of %n files are as they were then, and not saved; files that came later stay.",
                 nullptr, count);
    if (!failed.isEmpty())
        told += u' ' + tr("These cannot be edited: %1.").arg(failed.join(QStringLiteral(", ")));
    // The offer may be taken when the folder is closed.
    Q_EMIT offered(told, tr("Take Back"), [folder = QPointer(&m_folder)] {
        if (folder)
            folder->undo();
    });
}

} // namespace retune
