#include "editor/editorpane.h"
#include "editor/textview.h"
#include "style/emptystate.h"
#include "style/theme.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/preferences.h"
#include "window/preferencesdialog.h"
#include "window/shortcutlist.h"
#include "windowtest.h"

#include <retune/format/format.h>

#include <QtCore/QDirIterator>
#include <QtCore/QLockFile>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeWidget>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// What makes the window stay as its user left it, and explain itself.
class TestComfort
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void whereTheUserWasComesBack();
    void whereTheUserWasComesBackAfterACrash();
    void whereTheUserWasComesBackInAFolderThatIsOpenedAgainAtOnce();
    void aGivenFileIsShownWhateverWasChosenBefore();
    void theSessionIsReadableByTheUserAlone();
    void aChosenThemeIsTheOneOfTheMenu();
    void aChosenTextSizeHoldsAtOnce();
    void theLanguageIsKeptForTheNextStart();
    void theLimitsOfTheHistoryAreKept();
    void theTableOfNamesIsThatOfTheLibrary();
    void everyKeyOfTheMenusIsListed();
    void aboutTellsVersionAndLicence();
    void whereTheFilterFindsNothingEverythingIsAKeyAway();

private:
    Actions &actions() const { return *m_window->findChild<Actions *>(); }
    void makeWindow();
    void restart();
    QString keptFile() const;
    QByteArray kept() const { return contentOf(keptFile()); }
    QStringList otherThan(Theme theme) const;
    QString chosenKey() const { return m_window->findChild<SettingsPane *>()->currentKey().toString(); }
    template<typename Dialog>
    Dialog *openedBy(QAction *action) const
    {
        action->trigger();
        return m_window->findChild<Dialog *>();
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestComfort::init()
{
    makeHome();
    write(path(u"a.json"_s), "{\"first\": {\"x\": 1, \"y\": 2}, \"other\": {\"z\": 3}}\n");
    write(path(u"b.json"_s), "{\"http\": {\"port\": 80,\n \"host\": \"here\"},\n \"log\": {\"level\": 1}}\n");
    makeWindow();
    QVERIFY(open(*m_window, path({})));
}

void TestComfort::cleanup()
{
    m_window.reset();
}

void TestComfort::makeWindow()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestComfort::restart()
{
    m_window->close();
    makeWindow();
    QVERIFY(open(*m_window, path({})));
}

/// Where the user was in the first folder; empty where that was not written yet.
QString TestComfort::keptFile() const
{
    QDirIterator files(home(u"data/retune/sessions"_s), {u"*.json"_s}, QDir::Files);
    return files.hasNext() ? files.next() : QString();
}

void TestComfort::whereTheUserWasComesBack()
{
    auto *view = m_window->findChild<SettingsView *>();
    view->collapse(m_window->findChild<SettingsModel *>()->nodeIndex(u"a.json"_s, KeyPath{u"first"_s}));
    view->setCurrentIndex(valueOf(*m_window, u"b.json"_s, KeyPath{u"http"_s, u"host"_s}));
    m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
    m_window->findChild<BottomPane *>()->setCurrentIndex(1);
    const int cursor = m_window->findChild<TextView *>()->textCursor().position();
    QVERIFY(cursor > 0);

    restart();

    view = m_window->findChild<SettingsView *>();
    const auto *model = m_window->findChild<SettingsModel *>();
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"b.json"_s);
    QCOMPARE(chosenKey(), u"http.host"_s);
    QCOMPARE(m_window->findChild<TextView *>()->textCursor().position(), cursor);
    QCOMPARE(m_window->findChild<QTabWidget *>()->currentIndex(), 1);
    QCOMPARE(m_window->findChild<BottomPane *>()->currentIndex(), 1);
    QVERIFY(!view->isExpanded(model->nodeIndex(u"a.json"_s, KeyPath{u"first"_s})));
    QVERIFY(view->isExpanded(model->nodeIndex(u"a.json"_s, KeyPath{u"other"_s})));
}

/// A program that is killed runs no code at its end: what a second window sees was written before.
void TestComfort::whereTheUserWasComesBackAfterACrash()
{
    m_window->findChild<SettingsView *>()->setCurrentIndex(
        valueOf(*m_window, u"b.json"_s, KeyPath{u"log"_s, u"level"_s}));
    QTRY_VERIFY(kept().contains("log.level"));
    MainWindow second;
    QVERIFY(open(second, path({})));
    QCOMPARE(second.findChild<SettingsPane *>()->currentKey().toString(), u"log.level"_s);
}

/// Also where the disk takes its time.
void TestComfort::whereTheUserWasComesBackInAFolderThatIsOpenedAgainAtOnce()
{
    auto *view = m_window->findChild<SettingsView *>();
    view->setCurrentIndex(valueOf(*m_window, u"a.json"_s, KeyPath{u"other"_s, u"z"_s}));
    QTRY_VERIFY(kept().contains("other.z"));
    view->setCurrentIndex(valueOf(*m_window, u"b.json"_s, KeyPath{u"log"_s, u"level"_s}));
    QLockFile slow(keptFile() + u".lock"_s); // as another window holds it that writes
    QVERIFY(slow.lock());
    m_window->openFolder(home({}));
    QVERIFY(open(*m_window, path({})));
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"b.json"_s);
    QCOMPARE(chosenKey(), u"log.level"_s);
}

void TestComfort::aGivenFileIsShownWhateverWasChosenBefore()
{
    m_window->findChild<SettingsView *>()->setCurrentIndex(
        valueOf(*m_window, u"b.json"_s, KeyPath{u"log"_s, u"level"_s}));
    m_window->findChild<QTabWidget *>()->setCurrentIndex(1);
    m_window->close();
    makeWindow();
    QVERIFY(open(*m_window, path(u"a.json"_s)));
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"a.json"_s);
    QCOMPARE(m_window->findChild<QTabWidget *>()->currentIndex(), 0);
}

void TestComfort::theSessionIsReadableByTheUserAlone()
{
    m_window->close();
    m_window.reset(); // waits for what is being written
    QVERIFY(!keptFile().isEmpty());
    const QFileDevice::Permissions others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(keptFile()) & others, QFileDevice::Permissions());
}

// Preferences

/// The panes that are not drawn in the colours of a theme.
QStringList TestComfort::otherThan(Theme theme) const
{
    QStringList wrong;
    for (const QWidget *pane :
         QList<QWidget *>{m_window.get(), m_window->findChild<SettingsView *>(),
                          m_window->findChild<TextView *>(), m_window->findChild<BottomPane *>()}) {
        if (isDark(pane->palette()) != (theme == Theme::Dark))
            wrong.append(QString::fromLatin1(pane->metaObject()->className()));
    }
    return wrong;
}

void TestComfort::aChosenThemeIsTheOneOfTheMenu()
{
    auto *dialog = openedBy<PreferencesDialog>(actions().preferences);
    QVERIFY(dialog);
    QComboBox *themes = nullptr;
    for (QComboBox *box : dialog->findChildren<QComboBox *>()) {
        if (box->count() == 3 && box->itemText(2) == plainText(*actions().theme(Theme::Dark)))
            themes = box;
    }
    QVERIFY(themes);
    QTest::keyClick(themes, Qt::Key_End);
    QVERIFY(actions().theme(Theme::Dark)->isChecked());
    QCOMPARE(preferredTheme(), Theme::Dark);
    QVERIFY(isDark(QApplication::palette()));
    QTRY_COMPARE(otherThan(Theme::Dark), QStringList());
    actions().theme(Theme::Light)->trigger();
    QCOMPARE(themes->currentIndex(), 1);
    QTRY_COMPARE(otherThan(Theme::Light), QStringList());
}

void TestComfort::aChosenTextSizeHoldsAtOnce()
{
    auto *dialog = openedBy<PreferencesDialog>(actions().preferences);
    dialog->findChild<QSpinBox *>(u"textSize"_s)->setValue(19);
    QCOMPARE(m_window->findChild<TextView *>()->font().pointSize(), 19);
    restart();
    QCOMPARE(m_window->findChild<TextView *>()->font().pointSize(), 19);
}

void TestComfort::theLanguageIsKeptForTheNextStart()
{
    auto *dialog = openedBy<PreferencesDialog>(actions().preferences);
    QTest::keyClick(dialog->findChild<QComboBox *>(u"language"_s), Qt::Key_End);
    QCOMPARE(preferredLanguage(), u"zh_CN"_s);
}

void TestComfort::theLimitsOfTheHistoryAreKept()
{
    QCOMPARE(historyLimits().days, 365);
    auto *dialog = openedBy<PreferencesDialog>(actions().preferences);
    dialog->findChild<QSpinBox *>(u"historyDays"_s)->setValue(30);
    dialog->findChild<QSpinBox *>(u"historySize"_s)->setValue(12);
    QCOMPARE(historyLimits().days, 30);
    QCOMPARE(historyLimits().megabytes, 12);
}

void TestComfort::theTableOfNamesIsThatOfTheLibrary()
{
    auto *names = openedBy<PreferencesDialog>(actions().preferences)->findChild<QTreeWidget *>();
    QCOMPARE(names->topLevelItemCount(), int(formatRules().size()));
    QCOMPARE(names->topLevelItem(0)->text(0), formatRules().front().pattern);
    QCOMPARE(names->topLevelItem(0)->text(1), format(formatRules().front().format).name());
}

// Help

void TestComfort::everyKeyOfTheMenusIsListed()
{
    const auto *list = openedBy<ShortcutList>(actions().listShortcuts)->findChild<QTreeWidget *>();
    QStringList missing;
    for (const QAction *action : actions().findChildren<QAction *>()) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString text = plainText(*action);
        bool isListed = keys.isEmpty();
        for (const QTreeWidgetItem *item : list->findItems(text, Qt::MatchExactly | Qt::MatchRecursive))
            isListed = isListed || item->text(1).startsWith(keys);
        if (!isListed)
            missing.append(text);
    }
    QCOMPARE(missing, QStringList());
}

void TestComfort::aboutTellsVersionAndLicence()
{
    const auto *box = openedBy<QMessageBox>(actions().about);
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains(QLatin1String(qVersion())), qPrintable(box->informativeText()));
    QVERIFY(box->informativeText().contains(u"MIT"_s));
}

void TestComfort::whereTheFilterFindsNothingEverythingIsAKeyAway()
{
    auto *settings = m_window->findChild<SettingsPane *>();
    auto *filter = settings->findChild<QLineEdit *>();
    QTest::keyClicks(filter, u"nothing like this"_s);
    auto *empty = settings->findChild<EmptyState *>();
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"Nothing matches"_s);
    QTest::keyClick(empty->findChild<QPushButton *>(), Qt::Key_Space);
    QCOMPARE(filter->text(), QString());
    QTRY_VERIFY(m_window->findChild<SettingsView *>()->isVisible());
}

} // namespace

QTEST_MAIN(TestComfort)
#include "tst_comfort.moc"
