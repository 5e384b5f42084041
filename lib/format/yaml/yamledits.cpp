#include <retune/format/yaml/yamlreader.h>

#include <retune/format/flow.h>
#include <retune/format/yaml/yamlanchors.h>
#include <retune/format/yaml/yamlmembers.h>
#include <retune/format/yaml/yamlwriter.h>
#include <retune/text/tr.h>

#include <algorithm>

// The edits of the format: what may be changed, and who spells it.

namespace retune {

using namespace yaml;

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

/// Why members of this container come and go in the text alone; empty where they do not.
QString objectionToLayout(const Node &container)
{
    if (container.style() & IsAlias)
        return {};
    if (containerStyle(container.style()) == ContainerStyle::Stream)
        return Tr::tr("documents of a file are added, removed and moved in the text");
    return containerStyle(container.style()) == ContainerStyle::Pair
               ? Tr::tr("a pair without braces has one key, neither more nor less")
               : QString();
}

QString objectionTo(const Node &container)
{
    const QString anchors = objectionToChangingMembers(container);
    return anchors.isEmpty() ? objectionToLayout(container) : anchors;
}

FlowContainer flowContainerOf(const Node &node)
{
    FlowContainer container = flowContainer(node);
    Node previous;
    for (ByteRange &range : container.members) {
        const Node member = previous ? previous.nextSibling() : node.firstChild();
        range = {memberBegin(previous, member), std::max(member.keyRange().end, member.range().end)};
        previous = member;
    }
    return container;
}

/// Brackets that were empty stay on one line: below a block that is the rule.
FlowRules flowRules(const Node &container)
{
    FlowRules rules;
    rules.staysOnOneLine = container.childCount() == 0;
    return rules;
}

bool isFlow(const Node &container)
{
    return containerStyle(container.style()) == ContainerStyle::Flow;
}

} // namespace

Result<QByteArray> YamlFormat::encode(const Value &value, const Node &node) const
{
    if (const QString why = objectionToChanging(node); !why.isEmpty())
        return refused(why);
    if (isScalar(node.kind()) && sameValue(node.value(), value))
        return node.text().toByteArray();
    return writtenLike(node, value);
}

Result<QList<Replacement>> YamlFormat::insertion(const Document &document, const Node &container,
                                                 const NewMember &member) const
{
    if (const QString why = objectionTo(container); !why.isEmpty())
        return refused(why);
    const Result<QByteArray> value = writtenNew(container, member.value);
    if (!value)
        return Unexpected{value.error()};
    const bool isTable = container.kind() == Kind::Table;
    const Result<QByteArray> key = isTable ? writtenKey(container, member.key) : QByteArray();
    if (!key)
        return Unexpected{key.error()};
    const int position = isTable ? container.childCount() : member.position;
    const QByteArray spelled = isTable ? *key + ": " + *value : *value;
    if (isFlow(container))
        return flowInsertion(document, flowContainerOf(container), flowRules(container), position, spelled);
    if (containerStyle(container.style()) == ContainerStyle::Absent)
        return firstInsertion(document, container, spelled);
    return blockInsertion(document, container, position, isTable ? spelled : "- " + spelled);
}

Result<QList<Replacement>> YamlFormat::removal(const Document &document, const Node &member) const
{
    if (const QString why = objectionToLayout(member.parent()); !why.isEmpty())
        return refused(why);
    if (const QString why = objectionToRemoving(member); !why.isEmpty())
        return refused(why);
    if (isFlow(member.parent()))
        return flowRemoval(document, flowContainerOf(member.parent()), {}, member.position());
    return blockRemoval(document, member);
}

Result<QList<Replacement>> YamlFormat::renaming(const Document &, const Node &member,
                                                const QString &key) const
{
    if (const QString why = objectionToChangingMembers(member.parent()); !why.isEmpty())
        return refused(why);
    const quint8 style = member.keyStyle();
    if (style & IsAliasKey)
        return refused(Tr::tr("this key is an alias; change it in the text"));
    if (style & IsComplexKey)
        return refused(Tr::tr("this key is a list or a table; change it in the text"));
    if (member.keyRange().isEmpty())
        return refused(Tr::tr("this key has no text; give it one in the text"));
    const Result<QByteArray> text = writtenKey(member.parent(), key, scalarStyle(style));
    if (!text)
        return Unexpected{text.error()};
    return QList{Replacement{member.keyRange(), *text}};
}

Result<QList<Replacement>> YamlFormat::movement(const Document &document, const Node &member,
                                                int position) const
{
    if (const QString why = objectionTo(member.parent()); !why.isEmpty())
        return refused(why);
    if (isFlow(member.parent())) {
        return flowMovement(document, flowContainerOf(member.parent()), {}, member.position(), position);
    }
    return blockMovement(document, member, position);
}

} // namespace retune
