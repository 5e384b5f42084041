#include <retune/format/keypath.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestKeyPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void leadsUpAndDown();
    void hashesEqualPathsAlike();
};

void TestKeyPath::readsAndWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<KeyPath>("path");

    QTest::newRow("the root") << u""_s << KeyPath();
    QTest::newRow("one key") << u"http"_s << KeyPath{u"http"_s};
    QTest::newRow("keys") << u"http.port"_s << KeyPath{u"http"_s, u"port"_s};
    QTest::newRow("list positions") << u"servers[0].hosts[12][3]"_s
                                    << KeyPath{u"servers"_s, 0, u"hosts"_s, 12, 3};
    QTest::newRow("position first") << u"[1].a"_s << KeyPath{1, u"a"_s};
    QTest::newRow("digits, dashes and other letters")
        << u"2a.b_c-d.你好"_s << KeyPath{u"2a"_s, u"b_c-d"_s, u"你好"_s};
    QTest::newRow("characters outside the first plane") << u"a😀"_s << KeyPath{u"a😀"_s};
    QTest::newRow("dot in a key") << u"hosts.\"a.b\""_s << KeyPath{u"hosts"_s, u"a.b"_s};
    QTest::newRow("empty key") << u"\"\".a"_s << KeyPath{u""_s, u"a"_s};
    QTest::newRow("quotes and backslashes") << u"\"a\\\"b\\\\c\""_s << KeyPath{u"a\"b\\c"_s};
    QTest::newRow("a quoted key before a position") << u"\"a b\"[0]"_s << KeyPath{u"a b"_s, 0};
    QTest::newRow("a key that looks like a position") << u"\"[0]\""_s << KeyPath{u"[0]"_s};
    QTest::newRow("a line break") << u"\"a\nb\""_s << KeyPath{u"a\nb"_s};
}

void TestKeyPath::readsAndWrites()
{
    QFETCH(QString, text);
    QFETCH(KeyPath, path);
    const Result<KeyPath> read = KeyPath::parse(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, path);
    QCOMPARE(path.toString(), text);
}

void TestKeyPath::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<KeyPath>("path");

    QTest::newRow("quotes that are not needed") << u"\"a\".\"b\""_s << KeyPath{u"a"_s, u"b"_s};
    QTest::newRow("escape that is not needed") << u"\"\\a\""_s << KeyPath{u"a"_s};
    QTest::newRow("leading zeros") << u"[007]"_s << KeyPath{7};
}

void TestKeyPath::reads()
{
    QFETCH(QString, text);
    QFETCH(KeyPath, path);
    QCOMPARE(KeyPath::parse(text).value(), path);
}

void TestKeyPath::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");

    const auto refuses = [](const char *name, const QString &text, const QString &message) {
        QTest::newRow(name) << text << message + u" of the key path \"%1\""_s.arg(text);
    };
    const QString noKey =
        u"expected a key; keys with other characters than letters, digits, _ and - are quoted at character "_s;
    refuses("dot first", u".a"_s, noKey + u'1');
    refuses("dot last", u"a."_s, noKey + u'3');
    refuses("two dots", u"a..b"_s, noKey + u'3');
    refuses("blank in a key", u"a b"_s, u"expected \".\" or \"[\" at character 2"_s);
    refuses("key behind a position", u"a[0]b"_s, u"expected \".\" or \"[\" at character 5"_s);
    refuses("open position", u"a[0"_s, u"expected \"]\" after a list position at character 2"_s);
    refuses("no position", u"a[]"_s, u"expected a list position in [ ], found \"\" at character 2"_s);
    refuses("negative position", u"a[-1]"_s,
            u"expected a list position in [ ], found \"-1\" at character 2"_s);
    refuses("word as position", u"a[b]"_s, u"expected a list position in [ ], found \"b\" at character 2"_s);
    refuses("too large a position", u"a[99999999999]"_s,
            u"expected a list position in [ ], found \"99999999999\" at character 2"_s);
    refuses("open quotes", u"\"a"_s, u"expected a closing quote in the key path at character 3"_s);
}

void TestKeyPath::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Result<KeyPath> path = KeyPath::parse(text);
    QVERIFY(!path);
    QCOMPARE(path.error().kind, ProblemKind::Misuse);
    QCOMPARE(path.error().message, message);
}

void TestKeyPath::leadsUpAndDown()
{
    const KeyPath path{u"a"_s, 1, u"b"_s};
    QCOMPARE(path.parent(), (KeyPath{u"a"_s, 1}));
    QCOMPARE(path.parent().child(u"b"_s), path);
    QCOMPARE(KeyPath().parent(), KeyPath());
    QCOMPARE(path.size(), 3);
    QCOMPARE(path.last(), KeyPath::Segment(u"b"_s));

    QVERIFY(path.startsWith(path));
    QVERIFY(path.startsWith({}));
    QVERIFY(path.startsWith({u"a"_s, 1}));
    QVERIFY(!path.startsWith({u"a"_s, 2}));
    QVERIFY(!path.startsWith(path.child(0)));
    QVERIFY(!path.startsWith({u"a"_s, u"1"_s}));
}

void TestKeyPath::hashesEqualPathsAlike()
{
    QCOMPARE(qHash(KeyPath::parse(u"a.\"b\"").value()), qHash(KeyPath{u"a"_s, u"b"_s}));
    QVERIFY(qHash(KeyPath{u"a.b"_s}) != qHash(KeyPath{u"a"_s, u"b"_s}));
}

QTEST_GUILESS_MAIN(TestKeyPath)
#include "tst_keypath.moc"
