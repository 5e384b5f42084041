#include <retune/format/editcheck.h>
#include <retune/format/format.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(const QByteArray &text)
{
    const Result<Document> document = format(FormatId::Jsonc).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

KeyPath pathOf(const QString &text)
{
    return KeyPath::parse(text).value();
}

} // namespace

class TestEditCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void keepsComments_data();
    void keepsComments();
};

void TestEditCheck::refuses_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("position");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isAllowed");

    using Type = ExpectedEdit::Type;
    const auto row = [](const char *name, const char *before, Type type, const QString &path,
                        const QString &key, int position, const char *after, bool isAllowed = false) {
        QTest::newRow(name) << QByteArray(before) << int(type) << path << key << position << QByteArray(after)
                            << isAllowed;
    };
    const char *object = "{\"a\": 1, \"b\": [2]}";
    row("the new key", object, Type::Add, u""_s, u"c"_s, 0, "{\"a\": 1, \"b\": [2], \"c\": 3}", true);
    row("the new key at the begin", object, Type::Add, u""_s, u"c"_s, 0, "{\"c\": 3, \"a\": 1, \"b\": [2]}",
        true);
    row("another key", object, Type::Add, u""_s, u"c"_s, 0, "{\"a\": 1, \"b\": [2], \"d\": 3}");
    row("no new key", object, Type::Add, u""_s, u"c"_s, 0, object);
    row("two new keys", object, Type::Add, u""_s, u"c"_s, 0, "{\"a\": 1, \"b\": [2], \"c\": 3, \"d\": 4}");
    row("a key in place of one", object, Type::Add, u""_s, u"c"_s, 0, "{\"a\": 1, \"c\": 3}");
    row("a new key, and another value", object, Type::Add, u""_s, u"c"_s, 0,
        "{\"a\": 2, \"b\": [2], \"c\": 3}");
    row("a new key, and another value below", object, Type::Add, u""_s, u"c"_s, 0,
        "{\"a\": 1, \"b\": [3], \"c\": 3}");
    row("a new key, and others in another order", object, Type::Add, u""_s, u"c"_s, 0,
        "{\"b\": [2], \"a\": 1, \"c\": 3}");
    row("the new key in another place", object, Type::Add, u"b"_s, u""_s, 1,
        "{\"a\": 1, \"b\": [2], \"c\": 3}");
    row("a member in another position", "[1, 2]", Type::Add, u""_s, u""_s, 2, "[1, 3, 2]");
    row("the member", "[1, 2]", Type::Remove, u"[0]"_s, u""_s, 0, "[2]", true);
    row("another member removed", "[1, 2]", Type::Remove, u"[0]"_s, u""_s, 0, "[1]");
    row("two members removed", "[1, 2]", Type::Remove, u"[0]"_s, u""_s, 0, "[]");
    row("the container removed", "[[1], 2]", Type::Remove, u"[0][0]"_s, u""_s, 0, "[2]");
    row("the container as another kind", "[[1], 2]", Type::Remove, u"[0][0]"_s, u""_s, 0, "[{}, 2]");
    row("the other key", object, Type::Rename, u"a"_s, u"c"_s, 0, "{\"c\": 1, \"b\": [2]}", true);
    row("the other key, and another value", object, Type::Rename, u"a"_s, u"c"_s, 0,
        "{\"c\": 2, \"b\": [2]}");
    row("a key of another member", object, Type::Rename, u"a"_s, u"c"_s, 0, "{\"a\": 1, \"c\": [2]}");
    row("the other position", "[1, 2, 3]", Type::Move, u"[0]"_s, u""_s, 2, "[2, 3, 1]", true);
    row("a wrong position", "[1, 2, 3]", Type::Move, u"[0]"_s, u""_s, 2, "[2, 1, 3]");
}

void TestEditCheck::refuses()
{
    QFETCH(QByteArray, before);
    QFETCH(int, type);
    QFETCH(QString, path);
    QFETCH(QString, key);
    QFETCH(int, position);
    QFETCH(QByteArray, after);
    QFETCH(bool, isAllowed);
    const Document document = parsed(before);
    const ExpectedEdit expected{ExpectedEdit::Type(type), document.find(pathOf(path)), key, position};
    const Result<CheckedEdit> checked = checkedEdit(document, expected, {difference(before, after)});
    QCOMPARE(checked.has_value(), isAllowed);
    if (!checked)
        QCOMPARE(checked.error().message,
                 u"expected to change this value alone, but then other parts of the file would change"_s);
}

void TestEditCheck::keepsComments_data()
{
    QTest::addColumn<Replacement>("change");
    QTest::addColumn<bool>("isAllowed");

    // [1, /*c*/ 2 // d
    QTest::newRow("comments that stay") << Replacement{{1, 3}, {}} << true;
    QTest::newRow("a comment that goes as a whole") << Replacement{{1, 9}, {}} << true;
    QTest::newRow("a comment that is cut") << Replacement{{1, 7}, "/*"} << false;
    QTest::newRow("a comment that a new one swallows") << Replacement{{1, 4}, "/*"} << false;
}

void TestEditCheck::keepsComments()
{
    QFETCH(Replacement, change);
    QFETCH(bool, isAllowed);
    const Document document = parsed("[1, /*c*/ 2 // d\n]");
    const ExpectedEdit expected{ExpectedEdit::Type::Remove, document.root().firstChild(), {}, 0};
    QCOMPARE(checkedEdit(document, expected, {change}).has_value(), isAllowed);
}

QTEST_GUILESS_MAIN(TestEditCheck)
#include "tst_editcheck.moc"
