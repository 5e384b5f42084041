#include "historyfolder.h"

#include <retune/history/historylocation.h>
#include <retune/history/historyreader.h>

#include <QtTest/QSignalSpy>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

/// What a power failure leaves of a history, and what becomes of that.
class TestHistoryRescue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_keeper.reset();
        m_home.emplace();
        m_keeper.emplace(m_home->folder(), m_home->options);
        m_keeper->keepFolder(HistoryFolder::snapshot({{u"a.json"_s, "1"}, {u"b.json"_s, "1"}}));
        keep("2");
        keep("3");
    }

    void goesOnFromTheNewestWholeRevision_data()
    {
        QTest::addColumn<QStringList>("truncated"); // as git names them
        QTest::addColumn<QString>("branch");
        QTest::addColumn<QStringList>("left");
        const QStringList allButNewest{u"2"_s, u"1"_s};
        QTest::newRow("the newest commit is cut short")
            << QStringList{u"main"_s} << QString() << allButNewest;
        QTest::newRow("all of the newest is cut short")
            << QStringList{u"main"_s, u"main^{tree}"_s, u"main:a.json"_s} << QString() << allButNewest;
        QTest::newRow("the newest and a text of the one before are cut short")
            << QStringList{u"main"_s, u"main~1:a.json"_s} << QString() << QStringList{u"1"_s};
        QTest::newRow("the newest two are cut short")
            << QStringList{u"main"_s, u"main~1"_s} << QString() << QStringList{u"1"_s};
        QTest::newRow("the branch names a commit that is not there")
            << QStringList() << QString(40, u'a') << QStringList{u"3"_s, u"2"_s, u"1"_s};
        QTest::newRow("the branch names nothing")
            << QStringList() << u" "_s << QStringList{u"3"_s, u"2"_s, u"1"_s};
    }
    void goesOnFromTheNewestWholeRevision()
    {
        QFETCH(const QStringList, truncated);
        QFETCH(const QString, branch);
        QFETCH(const QStringList, left);
        QStringList objects;
        for (const QString &name : truncated)
            objects += u"objects/"_s + HistoryFolder::git(location(), {u"rev-parse"_s, name}).insert(2, u'/');
        for (const QString &object : objects)
            write(object, {});
        if (!branch.isEmpty())
            write(u"refs/heads/main"_s, branch.trimmed().toLatin1());

        QSignalSpy failed(&*m_keeper, &HistoryKeeper::failed);
        keep("4");
        keep("3"); // what was lost can be kept again
        QCOMPARE(failed.count(), 1);
        const QString message = failed.first().first().value<Problem>().message;
        QVERIFY2(message.contains(u"goes on from"_s), qPrintable(message));
        QCOMPARE(textsOfA(), QStringList({u"3"_s, u"4"_s}) + left);
        QCOMPARE(HistoryFolder::git(location(), {u"show"_s, u"main:b.json"_s}), u"1"_s);
        QCOMPARE(HistoryFolder::fsck(location()), QString());
        QCOMPARE(brokenHistoryLocations(location()), QStringList());
    }

    void setsNothingAsideInThePlaceOfAnother()
    {
        for (const auto &number : {"4", "5"}) {
            write(u"config"_s, "[core\nbare");
            keep(number);
        }
        const QString first = location() + u".broken"_s;
        QCOMPARE(brokenHistoryLocations(location()), QStringList({first, first + u"-2"_s}));
        write(u"config"_s, "[core]\nbare = true\nrepositoryformatversion = 0\n", first);
        QCOMPARE(HistoryFolder::git(first, {u"show"_s, u"main:a.json"_s}), u"3"_s);
        QVERIFY(deleteHistory(location()));
        QCOMPARE(brokenHistoryLocations(location()), QStringList());
    }

private:
    QString location() const { return m_keeper->location(); }
    void keep(const QByteArray &text)
    {
        const QDateTime when = QDateTime::currentDateTimeUtc().addSecs(++m_seconds);
        m_keeper->keep(HistoryFolder::reload({{u"a.json"_s, text}}, when), RevisionSource::Retune);
        QVERIFY(m_keeper->waitUntilIdle());
    }
    void write(const QString &name, const QByteArray &content, const QString &repository = {}) const
    {
        QFile file((repository.isEmpty() ? location() : repository) + u'/' + name);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }
    /// Newest first.
    QStringList textsOfA() const
    {
        QStringList texts;
        const auto revisions = HistoryReader(location()).revisions({u"a.json"_s, {}, {}});
        if (!revisions)
            return {revisions.error().toString()};
        for (const KeptRevision &revision : *revisions)
            texts += HistoryFolder::git(location(), {u"show"_s, revision.id + u":a.json"_s});
        return texts;
    }

    std::optional<HistoryFolder> m_home;
    std::optional<HistoryKeeper> m_keeper;
    int m_seconds = 0;
};

QTEST_GUILESS_MAIN(TestHistoryRescue)
#include "tst_historyrescue.moc"
