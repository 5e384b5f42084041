#include <retune/format/edit.h>
#include <retune/format/editcheck.h>
#include <retune/format/format.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FormatId json = FormatId::Json;
constexpr FormatId toml = FormatId::Toml;
constexpr FormatId yaml = FormatId::Yaml;

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

QList<KeyPath> pathsOf(const QString &texts)
{
    QList<KeyPath> paths;
    for (const QString &text : texts.split(u' '))
        paths += pathOf(text);
    return paths;
}

/// What every member of the tree is called, in the order of the text.
QList<KeyPath> allPaths(const Node &container)
{
    QList<KeyPath> paths;
    for (Node member = container.firstChild(); member; member = member.nextSibling()) {
        paths += member.path();
        paths += allPaths(member);
    }
    return paths;
}

QByteArray withoutBlanks(QByteArray text)
{
    return text.replace(' ', "");
}

/// The same members removed one after the other, the last first; those that went with another one are left out.
Result<Document> removedOneByOne(const Document &document, const QList<KeyPath> &paths)
{
    Document left = document;
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        if (!left.find(*path))
            continue;
        const Result<Edit> step = removeValue(left, *path);
        if (!step)
            return Unexpected{step.error()};
        left = step->result;
    }
    return left;
}

} // namespace

class TestRemoveValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removesAllOfThem_data()
    {
        QTest::addColumn<FormatId>("id");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("paths");
        QTest::addColumn<QByteArray>("left");
        const QByteArray object = R"({"a": 1, "b": [1, 2, 3, 4], "c": {"d": 1, "e": 2}, "f": 0})";
        QTest::newRow("no neighbours") << json << object << u"a c"_s << R"({"b": [1, 2, 3, 4], "f": 0})"_ba;
        QTest::newRow("neighbours at the end")
            << json << object << u"c f"_s << R"({"a": 1, "b": [1, 2, 3, 4]})"_ba;
        QTest::newRow("in any order")
            << json << object << u"f b[3] a b[1]"_s << R"({"b": [1, 3], "c": {"d": 1, "e": 2}})"_ba;
        QTest::newRow("one below another") << json << object << u"b[1] b c.d c f"_s << R"({"a": 1})"_ba;
        QTest::newRow("one twice") << json << object << u"a b a"_s << R"({"c": {"d": 1, "e": 2}, "f": 0})"_ba;
        QTest::newRow("all members of a list") << json << object << u"b[0] b[1] b[2] b[3]"_s
                                               << R"({"a": 1, "b": [], "c": {"d": 1, "e": 2}, "f": 0})"_ba;
        QTest::newRow("all but one") << json << object << u"a b c"_s << R"({"f": 0})"_ba;
        QTest::newRow("all") << json << object << u"a b c f"_s << "{}"_ba;
        QTest::newRow("a table that is left empty")
            << toml << "a.b = 1\na.c = 2\nx = 1\n"_ba << u"a.b a.c"_s << "a = {}\nx = 1\n"_ba;
        QTest::newRow("a table that goes with its members")
            << FormatId::Git << "[a \"b\"]\nn = 1\n[a \"c\"]\nn = 2\n[x]\nn = 3\n"_ba << u"a.b a.c"_s
            << "[x]\nn = 3\n"_ba;
        QTest::newRow("a key that is given several times")
            << FormatId::Systemd << "[Unit]\nA=1\nA=2\nB=3\n"_ba << u"Unit.A[0] Unit.A[1]"_s
            << "[Unit]\nB=3\n"_ba;
        QTest::newRow("the only members of several")
            << json << R"({"a": {"x": 1}, "b": {"x": 2}, "c": [3]})"_ba << u"a.x b.x c[0]"_s
            << R"({"a": {}, "b": {}, "c": []})"_ba;
        QTest::newRow("tables of a list") << toml << "[[t]]\nn = 1\n[[t]]\nn = 2\n[[t]]\nn = 3\n"_ba
                                          << u"t[0] t[2]"_s << "[[t]]\nn = 2\n"_ba;
        QTest::newRow("lines with their comments")
            << toml << "a = 1 # one\n# kept\nb = 2 # two\nc = 3\n"_ba << u"a b"_s << "# kept\nc = 3\n"_ba;
        QTest::newRow("members of a block")
            << yaml << "list:\n- 1\n- 2\n- 3\nz: 1\n"_ba << u"list[0] list[1]"_s << "list:\n- 3\nz: 1\n"_ba;
        QTest::newRow("one alone") << json << object << u"a"_s
                                   << R"({"b": [1, 2, 3, 4], "c": {"d": 1, "e": 2}, "f": 0})"_ba;
    }
    void removesAllOfThem()
    {
        QFETCH(FormatId, id);
        QFETCH(QByteArray, text);
        QFETCH(QString, paths);
        const Document document = parsed(id, text);
        const Result<Edit> edit = removeValues(document, pathsOf(paths));
        QVERIFY2(edit, edit ? "" : qPrintable(edit.error().toString()));
        QTEST(edit->result.bytes(), "left");
        QCOMPARE(applied(text, edit->replacements), edit->result.bytes());
    }

    void removesAllOrNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("paths");
        QTest::addColumn<ProblemKind>("kind");
        QTest::newRow("a path that leads nowhere")
            << R"({"a": 1, "b": 2})"_ba << u"a x"_s << ProblemKind::NoSuchKey;
        QTest::newRow("a key that is given twice")
            << R"({"a": 1, "b": 2, "b": 3, "c": 4})"_ba << u"a b c"_s << ProblemKind::Refused;
    }
    void removesAllOrNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, paths);
        const Result<Edit> edit = removeValues(parsed(json, text), pathsOf(paths));
        QVERIFY(!edit);
        QTEST(edit.error().kind, "kind");
    }

    void removesTheSameAsOneByOne_data()
    {
        QTest::addColumn<FormatId>("id");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("json") << json << R"({
  "a": 1, "b": [1, 2, [3, 4], {"x": 1}],
  "c": {"d": 1, "e": {"f": 2, "g": 3}},
  "h": "text"
})"_ba;
        QTest::newRow("jsonc") << FormatId::Jsonc << R"({
  // first
  "a": 1, // one
  "b": [1, /* two */ 2, 3,],
  "c": {"d": 1, "e": 2}, // last
})"_ba;
        QTest::newRow("toml") << toml << R"(a = 1 # one
b.c = 2
b.d = 3
list = [1, 2, 3] # three
inline = { x = 1, y = 2 }
[table] # head
e = 4
f.g.h = 5
[[many]]
n = 1
[[many]]
n = 2
m = 3
)"_ba;
        QTest::newRow("yaml") << yaml << R"(a: 1 # one
b:
  c: 2
  d: [1, 2, 3]
list:
- 1
- x: 1
  y: 2
- 3 # three
z: {p: 1, q: 2}
)"_ba;
        QTest::newRow("ini") << FormatId::Ini << "[a]\nb = 1\nc = 2\n; kept\n[d]\ne = 3\nf = 4\n"_ba;
        QTest::newRow("git") << FormatId::Git
                             << "[a \"b\"]\n\tn = 1\n\tm = 2\n[a \"c\"]\n\tn = 2 ; two\n[x]\n\tn = 3\n"_ba;
        QTest::newRow("properties") << FormatId::Properties << "a=1\n# kept\nb: 2\nc 3\nd=4\n"_ba;
        QTest::newRow("qsettings") << FormatId::QSettings << "[a]\nb=1\nc\\d=2\nc\\e=3\n"_ba;
        QTest::newRow("env") << FormatId::Env << "A=1\n# kept\nB=2\nC=\"3\"\nD=4\n"_ba;
        QTest::newRow("python") << FormatId::Python << R"(a = 1  # one
b = [1, 2, 3]
c = {"x": 1, "y": [1, 2], "z": 3}
d = (1, 2)
)"_ba;
    }
    void removesTheSameAsOneByOne()
    {
        QFETCH(FormatId, id);
        QFETCH(QByteArray, text);
        const Document document = parsed(id, text);
        const QList<KeyPath> all = allPaths(document.root());
        QRandomGenerator random(11);
        int madeCount = 0;
        for (int round = 0; round < 300; ++round) {
            QList<KeyPath> chosen;
            for (const KeyPath &path : all) {
                if (random.bounded(3) == 0)
                    chosen += path;
            }
            const Result<Edit> together = removeValues(document, chosen);
            const Result<Document> single = removedOneByOne(document, chosen);
            QStringList names;
            for (const KeyPath &path : std::as_const(chosen))
                names += path.toString();
            const QString what = names.join(u' ');
            if (single) {
                QVERIFY2(together, qPrintable(what + (together ? QString() : together.error().toString())));
                QVERIFY2(isSameTree(together->result.root(), single->root()), qPrintable(what));
                const QByteArray left = together->result.bytes();
                QVERIFY2(withoutBlanks(left) == withoutBlanks(single->bytes()),
                         (what.toUtf8() + "\n" + left + "\nbut\n" + single->bytes()).constData());
                ++madeCount;
            }
        }
        QVERIFY(madeCount > 100);
    }
};

QTEST_GUILESS_MAIN(TestRemoveValues)
#include "tst_removevalues.moc"
