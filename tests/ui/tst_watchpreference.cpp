#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtGui/QAction>
#include <QtWidgets/QPushButton>

#include <vector>

#include <sys/inotify.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// While it exists, the system gives this user no further inotify instance. (To run out of files instead would be simpler, but
/// UndefinedBehaviorSanitizer opens some to look at objects, and takes those for broken that it then cannot see.)
class NoInotifyLeft
{
public:
    NoInotifyLeft()
    {
        for (int instance = ::inotify_init1(IN_CLOEXEC); instance >= 0;
             instance = ::inotify_init1(IN_CLOEXEC))
            m_instances.push_back(instance);
        const int file = ::dup(STDERR_FILENO);
        m_isTrue = file >= 0;
        ::close(file);
    }
    ~NoInotifyLeft()
    {
        for (const int instance : m_instances)
            ::close(instance);
    }
    NoInotifyLeft(const NoInotifyLeft &) = delete;
    NoInotifyLeft &operator=(const NoInotifyLeft &) = delete;

    /// False where the process may have fewer files than its user inotify instances.
    bool isTrue() const { return m_isTrue; }

private:
    std::vector<int> m_instances;
    bool m_isTrue = false;
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
            const NoInotifyLeft noInotifyLeft;
            if (!noInotifyLeft.isTrue())
                QSKIP("a user of this system gets more inotify instances than a process files");
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
            const NoInotifyLeft noInotifyLeft;
            if (!noInotifyLeft.isTrue())
                QSKIP("a user of this system gets more inotify instances than a process files");
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
