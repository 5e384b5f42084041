#include "rawfile.h"
#include "savefiles.h"
#include "storeprobe.h"
#include "watching.h"

#include <retune/store/store.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cerrno>
#include <cstring>
#include <thread>

#include <sched.h>
#include <sys/mount.h>

using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a child says that is not allowed to mount anything.
const auto notAllowed = u"not allowed: "_s;

bool writeOnce(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

/// Gives this process mounts of its own, which nobody else sees and which go with it. Needs no privilege where the system
/// lets everybody have a user namespace.
bool takeOwnMounts()
{
    const QByteArray user = QByteArray::number(::getuid());
    const QByteArray group = QByteArray::number(::getgid());
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && writeOnce("/proc/self/setgroups", "deny") &&
           writeOnce("/proc/self/uid_map", "0 " + user + " 1") &&
           writeOnce("/proc/self/gid_map", "0 " + group + " 1") &&
           ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

QByteArray number(int value)
{
    return "{\"x\": " + QByteArray::number(value) + "}";
}

/// What is mounted: a file system of its own, which ends with its mount, or a folder from elsewhere, which lives on and
/// whose going no event tells.
enum class Mount : quint8 { FileSystem, Folder };

/// A folder that a file system is mounted on, and what that holds.
class MountPoint
{
public:
    MountPoint(Mount kind, const QString &path, const QString &elsewhere)
        : m_kind(kind)
        , m_path(QFile::encodeName(path))
        , m_elsewhere(QFile::encodeName(elsewhere))
    {}

    bool mount() const
    {
        return m_kind == Mount::FileSystem
                   ? ::mount("retune-test", m_path.constData(), "tmpfs", 0, "size=1m") == 0
                   : ::mount(m_elsewhere.constData(), m_path.constData(), nullptr, MS_BIND, nullptr) == 0;
    }
    /// A store that reads at this moment keeps the file system busy.
    bool unmount() const
    {
        return waitFor([this] { return ::umount2(m_path.constData(), 0) == 0 || errno != EBUSY; });
    }

private:
    Mount m_kind;
    QByteArray m_path;
    QByteArray m_elsewhere;
};

/// How the store comes to know: a mount raises no event.
enum class Notice : quint8 { Periodic, AskedFor };

/// Takes a mount from a store and gives it back. What went wrong, or "all well".
QString takeAndGiveBack(const MountPoint &place, const QString &root, const QString &folder, WatcherKind kind,
                        Notice look)
{
    const QString file = folder.isEmpty() ? u"b.json"_s : folder + u"/b.json"_s;
    const QString path = root + u'/' + file;
    if (!place.mount())
        return notAllowed + QString::fromLocal8Bit(std::strerror(errno));
    writeInPlace(path, number(1));
    StoreOptions options;
    options.watcher = kind;
    options.watch = {.settle = 5ms, .scanInterval = 10ms};
    options.timing.scan = look == Notice::Periodic ? 30ms : 60s;
    const auto store = *Store::open(root, options);
    store->waitUntilLoaded();
    const Live<int> live = store->live<int>(file, u"x");
    const auto lookAgain = [&] {
        if (look == Notice::AskedFor)
            store->rescan();
    };
    if (live.get() != 1)
        return u"not read at first: "_s + valueIn(*store, file);

    if (!place.unmount())
        return u"not unmounted: "_s + QString::fromLocal8Bit(std::strerror(errno));
    lookAgain();
    if (!waitFor([&] { return store->problems().size() == 1; }))
        return u"that it is away is not told"_s;
    if (store->problems().first().kind != ProblemKind::Missing || store->problems().first().file != file)
        return u"told as: "_s + store->problems().first().toString();
    if (live.get() != 1 || valueIn(*store, file) != u"1")
        return u"the last good value is gone"_s;

    if (!place.mount())
        return u"not mounted again: "_s + QString::fromLocal8Bit(std::strerror(errno));
    writeInPlace(path, number(2));
    lookAgain();
    if (!waitFor([&] { return live.get() == 2 && store->problems().isEmpty(); }))
        return u"not seen when it came back: "_s + valueIn(*store, file);
    writeInPlace(path, number(3));
    if (!waitFor([&] { return live.get() == 3; }))
        return u"not followed after it came back"_s;
    const QString added = folder.isEmpty() ? u"new"_s : folder + u"/new"_s;
    makeFolder(root + u'/' + added);
    writeInPlace(root + u'/' + added + u"/c.json"_s, number(4));
    if (!waitFor([&] { return valueIn(*store, added + u"/c.json"_s) == u"4"; }))
        return u"a new folder in it is not seen"_s;

    if (!place.mount()) // over what is there
        return u"not mounted over: "_s + QString::fromLocal8Bit(std::strerror(errno));
    writeInPlace(path, number(5));
    lookAgain();
    if (!waitFor([&] { return live.get() == 5; }))
        return u"what is mounted over it is not seen"_s;
    writeInPlace(path, number(6));
    if (!waitFor([&] { return live.get() == 6; }))
        return u"what is mounted over it is not followed"_s;
    return u"all well"_s;
}

} // namespace

Q_DECLARE_METATYPE(Mount)
Q_DECLARE_METATYPE(Notice)
Q_DECLARE_METATYPE(WatcherKind)

/// A file system under a store that goes and comes back.
class TestStoreMounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unmountedAndMountedAgain_data()
    {
        QTest::addColumn<Mount>("mount");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<WatcherKind>("kind");
        QTest::addColumn<Notice>("look");
        for (const WatcherKind kind : allKinds) {
            const auto row = [kind](const QString &name, Mount mount, const QString &folder) {
                const QString watched = name + u", "_s + watcherName(kind);
                QTest::newRow(qPrintable(watched)) << mount << folder << kind << Notice::AskedFor;
                QTest::newRow(qPrintable(watched + u" and a periodic look"_s))
                    << mount << folder << kind << Notice::Periodic;
            };
            row(u"a file system is the store's folder"_s, Mount::FileSystem, {});
            row(u"a file system is a folder in it"_s, Mount::FileSystem, u"sub"_s);
            row(u"a folder from elsewhere is the store's folder"_s, Mount::Folder, {});
            row(u"a folder from elsewhere is a folder in it"_s, Mount::Folder, u"sub"_s);
        }
    }

    void unmountedAndMountedAgain()
    {
        QFETCH(Mount, mount);
        QFETCH(QString, folder);
        QFETCH(WatcherKind, kind);
        QFETCH(Notice, look);
        const QTemporaryDir dir;
        const QString root = dir.filePath(u"settings"_s);
        const QString elsewhere = dir.filePath(u"elsewhere"_s);
        for (const QString &made : {root, root + u"/sub"_s, elsewhere})
            makeFolder(made);
        const MountPoint place(mount, folder.isEmpty() ? root : root + u'/' + folder, elsewhere);
        const QString said = inChild([&] {
            return takeOwnMounts() ? takeAndGiveBack(place, root, folder, kind, look)
                                   : notAllowed + QString::fromLocal8Bit(std::strerror(errno));
        });
        if (said.startsWith(notAllowed))
            QSKIP(qPrintable(u"this system lets the test mount nothing: "_s + said));
        QCOMPARE(said, u"all well"_s);
    }
};

QTEST_GUILESS_MAIN(TestStoreMounts)
#include "tst_storemounts.moc"
