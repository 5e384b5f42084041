#include <retune/format/toml/tomltext.h>

#include <retune/text/tr.h>

#include <algorithm>
#include <cmath>

namespace retune {

namespace {

bool hasLines(TomlStyle style)
{
    return style == TomlStyle::BasicLines || style == TomlStyle::LiteralLines;
}

/// What stands between the quotes. A line end behind the opening quotes of several lines does not count.
QByteArrayView between(QByteArrayView text, TomlStyle style)
{
    const qsizetype quotes = hasLines(style) ? 3 : 1;
    const QByteArrayView inner = text.sliced(quotes, text.size() - 2 * quotes);
    if (!hasLines(style))
        return inner;
    return inner.startsWith("\r\n") ? inner.sliced(2) : inner.startsWith('\n') ? inner.sliced(1) : inner;
}

char unescapedLetter(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return letter; // the quote and the backslash
    }
}

/// Appends what the escape at the start of `text` stands for, and gives its size.
qsizetype unescape(QByteArrayView text, QByteArray &result)
{
    const char letter = text[1];
    if (letter == 'u' || letter == 'U') {
        const qsizetype digits = letter == 'u' ? 4 : 8;
        const char32_t c = text.sliced(2, digits).toByteArray().toUInt(nullptr, 16);
        result += QStringView(QChar::fromUcs4(c)).toUtf8(); // QString::fromUcs4 drops U+FEFF
        return 2 + digits;
    }
    if (!isTomlBlank(letter) && letter != '\n' && letter != '\r') {
        result += unescapedLetter(letter);
        return 2;
    }
    const auto isDropped = [](char c) { return isTomlBlank(c) || c == '\n' || c == '\r'; };
    return std::find_if_not(text.begin() + 1, text.end(), isDropped) - text.begin();
}

QByteArray unescaped(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    while (!text.isEmpty()) {
        const qsizetype backslash = text.indexOf('\\');
        const qsizetype plain = backslash < 0 ? text.size() : backslash;
        result += text.first(plain);
        text = text.sliced(plain);
        if (!text.isEmpty())
            text = text.sliced(unescape(text, result));
    }
    return result;
}

QByteArray escaped(QChar c)
{
    switch (c.unicode()) {
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
        return "\\u" + QByteArray::number(c.unicode(), 16).toUpper().rightJustified(4, '0');
    }
}

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || c.unicode() == 0x7F;
}

/// Whether every reader gets `c` back from its UTF-8; some drop a byte order mark at the start of a text.
bool isWrittenPlainly(QChar c)
{
    return !isControl(c) && c != QLatin1Char('\\') && c != QChar(QChar::ByteOrderMark);
}

QByteArray basic(const QString &text)
{
    QByteArray result = "\"";
    qsizetype plain = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (isWrittenPlainly(text[at]) && text[at] != QLatin1Char('"'))
            continue;
        result += QStringView(text).sliced(plain, at - plain).toUtf8() + escaped(text[at]);
        plain = at + 1;
    }
    return result + QStringView(text).sliced(plain).toUtf8() + '"';
}

QByteArray basicLines(const QString &text, QByteArrayView newLine)
{
    QByteArray result = text.startsWith(QLatin1Char('\n')) ? "\"\"\"" + newLine.toByteArray() : "\"\"\"";
    qsizetype plain = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        const bool isLineEnd = c == QLatin1Char('\n');
        // Three quotes would end the text, and so would one in front of those that do.
        const bool isHarmfulQuote =
            c == QLatin1Char('"') && (at + 1 == text.size() || text[at + 1] == QLatin1Char('"'));
        if ((isWrittenPlainly(c) || c == QLatin1Char('\t')) && !isHarmfulQuote)
            continue;
        result += QStringView(text).sliced(plain, at - plain).toUtf8();
        result += isLineEnd ? newLine.toByteArray() : escaped(c);
        plain = at + 1;
    }
    return result + QStringView(text).sliced(plain).toUtf8() + "\"\"\"";
}

bool canBeLiteral(const QString &text, bool isInLines)
{
    const auto isLost = [isInLines](QChar c) {
        const bool isKept = c == QLatin1Char('\t') || (isInLines && c == QLatin1Char('\n'));
        return (isControl(c) && !isKept) || c == QChar(QChar::ByteOrderMark);
    };
    if (std::any_of(text.begin(), text.end(), isLost))
        return false;
    return isInLines ? !text.contains(QLatin1String("''")) && !text.endsWith(QLatin1Char('\''))
                     : !text.contains(QLatin1Char('\''));
}

QByteArray literalLines(const QString &text, QByteArrayView newLine)
{
    QString lines = text.startsWith(QLatin1Char('\n')) ? QLatin1Char('\n') + text : text;
    lines.replace(QLatin1Char('\n'), QLatin1String(newLine));
    return "'''" + lines.toUtf8() + "'''";
}

} // namespace

QByteArray unquotedToml(QByteArrayView text, TomlStyle style)
{
    if (style == TomlStyle::Bare)
        return text.toByteArray();
    QByteArray inner = between(text, style).toByteArray();
    if (hasLines(style))
        inner.replace("\r\n", "\n");
    const bool hasEscapes = style == TomlStyle::Basic || style == TomlStyle::BasicLines;
    return hasEscapes ? unescaped(inner) : inner;
}

QByteArray quotedToml(const QString &text, TomlStyle style, QByteArrayView newLine)
{
    if (style == TomlStyle::Literal && canBeLiteral(text, false))
        return '\'' + text.toUtf8() + '\'';
    if (style == TomlStyle::LiteralLines && canBeLiteral(text, true))
        return literalLines(text, newLine);
    if (style == TomlStyle::BasicLines)
        return basicLines(text, newLine);
    return basic(text);
}

QByteArray tomlKey(const QString &key, TomlStyle style)
{
    const QByteArray utf8 = key.toUtf8();
    const bool canBeBare = !utf8.isEmpty() && std::all_of(utf8.begin(), utf8.end(), isTomlBareKey);
    return canBeBare && style == TomlStyle::Bare ? utf8 : quotedToml(key, style, "\n");
}

TomlDate tomlDate(QStringView text)
{
    if (text.size() < 5 || text[4] != QLatin1Char('-'))
        return TomlDate::LocalTime;
    if (text.size() <= 10)
        return TomlDate::LocalDate;
    const QStringView time = text.sliced(11);
    const bool hasOffset = time.contains(QLatin1Char('+')) || time.contains(QLatin1Char('-')) ||
                           time.endsWith(QLatin1Char('Z')) || time.endsWith(QLatin1Char('z'));
    return hasOffset ? TomlDate::OffsetDateTime : TomlDate::LocalDateTime;
}

QString tomlRefusal(Kind kind, const QString &text)
{
    constexpr qsizetype longest = 40;
    const QString found = text.size() > longest ? text.first(longest) + QChar(0x2026) : text;
    const bool isSigned = text.startsWith(QLatin1Char('+')) || text.startsWith(QLatin1Char('-'));
    const QStringView digits = QStringView(text).sliced(isSigned ? 1 : 0);
    const auto isDigit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    if (kind == Kind::DateTime)
        return Tr::tr("expected a date as in 1979-05-27, a time as in 07:32:00, or both with a \"T\" "
                      "between them, found \"%1\"")
            .arg(found);
    if (digits.size() > 1 && digits[0] == QLatin1Char('0') && isDigit(digits[1]))
        return Tr::tr("expected a number without leading zeros, found \"%1\"").arg(found);
    if (kind == Kind::Integer && !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), isDigit))
        return Tr::tr("expected a whole number that fits 64 bits, found \"%1\"").arg(found);
    if (kind == Kind::Float && std::isinf(toFloating(text).value_or(0)))
        return Tr::tr("expected a number that fits 64 bits, found \"%1\"").arg(found);
    return Tr::tr("expected %1, found \"%2\"").arg(withArticle(kindName(kind)), found);
}

} // namespace retune
