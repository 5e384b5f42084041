#include <retune/diff/worddiff.h>

#include <QtTest/QTest>

#include <random>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The line with its spans in brackets.
QString marked(const QString &line, const QList<TextSpan> &spans)
{
    QString result;
    qsizetype at = 0;
    for (const TextSpan &span : spans) {
        result += line.mid(at, span.begin - at) + u'[' + line.mid(span.begin, span.end - span.begin) + u']';
        at = span.end;
    }
    return result + line.mid(at);
}

QString without(const QString &line, const QList<TextSpan> &spans)
{
    QString result;
    qsizetype at = 0;
    for (const TextSpan &span : spans) {
        result += line.mid(at, span.begin - at);
        at = span.end;
    }
    return result + line.mid(at);
}

bool areInOrder(const QString &line, const QList<TextSpan> &spans)
{
    qsizetype last = -1;
    for (const TextSpan &span : spans) {
        if (span.begin <= last || span.end <= span.begin || span.end > line.size())
            return false;
        last = span.end;
    }
    return true;
}

QString repeated(const QString &part, int count, const QString &end)
{
    return part.repeated(count) + end;
}

} // namespace

class TestWordDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spans_data();
    void spans();
    void randomLinesKeepTheRules();
    void longLines_data();
    void longLines();
};

void TestWordDiff::spans_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("markedBefore");
    QTest::addColumn<QString>("markedAfter");

    const auto row = [](const char *name, const QString &markedBefore, const QString &markedAfter) {
        const auto plain = [](QString text) { return text.remove(u'[').remove(u']'); };
        QTest::newRow(name) << plain(markedBefore) << plain(markedAfter) << markedBefore << markedAfter;
    };
    row("two empty lines", u""_s, u""_s);
    row("equal lines", u"port = 8080"_s, u"port = 8080"_s);
    row("one side is empty", u""_s, u"[port = 8080]"_s);
    row("a number", u"port = [8080]"_s, u"port = [8081]"_s);
    row("words are marked whole", u"host = [localhost]"_s, u"host = [localhost2]"_s);
    row("two words", u"[host] = a.[example].org"_s, u"[name] = a.[sample].org"_s);
    row("an underscore parts words", u"max_[size] = 1"_s, u"max_[count] = 1"_s);
    row("white space", u"a =[  ]1"_s, u"a =[ ]1"_s);
    row("indentation came", u"key: 1"_s, u"[  ]key: 1"_s);
    row("single other characters", u"a = (1[,] 2)"_s, u"a = (1[;] 2)"_s);
    row("words moved in", u"a b"_s, u"a [x ]b"_s);
    row("Chinese characters are words", u"redis=\"你[好]\""_s, u"redis=\"你[们]\""_s);
    row("Chinese characters came", u"redis=\"你好\""_s, u"redis=\"你好[，精神小伙]\""_s);
    row("kana are words", u"カ[タ]カナ"_s, u"カ[ナ]カナ"_s);
    row("Hangul is written in words", u"[안녕] 세계"_s, u"[안영] 세계"_s);
    row("CJK beyond 16 bits is never cut", u"a𠀀b [𠀁]"_s, u"a𠀀b [𠀂]"_s);
    row("an emoji is never cut", u"a b [😀]"_s, u"a b [😁]"_s);
    row("an accent belongs to its letter", u"[cafe\u0301] au lait"_s, u"[cafe] au lait"_s);
    row("a half of a surrogate pair is a character", u"a b [\xD83D]"_s, u"a b [c]"_s);
    row("almost nothing in common", u"[port = 8080]"_s, u"[name: \"something = else\"]"_s);
    row("almost nothing in common but the indentation", u"    [port = 8080]"_s,
        u"    [name = \"nine words\"]"_s);
    row("nothing in common behind the key", u"key = [1]"_s, u"key = [\"a much longer text than before\"]"_s);
}

void TestWordDiff::spans()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const WordDiff diff = wordDiff(before, after);
    QTEST(marked(before, diff.before), "markedBefore");
    QTEST(marked(after, diff.after), "markedAfter");
    const WordDiff reverse = wordDiff(after, before);
    QCOMPARE(without(after, reverse.before), without(before, reverse.after));
}

void TestWordDiff::randomLinesKeepTheRules()
{
    static const QStringList words{u"a"_s, u"b"_s, u"key"_s, u" "_s, u"  "_s,
                                   u"="_s, u"."_s, u"你"_s,  u"😀"_s, u"1"_s};
    std::mt19937 random(20'240'602);
    const auto line = [&random] {
        QString result;
        for (quint32 left = quint32(random()) % 25; left > 0; --left)
            result += words.at(qsizetype(random() % quint32(words.size())));
        return result;
    };
    for (int round = 0; round < 20'000; ++round) {
        const QString before = line();
        QString after = before;
        if (round % 2 == 0)
            after = line();
        else
            after.insert(qsizetype(random() % quint32(after.size() + 1)), u'x');
        const WordDiff diff = wordDiff(before, after);
        QVERIFY(areInOrder(before, diff.before));
        QVERIFY(areInOrder(after, diff.after));
        QCOMPARE(without(before, diff.before), without(after, diff.after));
        QCOMPARE(diff == WordDiff(), before == after);
    }
}

void TestWordDiff::longLines_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("spans");

    const QString same = u"a,"_s;
    QTest::newRow("2,000 words are compared")
        << u"x,"_s + same.repeated(500) + u"y"_s << u"z,"_s + same.repeated(500) + u"w"_s << 2;
    QTest::newRow("more than 2,000 words between the common ends are not")
        << u"x,"_s + same.repeated(1'500) + u"y"_s << u"z,"_s + same.repeated(1'500) + u"w"_s << 1;
    QTest::newRow("the common ends are left out however long")
        << same.repeated(100'000) + u"x"_s + same.repeated(100'000)
        << same.repeated(100'000) + u"y"_s + same.repeated(100'000) << 1;
    QTest::newRow("2,000 words that all differ")
        << repeated(u"a,"_s, 999, u"a"_s) << repeated(u"b "_s, 999, u"b"_s) << 1;
}

void TestWordDiff::longLines()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const WordDiff diff = wordDiff(before, after);
    QTEST(int(diff.before.size()), "spans");
    QTEST(int(diff.after.size()), "spans");
    QCOMPARE(without(before, diff.before), without(after, diff.after));
}

QTEST_GUILESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"
