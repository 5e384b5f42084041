#pragma once

#include <retune/format/document.h>

#include <vector>

namespace retune {

/// What the readers use to build a document: nodes are added in source order, containers are opened and closed.
class DocumentBuilder
{
public:
    DocumentBuilder(const Format &format, const QByteArray &bytes, const TextFacts &facts,
                    const Limits &limits);

    /// Makes room for this many nodes, for readers that know how many there will be.
    void reserve(qsizetype nodes);
    /// Opens a container below the one that is open; the first one opened is the root. `key` is empty for list members.
    /// False where the container would be deeper than the limit, or there are too many nodes: `limitProblem` tells.
    [[nodiscard]] bool open(Kind kind, ByteRange key, qsizetype begin, quint8 style = 0, quint8 keyStyle = 0);
    /// Opens a container again that was closed before, for formats that write one table in several places. False where
    /// that would be deeper than the limit.
    [[nodiscard]] bool reopen(quint32 id);
    /// Closes the innermost container; `end` is one past its last byte.
    void close(qsizetype end);
    /// Adds a scalar or opaque node to the innermost container. False where there are too many nodes.
    [[nodiscard]] bool add(Kind kind, ByteRange key, ByteRange value, quint8 style = 0, quint8 keyStyle = 0);
    /// Gives the last added node a value that its text alone does not tell.
    void setDecoded(const QString &text);
    /// Gives the last added or opened node a key that its text alone does not tell.
    void setDecodedKey(const QString &key);
    void addComment(ByteRange range);
    void addWarning(Problem warning);

    /// The id of the last added or opened node.
    quint32 lastId() const;
    /// The node with this id, for readers that learn more about it later.
    NodeData &node(quint32 id);
    int depth() const { return static_cast<int>(m_open.size()); }
    /// The error to give when `open` or `add` said no; `at` is where.
    Problem limitProblem(qsizetype at) const;

    /// The finished document. Everything that was opened has to be closed. Marks shadowed members and, where
    /// `warnOfDuplicates`, adds a warning for each.
    Document finish(bool warnOfDuplicates = true);
    /// The same for readers that know which tables may have a key twice; the others are not searched.
    Document finish(const std::vector<quint32> &suspects);

private:
    void append(NodeData node);
    void dropSpareRoom();
    class PositionCursor;
    void markShadowed(quint32 table, PositionCursor *warnings);

    std::shared_ptr<DocumentData> m_data;
    std::vector<quint32> m_open;
};

} // namespace retune
