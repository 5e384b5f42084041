#include "desk.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

/// What a workspace opens, and how a buffer without unsaved edits follows the disk.
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
    void aBrokenFileThatIsTakenAwayIsGone();
    void destructionFinishesSaves();
    void destructionFinishesEditsAndWhatWaitsForThem();
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
    writeInPlace(file, "[1, 2]");
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

/// The store forgets a file that never had a value, and has no problem to tell of it then.
void tst_Workspace::aBrokenFileThatIsTakenAwayIsGone()
{
    const QString name = u"broken.json"_s;
    Desk desk;
    desk.write(broken, name);
    QTRY_VERIFY(desk.workspace->buffer(name));
    QVERIFY(!desk.workspace->isGone(name));
    QVERIFY(QFile::remove(desk.file(name)));
    QTRY_VERIFY(desk.workspace->isGone(name));
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

void tst_Workspace::destructionFinishesEditsAndWhatWaitsForThem()
{
    Desk desk;
    const QByteArray padding = "{\"padding\": \"" + QByteArray(2 * Buffer::quickSize, 'x') + '"';
    desk.write(padding + R"(, "port": 1})");
    QTRY_COMPARE(desk.buffer().bytes(), desk.disk());
    const auto soon = [](const Document &document) {
        return setValue(document, {u"port"_s}, Value::integer(2));
    };
    desk.buffer().editSoon(soon, [](const Result<void> &) {});
    desk.workspace->save(path);
    QVERIFY(!desk.workspace->isSaving(path)); // the edit comes first
    desk.workspace.reset();
    QCOMPARE(desk.disk(), padding + R"(, "port": 2})");
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
