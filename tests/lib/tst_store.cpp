#include "savepatterns.h"
#include "signalrecord.h"

#include <retune/store/reloading.h>
#include <retune/store/store.h>
#include <retune/watch/signature.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QSemaphore>
#include <QtTest/QtTest>

#include <atomic>
#include <future>
#include <latch>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace retune;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(content), content.size());
}

/// Settings that tell a torn read: the first and the last value are one.
QByteArray twoNumbers(int number)
{
    const QByteArray digits = QByteArray::number(number);
    return "{\n  \"first\": " + digits + ",\n  \"padding\": \"" + QByteArray(200, '-') +
           "\",\n  \"last\": " + digits + "\n}\n";
}

/// Short waits, so that tests are quick; the relations are those of the defaults.
StoreOptions quick(std::optional<WatcherKind> watcher = std::nullopt)
{
    StoreOptions options;
    options.watcher = watcher;
    options.timing.scan = 60s; // nothing in these tests may depend on the safety net
    return options;
}

/// What a store tells, as it arrives in the thread of the test.
struct Told : QObject
{
    explicit Told(Store &store)
    {
        connect(&store, &Store::reloaded, this, [this](const Reload &reload) { reloads += reload; });
        connect(&store, &Store::reloadFailed, this, [this](const Problem &problem) { problems += problem; });
        connect(&store, &Store::recovered, this, [this](const QString &file) { recovered += file; });
    }

    QList<Reload> reloads;
    QList<Problem> problems;
    QStringList recovered;
};

QString changesOf(const QList<Reload> &reloads)
{
    QStringList lines;
    for (const Reload &reload : reloads) {
        for (const FileReload &file : reload.files) {
            for (const Change &change : file.changes)
                lines.append(
                    QStringLiteral("r%1 %2 %3").arg(reload.revision).arg(file.path(), change.toString()));
            if (file.changes.isEmpty())
                lines.append(QStringLiteral("r%1 %2").arg(reload.revision).arg(file.path()));
        }
    }
    return lines.join(u'\n');
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Store> m_store;

    QString path(const QString &name) const { return m_dir->path() + u'/' + name; }

    Store &open(const StoreOptions &options = quick())
    {
        auto store = Store::open(m_dir->path(), options);
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        m_store = *std::move(store);
        m_store->waitUntilLoaded();
        return *m_store;
    }

    QString value(const QString &file, const QString &key) const
    {
        const auto found = m_store->snapshot().value(file, *KeyPath::parse(key));
        return found ? found->text : u"! "_s + found.error().toString();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(QDir::currentPath() + u"/store-XXXXXX"_s); }
    void cleanup()
    {
        m_store.reset();
        test::closeKeptFiles();
        m_dir.reset();
    }

    void publishesWhatTheFolderHolds()
    {
        QDir(m_dir->path()).mkpath(u"sub/deeper"_s);
        QDir(m_dir->path()).mkpath(u"node_modules"_s);
        write(path(u"a.json"_s), R"({"port": 80})");
        write(path(u"sub/deeper/b.ini"_s), "[http]\nhost = example\n");
        write(path(u"node_modules/c.json"_s), "{}");
        write(path(u"notes.txt"_s), "no settings");
        open();
        QCOMPARE(m_store->snapshot().fileCount(), 2);
        QCOMPARE(m_store->revision(), 1U);
        QCOMPARE(value(u"a.json"_s, u"port"_s), u"80"_s);
        QCOMPARE(value(u"sub/deeper/b.ini"_s, u"http.host"_s), u"example"_s);
        QVERIFY(value(u"a.json"_s, u"prot"_s).startsWith(u"! a.json: the key"_s));
        QVERIFY(value(u"c.json"_s, u"x"_s).startsWith(u"! c.json: no settings file"_s));
    }

    void tellsMisuseInWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<ProblemKind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("a folder that does not exist")
            << u"nowhere"_s << ProblemKind::Missing << u"does not exist"_s;
        QTest::newRow("a file in place of a folder")
            << u"a.json"_s << ProblemKind::NotAFile << u"open its folder"_s;
    }

    void tellsMisuseInWords()
    {
        QFETCH(QString, name);
        QFETCH(ProblemKind, kind);
        QFETCH(QString, words);
        write(path(u"a.json"_s), "{}");
        const auto store = Store::open(path(name));
        QVERIFY(!store);
        QCOMPARE(store.error().kind, kind);
        QVERIFY2(store.error().message.contains(words), qPrintable(store.error().message));
    }

    void aSnapshotStaysAsItWas()
    {
        write(path(u"a.json"_s), R"({"port": 80})");
        open();
        const Snapshot before = m_store->snapshot();
        write(path(u"a.json"_s), R"({"port": 81})");
        QTRY_COMPARE(value(u"a.json"_s, u"port"_s), u"81"_s);
        QCOMPARE(before.value(u"a.json", {u"port"_s})->text, u"80"_s);
        QCOMPARE(before.revision(), 1U);
        QCOMPARE(m_store->revision(), 2U);
    }

    void everySavePatternIsOneReload_data()
    {
        QTest::addColumn<WatcherKind>("watcher");
        QTest::addColumn<QByteArray>("pattern");
        for (const WatcherKind watcher : {WatcherKind::Inotify, WatcherKind::Qt, WatcherKind::Scan}) {
            for (const test::SavePattern &pattern : test::savePatterns()) {
                QTest::addRow("%s: %s", qPrintable(watcherName(watcher)), pattern.name)
                    << watcher << QByteArray(pattern.name);
            }
        }
    }

    void everySavePatternIsOneReload()
    {
        QFETCH(WatcherKind, watcher);
        QFETCH(QByteArray, pattern);
        const test::SavePattern &saving = *test::findSavePattern(pattern);
        QDir(m_dir->path()).mkpath(u"settings"_s);
        saving.prepare(path(u"settings/a.json"_s), twoNumbers(1));
        StoreOptions options = quick(watcher);
        options.timing.scan = 300ms; // for what a mechanism cannot see at all
        options.watch.scanInterval = 20ms;
        auto opened = Store::open(path(u"settings"_s), options);
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().toString()));
        m_store = *std::move(opened);
        m_store->waitUntilLoaded();
        Told told(*m_store);
        const test::SignalRecord reloaded(m_store.get(), &Store::reloaded);
        QCOMPARE(value(u"a.json"_s, u"first"_s), u"1"_s);

        QProcess writer;
        writer.start(QStringLiteral(RETUNE_SAVE_PATTERN),
                     {QString::fromUtf8(pattern), path(u"settings/a.json"_s)});
        writer.write(twoNumbers(2));
        writer.closeWriteChannel();
        if (saving.changesContent) {
            QTRY_COMPARE(value(u"a.json"_s, u"last"_s), u"2"_s);
            QTRY_VERIFY(!reloaded.isEmpty());
        }
        if (writer.state() != QProcess::NotRunning)
            QVERIFY(saving.keepsOpen || writer.waitForFinished());
        QVERIFY(!reloaded.wait(400)); // nothing more comes
        writer.kill();
        writer.waitForFinished();

        QCOMPARE(told.reloads.size(), saving.changesContent ? 1 : 0);
        QCOMPARE(value(u"a.json"_s, u"first"_s), saving.changesContent ? u"2"_s : u"1"_s);
        QVERIFY2(told.problems.isEmpty(), qPrintable(told.problems.value(0).toString()));
    }

    void aBadFileKeepsItsLastGoodValuesAndRecovers()
    {
        write(path(u"a.json"_s), "{\"port\": 80}");
        write(path(u"b.json"_s), "{\"name\": \"b\"}");
        Told told(open());
        write(path(u"a.json"_s), "{\"port\":\n  oops}");
        QTRY_COMPARE(told.problems.size(), 1);
        const Problem problem = told.problems.first();
        QCOMPARE(problem.file, u"a.json"_s);
        QCOMPARE(problem.position, (TextPosition{2, 3}));
        QCOMPARE(value(u"a.json"_s, u"port"_s), u"80"_s);
        QCOMPARE(m_store->snapshot().file(u"a.json")->disk, QByteArray("{\"port\":\n  oops}"));
        QCOMPARE(m_store->snapshot().problems().size(), 1);

        write(path(u"b.json"_s), "{\"name\": \"other\"}");
        QTRY_COMPARE(value(u"b.json"_s, u"name"_s), u"other"_s);

        write(path(u"a.json"_s), "{\"port\": 81}");
        QTRY_COMPARE(value(u"a.json"_s, u"port"_s), u"81"_s);
        QTRY_COMPARE(told.recovered, QStringList{u"a.json"_s});
        QVERIFY(m_store->snapshot().problems().isEmpty());
    }

    void aProblemClearsWhenTheOldContentComesBack()
    {
        write(path(u"a.json"_s), "{\"port\": 80}");
        Told told(open());
        write(path(u"a.json"_s), "{");
        QTRY_COMPARE(told.problems.size(), 1);
        write(path(u"a.json"_s), "{\"port\": 80}");
        QTRY_COMPARE(told.recovered.size(), 1);
        QVERIFY(told.reloads.isEmpty());
    }

    void whateverStandsInTheWayOfAFileIsAProblemAndPasses_data()
    {
        QTest::addColumn<QString>("obstacle");
        QTest::addColumn<ProblemKind>("kind");
        QTest::newRow("a missing file") << u"nothing"_s << ProblemKind::Missing;
        QTest::newRow("a folder") << u"folder"_s << ProblemKind::NotAFile;
        QTest::newRow("a pipe") << u"pipe"_s << ProblemKind::NotAFile;
        QTest::newRow("a link to nothing") << u"dangling"_s << ProblemKind::NotAFile;
        QTest::newRow("a link to itself") << u"loop"_s << ProblemKind::NotAFile;
        QTest::newRow("an empty file") << u"empty"_s << ProblemKind::Syntax;
        QTest::newRow("a binary file") << u"binary"_s << ProblemKind::Encoding;
        QTest::newRow("a file in another encoding") << u"latin"_s << ProblemKind::Encoding;
        QTest::newRow("a huge file") << u"huge"_s << ProblemKind::Limit;
    }

    void whateverStandsInTheWayOfAFileIsAProblemAndPasses()
    {
        QFETCH(QString, obstacle);
        QFETCH(ProblemKind, kind);
        const QString file = path(u"a.json"_s);
        const QByteArray name = QFile::encodeName(file);
        write(file, "{\"port\": 80}");
        StoreOptions options = quick();
        options.limits.bytes = 1000;
        options.sizeAdvice = u"ask for more"_s;
        Told told(open(options));

        QVERIFY(QFile::remove(file));
        if (obstacle == u"folder")
            QVERIFY(QDir().mkdir(file));
        else if (obstacle == u"pipe")
            QCOMPARE(::mkfifo(name.constData(), 0600), 0);
        else if (obstacle == u"dangling")
            QVERIFY(QFile::link(u"nowhere"_s, file));
        else if (obstacle == u"loop")
            QVERIFY(QFile::link(u"a.json"_s, file));
        else if (obstacle == u"empty")
            write(file, "");
        else if (obstacle == u"binary")
            write(file, QByteArray("{\"a\": \0}", 8));
        else if (obstacle == u"latin")
            write(file, "{\"name\": \"Gr\xFC\xDF"
                        "e\"}");
        else if (obstacle == u"huge")
            write(file, "{\"name\": \"" + QByteArray(2037, 'x') + "\"}");
        QTRY_COMPARE(told.problems.size(), 1);
        QCOMPARE(told.problems.first().kind, kind);
        QCOMPARE(told.problems.first().file, u"a.json"_s);
        if (obstacle == u"huge")
            QCOMPARE(told.problems.first().message,
                     u"expected at most 1000 bytes, found 2.1 KB; ask for more"_s);
        QCOMPARE(value(u"a.json"_s, u"port"_s), u"80"_s);

        if (obstacle == u"folder")
            QVERIFY(QDir().rmdir(file));
        else if (obstacle != u"nothing")
            QVERIFY(QFile::remove(file));
        write(file, "{\"port\": 81}");
        QTRY_COMPARE(value(u"a.json"_s, u"port"_s), u"81"_s);
        QTRY_COMPARE(told.recovered.size(), 1);
    }

    void anEmptyFileIsAProblemInEveryFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("JSON") << u"a.json"_s << QByteArray("{\"port\": 80}");
        QTest::newRow("JSON with comments") << u"a.jsonc"_s << QByteArray("{\"port\": 80}");
        QTest::newRow("TOML") << u"a.toml"_s << QByteArray("port = 80\n");
        QTest::newRow("INI") << u"a.ini"_s << QByteArray("port = 80\n");
        QTest::newRow("Python") << u"setting.py"_s << QByteArray("port = 80\n");
    }

    void anEmptyFileIsAProblemInEveryFormat()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        write(path(name), content);
        Told told(open());
        write(path(name), "");
        QTRY_COMPARE(told.problems.size(), 1);
        QCOMPARE(told.problems.first().toString(), name + u": expected settings, found an empty file"_s);
        QCOMPARE(told.problems.first().kind, ProblemKind::Syntax);
        QCOMPARE(value(name, u"port"_s), u"80"_s);
        QCOMPARE(m_store->snapshot().file(name)->disk, QByteArray());
        write(path(name), content);
        QTRY_COMPARE(told.recovered, QStringList{name});
        QVERIFY(told.reloads.isEmpty());
    }

    void everyFileHasBeenReadWhenTheStoreIsLoaded()
    {
        write(path(u"a.json"_s), "{");
        write(path(u"b.ini"_s), "# no keys yet\n");
        write(path(u"c.ini"_s), "");
        open();
        Told told(*m_store);
        QCOMPARE(m_store->snapshot().fileCount(), 3);
        QCOMPARE(m_store->snapshot().problems().size(), 2);
        write(path(u"d.ini"_s), "x = 1\n");
        QTRY_COMPARE(told.reloads.size(), 1);
        QCOMPARE(changesOf(told.reloads), u"r2 d.ini x: added 1"_s); // and nothing of the others
    }

    void aFileThatIsBadFromTheStartIsToldAtOnceAndRecovers()
    {
        write(path(u"a.json"_s), "{");
        write(path(u"b.json"_s), "{}");
        QVERIFY(QDir().mkdir(path(u"folder.json"_s)));
        open();
        QTRY_COMPARE(m_store->snapshot().problems().size(), 2);
        Told told(*m_store);
        write(path(u"a.json"_s), "{\"x\": 1}");
        QTRY_COMPARE(value(u"a.json"_s, u"x"_s), u"1"_s);
        QTRY_COMPARE(told.recovered, QStringList{u"a.json"_s});
    }

    void newFilesAndFoldersAreFollowed()
    {
        Told told(open());
        QDir(m_dir->path()).mkpath(u"new/deep"_s);
        write(path(u"new/deep/a.json"_s), "{\"x\": 1}");
        QTRY_COMPARE(value(u"new/deep/a.json"_s, u"x"_s), u"1"_s);
        write(path(u"new/deep/a.json"_s), "{\"x\": 2}");
        QTRY_COMPARE(value(u"new/deep/a.json"_s, u"x"_s), u"2"_s);
        QTRY_COMPARE(told.reloads.size(), 2);
        QCOMPARE(changesOf(told.reloads), u"r2 new/deep/a.json x: added 1\nr3 new/deep/a.json x: 1 → 2"_s);
    }

    void aFileThatNeverWasGoodIsForgottenWhenItGoes()
    {
        write(path(u"a.json"_s), "{");
        open();
        QTRY_COMPARE(m_store->snapshot().problems().size(), 1);
        test::SignalRecord forgotten(m_store.get(), &Store::forgotten);
        QVERIFY(QFile::remove(path(u"a.json"_s)));
        QTRY_COMPARE(forgotten.size(), 1);
        QCOMPARE(m_store->snapshot().fileCount(), 0);
    }

    void aFileThatWasTakenAwayOnPurposeIsForgotten()
    {
        write(path(u"a.json"_s), R"({"x": 1})");
        write(path(u"b.json"_s), R"({"x": 1})");
        open();
        test::SignalRecord forgotten(m_store.get(), &Store::forgotten);
        test::SignalRecord failed(m_store.get(), &Store::reloadFailed);
        m_store->forget(u"b.json"_s); // is there, so it stays
        QVERIFY(QFile::remove(path(u"a.json"_s)));
        m_store->forget(u"a.json"_s);
        QTRY_COMPARE(forgotten.size(), 1);
        QCOMPARE(forgotten.first().first().toString(), u"a.json"_s);
        QVERIFY(!m_store->snapshot().file(u"a.json"));
        QCOMPARE(value(u"b.json"_s, u"x"_s), u"1"_s);
        write(path(u"a.json"_s), R"({"x": 2})");
        QTRY_COMPARE(value(u"a.json"_s, u"x"_s), u"2"_s);
        QVERIFY(failed.isEmpty());
    }

    void manyFilesChangedTogetherAreFewRevisions()
    {
        constexpr int count = 300;
        for (int i = 0; i < count; ++i)
            write(path(u"f%1.json"_s.arg(i)), "{\"x\": 1}");
        open();
        for (int i = 0; i < count; ++i)
            write(path(u"f%1.json"_s.arg(i)), "{\"x\": 2}");
        const auto isAllNew = [this] {
            const auto files = m_store->snapshot().files();
            return std::all_of(files.begin(), files.end(), [](const SettingsFilePtr &file) {
                return file->document.find({u"x"_s}).value().text == u"2";
            });
        };
        QTRY_VERIFY(isAllNew());
        QVERIFY2(m_store->revision() <= 10, qPrintable(QString::number(m_store->revision())));
    }

    void commentsAloneAreAReloadWithoutChanges()
    {
        write(path(u"a.jsonc"_s), "{\"x\": 1}");
        Told told(open());
        write(path(u"a.jsonc"_s), "{\"x\": 1} // one");
        QTRY_COMPARE(told.reloads.size(), 1);
        QVERIFY(told.reloads.first().files.first().changes.isEmpty());
    }

    // Live values

    void aLiveValueFollowsItsFile()
    {
        write(path(u"a.json"_s), R"({"port": 80, "name": "one", "tls": true, "ratio": 0.5})");
        Store &store = open();
        const Live<int> port = store.live<int>(u"a.json"_s, u"port");
        const Live<QString> name = store.live<QString>(u"a.json"_s, u"name");
        const Live<bool> tls = store.live<bool>(u"a.json"_s, u"tls");
        const Live<double> ratio = store.live<double>(u"a.json"_s, u"ratio");
        QCOMPARE(port.get(), 80);
        QCOMPARE(*name, u"one"_s);
        QCOMPARE(*tls, true);
        QCOMPARE(*ratio, 0.5);
        write(path(u"a.json"_s), R"({"port": 81, "name": "two", "tls": false, "ratio": 2})");
        QTRY_COMPARE(port.get(), 81);
        QCOMPARE(*name, u"two"_s);
        QCOMPARE(*tls, false);
        QCOMPARE(*ratio, 2.0);
    }

    void aLiveValueSaysWhyItGivesItsFallback_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("key");
        QTest::addColumn<ProblemKind>("kind");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no such file")
            << u"b.json"_s << u"port"_s << ProblemKind::Missing << u"b.json: no settings file of this name"_s;
        QTest::newRow("no such key") << u"a.json"_s << u"prot"_s << ProblemKind::NoSuchKey
                                     << u"a.json: the key \"prot\" does not exist"_s;
        QTest::newRow("another type")
            << u"a.json"_s << u"name"_s << ProblemKind::WrongType
            << u"a.json:1:22: name: expected a whole number, found the text \"one\""_s;
        QTest::newRow("a number that does not fit")
            << u"a.json"_s << u"big"_s << ProblemKind::WrongType
            << u"a.json:1:36: big: expected a whole number from -2147483648 to 2147483647, found the whole number \"5000000000\""_s;
        QTest::newRow("a path that is none")
            << u"a.json"_s << u"a..b"_s << ProblemKind::Misuse
            << u"expected a key; keys with other characters than letters, digits, _ and - are quoted at character 3 of the key path \"a..b\""_s;
    }

    void aLiveValueSaysWhyItGivesItsFallback()
    {
        QFETCH(QString, file);
        QFETCH(QString, key);
        QFETCH(ProblemKind, kind);
        QFETCH(QString, sentence);
        write(path(u"a.json"_s), R"({"port": 80, "name": "one", "big": 5000000000})");
        Store &store = open();
        test::SignalRecord failed(&store, &Store::reloadFailed);
        const Live<int> live = store.live<int>(file, key, 7);
        QCOMPARE(live.get(), 7);
        QVERIFY(live.problem());
        QCOMPARE(live.problem()->kind, kind);
        QCOMPARE(live.problem()->toString(), sentence);
        QCOMPARE(failed.size(), 1);
    }

    void aValueOfAnotherTypeKeepsTheLastOneThatFitted()
    {
        write(path(u"a.json"_s), R"({"port": 80})");
        Store &store = open();
        Told told(store);
        const Live<int> port = store.live<int>(u"a.json"_s, u"port", 7);
        write(path(u"a.json"_s), R"({"port": "eighty"})");
        QTRY_VERIFY(port.problem());
        QCOMPARE(port.get(), 80);
        QTRY_COMPARE(told.problems.size(), 1);
        QCOMPARE(told.problems.first().kind, ProblemKind::WrongType);
        write(path(u"a.json"_s), R"({"port": 81})");
        QTRY_COMPARE(port.get(), 81);
        QVERIFY(!port.problem());
    }

    void aRemovedKeyGivesTheFallbackAndABadFileTheLastGoodValue()
    {
        write(path(u"a.json"_s), R"({"port": 80, "name": "one"})");
        Store &store = open();
        Told told(store);
        const Live<int> port = store.live<int>(u"a.json"_s, u"port", 7);
        write(path(u"a.json"_s), R"({"name": "one"})");
        QTRY_COMPARE(port.get(), 7);
        QCOMPARE(port.origin(), Origin());
        QVERIFY(port.problem());
        QCOMPARE(port.problem()->kind, ProblemKind::NoSuchKey);
        QTRY_COMPARE(told.problems.size(), 1);
        QCOMPARE(told.problems.first().toString(), u"a.json: the key \"port\" does not exist"_s);

        write(path(u"a.json"_s), R"({"port": 81})");
        QTRY_COMPARE(port.get(), 81);
        QVERIFY(!port.problem());
        write(path(u"a.json"_s), R"({"port": )");
        QTRY_COMPARE(told.problems.size(), 2);
        QCOMPARE(port.get(), 81);
        write(path(u"a.json"_s), R"({"port": "eighty"})");
        QTRY_VERIFY(port.problem());
        QCOMPARE(port.get(), 81);
    }

    void whoHearsOfAProblemMayMakeAHandleAndRefresh()
    {
        write(path(u"a.json"_s), R"({"port": 80})");
        Store &store = open();
        const Live<int> port = store.live<int>(u"a.json"_s, u"port", 7);
        std::atomic<bool> wasTold{false};
        QObject::connect(
            &store, &Store::reloadFailed, &store,
            [&](const Problem &) {
                if (wasTold.exchange(true))
                    return;
                QCOMPARE(store.live<QString>(u"a.json"_s, u"port").get(), u"eighty"_s);
                QVERIFY(store.refresh(u"a.json"_s));
            },
            Qt::DirectConnection);
        write(path(u"a.json"_s), R"({"port": "eighty"})");
        QTRY_VERIFY(wasTold);
        QCOMPARE(port.get(), 80);
    }

    void aLiveValueOutlivesItsStore()
    {
        write(path(u"a.json"_s), R"({"name": "one"})");
        const Live<QString> name = open().live<QString>(u"a.json"_s, u"name");
        m_store.reset();
        QCOMPARE(name.get(), u"one"_s);
        QString inAnotherThread;
        std::thread([&] { inAnotherThread = name.get(); }).join();
        QCOMPARE(inAnotherThread, u"one"_s);
    }

    void threadsNeverGoBackInTime()
    {
        write(path(u"a.json"_s), R"({"a": 0, "b": 0})");
        Store &store = open();
        const Live<int> a = store.live<int>(u"a.json"_s, u"a");
        const Live<int> b = store.live<int>(u"a.json"_s, u"b");
        std::atomic<bool> isOver{false};
        std::atomic<int> wrong{0};
        const auto read = [&] {
            int last = 0;
            while (!isOver) {
                const int first = a.get();
                const int second = b.get();
                if (first < last || second < first)
                    ++wrong;
                last = first;
            }
        };
        std::thread one(read);
        std::thread two(read);
        for (int i = 1; i <= 50; ++i) {
            write(path(u"a.json"_s),
                  "{\"a\": " + QByteArray::number(i) + ", \"b\": " + QByteArray::number(i) + "}");
            QVERIFY(store.refresh(u"a.json"_s));
        }
        isOver = true;
        one.join();
        two.join();
        QCOMPARE(a.get(), 50);
        QCOMPARE(wrong.load(), 0);
    }

    // reloading

    void reloadingSeesEveryFinishedEdit()
    {
        write(path(u"a.json"_s), R"({"n": 0})");
        Store &store = open();
        const Live<int> n = store.live<int>(u"a.json"_s, u"n");
        auto read = reloading(store, {u"a.json"_s}, [&] { return n.get(); });
        QVERIFY(read);
        for (int i = 1; i <= 500; ++i) {
            write(path(u"a.json"_s), "{\"n\": " + QByteArray::number(i) + "}");
            QCOMPARE((*read)(), std::optional(i));
        }
    }

    void reloadingLogsAnExceptionAndGoesOn()
    {
        write(path(u"a.json"_s), R"({"n": 0})");
        Store &store = open();
        test::SignalRecord failed(&store, &Store::callFailed);
        int calls = 0;
        auto call = *reloading(store, {u"a.json"_s}, [&](int n) {
            ++calls;
            if (n == 1)
                throw std::runtime_error("no such greeting");
            if (n == 2)
                throw 42;
        });
        QTest::ignoreMessage(QtWarningMsg, "no such greeting");
        QTest::ignoreMessage(QtWarningMsg, "an exception that is no std::exception");
        QVERIFY(call(0));
        QVERIFY(!call(1));
        QVERIFY(!call(2));
        QVERIFY(call(3));
        QCOMPARE(calls, 4);
        QCOMPARE(failed.size(), 2);
        QCOMPARE(failed.first().first().value<Problem>().message, u"no such greeting"_s);
    }

    void reloadingOfWhatIsNoSettingsFileIsAnError()
    {
        write(path(u"notes.txt"_s), "");
        Store &store = open();
        const auto call = reloading(store, {u"notes.txt"_s}, [] {});
        QVERIFY(!call);
        QCOMPARE(call.error().kind, ProblemKind::Missing);
        QVERIFY2(
            call.error().toString().startsWith(u"notes.txt: no settings file of this name in the folder"),
            qPrintable(call.error().toString()));
    }

    void refreshMayBeCalledFromTheStoresOwnThread()
    {
        write(path(u"a.json"_s), R"({"n": 0})");
        write(path(u"b.json"_s), R"({"n": 0})");
        Store &store = open();
        std::atomic<bool> wasCalled{false};
        QObject::connect(
            &store, &Store::reloaded, &store,
            [&](const Reload &) {
                if (!wasCalled.exchange(true))
                    QVERIFY(store.refresh(u"b.json"_s));
            },
            Qt::DirectConnection);
        write(path(u"b.json"_s), R"({"n": 1})");
        write(path(u"a.json"_s), R"({"n": 1})");
        QTRY_COMPARE(value(u"a.json"_s, u"n"_s), u"1"_s);
        QTRY_COMPARE(value(u"b.json"_s, u"n"_s), u"1"_s);
        QVERIFY(wasCalled);
    }

    void aRefreshOfAnUnchangedFileDoesNotNeedTheStoresThread()
    {
        write(path(u"a.json"_s), R"({"x": 1})");
        write(path(u"b.json"_s), R"({"x": 1})");
        Store &store = open();
        write(path(u"a.json"_s), R"({"x": 2})");
        QVERIFY(store.refresh(u"a.json"_s));
        // From some age on the time of change proves that nothing was written since; the look that finds it so old is the
        // last one needed.
        QTRY_VERIFY(!signatureOf(QFile::encodeName(path(u"a.json"_s))).isYounger(Timing().young));
        QVERIFY(store.refresh(u"a.json"_s));
        std::latch isHeld(1);
        std::latch goOn(1);
        QObject::connect(
            &store, &Store::reloaded, &store,
            [&](const Reload &) {
                isHeld.count_down();
                goOn.wait();
            },
            Qt::DirectConnection);
        write(path(u"b.json"_s), R"({"x": 2})");
        isHeld.wait();
        const auto refreshed =
            std::async(std::launch::async, [&] { return bool(store.refresh(u"a.json"_s)); });
        const bool returned = refreshed.wait_for(5s) == std::future_status::ready;
        goOn.count_down();
        QVERIFY(returned);
    }

    void aStoreCanBeClosedAtAnyMoment()
    {
        for (int i = 0; i < 40; ++i)
            write(path(u"f%1.json"_s.arg(i)), "{\"x\": 1}");
        for (int i = 0; i < 30; ++i) {
            auto store = Store::open(m_dir->path(), quick());
            QVERIFY(store);
            if (i % 3 == 1)
                write(path(u"f%1.json"_s.arg(i)), "{\"x\": " + QByteArray::number(i) + "}");
            if (i % 3 == 2)
                (*store)->rescan();
        }
    }

    void aStoreIsClosedQuicklyWhileItReads()
    {
        // Hard links: thousands of files that take seconds to read, and a moment to make.
        write(path(u"f0000.json"_s), "[0" + QByteArray(",\n1").repeated(5000) + "]");
        for (int i = 1; i < 3000; ++i) {
            const QByteArray link = QFile::encodeName(path(u"f%1.json"_s.arg(i, 4, 10, QLatin1Char('0'))));
            QCOMPARE(::link(QFile::encodeName(path(u"f0000.json"_s)).constData(), link.constData()), 0);
        }
        QSemaphore isReading;
        StoreOptions options = quick();
        options.validators.push_back({u"f0000.json"_s, KeyPath(), [&](const Setting &) {
                                          isReading.release();
                                          return std::optional<QString>();
                                      }});
        auto store = Store::open(m_dir->path(), options);
        QVERIFY(store);
        isReading.acquire();
        QElapsedTimer timer;
        timer.start();
        store->reset();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
