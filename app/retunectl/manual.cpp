#include "manual.h"

#include "formatnames.h"

#include <retune/format/document.h>
#include <retune/text/bytesize.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int lineWidth = 120;

} // namespace

QString paragraph(const QString &text, int indentation)
{
    const QString blanks(indentation, u' ');
    QString lines;
    QString line = blanks;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (line.size() > indentation && line.size() + 1 + word.size() > lineWidth) {
            lines += line + u'\n';
            line = blanks;
        }
        line += line.size() > indentation ? u' ' + word : word;
    }
    return lines + line + u'\n';
}

QString keyParagraph()
{
    return uR"(    KEY is written as in http.port or servers[0].host; a key with other characters than letters, digits, _ and - is
    quoted, as in hosts."a.b". A word that begins with a dash and is no number goes after --.
)"_s;
}

QString savingParagraph()
{
    return uR"(    No other byte changes: comments, order, white space, quotes, line ends and the style of numbers stay. The new text is
    parsed again before it is written; an edit that would change anything else is refused.

    The file is replaced in one step, so that no program ever reads half of it, and only if it still holds what was read;
    a change by somebody else in between is never overwritten. Mode, owner and links stay.
)"_s;
}

QString formatOption(const QString &what)
{
    return u"    --format FORMAT\n"_s +
           paragraph(u"Read %1 as %2, whatever the name says."_s.arg(what, formatChoices()), 8);
}

QString commonOptions()
{
    const QString usual = byteSizeText(Limits().bytes);
    return u"    --max-size SIZE\n"_s +
           paragraph(u"Read files of up to SIZE, as in 100M; the usual limit is %1. K, M and G stand for "
                     u"1024, 1024² "
                     "and 1024³ bytes."_s.arg(usual),
                     8) +
           u"    -h, --help\n        Print this text.\n"_s;
}

QString editOptions()
{
    return uR"(    --in-place
        Where the file cannot be replaced in one step (it has several hard links, or its folder cannot be written to),
        rewrite it in place instead of refusing. Programs may then see half of it for a moment.
    --verbose
        Print what changed, as in redis: old → new. Secret values are masked.
    --show-secrets
        With --verbose: print values as they are whose key says password, secret, token, credential or private key.
)"_s + formatOption() +
           commonOptions();
}

QString editExitStatus(const QString &good, const QString &bad)
{
    const QString failed =
        paragraph(u"The file cannot be read, is not well-formed or %1; the edit or the save was refused, "
                  "or the file was changed by somebody else meanwhile. The file is as it was."_s.arg(bad),
                  8);
    return u"    0   %1\n    1   %2    2   Wrong usage.\n"_s.arg(good, failed.trimmed() + u'\n');
}

} // namespace retune
