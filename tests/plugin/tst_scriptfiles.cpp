#include "pluginfolder.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSemaphore>

#include <atomic>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// Which files are tasks, and who may call them when.
class TestScriptFiles : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

    // Files

    void removingAFileRetiresItsTaskAndAddingOneStartsIt()
    {
        m_folder->writeTask("function run() { return 1; }");
        m_folder->start();
        SignalRecord retired(m_folder->host.get(), &PluginHost::retired);
        QFile::remove(m_folder->path(u"plugins/task.js"_s));
        QTRY_COMPARE(retired.size(), 1);
        QCOMPARE(retired.first()[0].value<TaskInfo>().file, u"plugins/task.js"_s);
        QCOMPARE(m_folder->host->call(u"task"_s).error().kind, ProblemKind::Missing);
        QVERIFY(m_folder->host->tasks().isEmpty());
        SignalRecord tookOver(m_folder->host.get(), &PluginHost::tookOver);
        m_folder->write(u"plugins/other.js"_s, "function run() { return 2; }");
        QTRY_COMPARE(tookOver.size(), 1);
        QCOMPARE(m_folder->host->taskNames(), QStringList{u"other"_s});
        QCOMPARE(m_folder->called(u"other"_s), QJsonValue(2));
    }

    void whoHearsThatATaskIsRetiredMayRefreshTheStore()
    {
        m_folder->write(u"a.json"_s, "{\"x\": 1}");
        m_folder->writeTask("function run() { return 1; }");
        m_folder->start();
        std::atomic<int> revisions{0};
        std::atomic<bool> isRefreshed{false};
        connect(
            m_folder->store.get(), &Store::reloaded, m_folder->host.get(), [&] { ++revisions; },
            Qt::DirectConnection);
        connect(
            m_folder->host.get(), &PluginHost::retired, m_folder->host.get(),
            [&] {
                m_folder->write(u"a.json"_s, "{\"x\": 2}");
                isRefreshed = bool(m_folder->store->refresh(u"a.json"_s));
            },
            Qt::DirectConnection);
        QFile::remove(m_folder->path(u"plugins/task.js"_s));
        QTRY_VERIFY(isRefreshed);
        QTRY_COMPARE(revisions, 1);
    }

    void oneOfTwoFilesOfTheSameNameIsTheTask()
    {
        m_folder->write(u"plugins/task.js"_s, "function run() { return 'script'; }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->write(u"plugins/task.so"_s, "no library"); // sorted behind it
        QTRY_COMPARE(failed.size(), 1);
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.problem.file, u"plugins/task.so"_s);
        QVERIFY2(failure.problem.message.contains(u"plugins/task.js"), qPrintable(failure.problem.message));
        QCOMPARE(m_folder->call(), QJsonValue(u"script"_s));
        QCOMPARE(m_folder->host->taskNames(), QStringList{u"task"_s});
        QCOMPARE(m_folder->host->tasks().size(), 2);
        // The name is free when the first is gone.
        failed.clear();
        QFile::remove(m_folder->path(u"plugins/task.js"_s));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first()[0].value<TaskFailure>().problem.message.contains(u"plugin of Qt"));
    }

    void theFirstOfANameStaysTheTask()
    {
        m_folder->write(u"plugins/task.so"_s, "no library");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->write(u"plugins/task.js"_s, "function run() { return 'script'; }"); // sorted before it
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first()[0].value<TaskFailure>().problem.file, u"plugins/task.js"_s);
        QFile::remove(m_folder->path(u"plugins/task.so"_s));
        QTRY_COMPARE(m_folder->call(), QJsonValue(u"script"_s));
    }

    void whatIsNoTextIsAProblemOfTheStore_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no bytes") << ""_ba;
        QTest::newRow("a NUL") << "function run() { return '\0'; }"_ba;
        QTest::newRow("no UTF-8") << "function run() { return '\xff\xfe'; }"_ba;
    }
    void whatIsNoTextIsAProblemOfTheStore()
    {
        QFETCH(QByteArray, bytes);
        m_folder->writeTask("function run() { return 'old'; }");
        m_folder->start();
        m_folder->writeTask(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(m_folder->store->problems().size(), 1, 10'000);
        QCOMPARE(m_folder->store->problems().first().file, u"plugins/task.js"_s);
        QCOMPARE(m_folder->call(), QJsonValue(u"old"_s));
        m_folder->replaceTask("function run() { return 'new'; }");
        QCOMPARE(m_folder->call(), QJsonValue(u"new"_s));
    }

    void unusualTextsAreRun_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QJsonValue>("result");
        QTest::newRow("it ends in a comment") << "function run() { return 1; } // end"_ba << QJsonValue(1);
        QTest::newRow("a byte order mark") << "\xef\xbb\xbf"
                                              "function run() { return 1; }"_ba
                                           << QJsonValue(1);
        QTest::newRow("it is large") << QByteArray("x += 1;\n").repeated(200'000).prepend("let x = 0;\n") +
                                            "function run() { return x; }"
                                     << QJsonValue(200'000);
    }
    void unusualTextsAreRun()
    {
        QFETCH(QByteArray, script);
        m_folder->writeTask(script);
        m_folder->start({.timeLimit = 20s, .memoryLimit = qsizetype(8) << 30}); // sanitizers take some too
        QCOMPARE(m_folder->problem(u"task"_s), QString());
        QTEST(m_folder->call(), "result");
    }

    void deepTextsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("script");
        const auto nested = [](const QByteArray &open, const QByteArray &close) {
            return "function run() { return " + open.repeated(100'000) + '1' + close.repeated(100'000) +
                   "; }";
        };
        QTest::newRow("brackets") << nested("[", "]");
        QTest::newRow("parentheses") << nested("(", ")");
        QTest::newRow("blocks") << QByteArray("{").repeated(100'000) + QByteArray("}").repeated(100'000);
        QTest::newRow("signs") << nested("!", "");
    }
    void deepTextsAreRefused()
    {
        QFETCH(QByteArray, script);
        m_folder->writeTask(script);
        m_folder->start();
        QVERIFY(!m_folder->host->call(u"task"_s));
        QVERIFY(!m_folder->problem(u"task"_s).isEmpty());
    }

    void filesComeAndGoWhateverAScriptDidToItsEngine()
    {
        m_folder->write(u"setting.json"_s, "{}");
        m_folder->writeTask("Array.prototype[Symbol.iterator] = function () { for (;;) {} };\n"
                            "function run() { return Object.keys(settings).length; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(1));
        m_folder->write(u"new.json"_s, "{}");
        QTRY_COMPARE(m_folder->call(), QJsonValue(2));
    }

    void aScriptIsNotStrict()
    {
        m_folder->writeTask("'use strict';\nfunction f() { return f(); }\nfunction run() { return f(); }");
        m_folder->start();
        QVERIFY2(m_folder->call().toString().contains(u"RangeError"),
                 qPrintable(m_folder->call().toString()));
    }

    void aScriptThatIsTooLargeIsRefused()
    {
        m_folder->writeTask("function run() {}" + QByteArray(3 << 20, ' '));
        m_folder->start();
        QVERIFY2(m_folder->problem(u"task"_s).contains(u"MB"), qPrintable(m_folder->problem(u"task"_s)));
    }

    // Calls

    void codeThatComesBackWaitsForTheCallOfItsFormerSelf_data()
    {
        QTest::addColumn<bool>("isStopped");
        QTest::newRow("the host is stopped and started") << true;
        QTest::newRow("the file goes and comes back") << false;
    }
    void codeThatComesBackWaitsForTheCallOfItsFormerSelf()
    {
        m_folder->writeTask("state.n = 0; function run() { log('run'); return ++state.n; }");
        m_folder->start();
        PluginHost &host = *m_folder->host;
        QSemaphore begun;
        QSemaphore mayEnd;
        QStringList told;
        const auto note = [&](const QString &text) { // told one after the other: by a call, or between two
            told += text;
        };
        const QObject receiver;
        connect(
            &host, &PluginHost::logged, &receiver,
            [&](const QString &, const QString &line) {
                note(line);
                begun.release();
                mayEnd.acquire();
            },
            Qt::DirectConnection);
        connect(
            &host, &PluginHost::tookOver, &receiver, [&] { note(u"took over"_s); }, Qt::DirectConnection);
        connect(
            &host, &PluginHost::retired, &receiver, [&] { note(u"retired"_s); }, Qt::DirectConnection);
        std::thread caller([&] { m_folder->call(); });
        begun.acquire();
        QFETCH(bool, isStopped);
        if (isStopped) {
            host.stop();
            host.start();
        } else {
            removeFile(m_folder->path(u"plugins/task.js"_s));
            QTRY_VERIFY(host.tasks().isEmpty());
            m_folder->writeTask("state.n = 10; function run() { log('run'); return ++state.n; }");
        }
        QTRY_VERIFY(host.tasks().size() == 1 && !host.tasks().first().isLoading);
        QVERIFY(host.waitUntilLoaded(10s));
        const QStringList beforeTheEnd = told;
        mayEnd.release(2);
        caller.join();
        const QJsonValue next = m_folder->call();
        QCOMPARE(beforeTheEnd, QStringList{u"run"_s});
        QCOMPARE(told, (QStringList{u"run"_s, u"retired"_s, u"took over"_s, u"run"_s}));
        QCOMPARE(next, QJsonValue(isStopped ? 1 : 11)); // a state of its own
    }

    void whoWaitsFindsEverythingLoaded()
    {
        for (int task = 0; task < 5; ++task)
            m_folder->write(u"plugins/task%1.js"_s.arg(task), "function run() {}");
        for (int round = 0; round < 50; ++round) {
            m_folder->start();
            QCOMPARE(m_folder->host->taskNames().size(), 5);
            m_folder->host.reset();
        }
    }

    void aTaskThatCallsItselfThroughTheHostIsToldSo()
    {
        m_folder->writeTask("function run() { log('again'); return 'done'; }");
        m_folder->start();
        std::optional<Problem> inner;
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&](const QString &task, const QString &) { inner = m_folder->host->call(task).error(); },
            Qt::DirectConnection);
        QCOMPARE(m_folder->call(), QJsonValue(u"done"_s));
        QVERIFY(inner);
        QCOMPARE(inner->kind, ProblemKind::Misuse);
    }

    void aTaskMayCallAnother()
    {
        m_folder->writeTask("function run() { log('other'); return 1; }");
        m_folder->write(u"plugins/other.js"_s, "function run() { return 2; }");
        m_folder->start();
        QJsonValue inner;
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&] { inner = m_folder->called(u"other"_s); }, Qt::DirectConnection);
        QCOMPARE(m_folder->call(), QJsonValue(1));
        QCOMPARE(inner, QJsonValue(2));
    }

    void aTaskIsNamedBeforeItsFirstCall()
    {
        m_folder->writeTask("function run() { log('ran'); }");
        m_folder->open();
        QStringList told;
        connect(
            m_folder->host.get(), &PluginHost::tookOver, m_folder->host.get(),
            [&](const TaskInfo &task) {
                told += u"live "_s + task.file;
                // It is not to be called in there.
                told += m_folder->host->call(task.name) ? u"called"_s : u"refused"_s;
            },
            Qt::DirectConnection);
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&](const QString &, const QString &line) { told += line; }, Qt::DirectConnection);
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        m_folder->call();
        QCOMPARE(told, (QStringList{u"live plugins/task.js"_s, u"refused"_s, u"ran"_s}));
    }

    void oneEngineIsCalledByThreadsOneAfterAnother()
    {
        m_folder->writeTask(
            "state.n = 0; function run() { state.n += 1; let x = []; for (let i = 0; i < 100; ++i) "
            "x.push({i});"
            " return state.n; }");
        m_folder->start();
        for (int round = 0; round < 20; ++round) {
            std::vector<std::thread> threads;
            for (int thread = 0; thread < 4; ++thread)
                threads.emplace_back([&] {
                    for (int number = 0; number < 25; ++number)
                        static_cast<void>(m_folder->host->call(u"task"_s));
                });
            for (std::thread &thread : threads)
                thread.join();
        }
        QCOMPARE(m_folder->call(), QJsonValue(2001));
    }

    void callsAndVersionsLeaveNothingBehindInOtherThreads()
    {
        const QByteArray script = "function run() { return { a: [1, 2] }; } //";
        m_folder->writeTask(script + '0');
        m_folder->start();
        const auto mappings = [] { return readAll(u"/proc/self/maps"_s).count('\n'); };
        const auto callOften = [&](int calls) {
            std::thread caller([&] {
                for (int number = 0; number < calls; ++number)
                    static_cast<void>(m_folder->host->call(u"task"_s));
            });
            caller.join();
        };
        callOften(1000);
        const auto before = mappings();
        callOften(20'000); // some 100 pages of the engine, where what it gives is not freed
        for (int version = 1; version < 30; ++version) {
            m_folder->replaceTask(script + QByteArray::number(version));
            callOften(10);
        }
        QVERIFY2(mappings() < before + 40, qPrintable(u"%1 mappings more"_s.arg(mappings() - before)));
    }

    void stoppingDuringACallLetsItEnd()
    {
        m_folder->writeTask("function run() { log('under way'); return 'done'; }");
        m_folder->start();
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(), [&] { m_folder->host->stop(); },
            Qt::DirectConnection);
        QCOMPARE(m_folder->call(), QJsonValue(u"done"_s));
        QCOMPARE(m_folder->host->call(u"task"_s).error().kind, ProblemKind::Missing);
    }

    void theHostsEndWaitsForCalls()
    {
        m_folder->writeTask(
            "function run() { log('under way'); for (let i = 0; i < 300000; ++i); log('over'); }");
        m_folder->start({.timeLimit = 20s, .memoryLimit = qsizetype(8) << 30}); // sanitizers take some too
        std::atomic<bool> isUnderWay{false};
        std::atomic<bool> isOver{false};
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&](const QString &, const QString &line) { (line == u"over" ? isOver : isUnderWay) = true; },
            Qt::DirectConnection);
        std::thread caller([host = m_folder->host.get()] { static_cast<void>(host->call(u"task"_s)); });
        while (!isUnderWay)
            std::this_thread::yield();
        m_folder->host.reset();
        QVERIFY(isOver);
        caller.join();
    }

    void hostsComeAndGoWhileTheStoreTells()
    {
        m_folder->writeTask("function run() { return 1; }");
        m_folder->open();
        std::atomic<bool> isOver{false};
        std::thread writer([&] {
            for (int number = 0; !isOver; ++number)
                m_folder->writeTask("function run() { return " + QByteArray::number(number) + "; }");
        });
        for (int round = 0; round < 50; ++round) {
            m_folder->host = std::make_unique<PluginHost>(*m_folder->store);
            m_folder->host->start();
            m_folder->call();
        }
        isOver = true;
        writer.join();
        m_folder->host->start();
        QTRY_VERIFY(m_folder->host->call(u"task"_s));
    }
};

QTEST_GUILESS_MAIN(TestScriptFiles)
#include "tst_scriptfiles.moc"
