#include <retune/format/python/pythonliteral.h>

#include <retune/format/python/pythoncode.h>
#include <retune/text/tr.h>

#include <algorithm>
#include <array>

namespace retune::python {

namespace {

/// Python itself refuses a module with more brackets inside each other.
constexpr int deepestBrackets = 200;

constexpr char noBracket = '\0';

/// Words that may follow a value inside an expression.
bool isOperatorWord(QByteArrayView word)
{
    constexpr std::array<const char *, 9> words{"and", "or", "not", "in", "is", "if", "else", "for", "async"};
    return std::any_of(words.begin(), words.end(), [word](const char *known) { return word == known; });
}

Outcome failExpecting(Lexer &lexer, const QString &what)
{
    lexer.failExpecting(what);
    return Outcome::Failed;
}

/// What may stand behind a member; `closing` is the bracket that ends them, or none outside of brackets.
QString expectedBehind(char closing)
{
    return closing == noBracket ? Tr::tr("an operator or the end of the line")
                                : Tr::tr("\",\" or \"%1\"").arg(QLatin1Char(closing));
}

} // namespace

LiteralParser::LiteralParser(UnfinishedModule &module, const Limits &limits)
    : m_module(module)
    , m_lexer(module.lexer)
    , m_literals(module.module.literals)
    , m_maximumLiterals(limits.nodes)
    , m_maximumDepth(std::min(limits.depth - 1, deepestBrackets))
{}

Outcome LiteralParser::readValue()
{
    const std::size_t first = m_literals.size();
    const quint32 begin = m_lexer.token().begin;
    Outcome outcome = readMember(noBracket);
    if (outcome == Outcome::Read && m_lexer.token().kind == TokenKind::Comma)
        outcome = readBareTuple(first, begin);
    else if (outcome == Outcome::Read && isCode(first))
        outcome = Outcome::Declined;
    if (outcome == Outcome::Read && !m_lexer.token().endsStatement())
        outcome = declineOrFail(expectedBehind(noBracket));
    return m_lexer.token().kind == TokenKind::Error ? Outcome::Failed : outcome;
}

Outcome LiteralParser::readBareTuple(std::size_t first, quint32 begin)
{
    if (insertTuple(first, begin) == Outcome::Failed)
        return Outcome::Failed;
    while (m_lexer.token().kind == TokenKind::Comma) {
        m_lexer.advance();
        if (m_lexer.token().endsStatement())
            break;
        const Outcome outcome = readMember(noBracket);
        if (outcome != Outcome::Read)
            return outcome;
    }
    close(first);
    return Outcome::Read;
}

/// Reads a value and sees that it ends there; where it is no literal it is taken for code.
Outcome LiteralParser::readMember(char closing)
{
    const std::size_t literal = m_literals.size();
    const Token first = m_lexer.token();
    const int depth = m_lexer.depth() - (first.kind == TokenKind::Open ? 1 : 0);
    Outcome outcome = readItem();
    const TokenKind next = m_lexer.token().kind;
    const bool isAtEnd = next == TokenKind::Comma || next == TokenKind::Close || next == TokenKind::Colon ||
                         m_lexer.token().endsStatement();
    if (outcome == Outcome::Read && !isAtEnd)
        outcome = declineOrFail(expectedBehind(closing));
    if (outcome != Outcome::Declined)
        return outcome;
    m_literals.resize(literal);
    return readCode(first, depth);
}

Outcome LiteralParser::readCode(const Token &first, int depth)
{
    if (const Outcome outcome = passCode(m_module, first, depth); outcome != Outcome::Read)
        return outcome;
    return add({0, 0, first.begin, m_lexer.previous().end, 0, Kind::Opaque, CodeMember});
}

Outcome LiteralParser::readItem()
{
    switch (m_lexer.token().kind) {
    case TokenKind::String:
    case TokenKind::Number:
    case TokenKind::Sign:
    case TokenKind::Name:
        return addScalar();
    case TokenKind::Open:
        return readBrackets();
    case TokenKind::Comma:
    case TokenKind::Colon:
    case TokenKind::Semicolon:
    case TokenKind::Assign:
    case TokenKind::Close:
    case TokenKind::NewLine:
    case TokenKind::End:
        return failExpecting(m_lexer, Tr::tr("a value"));
    case TokenKind::Error:
        return Outcome::Failed;
    default:
        return Outcome::Declined;
    }
}

Outcome LiteralParser::addScalar()
{
    Literal literal;
    const Outcome outcome = readScalar(m_lexer, literal);
    return outcome == Outcome::Read ? add(literal) : outcome;
}

Outcome LiteralParser::readBrackets()
{
    if (m_lexer.depth() > m_maximumDepth)
        return Outcome::Declined;
    switch (m_lexer.firstByte(m_lexer.token())) {
    case '[':
        return readList();
    case '(':
        return readParentheses();
    default:
        return readBraces();
    }
}

Outcome LiteralParser::readList()
{
    const std::size_t list = m_literals.size();
    if (add({0, 0, m_lexer.token().begin, 0, 0, Kind::List, ListStyle}) == Outcome::Failed)
        return Outcome::Failed;
    m_lexer.advance();
    if (const Outcome outcome = readMembers(']'); outcome != Outcome::Read)
        return outcome;
    m_lexer.advance();
    close(list);
    return Outcome::Read;
}

Outcome LiteralParser::readParentheses()
{
    const std::size_t first = m_literals.size();
    const quint32 begin = m_lexer.token().begin;
    m_lexer.advance();
    if (m_lexer.token().kind != TokenKind::Close) {
        if (const Outcome outcome = readMember(')'); outcome != Outcome::Read)
            return outcome;
        if (m_lexer.token().kind == TokenKind::Close) { // a group: the value inside is the value
            if (isCode(first))
                return Outcome::Declined;
            m_lexer.advance();
            return Outcome::Read;
        }
        if (m_lexer.token().kind != TokenKind::Comma)
            return declineOrFail(expectedBehind(')'));
        m_lexer.advance();
    }
    if (insertTuple(first, begin) == Outcome::Failed)
        return Outcome::Failed;
    if (const Outcome outcome = readMembers(')'); outcome != Outcome::Read)
        return outcome;
    m_lexer.advance();
    close(first);
    return Outcome::Read;
}

Outcome LiteralParser::readBraces()
{
    const std::size_t container = m_literals.size();
    if (add({0, 0, m_lexer.token().begin, 0, 0, Kind::Table}) == Outcome::Failed)
        return Outcome::Failed;
    m_lexer.advance();
    for (bool isFirst = true; m_lexer.token().kind != TokenKind::Close; isFirst = false) {
        const std::size_t member = m_literals.size();
        if (const Outcome outcome = readMember('}'); outcome != Outcome::Read)
            return outcome;
        if (isFirst && m_lexer.token().kind != TokenKind::Colon) {
            m_literals[container].kind = Kind::List;
            m_literals[container].style = SetStyle;
        }
        if (m_literals[container].kind == Kind::Table) {
            if (const Outcome outcome = readValueOfKey(member); outcome != Outcome::Read)
                return outcome;
        }
        if (m_lexer.token().kind == TokenKind::Comma)
            m_lexer.advance();
        else if (m_lexer.token().kind != TokenKind::Close)
            return declineOrFail(expectedBehind('}'));
    }
    m_lexer.advance();
    close(container);
    return Outcome::Read;
}

Outcome LiteralParser::readValueOfKey(std::size_t key)
{
    const Literal name = m_literals[key];
    const bool isKnown = std::none_of(m_literals.begin() + static_cast<std::ptrdiff_t>(key), m_literals.end(),
                                      [](const Literal &literal) { return literal.style == CodeMember; });
    m_literals.resize(key);
    if (m_lexer.token().kind != TokenKind::Colon)
        return declineOrFail(Tr::tr("\":\" after the key"));
    const bool isHashable = name.kind != Kind::Table && (name.kind != Kind::List || name.style == TupleStyle);
    if (!isHashable || !isKnown)
        return Outcome::Declined;
    m_lexer.advance();
    if (const Outcome outcome = readMember('}'); outcome != Outcome::Read)
        return outcome;
    Literal &value = m_literals[key];
    value.keyBegin = name.begin;
    value.keyEnd = name.end;
    value.keyStyle = name.kind != Kind::String   ? SourceKey
                     : name.style == PlainString ? PlainStringKey
                                                 : StringKey;
    return Outcome::Read;
}

/// Reads members and the commas between them; the closing bracket is then the current token.
Outcome LiteralParser::readMembers(char closing)
{
    while (m_lexer.token().kind != TokenKind::Close) {
        if (const Outcome outcome = readMember(closing); outcome != Outcome::Read)
            return outcome;
        if (m_lexer.token().kind == TokenKind::Comma)
            m_lexer.advance();
        else if (m_lexer.token().kind != TokenKind::Close)
            return declineOrFail(expectedBehind(closing));
    }
    return Outcome::Read;
}

Outcome LiteralParser::add(const Literal &literal)
{
    if (static_cast<qsizetype>(m_literals.size()) >= m_maximumLiterals) {
        m_lexer.failLimit(Tr::tr("expected at most %1 keys and values").arg(m_maximumLiterals));
        return Outcome::Failed;
    }
    m_literals.push_back(literal);
    return Outcome::Read;
}

/// Only the comma after its first member tells a tuple from a group, so its literal comes late.
Outcome LiteralParser::insertTuple(std::size_t first, quint32 begin)
{
    if (add({}) == Outcome::Failed)
        return Outcome::Failed;
    const auto place = m_literals.begin() + static_cast<std::ptrdiff_t>(first);
    std::rotate(place, m_literals.end() - 1, m_literals.end());
    m_literals[first] = {0, 0, begin, 0, 0, Kind::List, TupleStyle};
    return Outcome::Read;
}

/// The container ends with the token before the current one.
void LiteralParser::close(std::size_t container)
{
    m_literals[container].end = m_lexer.previous().end;
    m_literals[container].descendants = static_cast<quint32>(m_literals.size() - container - 1);
}

/// After a complete value comes something else than it should: an error where no expression goes on like this, else code.
Outcome LiteralParser::declineOrFail(const QString &expected)
{
    const Token &token = m_lexer.token();
    switch (token.kind) {
    case TokenKind::Name:
        return isOperatorWord(m_lexer.slice(token)) ? Outcome::Declined : failExpecting(m_lexer, expected);
    case TokenKind::Open:
        return m_lexer.firstByte(token) == '{' ? failExpecting(m_lexer, expected) : Outcome::Declined;
    case TokenKind::Assign:
        return m_lexer.depth() == 0 ? Outcome::Declined : failExpecting(m_lexer, expected);
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Colon:
    case TokenKind::Comma:
    case TokenKind::Close:
    case TokenKind::Semicolon:
        return failExpecting(m_lexer, expected);
    case TokenKind::Error:
        return Outcome::Failed;
    default:
        return Outcome::Declined;
    }
}

} // namespace retune::python
