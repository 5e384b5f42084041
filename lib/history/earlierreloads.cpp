#include <retune/history/earlierreloads.h>

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
        FileReload reload;
        reload.after = read(change.after);
        if (!reload.after)
            reload.after = fileOf(change, {}, format, limits);
        reload.before = change.before.isEmpty() ? nullptr : read(change.before);
        reload.changes =
            keyDiff(reload.before ? reload.before->document : Document(), reload.after->document);
        sharedBlob = change.before;
        shared = reload.before;
        entries.append({0, revision.when, reload, revision.id, revision.label, revision.source});
        if (bytes > enoughBytes)
            break;
    }
    return entries;
}

} // namespace retune
