#include <retune/format/lines/propertiesscanner.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

constexpr bool isSeparator(char c)
{
    return c == '=' || c == ':';
}

bool isHexDigit(char c)
{
    return isAsciiDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

} // namespace

bool PropertiesScanner::next(LineItem &item)
{
    while (!isAtEnd()) {
        const qsizetype begin = m_at;
        m_at = skipped(begin, isBlank);
        if (isLineEnd(byteAt(m_at)) || isContinued(m_at)) {
            m_at += byteAt(m_at) == '\\' ? 1 : 0; // a line that goes on and says nothing
            m_at = afterLineEnd(m_text, m_at);
            continue;
        }
        if (m_text[m_at] == '#' || m_text[m_at] == '!') {
            commentLine(m_at);
            continue;
        }
        item = {};
        item.lines = {begin, begin};
        return entry(item);
    }
    return false;
}

bool PropertiesScanner::entry(LineItem &item)
{
    const qsizetype begin = m_at;
    while (!isAtEnd() && !isSeparator(m_text[m_at]) && !isBlank(m_text[m_at]) && !isLineEnd(m_text[m_at])) {
        if (m_text[m_at] == '\\' ? !escape() : (++m_at, false))
            return false;
    }
    item.name = {begin, m_at};
    skipSeparatorBlanks();
    if (!isAtEnd() && isSeparator(m_text[m_at])) {
        ++m_at;
        skipSeparatorBlanks();
    }
    const qsizetype valueBegin = m_at;
    while (!isAtEnd() && !isLineEnd(m_text[m_at])) {
        if (m_text[m_at] == '\\' ? !escape() : (++m_at, false))
            return false;
    }
    item.hasDelimiter = valueBegin > item.name.end; // a blank is one
    item.value = {valueBegin, m_at};
    if (isAtEnd() && endsInBackslash(slice(item.value)))
        --item.value.end; // it goes on into nothing
    m_at = afterLineEnd(m_text, m_at);
    item.lines.end = m_at;
    return true;
}

/// Passes a backslash and what it stands for.
bool PropertiesScanner::escape()
{
    const qsizetype next = m_at + 1;
    if (next >= size()) {
        m_at = next;
    } else if (isLineEnd(m_text[next])) {
        m_at = skipped(afterLineEnd(m_text, next), isBlank);
    } else if (m_text[next] == 'u') {
        for (m_at = next + 1; m_at < next + 5; ++m_at) {
            if (isAtEnd() || !isHexDigit(m_text[m_at]))
                return failAt(m_at, Tr::tr("expected four hexadecimal digits behind \\u, found %1"));
        }
    } else {
        m_at = next + 1;
    }
    return true;
}

void PropertiesScanner::skipSeparatorBlanks()
{
    m_at = skipped(m_at, isBlank);
    while (isContinued(m_at))
        m_at = skipped(afterLineEnd(m_text, m_at + 1), isBlank);
}

} // namespace retune
