#include <rawfile.h>

#include <retune/store/environment.h>
#include <retune/store/layers.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

struct Http
{
    int port = 1;
    QString host = u"nowhere"_s;
    bool tls = false;
};

} // namespace

template<>
struct retune::Fields<Http>
{
    static constexpr std::tuple all{Field{u"port", &Http::port}, Field{u"host", &Http::host},
                                    Field{u"tls", &Http::tls}};
};

class TestLayers : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;

    void write(const QString &name, const QByteArray &bytes) const
    {
        test::writeInPlace(m_folder->filePath(name), bytes);
    }
    Layers layers(const QString &prefix = {})
    {
        auto store = Store::open(m_folder->path());
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        m_store = *std::move(store);
        m_store->waitUntilLoaded();
        return Layers(*m_store, {u"base.json"_s, u"site.json"_s}, prefix);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(u"base.json"_s, "{\"http\": {\"port\": 80, \"host\": \"base\"}, \"names\": [1, 2, 3]}\n");
        write(u"site.json"_s, "{\n  \"http\": {\"port\": 8080},\n  \"names\": [9]\n}\n");
    }
    void cleanup() { m_store.reset(); }

    void aLaterFileWinsKeyByKey()
    {
        const Layers settings = layers();
        QCOMPARE(settings.live<int>(u"http.port").get(), 8080);
        QCOMPARE(settings.live<QString>(u"http.host").get(), u"base"_s);
        QCOMPARE(settings.live<QList<int>>(u"names").get(), QList<int>{9});
        QCOMPARE(settings.live<int>(u"http.none", 7).get(), 7);
    }

    void aKeyThatNoLayerHasAnyMoreGivesTheFallback()
    {
        const Layers settings = layers();
        const Live<int> port = settings.live<int>(u"http.port", 7);
        write(u"site.json"_s, "{}\n");
        QTRY_COMPARE(port.get(), 80);
        write(u"base.json"_s, "{\"http\": {}}\n");
        QTRY_COMPARE(port.get(), 7);
        QCOMPARE(port.origin().layer, Origin::Layer::Default);
        QVERIFY(port.problem());
        QCOMPARE(port.problem()->kind, ProblemKind::NoSuchKey);
    }

    void aStructIsPutTogetherFromAllLayers()
    {
        const Http http = layers().live<Http>(u"http").get();
        QCOMPARE(http.port, 8080);
        QCOMPARE(http.host, u"base"_s);
        QCOMPARE(http.tls, false);
    }

    void theOriginIsToldByFileLineAndLayer()
    {
        qputenv("RETUNETEST_HTTP__HOST", "fromoutside");
        const Layers settings = layers(u"RETUNETEST_"_s);
        qunsetenv("RETUNETEST_HTTP__HOST");
        QCOMPARE(settings.origin(u"http.port").toString(), u"site.json:2:20"_s);
        QCOMPARE(settings.origin(u"http.host"),
                 (Origin{Origin::Layer::Environment, u"RETUNETEST_HTTP__HOST"_s, {}}));
        QCOMPARE(settings.origin(u"http.none").toString(), u"the default in the code"_s);
        const Live<QString> host = settings.live<QString>(u"http.host");
        QCOMPARE(host.get(), u"fromoutside"_s);
        QCOMPARE(host.origin().layer, Origin::Layer::Environment);
    }

    void everyLayerIsFollowed()
    {
        const Layers settings = layers();
        const Live<int> port = settings.live<int>(u"http.port", 7);
        write(u"site.json"_s, "{}\n");
        QTRY_COMPARE(port.get(), 80);
        QCOMPARE(port.origin().source, u"base.json"_s);
        write(u"base.json"_s, "{\"http\": {\"port\": 81}}\n");
        QTRY_COMPARE(port.get(), 81);
        write(u"site.json"_s, "{\"http\": {\"port\": 82}}\n");
        QTRY_COMPARE(port.get(), 82);
    }

    void aWrongTypeIsToldWithItsOwnFile()
    {
        write(u"base.json"_s, "{\"http\": {\n\"host\": 5}}\n");
        const Live<Http> http = layers().live<Http>(u"http");
        QVERIFY(http.problem());
        QCOMPARE(http.problem()->toString(),
                 u"base.json:2:9: http: host: expected a text, found the whole number \"5\""_s);
    }

    void aFileThatDoesNotExistYetHoldsNothing()
    {
        QVERIFY(QFile::remove(m_folder->filePath(u"site.json"_s)));
        const Layers settings = layers();
        const Live<int> port = settings.live<int>(u"http.port");
        QCOMPARE(port.get(), 80);
        write(u"site.json"_s, "{\"http\": {\"port\": 8081}}\n");
        QTRY_COMPARE(port.get(), 8081);
    }

    void variablesBecomeATree_data()
    {
        QTest::addColumn<QByteArrayList>("entries");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("warnings");
        const QByteArrayList usual{"APP_HTTP__PORT=80", "APP_MAX_SIZE=5", "OTHER=1", "PATH=/bin"};
        QTest::newRow("two underscores lead into a table") << usual << u"http.port"_s << u"80"_s << 0;
        QTest::newRow("capitals and dashes do not count") << usual << u"Max-Size"_s << u"5"_s << 0;
        QTest::newRow("others are left alone") << usual << u"path"_s << u""_s << 0;
        QTest::newRow("a value may hold an equals sign")
            << QByteArrayList{"APP_A=b=c"} << u"a"_s << u"b=c"_s << 0;
        QTest::newRow("an empty value") << QByteArrayList{"APP_A="} << u"a"_s << u""_s << 0;
        QTest::newRow("an empty part of a name") << QByteArrayList{"APP_A____B=1"} << u"a"_s << u""_s << 1;
        QTest::newRow("a value where others have a table")
            << QByteArrayList{"APP_A=1", "APP_A__B=2"} << u"a.b"_s << u"2"_s << 1;
        QTest::newRow("no UTF-8") << QByteArrayList{"APP_A=\xFF"} << u"a"_s << u""_s << 1;
        QTest::newRow("no equals sign, as only a broken program leaves it")
            << QByteArrayList{"APP_A"} << u"a"_s << u""_s << 0;
    }

    void variablesBecomeATree()
    {
        QFETCH(QByteArrayList, entries);
        QFETCH(QString, key);
        QFETCH(QString, value);
        const Document document = environmentDocument(u"APP_"_s, entries);
        const auto found = Setting(document.root()).find(*KeyPath::parse(key));
        QCOMPARE(found && isScalar(found->kind()) ? found->value().text : QString(), value);
        QTEST(int(document.warnings().size()), "warnings");
    }

    void variablesHaveTheTypeTheyAreReadAs()
    {
        qputenv("RETUNETEST_PORT", "8080");
        qputenv("RETUNETEST_TLS", "yes");
        const Layers settings = layers(u"RETUNETEST_"_s);
        qunsetenv("RETUNETEST_PORT");
        qunsetenv("RETUNETEST_TLS");
        QCOMPARE(settings.live<int>(u"port").get(), 8080);
        QCOMPARE(settings.live<QString>(u"port").get(), u"8080"_s);
        QCOMPARE(settings.live<bool>(u"tls").get(), true);
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
