#include "editor/conflictbar.h"
#include "editor/editorpane.h"
#include "editor/textview.h"
#include "merge/clashcard.h"
#include "merge/mergepane.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/format/secret.h>
#include <retune/store/store.h>

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString file = u"app.toml"_s;
const QByteArray base = "# top\nhost = 'a'\nport = 1\ntoken = 'old'\n";

} // namespace

/// Merging a conflict in the window.
class TestMergePane
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void whatDoesNotClashIsMergedWithOneClick();
    void theMessageUndoesIt();
    void theMessageUndoesNothingElse();
    void theMessageGoesWithTheMergeThatIsUndone();
    void theChoiceIsInTheLog();
    void whoTypesBackWhatWasSavedIsToldOfTheDisk();
    void aClashIsAsked();
    void whatASaveAskedIsSaved();
    void anotherValueIsTyped();
    void aValueOfTheWrongKindIsNotTaken();
    void everythingCanBeDoneByKeyboard();
    void choicesStayWhileTheDiskMovesOn();
    void theQuestionEndsWithTheConflict();
    void backToTheTextKeepsTheChoices();
    void secretsAreMasked();
    void linesAreAskedWhereThereIsNoTree();
    void manyPlacesAreDecidedAtOnce();
    void whatCannotBeMergedIsSaid();
    void aDraftIsMergedAfterARestart();
    void savingIsNeverBlocked();

private:
    void makeConflict(const QByteArray &mine, const QByteArray &disk)
    {
        Buffer *buffer = workspace()->buffer(file);
        QVERIFY(buffer);
        buffer->replace({difference(buffer->bytes(), mine)});
        write(path(file), disk);
        QTRY_VERIFY(workspace()->conflict(file) && workspace()->conflict(file)->disk == disk);
        QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
    }
    void ask(const QByteArray &mine, const QByteArray &disk)
    {
        makeConflict(mine, disk);
        click(u"Merge"_s);
        QTRY_VERIFY_WITH_TIMEOUT(pane()->isVisible(), 30'000); // many places take long under a sanitizer
        QCoreApplication::processEvents();                     // the cards are laid out
    }
    Workspace *workspace() const { return m_window->workspace(); }
    Buffer &buffer() const { return *workspace()->buffer(file); }
    MergePane *pane() const { return m_window->findChild<MergePane *>(); }
    QList<ClashCard *> cards() const
    {
        QList<ClashCard *> cards = pane()->findChildren<ClashCard *>();
        std::sort(cards.begin(), cards.end(), [](const ClashCard *left, const ClashCard *right) {
            return left->mapTo(left->window(), QPoint()).y() < right->mapTo(right->window(), QPoint()).y();
        });
        return cards;
    }
    QAbstractButton *button(const QString &text) const
    {
        for (QAbstractButton *button : m_window->findChildren<QAbstractButton *>()) {
            if (button->text().remove(u'&') == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    void click(const QString &text) const
    {
        QVERIFY2(button(text), qPrintable(text));
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    static QRadioButton *choice(const ClashCard *card, const QString &text)
    {
        for (QRadioButton *button : card->findChildren<QRadioButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    static QStringList shownTexts(const ClashCard *card)
    {
        QStringList texts;
        for (const QLabel *label : card->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts;
    }

    std::unique_ptr<MainWindow> m_window;
};

void TestMergePane::init()
{
    makeHome();
    write(path(file), base);
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(open(*m_window, path({})));
}

void TestMergePane::whatDoesNotClashIsMergedWithOneClick()
{
    makeConflict("# top\nhost = 'b'\nport = 1\ntoken = 'old'\n",
                 "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    click(u"Merge"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n"_ba);
    QVERIFY(!workspace()->conflict(file));
    QVERIFY(!m_window->findChild<ConflictBar *>()->isVisible());
    QVERIFY(!pane()->isVisible());
    QCOMPARE(shownMessage(*m_window),
             u"app.toml was merged: your change of host is now in the text from disk."_s);
    workspace()->save(file);
    QTRY_COMPARE(contentOf(path(file)), "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n"_ba);
}

void TestMergePane::theMessageUndoesIt()
{
    const QByteArray mine = "# top\nhost = 'b'\nport = 1\ntoken = 'old'\n";
    makeConflict(mine, "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    click(u"Merge"_s);
    QTRY_VERIFY(!shownMessage(*m_window).isEmpty());
    click(u"Undo"_s);
    QCOMPARE(buffer().bytes(), mine);
    QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
}

void TestMergePane::theMessageUndoesNothingElse()
{
    makeConflict("# top\nhost = 'b'\nport = 1\ntoken = 'old'\n",
                 "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    click(u"Merge"_s);
    QTRY_VERIFY(!shownMessage(*m_window).isEmpty());
    buffer().replace({{{0, 5}, "# later"}});
    QTRY_COMPARE(shownMessage(*m_window), QString());
    QVERIFY(buffer().bytes().startsWith("# later\nhost = 'b'\nport = 2\n"));
}

void TestMergePane::theMessageGoesWithTheMergeThatIsUndone()
{
    const QByteArray mine = "# top\nhost = 'b'\nport = 3\ntoken = 'old'\n";
    makeConflict(mine, "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    workspace()->save(file);
    QTRY_VERIFY(pane()->isVisible());
    QTRY_COMPARE(cards().size(), 1);
    QCoreApplication::processEvents(); // the card is laid out
    choice(cards().constFirst(), u"On disk"_s)->click();
    click(u"Apply and Save"_s);
    QTRY_VERIFY(shownMessage(*m_window).startsWith(u"app.toml was merged"_s));
    QTRY_VERIFY(!buffer().isModified());
    while (buffer().bytes() != mine && buffer().canUndo())
        buffer().undo();
    QCOMPARE(buffer().bytes(), mine);
    QTRY_COMPARE(shownMessage(*m_window), QString());
}

void TestMergePane::theChoiceIsInTheLog()
{
    makeConflict("# top\nhost = 'b'\nport = 1\ntoken = 'old'\n",
                 "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    click(u"Keep mine"_s);
    QCOMPARE(logTexts(*m_window, LogEntry::Kind::Info).last(),
             u"Your text of app.toml is kept; the next save replaces the one on disk."_s);
}

void TestMergePane::whoTypesBackWhatWasSavedIsToldOfTheDisk()
{
    const QByteArray disk = "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n";
    makeConflict("# top\nhost = 'b'\nport = 1\ntoken = 'old'\n", disk);
    buffer().replace({difference(buffer().bytes(), base)});
    QTRY_COMPARE(buffer().bytes(), disk);
    const QString told = u"app.toml holds no edits of yours any more: its text is now the one on disk."_s;
    QTRY_COMPARE(shownMessage(*m_window), told);
    QCOMPARE(logTexts(*m_window, LogEntry::Kind::Info).last(), told);
    buffer().undo();
    QTRY_COMPARE(shownMessage(*m_window), QString());
}

void TestMergePane::aClashIsAsked()
{
    ask("# top\nhost = 'b'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    QCOMPARE(cards().size(), 1);
    const ClashCard *card = cards().first();
    QCOMPARE(shownTexts(card), QStringList({u"port"_s, u"Before: 1"_s, u"3"_s, u"2"_s}));
    QVERIFY(!button(u"Apply"_s)->isEnabled());
    QVERIFY(workspace()->conflict(file));
    QTest::mouseClick(choice(card, u"On disk"_s), Qt::LeftButton);
    QVERIFY(button(u"Apply"_s)->isEnabled());
    click(u"Apply"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n"_ba);
    QVERIFY(!pane()->isVisible());
    QVERIFY(m_window->findChild<TextView *>()->isVisible());
    buffer().undo();
    QCOMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 3\ntoken = 'old'\n"_ba);
    QTRY_VERIFY(workspace()->conflict(file));
    QCOMPARE(contentOf(path(file)),
             "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n"_ba); // nobody asked for a save
}

void TestMergePane::whatASaveAskedIsSaved()
{
    const QByteArray mine = "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n";
    makeConflict(mine, "# top\nhost = 'b'\nport = 3\ntoken = 'old'\n");
    workspace()->save(file);
    QTRY_VERIFY(pane()->isVisible());
    QTRY_COMPARE(cards().size(), 1);
    QCoreApplication::processEvents(); // the card is laid out
    choice(cards().constFirst(), u"Yours"_s)->click();
    click(u"Apply and Save"_s);
    const QByteArray merged = "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n";
    QTRY_COMPARE(contentOf(path(file)), merged);
    QTRY_VERIFY(!buffer().isModified());
    QVERIFY(!workspace()->conflict(file));
    QTRY_VERIFY(shownMessage(*m_window).startsWith(u"app.toml was merged"_s)); // with Undo
    click(u"Undo"_s);
    QCOMPARE(buffer().bytes(), mine);
}

void TestMergePane::anotherValueIsTyped()
{
    ask("# top\nhost = 'a'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    QTest::mouseClick(choice(cards().first(), u"Another value"_s), Qt::LeftButton);
    auto *own = cards().first()->findChild<QLineEdit *>();
    QCOMPARE(own->text(), u"3"_s);
    QTest::keyClicks(own, u"4711"_s);
    QCOMPARE(own->text(), u"4711"_s);
    click(u"Apply"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'a'\nport = 4711\ntoken = 'old'\n"_ba);
}

void TestMergePane::aValueOfTheWrongKindIsNotTaken()
{
    ask("# top\nhost = 'a'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    auto *own = cards().first()->findChild<QLineEdit *>();
    QTest::keyClicks(own, u"x"_s);
    QVERIFY(choice(cards().first(), u"Another value"_s)->isChecked());
    QVERIFY(!button(u"Apply"_s)->isEnabled());
    QVERIFY2(own->accessibleDescription().contains(u"expected"_s), qPrintable(own->accessibleDescription()));
    QTest::keyClick(own, Qt::Key_Backspace);
    QTest::keyClicks(own, u"5"_s);
    QVERIFY(button(u"Apply"_s)->isEnabled());
    QVERIFY(own->accessibleDescription().isEmpty());
}

void TestMergePane::everythingCanBeDoneByKeyboard()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    makeConflict("# top\nhost = 'b'\nport = 3\ntoken = 'old'\n",
                 "# top\nhost = 'c'\nport = 2\ntoken = 'old'\n");
    QTest::keyClick(m_window->focusWidget(), Qt::Key_M, Qt::AltModifier);
    QTRY_VERIFY(pane()->isVisible());
    const auto focus = [this] { return QApplication::focusWidget(); };
    QCOMPARE(focus(), choice(cards().first(), u"Yours"_s));
    QCOMPARE(focus()->accessibleName(), u"host: yours, b"_s);
    QTest::keyClick(focus(), Qt::Key_Space);
    QTest::keyClick(focus(), Qt::Key_Tab);
    QTest::keyClick(focus(), Qt::Key_Tab);
    QCOMPARE(focus(), choice(cards().last(), u"Yours"_s));
    QTest::keyClick(focus(), Qt::Key_Down);
    QTest::keyClick(focus(), Qt::Key_Space);
    QVERIFY(choice(cards().last(), u"On disk"_s)->isChecked());
    QVERIFY(button(u"Apply"_s)->isEnabled());
    QTest::keyClick(focus(), Qt::Key_A, Qt::AltModifier);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n"_ba);
    QTRY_COMPARE(focus(), m_window->findChild<TextView *>());
}

void TestMergePane::choicesStayWhileTheDiskMovesOn()
{
    ask("# top\nhost = 'b'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'c'\nport = 2\ntoken = 'old'\n");
    QCOMPARE(cards().size(), 2);
    choice(cards().first(), u"Yours"_s)->click();
    choice(cards().last(), u"Yours"_s)->click();
    QVERIFY(button(u"Apply"_s)->isEnabled());
    const ClashCard *host = cards().first();
    write(path(file), "# top\nhost = 'c'\nport = 9\ntoken = 'old'\n");
    QTRY_VERIFY(cards().size() == 2 && cards().last()->clash().disk->text == u"9");
    QCOMPARE(cards().first(), host);
    QVERIFY(choice(host, u"Yours"_s)->isChecked());
    QVERIFY(!choice(cards().last(), u"Yours"_s)->isChecked());
    QVERIFY(!button(u"Apply"_s)->isEnabled());
    QVERIFY(buffer().setValue({u"port"_s}, Value::integer(9)));
    QTRY_COMPARE(cards().size(), 1);
    QTRY_VERIFY(button(u"Apply"_s)->isEnabled());
    click(u"Apply"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 9\ntoken = 'old'\n"_ba);
}

void TestMergePane::theQuestionEndsWithTheConflict()
{
    ask("# top\nhost = 'a'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    click(u"Take disk"_s);
    QTRY_VERIFY(!pane()->isVisible());
    QVERIFY(m_window->findChild<TextView *>()->isVisible());
}

void TestMergePane::backToTheTextKeepsTheChoices()
{
    ask("# top\nhost = 'a'\nport = 3\ntoken = 'old'\n", "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    choice(cards().first(), u"On disk"_s)->click();
    QTest::keyClick(choice(cards().first(), u"On disk"_s), Qt::Key_Escape);
    QVERIFY(!pane()->isVisible());
    QVERIFY(workspace()->conflict(file));
    click(u"Merge"_s);
    QTRY_VERIFY(pane()->isVisible());
    QVERIFY(choice(cards().first(), u"On disk"_s)->isChecked());
    QTRY_VERIFY(button(u"Apply"_s)->isEnabled());
}

void TestMergePane::secretsAreMasked()
{
    ask("# top\nhost = 'b'\nport = 1\ntoken = 'mine!'\n", "# top\nhost = 'c'\nport = 1\ntoken = 'disk!'\n");
    const ClashCard *card = cards().last();
    const QString mask = secretMask();
    QCOMPARE(shownTexts(card), QStringList({u"token"_s, u"Before: "_s + mask, mask, mask}));
    for (const QRadioButton *button : card->findChildren<QRadioButton *>())
        QVERIFY2(!button->accessibleName().contains(u'!'), qPrintable(button->accessibleName()));
    QCOMPARE(card->findChild<QLineEdit *>()->echoMode(), QLineEdit::Password);
    QVERIFY(shownTexts(cards().first()).contains(u"b"_s));
    click(u"Show secrets"_s);
    QCOMPARE(shownTexts(card), QStringList({u"token"_s, u"Before: old"_s, u"mine!"_s, u"disk!"_s}));
    click(u"All yours"_s);
    click(u"Apply"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 1\ntoken = 'mine!'\n"_ba);
    QVERIFY(!shownMessage(*m_window).contains(u'!'));
}

void TestMergePane::linesAreAskedWhereThereIsNoTree()
{
    ask("# top\nhost = 'a'\nport = \n", "# top\nhost = 'a'\nport = 2\n");
    QCOMPARE(cards().size(), 1);
    QCOMPARE(cards().first()->accessibleName(), u"Line 3"_s);
    QVERIFY(!choice(cards().first(), u"Another value"_s));
    choice(cards().first(), u"Yours"_s)->click();
    click(u"Apply"_s);
    QTRY_VERIFY(!workspace()->conflict(file));
    QCOMPARE(buffer().bytes(), "# top\nhost = 'a'\nport = \n"_ba);
}

void TestMergePane::manyPlacesAreDecidedAtOnce()
{
    QByteArray mine;
    QByteArray disk;
    for (int i = 0; i < 300; ++i) {
        mine += "k" + QByteArray::number(i) + " = 1\n";
        disk += "k" + QByteArray::number(i) + " = 2\n";
    }
    ask(mine, disk);
    QCOMPARE(cards().size(), 200);
    click(u"All on disk"_s);
    QVERIFY(button(u"Apply"_s)->isEnabled());
    click(u"Apply"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!workspace()->conflict(file), 30'000);
    QVERIFY(!buffer().isModified());
    QCOMPARE(buffer().bytes(), disk);
}

void TestMergePane::whatCannotBeMergedIsSaid()
{
    makeConflict("host = 'b'\n", "host = '\xE9'\n");
    click(u"Merge"_s);
    QTRY_VERIFY2(shownMessage(*m_window).startsWith(u"app.toml was not merged: the text on disk"_s),
                 qPrintable(shownMessage(*m_window)));
    QVERIFY(!pane()->isVisible());
    QVERIFY(workspace()->conflict(file));
}

void TestMergePane::aDraftIsMergedAfterARestart()
{
    QVERIFY(workspace()->buffer(file)->setValue({u"host"_s}, Value::string(u"b"_s)));
    QVERIFY(m_window->close());
    m_window.reset();
    write(path(file), "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n");
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(open(*m_window, path({})));
    QTRY_VERIFY(m_window->findChild<ConflictBar *>()->isVisible());
    click(u"Merge"_s);
    QTRY_COMPARE(buffer().bytes(), "# top\nhost = 'b'\nport = 2\ntoken = 'old'\n"_ba);
}

void TestMergePane::savingIsNeverBlocked()
{
    const QByteArray mine = "# top\nhost = 'a'\nport = 3\ntoken = 'old'\n";
    const QByteArray disk = "# top\nhost = 'a'\nport = 2\ntoken = 'old'\n";
    ask(mine, disk);
    QSignalSpy failed(workspace(), &Workspace::saveFailed);
    workspace()->save(file);
    QVERIFY(failed.count() == 1 || failed.wait());
    QCOMPARE(contentOf(path(file)), disk);
    QVERIFY(pane()->isVisible()); // the question stays
    click(u"Keep mine"_s);
    workspace()->save(file);
    QTRY_COMPARE(contentOf(path(file)), mine);
    QTRY_VERIFY(!buffer().isModified());
    buffer().undo();
    QCOMPARE(buffer().bytes(), disk);
}

QTEST_MAIN(TestMergePane)
#include "tst_mergepane.moc"
