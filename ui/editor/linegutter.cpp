#include "editor/linegutter.h"

#include "editor/syntaxcolors.h"
#include "editor/textview.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace retune {

LineGutter::LineGutter(TextView &view)
    : QWidget(&view)
    , m_view(view)
{}

void LineGutter::setMarks(const QHash<int, LineMark> &marks)
{
    m_marks = marks;
    update();
}

QSize LineGutter::sizeHint() const
{
    const QFontMetrics metrics(m_view.font());
    const auto digits = std::max<qsizetype>(3, QString::number(m_view.blockCount()).size());
    const int digitWidth = metrics.horizontalAdvance(u'9');
    return {static_cast<int>(digits + 3) * digitWidth, 0};
}

void LineGutter::paintEvent(QPaintEvent *event)
{
    const SyntaxColors colors(m_view.palette());
    QPainter painter(this);
    painter.fillRect(event->rect(), colors.gutter);
    painter.setFont(m_view.font());
    const int margin = QFontMetrics(m_view.font()).horizontalAdvance(u'9') / 2;
    const int current = m_view.textCursor().blockNumber();
    for (const VisibleLine &line : m_view.visibleLines()) {
        const QRectF row(margin, line.top, width() - 3 * margin, QFontMetrics(m_view.font()).height());
        painter.setPen(line.number == current ? m_view.palette().color(QPalette::Text) : colors.gutterText);
        const auto mark = m_marks.constFind(line.number);
        if (mark != m_marks.constEnd()) {
            const bool isError = mark->level == LineMark::Level::Error;
            painter.setPen(isError ? colors.error : colors.warning);
            painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, isError ? u"✕"_qs : u"▲"_qs);
        }
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, QString::number(line.number + 1));
    }
}

bool LineGutter::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString message;
    for (const VisibleLine &line : m_view.visibleLines()) {
        if (help->pos().y() >= line.top && help->pos().y() < line.top + line.height)
            message = m_marks.value(line.number).message;
    }
    QToolTip::showText(help->globalPos(), message, this);
    return true;
}

void LineGutter::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_view.viewport(), event);
}

} // namespace retune
