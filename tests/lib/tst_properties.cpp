#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text)
{
    return format(FormatId::Properties).parse(text);
}

/// A second reader, made the way Java's is described: logical lines are put together first and taken apart then.
const QByteArray secondReader = R"python(
import json, os, re, sys

def logical_lines(text):
    lines = re.split("\r\n|\r|\n", text)
    joined = None
    for line in lines:
        line = line.lstrip(" \t\f")
        if not joined and (line == "" or line[0] in "#!"):
            joined = None
            continue
        joined = (joined or "") + line
        if (len(line) - len(line.rstrip("\\"))) % 2:
            joined = joined[:-1]
        else:
            yield joined
            joined = None
    if joined:
        yield joined

def unescaped(text):
    names = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
    one = lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else names.get(m[1], m[1])
    text = re.sub(r"(?s)\\(u[0-9A-Fa-f]{4}|.)", one, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

def read(name):
    values = {}
    with open(os.path.join(sys.argv[1], name), encoding="utf-8-sig", newline="") as file:
        for line in logical_lines(file.read()):
            key, value = re.fullmatch(r"(?s)((?:\\.|[^\\=: \t\f])*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)(.*)", line).groups()
            values.setdefault(unescaped(key), []).append(unescaped(value))
    return values

json.dump([read(name) for name in sorted(os.listdir(sys.argv[1]))], sys.stdout)
)python";

const Vocabulary &vocabulary()
{
    static const Vocabulary words{{},
                                  {"", " \t\f", "# x = y", "  ! z \\"},
                                  {"", "  ", "\t"},
                                  {"key", "a.b.c", "a\\ b\\=", "\\u4f60\\:", "клÿч"},
                                  {"=", " = ", ":", "\t: ", " ", "  \t", " \\\n  = "},
                                  {"x", "8080", "true", "a b  ", "a # b", "\\u4F60\\u597d", "a\\\n   b",
                                   "a\\\n# b", "\\ a", "\\=a", "a=b:c", "a\\\\", "\\t\\n\\q", "你好",
                                   "C:\\\\x", "\\:\\\nb"},
                                  {""}};
    return words;
}

} // namespace

class TestProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void setsValue_data();
    void setsValue();
    void rangesAreExact_data();
    void rangesAreExact();
    void agreesWithSecondReader();
    void nastyStringsAgreeWithSecondReader();
};

void TestProperties::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("three separators")
        << "a.b=x\nc: 8080\nd true\n"_ba << u"{a.b: text x, c: whole number 8080, d: truth value true}"_s;
    QTest::newRow("only the first separator counts")
        << "a==b\nc = :d\ne  = f\ng h = i\n"_ba << u"{a: text =b, c: text :d, e: text f, g: text h = i}"_s;
    QTest::newRow("comments") << "# a=b\n  ! c=d \\\ne=f # g\n"_ba << u"{e: text f # g}"_s;
    QTest::newRow("blanks at the end stay") << "a = b \t\n"_ba << u"{a: text b \t}"_s;
    QTest::newRow("no value") << "a\nb=\nc \n d:\t\n"_ba << u"{a: text , b: text , c: text , d: text }"_s;
    QTest::newRow("a value that goes on") << "a = b\\\n   c\\\r\n\td\\\re\n"_ba << u"{a: text bcde}"_s;
    QTest::newRow("a comment sign in a line that goes on") << "a = b\\\n  # c\n"_ba << u"{a: text b# c}"_s;
    QTest::newRow("a value that begins in the next line")
        << "a = \\\n  b\nc\\\n  d = e\n"_ba << u"{a: text b, cd: text e}"_s;
    QTest::newRow("a value that goes on to nothing") << "a=b\\\n\nc=d\\"_ba << u"{a: text b, c: text d}"_s;
    QTest::newRow("two backslashes end a line") << "a=b\\\\\nc=d\n"_ba << u"{a: text b\\, c: text d}"_s;
    QTest::newRow("escapes") << R"(a\ b\=\u0063 = \u4f60\u597D \t\n\q\\)"_ba
                             << u"{a b=c: text 你好 \t\nq\\}"_s;
    QTest::newRow("a surrogate pair in two escapes") << R"(a=\ud83d\uDE00)"_ba << u"{a: text \U0001F600}"_s;
    QTest::newRow("an escaped blank begins a value") << "a = \\  b\n"_ba << u"{a: text   b}"_s;
    QTest::newRow("a line with nothing but a backslash") << "\\\na=b\n  \\\n# c\n"_ba << u"{a: text b}"_s;
    QTest::newRow("CR alone") << "a=b\rc=d\r"_ba << u"{a: text b, c: text d}"_s;
    QTest::newRow("a key that is given twice")
        << "a=1\na=2\n"_ba << u"{a: whole number 1 (shadowed), a: whole number 2}"_s;
    QTest::newRow("the same key in two spellings")
        << "a=1\n\\u0061=2\n"_ba << u"{a: whole number 1 (shadowed), a: whole number 2}"_s;
    QTest::newRow("words of other languages") << "ключ = 你好\n"_ba << u"{ключ: text 你好}"_s;
}

void TestProperties::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
}

void TestProperties::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("bad escape in a value")
        << "a=b\nc=\\u12g4\n"_ba << u"2:7: expected four hexadecimal digits behind \\u, found \"g4\""_s;
    QTest::newRow("bad escape in a key")
        << "a\\u=b\n"_ba << u"1:4: expected four hexadecimal digits behind \\u, found \"=b\""_s;
    QTest::newRow("escape at the end of the line")
        << "a=\\u12\nb=c"_ba
        << u"1:7: expected four hexadecimal digits behind \\u, found the end of the line"_s;
    QTest::newRow("escape at the end of the file")
        << "a=\\u"_ba << u"1:5: expected four hexadecimal digits behind \\u, found the end of the file"_s;
}

void TestProperties::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestProperties::setsValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("after");

    QTest::newRow("plain") << "a = b"_ba << u"c d"_s << u"a = c d"_s;
    QTest::newRow("beyond ASCII in an ASCII file")
        << "a=b"_ba << u"é你\U0001F600"_s << u"a=\\u00E9\\u4F60\\uD83D\\uDE00"_s;
    QTest::newRow("beyond ASCII where there is some")
        << "# é\na=b"_ba << u"你\U0001F600"_s << u"# é\na=你\U0001F600"_s;
    QTest::newRow("what would be taken for a separator") << "a b"_ba << u"=c"_s << u"a \\=c"_s;
    QTest::newRow("a blank at the start") << "a=b"_ba << u"  c "_s << u"a=\\  c "_s;
    QTest::newRow("lines") << "a=b"_ba << u"c\n\td\\"_s << u"a=c\\n\\td\\\\"_s;
    QTest::newRow("several lines to one") << "a=b\\\n  c\nd=e"_ba << u"f"_s << u"a=f\nd=e"_s;
    QTest::newRow("a key without a value") << "b: 1\na\n"_ba << u"c"_s << u"b: 1\na: c\n"_s;
    QTest::newRow("a key with the blank that separates it, and no value")
        << "a \n"_ba << u"c"_s << u"a c\n"_s;
    QTest::newRow("what would be a separator behind a blank") << "a \n"_ba << u"=c"_s << u"a \\=c\n"_s;
    QTest::newRow("a key that goes on to nothing") << "b=1\na \\\n"_ba << u"c"_s << u"b=1\na \\\nc"_s;
    QTest::newRow("an empty value") << "a = \n"_ba << u"c"_s << u"a = c\n"_s;
    QTest::newRow("half of a surrogate pair")
        << "# é\na=b"_ba << QString(QChar(0xD800)) << u"# é\na=\\uD800"_s;
    QTest::newRow("a control character") << "a=b"_ba << QString(QChar(0)) << u"a=\\u0000"_s;
}

void TestProperties::setsValue()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, value);
    QFETCH(QString, after);
    const Result<Edit> edit = setValue(*parsed(before), {u"a"_s}, Value::string(value));
    QCOMPARE(shown(edit), after);
}

void TestProperties::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestProperties::rangesAreExact()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
}

void TestProperties::agreesWithSecondReader()
{
    OracleFolder folder;
    QList<Document> documents;
    for (quint32 seed = 1; seed <= 300; ++seed) {
        const QByteArray text = RandomLines(seed, vocabulary()).text;
        folder.write(text);
        documents += *parsed(text);
    }
    const QList<FlatValues> second = folder.readByPython(secondReader);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(flattened(documents.at(i))), shown(second.at(i)));
}

void TestProperties::nastyStringsAgreeWithSecondReader()
{
    OracleFolder folder;
    QList<Document> documents;
    for (quint32 seed = 1; seed <= 10; ++seed) {
        const Document document = *parsed(RandomLines(seed, vocabulary()).text);
        const QList<Node> values = valuesOf(document);
        for (qsizetype i = 0; i < nastyStrings().size(); ++i) {
            const QString &nasty = nastyStrings().at(i);
            const Node node = values.at((i + seed) % values.size());
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            QVERIFY2(edit, qPrintable(shown(edit)));
            QCOMPARE(spelled(edit->result.find(node.path())), nasty);
            folder.write(edit->result.bytes());
            documents += edit->result;
            if (nasty.isEmpty())
                continue;
            const Result<Edit> added = addValue(document, {nasty}, Value::string(nasty));
            QVERIFY2(added, qPrintable(shown(added)));
            folder.write(added->result.bytes());
            documents += added->result;
        }
    }
    const QList<FlatValues> second = folder.readByPython(secondReader);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(flattened(documents.at(i))), shown(second.at(i)));
}

QTEST_GUILESS_MAIN(TestProperties)
#include "tst_properties.moc"
