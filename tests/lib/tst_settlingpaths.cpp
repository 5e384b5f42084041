#include <retune/watch/pendingbatch.h>
#include <retune/watch/settlingpaths.h>

#include <QtTest/QTest>

using namespace retune;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

class SettlingPathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAPathFromItsFirstMention();
    void startsAnewForAPathThatWasTaken();
    void gathersEachPathOnceWithTheStrongestHint();
};

void SettlingPathsTest::holdsAPathFromItsFirstMention()
{
    const SettlingPaths::Clock::time_point start{1h};
    SettlingPaths paths(20ms);
    QVERIFY(!paths.nextDue());
    paths.add(u"a"_s, start);
    paths.add(u"b"_s, start + 5ms);
    paths.add(u"a"_s, start + 19ms);
    QCOMPARE(paths.nextDue(), std::optional(start + 20ms));
    QCOMPARE(paths.takeDue(start + 19ms), QStringList());
    QCOMPARE(paths.takeDue(start + 20ms), QStringList{u"a"_s});
    QCOMPARE(paths.nextDue(), std::optional(start + 25ms));
    QCOMPARE(paths.takeDue(start + 1h), QStringList{u"b"_s});
    QVERIFY(!paths.nextDue());
}

void SettlingPathsTest::startsAnewForAPathThatWasTaken()
{
    const SettlingPaths::Clock::time_point start{1h};
    SettlingPaths paths(20ms);
    paths.add(u"a"_s, start);
    QCOMPARE(paths.takeDue(start + 20ms), QStringList{u"a"_s});
    paths.add(u"a"_s, start + 21ms);
    QCOMPARE(paths.takeDue(start + 40ms), QStringList());
    QCOMPARE(paths.takeDue(start + 41ms), QStringList{u"a"_s});
}

void SettlingPathsTest::gathersEachPathOnceWithTheStrongestHint()
{
    PendingBatch pending;
    QVERIFY(pending.isEmpty());
    pending.addChange(u"a"_s, Hint::Modified);
    pending.addChange(u"b"_s, Hint::Finished);
    pending.addChange(u"a"_s, Hint::Touched);
    pending.addChange(u"b"_s, Hint::Modified);
    pending.addRescan(u"c"_s);
    pending.addRescan(u"c"_s);
    pending.setWoken();
    const WatchBatch batch = pending.take();
    const std::vector<PathChange> changes{{u"a"_s, Hint::Touched}, {u"b"_s, Hint::Finished}};
    QCOMPARE(batch.changes, changes);
    QCOMPARE(batch.rescan, std::vector<QString>{u"c"_s});
    QVERIFY(batch.woken);
    QVERIFY(pending.isEmpty());
    pending.addChange(u"a"_s, Hint::Modified);
    QCOMPARE(pending.take().changes, (std::vector<PathChange>{{u"a"_s, Hint::Modified}}));
}

} // namespace

QTEST_APPLESS_MAIN(SettlingPathsTest)
#include "tst_settlingpaths.moc"
