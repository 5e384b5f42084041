#include "layers/valuesurroundings.h"

#include <rawfile.h>

#include <retune/store/layers.h>

#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtGui/QTextDocumentFragment>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

using Files = QList<std::pair<QString, QByteArray>>; ///< the weakest first

constexpr char prefix[] = "RETUNETEST_";

QString plain(const LinkedText &text)
{
    return QTextDocumentFragment::fromHtml(text.html).toPlainText();
}

} // namespace

/// What is told of the layers of a value is what `Layers` gives to programs.
class TestLayerStory : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;

    void open(const Files &files)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const auto &[name, text] : files)
            test::writeInPlace(m_folder->filePath(name), text);
        auto store = Store::open(m_folder->path());
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        m_store = *std::move(store);
        m_store->waitUntilLoaded();
    }

    ValueSurroundings around(const QString &path, const KeyPath &key, const QList<LayerSet> &sets,
                             const QByteArrayList &environment = {}) const
    {
        const Snapshot snapshot = m_store->snapshot();
        const SettingsFilePtr file = snapshot.file(path);
        const Document document = file ? file->document : Document();
        const Node node = document.isNull() ? Node() : document.find(key);
        return surroundings(
            {snapshot, path, key, document, node ? node.range().begin : 0, false, sets, environment});
    }

private Q_SLOTS:
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void tellsWhatCounts_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("told");
        const QString base = u"base.toml"_s;
        const QString local = u"local.toml"_s;
        const Files ports{{base, "port = 80\n"}, {local, "port = 8080\n"}};
        QTest::newRow("the strongest file is in force")
            << ports << ""_ba << local << u"port"_s
            << u"Layer 2 of 2 (local.toml over base.toml).\nIn force. Hides base.toml:1:8 (80)."_s;
        QTest::newRow("a weaker one is hidden, and what counts instead is told")
            << ports << ""_ba << base << u"port"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nHidden by local.toml:1:8 (8080)."_s;
        QTest::newRow("a key of one layer alone")
            << Files{{base, "port = 80\n"}, {local, ""}} << ""_ba << base << u"port"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nIn force."_s;
        QTest::newRow("of three layers all are told")
            << Files{{base, "a = 1\n"}, {u"site.toml"_s, "a = 2\n"}, {local, "a = 3\n"}} << ""_ba << base
            << u"a"_s
            << u"Layer 1 of 3 (local.toml over site.toml over base.toml).\nHidden by local.toml:1:5 (3). "
               u"Also "
               u"given "
               u"in site.toml:1:5 (2)."_s;
        QTest::newRow("a variable is stronger than every file")
            << ports << "PORT=9"_ba << local << u"port"_s
            << u"Layer 2 of 3 (variables RETUNETEST_… over local.toml over base.toml).\nHidden by the "
               u"variable "
               u"RETUNETEST_PORT (9). Also given in base.toml:1:8 (80). Variables are those of this window; "
               u"the "
               u"program may be given others."_s;
        QTest::newRow("the list of a stronger layer hides the members of a weaker one")
            << Files{{base, "names = [1, 2, 3]\n"}, {local, "names = [9]\n"}} << ""_ba << base
            << u"names[2]"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nHidden by local.toml:1:9 (names: [9])."_s;
        QTest::newRow("a value hides what stands below its key in a weaker layer")
            << Files{{base, "[http]\nport = 1\n"}, {local, "http = 5\n"}} << ""_ba << base << u"http.port"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nHidden by local.toml:1:8 (http: 5)."_s;
        QTest::newRow("tables are merged")
            << Files{{base, "[http]\nport = 1\n"}, {local, "[http]\ntls = true\n"}} << ""_ba << base
            << u"http"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nThe layers are merged key by key. Also given in "
               u"local.toml:1:7 (1 key)."_s;
        QTest::newRow("tables of variables too, which have no name")
            << Files{{base, "[http]\nport = 1\n"}} << "HTTP__TLS=yes"_ba << base << u"http"_s
            << u"Layer 1 of 2 (variables RETUNETEST_… over base.toml).\nThe layers are merged key by key. "
               u"Also "
               u"given in variables (1 key). Variables are those of this window; the program may be given others."_s;
        QTest::newRow("an empty value is seen")
            << Files{{base, "a = \"\"\n"}, {local, "a = \"x\"\n"}} << ""_ba << local << u"a"_s
            << u"Layer 2 of 2 (local.toml over base.toml).\nIn force. Hides base.toml:1:5 (\"\")."_s;
        QTest::newRow("secrets stay covered")
            << Files{{base, "api_token = \"hush\"\n"}, {local, "api_token = \"psst\"\n"}} << ""_ba << base
            << u"api_token"_s
            << u"Layer 1 of 2 (local.toml over base.toml).\nHidden by local.toml:1:13 (••••••)."_s;
        QTest::newRow("and so do those of variables")
            << Files{{base, "api-token = \"hush\"\n"}} << "API_TOKEN=psst"_ba << base << u"api-token"_s
            << u"Layer 1 of 2 (variables RETUNETEST_… over base.toml).\nHidden by the variable "
               u"RETUNETEST_API_TOKEN (••••••). Variables are those of this window; the program may be given others."_s;
        QTest::newRow("a name that looks like HTML is told as it is")
            << Files{{u"<b>&.toml"_s, "a = \"<i>\"\n"}, {local, "a = 2\n"}} << ""_ba << local << u"a"_s
            << u"Layer 2 of 2 (local.toml over <b>&.toml).\nIn force. Hides <b>&.toml:1:5 (<i>)."_s;
        QTest::newRow("what the disk does not hold yet")
            << ports << ""_ba << local << u"fresh"_s
            << u"Layer 2 of 2 (local.toml over base.toml).\nNot in force, because the file on disk does not hold it."_s;
    }

    void tellsWhatCounts()
    {
        QFETCH(const Files, files);
        QFETCH(const QByteArray, variable);
        QFETCH(const QString, path);
        QFETCH(const QString, key);
        QFETCH(const QString, told);
        open(files);
        LayerSet set;
        for (const auto &[name, text] : files)
            set.files += name;
        QByteArrayList environment;
        if (!variable.isEmpty()) {
            set.environmentPrefix = QString::fromLatin1(prefix);
            environment += prefix + variable;
        }
        const KeyPath keyPath = *KeyPath::parse(key);
        const ValueSurroundings found = around(path, keyPath, {set}, environment);
        QCOMPARE(plain(layerText(found)), told + u"\nChange layers…"_s);

        // A program that declares the same layers.
        const qsizetype equals = variable.indexOf('=');
        const QByteArray name = prefix + variable.first(std::max<qsizetype>(equals, 0));
        if (!variable.isEmpty())
            qputenv(name.constData(), variable.sliced(equals + 1));
        const Origin origin = Layers(*m_store, set.files, set.environmentPrefix).origin(key);
        qunsetenv(name.constData());
        const LayerStory &story = found.layers.first();
        const QString hiding = hidingLayer(set, environment, m_store->snapshot(), path, keyPath);
        QCOMPARE(hiding, story.stronger ? story.stronger->origin.source : QString());
        if (story.standing == LayerStory::Standing::InForce)
            QCOMPARE(origin.source, path);
        else if (story.stronger && story.stronger->key.isEmpty())
            QCOMPARE(origin, story.stronger->origin);
        else if (story.standing != LayerStory::Standing::Merged)
            QCOMPARE(origin.layer, Origin::Layer::Default);
    }

    void eachLinkLeadsToItsPlace()
    {
        open({{u"a.toml"_s, "x = 1\n"}, {u"b.toml"_s, "\nx = 2\n"}, {u"c.toml"_s, "\n\nx = 3\n"}});
        const LayerSet set{{u"a.toml"_s, u"b.toml"_s, u"c.toml"_s}, {}};
        const LinkedText text = layerText(around(u"a.toml"_s, {u"x"_s}, {set}));
        QCOMPARE(text.places.size(), 2);
        for (qsizetype i = 0; i < text.places.size(); ++i)
            QVERIFY2(text.html.contains(u"<a href='%1'>%2</a>"_s.arg(i).arg(text.places[i].toString())),
                     qPrintable(text.html));
        QCOMPARE(text.places[0].toString(), u"c.toml:3:5"_s);
    }

    void withoutLayersOtherFilesAreTold()
    {
        Files files;
        for (char name = 'a'; name <= 'h'; ++name)
            files += {QString(QLatin1Char(name)) + u".toml"_s, "x = 1\n"};
        open(files);
        QCOMPARE(plain(layerText(around(u"a.toml"_s, {u"x"_s}, {}))),
                 u"Also given in b.toml:1:5 (1), c.toml:1:5 (1), d.toml:1:5 (1), e.toml:1:5 (1), f.toml:1:5 "
                 u"(1), …. "
                 u"Which file counts is up to the program.\nDeclare layers…"_s);
        QCOMPARE(plain(layerText(around(u"a.toml"_s, {u"y"_s}, {}))),
                 u"No other file of this folder has this key.\nDeclare layers…"_s);
    }

    void aFileMayBeALayerOfSeveralSets()
    {
        open({{u"base.toml"_s, "x = 1\n"}, {u"dev.toml"_s, "x = 2\n"}, {u"live.toml"_s, ""}});
        const QList<LayerSet> sets{{{u"base.toml"_s, u"dev.toml"_s}, {}},
                                   {{u"base.toml"_s, u"live.toml"_s}, {}}};
        QCOMPARE(plain(layerText(around(u"base.toml"_s, {u"x"_s}, sets))),
                 u"Layer 1 of 2 (dev.toml over base.toml).\nHidden by dev.toml:1:5 (2).\n"
                 u"Layer 1 of 2 (live.toml over base.toml).\nIn force.\nChange layers…"_s);
    }

    void setsAreKeptAsJson()
    {
        const QList<LayerSet> sets{{{u"a.toml"_s, u"b/c.json"_s}, u"APP_"_s}, {{u"d.ini"_s, u"e.ini"_s}, {}}};
        QCOMPARE(layerSets(toJson(sets)), sets);
        QCOMPARE(layerSets({1, u"x"_s, QJsonObject(), QJsonObject{{u"files"_s, QJsonArray{1, u""_s}}}}),
                 QList<LayerSet>());
    }
};

QTEST_MAIN(TestLayerStory)
#include "tst_layerstory.moc"
