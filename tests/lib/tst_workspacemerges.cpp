#include "desk.h"

#include <QtCore/QFile>
#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

/// Saves that find on disk what nobody has seen: it is merged on the way, or the save is refused.
class tst_WorkspaceMerges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saveIsRefusedWhereTheDiskHoldsSomethingUnseen();
    void saveMergesWhatDoesNotClash_data();
    void saveMergesWhatDoesNotClash();
    void aMergeThatWasSavedCanBeUndone();
    void saveThatMergesToTheDisksTextWritesNothing();
    void aFileThatGoesDuringTheMergeIsNotMadeAnewUnasked();
    void aFileThatIsWrittenWithoutAPauseFailsTheSave();
    void theSaveThatTheDiskMayComeFromIsMergedWith_data();
    void theSaveThatTheDiskMayComeFromIsMergedWith();
    void saveSaysWhatClashes();
    void editsDuringTheMergeOfASaveAreMergedToo();
    void anEditUnderWayOutlivesWhatTheDiskDoes_data();
    void anEditUnderWayOutlivesWhatTheDiskDoes();
    void anEditUnderWayOutlivesALookAtTheDisk();
    void whoWaitsForSavesGetsTheEditsUnderWayToo();
    void aMergeTakenBackDuringTheSaveIsAConflictAgain();
    void aHalfWrittenFileIsNotMerged_data();
    void aHalfWrittenFileIsNotMerged();
};

void tst_WorkspaceMerges::saveIsRefusedWhereTheDiskHoldsSomethingUnseen()
{
    Desk desk;
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(second);
    desk.write(third); // nobody has told the workspace yet
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().kind, ProblemKind::Conflict);
    QCOMPARE(failed[0][1].value<Problem>().file, path);
    QCOMPARE(desk.disk(), third);
    QCOMPARE(desk.conflict(), third);
    QCOMPARE(desk.buffer().bytes(), second);
    QVERIFY(desk.buffer().isModified());

    desk.workspace->save(path); // undecided: refused again
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), third);
    desk.workspace->keepMine(path);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
}

void tst_WorkspaceMerges::saveMergesWhatDoesNotClash_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("the conflict is known") << true;
    QTest::newRow("the save finds it") << false;
}

void tst_WorkspaceMerges::saveMergesWhatDoesNotClash()
{
    QFETCH(bool, isKnown);
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    SignalRecord merged(desk.workspace.get(), &Workspace::merged);
    SignalRecord found(desk.workspace.get(), &Workspace::conflictFound);
    const QByteArray both = R"({"port": 3, "mine": true})";
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(third);
    if (isKnown)
        QTRY_VERIFY(desk.conflict());
    desk.workspace->save(path);
    QVERIFY(!desk.workspace->awaitsChoice(path));
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(failed.size(), 0);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(merged.size(), 1);
    QCOMPARE(found.size(), isKnown ? 1 : 0); // what the save itself finds is no news
    QCOMPARE(desk.disk(), both);
    QCOMPARE(desk.buffer().bytes(), both);
    QVERIFY(!desk.buffer().isModified());
    QVERIFY(!desk.conflict());
    desk.buffer().undo();
    QCOMPARE(desk.buffer().bytes(), third); // what the save replaced
}

void tst_WorkspaceMerges::aMergeThatWasSavedCanBeUndone()
{
    Desk desk;
    const QByteArray mine = R"({"port": 1, "mine": true})";
    const QByteArray both = R"({"port": 3, "mine": true})";
    desk.type(mine);
    desk.write(third);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    desk.settle(both);
    QVERIFY(desk.buffer().canUndoResolution());
    desk.buffer().undoResolution();
    QCOMPARE(desk.buffer().bytes(), mine);
    QTRY_COMPARE(desk.conflict(), both); // the choice is the user's again
    QVERIFY(!desk.buffer().canUndoResolution());
    desk.buffer().redo();
    QTRY_VERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), both);
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceMerges::saveThatMergesToTheDisksTextWritesNothing()
{
    Desk desk;
    SignalRecord began(desk.workspace.get(), &Workspace::saveBegan);
    SignalRecord saved(desk.workspace.get(), &Workspace::saved);
    const QByteArray disk = "{ \"port\": 3 }";
    desk.type(third);
    desk.write(disk);
    QTRY_VERIFY(desk.conflict());
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(began.size(), 0);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(desk.buffer().bytes(), disk);
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceMerges::aFileThatGoesDuringTheMergeIsNotMadeAnewUnasked()
{
    Desk desk;
    SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(R"({"port": 1, "mine": true})");
    desk.write("{}"); // seems cut, so the merge waits for the rest
    QTRY_VERIFY(desk.conflict());
    desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse);
    desk.remove();
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), QByteArray("(no file)"));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().kind, ProblemKind::Missing);
    QVERIFY(desk.workspace->isGone(path));
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 1, "mine": true})"));
}

void tst_WorkspaceMerges::aFileThatIsWrittenWithoutAPauseFailsTheSave()
{
    constexpr int writes = 30;
    Desk desk;
    SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(third);
    int port = 100;
    // Right before what was merged is written.
    const auto writing = connect(&desk.buffer(), &Buffer::replaced, this, [&] {
        if (++port <= 100 + writes)
            desk.write("{\"port\": " + QByteArray::number(port) + '}');
    });
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QVERIFY(port < 100 + writes);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().kind, ProblemKind::Conflict);
    QVERIFY(desk.buffer().isModified());
    disconnect(writing);
    const QByteArray disk = desk.disk();
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), disk.chopped(1) + R"(, "mine": true})");
}

void tst_WorkspaceMerges::theSaveThatTheDiskMayComeFromIsMergedWith_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<QByteArray>("result");
    const auto text = [](int port, int ratio) {
        return "{\"port\": " + QByteArray::number(port) + ", \"ratio\": " + QByteArray::number(ratio) + '}';
    };
    // With the first save it would seem that the other program alone had changed the port.
    QTest::newRow("the newest of two that may be it") << text(2, 0) << text(3, 5) << text(2, 5);
    QTest::newRow("an older one, where the newer ones clash") << text(7, 0) << text(2, 5) << text(7, 5);
    QTest::newRow("none where a save was put back as it was") << text(7, 0) << text(2, 0) << text(2, 0);
}

void tst_WorkspaceMerges::theSaveThatTheDiskMayComeFromIsMergedWith()
{
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, disk);
    QFETCH(QByteArray, result);
    Desk desk;
    for (const QByteArray port : {"2", "3", "4"}) {
        desk.type("{\"port\": " + port + R"(, "ratio": 0})");
        desk.workspace->save(path);
        QVERIFY(desk.workspace->waitForSaves());
    }
    desk.type(mine);
    desk.write(disk);
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), result);
    QCOMPARE(desk.buffer().bytes(), disk == result ? mine : result);
}

void tst_WorkspaceMerges::saveSaysWhatClashes()
{
    Desk desk;
    SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(R"({"port": 2, "mine": true})");
    desk.write(third);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().message,
             u"port was changed here and on disk, each in another way"_s);
    const Conflict conflict = *desk.workspace->conflict(path);
    QCOMPARE(conflict.reason, failed[0][1].value<Problem>().message);
    QVERIFY(desk.workspace->awaitsChoice(path));
    QCOMPARE(desk.disk(), third);
    desk.type(R"({"port": 3, "mine": true})");
    QTRY_VERIFY(desk.workspace->conflict(path)->reason.isEmpty()); // of a text of before
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), QByteArray(R"({"port": 3, "mine": true})"));
}

void tst_WorkspaceMerges::editsDuringTheMergeOfASaveAreMergedToo()
{
    Desk desk;
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.workspace->save(path);
    desk.type(R"({"port": 1, "mine": false})");
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), QByteArray(R"({"port": 3, "mine": false})"));
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceMerges::anEditUnderWayOutlivesWhatTheDiskDoes_data()
{
    QTest::addColumn<bool>("isModified");
    QTest::newRow("nothing else is unsaved") << false;
    QTest::newRow("a save merges meanwhile") << true;
}

void tst_WorkspaceMerges::anEditUnderWayOutlivesWhatTheDiskDoes()
{
    QFETCH(bool, isModified);
    Desk desk;
    const QByteArray padding = "{\"padding\": \"" + QByteArray(2 * Buffer::quickSize, 'x') + '"';
    const QByteArray other = padding + R"(, "port": 3, "mine": 1, "soon": 1})";
    desk.write(padding + R"(, "port": 1, "mine": 1, "soon": 1})");
    QTRY_COMPARE(desk.buffer().bytes(), desk.disk());
    if (isModified) {
        desk.type(padding + R"(, "port": 1, "mine": 2, "soon": 1})");
        desk.write(other);
        QTRY_VERIFY(desk.conflict());
        desk.workspace->save(path); // which merges
    }
    std::optional<Result<void>> done;
    QSemaphore checking;
    const auto soon = [&checking](const Document &document) {
        checking.acquire();
        return setValue(document, {u"soon"_s}, Value::integer(2));
    };
    desk.buffer().editSoon(soon, [&](const Result<void> &result) { done = result; });
    QThreadPool::globalInstance()->waitForDone(); // the merge has ended,
    QCoreApplication::processEvents();            // and is known to have, while the edit is checked
    QVERIFY(!done);
    checking.release();
    if (!isModified) {
        desk.write(other);
        desk.waitForStore(other); // the edit ends in the event loop
        desk.workspace->followStore(path);
    }
    QTRY_VERIFY(!desk.workspace->isSaving(path));
    QTRY_VERIFY(done);
    QVERIFY2(*done, *done ? "" : qPrintable(done->error().message));
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    const QByteArray mine = isModified ? "2" : "1";
    QCOMPARE(desk.disk(), padding + R"(, "port": 3, "mine": )" + mine + R"(, "soon": 2})");
    QVERIFY(!desk.buffer().isModified());
}

/// Shortly after a save of its own the workspace looks itself, in another thread.
void tst_WorkspaceMerges::anEditUnderWayOutlivesALookAtTheDisk()
{
    Desk desk;
    const QByteArray padding = "{\"padding\": \"" + QByteArray(2 * Buffer::quickSize, 'x') + '"';
    desk.write(padding + R"(, "port": 0, "soon": 1})");
    QTRY_COMPARE(desk.buffer().bytes(), desk.disk());
    desk.type(padding + R"(, "port": 1, "soon": 1})");
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    desk.settle(desk.buffer().bytes());
    const QByteArray other = padding + R"(, "port": 3, "soon": 1})";
    desk.write(other);
    desk.waitForStore(other);
    desk.workspace->followStore(path);
    std::optional<Result<void>> done;
    const auto soon = [](const Document &document) {
        return setValue(document, {u"soon"_s}, Value::integer(2));
    };
    desk.buffer().editSoon(soon, [&](const Result<void> &result) { done = result; });
    QTRY_VERIFY(done);
    QVERIFY2(*done, *done ? "" : qPrintable(done->error().message));
    QTRY_COMPARE(desk.conflict(), other);
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), padding + R"(, "port": 3, "soon": 2})");
}

void tst_WorkspaceMerges::whoWaitsForSavesGetsTheEditsUnderWayToo()
{
    Desk desk;
    const QByteArray padding = "{\"padding\": \"" + QByteArray(2 * Buffer::quickSize, 'x') + '"';
    desk.write(padding + R"(, "port": 1, "mine": 1, "soon": 1})");
    QTRY_COMPARE(desk.buffer().bytes(), desk.disk());
    desk.type(padding + R"(, "port": 1, "mine": 2, "soon": 1})");
    desk.write(padding + R"(, "port": 3, "mine": 1, "soon": 1})");
    QTRY_VERIFY(desk.conflict());
    desk.workspace->save(path); // which merges
    const auto soon = [](const Document &document) {
        return setValue(document, {u"soon"_s}, Value::integer(2));
    };
    desk.buffer().editSoon(soon, [](const Result<void> &) {});
    QVERIFY(desk.workspace->waitForSaves(std::chrono::seconds(10)));
    QCOMPARE(desk.disk(), padding + R"(, "port": 3, "mine": 2, "soon": 2})");
}

void tst_WorkspaceMerges::aMergeTakenBackDuringTheSaveIsAConflictAgain()
{
    Desk desk;
    const QByteArray mine = R"({"port": 1, "mine": true})";
    const QByteArray both = R"({"port": 3, "mine": true})";
    desk.type(mine);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    connect(desk.workspace.get(), &Workspace::saveBegan, this, [&] { desk.buffer().undo(); });
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), both);
    QCOMPARE(desk.buffer().bytes(), mine);
    QCOMPARE(desk.conflict(), both); // else the next save would take back what the other program changed
    QVERIFY(desk.workspace->awaitsChoice(path));
}

void tst_WorkspaceMerges::aHalfWrittenFileIsNotMerged_data()
{
    QTest::addColumn<QByteArray>("half");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("a key is still missing") << QByteArray("a = 1\n") << QByteArray("b = 3\n");
    QTest::newRow("every known key is there") << QByteArray("a = 1\nb = 3\n") << QByteArray("c = 4\n");
}

/// A program writes in place, with a pause. What it writes after a save would go into a file without a name.
void tst_WorkspaceMerges::aHalfWrittenFileIsNotMerged()
{
    QFETCH(QByteArray, half);
    QFETCH(QByteArray, rest);
    const QString name = u"a.toml"_s;
    Desk desk;
    desk.write("a = 1\nb = 2\n", name);
    QTRY_VERIFY(desk.workspace->buffer(name));
    desk.workspace->buffer(name)->setBytes("a = 5\nb = 2\n");
    QFile other(desk.file(name));
    QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered));
    QCOMPARE(other.write(half), half.size());
    desk.workspace->save(name);
    QVERIFY(!desk.workspace->waitForSaves(std::chrono::milliseconds(200))); // not while it is open
    QCOMPARE(other.write(rest), rest.size());
    other.close();
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(name), QByteArray(half + rest).replace("a = 1", "a = 5"));
    QCOMPARE(desk.workspace->buffer(name)->bytes(), desk.disk(name));
}

QTEST_GUILESS_MAIN(tst_WorkspaceMerges)
#include "tst_workspacemerges.moc"
