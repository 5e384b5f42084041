#include "pluginfolder.h"

#include <signalrecord.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// Scripts in a plugin folder, from the file to what a call returns.
class TestPluginHost : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<PluginFolder>();
        m_folder->write(u"setting.py"_s,
                        "redis = '你好'\nlimits = {'max': 3, 'big': 12345678901234567890, 'on': True}\n");
    }
    void cleanup() { m_folder.reset(); }

    void runsNothingBeforeItIsStarted()
    {
        m_folder->write(u"plugins/greet.js"_s, "log('ran'); function run() { return 1; }");
        m_folder->open();
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        QVERIFY(m_folder->store->waitUntilLoaded());
        QVERIFY(m_folder->store->snapshot().file(u"plugins/greet.js"));
        QVERIFY(!m_folder->host->call(u"greet"_s));
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        QCOMPARE(m_folder->called(u"greet"_s), QJsonValue(1));
        QTRY_COMPARE(logged.size(), 1);
    }

    void aScriptSeesItsSettingsAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QJsonValue>("result");
        QTest::newRow("a value") << "settings['setting.py'].redis"_ba << QJsonValue(u"你好"_s);
        QTest::newRow("a table") << "settings['setting.py'].limits"_ba
                                 << QJsonValue(QJsonObject{{u"max"_s, 3},
                                                           {u"big"_s, u"12345678901234567890"_s},
                                                           {u"on"_s, true}});
        QTest::newRow("the files") << "Object.keys(settings)"_ba << QJsonValue(QJsonArray{u"setting.py"_s});
        QTest::newRow("no other file") << "settings['x.json'] === undefined"_ba << QJsonValue(true);
        QTest::newRow("no code as settings")
            << "settings['plugins/greet.js'] === undefined"_ba << QJsonValue(true);
        QTest::newRow("a file by name")
            << "['setting.py' in settings, 'x' in settings]"_ba << QJsonValue(QJsonArray{true, false});
        for (const char *name : {"Qt", "console", "XMLHttpRequest", "require", "process", "print", "Promise",
                                 "setTimeout", "globalThis", "host"})
            QTest::newRow(name) << "typeof "_ba + name << QJsonValue(u"undefined"_s);
    }
    void aScriptSeesItsSettingsAndNothingElse()
    {
        QFETCH(QByteArray, expression);
        m_folder->write(u"plugins/greet.js"_s, "function run() { return " + expression + "; }");
        m_folder->start();
        QTEST(m_folder->called(u"greet"_s), "result");
    }

    void aScriptCannotChangeSettings_data()
    {
        QTest::addColumn<QByteArray>("statement");
        QTest::newRow("a value") << "settings['setting.py'].redis = 'x'"_ba;
        QTest::newRow("a value below") << "settings['setting.py'].limits.max = 4"_ba;
        QTest::newRow("a new key") << "settings['setting.py'].more = 4"_ba;
        QTest::newRow("a file") << "settings['setting.py'] = {}"_ba;
        QTest::newRow("the file's absence") << "delete settings['setting.py']"_ba;
        QTest::newRow("the settings") << "settings = {}"_ba;
        QTest::newRow("the state") << "state = {}"_ba;
        QTest::newRow("the log") << "log = 1"_ba;
    }
    void aScriptCannotChangeSettings()
    {
        QFETCH(QByteArray, statement);
        m_folder->write(
            u"plugins/greet.js"_s,
            "function seen() { return JSON.stringify([settings['setting.py'], Object.keys(settings), state, "
            "typeof log]); }\n"
            "function run() { const before = seen(); try { " +
                statement +
                "; } catch (error) { if (!(error instanceof TypeError)) return error; }"
                " return seen() === before; }");
        m_folder->start();
        QCOMPARE(m_folder->called(u"greet"_s), QJsonValue(true));
        QCOMPARE(m_folder->store->snapshot().value(u"setting.py", *KeyPath::parse(u"redis"))->text,
                 u"你好"_s);
    }

    void newCodeTakesOverAndKeepsTheState()
    {
        m_folder->write(u"plugins/count.js"_s, "state.n = 0; function run() { return ++state.n; }");
        m_folder->start();
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(1));
        QCOMPARE(m_folder->called(u"count"_s), QJsonValue(2));
        m_folder->write(u"plugins/count.js"_s,
                        "state.n = 0; state.more = 1; function run() { return [++state.n, state.more]; }");
        QTRY_COMPARE(m_folder->called(u"count"_s).isArray(), true);
        QVERIFY(m_folder->called(u"count"_s).toArray()[0].toInt() >= 4);
    }

    void newSettingsAreSeenByTheNextCall()
    {
        m_folder->write(u"plugins/greet.js"_s,
                        "const s = settings; function run() { return s['setting.py'].redis; }");
        m_folder->start();
        QCOMPARE(m_folder->called(u"greet"_s), QJsonValue(u"你好"_s));
        m_folder->write(u"setting.py"_s, "redis = '你好，精神小伙'\nlimits = {}\n");
        QVERIFY(m_folder->store->refresh(u"setting.py"_s));
        QTRY_COMPARE(m_folder->called(u"greet"_s), QJsonValue(u"你好，精神小伙"_s));
    }

    void codeThatIsNotFitIsToldAndTheOldGoesOn_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("message");
        QTest::newRow("no script") << "function run() {\n  return 1 +;\n}"_ba << u"2:13"_s
                                   << u"SyntaxError"_s;
        QTest::newRow("it ends too early") << "function run() {\n"_ba << u"2:1"_s << u"SyntaxError"_s;
        QTest::newRow("it throws when it starts")
            << "let x = 1;\nnope.x;\nfunction run() {}"_ba << u"2:0"_s << u"nope is not defined"_s;
        QTest::newRow("no run") << "let x = 1;"_ba << u"0:0"_s << u"expected a function run"_s;
        QTest::newRow("an import") << "import x from '/etc/passwd';\nfunction run() {}"_ba << u"1:1"_s
                                   << u"SyntaxError"_s;
        QTest::newRow("its test fails")
            << "function selfTest() {\n\n throw new Error('unfit'); }\nfunction run() {}"_ba << u"3:0"_s
            << u"unfit"_s;
        QTest::newRow("its test never ends")
            << "function selfTest() { for (;;) {} }\nfunction run() {}"_ba << u"0:0"_s << u"time limit"_s;
        QTest::newRow("it never ends") << "for (;;) {}\nfunction run() {}"_ba << u"0:0"_s << u"time limit"_s;
        QTest::newRow("it refuses the state")
            << "function takeState() { throw new Error('old state'); }\nfunction run() {}"_ba << u"1:0"_s
            << u"old state"_s;
        QTest::newRow("it calls itself for ever")
            << "function f() { return f() + 1; }\nf();\nfunction run() {}"_ba << u"1:0"_s << u"RangeError"_s;
    }
    void codeThatIsNotFitIsToldAndTheOldGoesOn()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, place);
        m_folder->write(u"plugins/greet.js"_s, "function run() { return 'old'; }");
        m_folder->start({.timeLimit = 200ms});
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->write(u"plugins/greet.js"_s, script);
        QTRY_COMPARE(failed.size(), 1);
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.task, u"greet"_s);
        QCOMPARE(failure.problem.file, u"plugins/greet.js"_s);
        QCOMPARE(u"%1:%2"_s.arg(failure.problem.position.line).arg(failure.problem.position.column), place);
        QFETCH(QString, message);
        QVERIFY2(failure.problem.message.contains(message), qPrintable(failure.problem.message));
        QCOMPARE(m_folder->called(u"greet"_s), QJsonValue(u"old"_s));
        QCOMPARE(m_folder->host->tasks().first().failures, QList<TaskFailure>{failure});
        m_folder->write(u"plugins/greet.js"_s, "function run() { return 'new'; }");
        QTRY_COMPARE(m_folder->called(u"greet"_s), QJsonValue(u"new"_s));
        QVERIFY(m_folder->host->tasks().first().failures.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPluginHost)
#include "tst_pluginhost.moc"
