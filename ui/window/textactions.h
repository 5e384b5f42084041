#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtGui/QKeySequence>

#include <functional>

class QAction;
class QWidget;

namespace retune {

class EditorPane;

/// The actions about the text of the file: find, replace, go to a line, the size of the text; and those that every program has and
/// that are for the widget with the focus: cut, copy, paste, select all. Makes them and joins them with the text.
class TextActions : public QObject
{
    Q_OBJECT

public:
    /// `showText` brings the editor into sight, which has to outlive this; it goes with `window`.
    TextActions(EditorPane &editor, std::function<void()> showText, QWidget *window);

    /// In the order of menus.
    QList<QAction *> clipboardActions() const { return {m_cut, m_copy, m_paste, m_selectAll}; }
    QList<QAction *> findActions() const
    {
        return {m_find, m_replace, m_findNext, m_findPrevious, m_goToLine};
    }
    QList<QAction *> sizeActions() const { return {m_larger, m_smaller, m_usualSize}; }
    /// Offers what the widget with the focus can do; to be called before a menu with these actions is shown.
    void updateClipboard();

private:
    QAction *makeForFocus(const char *iconName, const QString &text, QKeySequence::StandardKey key,
                          const QString &tip);
    void makeClipboardActions();
    void makeFindActions();
    void makeSizeActions();
    void setTextSize(int points);

    EditorPane &m_editor;
    std::function<void()> m_showText;
    QWidget *m_window;
    QPointer<QWidget> m_focus; ///< in the window, but for its menus
    QAction *m_cut;
    QAction *m_copy;
    QAction *m_paste;
    QAction *m_selectAll;
    QAction *m_find;
    QAction *m_replace;
    QAction *m_findNext;
    QAction *m_findPrevious;
    QAction *m_goToLine;
    QAction *m_larger;
    QAction *m_smaller;
    QAction *m_usualSize;
};

} // namespace retune
