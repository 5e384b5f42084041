#include <retune/format/lines/envscanner.h>

#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

bool EnvScanner::next(LineItem &item)
{
    while (!isAtEnd()) {
        const qsizetype begin = m_at;
        m_at = skipped(begin, isBlank);
        if (isLineEnd(byteAt(m_at))) {
            m_at = afterLineEnd(m_text, m_at);
            continue;
        }
        if (m_text[m_at] == '#') {
            commentLine(m_at);
            continue;
        }
        item = {};
        item.lines = {begin, begin};
        return entry(item);
    }
    return false;
}

bool EnvScanner::entry(LineItem &item)
{
    constexpr QByteArrayView mark("export");
    const qsizetype behindMark = skipped(m_at + mark.size(), isBlank);
    const bool isExported = m_text.sliced(m_at).startsWith(mark) && behindMark > m_at + mark.size() &&
                            byteAt(behindMark) != '=' && !isLineEnd(byteAt(behindMark));
    const qsizetype begin = isExported ? behindMark : m_at;
    m_at = skipped(begin, [](char c) { return c != '=' && c != '#' && !isBlank(c) && !isLineEnd(c); });
    if (m_at == begin)
        return failAt(begin, Tr::tr("expected a key, found %1"));
    item.name = {begin, m_at};
    m_at = skipped(m_at, isBlank);
    item.hasDelimiter = !isAtEnd() && m_text[m_at] == '=';
    if (!item.hasDelimiter) {
        item.value = {item.name.end, item.name.end};
        return restOfLine(item, Tr::tr("expected \"=\" behind the key, found %1"));
    }
    const qsizetype delimiter = m_at++;
    m_at = skipped(m_at, isBlank);
    if (!isAtEnd() && (m_text[m_at] == '"' || m_text[m_at] == '\''))
        return quoted(item);
    const qsizetype empty = delimiter + (m_at > delimiter + 1 ? 2 : 1);
    plain(item);
    if (item.value.isEmpty())
        item.value = {empty, empty};
    return restOfLine(item, QStringLiteral("%1"));
}

/// A value up to its closing quote, over several lines if need be.
bool EnvScanner::quoted(LineItem &item)
{
    const qsizetype begin = m_at++;
    const char quote = m_text[begin];
    while (!isAtEnd() && m_text[m_at] != quote)
        m_at += quote == '"' && m_text[m_at] == '\\' ? 2 : 1;
    if (isAtEnd()) {
        m_at = size();
        return fail({begin, begin + 1},
                    Tr::tr("expected a closing %1, found the end of the file").arg(QLatin1Char(quote)));
    }
    item.value = {begin, ++m_at};
    return restOfLine(item, Tr::tr("expected the end of the line behind the closing quote, found %1"));
}

/// A value up to the end of the line, or to a comment, which begins with a `#` behind a blank.
void EnvScanner::plain(LineItem &item)
{
    const qsizetype begin = m_at;
    const qsizetype end = lineEnd(begin);
    qsizetype comment = begin;
    while (comment < end && !(m_text[comment] == '#' && isBlank(m_text[comment - 1])))
        ++comment;
    item.value = trimmed(m_text, {begin, comment}, isBlank);
    m_at = comment;
}

/// Passes a comment and the line end.
bool EnvScanner::restOfLine(LineItem &item, const QString &expected)
{
    m_at = skipped(m_at, isBlank);
    if (byteAt(m_at) == '#')
        commentLine(m_at);
    else if (isLineEnd(byteAt(m_at)))
        m_at = afterLineEnd(m_text, m_at);
    else
        return failAt(m_at, expected);
    item.lines.end = m_at;
    return true;
}

} // namespace retune
