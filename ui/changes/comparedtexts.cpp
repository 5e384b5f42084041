#include "changes/comparedtexts.h"

#include "thread/destroyelsewhere.h"

#include <retune/format/format.h>

namespace retune {

namespace {

SettingsFilePtr fileOf(const QString &path, const Format &format, const QByteArray &bytes,
                       const Limits &limits)
{
    SettingsFile file;
    file.path = path;
    file.format = &format;
    file.disk = bytes;
    if (const Result<Document> document = format.parse(bytes, limits))
        file.document = *document;
    else
        file.problem = document.error();
    // Whoever drops it last may be the thread of the window.
    return {new const SettingsFile(std::move(file)),
            [](const SettingsFile *old) { destroyElsewhere(std::unique_ptr<const SettingsFile>(old)); }};
}

} // namespace

FileReload comparedTexts(const QString &path, const Format &format, const QByteArray &before,
                         const QByteArray &after, const Limits &limits)
{
    FileReload reload{fileOf(path, format, before, limits), fileOf(path, format, after, limits), {}, {}};
    if (!reload.after->document.isNull())
        reload.changes = keyDiff(reload.before->document, reload.after->document);
    return reload;
}

} // namespace retune
