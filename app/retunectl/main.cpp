#include "command.h"
#include "formatnames.h"
#include "manual.h"
#include "terminal.h"
#include "translations.h"
#include "utf8locale.h"

#include <retune/format/format.h>
#include <retune/text/bytesize.h>
#include <retune/text/tr.h>

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace retune;

const std::array<const Command *, 9> &commands()
{
    static const std::array<const Command *, 9> all{
        &watchCommand(),  &getCommand(),  &setCommand(),  &addCommand(),   &removeCommand(),
        &renameCommand(), &moveCommand(), &diffCommand(), &checkCommand(),
    };
    return all;
}

QString manual()
{
    QString list;
    for (const Command *command : commands())
        list += QStringLiteral("    %1 %2\n").arg(command->name, -8).arg(command->summary);
    return uR"(NAME
    retunectl - watch, read, change, compare and check settings files from the terminal

SYNOPSIS
    retunectl COMMAND [OPTION…] …
    retunectl COMMAND --help
    retunectl --help | --version

DESCRIPTION
)"_s +
           paragraph(
               u"Works on the settings files of running programs: %1. Nothing in them is ever executed."_s
                   .arg(formatNames()),
               4) +
           u"\nCOMMANDS\n"_s + list + uR"(
OPTIONS
    -h, --help
        Print this text; after a COMMAND, that command's.
    --version
        Print the version.

EXIT STATUS
    0   Good.
    1   Problems were found, a key is missing, an edit or a save was refused, or the files of a diff differ. The reason is
        on the standard error as retunectl: file:line:column: message
    2   Wrong usage; of diff also that a file cannot be read.

EXAMPLES
    retunectl watch .
    retunectl get setting.py redis
    retunectl set setting.py redis "hello"
    retunectl add worker.jsonc http.timeout 30
    retunectl diff settings.toml settings.yaml
    retunectl check .

SEE ALSO
    retune, the window for the same
)"_s;
}

int wrongUsage(const QString &message, const QString &command)
{
    printProblem({ProblemKind::Misuse, command, {}, {}, message});
    const QString help = command.isEmpty() ? u"retunectl --help"_s : u"retunectl %1 --help"_s.arg(command);
    std::fputs(qUtf8Printable(Tr::tr("Try '%1'.").arg(help) + u'\n'), stderr);
    return WrongUsage;
}

bool isHelp(const QString &word)
{
    return word == u"--help" || word == u"-h";
}

int runCommand(const Command &command, const QStringList &words)
{
    const QStringList options = words.mid(0, words.indexOf(u"--"_s)); // all where there is no "--"
    if (std::any_of(options.begin(), options.end(), &isHelp)) {
        writeOutput(command.manual.toUtf8());
        return Good;
    }
    Syntax syntax = command.syntax;
    syntax.valueOptions += u"--max-size"_s;
    const Result<Arguments> arguments = parseArguments(words, syntax);
    if (!arguments)
        return wrongUsage(arguments.error().message, command.name);
    if (const auto size = arguments->values.constFind(u"--max-size"_s);
        size != arguments->values.constEnd()) {
        if (const Result<qint64> bytes = parseByteSize(*size); !bytes)
            return wrongUsage(u"--max-size: "_s + bytes.error().message, command.name);
    }
    for (const QString &option : {u"--format"_s, u"--format-b"_s}) {
        const QString format = arguments->values.value(option);
        if (!format.isEmpty() && !formatByName(format))
            return wrongUsage(Tr::tr("there is no format \"%1\", only %2").arg(format, formatChoices()),
                              command.name);
    }
    return command.run(*arguments);
}

int run(const QStringList &words)
{
    if (words.isEmpty())
        return wrongUsage(Tr::tr("expected a command"), {});
    if (isHelp(words[0])) {
        writeOutput(manual().toUtf8());
        return Good;
    }
    if (words[0] == u"--version") {
        printLine(u"retunectl "_s + QCoreApplication::applicationVersion());
        return Good;
    }
    const auto found = std::find_if(commands().begin(), commands().end(),
                                    [&](const Command *command) { return command->name == words[0]; });
    if (found == commands().end())
        return wrongUsage(Tr::tr("there is no command \"%1\"").arg(words[0]), {});
    return runCommand(**found, words.sliced(1));
}

} // namespace

int main(int argc, char *argv[])
{
    useUtf8Locale();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"retunectl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RETUNE_VERSION));
    installTranslations();
    return run(QCoreApplication::arguments().sliced(1));
}
