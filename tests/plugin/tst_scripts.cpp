#include "pluginfolder.h"

#include <signalrecord.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// What scripts may do, what becomes of those that misbehave, and what they leave to the next version.
class TestScripts : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

    void writeTask(const QByteArray &script) { m_folder->write(u"plugins/task.js"_s, script); }
    QJsonValue call() const { return m_folder->called(u"task"_s); }
    /// Writes a new version and waits until it took over.
    void replace(const QByteArray &script)
    {
        SignalRecord tookOver(m_folder->host.get(), &PluginHost::tookOver);
        writeTask(script);
        QTRY_VERIFY(!tookOver.isEmpty());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

    // The state

    void theStateAndItsVersionAreHandedOn()
    {
        writeTask("const stateVersion = 3;\nstate.n = 40;\nfunction run() { return ++state.n; }");
        m_folder->start();
        QCOMPARE(call(), QJsonValue(41));
        replace("const stateVersion = 4;\n"
                "let from = 0;\n"
                "function takeState(state, version) { from = version; state.m = state.n; delete state.n; }\n"
                "function run() { return [from, ++state.m, state.n === undefined]; }");
        QCOMPARE(call(), QJsonValue(QJsonArray{3, 42, true}));
        replace("let from = 0;\nfunction takeState(s, version) { from = version; }\n"
                "function run() { return [from, state]; }");
        QCOMPARE(call(), QJsonValue(QJsonArray{4, QJsonObject{{u"m"_s, 42}}}));
    }

    void theFirstVersionTakesNoState()
    {
        writeTask(
            "let taken = false;\nfunction takeState() { taken = true; }\nfunction run() { return taken; }");
        m_folder->start();
        QCOMPARE(call(), QJsonValue(false));
    }

    void aSelfTestLeavesNoStateBehind()
    {
        writeTask("state.n = 1;\n"
                  "function selfTest() { state.n = 7; state.more = 8; }\nfunction run() { return state; }");
        m_folder->start();
        QCOMPARE(call(), QJsonValue(QJsonObject{{u"n"_s, 1}}));
    }

    void aRetiredTaskLeavesNoState()
    {
        writeTask("state.n = state.n || 0;\nfunction run() { return ++state.n; }");
        m_folder->start();
        QCOMPARE(call(), QJsonValue(1));
        m_folder->host->stop();
        QVERIFY(!m_folder->host->call(u"task"_s));
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        QCOMPARE(call(), QJsonValue(1));
    }

    void aStateThatCannotBeHandedOnIsLostAndTold_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("reason");
        QTest::newRow("it holds itself") << "state.self = state"_ba << u"TypeError"_s;
        QTest::newRow("it throws") << "state.toJSON = () => { throw new Error('mine'); }"_ba << u"mine"_s;
        QTest::newRow("it never ends") << "state.toJSON = () => { for (;;); }"_ba << u"time limit"_s;
        QTest::newRow("it is no object") << "state.toJSON = () => 3"_ba << u"object"_s;
        QTest::newRow("it is too deep")
            << "let a = []; for (let i = 0; i < 2000; ++i) a = [a]; state.a = a"_ba << u"RangeError"_s;
    }
    void aStateThatCannotBeHandedOnIsLostAndTold()
    {
        QFETCH(QByteArray, statement);
        QFETCH(QString, reason);
        writeTask("function run() { " + statement + "; return 'old'; }");
        m_folder->start({.timeLimit = 200ms});
        QCOMPARE(call(), QJsonValue(u"old"_s));
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        replace("state.n = 5;\nfunction takeState() { state.n = 6; }\nfunction run() { return state; }");
        QTRY_COMPARE(failed.size(), 1);
        const QString message = failed.first()[0].value<TaskFailure>().problem.message;
        QVERIFY2(message.contains(u"state") && message.contains(reason), qPrintable(message));
        QCOMPARE(m_folder->problem(u"task"_s), message);
        QCOMPARE(call(), QJsonValue(QJsonObject{{u"n"_s, 5}}));
        QCOMPARE(m_folder->problem(u"task"_s), QString());
    }

    // The trial

    void aVersionThatFailsOnTrialIsGivenUp_data()
    {
        QTest::addColumn<int>("failingCall");
        QTest::addColumn<bool>("isGivenUp");
        QTest::newRow("in its first call") << 1 << true;
        QTest::newRow("in its second call") << 2 << true;
        QTest::newRow("in its third call") << 3 << true;
        QTest::newRow("not in its fourth") << 4 << false;
    }
    void aVersionThatFailsOnTrialIsGivenUp()
    {
        QFETCH(int, failingCall);
        writeTask("state.n = 0;\nfunction run() { return ['old', ++state.n]; }");
        m_folder->start();
        call();
        replace("let calls = 0;\n\nfunction run() { state.n = 100;\n  if (++calls === " +
                QByteArray::number(failingCall) + ") throw new Error('oops');\n  return ['new', calls]; }");
        const quint64 newRevision = m_folder->info(u"task"_s).live->revision;
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        for (int number = 1; number < failingCall; ++number)
            QCOMPARE(call(), QJsonValue(QJsonArray{u"new"_s, number}));
        const auto result = m_folder->host->call(u"task"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ProblemKind::Failure);
        QCOMPARE(result.error().position.line, 4);
        QTRY_COMPARE(failed.size(),
                     1); // told once, not once for the call and once for the old version's return
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.problem.position.line, 4);
        QVERIFY2(failure.problem.message.contains(u"oops"), qPrintable(failure.problem.message));
        QFETCH(bool, isGivenUp);
        QCOMPARE(failure.problem.message.contains(u"given up"), isGivenUp);
        QCOMPARE(m_folder->info(u"task"_s).live->revision < newRevision, isGivenUp);
        const QJsonArray next = call().toArray();
        QCOMPARE(next, isGivenUp ? (QJsonArray{u"old"_s, 2}) : (QJsonArray{u"new"_s, failingCall + 1}));
        // What is wrong with the file stays told for as long as its code is not live.
        QCOMPARE(m_folder->info(u"task"_s).failures.size(), isGivenUp ? 1 : 0);
        QCOMPARE(failed.size(), 1);
    }

    void howLongATrialLastsCanBeSet()
    {
        writeTask("function run() { return 'old'; }");
        m_folder->start({.trialCalls = 0});
        replace("function run() { throw new Error('oops'); }");
        QVERIFY(!m_folder->host->call(u"task"_s));
        QVERIFY(!m_folder->host->call(u"task"_s));
    }

    // What misbehaves

    void whatNeverEndsIsInterruptedAndTheNextCallIsFine_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("reason");
        QTest::newRow("a loop") << "for (;;) {}"_ba << u"time limit"_s;
        QTest::newRow("a loop that catches")
            << "for (;;) { try { for (;;) {} } catch (e) {} }"_ba << u"time limit"_s;
        QTest::newRow("a loop in what is returned")
            << "return { toJSON: () => { for (;;) {} } }"_ba << u"time limit"_s;
        QTest::newRow("a loop in a getter of what is thrown")
            << "throw Object.create(new Error('x'), { stack: { get: () => { for (;;) {} } } })"_ba
            << u"time limit"_s;
        QTest::newRow("a loop in the text of what is thrown")
            << "throw Object.assign(new Error('x'), { toString: () => { for (;;) {} } })"_ba
            << u"time limit"_s;
        QTest::newRow("a loop in the line of what is thrown")
            << "throw Object.assign(new Error('x'), { lineNumber: { valueOf: () => { for (;;) {} } } })"_ba
            << u"time limit"_s;
        QTest::newRow("a recursion") << "(function f() { return f() + 1; })()"_ba << u"RangeError"_s;
        QTest::newRow("a recursion through a built-in")
            << "(function f() { return [1].map(f); })()"_ba << u"RangeError"_s;
        QTest::newRow("a list that grows")
            << "const all = []; for (;;) all.push({ a: [1, 2, 3] })"_ba << u"memory"_s;
        QTest::newRow("a text that grows")
            << "let all = 'x'; for (;;) { all = all + all.slice(0, 100000) + '!'; all.charCodeAt(3); }"_ba
            << u""_s;
    }
    void whatNeverEndsIsInterruptedAndTheNextCallIsFine()
    {
        QFETCH(QByteArray, statement);
        QFETCH(QString, reason);
        writeTask("state.calls = 0;\nfunction run() { if (++state.calls === 2) {" + statement +
                  "}\nreturn state.calls; }");
        // The one that eats memory has the time to.
        m_folder->start(
            {.timeLimit = reason == u"memory" ? 20'000ms : 200ms, .memoryLimit = 64 * 1024 * 1024});
        QCOMPARE(call(), QJsonValue(1));
        const auto result = m_folder->host->call(u"task"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ProblemKind::Failure);
        QVERIFY2(result.error().message.contains(reason), qPrintable(result.error().message));
        QCOMPARE(call(), QJsonValue(3));
    }

    void whatNeverEndsDoesNotKeepAFileFromBeingLoaded_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("a loop at the top") << "for (;;) {}"_ba;
        QTest::newRow("a loop in the test") << "function selfTest() { for (;;) {} } function run() {}"_ba;
        QTest::newRow("a loop behind the end of the wrapped script")
            << "}); for (;;) {} (function () { function run() {}"_ba;
        QTest::newRow("a loop in the text of an error behind that end")
            << "}); Error.prototype.toString = () => { for (;;) {} }; throw new Error('x'); (function () {"_ba;
        QTest::newRow("a loop in a setter of the state")
            << "Object.defineProperty(state, 'n', { set: () => { for (;;) {} } }); function run() {}"_ba;
        QTest::newRow("a loop in taking the state")
            << "function takeState() { for (;;) {} } function run() {}"_ba;
    }
    void whatNeverEndsDoesNotKeepAFileFromBeingLoaded()
    {
        QFETCH(QByteArray, script);
        writeTask("state.n = 1; function run() { return 'old'; }");
        m_folder->start({.timeLimit = 200ms});
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        writeTask(script);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first()[0].value<TaskFailure>().problem.message.contains(u"time limit"));
        QCOMPARE(call(), QJsonValue(u"old"_s));
        replace("function run() { return 'new'; }");
        QCOMPARE(call(), QJsonValue(u"new"_s));
    }

    void aScriptThatLogsTooMuchIsCutShort()
    {
        writeTask("function run() { for (let i = 0; i < 5000; ++i) log(i); log('x'.repeat(100000)); }");
        m_folder->start({.timeLimit = 20s});
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        call();
        QTRY_COMPARE(logged.size(), 1001);
        QVERIFY(logged.last()[1].toString().contains(u"left out"));
        call();
        QTRY_COMPARE(logged.size(), 2002);
        replace("function run() { log('x'.repeat(100000)); }");
        logged.clear();
        call();
        QTRY_COMPARE(logged.size(), 1);
        QVERIFY(logged.last()[1].toString().size() < 11'000);
    }

    void logTakesValues()
    {
        writeTask("function run() { log('a', 1, null, undefined, [1, { b: 2 }], true, () => 1);\n"
                  "const c = {}; c.c = c; log(c); }");
        m_folder->start();
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        QCOMPARE(call(), QJsonValue(QJsonValue::Undefined));
        QTRY_COMPARE(logged.size(), 2);
        QVERIFY2(logged.first()[1].toString().startsWith(u"a 1 null undefined [1,{\"b\":2}] true "),
                 qPrintable(logged.first()[1].toString()));
        QCOMPARE(logged.first()[0].toString(), u"task"_s);
    }

    // Errors

    void errorsTellLineAndStack()
    {
        writeTask("function inner() {\n  return nope.x;\n}\nfunction outer() {\n  return inner() + 1;\n}\n"
                  "function run() {\n  return outer() + 1;\n}\n");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        const auto result = m_folder->host->call(u"task"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().file, u"plugins/task.js"_s);
        QCOMPARE(result.error().position.line, 2);
        QCOMPARE(result.error().position.column, 0); // the engine tells none
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first()[0].value<TaskFailure>().stack,
                 (QStringList{u"inner (plugins/task.js:2)"_s, u"outer (plugins/task.js:5)"_s,
                              u"run (plugins/task.js:8)"_s}));
    }

    void aDeepStackIsCut()
    {
        writeTask("function f(n) { if (n === 0) throw new Error('deep'); return f(n - 1) + 1; }\n"
                  "function run() { f(100); }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        call();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first()[0].value<TaskFailure>().stack.size(), 21);
    }

    void theSameFailureIsToldOnceUntilItWasFine()
    {
        writeTask("let n = 0; function run() { if (++n !== 3) throw new Error('again'); }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        for (int i = 0; i < 5; ++i)
            call();
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(m_folder->info(u"task"_s).calls, quint64(5));
    }

    void whatIsThrownIsTold_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<QString>("message");
        QTest::newRow("a text") << "throw 'no luck'"_ba << u"no luck"_s;
        QTest::newRow("a number") << "throw 42"_ba << u"42"_s;
        QTest::newRow("nothing") << "throw undefined"_ba << u"undefined"_s;
        QTest::newRow("null") << "throw null"_ba << u"null"_s;
        QTest::newRow("an object") << "throw { code: 3 }"_ba << u"{\"code\":3}"_s;
        QTest::newRow("an object that holds itself") << "const o = {}; o.o = o; throw o"_ba << u"threw "_s;
        QTest::newRow("a type of Error of its own")
            << "class Mine extends Error {} ; throw new Mine('mine')"_ba << u"mine"_s;
        QTest::newRow("an Error whose text throws")
            << "throw Object.assign(new Error('x'), { toString: () => { throw 1; } })"_ba
            << u"threw an Error"_s;
        QTest::newRow("a result that holds itself") << "const o = {}; o.o = o; return o"_ba << u"TypeError"_s;
        QTest::newRow("a result that is too deep")
            << "let a = []; for (let i = 0; i < 5000; ++i) a = [a]; return a"_ba << u""_s;
    }
    void whatIsThrownIsTold()
    {
        QFETCH(QByteArray, statement);
        QFETCH(QString, message);
        writeTask("function run() { " + statement + "; }");
        m_folder->start();
        const auto result = m_folder->host->call(u"task"_s);
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(message), qPrintable(result.error().message));
    }

    void whatIsReturnedArrives_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QJsonValue>("result");
        QTest::newRow("a text") << "'你好'"_ba << QJsonValue(u"你好"_s);
        QTest::newRow("a number") << "1.5"_ba << QJsonValue(1.5);
        QTest::newRow("yes") << "true"_ba << QJsonValue(true);
        QTest::newRow("null") << "null"_ba << QJsonValue(QJsonValue::Null);
        QTest::newRow("nothing") << "undefined"_ba << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("a function") << "() => 1"_ba << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("an object") << "{ a: [1, 'b'] }"_ba
                                   << QJsonValue(QJsonObject{{u"a"_s, QJsonArray{1, u"b"_s}}});
        QTest::newRow("an empty list") << "[]"_ba << QJsonValue(QJsonArray());
        QTest::newRow("a date") << "new Date(0)"_ba << QJsonValue(u"1970-01-01T00:00:00.000Z"_s);
        QTest::newRow("an object whose type was changed for all")
            << "(Object.prototype.error = 'fooled', 7)"_ba << QJsonValue(7);
    }
    void whatIsReturnedArrives()
    {
        QFETCH(QByteArray, expression);
        writeTask("function run() { return " + expression + "; }");
        m_folder->start();
        QTEST(call(), "result");
    }

    // Files

    void removingAFileRetiresItsTaskAndAddingOneStartsIt()
    {
        writeTask("function run() { return 1; }");
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
        QCOMPARE(call(), QJsonValue(u"script"_s));
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
        QTRY_COMPARE(call(), QJsonValue(u"script"_s));
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
        writeTask("function run() { return 'old'; }");
        m_folder->start();
        writeTask(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(m_folder->store->problems().size(), 1, 10'000);
        QCOMPARE(m_folder->store->problems().first().file, u"plugins/task.js"_s);
        QCOMPARE(call(), QJsonValue(u"old"_s));
        replace("function run() { return 'new'; }");
        QCOMPARE(call(), QJsonValue(u"new"_s));
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
        writeTask(script);
        m_folder->start({.timeLimit = 20s});
        QTEST(call(), "result");
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
        writeTask(script);
        m_folder->start();
        QVERIFY(!m_folder->host->call(u"task"_s));
        QVERIFY(!m_folder->problem(u"task"_s).isEmpty());
    }

    // Calls

    void aTaskThatCallsItselfThroughTheHostIsToldSo()
    {
        writeTask("function run() { log('again'); return 'done'; }");
        m_folder->start();
        std::optional<Problem> inner;
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&](const QString &task, const QString &) { inner = m_folder->host->call(task).error(); },
            Qt::DirectConnection);
        QCOMPARE(call(), QJsonValue(u"done"_s));
        QVERIFY(inner);
        QCOMPARE(inner->kind, ProblemKind::Misuse);
    }

    void aTaskMayCallAnother()
    {
        writeTask("function run() { log('other'); return 1; }");
        m_folder->write(u"plugins/other.js"_s, "function run() { return 2; }");
        m_folder->start();
        QJsonValue inner;
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(),
            [&] { inner = m_folder->called(u"other"_s); }, Qt::DirectConnection);
        QCOMPARE(call(), QJsonValue(1));
        QCOMPARE(inner, QJsonValue(2));
    }

    void aTaskIsNamedBeforeItsFirstCall()
    {
        writeTask("function run() { log('ran'); }");
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
        call();
        QCOMPARE(told, (QStringList{u"live plugins/task.js"_s, u"refused"_s, u"ran"_s}));
    }

    void oneEngineIsCalledByThreadsOneAfterAnother()
    {
        writeTask("state.n = 0; function run() { state.n += 1; let x = []; for (let i = 0; i < 100; ++i) "
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
        QCOMPARE(call(), QJsonValue(2001));
    }

    void callsAndVersionsLeaveNothingBehindInOtherThreads()
    {
        const QByteArray script = "function run() { return { a: [1, 2] }; } //";
        writeTask(script + '0');
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
            replace(script + QByteArray::number(version));
            callOften(10);
        }
        QVERIFY2(mappings() < before + 40, qPrintable(u"%1 mappings more"_s.arg(mappings() - before)));
    }

    void stoppingDuringACallLetsItEnd()
    {
        writeTask("function run() { log('under way'); return 'done'; }");
        m_folder->start();
        connect(
            m_folder->host.get(), &PluginHost::logged, m_folder->host.get(), [&] { m_folder->host->stop(); },
            Qt::DirectConnection);
        QCOMPARE(call(), QJsonValue(u"done"_s));
        QCOMPARE(m_folder->host->call(u"task"_s).error().kind, ProblemKind::Missing);
    }

    void theHostsEndWaitsForCalls()
    {
        writeTask("function run() { log('under way'); for (let i = 0; i < 300000; ++i); log('over'); }");
        m_folder->start({.timeLimit = 20s});
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
        writeTask("function run() { return 1; }");
        m_folder->open();
        std::atomic<bool> isOver{false};
        std::thread writer([&] {
            for (int number = 0; !isOver; ++number)
                writeTask("function run() { return " + QByteArray::number(number) + "; }");
        });
        for (int round = 0; round < 50; ++round) {
            m_folder->host = std::make_unique<PluginHost>(*m_folder->store);
            m_folder->host->start();
            call();
        }
        isOver = true;
        writer.join();
        m_folder->host->start();
        QTRY_VERIFY(m_folder->host->call(u"task"_s));
    }
};

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
