// From the `close` or `rename` of another process to the value seen by a thread of this one.

#include "benchoptions.h"
#include "latencyreaders.h"
#include "numberedfile.h"
#include "table.h"

#include "rawfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr double medianTarget = 1.5; // times the floor
constexpr double tailTarget = 4;
constexpr std::size_t wayCount = 2;                // ways to save
constexpr std::chrono::milliseconds lead{100};     // before the first edit
constexpr std::chrono::milliseconds patience{100}; // after the last one

const char *nameOf(Saving saving)
{
    return saving == Saving::InPlace ? "in place" : "rename";
}

std::vector<LatencyMeans> allMeans(std::chrono::milliseconds poll)
{
    using std::chrono::milliseconds;
    return {retuneMeans(true),        retuneMeans(false),        bareMeans(true), bareMeans(false),
            qtMeans(milliseconds(0)), qtMeans(milliseconds(50)), pollMeans(poll)};
}

/// Every means with every way to save, each with a folder of its own: the order in which they are edited.
EditPlan planFor(const QString &folder, const std::vector<LatencyMeans> &means, int edits,
                 std::chrono::milliseconds gap)
{
    EditPlan plan{{}, edits, gap};
    for (const LatencyMeans &each : means) {
        for (const Saving saving : {Saving::InPlace, Saving::Rename}) {
            const EditedFile file{folder + u"/%1"_s.arg(plan.files.size()), saving, each.isJson};
            test::makeFolder(file.folder);
            test::writeInPlace(file.path(), file.text(0));
            plan.files.push_back(file);
        }
    }
    return plan;
}

struct Latencies
{
    std::vector<Milliseconds> times;
    int unseen = 0;
};

Latencies latenciesOf(const Sightings &sightings, Editing &editing, std::size_t file, int edits)
{
    Latencies latencies;
    for (int edit = 1; edit <= edits; ++edit) {
        if (edit <= sightings.last())
            latencies.times.push_back(sightings.seen(edit) - editing.completed(edit, file));
        else
            ++latencies.unseen;
    }
    return latencies;
}

QString microseconds(Milliseconds time)
{
    return number(time.count() * 1000, 0);
}

/// One line of the table: what one thread saw of one file. Targets are for the threads that read.
struct Line
{
    QString name;
    const EditedFile *file = nullptr;
    const Sightings *sightings = nullptr;
    Latencies latencies;
    bool isOurs = false;
    bool isReadingThread = false;

    bool isWhole() const { return sightings->halfWritten() + sightings->repeated() + latencies.unseen == 0; }
};

Row rowOf(const Line &line, const Latencies &floor)
{
    const auto ratio = [&](double share) {
        return percentile(line.latencies.times, share) / percentile(floor.times, share);
    };
    const Comparison middle = atMost(ratio(0.5), medianTarget, u"×"_s, 2);
    const Comparison tail = atMost(ratio(0.99), tailTarget, u"×"_s, 2);
    QStringList missed;
    if (!middle.isMet)
        missed += u"p50"_s;
    if (!tail.isMet)
        missed += u"p99"_s;
    if (!line.isWhole())
        missed += u"values"_s;
    const bool hasTarget = line.isOurs && line.isReadingThread;
    return {line.name,
            line.isReadingThread ? u"reading"_s : u"noticing"_s,
            QString::fromLatin1(nameOf(line.file->saving)),
            microseconds(percentile(line.latencies.times, 0.5)),
            microseconds(percentile(line.latencies.times, 0.95)),
            microseconds(percentile(line.latencies.times, 0.99)),
            hasTarget ? middle.text : number(ratio(0.5), 2),
            hasTarget ? tail.text : number(ratio(0.99), 2),
            QString::number(line.sightings->halfWritten()),
            QString::number(line.sightings->repeated()),
            QString::number(line.latencies.unseen),
            hasTarget ? metOrMissed(missed) : u"–"_s};
}

/// The readers at work, from the making of the other process to the end of its edits.
class Run
{
public:
    Run(const QString &folder, int edits, std::chrono::milliseconds gap, std::chrono::milliseconds poll)
        : m_means(allMeans(poll))
        , m_plan(planFor(folder, m_means, edits, gap))
        , m_editing(m_plan)
    {
        for (std::size_t file = 0; file < m_plan.files.size(); ++file)
            m_readers.push_back(m_means[file / wayCount].make(m_plan.files[file], edits));
        const auto start = Monotonic::now() + lead;
        for (std::size_t file = 0; file < m_plan.files.size(); ++file)
            m_readers[file]->expect(start, m_plan, file);
        m_editing.begin(start);
        m_isComplete = m_editing.wait();
        std::this_thread::sleep_until(start + m_plan.end() + poll +
                                      patience); // the slowest gets its time, too
        for (const auto &reader : m_readers)
            reader->stop();
    }

    bool isComplete() const { return m_isComplete; }

    std::vector<Line> lines()
    {
        std::vector<Line> lines;
        for (std::size_t file = 0; file < m_plan.files.size(); ++file) {
            const LatencyReader &reader = *m_readers[file];
            if (const Sightings *sightings = reader.inReadingThread())
                lines.push_back(lineOf(file, *sightings, true));
            lines.push_back(lineOf(file, reader.noticed(), false));
        }
        std::stable_sort(lines.begin(), lines.end(), [](const Line &left, const Line &right) {
            return left.file->saving < right.file->saving;
        });
        return lines;
    }

private:
    Line lineOf(std::size_t file, const Sightings &sightings, bool isReadingThread)
    {
        const LatencyMeans &means = m_means[file / wayCount];
        return {means.name,   &m_plan.files[file],
                &sightings,   latenciesOf(sightings, m_editing, file, m_plan.edits),
                means.isOurs, isReadingThread};
    }

    std::vector<LatencyMeans> m_means;
    EditPlan m_plan;
    Editing m_editing;
    std::vector<std::unique_ptr<LatencyReader>> m_readers;
    bool m_isComplete = false;
};

/// The bare loop's line for the same format and way to save, and for a thread of the same kind.
const Line &floorOf(const Line &line, const std::vector<Line> &lines)
{
    return *std::find_if(lines.begin(), lines.end(), [&](const Line &other) {
        return other.name.startsWith(bareMeans(line.file->isJson).name) &&
               other.file->saving == line.file->saving && other.isReadingThread == line.isReadingThread;
    });
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto numbers = numbersFrom(
        u"Measures how long edits by another process take to be seen, in microseconds."_s,
        // With these defaults two edits are 22 ms apart: a store looks at a changed file again after 20 ms, which
        // is not to disturb the next reader.
        {{u"edits"_s, u"How many edits of each file."_s, 1000},
         {u"gap"_s, u"Milliseconds between two edits of a file."_s, 308},
         {u"poll"_s, u"Milliseconds between two looks of the reader that polls."_s, 1000}});
    const QTemporaryDir temporary;
    Run run(temporary.path(), std::max(numbers[u"edits"_s], 1), std::chrono::milliseconds(numbers[u"gap"_s]),
            std::chrono::milliseconds(numbers[u"poll"_s]));
    const std::vector<Line> lines = run.lines();
    QList<Row> rows{{u"seen through"_s, u"by the thread"_s, u"saved"_s, u"p50 µs"_s, u"p95 µs"_s, u"p99 µs"_s,
                     u"p50 ratio"_s, u"p99 ratio"_s, u"half-written"_s, u"repeated"_s, u"unseen"_s,
                     u"met"_s}};
    bool isRight = run.isComplete();
    for (const Line &line : lines) {
        rows += rowOf(line, floorOf(line, lines).latencies);
        isRight = isRight && (!line.isOurs || line.isWhole());
    }
    QTextStream out(stdout);
    print(rows, out);
    return isRight ? 0 : 1;
}
