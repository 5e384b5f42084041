#include <rawfile.h>

#include <retune/store/layers.h>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// A thread whose end is waited for when it goes out of scope, and of which one can tell that it waits for something.
class Background
{
public:
    explicit Background(std::function<void()> work)
        : m_thread([this, work = std::move(work)] {
            m_id = ::gettid();
            work();
            m_isOver = true;
        })
    {}
    ~Background() { join(); }
    Background(const Background &) = delete;
    Background &operator=(const Background &) = delete;

    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

    /// Returns once the thread sleeps in a wait, or has ended, which it may at any moment: then the system knows it no more.
    void waitUntilAsleep() const
    {
        while (!m_isOver && !(m_id && isAsleep()))
            std::this_thread::yield();
    }

private:
    bool isAsleep() const
    {
        QFile file(u"/proc/self/task/%1/stat"_s.arg(m_id));
        const QByteArray status = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return status.mid(status.lastIndexOf(')')).startsWith(") S");
    }

    std::atomic<int> m_id{0};
    std::atomic<bool> m_isOver{false};
    std::thread m_thread;
};

qsizetype entriesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System).size();
}

/// What a store must give back: threads, and open files with the watches that hang on them.
struct Held
{
    qsizetype threads = entriesOf(u"/proc/self/task"_s);
    qsizetype files = entriesOf(u"/proc/self/fd"_s);

    bool operator==(const Held &) const = default;
};

} // namespace

/// A store that is closed in the middle of things. A dead-lock is found by the time limit of the test program.
class TestClosing : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, int number) const
    {
        test::writeInPlace(path(name), "{\"x\": " + QByteArray::number(number) + "}");
    }
    std::unique_ptr<Store> open(const StoreOptions &options = {}) const
    {
        auto store = Store::open(m_folder->path(), options);
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        return *std::move(store);
    }

    /// A store that is closed by the first of its callbacks that was told to, and counts those that come all the same.
    class SelfClosing
    {
    public:
        explicit SelfClosing(const TestClosing &test)
            : m_test(test)
            , m_store(test.open())
            , m_used(m_store.get())
        {
            m_used->waitUntilLoaded();
        }

        /// As long as it is not closed.
        Store &store() { return *m_used; }
        void write(const QString &name, int number) const { m_test.write(name, number); }
        void spoil(const QString &name) const { test::writeInPlace(m_test.path(name), "{"); }
        void refresh(const QString &name) { static_cast<void>(m_used->refresh(name)); }

        /// What was told to close it does so from now on, once.
        void arm() { m_isArmed = true; }
        void close()
        {
            if (!m_isArmed.exchange(false))
                return;
            if (isWaitedFor) {
                write(u"f9.json"_s, 2);
                m_waits = std::make_unique<Background>([this] { refresh(u"f9.json"_s); });
                m_waits->waitUntilAsleep();
            }
            m_store.reset();
            m_isClosed.count_down();
        }
        void closeAt(auto signal)
        {
            call(signal, [this] { close(); });
        }
        void call(auto signal, auto slot)
        {
            QObject::connect(m_used, signal, m_used, slot, Qt::DirectConnection);
        }
        void subscribe(const std::function<void()> &listener, const Executor &executor = {})
        {
            m_subscriptions.push_back(m_used->subscribe(
                u"f0.json"_s, u"", [listener](const KeyChanges &) { listener(); }, executor));
        }
        Executor elsewhere()
        {
            return [this](std::function<void()> call) {
                m_executors.push_back(std::make_unique<Background>(std::move(call)));
            };
        }

        /// Hears all that is told, last.
        void noteAll()
        {
            const auto note = [this] { m_late += m_isClosed.try_wait() ? 1 : 0; };
            call(&Store::reloaded, note);
            call(&Store::reloadFailed, note);
            call(&Store::recovered, note);
            call(&Store::watchStatusChanged, note);
            subscribe(note);
        }
        void waitUntilClosed()
        {
            m_isClosed.wait();
            m_waits.reset();
            m_executors.clear();
        }
        int late() const { return m_late; }

        bool isWaitedFor = true; ///< by a refresh in another thread, when it is closed

    private:
        const TestClosing &m_test;
        std::unique_ptr<Store> m_store;
        Store *const m_used;
        std::atomic<bool> m_isArmed{false};
        std::atomic<int> m_late{0};
        std::latch m_isClosed{1};
        std::unique_ptr<Background> m_waits;
        std::vector<std::unique_ptr<Background>> m_executors;
        std::vector<Result<Subscription>> m_subscriptions;
    };
    using Step = std::function<void(SelfClosing &)>;

    static void hearAmidARefresh(SelfClosing &self)
    {
        self.call(&Store::reloaded, [&self](const Reload &reload) {
            if (reload.files.first().path() == u"f2.json")
                return self.close();
            self.write(u"f2.json"_s, 5);
            self.refresh(u"f2.json"_s);
        });
    }
    static void hearOfARecovery(SelfClosing &self)
    {
        self.closeAt(&Store::recovered);
        self.spoil(u"f0.json"_s);
        self.refresh(u"f0.json"_s);
        while (self.store().problems().isEmpty())
            std::this_thread::yield();
    }
    static void hearAsACheck(SelfClosing &self)
    {
        QVERIFY(self.store().addValidator(u"f0.json"_s, u"x", [&self](const Setting &) {
            self.close();
            return std::optional<QString>();
        }));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (int i = 0; i < 40; ++i)
            write(u"f%1.json"_s.arg(i), 0);
    }

    void whileItReadsTheFolderForTheFirstTime()
    {
        std::latch isReading(1);
        std::latch goOn(1);
        std::atomic<bool> wasAsked{false};
        StoreOptions options;
        options.validators = {{u"f7.json"_s, {}, [&](const Setting &) -> std::optional<QString> {
                                   if (!wasAsked.exchange(true))
                                       isReading.count_down();
                                   goOn.wait();
                                   return std::nullopt;
                               }}};
        auto store = open(options);
        isReading.wait();
        Store *const used = store.get();
        std::optional<Live<int>> handle;
        const Background waits([used] { used->waitUntilLoaded(); });
        Background makesAHandle([used, &handle] { handle = used->live<int>(u"f7.json"_s, u"x", 5); });
        waits.waitUntilAsleep();
        makesAHandle.waitUntilAsleep();
        const Background closes([&] { store.reset(); });
        closes.waitUntilAsleep();
        goOn.count_down();
        makesAHandle.join();
        QCOMPARE(handle->get(), 5); // no file came into force
        QCOMPARE(handle->problem()->kind, ProblemKind::Missing);
    }

    void whileCallsWaitForARefresh()
    {
        auto store = open();
        store->waitUntilLoaded();
        std::latch isTelling(1);
        std::latch goOn(1);
        QObject::connect(
            store.get(), &Store::reloaded, store.get(),
            [&](const Reload &reload) {
                if (reload.files.first().path() != u"f0.json")
                    return;
                isTelling.count_down();
                goOn.wait();
            },
            Qt::DirectConnection);
        write(u"f0.json"_s, 1);
        isTelling.wait();
        Store *const used = store.get();
        std::vector<std::unique_ptr<Background>> calls;
        std::atomic<int> refreshed{0};
        for (int i = 1; i <= 4; ++i) {
            const QString name = u"f%1.json"_s.arg(i);
            write(name, 1);
            calls.push_back(std::make_unique<Background>(
                [&refreshed, used, name] { refreshed += used->refresh(name) ? 1 : 0; }));
            calls.back()->waitUntilAsleep();
        }
        const Background closes([&] { store.reset(); });
        closes.waitUntilAsleep();
        goOn.count_down();
        calls.clear();
        QCOMPARE(refreshed, 4);
    }

    void whileASlotUsesItInEveryWay()
    {
        auto store = open();
        store->waitUntilLoaded();
        std::latch isTelling(1);
        std::latch goOn(1);
        std::atomic<bool> isDone{false};
        Store *const used = store.get();
        QObject::connect(
            used, &Store::reloaded, used,
            [&](const Reload &) {
                if (isDone)
                    return;
                isTelling.count_down();
                goOn.wait(); // from here on the store is being closed
                write(u"f1.json"_s, 7);
                QVERIFY(used->refresh(u"f1.json"_s));
                QCOMPARE(used->live<int>(u"f1.json"_s, u"x").get(), 7);
                QVERIFY(used->addValidator(u"f1.json"_s, u"x", [](const Setting &) { return std::nullopt; }));
                QVERIFY(used->subscribe(u"f1.json"_s, u"x", [](const KeyChanges &) {}));
                used->rescan();
                isDone = true;
            },
            Qt::DirectConnection);
        write(u"f0.json"_s, 1);
        isTelling.wait();
        Background closes([&] { store.reset(); });
        closes.waitUntilAsleep();
        goOn.count_down();
        closes.join();
        QVERIFY(isDone);
    }

    void whileAListenerIsCalledInAnotherThread()
    {
        auto store = open();
        store->waitUntilLoaded();
        std::latch isCalled(1);
        std::latch goOn(1);
        std::atomic<int> calls{0};
        std::atomic<bool> isClosed{false};
        std::atomic<int> late{0};
        std::vector<std::unique_ptr<Background>> executors; // filled by the store's thread alone
        const auto subscription = store->subscribe(
            u"f0.json"_s, u"x",
            [&](const KeyChanges &) {
                if (++calls == 1)
                    isCalled.count_down();
                goOn.wait();
                late += isClosed ? 1 : 0;
            },
            [&](std::function<void()> call) {
                executors.push_back(std::make_unique<Background>(std::move(call)));
            });
        QVERIFY(subscription);
        write(u"f0.json"_s, 1);
        isCalled.wait();
        write(u"f0.json"_s, 2);
        QVERIFY(store->refresh(u"f0.json"_s)); // a second call is on its way
        Background closes([&] {
            store.reset();
            isClosed = true;
        });
        closes.waitUntilAsleep();
        QVERIFY(!isClosed); // it waits for the call under way
        goOn.count_down();
        closes.join();
        executors.clear();
        QCOMPARE(late, 0);
    }

    void insideItsOwnCallbacks_data()
    {
        QTest::addColumn<Step>("hear");
        QTest::addColumn<Step>("cause");
        const Step changes = [](SelfClosing &self) { self.write(u"f0.json"_s, 1); };
        const Step spoils = [](SelfClosing &self) { self.spoil(u"f0.json"_s); };
        QTest::newRow("a slot that hears of a reload")
            << Step([](SelfClosing &self) { self.closeAt(&Store::reloaded); }) << changes;
        QTest::newRow("a slot that hears of it and refreshes another file")
            << Step(&hearAmidARefresh) << changes;
        QTest::newRow("a slot that hears of a problem")
            << Step([](SelfClosing &self) { self.closeAt(&Store::reloadFailed); }) << spoils;
        QTest::newRow("a slot that hears that it is gone") << Step(&hearOfARecovery) << changes;
        QTest::newRow("a slot that hears of another watcher")
            << Step([](SelfClosing &self) { self.closeAt(&Store::watchStatusChanged); })
            << Step([](SelfClosing &self) { QVERIFY(self.store().setWatcher(WatcherKind::Scan)); });
        QTest::newRow("a listener") << Step([](SelfClosing &self) {
            self.subscribe([&self] { self.close(); });
        }) << changes;
        QTest::newRow("a listener in another thread")
            << Step([](SelfClosing &self) { self.subscribe([&self] { self.close(); }, self.elsewhere()); })
            << changes;
        QTest::newRow("a check") << Step(&hearAsACheck) << changes;
        QTest::newRow("a slot that hears of a handle without a value") << Step([](SelfClosing &self) {
            self.closeAt(&Store::reloadFailed);
            self.isWaitedFor = false;
        }) << Step([](SelfClosing &self) {
            QCOMPARE(self.store().live<bool>(u"f0.json"_s, u"x", true).get(), true);
        });
    }

    /// Another thread waits for a refresh meanwhile, and must not wait for ever.
    void insideItsOwnCallbacks()
    {
        QFETCH(Step, hear);
        QFETCH(Step, cause);
        const Held before;
        {
            SelfClosing self(*this);
            hear(self);
            self.noteAll();
            self.arm();
            cause(self);
            self.waitUntilClosed();
            QCOMPARE(self.late(), 0);
        }
        QTRY_COMPARE(Held(), before); // the store's thread ends behind its callback
    }

    void insideItsOwnCallbacksDuringTheFirstReading_data()
    {
        QTest::addColumn<bool>("isCheck");
        QTest::newRow("a check") << true;
        QTest::newRow("a slot that hears of a problem") << false;
    }

    /// Other threads wait for the load meanwhile, and must not wait for ever.
    void insideItsOwnCallbacksDuringTheFirstReading()
    {
        QFETCH(bool, isCheck);
        const Held before;
        {
            test::writeInPlace(path(u"f0.json"_s), "{");
            std::latch isReady(1);
            std::latch isClosed(1);
            std::unique_ptr<Store> store;
            std::unique_ptr<Background> waits;
            std::unique_ptr<Background> makesAHandle;
            std::optional<Live<int>> handle;
            const auto close = [&] {
                Store *const used = store.get();
                waits = std::make_unique<Background>([used] { used->waitUntilLoaded(); });
                makesAHandle = std::make_unique<Background>(
                    [used, &handle] { handle = used->live<int>(u"f8.json"_s, u"x", 5); });
                waits->waitUntilAsleep();
                makesAHandle->waitUntilAsleep();
                store.reset();
                isClosed.count_down();
            };
            StoreOptions options;
            options.validators = {{u"f7.json"_s, {}, [&](const Setting &) -> std::optional<QString> {
                                       isReady.wait();
                                       if (isCheck)
                                           close();
                                       return std::nullopt;
                                   }}};
            store = open(options);
            std::atomic<bool> wasTold{false};
            QObject::connect(
                store.get(), &Store::reloadFailed, store.get(),
                [&](const Problem &) {
                    if (!isCheck && !wasTold.exchange(true))
                        close();
                },
                Qt::DirectConnection);
            isReady.count_down();
            isClosed.wait();
            waits.reset();
            makesAHandle.reset();
            QCOMPARE(handle->get(), isCheck ? 5 : 0);
        }
        QTRY_COMPARE(Held(), before);
    }

    void handlesAndSnapshotsStayAsTheyWere()
    {
        auto store = open();
        const Live<int> one = store->live<int>(u"f0.json"_s, u"x");
        const Live<int> layered = Layers(*store, {u"f0.json"_s, u"f1.json"_s}).live<int>(u"x");
        const Snapshot snapshot = store->snapshot();
        std::latch goOn(1);
        std::atomic<int> sum{-1};
        Background reads([&] {
            const Live<int> copy = layered;
            const int before = copy.get();
            goOn.wait();
            sum = before + copy.get() + one.get();
        });
        write(u"f0.json"_s, 3);
        QVERIFY(store->refresh(u"f0.json"_s));
        store.reset();
        write(u"f0.json"_s, 4);
        goOn.count_down();
        reads.join();
        QCOMPARE(sum, 3);
        QCOMPARE(one.get(), 3);
        QCOMPARE(one.origin().source, u"f0.json"_s);
        QCOMPARE(snapshot.value(u"f0.json", *KeyPath::parse(u"x"))->text, u"0"_s);
        QCOMPARE(snapshot.fileCount(), 40);
    }

    void atEveryMomentOfABusyLife()
    {
        const Held before;
        for (int round = 0; round < 100; ++round) {
            std::atomic<bool> isClosed{false};
            std::atomic<int> late{0};
            auto store = open();
            const auto note = [&] { late += isClosed ? 1 : 0; };
            QObject::connect(store.get(), &Store::reloaded, store.get(), note, Qt::DirectConnection);
            QObject::connect(store.get(), &Store::reloadFailed, store.get(), note, Qt::DirectConnection);
            const auto subscription =
                store->subscribe(u"f0.json"_s, u"", [&](const KeyChanges &) { note(); });
            QVERIFY(subscription);
            const std::jthread writes([&](const std::stop_token &stop) {
                for (int i = 1; !stop.stop_requested(); ++i)
                    write(u"f%1.json"_s.arg(i % 5), i);
            });
            std::optional<Live<int>> handle;
            if (round % 4 > 0)
                handle = store->live<int>(u"f0.json"_s, u"x"); // waits until all is loaded
            if (round % 4 == 2)
                QVERIFY(store->refresh(u"f1.json"_s));
            if (round % 4 == 3)
                store->rescan();
            if (round % 3 > 0)
                QVERIFY(store->setWatcher(round % 3 == 1 ? WatcherKind::Scan : WatcherKind::Inotify));
            if (round % 6 > 3)
                QVERIFY(store->setWatcher(std::nullopt)); // before the one before was changed for
            store.reset();
            isClosed = true;
            QCOMPARE(late, 0);
        }
        QCOMPARE(Held(), before);
    }
};

QTEST_GUILESS_MAIN(TestClosing)
#include "tst_closing.moc"
