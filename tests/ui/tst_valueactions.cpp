#include "layers/explainpopup.h"
#include "tree/colorpopup.h"
#include "tree/filteredit.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "treewindowtest.h"
#include "window/folderhistory.h"
#include "window/valueactions.h"

#include <retune/edit/workspace.h>
#include <retune/history/historyreader.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QApplication>
#include <QtWidgets/QColorDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeWidget>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// Rows that are selected together, copies, colours and explanations, by the keyboard in the real window.
class TestValueActions
    : public QObject
    , protected TreeWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeTree(); }
    void theSameKeyIsEditedInAllFiles();
    void severalValuesOfOneTypeAreEditedTogether();
    void spaceSwitchesAllThatAreSelected();
    void mixedTypesAreEditedAlone();
    void severalRowsAreRemovedTogether();
    void whatTheProgramChoosesIsChosenAlone();
    void copiesRows_data();
    void copiesRows();
    void aSecretValueIsCopiedByAnActionThatSaysSo();
    void listsOfSecretsDoNotShowTheirSource();
    void duplicatesAndAsksForTheName();
    void duplicatesOfSecretsAreCovered_data();
    void duplicatesOfSecretsAreCovered();
    void duplicatesAMemberOfAList();
    void colorsKeepTheirNotation_data();
    void colorsKeepTheirNotation();
    void coloursHaveASwatch();
    void choosesAColour();
    void explainsAValue();
    void explainsASecretWithoutTellingIt();
    void putsAnOlderValueBack();
    void theFilterLeavesOutWhatItDoesNotKnow();

private:
    void select(const QString &file, const QString &key);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&tree(), key, modifiers);
    }
    void typeValue(const QString &value);
    void save(const QString &file);
    QAction *action(const QString &text) const;
    QString note() const;
    ExplainPopup *explanation() const;
};

void TestValueActions::init()
{
    makeHome();
    write(
        path(u"a.json"_s),
        R"({"port": 8080, "tls": true, "bg": "#FFF", "name": "你好", "api_token": "hush", "tokens": ["x"]})");
    write(path(u"b.toml"_s), "port = 80 # web\ntls = false\nlist = [1, 2]\n");
    openTree();
    QVERIFY(m_window->history().keeper()->waitUntilIdle());
}

/// As a click with Ctrl does.
void TestValueActions::select(const QString &file, const QString &key)
{
    const QModelIndex index = model().nodeIndex(file, KeyPath::parse(key).value());
    tree().reveal(index);
    tree().selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void TestValueActions::typeValue(const QString &value)
{
    press(Qt::Key_F2);
    QWidget *editor = QApplication::focusWidget();
    QVERIFY(editor != &tree());
    QTest::keyClicks(editor, value);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
}

void TestValueActions::save(const QString &file)
{
    const qsizetype told = logTexts(*m_window, LogEntry::Kind::Reload).size();
    m_window->workspace()->save(file);
    QTRY_VERIFY(logTexts(*m_window, LogEntry::Kind::Reload).size() > told); // then the history has it
    QVERIFY(m_window->history().keeper()->waitUntilIdle());
}

QAction *TestValueActions::action(const QString &text) const
{
    for (QAction *action : m_window->findChild<ValueActions *>()->actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QString TestValueActions::note() const
{
    return tree().accessibleDescription();
}

ExplainPopup *TestValueActions::explanation() const
{
    for (ExplainPopup *popup : m_window->findChildren<ExplainPopup *>()) {
        if (popup->isVisible())
            return popup;
    }
    return nullptr;
}

void TestValueActions::theSameKeyIsEditedInAllFiles()
{
    choose(u"a.json"_s, u"port"_s);
    QCOMPARE(note(), QString());
    press(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(note(), u"2 values are selected: an edit changes all of them."_s);
    typeValue(u"9090"_s);
    QVERIFY(text(u"a.json"_s).contains("\"port\": 9090,"));
    QVERIFY(text(u"b.toml"_s).contains("port = 9090 # web"));
    for (const QString &file : {u"a.json"_s, u"b.toml"_s}) { // one step in each
        m_window->workspace()->buffer(file)->undo();
        QVERIFY(!m_window->workspace()->buffer(file)->isModified());
        QVERIFY(!m_window->workspace()->buffer(file)->canUndo());
    }
}

void TestValueActions::severalValuesOfOneTypeAreEditedTogether()
{
    choose(u"b.toml"_s, u"list[0]"_s);
    select(u"b.toml"_s, u"list[1]"_s);
    select(u"b.toml"_s, u"port"_s);
    typeValue(u"7"_s);
    QCOMPARE(text(u"b.toml"_s), "port = 7 # web\ntls = false\nlist = [7, 7]\n"_ba);
    m_window->workspace()->buffer(u"b.toml"_s)->undo();
    QVERIFY(!m_window->workspace()->buffer(u"b.toml"_s)->canUndo());
}

void TestValueActions::spaceSwitchesAllThatAreSelected()
{
    choose(u"b.toml"_s, u"tls"_s);
    select(u"a.json"_s, u"tls"_s);
    press(Qt::Key_Space);
    QVERIFY(text(u"b.toml"_s).contains("tls = true"));
    QVERIFY(text(u"a.json"_s).contains("\"tls\": true"));
    press(Qt::Key_Space);
    QVERIFY(text(u"b.toml"_s).contains("tls = false"));
    QVERIFY(text(u"a.json"_s).contains("\"tls\": false"));
}

void TestValueActions::mixedTypesAreEditedAlone()
{
    choose(u"a.json"_s, u"port"_s);
    select(u"a.json"_s, u"name"_s);
    QVERIFY(note().contains(u"an edit changes the current one alone"_s));
    typeValue(u"1"_s);
    QVERIFY(text(u"a.json"_s).contains("\"port\": 1,"));
    QVERIFY(text(u"a.json"_s).contains("\"name\": \"你好\""));
}

void TestValueActions::severalRowsAreRemovedTogether()
{
    choose(u"b.toml"_s, u"list[0]"_s);
    select(u"b.toml"_s, u"list[1]"_s);
    select(u"b.toml"_s, u"port"_s);
    select(u"a.json"_s, u"name"_s);
    press(Qt::Key_Delete);
    QCOMPARE(text(u"b.toml"_s), "tls = false\nlist = []\n"_ba);
    QVERIFY(!text(u"a.json"_s).contains("name"));
    m_window->workspace()->buffer(u"b.toml"_s)->undo();
    QVERIFY(!m_window->workspace()->buffer(u"b.toml"_s)->isModified());
}

void TestValueActions::whatTheProgramChoosesIsChosenAlone()
{
    choose(u"a.json"_s, u"port"_s);
    press(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 2);
    choose(u"a.json"_s, u"name"_s);
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(note(), QString());
}

void TestValueActions::copiesRows_data()
{
    QTest::addColumn<QList<std::pair<QString, QString>>>("rows");
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    using Rows = QList<std::pair<QString, QString>>;
    QTest::newRow("a value") << Rows{{u"a.json"_s, u"name"_s}} << u"name = 你好"_s << u"name"_s << u"你好"_s;
    QTest::newRow("a list") << Rows{{u"b.toml"_s, u"list"_s}} << u"list = [1, 2]"_s << u"list"_s
                            << u"[1, 2]"_s;
    QTest::newRow("several, in the order of the tree")
        << Rows{{u"a.json"_s, u"tls"_s}, {u"a.json"_s, u"port"_s}} << u"port = 8080\ntls = true"_s
        << u"port\ntls"_s << u"8080\ntrue"_s;
    QTest::newRow("of two files") << Rows{{u"a.json"_s, u"port"_s}, {u"b.toml"_s, u"port"_s}}
                                  << u"a.json: port = 8080\nb.toml: port = 80"_s << u"port\nport"_s
                                  << u"8080\n80"_s;
    QTest::newRow("a secret stays covered in its row")
        << Rows{{u"a.json"_s, u"api_token"_s}} << u"api_token = ••••••"_s << u"api_token"_s << u"hush"_s;
    QTest::newRow("a file") << Rows{{u"a.json"_s, QString()}} << u"a.json"_s << u"a.json"_s << QString();
}

void TestValueActions::copiesRows()
{
    using Rows = QList<std::pair<QString, QString>>;
    QFETCH(const Rows, rows);
    QFETCH(const QString, value);
    choose(rows.first().first, rows.first().second);
    for (const auto &[file, key] : rows)
        select(file, key);
    QClipboard *clipboard = QApplication::clipboard();
    press(Qt::Key_C, Qt::ControlModifier);
    QTEST(clipboard->text(), "row");
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTEST(clipboard->text(), "path");
    press(Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    if (!value.isEmpty())
        QCOMPARE(clipboard->text(), value);
}

void TestValueActions::aSecretValueIsCopiedByAnActionThatSaysSo()
{
    choose(u"a.json"_s, u"name"_s);
    QVERIFY(action(u"Copy Value"_s));
    for (const QString &key : {u"api_token"_s, u"tokens"_s, QString()}) {
        choose(u"a.json"_s, key);
        QVERIFY2(action(u"Copy Secret Value"_s), qPrintable(key));
    }
}

void TestValueActions::listsOfSecretsDoNotShowTheirSource()
{
    QCOMPARE(valueOf(*m_window, u"a.json"_s, {u"tokens"_s}).data().toString(), u"1 item"_s);
    QCOMPARE(valueOf(*m_window, u"b.toml"_s, {u"list"_s}).data().toString(), u"[1, 2]"_s);
}

void TestValueActions::duplicatesAndAsksForTheName()
{
    choose(u"b.toml"_s, u"port"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(text(u"b.toml"_s), "port = 80 # web\nport_copy = 80 # web\ntls = false\nlist = [1, 2]\n"_ba);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    QCOMPARE(editor->text(), u"port_copy"_s);
    QTest::keyClicks(editor, u"admin"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(text(u"b.toml"_s).contains("\nadmin = 80 # web\n"));
    QCOMPARE(tree().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(model().subject(tree().currentIndex()), u"admin"_s);
}

void TestValueActions::duplicatesOfSecretsAreCovered_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("copy");
    QTest::addColumn<bool>("isUncovered");
    QTest::newRow("of one that is covered") << u"api_token"_s << u"api_token_copy"_s << false;
    QTest::newRow("of one that the user has uncovered") << u"api_token"_s << u"api_token_copy"_s << true;
    QTest::newRow("of a list of secrets") << u"tokens"_s << u"tokens_copy"_s << false;
    QTest::newRow("of a member of it") << u"tokens[0]"_s << u"tokens[1]"_s << false;
}

void TestValueActions::duplicatesOfSecretsAreCovered()
{
    QFETCH(const QString, key);
    QFETCH(const QString, copy);
    QFETCH(const bool, isUncovered);
    choose(u"a.json"_s, key);
    model().setUncovered(tree().currentIndex(), isUncovered);
    press(Qt::Key_D, Qt::ControlModifier);
    const QModelIndex value = valueOf(*m_window, u"a.json"_s, KeyPath::parse(copy).value());
    QCOMPARE(model().subject(value), copy);
    QVERIFY2(!value.data().toString().contains(u"hush"_s), qPrintable(value.data().toString()));
    QVERIFY2(!value.data(Qt::ToolTipRole).toString().contains(u"hush"_s),
             qPrintable(value.data(Qt::ToolTipRole).toString()));
    for (const LogEntry::Kind kind : {LogEntry::Kind::Info, LogEntry::Kind::Reload})
        QVERIFY(logTexts(*m_window, kind).filter(u"hush"_s).isEmpty());
    if (key != u"tokens")
        QVERIFY(value.data(SettingsModel::MaskedRole).toBool());
}

void TestValueActions::duplicatesAMemberOfAList()
{
    choose(u"b.toml"_s, u"list[0]"_s);
    press(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(text(u"b.toml"_s).contains("list = [1, 1, 2]"));
    QCOMPARE(model().subject(tree().currentIndex()), u"list[1]"_s);
    QCOMPARE(QApplication::focusWidget(), &tree());
}

void TestValueActions::colorsKeepTheirNotation_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QColor>("chosen");
    QTest::addColumn<QString>("spelled");
    QTest::newRow("three digits take the nearest") << u"#abc"_s << QColor(0x12, 0xef, 0x88) << u"#1e8"_s;
    QTest::newRow("six") << u"#aabbcc"_s << QColor(0x12, 0xef, 0x88) << u"#12ef88"_s;
    QTest::newRow("in capitals") << u"#AABBCC"_s << QColor(0x12, 0xef, 0x88) << u"#12EF88"_s;
    QTest::newRow("with alpha") << u"#80aabbcc"_s << QColor(0x12, 0xef, 0x88, 0x40) << u"#4012ef88"_s;
    QTest::newRow("without alpha there is none") << u"#aabbcc"_s << QColor(1, 2, 3, 4) << u"#010203"_s;
    QTest::newRow("four digits are no colour") << u"#abcd"_s << QColor() << QString();
    QTest::newRow("neither are other letters") << u"#abg"_s << QColor() << QString();
    QTest::newRow("nor words behind") << u"#abc x"_s << QColor() << QString();
    QTest::newRow("nor a name") << u"red"_s << QColor() << QString();
}

void TestValueActions::colorsKeepTheirNotation()
{
    QFETCH(const QString, text);
    QFETCH(const QColor, chosen);
    const auto color = ColorText::parse(text);
    QCOMPARE(color.has_value(), chosen.isValid());
    if (!color)
        return;
    QTEST(color->spelled(chosen), "spelled");
    QCOMPARE(color->spelled(color->color), text);
}

void TestValueActions::coloursHaveASwatch()
{
    const QVariant swatch = valueOf(*m_window, u"a.json"_s, {u"bg"_s}).data(Qt::DecorationRole);
    const QImage image = swatch.value<QIcon>().pixmap(16, 16, QIcon::Selected).toImage();
    QCOMPARE(image.pixelColor(image.rect().center()), QColor(Qt::white));
    QVERIFY(!valueOf(*m_window, u"a.json"_s, {u"name"_s}).data(Qt::DecorationRole).isValid());
    choose(u"a.json"_s, u"name"_s);
    QVERIFY(!action(u"Choose Colour…"_s)->isEnabled());
}

void TestValueActions::choosesAColour()
{
    choose(u"a.json"_s, u"bg"_s);
    press(Qt::Key_F4);
    auto *popup = tree().findChild<ColorPopup *>();
    QVERIFY(popup && popup->isVisible());
    QCOMPARE(popup->accessibleName(), u"Colour of bg"_s);
    auto *dialog = popup->findChild<QColorDialog *>();
    QVERIFY(!dialog->testOption(QColorDialog::ShowAlphaChannel));
    dialog->setCurrentColor(QColor(0x11, 0xee, 0x88));
    QTest::keyClick(popup, Qt::Key_Return);
    QVERIFY(text(u"a.json"_s).contains("\"bg\": \"#1E8\""));
    QVERIFY(!popup->isVisible());
    press(Qt::Key_F4);
    QTRY_VERIFY(tree().findChild<ColorPopup *>() && tree().findChild<ColorPopup *>()->isVisible());
    QTest::keyClick(tree().findChild<ColorPopup *>()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(text(u"a.json"_s).contains("\"bg\": \"#1E8\""));
}

void TestValueActions::explainsAValue()
{
    choose(u"a.json"_s, u"port"_s);
    typeValue(u"9090"_s);
    save(u"a.json"_s);
    press(Qt::Key_I, Qt::ControlModifier);
    ExplainPopup *popup = explanation();
    QVERIFY(popup);
    QCOMPARE(popup->accessibleName(), u"About port"_s);
    const auto says = [popup](const QString &part) {
        const QList<QLabel *> labels = popup->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->text().contains(part); });
    };
    QVERIFY(says(u"9090 (number)"_s) || says(u"9090 (whole number)"_s));
    QTRY_VERIFY(says(u">a.json:1:10<"_s));
    QVERIFY(says(u"Also given in <a href='0'>b.toml:1:8</a> (80)."_s));
    QVERIFY(says(u"When the folder was opened it was: 8080"_s));
    QTRY_VERIFY(says(u", by Retune"_s));
    QCOMPARE(popup->height(), popup->layout()->totalHeightForWidth(popup->width())); // no empty room
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!explanation());
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
}

void TestValueActions::explainsASecretWithoutTellingIt()
{
    write(path(u"a.json"_s), R"({"api_token": "other"})");
    QTRY_COMPARE(logTexts(*m_window, LogEntry::Kind::Reload).size(), 1);
    QTRY_COMPARE(model().node(model().nodeIndex(u"a.json"_s, {u"api_token"_s})).value().text, u"other"_s);
    choose(u"a.json"_s, u"api_token"_s);
    press(Qt::Key_I, Qt::ControlModifier);
    auto *older = explanation()->findChild<QTreeWidget *>();
    QTRY_VERIFY(older->topLevelItemCount() > 0);
    QCOMPARE(older->topLevelItem(0)->text(0), u"••••••"_s);
    QCOMPARE(older->topLevelItem(0)->text(2), u"another program"_s);
    for (const QLabel *label : explanation()->findChildren<QLabel *>()) {
        QVERIFY2(!label->text().contains(u"hush"_s) && !label->text().contains(u"other\""_s),
                 qPrintable(label->text()));
        QVERIFY(!label->text().startsWith(u"other ("_s));
    }
}

void TestValueActions::putsAnOlderValueBack()
{
    choose(u"a.json"_s, u"port"_s);
    typeValue(u"1"_s);
    save(u"a.json"_s);
    choose(u"a.json"_s, u"port"_s);
    press(Qt::Key_I, Qt::ControlModifier);
    auto *older = explanation()->findChild<QTreeWidget *>();
    QTRY_COMPARE(older->topLevelItemCount(), 1);
    QCOMPARE(older->topLevelItem(0)->text(0), u"8080"_s);
    explanation()->findChild<QPushButton *>()->click();
    QVERIFY(text(u"a.json"_s).contains("\"port\": 8080,"));
    save(u"a.json"_s);
    const auto kept = HistoryReader(m_window->history().keeper()->location()).revisions();
    QVERIFY(kept->first().label.startsWith(u"put port back as before"_s));
}

void TestValueActions::theFilterLeavesOutWhatItDoesNotKnow()
{
    auto *filter = m_window->findChild<FilterEdit *>();
    choose(u"a.json"_s, u"port"_s);
    typeValue(u"1"_s);
    filter->setText(u"is:unsaved is:odd "_s);
    QVERIFY(filter->accessibleDescription().startsWith(u"Left out: is:odd."_s));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().rowCount(model().index(0, 0)), 1);
    m_window->workspace()->buffer(u"a.json"_s)->undo();
    QTRY_COMPARE(model().rowCount(), 0);
    filter->setText(u"is:changed"_s);
    QVERIFY(filter->accessibleDescription().isEmpty());
    QTRY_VERIFY(model().filter().isChanged);
    m_window->workspace()->buffer(u"b.toml"_s)->replace({Replacement{{7, 9}, "81"}});
    QTRY_COMPARE(model().rowCount(), 1);
}

QTEST_MAIN(TestValueActions)
#include "tst_valueactions.moc"
