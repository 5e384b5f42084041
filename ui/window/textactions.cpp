#include "window/textactions.h"

#include "editor/editorpane.h"
#include "editor/textview.h"
#include "style/action.h"
#include "window/preferences.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

#include <algorithm>

namespace retune {

namespace {

/// What pressing the key there does: an action of the widget itself, or what it makes of the key.
void pressIn(QWidget &widget, const QKeySequence &key)
{
    for (QAction *action : widget.actions()) {
        if (action->isEnabled() && action->shortcuts().contains(key))
            return action->trigger();
    }
    const QKeyCombination pressed = key[0];
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, pressed.key(), pressed.keyboardModifiers());
        QApplication::sendEvent(&widget, &event);
    }
}

struct Offer
{
    bool isEditable = false;
    bool hasSelection = false;
    bool isList = false;
};

Offer offerOf(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return {!line->isReadOnly(), line->hasSelectedText() && line->echoMode() == QLineEdit::Normal, false};
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return {!text->isReadOnly(), text->textCursor().hasSelection(), false};
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
        return {false, view->selectionModel() && view->selectionModel()->hasSelection(), true};
    return {};
}

} // namespace

TextActions::TextActions(EditorPane &editor, std::function<void()> showText, QWidget *window)
    : QObject(window)
    , m_editor(editor)
    , m_showText(std::move(showText))
    , m_window(window)
{
    makeClipboardActions();
    makeFindActions();
    makeSizeActions();
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) {
        if (now && m_window->isAncestorOf(now) && !qobject_cast<QMenuBar *>(now) &&
            !qobject_cast<QMenu *>(now))
            m_focus = now;
    });
}

/// Every widget knows these keys by itself: the menu only shows them.
QAction *TextActions::makeForFocus(const char *iconName, const QString &text, QKeySequence::StandardKey key,
                                   const QString &tip)
{
    const QKeySequence sequence = QKeySequence::keyBindings(key).value(0);
    QAction *action = makeAction(iconName, text, sequence, tip, this);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, sequence] {
        if (m_focus)
            pressIn(*m_focus, sequence);
    });
    return action;
}

void TextActions::makeClipboardActions()
{
    m_cut =
        makeForFocus(nullptr, tr("Cu&t"), QKeySequence::Cut, tr("Move what is selected to the clipboard"));
    m_copy = makeForFocus("copy", tr("&Copy"), QKeySequence::Copy, tr("Copy what is selected"));
    m_paste = makeForFocus(nullptr, tr("&Paste"), QKeySequence::Paste, tr("Put in what the clipboard holds"));
    m_selectAll = makeForFocus(nullptr, tr("Select &All"), QKeySequence::SelectAll,
                               tr("Select all of the text or list with the focus"));
}

void TextActions::updateClipboard()
{
    const Offer offer = offerOf(m_focus);
    m_cut->setEnabled(offer.isEditable && offer.hasSelection);
    m_copy->setEnabled(offer.hasSelection);
    m_paste->setEnabled(offer.isEditable);
    m_selectAll->setEnabled(offer.isEditable || offer.isList || qobject_cast<QPlainTextEdit *>(m_focus));
}

void TextActions::makeFindActions()
{
    m_find = makeAction("search", tr("F&ind in Text…"), QKeySequence::Find,
                        tr("Find in the text of the file"), this);
    m_replace = makeAction(nullptr, tr("Rep&lace in Text…"), Qt::CTRL | Qt::Key_H,
                           tr("Find in the text of the file and put something else there"), this);
    m_findNext =
        makeAction(nullptr, tr("Find &Next"), Qt::Key_F3, tr("Go to the next hit in the text"), this);
    m_findPrevious = makeAction(nullptr, tr("Find Pre&vious"), Qt::SHIFT | Qt::Key_F3,
                                tr("Go to the hit before in the text"), this);
    m_goToLine =
        makeAction(nullptr, tr("&Go to Line…"), Qt::CTRL | Qt::Key_G, tr("Go to a line of the text"), this);
    // The tree and the log have the same keys for their own search.
    for (QAction *action : {m_find, m_findNext, m_findPrevious}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_editor.addAction(action);
    }
    m_window->addActions({m_replace, m_goToLine});
    const auto run = [this](QAction *action, auto what) {
        connect(action, &QAction::triggered, this, [this, what] {
            m_showText();
            what(m_editor);
        });
    };
    run(m_find, [](EditorPane &editor) { editor.find(false); });
    run(m_replace, [](EditorPane &editor) { editor.find(true); });
    run(m_findNext, [](EditorPane &editor) { editor.findNext(true); });
    run(m_findPrevious, [](EditorPane &editor) { editor.findNext(false); });
    run(m_goToLine, [](EditorPane &editor) { editor.askForLine(); });
}

void TextActions::makeSizeActions()
{
    m_larger = makeAction(nullptr, tr("La&rger Text"), QKeySequence::ZoomIn,
                          tr("Make the text of the file larger"), this);
    m_larger->setShortcuts({QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal});
    m_smaller = makeAction(nullptr, tr("S&maller Text"), QKeySequence::ZoomOut,
                           tr("Make the text of the file smaller"), this);
    m_usualSize = makeAction(nullptr, tr("&Usual Text Size"), Qt::CTRL | Qt::Key_0,
                             tr("Show the text in the size of the system"), this);
    // A comparison has the same keys for its own texts.
    for (QAction *action : sizeActions()) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_editor.text().addAction(action);
    }
    const auto size = [this] { return m_editor.text().font().pointSize(); };
    connect(m_larger, &QAction::triggered, this, [this, size] { setTextSize(size() + 1); });
    connect(m_smaller, &QAction::triggered, this, [this, size] { setTextSize(size() - 1); });
    connect(m_usualSize, &QAction::triggered, this, [this] { setTextSize(0); });
}

void TextActions::setTextSize(int points)
{
    const int size = points == 0 ? 0 : std::clamp(points, smallestTextSize, largestTextSize);
    setPreferredTextSize(size);
    m_editor.setTextSize(size);
}

} // namespace retune
