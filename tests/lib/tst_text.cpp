#include <retune/format/document.h>
#include <retune/text/bytesize.h>
#include <retune/text/encoding.h>
#include <retune/text/lineindex.h>
#include <retune/text/problem.h>
#include <retune/text/replacement.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAndColumns_data();
    void linesAndColumns();
    void linesWithoutTheirEnds();
    void columnsPastTheEnd();
    void inspects_data();
    void inspects();
    void refuses_data();
    void refuses();
    void controlBytesAreFoundAnywhere();
    void keepsByteOrderMarksOfValues();
    void replaces_data();
    void replaces();
    void differs_data();
    void differs();
    void differenceOfRandomTexts();
    void writesProblems();
    void writesSizes_data();
    void writesSizes();
    void readsSizes_data();
    void readsSizes();
    void refusesSizes_data();
    void refusesSizes();
};

void TestText::linesAndColumns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<TextPosition>("position");

    const auto row = [](const char *name, const QByteArray &text, qsizetype offset, TextPosition position) {
        QTest::newRow(name) << text << offset << position;
    };
    row("empty text", "", 0, {1, 1});
    row("first byte", "ab", 0, {1, 1});
    row("behind the last byte", "ab", 2, {1, 3});
    row("columns count code points", "你好a", 6, {1, 3});
    row("outside the first plane", "\xF0\x9F\x98\x80x", 4, {1, 2});
    row("behind LF", "a\nb", 2, {2, 1});
    row("behind CRLF", "a\r\nb", 3, {2, 1});
    row("behind CR", "a\rb", 2, {2, 1});
    row("behind the last line end", "a\n", 2, {2, 1});
    row("LF, then CR", "a\n\rb", 3, {3, 1});
    row("a byte order mark is no column",
        "\xEF\xBB\xBF"
        "ab",
        4, {1, 2});
}

void TestText::linesAndColumns()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, offset);
    QFETCH(TextPosition, position);
    const LineIndex lines(text);
    QCOMPARE(lines.position(text, offset), position);
    QCOMPARE(lines.offset(text, position), offset);
    QCOMPARE(positionAt(text, offset), position);
}

void TestText::linesWithoutTheirEnds()
{
    const QByteArray text = "a\r\nbc\n\n\rd";
    const LineIndex lines(text);
    QByteArrayList seen;
    for (int line = 1; line <= lines.lineCount(); ++line) {
        const ByteRange range = lines.lineRange(text, line);
        seen += text.mid(range.begin, range.size());
    }
    QCOMPARE(seen, (QByteArrayList{"a", "bc", "", "", "d"}));
    QCOMPARE(LineIndex().lineCount(), 1);
}

void TestText::columnsPastTheEnd()
{
    const QByteArray text = "你\nb";
    const LineIndex lines(text);
    QCOMPARE(lines.offset(text, {1, 99}), 3);
    QCOMPARE(lines.offset(text, {99, 99}), 5);
}

void TestText::inspects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<TextFacts>("facts");

    QTest::newRow("empty") << ""_ba << TextFacts{};
    QTest::newRow("no line end") << "a\tb"_ba << TextFacts{};
    QTest::newRow("LF") << "a\nb\n"_ba << TextFacts{0, LineEnd::Lf, true, "\n"};
    QTest::newRow("CRLF") << "a\r\nb"_ba << TextFacts{0, LineEnd::CrLf, false, "\r\n"};
    QTest::newRow("CR") << "a\rb\r"_ba << TextFacts{0, LineEnd::Cr, true, "\r"};
    QTest::newRow("mixed, mostly CRLF") << "a\r\nb\r\nc\n"_ba << TextFacts{0, LineEnd::Mixed, true, "\r\n"};
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF"
                                        "a\n"_ba
                                     << TextFacts{3, LineEnd::Lf, true, "\n"};
    QTest::newRow("all of Unicode") << "é你\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF\xED\x9F\xBF\xEE\x80\x80\f\x7F"_ba
                                    << TextFacts{};
}

void TestText::inspects()
{
    QFETCH(QByteArray, text);
    QFETCH(TextFacts, facts);
    const Result<TextFacts> found = inspect(text);
    QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
    QCOMPARE(*found, facts);
}

void TestText::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    const QString utf8 = u"expected UTF-8, found the byte "_s;
    QTest::newRow("continuation byte alone") << "ab\x80"_ba << u"1:3: "_s + utf8 + u"0x80"_s;
    QTest::newRow("sequence cut short") << "a\n\xE4\xBD"_ba << u"2:1: "_s + utf8 + u"0xE4"_s;
    QTest::newRow("overlong slash") << "\xC0\xAF"_ba << u"1:1: "_s + utf8 + u"0xC0"_s;
    QTest::newRow("overlong in three bytes") << "\xE0\x80\xAF"_ba << u"1:1: "_s + utf8 + u"0xE0"_s;
    QTest::newRow("surrogate") << "\xED\xA0\x80"_ba << u"1:1: "_s + utf8 + u"0xED"_s;
    QTest::newRow("above U+10FFFF") << "\xF4\x90\x80\x80"_ba << u"1:1: "_s + utf8 + u"0xF4"_s;
    QTest::newRow("Latin-1") << "caf\xE9\n"_ba << u"1:4: "_s + utf8 + u"0xE9"_s;
    QTest::newRow("NUL") << QByteArray("你\0", 4) << u"1:2: expected text, found the control byte 0x00"_s;
    QTest::newRow("escape") << "long enough \x1B[0m"_ba
                            << u"1:13: expected text, found the control byte 0x1B"_s;
    QTest::newRow("UTF-16 of Windows") << QByteArray("\xFF\xFE"
                                                     "a\0",
                                                     4)
                                       << u"1:1: expected UTF-8, found UTF-16; save the file as UTF-8"_s;
    QTest::newRow("UTF-32") << QByteArray("\xFF\xFE\0\0", 4)
                            << u"1:1: expected UTF-8, found UTF-32; save the file as UTF-8"_s;
}

void TestText::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<TextFacts> found = inspect(text);
    QVERIFY(!found);
    QCOMPARE(found.error().toString(), problem);
    QCOMPARE(found.error().kind, ProblemKind::Encoding);
}

void TestText::controlBytesAreFoundAnywhere()
{
    // Plain text is passed eight bytes at a time: no byte may slip through, whatever its place.
    for (int size = 1; size < 40; ++size) {
        for (int at = 0; at < size; ++at) {
            QByteArray text(size, 'x');
            for (const char bad : {'\0', '\x1F', '\x01', '\x80', '\xFF'}) {
                text[at] = bad;
                const Result<TextFacts> found = inspect(text);
                QVERIFY(!found);
                QCOMPARE(found.error().range.begin, at);
            }
        }
    }
}

void TestText::keepsByteOrderMarksOfValues()
{
    const QString mark(QChar(0xFEFF));
    for (const QString &text : {u""_s, mark, mark + mark, mark + u"a"_s + mark, u"你"_s + mark})
        QCOMPARE(decodedUtf8(text.toUtf8()), text);
}

void TestText::replaces_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QList<Replacement>>("replacements");
    QTest::addColumn<QByteArray>("after");

    QTest::newRow("nothing") << "abc"_ba << QList<Replacement>{} << "abc"_ba;
    QTest::newRow("a value") << "a = 1\n"_ba << QList<Replacement>{{{4, 5}, "22"}} << "a = 22\n"_ba;
    QTest::newRow("insert into nothing") << ""_ba << QList<Replacement>{{{0, 0}, "x"}} << "x"_ba;
    QTest::newRow("remove all") << "abc"_ba << QList<Replacement>{{{0, 3}, ""}} << ""_ba;
    QTest::newRow("several of different growth")
        << "abcdef"_ba << QList<Replacement>{{{0, 1}, ""}, {{2, 2}, "XYZ"}, {{3, 5}, "-"}} << "bXYZc-f"_ba;
    QTest::newRow("side by side") << "ab"_ba
                                  << QList<Replacement>{{{0, 1}, "1"}, {{1, 2}, "2"}, {{2, 2}, "3"}}
                                  << "123"_ba;
}

void TestText::replaces()
{
    QFETCH(QByteArray, before);
    QFETCH(QList<Replacement>, replacements);
    QFETCH(QByteArray, after);
    QCOMPARE(applied(before, replacements), after);
    const QList<Replacement> back = inverted(before, replacements);
    QCOMPARE(applied(after, back), before);
    QCOMPARE(inverted(after, back), replacements);
}

void TestText::differs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<Replacement>("difference");

    QTest::newRow("equal") << "abc"_ba
                           << "abc"_ba << Replacement{{3, 3}, ""};
    QTest::newRow("middle") << "abc"_ba
                            << "aXYc"_ba << Replacement{{1, 2}, "XY"};
    QTest::newRow("all") << "abc"_ba
                         << ""_ba << Replacement{{0, 3}, ""};
    QTest::newRow("one of many alike is removed") << "aaaa"_ba
                                                  << "aaa"_ba << Replacement{{3, 4}, ""};
    QTest::newRow("one of many alike is added") << "aaa"_ba
                                                << "aaaa"_ba << Replacement{{3, 3}, "a"};
    QTest::newRow("no sequence is cut at its start")
        << "\xE4\xBD\xA0"_ba
        << "\xE4\xBD\xA1"_ba << Replacement{{0, 3}, "\xE4\xBD\xA1"};
    QTest::newRow("no sequence is cut at its end") << "x\xC3\xA9"_ba
                                                   << "x\xC4\xA9"_ba << Replacement{{1, 3}, "\xC4\xA9"};
}

void TestText::differs()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(Replacement, difference);
    QCOMPARE(retune::difference(before, after), difference);
}

void TestText::differenceOfRandomTexts()
{
    QRandomGenerator random(7);
    const QStringList parts{u"a"_s, u"é"_s, u"è"_s, u"你"_s, u"好"_s, u"😀"_s, u"😁"_s};
    const auto text = [&] {
        QString made;
        for (int i = int(random.bounded(6)); i > 0; --i)
            made += parts.at(random.bounded(int(parts.size())));
        return made.toUtf8();
    };
    for (int i = 0; i < 5000; ++i) {
        const QByteArray before = text();
        const QByteArray after = text();
        const Replacement change = difference(before, after);
        QCOMPARE(applied(before, {change}), after);
        QVERIFY(inspect(change.text));
        QVERIFY(inspect(QByteArrayView(before).sliced(change.range.begin, change.range.size())));
    }
}

void TestText::writesProblems()
{
    QCOMPARE((Problem{ProblemKind::Syntax, u"a.ini"_s, {3, 7}, {}, u"no"_s}).toString(), u"a.ini:3:7: no"_s);
    QCOMPARE((Problem{ProblemKind::Missing, u"a.ini"_s, {}, {}, u"no"_s}).toString(), u"a.ini: no"_s);
    QCOMPARE((Problem{ProblemKind::Syntax, {}, {3, 7}, {}, u"no"_s}).toString(), u"3:7: no"_s);
    QCOMPARE((Problem{ProblemKind::Misuse, {}, {}, {}, u"no"_s}).toString(), u"no"_s);
}

void TestText::writesSizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << u"0 bytes"_s;
    QTest::newRow("one byte") << qint64(1) << u"1 byte"_s;
    QTest::newRow("below a unit") << qint64(1023) << u"1023 bytes"_s;
    QTest::newRow("a whole unit") << qint64(1024) << u"1 KB"_s;
    QTest::newRow("half a unit") << qint64(1536) << u"1.5 KB"_s;
    QTest::newRow("the usual limit") << Limits().bytes << u"64 MB"_s;
    QTest::newRow("one byte more is more") << Limits().bytes + 1 << u"64.1 MB"_s;
    QTest::newRow("past the last unit") << 5000 * (qint64(1) << 30) << u"5000 GB"_s;
}

void TestText::writesSizes()
{
    QFETCH(qint64, bytes);
    QTEST(byteSizeText(bytes), "text");
}

void TestText::readsSizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("bytes") << u"65536"_s << qint64(65536);
    QTest::newRow("a letter") << u"100M"_s << 100 * (qint64(1) << 20);
    QTest::newRow("a small letter and a B") << u"64kb"_s << qint64(65536);
    QTest::newRow("the unit of the binary world") << u"1 GiB"_s << (qint64(1) << 30);
    QTest::newRow("a fraction") << u" 0.5K "_s << qint64(512);
    QTest::newRow("what writesSizes gives") << u"1000 bytes"_s << qint64(1000);
}

void TestText::readsSizes()
{
    QFETCH(QString, text);
    const Result<qint64> bytes = parseByteSize(text);
    QVERIFY2(bytes, qPrintable(bytes ? QString() : bytes.error().message));
    QTEST(*bytes, "bytes");
}

void TestText::refusesSizes_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "M", "much", "-1", "0", "0.1", "1..5", "1e9", "100T", "100MM", "9999999999G", "0x10"})
        QTest::addRow("\"%s\"", text) << QString::fromLatin1(text);
}

void TestText::refusesSizes()
{
    QFETCH(QString, text);
    const Result<qint64> bytes = parseByteSize(text);
    QVERIFY2(!bytes, qPrintable(QString::number(bytes.value_or(0))));
    QCOMPARE(bytes.error().message, u"expected a size such as 100M, found \"%1\""_s.arg(text));
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
