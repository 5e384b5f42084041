#include "command.h"

#include "json.h"
#include "settingsfile.h"
#include "terminal.h"

#include <retune/edit/savefile.h>
#include <retune/format/edit.h>
#include <retune/format/keydiff.h>
#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// The value that VALUE means: of the kind asked for, else of the kind that the key has now.
Result<Value> wantedValue(const Node &node, const Arguments &arguments)
{
    const QString type = arguments.values.value(u"--type"_s);
    if (type.isEmpty())
        return valueFromText(node.kind(), arguments.operands[2]);
    const std::optional<Kind> kind = kindById(type);
    if (!kind || !isScalar(*kind)) {
        return Unexpected{Problem{
            ProblemKind::Misuse, {}, {}, {}, Tr::tr("there is no type \"%1\" for a value").arg(type)}};
    }
    return valueFromText(*kind, arguments.operands[2]);
}

Result<Edit> edited(const Document &document, const KeyPath &path, const Arguments &arguments)
{
    const Node node = document.find(path);
    if (!node)
        return Unexpected{missingKey({}, path)};
    const Result<Value> value = wantedValue(node, arguments);
    if (!value)
        return Unexpected{value.error()};
    return setValue(document, path, *value);
}

/// Everything from the file's bytes on disk to its new ones there; gives what changed.
Result<QList<Change>> editFile(const QString &file, const KeyPath &path, const Arguments &arguments)
{
    const Result<Document> document = readSettings(file, arguments);
    if (!document)
        return Unexpected{document.error()};
    const Result<Edit> edit = edited(*document, path, arguments);
    if (!edit)
        return Unexpected{inFile(edit.error(), file)};
    if (edit->replacements.isEmpty())
        return QList<Change>();
    const InPlace inPlace = arguments.has(u"--in-place"_s) ? InPlace::Allow : InPlace::Refuse;
    const Result<Saved> saved = saveFile(file, edit->result.bytes(), document->bytes(), inPlace);
    if (!saved)
        return Unexpected{inFile(saved.error(), file)};
    for (const QString &note : saved->notes)
        printProblem({ProblemKind::WriteFailed, file, {}, {}, note});
    return keyDiff(*document, edit->result);
}

int run(const Arguments &arguments)
{
    const Result<KeyPath> path = KeyPath::parse(arguments.operands[1]);
    if (!path) {
        printProblem(path.error());
        return WrongUsage;
    }
    const Result<QList<Change>> changes = editFile(arguments.operands[0], *path, arguments);
    if (!changes) {
        printProblem(changes.error());
        return changes.error().kind == ProblemKind::Misuse ? WrongUsage : Failed;
    }
    if (arguments.has(u"--verbose"_s)) {
        for (const Change &change : *changes)
            printLine(changeText(change, arguments.has(u"--show-secrets"_s)));
    }
    return Good;
}

QString manual()
{
    return uR"(NAME
    retunectl set - set one value of a settings file

SYNOPSIS
    retunectl set [--type TYPE] [--in-place] [--verbose] [--show-secrets] [--format FORMAT] FILE KEY VALUE

DESCRIPTION
    Puts VALUE in the place of the value at KEY of FILE, and changes no other byte: comments, order, white space, quotes,
    line ends and the style of numbers stay. The new text is parsed again before it is written; an edit that would change
    anything else is refused.

    VALUE is read as the kind of value that the key has now: where it holds a whole number, VALUE has to be one. Quotes
    are no part of VALUE: retunectl set setting.py redis hello sets the text hello. A value that equals the one in the
    file (0x10 and 16 are equal) writes nothing. The key has to exist.

    The file is replaced in one step, so that no program ever reads half of it, and only if it still holds what was read;
    a change by somebody else in between is never overwritten. Mode, owner and links stay.

    KEY is written as in http.port or servers[0].host; a key with other characters than letters, digits, _ and - is
    quoted, as in hosts."a.b". A word that begins with a dash and is no number goes after --, as in
    retunectl set -- f.ini args -v

OPTIONS
    --type TYPE
        Let the value become a string, bytes, integer, float, boolean, null or datetime, whatever it was.
    --in-place
        Where the file cannot be replaced in one step (it has several hard links, or its folder cannot be written to),
        rewrite it in place instead of refusing. Programs may then see half of it for a moment.
    --verbose
        Print what changed, as in redis: old → new. Secret values are masked.
    --show-secrets
        With --verbose: print values as they are whose key says password, secret, token, credential or private key.
    --format FORMAT
        Read FILE as json, jsonc, ini or python, whatever its name says.
    -h, --help
        Print this text.

EXIT STATUS
    0   The file holds the value.
    1   The file cannot be read, is not well-formed or has no such key; VALUE does not fit; the edit or the save was refused,
        or the file was changed by somebody else meanwhile. The file is as it was.
    2   Wrong usage.

EXAMPLES
    retunectl set setting.py redis "hello"
    retunectl set worker.jsonc interval 0.2 --verbose
    retunectl set worker.jsonc servers[0].weight -3
    retunectl set --type null worker.jsonc http.port null
)"_s;
}

} // namespace

const Command &setCommand()
{
    static const Command command{u"set"_s,
                                 u"set one value of a settings file"_s,
                                 manual(),
                                 {{u"--in-place"_s, u"--verbose"_s, u"--show-secrets"_s},
                                  {u"--type"_s, u"--format"_s},
                                  {u"FILE"_s, u"KEY"_s, u"VALUE"_s},
                                  3},
                                 &run};
    return command;
}

} // namespace retune
