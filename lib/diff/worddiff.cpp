#include <retune/diff/worddiff.h>

#include <QtCore/QHash>

#include <algorithm>
#include <optional>
#include <vector>

namespace retune {

namespace {

constexpr int wordLimit = 2'000;
/// Lines with more changes than this are not worth marking word by word; it bounds time and memory (1 MB).
constexpr int editLimit = 1'000;

enum class WordClass : quint8 { Letters, Blank, Single };

struct Word
{
    TextSpan span;
    WordClass wordClass = WordClass::Single;
};

struct CodePoint
{
    char32_t code = 0;
    qsizetype size = 1;
};

CodePoint codePointAt(QStringView text, qsizetype at)
{
    const QChar first = text[at];
    if (first.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(first, text[at + 1]), 2};
    return {first.unicode(), 1};
}

bool isCjk(char32_t code)
{
    const QChar::Script script = QChar::script(code);
    return script == QChar::Script_Han || script == QChar::Script_Hiragana ||
           script == QChar::Script_Katakana || script == QChar::Script_Bopomofo;
}

WordClass classOf(char32_t code)
{
    if (QChar::isSpace(code))
        return WordClass::Blank;
    return QChar::isLetterOrNumber(code) && !isCjk(code) ? WordClass::Letters : WordClass::Single;
}

QList<Word> wordsOf(QStringView text)
{
    QList<Word> words;
    for (qsizetype at = 0; at < text.size();) {
        const auto [code, size] = codePointAt(text, at);
        const WordClass wordClass = classOf(code);
        // An accent or variation mark belongs to what it stands on.
        const bool continues =
            !words.isEmpty() &&
            (QChar::isMark(code) || (wordClass != WordClass::Single && words.back().wordClass == wordClass));
        if (continues)
            words.back().span.end = at + size;
        else
            words.append({{at, at + size}, wordClass});
        at += size;
    }
    return words;
}

struct Line
{
    QStringView text;
    QList<Word> words;

    explicit Line(QStringView line)
        : text(line)
        , words(wordsOf(line))
    {}

    qsizetype size() const { return words.size(); }
    QStringView word(qsizetype i) const
    {
        const TextSpan span = words.at(i).span;
        return text.sliced(span.begin, span.end - span.begin);
    }
};

/// The words between what both lines have in common at their ends.
struct Middle
{
    qsizetype begin = 0;
    qsizetype beforeEnd = 0;
    qsizetype afterEnd = 0;

    qsizetype beforeSize() const { return beforeEnd - begin; }
    qsizetype afterSize() const { return afterEnd - begin; }
};

Middle middleOf(const Line &before, const Line &after)
{
    Middle middle{0, before.size(), after.size()};
    const qsizetype shorter = std::min(before.size(), after.size());
    while (middle.begin < shorter && before.word(middle.begin) == after.word(middle.begin))
        ++middle.begin;
    while (middle.beforeEnd > middle.begin && middle.afterEnd > middle.begin &&
           before.word(middle.beforeEnd - 1) == after.word(middle.afterEnd - 1)) {
        --middle.beforeEnd;
        --middle.afterEnd;
    }
    return middle;
}

/// The words of one side as numbers: equal words have equal numbers.
using Numbers = std::vector<int>;

Numbers numbersOf(const Line &line, qsizetype begin, qsizetype end, QHash<QStringView, int> &known)
{
    Numbers numbers;
    numbers.reserve(size_t(end - begin));
    for (qsizetype i = begin; i < end; ++i) {
        const int number = known.value(line.word(i), int(known.size()));
        known.insert(line.word(i), number);
        numbers.push_back(number);
    }
    return numbers;
}

/// For every number of edits the furthest point reached on each diagonal: entry i of row d is the `before` index on
/// diagonal 2i - d.
using Trace = std::vector<std::vector<quint16>>;

struct Step
{
    bool fromAfter = false; ///< a word of the newer side was taken, else one of the older
    int x = 0;              ///< the `before` index behind that word
};

/// How diagonal i of row `edits` is reached from the row before it.
Step stepTo(const Trace &trace, int edits, int i)
{
    if (edits == 0)
        return {};
    const auto &row = trace[size_t(edits - 1)];
    const bool fromAfter = i == 0 || (i != edits && row[size_t(i - 1)] < row[size_t(i)]);
    return fromAfter ? Step{true, row[size_t(i)]} : Step{false, row[size_t(i - 1)] + 1};
}

/// The search of Myers, "An O(ND) difference algorithm" (1986). Nothing where more than `editLimit` edits are needed.
std::optional<Trace> shortestEdit(const Numbers &before, const Numbers &after)
{
    const int beforeSize = int(before.size());
    const int afterSize = int(after.size());
    Trace trace;
    for (int edits = 0; edits <= editLimit; ++edits) {
        std::vector<quint16> row;
        row.reserve(size_t(edits) + 1);
        for (int i = 0; i <= edits; ++i) {
            int x = stepTo(trace, edits, i).x;
            int y = x - (2 * i - edits);
            while (x < beforeSize && y < afterSize && before[size_t(x)] == after[size_t(y)])
                ++x, ++y;
            row.push_back(quint16(x));
            if (x >= beforeSize && y >= afterSize) {
                trace.push_back(std::move(row));
                return trace;
            }
        }
        trace.push_back(std::move(row));
    }
    return std::nullopt;
}

struct Matched
{
    std::vector<bool> before;
    std::vector<bool> after;
};

/// Which words of each side have a partner on the other, read backwards from the end of the search.
Matched matchesOf(const Trace &trace, int beforeSize, int afterSize)
{
    Matched matched{std::vector<bool>(size_t(beforeSize)), std::vector<bool>(size_t(afterSize))};
    int x = beforeSize;
    int y = afterSize;
    for (int edits = int(trace.size()) - 1; edits >= 0; --edits) {
        const Step step = stepTo(trace, edits, (x - y + edits) / 2);
        while (x > step.x) {
            matched.before[size_t(--x)] = true;
            matched.after[size_t(--y)] = true;
        }
        if (edits > 0)
            --(step.fromAfter ? y : x);
    }
    return matched;
}

/// Whether the matched words, white space aside, make up less than a fifth of both sides.
bool hasAlmostNothingInCommon(const Line &before, const Line &after, const Middle &middle,
                              const Matched &matched)
{
    qsizetype common = 0;
    qsizetype total = 0;
    const auto count = [&](const Line &line, const std::vector<bool> &isMatched) {
        for (size_t i = 0; i < isMatched.size(); ++i) {
            const Word &word = line.words.at(middle.begin + qsizetype(i));
            const qsizetype size = word.wordClass == WordClass::Blank ? 0 : word.span.end - word.span.begin;
            total += size;
            common += isMatched[i] ? size : 0;
        }
    };
    count(before, matched.before);
    count(after, matched.after);
    return common * 5 < total;
}

QList<TextSpan> wholeSpan(const Line &line, qsizetype begin, qsizetype end)
{
    if (begin == end)
        return {};
    return {{line.words.at(begin).span.begin, line.words.at(end - 1).span.end}};
}

QList<TextSpan> unmatchedSpans(const Line &line, qsizetype begin, const std::vector<bool> &isMatched)
{
    QList<TextSpan> spans;
    for (size_t i = 0; i < isMatched.size(); ++i) {
        const TextSpan span = line.words.at(begin + qsizetype(i)).span;
        if (isMatched[i])
            continue;
        if (!spans.isEmpty() && spans.back().end == span.begin)
            spans.back().end = span.end;
        else
            spans.append(span);
    }
    return spans;
}

std::optional<Matched> matchMiddle(const Line &before, const Line &after, const Middle &middle)
{
    if (middle.beforeSize() > wordLimit || middle.afterSize() > wordLimit)
        return std::nullopt;
    QHash<QStringView, int> known;
    const Numbers left = numbersOf(before, middle.begin, middle.beforeEnd, known);
    const Numbers right = numbersOf(after, middle.begin, middle.afterEnd, known);
    const auto trace = shortestEdit(left, right);
    if (!trace)
        return std::nullopt;
    Matched matched = matchesOf(*trace, int(left.size()), int(right.size()));
    if (hasAlmostNothingInCommon(before, after, middle, matched))
        return std::nullopt;
    return matched;
}

} // namespace

WordDiff wordDiff(QStringView before, QStringView after)
{
    const Line left(before);
    const Line right(after);
    const Middle middle = middleOf(left, right);
    if (const auto matched = matchMiddle(left, right, middle)) {
        return {unmatchedSpans(left, middle.begin, matched->before),
                unmatchedSpans(right, middle.begin, matched->after)};
    }
    return {wholeSpan(left, middle.begin, middle.beforeEnd), wholeSpan(right, middle.begin, middle.afterEnd)};
}

} // namespace retune
