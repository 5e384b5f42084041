#include "tree/valuetext.h"

#include <retune/format/secret.h>

#include <QtCore/QCoreApplication>

namespace retune {

namespace {

/// The sentences of this file, for translators.
struct ValueText
{
    Q_DECLARE_TR_FUNCTIONS(ValueText)
};

constexpr int maximumValueLength = 300;
constexpr int maximumContainerBytes = 48;
constexpr int maximumSearchedNodes = 5000;

QString containerText(const Node &node)
{
    const QByteArrayView text = node.text();
    const bool isWrittenInPlace = node.kind() == Kind::List && text.size() <= maximumContainerBytes &&
                                  !text.contains('\n') && !text.contains('\r');
    return isWrittenInPlace && !text.isEmpty() && !holdsSecrets(node) ? QString::fromUtf8(text)
                                                                      : sizeText(node);
}

/// Where `budget` nodes do not suffice to know, there may be some.
bool holdsSecretKeys(const Node &node, int &budget)
{
    for (Node member = node.firstChild(); member; member = member.nextSibling()) {
        if (--budget < 0 || isSecretKey(KeyPath{member.key()}) || holdsSecretKeys(member, budget))
            return true;
    }
    return false;
}

} // namespace

QString sizeText(const Node &container)
{
    const int count = container.childCount();
    if (container.kind() == Kind::List)
        return count == 1 ? ValueText::tr("1 item") : ValueText::tr("%n items", nullptr, count);
    return count == 1 ? ValueText::tr("1 key") : ValueText::tr("%n keys", nullptr, count);
}

bool holdsSecrets(const Node &node)
{
    int budget = maximumSearchedNodes;
    return isSecretKey(node.path()) || holdsSecretKeys(node, budget);
}

QString nameText(const Node &node, int position)
{
    if (node.parent().kind() == Kind::List)
        return QLatin1Char('[') + QString::number(position) + QLatin1Char(']');
    const QString key = node.key();
    return key.isEmpty() ? QStringLiteral("\"\"") : onOneLine(key, maximumValueLength);
}

QString onOneLine(QStringView text, int maximumLength)
{
    QString line = text.first(std::min<qsizetype>(text.size(), maximumLength)).toString();
    line.replace(QLatin1String("\r\n"), QStringLiteral("\n"));
    for (QChar &c : line) {
        if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = QChar(0x23CE);
        else if (c == QLatin1Char('\t'))
            c = QLatin1Char(' ');
    }
    if (text.size() > maximumLength)
        line += QChar(0x2026);
    return line;
}

QString valueText(const Node &node)
{
    if (node.isContainer())
        return containerText(node);
    return valueText(node.value());
}

QString valueText(const Value &value)
{
    return onOneLine(value.text, maximumValueLength);
}

QString typeText(const Node &node)
{
    return node.typeName();
}

QString whyNotEditable(const Node &node)
{
    if (node.isShadowed())
        return ValueText::tr("The same key is given again further down, and programs see that one.");
    switch (node.kind()) {
    case Kind::Table:
    case Kind::List:
        return ValueText::tr("Its members are edited one by one.");
    case Kind::Opaque:
        return ValueText::tr(
            "This is code, not a plain value. It is kept as it is and can be edited in the text.");
    default:
        return {};
    }
}

} // namespace retune
