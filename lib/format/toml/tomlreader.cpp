#include <retune/format/toml/tomlreader.h>

#include <retune/format/toml/tomljudge.h>
#include <retune/format/toml/tomlparser.h>
#include <retune/text/encoding.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

namespace {

/// The judge takes no more levels of brackets than these, as it calls itself for each.
constexpr int deepestForJudge = 256;

/// The single value at a place that the judge names; it stands at its last byte or behind it where the value ends too
/// early.
Node valueAt(const Document &document, qsizetype at)
{
    for (qsizetype offset = at; offset >= 0 && offset >= at - 1; --offset) {
        const Node node = document.nodeAt(offset);
        if (node && isScalar(node.kind()) && node.range().contains(offset))
            return node;
    }
    return {};
}

/// The problem that the judge has with a document that our own reader takes.
Problem problemOf(const Document &document, const TomlObjection &objection)
{
    const QByteArray &bytes = document.bytes();
    const qsizetype at = LineIndex(bytes).offset(bytes, objection.position);
    const Node value = valueAt(document, at);
    if (value && value.kind() != Kind::String) {
        return {ProblemKind::Syntax,
                {},
                document.position(value.range().begin),
                value.range(),
                tomlRefusal(value.kind(), decodedUtf8(value.text()))};
    }
    return {ProblemKind::Syntax,
            {},
            document.position(at),
            {at, std::min(at + 1, bytes.size())},
            Tr::tr("expected TOML 1.0, found something else: %1").arg(objection.words)};
}

} // namespace

QString TomlFormat::name() const
{
    return QStringLiteral("TOML");
}

QString TomlFormat::shortName() const
{
    return QStringLiteral("toml");
}

QString TomlFormat::typeName(const NodeData &node) const
{
    switch (TomlStyle(node.style)) {
    case TomlStyle::Inline:
        return Tr::tr("inline table");
    case TomlStyle::Array:
        return Tr::tr("array");
    case TomlStyle::Sections:
        return Tr::tr("array of tables");
    default:
        return Format::typeName(node);
    }
}

QString TomlFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    const auto style = TomlStyle(node.keyStyle);
    return style == TomlStyle::Bare ? QString::fromLatin1(text) : decodedUtf8(unquotedToml(text, style));
}

bool TomlFormat::isPlainKey(const NodeData &node) const
{
    return TomlStyle(node.keyStyle) == TomlStyle::Bare;
}

Value TomlFormat::decode(QByteArrayView text, const NodeData &node) const
{
    if (node.kind != Kind::String)
        return {node.kind, QString::fromLatin1(text)};
    return Value::string(decodedUtf8(unquotedToml(text, TomlStyle(node.style))));
}

Result<Document> TomlFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    Limits judged = limits;
    judged.depth = std::min(judged.depth, deepestForJudge);
    qsizetype statementBegin = 0;
    bool needsJudge = true;
    const Result<Document> document = [&] {
        TomlParser parser(*this, bytes, facts, judged);
        Result<Document> parsed = parser.parse();
        statementBegin = parser.statementBegin();
        needsJudge = parser.needsJudge();
        return parsed;
    }();
    if (!document) {
        // What the judge does not take may stand further up. It sees only what was read, whose depth is known.
        if (document.error().kind != ProblemKind::Syntax || statementBegin <= facts.bomSize)
            return document;
        const Result<Document> before = parse(bytes.first(statementBegin), limits);
        return before ? document : before;
    }
    const auto objection = needsJudge ? tomlObjection(bytes) : std::nullopt;
    if (objection)
        return Unexpected{problemOf(*document, *objection)};
    return document;
}

} // namespace retune
