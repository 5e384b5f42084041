// Folders of many files: the time to open them, what is held for them, a burst that rewrites all of them, and idling.

#include "benchoptions.h"
#include "scalebench.h"
#include "table.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// What 10,000 files have to reach; the other sizes show the growth.
constexpr int judgedFiles = 10'000;
constexpr Milliseconds openTarget = std::chrono::milliseconds(1500);
constexpr double memoryTarget = 150;
constexpr Milliseconds burstTarget = std::chrono::seconds(1);

QString shown(const Comparison &comparison, bool isJudged)
{
    return isJudged ? comparison.text : comparison.text.section(u' ', 0, 0);
}

Row rowOf(const ScaleFigures &figures, const ScaleSizes &sizes)
{
    const bool isJudged = sizes.files == judgedFiles;
    const Comparison open = atMost(figures.open.count(), openTarget.count(), u"ms"_s, 0);
    const Comparison memory = atMost(figures.residentMegabytes, memoryTarget, u"MB"_s, 0);
    const Comparison watches = atMost(figures.watches, sizes.folders + 2, {}, 0);
    const Comparison burst = atMost(figures.burst.count(), burstTarget.count(), u"ms"_s, 0);
    QStringList missed;
    const auto judge = [&](const Comparison &comparison, const QString &name) {
        if (isJudged && !comparison.isMet)
            missed += name;
    };
    judge(open, u"open"_s);
    judge(memory, u"memory"_s);
    judge(burst, u"burst"_s);
    if (!watches.isMet)
        missed += u"watches"_s;
    return {QString::number(sizes.files),
            shown(open, isJudged),
            shown(memory, isJudged),
            number(figures.kilobytesPerFile, 1),
            watches.text,
            number(figures.writing.count(), 0),
            shown(burst, isJudged),
            QString::number(figures.burstRevisions),
            QString::number(figures.overflows),
            u"%1 (%2 wakes)"_s.arg(number(figures.idle.processorTime.count(), 1)).arg(figures.idle.wakes),
            number(figures.scan.count(), 1),
            isJudged           ? metOrMissed(missed)
            : missed.isEmpty() ? u"–"_s
                               : metOrMissed(missed)};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto numbers = numbersFrom(
        u"Opens folders of 1,000, 10,000, … files of 200 bytes, rewrites all of them and idles."_s,
        {{u"most"_s, u"The greatest number of files."_s, 100'000},
         {u"least"_s, u"The smallest number of files; each next one is ten times as many."_s, 1000},
         {u"folders"_s, u"The folders that they are spread over."_s, 1000},
         {u"idle"_s, u"How long to idle, in milliseconds."_s, 3000}});
    QTextStream out(stdout);
    QList<Row> rows{{u"files"_s, u"open ms"_s, u"RSS MB"_s, u"kB/file"_s, u"watches"_s, u"writing ms"_s,
                     u"right after ms"_s, u"revisions"_s, u"overflows"_s, u"idle CPU ms"_s, u"scan CPU ms"_s,
                     u"met"_s}};
    bool isComplete = true;
    for (int files = std::max(numbers[u"least"_s], 1); files <= numbers[u"most"_s]; files *= 10) {
        const ScaleSizes sizes{files, std::max(numbers[u"folders"_s], 1),
                               std::chrono::milliseconds(numbers[u"idle"_s])};
        const std::optional<ScaleFigures> figures = measureScale(sizes);
        if (figures)
            rows += rowOf(*figures, sizes);
        else
            out << files << " files: not everything was right in the end" << Qt::endl;
        isComplete = isComplete && figures && figures->watches <= sizes.folders + 2;
    }
    print(rows, out);
    return isComplete ? 0 : 1;
}
