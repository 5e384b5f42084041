#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "changes/reloadtext.h"
#include "tree/nameform.h"
#include "tree/settingspane.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/folderhistory.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/format/format.h>
#include <retune/history/historykeeper.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

SettingsFilePtr fileOf(const QString &path, const QByteArray &bytes)
{
    SettingsFile file;
    file.path = path;
    file.format = &format(FormatId::Json);
    file.document = file.format->parse(bytes).value_or(Document());
    file.disk = bytes;
    return std::make_shared<const SettingsFile>(file);
}

Reload reloadOf(quint64 revision, const std::map<QString, QByteArray> &files)
{
    Reload reload{revision, QDateTime::currentDateTimeUtc().addSecs(qint64(revision)), {}};
    for (const auto &[path, bytes] : files)
        reload.files.append({fileOf(path, "{}"), fileOf(path, bytes), {}, {}});
    return reload;
}

QStringList rows(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 1; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        rows.append(cells.join(u" | "_s));
    }
    return rows;
}

} // namespace

class TestFolderTimeline
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"a.json"_s), R"({"a": 1})");
        write(path(u"b.json"_s), R"({"b": 1})");
    }

    /// What a window left to be written is written before its home goes.
    void cleanup() { QVERIFY(QThreadPool::globalInstance()->waitForDone()); }

    void listsAllFilesNewestFirst()
    {
        ReloadHistory history;
        FolderTimelineModel model;
        const QAbstractItemModelTester tester(&model);
        model.setHistory(&history);
        history.add(reloadOf(1, {{u"b.json"_s, R"({"b":1})"}, {u"a.json"_s, R"({"a":1})"}}));
        QCOMPARE(model.rowCount(), 0); // nobody looks
        model.begin();
        history.add(reloadOf(2, {{u"c.json"_s, R"({"c":1})"}}), u"put back"_s, RevisionSource::Retune);
        QStringList files;
        for (int row = 0; row < model.rowCount(); ++row)
            files += model.index(row, FolderTimelineModel::FileColumn).data().toString();
        QCOMPARE(files, QStringList({u"c.json"_s, u"a.json"_s, u"b.json"_s}));
        QCOMPARE(model.index(0, FolderTimelineModel::SourceColumn).data().toString(), u"Retune"_s);
        QVERIFY(
            model.index(0, FolderTimelineModel::SummaryColumn).data().toString().startsWith(u"put back:"_s));
        history.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void dropsTheOldestRowsOfVeryManyReloads()
    {
        ReloadHistory history;
        FolderTimelineModel model;
        model.setHistory(&history);
        model.begin();
        for (quint64 revision = 1; revision <= 2050; ++revision)
            history.add(reloadOf(revision, {{u"f%1.json"_s.arg(revision % 100), R"({"a":1})"}}));
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(model.entry(0).revision, quint64(2050));
        QCOMPARE(model.entry(1999).revision, quint64(51));
    }

    void readsWhatIsKeptPageByPage()
    {
        HistoryOptions options;
        options.dataFolder = home(u"kept"_s);
        HistoryKeeper keeper(path({}), options);
        for (int number = 1; number <= 60; ++number)
            keeper.keep(
                reloadOf(quint64(number), {{u"a.json"_s, "{\"a\":" + QByteArray::number(number) + '}'}}),
                RevisionSource::AnotherProgram);
        QVERIFY(keeper.waitUntilIdle());
        ReloadHistory history;
        FolderTimelineModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy read(&model, &FolderTimelineModel::read);
        model.setHistory(&history);
        model.setEarlier(keeper.location(), {});
        QCOMPARE(model.rowCount(), 0);
        model.begin();
        for (const int count : {50, 60, 60}) {
            QVERIFY(read.count() > 0 || read.wait());
            read.clear();
            QCOMPARE(model.rowCount(), count);
            model.fetchMore({});
        }
        QVERIFY(!model.canFetchMore({}));
        const QStringList all = rows(model);
        QCOMPARE(all.first(), u"a.json | a: 59 → 60 | another program"_s);
        QCOMPARE(all.last(), u"a.json | read for the first time | another program"_s);
    }

    void tellsTheFirstOfVeryManyFilesOfOneRevision()
    {
        HistoryOptions options;
        options.dataFolder = home(u"kept"_s);
        HistoryKeeper keeper(path({}), options);
        std::map<QString, QByteArray> files;
        for (int number = 100; number < 180; ++number)
            files[u"f%1.json"_s.arg(number)] = R"({"a":1})";
        keeper.keep(reloadOf(1, files), RevisionSource::Found);
        QVERIFY(keeper.waitUntilIdle());
        FolderTimelineModel model;
        ReloadHistory history;
        model.setHistory(&history);
        model.setEarlier(keeper.location(), {});
        model.begin();
        QTRY_COMPARE(model.rowCount(), 50);
        QVERIFY2(rows(model).last().contains(u"further files: 30"_s), qPrintable(rows(model).last()));
    }

    void showsTheComparisonOfTheRowThatIsChosen()
    {
        {
            MainWindow window;
            QVERIFY(openKept(window));
            save(window, u"a.json"_s, R"({"a": 2})");
            QTRY_COMPARE(kept(window), 2);
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY(QFile::remove(path(u"b.json"_s)));
        MainWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(openKept(window));
        window.findChild<BottomPane *>()->showPage(window.findChild<FolderTimeline *>());
        save(window, u"a.json"_s, R"({"a": 3})");
        QTRY_COMPARE(
            rows(*list(window)->model()),
            QStringList({u"a.json | a: 2 → 3 | Retune"_s, u"b.json | file removed | found at the opening"_s,
                         u"a.json | a: 1 → 2 | Retune"_s,
                         u"a.json | read for the first time | found at the opening"_s,
                         u"b.json | read for the first time | found at the opening"_s}));
        const auto *changes = window.findChild<ChangesPane *>();
        click(window, 2);
        QTRY_VERIFY(changes->isVisible() && changes->chosenEntry());
        QTRY_COMPARE(changes->chosenEntry()->reload.after->document.bytes(), R"({"a": 2})"_ba);
        QTest::keyClick(list(window), Qt::Key_Up);
        QTRY_COMPARE(changes->currentPath(), u"b.json"_s);
        QTRY_VERIFY(changes->chosenEntry() && changes->chosenEntry()->reload.after->document.isNull());
        QTest::keyClick(list(window), Qt::Key_Up);
        QTRY_VERIFY(changes->chosenEntry() && changes->currentPath() == u"a.json"_s);
        QCOMPARE(changes->chosenEntry()->reload.after->document.bytes(), R"({"a": 3})"_ba);
    }

    void tellsWhatWasDoneWithWholeFiles()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        window.show();
        window.findChild<BottomPane *>()->showPage(window.findChild<FolderTimeline *>());
        const QAbstractItemModel &model = *list(window)->model();
        QTRY_COMPARE(model.rowCount(), 2);
        const Actions &actions = *window.findChild<Actions *>();
        auto *settings = window.findChild<SettingsPane *>();
        settings->showFile(u"a.json"_s);
        actions.trashFile->trigger();
        QTRY_VERIFY(!settings->hasFile(u"a.json"_s));
        QCOMPARE(model.rowCount(), 3);
        actions.putFileBack->trigger();
        QTRY_COMPARE(model.rowCount(), 4);
        QTRY_COMPARE(settings->currentFile(), u"a.json"_s);
        actions.renameFile->trigger();
        auto *line = window.findChild<NameForm *>()->findChild<QLineEdit *>();
        line->setText(u"c.json"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(model.rowCount(), 6);
        const QStringList newest{u"c.json | renamed from a.json:  read for the first time | Retune"_s,
                                 u"a.json | file removed | Retune"_s,
                                 u"a.json | put back from the trash:  read for the first time | Retune"_s,
                                 u"a.json | file removed | Retune"_s};
        QCOMPARE(rows(model).first(4), newest);
    }

    /// An empty text has a tree in this format.
    void tellsTheRemovalOfAFileInAnEarlierRunAsOne()
    {
        write(path(u"c.ini"_s), "[c]\nkey = 1\n");
        {
            MainWindow window;
            QVERIFY(openKept(window));
            window.findChild<SettingsPane *>()->showFile(u"c.ini"_s);
            window.findChild<Actions *>()->trashFile->trigger();
            QVERIFY(!QFileInfo::exists(path(u"c.ini"_s)));
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        MainWindow window;
        QVERIFY(openKept(window));
        window.show();
        window.findChild<BottomPane *>()->showPage(window.findChild<FolderTimeline *>());
        QTRY_COMPARE(list(window)->model()->rowCount(), 4);
        QCOMPARE(rows(*list(window)->model()).first(), u"c.ini | file removed | Retune"_s);
    }

    void listsTheRemovalOfAFileAboveTheReloadOfItsRevision()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        window.show();
        QSignalSpy reloaded(window.store(), &Store::reloaded);
        write(path(u"new.json"_s), R"({"new": 1})");
        QVERIFY(reloaded.count() > 0 || reloaded.wait());
        QTRY_VERIFY(window.findChild<SettingsPane *>()->hasFile(u"new.json"_s));
        window.findChild<SettingsPane *>()->showFile(u"new.json"_s);
        QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"new.json"_s);
        window.findChild<Actions *>()->trashFile->trigger();
        window.findChild<BottomPane *>()->showPage(window.findChild<FolderTimeline *>()); // not seen before
        const QAbstractItemModel &model = *list(window)->model();
        QTRY_COMPARE(model.rowCount(), 4);
        QCOMPARE(rows(model).first(2),
                 QStringList({u"new.json | file removed | Retune"_s,
                              u"new.json | read for the first time | another program"_s}));

        // Both have one revision. What is chosen is what is shown.
        const auto chosen = [&window] {
            const HistoryEntry *entry = window.findChild<ChangesPane *>()->chosenEntry();
            return entry ? reloadSummary(entry->reload) : QString();
        };
        click(window, 1);
        QCOMPARE(chosen(), u"read for the first time"_s);
        click(window, 0);
        QCOMPARE(chosen(), u"file removed"_s);
    }

private:
    bool openKept(MainWindow &window)
    {
        return open(window, path({})) && window.history().keeper() &&
               window.history().keeper()->waitUntilIdle();
    }
    static QTreeView *list(MainWindow &window)
    {
        return window.findChild<FolderTimeline *>()->findChild<QTreeView *>();
    }
    static void click(MainWindow &window, int row)
    {
        list(window)->setFocus();
        const QRect place = list(window)->visualRect(list(window)->model()->index(row, 1));
        QTest::mouseClick(list(window)->viewport(), Qt::LeftButton, {}, place.center());
    }
    static void save(MainWindow &window, const QString &file, const QByteArray &bytes)
    {
        Buffer *buffer = window.workspace()->buffer(file);
        buffer->replace({difference(buffer->bytes(), bytes)});
        window.workspace()->save(file);
        QVERIFY(window.workspace()->waitForSaves());
    }
    static qsizetype kept(MainWindow &window)
    {
        return HistoryReader(window.history().keeper()->location())
            .revisions()
            .value_or(QList<KeptRevision>())
            .size();
    }
};

QTEST_MAIN(TestFolderTimeline)
#include "tst_foldertimeline.moc"
