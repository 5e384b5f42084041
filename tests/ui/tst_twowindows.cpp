#include "window/drafts.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtWidgets/QPushButton>

#include <sys/resource.h>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// While it lives, no file gets more than 1,000 bytes.
class SmallFiles
{
public:
    SmallFiles()
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const ::rlimit small{1000, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SmallFiles(const SmallFiles &) = delete;
    SmallFiles &operator=(const SmallFiles &) = delete;

private:
    ::rlimit m_before{};
    void (*m_handler)(int);
};

} // namespace

/// Two windows on one folder, and another program beside them: no edit is ever lost.
class TestTwoWindows
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSaveOfOneIsAConflictForTheUnsavedEditsOfTheOther();
    void aSaveOfOneIsFollowedByTheOther();
    void unsavedEditsOfAnOpenWindowStayItsOwn();
    void unsavedEditsOfBothComeBack();
    void otherEditsOfAFileAreOfferedAndShown();
    void whatIsTakenBackInOneStaysInTheOther();
    void editsComeBackWhenTheFolderIsOpenedAgainAtOnce();
    void draftsThatDoNotFitOnTheDiskLeaveTheOldOnes();
    void draftsThatCannotBeTakenOverStayWhereTheyAre();
    void anotherProgramThatWritesAndTwoWindowsThatSaveLoseNothing();

private:
    static void pressMessage(const MainWindow &window)
    {
        QTest::mouseClick(window.findChild<MessageBar *>()->findChild<QPushButton *>(), Qt::LeftButton);
    }
    static Buffer *app(MainWindow &window) { return window.workspace()->buffer(u"app.json"_s); }
};

void TestTwoWindows::init()
{
    makeHome();
    write(path(u"app.json"_s), R"({"a": 1})");
    write(path(u"server.json"_s), R"({"port": 8080})");
}

void TestTwoWindows::aSaveOfOneIsAConflictForTheUnsavedEditsOfTheOther()
{
    MainWindow first;
    MainWindow second;
    QVERIFY(open(first, path({})));
    QVERIFY(open(second, path({})));
    QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
    QVERIFY(app(second)->setValue({u"a"_s}, Value::integer(3)));
    first.workspace()->saveAll();
    QTRY_VERIFY(second.workspace()->conflict(u"app.json"_s));
    QSignalSpy failed(second.workspace(), &Workspace::saveFailed);
    second.workspace()->saveAll();
    QVERIFY(failed.count() == 1 || failed.wait());
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    QCOMPARE(app(second)->bytes(), R"({"a": 3})");
}

void TestTwoWindows::aSaveOfOneIsFollowedByTheOther()
{
    MainWindow first;
    MainWindow second;
    QVERIFY(open(first, path({})));
    QVERIFY(open(second, path({})));
    QVERIFY(app(second));
    QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
    first.workspace()->saveAll();
    QTRY_COMPARE(app(second)->bytes(), R"({"a": 2})");
    QVERIFY(!app(second)->isModified());
}

void TestTwoWindows::unsavedEditsOfAnOpenWindowStayItsOwn()
{
    MainWindow first;
    QVERIFY(open(first, path({})));
    QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
    QTRY_COMPARE(keptDrafts(path({})).size(), 1);
    {
        MainWindow second;
        QVERIFY(open(second, path({})));
        QCOMPARE(second.workspace()->modifiedPaths(), QStringList());
        QVERIFY(app(second)->setValue({u"a"_s}, Value::integer(3)));
        QTRY_COMPARE(keptDrafts(path({})).size(), 2);
        app(second)->undo();
        QTRY_COMPARE(keptDrafts(path({})).size(), 1);
        second.close();
    }
    // Were the first one killed now, its edit would be there.
    QCOMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
}

void TestTwoWindows::unsavedEditsOfBothComeBack()
{
    {
        MainWindow first;
        MainWindow second;
        QVERIFY(open(first, path({})));
        QVERIFY(open(second, path({})));
        QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(first.workspace()->buffer(u"server.json"_s)->setValue({u"port"_s}, Value::integer(1)));
        QVERIFY(app(second)->setValue({u"a"_s}, Value::integer(3)));
        QVERIFY(first.close());
        QVERIFY(second.close());
    }
    QByteArray shown;
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        QCOMPARE(window.workspace()->modifiedPaths(), (QStringList{u"app.json"_s, u"server.json"_s}));
        shown = app(window)->bytes();
        const QStringList rows = logTexts(window, LogEntry::Kind::Info);
        QVERIFY2(!rows.filter(u"app.json has other unsaved edits"_s).isEmpty(), qPrintable(rows.join(u'\n')));
        app(window)->undo(); // these are not wanted; the others are still there
        QVERIFY(!app(window)->isModified());
        window.close();
    }
    MainWindow window;
    QVERIFY(open(window, path({})));
    const QByteArray other = shown == R"({"a": 2})" ? R"({"a": 3})" : R"({"a": 2})";
    QCOMPARE(app(window)->bytes(), other);
}

void TestTwoWindows::otherEditsOfAFileAreOfferedAndShown()
{
    {
        MainWindow first;
        MainWindow second;
        QVERIFY(open(first, path({})));
        QVERIFY(open(second, path({})));
        QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(app(second)->setValue({u"a"_s}, Value::integer(3)));
        QVERIFY(first.close());
        QVERIFY(second.close());
    }
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    const QByteArray one = app(window)->bytes();
    const QByteArray other = one == R"({"a": 2})" ? R"({"a": 3})" : R"({"a": 2})";
    QVERIFY2(shownMessage(window).startsWith(u"app.json has other unsaved edits too"_s),
             qPrintable(shownMessage(window)));
    pressMessage(window);
    QCOMPARE(app(window)->bytes(), other);
    pressMessage(window); // back again, and so on
    QCOMPARE(app(window)->bytes(), one);
    pressMessage(window);
    QCOMPARE(app(window)->bytes(), other);
    QTRY_COMPARE(keptDrafts(path({})).size(), 2); // whatever happens now, both come back

    window.workspace()->save(u"app.json"_s);
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), other);
    QTRY_VERIFY(!app(window)->isModified());
    QTRY_VERIFY2(shownMessage(window).startsWith(u"app.json has other unsaved edits too"_s),
                 qPrintable(shownMessage(window)));
    pressMessage(window);
    QCOMPARE(app(window)->bytes(), one);
    QTRY_VERIFY(window.workspace()->conflict(u"app.json"_s)); // the disk holds what they were not based on
    QTRY_COMPARE(keptDrafts(path({})).size(), 1);
    QCOMPARE(shownMessage(window), QString());
}

void TestTwoWindows::whatIsTakenBackInOneStaysInTheOther()
{
    MainWindow first;
    MainWindow second;
    QVERIFY(open(first, path({})));
    QVERIFY(open(second, path({})));
    QVERIFY(app(first)->setValue({u"a"_s}, Value::integer(2)));
    QVERIFY(app(second)->setValue({u"a"_s}, Value::integer(2)));
    QTRY_COMPARE(keptDrafts(path({})).size(), 1); // the same edit twice
    app(first)->undo();
    first.close();
    QTRY_COMPARE(keptDrafts(path({})).size(), 1); // the second one may not have written its own before
    QVERIFY(app(second)->isModified());
}

void TestTwoWindows::editsComeBackWhenTheFolderIsOpenedAgainAtOnce()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    MainWindow window;
    QVERIFY(open(window, path({})));
    QVERIFY(app(window)->setValue({u"a"_s}, Value::integer(2)));
    QVERIFY(window.workspace()->buffer(u"server.json"_s)->setValue({u"port"_s}, Value::integer(1)));
    window.workspace()->save(u"server.json"_s); // still under way when the folder is closed
    window.openFolder(home(u"other"_s));
    QVERIFY(open(window, path({})));
    QCOMPARE(app(window)->bytes(), R"({"a": 2})");
    QTRY_COMPARE(contentOf(path(u"server.json"_s)), R"({"port": 1})");
}

void TestTwoWindows::draftsThatDoNotFitOnTheDiskLeaveTheOldOnes()
{
    const DraftPlace place(path({}));
    const QList<Draft> old{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}};
    QVERIFY(place.keep(old));
    std::optional<SmallFiles> small(std::in_place);
    const Result<void> kept = place.keep({{u"app.json"_s, R"({"a": 1})", QByteArray(5000, ' ')}});
    small.reset();
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ProblemKind::WriteFailed);
    QCOMPARE(keptDrafts(path({})), old);
}

void TestTwoWindows::draftsThatCannotBeTakenOverStayWhereTheyAre()
{
    const QList<Draft> old{{u"app.json"_s, R"({"a": 1})", QByteArray(5000, ' ')}};
    QVERIFY(DraftPlace(path({})).keep(old));
    std::optional<SmallFiles> small(std::in_place);
    const QList<Draft> adopted = DraftPlace(path({})).adopt();
    small.reset();
    QCOMPARE(adopted, old);
    QCOMPARE(keptDrafts(path({})), old);
}

/// Each of three writers adds to its own key, again and again, and takes a conflict as a person would: it looks at the disk and makes its
/// edit once more. At the end the disk holds the last edit of each.
void TestTwoWindows::anotherProgramThatWritesAndTwoWindowsThatSaveLoseNothing()
{
    constexpr int rounds = 10;
    write(path(u"app.json"_s), R"({"first": 0, "second": 0, "outside": 0})");
    MainWindow first;
    MainWindow second;
    QVERIFY(open(first, path({})));
    QVERIFY(open(second, path({})));
    const auto add = [&](MainWindow &window, const QString &key, int value) {
        Workspace *workspace = window.workspace();
        for (bool isSaved = false; !isSaved;) {
            QVERIFY(app(window)->setValue({key}, Value::integer(value)));
            QSignalSpy saved(workspace, &Workspace::saved);
            QSignalSpy failed(workspace, &Workspace::saveFailed);
            workspace->save(u"app.json"_s);
            QTRY_VERIFY(saved.count() + failed.count() > 0);
            isSaved = !saved.isEmpty();
            if (!isSaved)
                workspace->takeDisk(u"app.json"_s);
        }
    };
    const auto writeOutside = [&](int value) {
        // As an editor does that reads, changes and writes at once.
        const QByteArray now = contentOf(path(u"app.json"_s));
        const qsizetype at = now.indexOf("\"outside\": ") + 11;
        write(path(u"app.json"_s),
              now.first(at) + QByteArray::number(value) + now.sliced(now.indexOf('}', at)));
    };
    for (int round = 1; round <= rounds; ++round) {
        add(first, u"first"_s, round);
        if (QTest::currentTestFailed())
            return;
        writeOutside(round);
        add(second, u"second"_s, round);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"first": 10, "second": 10, "outside": 10})");
}

QTEST_MAIN(TestTwoWindows)
#include "tst_twowindows.moc"
