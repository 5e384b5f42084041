#pragma once

#include <QtCore/QObject>

class QMenu;

namespace retune {

class Actions;
class MainWindow;
class TextActions;
class ValueActions;

/// The menus and the tool bar of the window: where the actions are found, and the folders that were opened last.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    /// All have to outlive it.
    WindowMenus(const Actions &actions, const ValueActions &valueActions, TextActions &textActions,
                MainWindow &window);

private:
    void makeFileMenu(const Actions &actions);
    void makeEditMenu(const Actions &actions, const ValueActions &valueActions, TextActions &textActions);
    void makeViewMenu(const Actions &actions, const TextActions &textActions);
    void makeWorkerMenu(const Actions &actions);
    void makeHelpMenu(const Actions &actions);
    void makeToolBar(const Actions &actions);
    void fillRecentFolders();

    MainWindow &m_window;
    QMenu *m_recent = nullptr;
};

} // namespace retune
