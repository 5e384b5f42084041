#include "changes/foldertimeline.h"

#include "changes/listview.h"
#include "style/emptystate.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

namespace retune {

FolderTimeline::FolderTimeline(QWidget *parent)
    : QWidget(parent)
    , m_view(makeListView(m_model, tr("Changes of the folder, newest first")))
    , m_empty(new EmptyState)
    , m_pages(new QStackedLayout(this))
    , m_tools(new QWidget)
{
    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins({});
    tools->addStretch(1);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FolderTimelineModel::SummaryColumn, QHeaderView::Stretch);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_view, &QTreeView::clicked, this, &FolderTimeline::choose);
    connect(m_view, &QTreeView::activated, this, &FolderTimeline::choose);
    // With the keys; what the list or the focus does by itself is no choice of the user.
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current, const QModelIndex &previous) {
                if (previous.isValid() && current.isValid() && m_view->hasFocus())
                    choose(current);
            });
    connect(&m_model, &FolderTimelineModel::readingFailed, this, &FolderTimeline::readingFailed);
    connect(&m_model, &FolderTimelineModel::read, this, &FolderTimeline::showState);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &FolderTimeline::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &FolderTimeline::showState);
    showState();
}

void FolderTimeline::setHistory(ReloadHistory *history)
{
    m_hasFolder = history != nullptr;
    m_model.setHistory(history);
}

void FolderTimeline::setEarlier(const QString &location, const QString &newest)
{
    m_model.setEarlier(location, newest);
}

void FolderTimeline::setActions(const QList<QAction *> &actions)
{
    m_view->addActions(actions);
    for (QAction *action : actions) {
        auto *button = new QToolButton(m_tools);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(14, 14));
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_tools->layout()->addWidget(button);
    }
}

void FolderTimeline::showEvent(QShowEvent *event)
{
    m_model.begin();
    QWidget::showEvent(event);
}

void FolderTimeline::choose(const QModelIndex &index)
{
    const HistoryEntry entry = m_model.entry(index.row()); // a receiver may change the list
    Q_EMIT chosen(entry);
}

void FolderTimeline::showState()
{
    m_pages->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
    if (!m_hasFolder)
        m_empty->setWords(tr("No folder open"), tr("What happens to the folder is listed here."));
    else if (m_model.isReading())
        m_empty->setWords(tr("Reading the history…"), QString());
    else
        m_empty->setWords(tr("Nothing has changed yet"),
                          tr("Each change of a file is listed here, whoever makes it."));
}

} // namespace retune
