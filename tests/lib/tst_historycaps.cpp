#include "historyfolder.h"

#include <retune/history/historycompaction.h>
#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>
#include <retune/history/revisionmessage.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtTest/QSignalSpy>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

const auto noon = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);

/// Text that cannot be squeezed to less than half.
QByteArray noise(int bytes, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray text;
    while (text.size() < bytes)
        text += QByteArray::number(random.generate64(), 16);
    return '"' + text.left(bytes - 2) + '"';
}

int commitCount(const QString &location)
{
    return HistoryFolder::git(location, {u"rev-list"_s, u"--count"_s, u"main"_s}).toInt();
}

} // namespace

class TestHistoryCaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_home.emplace(); }

    void compactsWithoutLosingARevision()
    {
        const QString location = keepHourly(60);
        const auto before = HistoryReader(location).revisions();
        QVERIFY(looseObjects(location).files > 150);
        QVERIFY(compact(location, noon));
        QCOMPARE(looseObjects(location).files, 0);
        QCOMPARE(packs(location), 1);
        QCOMPARE(HistoryReader(location).revisions().value(), *before);
        QCOMPARE(HistoryFolder::fsck(location), QString());
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main~59:a.json"_s}), u"[0]"_s);
        QVERIFY(compact(location, noon));
        QCOMPARE(packs(location), 1);
        QCOMPARE(commitCount(location), 60);
    }

    void goesOnAfterCompacting()
    {
        const QString location = keepHourly(10);
        QVERIFY(compact(location, noon));
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keep(HistoryFolder::reload({{u"a.json"_s, "[\"new\"]"}}, noon.addDays(1)),
                    RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(commitCount(location), 11);
        QVERIFY(compact(location, noon));
        QCOMPARE(commitCount(location), 11);
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void dropsWhatIsTooOld()
    {
        const QString location = keepHourly(48);
        m_home->options.maximumAge = std::chrono::hours(10);
        const QDateTime now = noon.addSecs(47 * 3600);
        QVERIFY(isCompactionDue(location, m_home->options, now));
        QVERIFY(compact(location, now));
        // Those of the last ten hours, and the one that was in force when they began.
        const auto kept = HistoryReader(location).revisions();
        QCOMPARE(kept->size(), 12);
        QCOMPARE(kept->last().when, now.addSecs(-11 * 3600));
        QCOMPARE(kept->first().when, now);
        QCOMPARE(HistoryReader(location).text(kept->last().changes.first().after).value(), "[36]"_ba);
        QCOMPARE(commitCount(location), 12); // git sees the same end
        QCOMPARE(HistoryFolder::fsck(location), QString());
        QVERIFY(HistoryFolder::git(location, {u"log"_s, u"-p"_s, u"--stat"_s}).contains(u"[36]"_s));
        QVERIFY(!isCompactionDue(location, m_home->options, now));
    }

    void keepsTheNewestHoweverOld()
    {
        const QString location = keepHourly(5);
        QVERIFY(compact(location, noon.addYears(50)));
        QCOMPARE(HistoryReader(location).revisions()->size(), 1);
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main:a.json"_s}), u"[4]"_s);
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void staysBelowItsSize()
    {
        QString location;
        {
            HistoryKeeper keeper(m_home->folder(), m_home->options);
            location = keeper.location();
            for (int i = 0; i < 60; ++i)
                keeper.keep(
                    HistoryFolder::reload({{u"a.json"_s, noise(20'000, quint32(i))}}, noon.addSecs(i)),
                    RevisionSource::Retune);
            QVERIFY(keeper.waitUntilIdle());
        }
        m_home->options.maximumBytes = 400'000;
        QVERIFY(storedBytes(location) > m_home->options.maximumBytes);
        QVERIFY(isCompactionDue(location, m_home->options, noon));
        QVERIFY(compact(location, noon));
        QVERIFY2(storedBytes(location) <= m_home->options.maximumBytes,
                 qPrintable(QString::number(storedBytes(location))));
        const auto kept = HistoryReader(location).revisions();
        QVERIFY2(kept->size() >= 5 && kept->size() < 60, qPrintable(QString::number(kept->size())));
        QCOMPARE(HistoryReader(location).text(kept->first().changes.first().after).value(),
                 noise(20'000, 59));
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void keepsTheNewestHoweverLarge()
    {
        m_home->options.maximumBytes = 1;
        const QString location = keepHourly(5);
        QVERIFY(compact(location, noon));
        QCOMPARE(HistoryReader(location).revisions()->size(), 1);
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main:a.json"_s}), u"[4]"_s);
    }

    void compactsByItselfWhenMuchWasWritten()
    {
        m_home->options.looseFiles = 100;
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        for (int i = 0; i < 300; ++i)
            keeper.keep(HistoryFolder::reload({{u"a.json"_s, QByteArray::number(i)}}, noon.addSecs(i)),
                        RevisionSource::Retune);
        QVERIFY(keeper.waitUntilIdle());
        QCOMPARE(packs(keeper.location()), 1);
        QCOMPARE(commitCount(keeper.location()), 300);
        QCOMPARE(HistoryFolder::fsck(keeper.location()), QString());
    }

    void changesNothingWhenItIsToStop()
    {
        const QString location = keepHourly(30);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(compactHistory(location, m_home->options, noon, stop.get_token()));
        QCOMPARE(packs(location), 0);
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void removesWhatAnInterruptedWriteLeft()
    {
        const QString location = keepHourly(3);
        for (const QString &name : {u"objects/pack/pack_git2_a1b2c3"_s, u"objects/ab/tmp_obj_git2_x"_s}) {
            QVERIFY(QDir().mkpath(QFileInfo(location + u'/' + name).path()));
            QFile file(location + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("half") == 4);
        }
        QVERIFY(compact(location, noon));
        QVERIFY(!QFileInfo::exists(location + u"/objects/pack/pack_git2_a1b2c3"_s));
        QVERIFY(!QFileInfo::exists(location + u"/objects/ab/tmp_obj_git2_x"_s));
    }

    void cutsTheHistoryWhereARevisionIsDamaged()
    {
        const QString location = keepHourly(20);
        const QString damaged = HistoryFolder::git(location, {u"rev-parse"_s, u"main~5"_s});
        QVERIFY(QFile::remove(location + u"/objects/"_s + QString(damaged).insert(2, u'/')));
        QVERIFY(compact(location, noon));
        QCOMPARE(commitCount(location), 5);
        QCOMPARE(HistoryFolder::git(location, {u"show"_s, u"main:a.json"_s}), u"[19]"_s);
        QCOMPARE(HistoryFolder::fsck(location), QString());
    }

    void readsTenThousandRevisionsInPages()
    {
        const QString location = importNumbers(10'000);
        const HistoryReader reader(location);
        QElapsedTimer timer;
        timer.start();
        const auto first = reader.revisions();
        qInfo("first 200: %lld ms", timer.restart());
        const auto rare = reader.revisions({u"rare.json"_s, {}, {}, 200});
        qInfo("those of a file that one revision in 10,000 changed: %lld ms", timer.restart());
        QCOMPARE(first->size(), 200);
        QCOMPARE(rare->size(), 1);
        int seen = 0;
        QString last;
        for (auto page = first; !page->isEmpty(); page = reader.revisions({{}, last, {}, 200})) {
            seen += int(page->size());
            last = page->last().id;
        }
        qInfo("all, in pages of 200: %lld ms", timer.restart());
        QCOMPARE(seen, 10'000);
        QVERIFY(compact(location, noon));
        qInfo("compacting all: %lld ms, %lld bytes", timer.elapsed(), storedBytes(location));
        timer.restart();
        QCOMPARE(reader.revisions()->size(), 200);
        qInfo("first 200 of the pack: %lld ms", timer.restart());
        QCOMPARE(reader.revisions({u"rare.json"_s, {}, {}, 200})->size(), 1);
        qInfo("those of the rare file in the pack: %lld ms", timer.restart());
        QVERIFY(reader.revisionAt(noon.addSecs(1)).value());
        qInfo("the revision of a moment: %lld ms", timer.elapsed());
    }

private:
    /// Keeps so many revisions, one an hour from noon on: `[0]`, `[1]`, … in `a.json`, and another file.
    QString keepHourly(int count)
    {
        HistoryOptions options = m_home->options;
        options.maximumBytes = 1'000'000'000;
        HistoryKeeper keeper(m_home->folder(), options);
        for (int i = 0; i < count; ++i)
            keeper.keep(HistoryFolder::reload(
                            {{u"a.json"_s, '[' + QByteArray::number(i) + ']'}, {u"b/same.json"_s, "{}"}},
                            noon.addSecs(i * 3600)),
                        RevisionSource::Retune);
        keeper.waitUntilIdle();
        return keeper.location();
    }

    /// As many revisions as git itself can write: `busy.json` counts, `rare.json` stays.
    QString importNumbers(int count)
    {
        HistoryKeeper keeper(m_home->folder(), m_home->options);
        keeper.keepFolder(HistoryFolder::snapshot({{u"rare.json"_s, "1"}, {u"busy.json"_s, "[]"}}));
        keeper.waitUntilIdle();
        QByteArray stream;
        for (int i = 1; i < count; ++i) {
            const KeptRevision revision{{}, noon.addSecs(i), RevisionSource::Retune, {}, u"run"_s, {}};
            const QByteArray message = revisionMessage(revision);
            const QByteArray number = QByteArray::number(i);
            stream += "commit refs/heads/main\ncommitter Retune <retune@localhost> " +
                      QByteArray::number(revision.when.toSecsSinceEpoch()) + " +0000\ndata " +
                      QByteArray::number(message.size()) + '\n' + message +
                      (i == 1 ? "from refs/heads/main^0\n" : "") + "M 644 inline busy.json\ndata " +
                      QByteArray::number(number.size()) + '\n' + number + '\n';
        }
        QProcess git;
        git.start(u"git"_s, {u"--git-dir"_s, keeper.location(), u"fast-import"_s, u"--quiet"_s});
        git.write(stream);
        git.closeWriteChannel();
        git.waitForFinished();
        return keeper.location();
    }

    Result<void> compact(const QString &location, const QDateTime &now) const
    {
        return compactHistory(location, m_home->options, now, {});
    }

    static qsizetype packs(const QString &location)
    {
        return QDir(location + u"/objects/pack"_s).entryList({u"*.pack"_s}).size();
    }

    std::optional<HistoryFolder> m_home;
};

QTEST_GUILESS_MAIN(TestHistoryCaps)
#include "tst_historycaps.moc"
