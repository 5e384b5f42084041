#include <retune/format/python/pythonstatement.h>

#include <retune/format/python/pythoncharacters.h>
#include <retune/format/python/pythonkeywords.h>
#include <retune/format/python/pythonlexer.h>

#include <algorithm>

namespace retune::python {

namespace {

/// The end of the line break that a NewLine token begins.
qsizetype lineBreakEnd(QByteArrayView text, const Token &newLine)
{
    return text.sliced(newLine.begin).startsWith("\r\n") ? newLine.begin + 2 : newLine.end;
}

/// Reads the tokens of one statement; the lexer stands at what ends it.
ByteRange passStatement(Lexer &lexer)
{
    const quint32 begin = lexer.token().begin;
    quint32 end = begin;
    while (!lexer.token().endsLine() && (lexer.token().kind != TokenKind::Semicolon || lexer.depth() > 0)) {
        end = lexer.token().end;
        lexer.advance();
    }
    return {begin, end};
}

/// Reads one logical line and finds the statement in it that `at` belongs to.
std::optional<Statement> passLine(Lexer &lexer, qsizetype at)
{
    std::optional<Statement> found;
    std::optional<ByteRange> separator;
    for (;;) {
        const ByteRange range = passStatement(lexer);
        if (range.contains(at))
            found = Statement{range, {}, separator, {}, false};
        else if (found && !range.isEmpty() && !found->separatorAfter)
            found->separatorAfter = separator;
        if (lexer.token().kind != TokenKind::Semicolon)
            return found;
        separator = lexer.token().range();
        lexer.advance();
    }
}

bool mentions(QByteArrayView code, QByteArrayView name)
{
    for (qsizetype at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
        const qsizetype end = at + name.size();
        const bool isWord =
            (at == 0 || !isNameByte(code[at - 1])) && (end == code.size() || !isNameByte(code[end]));
        if (isWord)
            return true;
    }
    return false;
}

QString normalName(QByteArrayView name)
{
    return QString::fromUtf8(name).normalized(QString::NormalizationForm_KC);
}

bool isSameName(QByteArrayView written, QByteArrayView name)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (written == name || std::all_of(written.begin(), written.end(), isAscii))
        return written == name;
    return normalName(written) == normalName(name);
}

} // namespace

std::optional<Statement> statementAt(QByteArrayView text, qsizetype begin, qsizetype at)
{
    Lexer lexer(text, begin);
    while (lexer.token().kind != TokenKind::End && lexer.token().kind != TokenKind::Error) {
        const qsizetype lineBegin = lexer.token().begin;
        std::optional<Statement> found = passLine(lexer, at);
        const Token end = lexer.token();
        if (found) {
            found->hasLineBreak = end.kind == TokenKind::NewLine;
            found->line = {lineBegin, found->hasLineBreak ? lineBreakEnd(text, end) : text.size()};
            return found;
        }
        lexer.advance();
    }
    return std::nullopt;
}

std::optional<ByteRange> otherUse(QByteArrayView text, qsizetype begin, QByteArrayView name, ByteRange except)
{
    Lexer lexer(text, begin);
    for (; lexer.token().kind != TokenKind::End && lexer.token().kind != TokenKind::Error; lexer.advance()) {
        const Token &token = lexer.token();
        const bool isName = token.kind == TokenKind::Name && token.range() != except &&
                            lexer.previous().kind != TokenKind::Dot && isSameName(lexer.slice(token), name);
        const bool isFormat = token.kind == TokenKind::String && lexer.string().isFormat;
        if (isName || (isFormat && mentions(lexer.slice(token), name)))
            return token.range();
    }
    return std::nullopt;
}

bool isVariableName(const QString &text)
{
    const auto isPart = [](char32_t c) {
        return c == U'_' || QChar::isLetterOrNumber(c) || QChar::isMark(c);
    };
    const QList<uint> characters = text.toUcs4();
    if (characters.isEmpty() || !std::all_of(characters.begin(), characters.end(), isPart))
        return false;
    const char32_t first = characters.first();
    return (first == U'_' || QChar::isLetter(first)) && !isKeyword(text.toUtf8());
}

} // namespace retune::python
