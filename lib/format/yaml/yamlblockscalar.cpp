#include <retune/format/yaml/yamlblockscalar.h>

#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamltext.h>

#include <QtCore/QStringList>

#include <algorithm>
#include <limits>

namespace retune::yaml {

namespace {

/// Where the line of `|` or `>` ends, before its break.
qsizetype headerEnd(QByteArrayView text)
{
    qsizetype end = 0;
    while (end < text.size() && !breakSize(text, end))
        ++end;
    return end;
}

/// The end of the text without the line break it ends with.
qsizetype withoutBreak(QByteArrayView text)
{
    qsizetype end = text.size();
    if (end > 0 && text[end - 1] == '\n')
        --end;
    if (end > 0 && text[end - 1] == '\r')
        --end;
    return end;
}

/// The end of the last line that is not blank.
qsizetype withoutBlankLines(QByteArrayView text, qsizetype least, bool hasBlankContent)
{
    qsizetype end = text.size();
    for (qsizetype at = end; at > least; --at) {
        if (isLineEnd(text[at - 1]))
            end = at - 1;
        else if (!isBlank(text[at - 1]) || hasBlankContent)
            break;
    }
    return std::max(end, least);
}

/// How far the lines of a literal text are indented, or 0 where it has none.
qsizetype indentationOf(QByteArrayView text)
{
    qsizetype least = std::numeric_limits<qsizetype>::max();
    qsizetype at = headerEnd(text);
    while (at < text.size()) {
        at += breakSize(text, at);
        const qsizetype begin = at;
        while (at < text.size() && text[at] == ' ')
            ++at;
        if (at < text.size() && !breakSize(text, at))
            least = std::min(least, at - begin);
        while (at < text.size() && !breakSize(text, at))
            ++at;
    }
    return least == std::numeric_limits<qsizetype>::max() ? 0 : least;
}

bool isLiteralLine(const QString &line)
{
    const bool isAllBlank =
        std::all_of(line.begin(), line.end(), [](QChar c) { return c == u' ' || c == u'\t'; });
    QString visible = line;
    return line.isEmpty() || (!isAllBlank && isPrintable(visible.remove(u'\t')));
}

/// Whether the text is one that a literal shows as it is.
bool fitsLiteral(const QStringList &lines)
{
    const QString &first = lines.first();
    return !first.isEmpty() && !first.startsWith(u' ') && !first.startsWith(u'\t') &&
           std::all_of(lines.begin(), lines.end(), isLiteralLine);
}

} // namespace

bool keepsAllBreaks(QByteArrayView block)
{
    // `+` and an indentation stand right behind `|` or `>`, in either order.
    const QByteArrayView header = block.first(headerEnd(block));
    return header.sliced(1, std::min<qsizetype>(2, header.size() - 1)).contains('+');
}

BlockScalarText blockScalarText(QByteArrayView text, ByteRange range, QByteArrayView value)
{
    const QByteArrayView block = text.sliced(range.begin, range.size());
    const qsizetype header = headerEnd(block);
    BlockScalarText found;
    const qsizetype comment = block.first(header).indexOf('#');
    if (comment >= 0)
        found.comment = {range.begin + comment, range.begin + header};
    const auto lastCharacter = std::find_if_not(value.rbegin(), value.rend(), isLineEnd);
    const bool endsWithBlank = lastCharacter != value.rend() && isBlank(*lastCharacter);
    const qsizetype end = keepsAllBreaks(block) ? std::max(withoutBreak(block), header)
                                                : withoutBlankLines(block, header, endsWithBlank);
    found.range = {range.begin, range.begin + end};
    return found;
}

std::optional<QByteArray> literalLike(QByteArrayView old, const QString &value)
{
    QStringList lines = value.split(u'\n');
    const bool endsWithBreak = lines.size() > 1 && lines.last().isEmpty();
    if (endsWithBreak)
        lines.removeLast();
    const qsizetype indentation = indentationOf(old);
    if (indentation == 0 || lines.last().isEmpty() || !fitsLiteral(lines))
        return std::nullopt;
    const qsizetype header = headerEnd(old);
    const QByteArrayView newLine = old.sliced(header, breakSize(old, header));
    QByteArray text = endsWithBreak ? "|" : "|-";
    for (const QString &line : std::as_const(lines)) {
        text += newLine;
        if (!line.isEmpty())
            text += QByteArray(indentation, ' ') + line.toUtf8();
    }
    return text;
}

} // namespace retune::yaml
