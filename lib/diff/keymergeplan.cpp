#include <retune/diff/keymergeplan.h>

#include <QtCore/QHash>

#include <algorithm>

namespace retune {

namespace {

/// The members of a table by key; of a node that is no table there are none.
class KeyedMembers
{
public:
    explicit KeyedMembers(const Node &table)
    {
        if (!table || table.kind() != Kind::Table)
            return;
        for (const Node &member : countingMembers(table)) {
            const QString key = member.key();
            m_keys += key;
            m_members.insert(key, member);
        }
    }

    const QStringList &keys() const { return m_keys; }
    bool contains(const QString &key) const { return m_members.contains(key); }
    Node at(const QString &key) const { return m_members.value(key); }

private:
    QStringList m_keys;
    QHash<QString, Node> m_members;
};

bool isSameTable(const Node &left, const Node &right)
{
    const KeyedMembers other(right);
    const QList<Node> members = countingMembers(left);
    return members.size() == other.keys().size() &&
           std::all_of(members.begin(), members.end(), [&other](const Node &member) {
               return isSameForPrograms(member, other.at(member.key()));
           });
}

bool isSameList(const Node &left, const Node &right)
{
    if (left.childCount() != right.childCount())
        return false;
    Node other = right.firstChild();
    for (Node member = left.firstChild(); member; member = member.nextSibling()) {
        if (!isSameForPrograms(member, other))
            return false;
        other = other.nextSibling();
    }
    return true;
}

bool isKind(const Node &node, Kind kind)
{
    return node && node.kind() == kind;
}

/// Walks three trees at once. Recursion is as deep as the documents, which their limits bound.
class Planning
{
public:
    KeyMergePlan plan;

    void compare(const KeyPath &path, const Node &base, const Node &mine, const Node &disk)
    {
        if (isSameForPrograms(base, mine) || isSameForPrograms(mine, disk))
            return;
        if (isSameForPrograms(base, disk))
            plan.mine += path;
        else if (areTables(base, mine, disk))
            compareTables(path, base, mine, disk);
        else if (areListsOfOneLength(base, mine, disk))
            compareLists(path, base, mine, disk);
        else
            plan.clashes += MergeClash{path, 0, valueOf(base), valueOf(mine), valueOf(disk)};
    }

private:
    /// Whether the keys of a table can be merged one by one. A table that is there for its members alone may be gone with
    /// the last of them, and one that is new on both sides had no members.
    static bool areTables(const Node &base, const Node &mine, const Node &disk)
    {
        const auto isTable = [](const Node &node, bool mayBeGone) {
            return node ? node.kind() == Kind::Table : mayBeGone;
        };
        const bool isImplied = isKind(base, Kind::Table) && base.isImplied();
        return isTable(base, isKind(mine, Kind::Table) && isKind(disk, Kind::Table)) &&
               isTable(mine, isImplied) && isTable(disk, isImplied);
    }

    static bool areListsOfOneLength(const Node &base, const Node &mine, const Node &disk)
    {
        return isKind(base, Kind::List) && isKind(mine, Kind::List) && isKind(disk, Kind::List) &&
               base.childCount() == mine.childCount() && base.childCount() == disk.childCount();
    }

    void compareTables(const KeyPath &path, const Node &base, const Node &mine, const Node &disk)
    {
        const KeyedMembers old(base);
        const KeyedMembers own(mine);
        const KeyedMembers other(disk);
        QStringList keys = own.keys();
        for (const QString &key : old.keys()) {
            if (!own.contains(key))
                keys += key; // what only the disk has is the disk's alone
        }
        for (const QString &key : keys)
            compare(path.child(key), old.at(key), own.at(key), other.at(key));
        if (base && mine)
            noteRename(path, base, mine, other);
    }

    void noteRename(const KeyPath &path, const Node &base, const Node &mine, const KeyedMembers &disk)
    {
        const auto renamed = renamedMember(base, mine);
        if (renamed && isSameForPrograms(renamed->first, disk.at(renamed->first.key())) &&
            !disk.contains(renamed->second.key()))
            plan.renames += {path.child(renamed->first.key()), renamed->second.key()};
    }

    void compareLists(const KeyPath &path, const Node &base, const Node &mine, const Node &disk)
    {
        Node old = base.firstChild();
        Node own = mine.firstChild();
        Node other = disk.firstChild();
        for (int position = 0; own; ++position) {
            compare(path.child(position), old, own, other);
            old = old.nextSibling();
            own = own.nextSibling();
            other = other.nextSibling();
        }
    }

    static std::optional<Value> valueOf(const Node &node)
    {
        return node ? std::optional(node.value()) : std::nullopt;
    }
};

} // namespace

QList<Node> countingMembers(const Node &container)
{
    QList<Node> members;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        if (!member.isShadowed())
            members += member;
    }
    return members;
}

bool isSameForPrograms(const Node &left, const Node &right)
{
    if (!left || !right)
        return left.isNull() && right.isNull();
    if (left.kind() != right.kind())
        return false;
    if (left.kind() == Kind::Table)
        return isSameTable(left, right);
    if (left.kind() == Kind::List)
        return isSameList(left, right);
    return left.hasValueOf(right) || sameValue(left.value(), right.value());
}

std::optional<std::pair<Node, Node>> renamedMember(const Node &older, const Node &newer)
{
    const KeyedMembers before(older);
    const KeyedMembers after(newer);
    const auto onlyIn = [](const KeyedMembers &members, const KeyedMembers &others) {
        QList<Node> only;
        for (const QString &key : members.keys()) {
            if (!others.contains(key))
                only += members.at(key);
        }
        return only.size() == 1 ? only.first() : Node();
    };
    const Node gone = onlyIn(before, after);
    const Node added = onlyIn(after, before);
    if (!gone || !added || !isSameForPrograms(gone, added))
        return std::nullopt;
    return std::pair(gone, added);
}

KeyMergePlan keyMergePlan(const Document &base, const Document &mine, const Document &disk)
{
    Planning planning;
    planning.compare({}, base.root(), mine.root(), disk.root());
    return planning.plan;
}

} // namespace retune
