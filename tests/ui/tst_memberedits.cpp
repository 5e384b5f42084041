#include "tree/checkedlineedit.h"
#include "tree/integeredit.h"
#include "tree/memberform.h"
#include "tree/settingsmodel.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "tree/textpopup.h"
#include "window/mainwindow.h"
#include "window/messagebar.h"
#include "window/statusline.h"

#include <retune/edit/workspace.h>

#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

const QByteArray server = R"({
  "http": { "port": 8080, "tls": true },
  "hosts": ["a", "b", "c"],
  "routes": [{ "to": 1 }, { "to": 2 }],
  "greeting": "你好"
}
)";

} // namespace

/// Keys and list members come, go, move and get other names by the keyboard, in the real window.
class TestMemberEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsWhatWasTyped_data();
    void addsWhatWasTyped();
    void addsEveryType_data();
    void addsEveryType();
    void offersWhatTheFormatCanSay();
    void errorsAreToldInTheForm();
    void theFormGoesByItselfWhereNothingWasTyped();
    void theTabKeyStaysInTheForm();
    void theFormStaysInTheWindow();
    void theFormGoesWithTheFolder();
    void removes_data();
    void removes();
    void moves_data();
    void moves();
    void whatIsOpenMovesAlong();
    void renamesAtItsPlace_data();
    void renamesAtItsPlace();
    void anImpossibleNameKeepsTheEditorOpen();
    void anImpossibleValueKeepsTheEditorOpen_data();
    void anImpossibleValueKeepsTheEditorOpen();
    void everyKindHasItsEditor_data();
    void everyKindHasItsEditor();
    void refusalsStandInTheMessageBar();
    void aKeyThatIsGivenTwiceIsOutOfReach();
    void actionsFollowTheRow_data();
    void actionsFollowTheRow();
    void keysMeanTheTextWhileItIsEdited();
    void theStatusBarTellsTheFile_data();
    void theStatusBarTellsTheFile();

private:
    QString path(const QString &name) const { return m_home->filePath(u"demo/"_s + name); }
    void write(const QString &name, const QByteArray &text) const;
    void open(const QString &name);
    SettingsView &tree() const { return *m_window->findChild<SettingsView *>(); }
    SettingsModel &model() const { return *m_window->findChild<SettingsModel *>(); }
    MemberForm *form() const
    {
        for (MemberForm *found : m_window->findChildren<MemberForm *>()) {
            if (found->isVisible())
                return found; // one that was closed may not have gone yet
        }
        return nullptr;
    }
    Buffer &buffer() const { return *m_window->workspace()->buffer(m_name); }
    QString message() const
    {
        const auto *bar = m_window->findChild<MessageBar *>();
        return bar->isVisible() ? bar->accessibleName() : QString();
    }
    void choose(const QString &key);
    QString currentKey() const { return model().node(tree().currentIndex()).path().toString(); }
    /// Types as an input method does; keyClicks knows Latin letters only.
    static void type(QWidget *widget, const QString &text);
    void chooseType(Kind kind);
    QAction *action(const QString &text) const;
    QLineEdit *openedEditor() const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QString m_name;
};

void TestMemberEdits::write(const QString &name, const QByteArray &text) const
{
    QFile file(path(name));
    QVERIFY2(file.open(QIODevice::WriteOnly) && file.write(text) == text.size(), qPrintable(name));
}

void TestMemberEdits::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    qputenv("XDG_DATA_HOME", m_home->filePath(u"data"_s).toLocal8Bit());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->filePath(u"preferences"_s));
    QVERIFY(QDir(m_home->path()).mkpath(u"demo"_s));
    write(u"server.json"_s, server);
    open(u"server.json"_s);
}

void TestMemberEdits::cleanup()
{
    m_tester.reset();
    m_window.reset();
}

void TestMemberEdits::open(const QString &name)
{
    m_name = name;
    m_tester.reset();
    m_window = std::make_unique<MainWindow>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_window->findChild<SettingsModel *>(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_window->resize(1000, 700);
    m_window->show();
    QSignalSpy opened(m_window.get(), &MainWindow::folderOpened);
    m_window->openFolder(path(name));
    QVERIFY(opened.count() == 1 || opened.wait());
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMemberEdits::choose(const QString &key)
{
    QTRY_VERIFY(model().fileIndex(m_name).isValid());
    const QModelIndex index = model().nodeIndex(m_name, KeyPath::parse(key).value());
    QVERIFY(index.isValid());
    tree().reveal(index);
    tree().setFocus();
    tree().setCurrentIndex(index);
}

void TestMemberEdits::type(QWidget *widget, const QString &text)
{
    auto *edit = qobject_cast<QLineEdit *>(widget);
    QVERIFY(edit);
    edit->selectAll();
    edit->insert(text);
}

void TestMemberEdits::chooseType(Kind kind)
{
    auto *box = form()->findChild<QComboBox *>();
    const int row = box->findData(int(kind));
    QVERIFY(row >= 0);
    box->setCurrentIndex(row);
}

QAction *TestMemberEdits::action(const QString &text) const
{
    for (QAction *action : tree().actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QLineEdit *TestMemberEdits::openedEditor() const
{
    return qobject_cast<QLineEdit *>(tree().viewport()->focusWidget() ? QApplication::focusWidget()
                                                                      : nullptr);
}

void TestMemberEdits::addsWhatWasTyped_data()
{
    QTest::addColumn<QString>("current"); // the row that has the focus
    QTest::addColumn<QString>("name");    // null: the form must not ask for one
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("added");

    QTest::newRow("to the file") << QString() << u"new"_s << "\"你好\"\n"_ba
                                 << "\"你好\",\n  \"new\": \"x\"\n"_ba << u"new"_s;
    QTest::newRow("to the current table") << u"http"_s << u"new"_s << "true }"_ba
                                          << "true, \"new\": \"x\" }"_ba << u"http.new"_s;
    QTest::newRow("to the table of the current value") << u"http.port"_s << u"名称"_s << "true }"_ba
                                                       << "true, \"名称\": \"x\" }"_ba << u"http.名称"_s;
    QTest::newRow("at the end of the current list") << u"hosts"_s << QString() << "\"c\"]"_ba
                                                    << "\"c\", \"x\"]"_ba << u"hosts[3]"_s;
    QTest::newRow("behind the current member of a list") << u"hosts[0]"_s << QString() << "\"a\","_ba
                                                         << "\"a\", \"x\","_ba << u"hosts[1]"_s;
}

void TestMemberEdits::addsWhatWasTyped()
{
    QFETCH(QString, current);
    QFETCH(QString, name);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, added);
    choose(current);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    QVERIFY(form());
    if (!name.isNull()) {
        type(QApplication::focusWidget(), name);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    type(QApplication::focusWidget(), u"x"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!form());
    QCOMPARE(buffer().bytes(), QByteArray(server).replace(before, after));
    QCOMPARE(currentKey(), added);
    QVERIFY(tree().hasFocus());
    QCOMPARE(message(), QString());

    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(buffer().bytes(), server);
}

void TestMemberEdits::addsEveryType_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a text") << Kind::String << u"8080"_s << "\"8080\""_ba;
    QTest::newRow("a whole number of any size")
        << Kind::Integer << u"123456789012345678901234567890"_s << "123456789012345678901234567890"_ba;
    QTest::newRow("a number") << Kind::Float << u"0.50"_s << "0.50"_ba;
    QTest::newRow("true") << Kind::Boolean << u"check"_s << "true"_ba;
    QTest::newRow("false") << Kind::Boolean << QString() << "false"_ba;
    QTest::newRow("null") << Kind::Null << QString() << "null"_ba;
    QTest::newRow("an empty table") << Kind::Table << QString() << "{}"_ba;
    QTest::newRow("an empty list") << Kind::List << QString() << "[]"_ba;
}

void TestMemberEdits::addsEveryType()
{
    QFETCH(Kind, kind);
    QFETCH(QString, typed);
    QFETCH(QByteArray, written);
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_N, Qt::ControlModifier);
    QVERIFY(form());
    QPointer<QWidget> name = QApplication::focusWidget();
    type(name, u"new"_s);
    chooseType(kind);
    if (kind == Kind::Boolean && !typed.isEmpty())
        QTest::keyClick(form()->findChild<QCheckBox *>(), Qt::Key_Space);
    else if (kind == Kind::Integer)
        type(form()->findChild<IntegerEdit *>()->findChild<QLineEdit *>(), typed);
    for (QLineEdit *edit : form()->findChildren<QLineEdit *>()) {
        if (edit != name && edit->isVisible() && !typed.isEmpty())
            type(edit, typed);
    }
    QTest::keyClick(name, Qt::Key_Enter);
    QVERIFY2(!form(), "the form stays");
    QCOMPARE(buffer().bytes(), QByteArray(server).replace("true }", "true, \"new\": " + written + " }"));
}

void TestMemberEdits::offersWhatTheFormatCanSay()
{
    choose(u"hosts"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    const auto *box = form()->findChild<QComboBox *>();
    QCOMPARE(Kind(box->currentData().toInt()), Kind::String); // as the other members are
    QCOMPARE(box->findData(int(Kind::DateTime)), -1);
    QCOMPARE(box->findData(int(Kind::Bytes)), -1);
    QTest::keyClick(form(), Qt::Key_Escape);
    QVERIFY(!form());

    choose(u"routes"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    QCOMPARE(Kind(form()->findChild<QComboBox *>()->currentData().toInt()), Kind::Table);
    QTest::keyClick(form(), Qt::Key_Return);
    QVERIFY2(buffer().bytes().contains("{ \"to\": 2 }, {}]"), buffer().bytes().constData());
}

void TestMemberEdits::errorsAreToldInTheForm()
{
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    const QPointer<MemberForm> shown = form();
    QWidget *name = QApplication::focusWidget();
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(shown->accessibleDescription(), u"It needs a name."_s);
    type(name, u"tls"_s);
    QCOMPARE(shown->accessibleDescription(), QString()); // not about what stands there now
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(shown->accessibleDescription(), u"There is a key \"tls\" already"_s);
    type(name, u"timeout"_s);
    chooseType(Kind::Integer);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(shown->accessibleDescription(), u"Expected a whole number, found \"\""_s);
    QCOMPARE(form(), shown.get());
    QCOMPARE(buffer().bytes(), server);
    const auto labels = shown->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().startsWith(u"Expected a whole number"_s);
    }));
    QTest::keyClick(name, Qt::Key_Escape);
    QVERIFY(!form());
    QVERIFY(tree().hasFocus());
    QCOMPARE(message(), QString());
}

void TestMemberEdits::theFormGoesByItselfWhereNothingWasTyped()
{
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    tree().setFocus();
    QVERIFY(!form());
    QTest::keyClick(&tree(), Qt::Key_Insert);
    type(QApplication::focusWidget(), u"new"_s);
    tree().setFocus();
    QVERIFY(form());
}

void TestMemberEdits::theTabKeyStaysInTheForm()
{
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    QWidget *first = QApplication::focusWidget();
    QList<QWidget *> reached;
    do {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(form()->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(!QApplication::focusWidget()->accessibleName().isEmpty() ||
                qobject_cast<QPushButton *>(QApplication::focusWidget()));
        reached += QApplication::focusWidget();
    } while (reached.last() != first && reached.size() < 20);
    QCOMPARE(reached.size(), 5); // name, type, value and two buttons
    QTest::keyClick(first, Qt::Key_Backtab);
    QCOMPARE(QApplication::focusWidget(), reached.at(3));
}

void TestMemberEdits::theFormStaysInTheWindow()
{
    for (const QSize &size : {QSize(1000, 700), QSize(700, 420)}) {
        m_window->resize(size);
        for (const QString &key : {u"http"_s, u"greeting"_s}) {
            choose(key);
            QTest::keyClick(&tree(), Qt::Key_Insert);
            QVERIFY(m_window->rect().contains(form()->geometry()));
            QTest::keyClick(form(), Qt::Key_Return); // an error makes it higher
            QVERIFY(m_window->rect().contains(form()->geometry()));
            QTest::keyClick(form(), Qt::Key_Escape);
        }
    }
}

void TestMemberEdits::theFormGoesWithTheFolder()
{
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_Insert);
    type(QApplication::focusWidget(), u"new"_s);
    m_window->openFolder(m_home->path());
    QVERIFY(!form());
}

void TestMemberEdits::removes_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("next"); // the row that has the focus then
    QTest::newRow("a key") << u"http.port"_s << " \"port\": 8080,"_ba
                           << ""_ba << u"http.tls"_s;
    QTest::newRow("a table") << u"http"_s << "  \"http\": { \"port\": 8080, \"tls\": true },\n"_ba
                             << ""_ba << u"hosts"_s;
    QTest::newRow("a member of a list") << u"hosts[1]"_s << " \"b\","_ba
                                        << ""_ba << u"hosts[1]"_s;
    QTest::newRow("the last member of a list") << u"hosts[2]"_s << ", \"c\""_ba
                                               << ""_ba << u"hosts[1]"_s;
}

void TestMemberEdits::removes()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, next);
    choose(key);
    QTest::keyClick(&tree(), Qt::Key_Delete);
    QCOMPARE(buffer().bytes(), QByteArray(server).replace(before, after));
    QCOMPARE(currentKey(), next);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(buffer().bytes(), server);
}

void TestMemberEdits::moves_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<Qt::Key>("direction");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("moved");
    QTest::newRow("down") << u"hosts[0]"_s << Qt::Key_Down << "[\"b\", \"a\", \"c\"]"_ba << u"hosts[1]"_s;
    QTest::newRow("up") << u"hosts[2]"_s << Qt::Key_Up << "[\"a\", \"c\", \"b\"]"_ba << u"hosts[1]"_s;
    QTest::newRow("not above the first")
        << u"hosts[0]"_s << Qt::Key_Up << "[\"a\", \"b\", \"c\"]"_ba << u"hosts[0]"_s;
    QTest::newRow("not below the last")
        << u"hosts[2]"_s << Qt::Key_Down << "[\"a\", \"b\", \"c\"]"_ba << u"hosts[2]"_s;
}

void TestMemberEdits::moves()
{
    QFETCH(QString, key);
    QFETCH(Qt::Key, direction);
    QFETCH(QByteArray, after);
    QFETCH(QString, moved);
    choose(key);
    QTest::keyClick(&tree(), direction, Qt::AltModifier);
    QCOMPARE(buffer().bytes(), QByteArray(server).replace("[\"a\", \"b\", \"c\"]", after));
    QTRY_COMPARE(currentKey(), moved);
}

void TestMemberEdits::whatIsOpenMovesAlong()
{
    choose(u"routes[0].to"_s); // opens what is above
    choose(u"routes[0]"_s);
    QVERIFY(tree().isExpanded(tree().currentIndex()));
    tree().collapse(model().nodeIndex(m_name, {u"routes"_s, 1}));
    QTest::keyClick(&tree(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(currentKey(), u"routes[1]"_s);
    QVERIFY(tree().isExpanded(model().nodeIndex(m_name, {u"routes"_s, 1})));
    QVERIFY(!tree().isExpanded(model().nodeIndex(m_name, {u"routes"_s, 0})));
}

void TestMemberEdits::renamesAtItsPlace_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Shift+F2") << Qt::KeyboardModifiers(Qt::ShiftModifier);
    QTest::newRow("F2, as a table has no value of its own") << Qt::KeyboardModifiers(Qt::NoModifier);
}
void TestMemberEdits::renamesAtItsPlace()
{
    QFETCH(Qt::KeyboardModifiers, modifiers);
    choose(u"http"_s);
    tree().expand(tree().currentIndex());
    QTest::keyClick(&tree(), Qt::Key_F2, modifiers);
    QVERIFY(openedEditor());
    QCOMPARE(openedEditor()->text(), u"http"_s);
    type(openedEditor(), u"网页"_s);
    QTest::keyClick(openedEditor(), Qt::Key_Return);
    QTRY_COMPARE(buffer().bytes(), QByteArray(server).replace("\"http\"", "\"网页\""));
    QCOMPARE(currentKey(), u"网页"_s);
    QVERIFY(tree().isExpanded(tree().currentIndex()));
    QTRY_VERIFY(tree().hasFocus());
    QTest::keyClick(&tree(), Qt::Key_Down); // the tree takes keys again
    QCOMPARE(currentKey(), u"网页.port"_s);
}

void TestMemberEdits::anImpossibleNameKeepsTheEditorOpen()
{
    choose(u"http.port"_s);
    QTest::keyClick(&tree(), Qt::Key_F2, Qt::ShiftModifier);
    type(openedEditor(), u"tls"_s);
    QVERIFY(!openedEditor()->accessibleDescription().isEmpty());
    QTest::keyClick(openedEditor(), Qt::Key_Return);
    QTRY_VERIFY2(message().contains(u"tls"_s), qPrintable(message()));
    QVERIFY(openedEditor());
    type(openedEditor(), u"port2"_s);
    QVERIFY(openedEditor()->accessibleDescription().isEmpty());
    QTest::keyClick(openedEditor(), Qt::Key_Return);
    QTRY_COMPARE(buffer().bytes(), QByteArray(server).replace("\"port\"", "\"port2\""));
}

void TestMemberEdits::anImpossibleValueKeepsTheEditorOpen_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Enter") << Qt::Key_Return;
    QTest::newRow("Tab") << Qt::Key_Tab;
}

void TestMemberEdits::anImpossibleValueKeepsTheEditorOpen()
{
    QFETCH(Qt::Key, key);
    choose(u"http.port"_s);
    QTest::keyClick(&tree(), Qt::Key_F2);
    auto *editor = qobject_cast<IntegerEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    editor->setText(u"80a"_s);
    QTest::keyClick(editor, key);
    QTRY_COMPARE(message(), u"http.port: expected a whole number, found \"80a\""_s);
    QVERIFY(editor->isVisible());
    editor->setText(u"9223372036854775807"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(buffer().bytes(), QByteArray(server).replace("8080", "9223372036854775807"));
}

void TestMemberEdits::everyKindHasItsEditor_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("editor");
    QTest::newRow("a whole number") << "1"_ba << QByteArray(IntegerEdit::staticMetaObject.className());
    QTest::newRow("a number") << "1.5"_ba << QByteArray(CheckedLineEdit::staticMetaObject.className());
    QTest::newRow("a short text") << "\"short\""_ba
                                  << QByteArray(CheckedLineEdit::staticMetaObject.className());
    QTest::newRow("a long text") << '"' + QByteArray(200, 'x') + '"'
                                 << QByteArray(TextPopup::staticMetaObject.className());
    QTest::newRow("a text of several lines")
        << "\"a\\nb\""_ba << QByteArray(TextPopup::staticMetaObject.className());
}

void TestMemberEdits::everyKindHasItsEditor()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, editor);
    write(u"kinds.json"_s, "{\"a\": " + value + "}");
    open(u"kinds.json"_s);
    choose(u"a"_s);
    QTest::keyClick(&tree(), Qt::Key_F2);
    const auto widgets = m_window->findChildren<QWidget *>();
    const auto found = std::find_if(widgets.begin(), widgets.end(), [&](const QWidget *widget) {
        return widget->metaObject()->className() == editor && widget->isVisible();
    });
    QVERIFY(found != widgets.end());
    QCOMPARE((*found)->accessibleName(), u"Value of a"_s);
}

void TestMemberEdits::refusalsStandInTheMessageBar()
{
    buffer().replace({{{0, 1}, "["_ba}}); // what the tree shows has no text any more
    choose(u"http"_s);
    QTest::keyClick(&tree(), Qt::Key_Delete);
    QVERIFY2(message().contains(u"repaired"_s), qPrintable(message()));
    QCOMPARE(buffer().bytes(), '[' + server.sliced(1));
}

void TestMemberEdits::aKeyThatIsGivenTwiceIsOutOfReach()
{
    const QByteArray twice = "{\"a\": {\"b\": 1}, \"a\": {\"b\": 2}}";
    write(u"twice.json"_s, twice);
    open(u"twice.json"_s);
    const QModelIndex shadowed = model().index(0, 0, model().fileIndex(u"twice.json"_s));
    tree().expandAll();
    tree().setFocus();
    for (const QModelIndex &index : {shadowed, model().index(0, 0, shadowed)}) {
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Insert}) {
            tree().setCurrentIndex(index);
            m_window->findChild<MessageBar *>()->hide();
            QTest::keyClick(&tree(), key);
            QVERIFY(!message().isEmpty());
            QVERIFY(!form());
            QCOMPARE(buffer().bytes(), twice);
        }
    }
}

void TestMemberEdits::actionsFollowTheRow_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("enabled");
    const QString add = u"Add Setting…"_s;
    QTest::newRow("a file") << QString() << QStringList{add};
    QTest::newRow("a key") << u"http.port"_s << QStringList{add, u"Rename"_s, u"Remove"_s};
    QTest::newRow("the first of a list") << u"hosts[0]"_s << QStringList{add, u"Remove"_s, u"Move Down"_s};
    QTest::newRow("one inside a list")
        << u"hosts[1]"_s << QStringList{add, u"Remove"_s, u"Move Up"_s, u"Move Down"_s};
    QTest::newRow("the last of a list") << u"hosts[2]"_s << QStringList{add, u"Remove"_s, u"Move Up"_s};
}

void TestMemberEdits::actionsFollowTheRow()
{
    QFETCH(QString, key);
    QFETCH(QStringList, enabled);
    choose(key);
    const QStringList about{u"Add Setting…"_s, u"Rename"_s, u"Remove"_s, u"Move Up"_s, u"Move Down"_s};
    QStringList found;
    for (const QAction *action : tree().actions()) {
        const QString text = action->text().remove(u'&');
        if (action->isEnabled() && about.contains(text))
            found += text;
    }
    QCOMPARE(found, enabled);
}

void TestMemberEdits::keysMeanTheTextWhileItIsEdited()
{
    choose(u"greeting"_s);
    QTest::keyClick(&tree(), Qt::Key_F2);
    QTest::keyClick(openedEditor(), Qt::Key_Delete); // all of it is selected
    QCOMPARE(openedEditor()->text(), QString());
    QCOMPARE(buffer().bytes(), server);
}

void TestMemberEdits::theStatusBarTellsTheFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("facts");
    QTest::newRow("no line end") << "{}"_ba << u"JSON  ·  UTF-8"_s;
    QTest::newRow("Unix") << "{\n}\n"_ba << u"JSON  ·  LF  ·  UTF-8"_s;
    QTest::newRow("Windows, with a mark")
        << "\xEF\xBB\xBF{\r\n}\r\n"_ba << u"JSON  ·  CRLF  ·  UTF-8 with BOM"_s;
    QTest::newRow("mixed") << "{\r\n}\n"_ba << u"JSON  ·  mixed line ends  ·  UTF-8"_s;
    QTest::newRow("a text without a tree") << "{\r\n"_ba << u"JSON  ·  CRLF  ·  UTF-8"_s;
    QTest::newRow("another encoding") << "{\"a\": \"\xFF\"}\n"_ba << u"JSON  ·  not UTF-8"_s;
}

void TestMemberEdits::theStatusBarTellsTheFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, facts);
    write(u"facts.json"_s, text);
    open(u"facts.json"_s);
    choose(QString()); // a file that never had good content is not shown by itself
    const auto shown = [this] {
        QStringList texts;
        for (const QLabel *label : m_window->findChild<StatusLine *>()->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts;
    };
    QVERIFY2(shown().contains(facts), qPrintable(shown().join(u'|')));
    if (facts == u"JSON  ·  LF  ·  UTF-8"_s) { // it follows the text
        buffer().replace({{{1, 2}, "\r\n"_ba}});
        QTRY_VERIFY2(shown().contains(u"JSON  ·  mixed line ends  ·  UTF-8"_s),
                     qPrintable(shown().join(u'|')));
    }
}

QTEST_MAIN(TestMemberEdits)
#include "tst_memberedits.moc"
