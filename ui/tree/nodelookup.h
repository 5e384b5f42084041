#pragma once

#include <retune/format/keydiff.h>

#include <QtCore/QHash>

namespace retune {

/// Finds many nodes of one document by their paths: in time linear in the document and the paths, where `Document::find` takes
/// time linear in the table for each. The document has to outlive it.
class NodeLookup
{
public:
    explicit NodeLookup(const Document &document)
        : m_document(document)
    {}

    /// The node at `path`, or a null node.
    Node find(const KeyPath &path);

private:
    struct Members
    {
        QHash<QString, Node> byKey;
        QList<Node> inOrder;
    };

    const Members &membersOf(const Node &container);

    const Document &m_document;
    QHash<quint32, Members> m_members;
};

} // namespace retune
