// What a store tells of its first reading while it is under way. A read that waits until the test lets it go holds it.

#include "rawfile.h"

#include <retune/store/storesystem_p.h>

#include <QtCore/QSemaphore>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr int fileCount = 20;

/// The system's calls, but the read of one file waits.
class HeldReads
{
public:
    explicit HeldReads(int first)
        : m_left(first)
    {}
    ~HeldReads() { release(); }

    FileCalls calls()
    {
        FileCalls calls;
        calls.open = [this](const char *path, int flags) {
            if (m_left-- == 0) {
                m_isHeld.release();
                m_mayGo.acquire();
            }
            return ::open(path, flags);
        };
        return calls;
    }
    bool waitUntilHeld() { return m_isHeld.tryAcquire(1, 5000); }
    void release() { m_mayGo.release(); }

private:
    int m_left; // the store's thread alone
    QSemaphore m_isHeld;
    QSemaphore m_mayGo;
};

} // namespace

class LoadProgressTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Store> opened(HeldReads &reads) const
    {
        return openStore(m_folder->path(), {}, {makeWatcher(WatchOptions()), reads.calls(), {}});
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        test::makeFolder(m_folder->filePath(u"below"_s));
        for (int i = 0; i < fileCount; ++i)
            test::writeInPlace(m_folder->filePath(u"%1%2.toml"_s.arg(i % 2 ? u"below/"_s : QString()).arg(i)),
                               "a = 1\n");
    }

    void countsWhileFilesAreRead()
    {
        HeldReads reads(7);
        const auto store = opened(reads);
        QVERIFY(reads.waitUntilHeld());
        QVERIFY(!store->isLoaded());
        QCOMPARE(store->loadProgress(), (LoadProgress{2, fileCount, 7, true}));
        reads.release();
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(5)));
        QCOMPARE(store->loadProgress(), (LoadProgress{2, fileCount, fileCount, true}));
    }

    void countsFilesThatAreNotGood()
    {
        test::writeInPlace(m_folder->filePath(u"broken.json"_s), "{");
        HeldReads reads(-1);
        const auto store = opened(reads);
        QVERIFY(store->waitUntilLoaded(std::chrono::seconds(5)));
        QCOMPARE(store->loadProgress(), (LoadProgress{2, fileCount + 1, fileCount + 1, true}));
    }
};

QTEST_GUILESS_MAIN(LoadProgressTest)
#include "tst_loadprogress.moc"
