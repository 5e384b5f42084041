#include "changes/changespane.h"
#include "changes/diffview.h"
#include "changes/foldertimeline.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/folderhistory.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
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
        // Each says the same of itself, whatever run it is of.
        QCOMPARE(list.index(0, ReloadListModel::SourceColumn).data().toString(), u"Retune"_s);
        QCOMPARE(list.index(1, ReloadListModel::SourceColumn).data().toString(), u"Retune"_s);
        QCOMPARE(list.index(2, ReloadListModel::SourceColumn).data().toString(), u"found at the opening"_s);
    }

    void knowsItsOwnSavesFromThoseOfOthers()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        editElsewhere(window, R"({"b": 2})");
        QCOMPARE(kept(window).at(0).source, RevisionSource::AnotherProgram);
        QCOMPARE(kept(window).at(1).source, RevisionSource::Retune);
        QCOMPARE(kept(window).at(2).source, RevisionSource::Found);
    }

    void putsAVersionBackAsAnEditThatCanBeUndone()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2, "new": true})");
        choose(window, 1, 2);
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
        choose(window, 0, 2);
        QTreeView *keys = list(window, u"Changed keys"_s);
        keys->setCurrentIndex(keys->model()->index(0, 0));
        window.findChild<Actions *>()->putValueBack->trigger();
        QCOMPARE(window.workspace()->openBuffer(u"a.json"_s)->bytes(), R"({"a": 1, "c": 1})"_ba);
    }

    void putsOneChangeBackIntoATextThatWasEditedSince()
    {
        write(path(u"a.json"_s), "{\n\"a\": 1,\n\"b\": 1,\n\"c\": 1\n}\n");
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, "{\n\"a\": 2,\n\"b\": 1,\n\"c\": 2\n}\n");
        choose(window, 0, 2);
        Buffer *buffer = window.workspace()->buffer(u"a.json"_s);
        QVERIFY(buffer->setValue({u"b"_s}, Value::integer(7)));
        auto *diff = window.findChild<ChangesPane *>()->findChild<DiffView *>();
        Q_EMIT diff->putBackAsked("{\n\"a\": 2,\n\"b\": 1,\n\"c\": 2\n}\n",
                                  "{\n\"a\": 2,\n\"b\": 1,\n\"c\": 1\n}\n");
        QCOMPARE(buffer->bytes(), "{\n\"a\": 2,\n\"b\": 7,\n\"c\": 1\n}\n"_ba);
        buffer->undo();
        QCOMPARE(buffer->bytes(), "{\n\"a\": 2,\n\"b\": 7,\n\"c\": 2\n}\n"_ba);

        QVERIFY(buffer->setValue({u"c"_s}, Value::integer(9)));
        const QByteArray before = buffer->bytes();
        Q_EMIT diff->putBackAsked("{\n\"a\": 2,\n\"b\": 1,\n\"c\": 2\n}\n",
                                  "{\n\"a\": 2,\n\"b\": 1,\n\"c\": 1\n}\n");
        QCOMPARE(buffer->bytes(), before);
        QVERIFY2(shownMessage(window).contains(u"have changed since"), qPrintable(shownMessage(window)));
    }

    void putsTheFolderBackAsOfAMoment()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        editElsewhere(window, R"({"b": 2})");
        choose(window, 1, 2);
        const QString question = answerFolderPutBack(window, u"Put Back"_s);
        QVERIFY2(question.contains(u"had then: 2\n"_s), qPrintable(question));
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList({u"a.json"_s, u"b.json"_s}));
        QCOMPARE(window.workspace()->openBuffer(u"a.json"_s)->bytes(), R"({"a": 1})"_ba);
        QCOMPARE(window.workspace()->openBuffer(u"b.json"_s)->bytes(), R"({"b": 1})"_ba);
        QVERIFY2(shownMessage(window).contains(u"The texts of 2 files are as they were then"_s),
                 qPrintable(shownMessage(window)));
        clickMessageButton(window);
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList());
        QCOMPARE(window.workspace()->openBuffer(u"b.json"_s)->bytes(), R"({"b": 2})"_ba);
    }

    void aFolderThatWasPutBackIsOneStepOfUndo()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        editElsewhere(window, R"({"b": 2})");
        choose(window, 1, 2);
        answerFolderPutBack(window, u"Put Back"_s);
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList({u"a.json"_s, u"b.json"_s}));
        QAction *undo = window.findChild<Actions *>()->undo;
        QTRY_VERIFY(undo->isEnabled());
        undo->trigger();
        QCOMPARE(window.workspace()->modifiedPaths(), QStringList());
        window.findChild<Actions *>()->redo->trigger();
        QCOMPARE(window.workspace()->modifiedPaths(), QStringList({u"a.json"_s, u"b.json"_s}));

        // Saved or not: undo takes back all of it.
        window.findChild<Actions *>()->saveAll->trigger();
        QTRY_COMPARE(contentOf(path(u"b.json"_s)), R"({"b": 1})"_ba);
        undo->trigger();
        QCOMPARE(window.workspace()->openBuffer(u"a.json"_s)->bytes(), R"({"a": 2})"_ba);
        QCOMPARE(window.workspace()->openBuffer(u"b.json"_s)->bytes(), R"({"b": 2})"_ba);
    }

    void leavesTheFolderWhereTheUserDoesNotWantItPutBack()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        choose(window, 1, 2);
        answerFolderPutBack(window, u"Cancel"_s);
        QTRY_VERIFY(!window.findChild<QMessageBox *>());
        QCOMPARE(window.workspace()->modifiedPaths(), QStringList());
        const QString question = answerFolderPutBack(window, u"Cancel"_s); // can be asked again
        QVERIFY2(question.contains(u"had then: 1\n"_s), qPrintable(question));
    }

    void makesFilesAnewThatAreGone()
    {
        QVERIFY(QDir(path({})).mkpath(u"sub"_s));
        write(path(u"sub/c.json"_s), R"({"c": 1})");
        {
            MainWindow window;
            QVERIFY(openKept(window));
        }
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY(QDir(path(u"sub"_s)).removeRecursively());
        write(path(u"new.json"_s), "1");
        MainWindow window;
        QVERIFY(openKept(window));
        choose(window, 0, 1);
        const QString question = answerFolderPutBack(window, u"Put Back"_s);
        QVERIFY2(question.contains(u"made anew: 1\n"_s), qPrintable(question));
        QVERIFY2(question.contains(u"stay as they are: 1\n"_s), qPrintable(question));
        const QString gone = u"sub/c.json"_s;
        QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{gone});
        QVERIFY(!QFileInfo::exists(path(gone))); // an edit like any other
        QTRY_VERIFY(window.findChild<SettingsModel *>()->fileIndex(gone).isValid());
        window.workspace()->openBuffer(gone)->undo();
        QTRY_VERIFY(!window.findChild<SettingsModel *>()->fileIndex(gone).isValid());
        window.workspace()->openBuffer(gone)->redo();
        window.workspace()->save(gone);
        QTRY_COMPARE(contentOf(path(gone)), R"({"c": 1})"_ba);
        QTRY_VERIFY(window.store()->snapshot().file(gone));
        auto *timeline = window.findChild<FolderTimeline *>();
        window.show();
        window.findChild<BottomPane *>()->showPage(timeline);
        const QAbstractItemModel &rows = *timeline->findChild<QTreeView *>()->model();
        QTRY_COMPARE(rows.index(0, FolderTimelineModel::FileColumn).data().toString(), gone);
        const QString change = rows.index(0, FolderTimelineModel::SummaryColumn).data().toString();
        QVERIFY2(change.startsWith(u"put the folder back as of"_s), qPrintable(change));
        QCOMPARE(contentOf(path(u"new.json"_s)), "1"_ba);
    }

    void saysThatTheFolderIsAsOfThenAlready()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        choose(window, 0, 1);
        window.findChild<Actions *>()->putFolderBack->trigger();
        QTRY_COMPARE(shownMessage(window), u"The folder is as of then already."_s);
        QVERIFY(!window.findChild<QMessageBox *>());
    }

    void saysWhatIsSavedAtOnce()
    {
        MainWindow window;
        QVERIFY(openKept(window));
        saveEdit(window, R"({"a": 2})");
        window.findChild<Actions *>()->liveApply->trigger();
        choose(window, 1, 2);
        const QString question = answerFolderPutBack(window, u"Put Back"_s);
        QVERIFY2(question.contains(u"saved at once"_s), qPrintable(question));
        QTRY_COMPARE(contentOf(path(u"a.json"_s)), R"({"a": 1})"_ba);
        QTRY_VERIFY(kept(window).first().label.startsWith(u"put the folder back as of"_s));
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
    /// Another program writes b.json, and that is kept, as the third revision.
    void editElsewhere(MainWindow &window, const QByteArray &bytes) const
    {
        QSignalSpy reloaded(window.store(), &Store::reloaded);
        write(path(u"b.json"_s), bytes);
        QVERIFY(reloaded.count() > 0 || reloaded.wait());
        QTRY_COMPARE(kept(window).size(), 3);
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
    /// Puts the folder back as of the chosen reload; gives what was asked.
    static QString answerFolderPutBack(MainWindow &window, const QString &answer)
    {
        window.findChild<Actions *>()->putFolderBack->trigger();
        if (!QTest::qWaitFor([&window] { return window.findChild<QMessageBox *>() != nullptr; }))
            return u"nothing was asked"_s;
        auto *box = window.findChild<QMessageBox *>();
        const QString question = box->informativeText();
        for (QAbstractButton *button : box->buttons()) {
            if (button->text().remove(u'&') == answer)
                button->click();
        }
        return question;
    }
    static void clickMessageButton(MainWindow &window)
    {
        for (auto *button : window.findChild<MessageBar *>()->findChildren<QPushButton *>()) {
            if (button->text() == u"Take Back"_s)
                return button->click();
        }
        QFAIL("there is no such button");
    }
    /// Chooses a reload once there are so many.
    static void choose(MainWindow &window, int row, int count)
    {
        QAbstractItemModel *model = reloads(window)->model();
        QTRY_COMPARE(model->rowCount(), count);
        reloads(window)->setCurrentIndex(model->index(row, 0));
    }
};

QTEST_MAIN(TestFolderHistory)
#include "tst_folderhistory.moc"
