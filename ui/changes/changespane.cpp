#include "changes/changespane.h"

#include "changes/listview.h"
#include "changes/reloadcomparison.h"
#include "changes/reloadtext.h"
#include "style/emptystate.h"

#include <retune/format/format.h>

#include <QtConcurrent/QtConcurrentRun>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace retune {

namespace {

constexpr int rowPadding = 4;
/// So many reloads are in sight before the comparison below gets more room.
constexpr int fewestReloads = 4;
/// More rows of changed keys than this scroll, and more than the lesser number where there is little room.
constexpr int keysInView = 6;
constexpr int fewestKeysInView = 2;

/// Scrolls what does not fit into a small window.
QScrollArea *makeScrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus); // what is in it takes it
    area->setWidgetResizable(true);
    area->setWidget(content);
    return area;
}

/// Of a list with so many rows in sight.
int heightOf(const QTreeView &list, int rows)
{
    const int rowHeight = std::max(list.sizeHintForRow(0), list.fontMetrics().height() + rowPadding);
    return list.header()->sizeHint().height() + rows * rowHeight + 2;
}

} // namespace

ChangesPane::ChangesPane(QWidget *parent)
    : QWidget(parent)
    , m_empty(new EmptyState)
    , m_pages(new QStackedLayout(this))
{
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeReloads());
    splitter->addWidget(makeDetails());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(makeScrolling(splitter));
    connect(&m_reloads, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { followNewest(first); });
    // Queued: the model is still at work on its rows.
    connect(&m_reloads, &QAbstractItemModel::rowsInserted, this, &ChangesPane::lookForAwaited,
            Qt::QueuedConnection);
    connect(&m_reloads, &QAbstractItemModel::modelReset, this, [this] { choose(0); });
    connect(&m_reloads, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (m_reloadView->selectionModel()->selectedRows().isEmpty()) // that of unsaved edits was chosen
            choose(0);
    });
    connect(&m_reloads, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &changed) {
        if (m_reloadView->selectionModel()->isRowSelected(changed.row()))
            showChosen();
    });
    connect(m_reloadView->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ChangesPane::showChosen);
    connect(&m_unsaved, &UnsavedEdits::found, &m_reloads, &ReloadListModel::setUnsaved);
    connect(m_comparison, &ReloadComparison::putBackAsked, this,
            [this](const QByteArray &newer, const QByteArray &wanted) {
                Q_EMIT putBackAsked(m_path, newer, wanted);
            });
    connect(m_changeView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChangesPane::chosenChanged);
    const auto goToKey = [this](const QModelIndex &row) {
        m_comparison->goToKey(m_changes.change(row.row()).path);
    };
    connect(m_changeView, &QTreeView::clicked, this, goToKey);
    connect(m_changeView, &QTreeView::activated, this, goToKey);
    connect(m_reloadView, &QTreeView::activated, m_comparison, [this] { m_comparison->setFocus(); });
    connect(&m_reloads, &ReloadListModel::readingFailed, this, &ChangesPane::readingFailed);
    setFocusProxy(m_reloadView);
    choose(0);
}

ChangesPane::~ChangesPane() = default;

QWidget *ChangesPane::makeReloads()
{
    m_reloadView = makeListView(m_reloads, tr("Reloads, newest first"));
    m_reloadView->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_reloadView->setToolTip(tr("Choose two with Ctrl to compare them"));
    QHeaderView *header = m_reloadView->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ReloadListModel::SummaryColumn, QHeaderView::Stretch);
    m_reloadView->setMinimumHeight(heightOf(*m_reloadView, fewestReloads));
    return m_reloadView;
}

QWidget *ChangesPane::makeDetails()
{
    m_changeView = makeListView(m_changes, tr("Changed keys"));
    m_changeView->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_changeView->setSelectionMode(QAbstractItemView::NoSelection);
    m_changeView->setToolTip(tr("Click a key, or press Enter, to see its lines below"));
    m_comparison = new ReloadComparison;
    auto *details = new QWidget;
    auto *layout = new QVBoxLayout(details);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_changeView);
    layout->addWidget(m_comparison, 1);
    return details;
}

void ChangesPane::setWorkspace(Workspace *workspace)
{
    showFile({});
    m_unsaved.setWorkspace(workspace);
}

void ChangesPane::setHistory(ReloadHistory *history)
{
    m_reloads.setHistory(history);
}

void ChangesPane::setEarlier(const QString &location, const QString &newest)
{
    m_reloads.setEarlier(location, newest);
}

void ChangesPane::setActions(const QList<QAction *> &forReloads, const QList<QAction *> &forKeys)
{
    m_reloadView->addActions(forReloads);
    m_changeView->addActions(forKeys);
    for (QTreeView *view : {m_reloadView, m_changeView})
        view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

const HistoryEntry *ChangesPane::chosenEntry() const
{
    const QModelIndexList chosen = m_reloadView->selectionModel()->selectedRows();
    if (chosen.size() != 1)
        return nullptr;
    const HistoryEntry &entry = m_reloads.entry(chosen.first().row());
    return isUnsaved(entry) ? nullptr : &entry;
}

std::optional<Change> ChangesPane::chosenChange() const
{
    const QModelIndex chosen = m_changeView->currentIndex();
    return chosen.isValid() ? std::optional(m_changes.change(chosen.row())) : std::nullopt;
}

void ChangesPane::showFile(const QString &path)
{
    m_path = path;
    m_awaited.clear();
    m_comparison->setPath(path);
    m_reloads.setPath(path);
    m_unsaved.setPath(path);
}

void ChangesPane::showReload(const QString &path, quint64 revision, const QDateTime &published)
{
    if (path != m_path)
        showFile(path);
    choose(std::max(0, m_reloads.rowOf(revision, published)));
}

void ChangesPane::showKept(const QString &path, const QString &id)
{
    if (path != m_path)
        showFile(path);
    m_awaited = id;
    lookForAwaited();
}

void ChangesPane::lookForAwaited()
{
    const int row = m_awaited.isEmpty() ? -1 : m_reloads.rowOfKept(m_awaited);
    if (row >= 0) {
        m_awaited.clear();
        choose(row);
        m_reloadView->scrollTo(m_reloadView->currentIndex());
    } else if (!m_awaited.isEmpty()) {
        m_reloads.fetchMore({});
    }
}

void ChangesPane::choose(int row)
{
    const QModelIndex index = m_reloads.index(row, 0);
    QItemSelectionModel *selection = m_reloadView->selectionModel();
    const QModelIndexList chosen = selection->selectedRows();
    if (chosen == QModelIndexList{index} || (chosen.isEmpty() && !index.isValid()))
        return showChosen();
    // Not by the view, which looks at the keys that are held: Ctrl is, when Ctrl+S made the reload.
    selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/// The newest reload is chosen as long as the user did not choose an older one.
void ChangesPane::followNewest(int insertedRow)
{
    const int chosen = m_reloadView->currentIndex().row();
    if (insertedRow == 0 && chosen <= 1)
        choose(0);
}

void ChangesPane::showChosen()
{
    showEmptyState();
    m_between.setFuture({}); // what it finds is not wanted any more
    QModelIndexList chosen = m_reloadView->selectionModel()->selectedRows();
    if (chosen.isEmpty()) {
        m_changes.setChanges({});
        m_comparison->clear();
    } else if (chosen.size() == 1) {
        const HistoryEntry &entry = m_reloads.entry(chosen.first().row());
        showComparison(entry.reload, nameBefore(entry), stateText(entry));
    } else {
        std::sort(chosen.begin(), chosen.end());
        showBetween(m_reloads.entry(chosen.last().row()), m_reloads.entry(chosen.first().row()));
    }
    Q_EMIT chosenChanged();
}

/// Compares two states of the file, in another thread: they may be long.
void ChangesPane::showBetween(const HistoryEntry &older, const HistoryEntry &newer)
{
    const auto compared = [before = older.reload.after, after = newer.reload.after] {
        return FileReload{before, after, keyDiff(before->document, after->document), {}};
    };
    m_between.disconnect(this);
    connect(&m_between, &QFutureWatcherBase::finished, this,
            [this, beforeTitle = stateText(older), afterTitle = stateText(newer)] {
                if (!m_between.isCanceled())
                    showComparison(m_between.result(), beforeTitle, afterTitle);
            });
    m_between.setFuture(QtConcurrent::run(compared));
}

void ChangesPane::showComparison(const FileReload &reload, const QString &beforeTitle,
                                 const QString &afterTitle)
{
    m_changes.setChanges(reload.changes);
    fitKeys();
    m_comparison->setPutBackOffered(reload.after->format->isText());
    m_comparison->compare(reload, beforeTitle, afterTitle);
}

QString ChangesPane::nameBefore(const HistoryEntry &entry) const
{
    if (!entry.reload.before)
        return tr("nothing");
    if (isUnsaved(entry))
        return tr("on disk");
    return tr("before");
}

void ChangesPane::showEmptyState()
{
    const bool isEmpty = m_reloads.rowCount() == 0;
    m_pages->setCurrentIndex(isEmpty ? 0 : 1);
    if (m_path.isEmpty())
        m_empty->setWords(tr("No file chosen"),
                          tr("The reloads of the file that you choose in the tree are listed here."));
    else
        m_empty->setWords(tr("No reload of %1 yet").arg(m_path),
                          tr("Save it, here or in any editor, and the change appears here."));
}

/// The list of keys takes as much height as it needs, up to a limit; none where no value changed.
void ChangesPane::fitKeys()
{
    const int rows = m_changes.rowCount();
    m_changeView->setVisible(rows > 0);
    m_changeView->setMinimumHeight(heightOf(*m_changeView, std::min(rows, fewestKeysInView)));
    m_changeView->setMaximumHeight(heightOf(*m_changeView, std::min(rows, keysInView)));
}

} // namespace retune
