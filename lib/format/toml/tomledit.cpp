#include <retune/format/toml/tomlreader.h>

#include <retune/format/toml/tomlstatements.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <iterator>

namespace retune {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

TomlStyle styleOf(const Node &node)
{
    return TomlStyle(node.style());
}

FlowRules rulesOf(const Node &container)
{
    FlowRules rules;
    rules.staysOnOneLine = styleOf(container) == TomlStyle::Inline;
    if (rules.staysOnOneLine)
        rules.padding = " ";
    return rules;
}

/// What stands between a key and its value, as a pair nearby has it; one blank on both sides where that one is aligned.
QByteArray equalsSign(const TomlStatements &statements, const TomlStatement *like)
{
    static const QByteArrayList usual{"=", " = ", "= ", " ="};
    if (!like || like->type != TomlStatement::Type::Pair)
        return " = ";
    const Node value = statements.document().node(like->node);
    const QByteArray between = statements.slice(like->parts.back().range.end, value.range().begin);
    return usual.contains(between) ? between : QByteArrayLiteral(" = ");
}

/// The new member as it is spelled, without what leads to it.
struct Spelled
{
    QByteArray key;
    QByteArray value;
    bool isTable = false;
};

/// The line `key = value` with `prefix` in front of the key, like the line of `like`.
QByteArray pairLine(const TomlStatements &statements, const TomlStatement *like, const QByteArray &prefix,
                    const Spelled &spelled)
{
    const QByteArray indentation = like ? statements.indentation(*like) : QByteArray();
    return indentation + prefix + spelled.key + equalsSign(statements, like) + spelled.value +
           statements.newLine();
}

/// The last of the statements that is `key = value` and passes.
template<typename Passes>
const TomlStatement *lastPair(const std::vector<TomlStatement> &statements, Passes passes)
{
    const auto last =
        std::find_if(statements.rbegin(), statements.rend(), [&](const TomlStatement &statement) {
            return statement.type == TomlStatement::Type::Pair && passes(statement);
        });
    return last == statements.rend() ? nullptr : &*last;
}

/// Adds to a table that keys name: their way to it is written once more.
Result<QList<Replacement>> addedDotted(const TomlStatements &statements, const Node &table,
                                       const Spelled &spelled)
{
    const auto names = [&](const TomlStatement &statement) {
        return TomlStatements::partNaming(statement, table) >= 0;
    };
    const TomlStatement *like = lastPair(statements.all(), names);
    if (!like)
        return refused(Tr::tr("expected a table with a header, found one that only keys name"));
    const QByteArray prefix = statements.keyUpTo(*like, TomlStatements::partNaming(*like, table)) + '.';
    if (statements.isOfLine(*like))
        return QList{statements.put(statements.lineEnd(*like), pairLine(statements, like, prefix, spelled))};
    const Node braces = statements.document().node(like->section);
    const std::vector<TomlStatement> members = statements.inBraces(braces);
    const auto place = std::find_if(members.begin(), members.end(),
                                    [&](const TomlStatement &member) { return member.range == like->range; });
    return flowInsertion(statements.document(), TomlStatements::flowOf(braces, members), rulesOf(braces),
                         place - members.begin() + 1,
                         prefix + spelled.key + equalsSign(statements, like) + spelled.value);
}

/// Adds to a table in braces.
Result<QList<Replacement>> addedInBraces(const TomlStatements &statements, const Node &table,
                                         const Spelled &spelled)
{
    const std::vector<TomlStatement> members = statements.inBraces(table);
    const TomlStatement *like = members.empty() ? nullptr : &members.back();
    return flowInsertion(statements.document(), TomlStatements::flowOf(table, members), rulesOf(table),
                         qsizetype(members.size()),
                         spelled.key + equalsSign(statements, like) + spelled.value);
}

/// The way to a table in headers, with a dot behind it; empty for the root.
QByteArray headerPrefix(const TomlStatements &statements, const Node &table)
{
    if (!table.parent())
        return {};
    if (const TomlStatement *header = statements.headerOf(table))
        return statements.keyUpTo(*header, int(header->parts.size()) - 1) + '.';
    const TomlStatement *first = statements.firstBelow(table);
    return statements.keyUpTo(*first, TomlStatements::partNaming(*first, table)) + '.';
}

/// Adds an empty table with a header of its own, behind all that is in the one it belongs to.
QList<Replacement> addedHeader(const TomlStatements &statements, const Node &table, const QByteArray &header)
{
    const TomlStatement *last = statements.lastBelow(table);
    const qsizetype place = last ? statements.lineEnd(*last) : statements.document().bytes().size();
    const bool isFirst = place == statements.textBegin();
    return {statements.put(place,
                           (isFirst ? QByteArray() : statements.newLine()) + header + statements.newLine())};
}

/// Adds a key to a table with a header, or to the root.
QList<Replacement> addedLine(const TomlStatements &statements, const Node &table, const Spelled &spelled)
{
    const TomlStatement *like = lastPair(statements.ofLines(), [&](const TomlStatement &statement) {
        return statement.section == table.id();
    });
    if (!like && table.parent())
        like = statements.headerOf(table);
    if (like)
        return {statements.put(statements.lineEnd(*like), pairLine(statements, like, {}, spelled))};
    const QByteArray line = pairLine(statements, nullptr, {}, spelled);
    if (statements.ofLines().empty())
        return {statements.put(statements.document().bytes().size(), line)};
    return {statements.put(statements.leadBegin(statements.ofLines().front()), line + statements.newLine())};
}

/// Adds a key to a table without a header that the headers of others name: it gets one in front of these.
QList<Replacement> addedToImplied(const TomlStatements &statements, const Node &table, const Spelled &spelled)
{
    const TomlStatement *first = statements.firstBelow(table);
    const QByteArray indentation = statements.indentation(*first);
    const QByteArray header =
        indentation + '[' + headerPrefix(statements, table).chopped(1) + ']' + statements.newLine();
    return {statements.put(statements.leadBegin(*first), header + indentation +
                                                             pairLine(statements, nullptr, {}, spelled) +
                                                             statements.newLine())};
}

/// Adds one more `[[a]]`.
Result<QList<Replacement>> addedElement(const TomlStatements &statements, const Node &list,
                                        const NewMember &member)
{
    if (member.value.kind != Kind::Table)
        return refused(Tr::tr("an array of tables takes tables only, not %1")
                           .arg(withArticle(kindName(member.value.kind))));
    const TomlStatement *like = statements.firstBelow(list);
    const QByteArray header =
        statements.indentation(*like) + "[[" + statements.keyUpTo(*like, int(like->parts.size()) - 1) + "]]";
    if (member.position == list.childCount())
        return addedHeader(statements, list, header);
    const TomlStatement *next = statements.headerOf(list.child(member.position));
    return QList{
        statements.put(statements.leadBegin(*next), header + statements.newLine() + statements.newLine())};
}

Result<QList<Replacement>> addedToTable(const TomlStatements &statements, const Node &table,
                                        const Spelled &spelled)
{
    switch (styleOf(table)) {
    case TomlStyle::Inline:
        return addedInBraces(statements, table, spelled);
    case TomlStyle::Dotted:
        return addedDotted(statements, table, spelled);
    default:
        break;
    }
    if (spelled.isTable)
        return addedHeader(statements, table, '[' + headerPrefix(statements, table) + spelled.key + ']');
    return styleOf(table) == TomlStyle::Implied ? addedToImplied(statements, table, spelled)
                                                : addedLine(statements, table, spelled);
}

/// The inline table that a member of it, or of tables that its keys name, belongs to; null for what stands on lines.
Node bracesOf(const Node &member)
{
    Node table = member.parent();
    while (styleOf(table) == TomlStyle::Dotted)
        table = table.parent();
    return styleOf(table) == TomlStyle::Inline ? table : Node();
}

Result<QList<Replacement>> removedInBraces(const TomlStatements &statements, const Node &braces,
                                           const Node &member)
{
    const std::vector<TomlStatement> members = statements.inBraces(braces);
    const auto isGone = [&](const TomlStatement &statement) { return statements.isBelow(statement, member); };
    const auto gone = std::find_if(members.begin(), members.end(), isGone);
    if (std::count_if(members.begin(), members.end(), isGone) != 1)
        return refused(Tr::tr(
            "expected one key to remove, found several with the same beginning; remove them one by one"));
    const Node parent = member.parent();
    if (styleOf(parent) == TomlStyle::Dotted && parent.childCount() == 1) {
        const int part = TomlStatements::partNaming(*gone, parent);
        return QList{Replacement{gone->range, statements.keyUpTo(*gone, part) + " = {}"}};
    }
    return flowRemoval(statements.document(), TomlStatements::flowOf(braces, members), rulesOf(braces),
                       gone - members.begin());
}

} // namespace

Result<QList<Replacement>> TomlFormat::insertion(const Document &document, const Node &container,
                                                 const NewMember &member) const
{
    const TomlStatements statements(document);
    if (styleOf(container) == TomlStyle::Sections)
        return addedElement(statements, container, member);
    const bool isTable = member.value.kind == Kind::Table;
    const Result<QByteArray> text = isTable                           ? QByteArray("{}")
                                    : member.value.kind == Kind::List ? QByteArray("[]")
                                                                      : encode(member.value, container);
    if (!text)
        return Unexpected{text.error()};
    if (container.kind() == Kind::List)
        return flowInsertion(document, flowContainer(container), rulesOf(container), member.position, *text);
    if (!member.key.isValidUtf16())
        return refused(Tr::tr("TOML has no way to write half of a surrogate pair"));
    return addedToTable(statements, container, {tomlKey(member.key), *text, isTable});
}

Result<QList<Replacement>> TomlFormat::removal(const Document &document, const Node &member) const
{
    const Node parent = member.parent();
    if (styleOf(parent) == TomlStyle::Array)
        return flowRemoval(document, flowContainer(parent), rulesOf(parent), member.position());
    const TomlStatements statements(document);
    const Node braces = bracesOf(member);
    return braces ? removedInBraces(statements, braces, member) : tomlLinesRemoved(statements, member);
}

Result<QList<Replacement>> TomlFormat::renaming(const Document &document, const Node &member,
                                                const QString &key) const
{
    if (!key.isValidUtf16())
        return refused(Tr::tr("TOML has no way to write half of a surrogate pair"));
    const TomlStatements statements(document);
    QList<Replacement> renamed;
    for (const TomlStatement &statement : statements.all()) {
        const int part = TomlStatements::partNaming(statement, member);
        if (part >= 0) {
            const TomlStatement::Part &named = statement.parts[std::size_t(part)];
            renamed += Replacement{named.range, tomlKey(key, named.style)};
        }
    }
    return renamed;
}

Result<QList<Replacement>> TomlFormat::movement(const Document &document, const Node &member,
                                                int position) const
{
    const Node list = member.parent();
    if (styleOf(list) == TomlStyle::Sections)
        return tomlElementMoved(TomlStatements(document), member, position);
    return flowMovement(document, flowContainer(list), rulesOf(list), member.position(), position);
}

} // namespace retune
