#include <retune/store/folderscan.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QtTest>

#include <cstdio>
#include <sys/stat.h>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

class TestFolderScan : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    void make(const QString &name)
    {
        const QString path = m_dir->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void scansTheOutermostFoldersOnly_data()
    {
        QTest::addColumn<QStringList>("folders");
        QTest::addColumn<QStringList>("scanned");
        const auto numbered = [](int count) {
            QStringList folders;
            for (int i = 0; i < count; ++i)
                folders += QString::number(i);
            return folders;
        };
        QTest::newRow("nothing") << QStringList() << QStringList();
        QTest::newRow("folders side by side") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("a folder below another") << QStringList{u"a/b/c"_s, u"a"_s} << QStringList{u"a"_s};
        QTest::newRow("a folder whose name begins like another")
            << QStringList{u"a"_s, u"a-b"_s} << QStringList{u"a"_s, u"a-b"_s};
        QTest::newRow("the root among others")
            << QStringList{u"a"_s, QString(), u"b"_s} << QStringList{QString()};
        QTest::newRow("a few") << numbered(8) << numbered(8);
        QTest::newRow("many") << numbered(9) << QStringList{QString()};
    }

    void scansTheOutermostFoldersOnly()
    {
        QFETCH(QStringList, folders);
        QFETCH(QStringList, scanned);
        QCOMPARE(foldersToScan(folders), scanned);
    }

    void tellsNamesThatAreNotUtf8()
    {
        make(u"good.json"_s);
        for (const char *name : {"caf\xe9.json", "caf\xe9.txt"}) {
            const QByteArray path = QFile::encodeName(m_dir->path()) + '/' + name;
            FILE *made = std::fopen(path.constData(), "w");
            QVERIFY(made);
            QCOMPARE(std::fclose(made), 0);
        }
        const QByteArray folder = QFile::encodeName(m_dir->path()) + "/na\xefve";
        QCOMPARE(::mkdir(folder.constData(), 0700), 0);
        const FolderListing listing = listSettings(m_dir->path());
        QCOMPARE(listing.files, QStringList{u"good.json"_s});
        QCOMPARE(listing.folders, QStringList{QString()});
        QStringList named;
        for (const Problem &problem : listing.problems) {
            named += problem.file;
            QCOMPARE(problem.kind, ProblemKind::Unreadable);
            QVERIFY2(problem.message.startsWith(u"expected a name in UTF-8"_s), qPrintable(problem.message));
        }
        named.sort();
        QCOMPARE(named, (QStringList{u"caf\uFFFD.json"_s, u"na\uFFFDve"_s})); // nobody asked for the text
    }

    void takesFilesByName_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("a JSON file") << u"a.json"_s << true;
        QTest::newRow("a JSON file deep below") << u"a/b/c/d.json"_s << true;
        QTest::newRow("a hidden JSON file") << u".eslintrc.json"_s << true;
        QTest::newRow("the settings of VS Code") << u".vscode/settings.json"_s << true;
        QTest::newRow("an INI file") << u"app.ini"_s << true;
        QTest::newRow("an environment") << u".env"_s << true;
        QTest::newRow("an environment for one stage") << u"sub/.env.production"_s << true;
        QTest::newRow("a swap file of an environment") << u".env.swp"_s << false;
        QTest::newRow("a backup of an environment") << u".env~"_s << false;
        QTest::newRow("settings of git") << u".gitconfig"_s << true;
        QTest::newRow("a unit of systemd") << u"app@.service"_s << true;
        QTest::newRow("properties") << u"a.properties"_s << true;
        QTest::newRow("a Python settings module") << u"setting.py"_s << true;
        QTest::newRow("any other Python module") << u"main.py"_s << false;
        QTest::newRow("a text") << u"notes.txt"_s << false;
        QTest::newRow("a backup") << u"a.json~"_s << false;
        QTest::newRow("a lock file") << u"package-lock.json"_s << false;
        QTest::newRow("a file of a package") << u"node_modules/x/package.json"_s << false;
        QTest::newRow("a plugin") << u"plugins/a.json"_s << false;
        QTest::newRow("a file in a hidden folder") << u".git/config.json"_s << false;
        QTest::newRow("a file in a virtual environment") << u"venv/config.json"_s << false;
        QTest::newRow("a half-written file") << u"a.json.tmp"_s << false;
        QTest::newRow("a file beside the current version of a ConfigMap") << u"..data/a.json"_s << false;
    }

    void takesFilesByName()
    {
        QFETCH(QString, file);
        QFETCH(bool, isTaken);
        make(u"venv/pyvenv.cfg"_s);
        make(file);
        const FolderListing listing = listSettings(m_dir->path());
        QCOMPARE(listing.files, isTaken ? QStringList{file} : QStringList());
        QVERIFY(listing.problems.isEmpty());
    }

    void listsWhatBearsTheNameOfASettingsFileAndIsNone()
    {
        QVERIFY(QDir().mkdir(m_dir->filePath(u"folder.json"_s)));
        QCOMPARE(::mkfifo(QFile::encodeName(m_dir->filePath(u"pipe.json"_s)).constData(), 0600), 0);
        QVERIFY(QFile::link(u"nowhere"_s, m_dir->filePath(u"dangling.json"_s)));
        QCOMPARE(listSettings(m_dir->path()).files,
                 (QStringList{u"dangling.json"_s, u"folder.json"_s, u"pipe.json"_s}));
    }

    void followsLinksToFoldersOnce()
    {
        make(u"real/a.json"_s);
        QVERIFY(QFile::link(u"."_s, m_dir->filePath(u"real/again"_s)));
        QVERIFY(QFile::link(u".."_s, m_dir->filePath(u"real/up"_s)));
        const FolderListing listing = listSettings(m_dir->path());
        QCOMPARE(listing.files, QStringList{u"real/a.json"_s});
        QCOMPARE(listing.folders, (QStringList{QString(), u"real"_s}));
    }

    void saysEachFolderBeforeItReadsIt()
    {
        make(u"a/b/c.json"_s);
        QStringList entered;
        // What is created while the folder is entered is listed.
        const FolderListing listing = listSettings(m_dir->path(), {}, {}, [&](const QString &folder) {
            entered.append(folder);
            if (folder == u"a/b")
                make(u"a/b/late.json"_s);
        });
        QCOMPARE(entered, (QStringList{QString(), u"a"_s, u"a/b"_s}));
        QCOMPARE(listing.files, (QStringList{u"a/b/c.json"_s, u"a/b/late.json"_s}));
    }

    void listsOnlyWhatIsBelow()
    {
        make(u"a/x.json"_s);
        make(u"b/y.json"_s);
        QCOMPARE(listSettings(m_dir->path(), u"b"_s).files, QStringList{u"b/y.json"_s});
    }

    void takesCodeFromTheFolderOfCodeAlone()
    {
        for (const QString &name :
             {u"plugins/greet.js"_s, u"plugins/fast.so"_s, u"plugins/source.cpp"_s, u"plugins/config.json"_s,
              u"plugins/greet.js~"_s, u"plugins/lib/deep.js"_s, u"a/plugins/other.js"_s, u"a/b.js"_s,
              u"a/c.json"_s})
            make(name);
        QCOMPARE(listSettings(m_dir->path()).files, QStringList{u"a/c.json"_s});
        const FolderListing listing = listSettings(m_dir->path(), {}, {u"plugins"_s});
        QCOMPARE(listing.files, (QStringList{u"a/c.json"_s, u"plugins/fast.so"_s, u"plugins/greet.js"_s,
                                             u"plugins/source.cpp"_s}));
        QCOMPARE(listing.folders, (QStringList{QString(), u"a"_s, u"plugins"_s}));
    }

    void aFolderThatIsGoneIsAProblem()
    {
        const FolderListing listing = listSettings(m_dir->path(), u"gone"_s);
        QCOMPARE(listing.problems.size(), 1);
        QCOMPARE(listing.problems.first().file, u"gone"_s);
        QCOMPARE(listing.problems.first().kind, ProblemKind::Missing);
    }

    void stopsWhenAsked()
    {
        make(u"a/x.json"_s);
        make(u"b/y.json"_s);
        std::stop_source stop;
        const FolderListing listing = listSettings(
            m_dir->path(), {}, {}, [&](const QString &) { stop.request_stop(); }, stop.get_token());
        QVERIFY(listing.files.isEmpty());
        QCOMPARE(listing.folders, QStringList{QString()}); // the one that it was in
    }
};

QTEST_GUILESS_MAIN(TestFolderScan)
#include "tst_folderscan.moc"
