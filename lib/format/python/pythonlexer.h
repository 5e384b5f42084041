#pragma once

#include <retune/format/python/pythonstring.h>
#include <retune/text/problem.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <vector>

namespace retune::python {

enum class TokenKind : quint8 {
    Name,
    Number,
    String, ///< with its prefix; an f-string too
    Open,   ///< one of ( [ {
    Close,  ///< one of ) ] }
    Comma,
    Colon,
    Semicolon,
    Dot,
    Sign,      ///< + or -
    Assign,    ///< =
    Augmented, ///< += and its like
    Walrus,    ///< :=
    Operator,  ///< any other
    NewLine,   ///< the end of a logical line
    End,
    Error ///< Lexer::problem tells
};

struct Token
{
    TokenKind kind = TokenKind::NewLine;
    quint32 begin = 0;
    quint32 end = 0;

    ByteRange range() const { return {begin, end}; }
    /// Whether a simple statement ends before this token.
    bool endsStatement() const
    {
        return kind == TokenKind::NewLine || kind == TokenKind::End || kind == TokenKind::Semicolon ||
               kind == TokenKind::Error;
    }
    /// Whether a logical line ends before this token.
    bool endsLine() const
    {
        return kind == TokenKind::NewLine || kind == TokenKind::End || kind == TokenKind::Error;
    }
};

/// Cuts a Python module into tokens, one at a time. Knows strings, comments, joined lines and brackets, so that whatever
/// comes between the tokens of interest is skipped safely. The text has passed `inspect`.
class Lexer
{
public:
    /// Stands at the first token. `begin` is where the text starts, after a byte order mark.
    Lexer(QByteArrayView text, qsizetype begin);

    const Token &token() const { return m_token; }
    const Token &previous() const { return m_previous; }
    /// The parts of the current token where it is a string.
    const QuotedString &string() const { return m_string; }
    QByteArrayView slice(const Token &token) const
    {
        return m_text.sliced(token.begin, token.end - token.begin);
    }
    /// What stands between two tokens.
    QByteArrayView between(const Token &left, const Token &right) const
    {
        return m_text.sliced(left.end, right.begin - left.end);
    }
    char firstByte(const Token &token) const { return m_text[token.begin]; }
    bool isWord(const Token &token, QByteArrayView word) const
    {
        return token.kind == TokenKind::Name && slice(token) == word;
    }

    /// Goes to the next token. Stays at End and Error.
    void advance();
    /// Goes back to a token that stands outside all brackets.
    void rewind(const Token &token);

    /// How many brackets are open after the current token.
    int depth() const { return static_cast<int>(m_open.size()); }
    /// Whether blanks stand before the first token of a line.
    bool isIndented(const Token &token) const;

    /// The comments that were passed, in order.
    QList<ByteRange> &comments() { return m_comments; }

    /// Makes the current token an Error with this problem. Where a bracket is never closed, that is said instead: what
    /// comes after it only looks wrong.
    void fail(ByteRange range, const QString &message);
    /// Fails at the current token: "expected `what`, found …".
    void failExpecting(const QString &what);
    /// Fails at the current token because the file is too large in some way.
    void failLimit(const QString &message);
    const Problem &problem() const { return m_problem; }

    /// The token in words for a message: `"x"`, "the end of the line".
    QString description(const Token &token) const;

private:
    void setProblem(ByteRange range, const QString &message);
    void setUnclosed();
    bool skipBlanks();
    bool joinLines();
    void skipComment();
    void scanToken();
    void scanName();
    void scanString(qsizetype quoteAt);
    void findFormatEnd();
    void scanOperator();
    void scanOpening();
    void scanClosing();
    bool checkName(ByteRange name);
    void take(TokenKind kind, qsizetype end);

    QByteArrayView m_text;
    qsizetype m_begin = 0;
    qsizetype m_at = 0;
    qsizetype m_formatBudget = 0;
    Token m_token;
    Token m_previous;
    QuotedString m_string;
    std::vector<quint32> m_open;
    QList<ByteRange> m_comments;
    Problem m_problem;
};

} // namespace retune::python
