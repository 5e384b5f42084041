#pragma once

#include "editor/tokens.h"

#include <QtCore/QByteArrayView>

#include <string_view>

namespace retune {

/// The letters of an identifier; everything beyond ASCII is taken for one.
bool isWordStart(char c);
bool isWordPart(char c);
bool isDigit(char c);

/// A place in code that moves forward, and the tokens that were found before it.
class CodeScanner
{
public:
    explicit CodeScanner(QByteArrayView code);

    bool isAtEnd() const { return m_at >= m_code.size(); }
    qsizetype at() const { return m_at; }
    /// The byte that many places further on; NUL behind the end.
    char peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_code.size() ? m_code[m_at + ahead] : '\0';
    }
    bool isAt(std::string_view text) const;
    void skip(qsizetype count = 1);
    void skipSpace();

    /// What lies between `begin` and the place is a token.
    void take(qsizetype begin, TokenKind kind);
    /// Passes a word and gives it.
    std::string_view word();

    // Each passes what begins at the place, and takes it.

    void lineComment();
    /// To `*/`, or to the end.
    void blockComment();
    /// To the same quote or to the end of the line; a backslash lets the next byte not count. `begin` is before the quote where
    /// it has a prefix.
    void quoted(qsizetype begin);
    /// As both languages write them, with some that neither would take; `separator` may stand between two digits.
    void number(char separator);

    QList<Token> tokens() && { return std::move(m_tokens); }

private:
    QByteArrayView m_code;
    qsizetype m_at = 0;
    QList<Token> m_tokens;
};

} // namespace retune
