#pragma once

#include <retune/format/document.h>
#include <retune/format/python/pythonscalar.h>

#include <vector>

namespace retune::python {

/// Reads literals into a flat list. What is no literal is declined wherever that shows, also in the middle of a list; the
/// caller then goes back and takes the whole as code.
class LiteralParser
{
public:
    LiteralParser(Lexer &lexer, const Limits &limits, std::vector<Literal> &literals);

    /// The literal or tuple without brackets that the current token begins, up to the end of its statement.
    Outcome readValue();

private:
    Outcome readItem();
    Outcome readBareTuple(std::size_t first, quint32 begin);
    Outcome addScalar();
    Outcome readBrackets();
    Outcome readList();
    Outcome readParentheses();
    Outcome readBraces();
    Outcome readValueOfKey(std::size_t key);
    Outcome readMembers(char closing);
    Outcome add(const Literal &literal);
    Outcome insertTuple(std::size_t first, quint32 begin);
    void close(std::size_t container);
    Outcome declineOrFail(const QString &expected);

    Lexer &m_lexer;
    std::vector<Literal> &m_literals;
    qsizetype m_maximumLiterals;
    int m_maximumDepth;
};

} // namespace retune::python
