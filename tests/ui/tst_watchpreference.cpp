#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtGui/QAction>
#include <QtWidgets/QPushButton>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// While it exists, this process gets no further file and no inotify instance from the system.
class NoFileLeft
{
public:
    NoFileLeft()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoFileLeft() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    NoFileLeft(const NoFileLeft &) = delete;
    NoFileLeft &operator=(const NoFileLeft &) = delete;

private:
    rlimit m_before = {};
};

} // namespace

Q_DECLARE_METATYPE(WatcherKind)

/// The choice of the watcher in the window.
class TestWatchPreference
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

    static QAction *action(const MainWindow &window, std::optional<WatcherKind> kind)
    {
        return window.findChild<Actions *>()->watcher(kind);
    }

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"app.json"_s), R"({"a": 1})");
        write(path(u"server.json"_s), R"({"port": 8080})");
    }

    void isKeptByName()
    {
        QCOMPARE(preferredWatcher(), std::nullopt);
        for (const WatcherKind kind : watcherKinds()) {
            setPreferredWatcher(kind);
            QCOMPARE(preferredWatcher(), kind);
        }
        setPreferredWatcher(std::nullopt);
        QCOMPARE(preferredWatcher(), std::nullopt);
        QSettings preferences(QSettings::IniFormat, QSettings::UserScope, u"Retune"_s, u"Retune"_s);
        preferences.setValue(u"watcher"_s, u"nonsense"_s);
        preferences.sync();
        QCOMPARE(preferredWatcher(), std::nullopt);
    }

    void offersTheAutomaticChoiceAndWhatThisSystemHas()
    {
        const MainWindow window;
        const QList<QAction *> offered = window.findChild<Actions *>()->watchers();
        QCOMPARE(offered.size(), 1 + qsizetype(watcherKinds().size()));
        QCOMPARE(offered.first(), action(window, std::nullopt));
        QVERIFY(offered.first()->isChecked());
        for (const WatcherKind kind : watcherKinds())
            QVERIFY(offered.contains(action(window, kind)));
    }

    void theOpenFolderGoesOnWithIt_data()
    {
        QTest::addColumn<WatcherKind>("kind");
        for (const WatcherKind kind : watcherKinds())
            QTest::newRow(qPrintable(watcherName(kind))) << kind;
    }

    void theOpenFolderGoesOnWithIt()
    {
        QFETCH(WatcherKind, kind);
        MainWindow window;
        QVERIFY(open(window, path({})));
        write(path(u"server.json"_s), R"({"port": 8081})");
        QTRY_COMPARE(logTexts(window, LogEntry::Kind::Reload).size(), 1);
        Buffer *buffer = window.workspace()->buffer(u"app.json"_s);
        QVERIFY(buffer->setValue({u"a"_s}, Value::integer(2)));

        action(window, kind)->trigger();
        QTRY_COMPARE(window.store()->watchStatus().kind, kind);
        QCOMPARE(preferredWatcher(), kind);
        QCOMPARE(window.workspace()->openBuffer(u"app.json"_s), buffer);
        QCOMPARE(buffer->bytes(), R"({"a": 2})");
        QVERIFY(buffer->canUndo());
        write(path(u"server.json"_s), R"({"port": 8082})");
        QTRY_COMPARE(logTexts(window, LogEntry::Kind::Reload).size(), 2);

        MainWindow next;
        QVERIFY(action(next, kind)->isChecked());
        QVERIFY(open(next, path({})));
        QCOMPARE(next.store()->watchStatus().kind, kind);
        action(next, std::nullopt)->trigger();
        QTRY_COMPARE(next.store()->watchStatus().kind, watcherKinds().front());
        QCOMPARE(preferredWatcher(), std::nullopt);
    }

    void oneThatIsRefusedChangesNothing()
    {
        MainWindow window;
        QVERIFY(open(window, path({})));
        action(window, WatcherKind::Scan)->trigger();
        QTRY_COMPARE(window.store()->watchStatus().kind, WatcherKind::Scan);
        {
            const NoFileLeft noFileLeft;
            action(window, WatcherKind::Inotify)->trigger();
        }
        QVERIFY2(shownMessage(window).contains(u"inotify"_s), qPrintable(shownMessage(window)));
        QCOMPARE(window.store()->watchStatus().kind, WatcherKind::Scan);
        QVERIFY(action(window, WatcherKind::Scan)->isChecked());
        QCOMPARE(preferredWatcher(), WatcherKind::Scan);
    }

    void aFolderThatCannotBeWatchedWithItIsOpenedAutomaticallyIfWanted()
    {
        MainWindow window;
        window.show();
        setPreferredWatcher(WatcherKind::Inotify);
        {
            const NoFileLeft noFileLeft;
            window.openFolder(path({}));
        }
        QVERIFY2(shownMessage(window).contains(u"inotify"_s), qPrintable(shownMessage(window)));
        QCOMPARE(window.store(), nullptr);
        QSignalSpy opened(&window, &MainWindow::folderOpened);
        window.findChild<MessageBar *>()->findChild<QPushButton *>()->click();
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(preferredWatcher(), std::nullopt);
        QVERIFY(action(window, std::nullopt)->isChecked());
    }
};

QTEST_MAIN(TestWatchPreference)
#include "tst_watchpreference.moc"
