#include <retune/history/earlierreloads.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// Of the texts that are read at once.
constexpr qsizetype enoughBytes = 16 * 1024 * 1024;

SettingsFilePtr fileOf(const KeptChange &change, const QByteArray &bytes, const Format &format,
                       const Limits &limits)
{
    auto file = std::make_shared<SettingsFile>();
    file->path = change.path;
    file->format = &format;
    file->disk = bytes;
    if (const Result<Document> document = format.parse(bytes, limits))
        file->document = *document;
    return file;
}

const Format *formatOf(const QString &path)
{
    const Format *settings = formatForPath(path);
    return settings ? settings : codeFormatForPath(path);
}

/// What a change did to its file, with texts that `read` gives.
template<typename Read>
FileReload reloadOf(const KeptChange &change, const Format &format, Read read)
{
    FileReload reload;
    reload.after = change.after.isEmpty() ? nullptr : read(change.after);
    if (!reload.after) { // no text at all: an empty one may have a tree
        reload.after =
            std::make_shared<const SettingsFile>(SettingsFile{change.path, &format, {}, {}, std::nullopt, 0});
    }
    reload.before = change.before.isEmpty() ? nullptr : read(change.before);
    reload.changes = keyDiff(reload.before ? reload.before->document : Document(), reload.after->document);
    return reload;
}

HistoryEntry entryOf(const KeptRevision &revision, const FileReload &reload)
{
    return {0, revision.when, reload, revision.id, revision.label, revision.source};
}

/// The files of a revision, without the texts of those beyond the limit.
QList<HistoryEntry> entriesOf(const HistoryReader &reader, const KeptRevision &revision, const Limits &limits,
                              qsizetype &bytes)
{
    QList<HistoryEntry> entries;
    for (const KeptChange &change :
         revision.changes.first(std::min(revision.changes.size(), maximumToldFiles))) {
        const Format *format = formatOf(change.path);
        if (!format)
            continue;
        const auto read = [&](const QString &blob) -> SettingsFilePtr {
            const Result<QByteArray> text = blob.isEmpty() ? QByteArray() : reader.text(blob);
            bytes += text ? text->size() : 0;
            return text ? fileOf(change, *text, *format, limits) : nullptr;
        };
        entries.append(entryOf(revision, reloadOf(change, *format, read)));
    }
    const auto left = static_cast<int>(revision.changes.size() - maximumToldFiles);
    if (left > 0 && !entries.isEmpty()) {
        const QString more = Tr::tr("further files: %1").arg(left);
        QString &label = entries.last().label;
        label = label.isEmpty() ? more : Tr::tr("%1, %2").arg(label, more);
    }
    return entries;
}

} // namespace

Result<QList<HistoryEntry>> earlierReloads(const HistoryReader &reader, const HistoryQuery &query,
                                           const Format &format, const Limits &limits)
{
    const Result<QList<KeptRevision>> revisions = reader.revisions(query);
    if (!revisions)
        return Unexpected{revisions.error()};
    QList<HistoryEntry> entries;
    qsizetype bytes = 0;
    // What one revision has before is what the next older one has after.
    QString sharedBlob;
    SettingsFilePtr shared;
    for (const KeptRevision &revision : *revisions) {
        const KeptChange &change = revision.changes.first();
        const auto read = [&](const QString &blob) -> SettingsFilePtr {
            if (blob == sharedBlob && shared)
                return shared;
            const Result<QByteArray> text = blob.isEmpty() ? QByteArray() : reader.text(blob);
            bytes += text ? text->size() : 0;
            return text ? fileOf(change, *text, format, limits) : nullptr;
        };
        const FileReload reload = reloadOf(change, format, read);
        sharedBlob = change.before;
        shared = reload.before;
        entries.append(entryOf(revision, reload));
        if (bytes > enoughBytes)
            break;
    }
    return entries;
}

Result<EarlierPage> earlierFolderReloads(const HistoryReader &reader, const HistoryQuery &query,
                                         const Limits &limits)
{
    const Result<QList<KeptRevision>> revisions = reader.revisions(query);
    if (!revisions)
        return Unexpected{revisions.error()};
    EarlierPage page;
    qsizetype bytes = 0;
    for (const KeptRevision &revision : *revisions) {
        page.entries += entriesOf(reader, revision, limits, bytes);
        page.last = revision.id;
        if (bytes > enoughBytes)
            break;
    }
    return page;
}

} // namespace retune
