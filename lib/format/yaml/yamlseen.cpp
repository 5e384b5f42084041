#include <retune/format/yaml/yamlseen.h>

#include <retune/format/yaml/yamllines.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune::yaml {

namespace {

/// The characters at `at` that a person takes for one word.
ByteRange wordAt(QByteArrayView text, qsizetype at)
{
    const auto isPart = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80 ||
               c == '_' || c == '.' || c == '+';
    };
    return {at,
            std::find_if_not(text.begin() + std::min(at, text.size()), text.end(), isPart) - text.begin()};
}

} // namespace

ByteRange tokenAt(QByteArrayView text, qsizetype at)
{
    if (at >= text.size() || isLineEnd(text[at]))
        return {at, at};
    const ByteRange word = wordAt(text, at);
    return word.isEmpty() ? ByteRange{at, at + 1} : word;
}

bool isAtEnd(QByteArrayView text, qsizetype at)
{
    return std::all_of(text.begin() + std::min(at, text.size()), text.end(),
                       [](char c) { return isBlank(c) || isLineEnd(c); });
}

Problem syntaxProblem(QByteArrayView text, ByteRange range, const QString &message)
{
    const ByteRange inside{std::clamp<qsizetype>(range.begin, 0, text.size()),
                           std::clamp<qsizetype>(range.end, 0, text.size())};
    return {ProblemKind::Syntax, {}, positionAt(text, inside.begin), inside, message};
}

QString seenAt(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype longest = 24;
    if (at >= text.size())
        return Tr::tr("the end of the file");
    if (isLineEnd(text[at]))
        return isAtEnd(text, at) ? Tr::tr("the end of the file") : Tr::tr("the end of the line");
    if (text[at] == '\t')
        return Tr::tr("a tab");
    if (text[at] == ' ')
        return Tr::tr("a blank");
    if (text[at] == '"' || text[at] == '\'')
        return Tr::tr("a text in quotes");
    const ByteRange word = wordAt(text, at);
    qsizetype end = std::min(word.isEmpty() ? at + 1 : word.end, at + longest);
    while (end < text.size() && isContinuation(text[end]))
        --end;
    const QString shown = decodedUtf8(text.sliced(at, std::max(end, at + 1) - at));
    const QChar first = shown.isEmpty() ? QChar() : shown.front();
    if (!first.isPrint() && !first.isSurrogate())
        return QLatin1String("U+") + QString::number(first.unicode(), 16).toUpper().rightJustified(4, u'0');
    return QLatin1Char('"') + shown + (end < word.end ? QStringLiteral("…\"") : QStringLiteral("\""));
}

} // namespace retune::yaml
