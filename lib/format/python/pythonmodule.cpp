#include <retune/format/python/pythonmodule.h>

#include <retune/format/python/pythonassignment.h>
#include <retune/format/python/pythonkeywords.h>
#include <retune/text/tr.h>

namespace retune::python {

namespace {

class ModuleReader
{
public:
    ModuleReader(QByteArrayView text, qsizetype begin, const Limits &limits)
        : m_unfinished(text, begin)
        , m_lexer(m_unfinished.lexer)
        , m_assignments(m_unfinished, limits)
    {}

    Result<Module> read();

private:
    enum class Block : quint8 { None, Expected, Open };

    void readLine();
    void readStatements();
    void readStatement();
    void readKeywordStatement();
    void readCompound(bool isLoop);
    void readImport();
    bool definesNextName(const Token &word) const;

    UnfinishedModule m_unfinished;
    Lexer &m_lexer;
    AssignmentReader m_assignments;
    Block m_block = Block::None;
};

Result<Module> ModuleReader::read()
{
    while (m_lexer.token().kind != TokenKind::End && m_lexer.token().kind != TokenKind::Error)
        readLine();
    if (m_lexer.token().kind == TokenKind::End && m_block == Block::Expected)
        m_lexer.failExpecting(Tr::tr("an indented line after \":\""));
    if (m_lexer.token().kind == TokenKind::Error)
        return Unexpected{m_lexer.problem()};
    m_unfinished.markChanged();
    m_unfinished.module.comments = std::move(m_lexer.comments());
    return std::move(m_unfinished.module);
}

void ModuleReader::readLine()
{
    const bool isIndented = m_lexer.isIndented(m_lexer.token());
    if (isIndented && m_block == Block::None)
        return m_lexer.failExpecting(Tr::tr("a line without indentation"));
    if (!isIndented && m_block == Block::Expected)
        return m_lexer.failExpecting(Tr::tr("an indented line after \":\""));
    if (isIndented) {
        m_block = Block::Open;
        while (!m_lexer.token().endsLine())
            m_lexer.advance();
    } else {
        readStatements();
        m_block = m_lexer.previous().kind == TokenKind::Colon ? Block::Expected : Block::None;
    }
    m_lexer.advance();
}

void ModuleReader::readStatements()
{
    while (!m_lexer.token().endsLine()) {
        readStatement();
        if (m_lexer.token().kind != TokenKind::Semicolon)
            continue;
        if (m_lexer.depth() > 0)
            return m_lexer.failExpecting(Tr::tr("a closing bracket"));
        m_lexer.advance();
    }
}

void ModuleReader::readStatement()
{
    const Token &token = m_lexer.token();
    if (token.kind == TokenKind::Name && isKeyword(m_lexer.slice(token)))
        readKeywordStatement();
    else if (token.kind == TokenKind::Operator && m_lexer.firstByte(token) == '@') // a decorator
        readCompound(false);
    else
        m_assignments.readAssignment();
}

void ModuleReader::readKeywordStatement()
{
    const Token word = m_lexer.token();
    const StatementKind kind = statementKind(m_lexer.slice(word));
    if (kind == StatementKind::Expression)
        return m_assignments.readAssignment();
    m_lexer.advance();
    if (m_lexer.token().kind == TokenKind::Assign) {
        return m_lexer.fail(word.range(), Tr::tr("expected a name before \"=\", found the Python keyword %1")
                                              .arg(m_lexer.description(word)));
    }
    switch (kind) {
    case StatementKind::Import:
        return readImport();
    case StatementKind::Delete:
        return m_assignments.readDelete();
    case StatementKind::Compound:
        return readCompound(m_lexer.isWord(word, "for") || m_lexer.isWord(m_lexer.token(), "for"));
    default:
        while (!m_lexer.token().endsStatement())
            m_unfinished.advance();
    }
}

bool ModuleReader::definesNextName(const Token &word) const
{
    return m_lexer.isWord(word, "def") || m_lexer.isWord(word, "class") || m_lexer.isWord(word, "as");
}

/// The first line of a statement that holds others. Of interest are only the names that it surely defines.
void ModuleReader::readCompound(bool isLoop)
{
    bool isInTargets = isLoop;
    for (; !m_lexer.token().endsLine(); m_unfinished.advance()) {
        const Token &token = m_lexer.token();
        if (token.kind != TokenKind::Name)
            continue;
        const Token &before = m_lexer.previous();
        if (m_lexer.slice(token) == "in")
            isInTargets = false;
        if (definesNextName(before) || (isInTargets && before.kind != TokenKind::Dot))
            m_unfinished.note(token.range(), Change::Kind::Rebinds);
    }
}

/// `import a.b, c as d` defines a and d; `from m import (x, y as z)` x and z.
void ModuleReader::readImport()
{
    bool isListed = m_lexer.isWord(m_lexer.previous(), "import");
    bool expectsName = isListed;
    for (; !m_lexer.token().endsStatement(); m_lexer.advance()) {
        const Token &token = m_lexer.token();
        if (m_lexer.isWord(token, "import")) {
            isListed = true;
            expectsName = true;
        } else if (isListed && m_lexer.isWord(token, "as")) {
            if (!m_unfinished.changes.empty())
                m_unfinished.changes.pop_back();
            expectsName = true;
        } else if (token.kind == TokenKind::Name && expectsName) {
            m_unfinished.note(token.range(), Change::Kind::Rebinds);
            expectsName = false;
        } else if (isListed && token.kind == TokenKind::Comma) {
            expectsName = true;
        }
    }
}

} // namespace

Result<Module> readModule(QByteArrayView text, qsizetype begin, const Limits &limits)
{
    return ModuleReader(text, begin, limits).read();
}

} // namespace retune::python
