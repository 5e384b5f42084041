#include "editor/problemline.h"

#include "editor/syntaxcolors.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionFocusRect>

namespace retune {

namespace {

constexpr int margin = 8;

} // namespace

ProblemLine::ProblemLine(QWidget *parent)
    : QAbstractButton(parent)
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    hide();
}

void ProblemLine::setProblem(const std::optional<Problem> &problem, bool isError, int others)
{
    m_problem = problem;
    m_isError = isError;
    setVisible(problem.has_value());
    if (!problem)
        return;
    QString text = problem->message;
    if (!problem->position.isNull())
        text = tr("%1 %2").arg(problem->place(), text);
    if (others > 0)
        text = tr("%1 (and %n more)", nullptr, others).arg(text);
    setText(text);
    setAccessibleName(isError ? tr("Error: %1").arg(text) : tr("Warning: %1").arg(text));
    setToolTip(text);
    update();
}

QSize ProblemLine::sizeHint() const
{
    return {200, fontMetrics().height() + margin};
}

QSize ProblemLine::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void ProblemLine::paintEvent(QPaintEvent *)
{
    const SyntaxColors colors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.gutter);
    const QString mark = m_isError ? QStringLiteral("✕") : QStringLiteral("▲");
    const QRect line = rect().adjusted(margin, 0, -margin, 0);
    painter.setPen(m_isError ? colors.error : colors.warning);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, mark);
    const QRect rest = line.adjusted(fontMetrics().horizontalAdvance(mark) + margin, 0, 0, 0);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, rest.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace retune
