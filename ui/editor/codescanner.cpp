#include "editor/codescanner.h"

#include <algorithm>

namespace retune {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isWordPart(char c)
{
    return isWordStart(c) || isDigit(c);
}

CodeScanner::CodeScanner(QByteArrayView code)
    : m_code(code)
{
    if (isAt("\xEF\xBB\xBF"))
        skip(3);
}

bool CodeScanner::isAt(std::string_view text) const
{
    return m_code.sliced(m_at).startsWith(QByteArrayView(text.data(), qsizetype(text.size())));
}

void CodeScanner::skip(qsizetype count)
{
    m_at = std::min(m_at + count, m_code.size());
}

void CodeScanner::skipSpace()
{
    while (!isAtEnd() && (peek() == ' ' || (peek() >= '\t' && peek() <= '\r')))
        skip();
}

void CodeScanner::take(qsizetype begin, TokenKind kind)
{
    m_tokens.append({{begin, m_at}, kind});
}

std::string_view CodeScanner::word()
{
    const qsizetype begin = m_at;
    while (!isAtEnd() && isWordPart(peek()))
        skip();
    return {m_code.data() + begin, std::size_t(m_at - begin)};
}

void CodeScanner::lineComment()
{
    const qsizetype begin = m_at;
    while (!isAtEnd() && peek() != '\n' && peek() != '\r')
        skip();
    take(begin, TokenKind::Comment);
}

void CodeScanner::blockComment()
{
    const qsizetype begin = m_at;
    skip(2);
    while (!isAtEnd() && !isAt("*/"))
        skip();
    skip(2);
    take(begin, TokenKind::Comment);
}

void CodeScanner::quoted(qsizetype begin)
{
    const char quote = peek();
    skip();
    while (!isAtEnd() && peek() != quote && peek() != '\n' && peek() != '\r')
        skip(peek() == '\\' ? 2 : 1);
    if (peek() == quote)
        skip();
    take(begin, TokenKind::String);
}

void CodeScanner::number(char separator)
{
    const qsizetype begin = m_at;
    const bool isHex = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
    while (!isAtEnd()) {
        const char c = peek();
        const bool isExponent = isHex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
        if (isExponent && (peek(1) == '+' || peek(1) == '-'))
            skip(2);
        else if (isWordPart(c) || c == '.' || (c == separator && isWordPart(peek(1))))
            skip();
        else
            break;
    }
    take(begin, TokenKind::Number);
}

} // namespace retune
