#include <retune/format/lines/gitscanner.h>

#include <retune/text/tr.h>

namespace retune {

bool GitScanner::next(LineItem &item)
{
    for (skipBlanks(); !isAtEnd(); skipBlanks()) {
        const char c = m_text[m_at];
        if (c == '#' || c == ';') {
            comment();
            continue;
        }
        if (c == '[')
            return header(item);
        if (isAsciiLetter(c))
            return entry(item);
        return failAt(m_at, Tr::tr("expected a key that begins with a letter, found %1"));
    }
    return false;
}

void GitScanner::skipBlanks()
{
    for (; !isAtEnd() && isSpaceOrLineEnd(m_text[m_at]); ++m_at) {
        if (m_text[m_at] == '\n') {
            m_lineBegin = m_at + 1;
            m_isBehindHeader = false;
        }
    }
}

void GitScanner::comment()
{
    const qsizetype end = endOfLine(m_at);
    m_comments += trimmed(m_text, {m_at, end}, isSpaceOrLineEnd);
    m_at = end;
}

/// Where the line ends, before its LF or CRLF.
qsizetype GitScanner::endOfLine(qsizetype from) const
{
    const qsizetype end = m_text.indexOf('\n', from);
    if (end < 0)
        return size();
    return end > from && m_text[end - 1] == '\r' ? end - 1 : end;
}

bool GitScanner::isAtLineEnd(qsizetype at) const
{
    return byteAt(at) == '\n' || (byteAt(at) == '\r' && byteAt(at + 1) == '\n');
}

LineItem GitScanner::begun(LineItem::Type type) const
{
    LineItem item;
    item.type = type;
    item.startsLine = !m_isBehindHeader;
    item.lines = {m_lineBegin, m_at};
    return item;
}

bool GitScanner::header(LineItem &item)
{
    item = begun(LineItem::Type::Header);
    const qsizetype begin = ++m_at;
    const auto isName = [](char c) { return isGitKeyCharacter(c); };
    m_at = skipped(m_at, isName);
    item.name = {begin, m_at};
    if (byteAt(m_at) == '.' && !isAtEnd()) {
        item.subsection.begin = m_at + 1;
        m_at = skipped(m_at, [](char c) { return isGitKeyCharacter(c) || c == '.'; });
        item.subsection.end = m_at;
    }
    if (begin == m_at)
        return failAt(m_at, Tr::tr("expected a section name of letters, digits, \"-\" and \".\", found %1"));
    if (isSpaceOrTab(byteAt(m_at)) && !subsection(item))
        return false;
    if (isAtEnd() || m_text[m_at] != ']')
        return failAt(m_at, Tr::tr("expected \"]\" behind the section name, found %1"));
    ++m_at;
    item.value = {m_at, m_at};
    finishLine(item);
    m_lineBegin = m_at;
    m_isBehindHeader = true;
    return true;
}

/// Reads ` "name"`, in which a backslash takes the next character as it is.
bool GitScanner::subsection(LineItem &item)
{
    m_at = skipped(m_at, isSpaceOrTab);
    if (isAtEnd() || m_text[m_at] != '"')
        return failAt(m_at, Tr::tr("expected a subsection in quotes, found %1"));
    const qsizetype begin = m_at++;
    while (byteAt(m_at) != '"') {
        m_at += byteAt(m_at) == '\\' ? 1 : 0;
        if (isAtEnd() || isAtLineEnd(m_at))
            return failAt(m_at, Tr::tr("expected a closing quote behind the subsection, found %1"));
        ++m_at;
    }
    item.subsection = {item.subsection.begin > 0 ? item.subsection.begin : begin, ++m_at};
    return true;
}

/// Gives the item the rest of its line, where nothing but a comment follows there.
void GitScanner::finishLine(LineItem &item)
{
    const qsizetype at = skipped(m_at, isSpaceOrTab);
    const bool isLast = isAtLineEnd(at) || m_text[at] == '#' || m_text[at] == ';';
    item.lines.end = isLast ? afterLineEnd(m_text, endOfLine(at)) : m_at;
}

bool GitScanner::entry(LineItem &item)
{
    item = begun(LineItem::Type::Entry);
    item.name = {m_at, skipped(m_at, isGitKeyCharacter)};
    m_at = skipped(item.name.end, isSpaceOrTab);
    item.hasDelimiter = !isAtEnd() && m_text[m_at] == '=';
    if (!item.hasDelimiter && !isAtLineEnd(m_at))
        return failAt(m_at, Tr::tr("expected \"=\" behind the key, found %1"));
    if (item.hasDelimiter) {
        ++m_at;
        if (!value(item))
            return false;
    } else {
        item.value = {item.name.end, item.name.end};
    }
    item.lines.end = afterLineEnd(m_text, endOfLine(m_at));
    return true;
}

bool GitScanner::value(LineItem &item)
{
    const qsizetype empty = isSpaceOrTab(byteAt(m_at)) ? m_at + 1 : m_at;
    m_at = skipped(m_at, isSpaceOrTab);
    const qsizetype begin = m_at;
    qsizetype end = begin;
    qsizetype quote = -1;
    while (!isAtEnd() && !isAtLineEnd(m_at)) {
        const char c = m_text[m_at];
        if (quote < 0 && (c == '#' || c == ';')) {
            comment();
            break;
        }
        if (c == '\\') {
            if (!escape(end))
                return false;
            continue;
        }
        if (c == '"')
            quote = quote < 0 ? m_at : -1;
        ++m_at;
        if (quote >= 0 || !isSpaceOrLineEnd(c))
            end = m_at;
    }
    if (quote >= 0)
        return failAt(m_at, Tr::tr("expected a closing quote, found %1"));
    item.value = begin == end ? ByteRange{empty, empty} : ByteRange{begin, end};
    return true;
}

/// Passes a backslash and what it stands for: at the end of a line the value goes on in the next one.
bool GitScanner::escape(qsizetype &valueEnd)
{
    const qsizetype next = m_at + 1;
    if (next >= size() || isAtLineEnd(next)) {
        valueEnd = next;
        m_at = afterLineEnd(m_text, next);
        return true;
    }
    if (!QByteArrayView("\\\"ntb").contains(m_text[next]))
        return failAt(next, Tr::tr("expected one of \\ \" n t b behind the backslash, found %1"));
    valueEnd = m_at = next + 1;
    return true;
}

} // namespace retune
