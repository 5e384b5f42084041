#include "rawfile.h"
#include "signalrecord.h"
#include "storeprobe.h"

#include <retune/store/layers.h>
#include <retune/watch/signature.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <utility>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

namespace {

/// A number whose conversion throws for what it does not like.
struct Fussy
{
    int number = 0;
};

/// A number whose conversion asks the store that it comes from.
struct Curious
{
    int number = 0;
    inline static Store *store = nullptr;
    inline static std::optional<Problem> liveProblem;
    inline static std::optional<Problem> refreshProblem;
};

} // namespace

template<>
struct retune::Convert<Fussy>
{
    static Result<Fussy> from(const Setting &setting)
    {
        const int number = *Convert<int>::from(setting);
        if (number == 13)
            throw std::runtime_error("thirteen is bad luck");
        if (number == 42)
            throw 42;
        return Fussy{number};
    }
};

template<>
struct retune::Convert<Curious>
{
    static Result<Curious> from(const Setting &setting)
    {
        const Live<int> other = Curious::store->live<int>(u"b.json"_s, u"x", 7);
        Curious::liveProblem = other.problem();
        const Result<void> refreshed = Curious::store->refresh(u"b.json"_s);
        Curious::refreshProblem = refreshed ? std::nullopt : std::optional(refreshed.error());
        return Curious{*Convert<int>::from(setting) + other.get()};
    }
};

/// What a program's own code does to the store that calls it: it throws, and it comes back with questions.
class TestStoreCallbacks : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
    QStringList m_heard; ///< filled by direct slots; to be read where nothing is told meanwhile

    QString path(const QString &name) const { return m_folder->filePath(name); }
    void write(const QString &name, int number) const
    {
        writeInPlace(path(name), "{\"x\": " + QByteArray::number(number) + "}");
    }
    void spoil(const QString &name) const { writeInPlace(path(name), "{\"x\": "); }

    Store &open(const StoreOptions &given = {})
    {
        StoreOptions options = given;
        options.timing.scan = 60s; // nothing here may depend on the safety net
        auto store = Store::open(m_folder->path(), options);
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        m_store = *std::move(store);
        m_store->waitUntilLoaded();
        return *m_store;
    }

    /// Writes down what a slot hears that is connected behind those of the test.
    void listen()
    {
        const auto hear = [this](auto signal, auto line) {
            QObject::connect(
                m_store.get(), signal, m_store.get(),
                [this, line](const auto &told) { m_heard += line(told); }, Qt::DirectConnection);
        };
        hear(&Store::reloaded, [](const Reload &reload) {
            return u"r%1 %2"_s.arg(reload.revision).arg(reload.files.first().path());
        });
        hear(&Store::reloadFailed, [](const Problem &problem) { return u"failed "_s + problem.file; });
        hear(&Store::recovered, [](const QString &file) { return u"recovered "_s + file; });
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_heard.clear();
        write(u"a.json"_s, 1);
        write(u"b.json"_s, 1);
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    // Conversions

    void aConversionThatThrowsIsAProblemOfItsValue_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("an exception of the library")
            << 13 << u"a.json:1:7: x: the conversion failed: thirteen is bad luck"_s;
        QTest::newRow("anything else")
            << 42 << u"a.json:1:7: x: the conversion failed: an exception that is no std::exception"_s;
    }

    void aConversionThatThrowsIsAProblemOfItsValue()
    {
        QFETCH(int, number);
        QFETCH(QString, sentence);
        Store &store = open();
        SignalRecord failed(&store, &Store::reloadFailed);
        const Live<Fussy> before = store.live<Fussy>(u"a.json"_s, u"x", Fussy{7});
        QCOMPARE(before->number, 1);
        write(u"a.json"_s, number);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first()[0].value<Problem>().toString(), sentence);
        QCOMPARE(failed.first()[0].value<Problem>().kind, ProblemKind::WrongType);
        QCOMPARE(before->number, 1);
        const Live<Fussy> after = store.live<Fussy>(u"a.json"_s, u"x", Fussy{7});
        QCOMPARE(after->number, 7);
        QCOMPARE(after.problem()->toString(), sentence);
        write(u"a.json"_s, 2);
        QTRY_COMPARE(after->number, 2);
        QCOMPARE(before->number, 2);
        QVERIFY(!after.problem());
    }

    void aConversionThatAsksItsStoreIsRefused()
    {
        Curious::store = &open();
        SignalRecord failed(m_store.get(), &Store::reloadFailed);
        const Live<Curious> value = m_store->live<Curious>(u"a.json"_s, u"x");
        QCOMPARE(value->number, 8);                  // with the fallback of the other
        for (int number = 2; number < 4; ++number) { // in this thread, and then in the store's
            QVERIFY(Curious::liveProblem && Curious::refreshProblem);
            QCOMPARE(Curious::liveProblem->kind, ProblemKind::Misuse);
            QCOMPARE(Curious::refreshProblem->kind, ProblemKind::Misuse);
            write(u"a.json"_s, number);
            QTRY_COMPARE(value->number, number + 7);
        }
        QVERIFY(failed.isEmpty()); // whoever heard of it would be inside the conversion
    }

    // Checks

    void aCheckMayRefreshAnyFile_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::newRow("its own") << u"a.json"_s;
        QTest::newRow("another, whose check asks for this one") << u"b.json"_s;
    }

    void aCheckMayRefreshAnyFile()
    {
        QFETCH(QString, asked);
        Store &store = open();
        // What has been looked at twice is known to be in force, so that every other content is read and checked.
        const auto isOld = [this] {
            return !signatureOf(QFile::encodeName(path(u"b.json"_s))).isYounger(Timing().young);
        };
        QTRY_VERIFY(isOld());
        QVERIFY(store.refresh(u"a.json"_s) && store.refresh(u"b.json"_s));
        std::atomic<int> calls{0};
        std::atomic<int> callsInsideOfThemselves{0};
        const auto check = [&](const QString &file) {
            return [&, file, isCalled = std::make_shared<bool>(false)](const Setting &) {
                ++calls;
                callsInsideOfThemselves += *isCalled ? 1 : 0;
                const bool wasCalled = std::exchange(*isCalled, true);
                const bool isRefreshed = bool(store.refresh(file));
                *isCalled = wasCalled;
                return isRefreshed ? std::nullopt : std::optional(u"not to be refreshed"_s);
            };
        };
        QVERIFY(store.addValidator(u"a.json"_s, u"x", check(asked)));
        QVERIFY(store.addValidator(u"b.json"_s, u"x", check(u"a.json"_s)));
        for (int number = 2; number < 5; ++number) {
            write(u"a.json"_s, number);
            write(u"b.json"_s, number);
            QVERIFY(store.refresh(u"a.json"_s));
            QCOMPARE(valueIn(store, u"a.json"_s), QString::number(number));
            QTRY_COMPARE(valueIn(store, u"b.json"_s), QString::number(number));
        }
        QVERIFY(calls >= 6);
        QCOMPARE(callsInsideOfThemselves, 0);
        QVERIFY(store.problems().isEmpty());
    }

    void aCheckMayRefreshDuringTheFirstReading()
    {
        std::atomic<Store *> used{nullptr};
        std::atomic<quint64> published{0};
        StoreOptions options;
        const auto check = [&](const Setting &) -> std::optional<QString> {
            while (!used)
                std::this_thread::yield();
            static_cast<void>(used.load()->refresh(u"a.json"_s));
            static_cast<void>(used.load()->refresh(u"b.json"_s));
            published += used.load()->snapshot().files().size();
            return std::nullopt;
        };
        options.validators = {{u"a.json"_s, {}, check}, {u"b.json"_s, {}, check}};
        auto store = *Store::open(m_folder->path(), options);
        used = store.get();
        store->waitUntilLoaded();
        QCOMPARE(published, 0U); // the first revision holds all that was read
        QCOMPARE(store->revision(), 1U);
        QCOMPARE(valueIn(*store, u"a.json"_s), u"1"_s);
        QCOMPARE(valueIn(*store, u"b.json"_s), u"1"_s);
    }

    // Slots

    void everySlotHearsRevisionsInTheirOrder()
    {
        Store &store = open();
        std::atomic<bool> isDone{false};
        QString seenInTheSlot;
        QObject::connect(
            &store, &Store::reloaded, &store,
            [&](const Reload &reload) {
                if (reload.files.first().path() != u"a.json")
                    return;
                write(u"b.json"_s, 5);
                QVERIFY(store.refresh(u"b.json"_s));
                seenInTheSlot = valueIn(store, u"b.json"_s);
            },
            Qt::DirectConnection);
        listen();
        QObject::connect(
            &store, &Store::reloaded, &store,
            [&](const Reload &reload) { isDone = reload.files.first().path() == u"b.json"; },
            Qt::DirectConnection);
        write(u"a.json"_s, 2);
        QTRY_VERIFY(isDone);
        m_store.reset();
        QCOMPARE(seenInTheSlot, u"5"_s); // in force when `refresh` returned
        QCOMPARE(m_heard, (QStringList{u"r2 a.json"_s, u"r3 b.json"_s}));
    }

    void theLastWordOnAFileIsTrue()
    {
        Store &store = open();
        std::atomic<bool> isDone{false};
        QObject::connect(
            &store, &Store::reloadFailed, &store,
            [&](const Problem &) {
                write(u"a.json"_s, 3);
                QVERIFY(store.refresh(u"a.json"_s));
                QVERIFY(store.problems().isEmpty());
            },
            Qt::DirectConnection);
        listen();
        QObject::connect(
            &store, &Store::recovered, &store, [&](const QString &) { isDone = true; }, Qt::DirectConnection);
        spoil(u"a.json"_s);
        QTRY_VERIFY(isDone);
        m_store.reset();
        QCOMPARE(m_heard, (QStringList{u"failed a.json"_s, u"r2 a.json"_s, u"recovered a.json"_s}));
    }

    // Files that are forgotten

    void aHandleToAForgottenFileSaysSo()
    {
        Store &store = open();
        SignalRecord failed(&store, &Store::reloadFailed);
        SignalRecord forgotten(&store, &Store::forgotten);
        const Live<int> value = store.live<int>(u"a.json"_s, u"x", 7);
        removeFile(path(u"a.json"_s));
        store.forget(u"a.json"_s);
        QTRY_COMPARE(forgotten.size(), 1);
        QCOMPARE(store.revision(), 2U);
        QCOMPARE(store.snapshot().revision(), 2U);
        QVERIFY(value.problem());
        QCOMPARE(value.problem()->kind, ProblemKind::Missing);
        QCOMPARE(value.get(), 1); // the last one that there was
        QVERIFY(failed.isEmpty());
        write(u"a.json"_s, 3);
        QTRY_COMPARE(value.get(), 3);
        QVERIFY(!value.problem());
        QCOMPARE(store.revision(), 3U);
    }

    void aLayerThatIsForgottenHidesNothingAnyMore()
    {
        write(u"b.json"_s, 2);
        Store &store = open();
        const Live<int> value = Layers(store, {u"a.json"_s, u"b.json"_s}).live<int>(u"x");
        QCOMPARE(value.get(), 2);
        removeFile(path(u"b.json"_s));
        store.forget(u"b.json"_s);
        QTRY_COMPARE(value.get(), 1);
        QCOMPARE(value.origin().source, u"a.json"_s);
        QVERIFY(!value.problem());
    }
};

QTEST_GUILESS_MAIN(TestStoreCallbacks)
#include "tst_storecallbacks.moc"
