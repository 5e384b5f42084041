#include <retune/format/json/jsonproblem.h>

#include <retune/format/foundtext.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

ByteRange jsonWord(QByteArrayView text, qsizetype at)
{
    const auto isPart = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               c == '.' || c == '+' || c == '-';
    };
    const auto end = std::find_if_not(text.begin() + at, text.end(), isPart);
    return {at, end - text.begin()};
}

QString foundInJson(QByteArrayView text, qsizetype at)
{
    if (at < text.size() && text[at] == '"')
        return Tr::tr("a text in quotes");
    return foundAt(text, at, jsonWord(text, std::min(at, text.size())));
}

Problem jsonProblem(QByteArrayView text, ByteRange range, const QString &message)
{
    return {ProblemKind::Syntax, {}, positionAt(text, range.begin), range, message};
}

Problem expectedInJson(QByteArrayView text, qsizetype at, const QString &what)
{
    const qsizetype size = at < text.size() ? std::max<qsizetype>(jsonWord(text, at).size(), 1) : 0;
    return jsonProblem(text, {at, at + size},
                       Tr::tr("expected %1, found %2").arg(what, foundInJson(text, at)));
}

Problem wrongJsonNumber(QByteArrayView text, ByteRange range)
{
    const ByteRange whole{range.begin, jsonWord(text, range.begin).end};
    const QByteArrayView number = text.sliced(whole.begin, whole.size());
    const QByteArrayView digits = number.startsWith('-') ? number.sliced(1) : number;
    const QString found = foundInJson(text, range.begin);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
        return jsonProblem(text, whole,
                           Tr::tr("expected a number without leading zeros, found %1").arg(found));
    if (digits.size() > 1 && digits[0] == '0' && QByteArrayView("xXoObB").contains(digits[1]))
        return jsonProblem(text, whole, Tr::tr("expected a decimal number, found %1").arg(found));
    if (whole.end > range.end)
        return jsonProblem(text, whole, Tr::tr("expected a number, found %1").arg(found));
    return jsonProblem(text, whole, Tr::tr("expected a digit after %1").arg(found));
}

QString expectedForJsonWord(QByteArrayView text, ByteRange word)
{
    const QByteArray written = text.sliced(word.begin, word.size()).toByteArray();
    const QByteArray lower = written.toLower();
    if (lower == "true" || lower == "false" || lower == "null")
        return QLatin1Char('"') + decodedUtf8(lower) + QLatin1Char('"');
    if (written == "None" || written == "nil" || written == "undefined")
        return QStringLiteral("\"null\"");
    if (word.begin < text.size() && text[word.begin] == '\'')
        return Tr::tr("a text in double quotes");
    if (written.startsWith('+'))
        return Tr::tr("a number without \"+\"");
    if (written.startsWith('.'))
        return Tr::tr("a digit before the decimal point");
    return Tr::tr("a value");
}

} // namespace retune
