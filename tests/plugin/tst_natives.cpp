#include "pluginfolder.h"

#include <signalrecord.h>

#include <QtCore/QDir>
#include <QtCore/QJsonObject>
#include <QtCore/QScopeGuard>

using namespace Qt::Literals::StringLiterals;
using namespace retune;
using namespace retune::test;
using namespace std::chrono_literals;

namespace {

QByteArray counter(const QString &name)
{
    return readAll(QStringLiteral(RETUNE_COUNTERS "/counter-%1.so").arg(name));
}

/// How often a library of this name is mapped into this process.
int mappings(const QByteArray &name)
{
    int count = 0;
    QFile maps(u"/proc/self/maps"_s);
    if (maps.open(QFile::ReadOnly)) {
        for (const QByteArray &line : maps.readAll().split('\n')) {
            if (line.contains(name))
                ++count;
        }
    }
    return count;
}

} // namespace

/// Native plugins, from a library in the folder to what a call returns.
class TestNatives : public QObject
{
    Q_OBJECT

    std::unique_ptr<PluginFolder> m_folder;

    QString library() const { return m_folder->path(u"plugins/counter.so"_s); }
    void writeLibrary(const QByteArray &bytes) const { writeInPlace(library(), bytes); }
    QJsonObject call() const { return m_folder->called(u"counter"_s).toObject(); }
    void start()
    {
        m_folder->write(u"setting.json"_s, R"({"redis": "你好"})");
        writeLibrary(counter(u"first"_s));
        m_folder->start();
        QCOMPARE(call()[u"version"_s], QJsonValue(u"first"_s));
    }
    void waitForVersion(const QString &name)
    {
        QTRY_COMPARE_WITH_TIMEOUT(call()[u"version"_s], QJsonValue(name), 10'000);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<PluginFolder>(); }
    void cleanup() { m_folder.reset(); }

    void aLibraryIsATask()
    {
        start();
        const QJsonObject result = call();
        QCOMPARE(result[u"calls"_s], QJsonValue(2));
        QCOMPARE(result[u"redis"_s], QJsonValue(u"你好"_s));
        SignalRecord logged(m_folder->host.get(), &PluginHost::logged);
        call();
        QTRY_COMPARE(logged.size(), 1);
    }

    void aLibraryThatTakesLongHoldsUpNoScript()
    {
        const QString gate = m_folder->path(u"gate"_s);
        m_folder->write(u"gate"_s, "closed");
        m_folder->write(u"setting.json"_s, "{\"gate\": \"" + gate.toUtf8() + "\"}");
        writeLibrary(counter(u"waiting"_s));
        m_folder->write(u"plugins/script.js"_s, "function run() { return 'called'; }");
        m_folder->open();
        m_folder->host->start();
        const auto opened = qScopeGuard([&] { QFile::remove(gate); });
        QTRY_COMPARE(m_folder->called(u"script"_s), QJsonValue(u"called"_s));
        QVERIFY(!m_folder->host->waitUntilLoaded(0ms));
        QVERIFY(m_folder->info(u"counter"_s).isLoading);
        QVERIFY(QFile::remove(gate));
        waitForVersion(u"waiting"_s);
    }

    void theNextVersionGoesOnWithTheStateAndItsOwnCode()
    {
        start();
        call();
        SignalRecord tookOver(m_folder->host.get(), &PluginHost::tookOver);
        writeLibrary(counter(u"second"_s));
        QTRY_COMPARE(tookOver.size(), 1);
        QJsonObject result = call();
        QCOMPARE(result[u"version"_s], QJsonValue(u"second"_s));
        QCOMPARE(result[u"calls"_s], QJsonValue(3));
        QCOMPARE(result[u"own"_s], QJsonValue(1)); // no static variable is shared
        QCOMPARE(result[u"from"_s], QJsonValue(7));
        // The same bytes once more are a version of their own too.
        writeLibrary(counter(u"first"_s));
        QTRY_COMPARE(tookOver.size(), 2);
        QCOMPARE(call()[u"own"_s], QJsonValue(1));
    }

    void aVersionStaysUsableWhenTheNextFailsOnTrial()
    {
        start();
        m_folder->write(u"setting.json"_s, R"({"throws": true})");
        QTRY_VERIFY(!m_folder->host->call(u"counter"_s));
        SignalRecord tookOver(m_folder->host.get(), &PluginHost::tookOver);
        writeLibrary(counter(u"second"_s));
        QTRY_COMPARE(tookOver.size(), 1);
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        const auto result = m_folder->host->call(u"counter"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().message, u"as it was told"_s);
        QTRY_VERIFY(!failed.isEmpty());
        QVERIFY(failed.first()[0].value<TaskFailure>().problem.message.contains(u"given up"));
        m_folder->write(u"setting.json"_s, "{}");
        waitForVersion(u"first"_s);
    }

    void whateverIsThrownIsTold()
    {
        start();
        m_folder->write(u"setting.json"_s, R"({"throwsNumber": true})");
        QTRY_VERIFY(!m_folder->host->call(u"counter"_s));
        QVERIFY(m_folder->problem(u"counter"_s).contains(u"no std::exception"));
    }

    void whatIsNotFitIsToldAndTheOldVersionGoesOn_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("message");
        const QByteArray good = counter(u"second"_s);
        QTest::newRow("only its first bytes are there") << good.first(30) << u"expected a plugin of Qt"_s;
        for (const int percent : {1, 10, 50, 90, 99})
            QTest::addRow("only %d percent of it is there", percent)
                << good.first(good.size() * percent / 100) << u"not whole"_s;
        for (const int percent : {10, 50, 90})
            QTest::addRow("it has its size, and %d percent of it are filled", percent)
                << good.first(good.size() * percent / 100).leftJustified(good.size(), '\0') << u"not whole"_s;
        QTest::newRow("all but its last byte is there") << good.chopped(1) << u"not whole"_s;
        QTest::newRow("it is text") << "no library at all"_ba << u"expected a plugin of Qt"_s;
        QTest::newRow("nothing but its mark is right") << QByteArray("\x7f"
                                                                     "ELF")
                                                              .leftJustified(20'000, '\xa5')
                                                       << u""_s;
        QTest::newRow("another interface") << counter(u"older"_s) << u"found retune.Task/0"_s;
        QTest::newRow("the interface of a task, but none") << counter(u"other"_s) << u"Q_INTERFACES"_s;
        QTest::newRow("a symbol is missing") << counter(u"missing"_s) << u"nowhere"_s;
        QTest::newRow("its test fails") << counter(u"failing"_s) << u"not fit"_s;
        QTest::newRow("it refuses the state") << counter(u"refusing"_s) << u"not my state"_s;
        // Behind the mark of the metadata stand its own version and Qt's.
        QByteArray newer = good;
        const QByteArray mark("qt-project!\0\1", 13);
        const qsizetype version = newer.indexOf(mark) + mark.size();
        QCOMPARE(int(newer[version]), QT_VERSION_MAJOR);
        newer[version + 1] = QT_VERSION_MINOR + 1;
        QTest::newRow("built for a newer Qt") << newer << u"incompatible Qt library"_s;
    }
    void whatIsNotFitIsToldAndTheOldVersionGoesOn()
    {
        start();
        SignalRecord failed(m_folder->host.get(), &PluginHost::failed);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, message);
        writeLibrary(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10'000);
        const auto failure = failed.first()[0].value<TaskFailure>();
        QCOMPARE(failure.problem.file, u"plugins/counter.so"_s);
        QVERIFY2(failure.problem.message.contains(message), qPrintable(failure.problem.message));
        QCOMPARE(call()[u"version"_s], QJsonValue(u"first"_s));
        writeLibrary(counter(u"second"_s));
        waitForVersion(u"second"_s);
        QVERIFY(m_folder->problem(u"counter"_s).isEmpty());
    }

    void temporaryFilesMayBeCleanedUpWhileTheProgramRuns()
    {
        const QTemporaryDir temporary;
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", temporary.path().toLocal8Bit());
        const auto restored =
            qScopeGuard([&] { before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before); });
        start();
        const QDir folder(temporary.path());
        for (const QFileInfo &entry : folder.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY(QDir(entry.filePath()).removeRecursively());
        writeLibrary(counter(u"second"_s));
        waitForVersion(u"second"_s);
    }

    void aRebuildNeverTouchesWhatIsMapped_data()
    {
        QTest::addColumn<bool>("isRenamed");
        QTest::newRow("copied over the file") << false;
        QTest::newRow("renamed over the file") << true;
    }
    void aRebuildNeverTouchesWhatIsMapped()
    {
        QFETCH(bool, isRenamed);
        start();
        QCOMPARE(mappings(library().toLocal8Bit()), 0);
        // What stands in the mapped pages would be gone with the file, and the next call would crash.
        writeLibrary(QByteArray(1000, '\0'));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(call()[u"version"_s], QJsonValue(u"first"_s));
        if (isRenamed) {
            createNew(m_folder->path(u"counter.new"_s), counter(u"second"_s));
            renameTo(m_folder->path(u"counter.new"_s), library());
        } else {
            writeLibrary(counter(u"second"_s));
        }
        waitForVersion(u"second"_s);
    }

    void noCopiesAreLeftBehind()
    {
        const QTemporaryDir temporary;
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", temporary.path().toLocal8Bit());
        start();
        const auto copies = [&] {
            QStringList found;
            const QDir folder(temporary.path());
            for (const QString &name : folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
                found += QDir(folder.filePath(name)).entryList(QDir::Files);
            return found;
        };
        QCOMPARE(copies(), QStringList());
        writeLibrary(counter(u"second"_s));
        waitForVersion(u"second"_s);
        writeLibrary("no library");
        QTRY_VERIFY(!m_folder->problem(u"counter"_s).isEmpty());
        QCOMPARE(copies(), QStringList());
        m_folder->host.reset();
        QCOMPARE(QDir(temporary.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
        before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    }

    void removingTheFileRetiresTheTask()
    {
        start();
        SignalRecord retired(m_folder->host.get(), &PluginHost::retired);
        QFile::remove(library());
        QTRY_COMPARE(retired.size(), 1);
        QVERIFY(!m_folder->host->call(u"counter"_s));
    }
};

QTEST_GUILESS_MAIN(TestNatives)
#include "tst_natives.moc"
