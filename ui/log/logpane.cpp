#include "log/logpane.h"

#include "log/logmodel.h"
#include "log/logview.h"
#include "style/icons.h"
#include "style/panetitle.h"

#include <QtGui/QContextMenuEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace retune {

LogPane::LogPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogModel(LogModel::defaultCapacity, this))
    , m_view(new LogView(m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeTitleRow());
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_view, &LogView::linkRequested, this, &LogPane::followLink);
}

void LogPane::append(const LogEntry &entry)
{
    m_model->append(entry);
}

QWidget *LogPane::makeTitleRow()
{
    auto *title = new PaneTitle(tr("Log"), this);
    auto *clear = new QToolButton(title);
    clear->setIcon(icon(QStringLiteral("clear")));
    clear->setAutoRaise(true);
    clear->setToolTip(tr("Clear the log"));
    clear->setAccessibleName(clear->toolTip());
    connect(clear, &QToolButton::clicked, m_model, &LogModel::clear);
    title->addTool(clear);
    return title;
}

void LogPane::followLink(int row)
{
    const LogEntry &entry = m_model->entry(row);
    if (!entry.hasLink())
        return;
    if (entry.kind == LogEntry::Kind::Reload)
        Q_EMIT diffRequested(entry.path, entry.revision);
    else
        Q_EMIT placeRequested(entry.path, entry.position);
}

void LogPane::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copy = menu.addAction(icon(QStringLiteral("copy")), tr("Copy rows"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(m_view->selectionModel()->hasSelection());
    QAction *clear = menu.addAction(icon(QStringLiteral("clear")), tr("Clear the log"));
    const QAction *chosen = menu.exec(event->globalPos());
    if (chosen == copy)
        m_view->copySelection();
    else if (chosen == clear)
        m_model->clear();
}

} // namespace retune
