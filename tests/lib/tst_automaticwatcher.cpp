#include "rawfile.h"
#include "watching.h"

#include <retune/watch/automaticwatcher.h>
#include <retune/watch/filesystem.h>
#include <retune/watch/inotifywatcher.h>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>
#include <sys/inotify.h>
#include <unistd.h>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives watches up to a limit, as the system does.
struct Limit
{
    int left = 1000;

    AddInotifyWatch addWatch()
    {
        return [this](int inotify, const char *path, std::uint32_t mask) {
            if (left <= 0) {
                errno = ENOSPC;
                return -1;
            }
            --left;
            return ::inotify_add_watch(inotify, path, mask);
        };
    }
};

class AutomaticWatcherTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AutomaticWatcher> watcher(const QString &remoteFolder = {},
                                              AddInotifyWatch add = {}) const
    {
        auto events = InotifyWatcher::make(std::move(add));
        if (!events)
            qFatal("%s", qPrintable(events.error().toString()));
        return std::make_unique<AutomaticWatcher>(
            *std::move(events), WatchOptions{.scanInterval = 10ms},
            [=](const QString &folder) { return folder == remoteFolder ? u"NFS"_s : QString(); });
    }
    static bool sees(Watcher &watcher, const QString &file)
    {
        const auto end = Clock::now() + patience;
        while (Clock::now() < end) {
            if (mentions(watcher.wait(end), file))
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void looksPeriodicallyAtAFolderThatTheSystemRefuses()
    {
        const QTemporaryDir root;
        const QString folder = root.filePath(u"settings"_s);
        makeFolder(folder);
        createNew(folder + u"/a.conf"_s, "1");
        Limit limit{0};
        const auto watcher = this->watcher({}, limit.addWatch());
        QVERIFY(watcher->addFolder(folder));
        const WatchStatus status = watcher->status();
        QCOMPARE(status.scanned.size(), 1U);
        QCOMPARE(status.scanned[0].folder, folder);
        QVERIFY(status.scanned[0].reason.contains(u"max_user_watches"_s));
        QVERIFY(status.refused.empty() || status.refused[0].file != folder);
        writeInPlace(folder + u"/a.conf"_s, "22");
        QVERIFY(sees(*watcher, folder + u"/a.conf"_s));
    }

    void givesTheFolderBackToTheEventsWhenTheyTakeIt()
    {
        const QTemporaryDir root;
        Limit limit{0};
        const auto watcher = this->watcher({}, limit.addWatch());
        QVERIFY(watcher->addFolder(root.path()));
        limit.left = 1000;
        QVERIFY(watcher->addFolder(root.path()));
        QVERIFY(watcher->status().scanned.empty());
        QCOMPARE(watcher->status().folders, 1);
    }

    void looksPeriodicallyAtANetworkFileSystem()
    {
        const QTemporaryDir root;
        const QTemporaryDir elsewhere;
        const QString file = root.filePath(u"a.conf"_s);
        createNew(elsewhere.filePath(u"a.conf"_s), "1");
        // Another link of it stands for another machine: no event comes in the watched folder.
        QVERIFY(::link(qPrintable(elsewhere.filePath(u"a.conf"_s)), qPrintable(file)) == 0);
        const auto watcher = this->watcher(root.path());
        QVERIFY(watcher->addFolder(root.path()));
        QVERIFY(watcher->status().scanned.at(0).reason.contains(u"NFS"_s));
        QCOMPARE(watcher->status().scanned.at(0).fileSystem, u"NFS"_s);
        writeInPlace(elsewhere.filePath(u"a.conf"_s), "22");
        QVERIFY(sees(*watcher, file));
    }

    void aMissingFolderIsRefusedAndSeenWhenItComes()
    {
        const QTemporaryDir root;
        const QString folder = root.filePath(u"later"_s);
        const auto watcher = this->watcher();
        QCOMPARE(watcher->addFolder(folder).error().kind, ProblemKind::Missing);
        makeFolder(folder);
        QVERIFY(rescans(watcher->wait(Clock::now() + patience), folder));
    }

    void aWakeEndsTheWait()
    {
        const auto watcher = this->watcher();
        watcher->wake();
        QVERIFY(watcher->wait(Clock::time_point::max()).woken);
    }

    void anOrdinaryFileSystemIsNotRemote()
    {
        QCOMPARE(remoteFileSystem(QDir::tempPath()), QString());
        QCOMPARE(remoteFileSystem(u"/does/not/exist"_s), QString());
    }
};

} // namespace

QTEST_GUILESS_MAIN(AutomaticWatcherTest)
#include "tst_automaticwatcher.moc"
