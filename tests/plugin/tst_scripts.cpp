#include "pluginfolder.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// What scripts may do, and what becomes of those that misbehave.
class TestScripts : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

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
        QTest::newRow("an endless chain of calls")
            << "(function f() { return f(); })()"_ba << u"RangeError"_s;
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
        m_folder->writeTask("state.calls = 0;\nfunction run() { if (++state.calls === 2) {" + statement +
                            "}\nreturn state.calls; }");
        // The one that eats memory has the time to.
        m_folder->start(
            {.timeLimit = reason == u"memory" ? 20'000ms : 200ms, .memoryLimit = 64 * 1024 * 1024});
        QCOMPARE(m_folder->call(), QJsonValue(1));
        const auto result = m_folder->host->call(u"task"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ProblemKind::Failure);
        QVERIFY2(result.error().message.contains(reason), qPrintable(result.error().message));
        QCOMPARE(m_folder->call(), QJsonValue(3));
    }

    void whatNeverEndsDoesNotKeepAFileFromBeingLoaded_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("a loop at the top") << "for (;;) {}"_ba;
        QTest::newRow("a loop in what it gives for run") << "return { get run() { for (;;) {} } };"_ba;
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
        m_folder->writeTask("state.n = 1; function run() { return 'old'; }");
        m_folder->start({.timeLimit = 200ms});
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->writeTask(script);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.first()[0].value<TaskFailure>().problem.message.contains(u"time limit"));
        QCOMPARE(m_folder->call(), QJsonValue(u"old"_s));
        m_folder->replaceTask("function run() { return 'new'; }");
        QCOMPARE(m_folder->call(), QJsonValue(u"new"_s));
    }

    void aScriptThatLogsTooMuchIsCutShort()
    {
        m_folder->writeTask(
            "function run() { for (let i = 0; i < 5000; ++i) log(i); log('x'.repeat(100000)); }");
        m_folder->start({.timeLimit = 20s});
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        m_folder->call();
        QTRY_COMPARE(logged.size(), 1001);
        QVERIFY(logged.last()[1].toString().contains(u"left out"));
        m_folder->call();
        QTRY_COMPARE(logged.size(), 2002);
        m_folder->replaceTask("function run() { log('x'.repeat(100000)); }");
        logged.clear();
        m_folder->call();
        QTRY_COMPARE(logged.size(), 1);
        QVERIFY(logged.last()[1].toString().size() < 11'000);
    }

    void logTakesValues()
    {
        m_folder->writeTask("function run() { log('a', 1, null, undefined, [1, { b: 2 }], true, () => 1);\n"
                            "const c = {}; c.c = c; log(c); }");
        m_folder->start();
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        QCOMPARE(m_folder->call(), QJsonValue(QJsonValue::Undefined));
        QTRY_COMPARE(logged.size(), 2);
        QVERIFY2(logged.first()[1].toString().startsWith(u"a 1 null undefined [1,{\"b\":2}] true "),
                 qPrintable(logged.first()[1].toString()));
        QCOMPARE(logged.first()[0].toString(), u"task"_s);
    }

    void whatWouldMakeGigabytesAtOnceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::newRow("a text many times") << "'xx'.repeat(2 ** 31 - 1)"_ba;
        QTest::newRow("a text as a number that says so itself")
            << "'xx'.repeat({ n: 0, valueOf() { return this.n++ ? 1 : 2 ** 30; } })"_ba;
        QTest::newRow("a text that is long at its start") << "'x'.padStart(2 ** 30)"_ba;
        QTest::newRow("a text that is long at its end") << "'x'.padEnd(2 ** 30, 'ab')"_ba;
        QTest::newRow("a list that is filled") << "new Array(1e9).fill(0)"_ba;
        QTest::newRow("a list that is empty as a text") << "new Array(2 ** 30).join('ab')"_ba;
    }
    void whatWouldMakeGigabytesAtOnceIsRefused()
    {
        QFETCH(QByteArray, expression);
        m_folder->writeTask("function run() { try { return (" + expression +
                            ").length; } catch (error) { return error.name; } }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(u"RangeError"_s));
    }

    void builtInsAreAsTheyWere_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QJsonValue>("result");
        QTest::newRow("repeat") << "'ab'.repeat(2)"_ba << QJsonValue(u"abab"_s);
        QTest::newRow("repeat of a number")
            << "String.prototype.repeat.call(12, '2')"_ba << QJsonValue(u"1212"_s);
        QTest::newRow("repeat nothing") << "'ab'.repeat()"_ba << QJsonValue(QString(u""_s));
        QTest::newRow("padStart") << "'1'.padStart(3, '0')"_ba << QJsonValue(u"001"_s);
        QTest::newRow("padEnd") << "'1'.padEnd('3')"_ba << QJsonValue(u"1  "_s);
        QTest::newRow("fill") << "[1, 2, 3].fill(0, 1)"_ba << QJsonValue(QJsonArray{1, 0, 0});
        QTest::newRow("join") << "[1, [2, 3]].join()"_ba << QJsonValue(u"1,2,3"_s);
        QTest::newRow("join with") << "[1, 2].join(null)"_ba << QJsonValue(u"1null2"_s);
        QTest::newRow("a list as a text") << "String([1, 2])"_ba << QJsonValue(u"1,2"_s);
    }
    void builtInsAreAsTheyWere()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QJsonValue, result);
        m_folder->writeTask("function run() { return " + expression + "; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), result);
    }

    // Errors

    void errorsTellLineAndStack()
    {
        m_folder->writeTask(
            "function inner() {\n  return nope.x;\n}\nfunction outer() {\n  return inner() + 1;\n}\n"
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
                 (QList<StackFrame>{{u"inner"_s, u"plugins/task.js"_s, 2},
                                    {u"outer"_s, u"plugins/task.js"_s, 5},
                                    {u"run"_s, u"plugins/task.js"_s, 8}}));
    }

    void aDeepStackIsCut()
    {
        m_folder->writeTask("function f(n) { if (n === 0) throw new Error('deep'); return f(n - 1) + 1; }\n"
                            "function run() { f(100); }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->call();
        QTRY_COMPARE(failed.size(), 1);
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.stack.size(), 20);
        QCOMPARE(failure.moreFrames, 82);
    }

    void theSameFailureIsToldOnceUntilItWasFine()
    {
        m_folder->writeTask("let n = 0; function run() { if (++n !== 3) throw new Error('again'); }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        for (int i = 0; i < 5; ++i)
            m_folder->call();
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(m_folder->info(u"task"_s).calls, quint64(5));
    }

    void aNewVersionThatFailsAsTheOneBeforeIsToldToo()
    {
        m_folder->writeTask("function run() { return 1; }");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->writeTask("throw new Error('unfit'); // first");
        QTRY_COMPARE(failed.size(), 1);
        m_folder->writeTask("throw new Error('unfit'); // second");
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(m_folder->call(), QJsonValue(1));
    }

    void anErrorTellsItsLineWhateverTheNameOfTheFile_data()
    {
        QTest::addColumn<QString>("task");
        for (const QString &name :
             {u"a b"_s, u"a@b"_s, u"a#b"_s, u"a?b"_s, u"a%20b"_s, u"a%b"_s, u"a:b"_s, u"größe"_s, u"it's"_s})
            QTest::newRow(qUtf8Printable(name)) << name;
    }
    void anErrorTellsItsLineWhateverTheNameOfTheFile()
    {
        QFETCH(QString, task);
        const QString file = u"plugins/"_s + task + u".js"_s;
        m_folder->write(file, "function run() {\n    null.x;\n}");
        m_folder->start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->called(task);
        QTRY_COMPARE(failed.size(), 1);
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.problem.position.line, 2);
        QCOMPARE(failure.stack, (QList<StackFrame>{{u"run"_s, file, 2}}));
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
        m_folder->writeTask("function run() { " + statement + "; }");
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
        m_folder->writeTask("function run() { return " + expression + "; }");
        m_folder->start();
        QTEST(m_folder->call(), "result");
    }
};

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
