#include "changes/diffgeometry.h"

#include <QtTest/QTest>

using namespace retune;

namespace {

constexpr int lineHeight = 10;
constexpr int viewHeight = 300;

QByteArray lines(const QByteArray &text, int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += text + QByteArray::number(i) + '\n';
    return all;
}

/// 100 lines that are equal, 40 that only the newer text has, and 100 that are equal.
LineDiff withAddedLines()
{
    const QByteArray top = lines("top", 100);
    const QByteArray end = lines("end", 100);
    return lineDiff(top + end, top + lines("new", 40) + end);
}

} // namespace

/// Where the rows of two columns stand that scroll together.
class TestDiffGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCommonHeightIsThatOfTheHigherSides()
    {
        const DiffGeometry geometry(sideBySideLayout(withAddedLines()), lineHeight);
        QCOMPARE(geometry.height(), 240 * lineHeight);
        QCOMPARE(geometry.maximum(viewHeight), 240 * lineHeight - viewHeight);
        QCOMPARE(geometry.maximum(5'000), 0);
        QCOMPARE(geometry.extent(1), (LineRange{1'000, 1'400}));
        QCOMPARE(geometry.leftTop(200), 2'000);
        QCOMPARE(geometry.rightTop(240), 2'400);
    }

    void bothColumnsShowTheirBeginningsAndTheirEnds()
    {
        const DiffGeometry geometry(sideBySideLayout(withAddedLines()), lineHeight);
        const auto atStart = geometry.offsets(0, viewHeight);
        QCOMPARE(atStart.left, 0);
        QCOMPARE(atStart.right, 0);
        const auto atEnd = geometry.offsets(geometry.maximum(viewHeight), viewHeight);
        QCOMPARE(atEnd.left, 2'000 - viewHeight);
        QCOMPARE(atEnd.right, 2'400 - viewHeight);
    }

    void bothEndsShowWhereOneTextGoesOn()
    {
        const QByteArray top = lines("top", 100);
        const DiffGeometry geometry(sideBySideLayout(lineDiff(top, top + lines("new", 40))), lineHeight);
        const auto atEnd = geometry.offsets(geometry.maximum(viewHeight), viewHeight);
        QCOMPARE(atEnd.left, 1'000 - viewHeight);
        QCOMPARE(atEnd.right, 1'400 - viewHeight);
    }

    void equalLinesStandBesideEachOther()
    {
        const DiffGeometry geometry(sideBySideLayout(withAddedLines()), lineHeight);
        const auto above = geometry.offsets(400, viewHeight);
        QCOMPARE(above.left, above.right);
        const auto below = geometry.offsets(1'700, viewHeight);
        QCOMPARE(below.right - below.left, 400);
    }

    void neitherColumnEverGoesBack()
    {
        const DiffGeometry geometry(sideBySideLayout(withAddedLines()), lineHeight);
        DiffGeometry::Offsets last;
        for (int value = 0; value <= geometry.maximum(viewHeight); ++value) {
            const auto now = geometry.offsets(value, viewHeight);
            QVERIFY2(now.left >= last.left && now.right >= last.right, QByteArray::number(value).constData());
            QVERIFY2(now.left - last.left <= 3 && now.right - last.right <= 3,
                     QByteArray::number(value).constData());
            last = now;
        }
    }

    void whatIsGoneToStandsInTheUpperThird()
    {
        const DiffGeometry geometry(sideBySideLayout(withAddedLines()), lineHeight);
        const int value = geometry.valueOf(1, viewHeight);
        const auto offsets = geometry.offsets(value, viewHeight);
        QCOMPARE(geometry.leftTop(100) - offsets.left, viewHeight / 3);
        QCOMPARE(geometry.rightTop(100) - offsets.right, viewHeight / 3);
        QCOMPARE(geometry.valueOf(0, viewHeight), 0);
    }

    void rowsMayTakeSeveralLinesOfTheScreen()
    {
        const LineDiff diff = lineDiff("a\nb\nc\n", "a\nb\nc\n");
        const DiffGeometry geometry(sideBySideLayout(diff), lineHeight, {1, 3, 1}, {1, 1, 1});
        QCOMPARE(geometry.height(), 50);
        QCOMPARE(geometry.leftTop(2), 40);
        QCOMPARE(geometry.rightTop(2), 20);
        QCOMPARE(geometry.leftRow(35), 1);
        QCOMPARE(geometry.leftRow(40), 2);
        QCOMPARE(geometry.rightRow(15), 1);
        QCOMPARE(geometry.leftRow(1'000), 3);
    }

    void oneColumnScrollsAsItIs()
    {
        const DiffGeometry geometry(inlineLayout(withAddedLines()), lineHeight);
        for (const int value : {0, 7, 400, 1'234, geometry.maximum(viewHeight)}) {
            const auto offsets = geometry.offsets(value, viewHeight);
            QCOMPARE(offsets.left, value);
            QCOMPARE(offsets.right, value);
        }
    }

    void aSideMayBeEmpty()
    {
        const DiffGeometry geometry(sideBySideLayout(lineDiff("", lines("new", 100))), lineHeight);
        QCOMPARE(geometry.height(), 1'000);
        QCOMPARE(geometry.rightRow(geometry.offsets(700, viewHeight).right), 70);
        QCOMPARE(geometry.leftTop(0), 0);
        QCOMPARE(DiffGeometry().height(), 0);
        QCOMPARE(DiffGeometry().offsets(0, viewHeight).left, 0);
    }
};

QTEST_APPLESS_MAIN(TestDiffGeometry)
#include "tst_diffgeometry.moc"
