#pragma once

#include <QtCore/QObject>

namespace retune {

class Actions;
class EditorPane;
class MainWindow;

/// The dialogs that are about the window and no folder: preferences, keys, and what Retune is.
class WindowDialogs : public QObject
{
    Q_OBJECT

public:
    WindowDialogs(const Actions &actions, EditorPane &editor, MainWindow &window);

private:
    void showPreferences();
    void showShortcuts();
    void showAbout();

    const Actions &m_actions;
    EditorPane &m_editor;
    MainWindow &m_window;
};

} // namespace retune
