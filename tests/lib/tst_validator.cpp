#include <rawfile.h>
#include <signalrecord.h>

#include <retune/store/store.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <stdexcept>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

std::optional<QString> privilegedPort(const Setting &setting)
{
    const auto port = Convert<int>::from(setting);
    if (port && *port < 1024)
        return std::nullopt;
    return u"expected a port below 1024, found %1"_s.arg(setting.value().text);
}

} // namespace

class TestValidator : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(u"a.json"_s);

    std::unique_ptr<Store> open(const StoreOptions &options = {}) const
    {
        auto store = Store::open(m_folder.path(), options);
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        (*store)->waitUntilLoaded();
        return *std::move(store);
    }

private Q_SLOTS:
    void aRefusedChangeKeepsTheLastGoodValues()
    {
        test::writeInPlace(m_file, "{\"http\": {\"port\": 80}}");
        const auto store = open();
        QVERIFY(store->addValidator(u"a.json"_s, u"http.port", &privilegedPort));
        const test::SignalRecord failed(store.get(), &Store::reloadFailed);
        const test::SignalRecord recovered(store.get(), &Store::recovered);
        const Live<int> port = store->live<int>(u"a.json"_s, u"http.port");
        test::writeInPlace(m_file, "{\"http\":\n {\"port\": 8080}}");
        QTRY_COMPARE(failed.size(), 1);
        const auto problem = failed.first().first().value<Problem>();
        QCOMPARE(problem.kind, ProblemKind::Invalid);
        QCOMPARE(problem.toString(), u"a.json:2:11: http.port: expected a port below 1024, found 8080"_s);
        QCOMPARE(port.get(), 80);
        test::writeInPlace(m_file, "{\"http\": {\"port\": 443}}");
        QTRY_COMPARE(port.get(), 443);
        QTRY_COMPARE(recovered.size(), 1);
    }

    void aCheckOfTheOptionsHoldsForTheFirstContent()
    {
        test::writeInPlace(m_file, "{\"port\": 8080}");
        StoreOptions options;
        options.validators.push_back({m_file, {u"port"_s}, &privilegedPort});
        const auto store = open(options);
        QTRY_COMPARE(store->snapshot().problems().size(), 1);
        QVERIFY(store->snapshot().file(u"a.json")->document.isNull());
    }

    void aKeyThatIsNotThereIsNotChecked()
    {
        test::writeInPlace(m_file, "{\"x\": 1}");
        const auto store = open();
        QVERIFY(store->addValidator(u"a.json"_s, u"port", &privilegedPort));
        test::writeInPlace(m_file, "{\"x\": 2}");
        QTRY_COMPARE(store->snapshot().value(u"a.json", {u"x"_s})->text, u"2"_s);
        QVERIFY(store->snapshot().problems().isEmpty());
    }

    void anExceptionIsARefusal()
    {
        test::writeInPlace(m_file, "{\"x\": 1}");
        const auto store = open();
        QVERIFY(store->addValidator(u"a.json"_s, u"", [](const Setting &) -> std::optional<QString> {
            throw std::runtime_error("no database");
        }));
        test::writeInPlace(m_file, "{\"x\": 2}");
        QTRY_COMPARE(store->snapshot().problems().value(0).toString(),
                     u"a.json:1:1: the check failed: no database"_s);
        QCOMPARE(store->snapshot().value(u"a.json", {u"x"_s})->text, u"1"_s);
    }

    void aKeyThatIsNoneIsToldAtOnce()
    {
        test::writeInPlace(m_file, "{}");
        QCOMPARE(open()->addValidator(u"a.json"_s, u"[x", &privilegedPort).error().kind, ProblemKind::Misuse);
    }
};

QTEST_GUILESS_MAIN(TestValidator)
#include "tst_validator.moc"
