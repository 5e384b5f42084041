#include "editor/editorpane.h"
#include "editor/findbar.h"
#include "editor/gotolinebar.h"
#include "editor/textview.h"
#include "tree/filteredit.h"
#include "tree/settingsview.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolButton>

using namespace retune;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestFindBar
    : public QObject
    , private WindowTest
{
    Q_OBJECT

    const QByteArray m_text = "{\r\n  \"one\": 1,\r\n  \"two\": \"One\",\r\n  \"anyone\": 1\r\n}\r\n"_ba;

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(u"a.json"_s), m_text);
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        QVERIFY(open(*m_window, path(u"a.json"_s)));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        text()->setFocus();
        text()->moveCursor(QTextCursor::Start);
    }
    void cleanup() { m_window.reset(); }

    void theKeyOfTheFilterFindsInTheText();
    void goesToTheHitWhileOneTypes();
    void goesFromHitToHitAndRound();
    void escapeGivesTheFocusBack();
    void theSelectedWordIsLookedFor();
    void oneHitIsReplacedAndTheNextIsShown();
    void tabGoesFromWhatIsFoundToWhatIsPutThere();
    void theButtonReplacesOneAfterTheOther();
    void allHitsAreReplacedInOneStepOfUndo();
    void whatIsTypedIsCountedAnew();
    void aWrongExpressionIsToldAndNothingIsFound();
    void aLongTextIsSearchedWithoutHoldingTheWindow();
    void goesToALineAndColumn_data();
    void goesToALineAndColumn();
    void aLineThatIsNotThereIsToldOf();
    void theStatusBarSaysWhereTheCursorIs();

private:
    TextView *text() const { return m_window->findChild<TextView *>(); }
    FindBar *bar() const { return m_window->findChild<FindBar *>(); }
    QLineEdit *field() const { return bar()->findChildren<QLineEdit *>().first(); }
    QString count() const { return bar()->findChild<QLabel *>()->text(); }
    QByteArray bytes() const { return m_window->workspace()->buffer(u"a.json"_s)->bytes(); }
    void press(QWidget *widget, const QKeySequence &key) const { QTest::keySequence(widget, key); }
    void look(const QString &needle)
    {
        press(text(), QKeySequence(u"Ctrl+F"_s));
        field()->setText(needle);
        QTRY_VERIFY(!count().isEmpty() && count() != u"searching…"_s);
    }
    bool statusHas(const QString &words) const
    {
        const QList<QLabel *> labels = m_window->statusBar()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestFindBar::theKeyOfTheFilterFindsInTheText()
{
    press(text(), QKeySequence(u"Ctrl+F"_s));
    QVERIFY(bar()->isVisible());
    QCOMPARE(QApplication::focusWidget(), field());
    auto *tree = m_window->findChild<SettingsView *>();
    tree->setFocus();
    press(tree, QKeySequence(u"Ctrl+F"_s));
    QCOMPARE(QApplication::focusWidget(), m_window->findChild<FilterEdit *>());
}

void TestFindBar::goesToTheHitWhileOneTypes()
{
    press(text(), QKeySequence(u"Ctrl+F"_s));
    QTest::keyClicks(field(), u"two"_s);
    QTRY_COMPARE(text()->textCursor().selectedText(), u"two"_s);
    QCOMPARE(count(), u"1 of 1"_s);
    QTest::keyClicks(field(), u"x"_s);
    QTRY_COMPARE(count(), u"not found"_s);
}

void TestFindBar::goesFromHitToHitAndRound()
{
    look(u"one"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(count(), u"2 of 3"_s);
    QTest::keyClick(field(), Qt::Key_F3);
    QCOMPARE(count(), u"3 of 3"_s);
    QTest::keyClick(field(), Qt::Key_F3);
    QCOMPARE(count(), u"1 of 3"_s);
    QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count(), u"3 of 3"_s);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(count(), u"2 of 3"_s);
}

void TestFindBar::escapeGivesTheFocusBack()
{
    look(u"two"_s);
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(!bar()->isVisible());
    QCOMPARE(QApplication::focusWidget(), text());
    QTest::keyClick(text(), Qt::Key_F3); // what was looked for is still known
    QTRY_COMPARE(text()->textCursor().selectedText(), u"two"_s);
    QCOMPARE(QApplication::focusWidget(), text());
}

void TestFindBar::theSelectedWordIsLookedFor()
{
    QVERIFY(text()->find(u"two"_s));
    press(text(), QKeySequence(u"Ctrl+F"_s));
    QCOMPARE(field()->text(), u"two"_s);
    QTRY_COMPARE(count(), u"1 of 1"_s);
}

void TestFindBar::oneHitIsReplacedAndTheNextIsShown()
{
    press(text(), QKeySequence(u"Ctrl+H"_s));
    field()->setText(u"one"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    QLineEdit *replacement = bar()->findChildren<QLineEdit *>().last();
    QVERIFY(replacement->isVisible());
    replacement->setText(u"oneone"_s);
    QTest::keyClick(replacement, Qt::Key_Return);
    QVERIFY(bytes().contains("\"oneone\": 1"));
    QTRY_COMPARE(text()->textCursor().selectedText(), u"One"_s); // not what was just put there
}

void TestFindBar::tabGoesFromWhatIsFoundToWhatIsPutThere()
{
    press(text(), QKeySequence(u"Ctrl+H"_s));
    QTest::keyClicks(field(), u"one"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    QStringList way;
    for (int step = 0; step < 4; ++step) {
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        const QWidget *focused = m_window->focusWidget();
        const auto *button = qobject_cast<const QAbstractButton *>(focused);
        way += button ? button->text().remove(u'&') : focused->accessibleName();
    }
    QCOMPARE(way, QStringList({u"Replace with"_s, u"Replace"_s, u"Replace All"_s, u"Aa"_s}));
    for (int step = 0; step < 4; ++step)
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab);
    QCOMPARE(m_window->focusWidget(), field());
}

void TestFindBar::theButtonReplacesOneAfterTheOther()
{
    press(text(), QKeySequence(u"Ctrl+H"_s));
    QTest::keyClicks(field(), u"one"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    bar()->findChildren<QLineEdit *>().last()->setText(u"x"_s);
    auto *replace = bar()->findChildren<QPushButton *>().first();
    replace->setFocus();
    for (int left = 3; left > 0; --left) {
        QTRY_COMPARE(count(), u"1 of %1"_s.arg(left));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Space);
    }
    QTRY_COMPARE(count(), u"not found"_s);
    QCOMPARE(bytes(), "{\r\n  \"x\": 1,\r\n  \"two\": \"x\",\r\n  \"anyx\": 1\r\n}\r\n"_ba);
    QCOMPARE(m_window->focusWidget(), field());
}

void TestFindBar::allHitsAreReplacedInOneStepOfUndo()
{
    press(text(), QKeySequence(u"Ctrl+H"_s));
    field()->setText(u"one"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    bar()->findChildren<QLineEdit *>().last()->setText(u"你好"_s);
    bar()->findChildren<QPushButton *>().last()->click();
    QCOMPARE(bytes(), "{\r\n  \"你好\": 1,\r\n  \"two\": \"你好\",\r\n  \"any你好\": 1\r\n}\r\n"_ba);
    QTRY_COMPARE(count(), u"not found"_s);
    text()->undo();
    QCOMPARE(bytes(), m_text);
    QTRY_VERIFY(count().endsWith(u"3"_s) || count() == u"3 hits"_s);
}

void TestFindBar::whatIsTypedIsCountedAnew()
{
    look(u"one"_s);
    text()->moveCursor(QTextCursor::End);
    QTest::keyClicks(text(), u"one one"_s);
    QTRY_COMPARE(count(), u"5 hits"_s);
}

void TestFindBar::aWrongExpressionIsToldAndNothingIsFound()
{
    press(text(), QKeySequence(u"Ctrl+F"_s));
    for (QToolButton *button : bar()->findChildren<QToolButton *>())
        button->setChecked(button->isChecked() || button->text() == u".*"_s);
    field()->setText(u"(one"_s);
    QTRY_COMPARE(count(), u"no regular expression"_s);
    QVERIFY(!field()->toolTip().isEmpty());
}

void TestFindBar::aLongTextIsSearchedWithoutHoldingTheWindow()
{
    QByteArray lines = "[\n"_ba;
    while (lines.size() < 1'000'000)
        lines += "  \"key = value, and something more\",\n";
    lines += "  \"last\"\n]\n";
    m_window->workspace()->buffer(u"a.json"_s)->setBytes(lines);
    QTRY_VERIFY(text()->isComplete());
    press(text(), QKeySequence(u"Ctrl+F"_s));
    qint64 longest = 0;
    for (const QChar key : u"last"_s) {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(field(), key.toLatin1());
        longest = std::max(longest, timer.elapsed());
    }
    QTRY_COMPARE(text()->textCursor().selectedText(), u"last"_s);
    QVERIFY2(longest < 200,
             qPrintable(QString::number(longest))); // 10 times what it takes on a machine at rest
}

void TestFindBar::goesToALineAndColumn_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("where");
    QTest::newRow("a line") << u"3"_s << u"Line 3, column 1"_s;
    QTest::newRow("a line and a column") << u"3:5"_s << u"Line 3, column 5"_s;
    QTest::newRow("a column behind the end of the line") << u"1:50"_s << u"Line 1, column 2"_s;
}

void TestFindBar::goesToALineAndColumn()
{
    QFETCH(QString, typed);
    QFETCH(QString, where);
    press(text(), QKeySequence(u"Ctrl+G"_s));
    auto *line = m_window->findChild<GoToLineBar *>()->findChild<QLineEdit *>();
    QCOMPARE(QApplication::focusWidget(), line);
    line->setText(typed);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(!line->isVisible());
    QCOMPARE(QApplication::focusWidget(), text());
    QVERIFY(statusHas(where));
}

void TestFindBar::aLineThatIsNotThereIsToldOf()
{
    press(text(), QKeySequence(u"Ctrl+G"_s));
    auto *asking = m_window->findChild<GoToLineBar *>();
    for (const QString &typed : {u"99"_s, u"x"_s, u"0"_s}) {
        asking->findChild<QLineEdit *>()->setText(typed);
        QTest::keyClick(asking->findChild<QLineEdit *>(), Qt::Key_Return);
        QVERIFY(asking->isVisible());
        QCOMPARE(asking->findChildren<QLabel *>().first()->text(),
                 u"expected a line from 1 to 6, such as 12 or 12:5"_s);
    }
    QTest::keyClick(asking->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!asking->isVisible());
    QCOMPARE(QApplication::focusWidget(), text());
}

void TestFindBar::theStatusBarSaysWhereTheCursorIs()
{
    text()->moveCursor(QTextCursor::Down);
    text()->moveCursor(QTextCursor::Right);
    QVERIFY(statusHas(u"Line 2, column 2"_s));
    text()->moveCursor(QTextCursor::Right, QTextCursor::KeepAnchor);
    text()->moveCursor(QTextCursor::Right, QTextCursor::KeepAnchor);
    QVERIFY(statusHas(u"Line 2, column 4 (2 characters selected)"_s));
}

} // namespace

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
