#include <retune/store/snapshot.h>

#include <QtTest/QtTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

class TestSnapshot : public QObject
{
    Q_OBJECT

    static SettingsFilePtr file(const QString &path, const QByteArray &json)
    {
        const Format &json_ = format(FormatId::Json);
        return std::make_shared<const SettingsFile>(
            SettingsFile{path, &json_, *json_.parse(json), json, {}, 1});
    }

private Q_SLOTS:
    void anEmptySnapshotHoldsNothing()
    {
        const Snapshot snapshot;
        QCOMPARE(snapshot.revision(), 0U);
        QCOMPARE(snapshot.fileCount(), 0);
        QVERIFY(!snapshot.file(u"a.json"));
        QCOMPARE(snapshot.value(u"a.json", {u"x"_s}).error().kind, ProblemKind::Missing);
    }

    void aNewRevisionSharesTheFilesThatDidNotChange()
    {
        std::vector<SettingsFilePtr> files;
        for (int i = 0; i < 200; ++i)
            files.push_back(file(u"f%1.json"_s.arg(i, 3, 10, QLatin1Char('0')), "{\"n\": 1}"));
        const Snapshot first = Snapshot().with(files, 1);
        const Snapshot second = first.with({file(u"f100.json"_s, "{\"n\": 2}")}, 2);
        QCOMPARE(first.value(u"f100.json", {u"n"_s})->text, u"1"_s);
        QCOMPARE(second.value(u"f100.json", {u"n"_s})->text, u"2"_s);
        QCOMPARE(second.revision(), 2U);
        QCOMPARE(second.fileCount(), 200);
        for (int i = 0; i < 200; ++i) {
            const QString path = u"f%1.json"_s.arg(i, 3, 10, QLatin1Char('0'));
            QCOMPARE(first.file(path) == second.file(path), i != 100);
        }
    }

    void filesComeSortedAndGo()
    {
        const Snapshot both = Snapshot().with({file(u"b.json"_s, "{}"), file(u"a.json"_s, "{}")}, 1);
        QCOMPARE(both.files().size(), 2U);
        QCOMPARE(both.files().front()->path, u"a.json"_s);
        const Snapshot one = both.without(u"a.json", 5);
        QCOMPARE(one.fileCount(), 1);
        QVERIFY(!one.file(u"a.json"));
        QVERIFY(one.file(u"b.json"));
        const Snapshot again = one.with({file(u"a.json"_s, "{}")}, 2);
        QCOMPARE(again.files().size(), 2U);
        QVERIFY(both.file(u"a.json"));
    }

    void filesStaySortedWhileTheyComeAndGo()
    {
        const auto pathsOf = [](const Snapshot &snapshot) {
            QStringList paths;
            for (const SettingsFilePtr &file : snapshot.files())
                paths += file->path;
            return paths;
        };
        const auto named = [](const QString &name) { return file(name, "{}"); };
        Snapshot snapshot = Snapshot().with({named(u"d"_s), named(u"b"_s)}, 1);
        snapshot = snapshot.with({named(u"e"_s), named(u"c"_s), named(u"b"_s), named(u"a"_s)}, 2);
        QCOMPARE(pathsOf(snapshot), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
        snapshot = snapshot.without(u"b", 3).without(u"e", 4).without(u"nothing", 5);
        QCOMPARE(pathsOf(snapshot), (QStringList{u"a"_s, u"c"_s, u"d"_s}));
        snapshot = snapshot.with({named(u"b"_s)}, 3);
        QCOMPARE(pathsOf(snapshot), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    }

    void aFileThatNeverWasGoodSaysWhy()
    {
        const Problem problem{ProblemKind::Syntax, u"a.json"_s, {1, 2}, {}, u"oops"_s};
        const auto bad = std::make_shared<const SettingsFile>(
            SettingsFile{u"a.json"_s, &format(FormatId::Json), {}, "{", problem, 0});
        const Snapshot snapshot = Snapshot().with({bad}, 1);
        QCOMPARE(snapshot.value(u"a.json", {u"x"_s}).error(), problem);
        QCOMPARE(snapshot.problems(), QList{problem});
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
