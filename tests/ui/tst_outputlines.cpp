#include "run/commandline.h"
#include "run/outputlines.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// What becomes of a command line and of the bytes that a program prints.
class TestOutputLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreMadeOfPieces_data();
    void linesAreMadeOfPieces();
    void aCharacterIsNeverCutInTwo();
    void aLineWithoutEndIsCutIntoSeveral();
    void commandsAreSplitAsInAShell_data();
    void commandsAreSplitAsInAShell();
    void commandsThatCannotBeRunAreRefused_data();
    void commandsThatCannotBeRunAreRefused();
    void commandsThatHoldSecretsAreKnown_data();
    void commandsThatHoldSecretsAreKnown();
};

void TestOutputLines::linesAreMadeOfPieces_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("rest");
    QTest::newRow("whole lines") << QByteArrayList{"a\nb\n"} << QStringList{u"a"_s, u"b"_s} << QStringList();
    QTest::newRow("a line in three pieces")
        << QByteArrayList{"re", "dis = ", "1\n"} << QStringList{u"redis = 1"_s} << QStringList();
    QTest::newRow("a last line without a line break")
        << QByteArrayList{"a\nend"} << QStringList{u"a"_s} << QStringList{u"end"_s};
    QTest::newRow("empty lines stay")
        << QByteArrayList{"\n\nx\n"} << QStringList{{}, {}, u"x"_s} << QStringList();
    QTest::newRow("line breaks of Windows")
        << QByteArrayList{"a\r", "\nb\r\n"} << QStringList{u"a"_s, u"b"_s} << QStringList();
    QTest::newRow("a progress bar shows its last state")
        << QByteArrayList{"10 %\r50 %\r100 %\n"} << QStringList{u"100 %"_s} << QStringList();
    QTest::newRow("colours are left out") << QByteArrayList{"\x1b[1;31mred\x1b[0m \x1b]0;title\x07text\n"}
                                          << QStringList{u"red text"_s} << QStringList();
    QTest::newRow("bytes that are no UTF-8 are replaced")
        << QByteArrayList{"a\xff\x62\n"} << QStringList{u"a\ufffdb"_s} << QStringList();
    QTest::newRow("a NUL is made visible")
        << QByteArrayList{QByteArray("a\0b\n", 4)} << QStringList{u"a\u2400b"_s} << QStringList();
    QTest::newRow("Chinese") << QByteArrayList{"你好\n"} << QStringList{u"你好"_s} << QStringList();
}

void TestOutputLines::linesAreMadeOfPieces()
{
    QFETCH(const QByteArrayList, pieces);
    OutputLines output;
    QStringList lines;
    for (const QByteArray &piece : pieces)
        lines += output.take(piece);
    QTEST(lines, "lines");
    QTEST(output.takeRest(), "rest");
    QCOMPARE(output.takeRest(), QStringList());
}

void TestOutputLines::aCharacterIsNeverCutInTwo()
{
    OutputLines output;
    QStringList lines;
    for (const char byte : QByteArray("redis = 你好，精神小伙 🐎\n"))
        lines += output.take(QByteArrayView(&byte, 1));
    QCOMPARE(lines, QStringList{u"redis = 你好，精神小伙 🐎"_s});
}

void TestOutputLines::aLineWithoutEndIsCutIntoSeveral()
{
    OutputLines output;
    const QString text = u"你"_s.repeated(100'000);
    QStringList lines = output.take(text.toUtf8());
    QVERIFY2(lines.size() > 1, "nothing was told of a line that may never end");
    lines += output.takeRest();
    QCOMPARE(lines.join(QString()), text);
}

void TestOutputLines::commandsAreSplitAsInAShell_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("words") << u"python3 loop.py"_s << QStringList{u"python3"_s, u"loop.py"_s};
    QTest::newRow("blanks around and between") << u"  a   b "_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("single quotes") << u"sh -c 'echo \"a b\" | wc'"_s
                                   << QStringList{u"sh"_s, u"-c"_s, u"echo \"a b\" | wc"_s};
    QTest::newRow("double quotes") << uR"(a "b \"c\" \\ \n")"_s << QStringList{u"a"_s, uR"(b "c" \ \n)"_s};
    QTest::newRow("quotes within a word") << u"a --name='b c'd"_s << QStringList{u"a"_s, u"--name=b cd"_s};
    QTest::newRow("an empty word") << u"a ''"_s << QStringList{u"a"_s, QString()};
    QTest::newRow("a backslash") << uR"(my\ program \|)"_s << QStringList{u"my program"_s, u"|"_s};
}

void TestOutputLines::commandsAreSplitAsInAShell()
{
    QFETCH(const QString, line);
    const Result<QStringList> words = splitCommandLine(line);
    QVERIFY2(words, qPrintable(words ? QString() : words.error().message));
    QTEST(*words, "words");
}

void TestOutputLines::commandsThatCannotBeRunAreRefused_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QString() << 1 << u"expected a command"_s;
    QTest::newRow("an empty program") << u"'' a"_s << 1 << u"expected a command"_s;
    QTest::newRow("an open single quote") << u"sh -c 'echo"_s << 7 << u"expected a closing '"_s;
    QTest::newRow("an open double quote") << u"a \"b"_s << 3 << u"expected a closing \""_s;
    QTest::newRow("a backslash at the end") << u"a \\"_s << 3 << u"after \\"_s;
    QTest::newRow("a pipe") << u"a | b"_s << 3 << u"found |"_s;
    QTest::newRow("a redirection") << u"a >b"_s << 3 << u"found >"_s;
    QTest::newRow("a variable") << u"A=1 b"_s << 1 << u"env A=1"_s;
}

void TestOutputLines::commandsThatCannotBeRunAreRefused()
{
    QFETCH(const QString, line);
    QFETCH(const QString, part);
    const Result<QStringList> words = splitCommandLine(line);
    QVERIFY(!words);
    QTEST(words.error().position.column, "column");
    QVERIFY2(words.error().message.contains(part), qPrintable(words.error().message));
}

void TestOutputLines::commandsThatHoldSecretsAreKnown_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<bool>("isSecret");
    QTest::newRow("an option with a password") << QStringList{u"a"_s, u"--password=x"_s} << true;
    QTest::newRow("an option before a token") << QStringList{u"a"_s, u"--api-token"_s, u"x"_s} << true;
    QTest::newRow("a variable with a token") << QStringList{u"env"_s, u"API_TOKEN=x"_s, u"a"_s} << true;
    QTest::newRow("a file of that name") << QStringList{u"cat"_s, u"password.txt"_s} << false;
    QTest::newRow("nothing of the kind") << QStringList{u"python3"_s, u"--x=1"_s} << false;
}

void TestOutputLines::commandsThatHoldSecretsAreKnown()
{
    QFETCH(const QStringList, command);
    QTEST(holdsSecret(command), "isSecret");
}

QTEST_GUILESS_MAIN(TestOutputLines)
#include "tst_outputlines.moc"
