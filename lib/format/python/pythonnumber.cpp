#include <retune/format/python/pythonnumber.h>

namespace retune::python {

namespace {

bool isDigit(char c, int radix)
{
    if (c >= '0' && c <= '9')
        return c - '0' < radix;
    const char lower = static_cast<char>(c | 0x20);
    return radix == 16 && lower >= 'a' && lower <= 'f';
}

bool isNumberByte(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z') || c == '_' || c == '.';
}

int radixOf(QByteArrayView text)
{
    if (text.size() < 2 || text[0] != '0')
        return 10;
    switch (text[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

/// The end of the digits at `at`, which may have single underscores between them; `at` itself where there are none.
qsizetype digitsEnd(QByteArrayView text, qsizetype at, int radix)
{
    if (at >= text.size() || !isDigit(text[at], radix))
        return at;
    ++at;
    while (at < text.size()) {
        const qsizetype digit = text[at] == '_' ? at + 1 : at;
        if (digit >= text.size() || !isDigit(text[digit], radix))
            break;
        at = digit + 1;
    }
    return at;
}

bool hasForbiddenZero(QByteArrayView digits)
{
    if (digits[0] != '0')
        return false;
    for (const char c : digits) {
        if (c != '0' && c != '_')
            return true;
    }
    return false;
}

NumberKind prefixedKind(QByteArrayView text, int radix)
{
    const qsizetype first = text.size() > 2 && text[2] == '_' ? 3 : 2;
    const qsizetype end = digitsEnd(text, first, radix);
    return end > first && end == text.size() ? NumberKind::Integer : NumberKind::Invalid;
}

} // namespace

qsizetype numberSize(QByteArrayView text)
{
    const bool mayHaveExponent = radixOf(text) == 10;
    qsizetype size = 1;
    while (size < text.size()) {
        const bool isExponentSign =
            (text[size] == '+' || text[size] == '-') && mayHaveExponent && (text[size - 1] | 0x20) == 'e';
        if (!isNumberByte(text[size]) && !isExponentSign)
            break;
        ++size;
    }
    return size;
}

NumberKind numberKind(QByteArrayView text)
{
    if (text.isEmpty())
        return NumberKind::Invalid;
    if (const int radix = radixOf(text); radix != 10)
        return prefixedKind(text, radix);

    const qsizetype wholeEnd = digitsEnd(text, 0, 10);
    qsizetype at = wholeEnd;
    if (at < text.size() && text[at] == '.') {
        const qsizetype fractionEnd = digitsEnd(text, at + 1, 10);
        if (wholeEnd == 0 && fractionEnd == at + 1)
            return NumberKind::Invalid;
        at = fractionEnd;
    }
    if (at == 0)
        return NumberKind::Invalid;
    if (at < text.size() && (text[at] | 0x20) == 'e') {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const qsizetype exponentEnd = digitsEnd(text, at, 10);
        if (exponentEnd == at)
            return NumberKind::Invalid;
        at = exponentEnd;
    }
    if (at + 1 == text.size() && (text[at] | 0x20) == 'j')
        return NumberKind::Imaginary;
    if (at != text.size())
        return NumberKind::Invalid;
    if (at > wholeEnd)
        return NumberKind::Float;
    return hasForbiddenZero(text) ? NumberKind::Invalid : NumberKind::Integer;
}

} // namespace retune::python
