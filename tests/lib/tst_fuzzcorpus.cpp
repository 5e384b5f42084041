// Reads what the fuzzers are started from, and every input that once failed, with every format: in all builds, without
// libFuzzer.

#include <fuzz/formatprobe.h>

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

QDir corpus()
{
    return QDir(QDir::cleanPath(QStringLiteral(RETUNE_TEST_DATA "/../fuzz/corpus")));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Inputs that are too large to be kept as files.
QHash<QByteArray, QByteArray> largeInputs()
{
    constexpr int many = 100'000;
    const QByteArray keys = QByteArray("a.").repeated(many);
    return {{"100,000 open lists", QByteArray(many, '[')},
            {"100,000 lists", QByteArray(many, '[') + QByteArray(many, ']')},
            {"100,000 open tables", QByteArray("{\"a\":").repeated(many)},
            {"100,000 open groups", "a = " + QByteArray(many, '(')},
            {"100,000 tables in a value", "a = " + QByteArray("{ a = ").repeated(many)},
            {"a key of 100,000 parts", keys + "a = 1\n"},
            {"a header of 100,000 parts", '[' + keys + "a]\n"},
            {"100,000 sequences in a line", QByteArray("- ").repeated(many)},
            {"a directive of 16 KB", '%' + QByteArray(16 * 1024, 'a')},
            {"a line of 100,000 continuations", "a = b" + QByteArray("\\\n c").repeated(many)},
            {"100,000 open quotes", QByteArray(many, '"')},
            {"100,000 signs", "a = " + QByteArray(many, '-') + "1\n"}};
}

} // namespace

class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatHasInputs();
    void readsAnything_data();
    void readsAnything();
    void readsLargeInputs_data();
    void readsLargeInputs();
};

void TestFuzzCorpus::everyFormatHasInputs()
{
    for (const Format *format : formats()) {
        const QDir folder(corpus().filePath(format->shortName()));
        QVERIFY2(!folder.entryList(QDir::Files).isEmpty(), qPrintable(folder.path()));
    }
}

void TestFuzzCorpus::readsAnything_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &folder : corpus().entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QFileInfo &file : QDir(corpus().filePath(folder)).entryInfoList(QDir::Files))
            QTest::newRow(qPrintable(folder + u'/' + file.fileName())) << file.filePath();
    }
}

void TestFuzzCorpus::readsAnything()
{
    QFETCH(QString, path);
    const QByteArray bytes = contentOf(path);
    for (const Format *format : formats()) {
        QCOMPARE(test::probeFormat(*format, bytes), QString());
        QCOMPARE(test::probeEdits(*format, bytes), QString());
    }
}

void TestFuzzCorpus::readsLargeInputs_data()
{
    QTest::addColumn<FormatId>("id");
    QTest::addColumn<QByteArray>("bytes");
    const auto inputs = largeInputs();
    for (const Format *format : formats()) {
        for (auto input = inputs.begin(); input != inputs.end(); ++input)
            QTest::addRow("%s, as %s", input.key().constData(), qPrintable(format->name()))
                << format->id() << input.value();
    }
}

void TestFuzzCorpus::readsLargeInputs()
{
    QFETCH(FormatId, id);
    QFETCH(QByteArray, bytes);
    QCOMPARE(test::probeFormat(format(id), bytes), QString());
}

QTEST_GUILESS_MAIN(TestFuzzCorpus)
#include "tst_fuzzcorpus.moc"
