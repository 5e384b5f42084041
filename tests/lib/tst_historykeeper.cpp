#include "historyfolder.h"

#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>
#include <retune/history/revisionmessage.h>

#include <QtCore/QDirIterator>
#include <QtTest/QSignalSpy>

#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto noon = QDateTime::fromString(u"2026-03-01T12:00:00.250Z"_s, Qt::ISODateWithMs);

/// `server.json: 8f3a → 91bc`, without what is different each time.
QString readable(const KeptRevision &revision)
{
    QStringList changes;
    for (const KeptChange &change : revision.changes)
        changes += (change.before.isEmpty()  ? u"+"_s
                    : change.after.isEmpty() ? u"-"_s
                                             : u"~"_s) +
                   change.path;
    return QString::fromUtf8(authorName(revision.source)) + u": "_s + changes.join(u' ') +
           (revision.label.isEmpty() ? QString() : u" ("_s + revision.label + u')');
}

QStringList readable(const Result<QList<KeptRevision>> &revisions)
{
    QStringList lines;
    if (!revisions)
        return {revisions.error().toString()};
    for (const KeptRevision &revision : *revisions)
        lines += readable(revision);
    return lines;
}

} // namespace

class TestHistoryKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home.emplace(); }

    void keepsACommitForEachRevision()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "{}"}, {u"deep/er/b.json"_s, "[1]"}}));
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, R"({"a": 1})"}}, noon),
                    RevisionSource::AnotherProgram);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, R"({"a": "你好"})"}, {u"deep/er/b.json"_s, "[2]"}},
                                          noon.addMSecs(1)),
                    RevisionSource::Retune, u"put back r1"_s);
        QVERIFY(keeper.waitUntilIdle());
        const QString location = keeper.location();
        QCOMPARE(HistoryFolder::git(location, {u"log"_s, u"--format=%an|%s"_s}).split(u'\n'),
                 QStringList({u"Retune|a.json, deep/er/b.json"_s, u"another program|a.json"_s,
                              u"Retune, as found|a.json, deep/er/b.json"_s}));
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main:a.json"_s}), uR"({"a": "你好"})"_s);
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main~1:deep/er/b.json"_s}), u"[1]"_s);
        QCOMPARE(HistoryFolder::git(location,
                                    {u"log"_s, u"-1"_s, u"--format=%ct %(trailers:key=Label,valueonly)"_s}),
                 u"%1 put back r1"_s.arg(noon.toSecsSinceEpoch()));
        QCOMPARE(HistoryFolder::fsck(location), QString());
        QVERIFY2(!QFileInfo::exists(m_home->folder()), "the opened folder is never touched");
    }

    void givesRevisionsNewestFirst()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "{}"}, {u"b.json"_s, "1"}}));
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "1"}}, noon), RevisionSource::AnotherProgram);
        keeper.keep(HistoryFolder::reload({{u"b.json"_s, "2"}}, noon.addMSecs(1)), RevisionSource::Retune,
                    u"why"_s);
        QVERIFY(keeper.waitUntilIdle());
        const HistoryReader reader(keeper.location());
        const auto all = reader.revisions();
        QCOMPARE(readable(all), QStringList({u"Retune: ~b.json (why)"_s, u"another program: ~a.json"_s,
                                             u"Retune, as found: +a.json +b.json"_s}));
        QCOMPARE(all->first().when, noon.addMSecs(1));
        QCOMPARE(readable(reader.revisions({u"a.json"_s, {}, {}, 200})),
                 QStringList({u"another program: ~a.json"_s, u"Retune, as found: +a.json"_s}));
        QCOMPARE(readable(reader.revisions({{}, all->first().id, {}, 1})),
                 QStringList({u"another program: ~a.json"_s}));
        QCOMPARE(readable(reader.revisions({{}, {}, all->at(1).id, 1})),
                 QStringList({u"another program: ~a.json"_s}));
        QCOMPARE(readable(reader.revisions({{}, all->last().id, {}, 9})), QStringList());
        QCOMPARE(reader.text(all->first().changes.first().before).value(), "1"_ba);
        QCOMPARE(reader.text(all->first().changes.first().after).value(), "2"_ba);
        QCOMPARE(reader.files(all->at(1).id).value(),
                 QList<KeptText>({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
    }

    void knowsTheRevisionOfAMoment()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "1"}}, noon), RevisionSource::Retune);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}, noon.addSecs(10)), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        const HistoryReader reader(keeper.location());
        QCOMPARE(reader.revisionAt(noon.addMSecs(9'999)).value()->when, noon);
        QCOMPARE(reader.revisionAt(noon.addMSecs(10'000)).value()->when, noon.addSecs(10));
        QVERIFY(!reader.revisionAt(noon.addMSecs(-1)).value());
    }

    void hasNothingWhereNothingIsKept()
    {
        const HistoryReader reader(historyLocation(m_home->folder(), m_home->options.dataFolder));
        QVERIFY(reader.revisions().value().isEmpty());
        QVERIFY(!reader.revisionAt(noon).value());
        QCOMPARE(reader.text(QString(40, u'a')).error().kind, ProblemKind::Missing);
        QCOMPARE(reader.files({}).error().kind, ProblemKind::Missing);
    }

    void findsAtTheNextOpeningWhatChangedMeanwhile()
    {
        for (const auto &files : {std::map<QString, QByteArray>{{u"a.json"_s, "1"}, {u"gone.json"_s, "1"}},
                                  {{u"a.json"_s, "2"}, {u"new/b.json"_s, "1"}}}) {
            HistoryKeeper keeper(m_home->folder(), m_home->options);
            QSignalSpy kept(&keeper, &HistoryKeeper::folderKept);
            keeper.keepFolder(HistoryFolder::snapshot(files));
            QVERIFY(keeper.waitUntilIdle());
            QCOMPARE(kept.first().first().toString(),
                     HistoryReader(keeper.location()).revisions()->first().id);
        }
        const QString location = historyLocation(m_home->folder(), m_home->options.dataFolder);
        QCOMPARE(readable(HistoryReader(location).revisions()),
                 QStringList({u"Retune, as found: ~a.json -gone.json +new/b.json"_s,
                              u"Retune, as found: +a.json +gone.json"_s}));
    }

    void keepsWhatItHasOfAFileThatCannotBeRead()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "{broken"}}));
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryReader(keeper.location()).revisions()->size(), 1);
    }

    void keepsNothingOfWhatIsKeptAlready()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        const Snapshot snapshot = HistoryFolder::snapshot({{u"a.json"_s, "1"}});
        keeper.keepFolder(snapshot);
        keeper.keepFolder(snapshot);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "1"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryReader(keeper.location()).revisions()->size(), 1);
    }

    void letsFoldersAndFilesChangePlaces_data()
    {
        using Files = std::map<QString, QByteArray>;
        QTest::addColumn<Files>("before");
        QTest::addColumn<Files>("after");
        QTest::newRow("a file becomes a folder") << Files{{u"a"_s, "1"}} << Files{{u"a/b"_s, "2"}};
        QTest::newRow("a folder becomes a file")
            << Files{{u"a/b"_s, "2"}, {u"a/c"_s, "2"}} << Files{{u"a"_s, "1"}};
        QTest::newRow("names that sort around a folder")
            << Files{{u"a-b"_s, "1"}, {u"a/b"_s, "2"}, {u"a.b"_s, "3"}, {u"a0"_s, "3"}}
            << Files{{u"a-b"_s, "2"}, {u"a/b"_s, "3"}, {u"a0"_s, "4"}};
        QTest::newRow("the last file of a folder goes")
            << Files{{u"x/y/z"_s, "1"}, {u"b"_s, "1"}} << Files{{u"b"_s, "1"}};
    }
    void letsFoldersAndFilesChangePlaces()
    {
        using Files = std::map<QString, QByteArray>;
        QFETCH(Files, before);
        QFETCH(Files, after);
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot(before));
        keeper.keepFolder(HistoryFolder::snapshot(after));
        QVERIFY(keeper.waitUntilIdle());
        const HistoryReader reader(keeper.location());
        Files kept;
        const QList<KeptText> texts = reader.files(reader.revisions()->first().id).value();
        for (const KeptText &text : texts)
            kept[text.path] = text.bytes;
        QCOMPARE(kept, after);
        QCOMPARE(HistoryFolder::fsck(keeper.location()), QString());
    }

    void leavesOutNamesThatGitRefuses()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        const Snapshot snapshot = HistoryFolder::snapshot({{u".git/config.json"_s, "1"}, {u"a.json"_s, "1"}});
        keeper.keepFolder(snapshot);
        keeper.keepFolder(snapshot);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryFolder::git(keeper.location(), {u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s}),
                 u"a.json"_s);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.first().first().value<Problem>().file, u".git/config.json"_s);
    }

    void canBeReadByTheUserAlone()
    {
        const mode_t before = ::umask(0);
        const auto restored = qScopeGuard([before] { ::umask(before); });
        {
            HistoryOptions options = m_home->options;
            options.looseFiles = 0; // compacts
            HistoryKeeper keeper(m_home->folder(), options);
            keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b/c.json"_s, "2"}}));
            QVERIFY(keeper.waitUntilIdle());
            QVERIFY(!QDir(keeper.location() + u"/objects/pack"_s).entryList({u"*.pack"_s}).isEmpty());
            keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
            QVERIFY(keeper.waitUntilIdle());
        }
        QStringList open;
        int seen = 0;
        QDirIterator files(m_home->options.dataFolder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            struct stat status;
            const QString path = files.next();
            QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
            if (status.st_mode & 077)
                open += u"%1 %2"_s.arg(status.st_mode & 0777, 0, 8).arg(path);
            ++seen;
        }
        QVERIFY(seen > 10);
        QCOMPARE(open.join(u'\n'), QString());
        struct stat status;
        QCOMPARE(::stat(QFile::encodeName(m_home->options.dataFolder).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0700);
    }

    void isNamedByItsFolder()
    {
        const QString location = historyLocation(u"/srv/my app/"_s, u"/data"_s);
        QVERIFY2(location.startsWith(u"/data/my_app-"_s) && location.endsWith(u".git"_s),
                 qPrintable(location));
        QCOMPARE(historyLocation(u"/srv/./my app"_s, u"/data"_s), location);
        QVERIFY(historyLocation(u"/opt/my app"_s, u"/data"_s) != location);
    }

    void canBeDeleted()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        QVERIFY(keeper.waitUntilIdle());
        QVERIFY(QDir().mkpath(brokenHistoryLocation(keeper.location())));
        QVERIFY(deleteHistory(keeper.location()));
        QCOMPARE(QDir(m_home->options.dataFolder)
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
        QVERIFY(deleteHistory(keeper.location()));
    }

    void beginsAnewWithTheWholeFolderWhenItWasDeletedMeanwhile()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
        QVERIFY(keeper.waitUntilIdle());
        QVERIFY(QDir(keeper.location()).removeRecursively());
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryFolder::git(keeper.location(), {u"ls-tree"_s, u"-r"_s, u"--name-only"_s, u"main"_s}),
                 u"a.json\nb.json"_s);
        QCOMPARE(failed.count(), 0);
    }

    void setsABrokenRepositoryAside_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("its configuration is none") << u"config"_s << "[core\nbare"_ba;
        QTest::newRow("the newest commit is damaged") << QString() << "no commit"_ba;
    }
    void setsABrokenRepositoryAside()
    {
        QFETCH(QString, broken);
        QFETCH(QByteArray, content);
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
        QVERIFY(keeper.waitUntilIdle());
        const QString location = keeper.location();
        if (broken.isEmpty())
            broken =
                u"objects/"_s + HistoryFolder::git(location, {u"rev-parse"_s, u"main"_s}).insert(2, u'/');
        QFile file(location + u'/' + broken);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                file.write(content) == content.size());
        file.close();

        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "3"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(failed.count(), 1);
        const auto problem = failed.first().first().value<Problem>();
        QVERIFY2(problem.message.contains(location + u".broken,"_s), qPrintable(problem.message));
        QCOMPARE(brokenHistoryLocations(location), QStringList(location + u".broken"_s));
        QCOMPARE(readable(HistoryReader(location).revisions()),
                 QStringList({u"Retune: ~a.json"_s, u"Retune: +a.json +b.json"_s}));
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void tellsOnceWhatTheSystemRefusesAndGoesOn()
    {
        QFile file(
            m_home->options
                .dataFolder); // a file in place of the folder: nothing can be made in it, not even by root
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        QSignalSpy folderKept(&keeper, &HistoryKeeper::folderKept);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.first().first().value<Problem>().kind, ProblemKind::WriteFailed);
        QCOMPARE(folderKept.first().first().toString(), QString());
        QVERIFY(file.remove());
        keeper.keep(HistoryFolder::reload({{u"b.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryFolder::git(keeper.location(), {u"show"_s, u"main:a.json"_s}), u"2"_s);
        QCOMPARE(failed.count(), 1);
    }

    void takesUpWhatCouldNotBeWritten()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
        QVERIFY(keeper.waitUntilIdle());
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        // A folder in place of git's lock: the branch cannot be moved, not even by root.
        const QString lock = keeper.location() + u"/refs/heads/main.lock"_s;
        QVERIFY(QDir().mkpath(lock));
        const timeval longAgo[] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
        QCOMPARE(::utimes(QFile::encodeName(lock).constData(), longAgo), 0);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(failed.count(), 1);
        QVERIFY(QDir().rmdir(lock));
        keeper.keep(HistoryFolder::reload({{u"b.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(readable(HistoryReader(keeper.location()).revisions()).first(),
                 u"Retune: ~a.json ~b.json"_s);
        QCOMPARE(failed.count(), 1);
    }

    void survivesALockOfGitThatWasLeftBehind()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        QVERIFY(keeper.waitUntilIdle());
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        QFile lock(keeper.location() + u"/refs/heads/main.lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY(
            lock.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
        lock.close();
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(failed.count(), 0);
        QCOMPARE(HistoryReader(keeper.location()).revisions()->size(), 2);
    }

    void writesWhatWaitsWhenItEnds()
    {
        QString location;
        {
            HistoryKeeper keeper(m_home->folder(), m_home->options);
            location = keeper.location();
            for (int i = 0; i < 20; ++i)
                keeper.keep(HistoryFolder::reload({{u"a.json"_s, QByteArray::number(i)}}),
                            RevisionSource::Retune);
        }
        QCOMPARE(HistoryReader(location).revisions()->size(), 20);
    }

    void endsSoonWhenItCannotWrite()
    {
        HistoryOptions options = m_home->options;
        options.closingTime = std::chrono::milliseconds(50);
        auto keeper = std::make_unique<HistoryKeeper>(m_home->folder(), options);
        keeper->keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        QVERIFY(keeper->waitUntilIdle());
        HistoryLock lock(keeper->location());
        QVERIFY(lock.tryLock(std::chrono::seconds(1)));
        for (int i = 0; i < 100; ++i)
            keeper->keep(HistoryFolder::reload({{u"a.json"_s, QByteArray::number(i)}}),
                         RevisionSource::Retune);
        QElapsedTimer timer;
        timer.start();
        keeper.reset();
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    }

    /// What a program leaves that is killed between making the lock and writing into it.
    void takesOverAnEmptyLock()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QVERIFY(QDir().mkpath(QFileInfo(keeper.location()).path()));
        QFile lock(keeper.location() + u".lock"_s);
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.close();
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "1"}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle(std::chrono::seconds(20)));
        QCOMPARE(HistoryReader(keeper.location()).revisions()->size(), 1);
    }

    void doesNotTakeTheLockOfWhoWorksForLong()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QVERIFY(QDir().mkpath(QFileInfo(keeper.location()).path()));
        HistoryLock working(keeper.location());
        QVERIFY(working.tryLock(std::chrono::seconds(1)));
        QFile file(keeper.location() + u".lock"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        HistoryLock other(keeper.location());
        QVERIFY(!other.tryLock(std::chrono::milliseconds(300)));
        QVERIFY(other.canLock());
    }

    void readsItsOwnMessages_data()
    {
        QTest::addColumn<KeptRevision>("revision");
        KeptRevision revision{{}, noon, RevisionSource::Retune, u"put back"_s, u"run1"_s, {}};
        QTest::newRow("a label") << revision;
        revision.label = u"Source: another program"_s;
        QTest::newRow("a label that looks like something else") << revision;
        revision.label.clear();
        revision.changes = {{u"Source: x\nTime: y"_s, {}, {}}};
        revision.source = RevisionSource::AnotherProgram;
        QTest::newRow("a file with a strange name") << revision;
    }
    void readsItsOwnMessages()
    {
        QFETCH(KeptRevision, revision);
        KeptRevision read;
        readMessage(revisionMessage(revision), read);
        revision.changes.clear();
        QCOMPARE(read, revision);
    }

private:
    std::optional<HistoryFolder> m_home;
};

QTEST_GUILESS_MAIN(TestHistoryKeeper)
#include "tst_historykeeper.moc"
