#include "busythreads.h"
#include "tree/nameform.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/drafts.h"
#include "window/filename.h"
#include "window/folderaccess.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/format/edit.h>
#include <retune/format/format.h>

#include <QtGui/QAction>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// What is done with whole files from the tree.
class TestFileActions
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

public Q_SLOTS:
    void noteUrl(const QUrl &url) { m_urls += url.toLocalFile(); }

private Q_SLOTS:
    void init();
    void aNewFileHasTheFormatOfItsName_data();
    void aNewFileHasTheFormatOfItsName();
    void namesThatWouldNotBeShownAreRefused_data();
    void namesThatWouldNotBeShownAreRefused();
    void aNewFileNeverReplacesAnother();
    void theWindowGoesOnWhileANewFileIsMade();
    void whatBecomesOfANewFileIsToldWithoutItsFormToo();
    void anEmptyFolderOffersANewFile();
    void aRenamedFileTakesItsUnsavedEditsAlong();
    void aRenamedFileTakesItsLiveSwitchAlong();
    void aFileIsRenamedWithTheKeysOfFileManagers();
    void aFileIsAsOpenInTheTreeAsBefore();
    void aFileThatIsBeingSavedIsNeitherRenamedNorTrashed();
    void aFileThatOthersRenameDuringASaveIsMadeAnew();
    void aRenameNeverReplacesAnotherFile();
    void aRenameTakesNoNameThatWouldNotBeShown();
    void aRenameSaysWhatTheNameMeans();
    void theKeysOfAFileAreNotThoseOfItsSettings();
    void aTrashedFileIsPutBackWithItsUnsavedEdits_data();
    void aTrashedFileIsPutBackWithItsUnsavedEdits();
    void severalTrashedFilesArePutBackOneAfterTheOther();
    void aTrashedFileWhoseNameIsTakenIsNotInTheWayOfOthers();
    void aTrashedFileIsNotMadeAnewBySavingAll();
    void editsOfATrashedFileOutliveTheWindow();
    void filesAreOpenedElsewhere();
    void whatCannotBeWrittenIsMarked();
    void aReadOnlyFolderIsSaidSo();

private:
    static void choose(MainWindow &window, const QString &path)
    {
        auto *view = window.findChild<SettingsView *>();
        view->setCurrentIndex(window.findChild<SettingsModel *>()->fileIndex(path));
        QCOMPARE(window.findChild<SettingsPane *>()->currentFile(), path);
    }
    /// Types a name into the form that is open, over the one that stands there, and presses Enter.
    static NameForm *type(MainWindow &window, const QString &name)
    {
        auto *form = window.findChild<NameForm *>();
        if (!form)
            return nullptr;
        auto *line = form->findChild<QLineEdit *>();
        line->selectAll();
        QTest::keyClicks(line, name);
        QTest::keyClick(line, Qt::Key_Return);
        return form;
    }
    static Actions &actions(MainWindow &window) { return *window.findChild<Actions *>(); }
    static bool isInTree(MainWindow &window, const QString &path)
    {
        return window.findChild<SettingsModel *>()->fileIndex(path).isValid();
    }

    QStringList m_urls;
};

void TestFileActions::init()
{
    makeHome();
    qputenv("HOME", home({}).toLocal8Bit()); // for the trash
    write(path(u"app.json"_s), R"({"a": 1})");
    write(path(u"server.json"_s), R"({"port": 8080})");
}

void TestFileActions::aNewFileHasTheFormatOfItsName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::newRow("JSON") << u"new.json"_s << u"JSON"_s;
    QTest::newRow("JSON with comments") << u"new.jsonc"_s << u"JSONC"_s;
    QTest::newRow("TOML") << u"new.toml"_s << u"TOML"_s;
    QTest::newRow("YAML") << u"new.yaml"_s << u"YAML"_s;
    QTest::newRow("INI") << u"new.ini"_s << u"INI"_s;
    QTest::newRow("environment") << u".env"_s << u".env"_s;
    QTest::newRow("properties") << u"new.properties"_s << u"properties"_s;
    QTest::newRow("Python") << u"my_setting.py"_s << u"Python"_s;
    QTest::newRow("systemd") << u"new.service"_s << u"systemd"_s;
}

void TestFileActions::aNewFileHasTheFormatOfItsName()
{
    QFETCH(const QString, name);
    QFETCH(const QString, format);
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    actions(window).newFile->trigger();
    auto *form = window.findChild<NameForm *>();
    QVERIFY(form);
    auto *line = form->findChild<QLineEdit *>();
    QTest::keyClicks(line, name);
    QVERIFY2(form->accessibleDescription().contains(format), qPrintable(form->accessibleDescription()));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(isInTree(window, name));
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), name);
    QVERIFY(window.store()->problems().isEmpty());
    QVERIFY(!window.findChild<NameForm *>() || window.findChild<NameForm *>()->isHidden());
    // It is there to be filled.
    Buffer *buffer = window.workspace()->buffer(name);
    QVERIFY(buffer);
    QVERIFY(buffer->document());
}

void TestFileActions::namesThatWouldNotBeShownAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("no name") << QString() << u"Expected a name"_s;
    QTest::newRow("a folder") << u"sub/"_s << u"Expected a name"_s;
    QTest::newRow("outside of the folder") << u"../x.json"_s << u"within the folder"_s;
    QTest::newRow("an absolute path") << u"/tmp/x.json"_s << u"within the folder"_s;
    QTest::newRow("no settings file") << u"notes.txt"_s << u"no settings file by its name"_s;
    QTest::newRow("a backup") << u"x.json~"_s << u"no settings file by its name"_s;
    QTest::newRow("a Python program") << u"main.py"_s << u"no settings file by its name"_s;
}

void TestFileActions::namesThatWouldNotBeShownAreRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, part);
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    actions(window).newFile->trigger();
    const NameForm *form = type(window, name);
    QVERIFY(form && form->isVisible());
    QVERIFY2(form->accessibleDescription().contains(part), qPrintable(form->accessibleDescription()));
    QTest::keyClick(form->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(form->isHidden());
    QCOMPARE(QDir(path({})).entryList(QDir::Files).size(), 2);
}

void TestFileActions::aNewFileNeverReplacesAnother()
{
    write(path(u"empty.json"_s), "{}\n"); // holds what a new file would
    for (const QString &name : {u"app.json"_s, u"empty.json"_s}) {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        actions(window).newFile->trigger();
        const NameForm *form = type(window, name);
        QVERIFY(form && form->isVisible());
        QTRY_VERIFY2(form->accessibleDescription().contains(u"There is a file"_s),
                     qPrintable(form->accessibleDescription()));
    }
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
}

void TestFileActions::theWindowGoesOnWhileANewFileIsMade()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    const auto made = [&] {
        return logTexts(window, LogEntry::Kind::Info).filter(u"made as an empty"_s).size();
    };
    {
        const BusyThreads busy;
        actions(window).newFile->trigger();
        NameForm *form = type(window, u"new.json"_s);
        QVERIFY(form);
        QVERIFY(!QFileInfo::exists(path(u"new.json"_s)));
        QTest::keyClick(form->findChild<QLineEdit *>(), Qt::Key_Return); // once more
        QCOMPARE(made(), 0);
    }
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"new.json"_s);
    QCOMPARE(made(), 1);
    QVERIFY(!window.findChild<NameForm *>() || window.findChild<NameForm *>()->isHidden());
    QVERIFY(shownMessage(window).isEmpty());
}

void TestFileActions::whatBecomesOfANewFileIsToldWithoutItsFormToo()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    {
        const BusyThreads busy;
        actions(window).newFile->trigger();
        NameForm *form = type(window, u"new.json"_s);
        QVERIFY(form);
        QTest::keyClick(form->findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(form->isHidden());
        write(path(u"new.json"_s), "{}"); // another program was faster
    }
    QTRY_VERIFY2(shownMessage(window).contains(u"There is a file new.json already"_s),
                 qPrintable(shownMessage(window)));
}

void TestFileActions::anEmptyFolderOffersANewFile()
{
    QVERIFY(QDir(home({})).mkpath(u"other"_s));
    MainWindow window;
    window.show();
    QVERIFY(open(window, home(u"other"_s)));
    QPushButton *button = nullptr;
    for (QPushButton *candidate : window.findChild<SettingsPane *>()->findChildren<QPushButton *>()) {
        if (candidate->isVisible())
            button = candidate;
    }
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(type(window, u"first.toml"_s));
    QTRY_VERIFY(isInTree(window, u"first.toml"_s));
}

void TestFileActions::aRenamedFileTakesItsUnsavedEditsAlong()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    choose(window, u"app.json"_s);
    actions(window).renameFile->trigger();
    QVERIFY(type(window, u"other.json"_s));
    QCOMPARE(contentOf(path(u"other.json"_s)), R"({"a": 1})");
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
    QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"other.json"_s});
    QCOMPARE(window.workspace()->buffer(u"other.json"_s)->bytes(), R"({"a": 2})");
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"other.json"_s);
    QTRY_VERIFY(!isInTree(window, u"app.json"_s));
    QVERIFY(!window.workspace()->conflict(u"other.json"_s));
    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"other.json"_s)), R"({"a": 2})");
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
}

void TestFileActions::aRenamedFileTakesItsLiveSwitchAlong()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    choose(window, u"app.json"_s);
    actions(window).liveApply->trigger();
    actions(window).liveApplyFile->trigger(); // all but this one
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    actions(window).renameFile->trigger();
    QVERIFY(type(window, u"other.json"_s));
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"other.json"_s);
    QVERIFY(!actions(window).liveApplyFile->isChecked());
    QCOMPARE(liveSwitches(path({})), (LiveSwitches{true, {{u"other.json"_s, false}}}));
    QVERIFY(window.workspace()->waitForSaves());
    QCOMPARE(contentOf(path(u"other.json"_s)), R"({"a": 1})");
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"other.json"_s});
}

void TestFileActions::aFileIsRenamedWithTheKeysOfFileManagers()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    choose(window, u"app.json"_s);
    auto *view = window.findChild<SettingsView *>();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    QVERIFY2(window.findChild<NameForm *>(), qPrintable(shownMessage(window)));
    QVERIFY(type(window, u"other.json"_s));
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"other.json"_s);
    view->setFocus();
    view->setCurrentIndex(window.findChild<SettingsModel *>()->nodeIndex(u"other.json"_s, {u"a"_s}));
    QTest::keyClick(view, Qt::Key_F2); // that edits the value
    QVERIFY(!window.findChild<NameForm *>());
    QVERIFY(view->isAncestorOf(QApplication::focusWidget()));
}

/// With another name, and when it is put back from the trash.
void TestFileActions::aFileIsAsOpenInTheTreeAsBefore()
{
    write(path(u"app.json"_s), R"({"open": {"a": 1}, "closed": {"b": 1}})");
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    const auto rows = [&window](const QString &file) {
        const SettingsModel &model = *window.findChild<SettingsModel *>();
        QStringList open;
        for (const auto &[path, key] : window.findChild<SettingsView *>()->treeState().expanded) {
            if (path == file && model.hasChildren(model.nodeIndex(path, key)))
                open.append(key.toString());
        }
        return open;
    };
    choose(window, u"app.json"_s);
    auto *view = window.findChild<SettingsView *>();
    view->expandFile();
    view->collapse(window.findChild<SettingsModel *>()->nodeIndex(u"app.json"_s, {u"closed"_s}));
    const QStringList before = rows(u"app.json"_s);
    QCOMPARE(before, (QStringList{QString(), u"open"_s}));
    actions(window).renameFile->trigger();
    QVERIFY(type(window, u"other.json"_s));
    QTRY_COMPARE(window.findChild<SettingsPane *>()->currentFile(), u"other.json"_s);
    QTRY_COMPARE(rows(u"other.json"_s), before);
    actions(window).trashFile->trigger();
    QTRY_VERIFY(!isInTree(window, u"other.json"_s));
    actions(window).putFileBack->trigger();
    QTRY_COMPARE(rows(u"other.json"_s), before);
}

void TestFileActions::aFileThatIsBeingSavedIsNeitherRenamedNorTrashed()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    choose(window, u"app.json"_s);
    {
        const BusyThreads busy;
        window.workspace()->save(u"app.json"_s);
        actions(window).renameFile->trigger();
        const NameForm *form = type(window, u"other.json"_s);
        QVERIFY(form && form->isVisible());
        QVERIFY2(form->accessibleDescription().contains(u"just being saved"_s),
                 qPrintable(form->accessibleDescription()));
        actions(window).trashFile->trigger();
        QVERIFY2(shownMessage(window).contains(u"just being saved"_s), qPrintable(shownMessage(window)));
        QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    }
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    QTRY_VERIFY(window.workspace()->modifiedPaths().isEmpty());
    QVERIFY(type(window, u"other.json"_s)); // the form is still there
    QCOMPARE(contentOf(path(u"other.json"_s)), R"({"a": 2})");
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
}

/// Another program renames it, at the worst moment: what is saved goes to the name that the window knows, and neither is lost.
void TestFileActions::aFileThatOthersRenameDuringASaveIsMadeAnew()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    {
        const BusyThreads busy;
        window.workspace()->save(u"app.json"_s);
        QVERIFY(QFile::rename(path(u"app.json"_s), path(u"other.json"_s)));
    }
    QTRY_COMPARE(contentOf(path(u"app.json"_s)), R"({"a": 2})");
    QCOMPARE(contentOf(path(u"other.json"_s)), R"({"a": 1})");
}

void TestFileActions::aRenameNeverReplacesAnotherFile()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    choose(window, u"app.json"_s);
    actions(window).renameFile->trigger();
    const NameForm *form = type(window, u"server.json"_s);
    QVERIFY(form && form->isVisible());
    QVERIFY2(form->accessibleDescription().contains(u"already"_s), qPrintable(form->accessibleDescription()));
    QCOMPARE(contentOf(path(u"server.json"_s)), R"({"port": 8080})");
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
}

void TestFileActions::aRenameTakesNoNameThatWouldNotBeShown()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    choose(window, u"app.json"_s);
    actions(window).renameFile->trigger();
    const NameForm *form = type(window, u"notes.txt"_s);
    QVERIFY(form && form->isVisible());
    QVERIFY(QFile::exists(path(u"app.json"_s)));
    QVERIFY(!QFile::exists(path(u"notes.txt"_s)));
}

void TestFileActions::aRenameSaysWhatTheNameMeans()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    choose(window, u"app.json"_s);
    actions(window).renameFile->trigger();
    auto *form = window.findChild<NameForm *>();
    QCOMPARE(form->findChild<QLineEdit *>()->selectedText(), u"app"_s);
    form->findChild<QLineEdit *>()->setText(u"app.yaml"_s);
    QVERIFY2(form->accessibleDescription().contains(u"YAML instead of JSON"_s),
             qPrintable(form->accessibleDescription()));
    // A name that is taken is told before Enter.
    form->findChild<QLineEdit *>()->setText(u"server.json"_s);
    QVERIFY2(form->accessibleDescription().contains(u"There is a file server.json already"_s),
             qPrintable(form->accessibleDescription()));
    form->findChild<QLineEdit *>()->setText(u"app.json"_s);
    QVERIFY2(form->accessibleDescription().contains(u"Format: JSON"_s),
             qPrintable(form->accessibleDescription()));
}

/// Delete on the row of a setting removes the setting, on that of a file it trashes the file, and neither does the other.
void TestFileActions::theKeysOfAFileAreNotThoseOfItsSettings()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(open(window, path({})));
    auto *view = window.findChild<SettingsView *>();
    view->setFocus();
    view->setCurrentIndex(valueOf(window, u"server.json"_s, {u"port"_s}));
    QTest::keyClick(view, Qt::Key_Delete);
    QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"server.json"_s});
    QVERIFY(QFileInfo::exists(path(u"server.json"_s)));
    choose(window, u"app.json"_s);
    QTest::keyClick(view, Qt::Key_Delete);
    QTRY_VERIFY(!QFileInfo::exists(path(u"app.json"_s)));
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    choose(window, u"app.json"_s);
    QTRY_VERIFY(actions(window).renameFile->isEnabled()); // as soon as the store has it again
    QTest::keyClick(view, Qt::Key_F2, Qt::ShiftModifier);
    QTRY_VERIFY(window.findChild<NameForm *>());
}

void TestFileActions::aTrashedFileIsPutBackWithItsUnsavedEdits_data()
{
    QTest::addColumn<bool>("waits");
    QTest::newRow("at once") << false;
    QTest::newRow("after it has left the tree") << true;
}

void TestFileActions::aTrashedFileIsPutBackWithItsUnsavedEdits()
{
    QFETCH(const bool, waits);
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    choose(window, u"app.json"_s);
    actions(window).trashFile->trigger();
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
    QVERIFY2(shownMessage(window).contains(u"unsaved edits are kept"_s), qPrintable(shownMessage(window)));
    if (waits)
        QTRY_VERIFY(!isInTree(window, u"app.json"_s));
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
    QTRY_VERIFY(isInTree(window, u"app.json"_s));
    QVERIFY(!actions(window).putFileBack->isEnabled());
    const QDir notes(home(u"data/Trash/info"_s));
    QCOMPARE(notes.entryList(QDir::Files), QStringList());
}

void TestFileActions::severalTrashedFilesArePutBackOneAfterTheOther()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    for (const QString &name : {u"app.json"_s, u"server.json"_s}) {
        choose(window, name);
        actions(window).trashFile->trigger();
        QVERIFY(!QFileInfo::exists(path(name)));
        QTRY_VERIFY(!isInTree(window, name));
    }
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"server.json"_s)), R"({"port": 8080})");
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
    QVERIFY(actions(window).putFileBack->isEnabled());
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    QVERIFY(!actions(window).putFileBack->isEnabled());
}

void TestFileActions::aTrashedFileWhoseNameIsTakenIsNotInTheWayOfOthers()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    for (const QString &name : {u"app.json"_s, u"server.json"_s}) {
        choose(window, name);
        actions(window).trashFile->trigger();
        QTRY_VERIFY(!isInTree(window, name));
    }
    write(path(u"server.json"_s), "{}");
    actions(window).putFileBack->trigger();
    QVERIFY2(shownMessage(window).startsWith(u"server.json was not put back"_s),
             qPrintable(shownMessage(window)));
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"app.json"_s)), R"({"a": 1})");
    QCOMPARE(contentOf(path(u"server.json"_s)), "{}");
    QVERIFY(QFile::remove(path(u"server.json"_s)));
    actions(window).putFileBack->trigger();
    QCOMPARE(contentOf(path(u"server.json"_s)), R"({"port": 8080})");
}

void TestFileActions::aTrashedFileIsNotMadeAnewBySavingAll()
{
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
    QVERIFY(window.workspace()->buffer(u"server.json"_s)->setValue({u"port"_s}, Value::integer(1)));
    choose(window, u"app.json"_s);
    actions(window).trashFile->trigger();
    QTRY_VERIFY(!isInTree(window, u"app.json"_s));
    window.workspace()->saveAll();
    QTRY_COMPARE(contentOf(path(u"server.json"_s)), R"({"port": 1})");
    QVERIFY(window.workspace()->waitForSaves());
    QVERIFY(!QFileInfo::exists(path(u"app.json"_s)));
}

void TestFileActions::editsOfATrashedFileOutliveTheWindow()
{
    {
        MainWindow window;
        window.show();
        QVERIFY(open(window, path({})));
        QVERIFY(window.workspace()->buffer(u"app.json"_s)->setValue({u"a"_s}, Value::integer(2)));
        choose(window, u"app.json"_s);
        actions(window).trashFile->trigger();
    }
    MainWindow window;
    QVERIFY(open(window, path({})));
    QCOMPARE(window.workspace()->modifiedPaths(), QStringList());
    write(path(u"app.json"_s), R"({"a": 1})"); // somebody puts it back
    QTRY_COMPARE(window.workspace()->modifiedPaths(), QStringList{u"app.json"_s});
    QCOMPARE(window.workspace()->buffer(u"app.json"_s)->bytes(), R"({"a": 2})");
}

void TestFileActions::filesAreOpenedElsewhere()
{
    QDesktopServices::setUrlHandler(u"file"_s, this, "noteUrl");
    MainWindow window;
    window.show();
    QVERIFY(open(window, path({})));
    choose(window, u"server.json"_s);
    actions(window).openInEditor->trigger();
    actions(window).showInFolder->trigger();
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(m_urls, (QStringList{path(u"server.json"_s), path({})}));
}

void TestFileActions::whatCannotBeWrittenIsMarked()
{
    MainWindow window;
    window.show();
    std::atomic<bool> isReadOnly = true;
    window.access().setWriteCheck(
        [&isReadOnly](const QString &file) { return !isReadOnly || !file.endsWith(u"server.json"_s); });
    QVERIFY(open(window, path({})));
    const auto mark = [&](const QString &path) {
        const QModelIndex row = window.findChild<SettingsModel *>()->fileIndex(path);
        return row.siblingAtColumn(SettingsModel::MarkColumn).data(Qt::AccessibleTextRole).toString();
    };
    QTRY_VERIFY2(mark(u"server.json"_s).contains(u"Read-only"_s), qPrintable(mark(u"server.json"_s)));
    QVERIFY(!mark(u"app.json"_s).contains(u"Read-only"_s));
    QVERIFY(!window.windowTitle().contains(u"read-only"_s));
    isReadOnly = false;
    window.access().look();
    QTRY_VERIFY(!mark(u"server.json"_s).contains(u"Read-only"_s));
}

void TestFileActions::aReadOnlyFolderIsSaidSo()
{
    MainWindow window;
    window.show();
    window.access().setWriteCheck([folder = path({})](const QString &file) { return file != folder; });
    QVERIFY(open(window, path({})));
    QTRY_VERIFY2(window.windowTitle().contains(u"(read-only)"_s), qPrintable(window.windowTitle()));
    QVERIFY2(shownMessage(window).contains(u"You may not write"_s), qPrintable(shownMessage(window)));
}

QTEST_MAIN(TestFileActions)
#include "tst_fileactions.moc"
