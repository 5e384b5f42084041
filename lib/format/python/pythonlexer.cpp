#include <retune/format/python/pythonlexer.h>

#include <retune/format/python/pythoncharacters.h>
#include <retune/format/python/pythonfstring.h>
#include <retune/format/python/pythonnumber.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

namespace retune::python {

Lexer::Lexer(QByteArrayView text, qsizetype begin)
    : m_text(text)
    , m_begin(begin)
    , m_at(begin)
    , m_formatBudget(text.size())
{
    advance();
}

void Lexer::advance()
{
    if (m_token.kind == TokenKind::End || m_token.kind == TokenKind::Error)
        return;
    m_previous = m_token;
    if (!skipBlanks())
        return;
    m_token.begin = static_cast<quint32>(m_at);
    if (m_at < m_text.size())
        scanToken();
    else if (m_open.empty())
        take(TokenKind::End, m_at);
    else
        setUnclosed();
}

void Lexer::rewind(const Token &token)
{
    m_at = token.begin;
    m_open.clear();
    m_token = {TokenKind::Semicolon, token.begin, token.begin};
    advance();
}

bool Lexer::isIndented(const Token &token) const
{
    if (token.begin == m_begin)
        return false;
    const char before = m_text[token.begin - 1];
    return before == ' ' || before == '\t'; // a form feed sets the indentation back to nothing
}

void Lexer::fail(ByteRange range, const QString &message)
{
    while (!m_open.empty() && m_token.kind != TokenKind::Error)
        advance();
    if (m_open.empty())
        setProblem(range, message);
    else if (m_at < m_text.size()) // another error further on: the first one counts
        setProblem(range, message);
}

void Lexer::failExpecting(const QString &what)
{
    const Token token = m_token;
    fail(token.range(), Tr::tr("expected %1, found %2").arg(what, description(token)));
}

void Lexer::failLimit(const QString &message)
{
    setProblem(m_token.range(), message);
    m_problem.kind = ProblemKind::Limit;
}

QString Lexer::description(const Token &token) const
{
    constexpr qsizetype longest = 30;
    if (token.kind == TokenKind::NewLine)
        return Tr::tr("the end of the line");
    if (token.kind == TokenKind::End)
        return Tr::tr("the end of the file");
    QString text = QString::fromUtf8(slice(token));
    if (text.size() > longest)
        text = text.first(longest) + QChar(0x2026);
    return token.kind == TokenKind::String ? text : QLatin1Char('"') + text + QLatin1Char('"');
}

void Lexer::setProblem(ByteRange range, const QString &message)
{
    m_token = {TokenKind::Error, static_cast<quint32>(range.begin), static_cast<quint32>(range.end)};
    m_problem = {ProblemKind::Syntax, {}, positionAt(m_text, range.begin), range, message};
}

void Lexer::setUnclosed()
{
    const quint32 opening = m_open.back();
    setProblem({opening, opening + 1},
               Tr::tr("expected \"%1\" to close this bracket, found the end of the file")
                   .arg(QLatin1Char(closingOf(m_text[opening]))));
}

/// Skips what stands between two tokens. False where a joined line is wrong.
bool Lexer::skipBlanks()
{
    const bool skipsBreaks = !m_open.empty() || m_token.kind == TokenKind::NewLine;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        const ByteClass byteClass = classOf(c);
        if (byteClass == ByteClass::Blank || (byteClass == ByteClass::Break && skipsBreaks))
            ++m_at;
        else if (c == '#')
            skipComment();
        else if (c != '\\')
            break;
        else if (!joinLines())
            return false;
    }
    return true;
}

bool Lexer::joinLines()
{
    const qsizetype after = m_at + 1;
    if (after >= m_text.size() || classOf(m_text[after]) != ByteClass::Break) {
        setProblem({m_at, after}, Tr::tr("expected the end of the line after \"\\\""));
        return false;
    }
    const qsizetype next = m_text.sliced(after).startsWith("\r\n") ? after + 2 : after + 1;
    if (next == m_text.size()) {
        setProblem({m_at, after}, Tr::tr("expected the next line after \"\\\", found the end of the file"));
        return false;
    }
    m_at = next;
    return true;
}

void Lexer::skipComment()
{
    const qsizetype begin = m_at;
    while (m_at < m_text.size() && classOf(m_text[m_at]) != ByteClass::Break)
        ++m_at;
    // A rewound lexer passes some comments twice.
    if (m_comments.isEmpty() || m_comments.constLast().begin < begin)
        m_comments.append({begin, m_at});
}

void Lexer::scanToken()
{
    switch (classOf(m_text[m_at])) {
    case ByteClass::Name:
        return scanName();
    case ByteClass::Digit:
        return take(TokenKind::Number, m_at + numberSize(m_text.sliced(m_at)));
    case ByteClass::Quote:
        return scanString(m_at);
    case ByteClass::Opening:
        return scanOpening();
    case ByteClass::Closing:
        return scanClosing();
    case ByteClass::Break:
        return take(TokenKind::NewLine, m_at + 1);
    case ByteClass::Blank:
    case ByteClass::Other:
        return scanOperator();
    }
}

void Lexer::scanName()
{
    qsizetype end = m_at;
    bool isAscii = true;
    while (end < m_text.size() && isNameByte(m_text[end])) {
        isAscii = isAscii && static_cast<unsigned char>(m_text[end]) < 0x80;
        ++end;
    }
    if (end < m_text.size() && classOf(m_text[end]) == ByteClass::Quote &&
        isStringPrefix(m_text.sliced(m_at, end - m_at)))
        return scanString(end);
    if (isAscii || checkName({m_at, end}))
        take(TokenKind::Name, end);
}

bool Lexer::checkName(ByteRange name)
{
    const QString text = QString::fromUtf8(m_text.sliced(name.begin, name.size()));
    qsizetype at = name.begin;
    for (const char32_t c : text.toUcs4()) {
        const qsizetype size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (isForeign(c)) {
            setProblem({at, at + size}, Tr::tr("expected a name or an operator, found \"%1\" (U+%2)")
                                            .arg(QString::fromUcs4(&c, 1))
                                            .arg(uint(c), 4, 16, QLatin1Char('0')));
            return false;
        }
        at += size;
    }
    return true;
}

void Lexer::scanString(qsizetype quoteAt)
{
    m_string = quotedString(m_text, m_at, quoteAt);
    if (m_string.isFormat)
        findFormatEnd();
    if (m_string.isClosed)
        return take(TokenKind::String, m_string.end);
    const QString quotes(m_string.isTriple ? 3 : 1, QLatin1Char(m_text[quoteAt]));
    setProblem({m_at, m_string.end},
               m_string.isTriple
                   ? Tr::tr("expected %1 at the end of this string, found the end of the file").arg(quotes)
                   : Tr::tr("expected %1 at the end of this string, found the end of the line").arg(quotes));
}

/// Looks for the end by the rules of Python 3.12. Where there is none, the older rule counts: the first quote. Failed
/// searches may go far, so all of them together are allowed to see the text about once.
void Lexer::findFormatEnd()
{
    if (m_formatBudget < 0)
        return;
    const FormatStringEnd found = formatStringEnd(m_text, m_string);
    if (found.isFound) {
        m_string.isClosed = true;
        m_string.end = found.at;
    } else {
        m_formatBudget -= found.at - m_string.begin;
    }
}

void Lexer::scanOpening()
{
    m_open.push_back(static_cast<quint32>(m_at));
    take(TokenKind::Open, m_at + 1);
}

void Lexer::scanClosing()
{
    const char found = m_text[m_at];
    const ByteRange range{m_at, m_at + 1};
    if (m_open.empty())
        return setProblem(range, Tr::tr("expected an opening bracket before \"%1\"").arg(QLatin1Char(found)));
    const quint32 opening = m_open.back();
    const char expected = closingOf(m_text[opening]);
    if (found != expected) {
        return setProblem(range, Tr::tr("expected \"%1\" to close the bracket of line %2, found \"%3\"")
                                     .arg(QLatin1Char(expected))
                                     .arg(positionAt(m_text, opening).line)
                                     .arg(QLatin1Char(found)));
    }
    m_open.pop_back();
    take(TokenKind::Close, m_at + 1);
}

void Lexer::scanOperator()
{
    const char c = m_text[m_at];
    const auto at = [this](qsizetype ahead) {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    };
    switch (c) {
    case ',':
        return take(TokenKind::Comma, m_at + 1);
    case ';':
        return take(TokenKind::Semicolon, m_at + 1);
    case ':':
        return at(1) == '=' ? take(TokenKind::Walrus, m_at + 2) : take(TokenKind::Colon, m_at + 1);
    case '=':
        return at(1) == '=' ? take(TokenKind::Operator, m_at + 2) : take(TokenKind::Assign, m_at + 1);
    case '.':
        if (classOf(at(1)) == ByteClass::Digit)
            return take(TokenKind::Number, m_at + numberSize(m_text.sliced(m_at)));
        return at(1) == '.' && at(2) == '.' ? take(TokenKind::Operator, m_at + 3)
                                            : take(TokenKind::Dot, m_at + 1);
    case '~':
    case '`': // Python 2 had it
        return take(TokenKind::Operator, m_at + 1);
    default:
        break;
    }
    if (!QByteArrayView("+-*/%@&|^<>!").contains(c) || (c == '!' && at(1) != '=')) {
        return setProblem({m_at, m_at + 1},
                          Tr::tr("expected a name or an operator, found \"%1\"").arg(QLatin1Char(c)));
    }
    const bool isComparing = c == '<' || c == '>' || c == '!';
    const bool isDouble = at(1) == c && QByteArrayView("*/<>").contains(c);
    const qsizetype size = isDouble ? 2 : 1;
    if (at(size) == '=')
        return take(isComparing && !isDouble ? TokenKind::Operator : TokenKind::Augmented, m_at + size + 1);
    if ((c == '-' || c == '<') && at(1) == '>') // an arrow, and "not equal" of Python 2
        return take(TokenKind::Operator, m_at + 2);
    take(c == '+' || c == '-' ? TokenKind::Sign : TokenKind::Operator, m_at + size);
}

void Lexer::take(TokenKind kind, qsizetype end)
{
    m_token.kind = kind;
    m_token.end = static_cast<quint32>(end);
    m_at = end;
}

} // namespace retune::python
