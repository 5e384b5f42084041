#include <retune/format/yaml/yamltext.h>

#include <algorithm>

namespace retune::yaml {

namespace {

/// The character at `at`, as it is where it is half of a surrogate pair.
char32_t characterAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    if (first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(first, text[at + 1]);
    return first.unicode();
}

qsizetype sizeOf(char32_t c)
{
    return c >= 0x10000 ? 2 : 1;
}

bool isPrintable(char32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return false;
    const bool isBreak = c == 0x2028 || c == 0x2029;
    const bool isNothing = c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c < 0xE000);
    return !isBreak && !isNothing;
}

QByteArray hexadecimal(char32_t c)
{
    const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    const char *prefix = digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    return prefix + QByteArray::number(uint(c), 16).toUpper().rightJustified(digits, '0');
}

QByteArray escaped(char32_t c)
{
    switch (c) {
    case '\0':
        return "\\0";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case 0x85:
        return "\\u0085";
    default:
        break;
    }
    return isPrintable(c) ? QString::fromUcs4(&c, 1).toUtf8() : hexadecimal(c);
}

} // namespace

bool isPrintable(QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        if (!isPrintable(c))
            return false;
        at += sizeOf(c);
    }
    return true;
}

bool hasLoneSurrogate(QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        if (c >= 0xD800 && c < 0xE000)
            return true;
        at += sizeOf(c);
    }
    return false;
}

QByteArray doubleQuoted(QStringView text)
{
    QByteArray quoted("\"");
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = characterAt(text, at);
        quoted += escaped(c);
        at += sizeOf(c);
    }
    return quoted + '"';
}

QByteArray singleQuoted(QStringView text)
{
    return '\'' + text.toUtf8().replace('\'', "''") + '\'';
}

} // namespace retune::yaml
