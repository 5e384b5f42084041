// What a call through `reloading` costs where nothing changed, beside one bare `stat` of each file.

#include "benchoptions.h"
#include "numberedfile.h"
#include "table.h"
#include "timing.h"

#include "rawfile.h"

#include <retune/store/reloading.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

#include <cstdio>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr double targetMicroseconds = 2; // for one file
constexpr int filesPerRun = 100;         // so that a run is short, however many files a call has

/// A call that is timed in turns with others.
struct Candidate
{
    std::function<void()> call;
    std::vector<Milliseconds> times;

    void run(int calls)
    {
        const auto begin = Monotonic::now();
        for (int i = 0; i < calls; ++i)
            call();
        times.push_back(Milliseconds(Monotonic::now() - begin) / calls);
    }
    double microseconds() const { return median(times).count() * 1000; }
};

QStringList namesOf(const NumberedFolder &folder, int count)
{
    QStringList names;
    for (int index = 0; index < count; ++index)
        names += folder.file(index);
    return names;
}

/// Changed files count as young for a moment, and are looked at again until they are not.
void callUntilOld(const std::function<void()> &call)
{
    const auto end = Monotonic::now() + 5 * Timing().young;
    while (Monotonic::now() < end)
        call();
}

/// Whether a call still sees an edit that was finished before it.
bool seesEdits(Store &store, const NumberedFolder &folder)
{
    const Live<NumberedSettings> live = store.live<NumberedSettings>(folder.file(0), {});
    auto current = *reloading(store, {folder.file(0)}, [&live] { return live.get().last; });
    for (int number = 2; number < 12; ++number) {
        test::writeInPlace(folder.absoluteFile(0), numberedText(number));
        if (current() != number)
            return false;
    }
    return true;
}

Row rowOf(Store &store, const NumberedFolder &folder, int count, int runs)
{
    const QStringList names = namesOf(folder, count);
    QByteArrayList paths;
    for (int index = 0; index < count; ++index)
        paths += folder.absoluteFile(index).toLocal8Bit();
    Candidate ours{[call = *reloading(store, names, [] {})]() mutable { call(); }, {}};
    Candidate stats{[&paths] {
                        struct stat status = {};
                        for (const QByteArray &path : paths)
                            ::stat(path.constData(), &status);
                    },
                    {}};
    callUntilOld(ours.call);
    for (int run = 0; run < runs; ++run) {
        ours.run(filesPerRun / count);
        stats.run(filesPerRun / count);
    }
    const double time = ours.microseconds();
    const Comparison comparison = atMost(time, targetMicroseconds, u"µs"_s, 2);
    const bool isJudged = count == 1;
    return {QString::number(count), isJudged ? comparison.text : number(time, 2) + u" µs"_s,
            number(stats.microseconds(), 2) + u" µs"_s, number(time / stats.microseconds(), 2),
            isJudged ? metOrMissed(comparison.isMet ? QStringList() : QStringList(u"time"_s)) : u"–"_s};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto numbers =
        numbersFrom(u"Measures a call through reloading() with nothing changed."_s,
                    {{u"runs"_s, u"How many short runs are timed; the median counts."_s, 2000}});
    const QTemporaryDir temporary;
    const NumberedFolder folder{temporary.path(), 100};
    folder.make(1);
    const auto store = Store::open(folder.path);
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().toString()));
        return 1;
    }
    (*store)->waitUntilLoaded();
    QTextStream out(stdout);
    QList<Row> rows{{u"files"_s, u"reloading, per call"_s, u"bare stat"_s, u"ratio"_s, u"met"_s}};
    for (const int count : {1, 10, 100})
        rows += rowOf(**store, folder, count, std::max(numbers[u"runs"_s], 1));
    print(rows, out);
    const bool isRight = seesEdits(**store, folder);
    out << "an edit finished before a call is seen by it: " << (isRight ? "yes" : "no") << Qt::endl;
    return isRight ? 0 : 1;
}
