#include "tree/settingspane.h"

#include "style/emptystate.h"
#include "style/icons.h"
#include "style/theme.h"
#include "tree/filedrag.h"
#include "tree/filteredit.h"
#include "tree/memberedits.h"
#include "tree/selectedrows.h"
#include "tree/settingsmenu.h"
#include "tree/settingsmodel.h"
#include "tree/workspacelink.h"

#include <QtCore/QLocale>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace retune {

namespace {

constexpr std::chrono::milliseconds filterPause{150};
/// What fits on a screen or two is shown open; a folder with more starts closed.
constexpr int maximumInitialNodes = 200;
/// Above each hit the tree is opened; more hits than anybody looks through stay closed.
constexpr int maximumRevealed = 500;
/// Looking for the node at the cursor takes time linear in the nodes.
constexpr int maximumFollowedNodes = 200'000;
constexpr qsizetype maximumFollowedBytes = 256 * 1024;

} // namespace

SettingsPane::SettingsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new SettingsModel(this))
    , m_view(new SettingsView(m_model, this))
    , m_edits(new MemberEdits(m_model, m_view))
    , m_selected(new SelectedRows(m_model, m_view))
    , m_menu(new SettingsMenu(m_model, m_view, m_edits))
    , m_filter(new FilterEdit(this))
    , m_objection(new QLabel(this))
    , m_note(new QLabel(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedWidget(this))
{
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeFilterRow());
    layout->addWidget(m_objection);
    layout->addWidget(m_stack);
    layout->addWidget(m_note);
    setFocusProxy(m_view);
    new FileDrag(m_view, m_model, [this](const QString &path) {
        return m_workspace ? m_workspace->store().absolutePath(path) : path;
    });
    connect(m_empty, &EmptyState::buttonClicked, this, &SettingsPane::fillEmptiness);
    connectModel();
    showState();
}

SettingsPane::~SettingsPane() = default;

QWidget *SettingsPane::makeFilterRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_filter);
    row->setFixedHeight(topRowHeight());
    m_filter->setPlaceholderText(tr("Filter names and values"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setToolTip(
        tr("Shows the settings in which all words are found: in the file name, the key or the "
           "value. “is:changed” and other conditions can stand among them: Ctrl+Space lists them. Esc shows "
           "everything again."));
    m_objection->setContentsMargins(10, 0, 10, 6);
    m_note->setContentsMargins(10, 6, 10, 6);
    for (QLabel *label : {m_objection, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->hide();
    }
    m_filter->setClearButtonEnabled(true);
    m_filter->setAcceptDrops(false); // a folder that is dropped here is for the window to open
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(filterPause);
    connect(&m_filterTimer, &QTimer::timeout, this, &SettingsPane::applyFilterText);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        showObjection();
        if (text.isEmpty())
            applyFilterText();
        else
            m_filterTimer.start();
    });
    return row;
}

void SettingsPane::connectModel()
{
    connect(m_model, &SettingsModel::editRefused, this, &SettingsPane::message);
    connect(m_view, &SettingsView::editRefused, this, &SettingsPane::message);
    connect(m_view, &SettingsView::renameRequested, m_edits, &MemberEdits::rename);
    connect(m_edits, &MemberEdits::refused, this, &SettingsPane::message);
    connect(m_model, &SettingsModel::dataChanged, this,
            [this](const QModelIndex &changed, const QModelIndex &, const QList<int> &roles) {
                // A highlight fades in many steps, and nothing but its colour changes.
                const bool isFading = roles == QList<int>{SettingsModel::FreshRole};
                if (!isFading && m_model->path(changed) == m_model->path(m_view->currentIndex()))
                    m_rowChange.start();
            });
    connect(m_selected, &SelectedRows::message, this, &SettingsPane::message);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SettingsPane::showNote);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SettingsPane::selectionChanged);
    connect(m_model, &SettingsModel::rowsInserted, &m_rowChange, qOverload<>(&QTimer::start));
    connect(m_model, &SettingsModel::rowsRemoved, &m_rowChange, qOverload<>(&QTimer::start));
    m_rowChange.setSingleShot(true);
    connect(&m_rowChange, &QTimer::timeout, this, &SettingsPane::currentRowChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SettingsPane::currentRowChanged);
    connect(m_model, &SettingsModel::filtered, this, &SettingsPane::showFilterResult);
    connect(m_model, &SettingsModel::modelReset, this, &SettingsPane::showInitialRows);
    connect(m_model, &SettingsModel::rowsInserted, this, &SettingsPane::showState);
    connect(m_model, &SettingsModel::rowsRemoved, this, &SettingsPane::showState);
    // Queued: the model is still at work on its rows.
    connect(m_model, &SettingsModel::rowsRemoved, this, &SettingsPane::followLostRows, Qt::QueuedConnection);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SettingsPane::activate);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SettingsPane::viewChanged);
    connect(m_view, &QTreeView::expanded, this, &SettingsPane::viewChanged);
    connect(m_view, &QTreeView::collapsed, this, &SettingsPane::viewChanged);
    connect(m_menu, &SettingsMenu::textRequested, this, [this](const QModelIndex &row) {
        activate(row);
        Q_EMIT textRequested();
    });
}

void SettingsPane::setWorkspace(Workspace *workspace)
{
    m_edits->cancel();
    m_link.reset();
    m_workspace = workspace;
    m_stateBeforeFilter.reset();
    m_place = {};
    m_filter->clear();
    m_model->reset({});
    if (workspace) {
        m_link = std::make_unique<WorkspaceLink>(*workspace, *m_model);
        connect(&workspace->jointEdits(), &JointEdits::leftOut, this, &SettingsPane::tellLeftOut);
    }
    showState();
}

void SettingsPane::tellLeftOut(const QStringList &paths, JointEdits::Way way)
{
    const QString names = QLocale().createSeparatedList(paths);
    Q_EMIT message(
        way == JointEdits::Way::Undo
            ? tr("The edit was undone except in %1: a later edit stands in the way there. Undo that one "
                 "first.")
                  .arg(names)
            : tr("The edit was made again except in %1: a later edit stands in the way there.").arg(names));
}

void SettingsPane::showFiles()
{
    m_link->load();
    showState();
}

// Rows

SettingsPane::Place SettingsPane::placeOf(const QModelIndex &index) const
{
    const Node node = m_model->node(index);
    return {m_model->path(index), node ? node.path() : KeyPath()};
}

void SettingsPane::choose(const Place &place)
{
    m_place = place;
    m_view->reveal(m_model->nodeIndex(place.path, place.key));
    returnToPlace();
}

/// Makes the row of the user's place the current one: that of the nearest container where the filter hides it, none where
/// it hides the file.
void SettingsPane::returnToPlace()
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && placeOf(current) == m_place)
        return; // of a key that is given twice, this is the one that was meant
    const QModelIndex index = m_model->nodeIndex(m_place.path, m_place.key);
    const QScopedValueRollback choosing(m_isChoosing, true);
    m_view->setCurrentIndex(index);
}

/// When the user's row is gone, the view has gone to another one; it is the user's only where it is in the same file.
void SettingsPane::followLostRows()
{
    const QModelIndex current = m_view->currentIndex();
    const bool isInFile = m_model->path(current) == m_place.path;
    const Document document = m_model->document(current);
    if (isInFile && !document.isNull() && !document.find(m_place.key))
        m_place = placeOf(current);
    else
        returnToPlace();
}

TreeState SettingsPane::treeState() const
{
    return m_stateBeforeFilter.value_or(m_view->treeState());
}

void SettingsPane::restoreTree(const TreeState &state)
{
    m_view->collapseAll();
    m_view->restore(state);
    m_view->reveal(m_view->currentIndex());
}

bool SettingsPane::hasFile(const QString &path) const
{
    return m_model->nodeIndex(path, {}).isValid();
}

void SettingsPane::showFile(const QString &path)
{
    if (m_place.path != path)
        choose({path, {}});
    else
        returnToPlace();
}

void SettingsPane::showNodeAt(const QString &path, qsizetype offset)
{
    if (m_isActivating)
        return; // the cursor comes back to its place in the file; the user has chosen another
    const Buffer *buffer = m_workspace ? m_workspace->openBuffer(path) : nullptr;
    // Asked before the tree, which would be made for it here, in the thread of the window.
    if (!buffer || buffer->bytes().size() > maximumFollowedBytes)
        return;
    if (!buffer->document() || buffer->document()->nodeCount() > maximumFollowedNodes)
        return;
    const Node node = buffer->document()->nodeAt(offset);
    if (node)
        choose({path, node.path()});
}

void SettingsPane::activate(const QModelIndex &current)
{
    if (m_isChoosing || m_view->isLosingRows() || !current.isValid())
        return;
    const QScopedValueRollback activating(m_isActivating, true);
    m_place = placeOf(current);
    const QString path = m_place.path;
    Q_EMIT fileActivated(path);
    const Node node = m_model->node(current);
    if (current.parent().isValid() && node)
        Q_EMIT nodeActivated(path, node.range());
}

void SettingsPane::showInitialRows()
{
    int nodes = 0;
    for (int row = 0; row < m_model->rowCount() && nodes <= maximumInitialNodes; ++row) {
        const Node root = m_model->node(m_model->index(row, 0));
        for (Node node = root ? root.firstChild() : root; node; node = node.nextSibling())
            nodes += 1 + node.childCount();
    }
    if (nodes <= maximumInitialNodes)
        m_view->expandToDepth(1);
    showState();
}

// Filter

void SettingsPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void SettingsPane::applyFilterText()
{
    m_filterTimer.stop();
    showObjection();
    FilterQuery query = filterQuery(m_filter->text());
    query.unknown.clear(); // told below the line; nothing is to be searched for them
    if (query == m_model->filter())
        return;
    if (!m_stateBeforeFilter)
        m_stateBeforeFilter = m_view->treeState();
    m_model->setFilter(query);
}

void SettingsPane::showObjection()
{
    const QString objection = m_filter->objection();
    QPalette palette;
    palette.setColor(QPalette::WindowText, errorText(palette));
    m_objection->setPalette(palette);
    m_objection->setText(objection);
    m_objection->setVisible(!objection.isEmpty());
    m_filter->setAccessibleDescription(objection);
}

/// Below the tree, where it moves no row away under the mouse that selects one more.
void SettingsPane::showNote()
{
    const QString note = m_selected->note();
    QPalette palette;
    palette.setColor(QPalette::WindowText, quietText(palette));
    m_note->setPalette(palette);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_view->setAccessibleDescription(note);
}

void SettingsPane::showFilterResult()
{
    if (m_model->filter().isEmpty()) {
        m_view->collapseAll();
        m_view->restore(m_stateBeforeFilter.value_or(TreeState()));
        m_stateBeforeFilter.reset();
        returnToPlace();
        m_view->reveal(m_view->currentIndex());
    } else {
        for (const QModelIndex &hit : m_model->hits(maximumRevealed))
            m_view->reveal(hit);
        returnToPlace();
    }
    showState();
    if (m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
    else
        m_view->scrollToTop();
}

bool SettingsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        m_filter->clear();
        m_view->setFocus();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        applyFilterText();
        m_view->setFocus();
        return true;
    default:
        return false;
    }
}

// Nothing to show

void SettingsPane::showState()
{
    const bool isLoaded = m_workspace && m_workspace->store().isLoaded();
    if (!m_workspace) {
        m_empty->setWords(tr("No folder open"), tr("Open a folder of settings files, or drop one here."),
                          tr("Open Folder…"));
    } else if (!isLoaded) {
        m_empty->setWords(tr("Reading the folder…"), QString());
    } else if (m_model->fileCount() == 0) {
        m_empty->setWords(
            tr("No settings files in this folder"),
            tr("Retune reads names such as *.json, *.toml, *.yaml, *.ini, .env and *setting*.py. "
               "Edit ▸ Preferences ▸ File Names lists them all."),
            tr("New Settings File…"));
    } else {
        m_empty->setWords(tr("Nothing matches"),
                          m_model->filter().hasCondition()
                              ? tr("No setting is all of: %1").arg(m_filter->text())
                              : tr("No file name, key or value holds all of: %1").arg(m_filter->text()),
                          tr("Show Everything"));
    }
    m_filter->setEnabled(isLoaded && m_model->fileCount() > 0);
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
}

/// What the button of the empty state promises.
void SettingsPane::fillEmptiness()
{
    if (!m_workspace)
        Q_EMIT openFolderRequested();
    else if (m_model->fileCount() == 0)
        Q_EMIT newFileRequested();
    else {
        m_filter->clear();
        m_view->setFocus();
    }
}

// The current row, and what the window tells of the files

void SettingsPane::setLiveTest(std::function<bool(const QString &path)> test)
{
    m_model->setLiveTest(std::move(test));
}

void SettingsPane::setReadOnlyFiles(const QSet<QString> &paths)
{
    m_model->setReadOnlyFiles(paths);
}

QString SettingsPane::currentFile() const
{
    return m_model->path(m_view->currentIndex());
}

bool SettingsPane::isOnFile() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && !current.parent().isValid();
}

QRect SettingsPane::currentRowRect(const QWidget *window) const
{
    QRect row(0, 0, m_stack->width(), 1);
    const QWidget *origin = m_stack;
    if (const QModelIndex current = m_view->currentIndex(); current.isValid() && m_view->isVisible()) {
        m_view->scrollTo(current);
        row = m_view->visualRect(current.siblingAtColumn(SettingsModel::NameColumn));
        origin = m_view->viewport();
    }
    row.moveTopLeft(origin->mapTo(window, row.topLeft()));
    return row;
}

void SettingsPane::setCodeStates(const QHash<QString, CodeState> &states)
{
    m_model->setCodeStates(states);
}

} // namespace retune
