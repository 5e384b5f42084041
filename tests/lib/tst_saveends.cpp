#include "desk.h"

#include <retune/edit/savejob.h>

#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>

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

/// Jobs that wait, in all threads of the pool that everybody shares.
class BusyPool
{
public:
    BusyPool()
    {
        for (int i = 0; i < m_jobs; ++i)
            QThreadPool::globalInstance()->start([this] { m_end.acquire(); });
    }
    ~BusyPool()
    {
        m_end.release(m_jobs);
        QThreadPool::globalInstance()->waitForDone();
    }

private:
    const int m_jobs = QThreadPool::globalInstance()->maxThreadCount();
    QSemaphore m_end;
};

} // namespace

/// That each save that was accepted is followed by its end, and that none has to wait for others.
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
    void savesWaitForNobodyElse_data();
    void savesWaitForNobodyElse();
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

void TestSaveEnds::savesWaitForNobodyElse_data()
{
    QTest::addColumn<bool>("isMerged");
    QTest::newRow("a write") << false;
    QTest::newRow("a merge and a write") << true;
}

void TestSaveEnds::savesWaitForNobodyElse()
{
    QFETCH(const bool, isMerged);
    const Desk desk;
    desk.type(second);
    if (isMerged) {
        desk.write(R"({"port": 1, "ratio": 5})");
        QTRY_VERIFY(desk.conflict());
    }
    const BusyPool busy;
    QVERIFY(desk.workspace->save(path));
    QVERIFY(desk.workspace->waitForSaves(std::chrono::seconds(10)));
    QCOMPARE(desk.disk(), isMerged ? R"({"port": 2, "ratio": 5})"_ba : second);
}

QTEST_GUILESS_MAIN(TestSaveEnds)
#include "tst_saveends.moc"
