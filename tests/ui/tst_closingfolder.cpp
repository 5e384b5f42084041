#include "window/closingfolder.h"
#include "window/drafts.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QScopeGuard>
#include <QtCore/QSemaphore>
#include <QtCore/QThreadPool>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// Nothing that is handed to the program's threads begins while one of these lives: saves last as long as a test wants.
class BusyThreads
{
public:
    BusyThreads()
        : m_count(QThreadPool::globalInstance()->maxThreadCount())
    {
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QThreadPool::globalInstance()->start([this] {
            m_begun.release();
            m_hold.acquire();
            m_ended.release();
        });
        m_begun.acquire();
    }
    ~BusyThreads()
    {
        m_hold.release();
        m_ended.acquire();
        QThreadPool::globalInstance()->setMaxThreadCount(m_count);
    }
    BusyThreads(const BusyThreads &) = delete;
    BusyThreads &operator=(const BusyThreads &) = delete;

private:
    int m_count;
    QSemaphore m_begun;
    QSemaphore m_hold;
    QSemaphore m_ended;
};

} // namespace

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
