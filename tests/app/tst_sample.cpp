#include <sample.h>

#include <rawfile.h>

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <optional>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class tst_Sample : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsEveryFileAlong();
    void makesTheFolderOnce();
    void filesCanBeWritten();
    void leavesNothingElseBehind();
    void touchesNothingThatIsThere_data();
    void touchesNothingThatIsThere();
    void saysWhyItCannotBeMade();
    void resetRestoresShippedFilesOnly();
    void resetMakesMissingFiles();
    void resetOfAnUntouchedFolderWritesNothing();
    void resetRefusesWhatIsNoFile();
    void knowsTheSampleFolder();

private:
    QByteArray read(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    static QStringList filesBelow(const QString &folder)
    {
        QStringList names;
        QDirIterator paths(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (paths.hasNext())
            names += QDir(folder).relativeFilePath(paths.next());
        names.sort();
        return names;
    }
    QString inSample(const QString &name) const { return sampleFolder() + u'/' + name; }

    std::optional<QTemporaryDir> m_data;
};

void tst_Sample::init()
{
    m_data.emplace();
    qputenv("XDG_DATA_HOME", QFile::encodeName(m_data->path()));
}

void tst_Sample::bringsEveryFileAlong()
{
    QCOMPARE(sampleFolder(), m_data->filePath(u"retune/sample"_s));
    QVERIFY(makeSampleFolder());
    const QDir source(QDir::cleanPath(QStringLiteral(RETUNE_TEST_DATA "/../../resources/sample")));
    const QStringList names = filesBelow(source.path());
    QVERIFY(names.contains(u"setting.py"_s));
    QVERIFY(names.contains(u"plugins/greet.js"_s));
    QCOMPARE(filesBelow(sampleFolder()), names);
    for (const QString &name : names)
        QCOMPARE(read(inSample(name)), read(source.filePath(name)));
}

void tst_Sample::makesTheFolderOnce()
{
    QCOMPARE(*makeSampleFolder(), sampleFolder());
    test::writeInPlace(inSample(u"setting.py"_s), "redis = 1\n");
    QVERIFY(QFile::remove(inSample(u"app.ini"_s)));
    QCOMPARE(*makeSampleFolder(), sampleFolder());
    QCOMPARE(read(inSample(u"setting.py"_s)), QByteArray("redis = 1\n"));
    QVERIFY(!QFile::exists(inSample(u"app.ini"_s)));
}

void tst_Sample::filesCanBeWritten()
{
    QVERIFY(makeSampleFolder());
    QCOMPARE(test::statusOf(inSample(u"setting.py"_s)).st_mode & 0600, 0600U);
    QCOMPARE(test::statusOf(sampleFolder()).st_mode & 0777, 0755U);
}

void tst_Sample::leavesNothingElseBehind()
{
    QVERIFY(makeSampleFolder());
    QCOMPARE(
        QDir(m_data->filePath(u"retune"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList{u"sample"_s});
}

void tst_Sample::touchesNothingThatIsThere_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a file") << u"file"_s;
    QTest::newRow("an empty folder") << u"folder"_s;
    QTest::newRow("a link to nothing") << u"link"_s;
}

void tst_Sample::touchesNothingThatIsThere()
{
    QFETCH(QString, what);
    QVERIFY(QDir().mkpath(m_data->filePath(u"retune"_s)));
    if (what == u"file")
        test::writeInPlace(sampleFolder(), "mine");
    else if (what == u"folder")
        QVERIFY(QDir().mkdir(sampleFolder()));
    else
        QVERIFY(QFile::link(m_data->filePath(u"nowhere"_s), sampleFolder()));
    QVERIFY(makeSampleFolder());
    QCOMPARE(QFileInfo(sampleFolder()).isFile(), what == u"file");
    QCOMPARE(QFileInfo(sampleFolder()).isSymLink(), what == u"link");
    QVERIFY(!QFile::exists(inSample(u"setting.py"_s)));
}

void tst_Sample::saysWhyItCannotBeMade()
{
    test::writeInPlace(m_data->filePath(u"retune"_s), "a file in the way, which stops root too");
    const Result<QString> made = makeSampleFolder();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ProblemKind::WriteFailed);
    QVERIFY(!made.error().message.isEmpty());
}

void tst_Sample::resetRestoresShippedFilesOnly()
{
    QVERIFY(makeSampleFolder());
    const QByteArray shipped = read(inSample(u"setting.py"_s));
    test::writeInPlace(inSample(u"setting.py"_s), "redis = ");
    test::writeInPlace(inSample(u"mine.json"_s), "{}");
    const Result<QStringList> changed = resetSample();
    QVERIFY(changed);
    QCOMPARE(*changed, QStringList{u"setting.py"_s});
    QCOMPARE(read(inSample(u"setting.py"_s)), shipped);
    QCOMPARE(read(inSample(u"mine.json"_s)), QByteArray("{}"));
}

void tst_Sample::resetMakesMissingFiles()
{
    const Result<QStringList> made = resetSample(); // no folder at all
    QVERIFY(made);
    QVERIFY(QFile::remove(inSample(u"worker.jsonc"_s)));
    QVERIFY(QDir(inSample(u"plugins"_s)).removeRecursively());
    const Result<QStringList> changed = resetSample();
    QVERIFY(changed);
    QCOMPARE(*changed, (QStringList{u"plugins/greet.js"_s, u"worker.jsonc"_s}));
    QVERIFY(QFile::exists(inSample(u"worker.jsonc"_s)));
    QVERIFY(QFile::exists(inSample(u"plugins/greet.js"_s)));
}

void tst_Sample::resetOfAnUntouchedFolderWritesNothing()
{
    QVERIFY(makeSampleFolder());
    const auto before = test::statusOf(inSample(u"setting.py"_s)).st_ino;
    const Result<QStringList> changed = resetSample();
    QVERIFY(changed);
    QCOMPARE(*changed, QStringList());
    QCOMPARE(test::statusOf(inSample(u"setting.py"_s)).st_ino, before);
}

void tst_Sample::resetRefusesWhatIsNoFile()
{
    QVERIFY(makeSampleFolder());
    QVERIFY(QFile::remove(inSample(u"setting.py"_s)));
    QVERIFY(QDir().mkdir(inSample(u"setting.py"_s)));
    const Result<QStringList> changed = resetSample();
    QVERIFY(!changed);
    QCOMPARE(changed.error().file, inSample(u"setting.py"_s));
    QVERIFY(QFileInfo(inSample(u"setting.py"_s)).isDir());
}

void tst_Sample::knowsTheSampleFolder()
{
    QVERIFY(!isSampleFolder(sampleFolder())); // not there yet
    QVERIFY(makeSampleFolder());
    QVERIFY(isSampleFolder(sampleFolder()));
    QVERIFY(isSampleFolder(sampleFolder() + u"/../sample/"_s));
    QVERIFY(!isSampleFolder(m_data->path()));
    const QString link = m_data->filePath(u"link"_s);
    QVERIFY(QFile::link(sampleFolder(), link));
    QVERIFY(isSampleFolder(link));
}

QTEST_GUILESS_MAIN(tst_Sample)
#include "tst_sample.moc"
