#include "changes/unsavededits.h"
#include "editor/conflictbar.h"
#include "editor/editorpane.h"
#include "editor/gonebar.h"
#include "merge/clashcard.h"
#include "merge/mergepane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/folderhistory.h"
#include "window/liveswitch.h"
#include "windowtest.h"

#include <rawfile.h>

#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTabWidget>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString file = u"app.json"_s;
const QByteArray first = R"({"name": "n", "port": 1})";

QByteArray with(const QByteArray &name, int port)
{
    return "{\"name\": \"" + name + "\", \"port\": " + QByteArray::number(port) + '}';
}

} // namespace

/// What the window does when another program writes or removes a file that is edited here.
class TestDiskMoves
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        qputenv("HOME", home({}).toLocal8Bit()); // for the trash
        write(path(file), first);
        write(path(u"b.json"_s), R"({"b": 1})");
        write(path(u"c.yaml"_s), "c: 1\n");
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(open(*m_window, path({})));
        QVERIFY(m_window->history().keeper()->waitUntilIdle());
        m_window->workspace()->buffer(file); // it is shown
    }
    /// What the window left to be written is written before its home goes.
    void cleanup()
    {
        m_window.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }

    // Saving

    void savingMergesWhatDoesNotClash()
    {
        setName("mine");
        write(path(file), with("n", 2));
        actions().save->trigger();
        QTRY_COMPARE(contentOf(path(file)), with("mine", 2));
        QTRY_COMPARE(shownMessage(*m_window),
                     u"app.json was merged: your change of name is now in the text from disk."_s);
        QVERIFY(logTexts(*m_window, LogEntry::Kind::Problem).isEmpty());
        QVERIFY(!m_window->findChild<ConflictBar *>()->isVisible());
        QTRY_COMPARE(m_window->store()->snapshot().file(file)->disk, with("mine", 2));
        QVERIFY(!shownMessage(*m_window).isEmpty()); // still there
        click(u"Undo"_s);
        QCOMPARE(buffer(file).bytes(), with("mine", 1));
        QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
        QCOMPARE(contentOf(path(file)), with("mine", 2));
    }

    void savingAllMergesToo()
    {
        setName("mine");
        QVERIFY(buffer(u"b.json"_s).setValue({u"b"_s}, Value::integer(2)));
        write(path(file), with("n", 2));
        QTRY_VERIFY(m_window->workspace()->conflict(file));
        actions().saveAll->trigger();
        QTRY_COMPARE(contentOf(path(file)), with("mine", 2));
        QTRY_COMPARE(contentOf(path(u"b.json"_s)), R"({"b": 2})"_ba);
        QVERIFY(logTexts(*m_window, LogEntry::Kind::Problem).isEmpty());
    }

    void savingAllTellsEveryMerge()
    {
        const QString other = u"b.json"_s;
        setName("mine");
        QVERIFY(buffer(other).setValue({u"b"_s}, Value::integer(2)));
        const QByteArray mine = buffer(other).bytes();
        write(path(file), with("n", 2));
        write(path(other), R"({"b": 1, "c": 1})");
        QTRY_VERIFY(m_window->workspace()->conflict(file) && m_window->workspace()->conflict(other));
        actions().saveAll->trigger();
        QTRY_COMPARE(shownMessage(*m_window),
                     u"2 files were merged with the text on disk: app.json, b.json."_s);
        QCOMPARE(contentOf(path(file)), with("mine", 2));
        QCOMPARE(contentOf(path(other)), R"({"b": 2, "c": 1})"_ba);
        click(u"Undo All"_s);
        QCOMPARE(buffer(file).bytes(), with("mine", 1));
        QCOMPARE(buffer(other).bytes(), mine);
    }

    void aMergeDoesNotHideThatAnotherFileClashes()
    {
        const QString other = u"b.json"_s;
        setName("mine");
        QVERIFY(buffer(other).setValue({u"b"_s}, Value::integer(2)));
        write(path(other), R"({"b": 3})");
        write(path(file), with("n", 2));
        QTRY_VERIFY(m_window->workspace()->conflict(file) && m_window->workspace()->conflict(other));
        m_window->workspace()->save(other);
        QTRY_VERIFY(shownMessage(*m_window).startsWith(u"b.json was not saved"_s));
        actions().save->trigger();
        QTRY_VERIFY(logTexts(*m_window, LogEntry::Kind::Info).last().startsWith(u"app.json was merged"_s));
        QVERIFY(shownMessage(*m_window).startsWith(u"b.json was not saved"_s));
    }

    void savingAsksWhatClashes()
    {
        m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
        setName("mine");
        write(path(file), with("theirs", 2));
        actions().save->trigger();
        QTRY_VERIFY(m_window->findChild<MergePane *>()->isVisible());
        QCOMPARE(m_window->findChildren<ClashCard *>().size(), 1);
        QVERIFY(m_window->findChild<ConflictBar *>()->isVisible());
        QTRY_VERIFY(hasLabel<ConflictBar>(u"name was changed here and on disk"_s));
        QCOMPARE(contentOf(path(file)), with("theirs", 2));
        QCOMPARE(buffer(file).bytes(), with("mine", 1));
    }

    void aClashOfAnotherFileTakesNobodyAway()
    {
        QVERIFY(buffer(u"b.json"_s).setValue({u"b"_s}, Value::integer(2)));
        write(path(u"b.json"_s), R"({"b": 3})");
        setName("mine");
        actions().saveAll->trigger();
        QTRY_COMPARE(contentOf(path(file)), with("mine", 1));
        QTRY_COMPARE(shownMessage(*m_window),
                     u"b.json was not saved: b was changed here and on disk, each in another way."_s);
        QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), file);
        click(u"Choose"_s);
        QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"b.json"_s);
        QTRY_VERIFY(m_window->findChild<MergePane *>()->isVisible());
    }

    void theBarTellsWhenTheFileWasChanged()
    {
        setName("mine");
        const QDateTime then = QDateTime::currentDateTime().addDays(-3);
        const timespec time{time_t(then.toSecsSinceEpoch()), 0};
        write(path(u"other.tmp"_s), with("theirs", 1));
        test::setTimes(path(u"other.tmp"_s), time, time);
        QVERIFY(QFile::remove(path(file)));
        QVERIFY(QFile::rename(path(u"other.tmp"_s), path(file)));
        QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
        const QString told = u"On disk (%1)"_s.arg(then.toString(u"yyyy-MM-dd HH:mm"_s));
        QVERIFY2(hasLabel<ConflictBar>(told), qPrintable(told));
    }

    void unsavedEditsAreComparedWithTheDisk()
    {
        setName("mine");
        write(path(file), with("theirs", 2));
        QTRY_VERIFY(m_window->workspace()->conflict(file));
        UnsavedEdits edits;
        std::optional<HistoryEntry> told;
        connect(&edits, &UnsavedEdits::found, this,
                [&told](const std::optional<HistoryEntry> &entry) { told = entry; });
        edits.setWorkspace(m_window->workspace());
        edits.setPath(file);
        QTRY_VERIFY(told);
        QCOMPARE(told->reload.before->document.bytes(), with("theirs", 2));
        QCOMPARE(told->reload.after->document.bytes(), with("mine", 1));
    }

    // Live

    void liveAsksWithoutTakingAnybodyAway()
    {
        actions().liveApply->trigger();
        write(path(file), with("theirs", 2));
        setName("mine");
        QTRY_COMPARE(shownMessage(*m_window), u"app.json was not saved: name was changed here and on disk, "
                                              "each in another way."_s);
        QVERIFY(!m_window->findChild<MergePane *>()->isVisible());
        QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
        click(u"Keep mine"_s);
        QTRY_COMPARE(contentOf(path(file)), with("mine", 1));
        QTRY_COMPARE(m_window->live().live()->state(file), LiveApply::State::On);
    }

    void liveLeavesEditsOfOtherFilesAlone()
    {
        QVERIFY(buffer(u"b.json"_s).setValue({u"b"_s}, Value::integer(2)));
        setName("mine");
        actions().liveApply->trigger();
        QTRY_COMPARE(contentOf(path(file)), with("mine", 1)); // it is shown
        QCOMPARE(shownMessage(*m_window),
                 u"1 other file has unsaved edits. They wait until it is edited again."_s);
        QVERIFY(m_window->workspace()->waitForSaves());
        QCOMPARE(contentOf(path(u"b.json"_s)), R"({"b": 1})"_ba);
        click(u"Save All"_s);
        QTRY_COMPARE(contentOf(path(u"b.json"_s)), R"({"b": 2})"_ba);
    }

    void liveMakesNoFileAnew()
    {
        actions().liveApply->trigger();
        QVERIFY(QFile::rename(path(file), path(u"moved.json"_s)));
        setName("mine");
        QTRY_VERIFY(goneBar()->isVisible());
        QVERIFY(m_window->workspace()->waitForSaves());
        QVERIFY(!QFile::exists(path(file)));
        QVERIFY(shownMessage(*m_window).isEmpty());
        QTRY_COMPARE(m_window->live().live()->state(file), LiveApply::State::Gone);
        click(u"Write It Again"_s);
        QTRY_COMPARE(contentOf(path(file)), with("mine", 1));
        QTRY_COMPARE(m_window->live().live()->state(file), LiveApply::State::On);
        QVERIFY(!goneBar()->isVisible());
    }

    // Files that are gone

    void aRemovedFileIsAReload()
    {
        QVERIFY(QFile::remove(path(file)));
        QTRY_COMPARE(logTexts(*m_window, LogEntry::Kind::Reload), QStringList{u"app.json  file removed"_s});
        QVERIFY(logTexts(*m_window, LogEntry::Kind::Problem).isEmpty());
        QVERIFY(m_window->history().keeper()->waitUntilIdle());
        const KeptRevision newest = kept().first();
        QCOMPARE(newest.source, RevisionSource::AnotherProgram);
        QCOMPARE(newest.changes.size(), 1);
        QCOMPARE(newest.changes.first().path, file);
        QVERIFY(newest.changes.first().after.isEmpty());
        write(path(file), first);
        QTRY_COMPARE(logTexts(*m_window, LogEntry::Kind::Reload).last(), u"app.json  file is there again"_s);
        QVERIFY(logTexts(*m_window, LogEntry::Kind::Recovered).isEmpty());
        QVERIFY(m_window->history().keeper()->waitUntilIdle());
        QVERIFY(!kept().first().changes.first().after.isEmpty());
    }

    void aRemovedFileIsWrittenAgain()
    {
        QVERIFY(QFile::remove(path(file)));
        QTRY_VERIFY(goneBar()->isVisible());
        QVERIFY(hasLabel<GoneBar>(u"app.json was removed by another program."_s));
        QVERIFY(actions().save->isEnabled());
        QVERIFY(!actions().trashFile->isEnabled());
        QVERIFY(!actions().renameFile->isEnabled());
        QVERIFY(!actions().openInEditor->isEnabled());
        click(u"Write It Again"_s);
        QTRY_COMPARE(contentOf(path(file)), first);
        QTRY_VERIFY(!goneBar()->isVisible());
        QTRY_VERIFY(m_window->store()->problems().isEmpty());
        QTRY_VERIFY(actions().trashFile->isEnabled());
    }

    void aRemovedFileIsForgotten()
    {
        QVERIFY(QFile::remove(path(file)));
        QTRY_VERIFY(goneBar()->isVisible());
        click(u"Close"_s);
        QTRY_VERIFY(m_window->store()->problems().isEmpty());
        QVERIFY(!m_window->store()->snapshot().file(file));
        QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"b.json"_s);
        QVERIFY(!goneBar()->isVisible());
    }

    void theEditsOfAForgottenFileComeBackWithIt()
    {
        setName("mine");
        QVERIFY(QFile::remove(path(file)));
        QTRY_VERIFY(goneBar()->isVisible());
        click(u"Close"_s);
        QTRY_VERIFY(!m_window->store()->snapshot().file(file));
        QVERIFY(m_window->workspace()->modifiedPaths().isEmpty());
        write(path(file), first);
        QTRY_COMPARE(buffer(file).bytes(), with("mine", 1));
    }

    void theNextFileIsShownAfterOneIsTrashed()
    {
        actions().trashFile->trigger();
        QVERIFY(!QFile::exists(path(file)));
        QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"b.json"_s);
        QTRY_VERIFY(!m_window->store()->snapshot().file(file));
        const QModelIndex current = m_window->findChild<SettingsView *>()->currentIndex();
        QCOMPARE(current.siblingAtColumn(0).data().toString(), u"b.json"_s);
        m_window->findChild<EditorPane *>()->showFile(file); // as from the history
        QTRY_VERIFY(goneBar()->isVisible());
        QVERIFY(hasLabel<GoneBar>(u"app.json is in the trash."_s));
        actions().liveApply->trigger();
        setName("mine");
        QCoreApplication::processEvents();
        QVERIFY(m_window->workspace()->waitForSaves());
        QVERIFY(!QFile::exists(path(file)));
        QVERIFY(QFile::exists(home(u"data/Trash/files/app.json"_s)));
    }

private:
    Actions &actions() const { return *m_window->findChild<Actions *>(); }
    Buffer &buffer(const QString &name) const { return *m_window->workspace()->buffer(name); }
    GoneBar *goneBar() const { return m_window->findChild<GoneBar *>(); }
    void setName(const QString &name) const
    {
        QVERIFY(buffer(file).setValue({u"name"_s}, Value::string(name)));
    }
    void setName(const char *name) const { setName(QString::fromLatin1(name)); }
    QList<KeptRevision> kept() const
    {
        return HistoryReader(m_window->history().keeper()->location())
            .revisions()
            .value_or(QList<KeptRevision>());
    }
    template<typename Bar>
    bool hasLabel(const QString &text) const
    {
        const QList<QLabel *> labels = m_window->findChild<Bar *>()->template findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(text); });
    }
    void click(const QString &text) const
    {
        for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
            if (button->text().remove(u'&') == text && button->isVisible())
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL(qPrintable(text));
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestDiskMoves)
#include "tst_diskmoves.moc"
