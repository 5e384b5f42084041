#include <retune/format/python/pythonscalar.h>

#include <retune/format/python/pythonnumber.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::python {

namespace {

Outcome fail(Lexer &lexer, ByteRange range, const QString &message)
{
    lexer.fail(range, message);
    return Outcome::Failed;
}

Outcome checkEscapes(Lexer &lexer, const QuotedString &string, Literal &literal)
{
    const Token &token = lexer.token();
    const QByteArrayView body =
        lexer.slice(token).sliced(string.bodyBegin - string.begin, string.bodyEnd - string.bodyBegin);
    for (qsizetype at = body.indexOf('\\'); at >= 0; at = body.indexOf('\\', at)) {
        const Escape escape = escapeAt(body, at, string.isBytes);
        const ByteRange range{string.bodyBegin + at, string.bodyBegin + at + escape.size};
        const char letter = body[at + 1];
        if (escape.kind == Escape::Kind::NewName)
            literal.kind = Kind::Opaque;
        else if (escape.kind == Escape::Kind::TooLarge)
            return fail(lexer, range, Tr::tr("expected a character up to \\U0010FFFF"));
        else if (escape.kind == Escape::Kind::Incomplete && letter == 'N')
            return fail(lexer, range, Tr::tr("expected the name of a character in braces after \\N"));
        else if (escape.kind == Escape::Kind::Incomplete)
            return fail(lexer, range,
                        Tr::tr("expected %1 hexadecimal digits after \\%2")
                            .arg(letter == 'x'   ? 2
                                 : letter == 'u' ? 4
                                                 : 8)
                            .arg(QLatin1Char(letter)));
        at += escape.size;
    }
    return Outcome::Read;
}

Outcome checkString(Lexer &lexer, Literal &literal)
{
    const QuotedString string = lexer.string();
    if (string.isBytes && !string.isAscii)
        return fail(lexer, lexer.token().range(),
                    Tr::tr("expected only ASCII characters in a byte string; write the others as \\xNN"));
    return string.hasBackslash && !string.isRaw ? checkEscapes(lexer, string, literal) : Outcome::Read;
}

Outcome readStrings(Lexer &lexer, Literal &literal)
{
    literal.begin = lexer.token().begin;
    const QuotedString &string = lexer.string();
    const bool isBytes = string.isBytes;
    literal.kind = isBytes ? Kind::Bytes : Kind::String;
    const bool isPlain = string.bodyBegin == string.begin + 1 && !string.hasBackslash;
    int pieces = 0;
    for (; lexer.token().kind == TokenKind::String; ++pieces) {
        if (string.isFormat || string.isBytes != isBytes)
            return Outcome::Declined;
        if (const Outcome outcome = checkString(lexer, literal); outcome != Outcome::Read)
            return outcome;
        literal.end = lexer.token().end;
        lexer.advance();
    }
    if (isPlain && pieces == 1)
        literal.style = PlainString;
    return Outcome::Read;
}

Outcome readNumber(Lexer &lexer, Literal &literal)
{
    const Token first = lexer.token();
    if (first.kind == TokenKind::Sign) {
        lexer.advance();
        // An error stands where it begins, which is in front of the sign where a bracket stays open.
        if (lexer.token().kind != TokenKind::Number)
            return lexer.token().kind == TokenKind::Error ? Outcome::Failed : Outcome::Declined;
        // A comment or a line end between sign and digits would get lost in an edit: that is code.
        const QByteArrayView blanks = lexer.between(first, lexer.token());
        if (!std::all_of(blanks.begin(), blanks.end(), [](char c) { return c == ' ' || c == '\t'; }))
            return Outcome::Declined;
    }
    literal.begin = first.begin;
    literal.end = lexer.token().end;
    switch (numberKind(lexer.slice(lexer.token()))) {
    case NumberKind::Integer:
        literal.kind = Kind::Integer;
        break;
    case NumberKind::Float:
        literal.kind = Kind::Float;
        break;
    case NumberKind::Imaginary:
        literal.kind = Kind::Opaque;
        break;
    case NumberKind::Invalid:
        return Outcome::Declined;
    }
    lexer.advance();
    return Outcome::Read;
}

Outcome readWord(Lexer &lexer, Literal &literal)
{
    const Token token = lexer.token();
    const QByteArrayView word = lexer.slice(token);
    const bool isBoolean = word == "True" || word == "False";
    if (!isBoolean && word != "None")
        return Outcome::Declined;
    lexer.advance();
    literal.begin = token.begin;
    literal.end = token.end;
    literal.kind = isBoolean ? Kind::Boolean : Kind::Null;
    return Outcome::Read;
}

} // namespace

Outcome readScalar(Lexer &lexer, Literal &literal)
{
    switch (lexer.token().kind) {
    case TokenKind::String:
        return readStrings(lexer, literal);
    case TokenKind::Number:
    case TokenKind::Sign:
        return readNumber(lexer, literal);
    default:
        return readWord(lexer, literal);
    }
}

} // namespace retune::python
