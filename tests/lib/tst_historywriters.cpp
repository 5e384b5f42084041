// Several programs that keep the history of one folder, and programs that are killed.

#include "historyfolder.h"

#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>

#include <csignal>
#include <iostream>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int revisionsOfEach = 40;

/// What the second program does: keeps revisions of a file of its own, and says a line for each that is written.
int keepMany(const QString &folder, const QString &dataFolder, const QString &file, int count)
{
    HistoryOptions options;
    options.dataFolder = dataFolder;
    options.looseFiles = 50; // compacts often
    HistoryKeeper keeper(folder, options);
    bool hasFailed = false;
    QObject::connect(
        &keeper, &HistoryKeeper::failed, &keeper,
        [&](const Problem &problem) {
            hasFailed = true;
            std::cerr << problem.toString().toStdString() << std::endl;
        },
        Qt::DirectConnection);
    for (int i = 0; i < count; ++i) {
        keeper.keep(HistoryFolder::reload({{file, QByteArray::number(i)}}), RevisionSource::Retune);
        keeper.waitUntilIdle();
        std::cout << i << std::endl;
    }
    return hasFailed ? 1 : 0;
}

} // namespace

class TestHistoryWriters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home.emplace(); }

    void doNotDestroyEachOthersRevisions()
    {
        std::vector<std::unique_ptr<QProcess>> writers;
        for (const QString &file : {u"a.json"_s, u"b.json"_s, u"c.json"_s})
            writers.push_back(start(file, revisionsOfEach));
        for (const auto &writer : writers) {
            QVERIFY(writer->waitForFinished(120'000));
            QVERIFY2(writer->exitStatus() == QProcess::NormalExit && writer->exitCode() == 0,
                     writer->readAllStandardError().constData());
        }
        const HistoryReader reader(location());
        for (const QString &file : {u"a.json"_s, u"b.json"_s, u"c.json"_s}) {
            const auto kept = reader.revisions({file, {}, {}, 1'000});
            QCOMPARE(kept->size(), revisionsOfEach);
            for (int i = 0; i < revisionsOfEach; ++i)
                QCOMPARE(reader.text(kept->at(revisionsOfEach - 1 - i).changes.first().after).value(),
                         QByteArray::number(i));
        }
        QCOMPARE(HistoryFolder::fsck(location()), QString());
    }

    void keepOnceWhatBothSee()
    {
        HistoryKeeper one(m_home->folder(), m_home->options);
        HistoryKeeper other(m_home->folder(), m_home->options);
        const auto now = QDateTime::currentDateTimeUtc();
        for (HistoryKeeper *keeper : {&one, &other}) // the second is late, and tells of older changes as well
            for (int i = 0; i < 5; ++i) {
                keeper->keep(HistoryFolder::reload({{u"a.json"_s, QByteArray::number(i)}},
                                                   now.addMSecs(100 * i + (keeper == &other ? 1 : 0))),
                             RevisionSource::AnotherProgram);
                QVERIFY(keeper->waitUntilIdle());
            }
        QCOMPARE(
            HistoryFolder::git(one.location(), {u"log"_s, u"--reverse"_s, u"-p"_s, u"--format="_s, u"-U0"_s})
                .count(u"+++ b/a.json"_s),
            5);
        QCOMPARE(HistoryFolder::git(one.location(), {u"show"_s, u"main:a.json"_s}), u"4"_s);
    }

    /// Two windows on one folder: the one that does not save may be the one that keeps it first.
    void keepWhoSavedAndWhyThoughAnotherWasQuicker_data()
    {
        QTest::addColumn<QByteArray>("saved");
        QTest::addColumn<QString>("told");
        QTest::newRow("the same change") << "2"_ba << u"put back"_s;
        QTest::newRow("another change") << "3"_ba << QString();
    }
    void keepWhoSavedAndWhyThoughAnotherWasQuicker()
    {
        QFETCH(const QByteArray, saved);
        QFETCH(const QString, told);
        HistoryKeeper saving(m_home->folder(), m_home->options);
        HistoryKeeper other(m_home->folder(), m_home->options);
        const auto now = QDateTime::currentDateTimeUtc();
        other.keep(HistoryFolder::reload({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}, now),
                   RevisionSource::AnotherProgram);
        QVERIFY(other.waitUntilIdle());
        other.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}, now.addMSecs(1)),
                   RevisionSource::AnotherProgram);
        QVERIFY(other.waitUntilIdle());
        saving.keep(HistoryFolder::reload({{u"a.json"_s, saved}}, now.addMSecs(2)), RevisionSource::Retune,
                    u"put back"_s);
        QVERIFY(saving.waitUntilIdle());
        const auto kept = HistoryReader(location()).revisions();
        QVERIFY(kept);
        const bool isSame = !told.isEmpty();
        QCOMPARE(kept->size(), isSame ? 2 : 3);
        const KeptRevision &second = kept->at(isSame ? 0 : 1);
        QCOMPARE(second.label, told);
        QCOMPARE(second.source, isSame ? RevisionSource::Retune : RevisionSource::AnotherProgram);
        QCOMPARE(second.changes.size(), 1);
        QCOMPARE(HistoryFolder::fsck(location()), QString());
    }

    void keepWhatOnesBeforeHaveKeptToo_data()
    {
        QTest::addColumn<bool>("keepsFolder");
        QTest::newRow("a run that begins with the folder") << true;
        QTest::newRow("a run that begins with a reload") << false;
    }
    /// A window that is opened again at once, and a value that is put back there.
    void keepWhatOnesBeforeHaveKeptToo()
    {
        QFETCH(bool, keepsFolder);
        const auto before = QDateTime::currentDateTimeUtc().addMSecs(-100);
        {
            HistoryKeeper ended(m_home->folder(), m_home->options);
            for (const QByteArray &text : {"1"_ba, "2"_ba, "1"_ba})
                ended.keep(HistoryFolder::reload({{u"a.json"_s, text}}, before),
                           RevisionSource::AnotherProgram);
            QVERIFY(ended.waitUntilIdle());
        }
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        if (keepsFolder)
            keeper.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}), RevisionSource::Retune, u"put back"_s);
        QVERIFY(keeper.waitUntilIdle());
        const auto kept = HistoryReader(keeper.location()).revisions();
        QCOMPARE(kept->size(), 4);
        QCOMPARE(kept->first().label, u"put back"_s);
        QCOMPARE(HistoryFolder::git(keeper.location(), {u"show"_s, u"main:a.json"_s}), u"2"_s);
    }

    void keepOnceWhatChangesWhileOneBegins_data()
    {
        using Files = std::map<QString, QByteArray>;
        QTest::addColumn<Files>("found");
        QTest::addColumn<QByteArray>("changed");
        QTest::newRow("a file that was there") << Files{{u"a.json"_s, "1"}, {u"b.json"_s, "1"}} << "2"_ba;
        QTest::newRow("a new file") << Files{{u"b.json"_s, "1"}} << "1"_ba;
    }
    /// The other one is told of the change, and keeps it, before this one has kept the folder as it was.
    void keepOnceWhatChangesWhileOneBegins()
    {
        using Files = std::map<QString, QByteArray>;
        QFETCH(Files, found);
        QFETCH(QByteArray, changed);
        HistoryKeeper other(m_home->folder(), m_home->options);
        other.keepFolder(HistoryFolder::snapshot(found));
        const auto later = QDateTime::currentDateTimeUtc().addSecs(60);
        other.keep(HistoryFolder::reload({{u"a.json"_s, changed}}, later), RevisionSource::AnotherProgram);
        QVERIFY(other.waitUntilIdle());
        HistoryKeeper beginning(m_home->folder(), m_home->options);
        beginning.keepFolder(HistoryFolder::snapshot(found));
        beginning.keep(HistoryFolder::reload({{u"a.json"_s, changed}}, later.addMSecs(1)),
                       RevisionSource::AnotherProgram);
        QVERIFY(beginning.waitUntilIdle());
        QCOMPARE(HistoryReader(other.location()).revisions()->size(), 2);
        QCOMPARE(HistoryFolder::git(other.location(), {u"show"_s, u"main:a.json"_s}),
                 QString::fromLatin1(changed));
    }

    void findWhatIsNewerThanWhatOthersKept()
    {
        HistoryKeeper other(m_home->folder(), m_home->options);
        other.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}}));
        other.keep(HistoryFolder::reload({{u"a.json"_s, "2"}}, QDateTime::currentDateTimeUtc().addSecs(60)),
                   RevisionSource::AnotherProgram);
        QVERIFY(other.waitUntilIdle());
        HistoryKeeper beginning(m_home->folder(), m_home->options);
        beginning.keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "3"}}));
        QVERIFY(beginning.waitUntilIdle());
        QCOMPARE(HistoryFolder::git(other.location(), {u"show"_s, u"main:a.json"_s}), u"3"_s);
    }

    void keepAToggledValueOfOneProgram()
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        const auto now = QDateTime::currentDateTimeUtc();
        for (int i = 0; i < 6; ++i)
            keeper.keep(HistoryFolder::reload({{u"a.json"_s, QByteArray::number(i % 2)}}, now.addMSecs(i)),
                        RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(HistoryReader(keeper.location()).revisions()->size(), 6);
    }

    void leaveAReadableRepositoryWhenTheyAreKilled()
    {
        for (int round = 0; round < 6; ++round) {
            const auto writer = start(u"a.json"_s, 1'000'000);
            // At another moment each time: after so many revisions, and a little later.
            for (int lines = 0; lines < 3 + 7 * round; ++lines) {
                QVERIFY(writer->canReadLine() || writer->waitForReadyRead(30'000));
                writer->readLine();
            }
            ::kill(pid_t(writer->processId()), SIGKILL);
            QVERIFY(writer->waitForFinished());
            const auto kept = HistoryReader(location()).revisions({{}, {}, {}, 100'000});
            QVERIFY2(kept.has_value(), qPrintable(kept ? QString() : kept.error().toString()));
            QVERIFY(kept->size() >= 3);
            QCOMPARE(HistoryFolder::fsck(location()), QString());
        }
        // The next one takes over at once what they left, and loses nothing.
        const qsizetype before = HistoryReader(location()).revisions({{}, {}, {}, 100'000})->size();
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        QSignalSpy failed(&keeper, &HistoryKeeper::failed);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "\"after\""}}), RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle(std::chrono::seconds(20)));
        QCOMPARE(failed.count(), 0);
        QCOMPARE(HistoryReader(location()).revisions({{}, {}, {}, 100'000})->size(), before + 1);
        QCOMPARE(brokenHistoryLocations(location()), QStringList());
    }

private:
    QString location() const { return historyLocation(m_home->folder(), m_home->options.dataFolder); }

    std::unique_ptr<QProcess> start(const QString &file, int count) const
    {
        auto process = std::make_unique<QProcess>();
        process->start(
            QCoreApplication::applicationFilePath(),
            {u"--keep"_s, m_home->folder(), m_home->options.dataFolder, file, QString::number(count)});
        return process;
    }

    std::optional<HistoryFolder> m_home;
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--keep"_s)
        return keepMany(arguments.at(2), arguments.at(3), arguments.at(4), arguments.at(5).toInt());
    TestHistoryWriters test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_historywriters.moc"
