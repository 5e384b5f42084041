#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text)
{
    return format(FormatId::Env).parse(text);
}

const QByteArray pythonDotenv = R"(
import json, os, sys
from dotenv import dotenv_values
folder = sys.argv[1]
read = lambda name: dotenv_values(os.path.join(folder, name), interpolate=False, encoding="utf-8-sig")
json.dump([{k: [v] for k, v in read(name).items()} for name in sorted(os.listdir(folder))], sys.stdout)
)";

const Vocabulary &vocabulary()
{
    static const Vocabulary words{{},
                                  {"", " \t", "# x = y", "  # 'z", "#\"'"},
                                  {"", "  ", "export ", " export\t"},
                                  {"KEY_", "a.b-", "ключ"},
                                  {"=", " = ", "\t="},
                                  {"x",
                                   "8080",
                                   "yes",
                                   "a b",
                                   "a#b",
                                   "http://x/#y",
                                   "'a # b'",
                                   "\"a # b\"",
                                   "''",
                                   "\"\"",
                                   "'a\nb=c'",
                                   "\"a\n# b\nc\"",
                                   "\"a\\n\\t\\\"\\\\\\d$\"",
                                   "'\\n'",
                                   "$HOME",
                                   "${A}b",
                                   "a'b\"c",
                                   "你好",
                                   "a\\nb",
                                   "a=b"},
                                  {"", "  ", " # c", "\t# 'c"}};
    return words;
}

} // namespace

class TestEnv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void setsValue_data();
    void setsValue();
    void readsComments();
    void rangesAreExact_data();
    void rangesAreExact();
    void agreesWithPython();
    void nastyStringsAgreeWithPython();
};

void TestEnv::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("keys") << "A=x\nPORT=8080\nDEBUG=true\nB =  y  \n"_ba
                          << u"{A: text x, PORT: whole number 8080, DEBUG: truth value true, B: text y}"_s;
    QTest::newRow("export") << "export A=x\n  export\tB=y\nexport=z\nexport =w\n"_ba
                            << u"{A: text x, B: text y, export: text z (shadowed), export: text w}"_s;
    QTest::newRow("a key without a value") << "A\nexport B # c\n"_ba << u"{A: null null, B: null null}"_s;
    QTest::newRow("no value") << "A=\nB= # c\n"_ba << u"{A: text , B: text }"_s;
    QTest::newRow("a comment begins behind a blank")
        << "A=b#c\nD=e #f\nG=#h\n"_ba << u"{A: text b#c, D: text e, G: text #h}"_s;
    QTest::newRow("single quotes take all as it is")
        << "A='b # \"c\" \\n $d'\n"_ba << u"{A: text b # \"c\" \\n $d}"_s;
    QTest::newRow("double quotes have escapes")
        << R"(A="b\n\t\"\\\d$e" # c)"_ba << u"{A: text b\n\t\"\\\\d$e}"_s;
    QTest::newRow("quotes over several lines")
        << "A='b\nC=d'\nE=\"f\r\n# g\"\n"_ba << u"{A: text b\nC=d, E: text f\n# g}"_s;
    QTest::newRow("quotes make text") << "A='5'\nB=\"true\"\n"_ba << u"{A: text 5, B: text true}"_s;
    QTest::newRow("quotes inside a plain value") << "A=b'c\"d\n"_ba << u"{A: text b'c\"d}"_s;
    QTest::newRow("a variable is shown as written") << "A=$HOME/${X}\n"_ba << u"{A: text $HOME/${X}}"_s;
    QTest::newRow("a key that is given twice")
        << "A=1\nA=2\n"_ba << u"{A: whole number 1 (shadowed), A: whole number 2}"_s;
    QTest::newRow("byte order mark and CR") << "\xEF\xBB\xBF"
                                               "A=b\rC=d"_ba
                                            << u"{A: text b, C: text d}"_s;
}

void TestEnv::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
}

void TestEnv::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("words") << "A=b\nhello world\n"_ba
                           << u"2:7: expected \"=\" behind the key, found \"world\""_s;
    QTest::newRow("a colon") << "A: b\n"_ba << u"1:4: expected \"=\" behind the key, found \"b\""_s;
    QTest::newRow("no key") << "=b\n"_ba << u"1:1: expected a key, found \"=b\""_s;
    QTest::newRow("no key to export") << "export =b\n= c"_ba << u"2:1: expected a key, found \"= c\""_s;
    QTest::newRow("open single quote")
        << "A=b\nC='d\nE=f"_ba << u"2:3: expected a closing ', found the end of the file"_s;
    QTest::newRow("open double quote")
        << "A=\"b\\\""_ba << u"1:3: expected a closing \", found the end of the file"_s;
    QTest::newRow("open double quote before a backslash")
        << "A=\"b\\"_ba << u"1:3: expected a closing \", found the end of the file"_s;
    QTest::newRow("text behind a quote")
        << "A='b' c\n"_ba << u"1:7: expected the end of the line behind the closing quote, found \"c\""_s;
}

void TestEnv::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestEnv::setsValue_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("after");

    QTest::newRow("plain words stay plain") << "A=b # c"_ba << u"http://x:80/y"_s << u"A=http://x:80/y # c"_s;
    QTest::newRow("blanks need quotes") << "A=b"_ba << u"c d"_s << u"A='c d'"_s;
    QTest::newRow("a variable is no variable in single quotes") << "A=b"_ba << u"$HOME"_s << u"A='$HOME'"_s;
    QTest::newRow("nor where double quotes were") << "A=\"b\""_ba << u"$HOME"_s << u"A='$HOME'"_s;
    QTest::newRow("single quotes stay") << "A='b'"_ba << u"c"_s << u"A='c'"_s;
    QTest::newRow("double quotes stay") << "A=\"b\""_ba << u"it's \"c\"\n"_s << u"A=\"it's \\\"c\\\"\\n\""_s;
    QTest::newRow("a single quote needs double ones") << "A='b'"_ba << u"it's"_s << u"A=\"it's\""_s;
    QTest::newRow("lines with the line end of the file")
        << "A=b\r\nC=d"_ba << u"x\ny"_s << u"A='x\r\ny'\r\nC=d"_s;
    QTest::newRow("words of other languages") << "A=b"_ba << u"你好"_s << u"A=你好"_s;
    QTest::newRow("a comment sign") << "A=b"_ba << u"#c"_s << u"A='#c'"_s;
    QTest::newRow("an empty value") << "A=b"_ba << QString() << u"A="_s;
    QTest::newRow("an empty value before a comment") << "A=b # c"_ba << QString() << u"A='' # c"_s;
    QTest::newRow("a key without a value") << "B = 1\nA"_ba << u"x"_s << u"B = 1\nA = x"_s;
    QTest::newRow("a backslash at the end stands without quotes")
        << "A=\"b\""_ba << u"C:\\x y\\"_s << u"A=C:\\x y\\"_s;
    QTest::newRow("a backslash at the end of what needs quotes")
        << "A=b"_ba << u"#\\"_s
        << u"1:3: .env has no way to write a backslash at the end that every program would read"_s;
    QTest::newRow("a variable and a single quote")
        << "A=b"_ba << u"it's $5"_s
        << u"1:3: .env has no way to write both \"$\" and what '…' cannot hold; programs would put in a variable's value"_s;
    QTest::newRow("a control character")
        << "A=b"_ba << QString(QChar(1)) << u"1:3: .env has no way to write control characters"_s;
}

void TestEnv::setsValue()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, value);
    QFETCH(QString, after);
    const Result<Edit> edit = setValue(*parsed(before), {u"A"_s}, Value::string(value));
    QCOMPARE(shown(edit), after);
}

void TestEnv::readsComments()
{
    const QByteArray text = "# one\nA=b#c # two\nD='# no' #three\r\n  # four ";
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QByteArrayList comments;
    for (const ByteRange &comment : document->comments())
        comments += text.mid(comment.begin, comment.size());
    QCOMPARE(comments, (QByteArrayList{"# one", "# two", "#three", "# four"}));
}

void TestEnv::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestEnv::rangesAreExact()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
}

void TestEnv::agreesWithPython()
{
    OracleFolder folder;
    QList<Document> documents;
    for (quint32 seed = 1; seed <= 300; ++seed) {
        const QByteArray text = RandomLines(seed, vocabulary()).text;
        folder.write(text);
        documents += *parsed(text);
    }
    const QList<FlatValues> second = folder.readByPython(pythonDotenv);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(last(flattened(documents.at(i)))), shown(second.at(i)));
}

void TestEnv::nastyStringsAgreeWithPython()
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
            QCOMPARE(edit.has_value(), !nasty.contains(QChar(0)) && !nasty.contains(QChar(1)));
            if (!edit)
                continue;
            QCOMPARE(spelled(edit->result.find(node.path())), nasty);
            folder.write(edit->result.bytes());
            documents += edit->result;
        }
    }
    const QList<FlatValues> second = folder.readByPython(pythonDotenv);
    QCOMPARE(second.size(), documents.size());
    for (qsizetype i = 0; i < documents.size(); ++i)
        QCOMPARE(shown(last(flattened(documents.at(i)))), shown(second.at(i)));
}

QTEST_GUILESS_MAIN(TestEnv)
#include "tst_env.moc"
