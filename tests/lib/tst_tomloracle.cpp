// Compares the TOML reader with two others, over random documents, the same with bytes changed, and the files in
// tests/data: Python's tomllib for what is accepted and for every value, toml++ for where each value stands.

#include "outline.h"
#include "randomtoml.h"
#include "tomloracle.h"

#include <retune/format/format.h>
#include <retune/format/toml/tomlplusplus.h>

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const Format &tomlFormat()
{
    return format(FormatId::Toml);
}

QByteArray randomDocument(quint32 seed)
{
    RandomToml random(seed);
    random.write();
    return random.text;
}

/// A random document with a few bytes or pieces put in, taken out or doubled.
QByteArray mutatedDocument(quint32 seed)
{
    static const QByteArrayList pieces{
        "[",    "]",      "[[",  "]]",   "{",      "}",           ".",        ",",   "=",          "\"",
        "'",    "\"\"\"", "'''", "#",    "\n",     "\r",          " ",        "_",   "-",          "+",
        "0",    "9",      "e",   "x",    ":",      "T",           "\\",       "\\u", "a",          "k0",
        "true", "é",      "\t",  "\x7f", "[k0]\n", "k0.k1 = 1\n", "[[k0]]\n", "nan", "1979-05-27", "00"};
    QRandomGenerator random(seed);
    QByteArray text = randomDocument(seed);
    for (int i = 1 + int(random.bounded(3)); i > 0; --i) {
        const qsizetype at = random.bounded(int(text.size()) + 1);
        const qsizetype size = std::min<qsizetype>(random.bounded(6), text.size() - at);
        switch (random.bounded(4)) {
        case 0:
            text.remove(at, size);
            break;
        case 1:
            text.insert(at, text.mid(at, size));
            break;
        default:
            text.insert(at, pieces.at(random.bounded(int(pieces.size()))));
        }
    }
    return text;
}

QString shown(const QByteArray &text)
{
    return QString::fromUtf8(text) + u"\n----\n"_s;
}

/// Where the reader and tomllib differ about `text`; empty where they agree.
QString differenceTo(const QJsonValue &answer, const QByteArray &text)
{
    const Result<Document> document = tomlFormat().parse(text);
    const bool isRefused = answer.isObject();
    if (isRefused)
        return document ? u"accepted, tomllib says: "_s + answer[u"error"_s].toString() + u'\n' + shown(text)
                        : QString();
    if (!document)
        return u"refused: "_s + document.error().toString() + u'\n' + shown(text);
    return agrees(document->root(), answer)
               ? QString()
               : u"another tree: "_s + outline(document->root()) + u'\n' + shown(text);
}

QString differencesToTomllib(const QByteArrayList &documents, int *accepted = nullptr)
{
    TomlOracle oracle;
    const QJsonArray answers = oracle.ask(documents);
    if (!oracle.error.isEmpty())
        return oracle.error;
    QString differences;
    for (qsizetype i = 0; i < documents.size(); ++i) {
        differences += differenceTo(answers[i], documents[i]);
        if (accepted && answers[i].isArray())
            ++*accepted;
    }
    return differences;
}

/// Compares the values of a tree of toml++ with ours by the places where they stand.
class PlaceComparison
{
public:
    explicit PlaceComparison(const Document &document)
        : m_document(document)
        , m_lines(document.bytes())
    {}

    QString difference;
    int values = 0;

    void compare(const Node &node, const toml::node &other)
    {
        if (const toml::table *table = other.as_table())
            compareTables(node, *table);
        else if (const toml::array *array = other.as_array())
            compareArrays(node, *array);
        // Tables and lists that are no values in brackets stand nowhere in particular.
        const bool hasPlace =
            isScalar(node.kind()) || node.text().startsWith('{') || node.text().startsWith('[');
        if (node.parent() && hasPlace && (isScalar(node.kind()) || isInBrackets(other)))
            comparePlaces(node, other);
    }

private:
    static bool isInBrackets(const toml::node &node)
    {
        const toml::table *table = node.as_table();
        return table ? table->is_inline() : !node.is_array_of_tables();
    }

    qsizetype offset(const toml::source_position &at) const
    {
        return m_lines.offset(m_document.bytes(), {int(at.line), int(at.column)});
    }

    void comparePlaces(const Node &node, const toml::node &other)
    {
        ++values;
        const ByteRange range{offset(other.source().begin), offset(other.source().end)};
        if (range != node.range())
            difference += u"%1 stands at %2 to %3, not at %4 to %5\n"_s.arg(node.path().toString())
                              .arg(range.begin)
                              .arg(range.end)
                              .arg(node.range().begin)
                              .arg(node.range().end);
    }

    void compareTables(const Node &node, const toml::table &table)
    {
        if (node.kind() != Kind::Table || node.childCount() != int(table.size()))
            difference += node.path().toString() + u" has other members\n"_s;
        for (const auto &[key, value] : table) {
            const Node member = node.child(QString::fromStdString(std::string(key.str())));
            if (member)
                compare(member, value);
            else
                difference += u"there is no %1\n"_s.arg(QString::fromStdString(std::string(key.str())));
        }
    }

    void compareArrays(const Node &node, const toml::array &array)
    {
        if (node.kind() != Kind::List || node.childCount() != int(array.size())) {
            difference += node.path().toString() + u" has other members\n"_s;
            return;
        }
        Node member = node.firstChild();
        for (const toml::node &value : array) {
            compare(member, value);
            member = member.nextSibling();
        }
    }

    const Document &m_document;
    LineIndex m_lines;
};

QByteArrayList realDocuments()
{
    QByteArrayList documents;
    const QDir folder(QStringLiteral(RETUNE_TEST_DATA "/toml"));
    for (const QString &name : folder.entryList({u"*.toml"_s}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            documents += file.readAll();
    }
    return documents;
}

} // namespace

class TestTomlOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRandomDocumentsAsTomllib();
    void readsMutatedDocumentsAsTomllib();
    void readsRealDocumentsAsTomllib();
    void valuesStandWhereTomlPlusPlusSees();
};

void TestTomlOracle::readsRandomDocumentsAsTomllib()
{
    QByteArrayList documents;
    for (quint32 seed = 0; seed < 600; ++seed)
        documents += randomDocument(seed);
    int accepted = 0;
    QCOMPARE(differencesToTomllib(documents, &accepted), QString());
    QCOMPARE(accepted, int(documents.size()));
}

void TestTomlOracle::readsMutatedDocumentsAsTomllib()
{
    const int count = qEnvironmentVariableIntValue("RETUNE_ORACLE_FILES");
    QByteArrayList documents;
    for (quint32 seed = 0; seed < quint32(count > 0 ? count : 3000); ++seed)
        documents += mutatedDocument(seed);
    int accepted = 0;
    QCOMPARE(differencesToTomllib(documents, &accepted), QString());
    QVERIFY2(accepted > documents.size() / 20, qPrintable(QString::number(accepted)));
    QVERIFY2(accepted < documents.size() * 9 / 10, qPrintable(QString::number(accepted)));
}

void TestTomlOracle::readsRealDocumentsAsTomllib()
{
    const QByteArrayList documents = realDocuments();
    QVERIFY(documents.size() >= 3);
    QCOMPARE(differencesToTomllib(documents), QString());
}

void TestTomlOracle::valuesStandWhereTomlPlusPlusSees()
{
    QByteArrayList documents = realDocuments();
    for (quint32 seed = 0; seed < 600; ++seed)
        documents += randomDocument(seed);
    int values = 0;
    for (const QByteArray &text : documents) {
        const toml::parse_result other = toml::parse(std::string_view(text.data(), std::size_t(text.size())));
        QVERIFY2(other, text.constData());
        const Result<Document> document = tomlFormat().parse(text);
        QVERIFY2(document, qPrintable(messageOf(document)));
        PlaceComparison comparison(*document);
        comparison.compare(document->root(), other.table());
        QVERIFY2(comparison.difference.isEmpty(), qPrintable(comparison.difference + shown(text)));
        values += comparison.values;
    }
    QVERIFY(values > 5000);
}

QTEST_GUILESS_MAIN(TestTomlOracle)
#include "tst_tomloracle.moc"
