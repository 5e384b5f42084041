#include <retune/format/toml/tomlstatements.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// Statements outside of brackets that follow each other, as positions among all of these.
struct Run
{
    std::size_t first = 0;
    std::size_t last = 0;
};

std::vector<Run> runsBelow(const TomlStatements &statements, const Node &node)
{
    std::vector<Run> runs;
    const std::vector<TomlStatement> &all = statements.ofLines();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!statements.isBelow(all[i], node))
            continue;
        if (!runs.empty() && runs.back().last + 1 == i)
            runs.back().last = i;
        else
            runs.push_back({i, i});
    }
    return runs;
}

/// The lines of a run. Where a table goes, the empty lines that set it off go too.
Replacement cut(const TomlStatements &statements, const TomlStatement &first, const TomlStatement &last)
{
    const qsizetype textEnd = statements.document().bytes().size();
    ByteRange lines{statements.lineBegin(first), statements.lineEnd(last)};
    const bool isTable = first.type != TomlStatement::Type::Pair;
    if (isTable && statements.emptyEnd(lines.end) == textEnd)
        lines.begin = statements.emptyBegin(lines.begin);
    else if (isTable && statements.isBehindEmpty(lines.begin))
        lines.end = statements.emptyEnd(lines.end);
    if (lines.end == textEnd && !statements.document().facts().endsWithLineEnd)
        lines.begin = statements.beforeBreak(lines.begin);
    return {lines, {}};
}

/// What `parent` is written as in the place of the statement that names it, for a member that is removed.
std::optional<Replacement> emptied(const TomlStatements &statements, const TomlStatement &statement,
                                   const Node &parent)
{
    const int part = TomlStatements::partNaming(statement, parent);
    if (part < 0)
        return std::nullopt;
    const QByteArray key = statements.keyUpTo(statement, part);
    if (statement.type == TomlStatement::Type::Pair)
        return Replacement{statement.range, key + " = {}"};
    return Replacement{statement.range, '[' + key + ']'};
}

/// Whether `table`, the parent of what is removed, would be gone with this run or come behind other tables: there is
/// nothing but keys or headers of its members that name it.
bool losesPlace(const TomlStatements &statements, const Node &table, const Run &run)
{
    const std::vector<TomlStatement> &all = statements.ofLines();
    if (TomlStyle(table.style()) == TomlStyle::Dotted)
        return table.childCount() == 1;
    if (TomlStyle(table.style()) != TomlStyle::Implied || statements.firstBelow(table) != &all[run.first])
        return false;
    return run.last + 1 == all.size() || TomlStatements::partNaming(all[run.last + 1], table) < 0;
}

/// Where the statements of an element of several `[[a]]` stand, with the comments directly above.
std::optional<ByteRange> blockOf(const TomlStatements &statements, const Node &element)
{
    const std::vector<Run> runs = runsBelow(statements, element);
    if (runs.size() != 1)
        return std::nullopt;
    return ByteRange{statements.leadBegin(statements.ofLines()[runs[0].first]),
                     statements.lineEnd(statements.ofLines()[runs[0].last])};
}

QByteArray withLineEnd(const TomlStatements &statements, const QByteArray &lines)
{
    return lines.endsWith('\n') ? lines : lines + statements.newLine();
}

} // namespace

Result<QList<Replacement>> tomlLinesRemoved(const TomlStatements &statements, const Node &member)
{
    const Node parent = member.parent();
    if (TomlStyle(parent.style()) == TomlStyle::Sections && parent.childCount() == 1)
        return refused(Tr::tr("TOML has no array of tables without a table; remove the whole array"));
    const std::vector<TomlStatement> &all = statements.ofLines();
    QList<Replacement> removed;
    bool isParentKept = false;
    for (const Run &run : runsBelow(statements, member)) {
        std::size_t first = run.first;
        if (!isParentKept && losesPlace(statements, parent, run)) {
            if (const auto replacement = emptied(statements, all[first], parent)) {
                removed += *replacement;
                isParentKept = true;
                ++first;
            }
        }
        if (first <= run.last)
            removed += cut(statements, all[first], all[run.last]);
    }
    return removed;
}

Result<QList<Replacement>> tomlElementMoved(const TomlStatements &statements, const Node &element,
                                            int position)
{
    const std::optional<ByteRange> block = blockOf(statements, element);
    if (!block)
        return refused(Tr::tr("expected the table in one piece, found other tables between its parts"));
    const QByteArray text = withLineEnd(statements, statements.slice(block->begin, block->end));
    const Node target = element.parent().child(position);
    const bool isUp = position < element.position();
    // The empty lines that set the table off from the one it leaves go with it.
    ByteRange gap{block->end, statements.emptyEnd(block->end)};
    if (isUp || gap.end == statements.document().bytes().size())
        gap = {statements.emptyBegin(block->begin), block->begin};
    const QByteArray emptyLines = statements.slice(gap.begin, gap.end);
    ByteRange cut{std::min(block->begin, gap.begin), std::max(block->end, gap.end)};
    if (cut.end == statements.document().bytes().size() && !statements.document().facts().endsWithLineEnd)
        cut.begin = statements.beforeBreak(cut.begin);
    if (isUp)
        return QList{statements.put(statements.leadBegin(*statements.firstBelow(target)), text + emptyLines),
                     Replacement{cut, {}}};
    return QList{Replacement{cut, {}},
                 statements.put(statements.lineEnd(*statements.lastBelow(target)), emptyLines + text)};
}

} // namespace retune
