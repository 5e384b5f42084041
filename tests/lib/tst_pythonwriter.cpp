#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const Format &python()
{
    return format(FormatId::Python);
}

Result<QByteArray> encoded(const QByteArray &old, const Value &value)
{
    const auto document = python().parse("x = [" + old + "]\n");
    if (!document)
        return Unexpected{document.error()};
    return python().encode(value, document->root().firstChild().firstChild());
}

} // namespace

class TestPythonWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodes_data();
    void encodes();
    void refusesToEncode_data();
    void refusesToEncode();
    void readsBackEveryText_data();
    void readsBackEveryText();
};

void TestPythonWriter::encodes_data()
{
    QTest::addColumn<QByteArray>("old");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto text = [](const char *name, const char *old, const QString &value, const char *expected) {
        QTest::newRow(name) << QByteArray(old) << Value::string(value) << QByteArray(expected);
    };
    text("double quotes stay", R"("a")", u"b'c"_s, R"("b'c")");
    text("single quotes stay and are escaped", R"('a')", u"b'c\""_s, R"('b\'c"')");
    text("backslashes and breaks are escaped", R"('a')", u"\\\n\r\t"_s, R"('\\\n\r\t')");
    text("what can be seen stays", R"('a')", u"你 é😀👨‍👩‍👧"_s,
         R"('你 é😀👨‍👩‍👧')");
    text("what cannot be seen is escaped", R"('a')", u"\0\x7f\u0085\u2028\uFEFF\u202E"_s,
         R"('\x00\x7f\x85\u2028\ufeff\u202e')");
    text("half of a surrogate pair is escaped", R"('a')", QString(QChar(0xD800)) + u'x', R"('\ud800x')");
    text("triple quotes stay", "'''a'''", u"b\n''c"_s, "'''b\n''c'''");
    text("triple quotes go where a backslash is needed", "'''a'''", u"b\n\\"_s, R"('b\n\\')");
    text("triple quotes go where a quote ends the text", R"("""a""")", u"b\""_s, R"("b\"")");
    text("triple quotes go where three quotes are inside", R"("""a""")", u"\"\"\"b"_s, R"("\"\"\"b")");
    text("raw stays", R"(r'a\b')", u"c\\d"_s, R"(r'c\d')");
    text("raw stays in capitals", R"(R"a")", u"c\\d'"_s, R"(R"c\d'")");
    text("raw goes at a quote", R"(r'a')", u"c\\d'"_s, R"('c\\d\'')");
    text("raw goes at a break", R"(r'a')", u"c\nd"_s, R"('c\nd')");
    text("raw goes at a final backslash", R"(r'a')", u"c\\"_s, R"('c\\')");
    text("raw goes at what cannot be seen", R"(r'a')", u"\x01"_s, R"('\x01')");
    text("the prefix u stays", R"(U'a')", u"b"_s, R"(U'b')");
    text("strings in a row become one", R"('a' "b")", u"c"_s, R"('c')");
    text("a number becomes a text", "1", u"c"_s, R"("c")");
    text("bytes become a text", "b'a'", u"c"_s, R"('c')");
    const auto bytes = [](const char *name, const char *old, const QString &value, const char *expected) {
        QTest::newRow(name) << QByteArray(old) << Value{Kind::Bytes, value} << QByteArray(expected);
    };
    bytes("bytes are escaped", "b'a'", u"\u00e9'\n\u00ffz"_s, R"(b'\xe9\'\n\xffz')");
    bytes("raw bytes stay raw", R"(bR"a")", u"\\d"_s, R"(bR"\d")");
    bytes("raw bytes keep only their b", R"(bR"a")", u"\u00e9"_s, R"(b"\xe9")");
    bytes("a text becomes bytes", "'a'", u"b"_s, "b'b'");
    const auto other = [](const char *name, const char *old, const Value &value, const char *expected) {
        QTest::newRow(name) << QByteArray(old) << value << QByteArray(expected);
    };
    other("a whole number", "1", {Kind::Integer, u"1_000"_s}, "1_000");
    other("a negative number", "1", {Kind::Integer, u"-0xF"_s}, "-0xF");
    other("an equal number keeps its old text", "0x10", {Kind::Integer, u"16"_s}, "0x10");
    other("a number of any size", "1", {Kind::Integer, QString(50, u'9')},
          "99999999999999999999999999999999999999999999999999");
    other("a number with a point", "1.5", {Kind::Float, u"2.50"_s}, "2.50");
    other("a number keeps being one with a point", "1.5", {Kind::Float, u"-2"_s}, "-2.0");
    other("a number past a double", "1.5", {Kind::Float, u"1e999"_s}, "1e999");
    other("true", "False", Value::boolean(true), "True");
    other("false", "True", Value::boolean(false), "False");
    other("none", "1", Value::null(), "None");
}

void TestPythonWriter::encodes()
{
    QFETCH(const QByteArray, old);
    QFETCH(const Value, value);
    QFETCH(const QByteArray, expected);
    const auto result = encoded(old, value);
    QVERIFY2(result, qPrintable(result ? QString() : result.error().message));
    QCOMPARE(QString::fromUtf8(*result), QString::fromUtf8(expected));
    const auto document = python().parse("x = " + *result);
    QVERIFY2(document, "what was written must be read");
    QVERIFY2(sameValue(document->root().firstChild().value(), value) ||
                 document->root().firstChild().value().text == value.text + u".0"_s,
             result->constData());
}

void TestPythonWriter::refusesToEncode_data()
{
    QTest::addColumn<QByteArray>("module");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *module, const Value &value, const QString &expected) {
        QTest::newRow(name) << QByteArray(module) << value << expected;
    };
    row("octal numbers of Python 2", "x = 1", {Kind::Integer, u"0777"_s},
        u"expected a whole number as Python writes it (17, 0x11, 0o21, 1_000), found \"0777\""_s);
    row("digits of other scripts", "x = 1", {Kind::Integer, u"٣"_s},
        u"expected a whole number as Python writes it (17, 0x11, 0o21, 1_000), found \"٣\""_s);
    row("infinity", "x = 1.5", {Kind::Float, u"-inf"_s},
        u"expected a finite number, found \"-inf\", which Python writes as code: float(\"-inf\")"_s);
    row("no number", "x = 1.5", {Kind::Float, u"nan"_s},
        u"expected a finite number, found \"nan\", which Python writes as code: float(\"nan\")"_s);
    row("hexadecimal for a number with a point", "x = 1.5", {Kind::Float, u"0x1"_s},
        u"expected a number as Python writes it (0.5, 1e3), found \"0x1\""_s);
    row("a date", "x = 'a'", {Kind::DateTime, u"2024-01-01"_s},
        u"Python has no literal for dates and times; write a text instead"_s);
    row("bytes past a byte", "x = b'a'", {Kind::Bytes, u"你"_s},
        u"expected characters up to U+00FF for a byte string, one for each byte"_s);
    row("a comment between strings", "x = ('a' # c\n 'b')", Value::string(u"c"_s),
        u"this text is written in several parts with a comment between, which would get lost"_s);
    row("two names for one value", "x = y = 1", Value::integer(2),
        u"several names share this value; change it in the text"_s);
    row("a value that is changed later", "x = 1\nx += 1", Value::integer(2),
        u"a later line changes what this name stands for; change it in the text"_s);
    row("code", "x = f()", Value::integer(2), u"this is code, not a value; change it in the text"_s);
    row("a list as a value", "x = 1", {Kind::List, u"[1]"_s}, u"expected a single value, found a list"_s);
}

void TestPythonWriter::refusesToEncode()
{
    QFETCH(const QByteArray, module);
    QFETCH(const Value, value);
    const auto document = python().parse(module);
    QVERIFY2(document, "must be read");
    const auto result = python().encode(value, document->root().firstChild());
    QVERIFY2(!result, "must be refused");
    QCOMPARE(result.error().kind, ProblemKind::Refused);
    QTEST(result.error().message, "expected");
}

namespace {

const QStringList &nastyTexts()
{
    static const QStringList texts{
        u""_s,
        u" "_s,
        u" a "_s,
        u"no"_s,
        u"1e3"_s,
        u": "_s,
        u" #"_s,
        u"'"_s,
        u"\""_s,
        u"'''"_s,
        u"\"\"\""_s,
        u"a'"_s,
        u"a\""_s,
        u"\\"_s,
        u"a\\"_s,
        u"\\\\"_s,
        u"\\n"_s,
        u"\\x4"_s,
        u"\\N{DASH}"_s,
        u"{a}"_s,
        u"\t"_s,
        u"\n"_s,
        u"a\nb"_s,
        u"\r"_s,
        u"\r\n"_s,
        u"a\rb"_s,
        u"\0"_s,
        u"\x01\x1f"_s,
        u"\x7f"_s,
        u"\u0085"_s,
        u"\u00A0"_s,
        u"\u2028"_s,
        u"\u2029"_s,
        u"\uFEFF"_s,
        u"😀"_s,
        u"你好"_s,
        u"'\""_s,
        u"'''\"\"\""_s,
        u"\\'"_s,
        u"\\\""_s,
        u"'\\"_s,
        u"\n'"_s,
        u"\\\n"_s,
        u"é\n\\"_s,
        QString(QChar(0xD800)),
        QString(QChar(0xDC00)) + u'a',
        u"\u202Eabc"_s,
    };
    return texts;
}

const QByteArrayList &stringStyles()
{
    static const QByteArrayList styles{"''",       "\"\"",  "'''a'''",   "\"\"\"a\"\"\"", "r''",      "R\"\"",
                                       "r'''a'''", "u\"\"", "'a' \"b\"", "('a'\n  'b')",  "U'''a'''", "1"};
    return styles;
}

} // namespace

void TestPythonWriter::readsBackEveryText_data()
{
    QTest::addColumn<QByteArray>("style");
    for (const QByteArray &style : stringStyles())
        QTest::newRow(style.constData()) << style;
}

void TestPythonWriter::readsBackEveryText()
{
    QFETCH(const QByteArray, style);
    for (const QByteArray &lineEnd : {"\n"_ba, "\r\n"_ba, "\r"_ba}) {
        QByteArray module =
            "before = 'x'" + lineEnd + "x = [" + style + ", 2]" + lineEnd + "after = (3,)" + lineEnd;
        for (const QString &text : nastyTexts()) {
            const auto document = python().parse(module);
            QVERIFY2(document, "must be read");
            const Node node = document->root().child(u"x").firstChild();
            const auto written = python().encode(Value::string(text), node);
            QVERIFY2(written, "must be written");
            QByteArray changed = module;
            changed.replace(node.range().begin, node.range().size(), *written);
            const auto again = python().parse(changed);
            QVERIFY2(again, changed.constData());
            QCOMPARE(again->root().childCount(), 3);
            QCOMPARE(again->root().child(u"x").childCount(), 2);
            QCOMPARE(again->root().child(u"x").firstChild().value(), Value::string(text));
            QCOMPARE(again->root().child(u"after").childCount(), 1);
            QVERIFY2(lineEnd == "\n" || !QByteArray(changed).replace(lineEnd, "").contains('\n'),
                     "one kind of line end");
        }
    }
}

QTEST_GUILESS_MAIN(TestPythonWriter)
#include "tst_pythonwriter.moc"
