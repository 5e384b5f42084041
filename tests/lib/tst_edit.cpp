#include "nastystrings.h"
#include "outline.h"
#include "randomjson.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr FormatId json = FormatId::Json;
constexpr FormatId jsonc = FormatId::Jsonc;
constexpr FormatId ini = FormatId::Ini;

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
    return edit ? QString::fromUtf8(edit->result.bytes()) : edit.error().toString();
}

/// What every edit that was made has to keep, whatever its format.
void checkEdit(const Document &before, const Edit &edit, ByteRange allowed)
{
    const QByteArray after = applied(before.bytes(), edit.replacements);
    QCOMPARE(edit.result.bytes(), after);
    QCOMPARE(after.left(allowed.begin), before.bytes().left(allowed.begin));
    const qsizetype behind = before.bytes().size() - allowed.end;
    QCOMPARE(after.right(behind), before.bytes().right(behind));
    QCOMPARE(applied(after, inverted(before.bytes(), edit.replacements)), before.bytes());
}

/// Qt's own reader as a second opinion on a whole tree.
bool agrees(const Node &node, const QJsonValue &value)
{
    switch (node.kind()) {
    case Kind::Table: {
        const QJsonObject object = value.toObject();
        bool same = value.isObject() && object.size() == node.childCount();
        for (Node member = node.firstChild(); member && same; member = member.nextSibling())
            same = object.contains(member.key()) && agrees(member, object.value(member.key()));
        return same;
    }
    case Kind::List: {
        const QJsonArray array = value.toArray();
        bool same = value.isArray() && array.size() == node.childCount();
        for (Node member = node.firstChild(); member && same; member = member.nextSibling())
            same = agrees(member, array.at(member.position()));
        return same;
    }
    case Kind::String:
        return value.isString() && value.toString() == node.value().text;
    case Kind::Boolean:
        return value.isBool() && value.toBool() == (node.value().text == u"true");
    case Kind::Null:
        return value.isNull();
    default:
        return value.isDouble() && value.toDouble() == toFloating(node.value().text);
    }
}

QList<Node> scalarsOf(const Document &document)
{
    QList<Node> scalars;
    for (quint32 id = 0; id < quint32(document.nodeCount()); ++id) {
        const Node node = document.node(id);
        // A path leads to the member that counts, so shadowed members and what is below them have none of their own.
        if (isScalar(node.kind()) && document.find(node.path()) == node)
            scalars += node;
    }
    return scalars;
}

} // namespace

class TestEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsValue_data();
    void setsValue();
    void refusesValue_data();
    void refusesValue();
    void equalValueChangesNothing_data();
    void equalValueChangesNothing();
    void setsText_data();
    void setsText();
    void refusesText_data();
    void refusesText();
    void problemsTellWhere();
    void keepsTheLimitsOfTheDocument();
    void nastyStringsInJson_data();
    void nastyStringsInJson();
    void nastyStringsAgreeWithQt_data();
    void nastyStringsAgreeWithQt();
    void nastyStringsInIni_data();
    void nastyStringsInIni();
};

void TestEdit::setsValue_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("after");

    const Value text = Value::string(u"new"_s);
    QTest::newRow("JSON text") << json << "{ \"a\" : \"old\" }"_ba << u"a"_s << text
                               << u"{ \"a\" : \"new\" }"_s;
    QTest::newRow("JSON number to number")
        << json << "[1e3, 2]"_ba << u"[0]"_s << Value{Kind::Float, u"1.50"_s} << u"[1.50, 2]"_s;
    QTest::newRow("JSON number to text, asked for")
        << json << "{\"a\": 5}"_ba << u"a"_s << Value::string(u"5"_s) << u"{\"a\": \"5\"}"_s;
    QTest::newRow("JSON null to truth value")
        << json << "{\"a\":null}"_ba << u"a"_s << Value::boolean(true) << u"{\"a\":true}"_s;
    QTest::newRow("the root of JSON") << json << " 1 "_ba << u""_s << Value::null() << u" null "_s;
    QTest::newRow("the member that counts of two")
        << json << "{\"a\": 1, \"a\": 2}"_ba << u"a"_s << Value::integer(3) << u"{\"a\": 1, \"a\": 3}"_s;
    QTest::newRow("JSONC between comments") << jsonc << "{\"a\": /*x*/ 1 /*y*/, // z\n}"_ba << u"a"_s
                                            << Value::integer(2) << u"{\"a\": /*x*/ 2 /*y*/, // z\n}"_s;
    QTest::newRow("byte order mark, CRLF and no line end at the end stay")
        << json << "\xEF\xBB\xBF{\r\n\"a\": 1\r\n}"_ba << u"a"_s << Value::integer(2)
        << u"{\r\n\"a\": 2\r\n}"_s;

    QTest::newRow("INI text") << ini << "[s]\na = old ; kept?\nb = c"_ba << u"s.b"_s << text
                              << u"[s]\na = old ; kept?\nb = new"_s;
    QTest::newRow("INI blanks at the end of the line stay")
        << ini << "a = old  \r\n"_ba << u"a"_s << text << u"a = new  \r\n"_s;
    QTest::newRow("INI number to word")
        << ini << "a = 8080\n"_ba << u"a"_s << Value::string(u"auto"_s) << u"a = auto\n"_s;
    QTest::newRow("INI word to text that reads as a number")
        << ini << "a = auto\n"_ba << u"a"_s << Value::string(u"8080"_s) << u"a = 8080\n"_s;
    QTest::newRow("INI text that reads as a truth value")
        << ini << "a = auto\n"_ba << u"a"_s << Value::string(u"Yes"_s) << u"a = Yes\n"_s;
    QTest::newRow("INI truth value keeps the words in use")
        << ini << "a = yes\n"_ba << u"a"_s << Value::boolean(false) << u"a = no\n"_s;
    QTest::newRow("INI truth value keeps capitals")
        << ini << "a = OFF\n"_ba << u"a"_s << Value::boolean(true) << u"a = ON\n"_s;
    QTest::newRow("INI truth value keeps a capital")
        << ini << "a = True\n"_ba << u"a"_s << Value::boolean(false) << u"a = False\n"_s;
    QTest::newRow("INI text to truth value")
        << ini << "a = x\n"_ba << u"a"_s << Value::boolean(false) << u"a = false\n"_s;
    QTest::newRow("INI empty value gets a blank as before the delimiter")
        << ini << "a =\nb = c\n"_ba << u"a"_s << text << u"a = new\nb = c\n"_s;
    QTest::newRow("INI empty value gets no blank where there is none")
        << ini << "a=\n"_ba << u"a"_s << text << u"a=new\n"_s;
    QTest::newRow("INI empty value behind a blank") << ini << "a = \n"_ba << u"a"_s << text << u"a = new\n"_s;
    QTest::newRow("INI value becomes empty")
        << ini << "a = b\nc=d"_ba << u"a"_s << Value::string({}) << u"a = \nc=d"_s;
    QTest::newRow("INI key without value gets the delimiter of its siblings")
        << ini << "[s]\nflag\nb: c\n"_ba << u"s.flag"_s << text << u"[s]\nflag: new\nb: c\n"_s;
    QTest::newRow("INI key without value and siblings")
        << ini << "flag"_ba << u"flag"_s << Value::integer(1) << u"flag = 1"_s;
    QTest::newRow("INI key without value gets an empty one")
        << ini << "flag\n"_ba << u"flag"_s << Value::string({}) << u"flag =\n"_s;
    QTest::newRow("INI one line to several")
        << ini << "[s]\r\n\ta = b\r\n\tc = d\r\n"_ba << u"s.a"_s << Value::string(u"x\ny"_s)
        << u"[s]\r\n\ta = x\r\n\t    y\r\n\tc = d\r\n"_s;
    QTest::newRow("INI several lines keep their indentation")
        << ini << "a =\n  b\n  c\n"_ba << u"a"_s << Value::string(u"\nb\nd\n\ne"_s)
        << u"a =\n  b\n  d\n\n  e\n"_s;
    QTest::newRow("INI several lines to one")
        << ini << "a = b\n  c\nd = e\n"_ba << u"a"_s << text << u"a = new\nd = e\n"_s;
}

void TestEdit::setsValue()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(Value, value);
    QFETCH(QString, after);
    const Document document = parsed(id, before);
    const Result<Edit> edit = setValue(document, pathOf(path), value);
    QCOMPARE(shown(edit), after);
    checkEdit(document, *edit, document.find(pathOf(path)).range());
}

void TestEdit::refusesValue_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Value>("value");
    QTest::addColumn<ProblemKind>("kind");
    QTest::addColumn<QString>("problem");

    const Value text = Value::string(u"x"_s);
    constexpr ProblemKind refused = ProblemKind::Refused;
    constexpr ProblemKind noKey = ProblemKind::NoSuchKey;
    QTest::newRow("a key that is not there")
        << json << "{\"http\": {\"port\": 1, \"tls\": 2}}"_ba << u"http.prot"_s << text << noKey
        << u"1:10: \"http\" has no key \"prot\"; it has \"port\", \"tls\""_s;
    QTest::newRow("a key that is not there, among many")
        << json << "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}"_ba << u"%2"_s.replace(u'%', u'x')
        << text << noKey << u"1:1: the file has no key \"x2\"; it has \"a\", \"b\", \"c\", \"d\", \"e\", …"_s;
    QTest::newRow("a key of nothing") << json << "{}"_ba << u"a.b"_s << text << noKey
                                      << u"1:1: the file has no key \"a\"; it has no keys"_s;
    QTest::newRow("a member that is not there")
        << json << "{\"%1\": [1,2]}"_ba << u"\"%1\"[2]"_s << text << noKey
        << u"1:8: \"\"%1\"\" has no member [2]; it has 2, counted from 0"_s;
    QTest::newRow("a key of a number") << json << "{\"a\": 1}"_ba << u"a.b"_s << text << noKey
                                       << u"1:7: \"a\" is a whole number and has no keys"_s;
    QTest::newRow("a member of a table") << json << "{\"a\": {}}"_ba << u"a[0]"_s << text << noKey
                                         << u"1:7: \"a\" is an object and has no numbered members"_s;
    QTest::newRow("an object")
        << json << "{\"a\": {}}"_ba << u"a"_s << text << refused
        << u"1:7: expected a single value, found an object; its members are set one by one"_s;
    QTest::newRow("a section")
        << ini << "[a]\n"_ba << u"a"_s << text << refused
        << u"1:4: expected a single value, found a section; its members are set one by one"_s;
    QTest::newRow("a date in JSON") << json << "[1]"_ba << u"[0]"_s << Value{Kind::DateTime, u"2024-01-01"_s}
                                    << refused << u"1:2: JSON has no way to write a date or time"_s;
    QTest::newRow("a truth value that is none")
        << json << "[1]"_ba << u"[0]"_s << Value{Kind::Boolean, u"maybe"_s} << refused
        << u"1:2: expected the truth value \"maybe\" to read back as such, but JSON would read it as the truth value \"false\""_s;
    QTest::newRow("INI blanks at the end") << ini << "a = b"_ba << u"a"_s << Value::string(u"x "_s) << refused
                                           << u"1:5: INI drops blanks at the ends of a value"_s;
    QTest::newRow("INI line break at the end")
        << ini << "a = b"_ba << u"a"_s << Value::string(u"x\n"_s) << refused
        << u"1:5: INI drops line breaks at the end of a value"_s;
    QTest::newRow("INI comment character in a further line")
        << ini << "a = b"_ba << u"a"_s << Value::string(u"x\n;y"_s) << refused
        << u"1:5: INI takes a line that begins with \";\" for a comment"_s;
    QTest::newRow("INI control character")
        << ini << "a = b"_ba << u"a"_s << Value::string(u"x\ry"_s) << refused
        << u"1:5: INI has no way to write control characters in a value"_s;
    QTest::newRow("INI half of a surrogate pair")
        << ini << "a = b"_ba << u"a"_s << Value::string(u"x"_s + QChar(0xD800)) << refused
        << u"1:5: INI has no way to write half of a surrogate pair"_s;
    QTest::newRow("INI null") << ini << "a = b"_ba << u"a"_s << Value::null() << refused
                              << u"1:5: INI has no way to write null here"_s;
    QTest::newRow("INI comment inside the value")
        << ini << "a = b\n# c\n  d"_ba << u"a"_s << text << refused
        << u"1:5: expected a value without comments between its lines; they would be lost"_s;
    QTest::newRow("INI value that would swallow the next key")
        << ini << "flag\n  a = b\n"_ba << u"flag"_s << text << refused
        << u"1:5: expected to change this value alone, but then other parts of the file would change"_s;
}

void TestEdit::refusesValue()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(Value, value);
    QFETCH(ProblemKind, kind);
    QFETCH(QString, problem);
    const Result<Edit> edit = setValue(parsed(id, before), pathOf(path), value);
    QCOMPARE(shown(edit), problem);
    QVERIFY(!edit);
    QCOMPARE(edit.error().kind, kind);
}

void TestEdit::equalValueChangesNothing_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Value>("value");

    QTest::newRow("number with an exponent") << json << "{\"a\": 1e3}"_ba << Value{Kind::Float, u"1000.0"_s};
    QTest::newRow("number with a zero behind") << json << "{\"a\": 0.10}"_ba << Value{Kind::Float, u"0.1"_s};
    QTest::newRow("minus zero") << json << "{\"a\": -0}"_ba << Value::integer(0);
    QTest::newRow("escaped text") << json << "{\"a\": \"\\u0041\"}"_ba << Value::string(u"A"_s);
    QTest::newRow("INI truth word") << ini << "a = Yes"_ba << Value::boolean(true);
    QTest::newRow("INI truth word as text") << ini << "a = Yes"_ba << Value::string(u"Yes"_s);
    QTest::newRow("INI number as text") << ini << "a = 80"_ba << Value::string(u"80"_s);
    QTest::newRow("INI lines") << ini << "a = b\n    c"_ba << Value::string(u"b\nc"_s);
    QTest::newRow("INI value with a comment inside")
        << ini << "a = b\n;\n    c"_ba << Value::string(u"b\nc"_s);
    QTest::newRow("INI key without value") << ini << "a"_ba << Value::null();
}

void TestEdit::equalValueChangesNothing()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, text);
    QFETCH(Value, value);
    const Result<Edit> edit = setValue(parsed(id, text), {u"a"_s}, value);
    QVERIFY2(edit, qPrintable(shown(edit)));
    QVERIFY(edit->replacements.isEmpty());
    QCOMPARE(edit->result.bytes(), text);
}

void TestEdit::setsText_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("after");

    QTest::newRow("scalar to container")
        << json << "{\"a\": 1, \"b\": 2}"_ba << u"a"_s << "[1, {}]"_ba << u"{\"a\": [1, {}], \"b\": 2}"_s;
    QTest::newRow("container to scalar")
        << json << "[[1, [2, 3]], 4]"_ba << u"[0]"_s << "null"_ba << u"[null, 4]"_s;
    QTest::newRow("the whole file") << json << "{\"a\": 1}\n"_ba << u""_s << "[]"_ba << u"[]\n"_s;
    QTest::newRow("container with a comment") << jsonc << "{\"a\": [ /*x*/ ], // y\n}"_ba << u"a"_s
                                              << "[ /*z*/ 1 ]"_ba << u"{\"a\": [ /*z*/ 1 ], // y\n}"_s;
    QTest::newRow("INI value") << ini << "a = 1\nb = 2\n"_ba << u"a"_s << "x\n  y"_ba
                               << u"a = x\n  y\nb = 2\n"_s;
    QTest::newRow("INI section") << ini << "[a]\nb = 1\n[c]\n"_ba << u"a"_s << "\nd = 1\ne = 2"_ba
                                 << u"[a]\nd = 1\ne = 2\n[c]\n"_s;
}

void TestEdit::setsText()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(QString, after);
    const Document document = parsed(id, before);
    const Result<Edit> edit = setText(document, pathOf(path), text);
    QCOMPARE(shown(edit), after);
    checkEdit(document, *edit, document.find(pathOf(path)).range());
    QVERIFY(setText(document, pathOf(path), document.find(pathOf(path)).text().toByteArray())
                ->replacements.isEmpty());
}

void TestEdit::refusesText_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    const QString others =
        u"expected to change this value alone, but then other parts of the file would change"_s;
    QTest::newRow("text that is no value")
        << json << "{\"a\": 1}"_ba << u"a"_s << "tru"_ba
        << u"1:7: expected a file that can still be read, but then: 1:7: expected a value, found \"tru\""_s;
    QTest::newRow("no text") << json << "[1]"_ba << u"[0]"_s << ""_ba << u"1:2: "_s + others;
    QTest::newRow("a second member") << json << "{\"a\": 1}"_ba << u"a"_s << "1, \"b\": 2"_ba
                                     << u"1:7: "_s + others;
    QTest::newRow("a second member in place of one")
        << json << "[[1, 2]]"_ba << u"[0][0]"_s << "1], [3"_ba << u"1:3: "_s + others;
    QTest::newRow("a comment that swallows a comment")
        << jsonc << "[1, /*x*/ 2 /*y*/]"_ba << u"[0]"_s << "1 /* , 3"_ba
        << u"1:2: expected a file that can still be read, but then: 1:18: expected \",\" or \"]\" after the value, found \"2\""_s;
    QTest::newRow("a comment that swallows a comment and nothing else")
        << jsonc << "[1 /*x*/\n, 2]"_ba << u"[0]"_s << "1 //"_ba << u"1:2: "_s + others;
    QTest::newRow("another key in place of one, with as many nodes")
        << ini << "flag\n  b = 1\n"_ba << u"flag"_s << " = x\nc = 2"_ba << u"1:5: "_s + others;
    QTest::newRow("text that is not UTF-8")
        << json << "[1]"_ba << u"[0]"_s << "\"\xFF\""_ba
        << u"1:2: expected a file that can still be read, but then: 1:3: expected UTF-8, found the byte 0xFF"_s;
    QTest::newRow("INI key in a value")
        << ini << "a = 1\n"_ba << u"a"_s << "1\nb = 2"_ba << u"1:5: "_s + others;
    QTest::newRow("INI text that becomes part of the key")
        << ini << "flag\n"_ba << u"flag"_s << "x"_ba << u"1:5: "_s + others;
    QTest::newRow("INI section in several places")
        << ini << "[a]\nb=1\n[c]\nd=2\n[a]\ne=3\n"_ba << u"a"_s << "\nb=2"_ba << u"1:4: "_s + others;
}

void TestEdit::refusesText()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Edit> edit = setText(parsed(id, before), pathOf(path), text);
    QCOMPARE(shown(edit), problem);
    QVERIFY(!edit);
    QCOMPARE(edit.error().kind, ProblemKind::Refused);
}

void TestEdit::problemsTellWhere()
{
    const Result<Edit> edit = setValue(parsed(ini, "你 = b\nc = d\n"), {u"c"_s}, Value::null());
    QVERIFY(!edit);
    QCOMPARE(edit.error().position, (TextPosition{2, 5}));
    QCOMPARE(edit.error().range, (ByteRange{12, 13}));

    QCOMPARE(setValue(Document(), {u"a"_s}, Value::null()).error().kind, ProblemKind::Misuse);
    QCOMPARE(setText(Document(), {}, "1").error().kind, ProblemKind::Misuse);
}

void TestEdit::keepsTheLimitsOfTheDocument()
{
    const QByteArray deep = QByteArray(300, '[') + "1" + QByteArray(300, ']');
    const Result<Document> document = format(json).parse(deep, {.depth = 300});
    QVERIFY(document);
    KeyPath path;
    for (int i = 0; i < 300; ++i)
        path = path.child(0);
    QVERIFY(setValue(*document, path, Value::integer(2)));
    const Result<Edit> deeper = setText(*document, path, "[]");
    QVERIFY(!deeper);
    QVERIFY2(deeper.error().message.contains(u"expected at most 300 levels"_s),
             qPrintable(deeper.error().message));
}

static void addSeeds(quint32 count)
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= count; ++seed)
        QTest::addRow("random document %u", seed) << seed;
}

void TestEdit::nastyStringsInJson_data()
{
    addSeeds(60);
}

void TestEdit::nastyStringsInJson()
{
    QFETCH(quint32, seed);
    RandomJson random(seed);
    random.write();
    const Document document = parsed(random.id(), random.text);
    const QList<Node> scalars = scalarsOf(document);
    if (scalars.isEmpty())
        return; // many seeds have some
    QRandomGenerator choice(seed);
    for (const QString &text : nastyStrings()) {
        const Node node = scalars.at(choice.bounded(int(scalars.size())));
        const Result<Edit> edit = setValue(document, node.path(), Value::string(text));
        QVERIFY2(edit, qPrintable(shown(edit)));
        checkEdit(document, *edit, node.range());
        QCOMPARE(edit->result.find(node.path()).value(), Value::string(text));
    }
}

void TestEdit::nastyStringsAgreeWithQt_data()
{
    addSeeds(60);
}

void TestEdit::nastyStringsAgreeWithQt()
{
    QFETCH(quint32, seed);
    RandomJson random(seed, true);
    random.write();
    // In an array, because Qt takes no lone scalars; Qt knows no byte order mark inside.
    const bool hasMark = random.text.startsWith("\xEF\xBB\xBF");
    const Document document = parsed(json, '[' + random.text.mid(hasMark ? 3 : 0) + ", \"last\"]");
    const QList<Node> scalars = scalarsOf(document);
    QRandomGenerator choice(seed);
    for (const QString &text : nastyStrings()) {
        const Node node = scalars.at(choice.bounded(int(scalars.size())));
        const Result<Edit> edit = setValue(document, node.path(), Value::string(text));
        QVERIFY2(edit, qPrintable(shown(edit)));
        QJsonParseError error;
        const QJsonDocument second = QJsonDocument::fromJson(edit->result.bytes(), &error);
        QVERIFY2(second.isArray(), qPrintable(error.errorString() + u'\n' + shown(edit)));
        QVERIFY2(agrees(edit->result.root(), second.array()), qPrintable(shown(edit)));
    }
}

/// The rule of configparser, said once more on its own: lines are stripped, comment lines and empty ends dropped.
static bool canBeSaidInIni(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        const bool hasControls =
            std::any_of(line.begin(), line.end(), [](QChar c) { return c < u' ' && c != u'\t'; });
        if (hasControls || line.trimmed() != line)
            return false;
    }
    const bool hasComment = std::any_of(lines.begin() + 1, lines.end(), [](const QString &line) {
        return line.startsWith(u'#') || line.startsWith(u';');
    });
    return !hasComment && (lines.size() == 1 || !lines.last().isEmpty());
}

void TestEdit::nastyStringsInIni_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray lf =
        "# first\na = 1\n\n[s]\nb: yes\nc = x\n    y\n; last\nd =\n\nflag\n[t]\ne=f\n[s]\ng = h";
    QTest::newRow("LF") << lf;
    QTest::newRow("CRLF") << QByteArray(lf).replace('\n', "\r\n");
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + lf + '\n';
    QTest::newRow("tabs") << "[core]\n\ta = b\n\tc = d\n"_ba;
}

void TestEdit::nastyStringsInIni()
{
    QFETCH(QByteArray, text);
    const Document document = parsed(ini, text);
    for (const Node &node : scalarsOf(document)) {
        for (const QString &nasty : nastyStrings()) {
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            QCOMPARE(edit.has_value(), canBeSaidInIni(nasty));
            if (!edit)
                continue;
            checkEdit(document, *edit, node.range());
            const Node after = edit->result.find(node.path());
            const QString read =
                after.kind() == Kind::Boolean ? QString::fromUtf8(after.text()) : after.value().text;
            QCOMPARE(read, nasty);
        }
    }
}

QTEST_GUILESS_MAIN(TestEdit)
#include "tst_edit.moc"
