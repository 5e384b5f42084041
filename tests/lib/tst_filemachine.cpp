#include <retune/store/batchclock.h>
#include <retune/store/filemachine.h>

#include <QtTest/QtTest>

using namespace retune;
using namespace std::chrono_literals;
using Time = FileState::Time;

namespace {

/// Plays a script of events against the state machine with made-up time and writes down what it decides. Events are
/// `+10` (time passes, and the file is looked at whenever that is due), `finished`, `touched`, `modified`, `asked`. What a
/// look finds is set by `good`, `loss`, `bad`, `gone`, `busy`, `same`; what a probe finds by `writing`, `closed`,
/// `unknown`. A line of the record is `120 publish`.
class Play
{
public:
    QStringList run(const QString &script)
    {
        for (const QString &word : script.split(u' ', Qt::SkipEmptyParts))
            event(word);
        return m_record;
    }

private:
    void event(const QString &word)
    {
        static const QHash<QString, Hint> hints{{QStringLiteral("finished"), Hint::Finished},
                                                {QStringLiteral("touched"), Hint::Touched},
                                                {QStringLiteral("modified"), Hint::Modified}};
        static const QHash<QString, Found> finds{
            {QStringLiteral("same"), Found::InForce}, {QStringLiteral("good"), Found::Good},
            {QStringLiteral("loss"), Found::Loss},    {QStringLiteral("bad"), Found::Bad},
            {QStringLiteral("gone"), Found::Gone},    {QStringLiteral("busy"), Found::Busy}};
        static const QHash<QString, WriterPresence> writers{
            {QStringLiteral("writing"), WriterPresence::Writing},
            {QStringLiteral("closed"), WriterPresence::None},
            {QStringLiteral("unknown"), WriterPresence::Unknown}};
        if (word.startsWith(u'+'))
            return pass(word.mid(1).toInt());
        if (hints.contains(word))
            return apply(hinted(m_state, hints[word], now(), m_timing)), pass(0);
        if (word == u"asked")
            return apply(asked(m_state, now(), m_timing)), pass(0);
        if (finds.contains(word)) {
            m_found = finds[word];
            m_isSame = false;
            return;
        }
        QVERIFY2(writers.contains(word), qPrintable(word));
        m_presence = writers[word];
    }

    void pass(int milliseconds)
    {
        const int end = m_now + milliseconds;
        while (m_state.due <= Time(std::chrono::milliseconds(end))) {
            m_now = std::max(m_now, int((m_state.due - Time(0ms)) / 1ms));
            apply(woken(m_state, now(), m_timing));
        }
        m_now = end;
    }

    void apply(const FileStep &step)
    {
        m_state = step.first;
        switch (step.second) {
        case FileAction::None:
            return;
        case FileAction::Probe:
            return apply(probed(m_state, m_presence, now(), m_timing));
        case FileAction::Look: {
            const Look look{m_found, std::exchange(m_isSame, true), false};
            return apply(looked(m_state, look, now(), m_timing));
        }
        case FileAction::Publish:
            m_found = Found::InForce;
            return note(QStringLiteral("publish"));
        case FileAction::Report:
            return note(QStringLiteral("report"));
        case FileAction::Clear:
            return note(QStringLiteral("clear"));
        }
    }

    void note(const QString &what) { m_record.append(QStringLiteral("%1 %2").arg(m_now).arg(what)); }
    Time now() const { return Time(std::chrono::milliseconds(m_now)); }

    Timing m_timing;
    FileState m_state;
    Found m_found = Found::InForce;
    WriterPresence m_presence = WriterPresence::None;
    bool m_isSame = false;
    int m_now = 1000;
    QStringList m_record;
};

} // namespace

class TestFileMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("record");

        QTest::newRow("a finished save is published at once") << "good finished"
                                                              << "1000 publish";
        QTest::newRow("a touched file is looked at 10 ms later") << "good touched +500"
                                                                 << "1010 publish";
        QTest::newRow("equal content is nothing") << "same finished touched modified +2000"
                                                  << "";
        QTest::newRow("a write that nobody closed is read when its writer is gone")
            << "good closed modified +500"
            << "1020 publish";
        QTest::newRow("a write under way waits for its end")
            << "good writing modified +60 modified +60 modified +60 finished"
            << "1180 publish";
        QTest::newRow("a writer that never closes is read after 300 ms of quiet")
            << "good writing modified +100 modified +1000"
            << "1400 publish";
        QTest::newRow("where nobody can tell, a write is read after 300 ms of quiet")
            << "good unknown modified +1000"
            << "1300 publish";
        QTest::newRow("where nobody can tell, a touched file is read at once") << "good unknown touched +1000"
                                                                               << "1010 publish";
        QTest::newRow("a created file that is still being written waits")
            << "good writing touched modified +100 finished"
            << "1100 publish";
        QTest::newRow("bad content is a problem after 500 ms of quiet") << "bad finished +2000"
                                                                        << "1500 report";
        QTest::newRow("bad content that changes again is a problem later")
            << "bad finished +400 finished +2000"
            << "1900 report";
        QTest::newRow("bad content that turns good was none") << "bad finished +30 good +100"
                                                              << "1062 publish";
        QTest::newRow("a problem is told once") << "bad finished +600 finished +2000"
                                                << "1500 report";
        QTest::newRow("another problem is told too") << "bad finished +600 bad finished +600"
                                                     << "1500 report|2100 report";
        QTest::newRow("a repaired file is published and clear") << "bad finished +600 good finished"
                                                                << "1500 report|1600 publish";
        QTest::newRow("a problem clears when the content in force comes back")
            << "bad finished +600 same finished"
            << "1500 report|1600 clear";
        QTest::newRow("a missing file is a problem after 250 ms") << "gone touched +1000"
                                                                  << "1250 report";
        QTest::newRow("a file that is deleted and created 100 ms later was never missing")
            << "gone touched +100 good finished +500"
            << "1100 publish";
        QTest::newRow("a missing file that comes back as it was is clear")
            << "gone touched +400 same finished"
            << "1250 report|1400 clear";
        QTest::newRow("content that lost keys waits 150 ms") << "loss finished +500"
                                                             << "1150 publish";
        QTest::newRow("content that lost keys and gets them back was never lost")
            << "loss finished +20 good finished +500"
            << "1020 publish";
        QTest::newRow("content that goes on losing keys waits from the last change")
            << "loss finished +100 loss finished +500"
            << "1250 publish";
        QTest::newRow("the second opening of a slow writer waits for its end")
            << "loss finished +20 writing modified +40 good finished +500"
            << "1060 publish";
        QTest::newRow("content without keys whose writer keeps it open waits too")
            << "loss writing modified +1000"
            << "1450 publish";
        QTest::newRow("a file that changes while it is read is read again") << "busy finished +5 good +50"
                                                                            << "1006 publish";
        QTest::newRow("a look that is asked for is made at once") << "good asked"
                                                                  << "1000 publish";
        QTest::newRow("a look that is asked for does not read what is being written")
            << "good writing asked +50 finished"
            << "1050 publish";
        QTest::newRow("a problem does not come sooner because somebody asks")
            << "bad finished +100 asked +100 asked +1000"
            << "1500 report";
    }

    void decides()
    {
        QFETCH(QString, script);
        QFETCH(QString, record);
        QCOMPARE(Play().run(script).join(u'|'), record);
    }

    void aYoungFileIsLookedAtOnceMore()
    {
        const Timing timing;
        const Time now(1s);
        const auto [state, action] = looked(FileState(), {Found::Good, false, true}, now, timing);
        QCOMPARE(action, FileAction::Publish);
        QVERIFY(state.due == now + timing.young);
    }

    void batches_data()
    {
        QTest::addColumn<QList<int>>("changes");
        QTest::addColumn<QList<int>>("published");

        QTest::newRow("a single change is published at once") << QList{1000} << QList{1000};
        QTest::newRow("changes far apart are published each at once")
            << QList{1000, 1200, 1400} << QList{1000, 1200, 1400};
        QTest::newRow("the changes soon after one come together")
            << QList{1000, 1005, 1010, 1015} << QList{1000, 1035};
        QTest::newRow("a stream of changes is published every 100 ms")
            << QList{1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070, 1080, 1090, 1100, 1110, 1120}
            << QList{1000, 1110, 1140};
    }

    void batches()
    {
        QFETCH(QList<int>, changes);
        QFETCH(QList<int>, published);
        BatchClock clock{Timing()};
        QList<int> found;
        for (int now = 1000; now < 2000; ++now) {
            const Time time{std::chrono::milliseconds(now)};
            if (clock.due() <= time) {
                clock.published(time);
                found.append(now);
            }
            if (changes.contains(now))
                clock.added(time);
            if (clock.due() <= time) {
                clock.published(time);
                found.append(now);
            }
        }
        QCOMPARE(found, published);
    }
};

QTEST_GUILESS_MAIN(TestFileMachine)
#include "tst_filemachine.moc"
