#include <rawfile.h>

#include <retune/store/layers.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

struct Pair
{
    int first = 0;
    int last = 0;
    QString text;
};

/// Reads something once and gives the number that was in it; `torn` where the parts did not fit together.
using Reading = std::function<int()>;
constexpr int torn = -1;

/// One thread that reads until it has seen the last number, or something wrong.
class Reader
{
public:
    explicit Reader(Reading reading)
        : m_thread([this, reading = std::move(reading)] { run(reading); })
    {}
    ~Reader() { m_thread.join(); }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    static constexpr int last = 200;
    int seen() const { return m_seen; }
    /// Empty where the numbers only ever grew.
    QString wrong() const { return m_isWrong ? u"read %1 after %2"_s.arg(m_found).arg(m_seen) : QString(); }
    bool isWrong() const { return m_isWrong; }

private:
    void run(const Reading &reading)
    {
        while (m_seen < last) {
            const int found = reading();
            if (found < m_seen) {
                m_found = found;
                m_isWrong = true;
                return;
            }
            if (found == m_seen)
                std::this_thread::yield(); // leaves the machine to who publishes
            m_seen = found;
        }
    }

    std::atomic<int> m_seen{0};
    std::atomic<int> m_found{0};
    std::atomic<bool> m_isWrong{false};
    std::thread m_thread; // last: it uses the others
};

} // namespace

template<>
struct retune::Fields<Pair>
{
    static constexpr std::tuple all{Field{u"first", &Pair::first}, Field{u"last", &Pair::last},
                                    Field{u"text", &Pair::text}};
};

/// Threads that read while another publishes. Meant for ThreadSanitizer, and worth something without.
class TestReaders : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;

    /// Publishes `number` in all places, "base" before "site".
    void publish(int number)
    {
        const QByteArray digits = QByteArray::number(number);
        write(u"base.json"_s, R"({"number": N, "text": "N", "pair": {"first": N, "last": N, "text": "N"}})",
              digits);
        write(u"site.json"_s, R"({"pair": {"last": N}, "number": N})", digits);
    }

    void write(const QString &name, QByteArray content, const QByteArray &digits)
    {
        test::writeInPlace(m_folder->filePath(name), content.replace("N", digits));
        if (m_store)
            QVERIFY(m_store->refresh(name));
    }

    /// Publishes some hundred numbers while two threads make each reading. No thread falls far behind, so that all of
    /// them read while values are replaced.
    void readWhilePublishing(const std::vector<Reading> &readings)
    {
        constexpr int lead = 10;
        std::vector<std::unique_ptr<Reader>> readers;
        for (const Reading &reading : readings) {
            for (int i = 0; i < 2; ++i)
                readers.push_back(std::make_unique<Reader>(reading));
        }
        for (int number = 1; number <= Reader::last; ++number) {
            publish(number);
            for (const auto &reader : readers) {
                while (!reader->isWrong() && reader->seen() + lead < number)
                    std::this_thread::yield();
            }
        }
        for (const auto &reader : readers) {
            while (!reader->isWrong() && reader->seen() < Reader::last)
                std::this_thread::yield();
            QCOMPARE(reader->wrong(), QString());
        }
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        publish(0);
        auto store = Store::open(m_folder->path());
        QVERIFY(store);
        m_store = *std::move(store);
        m_store->waitUntilLoaded();
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void numbersAndStringsOnlyMoveForward()
    {
        const auto number = m_store->live<int>(u"base.json"_s, u"number");
        const auto text = m_store->live<QString>(u"base.json"_s, u"text");
        readWhilePublishing({[=] {
            const int first = number.get();
            const int second = text.get().toInt();
            return second < first ? torn : second;
        }});
    }

    void aStructIsReadWhole()
    {
        const auto pair = m_store->live<Pair>(u"base.json"_s, u"pair");
        readWhilePublishing({[=] {
            const Pair &read = pair.get();
            return read.first == read.last && read.text.toInt() == read.first ? read.first : torn;
        }});
    }

    void aStructOfSeveralLayersHasThemAsTheyWereTogether()
    {
        const Layers layers(*m_store, {u"base.json"_s, u"site.json"_s});
        const auto pair = layers.live<Pair>(u"pair");
        readWhilePublishing({[=] {
            const Pair &read = pair.get(); // "first" comes from the file that is published first
            const bool isWhole = read.first == read.last || read.first == read.last + 1;
            return isWhole && read.text.toInt() == read.first ? read.last : torn;
        }});
    }

    void aSnapshotIsOneRevision()
    {
        const KeyPath first = *KeyPath::parse(u"pair.first");
        const KeyPath last = *KeyPath::parse(u"pair.last");
        readWhilePublishing({[=, this] {
            const Snapshot snapshot = m_store->snapshot();
            const int base = snapshot.value(u"base.json", first)->text.toInt();
            const int site = snapshot.value(u"site.json", last)->text.toInt();
            return base == site || base == site + 1 ? site : torn;
        }});
    }

    void handlesComeAndGoMeanwhile()
    {
        const Layers layers(*m_store, {u"base.json"_s, u"site.json"_s});
        const auto kept = m_store->live<int>(u"site.json"_s, u"number");
        std::mutex mutex;
        std::optional<Live<int>> passedOn; // a handle that another thread than its maker reads and drops
        const Reading makeAndDrop = [&] {
            const auto text = m_store->live<QString>(u"base.json"_s, u"text");
            auto number = layers.live<int>(u"number");
            const int first = number.get();
            const int second = text.get().toInt();
            const std::lock_guard lock(mutex);
            passedOn.swap(*std::make_unique<std::optional<Live<int>>>(std::move(number)));
            return second < first ? torn : first;
        };
        const Reading takeAndDrop = [&] {
            std::optional<Live<int>> taken;
            {
                const std::lock_guard lock(mutex);
                taken.swap(passedOn);
            }
            const int first = taken ? taken->get() : 0;
            const int second = kept.get();
            return second < first ? torn : second;
        };
        readWhilePublishing({makeAndDrop, takeAndDrop});
        QCOMPARE(kept.get(), Reader::last);
    }
};

QTEST_GUILESS_MAIN(TestReaders)
#include "tst_readers.moc"
