#include <retune/format/python/pythonstring.h>

#include <retune/format/python/pythoncharactername.h>
#include <retune/format/python/pythoncharacters.h>

namespace retune::python {

namespace {

char lower(char c)
{
    return static_cast<char>(c | 0x20);
}

void readPrefix(QByteArrayView prefix, QuotedString &string)
{
    for (const char c : prefix) {
        string.isRaw = string.isRaw || lower(c) == 'r';
        string.isBytes = string.isBytes || lower(c) == 'b';
        string.isFormat = string.isFormat || lower(c) == 'f' || lower(c) == 't';
    }
}

int hexadecimalDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char letter = lower(c);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

Escape hexadecimalEscape(QByteArrayView body, qsizetype at, qsizetype digits)
{
    Escape escape{Escape::Kind::Character, 0, 2};
    for (; escape.size < digits + 2; ++escape.size) {
        const qsizetype next = at + escape.size;
        const int digit = next < body.size() ? hexadecimalDigit(body[next]) : -1;
        if (digit < 0) {
            escape.kind = Escape::Kind::Incomplete;
            return escape;
        }
        escape.character = escape.character * 16 + char32_t(digit);
    }
    if (escape.character > 0x10FFFF)
        escape.kind = Escape::Kind::TooLarge;
    return escape;
}

Escape octalEscape(QByteArrayView body, qsizetype at, bool isBytes)
{
    Escape escape{Escape::Kind::Character, 0, 1};
    while (escape.size < 4 && at + escape.size < body.size()) {
        const char c = body[at + escape.size];
        if (c < '0' || c > '7')
            break;
        escape.character = escape.character * 8 + char32_t(c - '0');
        ++escape.size;
    }
    if (isBytes)
        escape.character &= 0xFF;
    return escape;
}

Escape namedEscape(QByteArrayView body, qsizetype at)
{
    const qsizetype closing = body.indexOf('}', at);
    if (!body.sliced(at + 2).startsWith('{') || closing <= at + 3)
        return {Escape::Kind::Incomplete, 0, 2};
    const std::optional<char32_t> character = characterByName(body.sliced(at + 3, closing - at - 3));
    const Escape::Kind kind = character ? Escape::Kind::Character : Escape::Kind::NewName;
    return {kind, character.value_or(0), closing + 1 - at};
}

char32_t simpleEscape(char c)
{
    switch (c) {
    case 'a':
        return 0x07;
    case 'b':
        return 0x08;
    case 'f':
        return 0x0C;
    case 'n':
        return 0x0A;
    case 'r':
        return 0x0D;
    case 't':
        return 0x09;
    case 'v':
        return 0x0B;
    case '\\':
    case '\'':
    case '"':
        return char32_t(c);
    default:
        return 0;
    }
}

/// Appends a character as it is, also half of a surrogate pair.
void append(QString &text, char32_t c)
{
    if (c >= 0x10000)
        text += QChar(QChar::highSurrogate(c));
    text += c >= 0x10000 ? QChar(QChar::lowSurrogate(c)) : QChar(char16_t(c));
}

/// Appends text without escapes; Python sees every line end as one line feed.
void appendPlain(QString &value, QByteArrayView text)
{
    QString decoded = QString::fromUtf8(text);
    if (text.contains('\r'))
        decoded.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(u'\r', u'\n');
    value += decoded;
}

void appendBody(QString &value, QByteArrayView body, bool isBytes)
{
    qsizetype from = 0;
    for (qsizetype at = body.indexOf('\\'); at >= 0; at = body.indexOf('\\', at)) {
        const Escape escape = escapeAt(body, at, isBytes);
        if (escape.kind == Escape::Kind::Unknown) {
            at += escape.size;
            continue;
        }
        appendPlain(value, body.sliced(from, at - from));
        if (escape.kind == Escape::Kind::Character)
            append(value, escape.character);
        at += escape.size;
        from = at;
    }
    appendPlain(value, body.sliced(from));
}

/// Where the next string token begins, from `at` on; the size of the text where there is none.
qsizetype nextString(QByteArrayView tokens, qsizetype at, bool *hasComment = nullptr)
{
    bool isInComment = false;
    for (; at < tokens.size(); ++at) {
        const ByteClass byteClass = classOf(tokens[at]);
        if (byteClass == ByteClass::Break)
            isInComment = false;
        else if (tokens[at] == '#')
            isInComment = true;
        else if (!isInComment && (byteClass == ByteClass::Quote || byteClass == ByteClass::Name))
            break;
        if (isInComment && hasComment)
            *hasComment = true;
    }
    return at;
}

QuotedString stringAt(QByteArrayView tokens, qsizetype begin)
{
    qsizetype quoteAt = begin;
    while (quoteAt < tokens.size() && classOf(tokens[quoteAt]) == ByteClass::Name)
        ++quoteAt;
    return quotedString(tokens, begin, quoteAt);
}

} // namespace

bool isStringPrefix(QByteArrayView name)
{
    if (name.size() == 1)
        return QByteArrayView("rbuft").contains(lower(name[0]));
    if (name.size() != 2)
        return false;
    const char first = lower(name[0]);
    const char second = lower(name[1]);
    const char other = first == 'r' ? second : first;
    return (first == 'r' || second == 'r') && QByteArrayView("bft").contains(other);
}

QuotedString quotedString(QByteArrayView text, qsizetype begin, qsizetype quoteAt)
{
    QuotedString string;
    string.begin = begin;
    readPrefix(text.sliced(begin, quoteAt - begin), string);
    const char quote = text[quoteAt];
    const auto hasThree = [&](qsizetype at) {
        return at + 2 < text.size() && text[at] == quote && text[at + 1] == quote && text[at + 2] == quote;
    };
    string.isTriple = hasThree(quoteAt);
    const qsizetype quotes = string.isTriple ? 3 : 1;
    string.bodyBegin = quoteAt + quotes;

    qsizetype at = string.bodyBegin;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == quote && (!string.isTriple || hasThree(at))) {
            string.isClosed = true;
            break;
        }
        if (c == '\\') {
            string.hasBackslash = true;
            ++at;
            if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n')
                ++at;
            if (at < text.size() && isBreak(text[at]))
                string.hasBreak = true;
        } else if (isBreak(c)) {
            if (!string.isTriple)
                break;
            string.hasBreak = true;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            string.isAscii = false;
        }
    }
    string.bodyEnd = std::min(at, text.size());
    string.end = string.isClosed ? string.bodyEnd + quotes : string.bodyEnd;
    return string;
}

Escape escapeAt(QByteArrayView body, qsizetype at, bool isBytes)
{
    const char c = at + 1 < body.size() ? body[at + 1] : '\0';
    if (isBreak(c))
        return {Escape::Kind::JoinedLine, 0, body.sliced(at + 1).startsWith("\r\n") ? 3 : 2};
    if (c >= '0' && c <= '7')
        return octalEscape(body, at, isBytes);
    if (c == 'x')
        return hexadecimalEscape(body, at, 2);
    if (!isBytes && (c == 'u' || c == 'U'))
        return hexadecimalEscape(body, at, c == 'u' ? 4 : 8);
    if (!isBytes && c == 'N')
        return namedEscape(body, at);
    const char32_t character = simpleEscape(c);
    return {character == 0 ? Escape::Kind::Unknown : Escape::Kind::Character, character, 2};
}

QString decodeStrings(QByteArrayView tokens)
{
    QString value;
    for (qsizetype at = nextString(tokens, 0); at < tokens.size();) {
        const QuotedString string = stringAt(tokens, at);
        const QByteArrayView body = tokens.sliced(string.bodyBegin, string.bodyEnd - string.bodyBegin);
        if (string.isRaw || !string.hasBackslash)
            appendPlain(value, body);
        else
            appendBody(value, body, string.isBytes);
        at = nextString(tokens, string.end);
    }
    return value;
}

StringStyle styleOf(QByteArrayView tokens)
{
    const QuotedString first = stringAt(tokens, 0);
    StringStyle style;
    style.quote = tokens[first.bodyBegin - 1];
    style.isTriple = first.isTriple;
    style.isRaw = first.isRaw;
    style.prefix = tokens.first(first.bodyBegin - (first.isTriple ? 3 : 1)).toByteArray();
    for (qsizetype at = nextString(tokens, first.end, &style.hasComment); at < tokens.size();)
        at = nextString(tokens, stringAt(tokens, at).end, &style.hasComment);
    return style;
}

} // namespace retune::python
