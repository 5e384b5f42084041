#include <retune/format/format.h>
#include <retune/format/memberkind.h>

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Document parsed(const QByteArray &text, FormatId id = FormatId::Jsonc)
{
    const Result<Document> document = format(id).parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().toString()));
    return *document;
}

} // namespace

class TestMemberKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheKindOffTheText_data();
    void readsTheKindOffTheText();
    void findsTheKindOfAllMembers_data();
    void findsTheKindOfAllMembers();
    void offersWhatTheFormatCanWrite();
    void offersNothingBelowAValue();
};

void TestMemberKind::readsTheKindOffTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *text, Kind kind) {
        QTest::newRow(text) << QString::fromUtf8(text) << kind;
    };
    for (const char *text : {"true", "false"})
        row(text, Kind::Boolean);
    row("null", Kind::Null);
    for (const char *text : {"0", "-1", "8080", "123456789012345678901234567890"})
        row(text, Kind::Integer);
    for (const char *text : {"0.5", "-3.0", "1e6", "1E-6", "1.10"})
        row(text, Kind::Float);
    for (const char *text : {"", " 1", "1\n", "007", "0x10", "1_000", "+1", ".5", "5.", "1e", "1.2.3", "True",
                             "yes", "nan", "inf", "-", "١"})
        row(text, Kind::String);
}

void TestMemberKind::readsTheKindOffTheText()
{
    QFETCH(QString, text);
    QFETCH(Kind, kind);
    QCOMPARE(kindByLooks(text), kind);
}

void TestMemberKind::findsTheKindOfAllMembers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<Kind>>("kind");
    const auto row = [](const char *text, std::optional<Kind> kind) {
        QTest::newRow(text) << QByteArray(text) << kind;
    };
    row("[]", std::nullopt);
    row("[1]", Kind::Integer);
    row("[\"a\", \"b\"]", Kind::String);
    row("[{}, {\"a\": 1}]", Kind::Table);
    row("[1, 2.0]", std::nullopt);
    row("{\"a\": 1}", std::nullopt);
    row("1", std::nullopt);
}

void TestMemberKind::findsTheKindOfAllMembers()
{
    QFETCH(QByteArray, text);
    QFETCH(std::optional<Kind>, kind);
    QVERIFY(commonKind(parsed(text).root()) == kind);
    QVERIFY(!commonKind(Node()));
}

void TestMemberKind::offersWhatTheFormatCanWrite()
{
    const QList<Kind> expected{Kind::String, Kind::Boolean, Kind::Integer, Kind::Float,
                               Kind::Null,   Kind::Table,   Kind::List};
    for (const QByteArray &text : {"{\"key\": 1}"_ba, "{}"_ba, "[]"_ba, "[1]"_ba}) {
        const Document document = parsed(text);
        const Result<QList<Kind>> kinds = addableKinds(document, document.root());
        QVERIFY(kinds);
        QCOMPARE(*kinds, expected);
    }
}

void TestMemberKind::offersNothingBelowAValue()
{
    const Document document = parsed("1");
    const Result<QList<Kind>> kinds = addableKinds(document, document.root());
    QVERIFY(!kinds);
    QCOMPARE(kinds.error().kind, ProblemKind::Refused);
    QCOMPARE(kinds.error().message, u"a whole number has no members to add to"_s);
}

QTEST_GUILESS_MAIN(TestMemberKind)
#include "tst_memberkind.moc"
