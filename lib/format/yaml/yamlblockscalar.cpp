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

qsizetype leadingBlanks(QByteArrayView line)
{
    return std::find_if_not(line.begin(), line.end(), isBlank) - line.begin();
}

/// The first line of a value that is not blank, and the last one.
struct OuterLines
{
    QByteArrayView first;
    QByteArrayView last;
};

OuterLines outerLines(QByteArrayView value)
{
    OuterLines lines;
    while (!value.isEmpty()) {
        const qsizetype size = std::find_if(value.begin(), value.end(), isLineEnd) - value.begin();
        const QByteArrayView line = value.first(size);
        if (lines.first.isEmpty() && leadingBlanks(line) < size)
            lines.first = line;
        if (size > 0)
            lines.last = line;
        value = value.sliced(std::min(size + 1, value.size()));
    }
    return lines;
}

/// The end of the last line that the value has something of: one that is not blank, or one whose blanks go on behind the
/// indentation where the value ends in such a line.
qsizetype contentEnd(QByteArrayView block, qsizetype header, QByteArrayView value)
{
    const OuterLines lines = outerLines(value);
    const bool endsInBlanks = leadingBlanks(lines.last) == lines.last.size() && !lines.last.isEmpty();
    qsizetype indentation = 0;
    qsizetype end = header;
    bool isFirst = true;
    for (qsizetype at = header; at < block.size();) {
        at += breakSize(block, at);
        const qsizetype begin = at;
        at = lineEnd(block, at);
        const qsizetype blanks = leadingBlanks(block.sliced(begin, at - begin));
        const bool isBlankLine = blanks == at - begin;
        if (!isBlankLine && isFirst) {
            indentation = blanks - leadingBlanks(lines.first);
            isFirst = false;
        }
        if (!isBlankLine || (endsInBlanks && blanks > indentation))
            end = at;
    }
    return end;
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
    const qsizetype end =
        keepsAllBreaks(block) ? std::max(withoutBreak(block), header) : contentEnd(block, header, value);
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
