#include "nastystrings.h"
#include "outline.h"
#include "randomtoml.h"
#include "tomloracle.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(const QByteArray &text)
{
    const Result<Document> document = format(FormatId::Toml).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

QString shown(const Result<Edit> &edit)
{
    return edit ? decodedUtf8(edit->result.bytes()) : edit.error().toString();
}

} // namespace

class TestTomlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsValue_data();
    void setsValue();
    void refusesValue_data();
    void refusesValue();
    void equalValueChangesNothing_data();
    void equalValueChangesNothing();
    void nastyStringsAgreeWithTomllib_data();
    void nastyStringsAgreeWithTomllib();
    void randomValuesAgreeWithTomllib();
};

void TestTomlWriter::setsValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("after");

    const auto row = [](const char *name, const QByteArray &before, const Value &value,
                        const QString &after) { QTest::newRow(name) << before << value << after; };
    const auto text = [](const QString &characters) { return Value::string(characters); };
    row("quotes stay", "a = \"x\" # c", text(u"y\"\\\t"_s), u"a = \"y\\\"\\\\\\t\" # c"_s);
    row("single quotes stay", "a = 'x'", text(u"C:\\y\t\""_s), u"a = 'C:\\y\t\"'"_s);
    row("single quotes that cannot hold it go", "a = 'x'", text(u"it's"_s), u"a = \"it's\""_s);
    row("single quotes that cannot hold a line end go", "a = 'x'", text(u"y\nz"_s), u"a = \"y\\nz\""_s);
    row("three quotes stay", "a = \"\"\"x\"\"\"", text(u"y\n\"z\"\"\"\\\""_s),
        u"a = \"\"\"y\n\"z\\\"\\\"\"\\\\\\\"\"\"\""_s);
    row("three quotes keep the line end behind them", "a = \"\"\"\nx\"\"\"", text(u"y"_s),
        u"a = \"\"\"\ny\"\"\""_s);
    row("three quotes get a line end where the text begins with one", "a = \"\"\"x\"\"\"", text(u"\ny"_s),
        u"a = \"\"\"\n\ny\"\"\""_s);
    row("three quotes keep the line ends of the file", "b = 1\r\na = \"\"\"\r\nx\"\"\"", text(u"y\nz\r\n"_s),
        u"b = 1\r\na = \"\"\"\r\ny\r\nz\\r\r\n\"\"\""_s);
    row("three single quotes stay", "a = '''x'''", text(u"y\\\n'z"_s), u"a = '''y\\\n'z'''"_s);
    row("three single quotes that cannot hold it go", "a = '''x'''", text(u"''"_s), u"a = \"''\""_s);
    row("control characters are escaped", "a = 'x'", text(u"\u0001\u007F\uFEFF\b"_s),
        u"a = \"\\u0001\\u007F\\uFEFF\\b\""_s);
    row("a whole number as it is typed", "a = 1", Value{Kind::Integer, u"0x1F"_s}, u"a = 0x1F"_s);
    row("the smallest whole number", "a = 1", Value{Kind::Integer, u"-9223372036854775808"_s},
        u"a = -9223372036854775808"_s);
    row("a number as it is typed", "a = 1.5", Value{Kind::Float, u"1.50e+3"_s}, u"a = 1.50e+3"_s);
    row("a number without fraction gets one", "a = 1.5", Value{Kind::Float, u"-2"_s}, u"a = -2.0"_s);
    row("infinity", "a = 1.5", Value::floating(-std::numeric_limits<double>::infinity()), u"a = -inf"_s);
    row("a truth value", "a = true", Value::boolean(false), u"a = false"_s);
    row("a date", "a = 1979-05-27", Value{Kind::DateTime, u"2024-02-29"_s}, u"a = 2024-02-29"_s);
    row("a date with time and offset", "a = 1979-05-27T07:32:00Z",
        Value{Kind::DateTime, u"2024-02-29 00:00:00.5+01:00"_s}, u"a = 2024-02-29 00:00:00.5+01:00"_s);
    row("another kind where it is asked for", "a = 1", text(u"1"_s), u"a = \"1\""_s);
    row("the byte order mark stays",
        "\xEF\xBB\xBF"
        "a = 1",
        Value::integer(2), u"\uFEFFa = 2"_s);
}

void TestTomlWriter::setsValue()
{
    QFETCH(QByteArray, before);
    QFETCH(Value, value);
    QFETCH(QString, after);
    const Result<Edit> edit = setValue(parsed(before), {u"a"_s}, value);
    QCOMPARE(shown(edit), after);
    QCOMPARE(edit->replacements.size(), 1);
}

void TestTomlWriter::refusesValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("problem");

    const auto row = [](const char *name, const QByteArray &before, const Value &value,
                        const QString &problem) { QTest::newRow(name) << before << value << problem; };
    const QString date =
        u"1:5: expected a date as in 1979-05-27, a time as in 07:32:00, or both with a \"T\" between them, found \"%1\""_s;
    row("null", "a = 1", Value::null(), u"1:5: TOML has no way to write null"_s);
    row("bytes", "a = 1", Value{Kind::Bytes, u"x"_s}, u"1:5: TOML has no way to write a byte string"_s);
    row("half of a surrogate pair", "a = 'x'", Value::string(QString(QChar(0xD800))),
        u"1:5: TOML has no way to write half of a surrogate pair"_s);
    row("more than 64 bits", "a = 1", Value{Kind::Integer, u"9223372036854775808"_s},
        u"1:5: expected a whole number that fits 64 bits, found \"9223372036854775808\""_s);
    row("leading zeros", "a = 1", Value{Kind::Integer, u"007"_s},
        u"1:5: expected a number without leading zeros, found \"007\""_s);
    row("a whole number that is none", "a = 1", Value{Kind::Integer, u"1 # c"_s},
        u"1:5: expected a whole number, found \"1 # c\""_s);
    row("a number past every double", "a = 1.5", Value{Kind::Float, u"1e999"_s},
        u"1:5: expected a number that fits 64 bits, found \"1e999\""_s);
    row("a number without digits before the point", "a = 1.5", Value{Kind::Float, u".5"_s},
        u"1:5: expected a number, found \".5\""_s);
    row("a date that does not exist", "a = 1979-05-27", Value{Kind::DateTime, u"2023-02-29"_s},
        date.arg(u"2023-02-29"_s));
    row("no date", "a = 1979-05-27", Value{Kind::DateTime, u"tomorrow"_s}, date.arg(u"tomorrow"_s));
    row("a date of another form", "a = 1979-05-27", Value{Kind::DateTime, u"1979-05-27T07:32:00Z"_s},
        u"1:5: expected a date or time of the same form as \"1979-05-27\", found \"1979-05-27T07:32:00Z\""_s);
    row("a time where a date stands", "a = 1979-05-27", Value{Kind::DateTime, u"07:32:00"_s},
        u"1:5: expected a date or time of the same form as \"1979-05-27\", found \"07:32:00\""_s);
    row("a date with an offset where one without stands", "a = 1979-05-27T07:32:00",
        Value{Kind::DateTime, u"1979-05-27T07:32:00-01:00"_s},
        u"1:5: expected a date or time of the same form as \"1979-05-27T07:32:00\", found \"1979-05-27T07:32:00-01:00\""_s);
    row("a table", "[a]", Value::integer(1),
        u"1:4: expected a single value, found a table; its members are set one by one"_s);
}

void TestTomlWriter::refusesValue()
{
    QFETCH(QByteArray, before);
    QFETCH(Value, value);
    QFETCH(QString, problem);
    const Result<Edit> edit = setValue(parsed(before), {u"a"_s}, value);
    QCOMPARE(shown(edit), problem);
    QVERIFY(!edit);
}

void TestTomlWriter::equalValueChangesNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("value");

    QTest::newRow("hexadecimal") << "a = 0xff"_ba << Value::integer(255);
    QTest::newRow("underscores") << "a = 1_000"_ba << Value::integer(1000);
    QTest::newRow("exponent") << "a = 1e3"_ba << Value::floating(1000);
    QTest::newRow("an escape") << "a = \"\\u0041\""_ba << Value::string(u"A"_s);
    QTest::newRow("a continued line") << "a = \"\"\"x\\\n  y\"\"\""_ba << Value::string(u"xy"_s);
    QTest::newRow("line ends of the file") << "a = '''x\r\ny'''"_ba << Value::string(u"x\ny"_s);
}

void TestTomlWriter::equalValueChangesNothing()
{
    QFETCH(QByteArray, text);
    QFETCH(Value, value);
    const Result<Edit> edit = setValue(parsed(text), {u"a"_s}, value);
    QVERIFY2(edit, qPrintable(shown(edit)));
    QVERIFY(edit->replacements.isEmpty());
}

void TestTomlWriter::nastyStringsAgreeWithTomllib_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("in quotes") << "a = \"x\""_ba;
    QTest::newRow("in single quotes") << "a = 'x'"_ba;
    QTest::newRow("in three quotes") << "a = \"\"\"\nx\"\"\""_ba;
    QTest::newRow("in three quotes and CRLF") << "a = \"\"\"x\r\n\"\"\"\r\n"_ba;
    QTest::newRow("in three single quotes") << "a = '''\nx'''"_ba;
    QTest::newRow("in three single quotes and CRLF") << "a = '''x\r\n'''\r\n"_ba;
    QTest::newRow("in the place of a number") << "a = 1 # c"_ba;
}

void TestTomlWriter::nastyStringsAgreeWithTomllib()
{
    QFETCH(QByteArray, text);
    QByteArrayList results;
    for (const QString &nasty : nastyStrings()) {
        const Result<Edit> edit = setValue(parsed(text), {u"a"_s}, Value::string(nasty));
        QVERIFY2(edit, qPrintable(shown(edit)));
        QCOMPARE(edit->result.root().child(u"a").value(), Value::string(nasty));
        results += edit->result.bytes();
    }
    TomlOracle oracle;
    const QJsonArray answers = oracle.ask(results);
    QCOMPARE(oracle.error, QString());
    for (qsizetype i = 0; i < results.size(); ++i)
        QCOMPARE(answers[i][1][0][1][1].toString(), nastyStrings().at(i));
}

/// Puts nasty strings, and keys, into random documents; tomllib has to see the tree that we see.
void TestTomlWriter::randomValuesAgreeWithTomllib()
{
    QByteArrayList results;
    for (quint32 seed = 0; seed < 800; ++seed) {
        RandomToml random(seed);
        random.write();
        const Document document = parsed(random.text);
        QRandomGenerator choice(seed);
        const Node node = document.node(choice.bounded(quint32(document.nodeCount())));
        const QString nasty = nastyStrings().at(choice.bounded(int(nastyStrings().size())));
        if (isScalar(node.kind())) {
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            QVERIFY2(edit, qPrintable(shown(edit) + u'\n' + QString::fromUtf8(random.text)));
            results += edit->result.bytes();
        } else if (node.parent() && node.parent().kind() == Kind::Table) {
            const Result<Edit> edit = renameKey(document, node.path(), nasty);
            QVERIFY2(edit, qPrintable(shown(edit) + u'\n' + QString::fromUtf8(random.text)));
            results += edit->result.bytes();
        }
    }
    QVERIFY(results.size() > 500);
    TomlOracle oracle;
    const QJsonArray answers = oracle.ask(results);
    QCOMPARE(oracle.error, QString());
    for (qsizetype i = 0; i < results.size(); ++i)
        QVERIFY2(agrees(parsed(results[i]).root(), answers[i]), results[i].constData());
}

QTEST_GUILESS_MAIN(TestTomlWriter)
#include "tst_tomlwriter.moc"
