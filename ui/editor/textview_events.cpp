// What the view makes of keys, the mouse, the wheel, another size or font, and the clipboard.

#include "editor/textview.h"

#include <QtCore/QCborArray>
#include <QtCore/QMimeData>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QFontMetricsF>
#include <QtWidgets/QMenu>

#include <algorithm>
#include <memory>

namespace retune {

namespace {

constexpr int tabWidth = 4;
constexpr double smallestFont = 6;
constexpr double largestFont = 40;

/// What was cut or copied, beside the text that other programs get: the path of the file and the bytes.
QString exactFormat()
{
    return QStringLiteral("application/x-retune-text");
}

} // namespace

bool TextView::event(QEvent *event)
{
    if (event->type() == QEvent::InputMethod)
        m_mirror.complete();
    // The base class would take Ctrl+Z from the window's actions for its own undo, which is off.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    m_mirror.complete();
    if (event->matches(QKeySequence::Undo))
        return undo();
    if (event->matches(QKeySequence::Redo))
        return redo();
    // Shift+Enter would insert U+2028, which no settings file means by a new line.
    if (event->matches(QKeySequence::InsertLineSeparator)) {
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"));
        return QPlainTextEdit::keyPressEvent(&enter);
    }
    QPlainTextEdit::keyPressEvent(event);
}

/// On what is seen, which may be the picture of a text that is not there yet.
void TextView::mousePressEvent(QMouseEvent *event)
{
    m_mirror.complete();
    QPlainTextEdit::mousePressEvent(event);
}

void TextView::wheelEvent(QWheelEvent *event)
{
    m_mirror.complete();
    if (!(event->modifiers() & Qt::ControlModifier))
        return QPlainTextEdit::wheelEvent(event);
    QFont zoomed = font();
    const double steps = event->angleDelta().y() / 120.0;
    zoomed.setPointSizeF(std::clamp(zoomed.pointSizeF() + steps, smallestFont, largestFont));
    setFont(zoomed);
    event->accept();
}

void TextView::resizeEvent(QResizeEvent *event)
{
    // For another width the base class would lay out each line of the text, which without wrapping changes none of them.
    QResizeEvent sameWidth(event->size(), {event->size().width(), event->oldSize().height()});
    QPlainTextEdit::resizeEvent(&sameWidth);
    placeGutter();
    if (!m_hits.isEmpty())
        m_decoration.start();
}

void TextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        setTabStopDistance(tabWidth * QFontMetricsF(font()).horizontalAdvance(u' '));
        placeGutter();
        QResizeEvent anew(viewport()->size(), {}); // the widest line was that of the other font
        QPlainTextEdit::resizeEvent(&anew);
    } else if (event->type() == QEvent::PaletteChange) {
        decorate();
        highlightVisible();
    }
}

void TextView::contextMenuEvent(QContextMenuEvent *event)
{
    const std::unique_ptr<QMenu> menu(createStandardContextMenu(event->pos()));
    const auto replaceAction = [&](const QString &name, bool enabled, void (TextView::*run)()) {
        if (auto *action = menu->findChild<QAction *>(name)) {
            action->disconnect();
            action->setEnabled(enabled);
            connect(action, &QAction::triggered, this, run);
        }
    };
    const bool isEditable = buffer() && !isReadOnly();
    replaceAction(QStringLiteral("edit-undo"), isEditable && buffer()->canUndo(), &TextView::undo);
    replaceAction(QStringLiteral("edit-redo"), isEditable && buffer()->canRedo(), &TextView::redo);
    menu->exec(event->globalPos());
}

QMimeData *TextView::createMimeDataFromSelection() const
{
    auto *mimeData = new QMimeData;
    mimeData->setText(m_mirror.exactText(textCursor()));
    const QCborArray exact{buffer() ? buffer()->path() : QString(), m_mirror.exactBytes(textCursor())};
    mimeData->setData(exactFormat(), exact.toCborValue().toCbor());
    return mimeData;
}

bool TextView::canInsertFromMimeData(const QMimeData *source) const
{
    // Files that are dropped here are for the window to open.
    return source->hasText() && !source->hasUrls();
}

void TextView::insertFromMimeData(const QMimeData *source)
{
    // The line ends that other files and programs have become those of this one; its own stay, also where they are mixed.
    const QCborArray exact = QCborValue::fromCbor(source->data(exactFormat())).toArray();
    const bool isOwn = buffer() && exact.at(0).toString() == buffer()->path();
    m_mirror.paste(source->text(), isOwn ? exact.at(1).toByteArray() : QByteArray());
    ensureCursorVisible();
}

} // namespace retune
