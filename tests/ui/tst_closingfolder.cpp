#include "busythreads.h"
#include "window/closingfolder.h"
#include "window/drafts.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// A folder that is closed while a save is under way, and opened again before that has ended.
class TestClosingFolder
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"app.json"_s), R"({"a": 1})");
        write(path(u"server.json"_s), R"({"port": 8080})");
        QVERIFY(QDir(home({})).mkpath(u"other"_s));
    }

    void whatAnotherWindowHasTakenOverIsNotKeptAgain()
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        std::optional<BusyThreads> busy(std::in_place);
        leaveWithASaveUnderWay(window);
        QVERIFY(open(window, path({})));
        QCOMPARE(app(window)->bytes(), R"({"a": 2})"_ba);
        app(window)->undo(); // it is not wanted any more
        QVERIFY(!app(window)->isModified());
        busy.reset();
        QTRY_COMPARE(contentOf(path(u"server.json"_s)), R"({"port": 1})"_ba);
        QTRY_VERIFY(window.findChildren<ClosingFolder *>().isEmpty());
        QTRY_VERIFY(window.workspace()->modifiedPaths().isEmpty());
        QVERIFY(window.close());
        QCOMPARE(keptDrafts(path({})), QList<Draft>());
    }

    void whatNobodyHasTakenOverIsKeptWithoutWhatWasSaved()
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        std::optional<BusyThreads> busy(std::in_place);
        leaveWithASaveUnderWay(window);
        QCOMPARE(keptDrafts(path({})).size(), 2);
        busy.reset();
        QTRY_COMPARE(contentOf(path(u"server.json"_s)), R"({"port": 1})"_ba);
        QTRY_COMPARE(keptDrafts(path({})), (QList<Draft>{{u"app.json"_s, R"({"a": 1})", R"({"a": 2})"}}));
    }

private:
    static Buffer *app(MainWindow &window) { return window.workspace()->buffer(u"app.json"_s); }
    void leaveWithASaveUnderWay(MainWindow &window)
    {
        QVERIFY(app(window)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(window.workspace()->buffer(u"server.json"_s)->setValue({u"port"_s}, Value::integer(1)));
        window.workspace()->save(u"server.json"_s);
        QVERIFY(open(window, home(u"other"_s)));
    }
};

QTEST_MAIN(TestClosingFolder)
#include "tst_closingfolder.moc"
