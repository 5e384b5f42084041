#pragma once

#include <retune/format/document.h>
#include <retune/text/result.h>

#include <QtCore/QStringList>

namespace retune {

/// The tree on one line: kind and value of every node, keys in front.
inline QString outline(const Node &node)
{
    if (!node.isContainer())
        return kindName(node.kind()) + QLatin1Char(' ') + node.value().text;
    QStringList members;
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        const QString key = node.kind() == Kind::Table ? member.key() + QStringLiteral(": ") : QString();
        members += key + outline(member) + (member.isShadowed() ? QStringLiteral(" (shadowed)") : QString());
    }
    const QString inside = members.join(QLatin1String(", "));
    return node.kind() == Kind::Table ? QLatin1Char('{') + inside + QLatin1Char('}')
                                      : QLatin1Char('[') + inside + QLatin1Char(']');
}

/// The problem as people read it, or the tree where there is none.
inline QString messageOf(const Result<Document> &result)
{
    return result ? QStringLiteral("accepted: ") + outline(result->root()) : result.error().toString();
}

} // namespace retune
