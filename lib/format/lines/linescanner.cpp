#include <retune/format/lines/linescanner.h>

#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

qsizetype LineScanner::lineEnd(qsizetype from) const
{
    if (m_hasCarriageReturn)
        return std::find_if(m_text.begin() + from, m_text.end(), isLineEnd) - m_text.begin();
    const qsizetype end = m_text.indexOf('\n', from);
    return end < 0 ? m_text.size() : end;
}

void LineScanner::commentLine(qsizetype begin)
{
    const qsizetype end = lineEnd(begin);
    m_comments += trimmed(m_text, {begin, end}, isBlank);
    m_at = afterLineEnd(m_text, end);
}

bool LineScanner::fail(ByteRange range, const QString &message)
{
    m_problem = Problem{ProblemKind::Syntax, {}, positionAt(m_text, range.begin), range, message};
    return false;
}

bool LineScanner::failAt(qsizetype at, const QString &expected)
{
    if (at >= size())
        return fail({at, at}, expected.arg(Tr::tr("the end of the file")));
    if (isLineEnd(m_text[at]))
        return fail({at, at + 1}, expected.arg(Tr::tr("the end of the line")));
    constexpr qsizetype longest = 24;
    qsizetype end = std::min(at + longest, lineEnd(at));
    while (end < size() && isContinuation(m_text[end]))
        --end; // no UTF-8 sequence is cut
    const QString found = decodedUtf8(trimmed(slice({at, end}), isBlank));
    return fail({at, end}, expected.arg(QLatin1Char('"') + found + QLatin1Char('"')));
}

} // namespace retune
