#include "randomyaml.h"
#include "yamloracle.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document read(const QByteArray &text)
{
    const Result<Document> document = format(FormatId::Yaml).parse(text);
    if (!document)
        qFatal("%s\n%s", qPrintable(document.error().toString()), text.constData());
    return *document;
}

KeyPath pathOf(const QString &text)
{
    return KeyPath::parse(text).value();
}

using Change = std::function<Result<Edit>(const Document &)>;

Change add(const QString &path, const Value &value = Value::integer(9))
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
    return edit ? decodedUtf8(edit->result.bytes()) : edit.error().toString();
}

void addRow(const char *name, const char *before, const Change &change, const QString &after)
{
    QTest::newRow(name) << QByteArray(before) << change << after;
}

void addColumns()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("after");
}

void checkRow()
{
    QFETCH(const QByteArray, before);
    QFETCH(const Change, change);
    QFETCH(const QString, after);
    const Document document = read(before);
    const Result<Edit> edit = change(document);
    QCOMPARE(shown(edit), after);
    if (edit)
        QCOMPARE(applied(edit->result.bytes(), inverted(before, edit->replacements)), before);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestYamlMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adds_data();
    void adds() { checkRow(); }
    void removes_data();
    void removes() { checkRow(); }
    void renames_data();
    void renames() { checkRow(); }
    void moves_data();
    void moves() { checkRow(); }
    void refuses_data();
    void refuses();
    void randomEditsAgreeWithPyYaml();
};

void TestYamlMembers::adds_data()
{
    addColumns();
    addRow("a key at the end", "a: 1\nb: 2\n", add(u"c"_s), u"a: 1\nb: 2\nc: 9\n"_s);
    addRow("a key before comments and blank lines", "a: 1 # x\n\n# y\n", add(u"c"_s),
           u"a: 1 # x\nc: 9\n\n# y\n"_s);
    addRow("a key where the file ends without line end", "a: 1", add(u"c"_s), u"a: 1\nc: 9"_s);
    addRow("a key with CRLF", "a: 1\r\n", add(u"c"_s), u"a: 1\r\nc: 9\r\n"_s);
    addRow("a key behind a byte order mark",
           "\xEF\xBB\xBF"
           "a: 1\n",
           add(u"c"_s), u"\uFEFFa: 1\nc: 9\n"_s);
    addRow("a key in a table inside", "a:\n    b: 1\n    c:\n      d: 2\ne: 3\n", add(u"a.f"_s),
           u"a:\n    b: 1\n    c:\n      d: 2\n    f: 9\ne: 3\n"_s);
    addRow("a key behind a list at the column of its key", "a:\n- 1\n", add(u"b"_s), u"a:\n- 1\nb: 9\n"_s);
    addRow("a key behind an empty value", "a:\n  b:\n", add(u"a.c"_s), u"a:\n  b:\n  c: 9\n"_s);
    addRow("a key in an item", "- a: 1\n- b: 2\n", add(u"[0].c"_s), u"- a: 1\n  c: 9\n- b: 2\n"_s);
    addRow("a key in an item of an item", "é:\n  -   - a: 1\n      - b\n", add(u"\"é\"[0][0].c"_s),
           u"é:\n  -   - a: 1\n        c: 9\n      - b\n"_s);
    addRow("a key behind a literal text", "a: |\n  x\n\nb:\n  c: |\n   y\n\nd: 1\n", add(u"b.e"_s),
           u"a: |\n  x\n\nb:\n  c: |\n   y\n  e: 9\n\nd: 1\n"_s);
    addRow("a key behind a literal text with all breaks", "b:\n  c: |+\n   y\n\nd: 1\n", add(u"b.e"_s),
           u"b:\n  c: |+\n   y\n\n  e: 9\nd: 1\n"_s);
    addRow("a key in a table with question marks", "? a\n: 1\n? b\n", add(u"c"_s),
           u"? a\n: 1\n? b\nc: 9\n"_s);
    addRow("a key in a document of several", "a: 1\n---\nb: 2\n...\n", add(u"[0].c"_s),
           u"a: 1\nc: 9\n---\nb: 2\n...\n"_s);
    addRow("a first key in an empty file", "", add(u"a"_s), u"a: 9\n"_s);
    addRow("a first key below comments", "# x\n", add(u"a"_s), u"# x\na: 9\n"_s);
    addRow("a first key below a comment without line end", "# x", add(u"a"_s), u"# x\na: 9"_s);
    addRow("a first key behind a byte order mark", "\xEF\xBB\xBF", add(u"a"_s), u"\uFEFFa: 9\n"_s);
    addRow("a first key of a document", "--- # x\n# y\n", add(u"a"_s), u"--- # x\na: 9\n# y\n"_s);
    addRow("a first key of a document without line end", "---", add(u"a"_s), u"---\na: 9"_s);
    addRow("a first key of the second document", "a: 1\n---\n---\nb: 1\n", add(u"[1].c"_s),
           u"a: 1\n---\nc: 9\n---\nb: 1\n"_s);
    addRow("a key that is spelled like a number", "a: 1\n", add(u"\"2\""_s), u"a: 1\n\"2\": 9\n"_s);
    addRow("a key that needs quotes", "a: 1\n", add(u"\"b: c\""_s), u"a: 1\n\"b: c\": 9\n"_s);
    addRow("a text that needs quotes", "a: 1\n", add(u"b"_s, Value::string(u"no"_s)), u"a: 1\nb: \"no\"\n"_s);
    addRow("a text of several lines", "a: 1\n", add(u"b"_s, Value::string(u"x\ny"_s)),
           u"a: 1\nb: \"x\\ny\"\n"_s);
    addRow("an empty table", "a: 1\n", add(u"b"_s, {Kind::Table, {}}), u"a: 1\nb: {}\n"_s);
    addRow("an empty list", "- a\n", add(u"[1]"_s, {Kind::List, {}}), u"- a\n- []\n"_s);

    addRow("an item at the end", "a:\n- x # c\n# d\nb: 1\n", add(u"a[1]"_s),
           u"a:\n- x # c\n- 9\n# d\nb: 1\n"_s);
    addRow("an item at the begin", "a:\n  # c\n  - x\n", add(u"a[0]"_s), u"a:\n  # c\n  - 9\n  - x\n"_s);
    addRow("an item between", "- x\n# c\n- y\n", add(u"[1]"_s), u"- x\n- 9\n# c\n- y\n"_s);
    addRow("an item at the begin of a list in an item", "- - x\n  - y\n", add(u"[0][0]"_s),
           u"- - 9\n  - x\n  - y\n"_s);
    addRow("an item behind an empty one", "-\n- x\n", add(u"[1]"_s), u"-\n- 9\n- x\n"_s);
    addRow("an item behind an item of several lines", "- a: 1\n  b:\n    - c\n- d\n", add(u"[1]"_s),
           u"- a: 1\n  b:\n    - c\n- 9\n- d\n"_s);

    addRow("a key in braces", "a: {b: 1, 'c': 2}\n", add(u"a.d"_s), u"a: {b: 1, 'c': 2, d: 9}\n"_s);
    addRow("a key in empty braces", "a: {}\n", add(u"a.d"_s), u"a: {d: 9}\n"_s);
    addRow("a key in braces behind a key alone", "a: {b}\n", add(u"a.d"_s), u"a: {b, d: 9}\n"_s);
    addRow("a key in braces over several lines", "a: {\n  b: 1, # x\n  c: 2\n}\n", add(u"a.d"_s),
           u"a: {\n  b: 1, # x\n  c: 2,\n  d: 9\n}\n"_s);
    addRow("an item in brackets", "a: [b, &x c]\n", add(u"a[1]"_s), u"a: [b, 9, &x c]\n"_s);
    addRow("an item in empty brackets", "- []\n", add(u"[0][0]"_s), u"- [9]\n"_s);
    addRow("an item behind an alias", "a: &x 1\nb: [*x ]\n", add(u"b[1]"_s), u"a: &x 1\nb: [*x, 9 ]\n"_s);
    addRow("a text in brackets", "[a]\n", add(u"[1]"_s, Value::string(u"why?"_s)), u"[a, \"why?\"]\n"_s);
}

void TestYamlMembers::removes_data()
{
    addColumns();
    addRow("a key with its comment", "a: 1\nb: 2 # x\nc: 3\n", remove(u"b"_s), u"a: 1\nc: 3\n"_s);
    addRow("the first key", "a: 1\nb: 2\n", remove(u"a"_s), u"b: 2\n"_s);
    addRow("the last key", "a: 1\nb: 2\n", remove(u"b"_s), u"a: 1\n"_s);
    addRow("the last key of a file without line end", "a: 1\r\nb: 2", remove(u"b"_s), u"a: 1"_s);
    addRow("comments on lines of their own stay", "# x\na: 1\n\n# y\nb: 2\n# z\nc: 3\n", remove(u"b"_s),
           u"# x\na: 1\n\n# y\n# z\nc: 3\n"_s);
    addRow("a key with all below", "a:\n  - b: 1\n    c: |\n      d\n\n  - e\nf: 1\n", remove(u"a"_s),
           u"f: 1\n"_s);
    addRow("a key with question mark", "? a\n: 1\n? b\n# c\n: 2\n", remove(u"b"_s), u"? a\n: 1\n"_s);
    addRow("a key with its anchor and tag", "a: 1\n&x !!str b: &y !t 2\nc: 3\n", remove(u"b"_s),
           u"a: 1\nc: 3\n"_s);
    addRow("a key without value", "a:\nb:\n", remove(u"a"_s), u"b:\n"_s);
    addRow("the first key of an item", "- a: 1 # x\n  b: 2\n", remove(u"[0].a"_s), u"- b: 2\n"_s);
    addRow("the first key of an item before a comment", "- a: 1\n  # x\n  b: 2\n", remove(u"[0].a"_s),
           u"- \n  # x\n  b: 2\n"_s);
    addRow("another key of an item", "- a: 1\n  b: 2\n  c: 3\n", remove(u"[0].b"_s), u"- a: 1\n  c: 3\n"_s);
    addRow("the only key", "a:\n  b: 1 # x\nc: 2\n", remove(u"a.b"_s), u"a: {}\nc: 2\n"_s);
    addRow("the only key of the file", "# x\na: 1\n# y\n", remove(u"a"_s), u"# x\n{}\n# y\n"_s);
    addRow("the only key below a comment", "a: # x\n  b: 1\nc: 2\n", remove(u"a.b"_s),
           u"a: # x\n  {}\nc: 2\n"_s);
    addRow("the only key of an item", "- a: 1\n- b\n", remove(u"[0].a"_s), u"- {}\n- b\n"_s);
    addRow("the only key behind an anchor", "a: &x\n  b: 1\n", remove(u"a.b"_s), u"a: &x {}\n"_s);
    addRow("the only key of a document", "--- \na: 1\n---\nb: 2\n", remove(u"[0].a"_s),
           u"--- \n{}\n---\nb: 2\n"_s);
    addRow("an item", "a:\n- b # x\n- c\n", remove(u"a[0]"_s), u"a:\n- c\n"_s);
    addRow("the last item", "a:\n  - b\n  - c\nd: 1\n", remove(u"a[1]"_s), u"a:\n  - b\nd: 1\n"_s);
    addRow("the only item", "a:\n- b\nc: 1\n", remove(u"a[0]"_s), u"a: []\nc: 1\n"_s);
    addRow("the only item below a comment", "a: # x\n- b\nc: 1\n", remove(u"a[0]"_s),
           u"a: # x\n  []\nc: 1\n"_s);
    addRow("the only item of the file", "- b\n", remove(u"[0]"_s), u"[]\n"_s);
    addRow("an empty item", "- a\n-\n- b\n", remove(u"[1]"_s), u"- a\n- b\n"_s);
    addRow("the first item of a list in an item", "- - a\n  - b\n", remove(u"[0][0]"_s), u"- - b\n"_s);
    addRow("the only item of a list in an item", "- - a\n- b\n", remove(u"[0][0]"_s), u"- []\n- b\n"_s);
    addRow("an item of several lines", "- a: |\n    x\n  b: 1\n- c\n", remove(u"[0]"_s), u"- c\n"_s);
    addRow("a key behind a literal text with all breaks", "a: |+\n  x\n\nb: 1\n\nc: 2\n", remove(u"b"_s),
           u"a: |+\n  x\n\nc: 2\n"_s);
    addRow("a key behind a line separator",
           "a: 1\xE2\x80\xA8"
           "b: 2 # x\n",
           remove(u"b"_s), u"a: 1\u2028"_s);
    addRow("a key behind a line separator where the file ends without one",
           "a: 1\xE2\x80\xA8"
           "b: 2",
           remove(u"b"_s), u"a: 1"_s);
    addRow("a key before a next line character",
           "a: 1\xC2\x85"
           "b: 2\n",
           remove(u"a"_s), u"b: 2\n"_s);
    addRow("an alias", "a: &x 1\nb: *x\n", remove(u"b"_s), u"a: &x 1\n"_s);
    addRow("an anchor together with its alias", "a:\n  b: &x 1\n  c: *x\nd: 1\n", remove(u"a"_s),
           u"d: 1\n"_s);
    addRow("a key in braces", "a: {b: 1, &x c: 2, d: 3}\n", remove(u"a.c"_s), u"a: {b: 1, d: 3}\n"_s);
    addRow("the only key in braces", "a: {b: 1}\n", remove(u"a.b"_s), u"a: {}\n"_s);
    addRow("a key alone in braces", "a: {b, c: 1}\n", remove(u"a.b"_s), u"a: {c: 1}\n"_s);
    addRow("an item in brackets", "[a, !!str b, c]\n", remove(u"[1]"_s), u"[a, c]\n"_s);
    addRow("a pair in brackets", "[a: 1, b]\n", remove(u"[0]"_s), u"[b]\n"_s);
}

void TestYamlMembers::renames_data()
{
    addColumns();
    addRow("a plain key", "a : 1 # a\n", rename(u"a"_s, u"b c"_s), u"b c : 1 # a\n"_s);
    addRow("a plain key that needs quotes", "a: 1\n", rename(u"a"_s, u"1"_s), u"\"1\": 1\n"_s);
    addRow("a key in single quotes", "'a': 1\n", rename(u"a"_s, u"it's"_s), u"'it''s': 1\n"_s);
    addRow("a key in double quotes", "{\"a\":1}\n", rename(u"a"_s, u"b"_s), u"{\"b\":1}\n"_s);
    addRow("a key with question mark", "? &x a\n: 1\n", rename(u"a"_s, u"b"_s), u"? &x b\n: 1\n"_s);
    addRow("a key of several lines", "? |\n  a\n: 1\n", rename(u"\"a\n\""_s, u"b"_s), u"? \"b\"\n: 1\n"_s);
    addRow("a key in an item", "- a: 1\n  b: 2\n", rename(u"[0].a"_s, u"c"_s), u"- c: 1\n  b: 2\n"_s);
    addRow("a key of a pair", "[a: 1]\n", rename(u"[0].a"_s, u"b"_s), u"[b: 1]\n"_s);
    addRow("a key that is no text", "1: a\n", rename(u"\"1\""_s, u"one"_s), u"one: a\n"_s);
    addRow("an empty text as key", "a: 1\n", rename(u"a"_s, u""_s), u"\"\": 1\n"_s);
    addRow("a key whose value is an alias", "a: &x 1\nb: *x\n", rename(u"b"_s, u"c"_s),
           u"a: &x 1\nc: *x\n"_s);
}

void TestYamlMembers::moves_data()
{
    addColumns();
    addRow("to the end", "- a # x\n- b\n- c\n", move(u"[0]"_s, 2), u"- b\n- c\n- a # x\n"_s);
    addRow("to the begin", "k:\n  - a\n  # x\n  - b:\n      c: 1\n", move(u"k[1]"_s, 0),
           u"k:\n  - b:\n      c: 1\n  # x\n  - a\n"_s);
    addRow("from the last line without line end", "- a\n- b", move(u"[1]"_s, 0), u"- b\n- a"_s);
    addRow("in a list in an item", "- - a\n  - b: 1\n    c: 2\n", move(u"[0][1]"_s, 0),
           u"- - b: 1\n    c: 2\n  - a\n"_s);
    addRow("an empty item", "-\n- a\n", move(u"[0]"_s, 1), u"- a\n-\n"_s);
    addRow("a literal text", "- |\n  a\n\n- b\n", move(u"[0]"_s, 1), u"- b\n\n- |\n  a\n"_s);
    addRow("in brackets", "[a, &x b, c]\n", move(u"[1]"_s, 0), u"[&x b, a, c]\n"_s);
}

void TestYamlMembers::refuses_data()
{
    addColumns();
    const QString wouldChange =
        u"the alias in line 3 stands for the anchor \"&x\" here, and would change as well; change it in the text"_s;
    addRow("removing an anchor that is needed", "a: &x 1\nb: 2\nc: *x\n", remove(u"a"_s),
           u"1:7: the alias in line 3 stands for the anchor \"&x\" here, and would lead nowhere"_s);
    addRow("removing what holds such an anchor", "a:\n  - &x 1\nc: *x\n", remove(u"a"_s),
           u"2:3: the alias in line 3 stands for the anchor \"&x\" here, and would lead nowhere"_s);
    addRow("adding to what an alias stands for", "a: &x\n  b: 1\nc: *x\n", add(u"a.d"_s),
           u"2:3: "_s + wouldChange);
    addRow("renaming in what an alias stands for", "a: &x\n  b: 1\nc: *x\n", rename(u"a.b"_s, u"d"_s),
           u"2:6: "_s + wouldChange);
    addRow("removing from what an alias stands for", "a: &x\n  b: {d: 1}\nc: *x\n", remove(u"a.b.d"_s),
           u"2:10: "_s + wouldChange);
    const QString copy =
        u"this is a copy of what stands at the anchor \"&x\" in line 1; change it there, in the text"_s;
    addRow("adding to an alias", "a: &x [1]\nb: *x\n", add(u"b[1]"_s), u"2:4: "_s + copy);
    addRow("removing from an alias", "a: &x [1]\nb: *x\n", remove(u"b[0]"_s), u"2:6: "_s + copy);
    addRow("moving in an alias", "a: &x [1, 2]\nb: *x\n", move(u"b[0]"_s, 1), u"2:6: "_s + copy);
    addRow("renaming in an alias", "a: &x {y: 1}\nb: *x\n", rename(u"b.y"_s, u"z"_s), u"2:6: "_s + copy);
    addRow("renaming a key that is a list", "? [a]\n: 1\n", rename(u"\"[a]\""_s, u"b"_s),
           u"2:3: this key is a list or a table; change it in the text"_s);
    addRow("renaming a key that is an alias", "a: &x b\n*x : 1\n", rename(u"b"_s, u"c"_s),
           u"2:6: this key is an alias; change it in the text"_s);
    addRow("renaming a key that an alias stands for", "&x a: 1\nb: *x\n", rename(u"a"_s, u"c"_s),
           u"1:7: expected to change this value alone, but then other parts of the file would change"_s);
    addRow("renaming a key that is missing", "?\n: 1\n", rename(u"\"\""_s, u"b"_s),
           u"2:3: this key has no text; give it one in the text"_s);
    addRow("a very long key", "a: 1\n", rename(u"a"_s, QString(1001, u'x')),
           u"1:4: expected a key of at most 1000 characters"_s);
    addRow("adding a document", "a\n---\nb\n", add(u"[2]"_s),
           u"1:1: documents of a file are added, removed and moved in the text"_s);
    addRow("removing a document", "a\n---\nb\n", remove(u"[0]"_s),
           u"1:1: documents of a file are added, removed and moved in the text"_s);
    addRow("adding to a pair", "[a: 1]\n", add(u"[0].b"_s),
           u"1:2: a pair without braces has one key, neither more nor less"_s);
    addRow(
        "moving an alias before its anchor", "- &x a\n- *x\n", move(u"[1]"_s, 0),
        u"2:3: expected a file that can still be read, but then: 1:3: expected an anchor \"&x\" before this alias, found none"_s);
    addRow("adding behind a literal text that the file ends in", "a: |\n  b", add(u"c"_s),
           u"1:1: expected to change this value alone, but then other parts of the file would change"_s);
    addRow("a key that is there twice", "a: 1\na: 2\n", remove(u"a"_s),
           u"2:4: this key is given twice, and the other one would count then"_s);
}

void TestYamlMembers::refuses()
{
    QFETCH(const QByteArray, before);
    QFETCH(const Change, change);
    QFETCH(const QString, after);
    const Result<Edit> edit = change(read(before));
    QCOMPARE(shown(edit), after);
    QCOMPARE(edit.error().kind, ProblemKind::Refused);
}

namespace {

/// One edit at a node by chance.
Result<Edit> randomEdit(const Document &document, QRandomGenerator &random, QString &what)
{
    const Node node = document.node(random.bounded(quint32(document.nodeCount())));
    const KeyPath path = node.path();
    const QString name = u"new%1"_s.arg(random.bounded(1'000'000));
    const Value values[] = {Value::string(name), Value::string(u"a: b?"_s), Value::integer(5),
                            Value::null(),       {Kind::Table, {}},         {Kind::List, {}}};
    const Value value = values[random.bounded(6)];
    const int choice = random.bounded(4);
    what = path.toString();
    if (node.isContainer() && choice < 2) {
        what += u": add"_s;
        return node.kind() == Kind::Table
                   ? addValue(document, path.child(name), value)
                   : addValue(document, path.child(random.bounded(node.childCount() + 1)), value);
    }
    if (choice == 2 && node.parent() && node.parent().kind() == Kind::Table) {
        what += u": rename"_s;
        return renameKey(document, path, name);
    }
    if (choice == 3 && node.parent() && node.parent().kind() == Kind::List) {
        what += u": move"_s;
        return moveElement(document, path, random.bounded(node.parent().childCount()));
    }
    what += u": remove"_s;
    return removeValue(document, path);
}

} // namespace

/// Edits by chance, one on top of the other, end in a file that PyYAML reads as we do. What is refused is rare and has a
/// reason.
void TestYamlMembers::randomEditsAgreeWithPyYaml()
{
    QStringList texts;
    std::vector<Document> documents;
    int made = 0;
    QStringList refused;
    for (quint32 seed = 1; seed <= 120; ++seed) {
        Document document = read(RandomYaml(seed).text);
        QRandomGenerator random(seed);
        for (int i = 0; i < 25 && document.root().childCount() > 0; ++i) {
            QString what;
            const Result<Edit> edit = randomEdit(document, random, what);
            if (!edit && what.startsWith(u": remove"_s))
                continue; // the root is no member
            if (!edit)
                refused += QString::fromUtf8(document.bytes()) + u"\n== "_s + what + u": "_s +
                           edit.error().toString();
            else
                document = edit->result;
            made += edit ? 1 : 0;
        }
        documents.push_back(document);
        texts += decodedUtf8(document.bytes());
    }
    QVERIFY2(made > 1000, qPrintable(QString::number(made)));
    QVERIFY2(refused.size() * 1000 < made, qPrintable(refused.join(u"\n\n"_s)));
    YamlOracle oracle;
    const std::optional<QJsonArray> answers = oracle.read(texts);
    QVERIFY2(answers, qPrintable(oracle.error));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const QJsonValue answer = answers->at(i);
        QVERIFY2(answer.isArray(), qPrintable(answer.toString() + u'\n' + texts.at(i)));
        QCOMPARE(YamlOracle::difference(documents[std::size_t(i)].root(), answer.toArray().at(0)), QString());
    }
}

QTEST_GUILESS_MAIN(TestYamlMembers)
#include "tst_yamlmembers.moc"
