#include <retune/format/changekind.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// Values that are given another kind, in the formats that tell kinds.
class TestChangeKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTheKind_data();
    void changesTheKind();
    void offersWhatTheFormatCanSay_data();
    void offersWhatTheFormatCanSay();
    void takesAValueByItsLooks_data();
    void takesAValueByItsLooks();
};

void TestChangeKind::changesTheKind_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("after"); // empty: refused
    const auto row = [](const char *name, const QString &format, const QByteArray &before, Kind kind,
                        const QByteArray &after) {
        QTest::newRow(name) << format << before << kind << after;
    };
    row("a number to a text", u"json"_s, R"({"a": 8080, "b": 1})", Kind::String, R"({"a": "8080", "b": 1})");
    row("a text that reads as a number", u"json"_s, R"({"a": "8080"})", Kind::Integer, R"({"a": 8080})");
    row("a text that does not", u"json"_s, R"({"a": "x"})", Kind::Integer, R"({"a": 0})");
    row("a fraction loses its digits", u"json"_s, R"({"a": 2.75})", Kind::Integer, R"({"a": 2})");
    row("a whole number gets one", u"json"_s, R"({"a": 2})", Kind::Float, R"({"a": 2.0})");
    row("a text to a number", u"json"_s, R"({"a": "1e3"})", Kind::Float, R"({"a": 1e3})");
    row("a number to a truth value", u"json"_s, R"({"a": 1})", Kind::Boolean, R"({"a": true})");
    row("a truth value to a number", u"json"_s, R"({"a": true})", Kind::Integer, R"({"a": 1})");
    row("a text to a truth value", u"json"_s, R"({"a": "True"})", Kind::Boolean, R"({"a": true})");
    row("null to a text", u"json"_s, R"({"a": null})", Kind::String, R"({"a": ""})");
    row("a text to null", u"json"_s, R"({"a": "x"})", Kind::Null, R"({"a": null})");
    row("a text to a list", u"json"_s, R"({"a": "x"})", Kind::List, R"({"a": []})");
    row("a table to a text", u"json"_s, R"({"a": {"b": 1}, "c": 2})", Kind::String, R"({"a": "", "c": 2})");
    row("a table to a list", u"json"_s, R"({"a": {"b": 1}})", Kind::List, R"({"a": []})");
    row("TOML, a number to a text", u"toml"_s, "a = 1 # one\n", Kind::String, "a = \"1\" # one\n");
    row("TOML, a text to a list", u"toml"_s, "a = 'x'\n", Kind::List, "a = []\n");
    row("TOML, an inline table to a number", u"toml"_s, "a = {b = 1}\n", Kind::Integer, "a = 0\n");
    row("TOML has no null", u"toml"_s, "a = 1\n", Kind::Null, {});
    row("YAML, a number to a text", u"yaml"_s, "a: 1\nb: 2\n", Kind::String, "a: \"1\"\nb: 2\n");
    row("YAML, nothing to a list", u"yaml"_s, "a:\nb: 2\n", Kind::List, "a: []\nb: 2\n");
    row("YAML, nothing to a number", u"yaml"_s, "a:\nb: 2\n", Kind::Integer, "a: 0\nb: 2\n");
    row("YAML, a text to null", u"yaml"_s, "a: x\n", Kind::Null, "a: null\n");
    row("Python, a number to a text", u"python"_s, "a = 1\n", Kind::String, "a = \"1\"\n");
    row("Python, a text to a truth value", u"python"_s, "a = 'x'\n", Kind::Boolean, "a = False\n");
    row("Python, a text to nothing", u"python"_s, "a = 'x'\n", Kind::Null, "a = None\n");
    row("Python, code stays", u"python"_s, "a = f()\n", Kind::String, {});
}

void TestChangeKind::changesTheKind()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, before);
    QFETCH(const Kind, kind);
    QFETCH(const QByteArray, after);
    const Document document = formatByName(format)->parse(before).value();
    const Result<Edit> edit = changeKind(document, {u"a"_s}, kind);
    if (after.isEmpty()) {
        QVERIFY(!edit);
        return;
    }
    QVERIFY2(edit, edit ? "" : qPrintable(edit.error().message));
    QCOMPARE(edit->result.bytes(), after);
    QCOMPARE(applied(before, edit->replacements), after);
    QCOMPARE(edit->result.find({u"a"_s}).kind(), kind);
}

void TestChangeKind::offersWhatTheFormatCanSay_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<Kind>>("kinds");
    QTest::newRow("JSON") << u"json"_s << R"({"a": 1})"_ba << QList{Kind::String, Kind::Boolean, Kind::Float,
                                                                    Kind::Null,   Kind::Table,   Kind::List};
    QTest::newRow("TOML") << u"toml"_s << "a = 'x'\n"_ba
                          << QList{Kind::Boolean, Kind::Integer, Kind::Float, Kind::Table, Kind::List};
    QTest::newRow("code in Python has its own") << u"python"_s << "a = f()\n"_ba << QList<Kind>();
    QTest::newRow("a file without types") << u"ini"_s << "a = 1\n"_ba << QList<Kind>();
}

void TestChangeKind::offersWhatTheFormatCanSay()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, text);
    const Document document = formatByName(format)->parse(text).value();
    QTEST(otherKinds(document, document.find({u"a"_s})), "kinds");
    QCOMPARE(otherKinds(document, document.root()), QList<Kind>());
}

void TestChangeKind::takesAValueByItsLooks_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Value>("value");
    QTest::newRow("a number") << u"json"_s << u"5"_s << Value::integer(5);
    QTest::newRow("a truth value") << u"yaml"_s << u"false"_s << Value::boolean(false);
    QTest::newRow("a text with blanks") << u"json"_s << u" a b "_s << Value::string(u" a b "_s);
    QTest::newRow("nothing") << u"json"_s << QString() << Value::string({});
    QTest::newRow("Python's word for it") << u"python"_s << u"True"_s << Value::boolean(true);
    QTest::newRow("is a text elsewhere") << u"json"_s << u"True"_s << Value::string(u"True"_s);
    QTest::newRow("a file without types") << u"ini"_s << u"5"_s << Value::string(u"5"_s);
}

void TestChangeKind::takesAValueByItsLooks()
{
    QFETCH(const QString, format);
    QFETCH(const QString, text);
    QTEST(valueByLooks(*formatByName(format), text), "value");
}

QTEST_GUILESS_MAIN(TestChangeKind)
#include "tst_changekind.moc"
