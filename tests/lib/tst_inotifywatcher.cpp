#include <retune/watch/inotifywatcher.h>

#include "rawfile.h"
#include "watching.h"

#include <QtCore/QDir>
#include <QtCore/QSet>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>
#include <optional>

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// How many events the system keeps for one instance before it drops the rest.
int queueLimit()
{
    return readAll(u"/proc/sys/fs/inotify/max_queued_events"_s).trimmed().toInt();
}

using Action = void (*)(const QString &root);

class InotifyWatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTheStrongestHint_data();
    void givesTheStrongestHint();
    void tellsWhereNoFolderIs_data();
    void tellsWhereNoFolderIs();
    void renewsAWatchOnAnOldFolder();
    void asksForANewLookAfterAnOverflow();
    void saysWhichFoldersWereRefused_data();
    void saysWhichFoldersWereRefused();
    void needsOneWatchForEachFolder();

private:
    QString path(const QString &name) const { return m_root->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<Watcher> m_watcher;
    QSet<int> m_watches; ///< every watch that was made
    int m_refusal = 0;   ///< the error with which new watches are refused, below `m_refused` only
    QString m_refused;
};

void InotifyWatcherTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
    m_watches.clear();
    m_refusal = 0;
    auto made = InotifyWatcher::make([this](int inotify, const char *folder, std::uint32_t mask) {
        if (m_refusal != 0 && QString::fromUtf8(folder) == m_refused) {
            errno = m_refusal;
            return -1;
        }
        const int watch = ::inotify_add_watch(inotify, folder, mask);
        m_watches.insert(watch);
        return watch;
    });
    QVERIFY(made);
    m_watcher = *std::move(made);
}

void InotifyWatcherTest::givesTheStrongestHint_data()
{
    QTest::addColumn<Action>("act");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing happens") << Action([](const QString &) {}) << QString();
    QTest::newRow("a file is read") << Action([](const QString &root) { readAll(root + u"/f"_s); })
                                    << QString();
    QTest::newRow("a file is opened for writing and closed without")
        << Action([](const QString &root) { RawFile(root + u"/f"_s, O_WRONLY).close(); }) << u"finished f"_s;
    QTest::newRow("bytes are written and the file stays open") << Action([](const QString &root) {
        static std::optional<RawFile> open;
        open.emplace(root + u"/f"_s, O_WRONLY);
        open->write("x");
    }) << u"modified f"_s;
    QTest::newRow("a mode is changed while someone writes") << Action([](const QString &root) {
        RawFile(root + u"/f"_s, O_WRONLY).write("x");
        setMode(root + u"/f"_s, 0600);
    }) << u"finished f"_s;
    QTest::newRow("a file is made and removed") << Action([](const QString &root) {
        hardLink(root + u"/f"_s, root + u"/g"_s);
        removeFile(root + u"/g"_s);
    }) << u"touched g"_s;
    QTest::newRow("a file is moved away and another one is moved in") << Action([](const QString &root) {
        renameTo(root + u"/f"_s, root + u"-f"_s);
        renameTo(root + u"-f"_s, root + u"/g"_s);
    }) << u"finished g\ntouched f"_s;
    QTest::newRow("a file without a name gets one") << Action([](const QString &root) {
        RawFile nameless(root, O_TMPFILE | O_WRONLY);
        nameless.write("x");
        ::linkat(AT_FDCWD, qPrintable(u"/proc/self/fd/%1"_s.arg(nameless.descriptor())), AT_FDCWD,
                 qPrintable(root + u"/g"_s), AT_SYMLINK_FOLLOW);
    }) << u"touched g"_s;
    QTest::newRow("two files are cut in turn") << Action([](const QString &root) {
        createNew(root + u"/g"_s, "one");
        ::truncate(qPrintable(root + u"/f"_s), 1); // no file that would be closed afterwards
        ::truncate(qPrintable(root + u"/g"_s), 1);
    }) << u"finished g\nmodified f"_s;
    QTest::newRow("a file is cut that was written just before") << Action([](const QString &root) {
        writeInPlace(root + u"/f"_s, "two");
        ::truncate(qPrintable(root + u"/f"_s), 1);
    }) << u"finished f"_s;
    QTest::newRow("a name holds a line end")
        << Action([](const QString &root) { createNew(root + u"/a\nb"_s, {}); }) << u"finished a\nb"_s;
    QTest::newRow("a file is written in a folder that nobody added")
        << Action([](const QString &root) { createNew(root + u"/sub/f"_s, {}); }) << QString();
    QTest::newRow("the folder's own mode changes")
        << Action([](const QString &root) { setMode(root, 0700); }) << u"rescan "_s;
}

void InotifyWatcherTest::givesTheStrongestHint()
{
    QFETCH(Action, act);
    QFETCH(QString, expected);
    const QString root = path(u"root"_s);
    makeFolder(root);
    makeFolder(root + u"/sub"_s);
    createNew(root + u"/f"_s, "one");
    QVERIFY(m_watcher->addFolder(root + u'/'));
    act(root);
    QCOMPARE(inWords(whatCame(*m_watcher), root), expected);
    QVERIFY(whatCame(*m_watcher).isEmpty());
}

void InotifyWatcherTest::tellsWhereNoFolderIs_data()
{
    QTest::addColumn<Action>("act");
    QTest::addColumn<bool>("expected");
    QTest::newRow("a file is written")
        << Action([](const QString &root) { createNew(root + u"/x"_s, {}); }) << true;
    QTest::newRow("a file is written and removed") << Action([](const QString &root) {
        createNew(root + u"/x"_s, {});
        removeFile(root + u"/x"_s);
    }) << true;
    QTest::newRow("a file is written and moved away") << Action([](const QString &root) {
        createNew(root + u"/x"_s, {});
        renameTo(root + u"/x"_s, root + u"-x"_s);
    }) << true;
    QTest::newRow("a folder is made")
        << Action([](const QString &root) { makeFolder(root + u"/x"_s); }) << false;
    QTest::newRow("a folder takes the place of a file") << Action([](const QString &root) {
        createNew(root + u"/x"_s, {});
        removeFile(root + u"/x"_s);
        makeFolder(root + u"/x"_s);
    }) << false;
    QTest::newRow("a link to a folder is made")
        << Action([](const QString &root) { symbolicLink(root, root + u"/x"_s); }) << false;
    QTest::newRow("a link to a folder is moved in") << Action([](const QString &root) {
        symbolicLink(root, root + u"-x"_s);
        renameTo(root + u"-x"_s, root + u"/x"_s);
    }) << false;
}

void InotifyWatcherTest::tellsWhereNoFolderIs()
{
    QFETCH(Action, act);
    QFETCH(bool, expected);
    const QString root = path(u"root"_s);
    makeFolder(root);
    QVERIFY(m_watcher->addFolder(root));
    act(root);
    const WatchBatch batch = whatCame(*m_watcher);
    QCOMPARE(batch.changes.size(), std::size_t(1));
    QCOMPARE(batch.changes.front().path, root + u"/x"_s);
    QCOMPARE(batch.changes.front().isNoFolder, expected);
}

void InotifyWatcherTest::renewsAWatchOnAnOldFolder()
{
    makeFolder(path(u"a"_s));
    QVERIFY(QDir().mkpath(path(u"a/b/c"_s)));
    QVERIFY(m_watcher->addFolder(path(u"a/b/c"_s)));
    // Two levels above the folder nobody watches: a slow scan adds the folder again.
    renameTo(path(u"a"_s), path(u"old"_s));
    QVERIFY(QDir().mkpath(path(u"a/b/c"_s)));
    QVERIFY(whatCame(*m_watcher).isEmpty());
    QVERIFY(m_watcher->addFolder(path(u"a/b/c"_s)));
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"rescan a/b/c"_s);
    createNew(path(u"a/b/c/f"_s), "1");
    createNew(path(u"old/b/c/g"_s), "1");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished a/b/c/f"_s);
    // The way to it is watched anew too.
    removeFolder(path(u"a/b/c"_s));
    QVERIFY(!whatCame(*m_watcher).isEmpty());
    makeFolder(path(u"a/b/c"_s));
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"rescan a/b/c"_s);
}

void InotifyWatcherTest::asksForANewLookAfterAnOverflow()
{
    for (const QString &folder : {u"one"_s, u"two"_s, u"two/sub"_s}) {
        makeFolder(path(folder));
        QVERIFY(m_watcher->addFolder(path(folder)));
    }
    const QStringList files{path(u"one/f"_s), path(u"one/g"_s)};
    for (const QString &file : files)
        createNew(file, "1");
    const int limit = queueLimit();
    QVERIFY(limit > 0);
    // Two files in turn, since the system drops an event that is equal to the one before.
    for (int i = 0; i <= limit; ++i)
        setMode(files[i % 2], 0600);
    createNew(path(u"two/lost"_s), "1");

    const WatchBatch batch = whatCame(*m_watcher);
    QCOMPARE(inWords({{}, batch.rescan}, m_root->path()), u"rescan one\nrescan two\nrescan two/sub"_s);
    QVERIFY(!inWords(batch, m_root->path()).contains(u"lost"_s));
    QCOMPARE(m_watcher->status().overflows, 1);
    createNew(path(u"two/sub/f"_s), "1");
    QCOMPARE(inWords(whatCame(*m_watcher), m_root->path()), u"finished two/sub/f"_s);
}

void InotifyWatcherTest::saysWhichFoldersWereRefused_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("words");
    QTest::newRow("no watch is left") << ENOSPC << u"fs.inotify.max_user_watches"_s;
    QTest::newRow("no permission") << EACCES << u"no permission"_s;
    QTest::newRow("something else") << ENOMEM << qt_error_string(ENOMEM);
}

void InotifyWatcherTest::saysWhichFoldersWereRefused()
{
    QFETCH(int, error);
    QFETCH(QString, words);
    m_refused = path(u"folder"_s);
    m_refusal = error;
    makeFolder(m_refused);
    const Result<void> added = m_watcher->addFolder(m_refused);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ProblemKind::Watch);
    QCOMPARE(added.error().file, m_refused);
    QVERIFY2(added.error().message.contains(words), qPrintable(added.error().message));
    QCOMPARE(m_watcher->status(), (WatchStatus{WatcherKind::Inotify, 0, 0, {added.error()}, {}, {}}));

    m_refusal = 0;
    QVERIFY(m_watcher->addFolder(m_refused));
    QCOMPARE(m_watcher->status(), (WatchStatus{WatcherKind::Inotify, 1, 0, {}, {}, {}}));

    // Refused is the way to a folder, not the folder itself: that is watched.
    m_refused = m_root->path();
    m_refusal = error;
    m_watcher->removeFolder(path(u"folder"_s));
    QVERIFY(m_watcher->addFolder(path(u"folder"_s)));
    QCOMPARE(m_watcher->status().folders, 1);
    QCOMPARE(m_watcher->status().refused.size(), std::size_t(1));
    QCOMPARE(m_watcher->status().refused.front().file, m_root->path());
}

void InotifyWatcherTest::needsOneWatchForEachFolder()
{
    constexpr int folders = 100;
    for (int i = 0; i < folders; ++i) {
        const QString folder = path(QString::number(i));
        makeFolder(folder);
        QVERIFY(m_watcher->addFolder(folder));
        for (const QString &name : {u"/f"_s, u"/g"_s}) {
            createNew(folder + name, "1");
            m_watcher->addFile(folder + name);
        }
    }
    QCOMPARE(m_watches.size(), folders + 1); // and their parent
}

} // namespace

QTEST_GUILESS_MAIN(InotifyWatcherTest)
#include "tst_inotifywatcher.moc"
