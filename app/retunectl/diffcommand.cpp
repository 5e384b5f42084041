#include "command.h"

#include "json.h"
#include "manual.h"
#include "settingsfile.h"
#include "terminal.h"

#include <retune/format/keydiff.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

// As diff(1) has them. What is wrong usage elsewhere is any trouble here, so that 1 always means a difference.
constexpr int Different = Failed;
constexpr int Trouble = WrongUsage;

int run(const Arguments &arguments)
{
    const QString formatB = arguments.values.value(u"--format-b"_s);
    const Result<Document> before = readSettings(arguments.operands[0], arguments);
    const Result<Document> after = formatB.isEmpty()
                                       ? readSettings(arguments.operands[1], arguments)
                                       : readSettings(arguments.operands[1], arguments, formatB);
    for (const Result<Document> *document : {&before, &after}) {
        if (!*document)
            printProblem(document->error());
    }
    if (!before || !after)
        return Trouble;
    const QList<Change> changes = keyDiff(*before, *after);
    const bool showSecrets = arguments.has(u"--show-secrets"_s);
    const bool isJson = arguments.has(u"--json"_s);
    for (const Change &change : changes)
        printLine(isJson ? QString::fromUtf8(jsonText(toJson(change, showSecrets)))
                         : changeText(change, showSecrets));
    return changes.isEmpty() ? Good : Different;
}

QString manual()
{
    return uR"(NAME
    retunectl diff - compare two settings files by their values

SYNOPSIS
    retunectl diff [--json] [--show-secrets] [--format FORMAT] [--format-b FORMAT] [--max-size SIZE] A B

DESCRIPTION
    Prints one line for every value that a program which reads B sees in another way than one that reads A:

        http.port: 8080 → 81
        redis: added hello
        servers[2].host: removed example.org

    Order, comments, white space and how a value is spelled make no difference: 0x10 is 16. Keys are compared by their
    names and members of lists by their positions: the one key "a.b" of a properties file is another than b in a table a,
    as only some programs take the one for the other. A table or a list appears by itself only where it is empty or where the
    other file has a value in its place.

    A and B may be of different formats, as after a port of one to the other. Kinds count then too: the number 8080 is not
    the text "8080", and a whole number is not one with a fraction. There are two exceptions, because one of the formats
    has no way to say it:
        In a file that tells no types, as INI does not, a value is read as the kind that the other file has: 8080 equals
        both the number 8080 and the text "8080", and yes equals true and the text "yes".
        A date or time, as in TOML, equals a text of the same characters.
    A value that A has as null and B has not at all is a difference.

OPTIONS
    --json
        Print one JSON object a line, with the fields key, type (added, removed or modified), before and after (each with
        kind and text; absent where there is none) and masked (true where the values are not shown).
    --show-secrets
        Print values as they are whose key says password, secret, token, credential or private key.
)"_s + formatOption(u"A and B"_s) +
           uR"(    --format-b FORMAT
        Read B as another format than A.
)"_s + commonOptions() +
           uR"(
EXIT STATUS
    0   Programs see the same values.
    1   There are differences.
    2   Trouble: a file cannot be read, or is empty or not well-formed; or wrong usage.

EXAMPLES
    retunectl diff settings.toml settings.yaml
    retunectl diff --format ini old.txt new.txt
    retunectl diff --json a.json b.json | jq -r .key
)"_s;
}

} // namespace

const Command &diffCommand()
{
    static const Command command{
        u"diff"_s,
        u"compare two files by their values"_s,
        manual(),
        {{u"--json"_s, u"--show-secrets"_s}, {u"--format"_s, u"--format-b"_s}, {u"A"_s, u"B"_s}, 2},
        &run};
    return command;
}

} // namespace retune
