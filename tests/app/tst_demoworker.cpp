#include <demoworker.h>

#include <rawfile.h>
#include <signalrecord.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

using State = DemoWorker::State;

/// A folder that others write to, a worker on it, and what it printed.
struct Desk
{
    explicit Desk(const QByteArray &interval = "0.05")
    {
        write(u"setting.py"_s, "redis = \"hello\"\n");
        write(u"worker.jsonc"_s, "{ \"interval\": " + interval + " }\n");
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        test::writeInPlace(folder.filePath(name), bytes);
    }
    void remove(const QString &name) const { QVERIFY(QFile::remove(folder.filePath(name))); }

    qsizetype count(const QString &line) const
    {
        return std::count_if(printed.begin(), printed.end(),
                             [&](const QVariantList &arguments) { return arguments[1].toString() == line; });
    }
    QList<QDateTime> timesOf(const QString &line) const
    {
        QList<QDateTime> times;
        for (const QVariantList &arguments : printed) {
            if (arguments[1].toString() == line)
                times += arguments[0].toDateTime();
        }
        return times;
    }
    qsizetype countContaining(const QString &part) const
    {
        return std::count_if(printed.begin(), printed.end(), [&](const QVariantList &arguments) {
            return arguments[1].toString().contains(part);
        });
    }

    QTemporaryDir folder;
    DemoWorker worker;
    test::SignalRecord printed{&worker, &DemoWorker::printed};
    test::SignalRecord states{&worker, &DemoWorker::stateChanged};
};

} // namespace

class tst_DemoWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsTheValueAgainAndAgain();
    void printsTheNewValueAfterAnEdit();
    void printsAnyKindOfValue_data();
    void printsAnyKindOfValue();
    void newIntervalTakesEffectAtOnce();
    void oddIntervals_data();
    void oddIntervals();
    void complainsOnceOfAnIntervalThatDoesNotFit();
    void complainsOnceAndGoesOnWhenTheFileComes();
    void complainsWhenTheKeyIsGoneAndGoesOn();
    void badFileKeepsTheLastGoodValue();
    void pausesAndGoesOn();
    void stopsAndStartsAgain();
    void changesTheFolder();
    void saysWhyAFolderCannotBeOpened();
    void endsWithoutBeingStopped();
};

void tst_DemoWorker::printsTheValueAgainAndAgain()
{
    Desk desk;
    QCOMPARE(desk.worker.state(), State::Stopped);
    desk.worker.start(desk.folder.path());
    QCOMPARE(desk.worker.state(), State::Running);
    QCOMPARE(desk.states.size(), 1);
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
    const QDateTime first = desk.printed[0][0].toDateTime();
    const QDateTime third = desk.printed[2][0].toDateTime();
    QVERIFY2(first.msecsTo(third) >= 95, qPrintable(QString::number(first.msecsTo(third))));
}

void tst_DemoWorker::printsTheNewValueAfterAnEdit()
{
    Desk desk;
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 1);
    desk.write(u"setting.py"_s, "redis = \"你好，精神小伙\"\n");
    QTRY_VERIFY(desk.count(u"redis = 你好，精神小伙"_s) >= 2);
    QCOMPARE(desk.printed.last()[1].toString(), u"redis = 你好，精神小伙"_s);
}

void tst_DemoWorker::printsAnyKindOfValue_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("line");
    QTest::newRow("a whole number") << QByteArray("redis = 5\n") << u"redis = 5"_s;
    QTest::newRow("a truth value") << QByteArray("redis = True\n") << u"redis = true"_s;
    QTest::newRow("a list") << QByteArray("redis = [1, 2]\n") << u"redis = [1, 2]"_s;
}

void tst_DemoWorker::printsAnyKindOfValue()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, line);
    Desk desk;
    desk.write(u"setting.py"_s, source);
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(line) >= 1);
}

void tst_DemoWorker::newIntervalTakesEffectAtOnce()
{
    Desk desk("3600");
    desk.worker.start(desk.folder.path());
    QTRY_COMPARE(desk.count(u"redis = hello"_s), 1);
    desk.write(u"worker.jsonc"_s, "{ \"interval\": 0.05 }\n");
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
}

void tst_DemoWorker::oddIntervals_data()
{
    QTest::addColumn<QByteArray>("interval");
    QTest::addColumn<int>("leastMilliseconds");
    QTest::newRow("below the shortest") << QByteArray("0.0001") << 45;
    QTest::newRow("zero") << QByteArray("0") << 45;
    QTest::newRow("negative") << QByteArray("-3") << 45;
    QTest::newRow("no number") << QByteArray("\"soon\"") << 900;
    QTest::newRow("missing") << QByteArray("0.05, \"interval\": null") << 900;
}

void tst_DemoWorker::oddIntervals()
{
    QFETCH(QByteArray, interval);
    QFETCH(int, leastMilliseconds);
    Desk desk(interval);
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.timesOf(u"redis = hello"_s).size() >= 2);
    const QList<QDateTime> times = desk.timesOf(u"redis = hello"_s);
    const qint64 between = times[0].msecsTo(times[1]);
    QVERIFY2(between >= leastMilliseconds, qPrintable(QString::number(between)));
}

void tst_DemoWorker::complainsOnceOfAnIntervalThatDoesNotFit()
{
    Desk desk("3600");
    desk.worker.start(desk.folder.path());
    QTRY_COMPARE(desk.count(u"redis = hello"_s), 1);
    desk.write(u"worker.jsonc"_s, "{ \"interval\": \"x\" }\n"); // told at once, and not after an hour
    const QString wrong =
        u"worker.jsonc:1:15: interval: expected a number, found the text \"x\"; the interval is 3600 s"_s;
    QTRY_COMPARE(desk.count(wrong), 1);
    desk.write(u"worker.jsonc"_s, "{ \"interval\": \"x\", \"other\": 1 }\n");
    desk.write(u"worker.jsonc"_s, "{ \"interval\": 0.05 }\n");
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
    desk.write(u"worker.jsonc"_s, "{}\n");
    QTRY_COMPARE(desk.count(u"worker.jsonc: the key \"interval\" does not exist; the interval is 1 s"_s), 1);
    QTRY_COMPARE(desk.count(u"redis = hello"_s), desk.printed.size() - 2);
    QCOMPARE(desk.count(wrong), 1);
}

void tst_DemoWorker::complainsOnceAndGoesOnWhenTheFileComes()
{
    Desk desk;
    desk.remove(u"setting.py"_s);
    desk.worker.start(desk.folder.path());
    QTRY_COMPARE(desk.countContaining(u"no setting.py"_s), 1);
    QVERIFY(!desk.printed.wait(200)); // several turns: it is said once
    desk.write(u"setting.py"_s, "redis = \"here\"\n");
    QTRY_VERIFY(desk.count(u"redis = here"_s) >= 1);
}

void tst_DemoWorker::complainsWhenTheKeyIsGoneAndGoesOn()
{
    Desk desk;
    desk.write(u"setting.py"_s, "other = 1\n");
    desk.worker.start(desk.folder.path());
    QTRY_COMPARE(desk.countContaining(u"no key redis"_s), 1);
    desk.write(u"setting.py"_s, "redis = \"one\"\n");
    QTRY_VERIFY(desk.count(u"redis = one"_s) >= 1);
    desk.write(u"setting.py"_s, "other = 1\n");
    QTRY_COMPARE(desk.countContaining(u"no key redis"_s), 2);
    desk.write(u"setting.py"_s, "redis = \"two\"\n");
    QTRY_VERIFY(desk.count(u"redis = two"_s) >= 1);
}

void tst_DemoWorker::badFileKeepsTheLastGoodValue()
{
    Desk desk;
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 1);
    desk.write(u"setting.py"_s, "redis = \"hel\n");
    const qsizetype before = desk.count(u"redis = hello"_s);
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= before + 3);
    QCOMPARE(desk.count(u"redis = hello"_s), desk.printed.size());
    desk.write(u"setting.py"_s, "redis = \"good\"\n");
    QTRY_VERIFY(desk.count(u"redis = good"_s) >= 1);
}

void tst_DemoWorker::pausesAndGoesOn()
{
    Desk desk;
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.printed.size() >= 1);
    desk.worker.pause();
    QCOMPARE(desk.worker.state(), State::Paused);
    desk.printed.wait(100); // a line that was under way
    QVERIFY(!desk.printed.wait(300));
    desk.worker.resume();
    QCOMPARE(desk.worker.state(), State::Running);
    QTRY_VERIFY(desk.printed.size() >= 3);
    desk.worker.pause();
    desk.worker.start(desk.folder.path());
    QCOMPARE(desk.worker.state(), State::Running);
    QVERIFY(desk.printed.wait());
    QCOMPARE(desk.states.size(), 5);
}

void tst_DemoWorker::stopsAndStartsAgain()
{
    Desk desk;
    desk.worker.pause(); // not running: nothing happens
    desk.worker.resume();
    desk.worker.stop();
    QCOMPARE(desk.states.size(), 0);
    for (int i = 0; i < 10; ++i) {
        desk.worker.start(desk.folder.path());
        desk.worker.stop();
        QCOMPARE(desk.worker.state(), State::Stopped);
    }
    desk.printed.wait(100);
    desk.printed.clear();
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.printed.size() >= 2);
    QCOMPARE(desk.worker.state(), State::Running); // no late end of an earlier run
    desk.worker.stop();
    desk.printed.wait(100);
    QVERIFY(!desk.printed.wait(200));
}

void tst_DemoWorker::changesTheFolder()
{
    Desk desk;
    Desk other;
    other.write(u"setting.py"_s, "redis = \"other\"\n");
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 1);
    desk.worker.start(other.folder.path());
    QCOMPARE(desk.worker.folder(), other.folder.path());
    QTRY_VERIFY(desk.count(u"redis = other"_s) >= 2);
    QCOMPARE(desk.worker.state(), State::Running);
}

void tst_DemoWorker::saysWhyAFolderCannotBeOpened()
{
    Desk desk;
    desk.worker.start(desk.folder.filePath(u"nothing"_s));
    QTRY_COMPARE(desk.printed.size(), 1);
    QVERIFY(desk.printed[0][1].toString().contains(u"does not exist"_s));
    QTRY_COMPARE(desk.worker.state(), State::Stopped);
}

void tst_DemoWorker::endsWithoutBeingStopped()
{
    for (int i = 0; i < 20; ++i) {
        Desk desk;
        desk.worker.start(desk.folder.path());
        if (i % 2 == 0)
            QVERIFY(desk.printed.wait());
    }
}

QTEST_GUILESS_MAIN(tst_DemoWorker)
#include "tst_demoworker.moc"
