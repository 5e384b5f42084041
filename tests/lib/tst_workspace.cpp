#include <rawfile.h>
#include <signalrecord.h>

#include <retune/edit/workspace.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString path = u"a.json"_s;
const QByteArray first = R"({"port": 1})";
const QByteArray second = R"({"port": 2})";
const QByteArray third = R"({"port": 3})";
const QByteArray broken = R"({"port": )";

StoreOptions quickOptions()
{
    StoreOptions options;
    options.timing.failureQuiet = std::chrono::milliseconds(50);
    options.timing.missingGrace = std::chrono::milliseconds(30);
    options.timing.lossHold = std::chrono::milliseconds(30);
    return options;
}

/// A folder with one file, a store on it and a workspace on that; others write with the file system alone.
struct Desk
{
    Desk()
    {
        write(first);
        open();
    }

    void open()
    {
        store = std::move(*Store::open(folder.path(), quickOptions()));
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(10)));
        workspace = std::make_unique<Workspace>(*store);
    }

    QString file(const QString &name = path) const { return folder.filePath(name); }
    QByteArray disk(const QString &name = path) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("(no file)");
    }
    /// As another program does it: a new file over the old one.
    void write(const QByteArray &bytes, const QString &name = path) const
    {
        QFile other(file(name + u".other"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        QCOMPARE(other.write(bytes), bytes.size());
        other.close();
        QCOMPARE(::rename(qPrintable(other.fileName()), qPrintable(file(name))), 0);
    }
    void remove() const { QVERIFY(QFile::remove(file())); }

    Buffer &buffer() const { return *workspace->buffer(path); }
    void type(const QByteArray &bytes) const { buffer().replace({{{0, buffer().bytes().size()}, bytes}}); }
    std::optional<QByteArray> conflict() const
    {
        const auto conflict = workspace->conflict(path);
        return conflict ? std::optional(conflict->disk) : std::nullopt;
    }
    /// Waits until the store has seen this content, and the workspace with it.
    void settle(const QByteArray &bytes) const
    {
        QTRY_COMPARE(store->snapshot().file(path)->disk, bytes);
        QCoreApplication::processEvents();
    }

    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<Workspace> workspace;
};

} // namespace

class tst_Workspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reactsByContent_data();
    void reactsByContent();

    void readsUpToTheLimit();
    void opensWhatTheDiskHolds_data();
    void opensWhatTheDiskHolds();
    void hasNoBufferForAnUnknownFile();
    void hasNoBufferForAFileThatWasNeverRead_data();
    void hasNoBufferForAFileThatWasNeverRead();
    void aFileThatCannotBeReadAnyMoreKeepsItsBuffer();

    void cleanBufferFollowsTheDisk_data();
    void cleanBufferFollowsTheDisk();
    void undoBringsBackWhatWasFollowed();
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

    void saveWritesAndBecomesTheBase();
    void ownSaveIsNoOutsideChange();
    void quickSavesAreNoOutsideChange();
    void typingDuringASaveStaysModified();
    void newestBytesWinAmongQueuedSaves();
    void unmodifiedBufferWritesNothing();
    void textThatDoesNotParseIsSaved();
    void saveIsRefusedWhereTheDiskHoldsSomethingUnseen();
    void saveMergesWhatDoesNotClash_data();
    void saveMergesWhatDoesNotClash();
    void aMergeThatWasSavedCanBeUndone();
    void saveSaysWhatClashes();
    void editsDuringTheMergeOfASaveAreMergedToo();
    void anEditUnderWayOutlivesWhatTheDiskDoes_data();
    void anEditUnderWayOutlivesWhatTheDiskDoes();
    void aMergeTakenBackDuringTheSaveIsAConflictAgain();
    void aHalfWrittenFileIsNotMerged();
    void saveOfWhatTheDiskHoldsAlreadySucceeds();
    void oldContentPutBackByOthersAfterASaveIsSeen();
    void goneFileIsMadeAnew_data();
    void goneFileIsMadeAnew();
    void fileThatIsBackWithTheBaseIsReplaced();
    void fileThatIsBackWithSomethingElseIsAConflict();
    void hardLinkIsRefusedUnlessInPlace();
    void failedSaveKeepsTheBuffer();
    void saveAllSavesEveryModifiedBuffer();
    void destructionFinishesSaves();
    void manyDestructionsWithSavesUnderWay();
};

void tst_Workspace::reactsByContent_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<int>("reaction");
    using State = DiskContent::State;
    const auto row = [](const char *name, State state, const char *disk, const char *mine, const char *base,
                        DiskReaction reaction) {
        QTest::newRow(name) << int(state) << QByteArray(disk) << QByteArray(mine) << QByteArray(base)
                            << int(reaction);
    };
    row("nothing known", State::Unknown, "", "b", "b", DiskReaction::Ignore);
    row("nothing known, unsaved edits", State::Unknown, "", "m", "b", DiskReaction::Ignore);
    row("gone", State::Missing, "", "b", "b", DiskReaction::Recreate);
    row("gone, unsaved edits", State::Missing, "", "m", "b", DiskReaction::Recreate);
    row("all the same", State::Known, "b", "b", "b", DiskReaction::Agree);
    row("only mine differs", State::Known, "b", "m", "b", DiskReaction::Agree);
    row("disk holds mine", State::Known, "m", "m", "b", DiskReaction::Rebase);
    row("only the disk differs", State::Known, "d", "b", "b", DiskReaction::Follow);
    row("emptied on disk", State::Known, "", "b", "b", DiskReaction::Follow);
    row("all three differ", State::Known, "d", "m", "b", DiskReaction::Conflict);
    row("emptied on disk, unsaved edits", State::Known, "", "m", "b", DiskReaction::Conflict);
}

void tst_Workspace::reactsByContent()
{
    QFETCH(int, state);
    QFETCH(QByteArray, disk);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, base);
    QFETCH(int, reaction);
    QCOMPARE(int(reactionTo({DiskContent::State(state), disk}, mine, base)), reaction);
}

void tst_Workspace::readsUpToTheLimit()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.json"_s);
    test::writeInPlace(file, "[1, 2]");
    QCOMPARE(readDiskContent(file, 6), DiskContent::known("[1, 2]"));
    QCOMPARE(readDiskContent(file, 5), DiskContent());
    StoreOptions options;
    options.limits.bytes = 6;
    const auto store = Store::open(folder.path(), options);
    QVERIFY(store);
    (*store)->waitUntilLoaded();
    Workspace workspace(**store);
    Buffer *buffer = workspace.buffer(u"a.json"_s);
    QVERIFY(buffer);
    buffer->replace({{{1, 1}, "0, "}});
    QVERIFY(!buffer->document());
    QCOMPARE(buffer->document().error().message, u"expected at most 6 bytes, found 9 bytes"_s);
}

void tst_Workspace::opensWhatTheDiskHolds_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::newRow("a good file") << first;
    QTest::newRow("an empty file") << QByteArray();
    QTest::newRow("a broken file") << broken;
    QTest::newRow("no UTF-8") << QByteArray("{\"a\": \"\xFF\"}");
    QTest::newRow("a byte order mark and CRLF") << QByteArray("\xEF\xBB\xBF{\r\n}\r\n");
}

void tst_Workspace::opensWhatTheDiskHolds()
{
    QFETCH(QByteArray, disk);
    Desk desk;
    desk.workspace.reset();
    desk.store.reset();
    desk.write(disk);
    desk.open();
    QTRY_VERIFY(desk.store->snapshot().file(path)); // a bad file is reported after a moment of quiet
    QCOMPARE(desk.buffer().bytes(), disk);
    QVERIFY(!desk.buffer().isModified());
}

void tst_Workspace::hasNoBufferForAnUnknownFile()
{
    Desk desk;
    QCOMPARE(desk.workspace->buffer(u"nothing.json"_s), nullptr);
    QCOMPARE(desk.workspace->openBuffer(path), nullptr);
    QVERIFY(!desk.workspace->conflict(path));
    desk.workspace->save(u"nothing.json"_s);
    desk.workspace->keepMine(u"nothing.json"_s);
    desk.workspace->takeDisk(u"nothing.json"_s);
    QVERIFY(!desk.workspace->isSaving(u"nothing.json"_s));
}

void tst_Workspace::hasNoBufferForAFileThatWasNeverRead_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a link to nothing") << u"nowhere.json"_s;
    QTest::newRow("a link in a circle") << u"link.json"_s;
}

void tst_Workspace::hasNoBufferForAFileThatWasNeverRead()
{
    QFETCH(QString, target);
    const QString link = u"link.json"_s;
    Desk desk;
    QVERIFY(QFile::link(desk.file(target), desk.file(link)));
    QTRY_VERIFY(desk.store->snapshot().file(link));
    QCOMPARE(desk.workspace->buffer(link), nullptr);
    QVERIFY(desk.workspace->unreadable(link));
    QCOMPARE(desk.workspace->unreadable(link)->kind, ProblemKind::NotAFile);
    QVERIFY(!desk.workspace->unreadable(path));

    desk.write(second, link);
    QTRY_VERIFY(desk.workspace->buffer(link));
    QCOMPARE(desk.workspace->buffer(link)->bytes(), second);
    QVERIFY(!desk.workspace->unreadable(link));
}

void tst_Workspace::aFileThatCannotBeReadAnyMoreKeepsItsBuffer()
{
    Desk desk;
    desk.type(" ");
    desk.remove();
    QVERIFY(QDir(desk.folder.path()).mkdir(path));
    QTRY_VERIFY(desk.workspace->unreadable(path));
    QCOMPARE(desk.buffer().bytes(), QByteArray(" "));
    QCOMPARE(desk.workspace->modifiedPaths(), QStringList{path});
}

void tst_Workspace::cleanBufferFollowsTheDisk_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::newRow("good content") << second;
    QTest::newRow("another layout of the same values") << QByteArray("{ \"port\": 1 }\n");
    QTest::newRow("broken content") << broken;
    QTest::newRow("no content") << QByteArray();
}

void tst_Workspace::cleanBufferFollowsTheDisk()
{
    QFETCH(QByteArray, disk);
    Desk desk;
    Buffer &buffer = desk.buffer();
    desk.write(disk);
    QTRY_COMPARE(buffer.bytes(), disk);
    QVERIFY(!buffer.isModified());
    QVERIFY(!desk.conflict());
    desk.write(first);
    QTRY_COMPARE(buffer.bytes(), first);
    QVERIFY(!buffer.isModified());
}

void tst_Workspace::undoBringsBackWhatWasFollowed()
{
    Desk desk;
    Buffer &buffer = desk.buffer();
    desk.write(second);
    QTRY_COMPARE(buffer.bytes(), second);
    buffer.undo();
    QCOMPARE(buffer.bytes(), first);
    QVERIFY(buffer.isModified());
    QVERIFY(!desk.conflict());
}

void tst_Workspace::modifiedBufferGetsAConflict()
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

void tst_Workspace::conflictTellsTheNewestContent()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_COMPARE(desk.conflict(), third);
    const QByteArray fourth = R"({"port": 4})";
    desk.write(fourth);
    QTRY_COMPARE(desk.conflict(), fourth);
}

void tst_Workspace::conflictEndsWhenTheDiskReturnsToTheBase()
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

void tst_Workspace::conflictEndsWhenTheDiskHoldsMine()
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

void tst_Workspace::conflictEndsWhenIWriteWhatTheDiskHolds()
{
    Desk desk;
    desk.type(second);
    desk.write(third);
    QTRY_VERIFY(desk.conflict());
    desk.type(third);
    QTRY_VERIFY(!desk.conflict());
    QVERIFY(!desk.buffer().isModified());
}

void tst_Workspace::conflictEndsWhenMyEditsAreRevertedForGood()
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

void tst_Workspace::conflictStaysWhileUndoneEditsCanBeRedone()
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

void tst_Workspace::keepingMineLetsTheNextSaveReplaceTheDisk()
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

void tst_Workspace::everyWayOutOfAConflictCanBeUndone_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QByteArray>("resolved");
    QTest::newRow("keep mine") << u"mine"_s << second;
    QTest::newRow("take disk") << u"disk"_s << third;
    QTest::newRow("merge") << u"merge"_s << QByteArray(R"({"port": 7})");
}

void tst_Workspace::everyWayOutOfAConflictCanBeUndone()
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

void tst_Workspace::undoOfAResolutionTellsTheDiskOfNow()
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

void tst_Workspace::mergesWhatDoesNotClash()
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

void tst_Workspace::asksForClashesBeforeItMerges()
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

void tst_Workspace::aMergeOfOutdatedSidesIsNotTaken()
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

void tst_Workspace::conflictsFollowEachOther()
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

void tst_Workspace::mergesWhateverTheDiskTurnsInto_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<bool>("isMerged");
    QTest::newRow("no text that can be read") << broken << false;
    QTest::newRow("no bytes at all") << QByteArray() << false;
    QTest::newRow("another encoding") << QByteArray("{\"port\": \"\xE9\"}") << false;
    QTest::newRow("other line ends") << QByteArray("{\r\n\"port\": 1\r\n}\r\n") << true;
}

/// Mine is never lost, nor what the disk held: it stays in conflict, or both are in the text.
void tst_Workspace::mergesWhateverTheDiskTurnsInto()
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

void tst_Workspace::aFileDeletedDuringAConflictIsMadeAnew()
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

void tst_Workspace::aFolderInThePlaceOfTheFileEndsNoConflict()
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

void tst_Workspace::nothingToMergeWithoutAConflict()
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

void tst_Workspace::whatASaveReplacedAfterAConflictCanBeHadBack()
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

void tst_Workspace::aBadFileOnDiskIsAConflictToo()
{
    Desk desk;
    desk.type(second);
    desk.write(broken);
    QTRY_COMPARE(desk.conflict(), broken);
    desk.write(first);
    QTRY_VERIFY(!desk.conflict());
}

// Saving

void tst_Workspace::saveWritesAndBecomesTheBase()
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

void tst_Workspace::ownSaveIsNoOutsideChange()
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

void tst_Workspace::quickSavesAreNoOutsideChange()
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

void tst_Workspace::typingDuringASaveStaysModified()
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

void tst_Workspace::newestBytesWinAmongQueuedSaves()
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

void tst_Workspace::unmodifiedBufferWritesNothing()
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

void tst_Workspace::textThatDoesNotParseIsSaved()
{
    Desk desk;
    test::SignalRecord failed(desk.store.get(), &Store::reloadFailed);
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

void tst_Workspace::saveIsRefusedWhereTheDiskHoldsSomethingUnseen()
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

void tst_Workspace::saveMergesWhatDoesNotClash_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("the conflict is known") << true;
    QTest::newRow("the save finds it") << false;
}

void tst_Workspace::saveMergesWhatDoesNotClash()
{
    QFETCH(bool, isKnown);
    Desk desk;
    QSignalSpy saved(desk.workspace.get(), &Workspace::saved);
    QSignalSpy failed(desk.workspace.get(), &Workspace::saveFailed);
    test::SignalRecord merged(desk.workspace.get(), &Workspace::merged);
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
    QCOMPARE(desk.disk(), both);
    QCOMPARE(desk.buffer().bytes(), both);
    QVERIFY(!desk.buffer().isModified());
    QVERIFY(!desk.conflict());
    desk.buffer().undo();
    QCOMPARE(desk.buffer().bytes(), third); // what the save replaced
}

void tst_Workspace::aMergeThatWasSavedCanBeUndone()
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

void tst_Workspace::saveSaysWhatClashes()
{
    Desk desk;
    test::SignalRecord failed(desk.workspace.get(), &Workspace::saveFailed);
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

void tst_Workspace::editsDuringTheMergeOfASaveAreMergedToo()
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

void tst_Workspace::anEditUnderWayOutlivesWhatTheDiskDoes_data()
{
    QTest::addColumn<bool>("isModified");
    QTest::newRow("nothing else is unsaved") << false;
    QTest::newRow("a save merges meanwhile") << true;
}

void tst_Workspace::anEditUnderWayOutlivesWhatTheDiskDoes()
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
    const auto soon = [](const Document &document) {
        return setValue(document, {u"soon"_s}, Value::integer(2));
    };
    desk.buffer().editSoon(soon, [&](const Result<void> &result) { done = result; });
    if (!isModified) {
        desk.write(other);
        const QDeadlineTimer deadline(10'000);
        while (desk.store->snapshot().file(path)->disk != other && !deadline.hasExpired())
            QThread::yieldCurrentThread(); // the edit ends in the event loop
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

void tst_Workspace::aMergeTakenBackDuringTheSaveIsAConflictAgain()
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

/// A program that writes in place has written the first line of two.
void tst_Workspace::aHalfWrittenFileIsNotMerged()
{
    const QString name = u"a.toml"_s;
    Desk desk;
    desk.write("a = 1\nb = 2\n", name);
    QTRY_VERIFY(desk.workspace->buffer(name));
    desk.workspace->buffer(name)->setBytes("a = 5\nb = 2\n");
    QFile other(desk.file(name));
    QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered));
    QCOMPARE(other.write("a = 1\n"), 6);
    desk.workspace->save(name);
    QVERIFY(!desk.workspace->waitForSaves(std::chrono::milliseconds(20)));
    QCOMPARE(other.write("b = 3\n"), 6);
    other.close();
    QVERIFY(desk.workspace->waitForSaves());
    QCOMPARE(desk.disk(name), QByteArray("a = 5\nb = 3\n"));
    QCOMPARE(desk.workspace->buffer(name)->bytes(), desk.disk(name));
}

void tst_Workspace::saveOfWhatTheDiskHoldsAlreadySucceeds()
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

void tst_Workspace::oldContentPutBackByOthersAfterASaveIsSeen()
{
    Desk desk;
    desk.type(second);
    desk.workspace->save(path);
    desk.workspace->waitForSaves();
    desk.write(first); // before the store has looked
    QTRY_COMPARE(desk.buffer().bytes(), first);
    QVERIFY(!desk.buffer().isModified());
}

void tst_Workspace::goneFileIsMadeAnew_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("modified");
    QTest::newRow("edited, and known to be gone") << true << true;
    QTest::newRow("edited, and gone a moment ago") << false << true;
    QTest::newRow("untouched, and known to be gone") << true << false;
}

void tst_Workspace::goneFileIsMadeAnew()
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
    QTRY_VERIFY(desk.store->snapshot().file(path)->isGood());
    QCOMPARE(desk.buffer().bytes(), mine);
}

void tst_Workspace::fileThatIsBackWithTheBaseIsReplaced()
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

void tst_Workspace::fileThatIsBackWithSomethingElseIsAConflict()
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

void tst_Workspace::hardLinkIsRefusedUnlessInPlace()
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

void tst_Workspace::failedSaveKeepsTheBuffer()
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

void tst_Workspace::saveAllSavesEveryModifiedBuffer()
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

void tst_Workspace::destructionFinishesSaves()
{
    Desk desk;
    desk.type(second);
    desk.workspace->save(path);
    desk.type(third);
    desk.workspace->save(path); // waits for the first
    desk.workspace.reset();
    QCOMPARE(desk.disk(), third);
}

void tst_Workspace::manyDestructionsWithSavesUnderWay()
{
    Desk desk;
    for (int i = 0; i < 50; ++i) {
        if (!desk.workspace)
            desk.workspace = std::make_unique<Workspace>(*desk.store);
        QTRY_COMPARE(desk.store->snapshot().file(path)->disk, desk.disk());
        const QByteArray bytes = "{\"port\": " + QByteArray::number(1000 + i) + "}";
        desk.type(bytes);
        desk.workspace->save(path);
        desk.workspace.reset();
        QCOMPARE(desk.disk(), bytes);
    }
}

QTEST_GUILESS_MAIN(tst_Workspace)
#include "tst_workspace.moc"
