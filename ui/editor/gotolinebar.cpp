#include "editor/gotolinebar.h"

#include "style/iconbutton.h"
#include "style/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace retune {

std::optional<TextPosition> positionFromText(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    bool isLine = false;
    bool isColumn = true;
    TextPosition position;
    position.line = text.first(colon < 0 ? text.size() : colon).trimmed().toInt(&isLine);
    if (colon >= 0 && colon + 1 < text.size())
        position.column = text.sliced(colon + 1).trimmed().toInt(&isColumn);
    if (!isLine || !isColumn || position.line < 1 || position.column < 0)
        return std::nullopt;
    return position;
}

GoToLineBar::GoToLineBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    auto *name = new QLabel(tr("Go to line:"), this);
    name->setBuddy(m_field);
    m_field->setAccessibleName(tr("Line, or line:column"));
    m_field->setPlaceholderText(tr("line:column"));
    m_field->setMaximumWidth(18 * m_field->fontMetrics().averageCharWidth() + 24);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto *close = makeIconButton(QStringLiteral("close"), tr("Close (Esc)"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 5, 6, 5);
    layout->setSpacing(8);
    layout->addWidget(name);
    layout->addWidget(m_field);
    layout->addWidget(m_note, 1);
    layout->addWidget(close);
    connect(m_field, &QLineEdit::returnPressed, this, &GoToLineBar::accept);
    connect(close, &QToolButton::clicked, this, &GoToLineBar::closed);
    hide();
}

void GoToLineBar::begin(TextPosition position, int lineCount)
{
    m_lineCount = lineCount;
    m_note->setText(lineCount == 1 ? tr("of 1 line") : tr("of %n lines", nullptr, lineCount));
    m_field->setText(QString::number(position.line));
    m_field->selectAll();
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void GoToLineBar::accept()
{
    const std::optional<TextPosition> position = positionFromText(m_field->text());
    if (!position || position->line > m_lineCount) {
        m_note->setText(tr("expected a line from 1 to %1, such as 12 or 12:5").arg(m_lineCount));
        m_field->selectAll();
        return;
    }
    Q_EMIT chosen(*position);
}

void GoToLineBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void GoToLineBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, separator(palette()));
}

} // namespace retune
