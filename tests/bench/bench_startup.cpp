// How long somebody waits who starts the window: from the start of the process until the sample folder is read and painted;
// and what memory the process has then. The program is the real one, with a home of its own.

#include "benchoptions.h"
#include "table.h"
#include "timing.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <optional>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr double targetTime = 500;      // milliseconds
constexpr double targetMegabytes = 120; // resident
constexpr int patience = 60'000;
/// Until what the start has begun has ended: the worker runs, the history is kept.
constexpr unsigned long settling = 1500;

struct Start
{
    Milliseconds time{};
    double megabytes = 0;
};

QProcessEnvironment environmentIn(const QTemporaryDir &home, const QString &platform)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable :
         {u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_STATE_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(variable, home.filePath(variable));
    environment.insert(u"QT_QPA_PLATFORM"_s, platform);
    environment.insert(u"QT_LOGGING_RULES"_s, u"retune.start=true"_s);
    environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    return environment;
}

double residentMegabytes(qint64 process)
{
    QFile status(u"/proc/%1/status"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmRSS:");
    return at < 0 ? 0 : text.mid(at + 6, 20).simplified().split(' ').value(0).toDouble() * 1024 / 1e6;
}

std::optional<Start> started(const QTemporaryDir &home, const QString &platform)
{
    QProcess program;
    program.setProcessEnvironment(environmentIn(home, platform));
    program.setProcessChannelMode(QProcess::MergedChannels);
    const auto begin = Monotonic::now();
    program.start(QStringLiteral(RETUNE), {});
    QByteArray said;
    while (!said.contains("the folder is read and shown")) {
        if (!program.waitForReadyRead(patience))
            return std::nullopt;
        said += program.readAll();
    }
    Start start;
    start.time = Monotonic::now() - begin;
    QThread::msleep(settling);
    start.megabytes = residentMegabytes(program.processId());
    program.terminate();
    program.waitForFinished();
    return start;
}

QStringList platforms()
{
    QStringList platforms{u"offscreen"_s};
    if (qEnvironmentVariableIsSet("DISPLAY"))
        platforms += u"xcb"_s;
    return platforms;
}

/// The first start makes the sample folder, so it has a row of its own.
bool measure(const QString &platform, int runs, QList<Row> &rows)
{
    const QTemporaryDir home;
    std::vector<Milliseconds> times;
    double megabytes = 0;
    for (int run = 0; run <= runs; ++run) {
        const std::optional<Start> start = started(home, platform);
        if (!start)
            return false;
        const Comparison time = atMost(start->time.count(), targetTime, u"ms"_s, 0);
        if (run == 0)
            rows +=
                Row{u"the first start, %1"_s.arg(platform), time.text, {}, time.isMet ? u"yes"_s : u"no"_s};
        else
            times.push_back(start->time);
        megabytes = std::max(megabytes, start->megabytes);
    }
    const Comparison time = atMost(median(times).count(), targetTime, u"ms"_s, 0);
    rows += Row{u"start until the folder is shown, %1"_s.arg(platform), time.text,
                u"median of %1, worst %2 ms"_s.arg(times.size()).arg(number(percentile(times, 1).count(), 0)),
                time.isMet ? u"yes"_s : u"no"_s};
    const Comparison memory = atMost(megabytes, targetMegabytes, u"MB"_s);
    rows += Row{u"memory of the process, %1"_s.arg(platform), memory.text, u"the most of all runs"_s,
                memory.isMet ? u"yes"_s : u"no"_s};
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto numbers = numbersFrom(
        u"Starts the window and measures time and memory. Uses the display too, where there is one."_s,
        {{u"runs"_s, u"How often it is started; the median counts."_s, 7}});
    QList<Row> rows{{u"what"_s, u"measured"_s, u""_s, u"met"_s}};
    bool isComplete = true;
    for (const QString &platform : platforms())
        isComplete = measure(platform, std::max(numbers[u"runs"_s], 1), rows) && isComplete;
    QTextStream out(stdout);
    print(rows, out);
    out << "every start showed the folder: " << (isComplete ? "yes" : "no") << Qt::endl;
    return isComplete ? 0 : 1;
}
