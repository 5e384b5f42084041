#include <demoworker.h>
#include <sample.h>

#include <rawfile.h>
#include <signalrecord.h>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr CodePermission allowed{true, false};

/// A folder with code in it, a worker on it, and what it told.
struct Desk
{
    explicit Desk(const QByteArray &interval = "0.05")
    {
        test::makeFolder(folder.filePath(u"plugins"_s));
        write(u"setting.py"_s, "redis = \"hello\"\n");
        write(u"worker.jsonc"_s, "{ \"interval\": " + interval + " }\n");
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        test::writeInPlace(folder.filePath(name), bytes);
    }
    void start(const CodePermission &permission)
    {
        worker.setCodePermission(folder.path(), permission);
        worker.start(folder.path());
    }
    qsizetype count(const QString &line) const
    {
        return std::count_if(printed.begin(), printed.end(),
                             [&](const QVariantList &arguments) { return arguments[1].toString() == line; });
    }
    /// Starts with a native task in a call that ends when `openGate` is called, and after five seconds in any case.
    void startLongCall()
    {
        test::writeInPlace(gate(), "");
        write(u"setting.json"_s, "{ \"gate\": \"" + gate().toUtf8() + "\" }\n");
        write(u"plugins/counter.so"_s, test::readAll(QStringLiteral(RETUNE_COUNTER)));
        start(allowed);
        QTRY_VERIFY(!logged.isEmpty());
    }
    QString gate() const { return folder.filePath(u"gate"_s); }
    void openGate() const { QVERIFY(QFile::remove(gate())); }
    TaskFailure lastFailure() const { return failed.last()[1].value<TaskFailure>(); }

    QTemporaryDir folder;
    DemoWorker worker;
    test::SignalRecord printed{&worker, &DemoWorker::printed};
    test::SignalRecord live{&worker, &DemoWorker::codeTookOver};
    test::SignalRecord retired{&worker, &DemoWorker::codeRetired};
    test::SignalRecord failed{&worker, &DemoWorker::codeFailed};
    test::SignalRecord logged{&worker, &DemoWorker::codeLogged};
};

} // namespace

class tst_DemoCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsNoCodeByItself();
    void aPermissionForAnotherFolderIsNone();
    void callsEachTaskOnceATurn();
    void printsWhatATaskReturns_data();
    void printsWhatATaskReturns();
    void newCodeIsToldBeforeItIsCalled();
    void goesOnWithNewCode();
    void brokenCodeHarmsNobody();
    void aPermissionThatIsWithdrawnEndsTheCallsAtOnce();
    void tellsWhatTasksThereAre();
    void startsAgainWithItsPermission();
    void aCallThatDoesNotEndHoldsUpNoStart();
    void aCallThatDoesNotEndIsLeftAtTheEnd();
    void theSampleGreets();
};

void tst_DemoCode::runsNoCodeByItself()
{
    Desk desk;
    desk.write(u"plugins/greet.js"_s, "log('ran'); function run() { return 'ran'; }\n");
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
    QCOMPARE(desk.count(u"redis = hello"_s), desk.printed.size());
    QVERIFY(desk.logged.isEmpty() && desk.live.isEmpty() && desk.failed.isEmpty());
    QVERIFY(desk.worker.tasks(desk.folder.path()).isEmpty());
}

void tst_DemoCode::aPermissionForAnotherFolderIsNone()
{
    Desk desk;
    desk.write(u"plugins/greet.js"_s, "function run() { return 'ran'; }\n");
    desk.worker.setCodePermission(u"/nowhere"_s, allowed);
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
    QVERIFY(desk.live.isEmpty());
}

void tst_DemoCode::callsEachTaskOnceATurn()
{
    Desk desk;
    desk.write(u"plugins/b.js"_s, "let n = 0; function run() { return ++n; }\n");
    desk.write(u"plugins/a.js"_s, "function run() { return settings['setting.py'].redis; }\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"b: 3"_s) == 1);
    const auto of = [&](const QString &line) {
        return std::find_if(desk.printed.begin(), desk.printed.end(),
                            [&](const QVariantList &arguments) { return arguments[1].toString() == line; });
    };
    const auto third = of(u"b: 3"_s);
    QCOMPARE((*(third - 1))[1].toString(), u"a: hello"_s);
    QCOMPARE((*(third - 2))[1].toString(), u"redis = hello"_s);
    QCOMPARE((*(third - 3))[1].toString(), u"b: 2"_s);
}

void tst_DemoCode::printsWhatATaskReturns_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("line");
    QTest::newRow("a text") << "'你好'"_ba << u"task: 你好"_s;
    QTest::newRow("a text of two lines") << "'a\\nb'"_ba << u"task: a⏎b"_s;
    QTest::newRow("a number") << "1.5"_ba << u"task: 1.5"_s;
    QTest::newRow("a truth value") << "true"_ba << u"task: true"_s;
    QTest::newRow("null") << "null"_ba << u"task: null"_s;
    QTest::newRow("a list") << "[1, '二']"_ba << u"task: [1,\"二\"]"_s;
    QTest::newRow("a table") << "({a: 1})"_ba << u"task: {\"a\":1}"_s;
}

void tst_DemoCode::printsWhatATaskReturns()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, line);
    Desk desk;
    desk.write(u"plugins/nothing.js"_s, "function run() {}\n");
    desk.write(u"plugins/task.js"_s, "function run() { return " + value + "; }\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(line) >= 2);
    QTRY_COMPARE(desk.live.size(), 2);
    QCOMPARE(desk.printed.size(), desk.count(line) + desk.count(u"redis = hello"_s)); // nothing of `nothing`
}

void tst_DemoCode::newCodeIsToldBeforeItIsCalled()
{
    Desk desk;
    QStringList order;
    const QObject receiver; // what is still on its way at the end goes with it
    connect(&desk.worker, &DemoWorker::codeTookOver, &receiver,
            [&](const QDateTime &, const TaskInfo &task) { order += u"live "_s + task.file; });
    connect(&desk.worker, &DemoWorker::codeLogged, &receiver,
            [&](const QDateTime &, const QString &task, const QString &) { order += u"called "_s + task; });
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 1);
    for (int i = 0; i < 10; ++i) {
        order.clear();
        const QString name = u"new%1"_s.arg(i);
        desk.write(u"plugins/%1.js"_s.arg(name), "function run() { log('called'); }\n");
        QTRY_VERIFY(order.contains(u"called "_s + name));
        const QString live = u"live plugins/%1.js"_s.arg(name);
        QVERIFY(order.contains(live));
        QVERIFY(order.indexOf(live) < order.indexOf(u"called "_s + name));
    }
}

void tst_DemoCode::goesOnWithNewCode()
{
    Desk desk;
    desk.write(u"plugins/greet.js"_s,
               "function run() { state.n = (state.n || 0) + 1; return 'one ' + (state.n > 3); }\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"greet: one true"_s) >= 1);
    desk.write(u"plugins/greet.js"_s, "function run() { return 'two ' + (state.n > 3); }\n");
    QTRY_VERIFY(desk.count(u"greet: two true"_s) >= 2);
    QVERIFY(QFile::remove(desk.folder.filePath(u"plugins/greet.js"_s)));
    QTRY_COMPARE(desk.retired.size(), 1);
    QCOMPARE(desk.retired.first()[1].value<TaskInfo>().file, u"plugins/greet.js"_s);
}

void tst_DemoCode::brokenCodeHarmsNobody()
{
    Desk desk;
    desk.write(u"plugins/greet.js"_s, "function run() {\n    return 'good';\n}\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"greet: good"_s) >= 1);
    desk.write(u"plugins/greet.js"_s, "function run() {\n    return 'bad;\n}\n");
    QTRY_COMPARE(desk.failed.size(), 1);
    QCOMPARE(desk.lastFailure().problem.file, u"plugins/greet.js"_s);
    QCOMPARE(desk.lastFailure().problem.position.line, 2);
    const qsizetype before = desk.count(u"greet: good"_s);
    QTRY_VERIFY(desk.count(u"greet: good"_s) >= before + 2);
}

void tst_DemoCode::aPermissionThatIsWithdrawnEndsTheCallsAtOnce()
{
    Desk desk("3600"); // not at the next turn
    desk.write(u"plugins/greet.js"_s, "function run() { return 'ran'; }\n");
    desk.start(allowed);
    QTRY_COMPARE(desk.live.size(), 1);
    desk.worker.setCodePermission(desk.folder.path(), {});
    QTRY_COMPARE(desk.retired.size(), 1);
    QTRY_VERIFY(desk.worker.tasks(desk.folder.path()).isEmpty());
    desk.printed.clear();
    desk.write(u"worker.jsonc"_s, "{ \"interval\": 0.05 }\n");
    QTRY_VERIFY(desk.printed.size() >= 3);
    QCOMPARE(desk.count(u"redis = hello"_s), desk.printed.size());

    desk.worker.pause();
    desk.worker.setCodePermission(desk.folder.path(), allowed);
    QTRY_COMPARE(desk.live.size(), 2); // paused, but not deaf
    desk.worker.resume();
    QTRY_VERIFY(desk.count(u"greet: ran"_s) >= 1);
}

void tst_DemoCode::tellsWhatTasksThereAre()
{
    Desk desk;
    desk.write(u"plugins/bad.js"_s, "function walk() {}\n");
    desk.write(u"plugins/greet.js"_s, "function run() { return 1; }\n");
    desk.write(u"plugins/source.cpp"_s, "int x;\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"greet: 1"_s) >= 1);
    QTRY_COMPARE(desk.worker.tasks(desk.folder.path()).size(), 3);
    const QList<TaskInfo> tasks = desk.worker.tasks(desk.folder.path());
    QCOMPARE(tasks[0].file, u"plugins/bad.js"_s);
    QVERIFY(!tasks[0].isLive() && !tasks[0].failures.isEmpty());
    QVERIFY(tasks[1].isLive() && tasks[1].failures.isEmpty() && tasks[1].calls >= 1);
    QVERIFY(!tasks[2].isLive());
    QCOMPARE(tasks[2].failures.value(0).problem.kind, ProblemKind::NotRun);
    QVERIFY(desk.worker.tasks(u"/nowhere"_s).isEmpty());
}

void tst_DemoCode::startsAgainWithItsPermission()
{
    Desk desk;
    desk.write(u"plugins/greet.js"_s, "function run() { return 'ran'; }\n");
    desk.start(allowed);
    QTRY_VERIFY(desk.count(u"greet: ran"_s) >= 1);
    desk.worker.stop();
    QTRY_COMPARE(desk.retired.size(), 1);
    desk.printed.clear();
    desk.worker.start(desk.folder.path());
    QTRY_VERIFY(desk.count(u"greet: ran"_s) >= 1);
}

void tst_DemoCode::aCallThatDoesNotEndHoldsUpNoStart()
{
    Desk desk;
    desk.startLongCall();
    desk.worker.stop();
    desk.printed.clear();
    QElapsedTimer clock;
    clock.start();
    desk.worker.start(desk.folder.path());
    QVERIFY2(clock.elapsed() < 2500, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(desk.worker.state(), DemoWorker::State::Running);
    QTRY_COMPARE(desk.count(u"redis = hello"_s), 1);
    QCOMPARE(desk.printed.size(), 1); // of the second run: the first is in its call
    desk.openGate();
    QTRY_COMPARE(desk.retired.size(), 1);
    QTRY_VERIFY(desk.count(u"redis = hello"_s) >= 3);
    QCOMPARE(desk.worker.state(), DemoWorker::State::Running); // no late end of the first run
}

void tst_DemoCode::aCallThatDoesNotEndIsLeftAtTheEnd()
{
    const QDir threads(u"/proc/self/task"_s);
    const auto threadCount = [&threads] {
        return threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    };
    const qsizetype before = threadCount();
    {
        Desk desk;
        desk.startLongCall();
        desk.worker.setEndTimeout(std::chrono::milliseconds(50));
        const QString said =
            u"A call of the code in %1 does not end; it was left as it is."_s.arg(desk.folder.path());
        QTest::ignoreMessage(QtWarningMsg, qPrintable(said));
    }
    // The folder is gone, and with it the gate: what was left ends by itself. Threads of tests before this may have ended as well.
    QTRY_VERIFY2(threadCount() <= before, qPrintable(QString::number(threadCount())));
}

void tst_DemoCode::theSampleGreets()
{
    QTemporaryDir data;
    qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
    QVERIFY(makeSampleFolder());
    Desk desk;
    desk.worker.setCodePermission(sampleFolder(), allowed);
    desk.worker.start(sampleFolder());
    QTRY_VERIFY_WITH_TIMEOUT(desk.count(u"greet: 你好 from a script (call 1)"_s) == 1, 10'000);
    QVERIFY(desk.failed.isEmpty());
    QVERIFY(desk.logged.isEmpty()); // not by its self-test either
}

QTEST_GUILESS_MAIN(tst_DemoCode)
#include "tst_democode.moc"
