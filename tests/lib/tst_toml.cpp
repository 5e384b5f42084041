#include "outline.h"
#include "randomtoml.h"

#include <retune/format/format.h>
#include <retune/format/toml/tomljudge.h>
#include <retune/format/toml/tomlparser.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text, const Limits &limits = {})
{
    return format(FormatId::Toml).parse(text, limits);
}

QByteArray sliceOf(const Document &document, ByteRange range)
{
    return document.bytes().mid(range.begin, range.size());
}

/// The bytes of each key and value in source order of first mention, as `key|value`.
QByteArrayList slices(const Document &document)
{
    QByteArrayList all;
    for (quint32 id = 1; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        all += sliceOf(document, node.keyRange()) + '|' + sliceOf(document, node.range());
    }
    return all;
}

} // namespace

class TestToml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void rangesAreExact_data();
    void rangesAreExact();
    void randomRangesAreExact();
    void findsComments();
    void namesTypes();
    void depthIsLimited_data();
    void depthIsLimited();
    void depthHasAnEnd();
    void survives_data();
    void survives();
    void cutTextsAreReadOrRefused();
    void whatNeedsNoJudgeHasNothingToJudge();
};

void TestToml::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("nothing") << ""_ba << u"{}"_s;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF"
                                        "a=1"_ba
                                     << u"{a: whole number 1}"_s;
    QTest::newRow("a comment without line end") << "# c"_ba << u"{}"_s;
    QTest::newRow("the text of whole numbers is kept")
        << "a = +1_000\nb = 0xDEAD_beef\nc = 0o17\nd = 0b1\ne = -0"_ba
        << u"{a: whole number +1_000, b: whole number 0xDEAD_beef, c: whole number 0o17, d: whole number 0b1, e: whole number -0}"_s;
    QTest::newRow("whole numbers up to 64 bits")
        << "a = [9223372036854775807, -9223372036854775808]"_ba
        << u"{a: [whole number 9223372036854775807, whole number -9223372036854775808]}"_s;
    QTest::newRow("the text of numbers is kept")
        << "a = [1.0, 3e1_0, 6.6_0E-34, inf, +inf, -nan]"_ba
        << u"{a: [number 1.0, number 3e1_0, number 6.6_0E-34, number inf, number +inf, number -nan]}"_s;
    QTest::newRow("numbers nearer to zero than a double can be")
        << "a = [4.9e-324, 2e-324, -1.5E-9_99, 0e-999]"_ba
        << u"{a: [number 4.9e-324, number 2e-324, number -1.5E-9_99, number 0e-999]}"_s;
    QTest::newRow("truth values") << "a = [true, false]"_ba
                                  << u"{a: [truth value true, truth value false]}"_s;
    QTest::newRow("dates and times")
        << "a = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27t07:32:00, 1979-05-27, 07:32:00]"_ba
        << u"{a: [date or time 1979-05-27T07:32:00Z, date or time 1979-05-27 07:32:00.5-07:00, date or time 1979-05-27t07:32:00, date or time 1979-05-27, date or time 07:32:00]}"_s;
    QTest::newRow("a date and a comment") << "a = 1979-05-27 # 1"_ba << u"{a: date or time 1979-05-27}"_s;
    QTest::newRow("escapes") << "a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\""_ba
                             << u"{a: text \b\t\n\f\r\"\\é😀}"_s;
    QTest::newRow("no escapes in a literal text") << "a = '\\n\"'"_ba << u"{a: text \\n\"}"_s;
    QTest::newRow("text of several lines")
        << "a = \"\"\"\nb\r\nc \\  \n\n  d\"\"\""_ba << u"{a: text b\nc d}"_s;
    QTest::newRow("an escaped carriage return before a line end stays")
        << "a = \"\"\"b\\r\r\nc\"\"\""_ba << u"{a: text b\r\nc}"_s;
    QTest::newRow("literal text of several lines")
        << "a = '''\r\n\r\nb\\\r\n''c'''''"_ba << u"{a: text \nb\\\n''c''}"_s;
    QTest::newRow("up to two quotes before those that close")
        << "a = [\"\"\"\"\"\"\"\", '''''''']"_ba << u"{a: [text \"\", text '']}"_s;
    QTest::newRow("a text keeps a byte order mark") << "a = \"\xEF\xBB\xBFx\""_ba << u"{a: text \uFEFFx}"_s;
    QTest::newRow("keys")
        << "bare_-1 = 1\n\"é \\u4f60\" = 2\n'\\' = 3\n\"\" = 4\n1.2 = 5"_ba
        << u"{bare_-1: whole number 1, é 你: whole number 2, \\: whole number 3, : whole number 4, "
           "1: {2: whole number 5}}"_s;
    QTest::newRow("dotted keys") << "a.b.c = 1\n\"a\" . 'b' . d = 2\na.e = 3"_ba
                                 << u"{a: {b: {c: whole number 1, d: whole number 2}, e: whole number 3}}"_s;
    QTest::newRow("headers") << "x = 1\n[a]\nx = 2\n[ b . c ]\nx = 3"_ba
                             << u"{x: whole number 1, a: {x: whole number 2}, b: {c: {x: whole number 3}}}"_s;
    QTest::newRow("a header behind those of tables below it")
        << "[a.b]\n[a]\nx = 1"_ba << u"{a: {b: {}, x: whole number 1}}"_s;
    QTest::newRow("a table below dotted keys")
        << "[a]\nb.c = 1\n[a.b.d]"_ba << u"{a: {b: {c: whole number 1, d: {}}}}"_s;
    QTest::newRow("arrays of tables") << "[[a]]\nx = 1\n[a.b]\n[[a.c]]\n[[a.c]]\n[[a]]\n[[a.c]]"_ba
                                      << u"{a: [{x: whole number 1, b: {}, c: [{}, {}]}, {c: [{}]}]}"_s;
    QTest::newRow("inline tables") << "a = { b = 1, c . d = {}, c.e=[{}] }"_ba
                                   << u"{a: {b: whole number 1, c: {d: {}, e: [{}]}}}"_s;
    QTest::newRow("arrays with comments and line ends")
        << "a = [ # c\n 1,\r\n # d\n [ ] , ]"_ba << u"{a: [whole number 1, []]}"_s;
}

void TestToml::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
    QCOMPARE(document->bytes(), text);
}

void TestToml::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    const auto row = [](const char *text, const QString &problem) {
        const QByteArray name = QByteArray(text).replace('\n', "⏎").replace('\r', "␍");
        QTest::newRow(name.constData()) << QByteArray(text) << problem;
    };
    row("[.]", u"1:2: expected a key, found \".\""_s);
    row("[", u"1:2: expected a key, found the end of the file"_s);
    row("[]", u"1:2: expected a key, found \"]\""_s);
    row("[a", u"1:3: expected \"]\" behind the name of the table, found the end of the file"_s);
    row("[a.\n", u"1:4: expected a key, found the end of the line"_s);
    row("[a] b", u"1:5: expected the end of the line, found \"b\""_s);
    row("[[a]", u"1:5: expected \"]]\" behind the name of the table, found the end of the file"_s);
    row("[[a] ]", u"1:5: expected \"]]\" behind the name of the table, found U+0020"_s);
    row("[ [a]]", u"1:3: expected a key, found \"[\""_s);
    row("你 = 1", u"1:1: expected a key, found \"你\""_s);
    row("a", u"1:2: expected \"=\" after the key, found the end of the file"_s);
    row("a.b", u"1:4: expected \"=\" after the key, found the end of the file"_s);
    row("a =\nb = 1", u"1:4: expected a value, found the end of the line"_s);
    row("= 1", u"1:1: expected a key, found \"=\""_s);
    row("\"\"\"a\"\"\" = 1", u"1:1: expected a key in one pair of quotes, found three of them"_s);
    row("a = 1 b = 2", u"1:7: expected the end of the line, found \"b\""_s);
    row("a = \"你\" \"\"", u"1:9: expected the end of the line, found a quote"_s);
    row("a = \"x\nb = 1", u"1:5: expected a closing \", found the end of the line"_s);
    row("a = 'x", u"1:5: expected a closing ', found the end of the file"_s);
    row("\n\na = \"\"\"x\n", u"3:5: expected \"\"\" to close this text, found the end of the file"_s);
    row("a = '''x\n", u"1:5: expected ''' to close this text, found the end of the file"_s);
    row("a = \"\\q\"", u"1:6: expected one of b t n f r \" \\ u U after \"\\\", found \"q\""_s);
    row("a = \"\\u12\"", u"1:6: expected 4 hexadecimal digits after \"\\u\", found a quote"_s);
    row("a = \"\\ud800\"", u"1:6: expected the number of a character, found \"\\ud800\""_s);
    row("a = \"\\U00110000\"", u"1:6: expected the number of a character, found \"\\U00110000\""_s);
    row("a = 1\rb = 2", u"1:6: expected a line feed after the carriage return, found \"b\""_s);
    row("a = '''\r'''", u"1:8: expected a line feed after the carriage return, found a quote"_s);
    row("# \x7f", u"1:3: expected text, found the control byte 0x7f"_s);
    row("a = '\x0c'", u"1:6: expected text, found the control byte 0x0c"_s);
    row("a = [1, 2", u"1:5: expected \"]\" to close this \"[\", found the end of the file"_s);
    row("a = [1 2]", u"1:8: expected \",\" or \"]\" after the value, found \"2\""_s);
    row("a = [,]", u"1:6: expected a value, found \",\""_s);
    row("a = {b = 1,}",
        u"1:11: expected a key after \",\", found \"}\"; an inline table has no comma at its end"_s);
    row("a = {b = 1\n}",
        u"1:11: expected \"}\" in the line of this inline table, found the end of the line"_s);
    row("a = {b = 1 # c\n}", u"1:12: expected \",\" or \"}\" after the value, found \"#\""_s);
    row("a = {b = 1", u"1:5: expected \"}\" to close this \"{\", found the end of the file"_s);
    row("a = {", u"1:5: expected \"}\" to close this \"{\", found the end of the file"_s);
    row("a = 01", u"1:5: expected a number without leading zeros, found \"01\""_s);
    row("a = -01.5", u"1:5: expected a number without leading zeros, found \"-01.5\""_s);
    row("a = 1__0", u"1:5: expected a whole number, found \"1__0\""_s);
    row("a = 0xG", u"1:5: expected a whole number, found \"0xG\""_s);
    row("a = +0x1", u"1:5: expected a whole number, found \"+0x1\""_s);
    row("a = 9223372036854775808",
        u"1:5: expected a whole number that fits 64 bits, found \"9223372036854775808\""_s);
    row("a = 1e999", u"1:5: expected a number that fits 64 bits, found \"1e999\""_s);
    row("a = 1e-999\nb = 1e999", u"2:5: expected a number that fits 64 bits, found \"1e999\""_s);
    row("a = 1.", u"1:5: expected a number, found \"1.\""_s);
    row("a = .5", u"1:5: expected a digit before the decimal point, found \".5\""_s);
    row("a = [1979-05-27, 1979-02-30]",
        u"1:18: expected a date as in 1979-05-27, a time as in 07:32:00, or both with a \"T\" between them, found \"1979-02-30\""_s);
    row("a = 25:00:00",
        u"1:5: expected a date as in 1979-05-27, a time as in 07:32:00, or both with a \"T\" between them, found \"25:00:00\""_s);
    row("a = True", u"1:5: expected \"true\", found \"True\""_s);
    row("a = null", u"1:5: expected a value; TOML has no null, found \"null\""_s);
    row("a = on", u"1:5: expected a value; texts stand in quotes, found \"on\""_s);
    row("a = $b", u"1:5: expected a value, found \"$\""_s);
    row("a = 1\n'a' = 2", u"2:1: expected a new key, found \"a\" again; it stands in line 1 already"_s);
    row("a = {b = 1, \"\\u0062\" = 2}",
        u"1:13: expected a new key, found \"b\" again; it stands in line 1 already"_s);
    row("[a]\n[b]\n[a]", u"3:2: expected a new table, found \"a\" again; it stands in line 1 already"_s);
    row("a = 1\n[a]", u"2:2: expected a new table, found \"a\" again; it stands in line 1 already"_s);
    row("a.b = 1\n[a]", u"2:2: expected a new table, found \"a\" again; it stands in line 1 already"_s);
    row("[a.b]\n[a]\nb = 1", u"3:1: expected a new key, found \"b\" again; it stands in line 1 already"_s);
    row("[a.b]\n[a]\nb.c = 1",
        u"3:1: expected keys of a table without a header, found \"b\" again; it stands in line 1 already"_s);
    row("[a]\nb.c = 1\n[a.b]",
        u"3:4: expected a new table, found \"b\" again; it stands in line 2 already"_s);
    row("[a.b.c]\n[a]\nb.d = 1\n[a.b]",
        u"4:4: expected a new table, found \"b\" again; it stands in line 1 already"_s);
    row("a = []\n[[a]]",
        u"2:3: expected a new array of tables, found \"a\" again; it stands in line 1 already"_s);
    row("[[a]]\n[a]", u"2:2: expected a new table, found \"a\" again; it stands in line 1 already"_s);
    row("a = {}\na.b = 1",
        u"2:1: expected a table that can get more keys, found the inline table \"a\" of line 1"_s);
    row("a = {}\n[a.b]",
        u"2:2: expected a table that can get more keys, found the inline table \"a\" of line 1"_s);
    row("a = 1\na.b = 1",
        u"2:1: expected a table that can get more keys, found the whole number \"a\" of line 1"_s);
    row("[[a]]\n[a.b]\n[[a.b]]",
        u"3:5: expected a new array of tables, found \"b\" again; it stands in line 2 already"_s);
    row("a = 1__0\nb = [", u"1:5: expected a whole number, found \"1__0\""_s);
    row("a = [\nb = 1", u"2:1: expected a value; texts stand in quotes, found \"b\""_s);
}

void TestToml::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QVERIFY(!document);
    QCOMPARE(document.error().position, positionAt(text, document.error().range.begin));
    QVERIFY(document.error().range.end <= text.size());
}

void TestToml::rangesAreExact_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("slices");

    QTest::newRow("keys and values") << "\xEF\xBB\xBF"
                                        "a = 1 # c\r\n\"é b\"='你'\r\nc = \"\"\"\r\nx\"\"\"  \r\n"_ba
                                     << QByteArrayList{"a|1", "\"é b\"|'你'", "c|\"\"\"\r\nx\"\"\""};
    QTest::newRow("each part of a dotted key")
        << "a . \"b\".c = 1\na.d = 2 # e"_ba
        << QByteArrayList{"a|\"b\".c = 1\na.d = 2", "\"b\"|c = 1", "c|1", "d|2"};
    QTest::newRow("headers") << "[a.b] # c\nx = 1\n\n# d\n[c]\n"_ba
                             << QByteArrayList{"a|b] # c\nx = 1", "b| # c\nx = 1", "x|1", "c|"};
    QTest::newRow("a table in several places")
        << "[a.b]\n[c]\n[a]\nx = 1\n"_ba << QByteArrayList{"a|b]\n[c]\n[a]\nx = 1", "b|", "c|", "x|1"};
    QTest::newRow("an array of tables")
        << "[[a]]\nx = 1\n[[a]]\n[a.b]\n"_ba
        << QByteArrayList{"a|\nx = 1\n[[a]]\n[a.b]", "|\nx = 1", "x|1", "|\n[a.b]", "b|"};
    QTest::newRow("brackets") << "a = [ 1, {b.c = [ ] } ,]\n"_ba
                              << QByteArrayList{"a|[ 1, {b.c = [ ] } ,]", "|1", "|{b.c = [ ] }", "b|c = [ ]",
                                                "c|[ ]"};
}

void TestToml::rangesAreExact()
{
    QFETCH(QByteArray, text);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QTEST(slices(*document), "slices");
    QCOMPARE(document->root().range(), (ByteRange{document->facts().bomSize, text.size()}));
}

void TestToml::randomRangesAreExact()
{
    for (quint32 seed = 0; seed < 1000; ++seed) {
        RandomToml random(seed);
        random.write();
        const Result<Document> document = parsed(random.text);
        QVERIFY2(document, qPrintable(messageOf(document) + u'\n' + QString::fromUtf8(random.text)));
        QCOMPARE(document->nodeCount(), int(random.nodes.size()));
        for (quint32 id = 0; id < quint32(document->nodeCount()); ++id) {
            const Node node = document->node(id);
            const RandomToml::Written &written = random.nodes[id];
            const QString place = u"seed %1, node %2:\n"_s.arg(seed).arg(id) + QString::fromUtf8(random.text);
            QVERIFY2(node.keyRange() == written.key || (node.keyRange().isEmpty() && written.key.isEmpty()),
                     qPrintable(place));
            QVERIFY2(node.range() == written.value, qPrintable(place));
            QCOMPARE(node.parent() ? int(node.parent().id()) : -1, written.parent);
        }
        QCOMPARE(document->comments(), random.comments);
    }
}

void TestToml::findsComments()
{
    const Document document = *parsed("# a\r\n[t] #b\nx = '#' # é [\n\ny = [ # c\n  1, # d\n#e\n]#f");
    QByteArrayList comments;
    for (const ByteRange &range : document.comments())
        comments += sliceOf(document, range);
    QCOMPARE(comments, (QByteArrayList{"# a", "#b", "# é [", "# c", "# d", "#e", "#f"}));
}

void TestToml::namesTypes()
{
    const Document document = *parsed("a = []\nb = {}\n[c]\n[[d]]\n");
    QStringList names;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id)
        names += document.node(id).typeName();
    QCOMPARE(names, (QStringList{u"table"_s, u"array"_s, u"inline table"_s, u"table"_s, u"array of tables"_s,
                                 u"table"_s}));
}

void TestToml::depthIsLimited_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr int many = 100'000;
    QTest::newRow("arrays") << "a = " + QByteArray(many, '[') + QByteArray(many, ']');
    QTest::newRow("open arrays") << "a = " + QByteArray(many, '[');
    QTest::newRow("inline tables") << "a = " + QByteArray("{a=").repeated(many) + "1" + QByteArray(many, '}');
    QTest::newRow("dotted key") << QByteArray("a.").repeated(many) + "a = 1";
    QTest::newRow("dotted header") << "[" + QByteArray("a.").repeated(many) + "a]";
    QTest::newRow("dotted header of an array") << "[[" + QByteArray("a.").repeated(many) + "a]]";
    QTest::newRow("dotted keys in inline tables")
        << "a = " + QByteArray("{a.a.a.a.a.a.a.a=").repeated(many) + "1" + QByteArray(many, '}');
}

void TestToml::depthIsLimited()
{
    QFETCH(QByteArray, text);
    const Result<Document> document = parsed(text);
    QVERIFY(!document);
    QCOMPARE(document.error().kind, ProblemKind::Limit);
    QCOMPARE(document.error().message, u"expected at most 200 levels of nesting"_s);
    QVERIFY(parsed("a = " + QByteArray(198, '[') + QByteArray(198, ']')));
    QVERIFY(parsed("[" + QByteArray("a.").repeated(197) + "a]\na = 1"));
}

/// Callers may allow more, but the judge calls itself for each level of brackets.
void TestToml::depthHasAnEnd()
{
    const Limits deep{.depth = 1'000'000};
    QVERIFY(parsed("a = " + QByteArray(255, '[') + QByteArray(255, ']'), deep));
    const Result<Document> deeper = parsed("a = " + QByteArray(256, '[') + QByteArray(256, ']'), deep);
    QCOMPARE(messageOf(deeper), u"1:260: expected at most 256 levels of nesting"_s);
    QVERIFY(!parsed(QByteArray("a.").repeated(100'000) + "a = 1", deep));
}

void TestToml::survives_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("NUL") << QByteArray("a = 1\0", 6);
    QTest::newRow("NUL in a text") << QByteArray("a = \"\0\"", 7);
    QTest::newRow("invalid UTF-8") << "a = \"\xFF\""_ba;
    QTest::newRow("invalid UTF-8 at the end") << "a = \"\xE4\xBD"_ba;
    QTest::newRow("100,000 brackets") << QByteArray(100'000, '[');
    QTest::newRow("100,000 braces") << QByteArray(100'000, '{');
    QTest::newRow("100,000 quotes") << QByteArray(100'001, '"');
    QTest::newRow("100,000 dots") << QByteArray(100'000, '.');
    QTest::newRow("a long number") << "a = " + QByteArray(100'000, '1');
    QTest::newRow("half of a header with a dot") << "[a."_ba;
    QTest::newRow("half of a header with a quote") << "[\"a"_ba;
    QTest::newRow("a key and nothing") << "\"a\""_ba;
}

void TestToml::survives()
{
    QFETCH(QByteArray, text);
    const Result<Document> document = parsed(text);
    QVERIFY(!document);
    QVERIFY(!document.error().message.isEmpty());
}

/// What a program finds that reads while another one writes: nothing of it may end the program.
void TestToml::cutTextsAreReadOrRefused()
{
    for (quint32 seed = 0; seed < 6; ++seed) {
        RandomToml random(seed);
        random.write();
        for (qsizetype size = 0; size < random.text.size(); ++size) {
            const Result<Document> document = parsed(random.text.first(size));
            QVERIFY(document || !document.error().message.isEmpty());
        }
    }
    QVERIFY(format(FormatId::Toml).mayParseWhenCut());
}

void TestToml::whatNeedsNoJudgeHasNothingToJudge()
{
    static const QByteArrayList pieces{"a",
                                       "b",
                                       "-1_x",
                                       "\"q\"",
                                       "'l'",
                                       "\"你\\n\"",
                                       "\"\"",
                                       "'''m\n'''",
                                       " = ",
                                       "=",
                                       "\n",
                                       "\r\n",
                                       "\t",
                                       "[",
                                       "]",
                                       "[[",
                                       "]]",
                                       "{",
                                       "}",
                                       ",",
                                       ".",
                                       "# c\n",
                                       "0",
                                       "-0",
                                       "01",
                                       "12",
                                       "-7",
                                       "+7",
                                       "1_0",
                                       "1.5",
                                       "-0.25",
                                       "00.5",
                                       "1.",
                                       ".5",
                                       "1e5",
                                       "0x1f",
                                       "true",
                                       "inf",
                                       "False",
                                       "1979-05-27",
                                       "07:32:00",
                                       "a = 1\n",
                                       "b = [1, 2.50,]\n",
                                       "[a]\n",
                                       "[b]\n",
                                       "999999999999999",
                                       "9223372036854775808",
                                       "0.000000000000001"};
    QRandomGenerator random(1);
    int plain = 0;
    for (int i = 0; i < 100'000; ++i) {
        QByteArray text = "c = " + pieces.at(random.bounded(int(pieces.size())));
        for (int piece = random.bounded(10); piece > 0; --piece)
            text += pieces.at(random.bounded(int(pieces.size())));
        const Result<TextFacts> facts = inspect(text);
        QVERIFY(facts);
        TomlParser parser(format(FormatId::Toml), text, *facts, Limits());
        if (!parser.parse() || parser.needsJudge())
            continue;
        ++plain;
        QVERIFY2(!tomlObjection(text), text.constData());
    }
    QVERIFY2(plain > 1000, qPrintable(QString::number(plain)));
}

QTEST_GUILESS_MAIN(TestToml)
#include "tst_toml.moc"
