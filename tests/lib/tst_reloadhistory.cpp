#include <retune/format/documentbuilder.h>
#include <retune/history/reloadhistory.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

SettingsFilePtr fileOf(const QString &path, const QByteArray &bytes)
{
    DocumentBuilder builder(format(FormatId::Json), bytes, {}, {});
    Q_UNUSED(builder.open(Kind::Table, {}, 0));
    builder.close(bytes.size());
    SettingsFile file;
    file.path = path;
    file.format = &format(FormatId::Json);
    file.document = builder.finish();
    file.disk = bytes;
    return std::make_shared<const SettingsFile>(file);
}

Reload reloadOf(quint64 revision, const QStringList &paths, const QByteArray &bytes = "{}"_ba)
{
    Reload reload;
    reload.revision = revision;
    reload.published = QDateTime::fromMSecsSinceEpoch(qint64(revision) * 1000);
    for (const QString &path : paths)
        reload.files.append({nullptr, fileOf(path, bytes), {}, std::chrono::microseconds(400)});
    return reload;
}

QList<quint64> revisions(const ReloadHistory &history, const QString &path)
{
    QList<quint64> result;
    for (const HistoryEntry &entry : history.entries(path))
        result.append(entry.revision);
    return result;
}

} // namespace

class TestReloadHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheReloadsOfAFileNewestFirst()
    {
        ReloadHistory history;
        history.add(reloadOf(1, {u"a.json"_s, u"b.json"_s}));
        history.add(reloadOf(2, {u"b.json"_s}));
        QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>({1}));
        QCOMPARE(revisions(history, u"b.json"_s), QList<quint64>({2, 1}));
        QCOMPARE(revisions(history, u"c.json"_s), QList<quint64>());
        QCOMPARE(history.entries(u"b.json"_s).first().published, QDateTime::fromMSecsSinceEpoch(2000));
    }

    void signalsEachFileOfAReloadWhenItCanBeAskedFor()
    {
        ReloadHistory history;
        QStringList paths;
        connect(&history, &ReloadHistory::added, this, [&](const QString &path) {
            paths.append(path);
            QVERIFY(history.entry(path, 7));
        });
        history.add(reloadOf(7, {u"a.json"_s, u"b.json"_s}));
        QCOMPARE(paths, QStringList({u"a.json"_s, u"b.json"_s}));
    }

    void findsTheReloadThatBroughtARevision()
    {
        ReloadHistory history;
        history.add(reloadOf(3, {u"a.json"_s}));
        history.add(reloadOf(5, {u"a.json"_s}));
        QCOMPARE(history.entry(u"a.json"_s, 3)->revision, 3);
        QVERIFY(!history.entry(u"a.json"_s, 4));
        QVERIFY(!history.entry(u"b.json"_s, 3));
    }

    void forgetsTheOldestReloadOfAFileThatHasTooMany()
    {
        ReloadHistory history;
        history.add(reloadOf(1, {u"quiet.json"_s}));
        for (int i = 0; i < ReloadHistory::maximumPerFile + 2; ++i)
            history.add(reloadOf(quint64(i) + 2, {u"busy.json"_s}));
        QCOMPARE(revisions(history, u"busy.json"_s).size(), ReloadHistory::maximumPerFile);
        QCOMPARE(revisions(history, u"busy.json"_s).last(), 4);
        QCOMPARE(revisions(history, u"quiet.json"_s), QList<quint64>({1}));
        QCOMPARE(history.bytesHeld(), 2 * (ReloadHistory::maximumPerFile + 1));
    }

    void forgetsTheOldestOfAllWhenTheyHoldTooMuchText()
    {
        const QByteArray large(ReloadHistory::maximumBytes / 4, ' ');
        ReloadHistory history;
        history.add(reloadOf(1, {u"only.json"_s}, large));
        history.add(reloadOf(2, {u"a.json"_s}, large));
        history.add(reloadOf(3, {u"a.json"_s}, large));
        history.add(reloadOf(4, {u"a.json"_s}, large));
        QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>({4, 3, 2}));
        history.add(reloadOf(5, {u"a.json"_s}, large));
        QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>({5, 4, 3}));
        QCOMPARE(revisions(history, u"only.json"_s), QList<quint64>({1}));
        QVERIFY(history.bytesHeld() <= ReloadHistory::maximumBytes);
    }

    void forgetsInTheOrderOfTheRevisionsWhicheverFileTheyAreOf()
    {
        const QByteArray large(ReloadHistory::maximumBytes / 4, ' ');
        ReloadHistory history;
        for (int round = 0; round < 2; ++round) {
            history.add(reloadOf(1, {u"b.json"_s}, large));
            history.add(reloadOf(2, {u"a.json"_s}, large));
            history.add(reloadOf(3, {u"b.json"_s}, large));
            history.add(reloadOf(4, {u"a.json"_s}, large));
            history.add(reloadOf(5, {u"a.json"_s}, large));
            QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>({5, 4, 2}));
            QCOMPARE(revisions(history, u"b.json"_s), QList<quint64>({3}));
            history.add(reloadOf(6, {u"c.json"_s, u"d.json"_s}, large));
            QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>({5}));
            QCOMPARE(revisions(history, u"b.json"_s), QList<quint64>({3}));
            history.clear();
        }
    }

    void keepsTheNewestReloadOfAFileHoweverLargeItIs()
    {
        ReloadHistory history;
        history.add(reloadOf(1, {u"huge.json"_s}, QByteArray(ReloadHistory::maximumBytes + 1, ' ')));
        QCOMPARE(revisions(history, u"huge.json"_s), QList<quint64>({1}));
    }

    void isEmptyAfterItWasCleared()
    {
        ReloadHistory history;
        history.add(reloadOf(1, {u"a.json"_s}));
        QSignalSpy cleared(&history, &ReloadHistory::cleared);
        history.clear();
        QCOMPARE(cleared.count(), 1);
        QCOMPARE(history.bytesHeld(), 0);
        QCOMPARE(revisions(history, u"a.json"_s), QList<quint64>());
    }
};

QTEST_GUILESS_MAIN(TestReloadHistory)
#include "tst_reloadhistory.moc"
