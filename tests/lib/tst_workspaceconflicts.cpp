#include "desk.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <fcntl.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

/// Unsaved edits whose file is changed by somebody else, and the ways out of that.
class tst_WorkspaceConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modifiedBufferGetsAConflict();
    void conflictTellsTheNewestContent();
    void conflictEndsWhenTheDiskReturnsToTheBase();
    void conflictEndsWhenTheDiskHoldsMine();
    void conflictEndsWhenIWriteWhatTheDiskHolds();
    void conflictEndsWhenMyEditsAreRevertedForGood();
    void conflictStaysWhileUndoneEditsCanBeRedone();
    void keepingMineLetsTheNextSaveReplaceTheDisk();
    void everyWayOutOfAConflictCanBeUndone_data();
    void everyWayOutOfAConflictCanBeUndone();
    void undoOfAResolutionTellsTheDiskOfNow();
    void mergesWhatDoesNotClash();
    void asksForClashesBeforeItMerges();
    void aMergeOfOutdatedSidesIsNotTaken();
    void conflictsFollowEachOther();
    void mergesWhateverTheDiskTurnsInto_data();
    void mergesWhateverTheDiskTurnsInto();
    void aFileDeletedDuringAConflictIsMadeAnew();
    void aFolderInThePlaceOfTheFileEndsNoConflict();
    void nothingToMergeWithoutAConflict();
    void whatASaveReplacedAfterAConflictCanBeHadBack();
    void aBadFileOnDiskIsAConflictToo();
};

void tst_WorkspaceConflicts::modifiedBufferGetsAConflict()
{
    Desk desk;
    desk.type(second);
    QSignalSpy changed(desk.workspace.get(), &Workspace::bufferStateChanged);
    desk.write(third);
    QTRY_COMPARE(desk.conflict(), third);
    QCOMPARE(changed.last().at(0).toString(), path);
    QCOMPARE(desk.workspace->conflict(path)->path, path);
    QVERIFY(desk.workspace->conflict(path)->modified.isValid());
    QCOMPARE(desk.buffer().bytes(), second);
    QCOMPARE(desk.buffer().base(), first);
    QCOMPARE(desk.workspace->modifiedPaths(), QStringList{path});
}

void tst_WorkspaceConflicts::conflictTellsTheNewestContent()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_COMPARE(desk.conflict(), third);
    const QByteArray fourth = R"({"port": 4})";
    desk.write(fourth);
    QTRY_COMPARE(desk.conflict(), fourth);
}

void tst_WorkspaceConflicts::conflictEndsWhenTheDiskReturnsToTheBase()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.write(first);
    QTRY_VERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), second);
    QVERIFY(desk.buffer().isModified());
}

void tst_WorkspaceConflicts::conflictEndsWhenTheDiskHoldsMine()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.write(second);
    QTRY_VERIFY(!desk.conflict());
    QVERIFY(!desk.buffer().isModified());
    QCOMPARE(desk.buffer().base(), second);
}

void tst_WorkspaceConflicts::conflictEndsWhenIWriteWhatTheDiskHolds()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.type(third);
    QTRY_VERIFY(!desk.conflict());
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceConflicts::conflictEndsWhenMyEditsAreRevertedForGood()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.buffer().revert();
    QTRY_COMPARE(desk.buffer().bytes(), third);
    QVERIFY(!desk.conflict());
    desk.buffer().undo();
    desk.buffer().undo();
    QCOMPARE(desk.buffer().bytes(), second);
}

void tst_WorkspaceConflicts::conflictStaysWhileUndoneEditsCanBeRedone()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.buffer().undo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.conflict(), third);
    desk.buffer().redo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.buffer().bytes(), second);
    QCOMPARE(desk.conflict(), third);
    desk.buffer().undo();
    desk.workspace->takeDisk(path);
    QCOMPARE(desk.buffer().bytes(), third);
    QVERIFY(!desk.conflict());
}

void tst_WorkspaceConflicts::keepingMineLetsTheNextSaveReplaceTheDisk()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.workspace->keepMine(path);
    QVERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), second);
    QCOMPARE(desk.buffer().base(), third);
    QCOMPARE(desk.disk(), third);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceConflicts::everyWayOutOfAConflictCanBeUndone_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QByteArray>("resolved");
    QTest::newRow("keep mine") << u"mine"_s << second;
    QTest::newRow("take disk") << u"disk"_s << third;
    QTest::newRow("merge") << u"merge"_s << QByteArray(R"({"port": 7})");
}

void tst_WorkspaceConflicts::everyWayOutOfAConflictCanBeUndone()
{
    QFETCH(QString, way);
    QFETCH(QByteArray, resolved);
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    if (way == u"mine") {
        desk.workspace->keepMine(path);
    } else if (way == u"disk") {
        desk.workspace->takeDisk(path);
    } else {
        const auto asked = desk.workspace->merge(path);
        QVERIFY(asked && asked->undecided == 1);
        const auto merged = desk.workspace->merge(
            path, {{asked->clashes.first(), MergeChoice::Side::Own, Value::integer(7)}});
        QVERIFY(merged && merged->isSettled());
    }
    for (int i = 0; i < 2; ++i) {
        QTRY_VERIFY(!desk.conflict());
        QCOMPARE(desk.buffer().bytes(), resolved);
        QCOMPARE(desk.buffer().base(), third);
        desk.buffer().undo();
        QTRY_COMPARE(desk.conflict(), third);
        QCOMPARE(desk.buffer().bytes(), second);
        // The conflict is the truth: what was not decided is not written.
        QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
        desk.workspace->save(path);
        desk.workspace->waitForSaves();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(desk.disk(), third);
        desk.buffer().redo();
    }
}

void tst_WorkspaceConflicts::undoOfAResolutionTellsTheDiskOfNow()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.workspace->keepMine(path);
    const QByteArray fourth = R"({"port": 4})";
    desk.write(fourth);
    QTRY_COMPARE(desk.conflict(), fourth);
    desk.buffer().undo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.conflict(), fourth);
    desk.buffer().redo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.conflict(), fourth);
    desk.buffer().undo();
    desk.write(first);
    QTRY_VERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), second);
}

void tst_WorkspaceConflicts::mergesWhatDoesNotClash()
{
    Desk desk;
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(R"({"port": 3})");
    QTRY_VERIFY(desk.conflict());
    QSignalSpy changed(&desk.buffer(), &Buffer::changed);
    const auto merged = desk.workspace->merge(path);
    QVERIFY(merged && merged->isSettled());
    QCOMPARE(changed.count(), 1);
    QVERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 3, "mine": true})"));
    QCOMPARE(desk.buffer().base(), third);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), QByteArray(R"({"port": 3, "mine": true})"));
    QVERIFY(!desk.conflict());
}

void tst_WorkspaceConflicts::asksForClashesBeforeItMerges()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    const auto asked = desk.workspace->merge(path);
    QVERIFY(asked);
    QCOMPARE(asked->undecided, 1);
    QCOMPARE(desk.conflict(), third);
    QCOMPARE(desk.buffer().bytes(), second);
}

void tst_WorkspaceConflicts::aMergeOfOutdatedSidesIsNotTaken()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    const auto sides = desk.workspace->mergeSides(path);
    QVERIFY(sides);
    desk.type(R"({"port": 5})");
    QVERIFY(!desk.workspace->takeMerged(path, *sides, "{}"));
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 5})"));
    QCOMPARE(desk.conflict(), third);
}

void tst_WorkspaceConflicts::conflictsFollowEachOther()
{
    Desk desk;
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(R"({"port": 3})");
    QTRY_VERIFY(desk.conflict());
    QVERIFY(desk.workspace->merge(path));
    QVERIFY(!desk.conflict());
    desk.write(R"({"port": 3, "other": 4})");
    QTRY_VERIFY(desk.conflict());
    QVERIFY(desk.workspace->merge(path));
    QVERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 3, "other": 4, "mine": true})"));
    desk.buffer().undo();
    QTRY_VERIFY(desk.conflict());
    desk.buffer().undo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 1, "mine": true})"));
    QCOMPARE(desk.conflict(), QByteArray(R"({"port": 3, "other": 4})"));
}

void tst_WorkspaceConflicts::mergesWhateverTheDiskTurnsInto_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<bool>("isMerged");
    QTest::newRow("no text that can be read") << broken << false;
    QTest::newRow("no bytes at all") << QByteArray() << false;
    QTest::newRow("another encoding") << QByteArray("{\"port\": \"\xE9\"}") << false;
    QTest::newRow("other line ends") << QByteArray("{\r\n\"port\": 1\r\n}\r\n") << true;
}

/// Mine is never lost, nor what the disk held: it stays in conflict, or both are in the text.
void tst_WorkspaceConflicts::mergesWhateverTheDiskTurnsInto()
{
    QFETCH(QByteArray, disk);
    QFETCH(bool, isMerged);
    Desk desk;
    desk.type(second);
    desk.write(disk);
    QTRY_COMPARE(desk.conflict(), disk);
    const auto merged = desk.workspace->merge(path);
    QCOMPARE(merged && merged->isSettled(), isMerged);
    if (isMerged) {
        QCOMPARE(desk.buffer().bytes(), QByteArray("{\r\n\"port\": 2\r\n}\r\n"));
        QVERIFY(!desk.conflict());
        return;
    }
    QCOMPARE(desk.buffer().bytes(), second);
    QCOMPARE(desk.conflict(), disk);
    desk.workspace->keepMine(path);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
    desk.buffer().undo();
    QCOMPARE(desk.buffer().bytes(), disk);
}

void tst_WorkspaceConflicts::aFileDeletedDuringAConflictIsMadeAnew()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.remove();
    QTRY_VERIFY(!desk.conflict());
    QCOMPARE(desk.buffer().bytes(), second);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
}

void tst_WorkspaceConflicts::aFolderInThePlaceOfTheFileEndsNoConflict()
{
    Desk desk;
    desk.type(R"({"port": 1, "mine": true})");
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    const QString directory = desk.file(u"directory"_s);
    QVERIFY(QDir().mkdir(directory));
    QCOMPARE(::renameat2(AT_FDCWD, qPrintable(directory), AT_FDCWD, qPrintable(desk.file()), RENAME_EXCHANGE),
             0);
    QTRY_VERIFY(desk.workspace->unreadable(path));
    QVERIFY(desk.workspace->merge(path)); // with what it held last
    QVERIFY(!desk.conflict());
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(desk.buffer().bytes(), QByteArray(R"({"port": 3, "mine": true})"));
    QVERIFY(desk.buffer().isModified());
}

void tst_WorkspaceConflicts::nothingToMergeWithoutAConflict()
{
    Desk desk;
    desk.type(second);
    QVERIFY(!desk.workspace->mergeSides(path));
    const auto merged = desk.workspace->merge(path);
    QVERIFY(!merged);
    QCOMPARE(merged.error().kind, ProblemKind::Misuse);
    QVERIFY(!desk.workspace->merge(u"nothing.json"_s));
    QCOMPARE(desk.buffer().bytes(), second);
}

void tst_WorkspaceConflicts::whatASaveReplacedAfterAConflictCanBeHadBack()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.workspace->keepMine(path);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    desk.settle(second);
    desk.buffer().undo();
    QCoreApplication::processEvents();
    QCOMPARE(desk.buffer().bytes(), third);
    QVERIFY(!desk.conflict());
    QVERIFY(desk.buffer().isModified());
}

void tst_WorkspaceConflicts::aBadFileOnDiskIsAConflictToo()
{
    Desk desk;
    desk.type(second);
    desk.write(broken);
    QTRY_COMPARE(desk.conflict(), broken);
    desk.write(first);
    QTRY_VERIFY(!desk.conflict());
}

QTEST_GUILESS_MAIN(tst_WorkspaceConflicts)
#include "tst_workspaceconflicts.moc"
