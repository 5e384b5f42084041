#include <retune/store/convert.h>

#include <retune/text/tr.h>

namespace retune {

namespace {

/// The value as a sentence shows it: short, and with its kind where the text alone does not tell.
QString described(const Node &node)
{
    constexpr int longest = 40;
    if (!isScalar(node.kind()))
        return Tr::tr("a %1").arg(node.typeName());
    QString text = node.value().text;
    if (text.size() > longest)
        text = text.first(longest) + QChar(0x2026);
    return Tr::tr("the %1 \"%2\"").arg(kindName(node.kind()), text);
}

} // namespace

Unexpected<Problem> conversionProblem(const QString &expected, const Node &found)
{
    return Unexpected{Problem{ProblemKind::WrongType,
                              {},
                              {},
                              found.range(),
                              Tr::tr("expected %1, found %2").arg(expected, described(found))}};
}

Result<qint64> wholeNumber(const Node &node, qint64 minimum, qint64 maximum)
{
    if (node.kind() != Kind::Integer)
        return conversionProblem(Tr::tr("a whole number"), node);
    const std::optional<qint64> number = toInteger(node.value().text);
    if (!number || *number < minimum || *number > maximum)
        return conversionProblem(Tr::tr("a whole number from %1 to %2").arg(minimum).arg(maximum), node);
    return *number;
}

Result<bool> Convert<bool>::from(const Node &node)
{
    if (node.kind() != Kind::Boolean)
        return conversionProblem(Tr::tr("true or false"), node);
    return node.value().text == u"true";
}

Result<double> Convert<double>::from(const Node &node)
{
    const bool isNumber = node.kind() == Kind::Float || node.kind() == Kind::Integer;
    const std::optional<double> number = isNumber ? toFloating(node.value().text) : std::nullopt;
    if (!number)
        return conversionProblem(Tr::tr("a number"), node);
    return *number;
}

Result<QString> Convert<QString>::from(const Node &node)
{
    if (node.kind() != Kind::String)
        return conversionProblem(Tr::tr("a text"), node);
    return node.value().text;
}

Result<QByteArray> Convert<QByteArray>::from(const Node &node)
{
    if (node.kind() == Kind::Bytes)
        return node.value().text.toLatin1();
    if (node.kind() == Kind::String)
        return node.value().text.toUtf8();
    return conversionProblem(Tr::tr("a byte string or a text"), node);
}

} // namespace retune
