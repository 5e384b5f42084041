#include <retune/format/yaml/yamlanchors.h>

#include <retune/format/yaml/yamlgap.h>
#include <retune/format/yaml/yamlstyle.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/tr.h>

#include <QtCore/QHash>

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

Node memberBefore(const Node &node)
{
    Node before;
    for (Node other = node.parent() ? node.parent().firstChild() : node; other != node;
         other = other.nextSibling())
        before = other;
    return before;
}

/// The anchor or tag of `node`, whose sibling before is `previous`.
QString propertyBehind(const Node &previous, const Node &node, char sign)
{
    const QByteArrayView text = node.documentBytes();
    // What stands before the value and belongs to nothing else: behind its key, the member before or the opening.
    const qsizetype begin = !node.keyRange().isEmpty() ? node.keyRange().end
                            : previous                 ? previous.range().end
                            : node.parent()            ? node.parent().range().begin
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

/// Calls `use` for each node from `node` on downwards that an alias refers to, with the name of its anchor. Recursion is as
/// deep as the document.
template<typename Use>
void forEachAnchor(const Node &previous, const Node &node, const Use &use)
{
    if (node.style() & IsExpanded)
        return;
    if (node.style() & IsReferred)
        use(node, propertyBehind(previous, node, '&').mid(1));
    Node before;
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        forEachAnchor(before, member, use);
        before = member;
    }
}

/// The last node before `alias` with its anchor, or a null node.
Node anchorOf(const Node &alias)
{
    const QString name = decodedUtf8(alias.text().sliced(1));
    const Node root = documentOf(alias);
    Node found;
    forEachAnchor(memberBefore(root), root, [&](const Node &node, const QString &anchor) {
        if (node.range().begin < alias.range().begin && anchor == name)
            found = node;
    });
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

/// The first alias behind `member` for each anchor that has some there.
QHash<QString, Node> aliasesBehind(const Node &member)
{
    QHash<QString, Node> aliases;
    Node node = member;
    while (node && !node.nextSibling()) // where it is the last, what is around it ends as well
        node = node.parent();
    const Node end = documentOf(member).nextSibling();
    for (node = node ? node.nextSibling() : node; node && node != end; node = following(node)) {
        if (!(node.style() & IsAlias) || (node.style() & IsExpanded))
            continue;
        const QString name = decodedUtf8(node.text().sliced(1));
        if (!aliases.contains(name))
            aliases.insert(name, node);
    }
    return aliases;
}

QString referredObjection(const Node &anchored)
{
    const QString name = propertyOf(anchored, '&');
    const Node alias = aliasesBehind(anchored).value(name.mid(1));
    return alias ? Tr::tr("the alias in line %1 stands for the anchor \"%2\" here, and would change as well; "
                          "change it in the text")
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
    const QHash<QString, Node> aliases = aliasesBehind(member);
    if (aliases.isEmpty())
        return {};
    QString why;
    forEachAnchor(memberBefore(member), member, [&](const Node &, const QString &anchor) {
        const Node alias = aliases.value(anchor);
        if (alias && why.isEmpty()) {
            why = Tr::tr("the alias in line %1 stands for the anchor \"&%2\" here, and would lead nowhere")
                      .arg(QString::number(lineOf(alias)), anchor);
        }
    });
    return why;
}

QString propertyOf(const Node &node, char sign)
{
    return propertyBehind(memberBefore(node), node, sign);
}

} // namespace retune::yaml
