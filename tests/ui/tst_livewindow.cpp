#include "changes/changespane.h"
#include "editor/editorpane.h"
#include "editor/textview.h"
#include "style/panetitle.h"
#include "tree/integeredit.h"
#include "tree/numberdrag.h"
#include "tree/settingsview.h"
#include "tree/stepgesture.h"
#include "window/actions.h"
#include "window/folderhistory.h"
#include "window/liveswitch.h"
#include "window/preferences.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolButton>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString file = u"a.json"_s;
const QByteArray first = R"({"port": 10, "ratio": 0.25, "name": "n", "password": 5})";

QByteArray withPort(int number)
{
    return QByteArray(first).replace("10", QByteArray::number(number));
}

} // namespace

class TestLiveWindow
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        makeHome();
        write(path(file), first);
        write(path(u"b.json"_s), R"({"b": 1})");
    }

    /// What a window left to be written is written before its home goes.
    void cleanup() { QVERIFY(QThreadPool::globalInstance()->waitForDone()); }

    void countsPixelsAsSteps_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("start");
        QTest::addColumn<double>("pixels");
        QTest::addColumn<bool>("isFine");
        QTest::addColumn<QString>("end");
        const auto row = [](const char *name, Kind kind, const QString &start, double pixels, bool isFine,
                            const QString &end) {
            QTest::newRow(name) << int(kind) << start << pixels << isFine << end;
        };
        row("a whole number moves by one each four pixels", Kind::Integer, u"8080"_s, 40, false, u"8090"_s);
        row("to the left it gets smaller", Kind::Integer, u"3"_s, -20, false, u"-2"_s);
        row("less than a step is none", Kind::Integer, u"3"_s, 3, false, u"3"_s);
        row("a whole number ends at 64 bits", Kind::Integer, u"9223372036854775800"_s, 4000, false,
            u"9223372036854775807"_s);
        row("a number beyond 64 bits stays", Kind::Integer, u"92233720368547758080"_s, 40, false, {});
        row("a fraction moves by its last digit", Kind::Float, u"0.25"_s, 40, false, u"0.35"_s);
        row("and keeps its zeros", Kind::Float, u"0.25"_s, 20, false, u"0.30"_s);
        row("finely by a digit more", Kind::Float, u"0.25"_s, 4, true, u"0.260"_s);
        row("finely by a tenth of a step", Kind::Float, u"0.25"_s, 0.4, true, u"0.251"_s);
        row("a whole fraction stays a fraction", Kind::Float, u"2.0"_s, -40, false, u"1.0"_s);
        row("one with an exponent stays", Kind::Float, u"1e9"_s, 40, false, {});
        row("no number stays", Kind::Float, u"inf"_s, 40, false, {});
        row("a text stays", Kind::String, u"12"_s, 40, false, {});
    }

    void countsPixelsAsSteps()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, start);
        QFETCH(const double, pixels);
        QFETCH(const bool, isFine);
        QTEST(draggedNumber(Kind(kind), start, pixels, isFine).value_or(QString()), "end");
    }

    void dragsANumberAsOneStepOfUndo()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        press(window, u"port"_s);
        for (int x = 4; x <= 80; x += 4)
            moveTo(x);
        QCOMPARE(buffer(window).bytes(), withPort(30));
        QVERIFY(buffer(window).isInGesture());
        release();
        QVERIFY(!buffer(window).isInGesture());
        QCOMPARE(contentOf(path(file)), first); // not live
        buffer(window).undo();
        QCOMPARE(buffer(window).bytes(), first);
        QVERIFY(!buffer(window).canUndo());
    }

    void dragsFinelyAndCoarsely()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        press(window, u"ratio"_s);
        moveTo(40);
        QCOMPARE(buffer(window).bytes(), QByteArray(first).replace("0.25", "0.35"));
        moveTo(44, Qt::ShiftModifier);
        QCOMPARE(buffer(window).bytes(), QByteArray(first).replace("0.25", "0.351"));
        release();
        press(window, u"port"_s);
        moveTo(20, Qt::ControlModifier);
        QTRY_COMPARE(buffer(window).bytes(), withPort(60).replace("0.25", "0.351"));
        release();
    }

    void putsTheNumberBackWithEscape()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        press(window, u"port"_s);
        moveTo(40);
        QCOMPARE(buffer(window).bytes(), withPort(20));
        QTest::keyClick(view(window), Qt::Key_Escape);
        QCOMPARE(buffer(window).bytes(), first);
        moveTo(80); // the button is still down
        QCOMPARE(buffer(window).bytes(), first);
        release();
        QVERIFY(!buffer(window).canUndo());
    }

    void dragsNothingButNumbers()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        for (const QString &key : {u"name"_s, u"password"_s}) {
            press(window, key);
            moveTo(80);
            release();
        }
        QVERIFY(!window.workspace()->openBuffer(file) || !buffer(window).isModified());
        QTest::mouseMove(view(window)->viewport(), centre(window, u"name"_s));
        QVERIFY(view(window)->viewport()->cursor().shape() != Qt::SizeHorCursor);
        QTest::mouseMove(view(window)->viewport(), centre(window, u"port"_s));
        QCOMPARE(view(window)->viewport()->cursor().shape(), Qt::SizeHorCursor);
    }

    void savesADragLiveAsOneEntryOfHistory()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        QSignalSpy began(window.workspace(), &Workspace::saveBegan);
        press(window, u"port"_s);
        for (int x = 4; x <= 200; x += 4) {
            moveTo(x);
            QTest::qWait(5); // the pace of a hand, so that there are several saves
        }
        QTRY_COMPARE(contentOf(path(file)), withPort(60)); // saved before the button is released
        QVERIFY(began.count() > 2);
        QCOMPARE(window.history().keeper()->waitUntilIdle(), true);
        QCOMPARE(kept(window).size(), 1); // how it was found
        release();
        QTRY_COMPARE(kept(window).size(), 2);
        QCOMPARE(kept(window).first().source, RevisionSource::Retune);
        QTRY_COMPARE(logTexts(window, LogEntry::Kind::Reload).size(), 1);
        QVERIFY2(logTexts(window, LogEntry::Kind::Reload).first().contains(u"port: 10 → 60"_s),
                 qPrintable(logTexts(window, LogEntry::Kind::Reload).first()));
        QVERIFY(logTexts(window, LogEntry::Kind::Save).isEmpty());
        window.findChild<Actions *>()->undo->trigger();
        QTRY_COMPARE(contentOf(path(file)), first);
        QTRY_COMPARE(kept(window).size(), 3);
    }

    void goesOnWithADragWhenAnotherProgramWrites()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        press(window, u"port"_s);
        moveTo(40);
        QTRY_COMPARE(contentOf(path(file)), withPort(20));
        QTRY_VERIFY(!buffer(window).isModified());
        const QByteArray outside = withPort(20).replace("\"n\"", "\"m\"");
        write(path(file), outside);
        QTRY_COMPARE(buffer(window).bytes(), outside);
        moveTo(80);
        const QByteArray both = withPort(30).replace("\"n\"", "\"m\"");
        QCOMPARE(buffer(window).bytes(), both);
        release();
        QTRY_COMPARE(contentOf(path(file)), both);
        const QByteArray theirs = QByteArray(first).replace("\"n\"", "\"m\"");
        for (const QByteArray &before : {theirs, first}) { // as if it had written before the drag
            buffer(window).undo();
            QCOMPARE(buffer(window).bytes(), before);
        }
    }

    void aDragOfUnsavedNumbersEndsInAConflictWhereAnotherProgramWrote()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        press(window, u"port"_s);
        moveTo(40);
        const QByteArray outside = QByteArray(first).replace("\"n\"", "\"m\"");
        write(path(file), outside);
        QTRY_VERIFY(window.workspace()->conflict(file));
        moveTo(80);
        release();
        QCOMPARE(buffer(window).bytes(), withPort(30));
        QVERIFY(window.workspace()->conflict(file));
        QCOMPARE(contentOf(path(file)), outside);
        buffer(window).undo();
        QCOMPARE(buffer(window).bytes(), first); // in one step
    }

    void aDragEndsWhereAnotherProgramTakesTheNumberAway()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        press(window, u"port"_s);
        moveTo(40);
        QTRY_COMPARE(contentOf(path(file)), withPort(20));
        QTRY_VERIFY(!buffer(window).isModified());
        const QByteArray outside = R"({"ratio": 0.25})";
        write(path(file), outside);
        QTRY_COMPARE(buffer(window).bytes(), outside);
        moveTo(80);
        release();
        QCOMPARE(buffer(window).bytes(), outside);
        QVERIFY(!buffer(window).isInGesture());
        QCOMPARE(contentOf(path(file)), outside);
    }

    void savesTheOldNumberWithEscapeAndKeepsNothing()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        press(window, u"port"_s);
        moveTo(80);
        QTRY_COMPARE(contentOf(path(file)), withPort(30));
        QTest::keyClick(view(window), Qt::Key_Escape);
        release();
        QTRY_COMPARE(contentOf(path(file)), first);
        QTRY_COMPARE(window.store()->snapshot().file(file)->disk, first);
        window.workspace()->buffer(u"b.json"_s)->setValue(*KeyPath::parse(u"b"_s), Value::integer(2)).value();
        QTRY_COMPARE(kept(window).size(), 2);
        QCOMPARE(kept(window).first().changes.size(), 1);
        QCOMPARE(kept(window).first().changes.first().path, u"b.json"_s);
    }

    void stepsANumberLiveInItsEditor()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        IntegerEdit *editor = openEditor(window, u"port"_s);
        QVERIFY(editor);
        editor->findChild<StepGesture *>()->setPause(std::chrono::hours(1));
        for (int step = 0; step < 3; ++step)
            QTest::keyClick(editor, Qt::Key_Up);
        QTRY_COMPARE(contentOf(path(file)), withPort(13));
        QVERIFY(view(window)->findChild<IntegerEdit *>()); // still open
        QTest::keyClick(editor, Qt::Key_Up);
        QTRY_COMPARE(contentOf(path(file)), withPort(14));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!buffer(window).isInGesture());
        QTRY_COMPARE(kept(window).size(), 2);
        buffer(window).undo();
        QCOMPARE(buffer(window).bytes(), first);
        QTRY_COMPARE(contentOf(path(file)), first);
    }

    void aPauseOrTypingEndsAGesture_data()
    {
        QTest::addColumn<bool>("isTyped");
        QTest::newRow("a pause") << false;
        QTest::newRow("typing") << true;
    }

    void aPauseOrTypingEndsAGesture()
    {
        QFETCH(const bool, isTyped);
        MainWindow window;
        QVERIFY(openShown(window, true));
        IntegerEdit *editor = openEditor(window, u"port"_s);
        QVERIFY(editor);
        auto *gesture = editor->findChild<StepGesture *>();
        gesture->setPause(isTyped ? std::chrono::milliseconds(std::chrono::hours(1))
                                  : std::chrono::milliseconds(1000));
        QTest::keyClick(editor, Qt::Key_Up);
        QTest::keyClick(editor, Qt::Key_Up);
        QVERIFY(buffer(window).isInGesture());
        if (isTyped)
            QTest::keyClicks(editor, u"40"_s);
        QTRY_VERIFY(!buffer(window).isInGesture());
        QVERIFY(view(window)->findChild<IntegerEdit *>()); // still open
        QTRY_COMPARE(kept(window).size(), 2);
        if (isTyped)
            QTest::keyClick(editor, Qt::Key_Return);
        else
            QTest::keyClick(editor, Qt::Key_Up);
        QTRY_COMPARE(buffer(window).bytes(), withPort(isTyped ? 40 : 13));
        QTRY_COMPARE(contentOf(path(file)), withPort(isTyped ? 40 : 13));
        buffer(window).undo();
        QCOMPARE(buffer(window).bytes(), withPort(12));
        buffer(window).undo();
        QCOMPARE(buffer(window).bytes(), first);
        QVERIFY(!buffer(window).canUndo());
    }

    void takesStepsBackWithEscapeAfterAPause()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        IntegerEdit *editor = openEditor(window, u"port"_s);
        QVERIFY(editor);
        editor->findChild<StepGesture *>()->setPause(std::chrono::milliseconds(10));
        QTest::keyClick(editor, Qt::Key_Up);
        QTRY_VERIFY(!buffer(window).isInGesture());
        QTest::keyClick(editor, Qt::Key_Up);
        QTRY_COMPARE(contentOf(path(file)), withPort(12));
        QTest::keyClick(editor, Qt::Key_Escape);
        QTRY_COMPARE(contentOf(path(file)), first);
    }

    void takesStepsBackWithEscape()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        IntegerEdit *editor = openEditor(window, u"port"_s);
        QVERIFY(editor);
        editor->findChild<StepGesture *>()->setPause(std::chrono::hours(1));
        QTest::keyClick(editor, Qt::Key_Up);
        QTest::keyClick(editor, Qt::Key_Up);
        QTRY_COMPARE(contentOf(path(file)), withPort(12));
        QTest::keyClick(editor, Qt::Key_Escape);
        QTRY_COMPARE(contentOf(path(file)), first);
        QVERIFY(!buffer(window).canUndo());
    }

    void stepsAreNoEditBeforeEnterWhereItIsOff()
    {
        MainWindow window;
        QVERIFY(openShown(window));
        IntegerEdit *editor = openEditor(window, u"port"_s);
        QVERIFY(editor);
        QTest::keyClick(editor, Qt::Key_Up);
        QVERIFY(!buffer(window).isModified());
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(buffer(window).bytes(), withPort(11));
    }

    void savesTypedTextWhenItIsLeft()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        auto *text = window.findChild<EditorPane *>()->findChild<TextView *>();
        text->setFocus();
        QTRY_VERIFY(text->hasFocus());
        QTextCursor cursor = text->textCursor();
        cursor.setPosition(int(first.indexOf("10")));
        text->setTextCursor(cursor);
        QTest::keyClicks(text, u"7"_s);
        QTRY_COMPARE(buffer(window).bytes(), withPort(710));
        view(window)->setFocus();
        QTRY_COMPARE(contentOf(path(file)), withPort(710));
    }

    void saysThatTextThatCannotBeReadIsNotSaved()
    {
        MainWindow window;
        QVERIFY(openShown(window, true));
        buffer(window).replace({{{first.size() - 1, first.size()}, {}}});
        QTRY_COMPARE(button(window)->text(), u"Live: waits for text that can be read"_s);
        QVERIFY(button(window)->isChecked());
        QVERIFY2(button(window)->accessibleName().contains(u"a.json:1"_s),
                 qPrintable(button(window)->accessibleName()));
        QCOMPARE(contentOf(path(file)), first);
        QVERIFY(window.statusBar()->currentMessage().startsWith(u"Not saved, because"_s));
        buffer(window).undo();
        QTRY_COMPARE(button(window)->text(), u"Live"_s);
        QCOMPARE(window.statusBar()->currentMessage(), QString()); // at once, not when its time is over
    }

    void tellsAFailureOnceAndStaysOn()
    {
        QCOMPARE(::link(qPrintable(path(file)), qPrintable(home(u"second"_s))), 0);
        MainWindow window;
        QVERIFY(openShown(window, true));
        setPort(window, 11);
        QTRY_VERIFY2(shownMessage(window).contains(u"was not saved"_s), qPrintable(shownMessage(window)));
        window.findChild<MessageBar *>()->hide();
        QSignalSpy failed(window.workspace(), &Workspace::saveFailed);
        setPort(window, 12);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(shownMessage(window), QString());
        QCOMPARE(button(window)->text(), u"Live: not saved"_s);
        QVERIFY(window.findChild<Actions *>()->liveApply->isChecked());
    }

    void remembersItsSwitchesForEachFolder()
    {
        QVERIFY(QDir(home({})).mkpath(u"other"_s));
        write(home(u"other/c.json"_s), "1");
        {
            MainWindow window;
            QVERIFY(openShown(window));
            auto *actions = window.findChild<Actions *>();
            QVERIFY(!actions->liveApply->isChecked());
            actions->liveApply->trigger();
            QVERIFY(actions->liveApplyFile->isChecked());
            actions->liveApplyFile->trigger();
            QVERIFY(!actions->liveApplyFile->isChecked());
            QVERIFY(!button(window)->isChecked());
            QVERIFY(actions->liveApply->isChecked());
            QVERIFY(open(window, home(u"other"_s)));
            QVERIFY(!actions->liveApply->isChecked());
        }
        QCOMPARE(liveSwitches(path({})), (LiveSwitches{true, {{file, false}}}));
        MainWindow window;
        QVERIFY(openShown(window));
        QVERIFY(window.findChild<Actions *>()->liveApply->isChecked());
        QVERIFY(!window.findChild<Actions *>()->liveApplyFile->isChecked());
        setPort(window, 11);
        window.workspace()->buffer(u"b.json"_s)->setValue(*KeyPath::parse(u"b"_s), Value::integer(2)).value();
        QTRY_COMPARE(contentOf(path(u"b.json"_s)), R"({"b": 2})"_ba);
        QCOMPARE(contentOf(path(file)), first);
        QTest::mouseClick(button(window), Qt::LeftButton);
        QTRY_COMPARE(contentOf(path(file)), withPort(11));
    }

private:
    bool openShown(MainWindow &window, bool isLive = false)
    {
        window.show();
        if (!QTest::qWaitForWindowActive(&window) || !open(window, path({})) || !window.history().keeper() ||
            !window.history().keeper()->waitUntilIdle())
            return false;
        if (isLive)
            window.findChild<Actions *>()->liveApply->trigger();
        return true;
    }
    static Buffer &buffer(const MainWindow &window) { return *window.workspace()->buffer(file); }
    static SettingsView *view(const MainWindow &window) { return window.findChild<SettingsView *>(); }
    static QToolButton *button(const MainWindow &window)
    {
        for (QToolButton *found : window.findChildren<QToolButton *>()) {
            if (found->accessibleName().startsWith(u"Live apply of"_s))
                return found;
        }
        return nullptr;
    }
    static void setPort(MainWindow &window, int number)
    {
        QVERIFY(buffer(window).setValue(*KeyPath::parse(u"port"_s), Value::integer(number)));
    }
    static QPoint centre(const MainWindow &window, const QString &key)
    {
        return view(window)->visualRect(valueOf(window, file, *KeyPath::parse(key))).center();
    }
    IntegerEdit *openEditor(MainWindow &window, const QString &key)
    {
        view(window)->setFocus();
        view(window)->setCurrentIndex(valueOf(window, file, *KeyPath::parse(key)));
        view(window)->editCurrentValue();
        return view(window)->findChild<IntegerEdit *>();
    }
    void press(MainWindow &window, const QString &key)
    {
        view(window)->setFocus();
        m_at = view(window)->viewport();
        m_pressed = centre(window, key);
        send(QEvent::MouseButtonPress, m_pressed, Qt::LeftButton, Qt::NoModifier);
    }
    void moveTo(int x, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        m_last = m_pressed + QPoint(x, 0);
        send(QEvent::MouseMove, m_last, Qt::LeftButton, modifiers);
    }
    void release() { send(QEvent::MouseButtonRelease, m_last, Qt::NoButton, Qt::NoModifier); }
    void send(QEvent::Type type, const QPoint &at, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers)
    {
        const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, at, m_at->mapToGlobal(at), button, buttons, modifiers);
        QApplication::sendEvent(m_at, &event);
    }
    static QList<KeptRevision> kept(MainWindow &window)
    {
        return HistoryReader(window.history().keeper()->location())
            .revisions()
            .value_or(QList<KeptRevision>());
    }

    QWidget *m_at = nullptr;
    QPoint m_pressed;
    QPoint m_last;
};

QTEST_MAIN(TestLiveWindow)
#include "tst_livewindow.moc"
