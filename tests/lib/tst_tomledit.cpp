#include "outline.h"
#include "randomtoml.h"
#include "tomloracle.h"

#include <retune/format/edit.h>
#include <retune/format/format.h>
#include <retune/text/encoding.h>

#include <QtTest/QTest>

#include <functional>

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
    return edit ? decodedUtf8(edit->result.bytes()) : edit.error().toString();
}

QStringList membersOf(const Node &container)
{
    QStringList members;
    for (Node member = container.firstChild(); member; member = member.nextSibling())
        members += member.key() + u": "_s + outline(member);
    return members;
}

/// A random edit of one member of a random document, and what the members of its container have to be afterwards.
class RandomEdit
{
public:
    RandomEdit(const Document &document, quint32 seed)
        : m_document(document)
        , m_random(seed)
    {
        Node container;
        while (!container || !container.isContainer())
            container = document.node(m_random.bounded(quint32(document.nodeCount())));
        place = container.path();
        members = membersOf(container);
        const int choice = container.childCount() == 0 ? 0 : int(m_random.bounded(3));
        choice == 0 ? chooseNew(container) : chooseMember(container, choice == 1);
    }

    KeyPath place;
    QStringList members;
    Change change;

private:
    void chooseNew(const Node &container)
    {
        const bool isTable = container.kind() == Kind::Table;
        const bool takesTables = container.kind() == Kind::List && !container.text().startsWith('[');
        const bool isEmpty = takesTables || m_random.bounded(3) == 0;
        const Value value = isEmpty ? Value{Kind::Table, {}} : Value::integer(9);
        const int at = isTable ? container.childCount() : int(m_random.bounded(container.childCount() + 1));
        const QString key = u"new key"_s;
        members.insert(at, (isTable ? key : QString()) + (isEmpty ? u": {}"_s : u": whole number 9"_s));
        change = add((isTable ? place.child(key) : place.child(at)).toString(), value);
    }

    void chooseMember(const Node &container, bool isRemoval)
    {
        const int at = int(m_random.bounded(container.childCount()));
        const Node member = container.child(at);
        if (isRemoval) {
            members.removeAt(at);
            change = remove(member.path().toString());
        } else if (container.kind() == Kind::List) {
            const int to = int(m_random.bounded(container.childCount()));
            members.move(at, to);
            change = move(member.path().toString(), to);
        } else {
            members[at] = u"é: "_s + outline(member);
            change = rename(member.path().toString(), u"é"_s);
        }
    }

    const Document &m_document;
    QRandomGenerator m_random;
};

} // namespace

class TestTomlEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesMembers_data();
    void changesMembers();
    void refusesChanges_data();
    void refusesChanges();
    void randomEdits();
};

void TestTomlEdit::changesMembers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("after");

    const Value one = Value::integer(1);
    const Value table{Kind::Table, {}};
    const Value list{Kind::List, {}};
    const auto row = [](const char *name, const QByteArray &before, const Change &change,
                        const QString &after) { QTest::newRow(name) << before << change << after; };

    row("a key for the root goes behind the last one", "a = 0 # c\n\n[t]\n", add(u"b"_s, one),
        u"a = 0 # c\nb = 1\n\n[t]\n"_s);
    row("a key for an empty file", "", add(u"b"_s, one), u"b = 1\n"_s);
    row("a key for a file of comments", "# c\n", add(u"b"_s, one), u"# c\nb = 1\n"_s);
    row("a key for a root without keys goes above the first header and its comments",
        "# file\n\n# about t\n[t]\na = 0\n", add(u"b"_s, one),
        u"# file\n\nb = 1\n\n# about t\n[t]\na = 0\n"_s);
    row("a key goes behind the last one of its table", "[t]\n  a=0\n\n  # end\n\n[u]\n", add(u"t.b"_s, one),
        u"[t]\n  a=0\n  b=1\n\n  # end\n\n[u]\n"_s);
    row("a key goes behind a value of several lines", "[t]\na = [\n  1,\n] # c\n[u]\n", add(u"t.b"_s, list),
        u"[t]\na = [\n  1,\n] # c\nb = []\n[u]\n"_s);
    row("a key behind an aligned one", "[t]\na   = 0\n", add(u"t.b"_s, one), u"[t]\na   = 0\nb = 1\n"_s);
    row("a key for a table without keys", "  [t] # c\n[u]\n", add(u"t.b"_s, one),
        u"  [t] # c\n  b = 1\n[u]\n"_s);
    row("a key for a table with tables below it", "[t]\n[t.u]\na = 0\n", add(u"t.b"_s, one),
        u"[t]\nb = 1\n[t.u]\na = 0\n"_s);
    row("a key in a file without line end at its end", "[t]\na = 0", add(u"t.b"_s, one),
        u"[t]\na = 0\nb = 1"_s);
    row("a key in a file with CRLF and a byte order mark", "\xEF\xBB\xBF[t]\r\na = 0\r\n", add(u"t.b"_s, one),
        u"\uFEFF[t]\r\na = 0\r\nb = 1\r\n"_s);
    row("a key that needs quotes", "a = 0\n", add(u"\"x y\""_s, one), u"a = 0\n\"x y\" = 1\n"_s);
    row("an empty key", "a = 0\n", add(u"\"\""_s, Value::string(u"x"_s)), u"a = 0\n\"\" = \"x\"\n"_s);
    row("a key beside dotted ones repeats what leads to them", "a.b.c = 0\na.d = 0\nx = 0\n",
        add(u"a.b.e"_s, one), u"a.b.c = 0\na.b.e = 1\na.d = 0\nx = 0\n"_s);
    row("a table beside dotted keys", "a.b = 0\n[t]\n", add(u"a.e"_s, table), u"a.b = 0\na.e = {}\n[t]\n"_s);
    row("a key for a table that headers name gives it a header", "x = 0\n\n# about b\n[a.b]\nc = 0\n",
        add(u"a.k"_s, one), u"x = 0\n\n[a]\nk = 1\n\n# about b\n[a.b]\nc = 0\n"_s);
    row("a key for one of several tables", "[[t]]\na = 0\n[t.u]\n[[t]]\n", add(u"t[0].b"_s, one),
        u"[[t]]\na = 0\nb = 1\n[t.u]\n[[t]]\n"_s);
    row("a key for an inline table", "t = { a = 0 } # c\n", add(u"t.b"_s, one),
        u"t = { a = 0, b = 1 } # c\n"_s);
    row("a key for an empty inline table", "t = {}\n", add(u"t.b"_s, one), u"t = { b = 1 }\n"_s);
    row("a key beside dotted ones in an inline table", "t = {a.b=0, c=0}\n", add(u"t.a.d"_s, one),
        u"t = {a.b=0, a.d=1, c=0}\n"_s);
    row("a key behind dotted ones in an inline table", "t = {c = 0, a.b = 0}\n", add(u"t.d"_s, one),
        u"t = {c = 0, a.b = 0, d = 1}\n"_s);
    row("a table for an inline table", "t = {a = 0}\n", add(u"t.b"_s, table), u"t = {a = 0, b = {}}\n"_s);
    row("a table for the root", "a = 0\n", add(u"t"_s, table), u"a = 0\n\n[t]\n"_s);
    row("a table for an empty file", "", add(u"t"_s, table), u"[t]\n"_s);
    row("a table for the root goes behind all others", "[a]\nb = 0 # c\n\n[[c]]\nd = 0", add(u"t"_s, table),
        u"[a]\nb = 0 # c\n\n[[c]]\nd = 0\n\n[t]"_s);
    row("a table for a table goes behind those it has", "[a]\n[a.b]\nc = 0\n\n[d]\n", add(u"a.t"_s, table),
        u"[a]\n[a.b]\nc = 0\n\n[a.t]\n\n[d]\n"_s);
    row("a table for one of several", "[[a]]\nb = 0\n\n[[a]]\n", add(u"a[0].t"_s, table),
        u"[[a]]\nb = 0\n\n[a.t]\n\n[[a]]\n"_s);
    row("a table for one that headers name", "[a.b]\n", add(u"a.t"_s, table), u"[a.b]\n\n[a.t]\n"_s);
    row("one more of several tables", "[[\"x y\".a]]\nb = 0\n[\"x y\".a.c]\n\n[z]\n",
        add(u"\"x y\".a[1]"_s, table), u"[[\"x y\".a]]\nb = 0\n[\"x y\".a.c]\n\n[[\"x y\".a]]\n\n[z]\n"_s);
    row("one more of several tables before the others", "# about the first\n[[a]]\nb = 0\n",
        add(u"a[0]"_s, table), u"[[a]]\n\n# about the first\n[[a]]\nb = 0\n"_s);
    row("a member for an array", "a = [\n  1, # one\n  2, # two\n]\n", add(u"a[2]"_s, one),
        u"a = [\n  1, # one\n  2, # two\n  1,\n]\n"_s);

    row("a key goes with its line", "# about a\na = [\n1,\n] # c\nb = 0\n", remove(u"a"_s),
        u"# about a\nb = 0\n"_s);
    row("the last key goes and the line end that is missing stays missing", "a = 0\nb = 0", remove(u"b"_s),
        u"a = 0"_s);
    row("the only key goes", "a = 0", remove(u"a"_s), u""_s);
    row("the last key of a table leaves its header", "[t]\na = 0\n", remove(u"t.a"_s), u"[t]\n"_s);
    row("a table goes with its lines and an empty one", "a = 0\n\n[t]\n# c\nb = 0\n\n[u]\n", remove(u"t"_s),
        u"a = 0\n\n[u]\n"_s);
    row("the last table goes with the empty lines before it", "a = 0\n\n[t]\nb = 0\n", remove(u"t"_s),
        u"a = 0\n"_s);
    row("a table goes from everywhere", "[t]\na = 0\n[x]\n[t.u]\nb = 0\n[y]\n", remove(u"t"_s),
        u"[x]\n[y]\n"_s);
    row("a table goes and comments of the next one stay", "[t]\na = 0\n\n# about u\n[u]\n", remove(u"t"_s),
        u"# about u\n[u]\n"_s);
    row("dotted keys go together", "a.b = 0\nx = 0\na.c = 0\n", remove(u"a"_s), u"x = 0\n"_s);
    row("the last dotted key leaves a table", "a.b.c = 0 # x\n", remove(u"a.b.c"_s), u"a.b = {} # x\n"_s);
    row("the last dotted table leaves a table", "a.b.c = 0\na.b.d = 0\ny = 0\n", remove(u"a.b"_s),
        u"a = {}\ny = 0\n"_s);
    row("the last table of one that headers name leaves a header", "[a.b] # c\nd = 0\n[a.b.e]\n[f]\n",
        remove(u"a.b"_s), u"[a] # c\n[f]\n"_s);
    row("a table that holds the place of the one around it leaves a header", "[a.b]\nx = 0\n[c]\n[a.d]\n",
        remove(u"a.b"_s), u"[a]\n[c]\n[a.d]\n"_s);
    row("a table goes and the next one names the one around it", "[a.b]\nx = 0\n[a.d]\n[c]\n",
        remove(u"a.b"_s), u"[a.d]\n[c]\n"_s);
    row("one of several tables goes", "[[a]]\nb = 0\n\n[[a]]\nb = 1\n[a.c]\n\n[[a]]\nb = 2\n",
        remove(u"a[1]"_s), u"[[a]]\nb = 0\n\n[[a]]\nb = 2\n"_s);
    row("all of several tables go", "x = 0\n[[a]]\nb = 0\n\n[[a]]\n", remove(u"a"_s), u"x = 0\n"_s);
    row("a key goes from an inline table", "t = { a = 0, b = 1 }\n", remove(u"t.a"_s), u"t = { b = 1 }\n"_s);
    row("a dotted key goes from an inline table", "t = {x.a = 0, x.b = 1, c = 2}\n", remove(u"t.x.b"_s),
        u"t = {x.a = 0, c = 2}\n"_s);
    row("the last dotted key of an inline table leaves a table", "t = {x.a = 0, c = 2}\n", remove(u"t.x.a"_s),
        u"t = {x = {}, c = 2}\n"_s);
    row("a dotted table goes from an inline table", "t = {x.a = 0, c = 2}\n", remove(u"t.x"_s),
        u"t = {c = 2}\n"_s);
    row("a member goes from an array", "a = [1, 2, 3]\n", remove(u"a[2]"_s), u"a = [1, 2]\n"_s);

    row("a key is renamed", "a = 0 # a\n", rename(u"a"_s, u"b"_s), u"b = 0 # a\n"_s);
    row("a key gets quotes", "a = 0\n", rename(u"a"_s, u"b c"_s), u"\"b c\" = 0\n"_s);
    row("a key keeps its quotes", "'a' = 0\n\"b\" = 0\n", rename(u"a"_s, u"c\"d"_s),
        u"'c\"d' = 0\n\"b\" = 0\n"_s);
    row("a key loses the quotes that cannot hold it", "'a' = 0\n", rename(u"a"_s, u"it's"_s),
        u"\"it's\" = 0\n"_s);
    row("a table is renamed in every header and key", "[a]\nx.y = 0\n[c]\n[ a . d ]\n[[a.e]]\n[a.e.f]\n",
        rename(u"a"_s, u"b"_s), u"[b]\nx.y = 0\n[c]\n[ b . d ]\n[[b.e]]\n[b.e.f]\n"_s);
    row("a dotted table is renamed in every key", "a.b = 0\na.c.d = {a = 0}\n[a.x]\n", rename(u"a"_s, u"z"_s),
        u"z.b = 0\nz.c.d = {a = 0}\n[z.x]\n"_s);
    row("an array of tables is renamed", "[[a]]\n[a.b]\n[[a]]\n", rename(u"a"_s, u"x"_s),
        u"[[x]]\n[x.b]\n[[x]]\n"_s);
    row("a dotted key of an inline table is renamed", "t = {a.b = 0, a.c = 0}\n", rename(u"t.a"_s, u"x"_s),
        u"t = {x.b = 0, x.c = 0}\n"_s);

    row("a member of an array moves", "a = [1, 2, 3]\n", move(u"a[2]"_s, 0), u"a = [3, 1, 2]\n"_s);
    row("one of several tables moves up", "[[a]]\nb = 0\n\n# second\n[[a]]\nb = 1\n[a.c]\n\n[x]\n",
        move(u"a[1]"_s, 0), u"# second\n[[a]]\nb = 1\n[a.c]\n\n[[a]]\nb = 0\n\n[x]\n"_s);
    row("one of several tables moves down",
        "x = 0\n\n# first\n[[a]]\nb = 0\n\n[[a]]\nb = 1\n\n[[a]]\nb = 2\n", move(u"a[0]"_s, 1),
        u"x = 0\n\n[[a]]\nb = 1\n\n# first\n[[a]]\nb = 0\n\n[[a]]\nb = 2\n"_s);
    row("one of several tables moves to the end of a file without line end", "[[a]]\nb = 0\n\n[[a]]\nb = 1",
        move(u"a[0]"_s, 1), u"[[a]]\nb = 1\n\n[[a]]\nb = 0"_s);
    row("one of several tables moves from the end of a file without line end", "[[a]]\nb = 0\n\n[[a]]\nb = 1",
        move(u"a[1]"_s, 0), u"[[a]]\nb = 1\n\n[[a]]\nb = 0"_s);
}

void TestTomlEdit::changesMembers()
{
    QFETCH(QByteArray, before);
    QFETCH(Change, change);
    QFETCH(QString, after);
    const Document document = parsed(before);
    const Result<Edit> edit = change(document);
    QCOMPARE(shown(edit), after);
    QCOMPARE(applied(before, edit->replacements), edit->result.bytes());
}

void TestTomlEdit::refusesChanges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("problem");

    QTest::newRow("the only one of several tables")
        << "[[a]]\n"_ba << remove(u"a[0]"_s)
        << u"1:6: TOML has no array of tables without a table; remove the whole array"_s;
    QTest::newRow("a number for an array of tables")
        << "[[a]]\n"_ba << add(u"a[1]"_s, Value::integer(1))
        << u"1:6: an array of tables takes tables only, not a whole number"_s;
    QTest::newRow("null") << "a = 1\n"_ba << add(u"b"_s, Value::null())
                          << u"1:1: TOML has no way to write null"_s;
    QTest::newRow("half of a surrogate pair as key")
        << "a = 1\n"_ba << rename(u"a"_s, QString(QChar(0xD800)))
        << u"1:5: TOML has no way to write half of a surrogate pair"_s;
    QTest::newRow("several dotted keys of an inline table")
        << "a = {b.c = 1, b.d = 2}\n"_ba << remove(u"a.b"_s)
        << u"1:8: expected one key to remove, found several with the same beginning; remove them one by one"_s;
    QTest::newRow("one of several tables that others stand between")
        << "[[a]]\n[x]\n[a.b]\n[[a]]\n"_ba << move(u"a[0]"_s, 1)
        << u"1:6: expected the table in one piece, found other tables between its parts"_s;
    QTest::newRow("a key that holds the place of its table")
        << "a.b = 1\nc = 1\na.d = 1\n"_ba << remove(u"a.b"_s)
        << u"1:7: expected to change this value alone, but then other parts of the file would change"_s;
}

void TestTomlEdit::refusesChanges()
{
    QFETCH(QByteArray, before);
    QFETCH(Change, change);
    QFETCH(QString, problem);
    const Result<Edit> edit = change(parsed(before));
    QCOMPARE(shown(edit), problem);
    QVERIFY(!edit);
}

void TestTomlEdit::randomEdits()
{
    QByteArrayList results;
    int refused = 0;
    QStringList reasons;
    constexpr int edits = 1500;
    for (quint32 seed = 0; seed < edits; ++seed) {
        RandomToml random(seed % 300);
        random.write();
        const Document before = parsed(random.text);
        const RandomEdit wanted(before, seed);
        const Result<Edit> edit = wanted.change(before);
        if (!edit) {
            ++refused;
            reasons += edit.error().message;
            continue;
        }
        QStringList members = membersOf(edit->result.find(wanted.place));
        QStringList expected = wanted.members;
        if (edit->result.find(wanted.place).kind() == Kind::Table) {
            members.sort(); // the format chooses where a key goes; the check sees to the order of the others
            expected.sort();
        }
        QCOMPARE(members, expected);
        QCOMPARE(applied(edit->result.bytes(), inverted(random.text, edit->replacements)), random.text);
        results += edit->result.bytes();
    }
    QVERIFY2(refused < edits / 10, qPrintable(reasons.join(u'\n')));

    TomlOracle oracle;
    const QJsonArray answers = oracle.ask(results);
    QCOMPARE(oracle.error, QString());
    for (qsizetype i = 0; i < results.size(); ++i)
        QVERIFY2(agrees(parsed(results[i]).root(), answers[i]), results[i].constData());
}

QTEST_GUILESS_MAIN(TestTomlEdit)
#include "tst_tomledit.moc"
