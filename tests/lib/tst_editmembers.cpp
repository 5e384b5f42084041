#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr FormatId json = FormatId::Json;
constexpr FormatId jsonc = FormatId::Jsonc;
constexpr FormatId python = FormatId::Python;

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

using Change = std::function<Result<Edit>(const Document &)>;

Change add(const QString &path, const Value &value)
{
    return [=](const Document &document) { return addValue(document, pathOf(path), value); };
}

Change remove(const QString &path)
{
    return [=](const Document &document) { return removeValue(document, pathOf(path)); };
}

Change rename(const QString &path, const QString &key)
{
    return [=](const Document &document) { return renameKey(document, pathOf(path), key); };
}

Change move(const QString &path, int position)
{
    return [=](const Document &document) { return moveElement(document, pathOf(path), position); };
}

QString shown(const Result<Edit> &edit)
{
    return edit ? QString::fromUtf8(edit->result.bytes()) : edit.error().toString();
}

/// What every edit that was made has to keep.
void checkEdit(const Document &before, const Edit &edit)
{
    const QByteArray after = applied(before.bytes(), edit.replacements);
    QCOMPARE(edit.result.bytes(), after);
    QCOMPARE(applied(after, inverted(before.bytes(), edit.replacements)), before.bytes());
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestEditMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsInJson_data();
    void addsInJson();
    void removesInJson_data();
    void removesInJson();
    void movesInJson_data();
    void movesInJson();
    void changesPython_data();
    void changesPython();
    void refuses_data();
    void refuses();
    void theFirstMemberBeginsTheFile_data();
    void theFirstMemberBeginsTheFile();
};

void TestEditMembers::addsInJson_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("to an object on one line") << R"({"a": 1})"_ba << u"x"_s << R"({"a": 1, "x": 9})"_ba;
    QTest::newRow("with blanks inside the brackets")
        << R"({ "a" : 1 })"_ba << u"x"_s << R"({ "a" : 1, "x" : 9 })"_ba;
    QTest::newRow("without blanks, as the file is packed")
        << R"({"a":1})"_ba << u"x"_s << R"({"a":1,"x":9})"_ba;
    QTest::newRow("with the separator in use") << "[1 ,2]"_ba << u"[2]"_s << "[1 ,2 ,9]"_ba;
    QTest::newRow("in the middle, with the separator in use")
        << "[1 ,  2 ,  3]"_ba << u"[1]"_s << "[1 ,  9,  2 ,  3]"_ba;
    QTest::newRow("at the begin") << "[ 1, 2 ]"_ba << u"[0]"_s << "[ 9, 1, 2 ]"_ba;
    QTest::newRow("on a line of its own")
        << "{\n  \"a\": 1\n}\n"_ba << u"x"_s << "{\n  \"a\": 1,\n  \"x\": 9\n}\n"_ba;
    QTest::newRow("on a line of its own, CRLF and tabs")
        << "[\r\n\t1,\r\n\t2\r\n]\r\n"_ba << u"[2]"_s << "[\r\n\t1,\r\n\t2,\r\n\t9\r\n]\r\n"_ba;
    QTest::newRow("on the first line")
        << "[\n  // of one\n  1,\n  2\n]"_ba << u"[0]"_s << "[\n  9,\n  // of one\n  1,\n  2\n]"_ba;
    QTest::newRow("on a line in the middle") << "[\n  1, // one\n  // of two\n  2\n]"_ba << u"[1]"_s
                                             << "[\n  1, // one\n  9,\n  // of two\n  2\n]"_ba;
    QTest::newRow("behind a comment at the end of the line")
        << "{\n  \"a\": 1 // one\n  // end\n}"_ba << u"x"_s
        << "{\n  \"a\": 1, // one\n  \"x\": 9\n  // end\n}"_ba;
    QTest::newRow("behind a comma at the end")
        << "{\n  \"a\": 1, // one\n}"_ba << u"x"_s << "{\n  \"a\": 1, // one\n  \"x\": 9,\n}"_ba;
    QTest::newRow("behind a comma at the end, on one line") << "[1, 2, ]"_ba << u"[2]"_s << "[1, 2, 9, ]"_ba;
    QTest::newRow("behind a comment on one line")
        << "[1, 2 /* two */]"_ba << u"[2]"_s << "[1, 2, /* two */ 9]"_ba;
    QTest::newRow("before a comment up to the end of a shared line")
        << "[1, 2 // two\n]"_ba << u"[2]"_s << "[1, 2, 9 // two\n]"_ba;
    QTest::newRow("to lines that several share")
        << "[\n  1, 2, 3,\n  4, 5, 6\n]"_ba << u"[6]"_s << "[\n  1, 2, 3,\n  4, 5, 6, 9\n]"_ba;
    QTest::newRow("where the first member is on the line of the bracket")
        << "{\"a\": 1,\n \"b\": 2}"_ba << u"x"_s << "{\"a\": 1,\n \"b\": 2,\n \"x\": 9}"_ba;
    QTest::newRow("at the begin of such a list") << "[1,\n 2]"_ba << u"[0]"_s << "[9,\n 1,\n 2]"_ba;
    QTest::newRow("to the empty file") << "{}"_ba << u"x"_s << "{\"x\": 9}"_ba;
    QTest::newRow("to an empty object with a blank") << "{ }"_ba << u"x"_s << "{ \"x\": 9 }"_ba;
    QTest::newRow("to an empty object over two lines") << "{\n}\n"_ba << u"x"_s << "{\n    \"x\": 9\n}\n"_ba;
    QTest::newRow("to an empty object in a file of lines")
        << "{\n  \"a\": {}\n}"_ba << u"a.x"_s << "{\n  \"a\": {\n    \"x\": 9\n  }\n}"_ba;
    QTest::newRow("to an empty list in a file of lines with lists on one line")
        << "{\n  \"a\": [],\n  \"b\": [1]\n}"_ba << u"a[0]"_s << "{\n  \"a\": [9],\n  \"b\": [1]\n}"_ba;
    QTest::newRow("to an empty list beside one on one line, in a file with others on lines")
        << "{\n  \"l\": [\n    1\n  ],\n  \"o\": {\"a\": [], \"b\": [1]}\n}"_ba << u"o.a[0]"_s
        << "{\n  \"l\": [\n    1\n  ],\n  \"o\": {\"a\": [9], \"b\": [1]}\n}"_ba;
    QTest::newRow("to an empty object with a comment")
        << "{ /* none */ }"_ba << u"x"_s << "{ /* none */ \"x\": 9 }"_ba;
    QTest::newRow("to an empty object with comments on lines")
        << "{\n  // none\n}"_ba << u"x"_s << "{\n  // none\n    \"x\": 9\n}"_ba;
}

void TestEditMembers::addsInJson()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QByteArray, after);
    const Document document = parsed(jsonc, before);
    const Result<Edit> edit = addValue(document, pathOf(path), Value::integer(9));
    QCOMPARE(shown(edit), QString::fromUtf8(after));
    checkEdit(document, *edit);
}

void TestEditMembers::removesInJson_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("the first on one line") << "[1, 2, 3]"_ba << u"[0]"_s << "[2, 3]"_ba;
    QTest::newRow("the first behind a blank") << "[ 1, 2, 3 ]"_ba << u"[0]"_s << "[ 2, 3 ]"_ba;
    QTest::newRow("one in the middle") << "[1, 2, 3]"_ba << u"[1]"_s << "[1, 3]"_ba;
    QTest::newRow("the last on one line") << "[ 1, 2, 3 ]"_ba << u"[2]"_s << "[ 1, 2 ]"_ba;
    QTest::newRow("the last before a comma") << "[1, 2, 3,]"_ba << u"[2]"_s << "[1, 2,]"_ba;
    QTest::newRow("the only one") << "{ \"a\": 1 }"_ba << u"a"_s << "{}"_ba;
    QTest::newRow("the only one, with comma") << "[1, ]"_ba << u"[0]"_s << "[]"_ba;
    QTest::newRow("the only one on a line") << "{\n  \"a\": 1 // one\n}\n"_ba << u"a"_s << "{}\n"_ba;
    QTest::newRow("the only one on a line between comments")
        << "{\n  // of a\n  \"a\": 1, // one\n  // end\n}\n"_ba << u"a"_s << "{\n  // of a\n  // end\n}\n"_ba;
    QTest::newRow("the only one behind a comment on the line")
        << "[ /* c */ 1 ]"_ba << u"[0]"_s << "[ /* c */ ]"_ba;
    QTest::newRow("a line in the middle")
        << "[\n  1,\n  // of two\n  2, // two\n  3\n]"_ba << u"[1]"_s << "[\n  1,\n  // of two\n  3\n]"_ba;
    QTest::newRow("the first line") << "[\r\n\t1,\r\n\t2\r\n]"_ba << u"[0]"_s << "[\r\n\t2\r\n]"_ba;
    QTest::newRow("the last line, and the comma before")
        << "[\n  1, // one\n  2 // two\n]"_ba << u"[1]"_s << "[\n  1 // one\n]"_ba;
    QTest::newRow("the last line with a comma") << "[\n  1,\n  2,\n]"_ba << u"[1]"_s << "[\n  1,\n]"_ba;
    QTest::newRow("several lines") << "{\n  \"a\": {\n    \"b\": 1\n  }, // a\n  \"c\": 2\n}"_ba << u"a"_s
                                   << "{\n  \"c\": 2\n}"_ba;
    QTest::newRow("the last on a line with others") << "[1, 2,\n 3, 4]"_ba << u"[1]"_s << "[1,\n 3, 4]"_ba;
    QTest::newRow("the first on a line with others") << "[1, 2,\n 3, 4]"_ba << u"[2]"_s << "[1, 2,\n 4]"_ba;
    QTest::newRow("the first on the line of the bracket")
        << "{\"a\": 1,\n \"b\": 2}"_ba << u"a"_s << "{\"b\": 2}"_ba;
    QTest::newRow("the last on the line of the bracket")
        << "[\n  1, // one\n  2]"_ba << u"[1]"_s << "[\n  1 // one\n]"_ba;
    QTest::newRow("between comments on the line") << "[1, /* two */ 2 /* 2 */, /* three */ 3]"_ba << u"[1]"_s
                                                  << "[1, /* two */  /* 2 *//* three */ 3]"_ba;
}

void TestEditMembers::removesInJson()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, path);
    QFETCH(QByteArray, after);
    const Document document = parsed(jsonc, before);
    const Result<Edit> edit = removeValue(document, pathOf(path));
    QCOMPARE(shown(edit), QString::fromUtf8(after));
    checkEdit(document, *edit);
}

void TestEditMembers::movesInJson_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("to the begin") << "[1, 2, 3]"_ba << 2 << 0 << "[3, 1, 2]"_ba;
    QTest::newRow("to the end") << "[1, 2, 3]"_ba << 0 << 2 << "[2, 3, 1]"_ba;
    QTest::newRow("one on") << "[1, 2, 3]"_ba << 0 << 1 << "[2, 1, 3]"_ba;
    QTest::newRow("of two") << "[1, 2]"_ba << 0 << 1 << "[2, 1]"_ba;
    QTest::newRow("of two, back") << "[1, 2]"_ba << 1 << 0 << "[2, 1]"_ba;
    QTest::newRow("to the end of lines, with its comment")
        << "[\n  1, // one\n  // of two\n  2, // two\n  3 // three\n]"_ba << 0 << 2
        << "[\n  // of two\n  2, // two\n  3, // three\n  1 // one\n]"_ba;
    QTest::newRow("to the begin of lines, with its comment")
        << "[\n  1, // one\n  2, // two\n  3 // three\n]"_ba << 2 << 0
        << "[\n  3, // three\n  1, // one\n  2 // two\n]"_ba;
    QTest::newRow("with a comment before its comma")
        << "[\n  1 /* one */, // 1\n  2\n]"_ba << 0 << 1 << "[\n  2,\n  1 /* one */ // 1\n]"_ba;
    QTest::newRow("to an end on the line of the bracket")
        << "[\n  1, // one\n  2]"_ba << 0 << 1 << "[\n  2,\n  1 // one\n]"_ba;
    QTest::newRow("to lines that several share") << "[\n  1, 2, 3,\n  4, 5, // five\n  6 // six\n]"_ba << 5
                                                 << 0 << "[\n  6, 1, 2, 3,\n  4, 5 // five\n // six\n]"_ba;
}

void TestEditMembers::movesInJson()
{
    QFETCH(QByteArray, before);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(QByteArray, after);
    const Document document = parsed(jsonc, before);
    const Result<Edit> edit = moveElement(document, {from}, to);
    QCOMPARE(shown(edit), QString::fromUtf8(after));
    checkEdit(document, *edit);
}

void TestEditMembers::changesPython_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("after");

    const Value text = Value::string(u"new"_s);
    QTest::newRow("key to a dict, in the quotes of its keys and values")
        << "d = {'a': \"x\"}\n"_ba << add(u"d.k"_s, text) << "d = {'a': \"x\", 'k': \"new\"}\n"_ba;
    QTest::newRow("key to an empty dict, in the quotes of the file")
        << "s = 'x'\nd = {}\n"_ba << add(u"d.k"_s, text) << "s = 'x'\nd = {'k': 'new'}\n"_ba;
    QTest::newRow("key to a dict of numbers")
        << "d = {1: 'a'}\n"_ba << add(u"d.\"2\""_s, text) << "d = {1: 'a', 2: 'new'}\n"_ba;
    QTest::newRow("key to a dict of lines")
        << "d = {\n    'a': 1,  # one\n}\n"_ba << add(u"d.k"_s, Value::null())
        << "d = {\n    'a': 1,  # one\n    'k': None,\n}\n"_ba;
    QTest::newRow("key before a comment at the end")
        << "d = {\n    'a': 1  # one\n}\n"_ba << add(u"d.k"_s, Value::boolean(true))
        << "d = {\n    'a': 1,  # one\n    'k': True\n}\n"_ba;
    QTest::newRow("member to a list")
        << "a = [1, 2]\n"_ba << add(u"a[1]"_s, Value::integer(9)) << "a = [1, 9, 2]\n"_ba;
    QTest::newRow("an empty list to a list")
        << "a = [[1]]\n"_ba << add(u"a[1]"_s, Value{Kind::List, {}}) << "a = [[1], []]\n"_ba;
    QTest::newRow("member to an empty tuple")
        << "a = ()\n"_ba << add(u"a[0]"_s, Value::integer(9)) << "a = (9,)\n"_ba;
    QTest::newRow("member to a tuple of one")
        << "a = (1,)\n"_ba << add(u"a[1]"_s, Value::integer(9)) << "a = (1, 9)\n"_ba;
    QTest::newRow("member to a tuple of one, before it")
        << "a = (1,)\n"_ba << add(u"a[0]"_s, Value::integer(9)) << "a = (9, 1)\n"_ba;
    QTest::newRow("member to a tuple without brackets")
        << "a = 1, 2  # c\n"_ba << add(u"a[2]"_s, Value::integer(9)) << "a = 1, 2, 9  # c\n"_ba;
    QTest::newRow("member to a tuple of one without brackets")
        << "a = 1,\n"_ba << add(u"a[1]"_s, Value::integer(9)) << "a = 1, 9\n"_ba;
    QTest::newRow("member to a tuple of tuples without brackets")
        << "a = (1, 2), (3, 4)\n"_ba << add(u"a[2]"_s, text) << "a = (1, 2), (3, 4), \"new\"\n"_ba;
    QTest::newRow("member behind code")
        << "a = [f(1, 2)]\n"_ba << add(u"a[1]"_s, Value::integer(9)) << "a = [f(1, 2), 9]\n"_ba;
    QTest::newRow("member to a tuple that begins with code in brackets")
        << "a = (b).c, (d)\n"_ba << add(u"a[1]"_s, Value::integer(9)) << "a = (b).c, 9, (d)\n"_ba;
    QTest::newRow("key to a dict with code")
        << "a = {\n  'b': c,  # d\n}\n"_ba << add(u"a.e"_s, Value::integer(9))
        << "a = {\n  'b': c,  # d\n  'e': 9,\n}\n"_ba;
    QTest::newRow("moves code") << "a = [f(1, 2), 9]\n"_ba << move(u"a[0]"_s, 1) << "a = [9, f(1, 2)]\n"_ba;
    QTest::newRow("renames the key of code")
        << "a = {'b': c}\n"_ba << rename(u"a.b"_s, u"e"_s) << "a = {'e': c}\n"_ba;
    QTest::newRow("member to a set") << "a = {1}\n"_ba << add(u"a[1]"_s, Value::integer(9))
                                     << "a = {1, 9}\n"_ba;

    QTest::newRow("name behind the last value")
        << "# head\na=1 # one\nb=f()\ndef f():\n    c = 1\n"_ba << add(u"x"_s, text)
        << "# head\na=1 # one\nx=\"new\"\nb=f()\ndef f():\n    c = 1\n"_ba;
    QTest::newRow("name behind a value of several lines, CRLF")
        << "a = [\r\n  1,\r\n]; b = \\\r\n  2\r\n\r\nif a:\r\n  pass\r\n"_ba << add(u"x"_s, Value::integer(9))
        << "a = [\r\n  1,\r\n]; b = \\\r\n  2\r\nx = 9\r\n\r\nif a:\r\n  pass\r\n"_ba;
    QTest::newRow("name at the end without a line end")
        << "a = 'x'"_ba << add(u"x"_s, text) << "a = 'x'\nx = 'new'"_ba;
    QTest::newRow("name in a file of code")
        << "import os\nif os:\n    pass"_ba << add(u"x"_s, Value{Kind::Table, {}})
        << "import os\nif os:\n    pass\nx = {}"_ba;
    QTest::newRow("name in an empty file") << ""_ba << add(u"x"_s, Value::integer(9)) << "x = 9\n"_ba;
    QTest::newRow("name that is not ASCII")
        << "a = 1\n"_ba << add(u"变量"_s, Value::integer(9)) << "a = 1\n变量 = 9\n"_ba;

    QTest::newRow("removes a key") << "d = {'a': 1, 'b': 2}\n"_ba << remove(u"d.a"_s) << "d = {'b': 2}\n"_ba;
    QTest::newRow("removes a member of a tuple of two")
        << "a = (1, 2)\n"_ba << remove(u"a[0]"_s) << "a = (2,)\n"_ba;
    QTest::newRow("removes the last of a tuple of two")
        << "a = (1, 2)\n"_ba << remove(u"a[1]"_s) << "a = (1,)\n"_ba;
    QTest::newRow("removes the last of a tuple of two lines")
        << "a = (\n  1, # one\n  2 # two\n)\n"_ba << remove(u"a[1]"_s) << "a = (\n  1, # one\n)\n"_ba;
    QTest::newRow("removes the only one of a tuple") << "a = (1,)\n"_ba << remove(u"a[0]"_s) << "a = ()\n"_ba;
    QTest::newRow("removes the only one of a tuple without brackets")
        << "a = 1,\n"_ba << remove(u"a[0]"_s) << "a = ()\n"_ba;
    QTest::newRow("removes the first of a tuple of two without brackets")
        << "a = 1, 2\n"_ba << remove(u"a[0]"_s) << "a = 2,\n"_ba;
    QTest::newRow("removes a member of a set") << "a = {1, 2}\n"_ba << remove(u"a[1]"_s) << "a = {1}\n"_ba;
    QTest::newRow("removes a name with its line")
        << "# of a\na = [ # x\n  1]  # one\nb = 2\n"_ba << remove(u"a"_s) << "# of a\nb = 2\n"_ba;
    QTest::newRow("removes the last name of a file without a line end")
        << "a = 1\r\nb: int = 2"_ba << remove(u"b"_s) << "a = 1"_ba;
    QTest::newRow("removes the only name") << "a = 1\n"_ba << remove(u"a"_s) << ""_ba;
    QTest::newRow("removes a name before a semicolon")
        << "a = 1; b = 2 # c\n"_ba << remove(u"a"_s) << "b = 2 # c\n"_ba;
    QTest::newRow("removes a name behind a semicolon")
        << "a = 1 ; b = 2 # c\n"_ba << remove(u"b"_s) << "a = 1 # c\n"_ba;
    QTest::newRow("removes a name before a semicolon at the end")
        << "a = 1;\nb = 2\n"_ba << remove(u"a"_s) << "b = 2\n"_ba;
    QTest::newRow("removes a name that is an attribute elsewhere")
        << "port = 1\nb = c.port\n"_ba << remove(u"port"_s) << "b = c.port\n"_ba;

    QTest::newRow("renames a key in its quotes")
        << "d = {'a': 1, u\"b\": 2}\n"_ba << rename(u"d.a"_s, u"it's"_s)
        << "d = {'it\\'s': 1, u\"b\": 2}\n"_ba;
    QTest::newRow("renames a key that is a number")
        << "d = {1: 1, 2: 2}\n"_ba << rename(u"d.\"1\""_s, u"3"_s) << "d = {3: 1, 2: 2}\n"_ba;
    QTest::newRow("renames a name") << "a: int = 1\n"_ba << rename(u"a"_s, u"x"_s) << "x: int = 1\n"_ba;

    QTest::newRow("moves a member of a list")
        << "a = [\n  1,  # one\n  2,  # two\n]\n"_ba << move(u"a[0]"_s, 1)
        << "a = [\n  2,  # two\n  1,  # one\n]\n"_ba;
    QTest::newRow("moves a member of a tuple")
        << "a = (1, 2)\n"_ba << move(u"a[1]"_s, 0) << "a = (2, 1)\n"_ba;
    QTest::newRow("moves a member of a tuple without brackets")
        << "a = 1, 2, 3\n"_ba << move(u"a[0]"_s, 2) << "a = 2, 3, 1\n"_ba;
}

void TestEditMembers::changesPython()
{
    QFETCH(QByteArray, before);
    QFETCH(Change, change);
    QFETCH(QByteArray, after);
    const Document document = parsed(python, before);
    const Result<Edit> edit = change(document);
    QCOMPARE(shown(edit), QString::fromUtf8(after));
    checkEdit(document, *edit);
}

void TestEditMembers::refuses_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("problem");

    const Value one = Value::integer(1);
    QTest::newRow("a key that is there")
        << json << "{\"a\": 1}"_ba << add(u"a"_s, one) << u"1:1: there is a key \"a\" already"_s;
    QTest::newRow("a position in an object") << json << "{\"a\": {}}"_ba << add(u"a[0]"_s, one)
                                             << u"1:7: members of an object have a key and no position"_s;
    QTest::newRow("a key in a list") << json << "[]"_ba << add(u"a"_s, one)
                                     << u"1:1: members of an array have a position and no key"_s;
    QTest::newRow("a position past the end")
        << json << "[1]"_ba << add(u"[2]"_s, one) << u"1:1: expected a position from 0 to 1, found 2"_s;
    QTest::newRow("a member of a number")
        << json << "[1]"_ba << add(u"[0][0]"_s, one) << u"1:2: a whole number has no members to add to"_s;
    QTest::newRow("a member of what is not there")
        << json << "{}"_ba << add(u"a.b"_s, one) << u"1:1: the file has no key \"a\"; it has no keys"_s;
    QTest::newRow("nothing to add") << json << "{}"_ba << add(u""_s, one)
                                    << u"expected a key or a position to add, found none"_s;
    QTest::newRow("a date in JSON") << json << "[]"_ba << add(u"[0]"_s, {Kind::DateTime, u"2024-01-01"_s})
                                    << u"1:1: JSON has no way to write a date or time"_s;
    QTest::newRow("bytes in JSON") << json << "[]"_ba << add(u"[0]"_s, {Kind::Bytes, u"x"_s})
                                   << u"1:1: JSON has no way to write a byte string"_s;
    QTest::newRow("no number in JSON")
        << json << "[]"_ba << add(u"[0]"_s, {Kind::Float, u"nan"_s})
        << u"1:1: JSON writes a number in plain decimal digits, not as \"nan\""_s;
    QTest::newRow("the whole file") << json << "{}"_ba << remove(u""_s)
                                    << u"expected a key or a position, found the file as a whole"_s;
    QTest::newRow("one of two with the same key")
        << json << "{\"a\": 1, \"a\": 2}"_ba << remove(u"a"_s)
        << u"1:15: this key is given twice, and the other one would count then"_s;
    QTest::newRow("another name for one of two with the same key")
        << json << "{\"a\": 1, \"a\": 2}"_ba << rename(u"a"_s, u"b"_s)
        << u"1:15: this key is given twice, and the other one would count then"_s;
    QTest::newRow("a name that is taken") << json << "{\"a\": 1, \"b\": 2}"_ba << rename(u"a"_s, u"b"_s)
                                          << u"1:7: there is a key \"b\" already"_s;
    QTest::newRow("a key for a member of a list")
        << json << "[1]"_ba << rename(u"[0]"_s, u"b"_s) << u"1:2: members of an array have no keys"_s;
    QTest::newRow("a move in an object") << json << "{\"a\": 1}"_ba << move(u"a"_s, 0)
                                         << u"1:7: only members of a list have an order that counts"_s;
    QTest::newRow("a move past the end")
        << json << "[1, 2]"_ba << move(u"[0]"_s, 2) << u"1:2: expected a position from 0 to 1, found 2"_s;
    QTest::newRow("a move of what is not there")
        << json << "[1]"_ba << move(u"[1]"_s, 0)
        << u"1:1: the file has no member [1]; it has 1, counted from 0"_s;

    QTest::newRow("Python: beside brackets around a value")
        << python << "a = [1, (2)]"_ba << add(u"a[2]"_s, one)
        << u"1:5: expected only blanks, comments and one comma beside this member, found \"(\""_s;
    QTest::newRow("Python: away from a value with brackets")
        << python << "a = [(1), 2]"_ba << remove(u"a[0]"_s)
        << u"1:7: expected only blanks, comments and one comma beside this member, found \"(\""_s;
    QTest::newRow("Python: beside a joined line")
        << python << "a = 1, \\\n  2"_ba << move(u"a[0]"_s, 1)
        << u"1:5: expected only blanks, comments and one comma beside this member, found \"\\\""_s;
    QTest::newRow("Python: a keyword")
        << python << "a = 1"_ba << add(u"class"_s, one)
        << u"1:1: expected a name that Python allows (letters, digits and _), found \"class\""_s;
    QTest::newRow("Python: no name")
        << python << "a = 1"_ba << add(u"1x"_s, one)
        << u"1:1: expected a name that Python allows (letters, digits and _), found \"1x\""_s;
    QTest::newRow("Python: a name with a blank")
        << python << "a = 1"_ba << rename(u"a"_s, u"b c"_s)
        << u"1:5: expected a name that Python allows (letters, digits and _), found \"b c\""_s;
    QTest::newRow("Python: a name that Python reads in another form")
        << python << "a = 1"_ba << add(u"\"ﬁ\""_s, one)
        << u"1:1: expected a name in the form in which Python compares names (fi)"_s;
    QTest::newRow("Python: a name that is imported")
        << python << "import os\na = 1"_ba << add(u"os"_s, one)
        << u"1:1: expected a name that the file does not use yet, found \"os\" in line 1"_s;
    QTest::newRow("Python: a name that code uses")
        << python << "a = 1\ndef f():\n    return a\n"_ba << rename(u"a"_s, u"b"_s)
        << u"1:5: line 3 uses the name \"a\" too; change it in the text"_s;
    QTest::newRow("Python: removal of a name that code uses")
        << python << "a = 1\nb = f'{a}'\n"_ba << remove(u"a"_s)
        << u"1:5: line 2 uses the name \"a\" too; change it in the text"_s;
    const QString shared = u"1:9: several names share this value; change it in the text"_s;
    QTest::newRow("Python: removal of one of several names")
        << python << "a = b = 1"_ba << remove(u"a"_s) << shared;
    QTest::newRow("Python: another name for one of several")
        << python << "a = b = 1"_ba << rename(u"b"_s, u"c"_s) << shared;
    QTest::newRow("Python: a member of a value with several names")
        << python << "a = b = []"_ba << add(u"a[0]"_s, one) << shared;
    QTest::newRow("Python: a key of a value with several names")
        << python << "a = b = {'a': 1}"_ba << rename(u"a.a"_s, u"b"_s)
        << u"1:15: several names share this value; change it in the text"_s;
    QTest::newRow("Python: code") << python << "a = f()"_ba << remove(u"a"_s)
                                  << u"1:5: this is code, not a value; change it in the text"_s;
    QTest::newRow("Python: code among the members of a list")
        << python << "a = [1, f()]"_ba << remove(u"a[1]"_s)
        << u"1:9: this is code, not a value; change it in the text"_s;
    QTest::newRow("Python: what a later line changes")
        << python << "a = [1]\na.append(2)"_ba << remove(u"a"_s)
        << u"1:5: a later line changes what this name stands for; change it in the text"_s;
    QTest::newRow("Python: the last of a set") << python << "a = {1}"_ba << remove(u"a[0]"_s)
                                               << u"1:6: Python has no literal for a set without members"_s;
    QTest::newRow("Python: a list in a set") << python << "a = {1}"_ba << add(u"a[0]"_s, {Kind::List, {}})
                                             << u"1:5: a set holds single values, no list"_s;
    QTest::newRow("Python: a move in a set") << python << "a = {1, 2}"_ba << move(u"a[0]"_s, 1)
                                             << u"1:6: the members of a set have no order that counts"_s;
    QTest::newRow("Python: another key for a tuple")
        << python << "a = {(1, 2): 1}"_ba << rename(u"a.\"(1, 2)\""_s, u"x"_s)
        << u"1:14: this key is not a text; change it in the text of the file"_s;
    QTest::newRow("Python: a date")
        << python << "a = [1]"_ba << add(u"a[0]"_s, {Kind::DateTime, u"2024-01-01"_s})
        << u"1:5: Python has no literal for dates and times; write a text instead"_s;
}

void TestEditMembers::refuses()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(Change, change);
    QFETCH(QString, problem);
    const Result<Edit> edit = change(parsed(id, before));
    QCOMPARE(shown(edit), problem);
    QVERIFY(!edit);
}

void TestEditMembers::theFirstMemberBeginsTheFile_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("after");

    const Change addKey = add(u"k"_s, Value::string(u"v"_s));
    const Change addTable = add(u"t"_s, Value{Kind::Table, {}});
    QTest::newRow("in TOML") << FormatId::Toml << "\n"_ba << addKey << "k = \"v\"\n"_ba;
    QTest::newRow("a table in TOML") << FormatId::Toml << "\n"_ba << addTable << "[t]\n"_ba;
    QTest::newRow("in YAML") << FormatId::Yaml << "\n"_ba << addKey << "k: v\n"_ba;
    QTest::newRow("in INI") << FormatId::Ini << "\n"_ba << addKey << "k = v\n"_ba;
    QTest::newRow("a section in INI") << FormatId::Ini << "\n"_ba << addTable << "[t]\n"_ba;
    QTest::newRow("a section in Git config") << FormatId::Git << "\n"_ba << addTable << "[t]\n"_ba;
    QTest::newRow("in .env") << FormatId::Env << "\n"_ba << addKey << "k=v\n"_ba;
    QTest::newRow("in properties") << FormatId::Properties << "\n"_ba << addKey << "k=v\n"_ba;
    QTest::newRow("in Python") << FormatId::Python << "\n"_ba << addKey << "k = \"v\"\n"_ba;
    QTest::newRow("with its line ends and its mark")
        << FormatId::Toml << "\xEF\xBB\xBF\r\n\r\n"_ba << addKey << "\xEF\xBB\xBFk = \"v\"\r\n"_ba;
    QTest::newRow("not where a comment stands")
        << FormatId::Toml << "\n# note\n"_ba << addKey << "\n# note\nk = \"v\"\n"_ba;
}

void TestEditMembers::theFirstMemberBeginsTheFile()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, before);
    QFETCH(Change, change);
    QFETCH(QByteArray, after);
    const Document document = parsed(id, before);
    const Result<Edit> edit = change(document);
    QCOMPARE(shown(edit), QString::fromUtf8(after));
    checkEdit(document, *edit);
}

QTEST_GUILESS_MAIN(TestEditMembers)
#include "tst_editmembers.moc"
