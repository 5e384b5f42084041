#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text, const Limits &limits = {})
{
    return format(FormatId::Ini).parse(text, limits);
}

const QByteArray configparser = R"python(
import configparser, json, os, sys

def read(name):
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="no default")
    parser.optionxform = str
    parser.read(os.path.join(sys.argv[1], name), encoding="utf-8-sig")
    return {f"{section}.{key}": [value] for section in parser for key, value in parser[section].items()}

json.dump([read(name) for name in sorted(os.listdir(sys.argv[1]))], sys.stdout)
)python";

const Vocabulary &vocabulary()
{
    static const Vocabulary words{
        {"[a]", "[你好]", "[a.b]", "[x[1]]"},
        {"", "  ", "# a = b", "  ; [c"},
        {""},
        {"key", "Schlüssel", "a b"},
        {"=", " = ", ":", "\t: "},
        {"x", "8080", "Yes", "a = b", "值 # no", "\"q\"", "a\n  b", "\n\tb: c", "a\n\n  b", "a\n# c\n  b"},
        {"", " \t"}};
    return words;
}

QByteArrayList slices(const QByteArray &text, const QList<ByteRange> &ranges)
{
    QByteArrayList all;
    for (const ByteRange &range : ranges)
        all += text.mid(range.begin, range.size());
    return all;
}

} // namespace

class TestIni : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void seesKinds_data();
    void seesKinds();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void tellsWhereAValueIs_data();
    void tellsWhereAValueIs();
    void readsComments();
    void warnsOfRepeatedKeys();
    void limitsAreKept();
    void rangesAreExact_data();
    void rangesAreExact();
    void agreesWithConfigparser();
    void nastyStringsAgreeWithConfigparser();
};

void TestIni::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("only a byte order mark") << "\xEF\xBB\xBF"_ba << u"{}"_s;
    QTest::newRow("only comments") << "# a\n  ; b\n"_ba << u"{}"_s;
    QTest::newRow("section with keys")
        << "[http]\nhost = here\nname: there\n"_ba << u"{http: {host: text here, name: text there}}"_s;
    QTest::newRow("keys before any section") << "a = x\n[b]\nc = y"_ba << u"{a: text x, b: {c: text y}}"_s;
    QTest::newRow("empty section") << "[a]\n[b]\n"_ba << u"{a: {}, b: {}}"_s;
    QTest::newRow("the first delimiter counts")
        << "a = b = c: d\nurl: http://x\n"_ba << u"{a: text b = c: d, url: text http://x}"_s;
    QTest::newRow("no blanks around the delimiter") << "a=b\nc:d"_ba << u"{a: text b, c: text d}"_s;
    QTest::newRow("blanks inside a key stay") << "a  b \t= c"_ba << u"{a  b: text c}"_s;
    QTest::newRow("blanks at the ends of a value go") << "a = \t b c \t\n"_ba << u"{a: text b c}"_s;
    QTest::newRow("an inline comment is part of the value")
        << "a = b # c ; d\n"_ba << u"{a: text b # c ; d}"_s;
    QTest::newRow("a value may begin with a comment character") << "a = #b\n"_ba << u"{a: text #b}"_s;
    QTest::newRow("key without value")
        << "flag\n other = 1\n"_ba << u"{flag: null null, other: whole number 1}"_s;
    QTest::newRow("empty value") << "a =\nb = \n"_ba << u"{a: text , b: text }"_s;
    QTest::newRow("indented lines go on")
        << "a = b\n  c\n\td\ne = f\n"_ba << u"{a: text b\nc\nd, e: text f}"_s;
    QTest::newRow("a value that begins in the next line")
        << "a =\n  b = 1\n  [c]\n"_ba << u"{a: text \nb = 1\n[c]}"_s;
    QTest::newRow("an empty line inside a value") << "a = b\n\n  c\n\n"_ba << u"{a: text b\n\nc}"_s;
    QTest::newRow("a comment inside a value") << "a = b\n# x\n  ; y\n  c\n"_ba << u"{a: text b\nc}"_s;
    QTest::newRow("lines of the same indentation are keys")
        << "[a]\n\tb = x\n\tc = y\n"_ba << u"{a: {b: text x, c: text y}}"_s;
    QTest::newRow("CRLF") << "[a]\r\nb = c\r\n  d\r\n"_ba << u"{a: {b: text c\nd}}"_s;
    QTest::newRow("CR alone") << "[a]\rb = c\r  d\re = f"_ba << u"{a: {b: text c\nd, e: text f}}"_s;
    QTest::newRow("byte order mark before a section") << "\xEF\xBB\xBF[a]\nb=c"_ba << u"{a: {b: text c}}"_s;
    QTest::newRow("a key and a value keep a byte order mark") << "[a]\n\xEF\xBB\xBF"
                                                                 "b = \xEF\xBB\xBF"
                                                                 "c"_ba
                                                              << u"{a: {%1b: text %1c}}"_s.arg(QChar(0xFEFF));
    QTest::newRow("a repeated section is one table")
        << "[a]\nb=x\n[c]\n[a]\nd=y\n"_ba << u"{a: {b: text x, d: text y}, c: {}}"_s;
    QTest::newRow("a repeated key is shadowed")
        << "[a]\nb=x\n[a]\nb=y\n"_ba << u"{a: {b: text x (shadowed), b: text y}}"_s;
    QTest::newRow("a section shadows the key of its name")
        << "a = x\n[a]\n"_ba << u"{a: text x (shadowed), a: {}}"_s;
    QTest::newRow("keys differ by case") << "a=x\nA=y\n"_ba << u"{a: text x, A: text y}"_s;
    QTest::newRow("section name with dots and quotes")
        << "[a.b \"c\"]\nd=e"_ba << u"{a.b \"c\": {d: text e}}"_s;
    QTest::newRow("section name with brackets") << "[a[0]]\nd=e"_ba << u"{a[0]: {d: text e}}"_s;
    QTest::newRow("a comment behind a section name") << "[a] ; see [b]\nd=e"_ba << u"{a: {d: text e}}"_s;
    QTest::newRow("words of other languages")
        << "[设置]\n问候 = 你好，精神小伙\n"_ba << u"{设置: {问候: text 你好，精神小伙}}"_s;
}

void TestIni::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
    QCOMPARE(document->bytes(), text);
}

void TestIni::seesKinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("value");

    const auto is = [](const char *text, Kind kind, const QString &decoded) {
        QTest::newRow(text) << QByteArray(text) << Value{kind, decoded};
    };
    for (const char *text : {"0", "8080", "-1", "+5", "123456789012345678901234567890"})
        is(text, Kind::Integer, QString::fromUtf8(text));
    for (const char *text : {"0.5", "-1.10", "1e3", "2.5E-7", "+0.0"})
        is(text, Kind::Float, QString::fromUtf8(text));
    for (const char *text : {"true", "True", "YES", "on"})
        is(text, Kind::Boolean, u"true"_s);
    for (const char *text : {"false", "FALSE", "no", "Off"})
        is(text, Kind::Boolean, u"false"_s);
    for (const char *text :
         {"007", "0644", "0x10", "1_000", "1.",     ".5",   "1.2.3", "1e",  "1e+", "--1",   "-",
          "1 2", "inf",  "nan",  "trues", "yes no", "none", "null",  "10s", "50%", "\"5\"", "١"})
        is(text, Kind::String, QString::fromUtf8(text));
}

void TestIni::seesKinds()
{
    QFETCH(QByteArray, text);
    QFETCH(Value, value);
    const Result<Document> document = parsed("a = " + text + '\n');
    QVERIFY(document);
    const Value read = document->find({u"a"_s}).value();
    QCOMPARE(kindName(read.kind), kindName(value.kind));
    QCOMPARE(read.text, value.text);
}

void TestIni::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("open section name")
        << "a = b\n[http\n"_ba
        << u"2:1: expected \"]\" at the end of the section name, found the end of the line"_s;
    QTest::newRow("section without a name")
        << "[]\n"_ba << u"1:1: expected a section name in [ ], found none"_s;
    QTest::newRow("text behind a section name")
        << "  [a] = b\n"_ba << u"1:7: expected the end of the line after the section name, found \"= b\""_s;
    QTest::newRow("value without a key") << "[a]\n你 = b\n= c\n"_ba << u"3:1: expected a key, found \"=\""_s;
    QTest::newRow("colon without a key") << ": c"_ba << u"1:1: expected a key, found \":\""_s;
}

void TestIni::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestIni::tellsWhereAValueIs_data()
{
    QTest::addColumn<QByteArray>("text"); // the value between < and >, which are taken out

    QTest::newRow("after an equals sign") << "a = <b c>  \n"_ba;
    QTest::newRow("after a colon") << "a:<b>"_ba;
    QTest::newRow("over several lines") << "a = <b\r\n  c>  \r\n\r\n# d\r\n"_ba;
    QTest::newRow("from the next line on") << "a =<\n  b>\n"_ba;
    QTest::newRow("with an empty line inside") << "a = <b\n\n  c>\n\nd=e"_ba;
    QTest::newRow("a key without value ends the key") << "  a<>  \nb"_ba;
    QTest::newRow("an empty value stands behind the delimiter") << "a =<>\n"_ba;
    QTest::newRow("an empty value stands behind one blank") << "a = <>  \n"_ba;
    QTest::newRow("an empty value at the end of the file") << "a =<>"_ba;
}

void TestIni::tellsWhereAValueIs()
{
    QFETCH(QByteArray, text);
    const qsizetype begin = text.indexOf('<');
    const qsizetype end = text.indexOf('>') - 1;
    const Result<Document> document = parsed(text.replace('<', "").replace('>', ""));
    QVERIFY(document);
    const Node node = document->find({u"a"_s});
    QVERIFY(node);
    QCOMPARE(node.range(), (ByteRange{begin, end}));
    QCOMPARE(text.mid(node.keyRange().begin, node.keyRange().size()), "a"_ba);
}

void TestIni::readsComments()
{
    const QByteArray text = "# one\n[a] ; two\n  ; three  \r\nb = c ; no\n# four\n  d\n";
    const Result<Document> document = parsed(text);
    QVERIFY(document);
    QCOMPARE(slices(text, document->comments()), (QByteArrayList{"# one", "; two", "; three", "# four"}));
}

void TestIni::warnsOfRepeatedKeys()
{
    const Result<Document> document = parsed("[a]\nb = 1\nc = 2\nb = 3\n");
    QVERIFY(document);
    QCOMPARE(document->warnings().size(), 1);
    QCOMPARE(document->warnings().first().toString(),
             u"4:1: the key \"b\" is given twice; programs see this one"_s);
    QCOMPARE(document->find({u"a"_s, u"b"_s}).value().text, u"3"_s);
    QVERIFY(parsed("[a]\n[a]\n")->warnings().isEmpty());
}

void TestIni::limitsAreKept()
{
    QVERIFY(parsed("a=1\nb=2\n", {.nodes = 3}));
    const Result<Document> result = parsed("a=1\nb=2\nc=3\n", {.nodes = 3});
    QCOMPARE(messageOf(result), u"3:1: expected at most 3 keys and values"_s);
    QCOMPARE(result.error().kind, ProblemKind::Limit);
    QCOMPARE(messageOf(parsed("[a]\n", {.depth = 1})), u"1:2: expected at most 1 levels of nesting"_s);
}

void TestIni::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("random document %u", seed) << seed;
}

void TestIni::rangesAreExact()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
}

void TestIni::agreesWithConfigparser()
{
    OracleFolder folder;
    QList<Document> documents;
    for (quint32 seed = 1; seed <= 300; ++seed) {
        const QByteArray text = RandomLines(seed, vocabulary()).text;
        folder.write(text);
        documents += *parsed(text);
    }
    const QList<FlatValues> second = folder.readByPython(configparser);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(last(flattened(documents.at(i)))), shown(second.at(i)));
}

void TestIni::nastyStringsAgreeWithConfigparser()
{
    OracleFolder folder;
    QList<Document> documents;
    for (quint32 seed = 1; seed <= 10; ++seed) {
        const Document document = *parsed(RandomLines(seed, vocabulary()).text);
        const QList<Node> values = valuesOf(document);
        for (qsizetype i = 0; i < nastyStrings().size(); ++i) {
            const Node node = values.at((i + seed) % values.size());
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nastyStrings().at(i)));
            if (!edit) // what has to be refused is told in the tests of edits
                continue;
            folder.write(edit->result.bytes());
            documents += edit->result;
        }
    }
    QVERIFY(documents.size() > 300);
    const QList<FlatValues> second = folder.readByPython(configparser);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(last(flattened(documents.at(i)))), shown(second.at(i)));
}

QTEST_GUILESS_MAIN(TestIni)
#include "tst_ini.moc"
