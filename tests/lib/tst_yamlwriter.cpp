#include "nastystrings.h"
#include "randomyaml.h"
#include "yamloracle.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document read(const QByteArray &text)
{
    const Result<Document> document = format(FormatId::Yaml).parse(text);
    if (!document)
        qFatal("%s\n%s", qPrintable(document.error().toString()), text.constData());
    return *document;
}

QString shown(const Result<Edit> &edit)
{
    return edit ? QString::fromUtf8(edit->result.bytes()) : edit.error().toString();
}

/// The scalars that can be set: those with a place of their own and a path that leads to them.
QList<Node> scalarsOf(const Document &document)
{
    QList<Node> scalars;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        if (isScalar(node.kind()) && document.find(node.path()) == node)
            scalars += node;
    }
    return scalars;
}

} // namespace

class TestYamlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsValue_data();
    void setsValue();
    void refusesValue_data();
    void refusesValue();
    void equalValueChangesNothing_data();
    void equalValueChangesNothing();
    void nastyStringsReadBack_data();
    void nastyStringsReadBack();
    void nastyStringsAgreeWithPyYaml();
    void plainTextsStayTexts();
    void editingALargeFileTakesAboutAsLongAsReadingIt();
};

void TestYamlWriter::setsValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const char *before, const Value &value, const QString &after) {
        QTest::newRow(name) << QByteArray(before) << value << after;
    };
    const auto text = [&](const char *name, const char *before, const QString &value, const QString &after) {
        row(name, before, Value::string(value), after);
    };

    text("plain stays plain", "k: a b # c\n", u"d é"_s, u"k: d é # c\n"_s);
    text("plain gets quotes for a word of other types", "k: a\n", u"No"_s, u"k: \"No\"\n"_s);
    text("plain gets quotes for a number", "k: a\n", u"1_000"_s, u"k: \"1_000\"\n"_s);
    text("plain gets quotes for a date", "k: a\n", u"2001-12-14 21:59:43 Z"_s,
         u"k: \"2001-12-14 21:59:43 Z\"\n"_s);
    text("plain gets quotes for a comment", "k: a\n", u"b #c"_s, u"k: \"b #c\"\n"_s);
    text("plain gets quotes for brackets", "k: a\n", u"b]"_s, u"k: \"b]\"\n"_s);
    text("plain gets quotes for nothing", "k: a\n", u""_s, u"k: \"\"\n"_s);
    text("plain gets quotes and escapes for breaks", "k: a\n", u"b\n\tc\x85"_s,
         u"k: \"b\\n\\tc\\u0085\"\n"_s);
    text("plain in block style keeps a question mark", "k: a\n", u"what? ever"_s, u"k: what? ever\n"_s);
    text("plain in flow style gets quotes for one", "{k: a}\n", u"what?"_s, u"{k: \"what?\"}\n"_s);
    text("plain over several lines becomes one line", "k: a\n  b\nl: c\n", u"d"_s, u"k: d\nl: c\n"_s);
    text("single quotes stay", "k: 'a'\n", u"it's # \\"_s, u"k: 'it''s # \\'\n"_s);
    text("single quotes go for what cannot be seen", "k: 'a'\n", u"b\tc"_s, u"k: \"b\\tc\"\n"_s);
    text("double quotes stay", "k: \"a\"\n", u"b\"\\é\u2028\uFEFF"_s, u"k: \"b\\\"\\\\é\\u2028\\uFEFF\"\n"_s);
    text("a literal text stays", "k: |\n   a\n   b\nl: c\n", u"x\n  y\n\nz: #\n"_s,
         u"k: |\n   x\n     y\n\n   z: #\nl: c\n"_s);
    text("a literal text without final break", "k: |\n  a\n\nl: c\n", u"x\ny"_s,
         u"k: |-\n  x\n  y\n\nl: c\n"_s);
    text("a literal text gets one final break", "k: |-\n  a\nl: c\n", u"x\n"_s, u"k: |\n  x\nl: c\n"_s);
    text("a literal text with all breaks", "k: |+\n  a\n\n\nl: c\n", u"x\n"_s, u"k: |\n  x\nl: c\n"_s);
    text("a literal text with an indentation", "k: |2\n   a\n  b\nl: c\n", u"x\ny\n"_s,
         u"k: |\n  x\n  y\nl: c\n"_s);
    text("a literal text that the file ends in", "k: |\n  a", u"x\ny"_s, u"k: |-\n  x\n  y"_s);
    text("a literal text that the file ends in gets quotes for a break", "k: |\n  a", u"x\n"_s,
         u"k: \"x\\n\""_s);
    text("a literal text gets quotes for a blank in front", "k: |\n  a\n", u" x\n"_s, u"k: \" x\\n\"\n"_s);
    text("a literal text gets quotes for two breaks behind", "k: |\n  a\n", u"x\n\n"_s,
         u"k: \"x\\n\\n\"\n"_s);
    text("a literal text gets quotes for a line of blanks", "k: |\n  a\n", u"x\n \ny\n"_s,
         u"k: \"x\\n \\ny\\n\"\n"_s);
    text("a literal text keeps tabs", "k: |\n  a\n", u"x\n\ty\n"_s, u"k: |\n  x\n  \ty\n"_s);
    text("a literal text keeps the ends of lines", "k: |\r\n  a\r\nl: c\r\n", u"x\ny\n"_s,
         u"k: |\r\n  x\r\n  y\r\nl: c\r\n"_s);
    text("a folded text gets quotes", "k: >\n  a\n  b\nl: c\n", u"x\ny"_s, u"k: \"x\\ny\"\nl: c\n"_s);

    text("an empty value", "k:\nl: c\n", u"x"_s, u"k: x\nl: c\n"_s);
    text("an empty value behind a blank", "k: \nl: c\n", u"x"_s, u"k: x\nl: c\n"_s);
    text("an empty value before a comment", "k: # c\n", u"x"_s, u"k: x # c\n"_s);
    text("an empty value at the end", "k:", u"x"_s, u"k: x"_s);
    text("an empty value with an anchor", "k: &a\nl: c\n", u"x"_s, u"k: &a x\nl: c\n"_s);
    text("an empty value with a tag", "k: !!str # c\n", u"x: y"_s, u"k: !!str \"x: y\" # c\n"_s);
    text("an empty value in flow style", "{k: , l: c}", u"x"_s, u"{k: x , l: c}"_s);
    text("a key alone in flow style", "{k, l: c}", u"x"_s, u"{k: x, l: c}"_s);
    text("a key with its colon on the next line", "? k\n:\nl: c", u"x"_s, u"? k\n: x\nl: c"_s);

    text("a number to a text that is none", "k: 5\n", u"five"_s, u"k: five\n"_s);
    text("a number to a text of digits", "k: 5\n", u"5"_s, u"k: \"5\"\n"_s);
    text("an alias gives way to a text", "j: &x a\nk: *x # c\n", u"b"_s, u"j: &x a\nk: b # c\n"_s);
    text("an anchor stays where no alias needs it", "k: &x a\n", u"b"_s, u"k: &x b\n"_s);
    text("a tag of its own stays", "k: !own a\n", u"5"_s, u"k: !own \"5\"\n"_s);
    text("the tag !!str stays", "k: !!str 12\n", u"13"_s, u"k: !!str \"13\"\n"_s);

    row("a text to a number is plain", "k: '5'\n", Value::integer(5), u"k: 5\n"_s);
    row("a literal text to a number", "k: |\n  a\nl: c\n", Value::integer(5), u"k: 5\nl: c\n"_s);
    row("a whole number keeps its digits", "k: 1\n", {Kind::Integer, u"0x1F"_s}, u"k: 0x1F\n"_s);
    row("thirty digits", "k: 1\n", {Kind::Integer, QString(30, u'9')},
        u"k: 999999999999999999999999999999\n"_s);
    row("a tagged number keeps its tag", "k: !!int \"1\"\n", Value::integer(2), u"k: !!int 2\n"_s);
    row("a number", "k: 1.50\n", {Kind::Float, u"2.50"_s}, u"k: 2.50\n"_s);
    row("a number keeps being one with a point", "k: 1.5\n", {Kind::Float, u"-2"_s}, u"k: -2.0\n"_s);
    row("infinity", "k: 1.5\n", Value::floating(-std::numeric_limits<double>::infinity()), u"k: -.inf\n"_s);
    row("no number", "k: 1.5\n", {Kind::Float, u"nan"_s}, u"k: .nan\n"_s);
    row("a truth value", "k: true\n", Value::boolean(false), u"k: false\n"_s);
    row("a truth value keeps its capital", "k: True\n", Value::boolean(false), u"k: False\n"_s);
    row("a truth value keeps its capitals", "k: FALSE\n", Value::boolean(true), u"k: TRUE\n"_s);
    row("null", "k: 1\n", Value::null(), u"k: null\n"_s);
    row("bytes", "k: !!binary aGk=\n", {Kind::Bytes, u"\u00ff\0"_s}, u"k: !!binary /wA=\n"_s);
    row("bytes get a tag", "k: a\n", {Kind::Bytes, u"hi"_s}, u"k: !!binary aGk=\n"_s);
    row("a date with its tag", "k: !!timestamp 2001-12-14\n", {Kind::DateTime, u"2002-01-01"_s},
        u"k: !!timestamp 2002-01-01\n"_s);
}

void TestYamlWriter::setsValue()
{
    QFETCH(QByteArray, before);
    QFETCH(Value, value);
    QFETCH(QString, after);
    const Document document = read(before);
    const Result<Edit> edit = setValue(document, {u"k"_s}, value);
    QCOMPARE(shown(edit), after);
    const Value written = edit->result.root().child(u"k").value();
    QVERIFY2(sameValue(written, value), qPrintable(written.text));
}

void TestYamlWriter::refusesValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *before, const QString &path, const Value &value,
                        const QString &problem) {
        QTest::newRow(name) << QByteArray(before) << path << value << problem;
    };
    const Value text = Value::string(u"x"_s);
    row("a copy below an alias", "a: &x\n  b: 1\nc: *x\n", u"c.b"_s, text,
        u"3:6: this is a copy of what stands at the anchor \"&x\" in line 2; change it there, in the text"_s);
    row("a copy below an alias in a copy", "a: &x {b: 1}\nc: &y {d: *x}\ne: *y\n", u"e.d.b"_s, text,
        u"3:6: this is a copy of what stands at the anchor \"&y\" in line 2; change it there, in the text"_s);
    row("an anchor that an alias stands for", "a: &x 1\nb: 2\nc: *x\n", u"a"_s, text,
        u"1:7: the alias in line 3 stands for the anchor \"&x\" here, and would change as well; change it in the text"_s);
    row("a member of such an anchor", "a: &x\n  - b: 1\nc: *x\n", u"a[0].b"_s, text,
        u"2:8: the alias in line 3 stands for the anchor \"&x\" here, and would change as well; change it in the text"_s);
    row("a container that an alias stands for", "a: &x {b: 1}\nc: *x\n", u"c"_s, text,
        u"2:4: expected a single value, found an alias of table; its members are set one by one"_s);
    row("another type than the tag says", "a: !!int 5\n", u"a"_s, text,
        u"1:10: the tag \"!!int\" says that this is a whole number; change it in the text"_s);
    row("a number for a tag of its own", "a: &x !own 5\n", u"a"_s, Value::integer(6),
        u"1:12: the tag \"!own\" says that this is a text; change it in the text"_s);
    row("a key without colon", "? a\nb: 1\n", u"a"_s, text,
        u"1:4: this key has no \":\" and no value; write them in the text"_s);
    row("a comment behind |", "a: | # b\n  c\n", u"a"_s, text,
        u"1:4: expected a value without comments between its lines; they would be lost"_s);
    row("half of a surrogate pair", "a: b\n", u"a"_s, Value::string(u"x"_s + QChar(0xD800)),
        u"1:4: YAML has no way to write half of a surrogate pair"_s);
    row("zeros in front", "a: 1\n", u"a"_s, Value{Kind::Integer, u"010"_s},
        u"1:4: expected a whole number as YAML writes it (17, 0x11, 0o21), found \"010\""_s);
    row("underscores", "a: 1\n", u"a"_s, Value{Kind::Integer, u"1_000"_s},
        u"1:4: expected a whole number as YAML writes it (17, 0x11, 0o21), found \"1_000\""_s);
    row("no number", "a: 1.5\n", u"a"_s, Value{Kind::Float, u"x"_s},
        u"1:4: expected a number as YAML writes it (0.5, 1e3, .inf), found \"x\""_s);
    row("a date", "a: 1\n", u"a"_s, Value{Kind::DateTime, u"2001-01-01"_s},
        u"1:4: YAML 1.2 has no dates and times; write a text instead"_s);
    row("a date that is none", "a: !!timestamp 2001-12-14\n", u"a"_s, Value{Kind::DateTime, u"2002: 1"_s},
        u"1:16: expected a date or time such as 2001-12-14T21:59:43Z, found \"2002: 1\""_s);
    row("bytes past a byte", "a: !!binary aGk=\n", u"a"_s, Value{Kind::Bytes, u"你"_s},
        u"1:13: expected characters up to U+00FF for a byte string, one for each byte"_s);
}

void TestYamlWriter::refusesValue()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(Value, value);
    QFETCH(QString, problem);
    const Result<Edit> edit = setValue(read(before), KeyPath::parse(path).value(), value);
    QCOMPARE(shown(edit), problem);
    QCOMPARE(edit.error().kind, ProblemKind::Refused);
}

void TestYamlWriter::equalValueChangesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("value");
    QTest::newRow("a number with an exponent") << "k: 1e3"_ba << Value{Kind::Float, u"1000.0"_s};
    QTest::newRow("a number with zeros in front") << "k: 010"_ba << Value::integer(10);
    QTest::newRow("a hexadecimal number") << "k: 0x10"_ba << Value::integer(16);
    QTest::newRow("an escaped text") << "k: \"\\x41\""_ba << Value::string(u"A"_s);
    QTest::newRow("a folded text") << "k: >\n  a\n  b\n"_ba << Value::string(u"a b\n"_s);
    QTest::newRow("a literal text with a comment") << "k: | # c\n  a\n"_ba << Value::string(u"a\n"_s);
    QTest::newRow("nothing") << "k:"_ba << Value::null();
    QTest::newRow("an alias") << "j: &x 1\nk: *x"_ba << Value::integer(1);
    QTest::newRow("an anchor that is needed") << "k: &x 1\nj: *x"_ba << Value::integer(1);
    QTest::newRow("infinity") << "k: .INF"_ba << Value{Kind::Float, u"inf"_s};
}

void TestYamlWriter::equalValueChangesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(Value, value);
    const Result<Edit> edit = setValue(read(text), {u"k"_s}, value);
    QVERIFY2(edit, qPrintable(shown(edit)));
    QVERIFY(edit->replacements.isEmpty());
}

void TestYamlWriter::nastyStringsReadBack_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *scalar :
         {"a", "'a'", "\"a\"", "|\n    a\n", "|-\n    a\n    b\n", ">\n    a\n", "", "!!str a", "12"}) {
        const QByteArray value(scalar);
        QTest::addRow("block: %s", scalar) << "j:\n  k: " + value + "\n  l: 1\n";
        QTest::addRow("list: %s", scalar) << "- 1\n- " + value + "\n- 2\n";
        QTest::addRow("CRLF: %s", scalar)
            << QByteArray("j:\n  k: " + value + "\n  l: 1\n").replace("\n", "\r\n");
        QTest::addRow("end of file: %s", scalar)
            << "j:\n  k: " + (value.endsWith('\n') ? value.chopped(1) : value);
        if (!value.contains('\n'))
            QTest::addRow("flow: %s", scalar) << "[j, {k: " + value + " , l: 1}]";
    }
}

void TestYamlWriter::nastyStringsReadBack()
{
    QFETCH(QByteArray, text);
    const Document document = read(text);
    for (const Node &node : scalarsOf(document)) {
        for (const QString &nasty : nastyStrings()) {
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            QVERIFY2(edit, qPrintable(shown(edit)));
            QCOMPARE(edit->result.find(node.path()).value(), Value::string(nasty));
        }
    }
}

void TestYamlWriter::nastyStringsAgreeWithPyYaml()
{
    QStringList texts;
    std::vector<Document> documents;
    for (quint32 seed = 1; seed <= 40; ++seed) {
        Document document = read(RandomYaml(seed).text);
        QRandomGenerator choice(seed);
        for (const QString &nasty : nastyStrings()) {
            const QList<Node> scalars = scalarsOf(document);
            if (scalars.isEmpty())
                break;
            const Node node = scalars.at(choice.bounded(int(scalars.size())));
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            QVERIFY2(edit, qPrintable(shown(edit) + u'\n' + QString::fromUtf8(document.bytes())));
            document = edit->result;
        }
        documents.push_back(document);
        texts += decodedUtf8(document.bytes());
    }
    YamlOracle oracle;
    const std::optional<QJsonArray> answers = oracle.read(texts);
    QVERIFY2(answers, qPrintable(oracle.error));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QJsonValue answer = answers->at(i);
        QVERIFY2(answer.isArray(), qPrintable(answer.toString() + u'\n' + texts.at(i)));
        QCOMPARE(answer.toArray().size(), 1);
        QCOMPARE(YamlOracle::difference(documents[std::size_t(i)].root(), answer.toArray().at(0)), QString());
    }
}

/// What the writer leaves plain is a text for readers of YAML 1.1 too, in block and in flow style.
void TestYamlWriter::plainTextsStayTexts()
{
    static const QString alphabet =
        u"aeEnNyYoOtTfFuUlLsSrix0123456789._-+:,~ =<>#'\"!&*%@`[]{}|?\\/$^();ZéÄ你"_s;
    static const QStringList words{
        u"null"_s,  u"true"_s,      u"False"_s,      u"YES"_s,
        u"off"_s,   u"0x1f"_s,      u"0b10"_s,       u"0o7"_s,
        u".inf"_s,  u"-.INF"_s,     u".NaN"_s,       u"1e3"_s,
        u"1.5"_s,   u"190:20:30"_s, u"2001-12-14"_s, u"2001-12-14t21:59:43.10-05:00"_s,
        u"1,000"_s, u"+1"_s,        u"."_s,          u"y"_s,
        u"N"_s,     u"<<"_s,        u"="_s,          u"---"_s,
        u"... a"_s, u"a: b"_s,      u"a #b"_s,       u"a:"_s};
    QRandomGenerator random(3);
    QStringList lines;
    QStringList plain;
    for (int i = 0; i < 12'000; ++i) {
        QString text = i < words.size() ? words.at(i) : QString();
        const int size = i < words.size() ? 0 : 1 + random.bounded(6);
        for (int j = 0; j < size; ++j)
            text += alphabet.at(random.bounded(int(alphabet.size())));
        const Result<QByteArray> written =
            format(FormatId::Yaml).encode(Value::string(text), read("[a]").root().firstChild());
        QVERIFY2(written, qPrintable(text));
        const QString spelled = QString::fromUtf8(*written);
        if (spelled.startsWith(u'"'))
            continue;
        QCOMPARE(spelled, text);
        plain += text;
        lines += u"- "_s + text + u"\n- ["_s + text + u", {k: "_s + text + u"}]\n"_s;
    }
    QVERIFY2(plain.size() > 2000, qPrintable(QString::number(plain.size())));
    YamlOracle oracle;
    const std::optional<QJsonArray> answers = oracle.read({lines.join(QString())});
    QVERIFY2(answers, qPrintable(oracle.error));
    QVERIFY2(answers->at(0).isArray(), qPrintable(answers->at(0).toString()));
    const QJsonArray items = answers->at(0).toArray().at(0)[u"list"_s].toArray();
    QCOMPARE(items.size(), 2 * plain.size());
    const auto isText = [](const QJsonValue &value, const QString &text) {
        return value[u"text"_s] == text && value[u"tag"_s] == u"tag:yaml.org,2002:str"_s;
    };
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QJsonArray flow = items.at(2 * i + 1)[u"list"_s].toArray();
        QVERIFY2(isText(items.at(2 * i), plain.at(i)), qPrintable(plain.at(i)));
        QVERIFY2(isText(flow.at(0), plain.at(i)), qPrintable(plain.at(i)));
        QVERIFY2(isText(flow.at(1)[u"table"_s][0][1], plain.at(i)), qPrintable(plain.at(i)));
    }
}

void TestYamlWriter::editingALargeFileTakesAboutAsLongAsReadingIt()
{
    QByteArray text;
    for (int i = 0; text.size() < 1'000'000; ++i)
        text += "service" + QByteArray::number(i) +
                ":\n  name: \"n\"\n  port: 8080 # p\n  hosts: [a, b]\n  note: |\n    x\n";
    // Measured against reading, because that depends on the build and the machine; an edit reads the file once more.
    QElapsedTimer timer;
    timer.start();
    const Document document = read(text);
    const qint64 reading = timer.restart();
    const Result<Edit> edit = setValue(document, {u"service9000"_s, u"name"_s}, Value::string(u"x"_s));
    QVERIFY2(edit, qPrintable(shown(edit)));
    QVERIFY2(timer.elapsed() < 500 + 20 * reading, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestYamlWriter)
#include "tst_yamlwriter.moc"
