#include "command.h"

#include "fileedit.h"
#include "manual.h"
#include "settingsfile.h"

#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// The value that VALUE means: of the kind asked for, else of the kind that the key has now.
Result<Value> wantedValue(const Node &node, const Arguments &arguments)
{
    const Result<std::optional<Kind>> kind = wantedKind(arguments);
    if (!kind)
        return Unexpected{kind.error()};
    if (*kind && isContainer(**kind)) {
        return Unexpected{Problem{ProblemKind::Misuse,
                                  {},
                                  {},
                                  {},
                                  Tr::tr("set gives a single value, no %1").arg(kindName(**kind))}};
    }
    return valueFromText(kind->value_or(node.kind()), arguments.operands[2]);
}

int run(const Arguments &arguments)
{
    return editKey(arguments, [&](const Document &document, const KeyPath &path) -> Result<Edit> {
        const Node node = document.find(path);
        if (!node)
            return Unexpected{missingKey({}, path)};
        const Result<Value> value = wantedValue(node, arguments);
        if (!value)
            return Unexpected{value.error()};
        return setValue(document, path, *value);
    });
}

QString manual()
{
    return uR"(NAME
    retunectl set - set one value of a settings file

SYNOPSIS
    retunectl set [--type TYPE] [--in-place] [--verbose] [--show-secrets] [--format FORMAT] [--max-size SIZE] FILE KEY VALUE

DESCRIPTION
    Puts VALUE in the place of the value at KEY of FILE.

    VALUE is read as the kind of value that the key has now: where it holds a whole number, VALUE has to be one. Quotes
    are no part of VALUE: retunectl set setting.py redis hello sets the text hello. A value that equals the one in the
    file (0x10 and 16 are equal) writes nothing. The key has to exist; retunectl add makes one.

)"_s + savingParagraph() +
           u"\n"_s + keyParagraph() + uR"(
OPTIONS
    --type TYPE
        Let the value become a string, bytes, integer, float, boolean, null or datetime, whatever it was.
)"_s + editOptions() +
           u"\nEXIT STATUS\n"_s +
           editExitStatus(u"The file holds the value."_s, u"has no such key; VALUE does not fit"_s) + uR"(
EXAMPLES
    retunectl set setting.py redis "hello"
    retunectl set worker.jsonc interval 0.2 --verbose
    retunectl set worker.jsonc servers[0].weight -3
    retunectl set --type null worker.jsonc http.port null
    retunectl set -- f.ini args -v
)"_s;
}

} // namespace

const Command &setCommand()
{
    static const Command command = [] {
        Syntax syntax = editSyntax({u"FILE"_s, u"KEY"_s, u"VALUE"_s}, 3);
        syntax.valueOptions += u"--type"_s;
        return Command{u"set"_s, u"set one value of a settings file"_s, manual(), syntax, &run};
    }();
    return command;
}

} // namespace retune
