#pragma once

#include <retune/diff/threewaymerge.h>

namespace retune {

/// What a merge by keys has to do: the members of the disk's tree that become what they are on my side, and those that both
/// changed. Members of one are not members of another.
struct KeyMergePlan
{
    QList<KeyPath> mine;
    QList<MergeClash> clashes;
    /// Members of `mine` that were given another key: where they were, and the key they have now.
    QList<std::pair<KeyPath, QString>> renames;
};

/// Compares three trees. Tables are compared key by key. Lists are compared position by position where all three have the same
/// length; a list that became longer or shorter counts as one value, since nobody knows which member is which. A table
/// that one side removed while the other changed it is one clash.
KeyMergePlan keyMergePlan(const Document &base, const Document &mine, const Document &disk);

/// Whether programs see the same in both: kinds, values and members, tables in any order. Two null nodes are the same.
bool isSameForPrograms(const Node &left, const Node &right);

/// The one member of a table that is gone from the newer table, and the one that is new there, where they are the same but for
/// their key.
std::optional<std::pair<Node, Node>> renamedMember(const Node &older, const Node &newer);

/// The members of a table that count, in order.
QList<Node> countingMembers(const Node &container);

} // namespace retune
