#include <rawfile.h>
#include <signalrecord.h>

#include <retune/edit/liveapply.h>
#include <retune/edit/movefile.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

namespace {

const QString path = u"a.json"_s;
const QByteArray first = R"({"port": 1})";
const QByteArray second = R"({"port": 2})";
const QByteArray third = R"({"port": 3})";

StoreOptions quickOptions()
{
    StoreOptions options;
    options.timing.failureQuiet = std::chrono::milliseconds(50);
    options.timing.missingGrace = std::chrono::milliseconds(30);
    options.timing.lossHold = std::chrono::milliseconds(30);
    options.codeFolder = u"plugins"_s;
    return options;
}

/// A folder with two files, and a workspace on it that applies edits live.
struct Desk
{
    explicit Desk(const LiveSwitches &switches = {true, {}}, const LiveTiming &timing = {})
    {
        write(first);
        write(first, u"b.json"_s);
        QDir(folder.path()).mkdir(u"plugins"_s);
        write("exports.tick = () => {}", u"plugins/c.js"_s);
        store = std::move(*Store::open(folder.path(), quickOptions()));
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(10)));
        workspace = std::make_unique<Workspace>(*store);
        live = std::make_unique<LiveApply>(*workspace, switches, timing);
    }

    QString file(const QString &name = path) const { return folder.filePath(name); }
    QByteArray disk(const QString &name = path) const
    {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("(no file)");
    }
    void write(const QByteArray &bytes, const QString &name = path) const
    {
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(bytes), bytes.size());
    }
    Buffer &buffer(const QString &name = path) const { return *workspace->buffer(name); }
    void setPort(qint64 number, const QString &name = path) const
    {
        QVERIFY(buffer(name).setValue(*KeyPath::parse(u"port"_s), Value::integer(number)));
    }
    /// Puts one character after another at the place of the number.
    void type(const QByteArray &text, qsizetype at = 9) const
    {
        for (const char c : text) {
            buffer().replace({{{at, at}, QByteArray(1, c)}}, Buffer::Merge::WithTyping);
            ++at;
        }
    }
    void erase(qsizetype at) const { buffer().replace({{{at, at + 1}, {}}}, Buffer::Merge::WithTyping); }
    /// As the window does it.
    void rename(const QString &to) const
    {
        QVERIFY(moveFile(file(), file(to)));
        QVERIFY(workspace->moveEdits(path, to));
        store->forget(path);
        live->renameFile(path, to);
    }
    LiveApply::State state(const QString &name = path) const { return live->state(name); }

    QTemporaryDir folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<LiveApply> live;
};

/// Nothing is saved that is not saved after this: the loop was empty, and no save is due or under way.
bool staysUnsaved(const Desk &desk, const QString &name = path)
{
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
    return desk.workspace->waitForSaves() && desk.buffer(name).isModified();
}

constexpr LiveTiming neverQuiet{std::chrono::hours(1), std::chrono::microseconds(16'667)};
constexpr LiveTiming quick{std::chrono::milliseconds(5), std::chrono::microseconds(16'667)};

} // namespace

class TestLiveApply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAFinishedEditAtOnce()
    {
        const Desk desk;
        desk.setPort(2);
        QTRY_COMPARE(desk.disk(), second);
        QTRY_VERIFY(!desk.buffer().isModified());
        QCOMPARE(desk.state(), LiveApply::State::On);
    }

    void savesNothingWhereItIsOff()
    {
        const Desk desk(LiveSwitches{});
        desk.setPort(2);
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), first);
        QCOMPARE(desk.state(), LiveApply::State::Off);
    }

    void savesTheLatestValueOfADragAndEachStateWhole()
    {
        const Desk desk;
        const SignalRecord began(desk.workspace.get(), &Workspace::saveBegan);
        desk.buffer().beginGesture();
        QElapsedTimer clock;
        clock.start();
        for (int number = 2; number <= 1000; ++number) {
            desk.setPort(number);
            QCoreApplication::processEvents();
        }
        desk.buffer().endGesture();
        QTRY_COMPARE(desk.disk(), R"({"port": 1000})"_ba);
        const qint64 allowed = clock.elapsed() * 60 / 1000 + 2;
        QVERIFY2(began.size() <= allowed,
                 qPrintable(u"%1 saves, %2 allowed"_s.arg(began.size()).arg(allowed)));
        for (const QVariantList &save : began)
            QVERIFY(format(FormatId::Json).parse(save[1].toByteArray()));
        QTRY_VERIFY(!desk.buffer().isModified());
        QVERIFY(!desk.workspace->conflict(path));
        desk.buffer().undo();
        QTRY_COMPARE(desk.disk(), first); // one step, across all saves
        QVERIFY(!desk.buffer().canUndo());
    }

    void savesWhatUndoAndRedoBring()
    {
        const Desk desk;
        desk.setPort(2);
        QTRY_COMPARE(desk.disk(), second);
        desk.setPort(3);
        QTRY_COMPARE(desk.disk(), third);
        desk.buffer().undo();
        QTRY_COMPARE(desk.disk(), second);
        desk.buffer().undo();
        QTRY_COMPARE(desk.disk(), first);
        desk.buffer().redo();
        QTRY_COMPARE(desk.disk(), second);
        QVERIFY(!desk.workspace->conflict(path));
    }

    void savesAValueThatWentBackWhileItWasSaved()
    {
        const Desk desk;
        desk.setPort(2);
        QTRY_VERIFY(desk.workspace->isSaving(path) || desk.disk() == second);
        desk.setPort(1);
        QTRY_COMPARE(desk.disk(), first);
        QVERIFY(desk.workspace->waitForSaves());
        QTRY_VERIFY(!desk.buffer().isModified());
        QCOMPARE(desk.disk(), first);
    }

    void waitsForTheEndOfTyping()
    {
        const Desk desk({true, {}}, neverQuiet);
        desk.type("42"_ba);
        QVERIFY(staysUnsaved(desk));
        desk.live->finishTyping();
        QTRY_COMPARE(desk.disk(), R"({"port": 421})"_ba);
    }

    void savesWhatWaitsWhenTheFolderIsClosed()
    {
        const Desk desk({true, {}}, neverQuiet);
        desk.live->saveNow();
        QVERIFY(!desk.workspace->isSaving(path));
        desk.type("42"_ba);
        desk.live->saveNow();
        QVERIFY(desk.workspace->waitForSaves());
        QCOMPARE(desk.disk(), R"({"port": 421})"_ba);
    }

    void savesALongTextWhenItsTreeIsRead()
    {
        const Desk desk({true, {}}, neverQuiet);
        const QByteArray many = "[" + QByteArray("1,").repeated(300'000) + "1]";
        desk.buffer().replace({{{0, first.size()}, many}});
        QVERIFY(!desk.buffer().isQuick());
        const SignalRecord read(&desk.buffer(), &Buffer::documentRead);
        const SignalRecord began(desk.workspace.get(), &Workspace::saveBegan);
        QTRY_COMPARE(read.size(), 1);
        QTRY_COMPARE(began.size(), 1);
        QVERIFY(desk.workspace->waitForSaves());
        QCOMPARE(desk.disk(), many);
        desk.buffer().replace({{{0, 1}, {}}}); // no tree
        QTRY_COMPARE(desk.state(), LiveApply::State::Unreadable);
        QCOMPARE(desk.disk(), many);
        desk.buffer().undo();
        desk.buffer().replace({{{1, 2}, "2"}});
        desk.live->saveNow();
        QVERIFY(desk.workspace->waitForSaves());
        QCOMPARE(desk.disk(), QByteArray(many).replace(1, 1, "2"));
    }

    void savesNothingOfWhatWaitsOnceItIsSwitchedOff()
    {
        const Desk desk({true, {}}, neverQuiet);
        desk.type("42"_ba);
        desk.live->setLive(path, false);
        desk.live->finishTyping();
        desk.live->saveNow();
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), first);
    }

    void savesTypingAfterAPause()
    {
        const Desk desk({true, {}}, quick);
        desk.type("42"_ba);
        QTRY_COMPARE(desk.disk(), R"({"port": 421})"_ba);
    }

    void holdsBackTextThatCannotBeRead()
    {
        const Desk desk({true, {}}, quick);
        const SignalRecord heldBack(desk.live.get(), &LiveApply::heldBack);
        desk.erase(9);
        QTRY_COMPARE(desk.state(), LiveApply::State::Unreadable);
        desk.type(","_ba);
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), first);
        QCOMPARE(heldBack.size(), 1);
        QCOMPARE(heldBack.first().first().toString(), path);
        QCOMPARE(desk.live->problem(path)->file, path);
        const Problem problem = *desk.live->problem(path);
        desk.type("1 1"_ba);
        QTRY_VERIFY(desk.live->problem(path) != problem);
        QCOMPARE(heldBack.size(), 1); // it is told where the file is shown
        for (int byte = 0; byte < 3; ++byte)
            desk.erase(9);
        desk.erase(9);
        desk.type("3"_ba);
        QTRY_COMPARE(desk.disk(), third);
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
        QVERIFY(!desk.live->problem(path));
    }

    void holdsNothingBackOnceTheTextIsAsOnDisk()
    {
        const Desk desk({true, {}}, quick);
        desk.erase(9);
        QTRY_COMPARE(desk.state(), LiveApply::State::Unreadable);
        desk.buffer().undo();
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
        QVERIFY(!desk.live->problem(path));
        QCOMPARE(desk.disk(), first);
    }

    void mergesWhatAnotherProgramWritesInADrag()
    {
        const Desk desk;
        desk.write(R"({"port": 1, "ratio": 0})");
        QTRY_COMPARE(desk.buffer().bytes(), R"({"port": 1, "ratio": 0})"_ba);
        const SignalRecord failed(desk.live.get(), &LiveApply::saveFailed);
        bool wasAsked = false;
        connect(desk.workspace.get(), &Workspace::bufferStateChanged, this,
                [&] { wasAsked = wasAsked || desk.workspace->awaitsChoice(path); });
        desk.buffer().beginGesture();
        QByteArray ratio = "0";
        for (int number = 2; number <= 300; ++number) {
            desk.setPort(number);
            QTest::qWait(1);                       // the pace of a hand
            if (number % 25 != 0 || number == 300) // it may write over a save that it has not read
                continue;
            ratio = QByteArray::number(number);
            QByteArray text = desk.disk(); // read and written as a whole, as sed does it
            desk.write(text.replace(text.indexOf("\"ratio\": ") + 9, text.size(), ratio + '}'));
        }
        QVERIFY(desk.buffer().isInGesture());
        desk.buffer().endGesture();
        QTRY_COMPARE(desk.disk(), "{\"port\": 300, \"ratio\": " + ratio + '}');
        QTRY_VERIFY(!desk.buffer().isModified());
        QCOMPARE(desk.state(), LiveApply::State::On);
        QVERIFY(failed.isEmpty());
        QVERIFY(!wasAsked);
    }

    /// It knew nothing of what was saved after it had read the file.
    void mergesWhatAnotherProgramMadeOfAnEarlierSave()
    {
        const Desk desk;
        desk.write(R"({"port": 1, "ratio": 0})");
        QTRY_COMPARE(desk.buffer().bytes(), R"({"port": 1, "ratio": 0})"_ba);
        desk.setPort(2);
        QTRY_COMPARE(desk.disk(), R"({"port": 2, "ratio": 0})"_ba);
        desk.setPort(3);
        QTRY_COMPARE(desk.disk(), R"({"port": 3, "ratio": 0})"_ba);
        desk.write(R"({"port": 2, "ratio": 5})");
        desk.setPort(4);
        QTRY_COMPARE(desk.disk(), R"({"port": 4, "ratio": 5})"_ba);
        QVERIFY(!desk.workspace->conflict(path));
    }

    void mergesNotOnceMoreWhatWasTakenBack()
    {
        const Desk desk;
        desk.write(R"({"port": 1, "ratio": 0, "name": 0})");
        QTRY_COMPARE(desk.buffer().bytes(), R"({"port": 1, "ratio": 0, "name": 0})"_ba);
        desk.setPort(2);
        desk.write(R"({"port": 1, "ratio": 5, "name": 0})");
        const QByteArray both = R"({"port": 2, "ratio": 5, "name": 0})";
        QTRY_COMPARE(desk.disk(), both);
        QTRY_VERIFY(!desk.buffer().isModified());
        QVERIFY(desk.buffer().canUndoResolution());
        desk.buffer().undoResolution();
        QTRY_COMPARE(desk.state(), LiveApply::State::Conflict);
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.buffer().bytes(), R"({"port": 2, "ratio": 0, "name": 0})"_ba);
        QCOMPARE(desk.disk(), both);
        // An edit is no answer, though nothing clashes with it.
        QVERIFY(desk.buffer().setValue({u"name"_s}, Value::integer(1)));
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), both);
        desk.workspace->keepMine(path);
        QTRY_COMPARE(desk.disk(), R"({"port": 2, "ratio": 0, "name": 1})"_ba);
        desk.setPort(4);
        QTRY_COMPARE(desk.disk(), R"({"port": 4, "ratio": 0, "name": 1})"_ba);
    }

    void stopsAtAClashUntilItHasEnded()
    {
        const Desk desk({true, {}}, neverQuiet);
        desk.type("2"_ba);
        desk.write(third);
        QTRY_VERIFY(desk.workspace->conflict(path));
        const SignalRecord began(desk.workspace.get(), &Workspace::saveBegan);
        const SignalRecord failed(desk.live.get(), &LiveApply::saveFailed);
        desk.live->finishTyping();
        QTRY_VERIFY(desk.live->problem(path));
        QCOMPARE(desk.state(), LiveApply::State::Conflict);
        const std::optional<Problem> problem = desk.live->problem(path);
        QCOMPARE(problem->message, u"port was changed here and on disk, each in another way"_s);
        desk.setPort(77);
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(began.size(), 0); // not even tried
        QCOMPARE(failed.size(), 1);
        QCOMPARE(desk.disk(), third);
        desk.setPort(5, u"b.json"_s);
        QTRY_COMPARE(desk.disk(u"b.json"_s), R"({"port": 5})"_ba); // others go on
        desk.workspace->keepMine(path);
        QTRY_COMPARE(desk.disk(), R"({"port": 77})"_ba);
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
    }

    void goesOnWhenTheDiskClashesNoLonger()
    {
        const Desk desk;
        desk.write(R"({"port": 1, "ratio": 0})");
        QTRY_COMPARE(desk.buffer().bytes(), R"({"port": 1, "ratio": 0})"_ba);
        desk.write(R"({"port": 8, "ratio": 0})"); // nobody has told the workspace yet
        desk.setPort(2);
        QTRY_COMPARE(desk.state(), LiveApply::State::Conflict);
        desk.write(R"({"port": 1, "ratio": 9})");
        QTRY_COMPARE(desk.disk(), R"({"port": 2, "ratio": 9})"_ba);
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
    }

    void savesNothingWhenTheDiskIsTaken()
    {
        const Desk desk({true, {}}, neverQuiet);
        desk.type("2"_ba);
        desk.write(third);
        QTRY_VERIFY(desk.workspace->conflict(path));
        desk.live->finishTyping();
        QTRY_COMPARE(desk.state(), LiveApply::State::Conflict);
        desk.workspace->takeDisk(path);
        QCOMPARE(desk.state(), LiveApply::State::On);
        const SignalRecord began(desk.workspace.get(), &Workspace::saveBegan);
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        QVERIFY(began.isEmpty());
        QCOMPARE(desk.disk(), third);
        desk.setPort(4);
        QTRY_COMPARE(desk.disk(), R"({"port": 4})"_ba);
    }

    void makesNoFileAnewThatWasTakenAway()
    {
        const Desk desk;
        const SignalRecord failed(desk.live.get(), &LiveApply::saveFailed);
        desk.buffer();
        QVERIFY(QFile::rename(desk.file(), desk.file(u"moved"_s))); // nobody has told the workspace yet
        desk.setPort(2);
        QTRY_COMPARE(desk.state(), LiveApply::State::Gone);
        QVERIFY(desk.workspace->isGone(path));
        desk.setPort(3);
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), "(no file)"_ba);
        QVERIFY(failed.isEmpty());
        QVERIFY(QFile::rename(desk.file(u"moved"_s), desk.file()));
        QTRY_COMPARE(desk.disk(), third); // it is back
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
    }

    void makesAFileAnewThatTheUserWants()
    {
        const Desk desk;
        desk.buffer();
        QVERIFY(QFile::remove(desk.file()));
        QTRY_COMPARE(desk.state(), LiveApply::State::Gone);
        desk.workspace->create(path)->setBytes(second);
        QTRY_COMPARE(desk.disk(), second);
        QCOMPARE(desk.state(), LiveApply::State::On);
    }

    /// A second name of the file makes every save a question.
    void tellsAFailureOnceAndGoesOn()
    {
        const Desk desk;
        QCOMPARE(::link(qPrintable(desk.file()), qPrintable(desk.folder.filePath(u"other.name"_s))), 0);
        const SignalRecord allFailed(desk.workspace.get(), &Workspace::saveFailed);
        const SignalRecord told(desk.live.get(), &LiveApply::saveFailed);
        desk.setPort(2);
        QTRY_COMPARE(allFailed.size(), 1);
        QCOMPARE(desk.state(), LiveApply::State::Failed);
        desk.setPort(3);
        QTRY_COMPARE(allFailed.size(), 2);
        QCOMPARE(told.size(), 1);
        desk.workspace->save(path); // who asks for it is told
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(desk.live->isLive(path));
        desk.live->allowInPlace(path);
        desk.setPort(4);
        QTRY_COMPARE(desk.disk(), R"({"port": 4})"_ba);
        QTRY_COMPARE(desk.state(), LiveApply::State::On);
        QVERIFY(QFile::remove(desk.folder.filePath(u"other.name"_s)));
    }

    void tellsAFailureAnewAfterASave()
    {
        const Desk desk;
        const QString other = desk.folder.filePath(u"other.name"_s);
        const SignalRecord told(desk.live.get(), &LiveApply::saveFailed);
        for (int round = 1; round <= 2; ++round) {
            QCOMPARE(::link(qPrintable(desk.file()), qPrintable(other)), 0);
            desk.setPort(10 * round);
            QTRY_COMPARE(told.size(), round);
            QVERIFY(QFile::remove(other));
            desk.setPort(10 * round + 1);
            QTRY_COMPARE(desk.disk(), "{\"port\": " + QByteArray::number(10 * round + 1) + '}');
            QTRY_COMPARE(desk.state(), LiveApply::State::On);
        }
    }

    void leavesWhatIsThereUntilTheNextEditWhenItIsSwitchedOn()
    {
        const Desk desk(LiveSwitches{});
        desk.setPort(2);
        desk.setPort(2, u"b.json"_s);
        desk.live->setAllLive(true);
        QVERIFY(staysUnsaved(desk));
        desk.write(R"({"port": 1, "other": 1})"); // and merges nothing into it
        QTRY_VERIFY(desk.workspace->conflict(path));
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(u"b.json"_s), first);
        desk.live->takeEdits(u"b.json"_s);
        QTRY_COMPARE(desk.disk(u"b.json"_s), second);
        desk.setPort(3);
        QTRY_COMPARE(desk.disk(), R"({"port": 3, "other": 1})"_ba);
    }

    void leavesWhatIsThereUntilTheNextEditWhenItBegins()
    {
        Desk desk(LiveSwitches{});
        desk.setPort(2);
        desk.live = std::make_unique<LiveApply>(*desk.workspace, LiveSwitches{true, {}});
        QVERIFY(staysUnsaved(desk));
        QCOMPARE(desk.disk(), first);
        desk.setPort(3);
        QTRY_COMPARE(desk.disk(), third);
    }

    void hasASwitchForEachFile()
    {
        const Desk desk(LiveSwitches{});
        desk.live->setLive(path, true);
        QVERIFY(desk.live->isLive(path));
        QVERIFY(!desk.live->isLive(u"b.json"_s));
        desk.setPort(2, u"b.json"_s);
        desk.setPort(2);
        QTRY_COMPARE(desk.disk(), second);
        QVERIFY(desk.buffer(u"b.json"_s).isModified());
        desk.live->setAllLive(true);
        desk.live->takeEdits(u"b.json"_s);
        QTRY_COMPARE(desk.disk(u"b.json"_s), second);
        desk.live->setLive(path, false);
        QVERIFY(!desk.live->isLive(path));
        QVERIFY(desk.live->isLive(u"b.json"_s));
        QCOMPARE(desk.live->switches(), (LiveSwitches{true, {{path, false}}}));
        desk.live->setLive(path, true);
        QCOMPARE(desk.live->switches(), (LiveSwitches{true, {}}));
    }

    void leavesEditsAloneThatGoAlongWithARename_data()
    {
        QTest::addColumn<LiveSwitches>("switches");
        QTest::newRow("the file has its switch off") << LiveSwitches{true, {{path, false}}};
        QTest::newRow("they were made before all were live") << LiveSwitches{};
    }

    void leavesEditsAloneThatGoAlongWithARename()
    {
        QFETCH(const LiveSwitches, switches);
        const Desk desk(switches);
        desk.setPort(2);
        if (!switches.all)
            desk.live->setAllLive(true);
        const QString renamed = u"renamed.json"_s;
        desk.rename(renamed);
        QVERIFY(staysUnsaved(desk, renamed));
        QCOMPARE(desk.disk(renamed), first);
        QCOMPARE(desk.live->isLive(renamed), switches.files.isEmpty());
    }

    void goesOnUnderAnotherName()
    {
        const Desk desk({false, {{path, true}}}, neverQuiet);
        desk.type("2"); // and does not stop
        const QString renamed = u"renamed.json"_s;
        desk.rename(renamed);
        QVERIFY(!desk.live->isLive(path));
        QVERIFY(desk.live->isLive(renamed));
        desk.live->finishTyping();
        QTRY_COMPARE(desk.disk(renamed), R"({"port": 21})"_ba);
        QVERIFY(!QFile::exists(desk.file()));
    }

    void leavesCodeToItsOwnSwitch()
    {
        const Desk desk;
        const QString code = u"plugins/c.js"_s;
        QVERIFY(desk.store->snapshot().file(code));
        QVERIFY(!desk.live->isLive(code));
        desk.live->setLive(code, true);
        QVERIFY(desk.live->isLive(code));
        desk.live->setAllLive(true);
        QVERIFY(!desk.live->isLive(code));
    }
};

QTEST_GUILESS_MAIN(TestLiveApply)
#include "tst_liveapply.moc"
