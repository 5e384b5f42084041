#include "rawfile.h"
#include "signalrecord.h"
#include "watching.h"

#include <retune/store/storesystem_p.h>
#include <retune/watch/automaticwatcher.h>
#include <retune/watch/inotifywatcher.h>
#include <retune/watch/signature.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <cerrno>
#include <functional>
#include <latch>
#include <map>
#include <thread>

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/mman.h>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

using Action = std::function<void(const QString &root)>;

/// No watch is left for folders below one, for as long as the limit is reached.
struct Limit
{
    std::atomic<bool> isReached{false};
    QString below;

    AddInotifyWatch addWatch()
    {
        return [this](int inotify, const char *path, std::uint32_t mask) {
            if (isReached && QString::fromUtf8(path).startsWith(below)) {
                errno = ENOSPC;
                return -1;
            }
            return ::inotify_add_watch(inotify, path, mask);
        };
    }
};

int queueLimit()
{
    return readAll(u"/proc/sys/fs/inotify/max_queued_events"_s).trimmed().toInt();
}

QByteArray number(int value)
{
    return "{\"x\": " + QByteArray::number(value) + "}";
}

} // namespace

Q_DECLARE_METATYPE(Action)
Q_DECLARE_METATYPE(WatcherKind)

/// What a store makes of a watcher that is in trouble, and of folders that come, go and change hands.
class TestStoreWatching : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;
    Limit m_limit;

    QString root() const { return m_dir->filePath(u"settings"_s); }
    QString path(const QString &name) const { return root() + u'/' + name; }
    QString value(const QString &file) const
    {
        const auto found = m_store->snapshot().value(file, *KeyPath::parse(u"x"));
        return found ? found->text : found.error().toString();
    }

    void open()
    {
        auto events = InotifyWatcher::make(m_limit.addWatch());
        QVERIFY(events);
        StoreOptions options;
        options.timing.scan = 60s; // nothing in these tests may depend on the safety net
        const WatchOptions watch{.scanInterval = 10ms};
        m_store = openStore(root(), options,
                            {std::make_unique<AutomaticWatcher>(*std::move(events), watch,
                                                                [](const QString &) { return QString(); }),
                             {},
                             {}});
        m_store->waitUntilLoaded();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        makeFolder(root());
        makeFolder(path(u"sub"_s));
        writeInPlace(path(u"a.json"_s), number(1));
        writeInPlace(path(u"sub/b.json"_s), number(1));
        m_limit.isReached = false;
        m_limit.below = path(u"sub"_s);
    }
    void cleanup()
    {
        m_store.reset();
        m_dir.reset();
    }

    void nothingIsMissedWhereNoWatchIsLeft()
    {
        m_limit.isReached = true;
        open();
        QCOMPARE(m_store->watchStatus().scanned.size(), 1U);
        QCOMPARE(m_store->watchStatus().scanned[0].folder, path(u"sub"_s));
        QVERIFY(m_store->watchStatus().scanned[0].reason.contains(u"max_user_watches"_s));
        writeInPlace(path(u"sub/b.json"_s), number(2));
        QTRY_COMPARE(value(u"sub/b.json"_s), u"2"_s);
        makeFolder(path(u"sub/deep"_s));
        writeInPlace(path(u"sub/deep/c.json"_s), number(3));
        QTRY_COMPARE(value(u"sub/deep/c.json"_s), u"3"_s);
        QTRY_COMPARE(m_store->watchStatus().scanned.size(), 2U);

        SignalRecord told(m_store.get(), &Store::watchStatusChanged);
        m_limit.isReached = false;
        m_store->rescan();
        QTRY_VERIFY(!told.isEmpty() && told.last()[0].value<WatchStatus>().scanned.empty());
        QVERIFY(m_store->watchStatus().refused.empty());
        writeInPlace(path(u"sub/deep/c.json"_s), number(4));
        QTRY_COMPARE(value(u"sub/deep/c.json"_s), u"4"_s);
    }

    void aLimitThatIsReachedLaterIsTold()
    {
        open();
        QVERIFY(m_store->watchStatus().scanned.empty());
        SignalRecord told(m_store.get(), &Store::watchStatusChanged);
        m_limit.isReached = true;
        makeFolder(path(u"sub/deep"_s));
        writeInPlace(path(u"sub/deep/c.json"_s), number(3));
        QTRY_COMPARE(value(u"sub/deep/c.json"_s), u"3"_s);
        QTRY_VERIFY(!told.isEmpty() && told.last()[0].value<WatchStatus>().scanned.size() == 1);
        QCOMPARE(m_store->watchStatus().scanned[0].folder, path(u"sub/deep"_s));
    }

    void anotherWatcherTakesOverAndMissesNothing_data()
    {
        QTest::addColumn<WatcherKind>("before");
        QTest::addColumn<WatcherKind>("after");
        for (const WatcherKind before : allKinds) {
            for (const WatcherKind after : allKinds) {
                const QString row = u"%1 after %2"_s.arg(watcherName(after), watcherName(before));
                QTest::newRow(qPrintable(row)) << before << after;
            }
        }
    }

    void anotherWatcherTakesOverAndMissesNothing()
    {
        QFETCH(WatcherKind, before);
        QFETCH(WatcherKind, after);
        makeFolder(m_dir->filePath(u"elsewhere"_s));
        writeInPlace(m_dir->filePath(u"elsewhere/c.json"_s), number(1));
        symbolicLink(u"../elsewhere/c.json"_s, path(u"c.json"_s));
        StoreOptions options;
        options.watcher = before;
        options.watch = {.settle = 5ms, .scanInterval = 10ms};
        options.timing.scan = 60s;
        m_store = *Store::open(root(), options);
        m_store->waitUntilLoaded();
        const Live<int> live = m_store->live<int>(u"sub/b.json"_s, u"x");
        std::jthread writes([this](const std::stop_token &stop) {
            for (int i = 2; !stop.stop_requested(); ++i) {
                writeInPlace(path(u"a.json"_s), number(i));
                writeInPlace(path(u"sub/b.json"_s), number(i));
                writeInPlace(m_dir->filePath(u"elsewhere/c.json"_s), number(i));
            }
        });
        QTRY_VERIFY(live.get() > 1);
        QVERIFY(m_store->setWatcher(after));
        QVERIFY(m_store->refresh(u"a.json"_s)); // whoever waits for a look is not forgotten
        QTRY_COMPARE(m_store->watchStatus().kind, after);
        QVERIFY(m_store->watchStatus().refused.empty());
        writes.request_stop();
        writes.join();
        const QByteArray last = readAll(path(u"a.json"_s));
        for (const QString &file : {u"a.json"_s, u"sub/b.json"_s, u"c.json"_s})
            QTRY_COMPARE(m_store->snapshot().file(file)->document.bytes(), last);

        writeInPlace(m_dir->filePath(u"elsewhere/c.json"_s), number(-1));
        QTRY_COMPARE(value(u"c.json"_s), u"-1"_s);
        makeFolder(path(u"new"_s));
        writeInPlace(path(u"new/d.json"_s), number(-1));
        QTRY_COMPARE(value(u"new/d.json"_s), u"-1"_s);
        writeInPlace(path(u"sub/b.json"_s), number(-1));
        QTRY_COMPARE(live.get(), -1);
        QVERIFY(m_store->problems().isEmpty());
    }

    void bytesThatChangeNoTimeAreSeenWhenTheirWriterCloses()
    {
        open();
        const auto isOld = [this] {
            return !signatureOf(QFile::encodeName(path(u"a.json"_s))).isYounger(Timing().young);
        };
        RawFile file(path(u"a.json"_s), O_RDWR);
        const auto size = size_t(number(1).size());
        auto *bytes = static_cast<char *>(
            ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.descriptor(), 0));
        QVERIFY(bytes != MAP_FAILED);
        std::copy_n(number(2).constData(), size, bytes);
        QTRY_VERIFY(isOld());
        // What was written until now is known by the file's times; what comes next leaves them as they are.
        const auto isKnown = [this] { return m_store->refresh(u"a.json"_s) && value(u"a.json"_s) == u"2"; };
        QTRY_VERIFY(isKnown());
        std::copy_n(number(3).constData(), size, bytes);
        ::munmap(bytes, size);
        file.close();
        QTRY_COMPARE(value(u"a.json"_s), u"3"_s);
    }

    void nothingIsMissedWhenTheQueueRunsOver()
    {
        constexpr int count = 50;
        for (int i = 0; i < count; ++i)
            writeInPlace(path(u"sub/f%1.json"_s.arg(i)), number(1));
        open();
        SignalRecord told(m_store.get(), &Store::watchStatusChanged);
        std::latch isHeld(1);
        std::latch goOn(1);
        QObject::connect(
            m_store.get(), &Store::reloaded, m_store.get(),
            [&, wasHeld = false](const Reload &) mutable {
                if (std::exchange(wasHeld, true))
                    return;
                isHeld.count_down();
                goOn.wait();
            },
            Qt::DirectConnection);
        writeInPlace(path(u"a.json"_s), number(2));
        isHeld.wait();
        // Two files in turn, since the system drops an event that is equal to the one before.
        for (int i = 0; i <= queueLimit(); ++i)
            setMode(path(u"sub/f%1.json"_s.arg(i % 2)), 0600);
        for (int i = 0; i < count; ++i)
            writeInPlace(path(u"sub/f%1.json"_s.arg(i)), number(7));
        makeFolder(path(u"late"_s));
        writeInPlace(path(u"late/c.json"_s), number(7));
        removeFile(path(u"sub/b.json"_s));
        goOn.count_down();
        const auto isAllThere = [&] {
            for (int i = 0; i < count; ++i) {
                if (value(u"sub/f%1.json"_s.arg(i)) != u"7")
                    return false;
            }
            return value(u"late/c.json"_s) == u"7" && m_store->problems().size() == 1;
        };
        QTRY_VERIFY(isAllThere());
        QCOMPARE(m_store->problems().first().file, u"sub/b.json"_s);
        QTRY_VERIFY(!told.isEmpty());
        QCOMPARE(m_store->watchStatus().overflows, 1);
        writeInPlace(path(u"late/c.json"_s), number(8));
        QTRY_COMPARE(value(u"late/c.json"_s), u"8"_s);
    }

    void aFolderThatComesBackIsFollowed_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<Action>("goes");
        QTest::addColumn<Action>("comes");
        QTest::addColumn<bool>("isAwayForLong");
        const Action away = [](const QString &folder) { renameTo(folder, folder + u".away"_s); };
        const Action removed = [](const QString &folder) { removeFolder(folder); };
        const Action made = [](const QString &folder) {
            makeFolder(folder);
            writeInPlace(folder + u"/b.json"_s, number(2));
        };
        const Action edited = [](const QString &folder) {
            writeInPlace(folder + u".away/b.json"_s, number(2));
            renameTo(folder + u".away"_s, folder);
        };
        const Action replaced = [=](const QString &folder) {
            makeFolder(folder + u".new"_s);
            writeInPlace(folder + u".new/b.json"_s, number(2));
            renameTo(folder + u".new"_s, folder);
        };
        for (const QString &folder : {u"settings"_s, u"settings/sub"_s}) {
            const QByteArray which = folder == u"settings" ? "the store's folder is " : "a folder in it is ";
            for (const bool isLong : {false, true}) {
                const QByteArray when = isLong ? ", after a while" : ", at once";
                const auto row = [&](const QByteArray &what, const Action &goes, const Action &comes) {
                    QTest::newRow((which + what + when).constData()) << folder << goes << comes << isLong;
                };
                row("removed and made again", removed, made);
                row("renamed and put back with an edit", away, edited);
                row("renamed and made again", away, made);
                row("replaced by another, the old one kept", away, replaced);
                row("replaced by another, the old one removed", removed, replaced);
            }
        }
    }

    void aFolderThatComesBackIsFollowed()
    {
        QFETCH(QString, folder);
        QFETCH(Action, goes);
        QFETCH(Action, comes);
        QFETCH(bool, isAwayForLong);
        const QString name = folder == u"settings" ? u"b.json"_s : u"sub/b.json"_s;
        writeInPlace(path(name), number(1));
        removeFile(path(u"a.json"_s));
        open();
        goes(m_dir->filePath(folder));
        if (isAwayForLong) {
            QTRY_VERIFY(!m_store->problems().isEmpty());
            QCOMPARE(value(name), u"1"_s);
        }
        comes(m_dir->filePath(folder));
        QTRY_COMPARE(value(name), u"2"_s);
        writeInPlace(path(name), number(3));
        QTRY_COMPARE(value(name), u"3"_s);
        QVERIFY(m_store->snapshot().file(name)->isGood());
        makeFolder(path(u"new"_s));
        writeInPlace(path(u"new/c.json"_s), number(4));
        QTRY_COMPARE(value(u"new/c.json"_s), u"4"_s);
    }

    void filesInFoldersThatWereJustMadeAreSeen()
    {
        constexpr int count = 300;
        open();
        const int before = m_store->snapshot().fileCount();
        for (int i = 0; i < count; ++i) {
            const QString folder = path(u"new%1"_s.arg(i));
            makeFolder(folder);
            if (i % 2)
                writeInPlace(folder + u"/a.json"_s, number(i));
            makeFolder(folder + u"/deep"_s);
            makeFolder(folder + u"/deep/deeper"_s);
            writeInPlace(folder + u"/deep/deeper/b.json"_s, number(i));
            if (i % 2 == 0)
                writeInPlace(folder + u"/a.json"_s, number(i));
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_store->snapshot().fileCount() - before, 2 * count, 20'000);
        for (int i = 0; i < count; ++i) {
            QCOMPARE(value(u"new%1/a.json"_s.arg(i)), QString::number(i));
            QCOMPARE(value(u"new%1/deep/deeper/b.json"_s.arg(i)), QString::number(i));
        }
    }

    void foldersAreFollowedWhenTheyMoveInAndOut()
    {
        const QString outside = m_dir->filePath(u"outside"_s);
        makeFolder(outside);
        makeFolder(outside + u"/in"_s);
        writeInPlace(outside + u"/in/c.json"_s, number(1));
        open();
        renameTo(outside, path(u"outside"_s));
        QTRY_COMPARE(value(u"outside/in/c.json"_s), u"1"_s);
        writeInPlace(path(u"outside/in/c.json"_s), number(2));
        QTRY_COMPARE(value(u"outside/in/c.json"_s), u"2"_s);

        renameTo(path(u"outside"_s), path(u"renamed"_s));
        QTRY_COMPARE(value(u"renamed/in/c.json"_s), u"2"_s);
        writeInPlace(path(u"renamed/in/c.json"_s), number(3));
        QTRY_COMPARE(value(u"renamed/in/c.json"_s), u"3"_s);
        QTRY_COMPARE(m_store->problems().size(), 1); // the file's old path

        renameTo(path(u"renamed"_s), outside);
        QTRY_COMPARE(m_store->problems().size(), 2);
        const quint64 revision = m_store->revision();
        writeInPlace(outside + u"/in/c.json"_s, number(4)); // nobody's business any more
        writeInPlace(path(u"a.json"_s), number(4));
        QTRY_COMPARE(value(u"a.json"_s), u"4"_s);
        QCOMPARE(m_store->revision(), revision + 1);
        QCOMPARE(value(u"renamed/in/c.json"_s), u"3"_s);
    }

    void aBurstIsFewRevisionsAndEachIsSeenWhole()
    {
        constexpr int folders = 50;
        constexpr int files = 20;
        const auto writeAll = [this](int value) {
            for (int i = 0; i < folders * files; ++i)
                writeInPlace(path(u"d%1/f%2.json"_s.arg(i % folders).arg(i / folders)), number(value));
        };
        for (int i = 0; i < folders; ++i)
            makeFolder(path(u"d%1"_s.arg(i)));
        writeAll(1);
        open();
        std::map<quint64, Reload> reloads; // filled by the store's thread
        QObject::connect(
            m_store.get(), &Store::reloaded, m_store.get(),
            [&](const Reload &reload) { reloads.emplace(reload.revision, reload); }, Qt::DirectConnection);
        std::map<quint64, Snapshot> seen;
        const quint64 first = m_store->revision();
        QElapsedTimer timer;
        timer.start();
        std::jthread reader([&](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                const Snapshot snapshot = m_store->snapshot();
                seen.emplace(snapshot.revision(), snapshot);
                std::this_thread::yield();
            }
        });
        writeAll(2);
        const auto isAllNew = [this] {
            const auto all = m_store->snapshot().files();
            return std::count_if(all.begin(), all.end(), [](const SettingsFilePtr &file) {
                       return file->document.bytes() == number(2);
                   }) == folders * files;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAllNew(), 20'000);
        reader.request_stop();
        reader.join();
        const qint64 revisions = qint64(m_store->revision() - first);
        m_store.reset();
        // The first change at once, then what comes within 20 ms of another together.
        QVERIFY2(revisions <= 3 + timer.elapsed() / 20, qPrintable(QString::number(revisions)));
        QVERIFY2(revisions <= folders, qPrintable(QString::number(revisions)));
        QVERIFY(seen.size() > 1);
        for (const auto &[revision, snapshot] : seen) {
            for (const SettingsFilePtr &file : snapshot.files())
                QVERIFY(file->revision <= revision);
            for (const FileReload &file : reloads[revision].files)
                QCOMPARE(snapshot.file(file.path()), file.after);
        }
    }
};

QTEST_GUILESS_MAIN(TestStoreWatching)
#include "tst_storewatching.moc"
