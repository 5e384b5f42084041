#include "editor/editorpane.h"
#include "editor/textview.h"
#include "layers/explainpopup.h"
#include "layers/layerlist.h"
#include "layers/layersdialog.h"
#include "tree/filteredit.h"
#include "tree/settingspane.h"
#include "window/folderhistory.h"
#include "window/folderlayers.h"
#include "window/foldersession.h"
#include "window/valueactions.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/history/historykeeper.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

#include <fcntl.h>

#include <atomic>
#include <cerrno>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

/// So many states of a folder will not be written.
static std::atomic<int> failingWrites = 0;

/// In place of that of the C library, also for Qt.
extern "C" __attribute__((visibility("default"))) int rename(const char *from, const char *to) noexcept
{
    if (failingWrites > 0 && QByteArrayView(to).contains("/sessions/")) {
        --failingWrites;
        errno = EIO;
        return -1;
    }
    return ::renameat(AT_FDCWD, from, AT_FDCWD, to);
}

/// The layers of a folder and the explanation of a value, in the real window.
class TestExplain
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void layersAreDeclaredFromTheSelection();
    void filesAreAddedByName();
    void aFileOutsideIsNoLayer();
    void aLayerIsTakenOut();
    void oneLayerAloneIsNotKept();
    void severalSetsAreDeclared();
    void cancelChangesNothing();
    void variablesAreExplained();
    void layersComeBackAfterARestart();
    void anotherWindowKeepsTheLayers();
    void layersWhoseWriteFailsAreWrittenWhenTheWindowCloses();
    void aRenamedFileStaysALayer();
    void withoutLayersTheyAreOffered();
    void aLinkLeadsToTheOtherLayer();
    void linksAreFollowedByTheKeyboard();
    void theToolTipTellsWhatHidesAValue();
    void theExplanationFollowsTheFiles();
    void theExplanationFollowsTheLayers();
    void olderValuesStayWhereTheyAre();
    void aKeyThatGoesIsTold();
    void aFileThatGoesIsTold();
    void aRenamedKeyIsFollowed();
    void aFilterThatHidesTheValueIsTold();

private:
    SettingsView &tree() const { return *m_window->findChild<SettingsView *>(); }
    SettingsModel &model() const { return *m_window->findChild<SettingsModel *>(); }
    FolderLayers &layers() const { return *m_window->findChild<FolderLayers *>(); }
    void makeWindow();
    void choose(const QString &file, const QString &key = {});
    void select(const QString &file);
    void openForm() const;
    LayersDialog *dialog() const;
    void typeFile(const QString &name) const;
    ExplainPopup *explain(const QString &file, const QString &key);
    static QString told(const ExplainPopup *popup, const QString &name);

    std::unique_ptr<MainWindow> m_window;
};

void TestExplain::init()
{
    makeHome();
    write(path(u"base.toml"_s), "port = 80\nhost = \"here\"\napi_token = \"hush\"\n");
    write(path(u"local.toml"_s), "port = 8080\n");
    write(path(u"other.json"_s), "{\"name\": 1}\n");
    makeWindow();
    QVERIFY(m_window->history().keeper()->waitUntilIdle());
}

void TestExplain::makeWindow()
{
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(open(*m_window, path({})));
}

void TestExplain::cleanup()
{
    m_window.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
}

void TestExplain::choose(const QString &file, const QString &key)
{
    const QModelIndex index =
        model().nodeIndex(file, key.isEmpty() ? KeyPath() : KeyPath::parse(key).value());
    QVERIFY(index.isValid());
    tree().reveal(index);
    m_window->activateWindow(); // no window manager does it when a form is closed
    tree().setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), &tree());
    tree().setCurrentIndex(index);
}

/// As a click with Ctrl does.
void TestExplain::select(const QString &file)
{
    tree().selectionModel()->select(model().fileIndex(file),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void TestExplain::openForm() const
{
    for (QAction *action : m_window->findChild<ValueActions *>()->actions()) {
        if (action->text().remove(u'&') == u"Layers…")
            action->trigger();
    }
    QVERIFY(dialog());
    QTRY_COMPARE(QApplication::focusWidget(), dialog()->findChild<LayerList *>());
}

LayersDialog *TestExplain::dialog() const
{
    for (LayersDialog *found : m_window->findChildren<LayersDialog *>()) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

void TestExplain::typeFile(const QString &name) const
{
    auto *line = dialog()->findChildren<QLineEdit *>().first();
    for (QLineEdit *found : dialog()->findChildren<QLineEdit *>()) {
        if (found->accessibleName() == u"File to add")
            line = found;
    }
    line->setFocus();
    line->setText(name); // typed, it would open the list of names that fit
    QTest::keyClick(line, Qt::Key_Return);
}

ExplainPopup *TestExplain::explain(const QString &file, const QString &key)
{
    choose(file, key);
    QTest::keyClick(&tree(), Qt::Key_I, Qt::ControlModifier);
    for (ExplainPopup *popup : m_window->findChildren<ExplainPopup *>()) {
        if (popup->isVisible())
            return popup;
    }
    return nullptr;
}

/// What a screen reader says of a row.
QString TestExplain::told(const ExplainPopup *popup, const QString &name)
{
    for (const QLabel *label : popup->findChildren<QLabel *>()) {
        if (label->accessibleName().startsWith(name + u": "_s))
            return label->accessibleName().sliced(name.size() + 2);
    }
    return {};
}

// Declaring

void TestExplain::layersAreDeclaredFromTheSelection()
{
    choose(u"base.toml"_s);
    select(u"local.toml"_s);
    openForm();
    auto *list = dialog()->findChild<LayerList *>();
    QCOMPARE(list->files(), (QStringList{u"base.toml"_s, u"local.toml"_s}));
    QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), u"Layer 1: base.toml"_s);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(list->files(), (QStringList{u"local.toml"_s, u"base.toml"_s}));
    QCOMPARE(list->currentRow(), 0);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier); // nothing is weaker
    QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(dialog(), Qt::Key_Return);
    QVERIFY(!dialog());
    const LayerSet declared{{u"base.toml"_s, u"local.toml"_s}, {}};
    QCOMPARE(layers().sets(), QList<LayerSet>{declared});

    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_COMPARE(
        told(popup, u"Layer"_s),
        u"Layer 1 of 2 (local.toml over base.toml).\nHidden by local.toml:1:8 (8080).\nChange layers…"_s);
}

void TestExplain::filesAreAddedByName()
{
    choose(u"base.toml"_s);
    openForm();
    typeFile(u"local.toml"_s);
    typeFile(u"later.toml"_s);
    typeFile(u"base.toml"_s); // is there already
    const auto *list = dialog()->findChild<LayerList *>();
    QCOMPARE(list->files(), (QStringList{u"base.toml"_s, u"local.toml"_s, u"later.toml"_s}));
    QCOMPARE(list->currentRow(), 0);
    QCOMPARE(list->item(2)->text(), u"3.  later.toml (not there yet)"_s);
    dialog()->accept();
    QCOMPARE(layers().sets().first().files.size(), 3);
}

void TestExplain::aFileOutsideIsNoLayer()
{
    choose(u"base.toml"_s);
    openForm();
    const auto *list = dialog()->findChild<LayerList *>();
    for (const QString &name : {u"../elsewhere.toml"_s, u"/etc/passwd"_s, u"."_s}) {
        typeFile(name);
        QCOMPARE(list->files(), QStringList{u"base.toml"_s});
        QVERIFY(dialog()); // Enter was for the name alone
    }
    typeFile(path(u"local.toml"_s)); // an absolute path into the folder
    QCOMPARE(list->files(), (QStringList{u"base.toml"_s, u"local.toml"_s}));
}

void TestExplain::aLayerIsTakenOut()
{
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s, u"other.json"_s}, {}}});
    choose(u"local.toml"_s);
    openForm();
    auto *list = dialog()->findChild<LayerList *>();
    QCOMPARE(list->count(), 3);
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(list->count(), 2);
    dialog()->accept();
    QCOMPARE(layers().sets().first().files, (QStringList{u"base.toml"_s, u"other.json"_s}));
}

void TestExplain::oneLayerAloneIsNotKept()
{
    choose(u"base.toml"_s);
    openForm();
    dialog()->accept();
    QVERIFY(layers().sets().isEmpty());
}

void TestExplain::severalSetsAreDeclared()
{
    const LayerSet first{{u"base.toml"_s, u"local.toml"_s}, {}};
    layers().setSets({first});
    choose(u"other.json"_s);
    select(u"base.toml"_s);
    openForm();
    const auto *choice = dialog()->findChild<QComboBox *>();
    QCOMPARE(choice->count(), 2);
    QCOMPARE(choice->currentText(), u"other.json over base.toml"_s);
    dialog()->accept();
    const LayerSet second{{u"base.toml"_s, u"other.json"_s}, {}};
    QCOMPARE(layers().sets(), (QList<LayerSet>{first, second}));
    QCOMPARE(layers().setsWith(u"base.toml"_s).size(), 2);

    openForm(); // shows the one that has both
    QTRY_COMPARE(dialog()->findChild<QComboBox *>()->currentIndex(), 1);
    for (QToolButton *button : dialog()->findChildren<QToolButton *>()) {
        if (button->accessibleName().startsWith(u"Remove this set"))
            button->click();
    }
    dialog()->accept();
    QCOMPARE(layers().sets(), QList<LayerSet>{first});
}

void TestExplain::cancelChangesNothing()
{
    choose(u"base.toml"_s);
    select(u"local.toml"_s);
    openForm();
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QVERIFY(layers().sets().isEmpty());
}

void TestExplain::variablesAreExplained()
{
    choose(u"base.toml"_s);
    openForm();
    for (QLineEdit *line : dialog()->findChildren<QLineEdit *>()) {
        if (line->accessibleName() == u"Prefix of environment variables")
            QTest::keyClicks(line, u"RETUNETEST_"_s);
    }
    dialog()->accept();
    QCOMPARE(layers().sets(), (QList<LayerSet>{{{u"base.toml"_s}, u"RETUNETEST_"_s}}));
    qputenv("RETUNETEST_PORT", "9");
    qputenv("RETUNETEST_API_TOKEN", "psst");
    ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"Hidden by the variable RETUNETEST_PORT (9)."_s));
    QTest::keyClick(popup, Qt::Key_Escape);
    popup = explain(u"base.toml"_s, u"api_token"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"RETUNETEST_API_TOKEN (••••••)."_s));
    qunsetenv("RETUNETEST_PORT");
    qunsetenv("RETUNETEST_API_TOKEN");
}

// Keeping

void TestExplain::layersComeBackAfterARestart()
{
    const QList<LayerSet> sets{{{u"base.toml"_s, u"local.toml"_s}, u"APP_"_s}};
    layers().setSets(sets);
    m_window.reset();
    makeWindow();
    QCOMPARE(layers().sets(), sets);
    QVERIFY(QDir(home({})).mkpath(u"else"_s));
    write(home(u"else/base.toml"_s), "a = 1\n");
    QVERIFY(open(*m_window, home(u"else"_s)));
    QVERIFY(layers().sets().isEmpty()); // they are those of the other folder
}

void TestExplain::anotherWindowKeepsTheLayers()
{
    const QList<LayerSet> sets{{{u"base.toml"_s, u"local.toml"_s}, {}}};
    {
        MainWindow second;
        second.show();
        QVERIFY(open(second, path({})));
        layers().setSets(sets);
        m_window.reset();
        second.findChild<SettingsView *>()->setCurrentIndex(valueOf(second, u"base.toml"_s, {u"host"_s}));
        second.close(); // it has not heard of them
    }
    makeWindow();
    QCOMPARE(layers().sets(), sets);
}

void TestExplain::layersWhoseWriteFailsAreWrittenWhenTheWindowCloses()
{
    const QList<LayerSet> sets{{{u"base.toml"_s, u"local.toml"_s}, {}}};
    const QDir states(home(u"data/retune/sessions"_s));
    QTRY_VERIFY(!states.entryList({u"*.json"_s}).isEmpty()); // only what takes its place is renamed
    const QSignalSpy keeping(m_window->findChild<FolderSession *>(), &FolderSession::layoutChanged);
    failingWrites = 1;
    layers().setSets(sets);
    QTRY_VERIFY(!keeping.isEmpty());
    m_window.reset(); // does not know yet how that ended
    QCOMPARE(failingWrites.load(), 0);
    makeWindow();
    QCOMPARE(layers().sets(), sets);
}

void TestExplain::aRenamedFileStaysALayer()
{
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s}, {}}});
    choose(u"local.toml"_s);
    QTest::keyClick(&tree(), Qt::Key_F2, Qt::ShiftModifier);
    auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(name);
    name->setText(u"site.toml"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(layers().sets().first().files, (QStringList{u"base.toml"_s, u"site.toml"_s}));
    QTRY_VERIFY(model().fileIndex(u"site.toml"_s).isValid());
}

// Explaining

void TestExplain::withoutLayersTheyAreOffered()
{
    ExplainPopup *popup = explain(u"local.toml"_s, u"port"_s);
    QTRY_COMPARE(
        told(popup, u"Layer"_s),
        u"Also given in base.toml:1:8 (80). Which file counts is up to the program.\nDeclare layers…"_s);
    Q_EMIT popup->findChildren<QLabel *>().last()->linkActivated({}); // none of these is a link
    QVERIFY(popup->isVisible());
    for (QLabel *label : popup->findChildren<QLabel *>()) {
        if (label->text().contains(u"Declare"_s))
            Q_EMIT label->linkActivated(u"layers"_s);
    }
    QVERIFY(dialog());
    QCOMPARE(dialog()->findChild<LayerList *>()->files(), (QStringList{u"base.toml"_s, u"local.toml"_s}));
}

void TestExplain::aLinkLeadsToTheOtherLayer()
{
    write(path(u"local.toml"_s), "\n\nport = 8080\n");
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s}, {}}});
    ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"Hidden by local.toml:3:8"_s));
    for (QLabel *label : popup->findChildren<QLabel *>()) {
        if (label->text().contains(u"Hidden by"_s)) {
            QVERIFY(label->textInteractionFlags() & Qt::LinksAccessibleByKeyboard);
            Q_EMIT label->linkActivated(u"0"_s);
        }
    }
    QVERIFY(!popup->isVisible());
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"local.toml"_s);
    QCOMPARE(m_window->findChild<TextView *>()->textCursor().blockNumber(), 2);
}

void TestExplain::linksAreFollowedByTheKeyboard()
{
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s}, {}}});
    ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"Hidden by local.toml:1:8"_s));
    QTRY_COMPARE(QApplication::focusWidget(), popup);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // its own place
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // that of the other layer
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(m_window->findChild<EditorPane *>()->currentPath(), u"local.toml"_s);
}

void TestExplain::theToolTipTellsWhatHidesAValue()
{
    const auto tip = [this](const QString &file, const QString &key) {
        return valueOf(*m_window, file, {key}).data(Qt::ToolTipRole).toString();
    };
    const QString hidden = u"Hidden by local.toml, which is a stronger layer"_s;
    QVERIFY(!tip(u"base.toml"_s, u"port"_s).contains(u"Hidden"_s));
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s}, {}}});
    QVERIFY(tip(u"base.toml"_s, u"port"_s).contains(hidden));
    QVERIFY(!tip(u"base.toml"_s, u"host"_s).contains(u"Hidden"_s));
    QVERIFY(!tip(u"local.toml"_s, u"port"_s).contains(u"Hidden"_s));
}

void TestExplain::theExplanationFollowsTheFiles()
{
    layers().setSets({{{u"base.toml"_s, u"local.toml"_s}, {}}});
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"(8080)"_s));
    write(path(u"local.toml"_s), "# none\nport = 8081\n"); // the other layer
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"Hidden by local.toml:2:8 (8081)"_s));
    write(path(u"base.toml"_s), "# moved\nport = 81\nhost = \"here\"\n"); // its own file
    QTRY_COMPARE(told(popup, u"Value"_s), u"81 (whole number)"_s);
    QTRY_VERIFY(told(popup, u"Place"_s).startsWith(u"base.toml:2:8"_s));
    QTRY_VERIFY(told(popup, u"Last change"_s).contains(u"another program"_s)); // and its history
    QTRY_COMPARE(popup->findChild<QTreeWidget *>()->topLevelItemCount(), 1);
    QVERIFY(popup->isVisible());
    QCOMPARE(popup->height(), popup->layout()->totalHeightForWidth(popup->width()));
}

void TestExplain::theExplanationFollowsTheLayers()
{
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"up to the program"_s));
    layers().setSets({{{u"local.toml"_s, u"base.toml"_s}, {}}});
    QTRY_VERIFY(told(popup, u"Layer"_s).contains(u"In force. Hides local.toml:1:8 (8080)."_s));
}

void TestExplain::olderValuesStayWhereTheyAre()
{
    const auto edit = [this](int number) {
        const QByteArray text = "port = " + QByteArray::number(number) + '\n';
        write(path(u"local.toml"_s), text);
        QTRY_COMPARE(m_window->store()->snapshot().file(u"local.toml")->document.bytes(), text);
    };
    for (int number = 1; number <= 12; ++number)
        edit(number);
    QTRY_COMPARE(logTexts(*m_window, LogEntry::Kind::Reload).size(), 12);
    const ExplainPopup *popup = explain(u"local.toml"_s, u"port"_s);
    auto *older = popup->findChild<QTreeWidget *>();
    QTRY_COMPARE(older->topLevelItemCount(), 12);
    QTRY_COMPARE(QApplication::focusWidget(), older);
    older->setCurrentItem(older->topLevelItem(8));
    older->verticalScrollBar()->setValue(4);
    const QString top = older->itemAt(0, 0)->text(0);
    const QString chosen = older->currentItem()->text(0);
    edit(99);
    QTRY_COMPARE(older->topLevelItemCount(), 13);
    QCOMPARE(older->topLevelItem(0)->text(0), u"12"_s);
    QCOMPARE(older->currentItem()->text(0), chosen);
    QCOMPARE(older->itemAt(0, 0)->text(0), top);
    QCOMPARE(QApplication::focusWidget(), older);
}

void TestExplain::aKeyThatGoesIsTold()
{
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    const auto isTold = [popup](const QString &text) {
        return popup->accessibleName() == u"About port: %1 What follows is as it was."_s.arg(text);
    };
    write(path(u"base.toml"_s), "host = \"here\"\n");
    QTRY_VERIFY(isTold(u"This key is no longer in base.toml."_s));
    QVERIFY(popup->isVisible());
    write(path(u"base.toml"_s), "host = \"here\"\nport = 7\n");
    QTRY_COMPARE(told(popup, u"Value"_s), u"7 (whole number)"_s);
    QCOMPARE(popup->accessibleName(), u"About port"_s);
}

void TestExplain::aFileThatGoesIsTold()
{
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    QVERIFY(QFile::remove(path(u"base.toml"_s)));
    QTRY_VERIFY(told(popup, u"State"_s).contains(u"The file is gone; its last values stay in force."_s));
    m_window->store()->forget(u"base.toml"_s); // as when it is trashed or renamed
    QTRY_COMPARE(popup->accessibleName(),
                 u"About port: base.toml is no longer in the folder. What follows is as it was."_s);
    QVERIFY(popup->isVisible());
}

void TestExplain::aRenamedKeyIsFollowed()
{
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    const QModelIndex name = model().nodeIndex(u"base.toml"_s, {u"port"_s});
    QVERIFY(model().setData(name, u"door"_s, Qt::EditRole));
    QTRY_COMPARE(popup->accessibleName(), u"About door"_s);
}

void TestExplain::aFilterThatHidesTheValueIsTold()
{
    const ExplainPopup *popup = explain(u"base.toml"_s, u"port"_s);
    m_window->findChild<FilterEdit *>()->setText(u"other.json"_s);
    QTRY_VERIFY(popup->accessibleName().contains(u"The filter of the tree leaves this value out now."_s));
}

QTEST_MAIN(TestExplain)
#include "tst_explain.moc"
