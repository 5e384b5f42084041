#include "changes/changespane.h"
#include "editor/conflictbar.h"
#include "editor/editorpane.h"
#include "editor/textview.h"
#include "layers/explainpopup.h"
#include "layers/layersdialog.h"
#include "merge/clashcard.h"
#include "run/runbar.h"
#include "tree/colorpopup.h"
#include "tree/memberform.h"
#include "tree/nameform.h"
#include "tree/settingspane.h"
#include "tree/settingsview.h"
#include "tree/textpopup.h"
#include "window/actions.h"
#include "window/bottompane.h"
#include "window/codebar.h"
#include "window/folderhistory.h"
#include "window/preferencesdialog.h"
#include "window/shortcutlist.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>
#include <retune/history/historykeeper.h>

#include <QtCore/QThreadPool>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// What a keyboard and a screen reader find in the window, in each state that it can be in.
class TestAccessibility
    : public QObject
    , protected WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingHasANameAndIsReached_data();
    void everythingHasANameAndIsReached();
    void theStatesOfRowsAreTold();
    void aChangeIsTold();

private:
    /// Brings a part of the window in sight, and returns it; null where that failed.
    using Scene = QWidget *(TestAccessibility::*)();

    static std::vector<std::pair<const char *, Scene>> scenes();
    QWidget *window() { return m_window.get(); }
    QWidget *changes();
    QWidget *problems();
    QWidget *timeline();
    QWidget *bars();
    QWidget *conflict();
    QWidget *comparison();
    QWidget *clashes();
    QWidget *editedValue();
    QWidget *newSetting();
    QWidget *newFile();
    QWidget *longText();
    QWidget *color();
    QWidget *explanation();
    QWidget *layers();
    QWidget *look() { return preferences(0); }
    QWidget *folders() { return preferences(1); }
    QWidget *names() { return preferences(2); }
    QWidget *keys();
    QWidget *about();

    QWidget *preferences(int page);
    template<typename Part>
    Part *part() const
    {
        return m_window->findChild<Part *>();
    }
    Actions &actions() const { return *part<Actions>(); }
    void choose(const QString &file, const QString &key) const;
    QModelIndex edit(const QString &key, const QString &value) const;
    bool makeConflict() const;

    std::unique_ptr<MainWindow> m_window;
};

// What is looked at

/// What can be done something with, as far as it is there now and is no inner part of something else.
bool isInteractive(const QWidget &widget)
{
    const QString name = widget.objectName();
    const bool isInner = name.startsWith(u"qt_"_s) && name != u"qt_tabwidget_tabbar"_s;
    const bool isIconInLine = qobject_cast<const QLineEdit *>(widget.parentWidget());
    const bool takesFocus = widget.focusPolicy() != Qt::NoFocus && !widget.focusProxy();
    const bool isScroller = qobject_cast<const QTabBar *>(widget.parentWidget()); // the arrow keys scroll too
    return widget.isVisible() && !isInner && !isIconInLine && !isScroller &&
           (takesFocus || qobject_cast<const QAbstractButton *>(&widget));
}

QList<QWidget *> interactiveIn(QWidget *top)
{
    QList<QWidget *> found;
    for (QWidget *widget : top->findChildren<QWidget *>()) {
        if (widget->window() == top->window() && isInteractive(*widget))
            found += widget;
    }
    return found;
}

QString nameOf(QWidget *widget)
{
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

QString described(QWidget *widget)
{
    const QString type = QString::fromLatin1(widget->metaObject()->className());
    const QWidget *parent = widget->parentWidget();
    return u"%1 “%2” in %3"_s.arg(
        type, nameOf(widget), parent ? QString::fromLatin1(parent->metaObject()->className()) : QString());
}

QStringList namesMissingIn(QWidget *top)
{
    QStringList missing;
    for (QWidget *widget : interactiveIn(top)) {
        if (nameOf(widget).isEmpty())
            missing += u"no name: "_s + described(widget);
        const auto *button = qobject_cast<const QToolButton *>(widget);
        if (!button || !button->isEnabled())
            continue; // one that is disabled may say why
        const QString key = button->defaultAction()
                                ? button->defaultAction()->shortcut().toString(QKeySequence::NativeText)
                                : QString();
        if (button->toolTip().isEmpty() || !button->toolTip().contains(key))
            missing += u"no tool tip with its key: "_s + described(widget);
    }
    return missing;
}

// The way of the keyboard

bool takesTab(const QWidget &widget)
{
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

/// Whether the arrow keys reach it from another button of its group, as they do where one of several is chosen.
bool isInGroupOf(const QWidget *widget, const QList<QWidget *> &reached)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && button->group() && button->group()->exclusive() &&
           std::any_of(reached.begin(), reached.end(), [button](const QWidget *other) {
               const auto *otherButton = qobject_cast<const QAbstractButton *>(other);
               return otherButton && otherButton->group() == button->group();
           });
}

/// F6 where Tab is typed.
void pressTab(QWidget *focused, bool isForward)
{
    const auto *text = qobject_cast<TextView *>(focused);
    const bool isTyped = text && !text->isReadOnly();
    const Qt::Key key = isTyped ? Qt::Key_F6 : isForward ? Qt::Key_Tab : Qt::Key_Backtab;
    QTest::keyClick(focused, key, isForward ? Qt::NoModifier : Qt::ShiftModifier);
}

/// What has the focus one after the other when Tab is pressed again and again, from what has it now until it is there again.
QList<QWidget *> wayFrom(QWidget *start, bool isForward)
{
    constexpr int mostSteps = 300;
    constexpr int mostLinks = 3;
    QList<QWidget *> way;
    start->setFocus(Qt::OtherFocusReason);
    for (int step = 0; step < mostSteps; ++step) {
        QWidget *focused = QApplication::focusWidget();
        if (!focused || (way.contains(focused) && focused == way.first()))
            break;
        way += focused;
        pressTab(focused, isForward);
        for (int link = 0; link < mostLinks && QApplication::focusWidget() == focused; ++link)
            pressTab(focused, isForward); // it may have gone to a link in a text
        if (QApplication::focusWidget() == focused) {
            way += nullptr; // the focus is trapped
            break;
        }
    }
    return way;
}

/// The panes as they are read; what is in none of them is in the last place.
int paneOf(const MainWindow &window, const QWidget *widget)
{
    const QList<const QWidget *> panes{window.findChild<CodeBar *>(),
                                       window.findChild<RunBar *>(),
                                       window.findChild<MessageBar *>(),
                                       window.findChild<SettingsPane *>(),
                                       window.findChild<QTabWidget *>()->parentWidget(),
                                       window.findChild<BottomPane *>(),
                                       window.findChild<QStatusBar *>()};
    for (int index = 0; index < panes.size(); ++index) {
        if (panes[index]->isAncestorOf(widget))
            return index;
    }
    return int(panes.size());
}

QRect placeOf(const QWidget *widget)
{
    return {widget->mapTo(widget->window(), QPoint()), widget->size()};
}

/// Where the way goes back in a pane, or to a pane before: allowed once, where it begins again.
QStringList stepsBack(const MainWindow &window, const QList<QWidget *> &way)
{
    QStringList steps;
    int wraps = 0;
    for (qsizetype at = 1; at < way.size(); ++at) {
        QWidget *from = way[at - 1];
        QWidget *to = way[at];
        if (!to || from->window() != &window)
            continue;
        const int pane = paneOf(window, to);
        const bool isSamePane = paneOf(window, from) == pane;
        const QRect before = placeOf(from);
        const QRect after = placeOf(to);
        const bool isAbove = after.bottom() < before.top();
        const bool isLeft = after.right() < before.left() && after.center().y() > before.top() &&
                            after.center().y() < before.bottom();
        wraps += pane < paneOf(window, from);
        if (isSamePane && (isAbove || isLeft))
            steps += u"back from %1 to %2"_s.arg(described(from), described(to));
    }
    if (wraps > 1)
        steps += u"the panes are not gone through in their order"_s;
    return steps;
}

// Tests

void TestAccessibility::init()
{
    makeHome();
    write(path(u"a.json"_s), "{\"port\": 80, \"tls\": true, \"bg\": \"#ff8800\", \"api_token\": \"hush\",\n"
                             " \"note\": \"one\\ntwo\", \"list\": [1, 2]}\n");
    write(path(u"bad.json"_s), "{\"open\": \n");
    QVERIFY(QDir().mkpath(path(u"plugins"_s)));
    write(path(u"plugins/greet.js"_s), "function run() {}\n");
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1100, 720);
    StoreOptions options;
    options.codeFolder = u"plugins"_s;
    m_window->setStoreOptions(options);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QVERIFY(open(*m_window, path(u"a.json"_s)));
    QVERIFY(m_window->history().keeper()->waitUntilIdle());
}

void TestAccessibility::cleanup()
{
    m_window.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
}

void TestAccessibility::choose(const QString &file, const QString &key) const
{
    auto *view = part<SettingsView>();
    view->setFocus();
    view->setCurrentIndex(part<SettingsModel>()->nodeIndex(file, KeyPath::parse(key).value()));
}

QModelIndex TestAccessibility::edit(const QString &key, const QString &value) const
{
    const QModelIndex cell = valueOf(*m_window, u"a.json"_s, KeyPath{key});
    part<SettingsModel>()->setData(cell, value, Qt::EditRole);
    return cell;
}

std::vector<std::pair<const char *, TestAccessibility::Scene>> TestAccessibility::scenes()
{
    using Test = TestAccessibility;
    return {
        {"the tree, the text and the log", &Test::window},
        {"the reloads of a file", &Test::changes},
        {"the problems", &Test::problems},
        {"the history of the folder", &Test::timeline},
        {"all bars", &Test::bars},
        {"a conflict", &Test::conflict},
        {"the comparison of a conflict", &Test::comparison},
        {"what both sides changed", &Test::clashes},
        {"the form of a new setting", &Test::newSetting},
        {"the form of a new file", &Test::newFile},
        {"a text of several lines", &Test::longText},
        {"a colour", &Test::color},
        {"the explanation of a value", &Test::explanation},
        {"the layers", &Test::layers},
        {"how the window looks", &Test::look},
        {"how folders are read", &Test::folders},
        {"what is a settings file", &Test::names},
        {"the list of keys", &Test::keys},
        {"about the program", &Test::about},
    };
}

void TestAccessibility::everythingHasANameAndIsReached_data()
{
    QTest::addColumn<int>("scene");
    for (int index = 0; index < int(scenes().size()); ++index)
        QTest::newRow(scenes()[std::size_t(index)].first) << index;
}

void TestAccessibility::everythingHasANameAndIsReached()
{
    QFETCH(const int, scene);
    QWidget *top = (this->*scenes()[std::size_t(scene)].second)();
    QVERIFY(top);
    QTRY_VERIFY(top->isVisible());
    QTRY_VERIFY(top->window()->isActiveWindow());
    QStringList faults = namesMissingIn(top);

    QList<QWidget *> waiting = interactiveIn(top);
    waiting.removeIf([](QWidget *widget) { return !takesTab(*widget); });
    QVERIFY(!waiting.isEmpty());
    QWidget *start = waiting.first();
    const QList<QWidget *> forward = wayFrom(start, true);
    const QList<QWidget *> backward = wayFrom(start, false);
    const bool isAlone = waiting.size() == 1;
    if (!isAlone && (forward.contains(nullptr) || backward.contains(nullptr)))
        faults += u"a trap after "_s + described(forward.contains(nullptr) ? forward[forward.size() - 2]
                                                                           : backward[backward.size() - 2]);
    for (QWidget *widget : waiting) {
        if (!forward.contains(widget) && !backward.contains(widget) &&
            !isInGroupOf(widget, forward + backward))
            faults += u"not reached: "_s + described(widget);
    }
    if (top == m_window.get())
        faults += stepsBack(*m_window, forward);
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

// Scenes

QWidget *TestAccessibility::changes()
{
    edit(u"port"_s, u"81"_s);
    actions().save->trigger();
    if (!QTest::qWaitFor([this] { return m_window->store()->snapshot().revision() > 1; }))
        return nullptr;
    edit(u"port"_s, u"82"_s);
    part<QTabWidget>()->setCurrentIndex(1);
    const auto *pane = part<ChangesPane>();
    return QTest::qWaitFor(
               [pane] { return pane->chosenChange() || pane->findChild<QAbstractItemView *>()->isVisible(); })
               ? window()
               : nullptr;
}

QWidget *TestAccessibility::problems()
{
    actions().showProblems->trigger();
    return window();
}

QWidget *TestAccessibility::timeline()
{
    part<BottomPane>()->setCurrentIndex(2);
    return window();
}

QWidget *TestAccessibility::bars()
{
    actions().runProgram->trigger();
    part<MessageBar>()->showMessage(MessageBar::Level::Notice, u"It was moved."_s, u"Put Back"_s, [] {});
    const bool allShown = part<CodeBar>()->isVisible() && part<RunBar>()->isVisible();
    return allShown ? window() : nullptr;
}

bool TestAccessibility::makeConflict() const
{
    edit(u"port"_s, u"81"_s);
    edit(u"api_token"_s, u"mine"_s);
    QByteArray disk = contentOf(path(u"a.json"_s)).replace("80", "90").replace("hush", "theirs");
    write(path(u"a.json"_s), disk);
    return QTest::qWaitFor([this] { return m_window->workspace()->conflict(u"a.json"_s).has_value(); });
}

QWidget *TestAccessibility::conflict()
{
    return makeConflict() && part<ConflictBar>()->isVisible() ? window() : nullptr;
}

QWidget *TestAccessibility::comparison()
{
    if (!makeConflict())
        return nullptr;
    Q_EMIT part<ConflictBar>()->compareRequested();
    return window();
}

QWidget *TestAccessibility::clashes()
{
    if (!makeConflict())
        return nullptr;
    Q_EMIT part<ConflictBar>()->mergeRequested();
    const auto areThere = [this] {
        const auto *card = part<ClashCard>();
        return card && card->isVisible();
    };
    return QTest::qWaitFor(areThere) ? window() : nullptr;
}

QWidget *TestAccessibility::newSetting()
{
    choose(u"a.json"_s, u"port"_s);
    actions().addSetting->trigger();
    return part<MemberForm>();
}

QWidget *TestAccessibility::newFile()
{
    actions().newFile->trigger();
    return part<NameForm>();
}

QWidget *TestAccessibility::longText()
{
    choose(u"a.json"_s, u"note"_s);
    QTest::keyClick(part<SettingsView>(), Qt::Key_F2);
    return part<TextPopup>();
}

QWidget *TestAccessibility::color()
{
    choose(u"a.json"_s, u"bg"_s);
    QTest::keyClick(part<SettingsView>(), Qt::Key_F4);
    return part<ColorPopup>();
}

QWidget *TestAccessibility::explanation()
{
    choose(u"a.json"_s, u"port"_s);
    QTest::keyClick(part<SettingsView>(), Qt::Key_I, Qt::ControlModifier);
    auto *popup = part<ExplainPopup>();
    const auto isLookedUp = [popup] {
        const auto labels = popup->findChildren<QLabel *>();
        return std::none_of(labels.begin(), labels.end(),
                            [](const QLabel *label) { return label->text().contains(u"Looking it up"_s); });
    };
    return popup && QTest::qWaitFor(isLookedUp) ? popup : nullptr;
}

QWidget *TestAccessibility::layers()
{
    choose(u"a.json"_s, u"port"_s);
    QTest::keyClick(part<SettingsView>(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    return part<LayersDialog>();
}

QWidget *TestAccessibility::preferences(int page)
{
    actions().preferences->trigger();
    auto *dialog = part<PreferencesDialog>();
    dialog->findChild<QTabWidget *>()->setCurrentIndex(page);
    return dialog;
}

QWidget *TestAccessibility::keys()
{
    actions().listShortcuts->trigger();
    return part<ShortcutList>();
}

QWidget *TestAccessibility::about()
{
    actions().about->trigger();
    return part<QMessageBox>();
}

// What is told of rows and changes

/// As a screen reader asks for it.
void TestAccessibility::theStatesOfRowsAreTold()
{
    auto *view = part<SettingsView>();
    view->collapseAll();
    view->setExpanded(part<SettingsModel>()->fileIndex(u"a.json"_s), true);
    auto *table = QAccessible::queryAccessibleInterface(view)->tableInterface();
    QVERIFY(table);
    const auto cell = [table](int row, int column) { return table->cellAt(row, column); };
    QCOMPARE(cell(0, 0)->text(QAccessible::Name), u"a.json"_s);
    QVERIFY(cell(0, 0)->state().expandable && cell(0, 0)->state().expanded);
    QCOMPARE(cell(2, 0)->text(QAccessible::Name), u"tls"_s);
    QVERIFY(cell(2, 1)->state().checkable && cell(2, 1)->state().checked);
    QVERIFY(!cell(4, 1)->text(QAccessible::Name).contains(u"hush"_s));

    edit(u"port"_s, u"81"_s);
    QVERIFY2(cell(1, 0)->text(QAccessible::Description).contains(u"Not saved yet"_s),
             qPrintable(cell(1, 0)->text(QAccessible::Description)));
    const QModelIndex bad = part<SettingsModel>()->fileIndex(u"bad.json"_s);
    const QString told = bad.data(Qt::AccessibleDescriptionRole).toString();
    QVERIFY2(told.contains(u"expected"_s), qPrintable(told));
}

void TestAccessibility::aChangeIsTold()
{
    QVERIFY(changes());
    const auto *pane = part<ChangesPane>();
    const auto told = [pane] {
        QStringList all;
        for (QWidget *widget : pane->findChildren<QWidget *>())
            all += widget->accessibleDescription();
        return all.join(u'\n');
    };
    QTRY_VERIFY2(told().contains(u"Before, from line 1: {\"port\": 81"_s), qPrintable(told()));
    QVERIFY(told().contains(u"After, from line 1: {\"port\": 82"_s));
}

} // namespace

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
