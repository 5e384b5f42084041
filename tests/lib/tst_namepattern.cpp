#include <retune/format/namepattern.h>

#include <QtTest/QtTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestNamePattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("isMatch");
        const auto row = [](const char *name, const QString &path, const QString &pattern, bool isMatch) {
            QTest::newRow(name) << path << pattern << isMatch;
        };
        row("a name fits itself", u"4913"_s, u"4913"_s, true);
        row("a longer name does not", u"49130"_s, u"4913"_s, false);
        row("a shorter name does not", u"491"_s, u"4913"_s, false);
        row("a star at the beginning", u"a.json"_s, u"*.json"_s, true);
        row("a star may stand for nothing", u".json"_s, u"*.json"_s, true);
        row("the end has to fit", u"a.jsonc"_s, u"*.json"_s, false);
        row("a star at the end", u"..data"_s, u"..*"_s, true);
        row("the first match of a star need not be the right one", u"a.json.json"_s, u"*.json"_s, true);
        row("two stars", u"my_setting_a.py"_s, u"*setting*.py"_s, true);
        row("two stars for nothing", u"setting.py"_s, u"*setting*.py"_s, true);
        row("two stars, and the middle is missing", u"mysettin.py"_s, u"*setting*.py"_s, false);
        row("stars side by side", u"a"_s, u"**"_s, true);
        row("a question mark is one character", u"sedAbC123"_s, u"sed??????"_s, true);
        row("one too few for the question marks", u"sedAbC12"_s, u"sed??????"_s, false);
        row("one too many", u"sedAbC1234"_s, u"sed??????"_s, false);
        row("a character outside of the first plane is one", u".a.sw😀"_s, u".*.sw?"_s, true);
        row("and not two", u".a.sw😀"_s, u".*.sw??"_s, false);
        row("a star goes over it", u"😀.json"_s, u"*.json"_s, true);
        row("capitals count", u"A.JSON"_s, u"*.json"_s, false);
        row("of a path the last name counts", u"b/c/a.json"_s, u"a.json"_s, true);
        row("and not the others", u"a.json/b"_s, u"a.json"_s, false);
        row("a star does not stand for a slash", u"x/b.json"_s, u"x*.json"_s, false);
        row("a question mark neither", u"a/b"_s, u"a?b"_s, false);
        row("two names", u"a/.vscode/b.json"_s, u".vscode/*.json"_s, true);
        row("two names that are the whole path", u".vscode/b.json"_s, u".vscode/*.json"_s, true);
        row("one name is too few", u"b.json"_s, u".vscode/*.json"_s, false);
        row("a name in between is too many", u".vscode/a/b.json"_s, u".vscode/*.json"_s, false);
        row("nothing fits nothing", QString(), QString(), true);
        row("nothing fits a star", QString(), u"*"_s, true);
        row("a dot is a dot", u"axjson"_s, u"a.json"_s, false);
        row("brackets are brackets", u"[a]"_s, u"[a]"_s, true);
    }
    void matches()
    {
        QFETCH(QString, path);
        QFETCH(QString, pattern);
        QFETCH(bool, isMatch);
        QCOMPARE(matchesNamePattern(path, pattern), isMatch);
    }
};

QTEST_GUILESS_MAIN(TestNamePattern)
#include "tst_namepattern.moc"
