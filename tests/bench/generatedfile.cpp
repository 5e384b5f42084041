#include "generatedfile.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <array>

namespace retune {

namespace {

/// What one section of a generated file says.
struct Section
{
    QByteArray name;
    QByteArray host;
    QByteArray port;
    QByteArray timeout;
    QByteArray isEnabled;
    QByteArray greeting;
    QByteArray level;
    std::array<QByteArray, 3> tags;
    QByteArray budget;
};

template<typename Words>
QByteArray oneOf(QRandomGenerator &random, const Words &words)
{
    return words[std::size_t(random.bounded(int(std::size(words))))];
}

Section randomSection(QRandomGenerator &random, int number)
{
    static constexpr std::array greetings{"hello there", "你好，精神小伙",
                                          "the quick brown fox jumps over it", "grüß dich",
                                          "plain text of a settings file"};
    static constexpr std::array levels{"debug", "info", "warning", "error"};
    static constexpr std::array tags{"alpha", "beta", "gamma", "delta", "epsilon"};
    const auto digits = [&](int below) { return QByteArray::number(random.bounded(below)); };
    return {"section_" + QByteArray::number(number),
            "host-" + digits(1000) + ".example.org",
            digits(65536),
            digits(60) + '.' + QByteArray::number(1 + random.bounded(9)),
            random.bounded(2) ? "true" : "false",
            oneOf(random, greetings),
            oneOf(random, levels),
            {oneOf(random, tags), oneOf(random, tags), oneOf(random, tags)},
            digits(1'000'000'000)};
}

QByteArray quotedList(const Section &section, const QByteArray &separator = ", ")
{
    return '"' + section.tags[0] + '"' + separator + '"' + section.tags[1] + '"' + separator + '"' +
           section.tags[2] + '"';
}

QByteArray plainList(const Section &section, const QByteArray &separator)
{
    return section.tags[0] + separator + section.tags[1] + separator + section.tags[2];
}

QByteArray json(const Section &s)
{
    return "  \"" + s.name + "\": {\n    \"host\": \"" + s.host + "\",\n    \"port\": " + s.port +
           ",\n    \"timeout\": " + s.timeout + ",\n    \"enabled\": " + s.isEnabled +
           ",\n    \"greeting\": \"" + s.greeting + "\",\n    \"log\": { \"level\": \"" + s.level +
           "\", \"file\": null },\n    \"tags\": [" + quotedList(s) + "],\n    \"budget\": " + s.budget +
           "\n  }";
}

QByteArray jsonc(const Section &s)
{
    return "  // " + s.greeting + '\n' + json(s);
}

QByteArray toml(const Section &s)
{
    return '[' + s.name + "]\nhost = \"" + s.host + "\"\nport = " + s.port + "\ntimeout = " + s.timeout +
           "\nenabled = " + s.isEnabled + "  # on or off\ngreeting = \"" + s.greeting +
           "\"\nlog = { level = \"" + s.level + "\", file = '' }\ntags = [" + quotedList(s) +
           "]\nbudget = " + s.budget + "\nsince = 2024-05-17T08:30:00Z\n";
}

QByteArray yaml(const Section &s)
{
    return s.name + ":\n  host: " + s.host + "\n  port: " + s.port + "\n  timeout: " + s.timeout +
           "\n  enabled: " + s.isEnabled + "  # on or off\n  greeting: \"" + s.greeting +
           "\"\n  log:\n    level: " + s.level + "\n    file: null\n  tags:\n    - " +
           plainList(s, "\n    - ") + "\n  budget: " + s.budget + '\n';
}

QByteArray ini(const Section &s)
{
    return '[' + s.name + "]\nhost = " + s.host + "\nport = " + s.port + "\ntimeout = " + s.timeout +
           "\n; on or off\nenabled = " + s.isEnabled + "\ngreeting = " + s.greeting +
           "\nlog.level = " + s.level + "\ntags = " + plainList(s, ", ") + "\nbudget = " + s.budget + "\n\n";
}

QByteArray git(const Section &s)
{
    return "[remote \"" + s.name + "\"]\n\turl = https://" + s.host + "/settings.git\n\tport = " + s.port +
           "\n\ttimeout = " + s.timeout + "\n\tprune = " + s.isEnabled + " # on or off\n\tgreeting = \"" +
           s.greeting + "\"\n\tlevel = " + s.level + "\n\ttag = " + plainList(s, "\n\ttag = ") +
           "\n\tbudget = " + s.budget + '\n';
}

QByteArray systemd(const Section &s)
{
    return "[X-" + s.name + "]\nDescription=" + s.greeting + "\nExecStart=/usr/bin/serve --host " + s.host +
           " \\\n    --port " + s.port + "\nTimeoutSec=" + s.timeout +
           "\n# on or off\nPrivateTmp=" + s.isEnabled + "\nLogLevelMax=" + s.level +
           "\nAfter=" + plainList(s, " ") + "\nLimitNOFILE=" + s.budget + "\n\n";
}

QByteArray qsettings(const Section &s)
{
    return '[' + s.name + "]\nhost=" + s.host + "\nport=" + s.port + "\ntimeout=" + s.timeout +
           "\nenabled=" + s.isEnabled + "\ngreeting=\"" + s.greeting + "\"\nlog\\level=" + s.level +
           "\ntags=" + plainList(s, ", ") + "\nstate=@ByteArray(\\x1\\x2" + s.level +
           ")\nbudget=" + s.budget + "\n\n";
}

/// Keys of formats that have no sections: each with the section in front, and `joint` between both.
QByteArray prefixed(const Section &s, const QByteArray &prefix, const QByteArray &quote)
{
    return prefix + "host=" + s.host + '\n' + prefix + "port=" + s.port + '\n' + prefix +
           "timeout=" + s.timeout + "\n# on or off\n" + prefix + "enabled=" + s.isEnabled + '\n' + prefix +
           "greeting=" + quote + s.greeting + quote + '\n' + prefix + "level=" + s.level + '\n' + prefix +
           "tags=" + plainList(s, ",") + '\n' + prefix + "budget=" + s.budget + "\n\n";
}

QByteArray env(const Section &s)
{
    return prefixed(s, s.name + '_', "\"");
}

QByteArray properties(const Section &s)
{
    return prefixed(s, s.name + '.', "");
}

QByteArray python(const Section &s)
{
    return "# " + s.greeting + '\n' + s.name.toUpper() + " = {\n    'host': '" + s.host +
           "',\n    'port': " + s.port + ",\n    'timeout': " + s.timeout +
           ",\n    'enabled': " + (s.isEnabled == "true" ? "True" : "False") + ",\n    'greeting': \"" +
           s.greeting + "\",\n    'log': {'level': '" + s.level + "', 'file': None},\n    'tags': [" +
           quotedList(s) + "],\n}\n" + s.name.toUpper() + "_BUDGET = " + s.budget + "\n\n";
}

struct Writer
{
    const char *format;
    const char *begin;
    const char *separator;
    const char *end;
    QByteArray (*section)(const Section &);
};

constexpr std::array writers{Writer{"json", "{\n", ",\n", "\n}\n", json},
                             Writer{"jsonc", "{\n", ",\n", ",\n}\n", jsonc},
                             Writer{"toml", "", "\n", "", toml},
                             Writer{"yaml", "", "", "", yaml},
                             Writer{"ini", "", "", "", ini},
                             Writer{"git", "", "", "", git},
                             Writer{"systemd", "", "", "", systemd},
                             Writer{"qsettings", "", "", "", qsettings},
                             Writer{"env", "", "", "", env},
                             Writer{"properties", "", "", "", properties},
                             Writer{"python", "", "", "", python}};

} // namespace

std::optional<QByteArray> generatedFile(QStringView format, qsizetype size)
{
    const auto writer = std::find_if(writers.begin(), writers.end(), [&](const Writer &candidate) {
        return format == QLatin1String(candidate.format);
    });
    if (writer == writers.end())
        return std::nullopt;
    constexpr quint32 seed = 12;
    QRandomGenerator random(seed);
    QByteArray text = writer->begin;
    text.reserve(size + 1000);
    for (int number = 1; text.size() < size; ++number) {
        if (number > 1)
            text += writer->separator;
        text += writer->section(randomSection(random, number));
    }
    return text + writer->end;
}

} // namespace retune
