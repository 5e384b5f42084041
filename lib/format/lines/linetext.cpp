#include <retune/format/lines/linetext.h>

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

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

QByteArrayView afterDigits(QByteArrayView text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isAsciiDigit);
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

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = std::find_if(rest.begin(), rest.end(), isLineEnd) - rest.begin();
    const QByteArrayView line = rest.first(end);
    rest = rest.sliced(afterLineEnd(rest, end));
    return line;
}

qsizetype afterLineEnd(QByteArrayView text, qsizetype at)
{
    if (at >= text.size() || !isLineEnd(text[at]))
        return at;
    return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? at + 2 : at + 1;
}

bool endsInBackslash(QByteArrayView line)
{
    const auto isOther = [](char c) { return c != '\\'; };
    return (std::find_if(line.rbegin(), line.rend(), isOther) - line.rbegin()) % 2 == 1;
}

Kind kindOfPlain(QByteArrayView text)
{
    constexpr qsizetype longestWord = 5;
    if (text.isEmpty())
        return Kind::String;
    if (text.size() <= longestWord && isAsciiLetter(text[0]) && pairOf(text.toByteArray().toLower()))
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

bool hasNonAscii(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace retune
