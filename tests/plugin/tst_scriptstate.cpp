#include "pluginfolder.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

/// What scripts leave to the next version, and what becomes of one that fails on trial.
class TestScriptState : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

    // The state

    void theStateAndItsVersionAreHandedOn()
    {
        m_folder->writeTask("const stateVersion = 3;\nstate.n = 40;\nfunction run() { return ++state.n; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(41));
        m_folder->replaceTask(
            "const stateVersion = 4;\n"
            "let from = 0;\n"
            "function takeState(state, version) { from = version; state.m = state.n; delete state.n; }\n"
            "function run() { return [from, ++state.m, state.n === undefined]; }");
        QCOMPARE(m_folder->call(), QJsonValue(QJsonArray{3, 42, true}));
        m_folder->replaceTask("let from = 0;\nfunction takeState(s, version) { from = version; }\n"
                              "function run() { return [from, state]; }");
        QCOMPARE(m_folder->call(), QJsonValue(QJsonArray{4, QJsonObject{{u"m"_s, 42}}}));
    }

    void theFirstVersionTakesNoState()
    {
        m_folder->writeTask(
            "let taken = false;\nfunction takeState() { taken = true; }\nfunction run() { return taken; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(false));
    }

    void aSelfTestLeavesNoStateBehind()
    {
        m_folder->writeTask(
            "state.n = 1;\n"
            "function selfTest() { state.n = 7; state.more = 8; }\nfunction run() { return state; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(QJsonObject{{u"n"_s, 1}}));
    }

    void aRetiredTaskLeavesNoState()
    {
        m_folder->writeTask("state.n = state.n || 0;\nfunction run() { return ++state.n; }");
        m_folder->start();
        QCOMPARE(m_folder->call(), QJsonValue(1));
        m_folder->host->stop();
        QVERIFY(!m_folder->host->call(u"task"_s));
        m_folder->host->start();
        QVERIFY(m_folder->host->waitUntilLoaded(10s));
        QCOMPARE(m_folder->call(), QJsonValue(1));
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
        m_folder->writeTask("function run() { " + statement + "; return 'old'; }");
        m_folder->start({.timeLimit = 200ms});
        QCOMPARE(m_folder->call(), QJsonValue(u"old"_s));
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        m_folder->replaceTask(
            "state.n = 5;\nfunction takeState() { state.n = 6; }\nfunction run() { return state; }");
        QTRY_COMPARE(failed.size(), 1);
        const QString message = failed.first()[0].value<TaskFailure>().problem.message;
        QVERIFY2(message.contains(u"state") && message.contains(reason), qPrintable(message));
        QCOMPARE(m_folder->problem(u"task"_s), message);
        QCOMPARE(m_folder->call(), QJsonValue(QJsonObject{{u"n"_s, 5}}));
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
        m_folder->writeTask("state.n = 0;\nfunction run() { return ['old', ++state.n]; }");
        m_folder->start();
        m_folder->call();
        m_folder->replaceTask("let calls = 0;\n\nfunction run() { state.n = 100;\n  if (++calls === " +
                              QByteArray::number(failingCall) +
                              ") throw new Error('oops');\n  return ['new', calls]; }");
        const quint64 newRevision = m_folder->info(u"task"_s).live->revision;
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        for (int number = 1; number < failingCall; ++number)
            QCOMPARE(m_folder->call(), QJsonValue(QJsonArray{u"new"_s, number}));
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
        const QJsonArray next = m_folder->call().toArray();
        QCOMPARE(next, isGivenUp ? (QJsonArray{u"old"_s, 2}) : (QJsonArray{u"new"_s, failingCall + 1}));
        // What is wrong with the file stays told for as long as its code is not live.
        QCOMPARE(m_folder->info(u"task"_s).failures.size(), isGivenUp ? 1 : 0);
        QCOMPARE(failed.size(), 1);
    }

    void howLongATrialLastsCanBeSet()
    {
        m_folder->writeTask("function run() { return 'old'; }");
        m_folder->start({.trialCalls = 0});
        m_folder->replaceTask("function run() { throw new Error('oops'); }");
        QVERIFY(!m_folder->host->call(u"task"_s));
        QVERIFY(!m_folder->host->call(u"task"_s));
    }
};

QTEST_GUILESS_MAIN(TestScriptState)
#include "tst_scriptstate.moc"
