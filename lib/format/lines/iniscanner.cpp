#include <retune/format/lines/iniscanner.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

bool IniScanner::next(LineItem &item)
{
    while (!isAtEnd()) {
        const ByteRange line{m_at, lineEnd(m_at)};
        m_at = afterLineEnd(m_text, line.end);
        const ByteRange content = trimmed(m_text, line, isBlank);
        if (content.isEmpty())
            continue;
        if (isIniCommentStart(m_text[content.begin])) {
            m_comments += content;
            continue;
        }
        item = {};
        item.lines = {line.begin, m_at};
        if (m_text[content.begin] == '[')
            return header(item, content);
        if (!entry(item, content))
            return false;
        if (item.hasDelimiter)
            continuation(item, content.begin - line.begin);
        return true;
    }
    return false;
}

/// Reads `[name]`, with nothing but a comment behind it. The name may hold `]` itself.
bool IniScanner::header(LineItem &item, ByteRange line)
{
    const QByteArrayView text = slice(line);
    const qsizetype firstClose = text.indexOf(']');
    if (firstClose < 0)
        return fail(line, Tr::tr("expected \"]\" at the end of the section name, found the end of the line"));
    qsizetype close = firstClose;
    ByteRange behind;
    for (; close >= 0; close = text.indexOf(']', close + 1)) {
        behind = trimmed(m_text, {line.begin + close + 1, line.end}, isBlank);
        if (behind.isEmpty() || isIniCommentStart(m_text[behind.begin]))
            break;
    }
    if (close < 0) {
        return failAt(skipped(line.begin + firstClose + 1, isBlank),
                      Tr::tr("expected the end of the line after the section name, found %1"));
    }
    if (close == 1)
        return fail({line.begin, line.begin + 2}, Tr::tr("expected a section name in [ ], found none"));
    if (!behind.isEmpty())
        m_comments += behind;
    item.type = LineItem::Type::Header;
    item.name = {line.begin + 1, line.begin + close};
    item.value = {line.begin + close + 1, line.begin + close + 1};
    return true;
}

bool IniScanner::entry(LineItem &item, ByteRange line)
{
    const auto isDelimiter = [](char c) { return c == '=' || c == ':'; };
    const auto first = m_text.begin() + line.begin;
    const qsizetype delimiter = std::find_if(first, m_text.begin() + line.end, isDelimiter) - m_text.begin();
    if (delimiter == line.begin)
        return fail({delimiter, delimiter + 1},
                    Tr::tr("expected a key, found \"%1\"").arg(QLatin1Char(m_text[delimiter])));
    item.name = trimmed(m_text, {line.begin, delimiter}, isBlank);
    item.hasDelimiter = delimiter < line.end;
    item.value = item.hasDelimiter ? trimmed(m_text, {delimiter + 1, line.end}, isBlank)
                                   : ByteRange{line.end, line.end};
    if (item.hasDelimiter && item.value.isEmpty()) {
        // The line has lost its blanks at the end; one behind the delimiter belongs to it.
        const qsizetype at = isBlank(byteAt(line.end)) ? delimiter + 2 : delimiter + 1;
        item.value = {at, at};
    }
    return true;
}

/// Lets the value go on in the lines that are indented more than its key, and in what stands between them.
void IniScanner::continuation(LineItem &item, qsizetype indentation)
{
    QList<ByteRange> comments;
    for (qsizetype at = m_at; at < size();) {
        const qsizetype first = skipped(at, isBlank);
        const bool isEmpty = isLineEnd(byteAt(first));
        const bool isComment = isIniCommentStart(byteAt(first));
        if (!isEmpty && !isComment && first - at <= indentation)
            return;
        const qsizetype end = lineEnd(first);
        at = afterLineEnd(m_text, end);
        if (isEmpty)
            continue;
        const ByteRange content = trimmed(m_text, {first, end}, isBlank);
        if (isComment) {
            comments += content;
            continue;
        }
        item.value.end = content.end;
        item.lines.end = m_at = at;
        m_comments += comments;
        comments.clear();
    }
}

} // namespace retune
