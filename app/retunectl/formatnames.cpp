#include "formatnames.h"

#include <retune/format/format.h>
#include <retune/text/tr.h>

namespace retune {

QString listed(const QStringList &words, const QString &last)
{
    if (words.size() < 2)
        return words.join(QString());
    return QStringLiteral("%1 %2 %3")
        .arg(words.mid(0, words.size() - 1).join(QLatin1String(", ")), last, words.last());
}

QString formatChoices()
{
    QStringList names;
    for (const Format *format : formats())
        names += format->shortName();
    return listed(names, Tr::tr("or"));
}

QString formatNames()
{
    QStringList names;
    for (const Format *format : formats())
        names += format->name();
    return listed(names, Tr::tr("and"));
}

QString fileNamePatterns()
{
    QStringList patterns;
    for (const FormatRule &rule : formatRules())
        patterns += rule.pattern;
    return listed(patterns, Tr::tr("and"));
}

} // namespace retune
