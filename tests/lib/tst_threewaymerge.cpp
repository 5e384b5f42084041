#include <retune/diff/threewaymerge.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

MergeSides sidesOf(FormatId id, const QByteArray &base, const QByteArray &mine, const QByteArray &disk)
{
    return {&format(id), base, mine, disk, {}};
}

QString shown(const std::optional<Value> &value)
{
    return value ? value->text : u"-"_s;
}

/// `http.port: 1 | 2 | 3` for each clash: base, mine, disk; by lines `line 2: …`.
QStringList shown(const QList<MergeClash> &clashes)
{
    QStringList lines;
    for (const MergeClash &clash : clashes) {
        const QString place = clash.key ? clash.key->toString() : u"line %1"_s.arg(clash.line);
        lines += u"%1: %2 | %3 | %4"_s.arg(place, shown(clash.base), shown(clash.mine), shown(clash.disk));
    }
    return lines;
}

MergeChoice chosen(const MergeClash &clash, MergeChoice::Side side, const Value &own = {})
{
    return {clash, side, own};
}

QList<MergeChoice> all(const ThreeWayMerge &merge, MergeChoice::Side side)
{
    QList<MergeChoice> choices;
    for (const MergeClash &clash : merge.clashes)
        choices += chosen(clash, side);
    return choices;
}

void textColumns()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("disk");
}

} // namespace

class tst_ThreeWayMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOfDifferentPlacesMerge_data();
    void changesOfDifferentPlacesMerge();
    void clashesAreAsked_data();
    void clashesAreAsked();
    void fallsBackToLines_data();
    void fallsBackToLines();
    void ownValueIsSet();
    void aChoiceHoldsForTheSameClashOnly();
    void tellsWhatItBringsIntoTheDisk();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void isBoundedForLargeTexts();
};

void tst_ThreeWayMerge::changesOfDifferentPlacesMerge_data()
{
    textColumns();
    QTest::addColumn<QByteArray>("merged");
    const auto row = [](const char *name, FormatId id, const char *base, const char *mine, const char *disk,
                        const char *merged) {
        QTest::newRow(name) << int(id) << QByteArray(base) << QByteArray(mine) << QByteArray(disk)
                            << QByteArray(merged);
    };
    row("JSON: neighbouring keys", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})",
        R"({"a": 1, "b": 3})", R"({"a": 2, "b": 3})");
    row("JSON: the disk's layout stays", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})",
        "{\n  \"b\": 3,\n  \"a\": 1\n}\n", "{\n  \"b\": 3,\n  \"a\": 2\n}\n");
    row("JSON: a key added here and one removed there", FormatId::Json, R"({"a": 1, "b": 1})",
        R"({"a": 1, "b": 1, "c": 3})", R"({"b": 1})", R"({"b": 1, "c": 3})");
    row("JSON: a key removed here and one added there", FormatId::Json, R"({"a": 1, "b": 1})", R"({"b": 1})",
        R"({"a": 1, "b": 1, "c": 3})", R"({"b": 1, "c": 3})");
    row("JSON: a whole table added", FormatId::Json, R"({"a": 1})", R"({"a": 1, "t": {"x": [1, 2]}})",
        R"({"a": 2})", R"({"a": 2, "t": {"x": [1, 2]}})");
    row("JSON: both added keys to a table that is new", FormatId::Json, R"({})", R"({"t": {"x": 1}})",
        R"({"t": {"y": 2}})", R"({"t": {"y": 2, "x": 1}})");
    row("JSON: members of a list at different places", FormatId::Json, R"([{"p": 1}, {"p": 1}])",
        R"([{"p": 2}, {"p": 1}])", R"([{"p": 1}, {"p": 3}])", R"([{"p": 2}, {"p": 3}])");
    row("JSON: a list that grew here alone", FormatId::Json, R"({"l": [1, 2], "a": 1})",
        R"({"l": [0, 1, 2, 3], "a": 1})", R"({"l": [1, 2], "a": 2})", R"({"l": [0, 1, 2, 3], "a": 2})");
    row("JSON: the same change on both sides", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 2})",
        R"({"a": 2, "b": 1})", R"({"a": 2, "b": 2})");
    row("JSON: the same value, spelled in two ways", FormatId::Json, R"({"a": 1})", R"({"a": 2.0})",
        R"({"a": 2.00})", R"({"a": 2.00})");
    row("JSON: a key renamed here and its neighbour changed there", FormatId::Json,
        "{\n\"old\": 1,\n\"b\": 1\n}", "{\n\"new\": 1,\n\"b\": 1\n}", "{\n\"old\": 1,\n\"b\": 2\n}",
        "{\n\"new\": 1,\n\"b\": 2\n}");
    row("TOML: a key with a comment renamed here", FormatId::Toml, "a = 1 # why\nb = 1\n",
        "c = 1 # why\nb = 1\n", "a = 1 # why\nb = 2\n", "c = 1 # why\nb = 2\n");
    row("TOML: keys moved here", FormatId::Toml, "a = 1\nb = 1\nc = 1\n", "c = 1\na = 1\nb = 1\n",
        "a = 1\nb = 2\nc = 1\n", "c = 1\na = 1\nb = 2\n");
    row("JSON: another kind of value", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": {"x": 1}, "b": 1})",
        R"({"a": 1, "b": 2})", R"({"a": {"x": 1}, "b": 2})");
    row("JSONC: a comment added here, a value changed there", FormatId::Jsonc, "{\n\"a\": 1,\n\"b\": 1\n}",
        "{\n// mine\n\"a\": 1,\n\"b\": 1\n}", "{\n\"a\": 1,\n\"b\": 2\n}",
        "{\n// mine\n\"a\": 1,\n\"b\": 2\n}");
    row("JSONC: comments of both sides", FormatId::Jsonc, "{\n\"a\": 1,\n\"b\": 1\n}",
        "{\n\"a\": 1, // mine\n\"b\": 1\n}", "{\n\"a\": 1,\n\"b\": 2 // disk\n}",
        "{\n\"a\": 1, // mine\n\"b\": 2 // disk\n}");
    row("TOML: keys of one table", FormatId::Toml, "[http]\nport = 1\ntls = true\n",
        "[http]\nport = 2\ntls = true\n", "[http]\nport = 1\ntls = false\n",
        "[http]\nport = 2\ntls = false\n");
    row("TOML: a key and a comment here, the neighbour there", FormatId::Toml, "a = 1\nb = 1\n",
        "# why\na = 2\nb = 1\n", "a = 1\nb = 3 # disk\n", "# why\na = 2\nb = 3 # disk\n");
    row("TOML: a number keeps its style", FormatId::Toml, "a = 1\nb = 1\n", "a = 0x10\nb = 1\n",
        "a = 1\nb = 2\n", "a = 0x10\nb = 2\n");
    row("TOML: a table added here, another there", FormatId::Toml, "a = 1\n", "a = 1\n\n[x]\np = 1\n",
        "a = 1\n\n[y]\np = 2\n", "a = 1\n\n[y]\np = 2\n\n[x]\np = 1\n");
    row("YAML: neighbouring keys", FormatId::Yaml, "a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 3\n",
        "a: 2\nb: 3\n");
    row("YAML: a list that grew, and a comment", FormatId::Yaml, "l:\n  - 1\nb: 1\n",
        "l:\n  - 1\n  - 2 # two\nb: 1\n", "l:\n  - 1\nb: 3\n", "l:\n  - 1\n  - 2 # two\nb: 3\n");
    row("INI: keys of one section", FormatId::Ini, "[s]\na=1\nb=1\n", "[s]\na=2\nb=1\n", "[s]\na=1\nb=3\n",
        "[s]\na=2\nb=3\n");
    row("git: keys of one section", FormatId::Git, "[user]\n\tname = a\n\temail = a\n",
        "[user]\n\tname = b\n\temail = a\n", "[user]\n\tname = a\n\temail = c\n",
        "[user]\n\tname = b\n\temail = c\n");
    row("systemd: keys of one section", FormatId::Systemd, "[Service]\nUser=a\nGroup=a\n",
        "[Service]\nUser=b\nGroup=a\n", "[Service]\nUser=a\nGroup=c\n", "[Service]\nUser=b\nGroup=c\n");
    row("QSettings: keys of one section", FormatId::QSettings, "[s]\na=1\nb=1\n", "[s]\na=2\nb=1\n",
        "[s]\na=1\nb=3\n", "[s]\na=2\nb=3\n");
    row(".env: neighbouring keys", FormatId::Env, "A=1\nB=1\n", "A=2\nB=1\n", "A=1\nB=3\n", "A=2\nB=3\n");
    row(".env: no line end at the end of my text", FormatId::Env, "A=1\n", "A=1\nB=2", "A=3\n", "A=3\nB=2");
    row("properties: neighbouring keys", FormatId::Properties, "a.b=1\na.c=1\n", "a.b=2\na.c=1\n",
        "a.b=1\na.c=3\n", "a.b=2\na.c=3\n");
    row("Python: neighbouring names", FormatId::Python, "redis = \"a\"\nport = 1\n",
        "redis = '你好'\nport = 1\n", "redis = \"a\"\nport = 2  # disk\n",
        "redis = '你好'\nport = 2  # disk\n");
    row("Python: a member of a dict and of a list", FormatId::Python, "d = {'a': 1, 'b': 1}\nl = (1, 2)\n",
        "d = {'a': 2, 'b': 1}\nl = (1, 3)\n", "d = {'a': 1, 'b': 3}\nl = (0, 2)\n",
        "d = {'a': 2, 'b': 3}\nl = (0, 3)\n");
    row("Python: code changed here, a value there", FormatId::Python, "import os\n\nx = 1\n",
        "import sys\n\nx = 1\n", "import os\n\nx = 2\n", "import sys\n\nx = 2\n");
    row("line ends changed on disk", FormatId::Toml, "a = 1\nb = 1\n", "# mine\na = 2\nb = 1\n",
        "a = 1\r\nb = 3\r\n", "# mine\r\na = 2\r\nb = 3\r\n");
    row("line ends changed here", FormatId::Toml, "a = 1\nb = 1\n", "a = 2\r\nb = 1\r\n", "a = 1\nb = 3\n",
        "a = 2\r\nb = 3\r\n");
    row("a byte order mark removed here", FormatId::Toml,
        "\xEF\xBB\xBF"
        "a = 1\nb = 1\n",
        "a = 2\nb = 1\n",
        "\xEF\xBB\xBF"
        "a = 1\nb = 3\n",
        "a = 2\nb = 3\n");
    row("nothing changed here", FormatId::Json, R"({"a": 1})", R"({"a": 1})", R"({"a": 2})", R"({"a": 2})");
    row("nothing changed there", FormatId::Json, R"({"a": 1})", R"({"a": 2})", R"({"a": 1})", R"({"a": 2})");
    row("blanks here where the disk changed the line", FormatId::Json, "{\n\"a\": 1, \"b\": 1\n}",
        "{\n\"a\":  2, \"b\":   1\n}", "{\n\"a\": 1, \"b\": 3\n}", "{\n\"a\": 2, \"b\": 3\n}");
}

void tst_ThreeWayMerge::changesOfDifferentPlacesMerge()
{
    QFETCH(int, format);
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, disk);
    QFETCH(QByteArray, merged);
    const Result<ThreeWayMerge> merge = threeWayMerge(sidesOf(FormatId(format), base, mine, disk));
    QVERIFY(merge);
    QCOMPARE(shown(merge->clashes), QStringList());
    QVERIFY(merge->isSettled());
    QCOMPARE(merge->text, merged);
    QCOMPARE(merge->way, ThreeWayMerge::Way::ByKeys);
}

void tst_ThreeWayMerge::clashesAreAsked_data()
{
    textColumns();
    QTest::addColumn<QStringList>("clashes");
    QTest::addColumn<QByteArray>("withMine");
    QTest::addColumn<QByteArray>("withDisk");
    const auto row = [](const char *name, FormatId id, const char *base, const char *mine, const char *disk,
                        const QStringList &clashes, const char *withMine, const char *withDisk) {
        QTest::newRow(name) << int(id) << QByteArray(base) << QByteArray(mine) << QByteArray(disk) << clashes
                            << QByteArray(withMine) << QByteArray(withDisk);
    };
    row("one value beside one that merges", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 2})",
        R"({"a": 3, "b": 1, "c": 1})", {u"a: 1 | 2 | 3"_s}, R"({"a": 2, "b": 2, "c": 1})",
        R"({"a": 3, "b": 2, "c": 1})");
    row("two values", FormatId::Toml, "[t]\na = 1\nb = 1\n", "[t]\na = 2\nb = 2\n", "[t]\na = 3\nb = 3 # d\n",
        {u"t.a: 1 | 2 | 3"_s, u"t.b: 1 | 2 | 3"_s}, "[t]\na = 2\nb = 2 # d\n", "[t]\na = 3\nb = 3 # d\n");
    row("removed here, changed there", FormatId::Json, R"({"a": 1, "b": 1})", R"({"b": 1})",
        R"({"a": 3, "b": 1})", {u"a: 1 | - | 3"_s}, R"({"b": 1})", R"({"a": 3, "b": 1})");
    row("changed here, removed there", FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})",
        R"({"b": 1})", {u"a: 1 | 2 | -"_s}, R"({"b": 1, "a": 2})", R"({"b": 1})");
    row("added on both sides", FormatId::Yaml, "b: 1\n", "b: 1\na: x\n", "a: y\nb: 1\n", {u"a: - | x | y"_s},
        "a: x\nb: 1\n", "a: y\nb: 1\n");
    row("a table removed here, a key in it changed there", FormatId::Json, R"({"t": {"x": 1}, "b": 1})",
        R"({"b": 1})", R"({"t": {"x": 2}, "b": 1})", {uR"(t: {"x": 1} | - | {"x": 2})"_s}, R"({"b": 1})",
        R"({"t": {"x": 2}, "b": 1})");
    row("a list that grew on both sides", FormatId::Json, R"({"l": [1]})", R"({"l": [1, 2]})",
        R"({"l": [1, 3, 4]})", {u"l: [1] | [1, 2] | [1, 3, 4]"_s}, R"({"l": [1, 2]})", R"({"l": [1, 3, 4]})");
    row("a list longer here and changed there", FormatId::Python, "l = [1, 2]\n", "l = [1, 2, 3]\n",
        "l = [9, 2]\n", {u"l: [1, 2] | [1, 2, 3] | [9, 2]"_s}, "l = [1, 2, 3]\n", "l = [9, 2]\n");
    row("my comments beside values that clash", FormatId::Toml, "a = 1 # x\nb = 1\n",
        "a = 2 # y\n# z\nb = 2\n", "a = 3 # x\nb = 3\n", {u"a: 1 | 2 | 3"_s, u"b: 1 | 2 | 3"_s},
        "a = 2 # y\n# z\nb = 2\n", "a = 3 # y\n# z\nb = 3\n");
    row("a text with quotes", FormatId::Env, "A='x'\nB=1\n", "A='y z'\nB=1\n", "A=\"w\"\nB=2\n",
        {u"A: x | y z | w"_s}, "A='y z'\nB=2\n", "A=\"w\"\nB=2\n");
}

void tst_ThreeWayMerge::clashesAreAsked()
{
    QFETCH(int, format);
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, disk);
    QFETCH(QStringList, clashes);
    const MergeSides sides = sidesOf(FormatId(format), base, mine, disk);
    const Result<ThreeWayMerge> asked = threeWayMerge(sides);
    QVERIFY(asked);
    QCOMPARE(shown(asked->clashes), clashes);
    QCOMPARE(asked->undecided, int(clashes.size()));
    QCOMPARE(asked->way, ThreeWayMerge::Way::ByKeys);
    const Result<ThreeWayMerge> withMine = threeWayMerge(sides, all(*asked, MergeChoice::Side::Mine));
    const Result<ThreeWayMerge> withDisk = threeWayMerge(sides, all(*asked, MergeChoice::Side::Disk));
    QVERIFY(withMine && withDisk && withMine->isSettled() && withDisk->isSettled());
    QTEST(withMine->text, "withMine");
    QTEST(withDisk->text, "withDisk");
    QCOMPARE(shown(withMine->clashes), clashes);
}

void tst_ThreeWayMerge::fallsBackToLines_data()
{
    textColumns();
    QTest::addColumn<QStringList>("clashes");
    QTest::addColumn<QByteArray>("withMine");
    QTest::addColumn<QByteArray>("withDisk");
    const auto row = [](const char *name, FormatId id, const char *base, const char *mine, const char *disk,
                        const QStringList &clashes, const char *withMine, const char *withDisk) {
        QTest::newRow(name) << int(id) << QByteArray(base) << QByteArray(mine) << QByteArray(disk) << clashes
                            << QByteArray(withMine) << QByteArray(withDisk);
    };
    row("my text has no tree", FormatId::Toml, "a = 1\n\nb = 1\n\nc = 1\n", "a = \n\nb = 1\n\nc = 1\n",
        "a = 1\n\nb = 1\n\nc = 3\n", {}, "a = \n\nb = 1\n\nc = 3\n", "a = \n\nb = 1\n\nc = 3\n");
    row("the disk has no tree, and one line is changed on both sides", FormatId::Toml, "a = 1\n\nb = 1\n",
        "a = 2\n\nb = 2\n", "a = \n\nb = 1\n", {u"line 1: a = 1\n | a = 2\n | a = \n"_s}, "a = 2\n\nb = 2\n",
        "a = \n\nb = 2\n");
    row("neighbouring lines of a broken text", FormatId::Ini, "[s\na=1\nb=1\n", "[s\na=2\nb=1\n",
        "[s\na=1\nb=3\n", {u"line 2: a=1\nb=1\n | a=2\nb=1\n | a=1\nb=3\n"_s}, "[s\na=2\nb=1\n",
        "[s\na=1\nb=3\n");
    row("one comment changed on both sides", FormatId::Toml, "# a\na = 1\n", "# mine\na = 1\n",
        "# disk\na = 2\n", {u"line 1: # a\na = 1\n | # mine\na = 1\n | # disk\na = 2\n"_s}, "# mine\na = 1\n",
        "# disk\na = 2\n");
    row("the comment of a key that I removed was changed there", FormatId::Toml, "a = 1 # x\n\nb = 1\n",
        "\nb = 1\n", "a = 1 # y\n\nb = 1\n", {u"line 1: a = 1 # x\n |  | a = 1 # y\n"_s}, "\nb = 1\n",
        "a = 1 # y\n\nb = 1\n");
    row("code", FormatId::JavaScript, "f();\n\n\ng();\n", "f(1);\n\n\ng();\n", "f();\n\n\ng(2);\n", {},
        "f(1);\n\n\ng(2);\n", "f(1);\n\n\ng(2);\n");
    row("an empty base", FormatId::Json, "", R"({"a": 1})", R"({"a": 2})",
        {uR"(line 1:  | {"a": 1} | {"a": 2})"_s}, R"({"a": 1})", R"({"a": 2})");
    row("the disk was emptied", FormatId::Json, R"({"a": 1})", R"({"a": 2})", "",
        {uR"(line 1: {"a": 1} | {"a": 2} | )"_s}, R"({"a": 2})", "");
    row("lone carriage returns", FormatId::Toml, "a = \r\rb = 1\r", "a = 2\r\rb = 1\r", "a = \r\rb = 3\r", {},
        "a = 2\r\rb = 3\r", "a = 2\r\rb = 3\r");
}

void tst_ThreeWayMerge::fallsBackToLines()
{
    QFETCH(int, format);
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, disk);
    QFETCH(QStringList, clashes);
    const MergeSides sides = sidesOf(FormatId(format), base, mine, disk);
    const Result<ThreeWayMerge> asked = threeWayMerge(sides);
    QVERIFY(asked);
    QCOMPARE(shown(asked->clashes), clashes);
    QCOMPARE(asked->way, ThreeWayMerge::Way::ByLines);
    const Result<ThreeWayMerge> withMine = threeWayMerge(sides, all(*asked, MergeChoice::Side::Mine));
    const Result<ThreeWayMerge> withDisk = threeWayMerge(sides, all(*asked, MergeChoice::Side::Disk));
    QVERIFY(withMine && withDisk && withMine->isSettled() && withDisk->isSettled());
    QTEST(withMine->text, "withMine");
    QTEST(withDisk->text, "withDisk");
}

void tst_ThreeWayMerge::ownValueIsSet()
{
    const MergeSides sides = sidesOf(FormatId::Yaml, "a: x\nb: 1\n", "b: 2\n", "a: y # d\nb: 3\n");
    const Result<ThreeWayMerge> asked = threeWayMerge(sides);
    QVERIFY(asked);
    QCOMPARE(shown(asked->clashes), QStringList({u"b: 1 | 2 | 3"_s, u"a: x | - | y"_s}));
    const auto own = [&](int clash, const Value &value) {
        return chosen(asked->clashes.at(clash), MergeChoice::Side::Own, value);
    };
    const Result<ThreeWayMerge> merged =
        threeWayMerge(sides, {own(0, Value::integer(7)), own(1, Value::string(u"你好"_s))});
    QVERIFY(merged && merged->isSettled());
    QCOMPARE(merged->text, "a: 你好 # d\nb: 7\n"_ba);
    QCOMPARE(merged->way, ThreeWayMerge::Way::ByKeys);
}

void tst_ThreeWayMerge::aChoiceHoldsForTheSameClashOnly()
{
    const auto sides = [](const QByteArray &disk) {
        return sidesOf(FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 2})", disk);
    };
    const Result<ThreeWayMerge> asked = threeWayMerge(sides(R"({"a": 3, "b": 3})"));
    QVERIFY(asked);
    const QList<MergeChoice> choices = all(*asked, MergeChoice::Side::Mine);
    const Result<ThreeWayMerge> later = threeWayMerge(sides(R"({"a": 3, "b": 4})"), choices);
    QVERIFY(later);
    QCOMPARE(later->undecided, 1);
    QCOMPARE(later->text, R"({"a": 2, "b": 4})"_ba);
}

void tst_ThreeWayMerge::tellsWhatItBringsIntoTheDisk()
{
    const Result<ThreeWayMerge> merge = threeWayMerge(
        sidesOf(FormatId::Json, R"({"a": 1, "b": 1})", R"({"a": 2, "b": 1})", R"({"a": 1, "b": 3})"));
    QVERIFY(merge);
    QCOMPARE(merge->changes.size(), 1);
    QCOMPARE(merge->changes.first().toString(), u"a: 1 → 2"_s);
}

void tst_ThreeWayMerge::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("disk");
    QTest::newRow("the disk is in Latin-1") << "a = 'x'"_ba
                                            << "a = '\xE9'"_ba;
    QTest::newRow("the disk is in UTF-16") << "a = 'x'"_ba
                                           << QByteArray("\xFF\xFE"
                                                         "a\0",
                                                         4);
    QTest::newRow("mine is no UTF-8") << "a = '\xE9'"_ba
                                      << "a = 'x'"_ba;
}

void tst_ThreeWayMerge::refusesWhatIsNoText()
{
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, disk);
    const Result<ThreeWayMerge> merge = threeWayMerge(sidesOf(FormatId::Toml, "a = 'b'", mine, disk));
    QVERIFY(!merge);
    QCOMPARE(merge.error().kind, ProblemKind::Encoding);
    QVERIFY2(merge.error().message.contains(u"cannot be merged"_s), qPrintable(merge.error().message));
}

void tst_ThreeWayMerge::isBoundedForLargeTexts()
{
    QByteArray base;
    QByteArray mine;
    for (int i = 0; i < 5000; ++i) {
        base += "key" + QByteArray::number(i) + " = 1\n";
        mine += "key" + QByteArray::number(i) + " = 2\n";
    }
    const QByteArray disk = base + "other = 3\n";
    const Result<ThreeWayMerge> merge = threeWayMerge(sidesOf(FormatId::Toml, base, mine, disk));
    QVERIFY(merge);
    QCOMPARE(merge->way, ThreeWayMerge::Way::ByLines);
}

QTEST_GUILESS_MAIN(tst_ThreeWayMerge)
#include "tst_threewaymerge.moc"
