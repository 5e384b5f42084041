#include "editor/editorpane.h"
#include "problems/problemsmodel.h"
#include "problems/problemspane.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/preferences.h"
#include "window/statusline.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

#include <atomic>
#include <sys/fsuid.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// While it exists, this thread and those it starts may read what anybody may read, also where root runs the test.
class ReadingAsNobody
{
public:
    ReadingAsNobody() { ::setfsuid(nobody); }
    ~ReadingAsNobody() { ::setfsuid(::geteuid()); }
    ReadingAsNobody(const ReadingAsNobody &) = delete;
    ReadingAsNobody &operator=(const ReadingAsNobody &) = delete;

private:
    static constexpr uid_t nobody = 65534;
};

} // namespace

class TestMainWindow
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensAFolderAndShowsItsFirstFile();
    void opensTheFolderOfAFile();
    void opensTheFolderOfAnyOtherFileToo();
    void whatCannotBeOpenedIsSaid();
    void anEditIsSavedAndComesBackAsAReload();
    void aClickedCheckBoxIsWhatSaveAndUndoAreAbout();
    void aProblemIsToldOnceUntilItIsGone();
    void aFolderOpenedInPlaceOfAnotherIsTheOnlyOneHeard();
    void theFolderLeftIsDestroyedInAnotherThread();
    void aFilterLeavesTheShownFileAlone();
    void aProblemOfAFolderIsCountedAndShown();
    void aMessageCoversNothing();
    void valuesKeepTheirShareOfANarrowWindow();
    void rememberedFoldersAreNewestFirstAndExist();
    void theLargestSizeOfAFileIsAPreference();
};

void TestMainWindow::init()
{
    makeHome();
    write(path(u"app.json"_s), R"({"a": 1})");
    write(path(u"server.json"_s), R"({"port": 8080})");
}

void TestMainWindow::opensAFolderAndShowsItsFirstFile()
{
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);
    QCOMPARE(window.findChild<SettingsModel *>()->rowCount(), 2);
    QCOMPARE(shownMessage(window), QString());
}

void TestMainWindow::opensTheFolderOfAFile()
{
    MainWindow window;
    QVERIFY(open(window, path(u"server.json"_s)));
    QCOMPARE(window.folder(), path({}));
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"server.json"_s);
}

void TestMainWindow::opensTheFolderOfAnyOtherFileToo()
{
    write(path(u"notes.txt"_s), "hello");
    MainWindow window;
    QVERIFY(open(window, path(u"notes.txt"_s)));
    QVERIFY2(shownMessage(window).contains(u"notes.txt"_s), qPrintable(shownMessage(window)));
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);
}

void TestMainWindow::whatCannotBeOpenedIsSaid()
{
    MainWindow window;
    QVERIFY(open(window, path({})));
    window.openFolder(path(u"nowhere"_s));
    QVERIFY2(shownMessage(window).contains(u"nowhere"_s), qPrintable(shownMessage(window)));
    QCOMPARE(window.folder(), path({}));
}

void TestMainWindow::anEditIsSavedAndComesBackAsAReload()
{
    MainWindow window;
    QVERIFY(open(window, path({})));
    auto *model = window.findChild<SettingsModel *>();
    const QModelIndex port =
        model->nodeIndex(u"server.json"_s, {u"port"_s}).siblingAtColumn(SettingsModel::ValueColumn);
    QVERIFY(model->setData(port, u"9090"_s, Qt::EditRole));
    QCOMPARE(port.data().toString(), u"9090"_s);
    QCOMPARE(contentOf(path(u"server.json"_s)), R"({"port": 8080})");

    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"server.json"_s)), R"({"port": 9090})");
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Reload), QStringList{u"server.json  port: 8080 → 9090"_s});
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Save), QStringList{u"server.json  saved"_s});
    QTRY_VERIFY(!window.isWindowModified());
    const auto *log = window.findChild<LogModel *>();
    const int last = log->rowCount() - 1;
    QCOMPARE(log->entry(last).kind, LogEntry::Kind::Reload); // it comes of the save
    QCOMPARE(log->entry(last - 1).kind, LogEntry::Kind::Save);
    QVERIFY(log->entry(last - 1).when <= log->entry(last).when);
}

void TestMainWindow::aClickedCheckBoxIsWhatSaveAndUndoAreAbout()
{
    write(path(u"server.json"_s), R"({"tls": true})");
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    auto *view = window.findChild<SettingsView *>();
    const QModelIndex tls = window.findChild<SettingsModel *>()
                                ->nodeIndex(u"server.json"_s, {u"tls"_s})
                                .siblingAtColumn(SettingsModel::ValueColumn);
    const QRect cell = view->visualRect(tls);
    QVERIFY(!cell.isEmpty());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 10, cell.center().y()));
    QCOMPARE(tls.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
    QCOMPARE(view->currentIndex().siblingAtColumn(SettingsModel::ValueColumn), tls);
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"server.json"_s);
    const auto *actions = window.findChild<Actions *>();
    QVERIFY(actions->save->isEnabled());
    actions->undo->trigger();
    QTRY_COMPARE(tls.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Checked);
}

void TestMainWindow::aProblemIsToldOnceUntilItIsGone()
{
    write(path(u"broken.json"_s), R"({"a" 1})");
    MainWindow window;
    QVERIFY(open(window, path({})));
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Problem).size(), 1);
    const QString told = logTexts(window, LogEntry::Kind::Problem).first();
    QVERIFY2(told.startsWith(u"broken.json:1:6: "_s), qPrintable(told));
    write(path(u"broken.json"_s), R"({"a": 1})");
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Recovered).size(), 1);
    QCOMPARE(logTexts(window, LogEntry::Kind::Problem), QStringList{told});
    write(path(u"broken.json"_s), R"({"a" 1})");
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Problem).size(), 2);
}

void TestMainWindow::aFolderOpenedInPlaceOfAnotherIsTheOnlyOneHeard()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    write(home(u"other/x.json"_s), "{}");
    MainWindow window;
    QVERIFY(open(window, path({})));
    QSemaphore sent;
    connect(
        window.store(), &Store::reloaded, window.store(), [&sent] { sent.release(); }, Qt::DirectConnection);
    write(path(u"app.json"_s), R"({"a": 2})");
    QVERIFY(sent.tryAcquire(1, 5000)); // the reload is on its way to the window now

    QVERIFY(open(window, home(u"other"_s)));
    QCoreApplication::processEvents();
    QCOMPARE(logTexts(window, LogEntry::Kind::Reload), QStringList());
    QCOMPARE(window.findChild<SettingsModel *>()->rowCount(), 1);
}

void TestMainWindow::theFolderLeftIsDestroyedInAnotherThread()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    MainWindow window;
    QVERIFY(open(window, path({})));
    QSemaphore destroyed;
    std::atomic<bool> isInThisThread = true;
    connect(
        window.store(), &QObject::destroyed, window.store(),
        [&, here = QThread::currentThread()] {
            isInThisThread = QThread::currentThread() == here;
            destroyed.release();
        },
        Qt::DirectConnection);
    window.openFolder(home(u"other"_s));
    QTRY_COMPARE(destroyed.available(), 1);
    QVERIFY(!isInThisThread);
}

void TestMainWindow::aFilterLeavesTheShownFileAlone()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    auto *view = window.findChild<SettingsView *>();
    auto *model = window.findChild<SettingsModel *>();
    auto *line = window.findChild<SettingsPane *>()->findChild<QLineEdit *>();
    view->setCurrentIndex(valueOf(window, u"app.json"_s, {u"a"_s}));
    QSignalSpy filtered(model, &SettingsModel::filtered);
    line->setText(u"port"_s);
    QTRY_COMPARE(filtered.count(), 1);
    QCOMPARE(model->rowCount(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);
    QVERIFY(!view->currentIndex().isValid());

    line->setText(u"app"_s);
    QTRY_COMPARE(filtered.count(), 2);
    QCOMPARE(view->currentIndex().data().toString(), u"a"_s);

    line->setText(u"port"_s);
    QTRY_COMPARE(filtered.count(), 3);
    line->clear();
    QCOMPARE(view->currentIndex().data().toString(), u"a"_s);
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);

    line->setText(u"port"_s);
    QTRY_COMPARE(filtered.count(), 5);
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"server.json"_s);
}

void TestMainWindow::aProblemOfAFolderIsCountedAndShown()
{
    const auto everybodyReads = QFile::Permissions(0x7755);
    QVERIFY(QDir().mkdir(path(u"secret"_s)));
    QVERIFY(QFile::setPermissions(path(u"secret"_s), {}));
    QVERIFY(QFile::setPermissions(home({}), everybodyReads));
    QVERIFY(QFile::setPermissions(path({}), everybodyReads));
    MainWindow window;
    window.show();
    {
        const ReadingAsNobody readingAsNobody;
        QVERIFY(open(window, path({})));
    }
    const QString problem = u"secret: the folder cannot be listed: Permission denied"_s;
    auto *count = window.findChild<StatusLine *>()->findChild<QToolButton *>();
    QVERIFY(count->isVisible());
    QCOMPARE(count->text(), u"1 problem"_s);
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Problem), QStringList{problem});
    Q_EMIT window.findChild<LogPane *>()->placeRequested(u"secret"_s, {});
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);
    QCOMPARE(shownMessage(window), problem);
    window.findChild<MessageBar *>()->hide();
    count->click();
    auto *list = window.findChild<ProblemsPane *>();
    QVERIFY(list->isVisible());
    QCOMPARE(list->model().rowCount(), 1);
    QTest::keyClick(list->focusProxy(), Qt::Key_Return);
    QCOMPARE(shownMessage(window), problem);
    QVERIFY(QFile::setPermissions(path(u"secret"_s), everybodyReads));
    QTRY_VERIFY(!count->isVisible());
    QTRY_COMPARE(list->model().rowCount(), 0);
    QTRY_COMPARE(shownMessage(window), QString());
}

void TestMainWindow::aMessageCoversNothing()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    const auto *pane = window.findChild<SettingsPane *>();
    const auto placeOf = [&window](const QWidget *part) {
        return QRect(part->mapTo(&window, QPoint()), part->size());
    };
    window.openFolder(path(u"nowhere"_s));
    QVERIFY(!shownMessage(window).isEmpty());
    auto *bar = window.findChild<MessageBar *>();
    QTRY_VERIFY(placeOf(bar).bottom() < placeOf(pane).top());
    QCOMPARE(bar->width(), window.centralWidget()->width());
    window.resize(QSize(640, 400));
    QTRY_VERIFY(bar->height() >= bar->heightForWidth(bar->width()));
    QVERIFY(placeOf(bar).bottom() < placeOf(pane).top());
    bar->findChild<QToolButton *>()->click();
    QCOMPARE(shownMessage(window), QString());
    QTRY_COMPARE(placeOf(pane).top(), placeOf(window.centralWidget()).top());
}

void TestMainWindow::valuesKeepTheirShareOfANarrowWindow()
{
    MainWindow window;
    window.resize(1200, 700);
    window.show();
    QVERIFY(open(window, path({})));
    const QHeaderView *header = window.findChild<SettingsView *>()->header();
    const int wide = header->sectionSize(SettingsModel::ValueColumn);
    QVERIFY(wide > 100);
    window.resize(window.minimumSizeHint());
    QTRY_VERIFY(header->sectionSize(SettingsModel::ValueColumn) < wide);
    QVERIFY(header->sectionSize(SettingsModel::ValueColumn) >= header->width() / 4);
    window.resize(1200, 700);
    QTRY_COMPARE(header->sectionSize(SettingsModel::ValueColumn), wide);
}

void TestMainWindow::rememberedFoldersAreNewestFirstAndExist()
{
    const QString first = path({});
    const QString second = QDir(home({})).path();
    addRecentFolder(second);
    addRecentFolder(first);
    addRecentFolder(u"/nowhere/at/all"_s);
    addRecentFolder(second);
    QCOMPARE(recentFolders(), QStringList({second, first}));
    clearRecentFolders();
    QVERIFY(recentFolders().isEmpty());
}

void TestMainWindow::theLargestSizeOfAFileIsAPreference()
{
    QCOMPARE(maximumFileSize(), Limits().bytes);
    setMaximumFileSize(1000);
    QCOMPARE(maximumFileSize(), 1000);
    QSettings preferences(QSettings::IniFormat, QSettings::UserScope, u"Retune"_s, u"Retune"_s);
    preferences.setValue(u"maximumFileSize"_s, u"100M"_s);
    preferences.sync();
    QCOMPARE(maximumFileSize(), 100 * 1024 * 1024);
    preferences.setValue(u"maximumFileSize"_s, u"nonsense"_s);
    preferences.sync();
    QCOMPARE(maximumFileSize(), Limits().bytes);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
