#include "lineformats.h"

#include <QtCore/QSettings>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

Result<Document> parsed(const QByteArray &text)
{
    return format(FormatId::QSettings).parse(text);
}

/// What QSettings itself reads.
FlatValues readByQt(OracleFolder &folder, const QByteArray &text)
{
    const QSettings settings(folder.write(text), QSettings::IniFormat);
    FlatValues values;
    for (const QString &key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        const bool isList =
            value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList;
        if (!value.isValid()) {
            values[key] += noValue;
        } else if (value.typeId() == QMetaType::QByteArray) {
            values[key] += QString::fromLatin1(value.toByteArray());
        } else {
            for (const QVariant &member : isList ? value.toList() : QVariantList{value})
                values[key] += member.toString();
        }
    }
    return values;
}

const Vocabulary &vocabulary()
{
    static const Vocabulary words{{"[General]", "[a]", "[b%20c]", "[d\\e] ; f", "  [%U4F60]"},
                                  {"", " \t", "; x = y", "  ; [z]"},
                                  {"", "  "},
                                  {"key", "a\\b", "x%20y", "%U4F60"},
                                  {"=", " = ", "\t= "},
                                  {"x",          "8080",     "true",       "yes",
                                   "\"a; b\"",   "a b",      "\\x4f60",    "\"\\x4f60\" \"b\"",
                                   "a, b,c",     "a,",       "\"a,b\", c", "@ByteArray(a\\xff)",
                                   "@Invalid()", "@@a",      "@a",         "a\\n\\t\\\"\\\\b",
                                   "a\\\nb",     "\"a\nb\"", "\"\"",       "1e3",
                                   "\\101\\x20", "\" a \""},
                                  {"", "  ", " ; c", ";c"}};
    return words;
}

} // namespace

class TestQSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void pointsAtErrors_data();
    void pointsAtErrors();
    void membersHaveRanges();
    void rangesAreExact_data();
    void rangesAreExact();
    void nastyStringsAgreeWithQt_data();
    void nastyStringsAgreeWithQt();
    void readsWhatQtWrites();
    void nastyKeysAgreeWithQt();
};

void TestQSettings::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("tree");

    QTest::newRow("empty file") << ""_ba << u"{}"_s;
    QTest::newRow("sections")
        << "[General]\na=x\n\n[b%20c]\nd=8080\ne=true\nf=yes\n"_ba
        << u"{General: {a: text x}, b c: {d: whole number 8080, e: truth value true, f: text "
           u"yes}}"_s;
    QTest::newRow("groups in keys") << "[a]\nb\\c=x\nd%2Fe%U4F60=y\n"_ba
                                    << u"{a: {b/c: text x, d/e你: text y}}"_s;
    QTest::newRow("a list") << "[a]\nb=1, x,\"y, z\", \n"_ba
                            << u"{a: {b: [whole number 1, text x, text y, z, text ]}}"_s;
    QTest::newRow("a comma in quotes makes no list") << "[a]\nb=\"x, y\"\n"_ba << u"{a: {b: text x, y}}"_s;
    QTest::newRow("escapes") << R"([a]
b=\x4f60\x597d \101\n\\\"\q
)"_ba << u"{a: {b: text 你好 A\n\\\"}}"_s;
    QTest::newRow("bytes and other marked values")
        << "[a]\nb=@ByteArray(x\\xff)\nc=@Invalid()\nd=@@x\ne=@Rect(0 0 1 1)\nf=@x\n"_ba
        << u"{a: {b: byte string xÿ, c: null null, d: text @x, e: code @Rect(0 0 1 1), f: text @x}}"_s;
    QTest::newRow("a semicolon ends a value")
        << "[a]\nb=c;d\ne=\"f;g\" ; h\n"_ba << u"{a: {b: text c, e: text f;g}}"_s;
    QTest::newRow("quotes over several lines")
        << "[a]\nb=\"x\ny\"\nc=x\\\ny\n"_ba << u"{a: {b: text x\ny, c: text xy}}"_s;
    QTest::newRow("keys before any section") << "a=b\n"_ba << u"{a: text b}"_s;
    QTest::newRow("a key that is given twice")
        << "[a]\nb=1\nb=2\n"_ba << u"{a: {b: whole number 1 (shadowed), b: whole number 2}}"_s;
    QTest::newRow("a key that is given in three spellings")
        << "[a]\nb\\c=1\nb/c=2\nb%2Fc=3\n"_ba
        << u"{a: {b/c: whole number 1 (shadowed), b/c: whole number 2 (shadowed), b/c: whole number 3}}"_s;
    QTest::newRow("comments") << "; a\n# b = c\n[d] ; e\n"_ba << u"{d: {}}"_s;
}

void TestQSettings::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, tree);
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    QCOMPARE(outline(document->root()), tree);
}

void TestQSettings::pointsAtErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");

    QTest::newRow("open section name")
        << "[a\n"_ba << u"1:3: expected \"]\" at the end of the section name, found the end of the line"_s;
    QTest::newRow("section without a name")
        << "[ ]\n"_ba << u"1:1: expected a section name in [ ], found none"_s;
    QTest::newRow("text behind a section name")
        << "[a] b\n"_ba << u"1:5: expected the end of the line after the section name, found \"b\""_s;
    QTest::newRow("a key without equals sign")
        << "[a]\nb\n"_ba << u"2:2: expected \"=\" behind the key, found the end of the line"_s;
    QTest::newRow("a key in quotes") << "[a]\n\"b\"=c\n"_ba
                                     << u"2:1: expected \"=\" behind the key, found \"\"b\"=c\""_s;
    QTest::newRow("no key") << "[a]\n=c\n"_ba << u"2:1: expected a key, found \"=c\""_s;
    QTest::newRow("open quote") << "[a]\nb=\"c\nd=e\n"_ba
                                << u"2:3: expected a closing quote, found the end of the file"_s;
    QTest::newRow("open quote behind a backslash")
        << "[a]\nb=\"c\\"_ba << u"2:3: expected a closing quote, found the end of the file"_s;
}

void TestQSettings::pointsAtErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Result<Document> document = parsed(text);
    QCOMPARE(messageOf(document), problem);
    QCOMPARE(document.error().kind, ProblemKind::Syntax);
}

void TestQSettings::membersHaveRanges()
{
    const QByteArray text = "[a]\nb = x , \"y, z\",,1 ; c\n";
    const Result<Document> document = parsed(text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    const Node list = document->find({u"a"_s, u"b"_s});
    QCOMPARE(list.text().toByteArray(), "x , \"y, z\",,1"_ba);
    QByteArrayList members;
    for (Node member = list.firstChild(); member; member = member.nextSibling())
        members += member.text().toByteArray();
    QCOMPARE(members, (QByteArrayList{"x", "\"y, z\"", "", "1"}));
}

void TestQSettings::rangesAreExact_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 200; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestQSettings::rangesAreExact()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Result<Document> document = parsed(random.text);
    QVERIFY2(document, qPrintable(messageOf(document)));
    checkRanges(*document, random);
    OracleFolder folder;
    const FlatValues second = readByQt(folder, random.text);
    for (const RandomLines::Entry &entry : random.entries) {
        const Node node = document->nodeAt(entry.key.begin);
        if (node.isShadowed())
            continue;
        const QString section = node.parent().key();
        const QString key = section == u"General" ? node.key() : section + u'/' + node.key();
        QStringList values;
        if (node.isContainer()) {
            for (Node member = node.firstChild(); member; member = member.nextSibling())
                values += spelled(member);
        } else {
            values += spelled(node);
        }
        QVERIFY2(second.contains(key), qPrintable(key));
        QCOMPARE(values, second.value(key));
    }
}

void TestQSettings::nastyStringsAgreeWithQt_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("random file %u", seed) << seed;
}

void TestQSettings::nastyStringsAgreeWithQt()
{
    QFETCH(quint32, seed);
    const RandomLines random(seed, vocabulary());
    const Document document = *parsed(random.text);
    const QList<Node> values = valuesOf(document);
    QRandomGenerator choice(seed);
    OracleFolder folder;
    for (const QString &nasty : nastyStrings()) {
        const Node node = values.at(choice.bounded(int(values.size())));
        const Result<Edit> edit = setValue(document, node.path(), Value::string(nasty));
        QVERIFY2(edit, qPrintable(shown(edit)));
        const Node after = edit->result.find(node.path());
        QCOMPARE(spelled(after), nasty);
        const bool isMember = after.parent().kind() == Kind::List;
        const Node entry = isMember ? after.parent() : after;
        const QString section = entry.parent().key();
        const FlatValues second = readByQt(folder, edit->result.bytes());
        const QStringList read =
            second.value(section == u"General" ? entry.key() : section + u'/' + entry.key());
        QCOMPARE(read.value(isMember ? after.position() : 0), nasty);
    }
}

void TestQSettings::readsWhatQtWrites()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.ini"_s);
    const QByteArray bytes = QByteArray::fromHex("00ff2c223b5c0a41");
    {
        QSettings settings(path, QSettings::IniFormat);
        for (int i = 0; i < nastyStrings().size(); ++i)
            settings.setValue(u"nasty/k%1"_s.arg(i), nastyStrings().at(i));
        settings.setValue(u"nasty/list"_s, nastyStrings());
        settings.setValue(u"nasty/bytes"_s, bytes);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Result<Document> document = parsed(file.readAll());
    QVERIFY2(document, qPrintable(messageOf(document)));
    for (int i = 0; i < nastyStrings().size(); ++i)
        QCOMPARE(spelled(document->find({u"nasty"_s, u"k%1"_s.arg(i)})), nastyStrings().at(i));
    QCOMPARE(flattened(*document).value(u"nasty.list"_s), nastyStrings());
    QCOMPARE(document->find({u"nasty"_s, u"bytes"_s}).value(),
             (Value{Kind::Bytes, QString::fromLatin1(bytes)}));
}

void TestQSettings::nastyKeysAgreeWithQt()
{
    OracleFolder folder;
    const Document document = *parsed("[a]\nb=1\n");
    for (const QString &nasty : nastyStrings()) {
        const Result<Edit> edit = addValue(document, {u"a"_s, nasty}, Value::integer(7));
        const bool isDropped = nasty.isEmpty() || nasty.startsWith(u'/');
        QCOMPARE(edit.has_value(), !isDropped);
        if (!edit)
            continue;
        const QSettings settings(folder.write(edit->result.bytes()), QSettings::IniFormat);
        QVERIFY2(settings.value(u"a/"_s + nasty).toString() == u"7", qPrintable(shown(edit)));
    }
}

QTEST_GUILESS_MAIN(TestQSettings)
#include "tst_qsettings.moc"
