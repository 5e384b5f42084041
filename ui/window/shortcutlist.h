#pragma once

#include <QtWidgets/QDialog>

class QMenu;
class QMenuBar;
class QTreeWidget;
class QTreeWidgetItem;

namespace retune {

/// The keys of the window, by menu: read from the actions, with those that the panes themselves take added.
class ShortcutList : public QDialog
{
    Q_OBJECT

public:
    ShortcutList(const QMenuBar &menus, QWidget *window);

private:
    void addMenu(const QMenu &menu, QTreeWidgetItem &group);
    QTreeWidgetItem *addGroup(const QString &title);
    void addPaneKeys();

    QTreeWidget *m_list;
};

} // namespace retune
