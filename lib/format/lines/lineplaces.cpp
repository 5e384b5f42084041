#include <retune/format/lines/lineplaces.h>

#include <algorithm>

namespace retune {

namespace {

constexpr bool isSpace(char c)
{
    return isBlank(c) || isLineEnd(c);
}

bool isBlankText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isBlank);
}

} // namespace

LinePlaces::LinePlaces(const LineFormat &format, const Document &document)
    : m_format(format)
    , m_document(document)
    , m_bytes(document.bytes())
    , m_begin(document.facts().bomSize)
    , m_items(lineItems(format, m_bytes, m_begin))
{}

QStringList sectionPathOf(Node section)
{
    QStringList path;
    for (; section.parent(); section = section.parent())
        path.prepend(section.key());
    return path;
}

bool LinePlaces::isHeaderOf(const LineItem &item, const QStringList &path, bool orBelow) const
{
    if (!isHeader(item) || path.isEmpty())
        return false;
    const QStringList own = m_format.sectionPath(m_bytes, item);
    if (own.size() < path.size() || (own.size() > path.size() && !orBelow))
        return false;
    const auto sensitivity = m_format.dialect().ignoresCase ? Qt::CaseInsensitive : Qt::CaseSensitive;
    return own.first().compare(path.first(), sensitivity) == 0 &&
           std::equal(path.begin() + 1, path.end(), own.begin() + 1);
}

const LineItem &LinePlaces::entryAt(const Node &member) const
{
    const auto behind =
        std::upper_bound(m_items.begin(), m_items.end(), member.range().begin,
                         [](qsizetype at, const LineItem &item) { return at < item.lines.begin; });
    return *(behind - 1);
}

QList<LineItem> LinePlaces::entriesOf(const Node &member) const
{
    if (member.kind() != Kind::List || member.style() != quint8(LineStyle::Repeated))
        return {entryAt(member)};
    QList<LineItem> entries;
    for (Node each = member.firstChild(); each; each = each.nextSibling())
        entries += entryAt(each);
    return entries;
}

const LineItem *LinePlaces::nearest(std::size_t index) const
{
    const auto shows = [this](const LineItem &item) {
        if (isHeader(item) || !item.hasDelimiter || !item.startsLine || item.value.isEmpty())
            return false;
        const QByteArrayView gap = slice({item.name.end, item.value.begin + 1});
        return std::none_of(gap.begin(), gap.end(), isLineEnd);
    };
    const auto from = m_items.begin() + std::ptrdiff_t(std::min(index, m_items.size()));
    const auto before = std::find_if(std::make_reverse_iterator(from), m_items.rend(), shows);
    if (before != m_items.rend())
        return &*before;
    const auto behind = std::find_if(from, m_items.end(), shows);
    return behind == m_items.end() ? nullptr : &*behind;
}

std::optional<LinePlaces::Place> LinePlaces::placeIn(const Node &section) const
{
    if (!m_format.dialect().hasSections)
        return placeAtEnd();
    const QStringList path = sectionPathOf(section);
    bool isInside = path.isEmpty();
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (isHeader(m_items[i])) {
            isInside = isHeaderOf(m_items[i], path, false);
            // Behind the last key, or where there is none behind the header.
            if (isInside && (!last || isHeader(m_items[*last])))
                last = i;
        } else if (isInside) {
            last = i;
        }
    }
    if (!last)
        return path.isEmpty() ? std::optional(placeAtTop()) : std::nullopt;
    return Place{m_items[*last].lines.end, nearest(*last + 1)};
}

qsizetype LinePlaces::afterLine(qsizetype at) const
{
    while (at < size() && !isLineEnd(m_bytes[at]))
        ++at;
    return afterLineEnd(m_bytes, at);
}

/// Behind the comment that the file begins with, where that stands alone, else at the very beginning.
LinePlaces::Place LinePlaces::placeAtTop() const
{
    qsizetype at = m_begin;
    for (const ByteRange &comment : m_document.comments()) {
        if (comment.begin < at || !isBlankText(slice({at, comment.begin})))
            break;
        at = afterLine(comment.end);
    }
    const bool standsAlone = at > m_begin && isLineEnd(at < size() ? m_bytes[at] : '\n');
    if (standsAlone)
        return {at, nearest(0)};
    return {m_begin, nearest(0), size() > m_begin};
}

/// Behind the last line that is not empty.
LinePlaces::Place LinePlaces::placeAtEnd() const
{
    const ByteRange content = trimmed(m_bytes, {m_begin, size()}, isSpace);
    const qsizetype lastEnd = m_items.empty() ? m_begin : m_items.back().lines.end;
    return {content.isEmpty() ? m_begin : std::max(lastEnd, afterLine(content.end)), nearest(m_items.size())};
}

} // namespace retune
