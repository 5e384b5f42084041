#include "treetext.h"

#include <QtCore/QThreadPool>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include <ctime>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QByteArray server =
    R"({"http": {"port": 8080, "host": "example.org"}, "ports": [80, 8080], "greeting": "你好"})";
const QByteArray client = R"({"http": {"timeout": 30}, "db_password": "8080"})";

} // namespace

class TestSettingsFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void leavesWhatMatches_data();
    void leavesWhatMatches();
    void hitsAreWhatMatchesByItself();
    void clearingBringsEverythingBack();
    void rowsThatMatchBothFiltersStay();
    void aReloadIsFilteredToo();
    void theLastFilterCounts();
    void aHundredThousandRowsDoNotBlock();

private:
    void setFilter(const QString &text);

    std::unique_ptr<SettingsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSettingsFilter::init()
{
    m_model = std::make_unique<SettingsModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->reset({jsonFile(u"server.json"_s, server), jsonFile(u"client.json"_s, client)});
}

void TestSettingsFilter::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestSettingsFilter::setFilter(const QString &text)
{
    QSignalSpy filtered(m_model.get(), &SettingsModel::filtered);
    m_model->setFilter(filterWords(text));
    QVERIFY(filtered.count() == 1 || filtered.wait());
}

void TestSettingsFilter::leavesWhatMatches_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("tree");
    QTest::newRow("a key, with what is around it")
        << u"timeout"_s << u"client.json\n  http = 1 key\n    timeout = 30\n"_s;
    QTest::newRow("a value") << u"example"_s << u"server.json\n  http = 2 keys\n    host = example.org\n"_s;
    QTest::newRow("a part of a key in any case, with everything below")
        << u"PORTS"_s << u"server.json\n  ports = [80, 8080]\n    [0] = 80\n    [1] = 8080\n"_s;
    QTest::newRow("Chinese text") << u"你"_s << u"server.json\n  greeting = 你好\n"_s;
    QTest::newRow("a file name leaves the whole file")
        << u"client"_s << u"client.json\n  http = 1 key\n    timeout = 30\n  db_password = ••••••\n"_s;
    QTest::newRow("all words have to be found, wherever")
        << u"server http 8080"_s << u"server.json\n  http = 2 keys\n    port = 8080\n"_s;
    QTest::newRow("a key path") << u"http.po"_s << u"server.json\n  http = 2 keys\n    port = 8080\n"_s;
    QTest::newRow("the value of a secret is not looked into")
        << u"8080"_s
        << u"server.json\n  http = 2 keys\n    port = 8080\n  ports = [80, 8080]\n    [1] = 8080\n"_s;
    QTest::newRow("nothing matches") << u"nowhere"_s << u""_s;
}

void TestSettingsFilter::leavesWhatMatches()
{
    QFETCH(const QString, words);
    setFilter(words);
    QTEST(treeText(*m_model), "tree");
}

void TestSettingsFilter::hitsAreWhatMatchesByItself()
{
    setFilter(u"http"_s);
    QStringList hits;
    for (const QModelIndex &hit : m_model->hits(10))
        hits += m_model->path(hit) + u' ' + hit.data().toString();
    QCOMPARE(hits, QStringList({u"client.json http"_s, u"server.json http"_s}));
    QCOMPARE(m_model->hits(1).size(), 1);
}

void TestSettingsFilter::clearingBringsEverythingBack()
{
    const QString all = treeText(*m_model);
    setFilter(u"nowhere"_s);
    QCOMPARE(m_model->rowCount(), 0);
    setFilter(QString());
    QCOMPARE(treeText(*m_model), all);
}

void TestSettingsFilter::rowsThatMatchBothFiltersStay()
{
    const QPersistentModelIndex port = m_model->nodeIndex(u"server.json"_s, {u"http"_s, u"port"_s});
    setFilter(u"port"_s);
    QVERIFY(port.isValid());
    setFilter(u"port 8080"_s);
    QVERIFY(port.isValid());
    setFilter(QString());
    QVERIFY(port.isValid());
    setFilter(u"host"_s);
    QVERIFY(!port.isValid());
}

void TestSettingsFilter::aReloadIsFilteredToo()
{
    setFilter(u"8080"_s);
    m_model->update(jsonFile(u"server.json"_s, R"({"http": {"port": 1}, "other": 8080})"),
                    SettingsModel::Cause::Edit);
    QCOMPARE(treeText(*m_model), u"server.json\n  other = 8080\n"_s);
    m_model->update(jsonFile(u"server.json"_s, R"({"http": {"port": 1}})"), SettingsModel::Cause::Edit);
    m_model->update(jsonFile(u"client.json"_s, R"({"a": 8080})"), SettingsModel::Cause::Edit);
    m_model->update(jsonFile(u"new.json"_s, R"({"b": 8080, "c": 1})"), SettingsModel::Cause::Edit);
    QCOMPARE(treeText(*m_model), u"client.json\n  a = 8080\nnew.json\n  b = 8080\n"_s);
    setFilter(QString());
    QCOMPARE(m_model->rowCount(), 3);
}

void TestSettingsFilter::theLastFilterCounts()
{
    for (int i = 0; i < 50; ++i)
        m_model->setFilter({i % 2 == 0 ? u"greeting"_s : u"port"_s});
    m_model->setFilter({u"timeout"_s});
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(treeText(*m_model), u"client.json\n  http = 1 key\n    timeout = 30\n"_s);
}

void TestSettingsFilter::aHundredThousandRowsDoNotBlock()
{
    SettingsModel model; // without the tester, which looks at every row
    QByteArray text = "{";
    for (int i = 0; i < 110'000; ++i)
        text += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ",";
    text.back() = '}';
    model.reset({jsonFile(u"large.json"_s, text)});
    const QModelIndex file = model.fileIndex(u"large.json"_s);
    QCOMPARE(model.rowCount(file), 110'000);

    QSignalSpy filtered(&model, &SettingsModel::filtered);
    const auto milliseconds = [](std::clock_t ticks) { return double(ticks) * 1000 / CLOCKS_PER_SEC; };
    const std::clock_t start = std::clock();
    model.setFilter({u"77"_s});
    const std::clock_t asked = std::clock();
    QVERIFY(filtered.wait());
    QVERIFY(model.rowCount(file) > 1000 && model.rowCount(file) < 110'000);
    const std::clock_t found = std::clock();
    model.setFilter({});
    const std::clock_t cleared = std::clock();
    QCOMPARE(model.rowCount(file), 110'000);
    qInfo("processor time: asking %.0f ms, clearing %.0f ms", milliseconds(asked - start),
          milliseconds(cleared - found));
    QVERIFY(milliseconds(asked - start) < 50);
    QVERIFY(milliseconds(cleared - found) < 1500); // of a build for debugging with sanitizers
}

QTEST_MAIN(TestSettingsFilter)
#include "tst_settingsfilter.moc"
