// The log with a million rows: what memory it takes, what new lines cost, and how long the window does not answer.

#include "benchoptions.h"
#include "heartbeat.h"
#include "processfacts.h"
#include "table.h"
#include "timing.h"

#include "log/logexport.h"
#include "log/logmodel.h"
#include "log/logsearch.h"
#include "log/logview.h"
#include "style/theme.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr double targetMegabytes = 150; // of the whole process
constexpr double targetPause = 50;      // milliseconds
constexpr double targetTime = 250;      // milliseconds of the window's thread for a second of lines
constexpr int linesPerSecond = 20'000;
constexpr int linesPerTurn = 500; // what a pipe holds: no program is further ahead of its reader

/// The lines of a program that talks a lot, some reloads among them.
LogEntry entryOf(int number)
{
    LogEntry entry;
    entry.when = QDateTime::currentDateTime();
    entry.kind = number % 1000 == 0 ? LogEntry::Kind::Reload : LogEntry::Kind::Worker;
    entry.text =
        u"request %1 took %2 ms, 你好，精神小伙, of user %3 from 192.168.%4.%5 with status 200 and no more to say"_s
            .arg(number)
            .arg(number % 97)
            .arg(number % 1013)
            .arg(number % 256)
            .arg(number % 251);
    if (entry.kind == LogEntry::Kind::Reload)
        entry.path = u"server.json"_s;
    return entry;
}

/// The window's part of a log, and what it is measured with.
struct Bench
{
    explicit Bench(int count)
        : rows(count)
        , model({.rows = count})
        , view(&model)
        , search(&model)
    {
        view.resize(1180, 300);
        view.show();
    }

    void appendLines(int count)
    {
        for (int i = 0; i < count; ++i)
            model.append(entryOf(next++));
    }
    /// Appends as many lines a second as a fast program prints, for this long, and gives the longest pause.
    Pause flood(
        int milliseconds, const std::function<bool()> &isDone = [] { return true; })
    {
        QTimer source;
        source.setTimerType(Qt::PreciseTimer);
        const auto begin = Monotonic::now();
        int appended = 0;
        QObject::connect(&source, &QTimer::timeout, &source, [&] {
            const int due = int(Milliseconds(Monotonic::now() - begin).count() * linesPerSecond / 1000);
            const int count = std::min(due - appended, linesPerTurn);
            appendLines(count);
            appended += count;
        });
        source.start(1);
        return heartbeat.longestPause(
            [&] { return isDone() && Monotonic::now() - begin >= std::chrono::milliseconds(milliseconds); });
    }

    const int rows;
    int next = 0;
    LogModel model;
    LogView view;
    LogSearch search;
    Heartbeat heartbeat;
};

struct Report
{
    void add(const QString &what, const QList<Comparison> &comparisons, const QString &remark = {})
    {
        QStringList texts;
        bool isMet = true;
        for (const Comparison &comparison : comparisons) {
            texts += comparison.text;
            isMet = isMet && comparison.isMet;
        }
        rows += Row{what, texts.join(u", "_s), remark, isMet ? u"yes"_s : u"no"_s};
    }
    void addPause(const QString &what, const Pause &pause, const QString &remark = {})
    {
        const QString whole = u"%1 ms with the wait for a processor"_s.arg(number(pause.whole.count(), 1));
        add(what, {atMost(pause.own.count(), targetPause, u"ms"_s)},
            remark.isEmpty() ? whole : whole + u"; "_s + remark);
    }

    QList<Row> rows{{u"what"_s, u"measured"_s, u""_s, u"met"_s}};
};

void measureMemory(Bench &bench, Report &report)
{
    const double before = processFacts().residentMegabytes;
    const auto begin = Monotonic::now();
    while (bench.next < bench.rows) {
        bench.appendLines(std::min(linesPerSecond, bench.rows - bench.next));
        bench.model.flush();
        bench.heartbeat.longestPause([&] { return !bench.model.rows().isWriting(); });
    }
    bench.model.flush();
    const double seconds = Milliseconds(Monotonic::now() - begin).count() / 1000;
    report.add(
        u"memory of the process, %1 rows"_s.arg(bench.rows),
        {atMost(processFacts().residentMegabytes, targetMegabytes, u"MB"_s)},
        u"%1 MB before; filled in %2 s; %3 MB in temporary files"_s.arg(
            number(before, 1), number(seconds, 1), number(double(bench.model.rows().fileSize()) / 1e6, 0)));
}

void measureLines(Bench &bench, Report &report, int seconds, const QString &how)
{
    const Milliseconds begin = threadProcessorTime();
    const int first = bench.next;
    const Pause pause = bench.flood(seconds * 1000);
    const double lines = bench.next - first;
    const double time = (threadProcessorTime() - begin).count() / lines * linesPerSecond;
    report.add(u"20,000 rows, "_s + how, {atMost(time, targetTime, u"ms"_s)},
               u"processor time of the thread"_s);
    report.addPause(u"longest pause, 20,000 rows a second, "_s + how, pause);
}

void measureSearch(Bench &bench, Report &report)
{
    const auto begin = Monotonic::now();
    bench.search.setNeedle(u"USER 77 "_s);
    const Pause pause = bench.flood(0, [&] { return !bench.search.isSearching(); });
    const double seconds = Milliseconds(Monotonic::now() - begin).count() / 1000;
    report.addPause(u"longest pause while all rows are searched and lines come"_s, pause,
                    u"%1 hits after %2 s"_s.arg(bench.search.hitCount()).arg(number(seconds, 2)));
    bench.view.setMarkedText(u"user 77 "_s);
    const Pause marking = bench.flood(1000);
    report.addPause(u"longest pause while lines come and the search stays"_s, marking);
    bench.view.setMarkedText({});
    bench.search.setNeedle({});
}

void measureKinds(Bench &bench, Report &report)
{
    PauseWatch watch;
    bench.model.setShownKinds(allLogKinds().reset(std::size_t(LogEntry::Kind::Reload)));
    QCoreApplication::processEvents();
    report.addPause(u"longest pause while one kind is hidden"_s, watch.elapsed(),
                    u"%1 rows left"_s.arg(bench.model.rowCount()));
    const Pause pause = bench.flood(1000);
    report.addPause(u"longest pause, 20,000 rows a second, one kind hidden"_s, pause);
    watch = PauseWatch();
    bench.model.setShownKinds(allLogKinds());
    QCoreApplication::processEvents();
    report.addPause(u"longest pause while all kinds are shown again"_s, watch.elapsed());
}

/// Jumps through the whole log, as somebody who drags the scroll bar.
void measureScrolling(Bench &bench, Report &report)
{
    bench.view.setFollowing(false);
    QScrollBar *bar = bench.view.verticalScrollBar();
    constexpr int jumps = 500;
    int jump = 0;
    const Pause pause = bench.heartbeat.longestPause([&] {
        bar->setValue(int(qint64(bar->maximum()) * jump / jumps));
        bench.view.viewport()->repaint();
        return ++jump > jumps;
    });
    report.addPause(u"longest pause while scrolled through all rows"_s, pause);
    bench.view.setFollowing(true);
}

void measureSave(Bench &bench, Report &report)
{
    const QTemporaryDir folder;
    bool isSaved = false;
    const auto begin = Monotonic::now();
    auto saving = QtConcurrent::run(&saveLog, bench.model.blocks(), folder.filePath(u"log.txt"_s))
                      .then(&bench.model, [&](const Result<qint64> &rows) { isSaved = rows.has_value(); });
    const Pause pause = bench.flood(0, [&] { return saving.isFinished(); });
    report.addPause(
        u"longest pause while the log is saved and lines come"_s, pause,
        isSaved ? u"after %1 s"_s.arg(number(Milliseconds(Monotonic::now() - begin).count() / 1000, 1))
                : u"it was not saved"_s);
}

/// Whether the newest and the oldest row are what was appended.
bool isRight(const Bench &bench)
{
    const auto holds = [&](int row, int number) {
        return bench.model.entry(row).text == entryOf(number).text;
    };
    return bench.model.rowCount() == bench.rows && holds(bench.rows - 1, bench.next - 1) &&
           holds(0, bench.next - bench.rows);
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    applyTheme(Theme::Light);
    auto numbers = numbersFrom(u"Fills the log with lines and measures memory, time and pauses."_s,
                               {{u"rows"_s, u"How many rows the log keeps."_s, 1'000'000},
                                {u"seconds"_s, u"How long lines come."_s, 5}});
    Bench bench(numbers[u"rows"_s]);
    Report report;
    measureMemory(bench, report);
    measureLines(bench, report, numbers[u"seconds"_s], u"followed"_s);
    bench.view.setFollowing(false);
    measureLines(bench, report, numbers[u"seconds"_s], u"held"_s);
    bench.view.setFollowing(true);
    measureSearch(bench, report);
    measureKinds(bench, report);
    measureScrolling(bench, report);
    measureSave(bench, report);
    report.add(u"memory of the process at the end"_s,
               {atMost(processFacts().residentMegabytes, targetMegabytes, u"MB"_s)});
    QTextStream out(stdout);
    print(report.rows, out);
    bench.model.flush();
    const bool isWhole = isRight(bench);
    out << "the oldest and the newest row are right: " << (isWhole ? "yes" : "no") << Qt::endl;
    return isWhole ? 0 : 1;
}
