// Removes many members at once: one by one, the text would be read anew for each of them.

#include <retune/format/edit.h>

#include <retune/format/editcheck.h>
#include <retune/format/format.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <utility>

namespace retune {

namespace {

/// In the order of the text, without those that go with another one.
QList<Node> topmost(QList<Node> nodes)
{
    QSet<quint32> chosen;
    for (const Node &node : std::as_const(nodes))
        chosen.insert(node.id());
    const auto goesWithOther = [&chosen](const Node &node) {
        for (Node above = node.parent(); above; above = above.parent()) {
            if (chosen.contains(above.id()))
                return true;
        }
        return false;
    };
    const auto isEarlier = [](const Node &left, const Node &right) { return left.id() < right.id(); };
    nodes.removeIf(goesWithOther);
    std::sort(nodes.begin(), nodes.end(), isEarlier);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

struct Batch
{
    QList<Node> removed;
    QList<Node> others;
    QList<Replacement> replacements;
};

/// Those whose removals do not overlap: of neighbours both may take away the comma between them. One of several members stays in
/// each container, for the format may have something to write where the last one goes.
Batch removableTogether(const Document &document, const QList<Node> &nodes)
{
    Batch batch;
    QHash<quint32, int> lost; // members of each container
    qsizetype done = 0;
    for (const Node &node : nodes) {
        const Node parent = node.parent();
        const Result<QList<Replacement>> removal = document.format().removal(document, node);
        const bool isLastLeft = parent.childCount() > 1 && lost.value(parent.id()) + 1 == parent.childCount();
        if (!removal || removal->isEmpty() || removal->first().range.begin < done || isLastLeft) {
            batch.others += node;
            continue;
        }
        ++lost[parent.id()];
        batch.removed += node;
        batch.replacements += *removal;
        done = removal->last().range.end;
    }
    return batch;
}

/// Where the member is now: a list that is written by giving its key several times is the key itself when one member is left.
KeyPath placeOf(const Document &document, const KeyPath &path)
{
    const Node parent = document.find(path.parent());
    return parent && parent.isListOfOne() ? path.parent() : path;
}

/// The last first, so that the positions of those before it stay.
Result<Document> removedOneByOne(const Document &document, const QList<Node> &nodes)
{
    QList<KeyPath> paths;
    for (const Node &node : nodes)
        paths += node.path();
    Document left = document;
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        const Result<Edit> step = removeValue(left, placeOf(left, *path));
        if (!step)
            return Unexpected{step.error()};
        left = step->result;
    }
    return left;
}

Result<Document> removed(const Document &document, const QList<Node> &nodes)
{
    Document left = document;
    QList<Node> waiting = nodes;
    while (waiting.size() > 1) {
        const Batch batch = removableTogether(left, waiting);
        const Result<RemainingMembers> remaining =
            checkedRemovals(left, batch.removed, batch.others, batch.replacements);
        if (!remaining || batch.removed.isEmpty())
            break;
        left = remaining->document;
        waiting = remaining->members;
    }
    return removedOneByOne(left, waiting);
}

} // namespace

Result<Edit> removeValues(const Document &document, const QList<KeyPath> &paths)
{
    QList<Node> nodes;
    for (const KeyPath &path : paths) {
        const Node node = document.find(path);
        if (!node || path.isEmpty()) // it says why
            return removeValue(document, path);
        nodes += node;
    }
    const Result<Document> left = removed(document, topmost(nodes));
    if (!left)
        return Unexpected{left.error()};
    if (left->bytes() == document.bytes())
        return Edit{{}, document};
    return Edit{{difference(document.bytes(), left->bytes())}, *left};
}

} // namespace retune
