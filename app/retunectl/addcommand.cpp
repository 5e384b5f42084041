#include "command.h"

#include "fileedit.h"
#include "manual.h"

#include <retune/format/format.h>
#include <retune/format/memberkind.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

Unexpected<Problem> misuse(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Misuse, {}, {}, {}, message}};
}

/// The kind that VALUE has where --type does not tell.
Kind likelyKind(const Document &document, const Node &container, const QString &text)
{
    if (!document.format().hasTypes())
        return Kind::String;
    const std::optional<Kind> common = commonKind(container);
    return common && isScalar(*common) ? *common : kindByLooks(text);
}

Result<Value> wantedValue(const Document &document, const KeyPath &path, const Arguments &arguments)
{
    const Result<std::optional<Kind>> kind = wantedKind(arguments);
    if (!kind)
        return Unexpected{kind.error()};
    const bool hasText = arguments.operands.size() > 2;
    if (*kind && isContainer(**kind)) {
        if (hasText)
            return misuse(Tr::tr("an empty %1 takes no VALUE").arg(kindName(**kind)));
        return Value{**kind, {}};
    }
    if (!hasText)
        return misuse(Tr::tr("expected VALUE"));
    const QString &text = arguments.operands[2];
    return valueFromText(kind->value_or(likelyKind(document, document.find(path.parent()), text)), text);
}

Result<Edit> added(const Document &document, const KeyPath &path, const Arguments &arguments)
{
    const Result<Value> value = wantedValue(document, path, arguments);
    if (!value)
        return Unexpected{value.error()};
    return addValue(document, path, *value);
}

/// `servers[]` is the end of the list.
int append(QString key, Arguments arguments)
{
    key.chop(2);
    arguments.operands[1] = key;
    return editKey(arguments, [&](const Document &document, const KeyPath &list) {
        const Node node = document.find(list);
        const int end = node && node.kind() == Kind::List ? node.childCount() : 0;
        return added(document, list.child(end), arguments);
    });
}

int run(const Arguments &arguments)
{
    if (const QString &key = arguments.operands[1]; key.endsWith(u"[]"))
        return append(key, arguments);
    return editKey(arguments, [&](const Document &document, const KeyPath &path) {
        return added(document, path, arguments);
    });
}

QString manual()
{
    return uR"(NAME
    retunectl add - add a value to a settings file

SYNOPSIS
    retunectl add [--type TYPE] [--in-place] [--verbose] [--show-secrets] [--format FORMAT] [--max-size SIZE] FILE KEY VALUE
    retunectl add --type table|list [OPTION…] FILE KEY

DESCRIPTION
    Adds VALUE to FILE under KEY, written in the style of what stands around it. What KEY leads through has to exist: http
    for http.port. A key that is there already is refused; retunectl set changes its value.

    In a list, servers[2] puts VALUE where the third member stands, so that it and those behind it move up by one, and
    servers[] puts it at the end.

    In a list whose members are all of one kind VALUE is read as that kind. Elsewhere true, false and null are what they
    say, 8080 is a whole number and 0.5, -3.0 and 1e6 are numbers, as in JSON; anything else is a text. Quotes are no part of
    VALUE. Where the file tells no types, as INI does not, VALUE is written as it is.

)"_s + savingParagraph() +
           u"\n"_s + keyParagraph() + uR"(
OPTIONS
    --type TYPE
        Add a string, bytes, integer, float, boolean, null or datetime, whatever VALUE looks like; or an empty table or
        list, without VALUE. What a format has no way to write is refused.
)"_s + editOptions() +
           u"\nEXIT STATUS\n"_s +
           editExitStatus(u"The file holds the value."_s,
                          u"has the key already or not what it leads through; VALUE does not fit"_s) +
           uR"(
EXAMPLES
    retunectl add worker.jsonc http.timeout 30
    retunectl add worker.jsonc servers[] --type table
    retunectl add worker.jsonc tags[0] first
    retunectl add --type string setting.py version 1.10
)"_s;
}

} // namespace

const Command &addCommand()
{
    static const Command command = [] {
        Syntax syntax = editSyntax({u"FILE"_s, u"KEY"_s, u"VALUE"_s}, 2);
        syntax.valueOptions += u"--type"_s;
        return Command{u"add"_s, u"add a value to a table or a list"_s, manual(), syntax, &run};
    }();
    return command;
}

} // namespace retune
