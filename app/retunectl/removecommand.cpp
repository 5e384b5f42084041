#include "command.h"

#include "fileedit.h"
#include "manual.h"

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

int run(const Arguments &arguments)
{
    return editKey(arguments, &removeValue);
}

QString manual()
{
    return uR"(NAME
    retunectl remove - remove a key or a member of a list from a settings file

SYNOPSIS
    retunectl remove [--in-place] [--verbose] [--show-secrets] [--format FORMAT] [--max-size SIZE] FILE KEY

DESCRIPTION
    Removes what FILE has at KEY: one value, or a table or a list with everything in it; with it goes the comment at the
    end of its line. Members of a list behind it move down by one.

)"_s + savingParagraph() +
           u"\n"_s + keyParagraph() + u"\nOPTIONS\n"_s + editOptions() + u"\nEXIT STATUS\n"_s +
           editExitStatus(u"The file no longer has the key."_s, u"has no such key"_s) + uR"(
EXAMPLES
    retunectl remove worker.jsonc http.timeout
    retunectl remove --verbose worker.jsonc servers[0]
)"_s;
}

} // namespace

const Command &removeCommand()
{
    static const Command command{u"remove"_s, u"remove a key or a member of a list"_s, manual(),
                                 editSyntax({u"FILE"_s, u"KEY"_s}, 2), &run};
    return command;
}

} // namespace retune
