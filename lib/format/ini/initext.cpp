#include <retune/format/ini/initext.h>

#include <retune/text/encoding.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace retune {

namespace {

struct TruthWords
{
    const char *no;
    const char *yes;
};
constexpr std::array truthWords{TruthWords{"false", "true"}, TruthWords{"no", "yes"},
                                TruthWords{"off", "on"}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

QByteArrayView afterDigits(QByteArrayView text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    return text.sliced(end - text.begin());
}

Kind kindOfNumber(QByteArrayView text)
{
    if (text.startsWith('-') || text.startsWith('+'))
        text = text.sliced(1);
    QByteArrayView rest = afterDigits(text);
    const qsizetype whole = text.size() - rest.size();
    // 007 and 0644 are no decimal numbers to everybody, so they stay text.
    if (whole == 0 || (whole > 1 && text[0] == '0'))
        return Kind::String;
    if (rest.isEmpty())
        return Kind::Integer;
    if (rest[0] == '.') {
        const QByteArrayView behind = afterDigits(rest.sliced(1));
        if (behind.size() == rest.size() - 1)
            return Kind::String;
        rest = behind;
    }
    if (rest.isEmpty())
        return Kind::Float;
    if (rest[0] != 'e' && rest[0] != 'E')
        return Kind::String;
    rest = rest.sliced(1);
    if (rest.startsWith('-') || rest.startsWith('+'))
        rest = rest.sliced(1);
    return !rest.isEmpty() && afterDigits(rest).isEmpty() ? Kind::Float : Kind::String;
}

const TruthWords *pairOf(const QByteArray &lower)
{
    const auto found = std::find_if(truthWords.begin(), truthWords.end(), [&](const TruthWords &pair) {
        return lower == pair.no || lower == pair.yes;
    });
    return found == truthWords.end() ? nullptr : &*found;
}

} // namespace

QByteArrayView trimmedIni(QByteArrayView text)
{
    while (!text.isEmpty() && isIniBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isIniBlank(text.back()))
        text.chop(1);
    return text;
}

QByteArrayView takeLine(QByteArrayView &rest)
{
    const auto end =
        std::find_if(rest.begin(), rest.end(), [](char c) { return c == '\n' || c == '\r'; }) - rest.begin();
    const QByteArrayView line = rest.first(end);
    const qsizetype lineEnd = rest.sliced(end).startsWith("\r\n") ? 2 : end < rest.size() ? 1 : 0;
    rest = rest.sliced(end + lineEnd);
    return line;
}

QString decodedIni(QByteArrayView text)
{
    QString result = decodedUtf8(trimmedIni(takeLine(text)));
    while (!text.isEmpty()) {
        const QByteArrayView line = trimmedIni(takeLine(text));
        if (line.isEmpty() || !isIniCommentStart(line.front()))
            result += QLatin1Char('\n') + decodedUtf8(line);
    }
    return result;
}

Kind kindOfIni(QByteArrayView text)
{
    constexpr qsizetype longestWord = 5;
    if (text.size() <= longestWord && pairOf(text.toByteArray().toLower()))
        return Kind::Boolean;
    return kindOfNumber(text);
}

bool isTrueWord(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    const TruthWords *pair = pairOf(lower);
    return pair && lower == pair->yes;
}

QByteArray truthWord(bool value, QByteArrayView like)
{
    const TruthWords *pair = pairOf(like.toByteArray().toLower());
    if (!pair)
        pair = &truthWords.front();
    const QByteArray word = value ? pair->yes : pair->no;
    if (like.isEmpty() || !isUpper(like[0]))
        return word;
    if (std::all_of(like.begin(), like.end(), isUpper))
        return word.toUpper();
    return word.first(1).toUpper() + word.sliced(1);
}

} // namespace retune
