#include <retune/format/duplicate.h>
#include <retune/format/format.h>
#include <retune/format/keydiff.h>

#include <QtCore/QDirIterator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(FormatId id, const QByteArray &text)
{
    const Result<Document> document = format(id).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

KeyPath pathOf(const QString &text)
{
    return KeyPath::parse(text).value();
}

QString shown(const Result<Edit> &edit)
{
    return edit ? QString::fromUtf8(edit->result.bytes()) : edit.error().message;
}

} // namespace

/// Copies of members in every format, and one value for several places.
class TestDuplicate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copies_data();
    void copies();
    void refuses_data();
    void refuses();
    void everyCopyInTheCorporaReadsAlike();
    void namesTheCopy_data();
    void namesTheCopy();
    void setsSeveralValuesAtOnce_data();
    void setsSeveralValuesAtOnce();
};

void TestDuplicate::copies_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, FormatId id, const char *before, const char *path,
                        const char *after) {
        QTest::newRow(name) << id << QString::fromUtf8(before) << QString::fromUtf8(path)
                            << QString::fromUtf8(after);
    };
    row("JSON: on one line, at the end", FormatId::Json, R"({"a": 1.50, "b": 2})", "a",
        R"({"a": 1.50, "b": 2, "a_copy": 1.50})");
    row("JSON: by lines, behind itself", FormatId::Json, "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "a",
        "{\n  \"a\": 1,\n  \"a_copy\": 1,\n  \"b\": 2\n}\n");
    row("JSON: the last line", FormatId::Json, "{\n  \"a\": 1,\n  \"b\": \"\\u00e9\"\n}\n", "b",
        "{\n  \"a\": 1,\n  \"b\": \"\\u00e9\",\n  \"b_copy\": \"\\u00e9\"\n}\n");
    row("JSON: a table with all below", FormatId::Json, R"({"t": { "x": [1, {"y": null}] }})", "t",
        R"({"t": { "x": [1, {"y": null}] }, "t_copy": { "x": [1, {"y": null}] }})");
    row("JSON: a member of a list, behind itself", FormatId::Json, "[1, 2, 3]", "[1]", "[1, 2, 2, 3]");
    row("JSONC: with the comment of the line", FormatId::Jsonc, "{\n  \"a\": 1, // one\n  \"b\": 2\n}\n", "a",
        "{\n  \"a\": 1, // one\n  \"a_copy\": 1, // one\n  \"b\": 2\n}\n");
    row("TOML: a line, with its spelling", FormatId::Toml, "a = 0x10 # hex\nb = 2\n", "a",
        "a = 0x10 # hex\na_copy = 0x10 # hex\nb = 2\n");
    row("TOML: the last line without an end", FormatId::Toml, "a = 1\nb = 2", "b",
        "a = 1\nb = 2\nb_copy = 2");
    row("TOML: a section", FormatId::Toml, "[a]\nx = 1\n\n[b]\ny = 2\n", "b",
        "[a]\nx = 1\n\n[b]\ny = 2\n\n[b_copy]\ny = 2\n");
    row("TOML: a table in braces", FormatId::Toml, "a = { x = 1 }\n", "a",
        "a = { x = 1 }\na_copy = { x = 1 }\n");
    row("TOML: one of an array of tables", FormatId::Toml, "[[a]]\nx = 1\n\n[[a]]\nx = 2\n", "a[1]",
        "[[a]]\nx = 1\n\n[[a]]\nx = 2\n\n[[a]]\nx = 2\n");
    row("YAML: a line", FormatId::Yaml, "a: 'x' # c\nb: 2\n", "a", "a: 'x' # c\na_copy: 'x' # c\nb: 2\n");
    row("YAML: a block with all below", FormatId::Yaml, "t:\n  x: 1\n  l:\n    - 1\n    - 2\nz: 0\n", "t",
        "t:\n  x: 1\n  l:\n    - 1\n    - 2\nt_copy:\n  x: 1\n  l:\n    - 1\n    - 2\nz: 0\n");
    row("YAML: a text of several lines", FormatId::Yaml, "a: |\n  one\n  two\nb: 1\n", "a",
        "a: |\n  one\n  two\na_copy: |\n  one\n  two\nb: 1\n");
    row("YAML: a member of a block list", FormatId::Yaml, "l:\n  - x: 1\n    y: 2\n  - x: 3\n", "l[0]",
        "l:\n  - x: 1\n    y: 2\n  - x: 1\n    y: 2\n  - x: 3\n");
    row("YAML: in braces", FormatId::Yaml, "t: {a: \"1\"}\n", "t.a", "t: {a: \"1\", a_copy: \"1\"}\n");
    row("INI: a key", FormatId::Ini, "[s]\na = 1\nb = 2\n", "s.a", "[s]\na = 1\na_copy = 1\nb = 2\n");
    row("INI: a section", FormatId::Ini, "[s]\na = 1\n\n[t]\nb = 2\n", "t",
        "[s]\na = 1\n\n[t]\nb = 2\n\n[t_copy]\nb = 2\n");
    row(".env: a key in capitals", FormatId::Env, "export A='x'\nB=2\n", "A",
        "export A='x'\nexport A_COPY='x'\nB=2\n");
    row("properties", FormatId::Properties, "a=1\nb=2\n", "a", "a=1\na_copy=1\nb=2\n");
    row("Python: an assignment", FormatId::Python, "redis = '你好'  # hello\nport = 0x1F\n", "redis",
        "redis = '你好'  # hello\nredis_copy = '你好'  # hello\nport = 0x1F\n");
    row("Python: a member of a tuple", FormatId::Python, "t = (1, 2,)\n", "t[0]", "t = (1, 1, 2,)\n");
    row("Python: a key of a dict", FormatId::Python, "d = {'a': 1}\n", "d.a", "d = {'a': 1, 'a_copy': 1}\n");
    row("git: a key, which takes no underscore", FormatId::Git, "[core]\n\tbare = false\n", "core.bare",
        "[core]\n\tbare = false\n\tbare-copy = false\n");
    row("git: one of several lines of a key", FormatId::Git, "[remote]\n\tfetch = a\n\tfetch = b\n",
        "remote.fetch[0]", "[remote]\n\tfetch = a\n\tfetch = a\n\tfetch = b\n");
}

void TestDuplicate::copies()
{
    QFETCH(const FormatId, id);
    QFETCH(const QString, before);
    QFETCH(const QString, path);
    QFETCH(const QString, after);
    const Document document = parsed(id, before.toUtf8());
    const Node member = document.find(pathOf(path));
    QVERIFY(member);
    const Result<Edit> edit = duplicateValue(document, pathOf(path), keyOfCopy(member));
    QCOMPARE(shown(edit), after);
    QCOMPARE(applied(document.bytes(), edit->replacements), edit->result.bytes());
}

void TestDuplicate::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("message");
    QTest::newRow("the file as a whole")
        << u""_s << u"x"_s << u"expected a key or a position, found the file as a whole"_s;
    QTest::newRow("what is not there") << u"c"_s << u"x"_s << u"there is no c"_s;
    QTest::newRow("a key that is there") << u"a"_s << u"b"_s << u"there is a key \"b\" already"_s;
}

void TestDuplicate::refuses()
{
    QFETCH(const QString, path);
    QFETCH(const QString, key);
    const Result<Edit> edit =
        duplicateValue(parsed(FormatId::Json, R"({"a": 1, "b": 2})"), pathOf(path), key);
    QVERIFY(!edit);
    QTEST(edit.error().message, "message");
}

/// A copy of everything that the corpora of all formats hold: made and the same, or refused with a reason.
void TestDuplicate::everyCopyInTheCorporaReadsAlike()
{
    QHash<QString, std::pair<int, int>> counts; // made, refused
    QDirIterator files(QStringLiteral(RETUNE_TEST_DATA "/../corpus"), QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const Format *found = formatByName(QFileInfo(path).dir().dirName());
        QFile file(path);
        if (!found || file.size() > 20'000 || !file.open(QIODevice::ReadOnly))
            continue;
        const Result<Document> document = found->parse(file.readAll());
        for (quint32 id = 1; document && id < quint32(std::min(document->nodeCount(), 60)); ++id) {
            const Node node = document->node(id);
            if (document->find(node.path()) != node)
                continue;
            const QString key = keyOfCopy(node);
            const Result<Edit> edit = duplicateValue(*document, node.path(), key);
            (edit ? counts[found->name()].first : counts[found->name()].second) += 1;
            if (!edit) {
                QVERIFY(!edit.error().message.isEmpty());
                continue;
            }
            const KeyPath parent = node.path().parent();
            const Node copy =
                edit->result.find(key.isEmpty() ? parent.child(node.position() + 1) : parent.child(key));
            const QString where = path + u' ' + node.path().toString();
            QVERIFY2(copy && copy.kind() == node.kind() && copy.childCount() == node.childCount(),
                     qPrintable(where));
            QVERIFY2(node.isContainer() || copy.value() == node.value(), qPrintable(where));
            const Result<Edit> undone = removeValue(edit->result, copy.path());
            QVERIFY2(!undone || keyDiff(*document, undone->result).isEmpty(), qPrintable(where));
        }
    }
    QVERIFY(counts.size() >= 5);
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        qInfo("%s: %d copied, %d refused", qPrintable(it.key()), it->first, it->second);
        QVERIFY2(it->first > it->second, qPrintable(it.key()));
    }
}

void TestDuplicate::namesTheCopy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::newRow("a word") << QByteArray(R"({"port": 1})") << u"port"_s << u"port_copy"_s;
    QTest::newRow("with hyphens") << QByteArray(R"({"max-size": 1})") << u"max-size"_s << u"max-size-copy"_s;
    QTest::newRow("in capitals") << QByteArray(R"({"DB_URL": 1})") << u"DB_URL"_s << u"DB_URL_COPY"_s;
    QTest::newRow("Chinese") << QByteArray(R"({"端口": 1})") << u"\"端口\""_s << u"端口_copy"_s;
    QTest::newRow("one that is taken")
        << QByteArray(R"({"a": 1, "a_copy": 1, "a_copy2": 1})") << u"a"_s << u"a_copy3"_s;
    QTest::newRow("a member of a list") << QByteArray("[1]") << u"[0]"_s << QString();
}

void TestDuplicate::namesTheCopy()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, path);
    const Document document = parsed(FormatId::Json, text);
    const Node node = document.find(pathOf(path));
    QVERIFY(node);
    QTEST(keyOfCopy(node), "key");
}

void TestDuplicate::setsSeveralValuesAtOnce_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("after");
    QTest::newRow("JSON, in any order")
        << FormatId::Json << uR"({"a": 1, "b": {"c": 2}, "d": 3})"_s << QStringList{u"d"_s, u"b.c"_s}
        << Value::integer(70) << uR"({"a": 1, "b": {"c": 70}, "d": 70})"_s;
    QTest::newRow("each keeps its quotes")
        << FormatId::Toml << u"a = 'x' # 1\nb = \"y\"\n"_s << QStringList{u"a"_s, u"b"_s}
        << Value::string(u"z"_s) << u"a = 'z' # 1\nb = \"z\"\n"_s;
    QTest::newRow("one that has it already")
        << FormatId::Ini << u"a=1\nb=2\n"_s << QStringList{u"a"_s, u"b"_s} << Value::integer(1)
        << u"a=1\nb=1\n"_s;
    QTest::newRow("all or nothing")
        << FormatId::Json << uR"({"a": 1, "b": {}})"_s << QStringList{u"a"_s, u"b"_s} << Value::integer(2)
        << u"expected a single value, found an object; its members are set one by one"_s;
    QTest::newRow("one that others refer to")
        << FormatId::Yaml << u"a: &x 1\nb: *x\nc: 1\n"_s << QStringList{u"a"_s, u"c"_s} << Value::integer(2)
        << u"the alias in line 2 stands for the anchor \"&x\" here, and would change as well; change it in the text"_s;
}

void TestDuplicate::setsSeveralValuesAtOnce()
{
    QFETCH(const FormatId, id);
    QFETCH(const QString, before);
    QFETCH(const QStringList, paths);
    QFETCH(const Value, value);
    QList<KeyPath> keys;
    for (const QString &path : paths)
        keys += pathOf(path);
    const Result<Edit> edit = setValues(parsed(id, before.toUtf8()), keys, value);
    QTEST(shown(edit), "after");
    if (edit)
        QCOMPARE(applied(before.toUtf8(), edit->replacements), edit->result.bytes());
}

QTEST_GUILESS_MAIN(TestDuplicate)
#include "tst_duplicate.moc"
