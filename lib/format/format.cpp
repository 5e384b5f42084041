#include <retune/format/format.h>

#include <retune/format/ini/inireader.h>
#include <retune/format/json/jsonreader.h>
#include <retune/format/python/pythonreader.h>
#include <retune/format/toml/tomlreader.h>
#include <retune/format/yaml/yamlreader.h>
#include <retune/text/bytesize.h>
#include <retune/text/tr.h>

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace retune {

Result<Document> Format::parse(const QByteArray &bytes, const Limits &limits) const
{
    if (bytes.size() > limits.bytes)
        return Unexpected{tooLarge(bytes.size(), limits.bytes)};
    const Result<TextFacts> facts = inspect(bytes);
    if (!facts)
        return Unexpected{facts.error()};
    return read(bytes, *facts, limits);
}

QString Format::typeName(const NodeData &node) const
{
    return kindName(node.kind);
}

namespace {

Unexpected<Problem> noWay(const QString &message)
{
    return Unexpected{Problem{ProblemKind::Refused, {}, {}, {}, message}};
}

} // namespace

Result<QList<Replacement>> Format::insertion(const Document &, const Node &container, const NewMember &) const
{
    return noWay(Tr::tr("%1 has no way to add to %2").arg(name(), withArticle(container.typeName())));
}

Result<QList<Replacement>> Format::removal(const Document &, const Node &member) const
{
    return noWay(Tr::tr("%1 has no way to remove %2").arg(name(), withArticle(member.typeName())));
}

Result<QList<Replacement>> Format::renaming(const Document &, const Node &member, const QString &) const
{
    return noWay(Tr::tr("%1 has no way to rename %2").arg(name(), withArticle(member.typeName())));
}

Result<QList<Replacement>> Format::movement(const Document &, const Node &member, int) const
{
    return noWay(Tr::tr("%1 has no way to move %2").arg(name(), withArticle(member.typeName())));
}

Problem emptyFile()
{
    return {ProblemKind::Syntax, {}, {}, {}, Tr::tr("expected settings, found an empty file")};
}

const Format &format(FormatId id)
{
    static const JsonFormat json(FormatId::Json);
    static const JsonFormat jsonc(FormatId::Jsonc);
    static const TomlFormat toml;
    static const IniFormat ini;
    static const PythonFormat python;
    static const YamlFormat yaml;
    switch (id) {
    case FormatId::Json:
        return json;
    case FormatId::Jsonc:
        return jsonc;
    case FormatId::Toml:
        return toml;
    case FormatId::Ini:
        return ini;
    case FormatId::Yaml:
        return yaml;
    case FormatId::Python:
        break;
    }
    return python;
}

const std::vector<const Format *> &formats()
{
    static const std::vector<const Format *> all{&format(FormatId::Json), &format(FormatId::Jsonc),
                                                 &format(FormatId::Toml), &format(FormatId::Yaml),
                                                 &format(FormatId::Ini),  &format(FormatId::Python)};
    return all;
}

const Format *formatByName(QStringView shortName)
{
    const auto found = std::find_if(formats().begin(), formats().end(),
                                    [&](const Format *format) { return format->shortName() == shortName; });
    return found == formats().end() ? nullptr : *found;
}

const std::vector<FormatRule> &formatRules()
{
    static const std::vector<FormatRule> rules{
        {QStringLiteral("*.jsonc"), FormatId::Jsonc},
        {QStringLiteral("tsconfig*.json"), FormatId::Jsonc},
        {QStringLiteral(".vscode/*.json"), FormatId::Jsonc},
        {QStringLiteral("devcontainer.json"), FormatId::Jsonc},
        {QStringLiteral("*.json"), FormatId::Json},
        {QStringLiteral("*.toml"), FormatId::Toml},
        {QStringLiteral("*.yaml"), FormatId::Yaml},
        {QStringLiteral("*.yml"), FormatId::Yaml},
        {QStringLiteral("*.ini"), FormatId::Ini},
        {QStringLiteral("*.cfg"), FormatId::Ini},
        {QStringLiteral("*.conf"), FormatId::Ini},
        {QStringLiteral("*setting*.py"), FormatId::Python},
        {QStringLiteral("*config*.py"), FormatId::Python},
        {QStringLiteral("*conf*.py"), FormatId::Python},
    };
    return rules;
}

namespace {

/// Shell wildcards, compiled once: `*` and `?` stay within one path segment.
class NamePattern
{
public:
    explicit NamePattern(const QString &pattern)
        : m_segments(int(pattern.count(u'/')) + 1)
        , m_expression(QRegularExpression::wildcardToRegularExpression(pattern))
    {}

    bool matches(QStringView path) const
    {
        qsizetype from = path.size();
        for (int i = 0; i < m_segments && from >= 0; ++i)
            from = from == 0 ? -1 : path.lastIndexOf(u'/', from - 1);
        return m_expression.match(path.sliced(from + 1).toString()).hasMatch();
    }

private:
    int m_segments;
    QRegularExpression m_expression;
};

std::vector<NamePattern> compiled(const std::vector<QString> &patterns)
{
    return {patterns.begin(), patterns.end()};
}

} // namespace

const Format *formatForPath(QStringView path)
{
    static const std::vector<NamePattern> patterns = [] {
        std::vector<NamePattern> made;
        for (const FormatRule &rule : formatRules())
            made.emplace_back(rule.pattern);
        return made;
    }();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        if (patterns[i].matches(path))
            return &format(formatRules()[i].format);
    }
    return nullptr;
}

bool isTraceOfSaving(QStringView fileName)
{
    static const std::vector<NamePattern> patterns = compiled({
        QStringLiteral("*~"),
        QStringLiteral(".#*"),
        QStringLiteral("#*#"),
        QStringLiteral("4913"),
        QStringLiteral(".*.sw?"),
        QStringLiteral("*.tmp"),
        QStringLiteral("sed??????"),
        QStringLiteral("*.lock"),
        QStringLiteral("*___jb_*"),
        QStringLiteral(".goutputstream-*"),
        QStringLiteral("..*"),
    });
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const NamePattern &pattern) { return pattern.matches(fileName); });
}

} // namespace retune
