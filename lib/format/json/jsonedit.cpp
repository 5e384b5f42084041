#include <retune/format/json/jsonreader.h>

#include <retune/format/flow.h>
#include <retune/format/json/jsontext.h>

#include <algorithm>

namespace retune {

namespace {

/// What stands between the key and the value of a member: a colon, perhaps with blanks; empty where there is more.
QByteArray colonOf(const Document &document, const Node &member)
{
    const qsizetype begin = member.keyRange().end;
    const QByteArray between = document.bytes().mid(begin, member.range().begin - begin);
    const bool isPlain =
        std::all_of(between.begin(), between.end(), [](char c) { return c == ':' || c == ' ' || c == '\t'; });
    return isPlain ? between : QByteArray();
}

/// The colon as the members of `table` write it, else as the first of the document does.
QByteArray colonFor(const Document &document, const Node &table)
{
    for (Node member = table.firstChild(); member; member = member.nextSibling()) {
        if (const QByteArray colon = colonOf(document, member); !colon.isEmpty())
            return colon;
    }
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        const QByteArray colon = node.keyRange().isEmpty() ? QByteArray() : colonOf(document, node);
        if (!colon.isEmpty())
            return colon;
    }
    return QByteArrayLiteral(": ");
}

FlowRules rulesFor(const Document &document, const Node &container)
{
    FlowRules rules;
    if (container.kind() == Kind::Table && !colonFor(document, container).contains(' '))
        rules.separator = ",";
    return rules;
}

} // namespace

Result<QList<Replacement>> JsonFormat::insertion(const Document &document, const Node &container,
                                                 const NewMember &member) const
{
    Result<QByteArray> text = member.value.kind == Kind::Table  ? QByteArray("{}")
                              : member.value.kind == Kind::List ? QByteArray("[]")
                                                                : encode(member.value, container);
    if (!text)
        return Unexpected{text.error()};
    const FlowRules rules = rulesFor(document, container);
    if (container.kind() == Kind::List)
        return flowInsertion(document, flowContainer(container), rules, member.position, *text);
    const QByteArray spelled = quotedJson(member.key) + colonFor(document, container) + *text;
    return flowInsertion(document, flowContainer(container), rules, container.childCount(), spelled);
}

Result<QList<Replacement>> JsonFormat::removal(const Document &document, const Node &member) const
{
    return flowRemoval(document, flowContainer(member.parent()), {}, member.position());
}

Result<QList<Replacement>> JsonFormat::renaming(const Document &, const Node &member,
                                                const QString &key) const
{
    return QList{Replacement{member.keyRange(), quotedJson(key)}};
}

Result<QList<Replacement>> JsonFormat::movement(const Document &document, const Node &member,
                                                int position) const
{
    return flowMovement(document, flowContainer(member.parent()), {}, member.position(), position);
}

} // namespace retune
