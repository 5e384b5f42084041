// What one read of a setting costs: `Live<T>` beside the ways in which programs share settings otherwise, with one and two
// threads, idle and while new values are published.

#include "benchoptions.h"
#include "readmeans.h"
#include "table.h"
#include "timing.h"

#include <QtCore/QCoreApplication>

#include <atomic>
#include <memory>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

struct Sizes
{
    int runs = 0;
    int readsPerRun = 0;
    int publishesPerSecond = 0;
};

constexpr Milliseconds numberTarget{2e-6};
constexpr Milliseconds textTarget{10e-6};

/// Publishes at a steady pace in a thread of its own for as long as it lives.
class Publisher
{
public:
    Publisher(ReadMeans &means, int perSecond)
    {
        if (perSecond > 0)
            m_thread = std::thread([this, &means, perSecond] { run(means, perSecond); });
    }
    ~Publisher()
    {
        m_isEnding = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    Publisher(const Publisher &) = delete;
    Publisher &operator=(const Publisher &) = delete;

private:
    void run(ReadMeans &means, int perSecond)
    {
        const std::chrono::nanoseconds pace = std::chrono::seconds(1) / perSecond;
        auto next = Monotonic::now();
        for (int number = 2; !m_isEnding; ++number) {
            means.publish(number);
            next = std::max(next + pace, Monotonic::now() - pace); // what cannot be kept up with is let go
            std::this_thread::sleep_until(next);
        }
    }

    std::atomic<bool> m_isEnding{false};
    std::thread m_thread;
};

/// The median time of one read, of all threads.
Milliseconds readTime(ReadMeans &means, int threads, int publishesPerSecond, const Sizes &sizes)
{
    means.publish(1);
    const Publisher publisher(means, publishesPerSecond);
    std::vector<std::vector<Milliseconds>> times{std::size_t(threads)};
    std::atomic<int> ready{0};
    std::vector<std::thread> readers;
    for (std::vector<Milliseconds> &own : times) {
        readers.emplace_back([&] {
            const auto reader = means.reader();
            ++ready;
            while (ready < threads) {
            }
            for (int run = 0; run < sizes.runs; ++run) {
                const auto begin = Monotonic::now();
                reader->read(sizes.readsPerRun);
                own.push_back(Milliseconds(Monotonic::now() - begin) / sizes.readsPerRun);
            }
        });
    }
    for (std::thread &reader : readers)
        reader.join();
    std::vector<Milliseconds> all;
    for (const auto &own : times)
        all.insert(all.end(), own.begin(), own.end());
    return median(all);
}

QString nanoseconds(Milliseconds time)
{
    return number(time.count() * 1e6, 1);
}

Row rowOf(ReadMeans &means, const QString &type, const Sizes &sizes)
{
    Row row{type, means.name()};
    const Milliseconds target =
        means.isJudged() ? type == u"QString" ? textTarget : numberTarget : Milliseconds::max();
    bool isMet = true;
    for (const int threads : {1, 2}) {
        for (const int publishes : {0, sizes.publishesPerSecond}) {
            const Milliseconds time = readTime(means, threads, publishes, sizes);
            row += nanoseconds(time);
            isMet = isMet && time <= target;
        }
    }
    row += !means.isJudged() ? u"–"_s : u"≤ %1: %2"_s.arg(nanoseconds(target), isMet ? u"yes"_s : u"no"_s);
    return row;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto numbers =
        numbersFrom(u"Measures one read of a setting, in nanoseconds: medians of many short runs."_s,
                    {{u"runs"_s, u"How many runs are timed in each thread."_s, 2000},
                     {u"reads"_s, u"How many reads a run has."_s, 10000},
                     {u"publishes"_s, u"How many new values a second."_s, 1000}});
    const Sizes sizes{std::max(numbers[u"runs"_s], 1), std::max(numbers[u"reads"_s], 1),
                      numbers[u"publishes"_s]};
    QTextStream out(stdout);
    const QString busy = u"%1/s"_s.arg(sizes.publishesPerSecond);
    QList<Row> rows{{u"type"_s, u"read through"_s, u"1 thread, idle"_s, u"1 thread, "_s + busy,
                     u"2 threads, idle"_s, u"2 threads, "_s + busy, u"met"_s}};
    bool isComplete = true;
    for (const ReadType type : {ReadType::Int, ReadType::Double, ReadType::Text}) {
        for (const auto &make : readMeans(type)) {
            const std::unique_ptr<ReadMeans> means = make();
            rows += rowOf(*means, nameOf(type), sizes);
            isComplete = isComplete && means->isRight();
        }
    }
    out << "Nanoseconds for one read." << Qt::endl;
    print(rows, out);
    if (!isComplete)
        out << "a value that was published was not read" << Qt::endl;
    return isComplete ? 0 : 1;
}
