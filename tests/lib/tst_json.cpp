#include "outline.h"
#include "randomjson.h"

#include <retune/format/format.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text, FormatId id = FormatId::Json)
{
    return format(id).parse(text);
}

struct Sample
{
    const char *name;
    QByteArray text;
};

// Shaped after the public JSONTestSuite: what every reader must take.
const QList<Sample> &validSamples()
{
    static const QList<Sample> samples{
        {"array with trailing blank", "[2] "},
        {"array of arrays", "[[] , [[]]]"},
        {"array of an empty string", "[\"\"]"},
        {"array over several lines", "[1\n,2\r\n,3\r,4\t]"},
        {"leading blank", " [1]"},
        {"heterogeneous array", "[null, 1, \"1\", {}]"},
        {"false", "[false]"},
        {"null in array", "[null]"},
        {"several nulls", "[1,null,null,null,2]"},
        {"number", "[123e65]"},
        {"number 0e+1", "[0e+1]"},
        {"number 0e1", "[0e1]"},
        {"number after a blank", "[ 4]"},
        {"number close to zero",
         "[-0.000000000000000000000000000000000000000000000000000000000000000000000001]"},
        {"number with exponent", "[20e1]"},
        {"minus zero", "[-0]"},
        {"negative integer", "[-123]"},
        {"negative one", "[-1]"},
        {"capital E", "[1E22]"},
        {"capital E minus", "[1E-2]"},
        {"capital E plus", "[1E+2]"},
        {"exponent minus", "[123e-10]"},
        {"real with exponent", "[123.456e78]"},
        {"simple real", "[123.456789]"},
        {"number over every double", "[1e999]"},
        {"thirty digits", "[123456789012345678901234567890]"},
        {"simple object", "{\"a\":[]}"},
        {"object with two keys", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"},
        {"empty object", "{}"},
        {"empty key", "{\"\":0}"},
        {"duplicate key", "{\"a\":\"b\",\"a\":\"c\"}"},
        {"duplicate key and value", "{\"a\":\"b\",\"a\":\"b\"}"},
        {"escaped NUL in key", "{\"foo\\u0000bar\": 42}"},
        {"long strings", "{\"x\":[{\"id\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}]}"},
        {"object with line ends", "{\n\"a\": \"b\"\n}"},
        {"two-byte UTF-8 escapes", "[\"\\u0060\\u012a\\u12AB\"]"},
        {"surrogate pair", "[\"\\uD801\\udc37\"]"},
        {"two surrogate pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"},
        {"all letter escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"},
        {"escaped backslash before u", "[\"\\\\u0000\"]"},
        {"escaped quote", "[\"\\\"\"]"},
        {"comment characters in a string", "[\"a/*b*/c/*d//e\"]"},
        {"escaped a", "[\"\\\\a\"]"},
        {"escaped noncharacter", "[\"\\uFFFF\\uFDD0\\uDBFF\\uDFFE\"]"},
        {"escaped NUL", "[\"\\u0000\"]"},
        {"DEL", "[\"\x7f\"]"},
        {"unescaped UTF-8", "[\"\xE2\x82\xAC\xF0\x9D\x84\x9E\"]"},
        {"unescaped U+2028", "[\"\xE2\x80\xA8\"]"},
        {"unescaped noncharacter", "[\"\xEF\xBF\xBF\"]"},
        {"lone string", "\"asd\""},
        {"lone false", "false"},
        {"lone number", "42"},
        {"lone negative real", "-0.1"},
        {"lone null", "null"},
        {"lone empty string", "\"\""},
        {"trailing line end", "[\"a\"]\n"},
        {"blanks everywhere", " {\t\"a\"\r:\n1 } \n"},
    };
    return samples;
}

// What no reader of JSON may take.
const QList<Sample> &invalidSamples()
{
    static const QList<Sample> samples{
        {"nothing", ""},
        {"a blank", " "},
        {"only a byte order mark", "\xEF\xBB\xBF"},
        {"one without comma", "[1 true]"},
        {"invalid byte", "[a\xE5]"},
        {"colon instead of comma", "[\"\": 1]"},
        {"comma after the close", "[\"\"],"},
        {"comma and number", "[,1]"},
        {"double comma", "[1,,2]"},
        {"double trailing comma", "[\"x\",,]"},
        {"extra close", "[\"x\"]]"},
        {"trailing comma in array", "[\"\",]"},
        {"array not closed", "[\"x\""},
        {"just a comma", "[,]"},
        {"just a minus", "[-]"},
        {"missing value", "[   , \"\"]"},
        {"number and comma", "[1,]"},
        {"array not closed after line ends", "[\"a\",\n4\n,1,"},
        {"object in a wrong close", "[1}"},
        {"star inside", "[*]"},
        {"incomplete false", "[fals]"},
        {"incomplete null", "[nul]"},
        {"incomplete true", "[tru]"},
        {"NUL after the number", QByteArray("123\0", 4)},
        {"NUL and junk after the number", QByteArray("123\0junk", 8)},
        {"plus plus", "[++1234]"},
        {"plus one", "[+1]"},
        {"plus infinity", "[+Inf]"},
        {"minus 01", "[-01]"},
        {"minus 1.0.", "[-1.0.]"},
        {"minus 2.", "[-2.]"},
        {"minus NaN", "[-NaN]"},
        {"point minus one", "[.-1]"},
        {"point and exponent", "[.2e-3]"},
        {"0.1.2", "[0.1.2]"},
        {"0.3e", "[0.3e]"},
        {"0.3e+", "[0.3e+]"},
        {"0.e1", "[0.e1]"},
        {"0E", "[0E]"},
        {"0E+", "[0E+]"},
        {"1.0e-", "[1.0e-]"},
        {"1 000", "[1 000.0]"},
        {"1eE2", "[1eE2]"},
        {"2.e+3", "[2.e+3]"},
        {"9.e+", "[9.e+]"},
        {"Infinity", "[Inf]"},
        {"NaN", "[NaN]"},
        {"full-width digit", "[\xEF\xBC\x91]"},
        {"an expression", "[1+2]"},
        {"hexadecimal of one digit", "[0x1]"},
        {"hexadecimal of two digits", "[0x42]"},
        {"infinity", "[Infinity]"},
        {"mistake in the exponent", "[0e+-1]"},
        {"minus infinity", "[-Infinity]"},
        {"minus and a letter", "[-foo]"},
        {"minus a blank and one", "[- 1]"},
        {"real without whole part", "[-.123]"},
        {"real with letters", "[1.2a-3]"},
        {"real without fraction", "[1.]"},
        {"point at the start", "[.123]"},
        {"letter after number", "[1.8011670033376514H-308]"},
        {"leading zero", "[012]"},
        {"bad value", "[\"x\", truth]"},
        {"bracket in object key", "{[: \"x\"}\n"},
        {"comma instead of colon", "{\"x\", null}"},
        {"double colon", "{\"x\"::\"b\"}"},
        {"emoji as key", "{\xF0\x9F\x87\xA8\xF0\x9F\x87\xAD}"},
        {"garbage at the end of a member", "{\"a\":\"a\" 123}"},
        {"key in single quotes", "{key: 'value'}"},
        {"missing colon", "{\"a\" b}"},
        {"missing key", "{:\"b\"}"},
        {"missing semicolon", "{\"a\" \"b\"}"},
        {"missing value of a key", "{\"a\":"},
        {"no colon", "{\"a\""},
        {"number as key", "{1:1}"},
        {"huge number as key", "{9999E9999:1}"},
        {"null as key", "{null:null,null:null}"},
        {"several trailing commas", "{\"id\":0,,,,,}"},
        {"single quotes", "{'a':0}"},
        {"trailing comma in object", "{\"id\":0,}"},
        {"trailing comment", "{\"a\":\"b\"}/**/"},
        {"trailing open comment", "{\"a\":\"b\"}/**//"},
        {"trailing slashes", "{\"a\":\"b\"}//"},
        {"trailing slash", "{\"a\":\"b\"}/"},
        {"two commas in a row", "{\"a\":\"b\",,\"c\":\"d\"}"},
        {"key without quotes", "{a: \"b\"}"},
        {"open string as key", "{\"a\":\"a"},
        {"two values", "{ \"foo\" : \"bar\", \"a\" }"},
        {"trailing hash", "{\"a\":\"b\"}#{}"},
        {"single blank", " "},
        {"one surrogate and an open escape", "[\"\\uD800\\\"]"},
        {"surrogate and u", "[\"\\uD800\\u\"]"},
        {"surrogate and u1", "[\"\\uD800\\u1\"]"},
        {"surrogate and u1x", "[\"\\uD800\\u1x\"]"},
        {"accented word", "[\xC3\xA9]"},
        {"escaped x", "[\"\\x00\"]"},
        {"escaped backslash and open string", "[\"\\\\\\\"]"},
        {"escaped tab character", "[\"\\\t\"]"},
        {"escaped emoji", "[\"\\\xF0\x9F\x8C\x80\"]"},
        {"backslash at the end", "[\"\\\"]"},
        {"incomplete unicode escape", "[\"\\u00A\"]"},
        {"incomplete surrogate", "[\"\\uD834\\uDd\"]"},
        {"invalid escape", "[\"\\a\"]"},
        {"invalid unicode escape", "[\"\\uqqqq\"]"},
        {"invalid UTF-8 after an escape", "[\"\\\xE5\"]"},
        {"escape outside a string", "[\\u0020\"asd\"]"},
        {"string without quotes", "[\\n]"},
        {"one double quote", "\""},
        {"single quotes as string", "['single quote']"},
        {"string without any quotes", "abc"},
        {"open string with backslash", "[\"\\"},
        {"line end in a string", "[\"new\nline\"]"},
        {"carriage return in a string", "[\"new\rline\"]"},
        {"tab in a string", "[\"\t\"]"},
        {"form feed in a string", "[\"\f\"]"},
        {"escape with capital U", "\"\\UA66D\""},
        {"text after the value", "\"\"x"},
        {"angle bracket", "<.>"},
        {"angle brackets around null", "[<null>]"},
        {"trailing x", "[1]x"},
        {"trailing close", "[1]]"},
        {"capital true", "[True]"},
        {"number and close", "1]"},
        {"two empty objects", "{}}"},
        {"two arrays", "[][]"},
        {"only a close", "]"},
        {"byte order mark in two bytes", "\xEF\xBB{}"},
        {"U+2060 before the value", "[\xE2\x81\xA0]"},
        {"form feed between values", "[\f]"},
        {"no-break space between values", "[\xC2\xA0]"},
        {"object and a comment", "{/*c*/}"},
        {"open array and open object", "[{"},
        {"many open arrays", QByteArray(100000, '[')},
        {"many open objects", QByteArray("{\"\":").repeated(100000)},
        {"UTF-16", QByteArray("\xFF\xFE[\0]\0", 6)},
    };
    return samples;
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsValid_data();
    void acceptsValid();
    void refusesInvalid_data();
    void refusesInvalid();
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void readsComments();
    void depthIsLimited();
    void rangesAreExact_data();
    void rangesAreExact();
    void encodes_data();
    void encodes();
    void refusesToEncode_data();
    void refusesToEncode();
};

void TestJson::acceptsValid_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const Sample &sample : validSamples())
        QTest::newRow(sample.name) << sample.text;
}

void TestJson::acceptsValid()
{
    QFETCH(QByteArray, text);
    for (const FormatId id : {FormatId::Json, FormatId::Jsonc}) {
        const Result<Document> document = parsed(text, id);
        QVERIFY2(document, qPrintable(messageOf(document)));
        QCOMPARE(document->bytes(), text);
    }
}

void TestJson::refusesInvalid_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const Sample &sample : invalidSamples())
        QTest::newRow(sample.name) << sample.text;
}

void TestJson::refusesInvalid()
{
    QFETCH(QByteArray, text);
    const Result<Document> document = parsed(text);
    QVERIFY2(!document, qPrintable(messageOf(document)));
    QVERIFY(!document.error().message.isEmpty());
    QVERIFY(!document.error().position.isNull());
    QVERIFY(document.error().range.begin >= 0);
    QVERIFY(document.error().range.end <= text.size());
}

void TestJson::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("object") << "{\"a\": 1, \"b\": [true, null]}"_ba
                            << u"{a: whole number 1, b: [truth value true, null null]}"_s;
    QTest::newRow("the text of numbers is kept")
        << "[1e999, 1E2, -0, 0.10, 123456789012345678901234567890]"_ba
        << u"[number 1e999, number 1E2, whole number -0, number 0.10, whole number 123456789012345678901234567890]"_s;
    QTest::newRow("escapes") << "[\"\\\"\\\\\\/\\n\\u00e9\\uD83D\\uDE00\"]"_ba << u"[text \"\\/\né😀]"_s;
    QTest::newRow("a lone surrogate is kept") << "[\"a\\ud800b\"]"_ba << u"[text a%1b]"_s.arg(QChar(0xD800));
    QTest::newRow("escaped key") << "{\"\\u4f60\\\"\": \"\"}"_ba << u"{你\": text }"_s;
    QTest::newRow("earlier duplicates are shadowed")
        << "{\"a\": 1, \"b\": 2, \"\\u0061\": 3}"_ba
        << u"{a: whole number 1 (shadowed), b: whole number 2, a: whole number 3}"_s;
    QTest::newRow("a text keeps a byte order mark")
        << "[\"\xEF\xBB\xBF\xEF\xBB\xBF\", \"\xEF\xBB\xBF\\n\xEF\xBB\xBF\"]"_ba
        << u"[text %1%1, text %1\n%1]"_s.arg(QChar(0xFEFF));
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF{}"_ba << u"{}"_s;
}

void TestJson::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
}

void TestJson::pointsAtErrors_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    const auto json = [](const char *name, const char *text, const QString &problem) {
        QTest::newRow(name) << FormatId::Json << QByteArray(text) << problem;
    };
    const auto jsonc = [](const char *name, const char *text, const QString &problem) {
        QTest::newRow(name) << FormatId::Jsonc << QByteArray(text) << problem;
    };
    json("empty file", "", u"1:1: expected a value, found the end of the file"_s);
    json("blank file", "\n \n", u"3:1: expected a value, found the end of the file"_s);
    json("open object", "{\n  \"a\": {\n    \"b\": 1\n",
         u"2:8: expected \"}\" to close this \"{\", found the end of the file"_s);
    json("open array", "[1, 2", u"1:1: expected \"]\" to close this \"[\", found the end of the file"_s);
    json("wrong close", "{\"a\": [1}", u"1:9: expected \",\" or \"]\" after the value, found \"}\""_s);
    json("missing comma", "{\n  \"a\": 1\n  \"b\": 2\n}",
         u"3:3: expected \",\" or \"}\" after the value, found a text in quotes"_s);
    json("trailing comma", "[1,\n 2,\n]",
         u"2:3: expected a value after \",\", found \"]\"; a comma at the end is allowed in JSONC only"_s);
    json("capital true", "{\"你好\": True}", u"1:8: expected \"true\", found \"True\""_s);
    json("None of Python", "[None]", u"1:2: expected \"null\", found \"None\""_s);
    json("single quotes", "['a']", u"1:2: expected a text in double quotes, found \"'\""_s);
    json("key in single quotes", "{'a': 1}", u"1:2: expected a key in double quotes, found \"'\""_s);
    json("key without quotes", "{ab: 1}", u"1:2: expected a key in double quotes, found \"ab\""_s);
    json("missing colon", "{\"a\" 1}", u"1:6: expected \":\" after the key, found \"1\""_s);
    json("leading zero", "{\"你好\": 01}", u"1:8: expected a number without leading zeros, found \"01\""_s);
    json("hexadecimal", "[0xFF]", u"1:2: expected a decimal number, found \"0xFF\""_s);
    json("plus", "[+1]", u"1:2: expected a number without \"+\", found \"+1\""_s);
    json("point first", "[.5]", u"1:2: expected a digit before the decimal point, found \".5\""_s);
    json("point last", "[5.]", u"1:2: expected a digit after \"5.\""_s);
    json("minus alone", "[-]", u"1:2: expected a digit after \"-\""_s);
    json("open string", "{\"a\": \"b\n}",
         u"1:7: expected a closing double quote, found the end of the line"_s);
    json("open string at the end", "[\"b",
         u"1:2: expected a closing double quote, found the end of the file"_s);
    json("wrong escape", "[\"ab\\x\"]",
         u"1:5: expected one of \" \\ / b f n r t u after \"\\\", found \"x\""_s);
    json("short unicode escape", "[\"\\u12\"]",
         u"1:3: expected four hexadecimal digits after \"\\u\", found a text in quotes"_s);
    json("tab in a string", "[\"a\tb\"]", u"1:4: expected \\t in a text, found a tab"_s);
    json("text after the value", "{} x", u"1:4: expected the end of the file after the value, found \"x\""_s);
    json("no-break space",
         "[1,\xC2\xA0"
         "2]",
         u"1:4: expected a value, found U+00A0"_s);
    json("line comment", "{ // x\n}", u"1:3: expected no comment; comments are allowed in JSONC only"_s);
    json("block comment", "{}\n/* x */", u"2:1: expected no comment; comments are allowed in JSONC only"_s);
    jsonc("open comment", "{}\n /* x",
          u"2:2: expected \"*/\" to close this comment, found the end of the file"_s);
    jsonc("lone slash", "{ / }", u"1:3: expected \"//\" or \"/*\", found \"/\""_s);
    jsonc("two trailing commas", "[1,,]", u"1:4: expected a value, found \",\""_s);
    jsonc("only a comma", "[,]", u"1:2: expected a value, found \",\""_s);
}

void TestJson::pointsAtErrors()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text, id);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestJson::readsComments()
{
    const QByteArray text = "// one\n{ /* two */ \"a\": 1, // three\r\n \"b\": [1, 2,], }\n/**/";
    const Result<Document> document = parsed(text, FormatId::Jsonc);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QByteArrayList comments;
    for (const ByteRange &range : document->comments())
        comments += text.mid(range.begin, range.size());
    QCOMPARE(comments, (QByteArrayList{"// one", "/* two */", "// three", "/**/"}));
    QCOMPARE(outline(document->root()), u"{a: whole number 1, b: [whole number 1, whole number 2]}"_s);
}

void TestJson::depthIsLimited()
{
    const auto nested = [](int levels) { return QByteArray(levels, '[') + QByteArray(levels, ']'); };
    const Limits limits;
    QVERIFY(parsed(nested(limits.depth)));
    const Result<Document> tooDeep = parsed(nested(limits.depth + 1));
    QCOMPARE(messageOf(tooDeep), u"1:201: expected at most 200 levels of nesting"_s);
    QCOMPARE(tooDeep.error().kind, ProblemKind::Limit);

    const Limits deep{.depth = 1'000'000};
    QVERIFY(format(FormatId::Json).parse(nested(1'000'000), deep));
}

void TestJson::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 300; ++seed)
        QTest::addRow("random document %u", seed) << seed;
}

void TestJson::rangesAreExact()
{
    QFETCH(quint32, seed);
    RandomJson random(seed);
    random.write();
    const Result<Document> document = parsed(random.text, random.id());
    QVERIFY2(document, qPrintable(messageOf(document) + u'\n' + QString::fromUtf8(random.text)));
    QCOMPARE(document->nodeCount(), int(random.values.size()));
    for (int i = 0; i < document->nodeCount(); ++i) {
        const Node node = document->node(quint32(i));
        QCOMPARE(node.range(), random.values.at(i));
        QCOMPARE(node.keyRange().size(), random.keys.at(i).size());
        if (!node.keyRange().isEmpty())
            QCOMPARE(node.keyRange(), random.keys.at(i));
        if (node.kind() == Kind::String) {
            // A second opinion on the bytes of the slice alone.
            const QByteArray slice = '[' + node.text().toByteArray() + ']';
            QCOMPARE(node.value().text, QJsonDocument::fromJson(slice).array().at(0).toString());
        }
    }
}

void TestJson::encodes_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("text") << Value::string(u"a\"b\\c\n\t\u0001é😀/"_s) << "\"a\\\"b\\\\c\\n\\t\\u0001é😀/\""_ba;
    QTest::newRow("a lone surrogate is escaped")
        << Value::string(QChar(0xDC00) + u"x"_s) << "\"\\udc00x\""_ba;
    QTest::newRow("whole number") << Value{Kind::Integer, u"-12345678901234567890"_s}
                                  << "-12345678901234567890"_ba;
    QTest::newRow("number") << Value{Kind::Float, u"1E5"_s} << "1E5"_ba;
    QTest::newRow("a number stays one") << Value{Kind::Float, u"5"_s} << "5.0"_ba;
    QTest::newRow("true") << Value::boolean(true) << "true"_ba;
    QTest::newRow("null") << Value::null() << "null"_ba;
}

void TestJson::encodes()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, text);
    const Result<QByteArray> encoded = format(FormatId::Json).encode(value, {});
    QVERIFY(encoded);
    QCOMPARE(*encoded, text);
}

void TestJson::refusesToEncode_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("message");

    QTest::newRow("hexadecimal") << Value{Kind::Integer, u"0x10"_s}
                                 << u"JSON writes a whole number in plain decimal digits, not as \"0x10\""_s;
    QTest::newRow("fraction in a whole number")
        << Value{Kind::Integer, u"1.0"_s}
        << u"JSON writes a whole number in plain decimal digits, not as \"1.0\""_s;
    QTest::newRow("infinity") << Value{Kind::Float, u"inf"_s}
                              << u"JSON writes a number in plain decimal digits, not as \"inf\""_s;
    QTest::newRow("nan") << Value{Kind::Float, u"nan"_s}
                         << u"JSON writes a number in plain decimal digits, not as \"nan\""_s;
    QTest::newRow("bytes") << Value{Kind::Bytes, u"a"_s} << u"JSON has no way to write a byte string"_s;
    QTest::newRow("date") << Value{Kind::DateTime, u"2024-01-01"_s}
                          << u"JSON has no way to write a date or time"_s;
}

void TestJson::refusesToEncode()
{
    QFETCH(Value, value);
    QFETCH(QString, message);
    const Result<QByteArray> encoded = format(FormatId::Json).encode(value, {});
    QVERIFY(!encoded);
    QCOMPARE(encoded.error().kind, ProblemKind::Refused);
    QCOMPARE(encoded.error().message, message);
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
