#include <retune/format/document.h>

#include <retune/format/format.h>
#include <retune/text/tr.h>
#include <retune/text/utf8.h>

#include <QtCore/QHash>

#include <algorithm>
#include <mutex>

namespace retune {

struct DocumentData
{
    const Format *format = nullptr;
    QByteArray bytes;
    TextFacts facts;
    Limits limits;
    std::vector<NodeData> nodes;
    QHash<quint32, QString> decoded;
    QHash<quint32, QString> decodedKeys;
    QList<ByteRange> comments;
    QList<Problem> warnings;
    mutable std::once_flag linesMade;
    mutable LineIndex lines;

    QByteArrayView slice(quint32 begin, quint32 end) const
    {
        return QByteArrayView(bytes).sliced(begin, end - begin);
    }

    QByteArrayView keyText(quint32 id) const { return slice(nodes[id].keyBegin, nodes[id].keyEnd); }

    TextPosition position(qsizetype offset) const
    {
        std::call_once(linesMade, [this] { lines = LineIndex(bytes); });
        return lines.position(bytes, offset);
    }

    QString key(quint32 id) const
    {
        const auto decodedKey = decodedKeys.constFind(id);
        if (decodedKey != decodedKeys.constEnd())
            return *decodedKey;
        const QByteArrayView text = keyText(id);
        return text.isEmpty() ? QString() : format->decodeKey(text, nodes[id]);
    }
};

// Node

const NodeData &Node::node() const
{
    Q_ASSERT(m_data);
    return m_data->nodes[m_id];
}

QString Node::key() const
{
    return m_data->key(m_id);
}

QByteArrayView Node::text() const
{
    return m_data->slice(node().begin, node().end);
}

QByteArrayView Node::documentBytes() const
{
    return m_data->bytes;
}

Value Node::value() const
{
    const NodeData &data = node();
    const auto decoded = m_data->decoded.constFind(m_id);
    if (decoded != m_data->decoded.constEnd())
        return {data.kind, *decoded};
    if (!isScalar(data.kind))
        return {data.kind, QString::fromUtf8(text())};
    return m_data->format->decode(text(), data);
}

bool Node::hasKeyOf(const Node &other) const
{
    const bool isWrittenAlike = node().keyStyle == other.node().keyStyle &&
                                m_data->keyText(m_id) == other.m_data->keyText(other.m_id);
    const bool isToldByText =
        !m_data->decodedKeys.contains(m_id) && !other.m_data->decodedKeys.contains(other.m_id);
    return (isWrittenAlike && isToldByText) || key() == other.key();
}

bool Node::hasValueOf(const Node &other) const
{
    const bool isWrittenAlike = kind() == other.kind() && style() == other.style() && text() == other.text();
    const bool isToldByText = !m_data->decoded.contains(m_id) && !other.m_data->decoded.contains(other.m_id);
    return (isWrittenAlike && isToldByText) || value() == other.value();
}

QString Node::writtenText() const
{
    return kind() == Kind::Boolean ? decodedUtf8(text()) : value().text;
}

const Format &Node::format() const
{
    return *m_data->format;
}

QString Node::typeName() const
{
    return m_data->format->typeName(node());
}

bool Node::isListOfOne() const
{
    return m_data->format->isListOfOne(node());
}

bool Node::isImplied() const
{
    return m_data->format->isImplied(node());
}

Node Node::child(QStringView key) const
{
    for (Node member = firstChild(); member; member = member.nextSibling()) {
        if (!member.isShadowed() && member.key() == key)
            return member;
    }
    return {};
}

Node Node::child(int position) const
{
    Node member = firstChild();
    for (int i = 0; member && i < position; ++i)
        member = member.nextSibling();
    return member;
}

int Node::position() const
{
    int position = 0;
    for (Node member = parent().firstChild(); member && member != *this; member = member.nextSibling())
        ++position;
    return position;
}

KeyPath Node::path() const
{
    const Node container = parent();
    if (!container)
        return {};
    if (container.kind() == Kind::List)
        return container.path().child(position());
    return container.path().child(key());
}

// Document

const Format &Document::format() const
{
    return *m_data->format;
}

const QByteArray &Document::bytes() const
{
    static const QByteArray none;
    return m_data ? m_data->bytes : none;
}

const TextFacts &Document::facts() const
{
    static const TextFacts none;
    return m_data ? m_data->facts : none;
}

const Limits &Document::limits() const
{
    static const Limits none;
    return m_data ? m_data->limits : none;
}

Node Document::root() const
{
    return m_data ? Node(m_data.get(), 0) : Node();
}

int Document::nodeCount() const
{
    return m_data ? static_cast<int>(m_data->nodes.size()) : 0;
}

Node Document::node(quint32 id) const
{
    return m_data && id < m_data->nodes.size() ? Node(m_data.get(), id) : Node();
}

Node Document::find(const KeyPath &path) const
{
    Node found = root();
    for (const KeyPath::Segment &segment : path.segments()) {
        if (!found)
            return {};
        if (const auto *key = std::get_if<QString>(&segment))
            found = found.kind() == Kind::Table ? found.child(*key) : Node();
        else
            found = found.kind() == Kind::List ? found.child(std::get<int>(segment)) : Node();
    }
    return found;
}

Node Document::nodeAt(qsizetype offset) const
{
    // Tables that are written in several places overlap others, so the smallest range counts, not the tree.
    const auto reach = [](const NodeData &data) {
        return data.keyEnd > data.keyBegin
                   ? ByteRange{std::min(data.keyBegin, data.begin), std::max(data.keyEnd, data.end)}
                   : ByteRange{data.begin, data.end};
    };
    Node best;
    qsizetype bestSize = 0;
    for (quint32 id = 0; id < quint32(nodeCount()); ++id) {
        const ByteRange range = reach(m_data->nodes[id]);
        if (range.contains(offset) && (!best || range.size() <= bestSize)) {
            best = Node(m_data.get(), id);
            bestSize = range.size();
        }
    }
    return best;
}

const QList<ByteRange> &Document::comments() const
{
    static const QList<ByteRange> none;
    return m_data ? m_data->comments : none;
}

const QList<Problem> &Document::warnings() const
{
    static const QList<Problem> none;
    return m_data ? m_data->warnings : none;
}

TextPosition Document::position(qsizetype offset) const
{
    return m_data ? m_data->position(offset) : TextPosition();
}

// DocumentBuilder

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
