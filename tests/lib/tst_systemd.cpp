#include "lineformats.h"

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text)
{
    return format(FormatId::Systemd).parse(text);
}

const Vocabulary &vocabulary()
{
    static const Vocabulary words{{"[Unit]", "[Service]", "  [X y]  "},
                                  {"", " \t", "# x = y", "  ; [z]", "# goes on? no \\"},
                                  {"", "  "},
                                  {"Key", "Exec Start", "é"},
                                  {"=", " = ", "\t= "},
                                  {"x", "8080", "yes", "5min", "\"a b\" %i", "a # b", "a\\\n  b",
                                   "a \\\n# c\nb", "\\x20a", "你=好", "a\\\\", "\\\nb", "a\\\n"},
                                  {"", "  "}};
    return words;
}

} // namespace

class TestSystemd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void readsComments();
    void rangesAreExact_data();
    void rangesAreExact();
    void nastyStrings_data();
    void nastyStrings();
};

void TestSystemd::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("a unit") << "[Unit]\nDescription=A b\n\n[Service]\nRestartSec=5\nRemainAfterExit=yes\n"_ba
                            << u"{Unit: {Description: text A b}, Service: {RestartSec: whole number 5, "
                               u"RemainAfterExit: truth value true}}"_s;
    QTest::newRow("a value may hold what begins a comment elsewhere")
        << "[a]\nb=c # d ; e\n"_ba << u"{a: {b: text c # d ; e}}"_s;
    QTest::newRow("blanks at the ends go") << "[a]\n b \t= \t c  \n"_ba << u"{a: {b: text c}}"_s;
    QTest::newRow("a colon is part of a key") << "[a]\nb:c=d\n"_ba << u"{a: {b:c: text d}}"_s;
    QTest::newRow("repeated keys, and one that drops the others")
        << "[a]\nb=x\nc=1\nb=\nb=y\n[a]\nb=z\n"_ba
        << u"{a: {b: [text x, text , text y, text z], c: whole number 1}}"_s;
    QTest::newRow("keys differ by case") << "[a]\nb=x\nB=y\n"_ba << u"{a: {b: text x, B: text y}}"_s;
    QTest::newRow("a backslash at the end stands for a blank")
        << "[a]\nb=x \\\n  y\\\n\tz\nc=d\n"_ba << u"{a: {b: text x    y \tz, c: text d}}"_s;
    QTest::newRow("comments inside of a value are left out")
        << "[a]\nb=x\\\n# c\\\n ; d\ny\n"_ba << u"{a: {b: text x y}}"_s;
    QTest::newRow("two backslashes end a line")
        << "[a]\nb=x\\\\\nc=y\n"_ba << u"{a: {b: text x\\\\, c: text y}}"_s;
    QTest::newRow("a backslash before blanks ends a line")
        << "[a]\nb=x\\ \nc=y\n"_ba << u"{a: {b: text x\\, c: text y}}"_s;
    QTest::newRow("a value that goes on to an empty line")
        << "[a]\nb=x\\\n\nc=y\n"_ba << u"{a: {b: text x, c: text y}}"_s;
    QTest::newRow("a value that goes on to the end of the file") << "[a]\nb=x\\"_ba << u"{a: {b: text x}}"_s;
    QTest::newRow("a value that goes on to the end behind a line end")
        << "[a]\nb=x\\\n"_ba << u"{a: {b: text x}}"_s;
    QTest::newRow("an indented line is a key") << "[a]\nb=x\n  c=y\n"_ba << u"{a: {b: text x, c: text y}}"_s;
    QTest::newRow("a section name with brackets") << "[a]b]\nc=d\n"_ba << u"{a]b: {c: text d}}"_s;
    QTest::newRow("CRLF") << "[a]\r\nb=c\\\r\nd\r\n"_ba << u"{a: {b: text c d}}"_s;
}

void TestSystemd::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
}

void TestSystemd::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("open section name")
        << "[a\n"_ba << u"1:1: expected \"]\" at the end of the section name, found the end of the line"_s;
    QTest::newRow("open section name, and a bracket in the next line")
        << "[a\nb=]\n"_ba
        << u"1:1: expected \"]\" at the end of the section name, found the end of the line"_s;
    QTest::newRow("section without a name")
        << "[]\n"_ba << u"1:1: expected a section name in [ ], found none"_s;
    QTest::newRow("a comment behind a section name")
        << "[a] # b\n"_ba << u"1:5: expected the end of the line after the section name, found \"# b\""_s;
    QTest::newRow("a key without equals sign")
        << "[a]\nb: c \n"_ba << u"2:6: expected \"=\" behind the key, found the end of the line"_s;
    QTest::newRow("no key") << "[a]\n= c\n"_ba << u"2:1: expected a key, found \"= c\""_s;
    QTest::newRow("a key before the first section")
        << "a=b\n"_ba << u"1:1: expected a section such as [Unit] before the first key, found \"a=b\""_s;
}

void TestSystemd::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestSystemd::readsComments()
{
    const QByteArray text = "# one\n[a]\n  ; two  \r\nb=c # no\nd=e\\\n# three \\\nf\n";
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QByteArrayList comments;
    for (const ByteRange &comment : document->comments())
        comments += text.mid(comment.begin, comment.size());
    QCOMPARE(comments, (QByteArrayList{"# one", "; two", "# three \\"}));
}

void TestSystemd::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestSystemd::rangesAreExact()
{
    QFETCH(quint32, seed);
    Vocabulary words = vocabulary();
    words.values.removeAll("a\\\n"); // where an empty line follows, its blanks belong to nothing
    const RandomLines random(seed, words);
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
}

void TestSystemd::nastyStrings_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestSystemd::nastyStrings()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Document document = *parsed(random.text);
    for (const Node &node : valuesOf(document)) {
        for (const QString &nasty : retune::nastyStrings()) {
            const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
            const bool isControl = std::any_of(nasty.begin(), nasty.end(), [](QChar c) {
                return (c < u' ' && c != u'\t') || c == QChar(0x7F);
            });
            const bool isDropped = nasty.startsWith(u' ') || nasty.endsWith(u' ') || nasty == u"\t";
            const bool hasComment = node.text().contains("# c");
            QCOMPARE(edit.has_value(), !isControl && !isDropped && !nasty.endsWith(u'\\') && !hasComment);
            if (edit)
                QCOMPARE(spelled(edit->result.find(node.path())), nasty);
        }
    }
}

QTEST_GUILESS_MAIN(TestSystemd)
#include "tst_systemd.moc"
