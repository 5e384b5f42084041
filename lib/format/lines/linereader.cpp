#include <retune/format/lines/linereader.h>

#include <retune/format/documentbuilder.h>
#include <retune/text/encoding.h>

#include <QtCore/QHash>

#include <algorithm>
#include <vector>

namespace retune {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// A key as it is compared with others of its section.
struct EntryKey
{
    QByteArrayView key;
    bool ignoresCase = false;

    bool operator==(const EntryKey &other) const
    {
        if (key.size() != other.key.size())
            return false;
        // Keys tend to have one size and one beginning: their last bytes tell most of them apart.
        if (!ignoresCase)
            return (key.isEmpty() || key.back() == other.key.back()) && key == other.key;
        if (!key.isEmpty() && lowered(key.back()) != lowered(other.key.back()))
            return false;
        return std::equal(key.begin(), key.end(), other.key.begin(),
                          [](char left, char right) { return lowered(left) == lowered(right); });
    }
};

size_t qHash(const EntryKey &entry, size_t seed = 0)
{
    if (!entry.ignoresCase)
        return qHash(entry.key, seed);
    size_t hash = seed;
    for (const char c : entry.key)
        hash = (hash ^ size_t(static_cast<unsigned char>(lowered(c)))) * 0x100000001B3;
    return hash ^ (hash >> 29);
}

constexpr quint32 none = 0xFFFFFFFF;

/// An item that is kept until all places where its key is given are known.
struct Occurrence
{
    LineItem item;
    quint32 next = none;          ///< the next place where the same key is given; of a header its section
    quint32 nextInSection = none; ///< the next entry of the same section
    bool isFirst = true;
};

/// A section or subsection, wherever its headers stand.
struct Section
{
    quint32 node = none;
    quint32 above = none; ///< the section that a subsection is in
    bool hasSubsections = false;

    // Its entries, where they are kept.
    quint32 first = none;
    quint32 last = none;
    quint32 count = 0;
};

class LineReader
{
public:
    LineReader(const LineFormat &format, const QByteArray &bytes, const TextFacts &facts,
               const Limits &limits)
        : m_format(format)
        , m_text(bytes)
        , m_begin(facts.bomSize)
        , m_scanner(format.scanner(m_text, m_begin))
        , m_builder(format, bytes, facts, limits)
    {}

    Result<Document> read()
    {
        if (!document())
            return Unexpected{*m_problem};
        for (const ByteRange &comment : m_scanner->comments())
            m_builder.addComment(comment);
        return m_format.dialect().gathersRepeated ? m_builder.finish(sectionsWithSubsections())
                                                  : m_builder.finish();
    }

private:
    bool document();
    bool oneByOne();
    bool gathered();
    bool scan(LineItem &item);
    bool scanAll(std::vector<Occurrence> &all);
    void linkRepeated(std::vector<Occurrence> &all, const Section &section) const;
    void linkRepeatedOfFew(std::vector<Occurrence> &all, const Section &section) const;
    EntryKey keyOf(const Occurrence &entry) const;
    quint32 sectionOf(const LineItem &header);
    quint32 sectionWith(const QByteArray &identity);
    std::vector<quint32> sectionsWithSubsections() const;
    bool enter(const LineItem &header, quint32 section);
    bool openLevel(const LineItem &header, int level, Section &section, bool isImplied);
    bool add(const LineItem &entry);
    bool addList(const std::vector<Occurrence> &all, const Occurrence &first);
    void leaveSection();
    bool limit(qsizetype at);

    const LineFormat &m_format;
    QByteArrayView m_text;
    qsizetype m_begin;
    std::unique_ptr<LineScanner> m_scanner;
    DocumentBuilder m_builder;
    QHash<QByteArray, quint32> m_sectionsByIdentity;
    std::vector<Section> m_sections{1}; ///< the first is what stands in front of all headers
    qsizetype m_lastEnd = 0;            ///< where the section ends if nothing more comes
    std::optional<Problem> m_problem;
};

bool LineReader::document()
{
    if (!m_builder.open(Kind::Table, {}, m_begin))
        return limit(m_begin);
    if (!(m_format.dialect().gathersRepeated ? gathered() : oneByOne()))
        return false;
    leaveSection();
    m_builder.close(m_text.size());
    return true;
}

/// Reads the next item; false at the end, and at an error, which is then noted.
bool LineReader::scan(LineItem &item)
{
    if (m_scanner->next(item))
        return true;
    m_problem = m_scanner->problem();
    return false;
}

bool LineReader::oneByOne()
{
    for (LineItem item; scan(item);) {
        if (!(item.type == LineItem::Type::Header ? enter(item, sectionOf(item)) : add(item)))
            return false;
    }
    return !m_problem;
}

/// All places where a key is given make one node, at the first of them.
bool LineReader::gathered()
{
    std::vector<Occurrence> all;
    if (!scanAll(all))
        return false;
    m_builder.reserve(static_cast<qsizetype>(all.size()) + 1);
    for (const Occurrence &each : all) {
        if (each.item.type == LineItem::Type::Header) {
            if (!enter(each.item, each.next))
                return false;
        } else if (!each.isFirst) {
            m_lastEnd = each.item.value.end;
        } else if (!(each.next == none ? add(each.item) : addList(all, each))) {
            return false;
        }
    }
    return true;
}

bool LineReader::scanAll(std::vector<Occurrence> &all)
{
    quint32 current = 0;
    for (LineItem item; scan(item);) {
        const auto here = static_cast<quint32>(all.size());
        all.push_back({item, none, none, true});
        if (item.type == LineItem::Type::Header) {
            all.back().next = current = sectionOf(item);
            continue;
        }
        Section &section = m_sections[current];
        (section.count == 0 ? section.first : all[section.last].nextInSection) = here;
        section.last = here;
        ++section.count;
    }
    constexpr quint32 few = 12;
    for (const Section &section : m_sections)
        section.count <= few ? linkRepeatedOfFew(all, section) : linkRepeated(all, section);
    return !m_problem;
}

/// The number of the section of a header.
quint32 LineReader::sectionOf(const LineItem &header)
{
    if (header.subsection.begin == 0)
        return sectionWith(m_format.sectionIdentity(m_text, header, 0));
    const quint32 section = sectionWith(m_format.sectionIdentity(m_text, header, 1));
    if (m_sections[section].above == none) {
        const quint32 above = sectionWith(m_format.sectionIdentity(m_text, header, 0));
        m_sections[section].above = above;
        m_sections[above].hasSubsections = true;
    }
    return section;
}

quint32 LineReader::sectionWith(const QByteArray &identity)
{
    quint32 &number = m_sectionsByIdentity[identity]; // 0 stands for none
    if (number == 0) {
        number = static_cast<quint32>(m_sections.size());
        m_sections.emplace_back();
    }
    return number;
}

/// Where repeated keys are gathered, a table can have a key twice only as that of an entry and of a table.
std::vector<quint32> LineReader::sectionsWithSubsections() const
{
    std::vector<quint32> nodes{0};
    for (const Section &section : m_sections) {
        if (section.hasSubsections)
            nodes.push_back(section.node);
    }
    return nodes;
}

EntryKey LineReader::keyOf(const Occurrence &entry) const
{
    return {m_text.sliced(entry.item.name.begin, entry.item.name.size()), m_format.dialect().ignoresCase};
}

void LineReader::linkRepeated(std::vector<Occurrence> &all, const Section &section) const
{
    QHash<EntryKey, quint32> last;
    last.reserve(section.count);
    for (quint32 at = section.first; at != none; at = all[at].nextInSection) {
        const qsizetype known = last.size();
        quint32 &before = last[keyOf(all[at])];
        if (last.size() == known) {
            all[before].next = at;
            all[at].isFirst = false;
        }
        before = at;
    }
}

/// The same by comparing all with all: quicker for the few keys that most sections have.
void LineReader::linkRepeatedOfFew(std::vector<Occurrence> &all, const Section &section) const
{
    for (quint32 at = section.first; at != none; at = all[at].nextInSection) {
        quint32 later = all[at].nextInSection;
        while (later != none && !(keyOf(all[later]) == keyOf(all[at])))
            later = all[later].nextInSection;
        if (later == none)
            continue;
        all[at].next = later;
        all[later].isFirst = false;
    }
}

bool LineReader::enter(const LineItem &header, quint32 number)
{
    leaveSection();
    m_lastEnd = header.value.begin;
    Section &section = m_sections[number];
    const bool isSubsection = section.above != none;
    if (isSubsection && !openLevel(header, 0, m_sections[section.above], true))
        return limit(header.name.begin);
    return openLevel(header, isSubsection ? 1 : 0, section, false) || limit(header.name.begin);
}

/// Opens the section of a header, or the subsection in it; `isImplied` where the header is not its own.
bool LineReader::openLevel(const LineItem &header, int level, Section &section, bool isImplied)
{
    if (section.node != none) {
        if (!isImplied)
            m_builder.node(section.node).style = quint8(LineStyle::Plain);
        return m_builder.reopen(section.node);
    }
    const ByteRange key = level == 0 ? header.name : header.subsection;
    const auto style = quint8(isImplied ? LineStyle::Implied : LineStyle::Plain);
    const QByteArrayView name = m_text.sliced(key.begin, key.size());
    const quint8 keyStyle = level == 0 ? m_format.keyStyleOf(name) : m_format.subsectionStyleOf(name);
    if (!m_builder.open(Kind::Table, key, header.value.begin, style, keyStyle))
        return false;
    section.node = m_builder.lastId();
    return true;
}

void LineReader::leaveSection()
{
    while (m_builder.depth() > 1)
        m_builder.close(m_lastEnd);
}

bool LineReader::add(const LineItem &entry)
{
    m_lastEnd = entry.value.end;
    return m_format.addEntry(m_builder, m_text, entry) || limit(entry.name.begin);
}

bool LineReader::addList(const std::vector<Occurrence> &all, const Occurrence &first)
{
    const LineItem &item = first.item;
    const quint8 keyStyle = m_format.keyStyleOf(m_text.sliced(item.name.begin, item.name.size()));
    if (!m_builder.open(Kind::List, item.name, item.value.begin, quint8(LineStyle::Repeated), keyStyle))
        return limit(item.name.begin);
    qsizetype end = item.value.end;
    for (const Occurrence *each = &first; each; each = each->next == none ? nullptr : &all[each->next]) {
        LineItem member = each->item;
        end = member.value.end;
        member.name = {member.value.begin, member.value.begin};
        if (!m_format.addEntry(m_builder, m_text, member))
            return limit(each->item.name.begin);
    }
    m_builder.close(end);
    m_lastEnd = item.value.end;
    return true;
}

bool LineReader::limit(qsizetype at)
{
    m_problem = m_builder.limitProblem(at);
    return false;
}

} // namespace

Result<Document> readLines(const LineFormat &format, const QByteArray &bytes, const TextFacts &facts,
                           const Limits &limits)
{
    return LineReader(format, bytes, facts, limits).read();
}

} // namespace retune
