#include "tree/codestate.h"

#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(CodeState)

namespace {

TaskFailure failure(const TextPosition &position, const QString &message)
{
    return {u"greet"_s,
            {ProblemKind::Failure, u"plugins/greet.js"_s, position, {}, message},
            {{u"run"_s, u"plugins/greet.js"_s, 3}}};
}

TaskFailure refusal(const QString &reason)
{
    return {u"greet"_s, {ProblemKind::NotRun, u"plugins/greet.js"_s, {}, {}, reason}};
}

TaskInfo task(bool isLive, const QList<TaskFailure> &failures = {}, bool isLoading = false)
{
    const QDateTime loaded(QDate(2024, 5, 6), QTime(12, 0, 1, 2));
    auto file = std::make_shared<SettingsFile>();
    file->revision = 12;
    return {u"greet"_s, u"plugins/greet.js"_s, isLive ? file : nullptr, loaded, isLoading, 3, 2500us, 40us,
            failures};
}

} // namespace

class TestCodeState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTreeSaysWhatBecameOfIt_data()
    {
        QTest::addColumn<CodeState>("state");
        QTest::addColumn<QString>("text");
        QTest::newRow("nobody runs it") << CodeState{{}, u"because"_s} << u"not run"_s;
        QTest::newRow("it is called") << CodeState{task(true)} << u"live, r12"_s;
        QTest::newRow("by the window's count") << CodeState{task(true), {}, 4} << u"live, r4"_s;
        QTest::newRow("it is not there yet") << CodeState{task(false)} << u"being loaded"_s;
        QTest::newRow("it was unfit, and newer code is on its way")
            << CodeState{task(false, {failure({3, 7}, u"expected x"_s)}, true)} << u"being loaded"_s;
        QTest::newRow("it is not to be run")
            << CodeState{task(false, {refusal(u"not run, because x"_s)})} << u"not run, because x"_s;
        QTest::newRow("a compiler found several errors")
            << CodeState{task(false, {failure({3, 7}, u"first"_s), failure({4, 1}, u"second"_s)})}
            << u"failed: 3:7 first"_s;
        QTest::newRow("it never was fit")
            << CodeState{task(false, {failure({3, 7}, u"expected x"_s)})} << u"failed: 3:7 expected x"_s;
        QTest::newRow("the old one goes on") << CodeState{task(true, {failure({3, 0}, u"Error: x"_s)})}
                                             << u"live, r12; failed: line 3: Error: x"_s;
        QTest::newRow("it failed as a whole, in two lines")
            << CodeState{task(false, {failure({}, u"no plugin\nof Qt"_s)})} << u"failed: no plugin"_s;
    }

    void theTreeSaysWhatBecameOfIt()
    {
        QFETCH(CodeState, state);
        QTEST(state.text(), "text");
    }

    void theToolTipSaysAllOfIt()
    {
        QCOMPARE((CodeState{{}, u"because"_s}.details()), QStringList{u"because"_s});
        QCOMPARE((CodeState{task(true, {failure({3, 0}, u"Error: x"_s)}), {}, 4}.details()),
                 (QStringList{u"Live: revision 4, loaded at 12:00:01.002"_s, u"Calls: 3"_s,
                              u"Time per call: 40 µs (the last one 2.5 ms)"_s, u"Failed: line 3: Error: x"_s,
                              u"    run (plugins/greet.js:3)"_s}));
        TaskInfo uncalled = task(true);
        uncalled.calls = 0;
        QCOMPARE(CodeState{uncalled}.details().last(), u"Not called yet"_s);
        const CodeState broken{task(true, {failure({3, 7}, u"first"_s), failure({4, 1}, u"second"_s)}, true)};
        QVERIFY(broken.details().contains(u"Newer code is being loaded"_s));
        QVERIFY(broken.details().contains(u"Failed: 3:7 first"_s));
        QVERIFY(broken.details().contains(u"Failed: 4:1 second"_s));
    }
};

QTEST_MAIN(TestCodeState)
#include "tst_codestate.moc"
