#include "tree/filteredit.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "tree/textpopup.h"
#include "treewindowtest.h"
#include "window/actions.h"
#include "window/valueactions.h"

#include <retune/edit/workspace.h>

#include <QtCore/QMimeData>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QWindow>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QString app = u"app.json"_s;
const QString web = u"web.json"_s;

QByteArray manyKeys()
{
    QByteArray text = "{";
    for (int i = 0; i < 200; ++i)
        text += "\"key" + QByteArray::number(i) + "\": \"" + (i % 4 == 0 ? "found" : "other") + "\",\n";
    return text + "\"last\": 1}";
}

} // namespace

/// What a hand does to the values of the tree, with keys and a mouse that arrive at the window as from the system.
class TestTreeEditing
    : public QObject
    , protected TreeWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeTree(); }
    void theTextPopUpHasTheKeyboard();
    void theTextPopUpIsLeftWithEscape();
    void theTextPopUpKeepsItsTextWhenAnotherRowIsChosen_data();
    void theTextPopUpKeepsItsTextWhenAnotherRowIsChosen();
    void theTextPopUpStaysInTheWindow();
    void theTextPopUpGoesWithItsRow();
    void aClickAfterADragChoosesItsRow();
    void aClickChoosesItsRowWhereTheTextHasAnotherPlace();
    void aPressedNumberSelectsDownwards();
    void theTreeStaysWhereItIsWhenRowsAreSelected();
    void aTextWithAnErrorIsToldBeforeAnEditorOpens();
    void anEditOfSeveralFilesIsOneStepOfUndo();
    void aRemovalInSeveralFilesIsOneStepOfUndo();
    void aDragOfSeveralFilesIsOneStepOfUndo();
    void aLaterEditStandsInTheWayOfUndo();
    void aLaterEditStandsInTheWayOfRedo();
    void onlyOwnEditsAreUnsaved();
    void nullBecomesWhatIsTyped_data();
    void nullBecomesWhatIsTyped();
    void aTypeIsChangedInTheContextMenu_data();
    void aTypeIsChangedInTheContextMenu();
    void aNameThatUncoversASecretIsToldFirst();
    void aRowOfATableIsCopiedAsJson();
    void copiesOfSecretsSayWhatTheyDo();
    void theChosenRowStaysInSightUnderAFilter();
    void aFilterShowsItsFirstRowsWhereNothingIsChosen();

private:
    QModelIndex cell(const QString &file, const QString &key) const
    {
        return valueOf(*m_window, file, KeyPath::parse(key).value());
    }
    QString chosen() const { return model().subject(tree().currentIndex()); }
    /// A key as the system sends it: to the window, which knows who has the focus.
    void type(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(m_window->windowHandle(), key, modifiers);
    }
    void type(const QString &letters) const
    {
        for (const QChar letter : letters)
            QTest::keyClick(m_window->windowHandle(), letter.toLatin1());
    }
    TextPopup *popup() const;
    QPoint place(const QModelIndex &index) const { return tree().visualRect(index).center(); }
    void mouse(QEvent::Type type, const QPoint &at) const;
    void editPorts();
    void select(const QModelIndex &index) const
    {
        tree().selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    void drag(const QModelIndex &from, const QPoint &way) const;
    void click(const QModelIndex &index) const
    {
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place(index));
    }
};

void TestTreeEditing::init()
{
    makeHome();
    write(path(app),
          R"({"motd": "one\ntwo", "name": "n", "other": null, "port": 8080, "ratio": 0.5, "zone": "z"})");
    write(
        path(web),
        R"({"port": 80, "title": "t", "password": "hunter2", "servers": [{"host": "a", "token": "x", "up": true}]})");
    openTree();
}

TextPopup *TestTreeEditing::popup() const
{
    for (TextPopup *popup : m_window->findChildren<TextPopup *>()) {
        if (popup->isVisible())
            return popup;
    }
    return nullptr;
}

void TestTreeEditing::mouse(QEvent::Type type, const QPoint &at) const
{
    QWidget *viewport = tree().viewport();
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, viewport->mapToGlobal(at), button, held, Qt::NoModifier);
    QApplication::sendEvent(viewport, &event);
}

/// In steps as small as those of a hand.
void TestTreeEditing::drag(const QModelIndex &from, const QPoint &way) const
{
    const QPoint start = place(from);
    mouse(QEvent::MouseButtonPress, start);
    constexpr int steps = 20;
    for (int step = 1; step <= steps; ++step)
        mouse(QEvent::MouseMove, start + way * step / steps);
    mouse(QEvent::MouseButtonRelease, start + way);
}

// The editor of texts with several lines

void TestTreeEditing::theTextPopUpHasTheKeyboard()
{
    choose(app, u"motd"_s);
    const QByteArray before = text(app);
    type(Qt::Key_F2);
    QVERIFY(popup());
    type(u"new"_s);
    type(Qt::Key_Delete);
    QCOMPARE(text(app), before); // and no key is gone
    QCOMPARE(chosen(), u"motd"_s);
    QCOMPARE(popup()->text(), u"new"_s);
    type(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!popup());
    QCOMPARE(text(app), QByteArray(before).replace("one\\ntwo", "new"));
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
}

void TestTreeEditing::theTextPopUpIsLeftWithEscape()
{
    choose(app, u"motd"_s);
    const QByteArray before = text(app);
    type(Qt::Key_F2);
    type(u"new"_s);
    type(Qt::Key_Escape);
    QVERIFY(!popup());
    QCOMPARE(text(app), before);
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
}

void TestTreeEditing::theTextPopUpKeepsItsTextWhenAnotherRowIsChosen_data()
{
    QTest::addColumn<bool>("byMouse");
    QTest::newRow("with the mouse") << true;
    QTest::newRow("by the program") << false;
}

void TestTreeEditing::theTextPopUpKeepsItsTextWhenAnotherRowIsChosen()
{
    QFETCH(const bool, byMouse);
    choose(app, u"motd"_s);
    const QByteArray before = text(app);
    type(Qt::Key_F2);
    type(u"new"_s);
    if (byMouse)
        click(cell(web, u"title"_s));
    else
        tree().setCurrentIndex(cell(web, u"title"_s));
    QVERIFY(!popup());
    QCOMPARE(text(app), QByteArray(before).replace("one\\ntwo", "new"));
    QCOMPARE(chosen(), u"title"_s);
    tree().setFocus();
    type(Qt::Key_F2);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
}

void TestTreeEditing::theTextPopUpStaysInTheWindow()
{
    choose(app, u"motd"_s);
    type(Qt::Key_F2);
    QVERIFY(popup());
    QVERIFY(!popup()->isWindow());
    QVERIFY(m_window->rect().contains(QRect(popup()->mapTo(m_window.get(), QPoint()), popup()->size())));
    const QPoint corner =
        tree().viewport()->mapTo(m_window.get(), tree().visualRect(cell(app, u"motd"_s)).topLeft());
    QCOMPARE(popup()->pos(), corner);
}

void TestTreeEditing::theTextPopUpGoesWithItsRow()
{
    choose(app, u"motd"_s);
    type(Qt::Key_F2);
    type(u"new"_s);
    buffer(app).setBytes(R"({"name": "n"})");
    QTRY_VERIFY(!popup());
    QCOMPARE(text(app), R"({"name": "n"})"_ba);
}

// The mouse

void TestTreeEditing::aClickAfterADragChoosesItsRow()
{
    choose(app, u"name"_s);
    drag(cell(app, u"port"_s), {80, 3});
    QVERIFY(text(app).contains("\"port\": 8100"));
    click(cell(app, u"zone"_s));
    QCOMPARE(chosen(), u"zone"_s);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
    QVERIFY(tree().selectionModel()->isSelected(cell(app, u"zone"_s)));
    drag(cell(app, u"ratio"_s), {40, 0});
    QVERIFY(text(app).contains("\"ratio\": 1.5"));
    QVERIFY(text(app).contains("\"port\": 8100"));
    QCOMPARE(chosen(), u"ratio"_s);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
}

void TestTreeEditing::aClickChoosesItsRowWhereTheTextHasAnotherPlace()
{
    click(cell(app, u"zone"_s)); // where the cursor is to come back to
    click(cell(web, u"title"_s));
    click(cell(app, u"name"_s));
    QCOMPARE(chosen(), u"name"_s);
    type(Qt::Key_F2);
    type(u"mine"_s);
    type(Qt::Key_Return);
    QTRY_VERIFY(text(app).contains("\"name\": \"mine\""));
    click(cell(web, u"title"_s));
    click(model().fileIndex(app));
    QCOMPARE(chosen(), app);
}

void TestTreeEditing::aPressedNumberSelectsDownwards()
{
    choose(app, u"name"_s);
    const QByteArray before = text(app);
    const QPoint way(0, place(cell(app, u"zone"_s)).y() - place(cell(app, u"port"_s)).y());
    drag(cell(app, u"port"_s), way);
    QCOMPARE(text(app), before);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 3);
    click(cell(app, u"name"_s));
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
}

void TestTreeEditing::theTreeStaysWhereItIsWhenRowsAreSelected()
{
    choose(app, u"name"_s);
    const auto onScreen = [this](const QString &key) {
        return tree().viewport()->mapToGlobal(place(cell(app, key)));
    };
    const QPoint before = onScreen(u"zone"_s);
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, Qt::ControlModifier, place(cell(app, u"port"_s)));
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 2);
    QVERIFY(!tree().accessibleDescription().isEmpty());
    QTest::qWait(0); // layouts
    QCOMPARE(onScreen(u"zone"_s), before);
}

// Refusals

void TestTreeEditing::aTextWithAnErrorIsToldBeforeAnEditorOpens()
{
    choose(app, u"name"_s);
    buffer(app).replace({{{0, 1}, "["_ba}});
    const QString reason = u"The text of app.json cannot be read and has to be repaired first"_s;
    for (const QString &key : {u"name"_s, u"port"_s, u"motd"_s}) {
        choose(app, key);
        m_window->findChild<MessageBar *>()->hide();
        type(Qt::Key_F2);
        QCOMPARE(QApplication::focusWidget(), &tree());
        QVERIFY(!popup());
        QVERIFY2(shownMessage(*m_window).startsWith(key + u": "_s + reason),
                 qPrintable(shownMessage(*m_window)));
    }
    m_window->findChild<MessageBar *>()->hide();
    m_window->findChild<Actions *>()->renameSetting->trigger();
    QCOMPARE(QApplication::focusWidget(), &tree());
    QVERIFY2(shownMessage(*m_window).contains(reason), qPrintable(shownMessage(*m_window)));
}

// Several files

void TestTreeEditing::editPorts()
{
    choose(app, u"port"_s);
    type(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 2);
    type(Qt::Key_F2);
    type(u"4444"_s);
    type(Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
    QVERIFY(text(app).contains("\"port\": 4444"));
    QVERIFY(text(web).contains("\"port\": 4444"));
}

void TestTreeEditing::anEditOfSeveralFilesIsOneStepOfUndo()
{
    editPorts();
    for (int i = 0; i < 2; ++i) {
        type(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!buffer(app).isModified());
        QVERIFY(!buffer(web).isModified());
        QTRY_COMPARE(cell(web, u"port"_s).data().toString(), u"80"_s);
        type(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(text(app).contains("\"port\": 4444"));
        QVERIFY(text(web).contains("\"port\": 4444"));
    }
    buffer(web).undo(); // from whichever of them
    QVERIFY(!buffer(app).isModified());
    QCOMPARE(shownMessage(*m_window), QString());
}

void TestTreeEditing::aRemovalInSeveralFilesIsOneStepOfUndo()
{
    choose(app, u"port"_s);
    type(Qt::Key_L, Qt::ControlModifier);
    type(Qt::Key_Delete);
    QVERIFY(!text(app).contains("port"));
    QVERIFY(!text(web).contains("port"));
    type(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!buffer(app).isModified());
    QVERIFY(!buffer(web).isModified());
}

void TestTreeEditing::aDragOfSeveralFilesIsOneStepOfUndo()
{
    choose(app, u"port"_s);
    select(cell(web, u"port"_s));
    drag(cell(app, u"port"_s), {80, 0});
    QVERIFY(text(app).contains("\"port\": 8100"));
    QVERIFY(text(web).contains("\"port\": 8100"));
    QVERIFY(!buffer(web).isInGesture());
    type(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!buffer(app).isModified());
    QVERIFY(!buffer(web).isModified());
    QVERIFY(!buffer(web).canUndo());
}

void TestTreeEditing::aLaterEditStandsInTheWayOfUndo()
{
    editPorts();
    QVERIFY(buffer(web).setValue({u"title"_s}, Value::string(u"later"_s)));
    choose(app, u"port"_s);
    type(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!buffer(app).isModified());
    QVERIFY(text(web).contains("4444"));
    QCOMPARE(
        shownMessage(*m_window),
        u"The edit was undone except in web.json: a later edit stands in the way there. Undo that one first."_s);
    buffer(web).undo();
    buffer(web).undo();
    QVERIFY(!buffer(web).isModified());
    QVERIFY(!buffer(app).canUndo());
}

void TestTreeEditing::aLaterEditStandsInTheWayOfRedo()
{
    editPorts();
    type(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(buffer(web).setValue({u"title"_s}, Value::string(u"later"_s)));
    choose(app, u"port"_s);
    type(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(text(app).contains("4444"));
    QVERIFY(!text(web).contains("4444"));
    QCOMPARE(shownMessage(*m_window),
             u"The edit was made again except in web.json: a later edit stands in the way there."_s);
}

// A conflict

void TestTreeEditing::onlyOwnEditsAreUnsaved()
{
    QVERIFY(buffer(app).setValue({u"name"_s}, Value::string(u"mine"_s)));
    QVERIFY(buffer(app).setValue({u"zone"_s}, Value::string(u"mine"_s)));
    QVERIFY(buffer(app).setValue({u"ratio"_s}, Value{Kind::Float, u"0.75"_s}));
    write(
        path(app),
        R"({"motd": "one\ntwo", "name": "n", "other": null, "port": 9090, "ratio": 0.75, "zone": "theirs"})");
    QTRY_VERIFY(m_window->workspace()->conflict(app).has_value());
    const auto marks = [this](const QString &key) {
        return cell(app, key)
            .siblingAtColumn(SettingsModel::MarkColumn)
            .data(Qt::AccessibleTextRole)
            .toString();
    };
    QTRY_COMPARE(marks(u"port"_s), u"Changed on disk, not edited here"_s);
    QCOMPARE(marks(u"name"_s), u"Not saved yet"_s);
    QCOMPARE(marks(u"zone"_s), u"Not saved yet. Changed on disk too"_s);
    QCOMPARE(marks(u"ratio"_s), u"Not saved yet"_s); // to the same
    QCOMPARE(marks(u"motd"_s), QString());
    const auto texts = [this](const QString &key) { return model().changeTexts(cell(app, key)).value(0); };
    QCOMPARE(texts(u"port"_s), u"Not edited here; on disk it has become: 9090"_s);
    QCOMPARE(texts(u"name"_s), u"Not saved yet; in force is: n"_s);
    QCOMPARE(texts(u"zone"_s), u"Not saved yet; in force is: theirs"_s);
    m_window->findChild<FilterEdit *>()->setText(u"is:unsaved"_s);
    QTRY_COMPARE(model().rowCount(model().fileIndex(app)), 3);
    QVERIFY(model().subject(cell(app, u"port"_s)) == app);
}

// Values and names

void TestTreeEditing::nullBecomesWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a text") << u"abc"_s << "\"abc\""_ba;
    QTest::newRow("a whole number") << u"5"_s << "5"_ba;
    QTest::newRow("a number") << u"1.5"_s << "1.5"_ba;
    QTest::newRow("a truth value") << u"true"_s << "true"_ba;
    QTest::newRow("null as it was") << u"null"_s << "null"_ba;
}

void TestTreeEditing::nullBecomesWhatIsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, written);
    const QByteArray before = text(app);
    choose(app, u"other"_s);
    type(Qt::Key_F2);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    type(typed);
    type(Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
    QCOMPARE(text(app), QByteArray(before).replace("null", written));
}

void TestTreeEditing::aTypeIsChangedInTheContextMenu_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a number becomes a text") << u"port"_s << u"Text"_s << "8080"_ba
                                             << "\"8080\""_ba;
    QTest::newRow("null becomes a truth value") << u"other"_s << u"Truth value"_s << "null"_ba
                                                << "false"_ba;
    QTest::newRow("a text becomes an empty list") << u"name"_s << u"Empty list"_s << "\"n\""_ba
                                                  << "[]"_ba;
    QTest::newRow("null becomes an empty table") << u"other"_s << u"Empty table"_s << "null"_ba
                                                 << "{}"_ba;
}

void TestTreeEditing::aTypeIsChangedInTheContextMenu()
{
    QFETCH(const QString, key);
    QFETCH(const QString, kind);
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const QByteArray whole = text(app);
    choose(app, key);
    bool isFound = false;
    QTimer::singleShot(0, this, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (const QAction *action : menu->actions()) {
            if (action->text() != u"Chan&ge Type"_s)
                continue;
            for (QAction *type : action->menu()->actions()) {
                const bool isMeant = type->text().remove(u'&') == kind;
                isFound = isFound || isMeant;
                if (isMeant)
                    type->trigger();
            }
        }
        menu->close();
    });
    Q_EMIT tree().customContextMenuRequested(place(cell(app, key)));
    QVERIFY(isFound);
    QCOMPARE(text(app), QByteArray(whole).replace(before, after));
    buffer(app).undo();
    QVERIFY(!buffer(app).isModified());
}

void TestTreeEditing::aNameThatUncoversASecretIsToldFirst()
{
    choose(web, u"password"_s);
    type(Qt::Key_D, Qt::ControlModifier);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    QCOMPARE(editor->text(), u"password_copy"_s);
    QCOMPARE(cell(web, u"password_copy"_s).data().toString(), u"••••••"_s);
    type(u"zz"_s);
    type(Qt::Key_Return);
    QTRY_VERIFY2(shownMessage(*m_window).startsWith(u"A key zz does not say that its value is secret"_s),
                 qPrintable(shownMessage(*m_window)));
    QVERIFY(!text(web).contains("zz"));
    QTRY_COMPARE(QApplication::focusWidget(), editor);
    type(Qt::Key_Return);
    QTRY_VERIFY(text(web).contains("\"zz\": \"hunter2\""));

    choose(web, u"password"_s); // a name that says so asks nothing
    m_window->findChild<Actions *>()->renameSetting->trigger();
    type(u"db_token"_s);
    type(Qt::Key_Return);
    QTRY_VERIFY(text(web).contains("\"db_token\": \"hunter2\""));
}

void TestTreeEditing::aRowOfATableIsCopiedAsJson()
{
    choose(web, u"servers[0]"_s);
    type(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(),
             u"servers[0] = {\"host\": \"a\", \"token\": \"••••••\", \"up\": true}"_s);
}

void TestTreeEditing::copiesOfSecretsSayWhatTheyDo()
{
    const auto names = [this] {
        QStringList texts;
        for (const QAction *action : m_window->findChild<ValueActions *>()->actions()) {
            if (action->text().contains(u"Copy"_s))
                texts += action->text().remove(u'&');
        }
        return texts;
    };
    choose(web, u"password"_s);
    QVERIFY(names().contains(u"Copy Secret Value"_s));
    QVERIFY(names().contains(u"Copy Row, Secrets Covered"_s));
    type(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"password = ••••••"_s);
    QVERIFY(!QApplication::clipboard()->mimeData()->hasFormat(u"x-kde-passwordManagerHint"_s));
    QCOMPARE(shownMessage(*m_window), QString());
    type(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"hunter2"_s);
    QCOMPARE(QApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    QCOMPARE(shownMessage(*m_window), u"A secret value is on the clipboard now."_s);
    model().setUncovered(cell(web, u"password"_s), true);
    QTRY_VERIFY(names().contains(u"Copy Value"_s));
    QVERIFY(names().contains(u"Copy Row"_s));
    type(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"password = hunter2"_s);
}

// The filter

void TestTreeEditing::theChosenRowStaysInSightUnderAFilter()
{
    write(path(u"many.json"_s), manyKeys());
    QVERIFY(open(*m_window, path({})));
    choose(u"many.json"_s, u"key100"_s);
    auto *filter = m_window->findChild<FilterEdit *>();
    filter->setText(u"found"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(chosen(), u"key100"_s);
    QVERIFY(tree().viewport()->rect().contains(place(tree().currentIndex())));
    tree().verticalScrollBar()->setValue(0);
    filter->setText(u"key"_s);
    QTRY_VERIFY(model().rowCount(model().fileIndex(u"many.json"_s)) == 200);
    QVERIFY(tree().viewport()->rect().contains(place(tree().currentIndex())));
}

void TestTreeEditing::aFilterShowsItsFirstRowsWhereNothingIsChosen()
{
    write(path(u"many.json"_s), manyKeys());
    QVERIFY(open(*m_window, path({})));
    choose(app, u"name"_s);
    auto *filter = m_window->findChild<FilterEdit *>();
    tree().expandAll();
    tree().verticalScrollBar()->setValue(tree().verticalScrollBar()->maximum() / 2);
    filter->setText(u"found"_s);
    QTRY_COMPARE(model().rowCount(), 1);
    QVERIFY(!tree().currentIndex().isValid());
    QCOMPARE(tree().verticalScrollBar()->value(), 0);
}

QTEST_MAIN(TestTreeEditing)
#include "tst_treeediting.moc"
