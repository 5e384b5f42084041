#include <retune/watch/watcher.h>

#include <QtCore/QCoreApplication>
#include <QtTest/QTest>

using namespace retune;

namespace {

/// Runs without a QCoreApplication, except where a test makes one.
class WatcherChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesQFileSystemWatcherWithoutAnApplication();
    void takesInotifyWithoutAnApplication();
    void takesWhatWasAskedFor();
};

void WatcherChoiceTest::refusesQFileSystemWatcherWithoutAnApplication()
{
    const auto made = makeWatcher(WatcherKind::Qt);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ProblemKind::Watch);
    QVERIFY(made.error().message.contains(QStringLiteral("QCoreApplication")));
}

void WatcherChoiceTest::takesInotifyWithoutAnApplication()
{
    QCOMPARE(makeWatcher()->status(), (WatchStatus{WatcherKind::Inotify, 0, 0, {}, {}, {}}));
}

void WatcherChoiceTest::takesWhatWasAskedFor()
{
    int argc = 1;
    char name[] = "tst_watcherchoice";
    char *argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv);
    for (const WatcherKind kind : {WatcherKind::Inotify, WatcherKind::Qt, WatcherKind::Scan}) {
        const auto made = makeWatcher(kind);
        QVERIFY(made);
        QCOMPARE((*made)->status().kind, kind);
        QCOMPARE(watcherByName(watcherName(kind)), kind);
    }
}

} // namespace

QTEST_APPLESS_MAIN(WatcherChoiceTest)
#include "tst_watcherchoice.moc"
