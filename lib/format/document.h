#pragma once

#include <retune/format/keypath.h>
#include <retune/format/value.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/position.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <memory>

namespace retune {

class Format;
struct DocumentData;

/// One node of a document as it is kept: 44 bytes, linked by indexes. Offsets are 32 bits wide because files are limited
/// to 1 GiB.
struct NodeData
{
    static constexpr quint32 none = 0xFFFFFFFF;

    quint32 keyBegin = 0;
    quint32 keyEnd = 0; ///< equal to keyBegin for list members and the root
    quint32 begin = 0;
    quint32 end = 0;
    quint32 parent = none;
    quint32 firstChild = none;
    quint32 lastChild = none;
    quint32 next = none;
    quint32 childCount = 0;
    Kind kind = Kind::Null;
    quint8 style = 0; ///< how the format wrote it (quotes, radix, tuple or set): known to that format alone
    quint8 keyStyle = 0;
    bool shadowed = false; ///< a later member of the same table has the same key, and that one counts
};

/// A view of one node: cheap to copy, valid as long as the document it comes from, or a copy of that document, exists.
/// A default-made node is null; asking it for anything but `isNull` is an error.
class Node
{
public:
    Node() = default;

    bool isNull() const { return !m_data; }
    explicit operator bool() const { return m_data != nullptr; }

    Kind kind() const { return node().kind; }
    quint8 style() const { return node().style; }
    quint8 keyStyle() const { return node().keyStyle; }
    /// The key that programs use, unquoted and unescaped; empty for list members and the root.
    QString key() const;
    /// The bytes of the key as written; empty range for list members and the root.
    ByteRange keyRange() const { return {node().keyBegin, node().keyEnd}; }
    /// The bytes of the value as written, quotes and brackets included. Empty where the file has no value text
    /// (`key:` in YAML, `flag` in INI): the place where it would stand.
    ByteRange range() const { return {node().begin, node().end}; }
    QByteArrayView text() const;
    /// All bytes of the document it belongs to, for what stands around its own.
    QByteArrayView documentBytes() const;
    /// The value as programs see it. For containers and opaque text the value's text is the source text.
    Value value() const;
    /// Whether programs see the same key, or the same spelling of the same value, as at `other`, a node of a document of the
    /// same format. Quick where the bytes are equal.
    bool hasKeyOf(const Node &other) const;
    bool hasValueOf(const Node &other) const;
    /// The scalar as text, whatever its kind: of a boolean the word that stands there ("on"), else as `value().text`.
    QString writtenText() const;
    const Format &format() const;
    /// What the format calls it, for people: "tuple", "section"; the general name where it has no word of its own.
    QString typeName() const;
    /// Whether a later member of the same table has the same key, so that programs never see this one.
    bool isShadowed() const { return node().shadowed; }

    /// Whether the format takes this value for a list of one as well (`Format::isListOfOne`).
    bool isListOfOne() const;
    /// Whether this table goes with the last of its members (`Format::isImplied`).
    bool isImplied() const;

    bool isContainer() const { return retune::isContainer(kind()); }
    int childCount() const { return static_cast<int>(node().childCount); }
    Node parent() const { return at(node().parent); }
    Node firstChild() const { return at(node().firstChild); }
    Node nextSibling() const { return at(node().next); }
    /// The member that counts for this key, or a null node.
    Node child(QStringView key) const;
    /// The member at a 0-based position, or a null node. Takes time linear in the position.
    Node child(int position) const;
    /// The 0-based position among the members of the parent. Linear too.
    int position() const;
    KeyPath path() const;

    /// The number of this node in its document, in source order of first mention; stable for one document.
    quint32 id() const { return m_id; }

    bool operator==(const Node &) const = default;

private:
    friend class Document;
    Node(const DocumentData *data, quint32 id)
        : m_data(data)
        , m_id(id)
    {}
    const NodeData &node() const;
    Node at(quint32 id) const { return id == NodeData::none ? Node() : Node(m_data, id); }

    const DocumentData *m_data = nullptr;
    quint32 m_id = 0;
};

/// How much a reader takes before it refuses a file.
struct Limits
{
    qsizetype bytes = 64 * 1024 * 1024;
    int depth = 200;
    qsizetype nodes = 10'000'000;

    bool operator==(const Limits &) const = default;
};

/// A settings file that was read without error: its bytes, and the tree of what they say. Immutable and shared: a copy
/// costs a reference count, and any thread may read it.
class Document
{
public:
    /// An empty document without a format.
    Document() = default;

    bool isNull() const { return !m_data; }
    const Format &format() const;
    const QByteArray &bytes() const;
    const TextFacts &facts() const;
    /// The limits it was read with; what comes of it by an edit has to keep them too.
    const Limits &limits() const;

    Node root() const;
    int nodeCount() const;
    /// The node with this number (`Node::id`).
    Node node(quint32 id) const;
    /// The node at `path`, or a null node.
    Node find(const KeyPath &path) const;
    /// The innermost node whose key or value holds `offset`, or a null node.
    Node nodeAt(qsizetype offset) const;
    /// Where the comments are, in order.
    const QList<ByteRange> &comments() const;
    /// What is odd but no error, such as a key that is given twice.
    const QList<Problem> &warnings() const;
    TextPosition position(qsizetype offset) const;

private:
    friend class DocumentBuilder;
    explicit Document(std::shared_ptr<const DocumentData> data)
        : m_data(std::move(data))
    {}

    std::shared_ptr<const DocumentData> m_data;
};

} // namespace retune

Q_DECLARE_METATYPE(retune::Document)
