#include "editor/conflictbar.h"
#include "editor/textview.h"
#include "log/logview.h"
#include "run/runbar.h"
#include "style/screenfit.h"
#include "tree/memberform.h"
#include "tree/nameform.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/codebar.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QScreen>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStatusBar>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// What is left of a screen of 1280 × 800 at 200 %.
constexpr QSize smallestWindow(640, 400);

/// How the panes share the window, on small screens above all.
class TestPaneLayout
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingFitsASmallScreen();
    void thePanesOfASmallWindowHaveTheirShares();
    void theButtonsOfAConflictGoBelowItWhereThereIsNoRoom();
    void aWindowOfALargerScreenIsBroughtOntoThisOne();
    void dialogsAndFormsFitASmallScreen();
    void whatIsBeyondTheRoomIsBroughtIntoIt_data();
    void whatIsBeyondTheRoomIsBroughtIntoIt();
    void aPaneThatIsDraggedToNothingIsHiddenAndComesBack();
    void aPaneComesBackAsLargeAsItWas();
    void hiddenPanesStayHidden();
    void aPlaceThatIsGoneToIsShown();
    void keysGoFromPaneToPane();
    void aKeyOpensTheContextMenu();

private:
    Actions &actions() const { return *m_window->findChild<Actions *>(); }
    QSplitter *splitterAbove(const QWidget *pane) const
    {
        return qobject_cast<QSplitter *>(pane->parentWidget());
    }
    void makeWindow();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestPaneLayout::init()
{
    makeHome();
    write(path(u"a.json"_s), "{\"first\": 1}\n");
    QVERIFY(QDir().mkpath(path(u"plugins"_s)));
    write(path(u"plugins/a-script-with-quite-a-long-name-that-has-no-place-to-break.js"_s), "1\n");
    makeWindow();
}

void TestPaneLayout::cleanup()
{
    m_window.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
}

void TestPaneLayout::makeWindow()
{
    m_window = std::make_unique<MainWindow>();
    StoreOptions options;
    options.codeFolder = u"plugins"_s;
    m_window->setStoreOptions(options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(open(*m_window, path(u"a.json"_s)));
}

void TestPaneLayout::everythingFitsASmallScreen()
{
    actions().runProgram->trigger();
    m_window->findChild<RunBar *>()->setOutcome(u"exit code 1 after a long time"_s, true);
    m_window->showHint(path(u"a/path/that/is/long/and/has/no/place/to/break/but/its/strokes/all/along"_s));
    QVERIFY(m_window->findChild<CodeBar *>()->isVisible());
    QCoreApplication::processEvents();
    const QSize least = m_window->minimumSizeHint();
    QVERIFY2(least.width() <= smallestWindow.width() && least.height() <= smallestWindow.height(),
             qPrintable(u"%1 × %2"_s.arg(least.width()).arg(least.height())));

    m_window->findChild<RunBar *>()->hide();
    m_window->findChild<MessageBar *>()->hide();
    m_window->findChild<CodeBar *>()->hide();
    m_window->resize(smallestWindow);
    const QWidget *bottom = m_window->findChild<BottomPane *>();
    const auto bottomOf = [this](const QWidget *widget) {
        return widget->mapTo(m_window.get(), QPoint(0, widget->height())).y();
    };
    QTRY_COMPARE(bottomOf(m_window->statusBar()), smallestWindow.height());
    QVERIFY(bottomOf(bottom) <= smallestWindow.height() - m_window->statusBar()->height());
    QVERIFY(m_window->findChild<TextView *>()->viewport()->height() > 30);
    QVERIFY(m_window->findChild<SettingsView *>()->viewport()->height() > 30);
    QVERIFY(m_window->findChild<LogView *>()->viewport()->height() > 10);
}

void TestPaneLayout::thePanesOfASmallWindowHaveTheirShares()
{
    cleanup();
    makeHome(); // where no layout is remembered
    m_window = std::make_unique<MainWindow>();
    m_window->resize(smallestWindow);
    m_window->show();
    const int settings = m_window->findChild<SettingsPane *>()->width();
    QVERIFY2(settings > 200 && settings < 280, qPrintable(QString::number(settings)));
    QVERIFY(m_window->findChild<BottomPane *>()->height() < 120);
}

void TestPaneLayout::theButtonsOfAConflictGoBelowItWhereThereIsNoRoom()
{
    QVERIFY(m_window->workspace()->buffer(u"a.json"_s)->setValue({u"first"_s}, Value::integer(2)));
    write(path(u"a.json"_s), "{\"first\": 3}\n");
    auto *bar = m_window->findChild<ConflictBar *>();
    QTRY_VERIFY(bar->isVisible());
    const auto areInside = [bar] {
        const QList<QPushButton *> buttons = bar->findChildren<QPushButton *>();
        return std::all_of(buttons.begin(), buttons.end(), [bar](const QPushButton *button) {
            const QRect place(button->mapTo(bar, QPoint()), button->size());
            return bar->rect().contains(place) && button->width() >= button->minimumSizeHint().width();
        });
    };
    m_window->resize(1200, 700);
    QTRY_VERIFY(areInside());
    const int high = bar->height();
    m_window->resize(smallestWindow);
    splitterAbove(m_window->findChild<SettingsPane *>())->setSizes({270, 370});
    QTRY_VERIFY(bar->height() > high);
    QTRY_VERIFY(areInside());
    m_window->resize(1200, 700);
    QTRY_COMPARE(bar->height(), high);
}

void TestPaneLayout::aWindowOfALargerScreenIsBroughtOntoThisOne()
{
    const QRect screen = m_window->screen()->availableGeometry();
    m_window->setGeometry(screen.right() + 500, screen.bottom() + 300, 2 * screen.width(),
                          2 * screen.height());
    QCoreApplication::processEvents();
    QVERIFY(!screen.intersects(m_window->frameGeometry()));
    m_window->close();
    makeWindow();
    QVERIFY2(screen.contains(m_window->geometry()),
             qPrintable(QDebug::toString(m_window->geometry()) + QDebug::toString(screen)));
}

void TestPaneLayout::dialogsAndFormsFitASmallScreen()
{
    const QSize room = smallestWindow - QSize(8, 40);
    actions().preferences->trigger();
    actions().listShortcuts->trigger();
    for (const QDialog *dialog : m_window->findChildren<QDialog *>()) {
        const QSize least = dialog->minimumSizeHint();
        QVERIFY2(least.boundedTo(room) == least,
                 qPrintable(QDebug::toString(dialog) + QDebug::toString(least)));
    }
    QCOMPARE(m_window->findChildren<QDialog *>().size(), 2);
    for (QDialog *dialog : m_window->findChildren<QDialog *>())
        dialog->close();

    m_window->resize(smallestWindow);
    QCoreApplication::processEvents();
    auto *tree = m_window->findChild<SettingsView *>();
    tree->setCurrentIndex(m_window->findChild<SettingsModel *>()->nodeIndex(u"a.json"_s, {u"first"_s}));
    actions().addSetting->trigger();
    QVERIFY(m_window->rect().contains(m_window->findChild<MemberForm *>()->geometry()));
    QTest::keyClick(m_window->findChild<MemberForm *>(), Qt::Key_Escape);
    actions().newFile->trigger();
    QVERIFY(m_window->rect().contains(m_window->findChild<NameForm *>()->geometry()));
}

void TestPaneLayout::whatIsBeyondTheRoomIsBroughtIntoIt_data()
{
    QTest::addColumn<QRect>("window");
    QTest::addColumn<QRect>("fitted");
    QTest::newRow("what is in it stays") << QRect(10, 20, 300, 200) << QRect(10, 20, 300, 200);
    QTest::newRow("what is too far to the right") << QRect(900, 20, 300, 200) << QRect(500, 20, 300, 200);
    QTest::newRow("what is too far up") << QRect(10, -50, 300, 200) << QRect(10, 0, 300, 200);
    QTest::newRow("what is too large") << QRect(10, 20, 3000, 200) << QRect(0, 20, 800, 200);
    QTest::newRow("all at once") << QRect(-2000, 900, 3000, 2000) << QRect(0, 0, 800, 600);
}

void TestPaneLayout::whatIsBeyondTheRoomIsBroughtIntoIt()
{
    QFETCH(const QRect, window);
    QTEST(fittedTo(window, QRect(0, 0, 800, 600)), "fitted");
}

void TestPaneLayout::aPaneThatIsDraggedToNothingIsHiddenAndComesBack()
{
    auto *bottom = m_window->findChild<BottomPane *>();
    QSplitter *rows = splitterAbove(bottom);
    QSplitterHandle *handle = rows->handle(1);
    QTest::mousePress(handle, Qt::LeftButton);
    QTest::mouseMove(handle, QPoint(0, rows->height()));
    QTest::mouseRelease(handle, Qt::LeftButton);
    QTRY_VERIFY(!bottom->isVisible());
    QVERIFY(!actions().showLog->isChecked());
    actions().showLog->trigger();
    QVERIFY(bottom->isVisible());
    QTRY_VERIFY(bottom->height() > 100);
}

void TestPaneLayout::aPaneComesBackAsLargeAsItWas()
{
    auto *settings = m_window->findChild<SettingsPane *>();
    auto *bottom = m_window->findChild<BottomPane *>();
    splitterAbove(settings)->setSizes({300, 900});
    splitterAbove(bottom)->setSizes({500, 150});
    const int width = settings->width();
    const int height = bottom->height();
    for (QAction *shown : {actions().showSettings, actions().showLog}) {
        shown->trigger();
        QCoreApplication::processEvents();
        shown->trigger();
        QCoreApplication::processEvents();
    }
    QCOMPARE(settings->width(), width);
    QCOMPARE(bottom->height(), height);
}

void TestPaneLayout::hiddenPanesStayHidden()
{
    actions().showSettings->trigger();
    actions().showLog->trigger();
    m_window->close();
    makeWindow();
    QVERIFY(!m_window->findChild<SettingsPane *>()->isVisible());
    QVERIFY(!m_window->findChild<BottomPane *>()->isVisible());
    QVERIFY(!actions().showLog->isChecked());
    QVERIFY(m_window->findChild<TextView *>()->isVisible());
}

void TestPaneLayout::aPlaceThatIsGoneToIsShown()
{
    actions().showSettings->trigger();
    actions().showText->trigger();
    QVERIFY(!m_window->findChild<TextView *>()->isVisible());
    Q_EMIT m_window->findChild<LogPane *>()->placeRequested(u"a.json"_s, {1, 1});
    QVERIFY(m_window->findChild<TextView *>()->isVisible());
    actions().filter->trigger();
    QVERIFY(m_window->findChild<SettingsPane *>()->isVisible());
}

void TestPaneLayout::keysGoFromPaneToPane()
{
    m_window->findChild<CodeBar *>()->hide();
    auto *tree = m_window->findChild<SettingsView *>();
    auto *text = m_window->findChild<TextView *>();
    QTRY_VERIFY(m_window->findChild<LogView *>()->isVisible()); // as soon as it has a row
    tree->setFocus();
    press(Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), text);
    press(Qt::Key_Tab);
    QVERIFY(text->toPlainText().contains(u'\t')); // a text is where it is typed
    press(Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), m_window->findChild<LogView *>());
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), text);
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), tree);
    press(Qt::Key_Backtab, Qt::ShiftModifier); // to the filter
    press(Qt::Key_F6);
    press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(QApplication::focusWidget() != tree &&
            tree->parentWidget()->parentWidget()->isAncestorOf(QApplication::focusWidget()));
}

void TestPaneLayout::aKeyOpensTheContextMenu()
{
    auto *tree = m_window->findChild<SettingsView *>();
    tree->setFocus();
    bool hasMenu = false;
    QTimer closing; // the menu has a loop of its own
    connect(&closing, &QTimer::timeout, this, [&hasMenu] {
        if (QWidget *menu = QApplication::activePopupWidget()) {
            hasMenu = true;
            menu->close();
        }
    });
    closing.start(10);
    press(Qt::Key_F10, Qt::ShiftModifier);
    QTRY_VERIFY(hasMenu);
}

} // namespace

QTEST_MAIN(TestPaneLayout)
#include "tst_panelayout.moc"
