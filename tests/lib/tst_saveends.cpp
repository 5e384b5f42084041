#include "desk.h"

#include <retune/edit/savejob.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

namespace {

const QByteArray longTail = R"(, "list": [)" + QByteArray("1,").repeated(50'000) + "1]}";

/// A desk with a text so long that its edits take their time.
struct LongDesk : Desk
{
    LongDesk()
    {
        workspace.reset();
        write(R"({"port": 1)" + longTail);
        open();
    }

    void setPortSoon(qint64 number) const
    {
        buffer().editSoon(
            [number](const Document &document) {
                return retune::setValue(document, *KeyPath::parse(u"port"_s), Value::integer(number));
            },
            [](const Result<void> &) {});
        QVERIFY(buffer().isEditing());
    }
};

} // namespace

/// That each save that was accepted is followed by its end.
class TestSaveEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToSaveIsSaidAtOnce();
    void anAcceptedSaveIsFollowedByItsEnd();
    void anEditThatComesBackToTheBaseEndsItsSave();
    void aFileThatIsGoneInItsTurnEndsItsSave();
    void aSaveOfWhatCannotBeReadSaysWhy_data();
    void aSaveOfWhatCannotBeReadSaysWhy();
};

void TestSaveEnds::nothingToSaveIsSaidAtOnce()
{
    const Desk desk;
    const SignalRecord saved(desk.workspace.get(), &Workspace::saved);
    const SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
    QVERIFY(!desk.workspace->save(u"unknown.json"_s));
    desk.buffer();
    QVERIFY(!desk.workspace->save(path)); // unmodified
    desk.type(second);
    desk.remove();
    QTRY_VERIFY(desk.workspace->isGone(path));
    QVERIFY(!desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse));
    QVERIFY(!desk.workspace->isSaving(path));
    QVERIFY(saved.isEmpty() && failed.isEmpty());
}

void TestSaveEnds::anAcceptedSaveIsFollowedByItsEnd()
{
    const Desk desk;
    const SignalRecord saved(desk.workspace.get(), &Workspace::saved);
    desk.type(second);
    QVERIFY(desk.workspace->save(path));
    QVERIFY(desk.workspace->save(path)); // one that waits
    QVERIFY(saved.isEmpty());
    QTRY_VERIFY(!saved.isEmpty());
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(saved.size(), 1);
    QCOMPARE(desk.disk(), second);
}

void TestSaveEnds::anEditThatComesBackToTheBaseEndsItsSave()
{
    const LongDesk desk;
    const SignalRecord saved(desk.workspace.get(), &Workspace::saved);
    desk.buffer().replace({{{9, 10}, "2"}});
    desk.setPortSoon(1);
    QVERIFY(desk.workspace->save(path));
    desk.workspace->finishEdits();
    QVERIFY(!desk.buffer().isModified());
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved[0][1].toStringList(), QStringList());
}

void TestSaveEnds::aFileThatIsGoneInItsTurnEndsItsSave()
{
    const LongDesk desk;
    const SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.setPortSoon(2);
    desk.remove();
    QVERIFY(desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().kind, ProblemKind::Missing);
    QVERIFY(!desk.workspace->isSaving(path));
}

void TestSaveEnds::aSaveOfWhatCannotBeReadSaysWhy_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("a file within the limit is a conflict") << qsizetype(99) << ProblemKind::Conflict;
    QTest::newRow("a file above the limit is none") << qsizetype(101) << ProblemKind::Limit;
}

void TestSaveEnds::aSaveOfWhatCannotBeReadSaysWhy()
{
    QFETCH(const qsizetype, size);
    const Desk desk;
    desk.write(QByteArray(size, 'x'));
    SaveJob job;
    job.file = desk.file();
    job.bytes = second;
    job.base = first;
    job.maximumSize = 100;
    const SaveOutcome outcome = runSave(job);
    QVERIFY(!outcome.saved);
    QTEST(outcome.saved.error().kind, "kind");
    QCOMPARE(outcome.disk.isUnknown(), size > job.maximumSize);
    QVERIFY(!outcome.saved.error().message.isEmpty());
    QCOMPARE(desk.disk(), QByteArray(size, 'x'));
}

QTEST_GUILESS_MAIN(TestSaveEnds)
#include "tst_saveends.moc"
