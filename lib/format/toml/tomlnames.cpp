#include <retune/format/toml/tomlnames.h>

#include <QtCore/QHash>

namespace retune {

namespace {

constexpr std::size_t slotsAtFirst = 64;

/// A key as programs see it.
class Name
{
public:
    Name(QByteArrayView text, ByteRange range, TomlStyle style)
        : m_name(text.sliced(range.begin, range.size()))
    {
        if (style == TomlStyle::Bare)
            return;
        if (style == TomlStyle::Basic && m_name.contains('\\')) {
            m_unescaped = unquotedToml(m_name, style);
            m_name = m_unescaped;
        } else {
            m_name = m_name.sliced(1, m_name.size() - 2);
        }
    }
    Q_DISABLE_COPY_MOVE(Name)

    quint32 hash(quint32 table) const
    {
        // Equal keys of neighbouring tables are frequent and must not lie side by side, so all bits are mixed.
        constexpr quint64 golden = 0x9E3779B97F4A7C15;
        return quint32(((qHash(m_name, 0) ^ (table * golden)) * golden) >> 32);
    }
    bool operator==(const Name &other) const { return m_name == other.m_name; }

private:
    QByteArrayView m_name;
    QByteArray m_unescaped;
};

} // namespace

TomlNames::TomlNames(QByteArrayView text, DocumentBuilder &builder)
    : m_text(text)
    , m_builder(builder)
    , m_slots(slotsAtFirst)
{}

quint32 TomlNames::find(quint32 table, const TomlKeyPart &part) const
{
    const Name name(m_text, part.range, part.style);
    const quint32 hash = name.hash(table);
    for (std::size_t i = hash;; ++i) {
        const Slot slot = m_slots[i & (m_slots.size() - 1)];
        if (slot.member == 0)
            return NodeData::none;
        if (slot.hash != hash)
            continue;
        const NodeData &node = m_builder.node(slot.member);
        if (node.parent == table &&
            name == Name(m_text, {node.keyBegin, node.keyEnd}, TomlStyle(node.keyStyle)))
            return slot.member;
    }
}

void TomlNames::insert(quint32 member)
{
    if (2 * ++m_taken > m_slots.size())
        grow();
    const NodeData &node = m_builder.node(member);
    const Name name(m_text, {node.keyBegin, node.keyEnd}, TomlStyle(node.keyStyle));
    put({name.hash(node.parent), member});
}

void TomlNames::put(Slot slot)
{
    std::size_t i = slot.hash;
    while (m_slots[i & (m_slots.size() - 1)].member != 0)
        ++i;
    m_slots[i & (m_slots.size() - 1)] = slot;
}

void TomlNames::grow()
{
    std::vector<Slot> old(2 * m_slots.size());
    old.swap(m_slots);
    for (const Slot &slot : old) {
        if (slot.member != 0)
            put(slot);
    }
}

} // namespace retune
