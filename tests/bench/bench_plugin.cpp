// What live code costs: from a save to the first call of the new version, a call beside a bare one of the engine, and what
// stays of a version that was replaced.

#include "benchoptions.h"
#include "processfacts.h"
#include "table.h"
#include "timing.h"

#include "rawfile.h"

#include <retune/plugin/pluginhost.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>
#include <QtCore/QSemaphore>
#include <QtCore/QTemporaryDir>
#include <QtQml/QJSEngine>

#include <cstdio>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr auto restBetweenEdits =
    std::chrono::milliseconds(200); // the quiet after which a save is taken at once
constexpr double callTargetMicroseconds = 5;
constexpr int callsPerRun = 200;

/// Code of one kind, in two versions that return their names.
struct Code
{
    QString kind;
    QString file;
    double targetMilliseconds = 0;
    QByteArray first;
    QByteArray second;

    const QByteArray &version(int number) const { return number % 2 == 0 ? first : second; }
};

QByteArray script(const QByteArray &name)
{
    return "state.calls = state.calls || 0;\nfunction run() { return { version: '" + name +
           "', calls: ++state.calls }; }\n";
}

QList<Code> kindsOfCode()
{
    const auto counter = [](const QString &name) {
        return test::readAll(QStringLiteral(RETUNE_COUNTERS "/counter-%1.so").arg(name));
    };
    return {{u"script"_s, u"plugins/task.js"_s, 5, script("first"), script("second")},
            {u"native"_s, u"plugins/task.so"_s, 10, counter(u"first"_s), counter(u"second"_s)}};
}

/// A folder whose one task is `code`, and its host.
class LiveCode
{
public:
    explicit LiveCode(const Code &code)
        : m_code(code)
    {
        test::makeFolder(m_folder.filePath(u"plugins"_s));
        test::writeInPlace(m_folder.filePath(u"setting.json"_s), "{}");
        save(0);
        StoreOptions options;
        options.codeFolder = u"plugins"_s;
        m_store = std::move(*Store::open(m_folder.path(), options));
        m_host = std::make_unique<PluginHost>(*m_store);
        QObject::connect(
            m_host.get(), &PluginHost::tookOver, m_host.get(), [this] { m_tookOver.release(); },
            Qt::DirectConnection);
        m_host->start();
        m_host->waitUntilLoaded();
        m_tookOver.acquire();
    }

    PluginHost &host() { return *m_host; }
    void save(int number) const
    {
        test::writeInPlace(m_folder.filePath(m_code.file), m_code.version(number));
    }
    void waitUntilTaken() { m_tookOver.acquire(); }
    void hasten() const { static_cast<void>(m_store->refresh(m_code.file)); }
    /// Whether a call was made by this version, on the state of those before.
    bool callsVersion(int number)
    {
        const auto result = m_host->call(u"task"_s);
        const QJsonObject values = result ? result->toObject() : QJsonObject();
        const QString name = number % 2 == 0 ? u"first"_s : u"second"_s;
        return values[u"version"_s] == name && values[u"calls"_s].toInt() > number;
    }

private:
    const Code m_code;
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<PluginHost> m_host;
    QSemaphore m_tookOver;
};

/// From the end of a save to that of the first call of what was saved.
Row latencyRow(const Code &code, int edits, bool &isRight)
{
    LiveCode live(code);
    isRight &= live.callsVersion(0);
    std::vector<Milliseconds> times;
    for (int number = 1; number <= edits; ++number) {
        const auto due = Monotonic::now() + restBetweenEdits;
        while (Monotonic::now() < due)
            std::this_thread::sleep_until(due);
        live.save(number);
        const auto begin = Monotonic::now();
        live.waitUntilTaken();
        isRight &= live.callsVersion(number);
        times.push_back(Monotonic::now() - begin);
    }
    const Comparison comparison = atMost(median(times).count(), code.targetMilliseconds, u"ms"_s, 2);
    return {code.kind, comparison.text, number(percentile(times, 0.95).count(), 2) + u" ms"_s,
            metOrMissed(comparison.isMet ? QStringList() : QStringList(u"time"_s))};
}

double microsecondsOf(const std::function<void()> &call, int runs)
{
    std::vector<Milliseconds> times;
    for (int run = 0; run < runs; ++run) {
        const auto begin = Monotonic::now();
        for (int i = 0; i < callsPerRun; ++i)
            call();
        times.push_back(Milliseconds(Monotonic::now() - begin) / callsPerRun);
    }
    return median(times).count() * 1000;
}

/// A call of a script through the host, and one of the same function in an engine of its own.
Row callRow(const QString &name, const QByteArray &value, int runs, bool &isRight)
{
    const QByteArray function = "function run() { return " + value + "; }";
    QJSEngine engine;
    const QJSValue run = engine.evaluate(QString::fromUtf8("(" + function + ")"));
    const double bare = microsecondsOf([&] { static_cast<void>(run.call()); }, runs);
    LiveCode live({u"script"_s, u"plugins/task.js"_s, 0, function, function});
    const double ours = microsecondsOf([&] { isRight &= live.host().call(u"task"_s).has_value(); }, runs);
    const Comparison comparison = atMost(ours - bare, callTargetMicroseconds, u"µs"_s, 2);
    return {name, number(ours, 2) + u" µs"_s, number(bare, 2) + u" µs"_s, comparison.text,
            metOrMissed(comparison.isMet ? QStringList() : QStringList(u"time"_s))};
}

/// What the process grows by with each version that takes over, is called, and is replaced.
Row growthRow(const Code &code, int swaps, bool &isRight)
{
    LiveCode live(code);
    isRight &= live.callsVersion(0);
    const auto swapTo = [&](int number) {
        live.save(number);
        live.hasten();
        live.waitUntilTaken();
        for (int call = 0; call < 4; ++call) // longer than the trial, so that the one before is let go
            isRight &= live.callsVersion(number);
    };
    const int first = swaps / 10; // after which everything is as large as it gets
    for (int number = 1; number <= first; ++number)
        swapTo(number);
    const double before = processFacts().residentMegabytes;
    const auto begin = Monotonic::now();
    for (int number = first + 1; number <= first + swaps; ++number)
        swapTo(number);
    const Milliseconds time = Monotonic::now() - begin;
    const double growth = (processFacts().residentMegabytes - before) * 1024 / std::max(swaps, 1);
    return {code.kind, QString::number(swaps), number(growth, 1) + u" kB"_s,
            number(time.count() / std::max(swaps, 1), 2) + u" ms"_s};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto numbers =
        numbersFrom(u"Measures code that is replaced while the program runs."_s,
                    {{u"edits"_s, u"How many saves are timed; the median counts."_s, 50},
                     {u"runs"_s, u"How many short runs of calls are timed; the median counts."_s, 200},
                     {u"swaps"_s, u"How many versions take over while memory is watched."_s, 1000}});
    QTextStream out(stdout);
    bool isRight = true;
    QList<Row> latency{{u"from a save to its first call"_s, u"p50"_s, u"p95"_s, u"met"_s}};
    QList<Row> growth{{u"versions replaced"_s, u"number"_s, u"growth of each"_s, u"time of each"_s}};
    for (const Code &code : kindsOfCode()) {
        latency += latencyRow(code, numbers[u"edits"_s], isRight);
        growth += growthRow(code, numbers[u"swaps"_s], isRight);
    }
    QList<Row> calls{
        {u"a call of a script that returns"_s, u"host"_s, u"bare engine"_s, u"difference"_s, u"met"_s}};
    calls += callRow(u"a number"_s, "42", numbers[u"runs"_s], isRight);
    calls += callRow(u"an object"_s, "{ a: 1, b: [1, 2, 3] }", numbers[u"runs"_s], isRight);
    for (const QList<Row> &table : {latency, calls, growth}) {
        print(table, out);
        out << Qt::endl;
    }
    out << "every call was made by the version it should be: " << (isRight ? "yes" : "no") << Qt::endl;
    return isRight ? 0 : 1;
}
