#include <retune/plugin/taskslot.h>

#include <QtTest/QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace retune;

namespace {

constexpr int rounds = 10'000;

/// What the versions and the slot do, counted without a lock: what ThreadSanitizer is to judge are the slot's own.
struct Counts
{
    std::atomic<int> living{0};
    int calls = 0;       // by the versions, one at a time
    int underWay = 0;    // of calls
    int overlapping = 0; // calls, and turns during one
    int tookOver = 0;
    int retired = 0;
    int reverted = 0;
    int untold = 0; // calls of a version before it was told
};

class CountingVersion final : public TaskVersion
{
public:
    CountingVersion(Counts &counts, int number)
        : m_counts(counts)
        , m_number(number)
    {
        ++m_counts.living;
    }
    ~CountingVersion() override { --m_counts.living; }

    void takeOverFrom(TaskVersion &before) override
    {
        auto &other = static_cast<CountingVersion &>(before);
        m_counts.overlapping += m_counts.underWay;
        m_state = other.m_state; // as a version takes what the one before has left
    }
    std::exception_ptr run()
    {
        m_counts.overlapping += m_counts.underWay++;
        m_counts.untold += isTold ? 0 : 1;
        ++m_counts.calls;
        ++m_state;
        --m_counts.underWay;
        if (m_number % 5 == 0)
            return std::make_exception_ptr(std::runtime_error("every fifth version fails"));
        return nullptr;
    }

    bool isTold = false;

private:
    Counts &m_counts;
    const int m_number;
    int m_state = 0;
};

} // namespace

/// Two threads call while one offers and retires.
class TestTaskTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoThreadsCallWhileVersionsTakeTurns()
    {
        Counts counts;
        std::atomic<int> called{0};
        std::atomic<bool> isOver{false};
        {
            TaskSlot slot(2, [&](const TaskTurn &turn) {
                counts.overlapping += counts.underWay;
                auto &version = static_cast<CountingVersion &>(*turn.version);
                version.isTold = true;
                counts.tookOver += turn.event == TaskTurn::Event::TookOver ? 1 : 0;
                counts.retired += turn.event == TaskTurn::Event::Retired ? 1 : 0;
                counts.reverted += turn.event == TaskTurn::Event::Reverted ? 1 : 0;
            });
            const auto callOn = [&] {
                while (!isOver) {
                    const auto end = slot.call(
                        [](TaskVersion &version) { return static_cast<CountingVersion &>(version).run(); });
                    if (end == TaskSlot::CallEnd::Called || end == TaskSlot::CallEnd::Reverted)
                        ++called;
                    else
                        std::this_thread::yield();
                }
            };
            std::thread first(callOn);
            std::thread second(callOn);
            for (int round = 1; round <= rounds; ++round) {
                if (round % 7 == 0)
                    slot.retire();
                else
                    slot.offer(std::make_shared<CountingVersion>(counts, round));
                if (round % 50 == 0)
                    std::this_thread::yield();
            }
            slot.offer(std::make_shared<CountingVersion>(counts, 1));
            for (const int before = called; called < before + 10;)
                std::this_thread::yield(); // the last one is called: nothing got stuck
            isOver = true;
            first.join();
            second.join();
            slot.retire();
        }
        QCOMPARE(counts.overlapping, 0);
        QCOMPARE(counts.untold, 0);
        QCOMPARE(counts.calls, called.load());
        QVERIFY(counts.tookOver > 0 && counts.retired > 0 && counts.reverted > 0);
        QVERIFY(counts.tookOver <= rounds + 1);
        QCOMPARE(counts.living.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestTaskTurns)
#include "tst_taskturns.moc"
