#include <retune/edit/livepace.h>

#include <QtTest/QTest>

#include <algorithm>

using namespace retune;
using namespace std::chrono_literals;

namespace {

/// What happens to a file, at a time in milliseconds.
struct Event
{
    enum What { Finished, Typing, Left, Dropped, SavedByHand };
    int at;
    What what;
};

/// Runs a file for ten seconds of made-up time, in steps of one millisecond, with saves that take `saving`; gives the times of the saves that the pace asked for, in milliseconds.
QList<int> saves(const QList<Event> &events, int saving)
{
    LivePace pace;
    QList<int> begun;
    int ends = -1;
    for (int at = 0; at < 10'000; ++at) {
        const LivePace::Time now{std::chrono::milliseconds(at)};
        if (at == ends)
            pace.noteSaveEnded();
        for (const Event &event : events) {
            if (event.at != at)
                continue;
            switch (event.what) {
            case Event::Finished:
                pace.noteEdit(LivePace::Edit::Finished, now);
                break;
            case Event::Typing:
                pace.noteEdit(LivePace::Edit::Typing, now);
                break;
            case Event::Left:
                pace.finishTyping(now);
                break;
            case Event::Dropped:
                pace.drop();
                break;
            case Event::SavedByHand:
                pace.noteSaveBegan(now);
                ends = at + saving;
                break;
            }
        }
        if (const auto due = pace.due(); due && *due <= now) {
            pace.noteSaveBegan(now);
            ends = at + saving;
            begun += at;
        }
    }
    return begun;
}

} // namespace

Q_DECLARE_METATYPE(QList<Event>)

class TestLivePace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAtTheRightTimes_data()
    {
        using enum Event::What;
        QTest::addColumn<QList<Event>>("events");
        QTest::addColumn<int>("saving");
        QTest::addColumn<QList<int>>("times");
        const auto row = [](const char *name, const QList<Event> &events, int saving,
                            const QList<int> &times) { QTest::newRow(name) << events << saving << times; };
        row("nothing is saved where nothing is edited", {}, 1, {});
        row("a finished edit is saved at once", {{100, Finished}}, 1, {100});
        row("edits within one interval are saved at its end",
            {{100, Finished}, {101, Finished}, {110, Finished}}, 1, {100, 117});
        row("an edit during a save waits for its end", {{100, Finished}, {110, Finished}}, 50, {100, 150});
        row("of many edits during a save the latest one is saved, once",
            {{100, Finished}, {110, Finished}, {120, Finished}, {149, Finished}}, 50, {100, 150});
        row("typing is saved after 300 ms of quiet", {{100, Typing}, {300, Typing}}, 1, {600});
        row("typing is saved when its text is left", {{100, Typing}, {200, Left}}, 1, {200});
        row("leaving a text that was not typed in saves nothing", {{200, Left}}, 1, {});
        row("a finished edit takes what was typed with it", {{100, Typing}, {200, Finished}}, 1, {200});
        row("typing right after a finished edit is not saved with half a word",
            {{100, Finished}, {105, Finished}, {110, Typing}}, 1, {100, 410});
        row("what is dropped is not saved", {{100, Typing}, {200, Dropped}}, 1, {});
        row("what comes after is saved", {{100, Typing}, {200, Dropped}, {300, Finished}}, 1, {300});
        row("what was saved by hand is not saved again", {{100, Typing}, {200, SavedByHand}}, 1, {});
        row("a save by hand counts for the pace", {{100, SavedByHand}, {105, Finished}}, 1, {117});
    }

    void savesAtTheRightTimes()
    {
        QFETCH(const QList<Event>, events);
        QFETCH(const int, saving);
        QTEST(saves(events, saving), "times");
    }

    /// A number is dragged for a second, with a new value each millisecond.
    void savesADragAtMostSixtyTimesASecond_data()
    {
        QTest::addColumn<int>("saving");
        QTest::newRow("while saves are quick") << 1;
        QTest::newRow("while saves take as long as the interval") << 17;
        QTest::newRow("while saves are slow") << 90;
    }

    void savesADragAtMostSixtyTimesASecond()
    {
        QFETCH(const int, saving);
        QList<Event> drag;
        for (int at = 1000; at <= 2000; ++at)
            drag.append({at, Event::Finished});
        const QList<int> times = saves(drag, saving);
        QCOMPARE(times.first(), 1000);
        QVERIFY(times.last() >= 2000); // the value at which it ends
        const auto inSecond = std::count_if(times.begin(), times.end(), [](int at) { return at < 2000; });
        QVERIFY2(inSecond <= 60 && inSecond >= std::min(55, 1000 / saving - 1),
                 qPrintable(QString::number(inSecond)));
        for (qsizetype i = 1; i < times.size(); ++i)
            QVERIFY(times[i] - times[i - 1] >= std::max(17, saving));
    }
};

QTEST_APPLESS_MAIN(TestLivePace)
#include "tst_livepace.moc"
