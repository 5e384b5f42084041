#include <retune/format/toml/tomlstatements.h>

#include <algorithm>
#include <iterator>

namespace retune {

TomlStatements::TomlStatements(const Document &document)
    : m_document(document)
    , m_text(document.bytes())
    , m_begin(document.facts().bomSize)
{
    TomlParser parser(document.format(), document.bytes(), document.facts(), document.limits());
    parser.recordStatements();
    if (parser.parse())
        m_all = parser.statements();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_ofLines),
                 [this](const TomlStatement &statement) { return isOfLine(statement); });
}

bool TomlStatements::isOfLine(const TomlStatement &statement) const
{
    return TomlStyle(m_document.node(statement.section).style()) != TomlStyle::Inline;
}

bool TomlStatements::isBelow(const TomlStatement &statement, const Node &ancestor) const
{
    Node node = m_document.node(statement.node);
    while (node && node != ancestor)
        node = node.parent();
    return !node.isNull();
}

int TomlStatements::partNaming(const TomlStatement &statement, const Node &node)
{
    const auto part = std::find_if(statement.parts.begin(), statement.parts.end(),
                                   [&](const TomlStatement::Part &each) { return each.node == node.id(); });
    return part == statement.parts.end() ? -1 : int(part - statement.parts.begin());
}

QByteArray TomlStatements::keyUpTo(const TomlStatement &statement, int part) const
{
    return slice(statement.parts.front().range.begin, statement.parts[std::size_t(part)].range.end);
}

const TomlStatement *TomlStatements::headerOf(const Node &table) const
{
    const auto isHeader = [&](const TomlStatement &statement) {
        return statement.type != TomlStatement::Type::Pair && statement.node == table.id();
    };
    const auto header = std::find_if(m_ofLines.begin(), m_ofLines.end(), isHeader);
    return header == m_ofLines.end() ? nullptr : &*header;
}

const TomlStatement *TomlStatements::firstBelow(const Node &node) const
{
    const auto first = std::find_if(m_ofLines.begin(), m_ofLines.end(),
                                    [&](const TomlStatement &statement) { return isBelow(statement, node); });
    return first == m_ofLines.end() ? nullptr : &*first;
}

const TomlStatement *TomlStatements::lastBelow(const Node &node) const
{
    const auto last = std::find_if(m_ofLines.rbegin(), m_ofLines.rend(),
                                   [&](const TomlStatement &statement) { return isBelow(statement, node); });
    return last == m_ofLines.rend() ? nullptr : &*last;
}

std::vector<TomlStatement> TomlStatements::inBraces(const Node &table) const
{
    std::vector<TomlStatement> members;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(members),
                 [&](const TomlStatement &statement) { return statement.section == table.id(); });
    return members;
}

FlowContainer TomlStatements::flowOf(const Node &table, const std::vector<TomlStatement> &members)
{
    FlowContainer container{{table.range().begin + 1, table.range().end - 1}, {}};
    for (const TomlStatement &member : members)
        container.members += member.range;
    return container;
}

// Lines

qsizetype TomlStatements::lineBegin(const TomlStatement &statement) const
{
    qsizetype at = statement.range.begin;
    while (at > m_begin && m_text[at - 1] != '\n')
        --at;
    return at;
}

qsizetype TomlStatements::lineEnd(const TomlStatement &statement) const
{
    const qsizetype end = m_text.indexOf('\n', statement.range.end);
    return end < 0 ? m_text.size() : end + 1;
}

qsizetype TomlStatements::leadBegin(const TomlStatement &statement) const
{
    qsizetype at = lineBegin(statement);
    while (at > m_begin && line(previousLine(at)).trimmed().startsWith('#'))
        at = previousLine(at);
    return at;
}

QByteArray TomlStatements::indentation(const TomlStatement &statement) const
{
    return slice(lineBegin(statement), statement.range.begin);
}

qsizetype TomlStatements::emptyBegin(qsizetype at) const
{
    while (at > m_begin && line(previousLine(at)).trimmed().isEmpty())
        at = previousLine(at);
    return at;
}

qsizetype TomlStatements::emptyEnd(qsizetype at) const
{
    while (at < m_text.size() && line(at).trimmed().isEmpty())
        at += line(at).size();
    return at;
}

qsizetype TomlStatements::beforeBreak(qsizetype at) const
{
    if (at <= m_begin)
        return at;
    return at - 1 > m_begin && m_text[at - 2] == '\r' ? at - 2 : at - 1;
}

Replacement TomlStatements::put(qsizetype place, const QByteArray &lines) const
{
    const bool isBehindOpenLine = place > m_begin && m_text[place - 1] != '\n';
    return {{place, place}, isBehindOpenLine ? newLine() + lines.chopped(newLine().size()) : lines};
}

qsizetype TomlStatements::previousLine(qsizetype at) const
{
    --at;
    while (at > m_begin && m_text[at - 1] != '\n')
        --at;
    return at;
}

/// The line that begins at `at`, with its line break.
QByteArrayView TomlStatements::line(qsizetype at) const
{
    const qsizetype end = m_text.indexOf('\n', at);
    return m_text.sliced(at, (end < 0 ? m_text.size() : end + 1) - at);
}

} // namespace retune
