#include <retune/format/python/pythonwriter.h>

#include <retune/format/python/pythoncharacters.h>
#include <retune/format/python/pythonnumber.h>
#include <retune/format/python/pythonstring.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::python {

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

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

/// Whether every character can stand between quotes as it is, tabs and those in `breaks` too.
bool isAllVisible(const QString &value, bool isBytes, QStringView breaks)
{
    for (qsizetype at = 0; at < value.size();) {
        const char32_t c = characterAt(value, at);
        const bool isAllowed = c == '\t' || (c < 0x80 && breaks.contains(QChar(char16_t(c))));
        if (!isAllowed && (isHidden(c) || (isBytes && c >= 0x80)))
            return false;
        at += sizeOf(c);
    }
    return true;
}

bool fitsRaw(const QString &value, bool isBytes, const StringStyle &style)
{
    return !value.contains(QLatin1Char(style.quote)) && !value.endsWith(u'\\') &&
           isAllVisible(value, isBytes, {});
}

bool fitsTriple(const QString &value, bool isBytes, const StringStyle &style)
{
    const QChar quote = QLatin1Char(style.quote);
    return !value.contains(u'\\') && !value.contains(QString(3, quote)) && !value.endsWith(quote) &&
           isAllVisible(value, isBytes, u"\n");
}

QByteArray hexadecimal(char32_t c)
{
    const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    const char *prefix = digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    return prefix + QByteArray::number(uint(c), 16).rightJustified(digits, '0');
}

QByteArray escaped(char32_t c, char quote, bool isBytes)
{
    switch (c) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\\':
        return "\\\\";
    default:
        break;
    }
    if (c == char32_t(quote))
        return QByteArray("\\") + quote;
    if (isHidden(c) || (isBytes && c >= 0x80))
        return hexadecimal(c);
    return QString::fromUcs4(&c, 1).toUtf8();
}

/// The letters before the quotes, as they were where they still hold.
QByteArray prefixOf(const StringStyle &style, bool isBytes, bool isRaw)
{
    QByteArray prefix;
    bool hasB = false;
    for (const char letter : style.prefix) {
        const char lower = static_cast<char>(letter | 0x20);
        hasB = hasB || (lower == 'b' && isBytes);
        if ((lower == 'r' && isRaw) || (lower == 'b' && isBytes) || (lower == 'u' && !isBytes))
            prefix += letter;
    }
    return isBytes && !hasB ? "b" + prefix : prefix;
}

QByteArray writeString(const QString &value, bool isBytes, const StringStyle &style, QByteArrayView newLine)
{
    const bool isRaw = style.isRaw && fitsRaw(value, isBytes, style);
    const bool isTriple = style.isTriple && (isRaw || fitsTriple(value, isBytes, style));
    const QByteArray quotes(isTriple ? 3 : 1, style.quote);
    QByteArray text = prefixOf(style, isBytes, isRaw) + quotes;
    if (isRaw || isTriple) {
        text += value.toUtf8().replace('\n', newLine);
        return text + quotes;
    }
    for (qsizetype at = 0; at < value.size();) {
        const char32_t c = characterAt(value, at);
        text += escaped(c, style.quote, isBytes);
        at += sizeOf(c);
    }
    return text + quotes;
}

Result<QByteArray> writeStrings(const Value &value, QByteArrayView oldStrings, QByteArrayView newLine)
{
    const bool isBytes = value.kind == Kind::Bytes;
    const bool hasWide =
        std::any_of(value.text.begin(), value.text.end(), [](QChar c) { return c.unicode() > 0xFF; });
    if (isBytes && hasWide)
        return refused(Tr::tr("expected characters up to U+00FF for a byte string, one for each byte"));
    const StringStyle style = oldStrings.isEmpty() ? StringStyle() : styleOf(oldStrings);
    if (style.hasComment)
        return refused(
            Tr::tr("this text is written in several parts with a comment between, which would get lost"));
    return writeString(value.text, isBytes, style, newLine);
}

QByteArray withoutSign(const QByteArray &number)
{
    return number.startsWith('-') || number.startsWith('+') ? number.sliced(1) : number;
}

Result<QByteArray> writeInteger(const QString &text)
{
    const QByteArray number = text.toUtf8();
    if (numberKind(withoutSign(number)) == NumberKind::Integer)
        return number;
    return refused(Tr::tr("expected a whole number as Python writes it (17, 0x11, 0o21, 1_000), found \"%1\"")
                       .arg(text));
}

Result<QByteArray> writeFloat(const QString &text)
{
    const QByteArray number = text.toUtf8();
    const QByteArray magnitude = withoutSign(number);
    const NumberKind kind = numberKind(magnitude);
    if (kind == NumberKind::Float)
        return number;
    const bool isDecimal = std::all_of(magnitude.begin(), magnitude.end(),
                                       [](char c) { return (c >= '0' && c <= '9') || c == '_'; });
    if (kind == NumberKind::Integer && isDecimal) // without a point it would be an int
        return number + ".0";
    if (kind == NumberKind::Invalid && toFloating(text) && !isDecimal && !magnitude.startsWith('0')) {
        return refused(
            Tr::tr("expected a finite number, found \"%1\", which Python writes as code: float(\"%1\")")
                .arg(text));
    }
    return refused(Tr::tr("expected a number as Python writes it (0.5, 1e3), found \"%1\"").arg(text));
}

} // namespace

Result<QByteArray> writeScalar(const Value &value, QByteArrayView oldStrings, QByteArrayView newLine)
{
    switch (value.kind) {
    case Kind::String:
    case Kind::Bytes:
        return writeStrings(value, oldStrings, newLine);
    case Kind::Integer:
        return writeInteger(value.text);
    case Kind::Float:
        return writeFloat(value.text);
    case Kind::Boolean:
        return QByteArray(value.text == u"true" ? "True" : "False");
    case Kind::Null:
        return QByteArray("None");
    case Kind::DateTime:
        return refused(Tr::tr("Python has no literal for dates and times; write a text instead"));
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return refused(Tr::tr("expected a single value, found %1").arg(withArticle(kindName(value.kind))));
}

} // namespace retune::python
