#include "problems/problemspane.h"

#include "problems/problemsmodel.h"
#include "problems/watchtext.h"
#include "style/elidedlabel.h"
#include "style/emptystate.h"
#include "style/icons.h"
#include "style/theme.h"
#include "thread/whenfinished.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

namespace retune {

namespace {

constexpr std::chrono::milliseconds showInterval{33};
constexpr int fileCharacters = 34;
constexpr int placeCharacters = 10;

} // namespace

ProblemsPane::ProblemsPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new ProblemsModel(this))
    , m_view(new QTreeView(this))
    , m_empty(new EmptyState(this))
    , m_pages(new QStackedLayout)
    , m_tools(new QWidget(this))
    , m_health(new ElidedLabel(m_tools))
    , m_test(new QToolButton(m_tools))
{
    makeView();
    makeTools();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tools);
    layout->addLayout(m_pages);
    setFocusProxy(m_view);
    m_showing.setSingleShot(true);
    m_showing.setInterval(showInterval);
    connect(&m_showing, &QTimer::timeout, this, &ProblemsPane::showProblems);
    showProblems();
    showHealth();
}

void ProblemsPane::makeView()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setEditTriggers(QTreeView::NoEditTriggers);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setStyleSheet(headerStyleSheet());
    m_view->header()->setStretchLastSection(true);
    const int character = m_view->fontMetrics().averageCharWidth();
    m_view->setColumnWidth(ProblemsModel::FileColumn, fileCharacters * character);
    m_view->setColumnWidth(ProblemsModel::PlaceColumn, placeCharacters * character);
    m_view->installEventFilter(this);
    connect(m_view, &QTreeView::clicked, this, &ProblemsPane::follow);
}

void ProblemsPane::makeTools()
{
    m_health->setForegroundRole(QPalette::PlaceholderText);
    m_health->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_health->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_test->setToolTip(tr("Write a file in a temporary folder, and measure until it is seen"));
    m_test->setAccessibleDescription(m_test->toolTip());
    m_test->setText(tr("Test Watching"));
    m_test->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(m_tools);
    layout->setContentsMargins({});
    layout->addWidget(m_health, 1);
    layout->addWidget(m_test);
    connect(m_test, &QToolButton::clicked, this, &ProblemsPane::testWatching);
}

// The list

void ProblemsPane::setProblems(const std::optional<QList<Problem>> &problems)
{
    m_problems = problems;
    if (!m_showing.isActive())
        m_showing.start();
}

void ProblemsPane::showProblems()
{
    m_showing.stop();
    m_model->setProblems(m_problems.value_or(QList<Problem>()));
    if (m_problems)
        m_empty->setWords(tr("No problems"), tr("Every file of the folder is in force."));
    else
        m_empty->setWords(tr("No folder open"), QString());
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    Q_EMIT countChanged(m_model->rowCount());
}

void ProblemsPane::begin()
{
    showProblems();
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0, 0));
    m_view->setFocus();
}

void ProblemsPane::follow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Problem problem = m_model->problem(index.row());
    Q_EMIT placeRequested(problem.file, problem.position);
}

void ProblemsPane::copyCurrent()
{
    if (const QModelIndex index = m_view->currentIndex(); index.isValid())
        QGuiApplication::clipboard()->setText(m_model->problem(index.row()).toString());
}

bool ProblemsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter)
        follow(m_view->currentIndex());
    else if (key->matches(QKeySequence::Copy))
        copyCurrent();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void ProblemsPane::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const bool hasRow = m_view->isVisible() && m_view->currentIndex().isValid();
    QAction *go = menu.addAction(icon(QStringLiteral("show-text")), tr("&Show the place"));
    QAction *copy = menu.addAction(icon(QStringLiteral("copy")), tr("&Copy problem"));
    copy->setShortcut(QKeySequence::Copy);
    go->setEnabled(hasRow);
    copy->setEnabled(hasRow);
    const QAction *chosen = menu.exec(event->globalPos());
    if (chosen == go)
        follow(m_view->currentIndex());
    else if (chosen == copy)
        copyCurrent();
}

// Watching

void ProblemsPane::setWatchStatus(const std::optional<WatchStatus> &status, const WatchOptions &options)
{
    if (!status || !m_status || status->kind != m_status->kind)
        m_result.clear(); // it was about another watcher
    m_status = status;
    m_options = options;
    showHealth();
}

void ProblemsPane::showHealth()
{
    QStringList facts;
    if (m_status)
        facts += watchHealth(*m_status, m_options.scanInterval);
    if (!m_result.isEmpty())
        facts += m_result;
    m_health->setText(facts.join(QStringLiteral("  ·  ")));
    m_health->setToolTip(facts.join(u'\n'));
    m_test->setEnabled(m_status.has_value());
}

void ProblemsPane::testWatching()
{
    m_test->setEnabled(false);
    m_health->setText(tr("testing…"));
    const auto test = [kinds = kindsInUse(*m_status), options = m_options] {
        QList<WatchTest> tests;
        for (const WatcherKind kind : kinds)
            tests += retune::testWatching(kind, options);
        return tests;
    };
    whenFinished(QtConcurrent::run(test), this, [this](const QList<WatchTest> &tests) { noteTest(tests); });
}

void ProblemsPane::noteTest(const QList<WatchTest> &tests)
{
    QStringList results;
    for (const WatchTest &test : tests)
        results += test.text();
    m_result =
        m_status ? results.join(QStringLiteral("; ")) : QString(); // else the folder was closed meanwhile
    showHealth();
    if (m_result.isEmpty())
        return;
    Q_EMIT watchingTested(m_result);
}

} // namespace retune
