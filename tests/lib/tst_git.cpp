#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text)
{
    return format(FormatId::Git).parse(text);
}

/// What `git config` reads, or its complaint.
Result<FlatValues, QString> readByGit(const QByteArray &text)
{
    OracleFolder folder;
    QProcess git;
    git.start(u"git"_s, {u"config"_s, u"--file"_s, folder.write(text), u"--list"_s, u"-z"_s});
    if (!git.waitForFinished() || git.exitCode() != 0)
        return Unexpected{QString::fromUtf8(git.readAllStandardError())};
    FlatValues values;
    QByteArrayList all = git.readAllStandardOutput().split('\0');
    all.removeLast();
    for (const QByteArray &entry : all) {
        const qsizetype end = entry.indexOf('\n');
        const QString key = QString::fromUtf8(end < 0 ? entry : entry.left(end));
        values[key] += end < 0 ? noValue : decodedUtf8(entry.sliced(end + 1));
    }
    return values;
}

/// The same keys in the spelling of git: lower case but for subsections.
FlatValues inGitsCase(const FlatValues &values)
{
    FlatValues result;
    for (auto value = values.begin(); value != values.end(); ++value) {
        QString key = value.key();
        const qsizetype first = key.indexOf(u'.');
        const qsizetype last = key.lastIndexOf(u'.');
        key = key.left(first).toLower() + key.sliced(first, last - first) + key.sliced(last).toLower();
        result[key] += *value;
    }
    return result;
}

const Vocabulary &vocabulary()
{
    static const Vocabulary words{
        {"[a]", "[b-1] # c", "[a \"B\"]", "[c \"x.y]\\\"\\\\z\"]; d", "[d.E]", "\t[a  \"你\"]"},
        {"", " \t", "# x = y", "  ; [z]"},
        {"", "\t", "    "},
        {"key", "Key-", "remote"},
        {"=", " = ", "\t=  "},
        {"x", "8080", "yes", "64k", "\"\"", "\"a # b\"", "a \"b; c\"  d", "\\\"q\\\"", "你 好", "a\\\n b",
         "\"  \"", "+refs/*:refs/*", "a\\\\", "\"\\tx\\n\"", "[no]", "a=b", "\"a\\\nb\""},
        {"", "  ", " # c", ";c"}};
    return words;
}

} // namespace

class TestGit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void refusesWhatGitRefuses_data() { pointsAtErrors_data(); }
    void refusesWhatGitRefuses();
    void readsComments();
    void namesWhatItSees();
    void rangesAreExact_data();
    void rangesAreExact();
    void nastyStringsAgreeWithGit_data();
    void nastyStringsAgreeWithGit();
};

void TestGit::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("a section") << "[core]\n\tbare = false\n\tautocrlf = input\n"_ba
                               << u"{core: {bare: truth value false, autocrlf: text input}}"_s;
    QTest::newRow("a subsection is a table in its section")
        << "[remote \"origin\"]\n\turl = a:b\n"_ba << u"{remote: {origin: {url: text a:b}}}"_s;
    QTest::newRow("a section and its subsections in any order")
        << "[a \"b\"]\nx=1\n[a]\ny=2\n[a \"b\"]\nz=3\n"_ba
        << u"{a: {b: {x: whole number 1, z: whole number 3}, y: whole number 2}}"_s;
    QTest::newRow("subsections differ by case") << "[a \"b\"]\nx=1\n[A \"B\"]\nx=2\n"_ba
                                                << u"{a: {b: {x: whole number 1}, B: {x: whole number 2}}}"_s;
    QTest::newRow("a subsection with quotes, dots and brackets")
        << "[a \"b.c]\\\"\\\\d\\e\"]\n x=1"_ba << u"{a: {b.c]\"\\de: {x: whole number 1}}}"_s;
    QTest::newRow("an older subsection is in lower case")
        << "[a.B]\nx=1\n[a \"b\"]\ny=2\n[a.c \"D\"]\nz=3\n"_ba
        << u"{a: {b: {x: whole number 1, y: whole number 2}, c.D: {z: whole number 3}}}"_s;
    QTest::newRow("a key without a value is true")
        << "[a]\nb\nc =\n"_ba << u"{a: {b: truth value true, c: text }}"_s;
    QTest::newRow("a key that is given several times is a list")
        << "[remote \"o\"]\nfetch = a\nurl = u\nFetch = b\n[remote \"o\"]\nfetch\n"_ba
        << u"{remote: {o: {fetch: [text a, text b, truth value true], url: text u}}}"_s;
    QTest::newRow("a key on the line of its section") << "[a] b = c # d\n"_ba << u"{a: {b: text c}}"_s;
    QTest::newRow("two sections on a line") << "[a][b]x=1"_ba << u"{a: {}, b: {x: whole number 1}}"_s;
    QTest::newRow("comments end a value outside of quotes")
        << "[a]\nb = c # d\nd = e;f\ng = \"h # i\" ; j\n"_ba
        << u"{a: {b: text c, d: text e, g: text h # i}}"_s;
    QTest::newRow("quotes may be partial") << "[a]\nb = x\"y z\"  w\n"_ba << u"{a: {b: text xy z  w}}"_s;
    QTest::newRow("blanks behind empty quotes go") << "[a]\nb = \"\" x\n"_ba << u"{a: {b: text x}}"_s;
    QTest::newRow("escapes") << R"([a]
b = \t\n\"\\|)"_ba << u"{a: {b: text \t\n\"\\|}}"_s;
    QTest::newRow("a value that goes on")
        << "[a]\nb = x \\\n   y\nc = d\\\r\ne"_ba << u"{a: {b: text x    y, c: text de}}"_s;
    QTest::newRow("a value that goes on to nothing")
        << "[a]\nb = x\\\n\nc = d\\"_ba << u"{a: {b: text x, c: text d}}"_s;
    QTest::newRow("a unit makes text") << "[a]\nb = 64k\n"_ba << u"{a: {b: text 64k}}"_s;
    QTest::newRow("quotes make text") << "[a]\nb = \"64\"\n"_ba << u"{a: {b: text 64}}"_s;
    QTest::newRow("keys outside of sections") << "a = b\n"_ba << u"{a: text b}"_s;
    QTest::newRow("CRLF") << "[a]\r\nb = c\r\nd\r\n"_ba << u"{a: {b: text c, d: truth value true}}"_s;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF[a]\nb=c"_ba << u"{a: {b: text c}}"_s;
    QTest::newRow("a carriage return alone ends no line")
        << "[a]\n# b\rc = d\ne = f\n"_ba << u"{a: {e: text f}}"_s;
}

void TestGit::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
    const auto second = readByGit(text);
    QVERIFY2(second, qPrintable(second ? QString() : second.error()));
    if (text != "a = b\n")
        QCOMPARE(shown(inGitsCase(flattened(*document))), shown(*second));
}

void TestGit::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("open section name")
        << "[a\n"_ba << u"1:3: expected \"]\" behind the section name, found the end of the line"_s;
    QTest::newRow("section without a name")
        << "[]\n"_ba << u"1:2: expected a section name of letters, digits, \"-\" and \".\", found \"]\""_s;
    QTest::newRow("section name with another character")
        << "[a_b]"_ba << u"1:3: expected \"]\" behind the section name, found \"_b]\""_s;
    QTest::newRow("subsection without quotes")
        << "[a b]"_ba << u"1:4: expected a subsection in quotes, found \"b]\""_s;
    QTest::newRow("open subsection")
        << "[a \"b\n"_ba
        << u"1:6: expected a closing quote behind the subsection, found the end of the line"_s;
    QTest::newRow("text behind a subsection")
        << "[a \"b\" c]"_ba << u"1:7: expected \"]\" behind the section name, found \"c]\""_s;
    QTest::newRow("key with another character")
        << "[a]\n你 = b"_ba << u"2:1: expected a key that begins with a letter, found \"你 = b\""_s;
    QTest::newRow("key that begins with a digit")
        << "[a]\n  1b = c"_ba << u"2:3: expected a key that begins with a letter, found \"1b = c\""_s;
    QTest::newRow("colon instead of equals sign")
        << "[a]\nb: c"_ba << u"2:2: expected \"=\" behind the key, found \": c\""_s;
    QTest::newRow("comment behind a key without value")
        << "[a]\nb # c"_ba << u"2:3: expected \"=\" behind the key, found \"# c\""_s;
    QTest::newRow("open quote") << "[a]\nb = \"c\nd = e\n"_ba
                                << u"2:7: expected a closing quote, found the end of the line"_s;
    QTest::newRow("open quote at the end of the file")
        << "[a]\nb = c \"d"_ba << u"2:9: expected a closing quote, found the end of the file"_s;
    QTest::newRow("unknown escape")
        << "[a]\nb = \\x41"_ba << u"2:6: expected one of \\ \" n t b behind the backslash, found \"x41\""_s;
}

void TestGit::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestGit::refusesWhatGitRefuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readByGit(text));
}

void TestGit::readsComments()
{
    const QByteArray text = "# one\r\n[a] ; two\n\tb = \"x # y\" # three \n\tc = d\\\n  e ;four";
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QByteArrayList comments;
    for (const ByteRange &comment : document->comments())
        comments += text.mid(comment.begin, comment.size());
    QCOMPARE(comments, (QByteArrayList{"# one", "; two", "# three", ";four"}));
}

void TestGit::namesWhatItSees()
{
    const Result<Document> document = parsed("[a]\nk=1\nk=2\n[a \"b\"]\nx=1\n");
    QVERIFY(document);
    QCOMPARE(document->find({u"a"_s}).typeName(), u"section"_s);
    QCOMPARE(document->find({u"a"_s, u"b"_s}).typeName(), u"subsection"_s);
    const Node repeated = document->find({u"a"_s, u"k"_s});
    QCOMPARE(repeated.typeName(), u"repeated key"_s);
    QCOMPARE(repeated.child(1).path().toString(), u"a.k[1]"_s);
    QVERIFY(document->warnings().isEmpty());
}

void TestGit::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 100; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestGit::rangesAreExact()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
    const auto second = readByGit(random.text);
    QVERIFY2(second, qPrintable(second ? QString() : second.error()));
    QCOMPARE(shown(inGitsCase(flattened(*document))), shown(*second));
}

void TestGit::nastyStringsAgreeWithGit_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestGit::nastyStringsAgreeWithGit()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Document document = *parsed(random.text);
    const QList<Node> values = valuesOf(document);
    QRandomGenerator choice(seed);
    for (const QString &nasty : nastyStrings()) {
        const Node node = values.at(choice.bounded(int(values.size())));
        const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
        const bool isControl = std::any_of(nasty.begin(), nasty.end(),
                                           [](QChar c) { return c < u' ' && c != u'\n' && c != u'\t'; });
        QCOMPARE(edit.has_value(), !isControl);
        if (!edit)
            continue;
        QCOMPARE(spelled(edit->result.find(node.path())), nasty);
        const auto second = readByGit(edit->result.bytes());
        QVERIFY2(second, qPrintable(shown(edit)));
        QCOMPARE(shown(inGitsCase(flattened(edit->result))), shown(*second));
    }
}

QTEST_GUILESS_MAIN(TestGit)
#include "tst_git.moc"
