#include "command.h"

#include "manual.h"
#include "settingsfile.h"
#include "terminal.h"
#include "treejson.h"

#include <retune/text/tr.h>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype chunk = 64 * 1024;

/// Collects small pieces into large writes.
class Output
{
public:
    ~Output() { writeOutput(m_bytes); }
    void add(const QByteArray &bytes)
    {
        m_bytes += bytes;
        if (m_bytes.size() >= chunk)
            writeOutput(std::exchange(m_bytes, {}));
    }

private:
    QByteArray m_bytes;
};

void writeLine(Output &output, const KeyPath &path, const QString &text)
{
    output.add((path.toString() + QLatin1String(" = ") + printable(text)).toUtf8() + '\n');
}

/// One line for every value below `container`; what programs never see is left out.
void writeLines(Output &output, const Node &container, const KeyPath &path)
{
    int position = 0;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        const bool isListMember = container.kind() == Kind::List;
        const KeyPath key =
            path.child(isListMember ? KeyPath::Segment(position++) : KeyPath::Segment(member.key()));
        if (member.isShadowed())
            continue;
        if (!member.isContainer())
            writeLine(output, key, member.value().text);
        else if (member.childCount() > 0)
            writeLines(output, member, key);
        else
            writeLine(output, key, member.kind() == Kind::List ? u"[]"_s : u"{}"_s);
    }
}

void writeText(Output &output, const Node &node)
{
    if (node.isContainer())
        writeLines(output, node, node.path());
    else if (node.kind() == Kind::Bytes)
        output.add(node.value().text.toLatin1() + '\n');
    else
        output.add(node.value().text.toUtf8() + '\n');
}

int run(const Arguments &arguments)
{
    const QString file = arguments.operands[0];
    const Result<Document> document = readSettings(file, arguments);
    if (!document) {
        printProblem(document.error());
        return Failed;
    }
    const Result<KeyPath> path = KeyPath::parse(arguments.operands.value(1));
    if (!path) {
        printProblem(path.error());
        return WrongUsage;
    }
    const Node node = document->find(*path);
    if (!node) {
        printProblem(missingKey(file, *path));
        return Failed;
    }
    Output output;
    if (arguments.has(u"--json"_s)) {
        writeTree(*document, node, [&](const QByteArray &bytes) { output.add(bytes); });
        output.add("\n");
    } else {
        writeText(output, node);
    }
    return Good;
}

QString manual()
{
    return uR"(NAME
    retunectl get - print values of a settings file

SYNOPSIS
    retunectl get [--json] [--format FORMAT] [--max-size SIZE] FILE [KEY]

DESCRIPTION
    Prints the value that programs see at KEY of FILE: a text without its quotes, a number with the digits that the file
    has, true or false, null, the source text where the file holds code.

    Where KEY is a table or a list, or is left out, each value below it is printed as a line "key = value". Control
    characters are then written as \n, \t or \u001b, and an empty table or list as {} or [].

    KEY is written as in http.port or servers[0].host; a key with other characters than letters, digits, _ and - is
    quoted, as in hosts."a.b".

    Values are shown as they are, also those whose key says that they are secret.

OPTIONS
    --json
        Print one JSON object instead:
            key      the key path; empty for the file as a whole
            kind     table, list, string, bytes, integer, float, boolean, null, datetime or opaque
            type     what the format calls it, for people: "tuple", "section"
            begin    where the value begins: an object with line and column, counted from 1; columns count characters
            end      the place after its last character
            text     the value as text (not for tables and lists), so that no digit of a number is lost
            members  the objects below a table or list, in the order of the file
            shadowed true where a later member has the same key, so that programs never see this one
)"_s + formatOption() +
           commonOptions() + uR"(
EXIT STATUS
    0   The value was printed.
    1   The file cannot be read, is empty or not well-formed, or has no such key.
    2   Wrong usage.

EXAMPLES
    retunectl get setting.py redis
    retunectl get worker.jsonc http
    retunectl get --json app.ini | jq '.members[].key'
)"_s;
}

} // namespace

const Command &getCommand()
{
    static const Command command{u"get"_s,
                                 u"print values of a settings file"_s,
                                 manual(),
                                 {{u"--json"_s}, {u"--format"_s}, {u"FILE"_s, u"KEY"_s}, 1},
                                 &run};
    return command;
}

} // namespace retune
