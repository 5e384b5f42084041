#include <retune/format/json/jsontext.h>

#include <retune/text/encoding.h>

namespace retune {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char16_t unescapedLetter(char letter)
{
    switch (letter) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return static_cast<unsigned char>(letter); // the quote, the backslash and the slash
    }
}

QByteArray escaped(char16_t c)
{
    switch (c) {
    case u'\b':
        return "\\b";
    case u'\f':
        return "\\f";
    case u'\n':
        return "\\n";
    case u'\r':
        return "\\r";
    case u'\t':
        return "\\t";
    case u'"':
        return "\\\"";
    case u'\\':
        return "\\\\";
    default:
        return "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
    }
}

/// Whether every reader gets `c` back from its UTF-8; some drop a byte order mark at the start of a text.
bool isWrittenPlainly(char16_t c)
{
    return c >= 0x20 && c != u'"' && c != u'\\' && c != QChar::ByteOrderMark;
}

bool isLoneSurrogate(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate())
        return at + 1 >= text.size() || !text[at + 1].isLowSurrogate();
    return c.isLowSurrogate() && (at == 0 || !text[at - 1].isHighSurrogate());
}

qsizetype digitsAt(QByteArrayView text, qsizetype at)
{
    const qsizetype begin = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - begin;
}

} // namespace

QString unescapedJson(QByteArrayView text)
{
    QString result;
    result.reserve(text.size());
    while (!text.isEmpty()) {
        const qsizetype backslash = text.indexOf('\\');
        const qsizetype plain = backslash < 0 ? text.size() : backslash;
        result += decodedUtf8(text.first(plain));
        text = text.sliced(plain);
        if (text.size() < 2)
            break;
        if (text[1] == 'u' && text.size() >= 6) {
            result += QChar(text.sliced(2, 4).toByteArray().toUShort(nullptr, 16));
            text = text.sliced(6);
        } else {
            result += QChar(unescapedLetter(text[1]));
            text = text.sliced(2);
        }
    }
    return result;
}

QByteArray quotedJson(QStringView text)
{
    QByteArray result = "\"";
    qsizetype plain = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char16_t c = text[at].unicode();
        if (isWrittenPlainly(c) && !isLoneSurrogate(text, at))
            continue;
        result += text.sliced(plain, at - plain).toUtf8() + escaped(c);
        plain = at + 1;
    }
    return result + text.sliced(plain).toUtf8() + '"';
}

JsonNumber scanJsonNumber(QByteArrayView text)
{
    JsonNumber number;
    qsizetype &at = number.size;
    const auto sees = [&](char c) { return at < text.size() && text[at] == c; };
    if (sees('-'))
        ++at;
    const qsizetype whole = sees('0') ? 1 : digitsAt(text, at);
    at += whole;
    if (whole == 0)
        return number;
    if (sees('.')) {
        number.isWhole = false;
        const qsizetype digits = digitsAt(text, ++at);
        at += digits;
        if (digits == 0)
            return number;
    }
    if (sees('e') || sees('E')) {
        number.isWhole = false;
        ++at;
        if (sees('+') || sees('-'))
            ++at;
        const qsizetype digits = digitsAt(text, at);
        at += digits;
        if (digits == 0)
            return number;
    }
    number.isValid = true;
    return number;
}

} // namespace retune
