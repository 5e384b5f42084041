#include <retune/format/documentbuilder.h>

#include <retune/format/documentdata.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <algorithm>

namespace retune {

DocumentBuilder::DocumentBuilder(const Format &format, const QByteArray &bytes, const TextFacts &facts,
                                 const Limits &limits)
    : m_data(std::make_shared<DocumentData>())
{
    m_data->format = &format;
    m_data->bytes = bytes;
    m_data->facts = facts;
    m_data->limits = limits;
}

void DocumentBuilder::reserve(qsizetype nodes)
{
    m_data->nodes.reserve(static_cast<std::size_t>(nodes));
}

void DocumentBuilder::append(NodeData node)
{
    const auto id = static_cast<quint32>(m_data->nodes.size());
    if (!m_open.empty()) {
        node.parent = m_open.back();
        NodeData &parent = m_data->nodes[node.parent];
        if (parent.lastChild == NodeData::none)
            parent.firstChild = id;
        else
            m_data->nodes[parent.lastChild].next = id;
        parent.lastChild = id;
        ++parent.childCount;
    }
    m_data->nodes.push_back(node);
}

bool DocumentBuilder::open(Kind kind, ByteRange key, qsizetype begin, quint8 style, quint8 keyStyle)
{
    if (depth() >= m_data->limits.depth || !add(kind, key, {begin, begin}, style, keyStyle))
        return false;
    m_open.push_back(lastId());
    return true;
}

bool DocumentBuilder::reopen(quint32 id)
{
    if (depth() >= m_data->limits.depth)
        return false;
    m_open.push_back(id);
    return true;
}

void DocumentBuilder::close(qsizetype end)
{
    NodeData &container = m_data->nodes[m_open.back()];
    container.end = std::max(container.end, static_cast<quint32>(end));
    m_open.pop_back();
}

bool DocumentBuilder::add(Kind kind, ByteRange key, ByteRange value, quint8 style, quint8 keyStyle)
{
    if (static_cast<qsizetype>(m_data->nodes.size()) >= m_data->limits.nodes)
        return false;
    NodeData node;
    node.keyBegin = static_cast<quint32>(key.begin);
    node.keyEnd = static_cast<quint32>(key.end);
    node.begin = static_cast<quint32>(value.begin);
    node.end = static_cast<quint32>(value.end);
    node.kind = kind;
    node.style = style;
    node.keyStyle = keyStyle;
    append(node);
    return true;
}

void DocumentBuilder::setDecoded(const QString &text)
{
    m_data->decoded.insert(lastId(), text);
}

void DocumentBuilder::setDecodedKey(const QString &key)
{
    m_data->decodedKeys.insert(lastId(), key);
}

void DocumentBuilder::addComment(ByteRange range)
{
    m_data->comments.append(range);
}

void DocumentBuilder::addWarning(Problem warning)
{
    m_data->warnings.append(std::move(warning));
}

quint32 DocumentBuilder::lastId() const
{
    return static_cast<quint32>(m_data->nodes.size() - 1);
}

NodeData &DocumentBuilder::node(quint32 id)
{
    return m_data->nodes[id];
}

Problem DocumentBuilder::limitProblem(qsizetype at) const
{
    const QString message = depth() >= m_data->limits.depth
                                ? Tr::tr("expected at most %1 levels of nesting").arg(m_data->limits.depth)
                                : Tr::tr("expected at most %1 keys and values").arg(m_data->limits.nodes);
    return {ProblemKind::Limit, {}, positionAt(m_data->bytes, at), {at, at + 1}, message};
}

/// Calls `found(earlier, later)` for every member that has the key of one before it; `key(id)` gives the key.
template<typename Key, typename Found>
static void findRepeated(const std::vector<NodeData> &nodes, const NodeData &table, Key key, Found found)
{
    QHash<decltype(key(0)), quint32> lastWith; // 0, the root, stands for none: it is no member
    lastWith.reserve(table.childCount);
    for (quint32 id = table.firstChild; id != NodeData::none; id = nodes[id].next) {
        quint32 &last = lastWith[key(id)];
        if (last != 0)
            found(last, id);
        last = id;
    }
}

/// Keys of one table tend to have one size and one beginning: their last bytes tell most of them apart.
static bool isSameKey(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && (left.isEmpty() || left.back() == right.back()) && left == right;
}

/// The same by comparing all with all: quicker for the few members that most tables have.
template<typename Key, typename Found>
static void findRepeatedOfFew(const std::vector<NodeData> &nodes, const NodeData &table, Key key, Found found)
{
    for (quint32 id = table.firstChild; id != NodeData::none; id = nodes[id].next) {
        quint32 later = nodes[id].next;
        const QByteArrayView bytes = key(id);
        while (later != NodeData::none && !isSameKey(key(later), bytes))
            later = nodes[later].next;
        if (later != NodeData::none)
            found(id, later);
    }
}

/// Finds line and column of offsets that lie near each other in time linear in the way between them: counting each column
/// from the start of its line takes minutes where a large file is one line.
class DocumentBuilder::PositionCursor
{
public:
    explicit PositionCursor(const DocumentData &data)
        : m_data(data)
    {}

    TextPosition at(qsizetype offset)
    {
        const qsizetype begin = std::min(m_offset, offset);
        const QByteArrayView between =
            QByteArrayView(m_data.bytes).sliced(begin, std::max(m_offset, offset) - begin);
        if (m_position.isNull() || between.contains('\n') || between.contains('\r')) {
            m_position = m_data.position(offset);
        } else {
            const auto characters =
                std::count_if(between.begin(), between.end(), [](char c) { return !isContinuation(c); });
            m_position.column += static_cast<int>(offset < m_offset ? -characters : characters);
        }
        m_offset = offset;
        return m_position;
    }

private:
    const DocumentData &m_data;
    qsizetype m_offset = 0;
    TextPosition m_position;
};

void DocumentBuilder::markShadowed(quint32 table, PositionCursor *warnings)
{
    constexpr quint32 few = 12;
    const NodeData &data = m_data->nodes[table];
    const auto mark = [&](quint32 earlier, quint32 later) {
        m_data->nodes[earlier].shadowed = true;
        if (!warnings)
            return;
        const NodeData &node = m_data->nodes[later];
        addWarning({ProblemKind::Syntax,
                    {},
                    warnings->at(node.keyBegin),
                    {node.keyBegin, node.keyEnd},
                    Tr::tr("the key \"%1\" is given twice; programs see this one").arg(m_data->key(later))});
    };
    bool isPlain = m_data->decodedKeys.isEmpty();
    for (quint32 id = data.firstChild; id != NodeData::none && isPlain; id = m_data->nodes[id].next)
        isPlain = m_data->format->isPlainKey(m_data->nodes[id]);
    const auto bytesOf = [this](quint32 id) { return m_data->keyText(id); };
    if (!isPlain)
        findRepeated(
            m_data->nodes, data, [this](quint32 id) { return m_data->key(id); }, mark);
    else if (data.childCount <= few)
        findRepeatedOfFew(m_data->nodes, data, bytesOf, mark);
    else
        findRepeated(m_data->nodes, data, bytesOf, mark);
}

/// Dense texts, such as [1,1,1], have a node for every two bytes: what the last growth left over would count there.
void DocumentBuilder::dropSpareRoom()
{
    constexpr std::size_t mostPerByte = 20;
    if (m_data->nodes.capacity() * sizeof(NodeData) > mostPerByte * std::size_t(m_data->bytes.size()))
        m_data->nodes.shrink_to_fit();
}

Document DocumentBuilder::finish(bool warnOfDuplicates)
{
    Q_ASSERT(m_open.empty());
    dropSpareRoom();
    PositionCursor warnings(*m_data);
    for (quint32 id = 0; id < m_data->nodes.size(); ++id) {
        if (m_data->nodes[id].kind == Kind::Table && m_data->nodes[id].childCount > 1)
            markShadowed(id, warnOfDuplicates ? &warnings : nullptr);
    }
    return Document(std::move(m_data));
}

Document DocumentBuilder::finish(const std::vector<quint32> &suspects)
{
    Q_ASSERT(m_open.empty());
    dropSpareRoom();
    PositionCursor warnings(*m_data);
    for (const quint32 table : suspects)
        markShadowed(table, &warnings);
    return Document(std::move(m_data));
}

} // namespace retune
