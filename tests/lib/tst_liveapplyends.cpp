#include "desk.h"

#include <retune/edit/liveapply.h>

#include <QtCore/QDir>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;

namespace {

constexpr LiveTiming quick{std::chrono::milliseconds(5), std::chrono::microseconds(16'667)};
constexpr LiveTiming neverQuiet{std::chrono::hours(1), std::chrono::microseconds(16'667)};
const QString other = u"b.json"_s;

/// A desk whose edits are applied live.
struct LiveDesk : Desk
{
    explicit LiveDesk(const LiveTiming &timing = quick, const Limits &limits = {})
    {
        write(first, other);
        StoreOptions options = quickOptions();
        options.limits = limits;
        workspace.reset();
        store = std::move(*Store::open(folder.path(), options));
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(10)));
        workspace = std::make_unique<Workspace>(*store);
        live = std::make_unique<LiveApply>(*workspace, LiveSwitches{true, {}}, timing);
    }

    void setPort(qint64 number) const
    {
        QVERIFY(buffer().setValue(*KeyPath::parse(u"port"_s), Value::integer(number)));
    }
    void typeInto(const QString &name) const
    {
        workspace->buffer(name)->replace({{{9, 9}, "2"}}, Buffer::Merge::WithTyping);
    }
    /// A second name of the file makes every save a question.
    void giveSecondName() const
    {
        QCOMPARE(::link(qPrintable(file()), qPrintable(folder.filePath(u"second.name"_s))), 0);
    }

    std::unique_ptr<LiveApply> live;
};

/// Whether no save is due or under way.
bool staysAsItIs(const LiveDesk &desk)
{
    const QByteArray before = desk.disk();
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
    return desk.workspace->waitForSaves() && desk.disk() == before;
}

} // namespace

/// How live apply and its saves end where that is no success, and who may end it meanwhile.
class TestLiveApplyEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsThatTheDiskBecameTooLargeToBeRead()
    {
        Limits limits;
        limits.bytes = 100;
        const LiveDesk desk(quick, limits);
        desk.buffer();
        const SignalRecord told(desk.live.get(), &LiveApply::saveFailed);
        const SignalRecord ended(desk.workspace.get(), &Workspace::saveFailed);
        desk.write('[' + QByteArray("1,").repeated(100) + "1]"); // nobody has told the workspace yet
        desk.setPort(2);
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][1].value<Problem>().kind, ProblemKind::Limit);
        QVERIFY(told[0][1].value<Problem>().message.contains(u"has changed"_s));
        QCOMPARE(desk.live->state(path), LiveApply::State::Failed);
        QCOMPARE(ended.size(), 1);
        desk.write(R"({"port": 1, "ratio": 9})"); // it goes on by itself when that can be read again
        QTRY_COMPARE(desk.disk(), R"({"port": 2, "ratio": 9})"_ba);
        QTRY_COMPARE(desk.live->state(path), LiveApply::State::On);
    }

    void tellsThatTheDiskChangesTooOften()
    {
        const LiveDesk desk;
        desk.write(R"({"port": 1, "ratio": 0})");
        QTRY_COMPARE(desk.buffer().bytes(), R"({"port": 1, "ratio": 0})"_ba);
        const SignalRecord told(desk.live.get(), &LiveApply::saveFailed);
        int ratio = 0;
        // After each merge, before its text is written.
        connect(&desk.buffer(), &Buffer::replaced, this, [&] {
            if (told.isEmpty())
                desk.write(R"({"port": 1, "ratio": )" + QByteArray::number(++ratio) + '}');
        });
        desk.setPort(2);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 30'000);
        QCOMPARE(told[0][1].value<Problem>().kind, ProblemKind::Conflict);
        QVERIFY(staysAsItIs(desk));
        desk.setPort(3); // the next edit is tried again
        QTRY_COMPARE(desk.disk(), R"({"port": 3, "ratio": )" + QByteArray::number(ratio) + '}');
        QTRY_COMPARE(desk.live->state(path), LiveApply::State::On);
        QCOMPARE(told.size(), 1);
    }

    void tellsTheUserWhoSavesAfterAnEditThatCameToNothing()
    {
        const QByteArray tail = R"(, "list": [)" + QByteArray("1,").repeated(50'000) + "1]}";
        const LiveDesk desk(neverQuiet);
        desk.write(R"({"port": 1)" + tail);
        QTRY_COMPARE(desk.buffer().base(), R"({"port": 1)" + tail);
        desk.giveSecondName();
        const SignalRecord told(desk.live.get(), &LiveApply::saveFailed);
        desk.setPort(2);
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(desk.workspace->waitForSaves());
        desk.buffer().replace({{{9, 10}, "3"}}, Buffer::Merge::WithTyping);
        QVERIFY(desk.buffer().document());
        desk.buffer().editSoon(
            [](const Document &document) {
                return retune::setValue(document, *KeyPath::parse(u"port"_s), Value::integer(1));
            },
            [](const Result<void> &) {});
        QVERIFY(desk.buffer().isEditing());
        desk.live->saveNow();
        desk.workspace->finishEdits();
        QVERIFY(!desk.buffer().isModified());
        desk.live->setLive(path, false);
        desk.setPort(2);
        desk.workspace->save(path);
        QTRY_COMPARE(told.size(), 2);
    }

    void goesOnWhenAFileIsRenamedWhileWhatWaitsIsSaved_data()
    {
        QTest::addColumn<bool>("isDue");
        QTest::newRow("when the folder is closed") << false;
        QTest::newRow("when it is due") << true;
    }
    void goesOnWhenAFileIsRenamedWhileWhatWaitsIsSaved()
    {
        QFETCH(const bool, isDue);
        const LiveDesk desk(neverQuiet);
        desk.typeInto(path);
        desk.typeInto(other);
        desk.workspace->create(
            u"renamed.json"_s); // known already, so that nothing takes the place of what is forgotten
        connect(desk.workspace.get(), &Workspace::saveBegan, this,
                [&](const QString &name) { desk.live->renameFile(name, u"renamed.json"_s); });
        if (isDue)
            desk.live->finishTyping();
        else
            desk.live->saveNow();
        QTRY_COMPARE(desk.disk(other), R"({"port": 21})"_ba);
        QTRY_COMPARE(desk.disk(), R"({"port": 21})"_ba);
    }

    void mayBeEndedByWhoHearsOfIt_data()
    {
        QTest::addColumn<bool>("isDue");
        QTest::addColumn<bool>("isReadable");
        QTest::newRow("of a save when the folder is closed") << false << true;
        QTest::newRow("of a save that is due") << true << true;
        QTest::newRow("of a text that cannot be read") << true << false;
    }
    void mayBeEndedByWhoHearsOfIt()
    {
        QFETCH(const bool, isDue);
        QFETCH(const bool, isReadable);
        LiveDesk desk(neverQuiet);
        if (isReadable)
            desk.typeInto(path);
        else
            desk.buffer().replace({{{9, 10}, {}}}, Buffer::Merge::WithTyping);
        desk.typeInto(other);
        connect(desk.workspace.get(), &Workspace::saveBegan, this, [&] { desk.live.reset(); });
        connect(desk.live.get(), &LiveApply::stateChanged, this, [&] { desk.live.reset(); });
        if (isDue)
            desk.live->finishTyping();
        else
            desk.live->saveNow();
        QTRY_VERIFY(!desk.live);
        QVERIFY(desk.workspace->waitForSaves());
        QCOMPARE(desk.disk(other), first); // nobody was there any more to save it
    }

    void mayBeEndedByWhoHearsOfAFailure()
    {
        LiveDesk desk;
        desk.giveSecondName();
        connect(desk.live.get(), &LiveApply::stateChanged, this, [&] { desk.live.reset(); });
        desk.setPort(2);
        QTRY_VERIFY(!desk.live);
        QVERIFY(desk.buffer().isModified());
    }

    void mayBeEndedByWhoHearsOfASwitch()
    {
        LiveDesk desk;
        connect(desk.live.get(), &LiveApply::switchesChanged, this, [&] { desk.live.reset(); });
        desk.live->setLive(path, false);
        QVERIFY(!desk.live);
        desk.live = std::make_unique<LiveApply>(*desk.workspace);
        connect(desk.live.get(), &LiveApply::switchesChanged, this, [&] { desk.live.reset(); });
        desk.live->setAllLive(true);
        QVERIFY(!desk.live);
    }
};

QTEST_GUILESS_MAIN(TestLiveApplyEnds)
#include "tst_liveapplyends.moc"
