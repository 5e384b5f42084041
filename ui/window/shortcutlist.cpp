#include "window/shortcutlist.h"

#include "style/screenfit.h"
#include "style/theme.h"
#include "window/actions.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &shortcut : action.shortcuts())
        keys.append(shortcut.toString(QKeySequence::NativeText));
    return keys.join(u", "_s);
}

QString keyName(Qt::Key key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

ShortcutList::ShortcutList(const QMenuBar &menus, QWidget *window)
    : QDialog(window)
    , m_list(new QTreeWidget(this))
{
    setWindowTitle(tr("Keyboard Shortcuts"));
    m_list->setHeaderLabels({tr("What it does"), tr("Keys")});
    m_list->header()->setStyleSheet(headerStyleSheet());
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(windowTitle());
    for (const QAction *menu : menus.actions()) {
        QTreeWidgetItem *group = addGroup(plainText(*menu));
        addMenu(*menu->menu(), *group);
        if (group->childCount() == 0)
            delete group;
    }
    addPaneKeys();
    m_list->expandAll();
    m_list->resizeColumnToContents(0);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    resize(QSize(520, 540).boundedTo(roomOfWindows(*window).size()));
}

QTreeWidgetItem *ShortcutList::addGroup(const QString &title)
{
    auto *group = new QTreeWidgetItem(m_list, {title});
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    return group;
}

void ShortcutList::addMenu(const QMenu &menu, QTreeWidgetItem &group)
{
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            addMenu(*action->menu(), group);
        else if (!action->shortcut().isEmpty())
            new QTreeWidgetItem(&group, {plainText(*action), keysOf(*action)});
    }
}

/// What is no action, because it means something in one place alone.
void ShortcutList::addPaneKeys()
{
    QTreeWidgetItem *everywhere = addGroup(tr("Everywhere"));
    new QTreeWidgetItem(everywhere,
                        {tr("Show the context menu"),
                         keyName(Qt::Key_Menu) + u", "_s +
                             QKeySequence(Qt::SHIFT | Qt::Key_F10).toString(QKeySequence::NativeText)});
    QTreeWidgetItem *tree = addGroup(tr("In the tree of settings"));
    new QTreeWidgetItem(tree,
                        {tr("Edit the value"), keyName(Qt::Key_F2) + u", "_s + keyName(Qt::Key_Return)});
    new QTreeWidgetItem(tree, {tr("Switch on or off"), keyName(Qt::Key_Space)});
    new QTreeWidgetItem(tree, {tr("Leave the value as it was"), keyName(Qt::Key_Escape)});
    QTreeWidgetItem *file = addGroup(tr("In the text and the changes of a file"));
    new QTreeWidgetItem(file, {tr("Go to the other tab"),
                               QKeySequence(Qt::CTRL | Qt::Key_Tab).toString(QKeySequence::NativeText)});
    QTreeWidgetItem *log = addGroup(tr("In the log"));
    new QTreeWidgetItem(log, {tr("Next hit of the search"), keyName(Qt::Key_F3)});
    new QTreeWidgetItem(log, {tr("Show what a row is about"), keyName(Qt::Key_Return)});
    new QTreeWidgetItem(log, {tr("Go to the newest row and follow"), keyName(Qt::Key_End)});
}

} // namespace retune
