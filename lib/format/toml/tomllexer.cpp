#include <retune/format/toml/tomllexer.h>

#include <retune/format/foundtext.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexadecimal(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool beginsWithDate(QByteArrayView text)
{
    return text.size() >= 5 && std::all_of(text.begin(), text.begin() + 4, isDigit) && text[4] == '-';
}

/// What a word without quotes has the look of; nothing where it looks like no value at all.
std::optional<Kind> kindOf(QByteArrayView word)
{
    if (word == "true" || word == "false")
        return Kind::Boolean;
    const bool isSigned = word.startsWith('+') || word.startsWith('-');
    const QByteArrayView digits = word.sliced(isSigned ? 1 : 0);
    if (digits == "inf" || digits == "nan")
        return Kind::Float;
    if (digits.isEmpty() || !isDigit(digits[0]))
        return std::nullopt;
    if (digits.size() > 1 && digits[0] == '0' && QByteArrayView("xXoObB").contains(digits[1]))
        return Kind::Integer;
    if (digits.contains(':') || (!isSigned && beginsWithDate(digits)))
        return Kind::DateTime;
    const bool isWhole = !digits.contains('.') && !digits.contains('e') && !digits.contains('E');
    return isWhole ? Kind::Integer : Kind::Float;
}

} // namespace

void TomlLexer::skipBlanks()
{
    while (m_at < m_text.size() && isTomlBlank(m_text[m_at]))
        ++m_at;
}

bool TomlLexer::lineEnd()
{
    if (sees('\r')) {
        if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '\n')
            return wrongControl();
        ++m_at;
    }
    if (!sees('\n'))
        return expected(Tr::tr("the end of the line"));
    ++m_at;
    return true;
}

bool TomlLexer::comment(ByteRange &range)
{
    range.begin = m_at;
    while (!atEnd() && !isTomlControl(m_text[m_at]))
        ++m_at;
    range.end = m_at;
    return atEnd() || seesLineEnd() || wrongControl();
}

bool TomlLexer::keyPart(TomlKeyPart &part)
{
    part.range.begin = m_at;
    part.style = TomlStyle::Bare;
    if (sees('"') || sees('\'')) {
        const char quote = m_text[m_at];
        part.style = quote == '"' ? TomlStyle::Basic : TomlStyle::Literal;
        ++m_at;
        if (!line(quote))
            return false;
        if (sees(quote) && m_at == part.range.begin + 2)
            return fail({part.range.begin, m_at + 1},
                        Tr::tr("expected a key in one pair of quotes, found three of them"));
    } else {
        while (!atEnd() && isTomlBareKey(m_text[m_at]))
            ++m_at;
        if (m_at == part.range.begin)
            return expected(Tr::tr("a key"));
    }
    part.range.end = m_at;
    return true;
}

bool TomlLexer::scalar(TomlScalar &scalar)
{
    return sees('"') || sees('\'') ? string(scalar) : bare(scalar);
}

bool TomlLexer::string(TomlScalar &scalar)
{
    const char quote = m_text[m_at];
    const qsizetype begin = m_at;
    const QByteArrayView rest = m_text.sliced(begin);
    const bool isInLines = rest.size() > 2 && rest[1] == quote && rest[2] == quote;
    m_at += isInLines ? 3 : 1;
    if (!(isInLines ? lines(quote, begin) : line(quote)))
        return false;
    scalar.kind = Kind::String;
    scalar.range = {begin, m_at};
    if (quote == '"')
        scalar.style = isInLines ? TomlStyle::BasicLines : TomlStyle::Basic;
    else
        scalar.style = isInLines ? TomlStyle::LiteralLines : TomlStyle::Literal;
    return true;
}

/// Reads a text of one line behind its opening quote.
bool TomlLexer::line(char quote)
{
    const qsizetype begin = m_at - 1;
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == quote) {
            ++m_at;
            return true;
        }
        if (c == '\\' && quote == '"') {
            if (!escape(false))
                return false;
        } else if (c == '\n' || c == '\r') {
            break;
        } else if (isTomlControl(c)) {
            return wrongControl();
        } else {
            ++m_at;
        }
    }
    return fail({begin, m_at},
                Tr::tr("expected a closing %1, found %2").arg(QLatin1Char(quote)).arg(seen(m_at)));
}

/// Reads a text of several lines behind its opening quotes. Up to two more quotes may stand in front of those that close it.
bool TomlLexer::lines(char quote, qsizetype begin)
{
    while (!atEnd()) {
        const char c = m_text[m_at];
        if (c == quote) {
            qsizetype quotes = 1;
            while (quotes < 5 && m_at + quotes < m_text.size() && m_text[m_at + quotes] == quote)
                ++quotes;
            m_at += quotes;
            if (quotes >= 3)
                return true;
        } else if (c == '\\' && quote == '"') {
            if (!escape(true))
                return false;
        } else if (c == '\n' || c == '\r') {
            if (!lineEnd())
                return false;
        } else if (isTomlControl(c)) {
            return wrongControl();
        } else {
            ++m_at;
        }
    }
    return fail({begin, begin + 3}, Tr::tr("expected %1 to close this text, found the end of the file")
                                        .arg(QString(3, QLatin1Char(quote))));
}

bool TomlLexer::escape(bool isInLines)
{
    const qsizetype begin = m_at++;
    const char letter = atEnd() ? '\0' : m_text[m_at];
    if (letter == 'u' || letter == 'U')
        return unicodeEscape(begin, letter == 'u' ? 4 : 8);
    if (letter != '\0' && QByteArrayView("btnfr\"\\").contains(letter)) {
        ++m_at;
        return true;
    }
    if (isInLines) {
        skipBlanks();
        if (seesLineEnd())
            return lineEnd();
    }
    return fail({begin, std::min(begin + 2, m_text.size())},
                Tr::tr("expected one of b t n f r \" \\ u U after \"\\\", found %1").arg(seen(begin + 1)));
}

bool TomlLexer::unicodeEscape(qsizetype begin, int digits)
{
    ++m_at;
    for (int i = 0; i < digits; ++i, ++m_at) {
        if (atEnd() || !isHexadecimal(m_text[m_at])) {
            return fail({begin, m_at}, Tr::tr("expected %1 hexadecimal digits after \"\\%2\", found %3")
                                           .arg(digits)
                                           .arg(QLatin1Char(digits == 4 ? 'u' : 'U'))
                                           .arg(seen(m_at)));
        }
    }
    const ByteRange range{begin, m_at};
    const uint c = slice({begin + 2, m_at}).toByteArray().toUInt(nullptr, 16);
    if (c > QChar::LastValidCodePoint || QChar::isSurrogate(c)) {
        return fail(
            range,
            Tr::tr("expected the number of a character, found \"%1\"").arg(QLatin1String(slice(range))));
    }
    return true;
}

bool TomlLexer::bare(TomlScalar &scalar)
{
    ByteRange range = wordRange(m_at);
    const bool isDate = range.size() == 10 && beginsWithDate(slice(range));
    // A blank may stand between a date and a time.
    if (isDate && range.end + 1 < m_text.size() && m_text[range.end] == ' ' && isDigit(m_text[range.end + 1]))
        range.end = wordRange(range.end + 1).end;
    const std::optional<Kind> kind = kindOf(slice(range));
    if (!kind)
        return wrongWord(range);
    scalar = {*kind, range, TomlStyle::Bare};
    m_at = range.end;
    return true;
}

/// The letters, digits and signs at `at` that a person takes for one word.
ByteRange TomlLexer::wordRange(qsizetype at) const
{
    const auto isPart = [](char c) { return isTomlBareKey(c) || c == '.' || c == '+' || c == ':'; };
    const auto end = std::find_if_not(m_text.begin() + at, m_text.end(), isPart);
    return {at, end - m_text.begin()};
}

// Errors

bool TomlLexer::fail(ByteRange range, const QString &message)
{
    m_problem = Problem{ProblemKind::Syntax, {}, positionAt(m_text, range.begin), range, message};
    return false;
}

bool TomlLexer::expected(const QString &what)
{
    const qsizetype size = atEnd() ? 0 : std::max<qsizetype>(wordRange(m_at).size(), 1);
    return fail({m_at, m_at + size}, Tr::tr("expected %1, found %2").arg(what, seen(m_at)));
}

bool TomlLexer::wrongWord(ByteRange range)
{
    const QByteArray text = slice(range).toByteArray();
    const QByteArray lower = text.toLower();
    if (lower == "true" || lower == "false" || lower == "inf" || lower == "nan")
        return expected(QLatin1Char('"') + decodedUtf8(lower) + QLatin1Char('"'));
    if (lower == "null" || lower == "none" || lower == "nil")
        return expected(Tr::tr("a value; TOML has no null"));
    if (text.startsWith('.'))
        return expected(Tr::tr("a digit before the decimal point"));
    if (!text.isEmpty() && isTomlBareKey(text[0]) && text[0] != '-')
        return expected(Tr::tr("a value; texts stand in quotes"));
    return expected(Tr::tr("a value"));
}

bool TomlLexer::wrongControl()
{
    const ByteRange range{m_at, m_at + 1};
    if (m_text[m_at] == '\r')
        return fail(range,
                    Tr::tr("expected a line feed after the carriage return, found %1").arg(seen(m_at + 1)));
    return fail(range, Tr::tr("expected text, found the control byte 0x%1")
                           .arg(uint(m_text[m_at]), 2, 16, QLatin1Char('0')));
}

/// What stands at `at`, in words and short.
QString TomlLexer::seen(qsizetype at) const
{
    if (at < m_text.size() && (m_text[at] == '"' || m_text[at] == '\''))
        return Tr::tr("a quote");
    return foundAt(m_text, at, wordRange(std::min(at, m_text.size())));
}

} // namespace retune
