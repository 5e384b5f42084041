#include <retune/format/editcheck.h>

#include <retune/format/format.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <optional>
#include <vector>

namespace retune {

namespace {

using Type = ExpectedEdit::Type;

Unexpected<Problem> refused(const Document &document, const Node &node, const QString &message)
{
    const ByteRange range = node.range();
    return Unexpected{Problem{ProblemKind::Refused, {}, document.position(range.begin), range, message}};
}

// Trees

/// The node after `node` in the order of the tree below `root`, leaving out what is below `node` where `skipMembers`.
Node following(Node node, const Node &root, bool skipMembers)
{
    if (!skipMembers && node.firstChild())
        return node.firstChild();
    while (node && node != root && !node.nextSibling())
        node = node.parent();
    return node && node != root ? node.nextSibling() : Node();
}

/// Whether both are the same by themselves, whatever their keys and members are.
bool isSameContent(const Node &left, const Node &right)
{
    return left.kind() == right.kind() && left.isShadowed() == right.isShadowed() &&
           (left.isContainer() || left.hasValueOf(right));
}

/// Whether the node is a list, or counts as one of one member, which is the node itself.
bool isListLike(const Node &node)
{
    return node.kind() == Kind::List || node.isListOfOne();
}

QList<Node> membersOf(const Node &container)
{
    QList<Node> members;
    if (!container.isContainer())
        return {container};
    members.reserve(container.childCount());
    for (Node member = container.firstChild(); member; member = member.nextSibling())
        members += member;
    return members;
}

/// The members that the container has to have afterwards, a null node for the new one; nothing where it cannot.
std::optional<QList<Node>> wantedMembers(const ExpectedEdit &expected, const Node &before, const Node &after)
{
    QList<Node> members = membersOf(before);
    switch (expected.type) {
    case Type::Add: {
        const Node added =
            after.kind() == Kind::Table ? after.child(expected.key) : after.child(expected.position);
        if (!added)
            return std::nullopt;
        members.insert(std::min<qsizetype>(added.position(), members.size()), Node());
        break;
    }
    case Type::Remove:
        members.removeOne(expected.node);
        break;
    case Type::Move:
        members.move(members.indexOf(expected.node), expected.position);
        break;
    case Type::Set:
    case Type::Rename:
        break;
    }
    return members;
}

struct Compared
{
    bool isAsExpected = false;
    Node node; ///< what the edit was about, in the tree after
};

Compared compareMembers(const ExpectedEdit &expected, const Node &before, const Node &after)
{
    const std::optional<QList<Node>> wanted = wantedMembers(expected, before, after);
    const QList<Node> members = membersOf(after);
    if (!wanted || wanted->size() != members.size())
        return {};
    Compared compared{true, {}};
    for (qsizetype i = 0; i < members.size(); ++i) {
        const Node &old = wanted->at(i);
        const bool isAdded = old.isNull();
        const bool isRenamed = expected.type == Type::Rename && old == expected.node;
        if (!isAdded && !isSameTree(old, members[i]))
            return {};
        const bool isNamed = isAdded || isRenamed;
        if (before.kind() == Kind::Table &&
            (isNamed ? members[i].key() != expected.key : !members[i].hasKeyOf(old)))
            return {};
        const bool isChanged = expected.type != Type::Add && old == expected.node;
        if (isAdded || isChanged)
            compared.node = members[i];
    }
    return compared;
}

/// Walks both trees at once up to the place of the edit and on behind it.
Compared compareTrees(const ExpectedEdit &expected, const Node &beforeRoot, const Node &afterRoot)
{
    const bool isSet = expected.type == Type::Set;
    const Node place = isSet || expected.type == Type::Add ? expected.node : expected.node.parent();
    Compared compared;
    Node before = beforeRoot;
    Node after = afterRoot;
    while (before && after) {
        const bool isPlace = before == place;
        if (!before.hasKeyOf(after) || (!isPlace && before.childCount() != after.childCount()))
            return {};
        const bool staysList = isPlace && isListLike(before) && isListLike(after);
        if (!(isPlace && isSet) && !staysList && !isSameContent(before, after))
            return {};
        if (isPlace)
            compared = isSet ? Compared{true, after} : compareMembers(expected, before, after);
        if (isPlace && !compared.isAsExpected)
            return {};
        before = following(before, beforeRoot, isPlace);
        after = following(after, afterRoot, isPlace);
    }
    return before || after ? Compared() : compared;
}

// Comments

/// The ranges that the replacements' texts take in the new text.
QList<ByteRange> writtenRanges(const QList<Replacement> &replacements)
{
    QList<ByteRange> written;
    qsizetype shift = 0;
    for (const Replacement &replacement : replacements) {
        const qsizetype begin = replacement.range.begin + shift;
        written += ByteRange{begin, begin + replacement.text.size()};
        shift += replacement.text.size() - replacement.range.size();
    }
    return written;
}

QList<ByteRange> replacedRanges(const QList<Replacement> &replacements)
{
    QList<ByteRange> replaced;
    for (const Replacement &replacement : replacements)
        replaced += replacement.range;
    return replaced;
}

/// The text of the comments that no range touches; nothing where a range cuts one in two.
std::optional<std::vector<QByteArrayView>> commentsOutside(const Document &document,
                                                           const QList<ByteRange> &ranges)
{
    const QByteArrayView text(document.bytes());
    std::vector<QByteArrayView> outside;
    outside.reserve(static_cast<std::size_t>(document.comments().size()));
    auto range = ranges.begin();
    for (const ByteRange &comment : document.comments()) {
        while (range != ranges.end() && range->end <= comment.begin)
            ++range;
        if (range == ranges.end() || range->begin >= comment.end)
            outside.push_back(text.sliced(comment.begin, comment.size()));
        else if (range->begin > comment.begin || range->end < comment.end)
            return std::nullopt;
    }
    return outside;
}

bool keepsComments(const Document &before, const Document &after, const QList<Replacement> &replacements)
{
    const auto kept = commentsOutside(before, replacedRanges(replacements));
    return kept && kept == commentsOutside(after, writtenRanges(replacements));
}

/// Whether the replacements are what `applied` asks for. A format that spells overlapping ones has met a text it does not
/// understand well enough.
bool areInOrder(const QList<Replacement> &replacements, qsizetype size)
{
    qsizetype done = 0;
    for (const Replacement &replacement : replacements) {
        if (replacement.range.begin < done || replacement.range.end < replacement.range.begin)
            return false;
        done = replacement.range.end;
    }
    return done <= size;
}

/// The document after the replacements, where it can still be read.
Result<Document> parsedAfter(const Document &document, const Node &node,
                             const QList<Replacement> &replacements)
{
    if (!areInOrder(replacements, document.bytes().size())) {
        return refused(document, node,
                       Tr::tr("expected an edit of parts that do not overlap; change it in the text"));
    }
    Result<Document> after =
        document.format().parse(applied(document.bytes(), replacements), document.limits());
    if (!after) {
        return refused(
            document, node,
            Tr::tr("expected a file that can still be read, but then: %1").arg(after.error().toString()));
    }
    return after;
}

Unexpected<Problem> changesOthers(const Document &document, const Node &node)
{
    return refused(
        document, node,
        Tr::tr("expected to change this value alone, but then other parts of the file would change"));
}

/// Whether both trees are the same but for the values of the nodes with these numbers, which are scalars in both.
bool differsOnlyAt(const QSet<quint32> &scalars, const Node &beforeRoot, const Node &afterRoot)
{
    Node before = beforeRoot;
    Node after = afterRoot;
    while (before && after) {
        if (!before.hasKeyOf(after) || before.childCount() != after.childCount())
            return false;
        const bool isPlace = scalars.contains(before.id());
        if (isPlace ? !isScalar(after.kind()) : !isSameContent(before, after))
            return false;
        before = following(before, beforeRoot, false);
        after = following(after, afterRoot, false);
    }
    return !before && !after;
}

QSet<quint32> idsOf(const QList<Node> &nodes)
{
    QSet<quint32> ids;
    for (const Node &node : nodes)
        ids.insert(node.id());
    return ids;
}

/// What goes when members are removed: they, and each table that is there for its members alone when none is left. `lost` counts the
/// members that go of each container.
struct Removals
{
    explicit Removals(const QList<Node> &removed)
    {
        for (const Node &node : removed)
            add(node);
    }

    void add(const Node &node)
    {
        gone.insert(node.id());
        const Node parent = node.parent();
        if (++lost[parent.id()] == parent.childCount() && parent.isImplied())
            add(parent);
    }

    QSet<quint32> gone;
    QHash<quint32, int> lost;
};

/// Walks both trees at once past what was removed; gives where the nodes with the numbers `others` are, nothing where anything else
/// differs.
std::optional<QList<Node>> remainingMembers(const Removals &removals, const QSet<quint32> &others,
                                            const Node &beforeRoot, const Node &afterRoot)
{
    QList<Node> remaining;
    Node before = beforeRoot;
    Node after = afterRoot;
    while (before) {
        if (removals.gone.contains(before.id())) {
            before = following(before, beforeRoot, true);
            continue;
        }
        const int count = before.childCount() - removals.lost.value(before.id());
        if (!after || !before.hasKeyOf(after) || count != after.childCount() || !isSameContent(before, after))
            return std::nullopt;
        if (others.contains(before.id()))
            remaining += after;
        before = following(before, beforeRoot, false);
        after = following(after, afterRoot, false);
    }
    return after ? std::nullopt : std::optional(remaining);
}

} // namespace

bool isSameTree(const Node &leftRoot, const Node &rightRoot)
{
    Node left = leftRoot;
    Node right = rightRoot;
    while (left && right) {
        const bool isRoot = left == leftRoot;
        if (!isSameContent(left, right) || left.childCount() != right.childCount() ||
            (!isRoot && !left.hasKeyOf(right)))
            return false;
        left = following(left, leftRoot, false);
        right = following(right, rightRoot, false);
    }
    return !left && !right;
}

Result<CheckedEdit> checkedEdit(const Document &document, const ExpectedEdit &expected,
                                const QList<Replacement> &replacements)
{
    const Result<Document> after = parsedAfter(document, expected.node, replacements);
    if (!after)
        return Unexpected{after.error()};
    const Compared compared = compareTrees(expected, document.root(), after->root());
    if (!compared.isAsExpected || !keepsComments(document, *after, replacements))
        return changesOthers(document, expected.node);
    return CheckedEdit{*after, compared.node};
}

Result<Document> checkedValues(const Document &document, const QList<Node> &scalars,
                               const QList<Replacement> &replacements)
{
    if (scalars.isEmpty())
        return document;
    Result<Document> after = parsedAfter(document, scalars.first(), replacements);
    if (!after)
        return after;
    if (!differsOnlyAt(idsOf(scalars), document.root(), after->root()) ||
        !keepsComments(document, *after, replacements))
        return changesOthers(document, scalars.first());
    return after;
}

Result<RemainingMembers> checkedRemovals(const Document &document, const QList<Node> &removed,
                                         const QList<Node> &others, const QList<Replacement> &replacements)
{
    if (removed.isEmpty())
        return RemainingMembers{document, others};
    const Result<Document> after = parsedAfter(document, removed.first(), replacements);
    if (!after)
        return Unexpected{after.error()};
    const auto members = remainingMembers(Removals(removed), idsOf(others), document.root(), after->root());
    if (!members || !keepsComments(document, *after, replacements))
        return changesOthers(document, removed.first());
    return RemainingMembers{*after, *members};
}

} // namespace retune
