#include <retune/format/value.h>

#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAsProgramsSee_data();
    void comparesAsProgramsSee();
    void readsWholeNumbers_data();
    void readsWholeNumbers();
    void readsNumbers_data();
    void readsNumbers();
    void writesNumbers_data();
    void writesNumbers();
    void takesWhatAPersonTypes_data();
    void takesWhatAPersonTypes();
    void refusesWhatIsNoneOfItsKind_data();
    void refusesWhatIsNoneOfItsKind();
};

void TestValue::comparesAsProgramsSee_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("same");

    QTest::newRow("hexadecimal and decimal") << Kind::Integer << u"0x10"_s << u"16"_s << true;
    QTest::newRow("underscores") << Kind::Integer << u"1_000"_s << u"1000"_s << true;
    QTest::newRow("plus sign") << Kind::Integer << u"+5"_s << u"5"_s << true;
    QTest::newRow("minus zero") << Kind::Integer << u"-0"_s << u"0"_s << true;
    QTest::newRow("signs differ") << Kind::Integer << u"-5"_s << u"5"_s << false;
    QTest::newRow("octal of C") << Kind::Integer << u"010"_s << u"8"_s << true;
    QTest::newRow("octal of C is not decimal") << Kind::Integer << u"010"_s << u"10"_s << false;
    QTest::newRow("thirty digits") << Kind::Integer << u"123456789012345678901234567890"_s
                                   << u"123456789012345678901234567891"_s << false;
    QTest::newRow("thirty digits with underscores") << Kind::Integer << u"123456789012345678901234567890"_s
                                                    << u"123456789012345678901234567_890"_s << true;
    QTest::newRow("exponent") << Kind::Float << u"1e3"_s << u"1000.0"_s << true;
    QTest::newRow("zeros behind") << Kind::Float << u"0.10"_s << u"0.1"_s << true;
    QTest::newRow("beyond every double") << Kind::Float << u"1e999"_s << u"1e998"_s << false;
    QTest::newRow("digits that no double tells apart")
        << Kind::Float << u"0.1234567890123456789"_s << u"0.1234567890123456788"_s << false;
    QTest::newRow("not a number is the same as itself") << Kind::Float << u"nan"_s << u".NaN"_s << true;
    QTest::newRow("texts are compared as they are") << Kind::String << u"1e3"_s << u"1000.0"_s << false;
}

void TestValue::comparesAsProgramsSee()
{
    QFETCH(Kind, kind);
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, same);
    QCOMPARE(sameValue({kind, left}, {kind, right}), same);
    QCOMPARE(sameValue({kind, right}, {kind, left}), same);
    QVERIFY(!sameValue({kind, left}, {Kind::Bytes, left}));
}

void TestValue::readsWholeNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<qint64>("number");

    const auto row = [](const char *text, std::optional<qint64> number) {
        QTest::newRow(text) << QString::fromUtf8(text) << number.has_value() << number.value_or(0);
    };
    row("0", 0);
    row("-0", 0);
    row("+7", 7);
    row("0xfF", 255);
    row("-0x10", -16);
    row("0o17", 15);
    row("0b101", 5);
    row("0777", 511);
    row("1_000", 1000);
    row("0x_ff", 255);
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("-9223372036854775808", std::numeric_limits<qint64>::min());
    row("9223372036854775808", std::nullopt);
    row("-9223372036854775809", std::nullopt);
    row("123456789012345678901234567890", std::nullopt);
    for (const char *text :
         {"", "-", "+", "0x", "0b2", "0o8", "0888", "1.0", "1e3", "a", "1 ", "_", "--1", "٣"})
        row(text, std::nullopt);
}

void TestValue::readsWholeNumbers()
{
    QFETCH(QString, text);
    QFETCH(bool, fits);
    QFETCH(qint64, number);
    const std::optional<qint64> read = toInteger(text);
    QCOMPARE(read.has_value(), fits);
    QCOMPARE(read.value_or(0), number);
}

void TestValue::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("number");

    const auto row = [](const char *text, std::optional<double> number) {
        QTest::newRow(text) << QString::fromUtf8(text) << number.has_value() << number.value_or(0);
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    row("0.5", 0.5);
    row("-1e-3", -0.001);
    row("+2.5E3", 2500);
    row("12", 12);
    row("1_0.5", 10.5);
    row("0x10", 16);
    row("inf", infinity);
    row("-inf", -infinity);
    row("+.inf", infinity);
    row("-.INF", -infinity);
    row("1e999", infinity);
    row("-1e999", -infinity);
    for (const char *text : {"", "-", ".", "e3", "1e", "1.2.3", "abc", "0x"})
        row(text, std::nullopt);
}

void TestValue::readsNumbers()
{
    QFETCH(QString, text);
    QFETCH(bool, isNumber);
    QFETCH(double, number);
    const std::optional<double> read = toFloating(text);
    QCOMPARE(read.has_value(), isNumber);
    QVERIFY(read.value_or(0) == number);
    QVERIFY(std::isnan(toFloating(u".nan").value()));
    QVERIFY(std::isnan(toFloating(u"nan").value()));
}

void TestValue::writesNumbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");

    QTest::newRow("a fraction") << 0.1 << u"0.1"_s;
    QTest::newRow("a whole number stays a number") << 5.0 << u"5.0"_s;
    QTest::newRow("a large one") << 1e300 << u"1e+300"_s;
    QTest::newRow("minus zero") << -0.0 << u"-0.0"_s;
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << u"inf"_s;
    QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity() << u"-inf"_s;
    QTest::newRow("the least one") << std::numeric_limits<double>::denorm_min() << u"5e-324"_s;
    QTest::newRow("one that needs all digits") << 0.1 + 0.2 << u"0.30000000000000004"_s;
}

void TestValue::writesNumbers()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    const Value value = Value::floating(number);
    QCOMPARE(value.text, text);
    QVERIFY(toFloating(value.text).value() == number);
}

void TestValue::takesWhatAPersonTypes_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("taken");

    QTest::newRow("text as it is") << Kind::String << u" a "_s << u" a "_s;
    QTest::newRow("whole number") << Kind::Integer << u" 0x10 "_s << u"0x10"_s;
    QTest::newRow("number") << Kind::Float << u"1e3 "_s << u"1e3"_s;
    QTest::newRow("a whole number for a number") << Kind::Float << u"5"_s << u"5"_s;
    QTest::newRow("truth value") << Kind::Boolean << u"True"_s << u"true"_s;
    QTest::newRow("null") << Kind::Null << u"null"_s << u"null"_s;
}

void TestValue::takesWhatAPersonTypes()
{
    QFETCH(Kind, kind);
    QFETCH(QString, text);
    QFETCH(QString, taken);
    const Result<Value> value = valueFromText(kind, text);
    QVERIFY(value);
    QCOMPARE(*value, (Value{kind, taken}));
}

void TestValue::refusesWhatIsNoneOfItsKind_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");

    QTest::newRow("fraction") << Kind::Integer << u"1.5"_s << u"expected a whole number, found \"1.5\""_s;
    QTest::newRow("nothing") << Kind::Integer << u""_s << u"expected a whole number, found \"\""_s;
    QTest::newRow("word") << Kind::Float << u"fast"_s << u"expected a number, found \"fast\""_s;
    QTest::newRow("number as truth value")
        << Kind::Boolean << u"1"_s << u"expected a truth value, found \"1\""_s;
    QTest::newRow("text as null") << Kind::Null << u"x"_s << u"expected null, found \"x\""_s;
    QTest::newRow("table") << Kind::Table << u"{}"_s << u"a table is not edited as one value"_s;
    QTest::newRow("code") << Kind::Opaque << u"f()"_s << u"code is not edited as one value"_s;
}

void TestValue::refusesWhatIsNoneOfItsKind()
{
    QFETCH(Kind, kind);
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Result<Value> value = valueFromText(kind, text);
    QVERIFY(!value);
    QCOMPARE(value.error().message, message);
}

QTEST_GUILESS_MAIN(TestValue)
#include "tst_value.moc"
