#include <retune/format/document.h>

#include <retune/format/documentdata.h>
#include <retune/format/format.h>

#include <algorithm>

namespace retune {

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

} // namespace retune
