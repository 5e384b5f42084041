#include <retune/format/flowlayout.h>

#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

FlowLayout::FlowLayout(const Document &document, const FlowContainer &container)
    : m_document(document)
    , m_container(container)
    , m_text(document.bytes())
{
    m_gaps.reserve(static_cast<std::size_t>(size()) + 1);
    qsizetype begin = inside().begin;
    for (const ByteRange &member : container.members) {
        m_gaps.push_back(scanned({begin, member.begin}, !m_gaps.empty()));
        begin = member.end;
    }
    m_gaps.push_back(scanned({begin, inside().end}, size() > 0));
}

FlowGap FlowLayout::scanned(ByteRange range, bool mayHaveSeparator) const
{
    FlowGap gap{range};
    for (qsizetype at = range.begin; at < range.end; ++at) {
        const char c = m_text[at];
        if (isLineBreak(c)) {
            gap.lineStart = at + 1;
        } else if (c == ',' && mayHaveSeparator && !gap.hasSeparator()) {
            gap.separator = at;
        } else if (const qsizetype end = commentEnd(at); end > at) {
            gap.hasComment = true;
            at = end - 1;
        } else if (!isIndentation(c) && c != '\f') {
            gap.obstacle = at;
            break;
        }
    }
    return gap;
}

qsizetype FlowLayout::commentEnd(qsizetype at) const
{
    if (isIndentation(m_text[at]))
        return at;
    const QList<ByteRange> &comments = m_document.comments();
    const auto found =
        std::lower_bound(comments.begin(), comments.end(), at,
                         [](const ByteRange &comment, qsizetype offset) { return comment.begin < offset; });
    return found != comments.end() && found->begin == at ? found->end : at;
}

QByteArray FlowLayout::newLine() const
{
    return m_document.facts().newLine;
}

QByteArray FlowLayout::indentationAt(qsizetype at) const
{
    qsizetype begin = at;
    while (begin > m_document.facts().bomSize && !isLineBreak(m_text[begin - 1]))
        --begin;
    return slice(begin, std::min(blanksEnd(begin), at)).toByteArray();
}

QByteArray FlowLayout::memberIndentation(qsizetype position) const
{
    for (const qsizetype i : {position - 1, position, position + 1}) {
        if (i >= 0 && i < size() && gap(i).hasBreak())
            return indentationAt(member(i).begin);
    }
    return {};
}

bool FlowLayout::isByLines(qsizetype position) const
{
    if (size() <= 1)
        return gap(0).hasBreak();
    const qsizetype first = std::max<qsizetype>(1, position - 1);
    const qsizetype last = std::min(size() - 1, position + 1);
    for (qsizetype i = first; i <= last; ++i) {
        if (!gap(i).hasBreak())
            return false;
    }
    return true;
}

LineRest FlowLayout::lineRest(qsizetype from, qsizetype limit) const
{
    LineRest rest{from, from};
    for (;;) {
        rest.end = std::min(blanksEnd(rest.end), limit);
        const qsizetype end = rest.end < limit ? commentEnd(rest.end) : rest.end;
        if (end == rest.end)
            break;
        rest.end = end;
        rest.contentEnd = end;
    }
    rest.endsLine = rest.end < limit && isLineBreak(m_text[rest.end]);
    return rest;
}

qsizetype FlowLayout::blanksEnd(qsizetype from) const
{
    while (from < m_text.size() && isIndentation(m_text[from]))
        ++from;
    return from;
}

qsizetype FlowLayout::blanksBegin(qsizetype to) const
{
    while (to > 0 && isIndentation(m_text[to - 1]))
        --to;
    return to;
}

std::optional<ByteRange> FlowLayout::ownLines(qsizetype i) const
{
    const FlowGap &before = gap(i);
    const FlowGap &after = gap(i + 1);
    if (!before.hasBreak() || before.separator >= before.lineStart ||
        blanksEnd(before.lineStart) != member(i).begin)
        return std::nullopt;
    LineRest rest = lineRest(member(i).end, after.range.end);
    if (after.hasSeparator()) {
        if (rest.end != after.separator)
            return std::nullopt;
        rest = lineRest(after.separator + 1, after.range.end);
    }
    if (!rest.endsLine)
        return std::nullopt;
    const bool isCrLf = slice(rest.end, after.range.end).startsWith("\r\n");
    return ByteRange{before.lineStart, rest.end + (isCrLf ? 2 : 1)};
}

QByteArray FlowLayout::tail(qsizetype i) const
{
    const FlowGap &after = gap(i + 1);
    const qsizetype end = member(i).end;
    QByteArray comments = slice(end, lineRest(end, after.range.end).contentEnd).toByteArray();
    if (after.hasSeparator()) {
        const qsizetype behind = after.separator + 1;
        comments += slice(behind, lineRest(behind, after.range.end).contentEnd).toByteArray();
    }
    return comments;
}

QString FlowLayout::objection(qsizetype i) const
{
    const qsizetype at = gap(i).obstacle;
    QString found;
    if (at != FlowGap::none) {
        qsizetype end = at + 1;
        while (end < m_text.size() && isContinuation(m_text[end]))
            ++end;
        found = QLatin1Char('"') + QString::fromUtf8(slice(at, end)) + QLatin1Char('"');
    } else if (i > 0 && i < size() && !gap(i).hasSeparator()) {
        found = Tr::tr("no comma");
    } else {
        return {};
    }
    return Tr::tr("expected only blanks, comments and one comma beside this member, found %1").arg(found);
}

} // namespace retune
