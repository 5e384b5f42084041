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

/// What a subscription to `key` of `a.json` is told of these reloads.
QStringList keysHeard(const QString &key, const QList<Reload> &reloads)
{
    Subscriptions subscriptions;
    QStringList keys;
    const auto listener = [&keys](const KeyChanges &told) {
        QCOMPARE(told.file, u"a.json"_s);
        QCOMPARE(told.revision, 5U);
        for (const Change &change : told.changes)
            keys += change.path.toString();
    };
    const Subscription one = subscriptions.add(u"a.json"_s, *KeyPath::parse(key), listener, {});
    for (const Reload &reload : reloads)
        subscriptions.tell(reload);
    return keys;
}

} // namespace

class TestSubscription : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString file() const { return m_folder->filePath(u"a.json"_s); }
    void write(int number) const
    {
        test::writeInPlace(file(), "{\"x\": " + QByteArray::number(number) + "}");
    }
    /// Of the folder, whose one file has been read.
    std::unique_ptr<Store> open() const
    {
        write(1);
        auto store = *Store::open(m_folder->path());
        store->waitUntilLoaded();
        return store;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

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
        const QList<Reload> reloads{reloadOf(u"a.json"_s, {u"http.port"_s, u"http2"_s, u"list[0]"_s}),
                                    reloadOf(u"b.json"_s, {u"http.port"_s}), reloadOf(u"a.json"_s, {})};
        QTEST(keysHeard(key, reloads), "heard");
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
        const auto parsed = [](const QByteArray &text) {
            auto made = std::make_shared<SettingsFile>();
            made->path = u"a.json"_s;
            made->document = *format(FormatId::Json).parse(text);
            return made;
        };
        FileReload reload{parsed(before), parsed(after), {}, {}};
        reload.changes = keyDiff(reload.before->document, reload.after->document);
        QTEST(keysHeard(key, {{5, {}, {reload}}}), "heard");
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
        const auto store = open();
        QThread *calledIn = nullptr;
        std::atomic<QThread *> calledByDefaultIn{nullptr};
        const auto here = store->subscribe(
            u"a.json"_s, u"x", [&](const KeyChanges &) { calledIn = QThread::currentThread(); },
            inThreadOf(this));
        const auto there = store->subscribe(
            file(), u"", [&](const KeyChanges &) { calledByDefaultIn = QThread::currentThread(); });
        QVERIFY(here && there);
        write(2);
        QTRY_COMPARE(calledIn, QThread::currentThread());
        QTRY_VERIFY(calledByDefaultIn);
        QVERIFY(calledByDefaultIn != QThread::currentThread());
        QCOMPARE(store->subscribe(u"a.json"_s, u"a..b", {}).error().kind, ProblemKind::Misuse);
    }

    void whatThrowsIsToldAndCalledAgain_data() { addListenerAndExecutor(); }

    void whatThrowsIsToldAndCalledAgain()
    {
        QFETCH(bool, isExecutor);
        const auto store = open();
        test::SignalRecord failed(store.get(), &Store::callFailed);
        const auto fail = [] { throw std::runtime_error("no such host"); };
        const Executor failing = [fail](const std::function<void()> &) { fail(); };
        std::atomic<int> calls{0};
        const auto bad = store->subscribe(
            file(), u"x", [fail](const KeyChanges &) { fail(); }, isExecutor ? failing : Executor());
        const auto good = store->subscribe(file(), u"x", [&](const KeyChanges &) { ++calls; });
        QVERIFY(bad && good);
        for (int i = 1; i < 3; ++i) {
            write(1 + i);
            QTRY_COMPARE(failed.size(), i);
            QTRY_COMPARE(calls, i); // the others hear it all the same
        }
        const auto problem = failed.last()[0].value<Problem>();
        QCOMPARE(problem.toString(), u"a.json: no such host"_s);
        QCOMPARE(problem.kind, ProblemKind::Failure);
    }

    void whatThrowsMayCloseTheStoreBefore_data() { addListenerAndExecutor(); }

    void whatThrowsMayCloseTheStoreBefore()
    {
        QFETCH(bool, isExecutor);
        auto store = open();
        std::atomic<bool> isClosed{false};
        std::atomic<int> late{0};
        const auto close = [&] {
            store.reset();
            isClosed = true;
            throw std::runtime_error("closed");
        };
        const Executor closing = [close](const std::function<void()> &) { close(); };
        const auto one = store->subscribe(
            file(), u"x", [close](const KeyChanges &) { close(); }, isExecutor ? closing : Executor());
        const auto other = store->subscribe(
            file(), u"x", [](const KeyChanges &) {},
            [&](const std::function<void()> &) { late += isClosed ? 1 : 0; });
        QVERIFY(one && other);
        write(2);
        QTRY_VERIFY(isClosed);
        QCOMPARE(late, 0);
    }

    void nothingIsCalledOnceTheStoreIsClosed()
    {
        for (int i = 0; i < 30; ++i) {
            auto store = open();
            std::atomic<bool> isClosed{false};
            std::atomic<int> late{0};
            std::mutex mutex;
            std::vector<std::function<void()>> waiting;
            const auto one = store->subscribe(
                file(), u"", [&](const KeyChanges &) { late += isClosed ? 1 : 0; },
                [&](std::function<void()> call) {
                    const std::lock_guard lock(mutex);
                    waiting.push_back(std::move(call));
                });
            QVERIFY(one);
            write(2 + i);
            if (i % 2)
                static_cast<void>(store->refresh(file()));
            store.reset();
            isClosed = true;
            for (const auto &call : waiting)
                call();
            QCOMPARE(late, 0);
            QVERIFY(i % 2 == 0 || waiting.size() == 1);
        }
    }

private:
    static void addListenerAndExecutor()
    {
        QTest::addColumn<bool>("isExecutor");
        QTest::newRow("a listener") << false;
        QTest::newRow("an executor") << true;
    }
};

QTEST_GUILESS_MAIN(TestSubscription)
#include "tst_subscription.moc"
