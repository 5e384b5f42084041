#include "window/ownreloads.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString a = u"a.json"_s;
const QString b = u"b.json"_s;

QByteArray text(int number)
{
    return QByteArray::number(number);
}

SettingsFilePtr fileOf(const QString &path, int number)
{
    SettingsFile file;
    file.path = path;
    file.format = &format(FormatId::Json);
    file.document = *file.format->parse(text(number));
    file.disk = text(number);
    return std::make_shared<const SettingsFile>(file);
}

/// A workspace whose files hold one number each, and what is told of reloads that are made up here.
class Desk
{
public:
    Desk()
    {
        for (const QString &path : {a, b}) {
            QFile file(m_folder.filePath(path));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text(0)) == 1);
        }
        m_store = std::move(*Store::open(m_folder.path()));
        QVERIFY(m_store->waitUntilLoaded(std::chrono::seconds(10)));
        m_workspace = std::make_unique<Workspace>(*m_store);
        m_reloads = std::make_unique<OwnReloads>(*m_workspace);
        QObject::connect(
            m_reloads.get(), &OwnReloads::told, [this](const Reload &reload, const QStringList &own) {
                for (const FileReload &file : reload.files) {
                    told +=
                        u"%1 %2→%3 %4"_s.arg(file.path(), QString::fromUtf8(file.before->document.bytes()),
                                             QString::fromUtf8(file.after->document.bytes()),
                                             own.contains(file.path()) ? u"own"_s : u"other"_s);
                }
            });
    }

    Buffer &buffer() const { return *m_workspace->buffer(a); }
    void setText(int number) const { buffer().replace({{{0, buffer().bytes().size()}, text(number)}}); }
    void saves(int number) const { Q_EMIT m_workspace->saveBegan(a, text(number)); }
    void ends() const { Q_EMIT m_workspace->saved(a, {}); }
    void fails() const { Q_EMIT m_workspace->saveFailed(a, Problem()); }
    /// The store tells a reload of these files, from one number to another.
    void reloads(const QList<std::tuple<QString, int, int>> &files)
    {
        Reload reload{++m_revision, QDateTime::currentDateTimeUtc(), {}};
        for (const auto &[path, before, after] : files)
            reload.files.append({fileOf(path, before), fileOf(path, after), {}, {}});
        m_reloads->add(reload);
    }
    void reloads(int before, int after) { reloads({{a, before, after}}); }
    void flush() const { m_reloads->flush(); }

    QStringList told;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<OwnReloads> m_reloads;
    quint64 m_revision = 1;
};

} // namespace

class TestOwnReloads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsSavesFromThoseOfOthers()
    {
        Desk desk;
        desk.saves(1);
        desk.reloads({{a, 0, 1}, {b, 0, 1}});
        desk.reloads(1, 2);
        desk.reloads(2, 1); // the same text, but not from here this time
        QCOMPARE(desk.told, QStringList({u"a.json 0→1 own"_s, u"b.json 0→1 other"_s, u"a.json 1→2 other"_s,
                                         u"a.json 2→1 other"_s}));
    }

    void aReloadStandsForTheSavesBeforeItToo()
    {
        Desk desk;
        desk.saves(1);
        desk.saves(2);
        desk.saves(3);
        desk.reloads(0, 2);
        desk.reloads(2, 1);
        desk.reloads(1, 3);
        QCOMPARE(desk.told, QStringList({u"a.json 0→2 own"_s, u"a.json 2→1 other"_s, u"a.json 1→3 own"_s}));
    }

    void aSaveThatFailedIsNone()
    {
        Desk desk;
        desk.saves(1);
        desk.fails();
        desk.reloads(0, 1);
        QCOMPARE(desk.told, QStringList{u"a.json 0→1 other"_s});
    }

    void aSaveThatFailsAfterItsMergeIsNone()
    {
        Desk desk;
        desk.saves(1);
        desk.saves(2); // the first attempt merged
        desk.fails();
        desk.reloads(0, 1);
        desk.reloads(1, 2);
        QCOMPARE(desk.told, QStringList({u"a.json 0→1 other"_s, u"a.json 1→2 other"_s}));
    }

    /// As one that asks about a conflict does.
    void aSaveThatFailsBeforeItWritesLeavesTheOneBeforeIt()
    {
        Desk desk;
        desk.saves(1);
        desk.ends();
        desk.fails();
        desk.reloads(0, 1);
        QCOMPARE(desk.told, QStringList{u"a.json 0→1 own"_s});
    }

    void makesOneReloadOfAGesture()
    {
        Desk desk;
        desk.buffer().beginGesture();
        for (int number = 1; number <= 3; ++number) {
            desk.setText(number);
            desk.saves(number);
            desk.reloads(number - 1, number);
        }
        QCOMPARE(desk.told, QStringList());
        desk.buffer().endGesture();
        QCOMPARE(desk.told, QStringList{u"a.json 0→3 own"_s});
    }

    void waitsForTheReloadOfTheLastValue()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.setText(2);
        desk.buffer().endGesture();
        desk.reloads(0, 1);
        desk.saves(2);
        QCOMPARE(desk.told, QStringList());
        desk.reloads(1, 2);
        QCOMPARE(desk.told, QStringList{u"a.json 0→2 own"_s});
        desk.saves(3);
        desk.reloads(2, 3);
        QCOMPARE(desk.told.last(), u"a.json 2→3 own"_s); // nothing is held any more
    }

    void tellsWhatThereIsWhereTheLastReloadNeverComes()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.reloads(0, 1);
        desk.setText(2);
        desk.buffer().endGesture();
        QCOMPARE(desk.told, QStringList());
        QTRY_COMPARE(desk.told, QStringList{u"a.json 0→1 own"_s});
    }

    void aGestureThatSavedNothingHoldsNothing()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.buffer().endGesture();
        desk.saves(1);
        desk.reloads(0, 1);
        QCOMPARE(desk.told, QStringList{u"a.json 0→1 own"_s});
    }

    void aGestureThatEndsWhereItBeganIsNoReload()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.reloads(0, 1);
        desk.buffer().cancelGesture();
        desk.saves(0);
        desk.reloads(1, 0);
        desk.saves(5);
        desk.reloads(0, 5);
        QCOMPARE(desk.told, QStringList{u"a.json 0→5 own"_s});
    }

    void anotherProgramDividesAGesture()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.reloads(0, 1);
        desk.reloads(1, 7);
        desk.setText(8);
        desk.saves(8);
        desk.reloads(7, 8);
        desk.setText(9);
        desk.saves(9);
        desk.reloads(8, 9);
        desk.buffer().endGesture();
        QCOMPARE(desk.told, QStringList({u"a.json 0→1 own"_s, u"a.json 1→7 other"_s, u"a.json 7→9 own"_s}));
    }

    void otherFilesAreToldMeanwhile()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.reloads({{a, 0, 1}, {b, 0, 4}});
        QCOMPARE(desk.told, QStringList{u"b.json 0→4 other"_s});
        desk.buffer().endGesture();
        QCOMPARE(desk.told.last(), u"a.json 0→1 own"_s);
    }

    void tellsWhatIsHeldWhenTheFolderIsClosed()
    {
        Desk desk;
        desk.buffer().beginGesture();
        desk.setText(1);
        desk.saves(1);
        desk.reloads(0, 1);
        desk.flush();
        QCOMPARE(desk.told, QStringList{u"a.json 0→1 own"_s});
    }
};

QTEST_GUILESS_MAIN(TestOwnReloads)
#include "tst_ownreloads.moc"
