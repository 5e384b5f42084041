#include "desk.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

/// Saves where nobody else writes, and of files that are gone.
class tst_WorkspaceSaves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saveWritesAndBecomesTheBase();
    void ownSaveIsNoOutsideChange();
    void quickSavesAreNoOutsideChange();
    void typingDuringASaveStaysModified();
    void whatTheStoreTellsDuringASaveWaitsForItsEnd_data();
    void whatTheStoreTellsDuringASaveWaitsForItsEnd();
    void newestBytesWinAmongQueuedSaves();
    void whatOneOfQueuedSavesMayDoIsDone_data();
    void whatOneOfQueuedSavesMayDoIsDone();
    void unmodifiedBufferWritesNothing();
    void textThatDoesNotParseIsSaved();
    void saveOfWhatTheDiskHoldsAlreadySucceeds();
    void oldContentPutBackByOthersAfterASaveIsSeen();
    void goneFileIsMadeAnew_data();
    void goneFileIsMadeAnew();
    void fileMadeAnewThatGoesOnceMoreIsGone();
    void fileThatIsBackWithTheBaseIsReplaced();
    void fileThatIsBackWithSomethingElseIsAConflict();
    void hardLinkIsRefusedUnlessInPlace();
    void failedSaveKeepsTheBuffer();
    void saveAllSavesEveryModifiedBuffer();
};

void tst_WorkspaceSaves::saveWritesAndBecomesTheBase()
{
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    desk.type(second);
    desk.workspace->save(path);
    QVERIFY(desk.workspace->isSaving(path));
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][0].toString(), path);
    QVERIFY(!desk.workspace->isSaving(path));
    QVERIFY(!desk.buffer().isModified());
    QCOMPARE(desk.disk(), second);
    desk.settle(second);
    QCOMPARE(desk.store->snapshot().value(path, {u"port"_s})->text, u"2"_s);
}

void tst_WorkspaceSaves::ownSaveIsNoOutsideChange()
{
    Desk desk;
    desk.type(second);
    QSignalSpy replaced(&desk.buffer(), &Buffer::replaced);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    desk.settle(second);
    QCOMPARE(replaced.size(), 0);
    QVERIFY(!desk.conflict());
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceSaves::quickSavesAreNoOutsideChange()
{
    Desk desk;
    Buffer &buffer = desk.buffer();
    QStringList lost;
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    QByteArray newest;
    const auto check = [&] {
        if (desk.conflict() || buffer.bytes() != newest)
            lost += QString::fromUtf8(newest + " became " + buffer.bytes());
    };
    connect(desk.workspace.get(), &Workspace::bufferStateChanged, this, check);
    for (int i = 0; i < 60; ++i) {
        newest = "{\"port\": " + QByteArray::number(100 + i) + "}";
        desk.type(newest);
        desk.workspace->save(path);
        desk.workspace->waitForSaves();
        QCoreApplication::processEvents(); // the store's signals, as late as they come
        check();
    }
    desk.settle(newest);
    check();
    QCOMPARE(lost, QStringList());
    QCOMPARE(failed.size(), 0);
    QCOMPARE(desk.disk(), newest);
}

void tst_WorkspaceSaves::typingDuringASaveStaysModified()
{
    Desk desk;
    desk.type(second);
    desk.workspace->save(path);
    desk.type(third);
    desk.workspace->waitForSaves();
    desk.settle(second);
    QCOMPARE(desk.buffer().bytes(), third);
    QCOMPARE(desk.buffer().base(), second);
    QVERIFY(desk.buffer().isModified());
    QVERIFY(!desk.conflict());
    QCOMPARE(desk.disk(), second);
}

void tst_WorkspaceSaves::whatTheStoreTellsDuringASaveWaitsForItsEnd_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::newRow("the edit that is being saved was taken back") << first;
    QTest::newRow("another edit was made") << third;
}

/// The store is often faster to tell what a save has written than the save itself.
void tst_WorkspaceSaves::whatTheStoreTellsDuringASaveWaitsForItsEnd()
{
    QFETCH(QByteArray, mine);
    Desk desk;
    desk.type(second);
    desk.workspace->save(path);
    desk.type(mine);
    desk.waitForStore(second); // the save ends in the event loop
    desk.workspace->followStore(path);
    QVERIFY(desk.workspace->isSaving(path));
    QCOMPARE(desk.buffer().bytes(), mine);
    QVERIFY(!desk.conflict());
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.buffer().bytes(), mine);
    QVERIFY(desk.buffer().isModified());
    QVERIFY(!desk.conflict());
}

void tst_WorkspaceSaves::newestBytesWinAmongQueuedSaves()
{
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    desk.type(second);
    desk.workspace->save(path);
    for (int i = 10; i < 20; ++i) {
        desk.type("{\"port\": " + QByteArray::number(i) + "}");
        desk.workspace->save(path);
    }
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), QByteArray("{\"port\": 19}"));
    QCOMPARE(saved.size(), 2);
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceSaves::whatOneOfQueuedSavesMayDoIsDone_data()
{
    QTest::addColumn<bool>("isAllowedFirst");
    QTest::newRow("the first of them may do it") << true;
    QTest::newRow("the second of them may do it") << false;
}

/// The user has answered a question, and a save that nobody asked for comes right before or after it.
void tst_WorkspaceSaves::whatOneOfQueuedSavesMayDoIsDone()
{
    QFETCH(bool, isAllowedFirst);
    Desk desk;
    const auto queueBoth = [&] {
        desk.workspace->save(path, isAllowedFirst ? InPlace::Allow : InPlace::Refuse,
                             isAllowedFirst ? IfGone::MakeAnew : IfGone::Refuse);
        desk.workspace->save(path, isAllowedFirst ? InPlace::Refuse : InPlace::Allow,
                             isAllowedFirst ? IfGone::Refuse : IfGone::MakeAnew);
        desk.workspace->waitForSaves();
    };
    QCOMPARE(::link(qPrintable(desk.file()), qPrintable(desk.file(u"second name"_s))), 0);
    desk.type(second);
    desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse);
    queueBoth();
    QCOMPARE(desk.disk(u"second name"_s), second);
    desk.settle(second);

    desk.remove(); // nobody has told the workspace yet
    desk.type(third);
    desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse);
    queueBoth();
    QCOMPARE(desk.disk(), third);
}

void tst_WorkspaceSaves::unmodifiedBufferWritesNothing()
{
    Desk desk;
    desk.buffer();
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    desk.write(second); // nobody has told the workspace yet
    desk.workspace->save(path);
    QVERIFY(!desk.workspace->isSaving(path));
    QTRY_COMPARE(desk.buffer().bytes(), second);
    QCOMPARE(desk.disk(), second);
    QCOMPARE(saved.size(), 0);
}

void tst_WorkspaceSaves::textThatDoesNotParseIsSaved()
{
    Desk desk;
    SignalRecord failed(desk.store.get(), &Store::reloadFailed);
    desk.type(broken);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), broken);
    QTRY_COMPARE(failed.size(), 1);
    desk.settle(broken);
    QCOMPARE(desk.buffer().bytes(), broken);
    QVERIFY(!desk.buffer().isModified());
    QVERIFY(!desk.conflict());
    QCOMPARE(desk.store->snapshot().value(path, {u"port"_s})->text, u"1"_s);
}

void tst_WorkspaceSaves::saveOfWhatTheDiskHoldsAlreadySucceeds()
{
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    desk.type(second);
    desk.write(second); // nobody has told the workspace yet
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(saved.size(), 1);
    QVERIFY(!desk.buffer().isModified());
    QVERIFY(!desk.conflict());
}

void tst_WorkspaceSaves::oldContentPutBackByOthersAfterASaveIsSeen()
{
    Desk desk;
    desk.type(second);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    desk.write(first); // before the store has looked
    QTRY_COMPARE(desk.buffer().bytes(), first);
    QVERIFY(!desk.buffer().isModified());
}

void tst_WorkspaceSaves::goneFileIsMadeAnew_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("modified");
    QTest::newRow("edited, and known to be gone") << true << true;
    QTest::newRow("edited, and gone a moment ago") << false << true;
    QTest::newRow("untouched, and known to be gone") << true << false;
}

void tst_WorkspaceSaves::goneFileIsMadeAnew()
{
    QFETCH(bool, known);
    QFETCH(bool, modified);
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    const QByteArray mine = modified ? second : first;
    desk.type(mine);
    desk.remove();
    if (known) {
        QTRY_VERIFY(!desk.store->snapshot().file(path)->isGood());
        QCoreApplication::processEvents();
    }
    QVERIFY(!desk.conflict());
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(desk.disk(), mine);
    QVERIFY(!desk.buffer().isModified());
    QVERIFY(!desk.workspace->isGone(path));
    QTRY_VERIFY(desk.store->snapshot().file(path)->isGood());
    QCOMPARE(desk.buffer().bytes(), mine);
}

/// Who wanted it once is asked again.
void tst_WorkspaceSaves::fileMadeAnewThatGoesOnceMoreIsGone()
{
    Desk desk;
    desk.buffer();
    desk.remove();
    QTRY_VERIFY(desk.workspace->isGone(path));
    desk.workspace->create(path)->setBytes(second);
    QVERIFY(!desk.workspace->isGone(path));
    desk.workspace->save(path);
    QVERIFY(desk.workspace->waitForSaves());
    QTRY_COMPARE(desk.store->snapshot().file(path)->disk, second);
    desk.remove();
    QTRY_VERIFY(desk.workspace->isGone(path));
    desk.type(third);
    desk.workspace->save(path, InPlace::Refuse, IfGone::Refuse);
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(), QByteArray("(no file)"));
}

void tst_WorkspaceSaves::fileThatIsBackWithTheBaseIsReplaced()
{
    Desk desk;
    desk.type(second);
    desk.remove();
    QTRY_VERIFY(!desk.store->snapshot().file(path)->isGood());
    QCoreApplication::processEvents();
    desk.write(first); // nobody has told the workspace yet
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
}

void tst_WorkspaceSaves::fileThatIsBackWithSomethingElseIsAConflict()
{
    Desk desk;
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(second);
    desk.remove();
    QTRY_VERIFY(!desk.store->snapshot().file(path)->isGood());
    QCoreApplication::processEvents();
    desk.write(third); // nobody has told the workspace yet
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(desk.disk(), third);
    QCOMPARE(desk.conflict(), third);
}

void tst_WorkspaceSaves::hardLinkIsRefusedUnlessInPlace()
{
    Desk desk;
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    QCOMPARE(::link(qPrintable(desk.file()), qPrintable(desk.file(u"second name"_s))), 0);
    desk.type(second);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Problem>().kind, ProblemKind::Refused);
    QCOMPARE(desk.disk(), first);
    desk.workspace->save(path, InPlace::Allow);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(u"second name"_s), second);
}

void tst_WorkspaceSaves::failedSaveKeepsTheBuffer()
{
    Desk desk;
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    desk.type(second);
    desk.remove();
    QVERIFY(QDir().mkdir(desk.file())); // a folder stands in the way, which stops root too
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed[0][1].value<Problem>().message.isEmpty());
    QCOMPARE(desk.buffer().bytes(), second);
    QVERIFY(desk.buffer().isModified());
    QVERIFY(QDir().rmdir(desk.file()));
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    QCOMPARE(desk.disk(), second);
}

void tst_WorkspaceSaves::saveAllSavesEveryModifiedBuffer()
{
    Desk desk;
    const QString other = u"b.json"_s;
    const QString untouched = u"c.json"_s;
    desk.write(first, other);
    desk.write(first, untouched);
    QTRY_VERIFY(desk.workspace->buffer(other));
    QTRY_VERIFY(desk.workspace->buffer(untouched));
    desk.type(second);
    desk.workspace->buffer(other)->replace({{{0, first.size()}, third}});
    QCOMPARE(desk.workspace->modifiedPaths(), (QStringList{path, other}));
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    desk.workspace->saveAll();
    desk.workspace->waitForSaves();
    QCOMPARE(saved.size(), 2);
    QCOMPARE(desk.disk(), second);
    QCOMPARE(desk.disk(other), third);
    QCOMPARE(desk.workspace->modifiedPaths(), QStringList());
}

QTEST_GUILESS_MAIN(tst_WorkspaceSaves)
#include "tst_workspacesaves.moc"
