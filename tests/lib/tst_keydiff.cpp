#include <retune/format/format.h>
#include <retune/format/keydiff.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(const QByteArray &text, FormatId id = FormatId::Jsonc)
{
    if (text.isNull())
        return {};
    const Result<Document> document = format(id).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

QString shown(const QList<Change> &changes)
{
    QStringList lines;
    for (const Change &change : changes)
        lines += change.toString();
    return lines.join(u" | ");
}

} // namespace

class TestKeyDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsChanges_data();
    void findsChanges();
    void tellsTypes();
    void comparesFormats_data();
    void comparesFormats();
    void comparesDatesWithTexts_data();
    void comparesDatesWithTexts();
    void comparesOneFormatStrictly();
    void writesOneLine_data();
    void writesOneLine();
    void manyKeysStayLinear_data();
    void manyKeysStayLinear();
};

void TestKeyDiff::findsChanges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("changes");

    QTest::newRow("nothing on both sides") << QByteArray() << QByteArray() << u""_s;
    QTest::newRow("equal") << "{\"a\": [1, {}]}"_ba
                           << "{ \"a\":[1,{ }] }"_ba << u""_s;
    QTest::newRow("equal numbers") << "[10, 1e1, -0]"_ba
                                   << "[10, 10.0, 0]"_ba << u""_s;
    QTest::newRow("another order") << "{\"a\":1,\"b\":2}"_ba
                                   << "{\"b\":2,\"a\":1}"_ba << u""_s;
    QTest::newRow("modified") << "{\"a\":{\"b\":1}}"_ba
                              << "{\"a\":{\"b\":2}}"_ba << u"a.b: 1 → 2"_s;
    QTest::newRow("another kind") << "{\"a\":1}"_ba
                                  << "{\"a\":\"1\"}"_ba << u"a: 1 (whole number) → 1 (text)"_s;
    QTest::newRow("whole number to number") << "[1]"_ba
                                            << "[1.0]"_ba << u"[0]: 1 → 1.0"_s;
    QTest::newRow("numbers that no double holds") << "[1e999]"_ba
                                                  << "[2e999]"_ba << u"[0]: 1e999 → 2e999"_s;
    QTest::newRow("added") << "{\"a\":1}"_ba
                           << "{\"b\":[2,{\"c\":3}],\"a\":1}"_ba << u"b[0]: added 2 | b[1].c: added 3"_s;
    QTest::newRow("removed where it stood")
        << "{\"x\":0,\"a\":1,\"b\":2,\"c\":3,\"d\":4}"_ba
        << "{\"a\":5,\"n\":6,\"d\":7}"_ba
        << u"x: removed 0 | a: 1 → 5 | b: removed 2 | c: removed 3 | n: added 6 | d: 4 → 7"_s;
    QTest::newRow("everything removed") << "{\"a\":1,\"b\":[2]}"_ba
                                        << "{}"_ba << u"a: removed 1 | b[0]: removed 2"_s;
    QTest::newRow("list grew") << "[1]"_ba
                               << "[1,2,3]"_ba << u"[1]: added 2 | [2]: added 3"_s;
    QTest::newRow("list shrank") << "[1,2,[3]]"_ba
                                 << "[0]"_ba << u"[0]: 1 → 0 | [1]: removed 2 | [2][0]: removed 3"_s;
    QTest::newRow("empty containers come and go") << "{\"a\":{}}"_ba
                                                  << "{\"b\":[]}"_ba << u"a: removed {} | b: added []"_s;
    QTest::newRow("empty containers fill")
        << "{\"a\":{},\"b\":[]}"_ba
        << "{\"a\":{\"c\":1},\"b\":[2]}"_ba << u"a.c: added 1 | b[0]: added 2"_s;
    QTest::newRow("table to value") << "{\"a\":{\"b\": 1}}"_ba
                                    << "{\"a\":2}"_ba << u"a: {\"b\": 1} → 2"_s;
    QTest::newRow("value to list") << "{\"a\":2}"_ba
                                   << "{\"a\":[1,\n 2]}"_ba << u"a: 2 → [1, 2]"_s;
    QTest::newRow("table to list") << "{\"a\":{\"b\":1}}"_ba
                                   << "{\"a\":[2]}"_ba << u"a.b: removed 1 | a[0]: added 2"_s;
    QTest::newRow("table to empty list") << "{\"a\":{\"b\":1}}"_ba
                                         << "{\"a\":[]}"_ba << u"a.b: removed 1 | a: added []"_s;
    QTest::newRow("empty table to empty list") << "{\"a\":{}}"_ba
                                               << "{\"a\":[]}"_ba << u"a: {} → []"_s;
    QTest::newRow("shadowed members do not count") << "{\"a\":1,\"a\":2}"_ba
                                                   << "{\"a\":3,\"a\":2}"_ba << u""_s;
    QTest::newRow("no document before")
        << QByteArray() << "{\"a\":1,\"b\":{}}"_ba << u"a: added 1 | b: added {}"_s;
    QTest::newRow("no document before an empty one") << QByteArray() << "{}"_ba << u""_s;
    QTest::newRow("no document after") << "[1]"_ba << QByteArray() << u"[0]: removed 1"_s;
    QTest::newRow("a lone value") << "1"_ba
                                  << "2"_ba << u"1 → 2"_s;
    QTest::newRow("a lone value comes") << QByteArray() << "2"_ba << u"added 2"_s;
}

void TestKeyDiff::findsChanges()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, changes);
    const QList<Change> found = keyDiff(parsed(before), parsed(after));
    QCOMPARE(shown(found), changes);
    const bool isLoss = std::any_of(found.begin(), found.end(), [](const Change &change) {
        return change.type() == Change::Type::Removed;
    });
    QCOMPARE(losesKeys(parsed(before), parsed(after)), isLoss);
}

void TestKeyDiff::tellsTypes()
{
    const QList<Change> changes = keyDiff(parsed("{\"a\":1,\"b\":2}"), parsed("{\"a\":3,\"c\":true}"));
    QCOMPARE(changes.size(), 3);
    const Change modified{{u"a"_s}, Value::integer(1), Value::integer(3)};
    const Change removed{{u"b"_s}, Value::integer(2), std::nullopt};
    const Change added{{u"c"_s}, std::nullopt, Value::boolean(true)};
    QCOMPARE(changes.at(0), modified);
    QCOMPARE(changes.at(0).type(), Change::Type::Modified);
    QCOMPARE(changes.at(1), removed);
    QCOMPARE(changes.at(1).type(), Change::Type::Removed);
    QCOMPARE(changes.at(2), added);
    QCOMPARE(changes.at(2).type(), Change::Type::Added);
}

void TestKeyDiff::comparesFormats_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("changes");

    QTest::newRow("a section is a table") << "[a]\nb = 1\nc = y\n"_ba
                                          << "{\"a\": {\"b\": 1, \"c\": \"x\"}}"_ba << u"a.c: y → x"_s;
    QTest::newRow("a number is the same number") << "a = 8080\n"_ba
                                                 << "{\"a\": 8080}"_ba << u""_s;
    QTest::newRow("a number is the text of its digits") << "a = 8080\n"_ba
                                                        << "{\"a\": \"8080\"}"_ba << u""_s;
    QTest::newRow("a number is no other text") << "a = 8080\n"_ba
                                               << "{\"a\": \"08080\"}"_ba << u"a: 8080 → 08080"_s;
    QTest::newRow("a whole number is the number with a fraction of nothing") << "a = 1\n"_ba
                                                                             << "{\"a\": 1.0}"_ba << u""_s;
    QTest::newRow("yes is true") << "a = yes\n"_ba
                                 << "{\"a\": true}"_ba << u""_s;
    QTest::newRow("yes is the text yes") << "a = yes\n"_ba
                                         << "{\"a\": \"yes\"}"_ba << u""_s;
    QTest::newRow("yes is not the text true")
        << "a = yes\n"_ba
        << "{\"a\": \"true\"}"_ba << u"a: true (truth value) → true (text)"_s;
    QTest::newRow("yes is not false") << "a = yes\n"_ba
                                      << "{\"a\": false}"_ba << u"a: true → false"_s;
    QTest::newRow("yes is no number") << "a = yes\n"_ba
                                      << "{\"a\": 1}"_ba << u"a: true → 1"_s;
    QTest::newRow("no value is null") << "a\n"_ba
                                      << "{\"a\": null}"_ba << u""_s;
    QTest::newRow("no value is no text") << "a\n"_ba
                                         << "{\"a\": \"null\"}"_ba << u"a: null (null) → null (text)"_s;
    QTest::newRow("the word null is null") << "a = null\n"_ba
                                           << "{\"a\": null}"_ba << u""_s;
    QTest::newRow("a value is no list") << "a = [1]\n"_ba
                                        << "{\"a\": [1]}"_ba << u"a: [1] (text) → [1] (list)"_s;
    QTest::newRow("a key that one lacks") << "a = 1\nb = 2\n"_ba
                                          << "{\"a\": 1, \"c\": 3}"_ba << u"b: removed 2 | c: added 3"_s;
}

void TestKeyDiff::comparesFormats()
{
    QFETCH(QByteArray, ini);
    QFETCH(QByteArray, json);
    QFETCH(QString, changes);
    QCOMPARE(shown(keyDiff(parsed(ini, FormatId::Ini), parsed(json))), changes);
    if (changes.isEmpty())
        QCOMPARE(shown(keyDiff(parsed(json), parsed(ini, FormatId::Ini))), QString());
}

void TestKeyDiff::comparesDatesWithTexts_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("changes");
    QTest::newRow("a date is the text of its characters") << "a = 2026-01-31\n"_ba
                                                          << "{\"a\": \"2026-01-31\"}"_ba << u""_s;
    QTest::newRow("a date is no other text")
        << "a = 2026-01-31\n"_ba
        << "{\"a\": \"31 January\"}"_ba << u"a: 2026-01-31 → 31 January"_s;
    QTest::newRow("a date is no number") << "a = 2026-01-31\n"_ba
                                         << "{\"a\": 2026}"_ba << u"a: 2026-01-31 → 2026"_s;
    QTest::newRow("a text is no number where both files tell types")
        << "a = \"1\"\n"_ba
        << "{\"a\": 1}"_ba << u"a: 1 (text) → 1 (whole number)"_s;
}

void TestKeyDiff::comparesDatesWithTexts()
{
    QFETCH(QByteArray, toml);
    QFETCH(QByteArray, json);
    QFETCH(QString, changes);
    QCOMPARE(shown(keyDiff(parsed(toml, FormatId::Toml), parsed(json))), changes);
}

void TestKeyDiff::comparesOneFormatStrictly()
{
    // A program may well tell `yes` from `true` where both files are its own.
    QCOMPARE(shown(keyDiff(parsed("a = 1\n", FormatId::Ini), parsed("a = 1.0\n", FormatId::Ini))),
             u"a: 1 → 1.0"_s);
    QCOMPARE(shown(keyDiff(parsed("{\"a\": 1}"), parsed("{\"a\": 1.0}", FormatId::Json))), u"a: 1 → 1.0"_s);
}

void TestKeyDiff::writesOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("maximumLength");
    QTest::addColumn<QString>("line");

    QTest::newRow("short") << u"你好"_s << 80 << u"你好"_s;
    QTest::newRow("empty") << u""_s << 80 << u"\"\""_s;
    QTest::newRow("just fits") << u"12345"_s << 5 << u"12345"_s;
    QTest::newRow("too long") << u"123456"_s << 5 << u"1234…"_s;
    QTest::newRow("no character is cut in two") << u"123😀456"_s << 5 << u"123…"_s;
    QTest::newRow("line breaks and tabs") << u"a\r\nb\tc\u2028d"_s << 80 << u"a←⏎b⇥c⏎d"_s;
    QTest::newRow("no room at all") << u"abc"_s << 0 << u"…"_s;
}

void TestKeyDiff::writesOneLine()
{
    QFETCH(QString, text);
    QFETCH(int, maximumLength);
    QFETCH(QString, line);
    const Change change{{u"k"_s}, std::nullopt, Value::string(text)};
    QCOMPARE(change.toString(maximumLength), u"k: added "_s + line);
}

void TestKeyDiff::manyKeysStayLinear_data()
{
    QTest::addColumn<bool>("isReversed");
    QTest::newRow("same order") << false;
    QTest::newRow("reversed order") << true;
}

void TestKeyDiff::manyKeysStayLinear()
{
    QFETCH(bool, isReversed);
    constexpr int count = 100'000;
    const auto object = [](int first, int last, int step) {
        QByteArray text = "{";
        for (int i = first; i != last; i += step)
            text += "\"key" + QByteArray::number(i) + "\":0,";
        return text + "\"last\":0}";
    };
    const Document before = parsed(object(0, count, 1));
    const Document after = isReversed ? parsed(object(count, 0, -1)) : parsed(object(1, count + 1, 1));
    QElapsedTimer timer;
    timer.start();
    const QList<Change> changes = keyDiff(before, after);
    // A quadratic walk takes minutes; this bound holds on a loaded machine under a sanitizer.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(changes.size(), 2);
}

QTEST_GUILESS_MAIN(TestKeyDiff)
#include "tst_keydiff.moc"
