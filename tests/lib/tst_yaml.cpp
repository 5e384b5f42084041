#include "outline.h"
#include "randomyaml.h"

#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text, const Limits &limits = {})
{
    return format(FormatId::Yaml).parse(text, limits);
}

Document read(const QByteArray &text)
{
    const Result<Document> document = parsed(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

/// Every node on a line of its own: the key as written, a colon, the type and the value as written.
QString written(const Document &document, const Node &node, int depth = 0)
{
    const ByteRange key = node.keyRange();
    QString lines =
        QString(depth * 2, u' ') + QString::fromUtf8(document.bytes().sliced(key.begin, key.size())) + u':' +
        node.typeName() + u':' + (node.isContainer() ? QString() : QString::fromUtf8(node.text())) + u'\n';
    for (Node member = node.firstChild(); member; member = member.nextSibling())
        lines += written(document, member, depth + 1);
    return lines;
}

} // namespace

class TestYaml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isChosenByName();
    void decodes_data();
    void decodes();
    void typesPlainScalars_data();
    void typesPlainScalars();
    void rangesOfTexts_data();
    void rangesOfTexts();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void readsComments_data();
    void readsComments();
    void warnsOfKeysGivenTwice();
    void warningsOnOneLineTakeLinearTime();
    void aliasesStandForTheirAnchors();
    void endlessInputsEndSoon_data();
    void endlessInputsEndSoon();
    void limitsAreKept();
    void readsAnythingWithoutHarm();
    void randomDocuments_data();
    void randomDocuments();
};

void TestYaml::isChosenByName()
{
    QCOMPARE(formatForPath(u"config/app.yaml"), &format(FormatId::Yaml));
    QCOMPARE(formatForPath(u"app.yml"), &format(FormatId::Yaml));
    QCOMPARE(formatByName(u"yaml"), &format(FormatId::Yaml));
    QCOMPARE(format(FormatId::Yaml).name(), u"YAML"_s);
}

void TestYaml::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");
    const auto row = [](const char *name, const char *text, const QString &tree) {
        QTest::newRow(name) << QByteArray(text) << tree;
    };

    row("an empty file is an empty table", "", u"{}"_s);
    row("so is one of comments", "# a\n\n# b\n", u"{}"_s);
    row("so is one of a byte order mark", "\xEF\xBB\xBF", u"{}"_s);
    row("so is an empty document", "---\n", u"{}"_s);
    row("a null that is written is none", "~", u"null null"_s);
    row("a lone scalar", "a b\n", u"text a b"_s);
    row("a table", "a: 1\nb: two\n", u"{a: whole number 1, b: text two}"_s);
    row("tables in tables", "a:\n  b:\n    c: 1\n  d: 2\n",
        u"{a: {b: {c: whole number 1}, d: whole number 2}}"_s);
    row("a list below its key", "a:\n- 1\n- 2\nb: 3\n",
        u"{a: [whole number 1, whole number 2], b: whole number 3}"_s);
    row("lists in lists", "- - a\n  - b\n- c\n", u"[[text a, text b], text c]"_s);
    row("tables in lists", "- a: 1\n  b: 2\n- c: 3\n",
        u"[{a: whole number 1, b: whole number 2}, {c: whole number 3}]"_s);
    row("flow style", "{a: [1, b, 'c'], \"d\":2, e: {}}",
        u"{a: [whole number 1, text b, text c], d: whole number 2, e: {}}"_s);
    row("flow style over several lines", "a: [1, # one\n  2,\n]\n",
        u"{a: [whole number 1, whole number 2]}"_s);
    row("a pair in a flow list", "[a: 1, b]", u"[{a: whole number 1}, text b]"_s);
    row("empty values", "a:\nb: \nc:\n  -\n  - \n",
        u"{a: null null, b: null null, c: [null null, null null]}"_s);
    row("an empty item in a list below its key", "k:\n-\nj: 1", u"{k: [null null], j: whole number 1}"_s);
    row("empty values in flow style", "{a, b: , 'c':}", u"{a: null null, b: null null, c: null null}"_s);
    row("keys with question marks", "? a\n: 1\n? b\n", u"{a: whole number 1, b: null null}"_s);
    row("keys that are no texts", "1: a\ntrue: b\n~: c\n1.5: d\n",
        u"{1: text a, true: text b, ~: text c, 1.5: text d}"_s);
    row("a key that is a list", "? [a, b]\n: 1\n? - c\n  - d # e\n# f\n: 2\n",
        u"{[a, b]: whole number 1, - c\n  - d: whole number 2}"_s);
    row("a key that is missing", "? \n: 1\n", u"{: whole number 1}"_s);
    row("keys in quotes and with escapes", "\"a\\tb\": 1\n'it''s': 2\n",
        u"{a\tb: whole number 1, it's: whole number 2}"_s);

    row("single quotes", "'it''s \\n # no'", u"text it's \\n # no"_s);
    row("double quotes", "\"\\x41\\u4f60\\U0001F600\\n\\\"\\\\\\/\\e\"", u"text A你😀\n\"\\/\x1B"_s);
    row("quotes over several lines", "a: \"b\n  c\\\n  d\n\n  e\"\n", u"{a: text b cd\ne}"_s);
    row("a plain text over several lines", "a: b\n  c\n\n  d\n", u"{a: text b c\nd}"_s);
    row("a literal text", "a: |\n  b\n   c\n\n  d\n\nb: 1\n", u"{a: text b\n c\n\nd\n, b: whole number 1}"_s);
    row("a literal text without the last break", "a: |-\n  b\n", u"{a: text b}"_s);
    row("a literal text with all breaks", "a: |+\n  b\n\n\n", u"{a: text b\n\n\n}"_s);
    row("a literal text with an indentation", "a: |2\n    b\n", u"{a: text   b\n}"_s);
    row("a literal text that the file ends in", "a: |\n  b", u"{a: text b}"_s);
    row("an empty literal text", "a: |\nb: 1\n", u"{a: text , b: whole number 1}"_s);
    row("a folded text", "a: >\n  b\n  c\n\n  d\n", u"{a: text b c\nd\n}"_s);
    row("CRLF is one break", "a: |\r\n  b\r\n  c\r\nd: 1\r\n", u"{a: text b\nc\n, d: whole number 1}"_s);
    row("a byte order mark stands before the text",
        "\xEF\xBB\xBF"
        "a: é\nb: 1\n",
        u"{a: text é, b: whole number 1}"_s);

    row("tags of YAML decide the type",
        "- !!str 12\n- !!int \"12\"\n- !!float 1\n- !!bool yes\n- !!null ''\n- !!binary aGk=\n- !!str\n- "
        "!!timestamp 2001-12-14\n",
        u"[text 12, whole number 12, number 1, truth value true, null null, byte string hi, text , date or time 2001-12-14]"_s);
    row("bytes over several lines", "a: !!binary |\n  aG\n  k=\n", u"{a: byte string hi}"_s);
    row("other tags make a text", "- !secret 12\n- !Point {x: 1}\n- !x\n",
        u"[text 12, {x: whole number 1}, text ]"_s);
    row("the tag ! makes a text", "! 12", u"text 12"_s);
    row("tags with a prefix of their own", "%TAG !e! tag:yaml.org,2002:\n---\n!e!int \"7\"\n",
        u"whole number 7"_s);
    row("an alias has the value of its anchor", "a: &x 12\nb: *x\n",
        u"{a: whole number 12, b: whole number 12}"_s);
    row("the last anchor of a name counts", "[&x 1, *x, &x 2, *x]",
        u"[whole number 1, whole number 1, whole number 2, whole number 2]"_s);
    row("an alias of a table is expanded", "a: &x {b: 1, c: [d]}\ne: *x\n",
        u"{a: {b: whole number 1, c: [text d]}, e: {b: whole number 1, c: [text d]}}"_s);
    row("aliases of aliases", "a: &x {k: 1}\nb: &y {l: *x}\nc: *y\n",
        u"{a: {k: whole number 1}, b: {l: {k: whole number 1}}, c: {l: {k: whole number 1}}}"_s);
    row("a merge key stays a key", "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n",
        u"{a: {b: whole number 1}, c: {<<: {b: whole number 1}, d: whole number 2}}"_s);
    row("an alias of what it is in", "a: &x [*x]", u"{a: [code *x]}"_s);
    row("an alias of a key", "&k a: *k\n", u"{a: text a}"_s);
    row("an alias as a key", "a: &x b\n*x : 1\n", u"{a: text b, b: whole number 1}"_s);
    row("an empty value with an anchor", "a: &x\nb: *x\n", u"{a: null null, b: null null}"_s);

    row("several documents are a list", "a: 1\n---\n- b\n...\n---\n# nothing\n---\nc\n",
        u"[{a: whole number 1}, [text b], {}, text c]"_s);
    row("one document with its marks is itself", "%YAML 1.2\n--- # x\na: 1\n...\n", u"{a: whole number 1}"_s);
}

void TestYaml::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
    QCOMPARE(document->bytes(), text);
}

void TestYaml::typesPlainScalars_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("value");
    const auto rows = [](Kind kind, const QStringList &texts, const QString &value = {}) {
        for (const QString &text : texts)
            QTest::newRow(qPrintable(text)) << text << kind << (value.isEmpty() ? text : value);
    };
    rows(Kind::Null, {u"null"_s, u"Null"_s, u"NULL"_s, u"~"_s}, u"null"_s);
    rows(Kind::Boolean, {u"true"_s, u"True"_s, u"TRUE"_s}, u"true"_s);
    rows(Kind::Boolean, {u"false"_s, u"False"_s, u"FALSE"_s}, u"false"_s);
    rows(Kind::Integer,
         {u"0"_s, u"-0"_s, u"+12"_s, u"123456789012345678901234567890"_s, u"0o17"_s, u"0xFf"_s});
    rows(Kind::Integer, {u"010"_s, u"0010"_s, u"+010"_s}, u"10"_s);
    rows(Kind::Integer, {u"-010"_s}, u"-10"_s);
    rows(Kind::Float, {u"0."_s, u".5"_s, u"-.5"_s, u"1.5"_s, u"1e3"_s, u"1.5E-3"_s, u"+12e03"_s, u"-2E+05"_s,
                       u".inf"_s, u"-.INF"_s, u"+.Inf"_s, u".nan"_s, u".NaN"_s, u"1e999"_s});
    rows(Kind::String,
         {u"yes"_s,        u"no"_s,    u"on"_s,  u"off"_s,    u"y"_s,     u"tRUE"_s,     u"nULL"_s,
          u"1_000"_s,      u"12:30"_s, u"0b1"_s, u"0x"_s,     u"0xG"_s,   u"-0x1"_s,     u"0o8"_s,
          u"."_s,          u".e3"_s,   u"1e"_s,  u"1.2.3"_s,  u"inf"_s,   u"nan"_s,      u"-.nan"_s,
          u"2001-12-14"_s, u"="_s,     u"+"_s,   u"null x"_s, u"nullx"_s, u"truefalse"_s});
}

void TestYaml::typesPlainScalars()
{
    QFETCH(QString, text);
    QFETCH(Kind, kind);
    QFETCH(QString, value);
    const Document document = read("[" + text.toUtf8() + ", '" + text.toUtf8() + "']");
    QCOMPARE(document.root().child(0).value(), (Value{kind, value}));
    QCOMPARE(document.root().child(1).value(), Value::string(text));
}

void TestYaml::rangesOfTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("nodes");
    const auto row = [](const char *name, const char *text, const QString &nodes) {
        QTest::newRow(name) << QByteArray(text) << nodes;
    };
    row("anchors and tags are outside", "&r\na: &x !!str b # c\n!!str d: !e &f\n  g\n",
        u":table:\n  a:text:b\n  d:tagged text:g\n"_s);
    row("an anchor ends where its name does", "a: &x://b # c\n", u":table:\n  a:text:://b\n"_s);
    row("quotes are inside", "'a': \"b\" \n", u":table:\n  'a':text:\"b\"\n"_s);
    row("a literal text has its head and no last break", "a: |  \n  b\n\n  c\n\n\nd: e\n",
        u":table:\n  a:text:|  \n  b\n\n  c\n  d:text:e\n"_s);
    row("a literal text with all breaks has all but one", "a: |+\n  b\n\n\nd: e\n",
        u":table:\n  a:text:|+\n  b\n\n\n  d:text:e\n"_s);
    row("blanks at the end of a literal text", "a: |-\n  b  \n  \nd: e\n",
        u":table:\n  a:text:|-\n  b  \n  d:text:e\n"_s);
    row("a line of blanks at the end of a literal text", "a: |\n  b\n    \nd: e\n",
        u":table:\n  a:text:|\n  b\n    \n  d:text:e\n"_s);
    row("CRLF", "a: >\r\n  b\r\n\r\nd: e\r\n", u":table:\n  a:text:>\r\n  b\n  d:text:e\n"_s);
    row("characters of several bytes", "\xEF\xBB\xBFé: '你'\n😀: [é, ü]\n",
        u":table:\n  é:text:'你'\n  😀:list:\n    :text:é\n    :text:ü\n"_s);
    row("aliases", "a: &b [1]\nc: *b\nd: &e x\nf: [*e , *e]\n",
        u":table:\n  a:list:\n    :whole number:1\n  c:alias of list:\n    :whole number:\n  d:text:x\n  "
        u"f:list:\n"
        "    :alias of text:*e\n    :alias of text:*e\n"_s);
    row("documents", "a\n--- b\n", u":documents:\n  :text:a\n  :text:b\n"_s);
    row("a key that is a list", "? [a]\n: b\n", u":table:\n  [a]:text:b\n"_s);
}

void TestYaml::rangesOfTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, nodes);
    const Document document = read(text);
    QCOMPARE(written(document, document.root()), nodes);
}

void TestYaml::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *text, const QString &problem) {
        QTest::newRow(name) << QByteArray(text) << problem;
    };

    row("a missing colon", "a: 1\nfoo\nb: 2",
        u"2:4: expected \":\" after this key, found the end of the line"_s);
    row("a missing colon behind blanks", "é: 1\nfoo  \nb: 2",
        u"2:4: expected \":\" after this key, found a blank"_s);
    row("two colons", "a: b: c",
        u"1:5: expected one \":\" on a line, found a second one; a text that holds \": \" needs quotes"_s);
    row("a key that is indented too far", "a: 1\n  b: 2",
        u"2:3: expected a key at the column of the keys around it, found one that is indented as part of the value before it"_s);
    row("a key that is indented too little", "a:\n   b: 1\n c: 2",
        u"3:2: expected a key at column 1, where the keys of this table stand (line 1), found \"c\" at column 2"_s);
    row("a list item among keys", "a: 1\n- b",
        u"2:1: expected a key, as before in this table (line 1), found \"-\""_s);
    row("a key among list items", "- a\nb: 1",
        u"2:1: expected \"- \", as before the other items of this list (line 1), found \"b\""_s);
    row("a list item at another column", "- - a\n - b",
        u"2:2: expected \"- \" at column 1, where the items of this list stand (line 1), found \"-\" at column 2"_s);
    row("a list on the line of its key", "a: - b",
        u"1:4: expected the items of a list on lines of their own, found \"-\""_s);
    row("text behind a value", "a: \"x\" y",
        u"1:8: expected the end of the line after the value, found \"y\""_s);
    row("text behind the document", "\"a\" b",
        u"1:5: expected the end of the file or \"---\" after the value, found \"b\""_s);

    row("a tab as indentation", "a:\n\tb: 1", u"2:1: expected blanks for indentation, found a tab"_s);
    row("a tab in a literal text", "a: |\n\tb", u"2:1: expected blanks for indentation, found a tab"_s);
    row("a tab in a plain text", "a: 1\n\tb: 2", u"2:1: expected blanks for indentation, found a tab"_s);

    row("an open double quote", "a: 1\nb: \"x\nc: 3\n",
        u"2:4: expected a closing double quote, found the end of the file"_s);
    row("an open single quote", "a: 'x",
        u"1:4: expected a closing single quote, found the end of the file"_s);
    row("an open quote before the next document", "a: \"b\n---\nc\"",
        u"1:4: expected a closing quote, found the document marker \"---\" in line 2"_s);
    row("an open bracket", "你: [1, 2",
        u"1:4: expected \"]\" to close this \"[\", found the end of the file"_s);
    row("an open brace", "a: {b: 1\n",
        u"1:4: expected \"}\" to close this \"{\", found the end of the file"_s);
    row("a bracket that is open when the next key comes", "a: [1, 2\nb: 3\n",
        u"2:2: expected \",\" or \"]\" for the \"[\" of line 1, found \":\""_s);
    row("a bracket too much", "{a: 1}}",
        u"1:7: expected the end of the file or \"---\" after the value, found \"}\""_s);
    row("a colon without a blank in flow style", "{a:}",
        u"1:4: expected a blank between \":\" and what follows it in flow style, found \"}\""_s);
    row("two commas", "[a, ,b]", u"1:5: expected a value, found \",\""_s);

    row("an unknown escape", "a: \"\\q\"",
        u"1:5: expected one of 0 a b t n v f r e \" / \\ N _ L P x u U after \"\\\", found \"q\"; in single quotes \"\\\" is a character like any other"_s);
    row("too few digits", "a: \"\\u12x\"",
        u"1:5: expected 4 hexadecimal digits after \"\\u\", found \"x\""_s);
    row("half of a surrogate pair", "a: \"\\ud800\"",
        u"1:5: expected the number of a Unicode character, found one that is none"_s);
    row("a character that begins no value", "a: @x",
        u"1:4: expected a value or a key, found \"@\"; a text that begins with it needs quotes"_s);
    row("a percent sign", "a: %x",
        u"1:4: expected a value or a key, found \"%\"; a text that begins with it needs quotes"_s);

    row("an alias without anchor", "a: 1\nb: *x\n",
        u"2:4: expected an anchor \"&x\" before this alias, found none"_s);
    row("an anchor of another document", "a: &x 1\n---\nb: *x\n",
        u"3:4: expected an anchor \"&x\" before this alias, found none"_s);
    row("an alias without name", "a: * b",
        u"1:5: expected the name of an anchor after \"*\"; a text that begins with \"*\" needs quotes, found a blank"_s);
    row("an anchor without name", "a: & b",
        u"1:5: expected a name of letters, digits, \"-\" and \"_\" after \"&\", found a blank"_s);
    row("a tag without its directive", "a: !x!y z",
        u"1:4: expected a tag that a %TAG line explains, found \"!x!\""_s);
    row("a tag that is not true", "a: !!int x", u"1:10: expected what the tag \"!!int\" says, found \"x\""_s);
    row("a binary that is none", "a: !!binary \"*\"",
        u"1:13: expected what the tag \"!!binary\" says, found \"*\""_s);
    row("text behind |", "a: |x\n b", u"1:5: expected the end of the line after \"|\", found \"x\""_s);
    row("an indentation of zero", "a: |0\n b", u"1:5: expected an indentation from 1 to 9, found \"0\""_s);
    row("another version", "%YAML 2.0\n---\na",
        u"1:1: expected YAML of version 1, found a directive for another one"_s);
    row("another directive", "%FOO\n---\na",
        u"1:1: expected %YAML or %TAG, found another directive; a text that begins with \"%\" needs quotes"_s);
    row("the same directive again", "%YAML 1.2\n%YAML 1.2\n---\n",
        u"2:1: expected each directive once, found the same one again"_s);
    row("a control character", "a: \x7f", u"1:4: expected text, found the control character U+007F"_s);
    row("no UTF-8", "%Y\xFF", u"1:3: expected UTF-8, found the byte 0xFF"_s);
    row("a list behind a tab", "? a:\t- b",
        u"1:6: expected the items of a list on lines of their own, found \"-\""_s);
}

void TestYaml::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QVERIFY(document.error().range.begin <= document.error().range.end);
    QVERIFY(document.error().range.end <= text.size());
}

void TestYaml::readsComments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("comments");
    const auto row = [](const char *name, const char *text, const QStringList &comments) {
        QTest::newRow(name) << QByteArray(text) << comments;
    };
    row("everywhere",
        "# a\n%YAML 1.2 # b\n--- # c\nk: # d\n  # e\n  - 1 # f\n# g\n  - [a, # h\n b] # i\n... # j\n# k",
        {u"# a"_s, u"# b"_s, u"# c"_s, u"# d"_s, u"# e"_s, u"# f"_s, u"# g"_s, u"# h"_s, u"# i"_s, u"# j"_s,
         u"# k"_s});
    row("none in texts", "a: b#c\nd: 'e # f'\ng: |\n  # h\n  i # j\nk: \"l\n  # m\"\nhttp://x#y: z#\n", {});
    row("behind | and before what follows", "a: | # b\n  c\n\n# d\ne: 1\n", {u"# b"_s, u"# d"_s});
    row("behind anchors and tags", "a: &x # b\n  c\nd: !!str # e\n  f\ng: &y #h\n",
        {u"# b"_s, u"# e"_s, u"#h"_s});
    row("between a key and its value", "? a # b\n# c\n: # d\n  e\n", {u"# b"_s, u"# c"_s, u"# d"_s});
    row("in a key that is a list", "? - a # b\n  - c\n# d\n: e\n", {u"# b"_s, u"# d"_s});
    row("behind an item and before an empty one", "- a # b\n-\n", {u"# b"_s});
    row("CRLF is outside", "a: 1 # é\r\n# c\r\n", {u"# é"_s, u"# c"_s});
}

void TestYaml::readsComments()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, comments);
    const Document document = read(text);
    QStringList found;
    for (const ByteRange &range : document.comments())
        found += QString::fromUtf8(text.sliced(range.begin, range.size()));
    QCOMPARE(found, comments);
}

void TestYaml::warnsOfKeysGivenTwice()
{
    const Document document = read("a: 1\n\"\\x61\": 2\nb: {c: 1, 'c': 2}\n");
    QCOMPARE(
        outline(document.root()),
        u"{a: whole number 1 (shadowed), a: whole number 2, b: {c: whole number 1 (shadowed), c: whole number 2}}"_s);
    QCOMPARE(document.warnings().size(), 2);
    QCOMPARE(document.warnings().at(0).toString(),
             u"2:1: the key \"a\" is given twice; programs see this one"_s);
}

void TestYaml::warningsOnOneLineTakeLinearTime()
{
    const Document document = read("{" + QByteArray("é: 1, x: {a: 1, a: 2}, ").repeated(50'000) + "é: 2}\n");
    QCOMPARE(document.warnings().size(), 50'000 + 50'000 + 49'999);
    for (qsizetype i = 0; i < document.warnings().size(); i += 15'000) {
        const Problem &warning = document.warnings().at(i);
        QCOMPARE(warning.position, document.position(warning.range.begin));
    }
}

void TestYaml::aliasesStandForTheirAnchors()
{
    const QByteArray text("a: &x\n  b: 1\nc: *x\n");
    const Document document = read(text);
    const Node alias = document.root().child(u"c");
    QCOMPARE(alias.text().toByteArray(), "*x");
    QCOMPARE(alias.typeName(), u"alias of table"_s);
    QCOMPARE(alias.firstChild().key(), u"b"_s);
    QCOMPARE(alias.firstChild().path().toString(), u"c.b"_s);
    QVERIFY(alias.firstChild().range().isEmpty());
    // What stands at a place of the text is never a copy.
    QCOMPARE(document.nodeAt(text.indexOf("*x")), alias);
    QCOMPARE(document.nodeAt(text.indexOf("1")), document.root().firstChild().firstChild());
}

void TestYaml::endlessInputsEndSoon_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &text, const QString &problem) {
        QTest::newRow(name) << text << problem;
    };
    row("100,000 open brackets", QByteArray(100'000, '['),
        u"1:201: expected at most 200 levels of nesting"_s);
    row("100,000 closed brackets", QByteArray(100'000, '[') + QByteArray(100'000, ']'),
        u"1:201: expected at most 200 levels of nesting"_s);
    row("100,000 brackets on lines", QByteArray("[\n").repeated(100'000),
        u"201:1: expected at most 200 levels of nesting"_s);
    row("100,000 braces", QByteArray("{a: ").repeated(100'000),
        u"1:801: expected at most 200 levels of nesting"_s);
    row("100,000 dashes", QByteArray("- ").repeated(100'000),
        u"1:401: expected at most 200 levels of nesting"_s);
    row("100,000 question marks", QByteArray("? ").repeated(100'000),
        u"1:401: expected at most 200 levels of nesting"_s);
    row("a long directive", "%" + QByteArray(16'000, 'Y') + " x\n---\na",
        u"1:1: expected %YAML or %TAG, found another directive; a text that begins with \"%\" needs quotes"_s);
    QByteArray directives;
    for (int i = 0; i < 100'000; ++i)
        directives += "%TAG !a" + QByteArray::number(i) + "! x\n";
    row("100,000 tag directives", directives + "---\na\n", u"101:1: expected at most 100 tag directives"_s);
    QByteArray bomb("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'z'; ++c) {
        const QByteArray before(1, char(c - 1));
        bomb += QByteArray(1, c) + ": &" + QByteArray(1, c) + " [" + ("*" + before + ",").repeated(8) + "*" +
                before + "]\n";
    }
    row("an alias bomb", bomb,
        u"6:8: expected aliases that stand for at most 100000 keys and values, found more"_s);
    row("a long text with many aliases",
        "a: &a ['" + QByteArray(1'000'000, 'x') + "']\nb: [" + QByteArray("*a, ").repeated(1000) + "]\n",
        u"2:273: expected aliases that stand for at most 67108864 characters, found more"_s);
}

void TestYaml::endlessInputsEndSoon()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, text.startsWith("%Y") ? ProblemKind::Syntax : ProblemKind::Limit);
}

void TestYaml::limitsAreKept()
{
    const QByteArray deep = QByteArray(20, '[') + QByteArray(20, ']');
    QVERIFY(parsed(deep, {.depth = 20}));
    QCOMPARE(messageOf(parsed(deep, {.depth = 19})), u"1:20: expected at most 19 levels of nesting"_s);
    QCOMPARE(messageOf(parsed("a\n--- " + deep, {.depth = 20})),
             u"2:24: expected at most 20 levels of nesting"_s);
    QCOMPARE(messageOf(parsed("a: &x [[[]]]\nb: [[*x]]", {.depth = 5})),
             u"2:6: expected at most 5 levels of nesting"_s);
    QVERIFY(parsed("[a, b]", {.nodes = 3}));
    QCOMPARE(messageOf(parsed("[a, b]", {.nodes = 2})), u"1:5: expected at most 2 keys and values"_s);
    QCOMPARE(messageOf(parsed("a\n---\nb", {.nodes = 2})), u"3:1: expected at most 2 keys and values"_s);
}

/// Every text that comes of cutting and joining pieces is read or refused, and what is read is sound.
void TestYaml::readsAnythingWithoutHarm()
{
    static const QList<QByteArray> pieces{
        "a",  ": ", "- ",     "? ",  "\n",     "\n  ", "\n    ", "[",        "]",    "{",
        "}",  ",",  "&x ",    "*x",  "!!str ", "!t ",  "|\n",    ">-\n",     "|+\n", "\"",
        "'",  "#",  " # c\n", "---", "...",    "%TAG", "\t",     "\r\n",     "é",    "\xE2\x80\xA8",
        "\\", "1",  "~",      ":",   "-",      "<<",   "!<x>",   "\xC2\x85", " "};
    QRandomGenerator random(7);
    int accepted = 0;
    for (int i = 0; i < 40'000; ++i) {
        QByteArray text;
        const int count = 1 + random.bounded(14);
        for (int piece = 0; piece < count; ++piece)
            text += pieces.at(random.bounded(int(pieces.size())));
        const Result<Document> document = parsed(text);
        if (!document) {
            QVERIFY2(!document.error().message.isEmpty() && document.error().range.end <= text.size(),
                     text.constData());
            QVERIFY2(!document.error().position.isNull(), text.constData());
            continue;
        }
        ++accepted;
        qsizetype last = 0;
        for (const ByteRange &comment : document->comments()) {
            QVERIFY2(comment.begin >= last && text[comment.begin] == '#', text.constData());
            last = comment.end;
        }
        for (quint32 id = 0; id < quint32(document->nodeCount()); ++id) {
            const Node node = document->node(id);
            const ByteRange range = node.range();
            QVERIFY2(range.begin >= 0 && range.begin <= range.end && range.end <= text.size(),
                     text.constData());
            if (node.parent()) {
                QVERIFY2(node.parent().range().begin <= range.begin, text.constData());
                QVERIFY2(node.parent().range().end >= range.end, text.constData());
            }
            (void)node.value();
            (void)node.key();
        }
    }
    QVERIFY(accepted > 1000);
}

void TestYaml::randomDocuments_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 600; ++seed)
        QTest::addRow("random document %u", seed) << seed;
}

void TestYaml::randomDocuments()
{
    QFETCH(quint32, seed);
    const RandomYaml random(seed);
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document) + u'\n' + QString::fromUtf8(random.text)));
    QVERIFY2(document->comments() == random.comments, random.text.constData());
    QCOMPARE(std::size_t(document->nodeCount()), random.expected.size());
    for (quint32 id = 0; id < quint32(document->nodeCount()); ++id) {
        const Node node = document->node(id);
        const RandomYaml::Expected &expected = random.expected[id];
        const QByteArray where =
            "node " + QByteArray::number(id) + " in\n" + random.text + '<' + node.text().toByteArray() + '>';
        QVERIFY2(node.range() == expected.range, where.constData());
        QVERIFY2(node.keyRange() == expected.keyRange || !node.parent() || node.parent().kind() == Kind::List,
                 where.constData());
        QVERIFY2(node.key() == expected.key, where.constData());
        QVERIFY2(node.kind() == expected.kind, where.constData());
        if (!node.isContainer())
            QCOMPARE(node.value().text, expected.value);
    }
}

QTEST_GUILESS_MAIN(TestYaml)
#include "tst_yaml.moc"
