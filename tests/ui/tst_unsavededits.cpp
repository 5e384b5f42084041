#include "tree/integeredit.h"
#include "tree/settingsview.h"
#include "window/drafts.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// What becomes of edits until they are saved, and what is said of it.
class TestUnsavedEdits
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void unsavedEditsComeBack();
    void unsavedEditsNeverReplaceWhatWasNotSeen();
    void unsavedEditsOfAFileThatIsGoneMakeItAnew();
    void unsavedEditsOutliveWhatStandsInTheirWay_data();
    void unsavedEditsOutliveWhatStandsInTheirWay();
    void unsavedEditsAreReadableByTheUserAlone();
    void unsavedEditsAreKeptSoonAfterTheyAreMade();
    void anotherFolderIsNotOpenedWhereUnsavedEditsCannotBeKept();
    void aSaveUnderWayIsFinishedWhenAnotherFolderIsOpened();
    void aMessageAboutASaveGoesWhenItIsOver_data();
    void aMessageAboutASaveGoesWhenItIsOver();
    void savingATextThatCannotBeReadIsWarnedOf();
    void anOpenFieldDoesNotReplaceAValueNobodySaw();
    void anOpenFieldThatIsLeftKeepsItsText();
};

void TestUnsavedEdits::init()
{
    makeHome();
    write(path(u"app.json"_s), R"({"a": 1})");
    write(path(u"server.json"_s), R"({"port": 8080})");
}

void TestUnsavedEdits::unsavedEditsComeBack()
{
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(window.close());
    }
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    window.close();
    QVERIFY(keptDrafts(path({})).isEmpty());
}

void TestUnsavedEdits::unsavedEditsNeverReplaceWhatWasNotSeen()
{
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    }
    write(path(u"app.json"_s), R"({"a": 3})");
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
    QVERIFY(window.workspace()->conflict(u"app.json"_s));
    QSignalSpy failed(window.workspace(), &Workspace::saveFailed);
    window.workspace()->save(u"app.json"_s);
    QVERIFY(failed.count() == 1 || failed.wait());
    QCOMPARE(failed.first().at(1).value<Problem>().kind, ProblemKind::Conflict);
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 3})");
}

void TestUnsavedEdits::unsavedEditsOfAFileThatIsGoneMakeItAnew()
{
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(QFile::remove(path(u"app.json"_s)));
        QVERIFY(window.close());
    }
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
    QVERIFY(!QFile::exists(path(u"app.json"_s)));
    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    QTRY_VERIFY(window.workspace()->modifiedPaths().isEmpty());
}

void TestUnsavedEdits::unsavedEditsOutliveWhatStandsInTheirWay_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("a window that is closed before the folder is read") << u"early"_s;
    QTest::newRow("another window on the folder that has no edits") << u"other"_s;
    QTest::newRow("a file that is absent for a while") << u"absent"_s;
}

void TestUnsavedEdits::unsavedEditsOutliveWhatStandsInTheirWay()
{
    QFETCH(QString, obstacle);
    MainWindow other;
    if (obstacle == u"other")
        QVERIFY(open(other, path({})));
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    }
    if (obstacle == u"early") {
        for (int i = 0; i < 500; ++i) // so many that they are not read before the window closes
            write(path(u"more%1.json"_s.arg(i)), "{}");
        MainWindow window;
        window.openFolder(path({}));
    } else if (obstacle == u"other") {
        other.close();
    } else {
        const QByteArray content = contentOf(path(u"app.json"_s));
        QVERIFY(QFile::remove(path(u"app.json"_s)));
        {
            MainWindow window;
            QVERIFY(open(window, path({})));
        }
        write(path(u"app.json"_s), content);
    }
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
}

void TestUnsavedEdits::unsavedEditsAreReadableByTheUserAlone()
{
    QVERIFY(DraftPlace(u"/some/folder"_s).keep({{u"a.json"_s, "{}", "{ }"}}));
    QDir drafts(home(u"data/retune/drafts"_s));
    const QFileInfoList files = drafts.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(int(files.first().permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                QFileDevice::ReadOther | QFileDevice::WriteOther)),
             0);
    QCOMPARE(keptDrafts(u"/some/folder"_s), (QList<Draft>{{u"a.json"_s, "{}", "{ }"}}));
    QVERIFY(keptDrafts(u"/another/folder"_s).isEmpty());
}

void TestUnsavedEdits::unsavedEditsAreKeptSoonAfterTheyAreMade()
{
    MainWindow window;
    QVERIFY(open(window, path({})));
    Buffer *buffer = window.workspace()->buffer(u"app.json"_s);
    QVERIFY(buffer->setValue({u"a"_s}, Value::integer(2)));
    QTRY_COMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
    QVERIFY(buffer->setValue({u"a"_s}, Value::integer(3)));
    QTRY_COMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 3})"}}));
    window.workspace()->saveAll();
    QTRY_COMPARE(keptDrafts(path({})), QList<Draft>());
}

void TestUnsavedEdits::anotherFolderIsNotOpenedWhereUnsavedEditsCannotBeKept()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    QVERIFY(QDir(home({})).mkpath(u"data/retune"_s));
    write(home(u"data/retune/drafts"_s), "a file where the folder of drafts would be");
    MainWindow window;
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    window.openFolder(home(u"other"_s));
    QCOMPARE(window.folder(), path({}));
    QVERIFY2(shownMessage(window).contains(u"could not be kept"_s), qPrintable(shownMessage(window)));
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});

    QVERIFY(QFile::remove(home(u"data/retune/drafts"_s)));
    QVERIFY(open(window, home(u"other"_s)));
    QCOMPARE(keptDrafts(path({})).size(), 1);
}

void TestUnsavedEdits::aSaveUnderWayIsFinishedWhenAnotherFolderIsOpened()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    MainWindow window;
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    window.workspace()->saveAll();
    window.openFolder(home(u"other"_s));
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    QTRY_COMPARE(keptDrafts(path({})), QList<Draft>());
}

void TestUnsavedEdits::aMessageAboutASaveGoesWhenItIsOver_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("the file was saved after all") << u"saved"_s;
    QTest::newRow("the edits were taken back") << u"undone"_s;
    QTest::newRow("the conflict was decided") << u"decided"_s;
    QTest::newRow("another file is shown") << u"other"_s;
}

void TestUnsavedEdits::aMessageAboutASaveGoesWhenItIsOver()
{
    QFETCH(const QString, what);
    write(path(u"third.json"_s), "3");
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    auto *log = window.findChild<LogPane *>();
    Q_EMIT log->placeRequested(u"server.json"_s, {}); // in the file that is shown it is asked at once
    Workspace *workspace = window.workspace();
    Buffer *buffer = workspace->buffer(u"app.json"_s);
    QVERIFY(buffer->setValue({u"a"_s}, Value::integer(2)));
    write(path(u"app.json"_s), R"({"a": 3})");
    QTRY_VERIFY(workspace->conflict(u"app.json"_s));
    workspace->save(u"app.json"_s);
    QTRY_VERIFY2(shownMessage(window).startsWith(u"app.json was not saved"_s),
                 qPrintable(shownMessage(window)));
    if (what == u"saved") {
        write(path(u"app.json"_s), R"({"a": 1})");
        QTRY_VERIFY(!workspace->conflict(u"app.json"_s));
        workspace->save(u"app.json"_s);
    } else if (what == u"undone") {
        workspace->takeDisk(u"app.json"_s);
    } else if (what == u"decided") {
        workspace->keepMine(u"app.json"_s);
    } else {
        Q_EMIT log->placeRequested(u"third.json"_s, {});
    }
    QTRY_COMPARE(shownMessage(window), QString());
}

void TestUnsavedEdits::savingATextThatCannotBeReadIsWarnedOf()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    Buffer *buffer = window.workspace()->buffer(u"app.json"_s);
    buffer->replace({difference(buffer->bytes(), R"({"a" 1})")});
    window.workspace()->save(u"app.json"_s);
    QTRY_VERIFY2(shownMessage(window).contains(u"app.json:1:6: "_s), qPrintable(shownMessage(window)));
    QVERIFY2(shownMessage(window).contains(u"last good values"_s), qPrintable(shownMessage(window)));
    buffer->replace({difference(buffer->bytes(), R"({"a": 5})")});
    window.workspace()->save(u"app.json"_s);
    QTRY_COMPARE(shownMessage(window), QString());
}

void TestUnsavedEdits::anOpenFieldDoesNotReplaceAValueNobodySaw()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    auto *view = window.findChild<SettingsView *>();
    view->setCurrentIndex(valueOf(window, u"server.json"_s, {u"port"_s}));
    view->editCurrentValue();
    QTRY_VERIFY(view->findChild<IntegerEdit *>());
    const QPointer<IntegerEdit> field = view->findChild<IntegerEdit *>();
    field->setText(u"9090"_s);
    write(path(u"server.json"_s), R"({"port": 7070})");
    QTRY_COMPARE(valueOf(window, u"server.json"_s, {u"port"_s}).data().toString(), u"7070"_s);
    QCOMPARE(field->text(), u"9090"_s);

    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2(shownMessage(window).contains(u"port has become “7070”"_s),
                 qPrintable(shownMessage(window)));
    QCoreApplication::processEvents();
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->text(), u"9090"_s);
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList());

    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"server.json"_s});
    QCOMPARE(window.workspace()->buffer(u"server.json"_s)->bytes(), R"({"port": 9090})");
    QTRY_VERIFY(!field);
}

void TestUnsavedEdits::anOpenFieldThatIsLeftKeepsItsText()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(open(window, path({})));
    auto *view = window.findChild<SettingsView *>();
    view->setCurrentIndex(valueOf(window, u"server.json"_s, {u"port"_s}));
    view->editCurrentValue();
    QTRY_VERIFY(view->findChild<IntegerEdit *>());
    const QPointer<IntegerEdit> field = view->findChild<IntegerEdit *>();
    field->setText(u"abc"_s);
    view->setCurrentIndex(valueOf(window, u"app.json"_s, {u"a"_s}));
    QTRY_VERIFY2(shownMessage(window).contains(u"port"_s), qPrintable(shownMessage(window)));
    QTRY_COMPARE(view->currentIndex(), valueOf(window, u"server.json"_s, {u"port"_s}));
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->text(), u"abc"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(!field);
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList());
}

QTEST_MAIN(TestUnsavedEdits)
#include "tst_unsavededits.moc"
