#include "window/filename.h"

#include <retune/format/format.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct FileNameText
{
    Q_DECLARE_TR_FUNCTIONS(FileNameText)
};

Unexpected<Problem> refusal(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

} // namespace

Result<const Format *> formatForNewName(const QString &name)
{
    const QString fileName = name.section(u'/', -1);
    if (fileName.isEmpty())
        return refusal(FileNameText::tr("Expected a name such as server.toml; the name says the format."));
    if (QDir::isAbsolutePath(name) || QDir::cleanPath(name) != name || name.startsWith(u"../"_s) ||
        name == u".."_s)
        return refusal(
            FileNameText::tr("Expected a name within the folder, found a path that leads elsewhere."));
    if (name.contains(QChar::Null) || fileName.toUtf8().size() > 255)
        return refusal(FileNameText::tr("Expected a name of at most 255 bytes."));
    const bool isCode = name.startsWith(u"plugins/"_s); // the folder of code, which holds no settings
    const Format *format = isCode ? codeFormatForPath(name) : formatForPath(name);
    if (isTraceOfSaving(fileName))
        format = nullptr; // names of backups and the like are never read
    if (!format) {
        return refusal(
            FileNameText::tr("%1 is no settings file by its name: it would not be shown here. Names such as "
                             ".json, .toml, .yaml, .ini, .env or *setting*.py at the end are.")
                .arg(fileName));
    }
    return format;
}

QByteArray firstContent(const Format &format)
{
    switch (format.id()) {
    case FormatId::Json:
    case FormatId::Jsonc:
        return "{}\n";
    default:
        return "\n";
    }
}

} // namespace retune
