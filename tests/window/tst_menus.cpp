#include <translations.h>

#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "window/actions.h"
#include "window/mainwindow.h"
#include "window/preferences.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QShortcut>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

/// What the keyboard finds in the menus, in every language.
class TestMenus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyItemHasAKeyOfItsOwn_data();
    void everyItemHasAKeyOfItsOwn();
    void noShortcutHasTwoMeanings();
    void recentFoldersAreShownAsTheyAreNamed();

private:
    QStringList faultsOf(const QMenu &menu, const QString &name) const;
    QStringList faultsOfContextMenu(const QString &key) const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<MainWindow> m_window;
};

/// The key that the menu underlines; nothing where there is none.
QChar keyOf(const QAction &action)
{
    static const QRegularExpression key(u"(?<!&)(?:&&)*&([^&])"_s);
    const QString found = key.match(action.text()).captured(1);
    return found.isEmpty() ? QChar() : found.front().toUpper();
}

void TestMenus::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", m_home->filePath(u"data"_s).toLocal8Bit());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home->filePath(u"preferences"_s));
    const QString folder = m_home->filePath(u"this & that"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/a.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"port\": 80, \"tls\": true, \"bg\": \"#fff\", \"password\": \"hush\", \"list\": [1, 2]}\n");
    file.close();
    m_window = std::make_unique<MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QSignalSpy opened(m_window.get(), &MainWindow::folderOpened);
    m_window->openFolder(folder);
    QVERIFY(opened.count() == 1 || opened.wait());
}

void TestMenus::cleanup()
{
    m_window.reset();
}

/// Of a menu and those below it.
QStringList TestMenus::faultsOf(const QMenu &menu, const QString &name) const
{
    QStringList faults;
    QHash<QChar, QString> seen;
    for (const QAction *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QChar key = keyOf(*action);
        if (key.isNull())
            faults += u"no key in %1: %2"_s.arg(name, action->text());
        else if (seen.contains(key))
            faults += u"%1 twice in %2: %3, %4"_s.arg(key).arg(name, seen.value(key), action->text());
        seen.insert(key, action->text());
        if (action->menu())
            faults += faultsOf(*action->menu(), action->text());
    }
    return faults;
}

QStringList TestMenus::faultsOfContextMenu(const QString &key) const
{
    auto *view = m_window->findChild<SettingsView *>();
    const auto *model = m_window->findChild<SettingsModel *>();
    const QModelIndex row = key.isEmpty() ? model->fileIndex(u"a.json"_s)
                                          : model->nodeIndex(u"a.json"_s, KeyPath::parse(key).value());
    view->setCurrentIndex(row);
    QStringList faults{u"no menu for "_s + key};
    QTimer::singleShot(0, this, [&] {
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            faults = faultsOf(*menu, u"the menu of "_s + key);
            menu->close();
        }
    });
    Q_EMIT view->customContextMenuRequested(view->visualRect(row).center());
    return faults;
}

void TestMenus::everyItemHasAKeyOfItsOwn_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s; // and from here on
}

void TestMenus::everyItemHasAKeyOfItsOwn()
{
    QFETCH(const QString, language);
    if (language != u"en"_s) {
        installTranslations(language);
        cleanup();
        init();
        QVERIFY(!m_window->menuBar()->actions().first()->text().contains(u"File"_s));
    }
    QMenu bar; // of the menus themselves
    for (QAction *menu : m_window->menuBar()->actions()) {
        Q_EMIT menu->menu()->aboutToShow();
        bar.addAction(menu->text())->setMenu(menu->menu());
    }
    QStringList faults = faultsOf(bar, u"the menu bar"_s);
    for (const QToolButton *button : m_window->findChildren<QToolButton *>()) {
        if (button->menu())
            faults += faultsOf(*button->menu(), button->text());
    }
    for (const QString &key : {u""_s, u"port"_s, u"tls"_s, u"bg"_s, u"password"_s, u"list"_s, u"list[1]"_s})
        faults += faultsOfContextMenu(key);
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

/// Two actions with one key do nothing: Qt calls that ambiguous.
void TestMenus::noShortcutHasTwoMeanings()
{
    auto *view = m_window->findChild<SettingsView *>();
    const auto *model = m_window->findChild<SettingsModel *>();
    view->setFocus();
    for (const QModelIndex &row :
         {model->fileIndex(u"a.json"_s), model->nodeIndex(u"a.json"_s, {u"port"_s}),
          model->nodeIndex(u"a.json"_s, {u"bg"_s}), model->nodeIndex(u"a.json"_s, {u"list"_s})}) {
        view->setCurrentIndex(row);
        QHash<QKeySequence, QString> seen;
        QStringList twice;
        for (const QAction *action : m_window->findChildren<QAction *>()) {
            const bool isHere = action->shortcutContext() == Qt::WindowShortcut ||
                                view->actions().contains(const_cast<QAction *>(action));
            if (!isHere || !action->isEnabled())
                continue;
            for (const QKeySequence &key : action->shortcuts()) {
                if (seen.contains(key) && seen.value(key) != action->text())
                    twice += u"%1: %2, %3"_s.arg(key.toString(), seen.value(key), action->text());
                seen.insert(key, action->text());
            }
        }
        QVERIFY2(twice.isEmpty(), qPrintable(u'\n' + twice.join(u'\n')));
        QVERIFY(seen.size() > 15);
    }
}

void TestMenus::recentFoldersAreShownAsTheyAreNamed()
{
    QMenu *recent = nullptr;
    for (QAction *action : m_window->menuBar()->actions().first()->menu()->actions()) {
        if (action->menu() && !recent)
            recent = action->menu();
    }
    Q_EMIT recent->aboutToShow();
    const QAction *first = recent->actions().first();
    QCOMPARE(keyOf(*first), QChar(u'1'));
    QVERIFY2(first->text().endsWith(u"/this && that"_s), qPrintable(first->text()));
}

} // namespace

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
