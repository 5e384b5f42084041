#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr FormatId jsonc = FormatId::Jsonc;

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

/// What every edit that was made has to keep.
void checkEdit(const Document &before, const Edit &edit)
{
    const QByteArray after = applied(before.bytes(), edit.replacements);
    QCOMPARE(edit.result.bytes(), after);
    QCOMPARE(applied(after, inverted(before.bytes(), edit.replacements)), before.bytes());
}

} // namespace

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

QTEST_GUILESS_MAIN(TestEditMembers)
#include "tst_editmembers.moc"
