#pragma once

#include <retune/format/document.h>
#include <retune/format/python/pythonchanges.h>

namespace retune::python {

/// Reads literals into the flat list of a module. A member that is no literal is read as code; what is none as a whole (a
/// comprehension, a dict with keys that only its program knows) is declined wherever that shows, and the caller then goes
/// back and takes it for code.
class LiteralParser
{
public:
    LiteralParser(UnfinishedModule &module, const Limits &limits);

    /// The literal or tuple without brackets that the current token begins, up to the end of its statement.
    Outcome readValue();

private:
    Outcome readMember(char closing);
    Outcome readItem();
    Outcome readCode(const Token &first, int depth);
    bool isCode(std::size_t literal) const { return m_literals[literal].style == CodeMember; }
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

    UnfinishedModule &m_module;
    Lexer &m_lexer;
    std::vector<Literal> &m_literals;
    qsizetype m_maximumLiterals;
    int m_maximumDepth;
};

} // namespace retune::python
