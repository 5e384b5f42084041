#include <retune/diff/linereplacements.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

/// "3-4 → x; 9-9 → y": replacements as text, so that a failure can be read.
QByteArray text(const QList<Replacement> &replacements)
{
    QByteArrayList parts;
    for (const Replacement &replacement : replacements) {
        parts += QByteArray::number(replacement.range.begin) + '-' +
                 QByteArray::number(replacement.range.end) + " → " + replacement.text;
    }
    return parts.join("; ");
}

QByteArray numberedLines(int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "key" + QByteArray::number(i) + " = value\n";
    return lines;
}

} // namespace

class TestLineReplacements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesWhatChangedAndNoMore_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("replacements");
        QTest::newRow("nothing") << "a\nb\n"_ba
                                 << "a\nb\n"_ba
                                 << ""_ba;
        QTest::newRow("the first and the last line") << "a = 1\nb\nc\nd = 1\n"_ba
                                                     << "a = 2\nb\nc\nd = 3\n"_ba
                                                     << "4-5 → 2; 14-15 → 3"_ba;
        QTest::newRow("one line of which both ends changed") << "a\n1 b 1\nc"_ba
                                                             << "a\n2 b 2\nc"_ba
                                                             << "2-7 → 2 b 2"_ba;
        QTest::newRow("a line that came and one that went") << "a\nb\nc\nd\n"_ba
                                                            << "a\nx\nb\nc\n"_ba
                                                            << "2-2 → x\n; 6-8 → "_ba;
        QTest::newRow("ends of lines of all kinds") << "a\rb\r\nc\nd"_ba
                                                    << "x\rb\r\nc\ny"_ba
                                                    << "0-1 → x; 7-8 → y"_ba;
        QTest::newRow("one equal line between two that changed") << "a\nb\nc\nd\ne\n"_ba
                                                                 << "x\nb\ny\nd\ne\n"_ba
                                                                 << "0-5 → x\nb\ny"_ba;
        QTest::newRow("all of it") << "a\nb\n"_ba
                                   << "c\nd\ne"_ba
                                   << "0-4 → c\nd\ne"_ba;
        QTest::newRow("a text that is empty") << ""_ba
                                              << "a\n"_ba
                                              << "0-0 → a\n"_ba;
        QTest::newRow("characters of several bytes") << "é\nb\nc\nü\n"_ba
                                                     << "è\nb\nc\nö\n"_ba
                                                     << "0-2 → è; 7-9 → ö"_ba;
    }
    void replacesWhatChangedAndNoMore()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const QList<Replacement> replacements = lineReplacements(before, after);
        QTEST(text(replacements), "replacements");
        QCOMPARE(applied(before, replacements), after);
    }

    void turnsAnyTextIntoAnyOther()
    {
        QRandomGenerator random(7);
        const QByteArrayList pieces{"a", "b", "\n", "\r\n", "\r", "é", "\xff", " "};
        const auto randomText = [&] {
            QByteArray made;
            for (int i = random.bounded(30); i > 0; --i)
                made += pieces.at(random.bounded(int(pieces.size())));
            return made;
        };
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray before = randomText();
            const QByteArray after = randomText();
            const QList<Replacement> replacements = lineReplacements(before, after);
            QVERIFY2(applied(before, replacements) == after,
                     qPrintable(QLatin1String(before.toPercentEncoding() + " " + after.toPercentEncoding())));
            for (qsizetype at = 1; at < replacements.size(); ++at)
                QVERIFY(replacements.at(at - 1).range.end <= replacements.at(at).range.begin);
        }
    }

    void takesManyStretchesAsOne()
    {
        const QByteArray before = numberedLines(10'000);
        QByteArray after = before;
        const auto change = [&after](const QByteArray &sought) {
            for (qsizetype at = after.indexOf(sought); at >= 0; at = after.indexOf(sought, at + 1))
                after[at + sought.size() - 2] = ':';
        };
        change("0 = ");
        QCOMPARE(lineReplacements(before, after).size(), 1'000);
        change("5 = ");
        QCOMPARE(lineReplacements(before, after), QList{difference(before, after)});
    }

    void takesALongStretchAsOne_data()
    {
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("replacements");
        QTest::newRow("as long as it may be") << 32 << 2;
        QTest::newRow("too long") << 33 << 1;
    }
    void takesALongStretchAsOne()
    {
        QFETCH(int, lines);
        const QByteArray before = numberedLines(200);
        QByteArray after = before;
        after[0] = 'K';
        for (int line = 100; line < 100 + lines; ++line)
            after.replace("key" + QByteArray::number(line) + ' ', "other" + QByteArray::number(line) + ' ');
        const QList<Replacement> replacements = lineReplacements(before, after);
        QTEST(int(replacements.size()), "replacements");
        QCOMPARE(applied(before, replacements), after);
    }

    void takesALongTextAsOne()
    {
        const QByteArray before = "first\n" + numberedLines(300'000) + "last\n";
        QByteArray after = before;
        after[0] = 'F';
        after[after.size() - 2] = 'T';
        QCOMPARE(lineReplacements(before, after), QList{difference(before, after)});
    }
};

QTEST_GUILESS_MAIN(TestLineReplacements)
#include "tst_linereplacements.moc"
