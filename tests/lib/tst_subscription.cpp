#include <rawfile.h>
#include <signalrecord.h>

#include <retune/format/format.h>
#include <retune/store/store.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <latch>
#include <mutex>
#include <stdexcept>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Change modified(const QString &key)
{
    return {*KeyPath::parse(key), Value::integer(1), Value::integer(2)};
}

Reload reloadOf(const QString &path, const QStringList &keys)
{
    auto file = std::make_shared<SettingsFile>();
    file->path = path;
    FileReload reload;
    reload.after = file;
    for (const QString &key : keys)
        reload.changes += modified(key);
    return {5, {}, {reload}};
}

} // namespace

class TestSubscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hearsWhatItAskedForAndNothingElse_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("heard");
        QTest::newRow("the whole file") << u""_s << QStringList{u"http.port"_s, u"http2"_s, u"list[0]"_s};
        QTest::newRow("a subtree") << u"http"_s << QStringList{u"http.port"_s};
        QTest::newRow("one key") << u"http2"_s << QStringList{u"http2"_s};
        QTest::newRow("a list") << u"list"_s << QStringList{u"list[0]"_s};
        QTest::newRow("a key that did not change") << u"http.host"_s << QStringList{};
    }

    void hearsWhatItAskedForAndNothingElse()
    {
        QFETCH(QString, key);
        QFETCH(QStringList, heard);
        Subscriptions subscriptions;
        QStringList keys;
        const Subscription one = subscriptions.add(u"a.json"_s, *KeyPath::parse(key),
                                                   [&](const KeyChanges &told) {
                                                       QCOMPARE(told.file, u"a.json"_s);
                                                       QCOMPARE(told.revision, 5U);
                                                       for (const Change &change : told.changes)
                                                           keys += change.path.toString();
                                                   },
                                                   {});
        subscriptions.tell(reloadOf(u"a.json"_s, {u"http.port"_s, u"http2"_s, u"list[0]"_s}));
        subscriptions.tell(reloadOf(u"b.json"_s, {u"http.port"_s}));
        subscriptions.tell(reloadOf(u"a.json"_s, {}));
        QCOMPARE(keys, heard);
    }

    void hearsWhatTookItsKeyAlong_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("heard");
        const QByteArray table = R"({"http": {"port": 1, "names": ["a", "b"]}, "other": 1})";
        const QByteArray number = R"({"http": 5, "other": 1})";
        QTest::newRow("a table that became a number")
            << table << number << u"http.port"_s << QStringList{u"http"_s};
        QTest::newRow("a number that became a table")
            << number << table << u"http.port"_s << QStringList{u"http"_s};
        QTest::newRow("far above") << table << number << u"http.names[1]"_s << QStringList{u"http"_s};
        QTest::newRow("the table itself") << table << number << u"http"_s << QStringList{u"http"_s};
        QTest::newRow("a key that was never there") << table << number << u"http.host"_s << QStringList{};
        QTest::newRow("a key elsewhere") << table << number << u"other"_s << QStringList{};
        QTest::newRow("a table that was removed")
            << table << R"({"other": 1})"_ba << u"http.port"_s << QStringList{u"http.port"_s};
        QTest::newRow("a table that was emptied")
            << table << R"({"http": {}, "other": 1})"_ba << u"http.port"_s << QStringList{u"http.port"_s};
        QTest::newRow("a number in place of a removed list member")
            << table << R"({"http": {"port": 1, "names": "a"}, "other": 1})"_ba << u"http.names[0]"_s
            << QStringList{u"http.names"_s};
    }

    void hearsWhatTookItsKeyAlong()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, key);
        QFETCH(QStringList, heard);
        const auto file = [](const QByteArray &text) {
            auto made = std::make_shared<SettingsFile>();
            made->path = u"a.json"_s;
            made->document = *format(FormatId::Json).parse(text);
            return made;
        };
        FileReload reload{file(before), file(after), {}, {}};
        reload.changes = keyDiff(reload.before->document, reload.after->document);
        Subscriptions subscriptions;
        QStringList keys;
        const Subscription one = subscriptions.add(u"a.json"_s, *KeyPath::parse(key),
                                                   [&](const KeyChanges &told) {
                                                       for (const Change &change : told.changes)
                                                           keys += change.path.toString();
                                                   },
                                                   {});
        subscriptions.tell({5, {}, {reload}});
        QCOMPARE(keys, heard);
    }

    void afterCancelNothingIsCalled()
    {
        Subscriptions subscriptions;
        int calls = 0;
        std::vector<std::function<void()>> waiting;
        Subscription one = subscriptions.add(
            u"a.json"_s, {}, [&](const KeyChanges &) { ++calls; },
            [&](std::function<void()> call) { waiting.push_back(std::move(call)); });
        subscriptions.tell(reloadOf(u"a.json"_s, {u"x"_s}));
        QCOMPARE(waiting.size(), 1U);
        one.cancel();
        waiting[0]();
        subscriptions.tell(reloadOf(u"a.json"_s, {u"x"_s}));
        QCOMPARE(waiting.size(), 1U);
        QCOMPARE(calls, 0);
    }

    void cancelWaitsForTheCallUnderWay()
    {
        Subscriptions subscriptions;
        std::latch entered(1);
        std::atomic<bool> mayEnd{false};
        std::atomic<bool> ended{false};
        Subscription one = subscriptions.add(u"a.json"_s, {},
                                             [&](const KeyChanges &) {
                                                 entered.count_down();
                                                 while (!mayEnd)
                                                     std::this_thread::yield();
                                                 ended = true;
                                             },
                                             {});
        std::thread teller([&] { subscriptions.tell(reloadOf(u"a.json"_s, {u"x"_s})); });
        entered.wait();
        std::thread releaser([&] { mayEnd = true; });
        one.cancel();
        QVERIFY(ended);
        teller.join();
        releaser.join();
    }

    void aListenerMayCancelItself()
    {
        Subscriptions subscriptions;
        int calls = 0;
        Subscription one;
        one = subscriptions.add(u"a.json"_s, {},
                                [&](const KeyChanges &) {
                                    ++calls;
                                    one.cancel();
                                },
                                {});
        subscriptions.tell(reloadOf(u"a.json"_s, {u"x"_s}));
        subscriptions.tell(reloadOf(u"a.json"_s, {u"x"_s}));
        QCOMPARE(calls, 1);
    }

    void theThreadIsTheOneThatIsNamed()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        test::writeInPlace(file, "{\"x\": 1}");
        auto store = Store::open(folder.path());
        QVERIFY(store);
        (*store)->waitUntilLoaded();
        QThread *calledIn = nullptr;
        std::atomic<QThread *> calledByDefaultIn{nullptr};
        const auto here = (*store)->subscribe(
            u"a.json"_s, u"x", [&](const KeyChanges &) { calledIn = QThread::currentThread(); },
            inThreadOf(this));
        const auto there = (*store)->subscribe(
            file, u"", [&](const KeyChanges &) { calledByDefaultIn = QThread::currentThread(); });
        QVERIFY(here && there);
        test::writeInPlace(file, "{\"x\": 2}");
        QTRY_COMPARE(calledIn, QThread::currentThread());
        QTRY_VERIFY(calledByDefaultIn);
        QVERIFY(calledByDefaultIn != QThread::currentThread());
        QCOMPARE((*store)->subscribe(u"a.json"_s, u"a..b", {}).error().kind, ProblemKind::Misuse);
    }

    void aListenerThatThrowsIsToldAndCalledAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        test::writeInPlace(file, "{\"x\": 1}");
        auto store = *Store::open(folder.path());
        store->waitUntilLoaded();
        test::SignalRecord failed(store.get(), &Store::callFailed);
        std::atomic<int> calls{0};
        const auto one = store->subscribe(file, u"x", [&](const KeyChanges &) {
            ++calls;
            throw std::runtime_error("no such host");
        });
        QVERIFY(one);
        for (int i = 2; i < 4; ++i) {
            test::writeInPlace(file, "{\"x\": " + QByteArray::number(i) + "}");
            QTRY_COMPARE(failed.size(), i - 1);
        }
        const auto problem = failed.last()[0].value<Problem>();
        QCOMPARE(problem.toString(), u"a.json: no such host"_s);
        QCOMPARE(problem.kind, ProblemKind::Failure);
        QCOMPARE(calls, 2);
    }

    void anExecutorThatThrowsIsToldAndCalledAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        test::writeInPlace(file, "{\"x\": 1}");
        auto store = *Store::open(folder.path());
        store->waitUntilLoaded();
        test::SignalRecord failed(store.get(), &Store::callFailed);
        std::atomic<int> calls{0};
        const Executor full = [](const std::function<void()> &) {
            throw std::runtime_error("the pool is full");
        };
        const auto unheard = store->subscribe(
            file, u"x", [](const KeyChanges &) {}, full);
        const auto heard = store->subscribe(file, u"x", [&](const KeyChanges &) { ++calls; });
        QVERIFY(unheard && heard);
        for (int i = 2; i < 4; ++i) {
            test::writeInPlace(file, "{\"x\": " + QByteArray::number(i) + "}");
            QTRY_COMPARE(failed.size(), i - 1);
            QTRY_COMPARE(calls, i - 1); // the others hear it all the same
        }
        const auto problem = failed.last()[0].value<Problem>();
        QCOMPARE(problem.toString(), u"a.json: the pool is full"_s);
        QCOMPARE(problem.kind, ProblemKind::Failure);
    }

    void anExecutorMayCloseTheStoreAndThrow()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        test::writeInPlace(file, "{\"x\": 1}");
        auto store = *Store::open(folder.path());
        store->waitUntilLoaded();
        std::atomic<bool> isClosed{false};
        std::atomic<int> late{0};
        const auto listener = [](const KeyChanges &) {};
        const auto one = store->subscribe(file, u"x", listener, [&](const std::function<void()> &) {
            store.reset();
            isClosed = true;
            throw std::runtime_error("closed");
        });
        const auto other = store->subscribe(file, u"x", listener,
                                            [&](const std::function<void()> &) { late += isClosed ? 1 : 0; });
        QVERIFY(one && other);
        test::writeInPlace(file, "{\"x\": 2}");
        QTRY_VERIFY(isClosed);
        QCOMPARE(late, 0);
    }

    void aListenerMayCloseTheStoreAndThrow()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        test::writeInPlace(file, "{\"x\": 1}");
        auto store = *Store::open(folder.path());
        store->waitUntilLoaded();
        std::atomic<bool> isClosed{false};
        const auto one = store->subscribe(file, u"x", [&](const KeyChanges &) {
            store.reset();
            isClosed = true;
            throw std::runtime_error("closed");
        });
        QVERIFY(one);
        test::writeInPlace(file, "{\"x\": 2}");
        QTRY_VERIFY(isClosed);
    }

    void nothingIsCalledOnceTheStoreIsClosed()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"a.json"_s);
        for (int i = 0; i < 30; ++i) {
            test::writeInPlace(file, "{\"x\": 0}");
            auto store = *Store::open(folder.path());
            store->waitUntilLoaded();
            std::atomic<bool> isClosed{false};
            std::atomic<int> late{0};
            std::mutex mutex;
            std::vector<std::function<void()>> waiting;
            const auto one = store->subscribe(
                file, u"", [&](const KeyChanges &) { late += isClosed ? 1 : 0; },
                [&](std::function<void()> call) {
                    const std::lock_guard lock(mutex);
                    waiting.push_back(std::move(call));
                });
            QVERIFY(one);
            test::writeInPlace(file, "{\"x\": " + QByteArray::number(i + 1) + "}");
            if (i % 2)
                static_cast<void>(store->refresh(file));
            store.reset();
            isClosed = true;
            for (const auto &call : waiting)
                call();
            QCOMPARE(late, 0);
            QVERIFY(i % 2 == 0 || waiting.size() == 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestSubscription)
#include "tst_subscription.moc"
