#include <retune/watch/watcher.h>

#include "rawfile.h"
#include "watching.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <thread>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Waits until the watcher asks for a new look at the folder.
bool waitForRescan(Watcher &watcher, const QString &folder)
{
    const auto end = Clock::now() + patience;
    while (Clock::now() < end) {
        if (rescans(watcher.wait(end), folder))
            return true;
    }
    return false;
}

/// Waits until an entry of the folder is reported, or a new look at the folder is asked for.
bool waitForEntry(Watcher &watcher, const QString &folder, const QString &entry)
{
    const auto end = Clock::now() + patience;
    while (Clock::now() < end) {
        const WatchBatch batch = watcher.wait(end);
        if (mentions(batch, entry) || rescans(batch, folder))
            return true;
    }
    return false;
}

void waitUntilQuiet(Watcher &watcher)
{
    while (!watcher.wait(Clock::now() + quiet).isEmpty()) {
    }
}

class WatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsAWaitWhenWoken_data() { addKinds(); }
    void endsAWaitWhenWoken();
    void endsAWaitAtItsDeadline_data() { addKinds(); }
    void endsAWaitAtItsDeadline();
    void watchesAFolderThatComesBack_data();
    void watchesAFolderThatComesBack();
    void watchesAFolderBehindALinkThatIsMoved_data() { addKinds(); }
    void watchesAFolderBehindALinkThatIsMoved();
    void reportsANewSubFolder_data() { addKinds(); }
    void reportsANewSubFolder();
    void remembersAFolderThatIsNotThereYet_data() { addKinds(); }
    void remembersAFolderThatIsNotThereYet();
    void refusesWhatIsNoFolder_data();
    void refusesWhatIsNoFolder();
    void forgetsAFolder_data() { addKinds(); }
    void forgetsAFolder();

private:
    void addKinds();
    QString path(const QString &name) const { return m_root->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_root;
};

void WatcherTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
}

void WatcherTest::addKinds()
{
    QTest::addColumn<WatcherKind>("kind");
    for (const WatcherKind kind : allKinds)
        QTest::addRow("%s", qPrintable(watcherName(kind))) << kind;
}

void WatcherTest::endsAWaitWhenWoken()
{
    QFETCH(WatcherKind, kind);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    watcher->wake();
    QVERIFY(watcher->wait(Clock::time_point::max()).woken);
    std::thread other([&watcher] { watcher->wake(); });
    const WatchBatch batch = watcher->wait(Clock::time_point::max());
    other.join();
    QVERIFY(batch.woken);
    QVERIFY(batch.isEmpty());
    QVERIFY(!watcher->wait(Clock::now()).woken);
}

void WatcherTest::endsAWaitAtItsDeadline()
{
    QFETCH(WatcherKind, kind);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    const auto start = Clock::now();
    const WatchBatch batch = watcher->wait(start + 20ms);
    QVERIFY(batch.isEmpty() && !batch.woken);
    QVERIFY(Clock::now() - start >= 20ms);
    QVERIFY(watcher->wait(Clock::time_point::min()).isEmpty());
}

void WatcherTest::watchesAFolderThatComesBack_data()
{
    QTest::addColumn<WatcherKind>("kind");
    QTest::addColumn<QString>("removed");
    for (const WatcherKind kind : allKinds) {
        const QByteArray name = watcherName(kind).toUtf8();
        QTest::addRow("%s: alone", name.constData()) << kind << u"a/b/settings"_s;
        QTest::addRow("%s: with its parent", name.constData()) << kind << u"a/b"_s;
        QTest::addRow("%s: with its parent and that one's", name.constData()) << kind << u"a"_s;
    }
}

void WatcherTest::watchesAFolderThatComesBack()
{
    QFETCH(WatcherKind, kind);
    QFETCH(QString, removed);
    const QString folder = path(u"a/b/settings"_s);
    const QString entry = folder + u"/new.conf"_s;
    QVERIFY(QDir().mkpath(folder));
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    QVERIFY(watcher->addFolder(folder));

    removeFolder(path(removed));
    QVERIFY(waitForRescan(*watcher, folder));
    waitUntilQuiet(*watcher);
    QTRY_COMPARE(watcher->status().folders, 0);
    QCOMPARE(watcher->status().refused.size(), std::size_t(1));
    QCOMPARE(watcher->status().refused.front().kind, ProblemKind::Missing);

    // One level at a time, so that the way is found in steps.
    for (const QString &level : {u"a"_s, u"a/b"_s, u"a/b/settings"_s}) {
        waitUntilQuiet(*watcher);
        QVERIFY(QDir().mkpath(path(level)));
    }
    QVERIFY(waitForRescan(*watcher, folder));
    waitUntilQuiet(*watcher);
    QTRY_COMPARE(watcher->status().folders, 1);
    QVERIFY(watcher->status().refused.empty());
    createNew(entry, "here");
    QVERIFY(waitForEntry(*watcher, folder, entry));
}

void WatcherTest::watchesAFolderBehindALinkThatIsMoved()
{
    QFETCH(WatcherKind, kind);
    const QString folder = path(u"current"_s);
    makeFolder(path(u"first"_s));
    makeFolder(path(u"second"_s));
    symbolicLink(u"first"_s, folder);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    QVERIFY(watcher->addFolder(folder));

    symbolicLink(u"second"_s, path(u"next"_s));
    renameTo(path(u"next"_s), folder);
    QVERIFY(waitForRescan(*watcher, folder));
    waitUntilQuiet(*watcher);
    createNew(path(u"first/old.conf"_s), "nobody looks here");
    QVERIFY(watcher->wait(Clock::now() + quiet).isEmpty());
    createNew(path(u"second/new.conf"_s), "here");
    QVERIFY(waitForEntry(*watcher, folder, folder + u"/new.conf"_s));
}

void WatcherTest::reportsANewSubFolder()
{
    QFETCH(WatcherKind, kind);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    QVERIFY(watcher->addFolder(m_root->path()));
    const QString folder = path(u"sub"_s);
    makeFolder(folder);
    QVERIFY(waitForEntry(*watcher, m_root->path(), folder));
    QVERIFY(watcher->addFolder(folder));
    waitUntilQuiet(*watcher);
    createNew(folder + u"/new.conf"_s, "here");
    QVERIFY(waitForEntry(*watcher, folder, folder + u"/new.conf"_s));
    QCOMPARE(watcher->status().folders, 2);
}

void WatcherTest::remembersAFolderThatIsNotThereYet()
{
    QFETCH(WatcherKind, kind);
    const QString folder = path(u"later/settings"_s);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    const Result<void> added = watcher->addFolder(folder);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ProblemKind::Missing);
    QCOMPARE(added.error().file, folder);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(waitForRescan(*watcher, folder));
    QTRY_VERIFY(watcher->status().refused.empty());
}

void WatcherTest::refusesWhatIsNoFolder_data()
{
    QTest::addColumn<WatcherKind>("kind");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<ProblemKind>("problem");
    for (const WatcherKind kind : allKinds) {
        const QByteArray name = watcherName(kind).toUtf8();
        QTest::addRow("%s: a file", name.constData()) << kind << u"/proc/version"_s << ProblemKind::Watch;
        QTest::addRow("%s: a relative path", name.constData())
            << kind << u"settings"_s << ProblemKind::Misuse;
        QTest::addRow("%s: an empty path", name.constData()) << kind << QString() << ProblemKind::Misuse;
    }
}

void WatcherTest::refusesWhatIsNoFolder()
{
    QFETCH(WatcherKind, kind);
    QFETCH(QString, folder);
    QFETCH(ProblemKind, problem);
    const Result<void> added = watcherForTest(kind)->addFolder(folder);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, problem);
    QVERIFY(!added.error().message.isEmpty());
}

void WatcherTest::forgetsAFolder()
{
    QFETCH(WatcherKind, kind);
    const std::unique_ptr<Watcher> watcher = watcherForTest(kind);
    QVERIFY(watcher->addFolder(m_root->path()));
    watcher->addFile(path(u"old.conf"_s));
    watcher->removeFile(path(u"old.conf"_s));
    watcher->removeFolder(m_root->path());
    watcher->removeFolder(u"/never/added"_s);
    createNew(path(u"old.conf"_s), "here");
    QVERIFY(watcher->wait(Clock::now() + quiet).isEmpty());
    QCOMPARE(watcher->status(), (WatchStatus{kind, 0, 0, {}, {}, {}}));
}

} // namespace

QTEST_GUILESS_MAIN(WatcherTest)
#include "tst_watcher.moc"
