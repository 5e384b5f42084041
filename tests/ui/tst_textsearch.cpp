#include "editor/textsearch.h"

#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList found(const QString &text, const TextSearch &search)
{
    const std::atomic_bool isCancelled = false;
    QStringList hits;
    for (const TextHit &hit : findInText(text, search, isCancelled))
        hits += u"%1+%2"_s.arg(hit.begin).arg(hit.length);
    return hits;
}

class TestTextSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsMeant_data();
    void findsWhatIsMeant();
    void replacesWithWhatBracketsFound();
    void replacesVeryManyHits();
};

void TestTextSearch::findsWhatIsMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TextSearch>("search");
    QTest::addColumn<QStringList>("hits");
    const QString line(QChar::ParagraphSeparator);
    QTest::newRow("in upper and lower case")
        << u"One one"_s << TextSearch{u"one"_s} << QStringList{u"0+3"_s, u"4+3"_s};
    QTest::newRow("in this case alone")
        << u"One one"_s << TextSearch{u"one"_s, true} << QStringList{u"4+3"_s};
    QTest::newRow("whole words") << u"one anyone one_ (one)"_s << TextSearch{u"one"_s, false, true}
                                 << QStringList{u"0+3"_s, u"17+3"_s};
    QTest::newRow("words that end with a sign")
        << u"a. b"_s << TextSearch{u"a."_s, false, true} << QStringList{u"0+2"_s};
    QTest::newRow("signs of expressions stand for themselves")
        << u"a.c abc"_s << TextSearch{u"a.c"_s} << QStringList{u"0+3"_s};
    QTest::newRow("an expression") << u"a1 b22"_s << TextSearch{u"\\d+"_s, false, false, true}
                                   << QStringList{u"1+1"_s, u"4+2"_s};
    QTest::newRow("line ends are those of the file")
        << u"a"_s + line + u"b"_s << TextSearch{u"^b$"_s, false, false, true} << QStringList{u"2+1"_s};
    QTest::newRow("a line end itself")
        << u"a"_s + line + u"b"_s << TextSearch{u"a\\nb"_s, false, false, true} << QStringList{u"0+3"_s};
    QTest::newRow("hits of no length are none")
        << u"abc"_s << TextSearch{u"x*"_s, false, false, true} << QStringList{};
    QTest::newRow("Chinese") << u"你好，精神小伙"_s << TextSearch{u"精神"_s} << QStringList{u"3+2"_s};
    QTest::newRow("nothing is looked for") << u"abc"_s << TextSearch{} << QStringList{};
}

void TestTextSearch::findsWhatIsMeant()
{
    QFETCH(QString, text);
    QFETCH(TextSearch, search);
    QFETCH(QStringList, hits);
    QCOMPARE(found(text, search), hits);
}

void TestTextSearch::replacesWithWhatBracketsFound()
{
    const TextSearch search{u"(\\w+)=(\\w+)"_s, false, false, true};
    QCOMPARE(replacementsFor(u"a=b c=d"_s, {{0, 3}, {4, 3}}, search, u"\\2=\\1\\n\\\\n"_s),
             (QStringList{u"b=a\n\\n"_s, u"d=c\n\\n"_s}));
    QCOMPARE(replacementsFor(u"a"_s, {{0, 1}}, {u"a"_s}, u"\\1"_s), QStringList{u"\\1"_s});
}

/// The whole text must not be gone through for each: that would take longer than a test may.
void TestTextSearch::replacesVeryManyHits()
{
    constexpr int lines = 200'000;
    const QString text = u"key = value\n"_s.repeated(lines);
    const TextSearch search{u"k(ey)"_s, false, false, true};
    const std::atomic_bool isCancelled = false;
    const QList<TextHit> hits = findInText(text, search, isCancelled);
    QCOMPARE(hits.size(), lines);
    QCOMPARE(replacementsFor(text, hits, search, u"\\1"_s), QStringList(lines, u"ey"_s));
}

} // namespace

QTEST_GUILESS_MAIN(TestTextSearch)
#include "tst_textsearch.moc"
