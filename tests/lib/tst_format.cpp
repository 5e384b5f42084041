#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesGiveFormats_data();
    void namesGiveFormats();
    void knowsTracesOfSaving_data();
    void knowsTracesOfSaving();
    void shortNamesAreUnique();
    void refusesWhatIsTooLarge();
    void findsByPath();
    void findsByOffset();
    void repeatedKeysOfEverySize_data();
    void repeatedKeysOfEverySize();
};

void TestFormat::namesGiveFormats_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("format");

    const auto row = [](const char *path, const char *format) {
        QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(format);
    };
    row("a.json", "json");
    row("sub/folder/a.json", "json");
    row("a.b.json", "json");
    row("设置.json", "json");
    row("a.jsonc", "jsonc");
    row("tsconfig.json", "jsonc");
    row("sub/tsconfig.base.json", "jsonc");
    row(".vscode/settings.json", "jsonc");
    row("sub/.vscode/settings.json", "jsonc");
    row("vscode/settings.json", "json");
    row("devcontainer.json", "jsonc");
    row("my-devcontainer.json", "json");
    row("pyproject.toml", "toml");
    row("Cargo.lock", "");
    row("poetry.lock", "");
    row("a.ini", "ini");
    row("a.cfg", "ini");
    row("nginx.conf", "ini");
    row(".gitconfig", "git");
    row("work.gitconfig", "git");
    row("sub/.gitmodules", "git");
    row(".git/config", "git");
    row("repository/.git/config", "git");
    row("git/config", "");
    row("app.service", "systemd");
    row("getty@tty1.service", "systemd");
    row("app.service.d/override.conf", "systemd");
    row("conf.d/override.conf", "ini");
    row("10-eth.network", "systemd");
    row("backup.timer", "systemd");
    row(".env", "env");
    row("sub/.env", "env");
    row(".env.local", "env");
    row(".env.json", "json");
    row("production.env", "env");
    row(".environment", "");
    row("env", "");
    row("log4j.properties", "properties");
    row(".properties", "properties");
    row("setting.py", "python");
    row("my_settings_local.py", "python");
    row("config.py", "python");
    row("gunicorn.conf.py", "python");
    row("main.py", "");
    row("a.txt", "");
    row("json", "");
    row("a.json.bak", "");
    row("a.json/b", "");
    row("", "");
}

void TestFormat::namesGiveFormats()
{
    QFETCH(QString, path);
    QFETCH(QString, format);
    const Format *found = formatForPath(path);
    QCOMPARE(found ? found->shortName() : QString(), format);
}

void TestFormat::knowsTracesOfSaving_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isTrace");

    for (const char *name :
         {"a.json~", ".#a.json", "#a.json#", "4913", ".a.json.swp", ".a.json.swx", "a.tmp", "sedAb12cD",
          "yarn.lock", "a.json___jb_tmp___", ".goutputstream-X1Y2Z3", "..data", "..2024_01_01", ".env.swp",
          ".env.swo", ".env~", ".#.env", ".app.service.swp"})
        QTest::newRow(name) << QString::fromUtf8(name) << true;
    for (const char *name :
         {"a.json", ".env", ".env.local", ".gitconfig", ".vscode", "sed.ini", "sedation.json", "4913.json",
          "a~b.json", "#a.json", "lock.json", ".a.json.swap"})
        QTest::newRow(name) << QString::fromUtf8(name) << false;
}

void TestFormat::knowsTracesOfSaving()
{
    QFETCH(QString, name);
    QFETCH(bool, isTrace);
    QCOMPARE(isTraceOfSaving(name), isTrace);
}

void TestFormat::shortNamesAreUnique()
{
    for (const Format *each : formats()) {
        QCOMPARE(formatByName(each->shortName()), each);
        QCOMPARE(&format(each->id()), each);
        QVERIFY(!each->name().isEmpty());
    }
    QCOMPARE(formatByName(u"word"), nullptr);
}

void TestFormat::refusesWhatIsTooLarge()
{
    const Result<Document> document = format(FormatId::Json).parse("[12345]", {.bytes = 6});
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ProblemKind::Limit);
    QCOMPARE(document.error().toString(), u"expected at most 6 bytes, found 7 bytes"_s);
    QVERIFY(format(FormatId::Json).parse("[12345]", {.bytes = 7}));
    const Result<Document> many = format(FormatId::Json).parse("[1,2,3]", {.nodes = 3});
    QVERIFY(!many);
    QCOMPARE(many.error().toString(), u"1:6: expected at most 3 keys and values"_s);
}

void TestFormat::findsByPath()
{
    const Document document =
        *format(FormatId::Json).parse("{\"a\": [1, {\"b.c\": 2}], \"a\": [3, {\"b.c\": 4}]}");
    const KeyPath path{u"a"_s, 1, u"b.c"_s};
    const Node node = document.find(path);
    QCOMPARE(node.value(), Value::integer(4));
    QCOMPARE(node.path(), path);
    QCOMPARE(node.position(), 0);
    QCOMPARE(node.parent().position(), 1);
    QCOMPARE(document.find({}), document.root());
    for (const KeyPath &wrong : {KeyPath{0}, KeyPath{u"a"_s, u"1"_s}, KeyPath{u"a"_s, 2}, KeyPath{u"b"_s},
                                 KeyPath{u"a"_s, 0, u"x"_s}, KeyPath{u"x"_s, u"y"_s}})
        QVERIFY(document.find(wrong).isNull());
    QVERIFY(Document().find({}).isNull());
}

void TestFormat::findsByOffset()
{
    const Document document = *format(FormatId::Json).parse("{\"a\": [10, 2] }");
    QCOMPARE(document.nodeAt(2).path(), (KeyPath{u"a"_s}));
    QCOMPARE(document.nodeAt(8).path(), (KeyPath{u"a"_s, 0}));
    QCOMPARE(document.nodeAt(10).path(), (KeyPath{u"a"_s}));
    QCOMPARE(document.nodeAt(14).path(), KeyPath());
    QVERIFY(document.nodeAt(15).isNull());
}

void TestFormat::repeatedKeysOfEverySize_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isEscaped");
    for (const int count : {2, 3, 12, 13, 200}) {
        QTest::addRow("%d plain keys", count) << count << false;
        QTest::addRow("%d keys, one of them escaped", count) << count << true;
    }
}

void TestFormat::repeatedKeysOfEverySize()
{
    // Few keys, many keys and escaped keys are compared in different ways, with one result.
    QFETCH(int, count);
    QFETCH(bool, isEscaped);
    QByteArray text = "{\"twice\": 0";
    for (int i = 0; i < count - 2; ++i)
        text += ", \"k" + QByteArray::number(i) + "\": 0";
    text += QByteArray(", \"") + (isEscaped ? "\\u0074wice" : "twice") + "\": 1}";
    const Result<Document> document = format(FormatId::Json).parse(text);
    QVERIFY(document);
    QCOMPARE(document->root().childCount(), count);
    QCOMPARE(document->find({u"twice"_s}).value(), Value::integer(1));
    int shadowed = 0;
    for (Node member = document->root().firstChild(); member; member = member.nextSibling())
        shadowed += member.isShadowed() ? 1 : 0;
    QCOMPARE(shadowed, 1);
    QVERIFY(document->root().firstChild().isShadowed());
    QCOMPARE(document->warnings().size(), 1);
    QCOMPARE(document->warnings().first().message,
             u"the key \"twice\" is given twice; programs see this one"_s);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
