#include <retune/format/lines/systemdscanner.h>

#include <retune/text/tr.h>

namespace retune {

bool SystemdScanner::next(LineItem &item)
{
    while (!isAtEnd()) {
        const ByteRange line{m_at, lineEnd(m_at)};
        m_at = afterLineEnd(m_text, line.end);
        const ByteRange content = trimmed(m_text, line, isSpaceOrTab);
        if (content.isEmpty())
            continue;
        if (isSystemdCommentStart(m_text[content.begin])) {
            m_comments += content;
            continue;
        }
        item = {};
        item.lines = {line.begin, m_at};
        return m_text[content.begin] == '[' ? header(item, content) : entry(item, {content.begin, line.end});
    }
    return false;
}

bool SystemdScanner::header(LineItem &item, ByteRange line)
{
    const qsizetype close = m_text.sliced(0, line.end).indexOf(']', line.begin);
    if (close < 0)
        return fail(line, Tr::tr("expected \"]\" at the end of the section name, found the end of the line"));
    if (m_text[line.end - 1] != ']') {
        return failAt(skipped(close + 1, isSpaceOrTab),
                      Tr::tr("expected the end of the line after the section name, found %1"));
    }
    if (line.size() == 2)
        return fail(line, Tr::tr("expected a section name in [ ], found none"));
    item.type = LineItem::Type::Header;
    item.name = {line.begin + 1, line.end - 1};
    item.value = {line.end, line.end};
    m_hasSection = true;
    return true;
}

bool SystemdScanner::entry(LineItem &item, ByteRange line)
{
    const qsizetype delimiter = slice(line).indexOf('=') + line.begin;
    if (delimiter < line.begin)
        return failAt(line.end, Tr::tr("expected \"=\" behind the key, found %1"));
    if (delimiter == line.begin)
        return failAt(line.begin, Tr::tr("expected a key, found %1"));
    if (!m_hasSection)
        return failAt(line.begin, Tr::tr("expected a section such as [Unit] before the first key, found %1"));
    item.name = trimmed(m_text, {line.begin, delimiter}, isSpaceOrTab);
    item.value = {delimiter + 1, line.end};
    continuation(item, line);
    if (item.value.isEmpty()) {
        const qsizetype at = isSpaceOrTab(byteAt(delimiter + 1)) ? delimiter + 2 : delimiter + 1;
        item.value = {at, at};
    }
    return true;
}

/// Lets the value go on while lines end in a backslash; comments between them do not count.
void SystemdScanner::continuation(LineItem &item, ByteRange line)
{
    bool goesOn = endsInBackslash(slice(line));
    while (goesOn && !isAtEnd()) {
        line = {m_at, lineEnd(m_at)};
        const ByteRange content = trimmed(m_text, line, isSpaceOrTab);
        m_at = afterLineEnd(m_text, line.end);
        if (!content.isEmpty() && isSystemdCommentStart(m_text[content.begin])) {
            m_comments += content;
            continue;
        }
        goesOn = endsInBackslash(slice(line));
        item.value.end = line.end;
        item.lines.end = m_at;
    }
    if (goesOn) // into nothing
        --item.value.end;
    item.value = trimmed(m_text, item.value, isSpaceOrLineEnd);
    // Where the last line is empty, the backslash before it is told from one in the value by its line end.
    if (item.value.end < item.lines.end && endsInBackslash(slice(item.value)) && line.begin > item.value.end)
        item.value.end = afterLineEnd(m_text, item.value.end);
}

} // namespace retune
