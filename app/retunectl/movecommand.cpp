#include "command.h"

#include "fileedit.h"
#include "manual.h"
#include "terminal.h"

#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

int run(const Arguments &arguments)
{
    bool isNumber = false;
    const int position = arguments.operands[2].toInt(&isNumber);
    if (!isNumber) {
        const QString message =
            Tr::tr("expected a whole number for POSITION, found \"%1\"").arg(arguments.operands[2]);
        printProblem({ProblemKind::Misuse, {}, {}, {}, message});
        return WrongUsage;
    }
    return editKey(arguments, [&](const Document &document, const KeyPath &path) {
        return moveElement(document, path, position);
    });
}

QString manual()
{
    return uR"(NAME
    retunectl move - put a member of a list to another position

SYNOPSIS
    retunectl move [--in-place] [--verbose] [--show-secrets] [--format FORMAT] [--max-size SIZE] FILE KEY POSITION

DESCRIPTION
    Takes the member of a list at KEY out and puts it back so that it stands at POSITION, counted from 0. The comment at
    the end of its line goes with it.

)"_s + savingParagraph() +
           u"\n"_s + keyParagraph() + u"\nOPTIONS\n"_s + editOptions() + u"\nEXIT STATUS\n"_s +
           editExitStatus(u"The member stands at POSITION."_s, u"has no such key or position"_s) + uR"(
EXAMPLES
    retunectl move worker.jsonc servers[2] 0
)"_s;
}

} // namespace

const Command &moveCommand()
{
    static const Command command{u"move"_s, u"put a member of a list to another position"_s, manual(),
                                 editSyntax({u"FILE"_s, u"KEY"_s, u"POSITION"_s}, 3), &run};
    return command;
}

} // namespace retune
