// What the items of the menus do that every program has, and the log when it is cleared.

#include "changes/changespane.h"
#include "changes/foldertimeline.h"
#include "editor/textview.h"
#include "log/logview.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestMenuItems
    : public QObject
    , private WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"a.json"_s), m_text);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(open(*m_window, path(u"a.json"_s)));
        text()->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void revertTakesBackAllEditsInOneStep();
    void aClosedFolderKeepsItsEditsForTheNextTime();
    void aNewWindowIsAskedFor();
    void theClipboardIsThatOfTheWidgetWithTheFocus();
    void onlyWhatCanBeDoneIsOffered();
    void eachPageIsGoneTo_data();
    void eachPageIsGoneTo();
    void aHiddenTextIsShownToBeSearched();
    void theChosenFileIsOpenedAndClosedWhole();
    void ofVeryManyOpenRowsTheFirstAreRemembered();
    void theTextIsMadeLargerAndSmaller();
    void aClearedLogCanBeHadBack();
    void aClearedLogGoesOnFollowing();

private:
    Actions &actions() const { return *m_window->findChild<Actions *>(); }
    TextView *text() const { return m_window->findChild<TextView *>(); }
    SettingsView *tree() const { return m_window->findChild<SettingsView *>(); }
    LogModel &log() const { return m_window->findChild<LogPane *>()->model(); }
    Buffer *buffer() const { return m_window->workspace()->buffer(u"a.json"_s); }
    QAction *item(const QString &name) const
    {
        for (QAction *menu : m_window->menuBar()->actions()) {
            Q_EMIT menu->menu()->aboutToShow();
            for (QAction *action : menu->menu()->actions()) {
                if (plainText(*action) == name)
                    return action;
            }
        }
        return nullptr;
    }
    QToolButton *tool(const QString &tip) const
    {
        for (QToolButton *button : m_window->findChildren<QToolButton *>()) {
            if (button->toolTip() == tip)
                return button;
        }
        return nullptr;
    }
    void fillLog()
    {
        for (int i = 0; i < 300; ++i)
            m_window->appendWorkerLine(QDateTime::currentDateTime(), u"line"_s);
        log().flush();
    }

    const QByteArray m_text = "{\"a\": {\"b\": {\"c\": 1}}, \"d\": 2}\n"_ba;
    std::unique_ptr<MainWindow> m_window;
};

void TestMenuItems::revertTakesBackAllEditsInOneStep()
{
    QVERIFY(!actions().revert->isEnabled());
    buffer()->setBytes("{\"d\": 3}\n"_ba);
    buffer()->setBytes("{\"d\": 4}\n"_ba);
    actions().revert->trigger();
    QCOMPARE(buffer()->bytes(), m_text);
    QVERIFY(!actions().revert->isEnabled());
    buffer()->undo();
    QCOMPARE(buffer()->bytes(), "{\"d\": 4}\n"_ba);
}

void TestMenuItems::aClosedFolderKeepsItsEditsForTheNextTime()
{
    buffer()->setBytes("{\"d\": 3}\n"_ba);
    actions().closeFolder->trigger();
    QVERIFY(m_window->folder().isEmpty());
    QVERIFY(!actions().closeFolder->isEnabled());
    QCOMPARE(m_window->windowTitle(), u"Retune"_s);
    QVERIFY(open(*m_window, path(u"a.json"_s)));
    QCOMPARE(buffer()->bytes(), "{\"d\": 3}\n"_ba);
}

void TestMenuItems::aNewWindowIsAskedFor()
{
    QSignalSpy asked(m_window.get(), &MainWindow::newWindowRequested);
    item(u"New Window"_s)->trigger();
    QCOMPARE(asked.count(), 1);
}

void TestMenuItems::theClipboardIsThatOfTheWidgetWithTheFocus()
{
    item(u"Select All"_s)->trigger();
    item(u"Copy"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(m_text));
    item(u"Cut"_s)->trigger();
    QCOMPARE(buffer()->bytes(), QByteArray());
    item(u"Paste"_s)->trigger();
    QCOMPARE(buffer()->bytes(), m_text);
    tree()->setFocus();
    tree()->setCurrentIndex(m_window->findChild<SettingsModel *>()->nodeIndex(u"a.json"_s, {u"d"_s}));
    item(u"Copy"_s)->trigger();
    QVERIFY2(QGuiApplication::clipboard()->text().contains(u"d"_s) &&
                 QGuiApplication::clipboard()->text().size() < 20,
             qPrintable(QGuiApplication::clipboard()->text()));
}

void TestMenuItems::onlyWhatCanBeDoneIsOffered()
{
    text()->moveCursor(QTextCursor::Start);
    QVERIFY(!item(u"Cut"_s)->isEnabled());
    QVERIFY(item(u"Paste"_s)->isEnabled());
    text()->selectAll();
    QVERIFY(item(u"Cut"_s)->isEnabled());
    tree()->setFocus();
    QVERIFY(!item(u"Paste"_s)->isEnabled());
    QVERIFY(item(u"Select All"_s)->isEnabled());
}

void TestMenuItems::eachPageIsGoneTo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::newRow("the text") << u"Text"_s << u"Ctrl+Shift+T"_s;
    QTest::newRow("the log") << u"Log"_s << u"Ctrl+Shift+O"_s;
    QTest::newRow("the history") << u"History"_s << u"Ctrl+Shift+H"_s;
    QTest::newRow("the changes") << u"Changes"_s << u"Ctrl+Shift+D"_s;
}

void TestMenuItems::eachPageIsGoneTo()
{
    QFETCH(QString, name);
    QFETCH(QString, key);
    fillLog(); // an empty log says so in place of its rows
    actions().showLog->setChecked(false);
    actions().showText->setChecked(false);
    tree()->setFocus();
    QTest::keySequence(m_window.get(), QKeySequence(key));
    const QHash<QString, QWidget *> pages{{u"Text"_s, text()},
                                          {u"Log"_s, m_window->findChild<LogView *>()},
                                          {u"History"_s, m_window->findChild<FolderTimeline *>()},
                                          {u"Changes"_s, m_window->findChild<ChangesPane *>()}};
    QVERIFY(pages.value(name)->isVisible());
    if (name == u"Text"_s || name == u"Log"_s)
        QCOMPARE(QApplication::focusWidget(), pages.value(name));
}

void TestMenuItems::aHiddenTextIsShownToBeSearched()
{
    for (const QString &name : {u"Replace in Text"_s, u"Go to Line"_s}) {
        actions().showText->setChecked(false);
        QVERIFY(!text()->isVisible());
        QVERIFY(item(name));
        item(name)->trigger();
        QVERIFY(text()->isVisible());
    }
}

void TestMenuItems::theChosenFileIsOpenedAndClosedWhole()
{
    const auto *model = m_window->findChild<SettingsModel *>();
    const QModelIndex file = model->fileIndex(u"a.json"_s);
    const QModelIndex deep = model->nodeIndex(u"a.json"_s, {u"a"_s, u"b"_s});
    tree()->setCurrentIndex(model->nodeIndex(u"a.json"_s, {u"d"_s}));
    actions().collapseAll->trigger();
    QVERIFY(!tree()->isExpanded(file) && !tree()->isExpanded(deep) && !tree()->isExpanded(deep.parent()));
    QCOMPARE(tree()->currentIndex(), file);
    actions().expandAll->trigger();
    QVERIFY(tree()->isExpanded(file) && tree()->isExpanded(deep) && tree()->isExpanded(deep.parent()));
    actions().collapseAll->trigger();
    QTest::keyClick(tree(), Qt::Key_Asterisk);
    QVERIFY(tree()->isExpanded(file) && tree()->isExpanded(deep) && tree()->isExpanded(deep.parent()));
}

void TestMenuItems::ofVeryManyOpenRowsTheFirstAreRemembered()
{
    QByteArray text = "{";
    for (int i = 0; i < 3'000; ++i)
        text += "\"k" + QByteArray::number(i) + "\": {\"a\": 1},";
    write(path(u"b.json"_s), text + "\"last\": 1}");
    const auto *model = m_window->findChild<SettingsModel *>();
    QTRY_VERIFY(model->fileIndex(u"b.json"_s).isValid());
    tree()->setCurrentIndex(model->fileIndex(u"b.json"_s));
    actions().expandAll->trigger();
    const auto open = tree()->treeState().expanded;
    QCOMPARE(open.size(), TreeState::maximumExpanded);
    QCOMPARE(open.first().first, u"a.json"_s);
    QCOMPARE(open.last().first, u"b.json"_s);
}

void TestMenuItems::theTextIsMadeLargerAndSmaller()
{
    const int usual = text()->font().pointSize();
    QTest::keyClick(text(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(text(), Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(text()->font().pointSize(), usual + 2);
    QCOMPARE(preferredTextSize(), usual + 2);
    QTest::keyClick(text(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(text()->font().pointSize(), usual + 1);
    item(u"Usual Text Size"_s)->trigger();
    QCOMPARE(text()->font().pointSize(), usual);
    QCOMPARE(preferredTextSize(), 0);
}

void TestMenuItems::aClearedLogCanBeHadBack()
{
    fillLog();
    const int rows = log().rowCount();
    tool(u"Clear the log"_s)->click();
    QCOMPARE(log().rowCount(), 0);
    QCOMPARE(shownMessage(*m_window), u"The log was cleared."_s);
    m_window->appendWorkerLine(QDateTime::currentDateTime(), u"newer"_s);
    log().flush();
    QCOMPARE(log().rowCount(), 1);
    for (QPushButton *button : m_window->findChild<MessageBar *>()->findChildren<QPushButton *>()) {
        if (button->text() == u"Undo"_s)
            button->click();
    }
    QCOMPARE(log().rowCount(), rows + 1);
    QCOMPARE(log().entry(rows).text, u"newer"_s);
}

void TestMenuItems::aClearedLogGoesOnFollowing()
{
    auto *view = m_window->findChild<LogView *>();
    fillLog();
    QVERIFY(view->verticalScrollBar()->value() == view->verticalScrollBar()->maximum());
    tool(u"Clear the log"_s)->click();
    QCoreApplication::processEvents();
    fillLog();
    QVERIFY(view->verticalScrollBar()->maximum() > 0);
    QCOMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
}

} // namespace

QTEST_MAIN(TestMenuItems)
#include "tst_menuitems.moc"
