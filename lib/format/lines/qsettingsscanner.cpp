#include <retune/format/lines/qsettingsscanner.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

bool QSettingsScanner::next(LineItem &item)
{
    while (!isAtEnd()) {
        const qsizetype begin = m_at;
        m_at = skipped(begin, isSpaceOrTab);
        if (isLineEnd(byteAt(m_at))) {
            m_at = afterLineEnd(m_text, m_at);
            continue;
        }
        if (m_text[m_at] == ';' || m_text[m_at] == '#') {
            commentLine(m_at);
            continue;
        }
        item = {};
        item.lines = {begin, begin};
        return m_text[m_at] == '[' ? header(item) : entry(item);
    }
    return false;
}

bool QSettingsScanner::header(LineItem &item)
{
    const qsizetype end = lineEnd(m_at);
    const auto stop = std::find_if(m_text.begin() + m_at, m_text.begin() + end,
                                   [](char c) { return c == ']' || c == '"' || c == ';'; });
    const qsizetype close = stop - m_text.begin();
    if (close == end || m_text[close] != ']')
        return failAt(close, Tr::tr("expected \"]\" at the end of the section name, found %1"));
    item.type = LineItem::Type::Header;
    item.name = trimmed(m_text, {m_at + 1, close}, isSpaceOrTab);
    if (item.name.isEmpty())
        return fail({m_at, close + 1}, Tr::tr("expected a section name in [ ], found none"));
    m_at = close + 1;
    item.value = {m_at, m_at};
    if (!restOfLine(item))
        return failAt(m_at, Tr::tr("expected the end of the line after the section name, found %1"));
    return true;
}

/// Passes a comment and the line end; false where something else stands there.
bool QSettingsScanner::restOfLine(LineItem &item)
{
    m_at = skipped(m_at, isSpaceOrTab);
    if (byteAt(m_at) == ';')
        commentLine(m_at);
    else if (isLineEnd(byteAt(m_at)))
        m_at = afterLineEnd(m_text, m_at);
    else
        return false;
    item.lines.end = m_at;
    return true;
}

bool QSettingsScanner::entry(LineItem &item)
{
    const qsizetype begin = m_at;
    while (m_at < size() && QByteArrayView("=;\"\r\n").indexOf(m_text[m_at]) < 0)
        m_at += m_text[m_at] == '\\' && !isLineEnd(byteAt(m_at + 1)) ? 2 : 1;
    m_at = std::min(m_at, size());
    if (isAtEnd() || m_text[m_at] != '=')
        return failAt(m_at, Tr::tr("expected \"=\" behind the key, found %1"));
    if (m_at == begin)
        return failAt(m_at, Tr::tr("expected a key, found %1"));
    item.name = trimmed(m_text, {begin, m_at}, isSpaceOrTab);
    ++m_at;
    return value(item);
}

bool QSettingsScanner::value(LineItem &item)
{
    const qsizetype begin = m_at;
    qsizetype quote = -1;
    for (; !isAtEnd(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '"')
            quote = quote < 0 ? m_at : -1;
        else if (c == '\\')
            m_at = isLineEnd(byteAt(m_at + 1)) ? afterLineEnd(m_text, m_at + 1) - 1 : m_at + 1;
        else if (quote < 0 && (c == ';' || isLineEnd(c)))
            break;
    }
    m_at = std::min(m_at, size());
    if (quote >= 0)
        return fail({quote, quote + 1}, Tr::tr("expected a closing quote, found the end of the file"));
    item.value = trimmed(m_text, {begin, m_at}, isSpaceOrTab);
    if (item.value.isEmpty()) {
        const qsizetype at = begin + (isSpaceOrTab(byteAt(begin)) ? 1 : 0);
        item.value = {at, at};
    }
    return restOfLine(item);
}

} // namespace retune
