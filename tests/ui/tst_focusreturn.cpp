// Where the focus is when a bar goes.

#include "editor/textview.h"
#include "run/runbar.h"
#include "style/focusreturn.h"
#include "window/actions.h"
#include "window/codebar.h"
#include "windowtest.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestFocusReturn
    : public QObject
    , private WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void theRunBarGivesTheFocusBackToTheText_data();
    void theRunBarGivesTheFocusBackToTheText();
    void theBarOfCodeGivesTheFocusBack();
    void nothingIsClickedByABlankWhereNothingHadTheFocus();
};

void TestFocusReturn::theRunBarGivesTheFocusBackToTheText_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("by Esc") << true;
    QTest::newRow("by its cross") << false;
}

void TestFocusReturn::theRunBarGivesTheFocusBackToTheText()
{
    QFETCH(bool, byKey);
    makeHome();
    write(path(u"a.json"_s), "{}"_ba);
    MainWindow window;
    window.show();
    QVERIFY(open(window, path(u"a.json"_s)));
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *text = window.findChild<TextView *>();
    text->setFocus();
    window.findChild<Actions *>()->runProgram->trigger();
    auto *bar = window.findChild<RunBar *>();
    QVERIFY(bar->isAncestorOf(QApplication::focusWidget()));
    if (byKey)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    else
        bar->findChildren<QToolButton *>().last()->click();
    QVERIFY(!bar->isVisible());
    QCOMPARE(QApplication::focusWidget(), text);
}

void TestFocusReturn::theBarOfCodeGivesTheFocusBack()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *field = new QLineEdit;
    auto *bar = new CodeBar(&window);
    layout->addWidget(new QPushButton(u"Live"_s));
    layout->addWidget(bar);
    layout->addWidget(new QPushButton(u"Delete"_s));
    layout->addWidget(field);
    connect(bar, &CodeBar::allowed, bar, [bar] { bar->ask({}); });
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field->setFocus();
    bar->ask({u"a.js"_s});
    auto *run = bar->findChildren<QPushButton *>().first();
    run->setFocus(); // as a click does
    run->click();
    QVERIFY(!bar->isVisible());
    QCOMPARE(QApplication::focusWidget(), field);
}

void TestFocusReturn::nothingIsClickedByABlankWhereNothingHadTheFocus()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *bar = new QWidget;
    auto *inner = new QPushButton(bar);
    auto *live = new QPushButton;
    layout->addWidget(bar);
    layout->addWidget(live);
    new FocusReturn(bar);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    inner->setFocus();
    bar->hide();
    QVERIFY(!live->hasFocus());
}

} // namespace

QTEST_MAIN(TestFocusReturn)
#include "tst_focusreturn.moc"
