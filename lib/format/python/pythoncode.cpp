#include <retune/format/python/pythoncode.h>

#include <retune/text/tr.h>

namespace retune::python {

namespace {

bool isUnpacked(const Lexer &lexer, const Token &first)
{
    const QByteArrayView text = lexer.slice(first);
    return first.kind == TokenKind::Operator && (text == "*" || text == "**");
}

/// Whether a word makes one value of what stands beside it, commas included.
bool isOfWhole(QByteArrayView word)
{
    return word == "for" || word == "yield";
}

bool endsMember(TokenKind kind)
{
    return kind == TokenKind::Comma || kind == TokenKind::Colon || kind == TokenKind::Assign;
}

} // namespace

Outcome passCode(UnfinishedModule &module, const Token &first, int depth)
{
    const Lexer &lexer = module.lexer;
    if (isUnpacked(lexer, first))
        return Outcome::Declined;
    int lambdas = 0; // whose colon is still to come: their commas and `=` belong to their parameters
    for (;; module.advance()) {
        const Token &token = lexer.token();
        if (token.kind == TokenKind::Error)
            return Outcome::Failed;
        if (token.endsStatement()) {
            if (depth == 0)
                return Outcome::Read;
            module.lexer.failExpecting(Tr::tr("a closing bracket"));
            return Outcome::Failed;
        }
        if (lexer.depth() < depth)
            return Outcome::Read;
        if (lexer.depth() > depth)
            continue;
        if (token.kind == TokenKind::Name && isOfWhole(lexer.slice(token)))
            return Outcome::Declined;
        if (lexer.isWord(token, "lambda"))
            ++lambdas;
        else if (lambdas == 0 && endsMember(token.kind))
            return Outcome::Read;
        else if (token.kind == TokenKind::Colon)
            --lambdas;
    }
}

} // namespace retune::python
