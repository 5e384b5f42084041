#include "changes/changespane.h"
#include "window/actions.h"
#include "window/folderhistory.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtWidgets/QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

class TestFolderHistory
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

    void showsTheReloadsOfEarlierRuns()
    {
        {
            MainWindow window;
            QVERIFY(openKept(window));
            saveEdit(window, R"({"a": 2})");
            QTRY_COMPARE(kept(window).size(), 2);
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        MainWindow window;
        QVERIFY(openKept(window));
        const QAbstractItemModel &list = *reloads(window)->model();
        QTRY_COMPARE(list.rowCount(), 2);
        QCOMPARE(list.index(0, ReloadListModel::SummaryColumn).data().toString(), u"a: 1 → 2"_s);
        QCOMPARE(list.index(1, ReloadListModel::SummaryColumn).data().toString(),
                 u"read for the first time"_s);
        saveEdit(window, R"({"a": 3})");
        QTRY_COMPARE(list.rowCount(), 3); // above those of the run before
        QCOMPARE(list.index(0, ReloadListModel::SummaryColumn).data().toString(), u"a: 2 → 3"_s);
    }

    void knowsItsOwnSavesFromThoseOfOthers()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        QSignalSpy reloaded(window.store(), &Store::reloaded);
        write(path(u"b.json"_s), R"({"b": 2})");
        QVERIFY(reloaded.count() > 0 || reloaded.wait());
        QTRY_COMPARE(kept(window).size(), 3);
        QCOMPARE(kept(window).at(0).source, RevisionSource::AnotherProgram);
        QCOMPARE(kept(window).at(1).source, RevisionSource::Retune);
        QCOMPARE(kept(window).at(2).source, RevisionSource::Found);
    }

    void putsAVersionBackAsAnEditThatCanBeUndone()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2, "new": true})");
        QTRY_COMPARE(reloads(window)->model()->rowCount(), 2);
        choose(window, 1);
        window.findChild<Actions *>()->putVersionBack->trigger();
        Buffer *buffer = window.workspace()->openBuffer(u"a.json"_s);
        QCOMPARE(buffer->bytes(), R"({"a": 1})"_ba);
        QCOMPARE(contentOf(path(u"a.json"_s)), R"({"a": 2, "new": true})"_ba);
        buffer->undo();
        QCOMPARE(buffer->bytes(), R"({"a": 2, "new": true})"_ba);
        buffer->redo();
        window.workspace()->save(u"a.json"_s);
        QTRY_COMPARE(kept(window).size(), 3);
        QVERIFY2(kept(window).first().label.startsWith(u"put back as of"_s),
                 qPrintable(kept(window).first().label));
    }

    void putsOneValueBack()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2, "c": 1})");
        QTRY_COMPARE(reloads(window)->model()->rowCount(), 2);
        choose(window, 0);
        QTreeView *keys = list(window, u"Changed keys"_s);
        keys->setCurrentIndex(keys->model()->index(0, 0));
        window.findChild<Actions *>()->putValueBack->trigger();
        QCOMPARE(window.workspace()->openBuffer(u"a.json"_s)->bytes(), R"({"a": 1, "c": 1})"_ba);
    }

    void putsTheFolderBackAsOfAMoment()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        QSignalSpy reloaded(window.store(), &Store::reloaded);
        write(path(u"b.json"_s), R"({"b": 2})");
        QVERIFY(reloaded.count() > 0 || reloaded.wait());
        QTRY_COMPARE(kept(window).size(), 3);
        QTRY_COMPARE(reloads(window)->model()->rowCount(), 2);
        choose(window, 1);
        window.findChild<Actions *>()->putFolderBack->trigger();
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList({u"a.json"_s, u"b.json"_s}));
        QCOMPARE(window.workspace()->openBuffer(u"a.json"_s)->bytes(), R"({"a": 1})"_ba);
        QCOMPARE(window.workspace()->openBuffer(u"b.json"_s)->bytes(), R"({"b": 1})"_ba);
    }

    void keepsNothingWhereTheUserDoesNotWantThat()
    {
        setKeepsHistory(path({}), false);
        MainWindow window;
        QVERIFY(open(window, path({})));
        QVERIFY(!window.history().keeper());
        QVERIFY(!window.findChild<Actions *>()->keepHistory->isChecked());
        saveEdit(window, R"({"a": 2})");
        QVERIFY(!QFileInfo::exists(home(u"data/retune/history"_s)));
        window.findChild<Actions *>()->keepHistory->trigger();
        QVERIFY(keepsHistory(path({})));
        QTRY_COMPARE(kept(window).size(), 1);
    }

    void deletesWhatIsKept()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        window.findChild<Actions *>()->keepHistory->trigger();
        QVERIFY(!window.history().keeper());
        window.history().deleteKept();
        QTRY_VERIFY(QDir(home(u"data/retune/history"_s)).isEmpty());
        QTRY_COMPARE(shownMessage(window), u"What was kept of this folder is deleted."_s);
    }

private:
    bool openKept(MainWindow &window)
    {
        return open(window, path({})) && window.history().keeper() &&
               window.history().keeper()->waitUntilIdle();
    }
    static void saveEdit(MainWindow &window, const QByteArray &bytes)
    {
        QSignalSpy reloaded(window.store(), &Store::reloaded);
        Buffer *buffer = window.workspace()->buffer(u"a.json"_s);
        buffer->replace({difference(buffer->bytes(), bytes)});
        window.workspace()->save(u"a.json"_s);
        QVERIFY(window.workspace()->waitForSaves());
        QVERIFY(reloaded.count() > 0 || reloaded.wait());
    }
    static QList<KeptRevision> kept(MainWindow &window)
    {
        return window.history().keeper() ? HistoryReader(window.history().keeper()->location())
                                               .revisions()
                                               .value_or(QList<KeptRevision>())
                                         : QList<KeptRevision>();
    }
    static QTreeView *list(MainWindow &window, const QString &name)
    {
        for (QTreeView *view : window.findChild<ChangesPane *>()->findChildren<QTreeView *>()) {
            if (view->accessibleName() == name)
                return view;
        }
        return nullptr;
    }
    static QTreeView *reloads(MainWindow &window) { return list(window, u"Reloads, newest first"_s); }
    static void choose(MainWindow &window, int row)
    {
        reloads(window)->setCurrentIndex(reloads(window)->model()->index(row, 0));
    }
};

QTEST_MAIN(TestFolderHistory)
#include "tst_folderhistory.moc"
