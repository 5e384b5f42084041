#include <retune/format/json/jsonreader.h>

#include <retune/format/json/jsonparser.h>
#include <retune/format/json/jsontext.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

namespace retune {

using namespace json;

namespace {

Unexpected<Problem> refused(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

Result<QByteArray> encodedNumber(const Value &value)
{
    const QByteArray text = value.text.toUtf8();
    const JsonNumber number = scanJsonNumber(text);
    if (!number.isValid || number.size != text.size() || (value.kind == Kind::Integer && !number.isWhole))
        return refused(Tr::tr("JSON writes %1 in plain decimal digits, not as \"%2\"")
                           .arg(withArticle(kindName(value.kind)), value.text));
    return value.kind == Kind::Float && number.isWhole ? text + ".0" : text;
}

} // namespace

QString JsonFormat::name() const
{
    return m_id == FormatId::Jsonc ? QStringLiteral("JSONC") : QStringLiteral("JSON");
}

QString JsonFormat::shortName() const
{
    return m_id == FormatId::Jsonc ? QStringLiteral("jsonc") : QStringLiteral("json");
}

QString JsonFormat::typeName(const NodeData &node) const
{
    if (node.kind == Kind::Table)
        return Tr::tr("object");
    return node.kind == Kind::List ? Tr::tr("array") : Format::typeName(node);
}

QString JsonFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    return node.keyStyle == Escaped ? unescapedJson(inner) : decodedUtf8(inner);
}

bool JsonFormat::isPlainKey(const NodeData &node) const
{
    return node.keyStyle == Plain;
}

Value JsonFormat::decode(QByteArrayView text, const NodeData &node) const
{
    if (node.kind != Kind::String)
        return {node.kind, QString::fromLatin1(text)};
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    return Value::string(node.style == Escaped ? unescapedJson(inner) : decodedUtf8(inner));
}

Result<QByteArray> JsonFormat::encode(const Value &value, const Node &) const
{
    switch (value.kind) {
    case Kind::String:
        return quotedJson(value.text);
    case Kind::Integer:
    case Kind::Float:
        return encodedNumber(value);
    case Kind::Boolean:
        return QByteArray(value.text == QLatin1String("true") ? "true" : "false");
    case Kind::Null:
        return QByteArray("null");
    case Kind::Bytes:
    case Kind::DateTime:
    case Kind::Table:
    case Kind::List:
    case Kind::Opaque:
        break;
    }
    return refused(Tr::tr("JSON has no way to write %1").arg(withArticle(kindName(value.kind))));
}

Result<Document> JsonFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    return parsedJson(*this, bytes, facts, limits);
}

} // namespace retune
