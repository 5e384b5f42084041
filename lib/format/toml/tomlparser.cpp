#include <retune/format/toml/tomlparser.h>

#include <retune/format/format.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// Whether these are digits, and no more than a number of 64 bits has room for.
bool areFewDigits(QByteArrayView text)
{
    constexpr qsizetype most = 15;
    return !text.isEmpty() && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isShortNumber(QByteArrayView text)
{
    return areFewDigits(text) && (text[0] != '0' || text.size() == 1);
}

/// Whether a value is one beyond doubt: a text of one line without escapes, a truth value, `-12` or `3.4`.
bool isPlain(Kind kind, QByteArrayView text)
{
    if (kind == Kind::String)
        return !text.contains('\\') && !text.startsWith("\"\"\"") && !text.startsWith("'''");
    if (kind == Kind::Boolean)
        return true;
    const QByteArrayView number = text.sliced(text.startsWith('-') ? 1 : 0);
    const qsizetype point = kind == Kind::Float ? number.indexOf('.') : -1;
    if (point < 0)
        return kind == Kind::Integer && isShortNumber(number);
    const QByteArrayView fraction = number.sliced(point + 1);
    return isShortNumber(number.first(point)) && areFewDigits(fraction);
}

} // namespace

TomlParser::TomlParser(const Format &format, const QByteArray &bytes, const TextFacts &facts,
                       const Limits &limits)
    : m_format(format)
    , m_text(bytes)
    , m_depthLimit(limits.depth)
    , m_lexer(bytes, facts.bomSize)
    , m_builder(format, bytes, facts, limits)
    , m_names(m_text, m_builder)
    , m_statementBegin(facts.bomSize)
{}

Result<Document> TomlParser::parse()
{
    if (!document())
        return Unexpected{m_limitProblem ? *m_limitProblem : *m_lexer.problem()};
    return m_builder.finish(false);
}

bool TomlParser::document()
{
    if (!open(Kind::Table, {}, m_lexer.at(), TomlStyle::Section))
        return false;
    while (!m_lexer.atEnd()) {
        m_lexer.skipBlanks();
        m_statementBegin = m_lexer.at();
        if (!m_lexer.atEnd() && !statement())
            return false;
    }
    leaveSection();
    m_builder.close(m_text.size());
    m_statementBegin = m_text.size();
    return true;
}

bool TomlParser::statement()
{
    if (m_lexer.seesLineEnd() || m_lexer.sees('#'))
        return endOfStatement();
    return (m_lexer.sees('[') ? header() : pair()) && endOfStatement();
}

/// Reads what may stand in a line behind a statement.
bool TomlParser::endOfStatement()
{
    m_lexer.skipBlanks();
    if (m_lexer.sees('#')) {
        ByteRange comment;
        if (!m_lexer.comment(comment))
            return false;
        m_builder.addComment(comment);
    }
    return m_lexer.atEnd() || m_lexer.lineEnd();
}

// Headers

bool TomlParser::header()
{
    const qsizetype begin = m_lexer.at();
    m_lexer.skip(1);
    const bool isElement = m_lexer.sees('[');
    m_lexer.skip(isElement ? 1 : 0);
    if (!key())
        return false;
    m_needsJudge = m_needsJudge || isElement;
    const QString closing = isElement ? QStringLiteral("\"]]\"") : QStringLiteral("\"]\"");
    for (int i = 0; i < (isElement ? 2 : 1); ++i) {
        if (!m_lexer.sees(']'))
            return m_lexer.expected(Tr::tr("%1 behind the name of the table").arg(closing));
        m_lexer.skip(1);
    }
    leaveSection();
    beginStatement(isElement ? TomlStatement::Type::ElementHeader : TomlStatement::Type::Header, begin);
    if (!enterHeader(isElement, m_lexer.at()))
        return false;
    finishStatement(m_statements.size() - 1);
    return true;
}

bool TomlParser::enterHeader(bool isElement, qsizetype end)
{
    m_lastEnd = end;
    for (std::size_t i = 0; i + 1 < m_key.size(); ++i) {
        if (!enterImplied(m_key[i], m_key[i + 1].range.begin))
            return false;
    }
    return isElement ? enterElement(m_key.back(), end) : enterSection(m_key.back(), end);
}

/// Goes into a table that a header names on the way to its own; `next` is where the next part of its key begins.
bool TomlParser::enterImplied(const TomlKeyPart &part, qsizetype next)
{
    const quint32 known = m_names.find(m_open.back(), part);
    if (known == NodeData::none)
        return open(Kind::Table, part, next, TomlStyle::Implied);
    notePart(known);
    const TomlStyle style = styleOf(known);
    if (style == TomlStyle::Sections)
        return reopen(known) && reopen(m_builder.node(known).lastChild);
    if (m_builder.node(known).kind != Kind::Table || style == TomlStyle::Inline)
        return noTable(part, known);
    return reopen(known);
}

bool TomlParser::enterSection(const TomlKeyPart &part, qsizetype end)
{
    const quint32 known = m_names.find(m_open.back(), part);
    if (known == NodeData::none)
        return open(Kind::Table, part, end, TomlStyle::Section);
    if (styleOf(known) != TomlStyle::Implied)
        return alreadyThere(part, known, Tr::tr("a new table"));
    m_builder.node(known).style = quint8(TomlStyle::Section);
    notePart(known);
    return reopen(known);
}

bool TomlParser::enterElement(const TomlKeyPart &part, qsizetype end)
{
    const quint32 known = m_names.find(m_open.back(), part);
    if (known == NodeData::none) {
        if (!open(Kind::List, part, end, TomlStyle::Sections))
            return false;
    } else {
        if (styleOf(known) != TomlStyle::Sections)
            return alreadyThere(part, known, Tr::tr("a new array of tables"));
        notePart(known);
        if (!reopen(known))
            return false;
    }
    return open(Kind::Table, {}, end, TomlStyle::Section);
}

void TomlParser::leaveSection()
{
    while (m_open.size() > 1)
        close(m_lastEnd);
}

// Keys and values

bool TomlParser::pair()
{
    if (!keyAndValue())
        return false;
    while (!m_brackets.empty()) {
        if (!bracketMember())
            return false;
    }
    m_lastEnd = m_lexer.at();
    return true;
}

bool TomlParser::keyAndValue()
{
    const qsizetype begin = m_lexer.at();
    if (!key())
        return false;
    if (!m_lexer.sees('='))
        return m_lexer.expected(Tr::tr("\"=\" after the key"));
    beginStatement(TomlStatement::Type::Pair, begin);
    for (std::size_t i = 0; i + 1 < m_key.size(); ++i) {
        if (!enterDotted(m_key[i], m_key[i + 1].range.begin))
            return false;
    }
    const TomlKeyPart last = m_key.back();
    if (const quint32 known = m_names.find(m_open.back(), last); known != NodeData::none)
        return alreadyThere(last, known, Tr::tr("a new key"));
    m_lexer.skip(1);
    m_lexer.skipBlanks();
    return value(last, int(m_key.size()) - 1);
}

/// Reads a key with all its parts, and the blanks around it.
bool TomlParser::key()
{
    m_key.clear();
    do {
        m_lexer.skip(m_key.empty() ? 0 : 1);
        m_lexer.skipBlanks();
        if (static_cast<int>(m_key.size()) >= m_depthLimit) {
            m_limitProblem = m_builder.limitProblem(m_lexer.at());
            m_limitProblem->message = Tr::tr("expected at most %1 levels of nesting").arg(m_depthLimit);
            return false;
        }
        if (!m_lexer.keyPart(m_key.emplace_back()))
            return false;
        m_lexer.skipBlanks();
    } while (m_lexer.sees('.'));
    m_needsJudge = m_needsJudge || m_key.size() > 1 || m_key.front().style != TomlStyle::Bare;
    return true;
}

/// Goes into a table that a key names on the way to its value; `next` is where the next part of the key begins.
bool TomlParser::enterDotted(const TomlKeyPart &part, qsizetype next)
{
    const quint32 known = m_names.find(m_open.back(), part);
    if (known == NodeData::none)
        return open(Kind::Table, part, next, TomlStyle::Dotted);
    const TomlStyle style = styleOf(known);
    if (style == TomlStyle::Section || style == TomlStyle::Sections)
        return alreadyThere(part, known, Tr::tr("keys of a table without a header"));
    if (style != TomlStyle::Implied && style != TomlStyle::Dotted)
        return noTable(part, known);
    m_builder.node(known).style = quint8(TomlStyle::Dotted);
    notePart(known);
    return reopen(known);
}

bool TomlParser::value(const TomlKeyPart &part, int dotted)
{
    if (m_lexer.sees('[') || m_lexer.sees('{'))
        return openBracket(part, dotted);
    TomlScalar scalar;
    if (!m_lexer.scalar(scalar))
        return false;
    m_needsJudge =
        m_needsJudge || !isPlain(scalar.kind, m_text.sliced(scalar.range.begin, scalar.range.size()));
    if (!m_builder.add(scalar.kind, part.range, scalar.range, quint8(scalar.style), quint8(part.style)))
        return limit(scalar.range.begin);
    noteMember(part);
    if (!part.range.isEmpty())
        finishStatement(m_statements.size() - 1);
    closeDotted(dotted);
    return true;
}

// Brackets

bool TomlParser::openBracket(const TomlKeyPart &part, int dotted)
{
    Bracket bracket;
    bracket.begin = m_lexer.at();
    bracket.isTable = m_lexer.sees('{');
    m_needsJudge = m_needsJudge || bracket.isTable;
    bracket.dotted = dotted;
    bracket.isValue = !part.range.isEmpty();
    bracket.statement = m_statements.size() - 1;
    const bool isOpen = bracket.isTable ? open(Kind::Table, part, bracket.begin, TomlStyle::Inline)
                                        : open(Kind::List, part, bracket.begin, TomlStyle::Array);
    if (!isOpen)
        return false;
    m_brackets.push_back(bracket);
    m_lexer.skip(1);
    return true;
}

void TomlParser::closeBracket()
{
    const Bracket bracket = m_brackets.back();
    m_brackets.pop_back();
    m_lexer.skip(1);
    close(m_lexer.at());
    if (bracket.isValue)
        finishStatement(bracket.statement);
    closeDotted(bracket.dotted);
}

/// Reads the next member of the innermost brackets, or their end.
bool TomlParser::bracketMember()
{
    Bracket &bracket = m_brackets.back();
    if (!skipInBracket())
        return false;
    if (bracket.hasMembers && !m_lexer.sees(bracket.closing())) {
        if (!m_lexer.sees(','))
            return wrongMember();
        const qsizetype comma = m_lexer.at();
        m_lexer.skip(1);
        if (!skipInBracket())
            return false;
        if (m_lexer.sees('}') && bracket.isTable) {
            return m_lexer.fail(
                {comma, comma + 1},
                Tr::tr("expected a key after \",\", found \"}\"; an inline table has no comma at its end"));
        }
    }
    if (m_lexer.sees(bracket.closing())) {
        closeBracket();
        return true;
    }
    if (m_lexer.atEnd())
        return wrongMember();
    bracket.hasMembers = true;
    return bracket.isTable ? keyAndValue() : value({}, 0);
}

/// Skips what may stand between the members of the innermost brackets: an inline table is written in one line.
bool TomlParser::skipInBracket()
{
    m_lexer.skipBlanks();
    const Bracket &bracket = m_brackets.back();
    if (bracket.isTable && m_lexer.seesLineEnd())
        return m_lexer.expected(Tr::tr("\"}\" in the line of this inline table"));
    while (!bracket.isTable && (m_lexer.seesLineEnd() || m_lexer.sees('#'))) {
        if (!endOfStatement())
            return false;
        m_lexer.skipBlanks();
    }
    return true;
}

bool TomlParser::wrongMember()
{
    const Bracket &bracket = m_brackets.back();
    const QLatin1Char closing(bracket.closing());
    if (!m_lexer.atEnd())
        return m_lexer.expected(Tr::tr("\",\" or \"%1\" after the value").arg(closing));
    return m_lexer.fail({bracket.begin, bracket.begin + 1},
                        Tr::tr("expected \"%1\" to close this \"%2\", found the end of the file")
                            .arg(closing)
                            .arg(QLatin1Char(m_text[bracket.begin])));
}

// The tree

bool TomlParser::open(Kind kind, const TomlKeyPart &part, qsizetype begin, TomlStyle style)
{
    if (!m_builder.open(kind, part.range, begin, quint8(style), quint8(part.style)))
        return limit(begin);
    if (!m_open.empty())
        noteMember(part);
    m_open.push_back(m_builder.lastId());
    return true;
}

bool TomlParser::reopen(quint32 id)
{
    if (!m_builder.reopen(id))
        return limit(m_builder.node(id).keyBegin);
    m_open.push_back(id);
    return true;
}

void TomlParser::close(qsizetype end)
{
    m_builder.close(end);
    m_open.pop_back();
}

void TomlParser::closeDotted(int tables)
{
    for (int i = 0; i < tables; ++i)
        close(m_lexer.at());
}

/// Remembers the node that was added last under its key; members of lists have none.
void TomlParser::noteMember(const TomlKeyPart &part)
{
    if (part.range.isEmpty())
        return;
    m_names.insert(m_builder.lastId());
    notePart(m_builder.lastId());
}

// Statements

void TomlParser::beginStatement(TomlStatement::Type type, qsizetype begin)
{
    if (!m_isRecording)
        return;
    TomlStatement &statement = m_statements.emplace_back();
    statement.type = type;
    statement.range.begin = begin;
    statement.section = m_open.back();
    for (const TomlKeyPart &part : m_key)
        statement.parts.push_back({part.range, part.style, NodeData::none});
    m_namedParts = 0;
}

/// Notes what the next part of the key of the statement that was begun last names.
void TomlParser::notePart(quint32 node)
{
    if (m_isRecording && m_namedParts < m_statements.back().parts.size())
        m_statements.back().parts[m_namedParts++].node = node;
}

void TomlParser::finishStatement(std::size_t at)
{
    if (!m_isRecording)
        return;
    TomlStatement &statement = m_statements[at];
    statement.range.end = m_lexer.at();
    if (statement.type == TomlStatement::Type::Pair)
        statement.node = statement.parts.back().node;
    else
        statement.node = statement.section = m_open.back();
}

// Errors

bool TomlParser::limit(qsizetype at)
{
    m_limitProblem = m_builder.limitProblem(at);
    return false;
}

bool TomlParser::alreadyThere(const TomlKeyPart &part, quint32 id, const QString &wanted)
{
    return m_lexer.fail(part.range, Tr::tr("expected %1, found \"%2\" again; it stands in line %3 already")
                                        .arg(wanted, nameOf(part), QString::number(lineOf(id))));
}

bool TomlParser::noTable(const TomlKeyPart &part, quint32 id)
{
    return m_lexer.fail(
        part.range,
        Tr::tr("expected a table that can get more keys, found the %1 \"%2\" of line %3")
            .arg(m_format.typeName(m_builder.node(id)), nameOf(part), QString::number(lineOf(id))));
}

int TomlParser::lineOf(quint32 id)
{
    return positionAt(m_text, m_builder.node(id).keyBegin).line;
}

QString TomlParser::nameOf(const TomlKeyPart &part) const
{
    return decodedUtf8(unquotedToml(m_text.sliced(part.range.begin, part.range.size()), part.style));
}

} // namespace retune
