#include <retune/format/python/pythonassignment.h>

#include <retune/format/python/pythonkeywords.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::python {

AssignmentReader::AssignmentReader(UnfinishedModule &module, const Limits &limits)
    : m_unfinished(module)
    , m_lexer(module.lexer)
    , m_literalParser(module, limits)
{}

void AssignmentReader::readAssignment()
{
    m_targets.clear();
    m_targetCount = 0;
    for (;;) {
        const Step step = readNameTarget();
        if (step == Step::Target)
            ++m_targetCount;
        else if (step == Step::StatementDone || (m_targetCount > 0 && readLiteral()) || !readSegment())
            return;
    }
}

void AssignmentReader::readDelete()
{
    skipSegment();
    for (const Target &target : m_written)
        m_unfinished.note(target.name, target.isWhole ? Change::Kind::Rebinds : Change::Kind::Mutates);
}

/// Goes past `NAME =`.
AssignmentReader::Step AssignmentReader::readNameTarget()
{
    const Token name = m_lexer.token();
    if (name.kind != TokenKind::Name)
        return Step::NoTarget;
    m_lexer.advance();
    const TokenKind next = m_lexer.token().kind;
    if (next == TokenKind::Colon && m_targetCount == 0)
        return readAnnotation(name);
    if (next != TokenKind::Assign) {
        m_lexer.rewind(name);
        return Step::NoTarget;
    }
    if (isKeyword(m_lexer.slice(name))) {
        failKeyword(name);
        return Step::StatementDone;
    }
    m_targets.push_back({name.range()});
    m_lexer.advance();
    return Step::Target;
}

/// Goes past `: type =`, or past `: type` where no value follows.
AssignmentReader::Step AssignmentReader::readAnnotation(const Token &name)
{
    m_lexer.advance();
    if (m_lexer.token().endsStatement() || m_lexer.token().kind == TokenKind::Assign) {
        m_lexer.failExpecting(Tr::tr("a type after \":\""));
        return Step::StatementDone;
    }
    skipSegment();
    if (m_lexer.token().kind != TokenKind::Assign)
        return Step::StatementDone;
    m_targets.push_back({name.range()});
    m_lexer.advance();
    return Step::Target;
}

/// Reads the value where it is a literal. False, at the same place, where it is code or another target.
bool AssignmentReader::readLiteral()
{
    const Token first = m_lexer.token();
    if (first.endsStatement() || first.kind == TokenKind::Assign)
        return false;
    std::vector<Literal> &literals = m_unfinished.module.literals;
    const std::size_t firstLiteral = literals.size();
    const Outcome outcome = m_literalParser.readValue();
    if (outcome == Outcome::Read) {
        bind({literals[firstLiteral].begin, literals[firstLiteral].end}, firstLiteral, true);
        return true;
    }
    literals.resize(firstLiteral);
    if (outcome == Outcome::Declined)
        m_lexer.rewind(first);
    return outcome == Outcome::Failed;
}

/// Reads what is neither a plain name before `=` nor a literal. False at the end of the statement.
bool AssignmentReader::readSegment()
{
    const Token first = m_lexer.token();
    if (first.endsStatement() || first.kind == TokenKind::Assign) {
        failMissing();
        return false;
    }
    skipSegment();
    if (m_lexer.token().kind == TokenKind::Assign) {
        readOtherTarget(first);
        return true;
    }
    if (m_lexer.token().kind == TokenKind::Error)
        return false;
    if (m_targetCount > 0)
        bind({first.begin, m_lexer.previous().end}, 0, false);
    else
        noteExpression();
    return false;
}

/// Goes past the `=` after a target that is no plain name: `a, b`, `a.b`, `a[0]`.
void AssignmentReader::readOtherTarget(const Token &first)
{
    const bool isValue = first.kind == TokenKind::String || first.kind == TokenKind::Number ||
                         (first.kind == TokenKind::Name && isKeyword(m_lexer.slice(first)));
    if (isValue && m_written.empty()) {
        return m_lexer.fail(first.range(),
                            Tr::tr("expected a name before \"=\", found %1").arg(m_lexer.description(first)));
    }
    for (Target target : m_written) {
        if (!target.isWhole) {
            m_unfinished.note(target.name, Change::Kind::Mutates);
            continue;
        }
        target.isUnpacked = m_isUnpacking;
        m_targets.push_back(target);
    }
    ++m_targetCount;
    m_lexer.advance();
}

void AssignmentReader::noteExpression()
{
    if (m_written.empty())
        return;
    const Target &first = m_written.front();
    if (m_isAugmented && first.isWhole)
        m_unfinished.note(first.name, Change::Kind::Augments);
    else if (!first.isWhole)
        m_unfinished.note(first.name, Change::Kind::Mutates);
}

bool AssignmentReader::endsSegment() const
{
    const Token &token = m_lexer.token();
    return token.endsStatement() ||
           (token.kind == TokenKind::Assign && m_lexer.depth() == 0 && m_lambdas == 0);
}

/// Goes to the `=` or the end of the statement, and collects the names that would be assigned to if this was a target.
void AssignmentReader::skipSegment()
{
    m_written.clear();
    m_isAugmented = false;
    m_isUnpacking = false;
    m_lambdas = 0;
    bool mayBeTarget = true;
    int targetDepth = 0; // of brackets that only group targets
    for (; !endsSegment(); m_unfinished.advance()) {
        const Token &token = m_lexer.token();
        const bool isTrailer = token.kind == TokenKind::Dot || token.kind == TokenKind::Open;
        if (isTrailer && !m_written.empty() && m_written.back().name == m_lexer.previous().range())
            m_written.back().isWhole = false;
        switch (token.kind) {
        case TokenKind::Name:
            if (mayBeTarget && !isKeyword(m_lexer.slice(token)))
                m_written.push_back({token.range()});
            m_lambdas += m_lexer.depth() == 0 && m_lexer.slice(token) == "lambda" ? 1 : 0;
            mayBeTarget = false;
            break;
        case TokenKind::Colon:
            m_lambdas -= m_lexer.depth() == 0 && m_lambdas > 0 ? 1 : 0;
            mayBeTarget = false;
            break;
        case TokenKind::Open:
            mayBeTarget = mayBeTarget && m_lexer.firstByte(token) != '{';
            targetDepth += mayBeTarget ? 1 : 0;
            m_isUnpacking = m_isUnpacking || (mayBeTarget && m_lexer.firstByte(token) == '[');
            break;
        case TokenKind::Close:
            targetDepth = std::min(targetDepth, m_lexer.depth());
            mayBeTarget = false;
            break;
        case TokenKind::Comma:
            mayBeTarget = m_lexer.depth() == targetDepth;
            m_isUnpacking = m_isUnpacking || mayBeTarget;
            break;
        case TokenKind::Operator: // a starred target
            mayBeTarget = mayBeTarget && m_lexer.slice(token) == "*";
            break;
        case TokenKind::Augmented:
            m_isAugmented = m_isAugmented || m_lexer.depth() == 0;
            mayBeTarget = false;
            break;
        default:
            mayBeTarget = false;
        }
    }
}

void AssignmentReader::failMissing()
{
    if (m_lexer.token().kind == TokenKind::Error)
        return;
    if (m_targetCount > 0)
        m_lexer.failExpecting(Tr::tr("a value after \"=\""));
    else if (m_lexer.token().kind == TokenKind::Assign)
        m_lexer.failExpecting(Tr::tr("a name before \"=\""));
    else
        m_lexer.failExpecting(Tr::tr("a statement"));
}

void AssignmentReader::failKeyword(const Token &name)
{
    m_lexer.fail(
        name.range(),
        Tr::tr("expected a name before \"=\", found the Python keyword %1").arg(m_lexer.description(name)));
}

void AssignmentReader::bind(ByteRange value, std::size_t firstLiteral, bool isLiteral)
{
    for (const Target &target : m_targets) {
        Binding binding{target.name, value, firstLiteral, isLiteral && !target.isUnpacked};
        binding.isShared = m_targetCount > 1;
        m_unfinished.module.bindings.push_back(binding);
    }
}

} // namespace retune::python
