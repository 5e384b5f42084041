#include "windowtest.h"

#include "editor/editorpane.h"
#include "window/actions.h"
#include "window/preferences.h"
#include "window/readingprogress.h"
#include "window/statusline.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace std::chrono_literals;

class ReadingProgressTest
    : public QObject
    , WindowTest
{
    Q_OBJECT

private:
    /// A folder that is read as long as nobody gives it up: one of its files was changed a moment ago and is not good, so that it
    /// may be half-written.
    QString makeEndlessFolder() const
    {
        QDir(home({})).mkpath(u"endless"_s);
        write(home(u"endless/good.json"_s), "{}");
        write(home(u"endless/half.json"_s), "{");
        return home(u"endless"_s);
    }
    static void makePatient(MainWindow &window)
    {
        StoreOptions options;
        options.timing.failureQuiet = 1h;
        window.setStoreOptions(options);
        window.findChild<ReadingProgress *>()->setPatience(1ms);
    }
    static ReadingProgress *progressOf(const MainWindow &window)
    {
        return window.findChild<ReadingProgress *>();
    }
    static void cancel(const MainWindow &window)
    {
        QTest::mouseClick(progressOf(window)->findChild<QPushButton *>(), Qt::LeftButton);
    }

private Q_SLOTS:
    void init() { makeHome(); }

    void tellsItsProgress_data()
    {
        QTest::addColumn<LoadProgress>("progress");
        QTest::addColumn<QString>("text");
        QTest::newRow("one folder") << LoadProgress{1, 0, 0, false} << u"1 folder looked through"_s;
        QTest::newRow("many folders") << LoadProgress{1234, 0, 0, false} << u"1,234 folders looked through"_s;
        QTest::newRow("files are found") << LoadProgress{5, 12000, 0, false} << u"0 of 12,000 files"_s;
        QTest::newRow("files are read") << LoadProgress{5, 12000, 4321, true} << u"4,321 of 12,000 files"_s;
        QTest::newRow("no files") << LoadProgress{5, 0, 0, true} << u"0 of 0 files"_s;
    }

    void tellsItsProgress()
    {
        QFETCH(LoadProgress, progress);
        QLocale::setDefault(QLocale(u"en_US"_s));
        QTEST(progressText(progress), "text");
    }

    void showsTheReadingOfAFolder()
    {
        MainWindow window;
        window.show();
        makePatient(window);
        window.openFolder(makeEndlessFolder());
        QTRY_VERIFY(progressOf(window)->isVisible());
        const auto *bar = progressOf(window)->findChild<QProgressBar *>();
        QTRY_COMPARE(bar->maximum(), 2);
        QTRY_COMPARE(bar->value(), 1);
        QCOMPARE(bar->accessibleDescription(), u"1 of 2 files"_s);
        write(home(u"endless/half.json"_s), "{}"); // it was half-written indeed
        QTRY_VERIFY(!progressOf(window)->isVisible());
        QCOMPARE(window.store()->snapshot().fileCount(), 2);
    }

    void isSilentAboutAFolderThatIsReadAtOnce()
    {
        write(path(u"a.json"_s), "{}");
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        QVERIFY(!progressOf(window)->isVisible());
    }

    void goesBackToTheFolderBefore()
    {
        write(path(u"a.json"_s), R"({"a": 1})");
        write(path(u"b.json"_s), R"({"b": 1})");
        MainWindow window;
        window.show();
        makePatient(window);
        QVERIFY(open(window, path(u"b.json"_s)));
        QSignalSpy opened(&window, &MainWindow::folderOpened);
        window.openFolder(makeEndlessFolder());
        QTRY_VERIFY(progressOf(window)->isVisible());
        cancel(window);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(window.folder(), path({}));
        QVERIFY(!progressOf(window)->isVisible());
        QCOMPARE(shownMessage(window),
                 u"%1 was not read to its end; %2 is open again."_s.arg(home(u"endless"_s), path({})));
        QTRY_COMPARE(window.findChild<EditorPane *>()->currentPath(), u"b.json"_s);
        QCOMPARE(recentFolders(), QStringList{path({})});
    }

    void losesNoEditsWhenManyFilesAreLeftUnread_data()
    {
        QTest::addColumn<bool>("isCancelled");
        QTest::newRow("because the reading is cancelled") << true;
        QTest::newRow("because a third folder is opened") << false;
    }

    void losesNoEditsWhenManyFilesAreLeftUnread()
    {
        QFETCH(bool, isCancelled);
        constexpr int files = 10'000;
        write(path(u"a.json"_s), R"({"a": 1})");
        QVERIFY(QDir(home({})).mkpath(u"many"_s));
        QVERIFY(QDir(home({})).mkpath(u"third"_s));
        for (int i = 0; i < files; ++i)
            write(home(u"many/%1.json"_s.arg(i)), "{}");
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"a.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        progressOf(window)->setPatience(1ms);
        window.openFolder(home(u"many"_s));
        QVERIFY(!window.store()->isLoaded());
        if (isCancelled) {
            QTRY_VERIFY(progressOf(window)->isVisible());
            cancel(window);
        } else {
            window.openFolder(home(u"third"_s));
            QTRY_COMPARE(window.folder(), home(u"third"_s));
            QVERIFY(open(window, path({})));
        }
        QTRY_COMPARE(window.folder(), path({}));
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"a.json"_s});
        QCOMPARE(window.workspace()->buffer(u"a.json"_s)->bytes(), R"({"a": 2})"_ba);
    }

    void leavesNothingOpenWhereNothingWas()
    {
        MainWindow window;
        window.show();
        makePatient(window);
        window.openFolder(makeEndlessFolder());
        QTRY_VERIFY(progressOf(window)->isVisible());
        cancel(window);
        QCOMPARE(window.folder(), QString());
        QVERIFY(!progressOf(window)->isVisible());
        QCOMPARE(window.windowTitle(), u"Retune"_s);
        QCOMPARE(shownMessage(window), u"%1 was not read to its end."_s.arg(home(u"endless"_s)));
    }

    void goesBackToNoFolderThatWasClosed()
    {
        QVERIFY(QDir(home({})).mkpath(u"second"_s));
        MainWindow window;
        window.show();
        makePatient(window);
        QVERIFY(open(window, path({})));
        QVERIFY(open(window, home(u"second"_s)));
        window.findChild<Actions *>()->closeFolder->trigger();
        window.openFolder(makeEndlessFolder());
        QTRY_VERIFY(progressOf(window)->isVisible());
        cancel(window);
        QCOMPARE(window.folder(), QString());
        QCOMPARE(shownMessage(window), u"%1 was not read to its end."_s.arg(home(u"endless"_s)));
    }

    void readsWhatWasCancelledAfterAll()
    {
        MainWindow window;
        window.show();
        makePatient(window);
        window.openFolder(makeEndlessFolder());
        QTRY_VERIFY(progressOf(window)->isVisible());
        cancel(window);
        write(home(u"endless/half.json"_s), "{}");
        QSignalSpy opened(&window, &MainWindow::folderOpened);
        const auto buttons = window.findChild<MessageBar *>()->findChildren<QPushButton *>();
        const auto again = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
            return button->text() == u"Read It"_s;
        });
        QVERIFY(again != buttons.end());
        QTest::mouseClick(*again, Qt::LeftButton);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(window.folder(), home(u"endless"_s));
    }
};

Q_DECLARE_METATYPE(retune::LoadProgress)
QTEST_MAIN(ReadingProgressTest)
#include "tst_readingprogress.moc"
