#include "command.h"

#include "formatnames.h"
#include "json.h"
#include "manual.h"
#include "settingsfile.h"
#include "terminal.h"

#include <retune/store/folderscan.h>
#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace retune {

namespace {

using namespace Qt::Literals::StringLiterals;

/// Prints what is wrong with the files that are handed in, and remembers whether anything was.
class Check
{
public:
    explicit Check(const Arguments &arguments)
        : m_arguments(arguments)
        , m_isJson(arguments.has(u"--json"_s))
    {}

    void path(const QString &path)
    {
        if (QFileInfo(path).isDir())
            folder(path);
        else
            file(path);
    }

    int status() const { return m_isGood ? Good : Failed; }

private:
    void folder(const QString &folder)
    {
        const FolderListing listing = listSettings(folder);
        const auto inside = [&](const QString &path) {
            return path.isEmpty() ? folder : QDir(folder).filePath(path);
        };
        for (const Problem &problem : listing.problems)
            report(inFile(problem, inside(problem.file)));
        for (const QString &path : listing.files)
            file(inside(path));
    }

    void file(const QString &path)
    {
        const Result<Document> document = readSettings(path, m_arguments);
        if (!document) {
            report(document.error());
            return;
        }
        for (const Problem &warning : document->warnings())
            print(inFile(warning, path), true);
    }

    void report(const Problem &problem)
    {
        m_isGood = false;
        print(problem, false);
    }

    void print(Problem problem, bool isWarning)
    {
        if (m_isJson) {
            QJsonObject object = toJson(problem);
            object[u"severity"_s] = isWarning ? u"warning"_s : u"error"_s;
            printLine(QString::fromUtf8(jsonText(object)));
            return;
        }
        if (isWarning)
            problem.message = Tr::tr("warning: %1").arg(problem.message);
        printLine(printable(problem.toString()));
    }

    const Arguments &m_arguments;
    const bool m_isJson;
    bool m_isGood = true;
};

int run(const Arguments &arguments)
{
    Check check(arguments);
    for (const QString &path : arguments.operands)
        check.path(path);
    return check.status();
}

QString manual()
{
    return uR"(NAME
    retunectl check - say what is wrong with settings files

SYNOPSIS
    retunectl check [--json] [--format FORMAT] [--max-size SIZE] PATH…

DESCRIPTION
    Reads each PATH as programs would and prints every problem as one line

        file:line:column: message

    and what is odd but no error, such as a key that is given twice, as

        file:line:column: warning: message

    Lines and columns are counted from 1; columns count characters. Nothing is printed for files without fault.
    A file of zero bytes is a problem in every format; one that holds nothing but comments is none.

)"_s +
           paragraph(u"A PATH that is a folder stands for every settings file in it and below it, found by "
                     u"name just as "
                     "retune finds them: %1. Hidden folders, __pycache__, node_modules, plugins, virtual "
                     "environments, "
                     "lock files and the traces of editors are left out."_s.arg(fileNamePatterns()),
                     4) +
           uR"(    Files in Python syntax are read, never executed.

OPTIONS
    --json
        Print one JSON object a line, with the fields severity (error or warning), kind, message and, where they are
        known, file, line and column.
)"_s + formatOption(u"every file"_s) +
           commonOptions() + uR"(
EXIT STATUS
    0   There is no problem; there may be warnings.
    1   There are problems, a missing or unreadable PATH among them.
    2   Wrong usage.

EXAMPLES
    retunectl check .
    retunectl check --format ini /etc/systemd/system.conf settings/
)"_s;
}

} // namespace

const Command &checkCommand()
{
    static const Command command{u"check"_s,
                                 u"say what is wrong with settings files"_s,
                                 manual(),
                                 {{u"--json"_s}, {u"--format"_s}, {u"PATH"_s}, 1, true},
                                 &run};
    return command;
}

} // namespace retune
