#include "tree/textpopup.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QTextDocument>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

TextPopup::TextPopup(QWidget *parent)
    : QFrame(parent, Qt::Tool | Qt::FramelessWindowHint)
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

bool TextPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape) {
        Q_EMIT cancelled();
        return true;
    }
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!isEnter || !(key->modifiers() & Qt::ControlModifier))
        return false;
    Q_EMIT accepted();
    return true;
}

} // namespace retune
