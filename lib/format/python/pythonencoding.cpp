#include <retune/format/python/pythonencoding.h>

#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <QtCore/QByteArray>

#include <algorithm>
#include <array>

namespace retune::python {

namespace {

bool isNameByte(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// The range of the name after `coding:` or `coding=` in one line (PEP 263); empty where there is none.
ByteRange declaredName(QByteArrayView text, ByteRange line)
{
    constexpr QByteArrayView word("coding");
    for (qsizetype at = line.begin; at < line.end;) {
        const qsizetype found = text.first(line.end).indexOf(word, at);
        if (found < 0)
            break;
        at = found + word.size();
        if (at >= line.end || (text[at] != ':' && text[at] != '='))
            continue;
        qsizetype begin = at + 1;
        while (begin < line.end && (text[begin] == ' ' || text[begin] == '\t'))
            ++begin;
        qsizetype end = begin;
        while (end < line.end && isNameByte(text[end]))
            ++end;
        if (end > begin)
            return {begin, end};
    }
    return {};
}

bool isUtf8Name(QByteArrayView name)
{
    const QByteArray normal = name.toByteArray().toLower().replace('_', '-');
    constexpr std::array<const char *, 4> others{"utf8", "u8", "utf", "cp65001"};
    return normal == "utf-8" || normal.startsWith("utf-8-") ||
           std::any_of(others.begin(), others.end(), [&](const char *other) { return normal == other; });
}

} // namespace

std::optional<Problem> foreignEncodingDeclared(QByteArrayView text)
{
    const LineIndex lines(text.first(std::min<qsizetype>(text.size(), 4096)));
    for (int number = 1; number <= std::min(2, lines.lineCount()); ++number) {
        ByteRange line = lines.lineRange(text, number);
        if (number == 1 && text.startsWith("\xEF\xBB\xBF"))
            line.begin += 3;
        const QByteArrayView content = text.sliced(line.begin, line.size()).trimmed();
        if (!content.isEmpty() && !content.startsWith('#'))
            return std::nullopt;
        const ByteRange name = declaredName(text, line);
        if (name.isEmpty())
            continue;
        const QByteArrayView spelled = text.sliced(name.begin, name.size());
        if (isUtf8Name(spelled))
            return std::nullopt;
        return Problem{ProblemKind::Encoding,
                       {},
                       positionAt(text, name.begin),
                       name,
                       Tr::tr("expected UTF-8, found the encoding \"%1\" declared; save the file as UTF-8")
                           .arg(QString::fromUtf8(spelled))};
    }
    return std::nullopt;
}

} // namespace retune::python
