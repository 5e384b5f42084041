#include "application.h"
#include "fontlanguage.h"
#include "quitonsignal.h"
#include "retunectl/arguments.h"
#include "style/theme.h"
#include "thread/paintingthreads.h"
#include "translations.h"
#include "utf8locale.h"
#include "window/preferences.h"

#include <retune/text/bytesize.h>

#include <QtCore/QDebug>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace retune;

constexpr int noDisplay = 1;
constexpr int wrongUsage = 2;

const char *const manual = R"(NAME
    retune - see and change the settings of running programs

SYNOPSIS
    retune [--max-size SIZE] [FOLDER | FILE]
    retune --help | --version

DESCRIPTION
    Opens a window on the settings files in FOLDER and below it: JSON, JSON with comments, TOML, YAML, INI and Python
    modules. Opening a folder runs nothing; Python modules are read, never executed. With FILE, its folder is opened and
    the file is shown. With neither, the folder that was opened last is opened as it was left, and at the first time a
    sample folder, with a worker that reads it. That stays as it is left; Help, Reset Sample makes it new.

OPTIONS
    --max-size SIZE
        Read files of up to SIZE, as in 100M; the usual limit is 64 MB. K, M and G stand for 1024, 1024² and 1024³ bytes.
        Without this option the line maximumFileSize=100M in the section [General] of ~/.config/Retune/Retune.ini says it.
    -h, --help
        Print this text.
    --version
        Print the version.

FILES
    ~/.config/Retune/Retune.ini
        The preferences. Besides maximumFileSize, watcher=inotify, qt (QFileSystemWatcher) or scan (a look at every file
        once a second) in the section [General] says how folders are watched, as File, Watch With in the window does.

EXIT STATUS
    0   The window was closed, by its user or by SIGINT, SIGTERM or SIGHUP. Unsaved edits come back at the next start.
    1   There is no display to open a window on.
    2   Wrong usage.

SEE ALSO
    retunectl, the same in the terminal
)";

/// Answers what needs no window, and so no display: the status to end with, or nothing.
std::optional<int> answeredInTerminal(const Result<Arguments> &arguments)
{
    if (!arguments) {
        std::fputs(qUtf8Printable(u"retune: %1\nTry 'retune --help'.\n"_s.arg(arguments.error().message)),
                   stderr);
        return wrongUsage;
    }
    if (arguments->has(u"--help"_s) || arguments->has(u"-h"_s)) {
        std::fputs(manual, stdout);
        return 0;
    }
    if (arguments->has(u"--version"_s)) {
        std::puts("retune " RETUNE_VERSION);
        return 0;
    }
    return std::nullopt;
}

Result<Arguments> commandLine(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    Result<Arguments> arguments =
        parseArguments(words, {{u"--help"_s, u"-h"_s, u"--version"_s}, {u"--max-size"_s}, {u"FOLDER"_s}, 0});
    if (!arguments || !arguments->values.contains(u"--max-size"_s))
        return arguments;
    const Result<qint64> size = parseByteSize(arguments->values.value(u"--max-size"_s));
    return size ? arguments : Result<Arguments>(Unexpected{size.error()});
}

/// While the application is made: Qt says that there is no display with warnings that name the reason, a fatal message with
/// advice that does not help ("Reinstalling the application …"), and a core dump.
class DisplayGuard
{
public:
    DisplayGuard() { qInstallMessageHandler(&take); }
    ~DisplayGuard()
    {
        qInstallMessageHandler(nullptr);
        for (const QString &warning : std::as_const(warnings))
            qWarning().noquote() << warning; // there is a display, so they were about something else
    }
    DisplayGuard(const DisplayGuard &) = delete;
    DisplayGuard &operator=(const DisplayGuard &) = delete;

private:
    static void take(QtMsgType type, const QMessageLogContext &, const QString &text)
    {
        if (type != QtFatalMsg) {
            warnings += text;
            return;
        }
        const QString reason = warnings.value(0, text);
        const QString advice = u"'retunectl watch FOLDER' shows the same in the terminal"_s;
        std::fputs(qUtf8Printable(u"retune: no window can be opened: %1; %2\n"_s.arg(reason, advice)),
                   stderr);
        std::_Exit(noDisplay);
    }

    static inline QStringList warnings;
};

} // namespace

int main(int argc, char *argv[])
{
    useUtf8Locale();
    const Result<Arguments> arguments = commandLine(argc, argv);
    if (const std::optional<int> status = answeredInTerminal(arguments))
        return *status;
    std::optional<FontLanguage> fontLanguage(std::in_place, spokenLanguage(preferredLanguage()));
    std::optional<DisplayGuard> guard(std::in_place);
    QApplication qtApplication(argc, argv);
    guard.reset();
    leaveThreadsForPainting();
    QApplication::setApplicationName(u"retune"_s);
    QApplication::setApplicationDisplayName(u"Retune"_s);
    QApplication::setApplicationVersion(QStringLiteral(RETUNE_VERSION));
    QApplication::setDesktopFileName(u"org.retune.Retune"_s);
    installTranslations(preferredLanguage());
    applyTheme(preferredTheme());
    Application application;
    const QuitOnSignal quitOnSignal; // closes the window, which keeps unsaved edits
    if (const QString size = arguments->values.value(u"--max-size"_s); !size.isEmpty())
        application.setMaximumFileSize(*parseByteSize(size));
    application.window().show();
    fontLanguage.reset();
    application.open(arguments->operands.value(0));
    return QApplication::exec();
}
