#include "tree/textpopup.h"

#include "style/screenfit.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocument>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

namespace {

constexpr QSize usualSize(380, 160);

bool isEscape(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Escape;
}

bool isAcceptance(const QKeyEvent &key)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return isEnter && key.modifiers() & Qt::ControlModifier;
}

/// Menus and other windows take the focus for a while and give it back.
bool givesFocusBack(Qt::FocusReason reason)
{
    return reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason ||
           reason == Qt::MenuBarFocusReason;
}

} // namespace

TextPopup::TextPopup(QWidget *viewport)
    : QFrame(viewport->window())
    , m_viewport(viewport)
    , m_edit(new QPlainTextEdit(this))
{
    setFrameStyle(StyledPanel);
    auto *hint = new QLabel(tr("Ctrl+Enter keeps the text, Esc leaves it as it was"), this);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_edit);
    layout->addWidget(hint);
    m_edit->setAccessibleName(tr("Text of several lines"));
    m_edit->setTabChangesFocus(false);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
}

bool TextPopup::canHold(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == QChar::LineSeparator || c == QChar::ParagraphSeparator ||
               (c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t'));
    });
}

void TextPopup::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->selectAll();
}

QString TextPopup::text() const
{
    // Not toPlainText(): that turns U+00A0 into a blank.
    return m_edit->document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void TextPopup::place(const QRect &cell)
{
    const QPoint corner = m_viewport->mapTo(parentWidget(), cell.topLeft());
    const QRect place(corner, usualSize.expandedTo(QSize(cell.width(), 0)));
    setGeometry(fittedTo(place, parentWidget()->rect()));
    raise();
}

bool TextPopup::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!isEscape(*key) && !isAcceptance(*key))
            return false;
        event->accept();
        return true;
    }
    case QEvent::KeyPress:
        return take(*static_cast<QKeyEvent *>(event));
    case QEvent::FocusOut:
        if (!givesFocusBack(static_cast<QFocusEvent *>(event)->reason()) && isVisible())
            Q_EMIT accepted();
        return false;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

bool TextPopup::take(const QKeyEvent &key)
{
    if (isEscape(key))
        Q_EMIT cancelled();
    else if (isAcceptance(key))
        Q_EMIT accepted();
    else
        return false;
    return true;
}

/// What the text does not take is not for the window behind it.
void TextPopup::keyPressEvent(QKeyEvent *event)
{
    event->accept();
}

} // namespace retune
