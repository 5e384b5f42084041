#include <retune/format/lines/envformat.h>

#include <retune/format/lines/envscanner.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

constexpr QByteArrayView escapeLetters("abfnrtv\\'\"");
constexpr QByteArrayView escapedCharacters("\a\b\f\n\r\t\v\\'\"");

QByteArray withLineFeeds(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    while (!text.isEmpty()) {
        const qsizetype before = text.size();
        const QByteArrayView line = takeLine(text);
        result += line;
        if (line.size() + text.size() < before)
            result += '\n';
    }
    return result;
}

QByteArray unescaped(const QByteArray &text)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype letter =
            text[i] == '\\' && i + 1 < text.size() ? escapeLetters.indexOf(text[i + 1]) : -1;
        result += letter < 0 ? text[i] : escapedCharacters[letter];
        i += letter < 0 ? 0 : 1;
    }
    return result;
}

/// Whether every program reads the text as it is without quotes.
bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x80 ? c.isLetterOrNumber() || QStringLiteral("_-./:@%+,=").contains(c)
                                  : c.isLetterOrNumber() || c.isSurrogate();
    });
}

/// Whether the text can stand in `'…'`: some programs take a backslash for an escape of the quote and of itself there.
bool isRaw(const QString &text)
{
    const auto isRefused = [](QChar c) {
        return c == QLatin1Char('\'') || (isControl(c) && c != QLatin1Char('\n') && c != QLatin1Char('\t'));
    };
    return std::none_of(text.begin(), text.end(), isRefused) && !text.contains(QLatin1String("\\\\")) &&
           !text.endsWith(QLatin1Char('\\'));
}

/// Whether the text can stand there without quotes, if need be: where it ends in a backslash, python-dotenv finds no end of
/// quotes.
bool isBare(const QString &text)
{
    const auto isRefused = [](QChar c) { return isControl(c) || QStringLiteral("#$`").contains(c); };
    return std::none_of(text.begin(), text.end(), isRefused) &&
           !QStringLiteral(" '\"").contains(text.front());
}

QByteArray escaped(const QString &text)
{
    QByteArray result;
    for (const char c : text.toUtf8()) {
        const qsizetype letter = c == '\'' || c == '\t' ? -1 : escapedCharacters.indexOf(c);
        if (letter >= 0)
            result += '\\';
        result += letter < 0 ? c : escapeLetters[letter];
    }
    return result;
}

/// Why no spelling has a place for the text; empty where one has.
QString objection(const QString &text)
{
    if (!text.isValidUtf16())
        return Tr::tr(".env has no way to write half of a surrogate pair");
    const auto isRefused = [](QChar c) {
        return c.unicode() < 0x20 && (c.isNull() || escapedCharacters.indexOf(c.toLatin1()) < 0);
    };
    if (std::any_of(text.begin(), text.end(), isRefused))
        return Tr::tr(".env has no way to write control characters");
    return {};
}

} // namespace

EnvFormat::EnvFormat()
    : LineFormat({.delimiter = "=", .indentation = "", .hasSections = false})
{}

QString EnvFormat::name() const
{
    return QStringLiteral(".env");
}

QString EnvFormat::shortName() const
{
    return QStringLiteral("env");
}

std::unique_ptr<LineScanner> EnvFormat::scanner(QByteArrayView text, qsizetype begin) const
{
    return std::make_unique<EnvScanner>(text, begin);
}

Kind EnvFormat::kindOf(QByteArrayView value, bool hasDelimiter) const
{
    return hasDelimiter ? kindOfPlain(value) : Kind::Null;
}

QString EnvFormat::decodeText(QByteArrayView text) const
{
    if (text.size() < 2 || (text.front() != '\'' && text.front() != '"'))
        return decodedUtf8(text);
    const QByteArray inside = withLineFeeds(text.sliced(1).chopped(1));
    return decodedUtf8(text.front() == '"' ? unescaped(inside) : inside);
}

Result<QByteArray> EnvFormat::keyText(const QString &key, const ValueSlot &) const
{
    const auto isAllowed = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringLiteral("_.-").contains(c));
    };
    if (key.isEmpty() || key.front().isDigit() || !std::all_of(key.begin(), key.end(), isAllowed))
        return refusedLine(Tr::tr("expected a key of letters, digits, \"_\", \".\" and \"-\" that begins "
                                  "with no digit, found \"%1\"")
                               .arg(key));
    return key.toLatin1();
}

Result<QByteArray> EnvFormat::stringText(const QString &text, const ValueSlot &slot) const
{
    if (const QString why = objection(text); !why.isEmpty())
        return refusedLine(why);
    const bool mayInterpolate = text.contains(QLatin1Char('$')) || text.contains(QLatin1Char('`'));
    if (slot.old.startsWith('"') && !mayInterpolate && !text.endsWith(QLatin1Char('\\')))
        return '"' + escaped(text) + '"';
    const bool isMistakable =
        text.isEmpty() && !slot.endsLine; // some programs take the comment for the value
    if (isPlain(text) && !slot.old.startsWith('\'') && !isMistakable)
        return text.toUtf8();
    if (isRaw(text))
        return '\'' + text.toUtf8().replace('\n', slot.newLine) + '\'';
    const bool endsInBackslash = text.endsWith(QLatin1Char('\\'));
    if (endsInBackslash && isBare(text))
        return text.toUtf8();
    if (endsInBackslash)
        return refusedLine(
            Tr::tr(".env has no way to write a backslash at the end that every program would read"));
    if (!mayInterpolate)
        return '"' + escaped(text) + '"';
    return refusedLine(
        Tr::tr(".env has no way to write both \"$\" and what '…' cannot hold; programs would put in a "
               "variable's value"));
}

} // namespace retune
