#include <retune/format/yaml/yamlanchors.h>

#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune::yaml {

namespace {

/// The node after `node` in the order of the file.
Node following(Node node)
{
    if (node.firstChild())
        return node.firstChild();
    while (node && !node.nextSibling())
        node = node.parent();
    return node ? node.nextSibling() : node;
}

/// The document of the stream that `node` is in.
Node documentOf(Node node)
{
    const auto isStream = [](const Node &candidate) {
        return candidate.kind() == Kind::List && !(candidate.style() & (IsAlias | IsExpanded)) &&
               containerStyle(candidate.style()) == ContainerStyle::Stream;
    };
    while (node.parent() && !isStream(node.parent()))
        node = node.parent();
    return node;
}

int lineOf(const Node &node)
{
    return positionAt(node.documentBytes(), node.range().begin).line;
}

bool isAliasOf(const Node &node, const QString &anchor)
{
    return (node.style() & IsAlias) && !(node.style() & IsExpanded) &&
           decodedUtf8(node.text().sliced(1)) == anchor;
}

/// The last node before `alias` with its anchor, or a null node.
Node anchorOf(const Node &alias)
{
    const QString name = QLatin1Char('&') + decodedUtf8(alias.text().sliced(1));
    Node found;
    for (Node node = documentOf(alias); node && node != alias; node = following(node)) {
        if ((node.style() & IsReferred) && !(node.style() & IsExpanded) && propertyOf(node, '&') == name)
            found = node;
    }
    return found;
}

QString copyObjection(Node copy)
{
    while (copy.style() & IsExpanded)
        copy = copy.parent();
    const QString name = QLatin1Char('&') + decodedUtf8(copy.text().sliced(1));
    const Node anchor = anchorOf(copy);
    if (!anchor)
        return Tr::tr("this is a copy of what stands at the anchor \"%1\"; change it there").arg(name);
    return Tr::tr(
               "this is a copy of what stands at the anchor \"%1\" in line %2; change it there, in the text")
        .arg(name, QString::number(lineOf(anchor)));
}

/// The first alias outside of `member` for the anchor of `anchored`, or a null node.
Node aliasOutside(const Node &member, const Node &anchored)
{
    const QString name = propertyOf(anchored, '&').mid(1);
    for (Node node = documentOf(member); node; node = following(node)) {
        const bool isAfter = node.range().begin >= anchored.range().end;
        const bool isInside =
            member.range().begin <= node.range().begin && node.range().end <= member.range().end;
        if (isAfter && !isInside && isAliasOf(node, name))
            return node;
    }
    return {};
}

QString referredObjection(const Node &anchored)
{
    const QString name = propertyOf(anchored, '&');
    const Node alias = aliasOutside(anchored, anchored);
    return alias ? Tr::tr("the alias in line %1 stands for the anchor \"%2\" here, and would change as well; "
                          "change "
                          "it in the text")
                       .arg(QString::number(lineOf(alias)), name)
                 : Tr::tr("an alias stands for the anchor \"%1\" here, and would change as well; change it "
                          "in the text")
                       .arg(name);
}

} // namespace

QString objectionToChanging(const Node &node)
{
    if (node.style() & IsExpanded)
        return copyObjection(node);
    for (Node around = node; around; around = around.parent()) {
        if (around.style() & IsReferred)
            return referredObjection(around);
    }
    return {};
}

QString objectionToChangingMembers(const Node &container)
{
    return container.style() & IsAlias ? copyObjection(container) : objectionToChanging(container);
}

QString objectionToRemoving(const Node &member)
{
    if (const QString why = objectionToChangingMembers(member.parent()); !why.isEmpty())
        return why;
    Node last = member;
    while (last && !last.nextSibling())
        last = last.parent();
    const Node end = last ? last.nextSibling() : last;
    for (Node node = member; node && node != end; node = following(node)) {
        if (!(node.style() & IsReferred) || (node.style() & IsExpanded))
            continue;
        if (const Node alias = aliasOutside(member, node)) {
            return Tr::tr("the alias in line %1 stands for the anchor \"%2\" here, and would lead nowhere")
                .arg(QString::number(lineOf(alias)), propertyOf(node, '&'));
        }
    }
    return {};
}

QString propertyOf(const Node &node, char sign)
{
    const QByteArrayView text = node.documentBytes();
    const Node previous = [&] {
        Node before = node.parent() ? node.parent().firstChild() : node;
        while (before != node && before.nextSibling() != node)
            before = before.nextSibling();
        return before == node ? Node() : before;
    }();
    const Node parent = node.parent();
    // What stands before the value and belongs to nothing else: behind its key, the member before or the opening.
    qsizetype begin = !node.keyRange().isEmpty() ? node.keyRange().end
                      : previous                 ? previous.range().end
                      : parent                   ? parent.range().begin
                                                 : 0;
    QString found;
    Gap gap(text, begin);
    while (gap.at() < node.range().begin) {
        const char c = text[gap.at()];
        const qsizetype at = gap.at();
        if (c == '&' || c == '!') {
            gap.readProperties(1);
            if (c == sign)
                found = decodedUtf8(text.sliced(at, gap.at() - at));
        } else if (c == '#') {
            gap.readBlanks();
        } else {
            gap.readTo(at + 1);
        }
    }
    return found;
}

} // namespace retune::yaml
