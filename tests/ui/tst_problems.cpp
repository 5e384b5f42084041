#include "problems/problemsmodel.h"
#include "problems/problemspane.h"
#include "problems/watchtext.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Problem problem(const QString &file, int line, const QString &message = u"expected \":\""_s)
{
    return {ProblemKind::Syntax, file, {line, line == 0 ? 0 : 7}, {}, message};
}

QStringList rows(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows += model.index(row, 0).data().toString() + u' ' + model.index(row, 1).data().toString();
    return rows;
}

WatchStatus statusOf(WatcherKind kind, int folders, const std::vector<ScannedFolder> &scanned = {})
{
    return {kind, folders, 0, {}, scanned, {}};
}

} // namespace

Q_DECLARE_METATYPE(WatchTest)

class TestProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreByFileAndPlace()
    {
        ProblemsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setProblems({problem(u"b.toml"_s, 9), problem(u"a.json"_s, 0), problem(u"b.toml"_s, 2)});
        QCOMPARE(rows(model), QStringList({u"a.json "_s, u"b.toml 2:7"_s, u"b.toml 9:7"_s}));
        model.setProblems({problem({}, 0)});
        QCOMPARE(rows(model), QStringList{u"(the folder) "_s});
        model.setProblems({});
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsThatStayAreLeftAlone_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        QTest::addColumn<int>("removed");
        QTest::addColumn<int>("inserted");
        const QStringList abc{u"a"_s, u"b"_s, u"c"_s};
        QTest::newRow("nothing changed") << abc << abc << 0 << 0;
        QTest::newRow("one goes from the middle") << abc << QStringList({u"a"_s, u"c"_s}) << 1 << 0;
        QTest::newRow("one comes first") << QStringList({u"b"_s, u"c"_s}) << abc << 0 << 1;
        QTest::newRow("one comes last") << QStringList({u"a"_s, u"b"_s}) << abc << 0 << 1;
        QTest::newRow("one takes the place of another")
            << abc << QStringList({u"a"_s, u"bb"_s, u"c"_s}) << 1 << 1;
        QTest::newRow("one of two equal ones goes")
            << QStringList({u"a"_s, u"a"_s}) << QStringList{u"a"_s} << 1 << 0;
        QTest::newRow("all go") << abc << QStringList() << 3 << 0;
    }

    void rowsThatStayAreLeftAlone()
    {
        QFETCH(const QStringList, before);
        QFETCH(const QStringList, after);
        const auto problems = [](const QStringList &files) {
            QList<Problem> list;
            for (const QString &file : files)
                list += problem(file, 1);
            return list;
        };
        ProblemsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setProblems(problems(before));
        int removed = 0;
        int inserted = 0;
        connect(&model, &ProblemsModel::rowsRemoved, this,
                [&](const QModelIndex &, int first, int last) { removed += last - first + 1; });
        connect(&model, &ProblemsModel::rowsInserted, this,
                [&](const QModelIndex &, int first, int last) { inserted += last - first + 1; });
        model.setProblems(problems(after));
        QCOMPARE(model.rowCount(), after.size());
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.problem(row).file, after.at(row));
        QTEST(removed, "removed");
        QTEST(inserted, "inserted");
    }

    void clickAndEnterGoThere()
    {
        ProblemsPane pane;
        pane.resize(800, 200);
        pane.show();
        pane.setProblems(QList{problem(u"a.json"_s, 3), problem(u"b.toml"_s, 2)});
        pane.begin();
        QSignalSpy requested(&pane, &ProblemsPane::placeRequested);
        auto *view = pane.findChild<QTreeView *>();
        QVERIFY(view->isVisible());
        QCOMPARE(view->currentIndex().row(), 0);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.at(0).at(0).toString(), u"a.json"_s);
        QCOMPARE(requested.at(0).at(1).value<TextPosition>(), (TextPosition{3, 7}));
        const QRect second = view->visualRect(pane.model().index(1, ProblemsModel::MessageColumn));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, second.center());
        QCOMPARE(requested.at(1).at(0).toString(), u"b.toml"_s);
        QTest::keySequence(view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"b.toml:2:7: expected \":\""_s);
    }

    void theListClearsByItself()
    {
        ProblemsPane pane;
        pane.show();
        QSignalSpy counted(&pane, &ProblemsPane::countChanged);
        pane.setProblems(QList{problem(u"a.json"_s, 3)});
        QTRY_COMPARE(counted.value(0).value(0).toInt(), 1);
        auto *view = pane.findChild<QTreeView *>();
        QVERIFY(view->isVisible());
        pane.setProblems(QList<Problem>());
        QTRY_COMPARE(counted.count(), 2);
        QVERIFY(!view->isVisible());
    }

    void watchHealthIsOneLine_data()
    {
        QTest::addColumn<WatchStatus>("status");
        QTest::addColumn<QString>("text");
        QTest::newRow("by events") << statusOf(WatcherKind::Inotify, 12) << u"inotify, 12 folders"_s;
        QTest::newRow("one folder") << statusOf(WatcherKind::Qt, 1) << u"QFileSystemWatcher, 1 folder"_s;
        QTest::newRow("by a scan") << statusOf(WatcherKind::Scan, 3) << u"scan every 2 s, 3 folders"_s;
        WatchStatus forced = statusOf(WatcherKind::Scan, 3);
        forced.reason = u"no inotify instance is left"_s;
        QTest::newRow("by a scan, since nothing else is to be had")
            << forced << u"scan every 2 s, 3 folders: no inotify instance is left"_s;
        QTest::newRow("some scanned on a network file system")
            << statusOf(WatcherKind::Inotify, 12,
                        {{u"/n"_s, u"why"_s, u"NFS"_s}, {u"/m"_s, u"why"_s, u"NFS"_s}})
            << u"inotify, 12 folders; scan every 2 s: 2 folders, NFS"_s;
        WatchStatus refused = statusOf(WatcherKind::Qt, 1);
        refused.refused = {problem(u"/a"_s, 0)};
        QTest::newRow("one not watched")
            << refused << u"QFileSystemWatcher, 1 folder; 1 folder not watched, looked at now and then"_s;
    }

    void watchHealthIsOneLine()
    {
        QFETCH(const WatchStatus, status);
        QTEST(watchHealth(status, std::chrono::seconds(2)), "text");
    }

    void everyWatcherSeesTheTest_data()
    {
        QTest::addColumn<int>("kind");
        for (const WatcherKind kind : watcherKinds())
            QTest::newRow(qPrintable(watcherName(kind))) << int(kind);
    }

    void everyWatcherSeesTheTest()
    {
        QFETCH(const int, kind);
        WatchOptions options;
        options.scanInterval = std::chrono::milliseconds(50);
        const WatchTest test = testWatching(WatcherKind(kind), options);
        QVERIFY2(test.seenAfter, qPrintable(test.text()));
        QVERIFY2(test.text().contains(u": a test file was seen after "), qPrintable(test.text()));
    }

    void theTestSaysWhatWentWrong_data()
    {
        QTest::addColumn<WatchTest>("test");
        QTest::addColumn<QString>("text");
        QTest::newRow("seen") << WatchTest{WatcherKind::Inotify, std::chrono::microseconds(340), {}}
                              << u"inotify: a test file was seen after 0.3 ms"_s;
        QTest::newRow("not seen") << WatchTest{WatcherKind::Inotify, {}, {}}
                                  << u"inotify: a test file was not seen; changes may be missed"_s;
        QTest::newRow("not made") << WatchTest{WatcherKind::Scan, {}, u"no room"_s}
                                  << u"periodic scan: the test could not be made: no room"_s;
    }

    void theTestSaysWhatWentWrong()
    {
        QFETCH(const WatchTest, test);
        QTEST(test.text(), "text");
    }

    void whatServesTheFolderIsTested()
    {
        QCOMPARE(kindsInUse(statusOf(WatcherKind::Inotify, 1)), std::vector{WatcherKind::Inotify});
        QCOMPARE(kindsInUse(statusOf(WatcherKind::Inotify, 1, {{u"/n"_s, u"why"_s, u"NFS"_s}})),
                 (std::vector{WatcherKind::Inotify, WatcherKind::Scan}));
        QCOMPARE(kindsInUse(statusOf(WatcherKind::Scan, 1)), std::vector{WatcherKind::Scan});
    }

    void theButtonTestsAndTheResultStands()
    {
        ProblemsPane pane;
        pane.show();
        auto *button = pane.findChild<QToolButton *>();
        QCOMPARE(button->text(), u"Test Watching"_s);
        QVERIFY(!button->isEnabled()); // no folder is open
        pane.setWatchStatus(statusOf(WatcherKind::Scan, 2), {});
        QSignalSpy tested(&pane, &ProblemsPane::watchingTested);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!button->isEnabled());
        QTRY_COMPARE(tested.count(), 1);
        QVERIFY(button->isEnabled());
        const QString result = tested.first().first().toString();
        QVERIFY2(result.contains(u"was seen after"), qPrintable(result));
        QStringList shown;
        for (const QLabel *label : pane.findChildren<QLabel *>())
            shown += label->text();
        QVERIFY2(shown.contains(u"scan every 1 s, 2 folders  ·  "_s + result), qPrintable(shown.join(u'\n')));
    }
};

QTEST_MAIN(TestProblems)
#include "tst_problems.moc"
