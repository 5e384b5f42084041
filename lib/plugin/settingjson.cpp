#include <retune/plugin/settingjson.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace retune {

namespace {

constexpr qint64 largestExact = Q_INT64_C(1) << 53; // in a double

QJsonValue scalarJson(const Value &value, LargeIntegers large)
{
    switch (value.kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Boolean:
        return value.text == u"true";
    case Kind::Float:
        if (const auto number = toFloating(value.text))
            return *number;
        return value.text;
    case Kind::Integer: {
        const auto number = toInteger(value.text);
        const bool fits = number && (large == LargeIntegers::AsNumbers ||
                                     (*number <= largestExact && *number >= -largestExact));
        return fits ? QJsonValue(*number) : QJsonValue(value.text);
    }
    default:
        return value.text;
    }
}

} // namespace

// Recursion is bounded: readers limit the depth (`Limits::depth`).
QJsonValue settingJson(const Node &node, LargeIntegers large)
{
    if (!node || node.kind() == Kind::Opaque)
        return QJsonValue::Undefined;
    if (node.kind() == Kind::Table) {
        QJsonObject table;
        for (Node member = node.firstChild(); member; member = member.nextSibling()) {
            const QJsonValue value = settingJson(member, large);
            if (!member.isShadowed() && !value.isUndefined())
                table.insert(member.key(), value);
        }
        return table;
    }
    if (node.kind() == Kind::List) {
        QJsonArray list;
        for (Node member = node.firstChild(); member; member = member.nextSibling()) {
            const QJsonValue value = settingJson(member, large);
            list.append(value.isUndefined() ? QJsonValue(QJsonValue::Null)
                                            : value); // keeps the others' places
        }
        return list;
    }
    return scalarJson(node.value(), large);
}

} // namespace retune
