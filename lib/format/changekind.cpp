#include <retune/format/changekind.h>

#include <retune/format/format.h>
#include <retune/format/memberkind.h>
#include <retune/text/tr.h>

#include <cmath>

namespace retune {

namespace {

QString zeroOf(Kind kind)
{
    switch (kind) {
    case Kind::Integer:
        return QStringLiteral("0");
    case Kind::Float:
        return QStringLiteral("0.0");
    case Kind::Boolean:
        return QStringLiteral("false");
    case Kind::Null:
        return QStringLiteral("null");
    default:
        return {};
    }
}

Value wholeNumber(const Value &value)
{
    constexpr double highest = 9e18; // less than 64 bits hold
    if (value.kind == Kind::Boolean)
        return Value::integer(value.text == QLatin1String("true") ? 1 : 0);
    if (const Result<Value> whole = valueFromText(Kind::Integer, value.text))
        return *whole;
    const std::optional<double> number = toFloating(value.text.trimmed());
    return Value::integer(number && std::abs(*number) < highest ? qint64(*number) : 0);
}

Value fraction(const Value &value)
{
    const std::optional<double> number = toFloating(value.text.trimmed());
    QString text = number && std::isfinite(*number) ? value.text.trimmed() : zeroOf(Kind::Float);
    const bool isWhole =
        !text.contains(QLatin1Char('.')) && !text.contains(QLatin1Char('e'), Qt::CaseInsensitive);
    return {Kind::Float, isWhole ? text + QLatin1String(".0") : text};
}

Value truth(const Value &value)
{
    const std::optional<double> number = toFloating(value.text.trimmed());
    return Value::boolean(number ? *number != 0 : value.text.compare(u"true", Qt::CaseInsensitive) == 0);
}

/// How the formats that tell types write an empty container, and what to put another kind in the place of one.
QByteArray bareText(Kind kind)
{
    return kind == Kind::Table ? "{}" : kind == Kind::List ? "[]" : "0";
}

/// A value that is not written at all stands right behind its delimiter.
QByteArray spaced(const Node &node, const QByteArray &text)
{
    return node.range().isEmpty() ? ' ' + text : text;
}

} // namespace

QList<Kind> otherKinds(const Document &document, const Node &node)
{
    if (document.isNull() || !node || !node.parent() || !document.format().hasTypes() || node.isShadowed() ||
        node.kind() == Kind::Opaque)
        return {};
    QList<Kind> kinds = addableKinds(document, node.parent()).value_or(QList<Kind>());
    kinds.removeIf(
        [&](Kind kind) { return kind == node.kind() || kind == Kind::DateTime || kind == Kind::Bytes; });
    return kinds;
}

Value valueOfKind(const Value &value, Kind kind)
{
    const bool hasText = isScalar(value.kind) && value.kind != Kind::Null;
    const Value from = hasText ? value : Value::string({});
    switch (kind) {
    case Kind::String:
        return Value::string(from.text);
    case Kind::Integer:
        return wholeNumber(from);
    case Kind::Float:
        return fraction(from);
    case Kind::Boolean:
        return truth(from);
    default:
        return {kind, zeroOf(kind)};
    }
}

Result<Edit> changeKind(const Document &document, const KeyPath &path, Kind kind)
{
    const Node node = document.isNull() ? Node() : document.find(path);
    if (!node)
        return Unexpected{
            Problem{ProblemKind::NoSuchKey, {}, {}, {}, Tr::tr("there is no %1").arg(path.toString())}};
    if (isContainer(kind))
        return setText(document, path, spaced(node, bareText(kind)));
    const Value value = valueOfKind(node.value(), kind);
    if (!node.isContainer())
        return setValue(document, path, value);
    const Result<Edit> bare = setText(document, path, bareText(kind));
    if (!bare)
        return bare;
    const Result<Edit> filled = setValue(bare->result, path, value);
    if (!filled)
        return filled;
    return Edit{{difference(document.bytes(), filled->result.bytes())}, filled->result};
}

Value valueByLooks(const Format &format, const QString &text)
{
    const QString word = text.trimmed();
    if (!format.hasTypes())
        return Value::string(text);
    if (format.id() == FormatId::Python && (word == u"True" || word == u"False"))
        return Value::boolean(word == u"True");
    if (format.id() == FormatId::Python && word == u"None")
        return Value::null();
    const Kind kind = kindByLooks(word);
    return kind == Kind::String ? Value::string(text) : Value{kind, word};
}

} // namespace retune
