#include <retune/format/format.h>

#include <retune/format/code/codeformat.h>
#include <retune/format/json/jsonreader.h>
#include <retune/format/lines/envformat.h>
#include <retune/format/lines/gitformat.h>
#include <retune/format/lines/iniformat.h>
#include <retune/format/lines/propertiesformat.h>
#include <retune/format/lines/qsettingsformat.h>
#include <retune/format/lines/systemdformat.h>
#include <retune/format/namepattern.h>
#include <retune/format/python/pythonreader.h>
#include <retune/format/secret.h>
#include <retune/format/toml/tomlreader.h>
#include <retune/format/yaml/yamlreader.h>
#include <retune/text/bytesize.h>
#include <retune/text/tr.h>

#include <algorithm>

namespace retune {

Result<Document> Format::parse(const QByteArray &bytes, const Limits &limits) const
{
    if (bytes.size() > limits.bytes)
        return Unexpected{tooLarge(bytes.size(), limits.bytes)};
    const Result<TextFacts> facts = isText() ? inspect(bytes) : TextFacts();
    if (!facts)
        return Unexpected{facts.error()};
    Result<Document> document = read(bytes, *facts, limits);
    if (!document)
        return Unexpected{withoutSecrets(std::move(document.error()), bytes)};
    return document;
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
    static const GitFormat git;
    static const SystemdFormat systemd;
    static const QSettingsFormat qSettings;
    static const EnvFormat env;
    static const PropertiesFormat properties;
    static const PythonFormat python;
    static const YamlFormat yaml;
    static const CodeFormat javaScript(FormatId::JavaScript);
    static const CodeFormat cpp(FormatId::Cpp);
    static const CodeFormat nativeLibrary(FormatId::NativeLibrary);
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
    case FormatId::Git:
        return git;
    case FormatId::Systemd:
        return systemd;
    case FormatId::QSettings:
        return qSettings;
    case FormatId::Env:
        return env;
    case FormatId::Properties:
        return properties;
    case FormatId::JavaScript:
        return javaScript;
    case FormatId::Cpp:
        return cpp;
    case FormatId::NativeLibrary:
        return nativeLibrary;
    case FormatId::Python:
        break;
    }
    return python;
}

const std::vector<const Format *> &formats()
{
    static const std::vector<const Format *> all{
        &format(FormatId::Json),       &format(FormatId::Jsonc),     &format(FormatId::Toml),
        &format(FormatId::Yaml),       &format(FormatId::Ini),       &format(FormatId::Git),
        &format(FormatId::Systemd),    &format(FormatId::QSettings), &format(FormatId::Env),
        &format(FormatId::Properties), &format(FormatId::Python)};
    return all;
}

const Format *formatByName(QStringView shortName)
{
    const auto found = std::find_if(formats().begin(), formats().end(),
                                    [&](const Format *format) { return format->shortName() == shortName; });
    return found == formats().end() ? nullptr : *found;
}

namespace {

/// The suffixes of systemd's unit files and of its network settings. A folder `name.service.d` holds more of a unit.
void addSystemdRules(std::vector<FormatRule> &rules)
{
    for (const char *suffix : {"service", "timer", "socket", "mount", "automount", "target", "path", "slice",
                               "network", "netdev", "link", "nspawn"}) {
        const QString name = QStringLiteral("*.") + QLatin1String(suffix);
        rules.push_back({name, FormatId::Systemd});
        rules.push_back({name + QStringLiteral(".d/*.conf"), FormatId::Systemd});
    }
}

std::vector<FormatRule> madeRules()
{
    std::vector<FormatRule> rules{
        {QStringLiteral("*.jsonc"), FormatId::Jsonc},
        {QStringLiteral("tsconfig*.json"), FormatId::Jsonc},
        {QStringLiteral(".vscode/*.json"), FormatId::Jsonc},
        {QStringLiteral("devcontainer.json"), FormatId::Jsonc},
        {QStringLiteral("*.json"), FormatId::Json},
        {QStringLiteral("*.toml"), FormatId::Toml},
        {QStringLiteral("*.yaml"), FormatId::Yaml},
        {QStringLiteral("*.yml"), FormatId::Yaml},
        {QStringLiteral(".gitconfig"), FormatId::Git},
        {QStringLiteral("*.gitconfig"), FormatId::Git},
        {QStringLiteral("gitconfig"), FormatId::Git},
        {QStringLiteral(".gitmodules"), FormatId::Git},
        {QStringLiteral(".lfsconfig"), FormatId::Git},
        {QStringLiteral(".git/config"), FormatId::Git},
        {QStringLiteral(".git/config.worktree"), FormatId::Git},
    };
    addSystemdRules(rules);
    const std::vector<FormatRule> others{
        {QStringLiteral("*.ini"), FormatId::Ini},
        {QStringLiteral("*.cfg"), FormatId::Ini},
        {QStringLiteral("*.conf"), FormatId::Ini},
        {QStringLiteral("*.properties"), FormatId::Properties},
        {QStringLiteral("*setting*.py"), FormatId::Python},
        {QStringLiteral("*config*.py"), FormatId::Python},
        {QStringLiteral("*conf*.py"), FormatId::Python},
        {QStringLiteral("*.env"), FormatId::Env},
        {QStringLiteral(".env.*"), FormatId::Env},
    };
    rules.insert(rules.end(), others.begin(), others.end());
    return rules;
}

} // namespace

const std::vector<FormatRule> &formatRules()
{
    static const std::vector<FormatRule> rules = madeRules();
    return rules;
}

const Format *formatForPath(QStringView path)
{
    const auto rule = std::find_if(formatRules().begin(), formatRules().end(), [&](const FormatRule &one) {
        return matchesNamePattern(path, one.pattern);
    });
    return rule == formatRules().end() ? nullptr : &format(rule->format);
}

const Format *codeFormatForPath(QStringView path)
{
    if (path.endsWith(u".js"))
        return &format(FormatId::JavaScript);
    if (path.endsWith(u".cpp"))
        return &format(FormatId::Cpp);
    return path.endsWith(u".so") ? &format(FormatId::NativeLibrary) : nullptr;
}

bool isTraceOfSaving(QStringView fileName)
{
    static constexpr QStringView patterns[] = {
        u"*~",    u".#*",       u"#*#",    u"4913",     u".*.sw?",
        u"*.tmp", u"sed??????", u"*.lock", u"*___jb_*", u".goutputstream-*",
        u"..*"};
    return std::any_of(std::begin(patterns), std::end(patterns),
                       [&](QStringView pattern) { return matchesNamePattern(fileName, pattern); });
}

} // namespace retune
