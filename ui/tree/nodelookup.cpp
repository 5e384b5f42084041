#include "tree/nodelookup.h"

namespace retune {

const NodeLookup::Members &NodeLookup::membersOf(const Node &container)
{
    const auto known = m_members.constFind(container.id());
    if (known != m_members.constEnd())
        return *known;
    Members members;
    const bool isTable = container.kind() == Kind::Table;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        if (!isTable)
            members.inOrder += member;
        else if (!member.isShadowed())
            members.byKey.insert(member.key(), member);
    }
    return *m_members.insert(container.id(), members);
}

Node NodeLookup::find(const KeyPath &path)
{
    if (m_document.isNull())
        return {};
    Node node = m_document.root();
    for (const KeyPath::Segment &segment : path.segments()) {
        const QString *key = std::get_if<QString>(&segment);
        if (!node || node.kind() != (key ? Kind::Table : Kind::List))
            return {};
        const Members &members = membersOf(node);
        node = key ? members.byKey.value(*key) : members.inOrder.value(std::get<int>(segment));
    }
    return node;
}

} // namespace retune
