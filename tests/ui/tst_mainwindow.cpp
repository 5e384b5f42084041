#include "editor/editorpane.h"
#include "log/logmodel.h"
#include "log/logpane.h"
#include "tree/settingsmodel.h"
#include "window/drafts.h"
#include "window/mainwindow.h"
#include "window/messagebar.h"
#include "window/preferences.h"

#include <retune/edit/workspace.h>
#include <retune/store/store.h>

#include <QtCore/QFile>
#include <QtCore/QSemaphore>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly) && file.write(text) == text.size(), qPrintable(path));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool open(MainWindow &window, const QString &path)
{
    QSignalSpy opened(&window, &MainWindow::folderOpened);
    window.openFolder(path);
    return opened.count() == 1 || opened.wait();
}

QString shownMessage(const MainWindow &window)
{
    const auto *bar = window.findChild<MessageBar *>();
    return bar->isVisibleTo(&window) ? bar->accessibleName() : QString();
}

QStringList logTexts(MainWindow &window, LogEntry::Kind kind)
{
    LogModel &model = window.findChild<LogPane *>()->model();
    model.flush();
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.entry(row).kind == kind)
            texts += model.entry(row).text;
    }
    return texts;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensAFolderAndShowsItsFirstFile();
    void opensTheFolderOfAFile();
    void opensTheFolderOfAnyOtherFileToo();
    void whatCannotBeOpenedIsSaid();
    void anEditIsSavedAndComesBackAsAReload();
    void aProblemIsToldOnceUntilItIsGone();
    void unsavedEditsComeBack();
    void unsavedEditsNeverReplaceWhatWasNotSeen();
    void unsavedEditsOutliveWhatStandsInTheirWay_data();
    void unsavedEditsOutliveWhatStandsInTheirWay();
    void unsavedEditsAreReadableByTheUserAlone();
    void aFolderOpenedInPlaceOfAnotherIsTheOnlyOneHeard();
    void rememberedFoldersAreNewestFirstAndExist();
    void theLargestSizeOfAFileIsAPreference();

private:
    QString path(const QString &name) const { return m_home->filePath(u"demo/"_s + name); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestMainWindow::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    qputenv("XDG_DATA_HOME", m_home->filePath(u"data"_s).toLocal8Bit());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->filePath(u"preferences"_s));
    QVERIFY(QDir(m_home->path()).mkpath(u"demo"_s));
    write(path(u"app.json"_s), R"({"a": 1})");
    write(path(u"server.json"_s), R"({"port": 8080})");
}

void TestMainWindow::opensAFolderAndShowsItsFirstFile()
{
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QCOMPARE(window.findChild<EditorPane *>()->currentPath(), u"app.json"_s);
    QCOMPARE(window.findChild<SettingsModel *>()->rowCount(), 2);
    QCOMPARE(shownMessage(window), QString());
}

void TestMainWindow::opensTheFolderOfAFile()
{
    MainWindow window;
    QVERIFY(open(window, path(u"server.json"_s)));
    QCOMPARE(window.folder(), m_home->filePath(u"demo"_s));
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
    QVERIFY(open(window, path(QString())));
    window.openFolder(path(u"nowhere"_s));
    QVERIFY2(shownMessage(window).contains(u"nowhere"_s), qPrintable(shownMessage(window)));
    QCOMPARE(window.folder(), m_home->filePath(u"demo"_s));
}

void TestMainWindow::anEditIsSavedAndComesBackAsAReload()
{
    MainWindow window;
    QVERIFY(open(window, path(QString())));
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
}

void TestMainWindow::aProblemIsToldOnceUntilItIsGone()
{
    write(path(u"broken.json"_s), R"({"a" 1})");
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Problem).size(), 1);
    const QString told = logTexts(window, LogEntry::Kind::Problem).first();
    QVERIFY2(told.startsWith(u"broken.json:1:6: "_s), qPrintable(told));
    write(path(u"broken.json"_s), R"({"a": 1})");
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Recovered).size(), 1);
    QCOMPARE(logTexts(window, LogEntry::Kind::Problem), QStringList{told});
    write(path(u"broken.json"_s), R"({"a" 1})");
    QTRY_COMPARE(logTexts(window, LogEntry::Kind::Problem).size(), 2);
}

void TestMainWindow::unsavedEditsComeBack()
{
    {
        MainWindow window;
        QVERIFY(open(window, path(QString())));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        QVERIFY(window.close());
    }
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    window.close();
    QVERIFY(keptDrafts(m_home->filePath(u"demo"_s)).isEmpty());
}

void TestMainWindow::unsavedEditsNeverReplaceWhatWasNotSeen()
{
    {
        MainWindow window;
        QVERIFY(open(window, path(QString())));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    }
    write(path(u"app.json"_s), R"({"a": 3})");
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
    QVERIFY(window.workspace()->conflict(u"app.json"_s));
    QSignalSpy failed(window.workspace(), &Workspace::saveFailed);
    window.workspace()->save(u"app.json"_s);
    QVERIFY(failed.count() == 1 || failed.wait());
    QCOMPARE(failed.first().at(1).value<Problem>().kind, ProblemKind::Conflict);
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 3})");
}

void TestMainWindow::unsavedEditsOutliveWhatStandsInTheirWay_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("a window that is closed before the folder is read") << u"early"_s;
    QTest::newRow("another window on the folder that has no edits") << u"other"_s;
    QTest::newRow("a file that is absent for a while") << u"absent"_s;
}

void TestMainWindow::unsavedEditsOutliveWhatStandsInTheirWay()
{
    QFETCH(QString, obstacle);
    MainWindow other;
    if (obstacle == u"other")
        QVERIFY(open(other, path(QString())));
    {
        MainWindow window;
        QVERIFY(open(window, path(QString())));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    }
    if (obstacle == u"early") {
        for (int i = 0; i < 500; ++i) // so many that they are not read before the window closes
            write(path(u"more%1.json"_s.arg(i)), "{}");
        MainWindow window;
        window.openFolder(path(QString()));
    } else if (obstacle == u"other") {
        other.close();
    } else {
        const QByteArray content = contentOf(path(u"app.json"_s));
        QVERIFY(QFile::remove(path(u"app.json"_s)));
        {
            MainWindow window;
            QVERIFY(open(window, path(QString())));
        }
        write(path(u"app.json"_s), content);
    }
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
}

void TestMainWindow::unsavedEditsAreReadableByTheUserAlone()
{
    QVERIFY(keepDrafts(u"/some/folder"_s, {{u"a.json"_s, "{}", "{ }"}}));
    QDir drafts(m_home->filePath(u"data/retune/drafts"_s));
    const QFileInfoList files = drafts.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(int(files.first().permissions() & (QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                QFileDevice::ReadOther | QFileDevice::WriteOther)),
             0);
    QCOMPARE(keptDrafts(u"/some/folder"_s), (QList<Draft>{{u"a.json"_s, "{}", "{ }"}}));
    QVERIFY(keptDrafts(u"/another/folder"_s).isEmpty());
}

void TestMainWindow::aFolderOpenedInPlaceOfAnotherIsTheOnlyOneHeard()
{
    QVERIFY(QDir(m_home->path()).mkpath(u"other"_s));
    write(m_home->filePath(u"other/x.json"_s), "{}");
    MainWindow window;
    QVERIFY(open(window, path(QString())));
    QSemaphore sent;
    connect(
        window.store(), &Store::reloaded, window.store(), [&sent] { sent.release(); }, Qt::DirectConnection);
    write(path(u"app.json"_s), R"({"a": 2})");
    QVERIFY(sent.tryAcquire(1, 5000)); // the reload is on its way to the window now

    QVERIFY(open(window, m_home->filePath(u"other"_s)));
    QCoreApplication::processEvents();
    QCOMPARE(logTexts(window, LogEntry::Kind::Reload), QStringList());
    QCOMPARE(window.findChild<SettingsModel *>()->rowCount(), 1);
}

void TestMainWindow::rememberedFoldersAreNewestFirstAndExist()
{
    const QString first = m_home->filePath(u"demo"_s);
    const QString second = m_home->path();
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
