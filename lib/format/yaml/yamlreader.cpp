#include <retune/format/yaml/yamlreader.h>

#include <retune/format/yaml/yamllines.h>
#include <retune/format/yaml/yamlscalar.h>
#include <retune/format/yaml/yamlseen.h>
#include <retune/format/yaml/yamlstream.h>
#include <retune/format/yaml/yamltree.h>
#include <retune/text/tr.h>

#include <optional>

namespace retune {

using namespace yaml;

namespace {

/// libyaml compares each tag directive with all before it, so that a file full of them would take hours.
std::optional<Problem> tooManyDirectives(QByteArrayView text)
{
    constexpr int most = 100;
    constexpr QByteArrayView directive("%TAG");
    int count = 0;
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        const bool isDirective =
            text.sliced(at).startsWith(directive) && (at == 0 || isLineEnd(text[at - 1]));
        if (isDirective && ++count > most) {
            Problem problem = syntaxProblem(text, {at, at + directive.size()},
                                            Tr::tr("expected at most %1 tag directives").arg(most));
            problem.kind = ProblemKind::Limit;
            return problem;
        }
    }
    return std::nullopt;
}

QString containerName(const NodeData &node)
{
    if (containerStyle(node.style) == ContainerStyle::Stream && node.kind == Kind::List &&
        !(node.style & IsAlias))
        return Tr::tr("documents");
    return kindName(node.kind);
}

} // namespace

QString YamlFormat::name() const
{
    return QStringLiteral("YAML");
}

QString YamlFormat::shortName() const
{
    return QStringLiteral("yaml");
}

QString YamlFormat::typeName(const NodeData &node) const
{
    const QString name = containerName(node);
    if (node.kind == Kind::Opaque)
        return Tr::tr("alias of what it is part of");
    if (node.style & IsAlias)
        return Tr::tr("alias of %1").arg(name);
    return node.style & HasOwnTag ? Tr::tr("tagged %1").arg(name) : name;
}

QString YamlFormat::decodeKey(QByteArrayView text, const NodeData &node) const
{
    return decodedScalar(text, Kind::String, node.keyStyle);
}

bool YamlFormat::isPlainKey(const NodeData &node) const
{
    return node.keyStyle == static_cast<quint8>(ScalarStyle::Plain);
}

Value YamlFormat::decode(QByteArrayView text, const NodeData &node) const
{
    return {node.kind, decodedScalar(text, node.kind, node.style)};
}

Result<Document> YamlFormat::read(const QByteArray &bytes, const TextFacts &facts, const Limits &limits) const
{
    if (const auto problem = tooManyDirectives(bytes))
        return Unexpected{*problem};
    const Result<Stream> stream = readStream(bytes, facts.bomSize, limits);
    if (!stream)
        return Unexpected{stream.error()};
    return treeOf(*stream, *this, bytes, facts, limits);
}

} // namespace retune
