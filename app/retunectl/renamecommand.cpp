#include "command.h"

#include "fileedit.h"
#include "manual.h"

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

int run(const Arguments &arguments)
{
    return editKey(arguments, [&](const Document &document, const KeyPath &path) {
        return renameKey(document, path, arguments.operands[2]);
    });
}

QString manual()
{
    return uR"(NAME
    retunectl rename - give a key of a settings file another name

SYNOPSIS
    retunectl rename [--in-place] [--verbose] [--show-secrets] [--format FORMAT] [--max-size SIZE] FILE KEY NEWKEY

DESCRIPTION
    Puts NEWKEY in the place of the last key of KEY; the value stays where it is and as it is. NEWKEY is the key alone, as
    programs see it: no path, and without quotes even where the file needs some. A key that its table has already is
    refused. Programs see the old key go and the new one come, and so does --verbose.

)"_s + savingParagraph() +
           u"\n"_s + keyParagraph() + u"\nOPTIONS\n"_s + editOptions() + u"\nEXIT STATUS\n"_s +
           editExitStatus(u"The file has the key NEWKEY."_s, u"has no such key, or has NEWKEY already"_s) +
           uR"(
EXAMPLES
    retunectl rename worker.jsonc http.timeout patience
    retunectl rename worker.jsonc 'hosts."a.b"' a.c
)"_s;
}

} // namespace

const Command &renameCommand()
{
    static const Command command{u"rename"_s, u"give a key another name"_s, manual(),
                                 editSyntax({u"FILE"_s, u"KEY"_s, u"NEWKEY"_s}, 3), &run};
    return command;
}

} // namespace retune
